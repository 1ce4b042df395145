//! One condition of a statement: an operator, the name of a claim, and values.

use super::super::placeholder::is_placeholder;
use crate::facts::acceptance::glob;
use crate::facts::acceptance::presented::Presented;

/// One condition of a statement. All conditions of a statement have to hold.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Condition {
    /// The operator as written, such as `StringEquals`.
    pub(crate) written: String,
    /// What it does; none if this tool does not read it.
    pub(crate) operator: Option<Operator>,
    /// The name of what it compares, as written.
    pub(crate) key: String,
    /// The values, one of which has to fit; with a negative operator, none.
    pub(crate) values: Vec<String>,
    /// True if it has no value, one that is neither a text, a number nor a truth value, or one with a
    /// placeholder or with a variable that IAM replaces.
    pub(crate) has_open_value: bool,
    /// Where it is.
    pub(crate) pointer: String,
}

/// What an operator does.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Operator {
    set: Option<Set>,
    pub(crate) test: Test,
    negative: bool,
    if_exists: bool,
}

/// How an operator treats several values of a claim.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Set {
    Any,
    All,
}

/// How an operator compares two texts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Test {
    Equals,
    EqualsIgnoreCase,
    Like,
    /// It tests whether the claim is missing.
    Null,
}

/// Whether a condition holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Holds {
    Yes,
    No,
    Unknown,
}

/// The longest claim that is compared with a pattern. The `sub` of a service account has at most 339
/// characters, and a search with `?` costs the product of both lengths.
const MAX_COMPARED: usize = 1024;

/// The operators of IAM that this tool does not read (IAM User Guide,
/// `reference_policies_elements_condition_operators`).
const UNREAD: [&str; 20] = [
    "arnequals",
    "arnlike",
    "arnnotequals",
    "arnnotlike",
    "binaryequals",
    "bool",
    "dateequals",
    "dategreaterthan",
    "dategreaterthanequals",
    "datelessthan",
    "datelessthanequals",
    "datenotequals",
    "ipaddress",
    "notipaddress",
    "numericequals",
    "numericgreaterthan",
    "numericgreaterthanequals",
    "numericlessthan",
    "numericlessthanequals",
    "numericnotequals",
];

/// Splits the name of an operator into the set operator, the test, and whether `IfExists` follows.
fn split(written: &str) -> Option<(Option<Set>, String, bool)> {
    let lower = written.to_ascii_lowercase();
    let (set, name) = match lower.split_once(':') {
        Some(("foranyvalue", name)) => (Some(Set::Any), name),
        Some(("forallvalues", name)) => (Some(Set::All), name),
        Some(_) => return None,
        None => (None, lower.as_str()),
    };
    let (name, if_exists) = match name.strip_suffix("ifexists") {
        Some(name) => (name, true),
        None => (name, false),
    };
    Some((set, name.to_owned(), if_exists))
}

/// Returns true if IAM has an operator of this name, whether this tool reads it or not.
pub(super) fn exists(written: &str) -> bool {
    let is_unread = || split(written).is_some_and(|(_, name, _)| UNREAD.contains(&name.as_str()));
    Operator::read(written).is_some() || is_unread()
}

impl Operator {
    /// Reads the name of an operator.
    pub(super) fn read(written: &str) -> Option<Self> {
        let (set, name, if_exists) = split(written)?;
        let (test, negative) = match name.as_str() {
            "stringequals" => (Test::Equals, false),
            "stringnotequals" => (Test::Equals, true),
            "stringequalsignorecase" => (Test::EqualsIgnoreCase, false),
            "stringnotequalsignorecase" => (Test::EqualsIgnoreCase, true),
            "stringlike" => (Test::Like, false),
            "stringnotlike" => (Test::Like, true),
            "null" if set.is_none() && !if_exists => (Test::Null, false),
            _ => return None,
        };
        Some(Self { set, test, negative, if_exists })
    }

    /// Returns true if it can hold only for a claim that has one of the values.
    pub(super) fn restricts(self) -> bool {
        !self.negative && self.test != Test::Null
    }

    /// Returns true if it also holds when the claim is missing, though it is no negative one.
    pub(super) fn holds_without_claim(self) -> bool {
        self.restricts() && (self.if_exists || self.set == Some(Set::All))
    }

    fn fits(self, value: &str, claim: &str) -> bool {
        match self.test {
            Test::Equals => value == claim,
            Test::EqualsIgnoreCase => value.eq_ignore_ascii_case(claim),
            Test::Like => glob::fits(value, claim),
            Test::Null => false,
        }
    }
}

/// What the name of a condition stands for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Claim {
    Audience,
    Subject,
    /// Another claim of the provider.
    Other,
}

/// Splits the name of a condition into a provider and one of its claims. None for a name of AWS itself,
/// such as `aws:SourceIp`.
pub(super) fn provider_and_claim(key: &str) -> Option<(&str, Claim)> {
    let (provider, claim) = key.rsplit_once(':')?;
    if !provider.contains('.') && !provider.contains('/') {
        return None;
    }
    let claim = match claim.to_ascii_lowercase().as_str() {
        "aud" => Claim::Audience,
        "sub" => Claim::Subject,
        _ => Claim::Other,
    };
    Some((provider, claim))
}

impl Condition {
    /// Returns the claim that it compares, whatever the provider.
    pub(super) fn claim(&self) -> Option<Claim> {
        provider_and_claim(&self.key).map(|(_, claim)| claim)
    }

    /// Returns true if it demands that its claim is there: `Null` with `false` alone.
    pub(super) fn demands_presence(&self) -> bool {
        let is_null = self.operator.is_some_and(|operator| operator.test == Test::Null);
        is_null && self.null_values().is_some_and(|(missing, there)| there && !missing)
    }

    /// Returns whether the values of a `Null` demand that the claim is missing, and that it is there.
    fn null_values(&self) -> Option<(bool, bool)> {
        let is = |value: &str, text: &str| value.eq_ignore_ascii_case(text);
        let is_read = self.values.iter().all(|value| is(value, "true") || is(value, "false"));
        let any = |text: &str| self.values.iter().any(|value| is(value, text));
        is_read.then(|| (any("true"), any("false")))
    }

    /// Returns whether it holds for a token, and the values that the token has.
    pub(super) fn holds(&self, token: &Presented<'_>) -> (Holds, Vec<String>) {
        let unknown = |found| (Holds::Unknown, found);
        let Some(operator) = self.operator else { return unknown(Vec::new()) };
        // Only `AssumeRole` takes an external id, so the exchange never has one.
        if self.key.eq_ignore_ascii_case("sts:ExternalId") && !self.has_open_value {
            return (self.compare(operator, &[]), Vec::new());
        }
        let Some((provider, claim)) = provider_and_claim(&self.key) else {
            return unknown(Vec::new());
        };
        let Some(own) = token.issuer().and_then(|issuer| issuer.strip_prefix("https://")) else {
            return unknown(Vec::new());
        };
        // IAM compares the names of conditions without regard to case.
        let is_own = provider.eq_ignore_ascii_case(own);
        let found: Vec<String> = match claim {
            _ if is_placeholder(&self.key) => return unknown(Vec::new()),
            _ if !is_own => Vec::new(),
            Claim::Audience => token.audiences().to_vec(),
            Claim::Subject => token.subject().map(str::to_owned).into_iter().collect(),
            Claim::Other => return unknown(Vec::new()),
        };
        // With `azp`, the key `aud` stands for that (IAM User Guide, `reference_policies_iam-condition-keys`).
        let has_party = || is_own && claim == Claim::Audience && token.has_member("azp");
        let is_long = |claim: &String| claim.len() > MAX_COMPARED;
        if self.has_open_value
            || found.is_empty() && token.is_cut()
            || operator.test == Test::Like && found.iter().any(is_long)
            || has_party()
        {
            return unknown(found);
        }
        (self.compare(operator, &found), found)
    }

    fn compare(&self, operator: Operator, found: &[String]) -> Holds {
        let yes = |holds| if holds { Holds::Yes } else { Holds::No };
        if operator.test == Test::Null {
            let Some((missing, there)) = self.null_values() else { return Holds::Unknown };
            return yes(if found.is_empty() { missing } else { there });
        }
        if found.is_empty() {
            let holds = match operator.set {
                Some(Set::Any) => operator.if_exists,
                Some(Set::All) => true,
                None => operator.negative || operator.if_exists,
            };
            return yes(holds);
        }
        let one = |claim: &String| {
            self.values.iter().any(|value| operator.fits(value, claim)) != operator.negative
        };
        let (any, all) = (found.iter().any(one), found.iter().all(one));
        match operator.set {
            Some(Set::Any) => yes(any),
            Some(Set::All) => yes(all),
            // Which of several audiences STS compares is not public.
            None if any != all => Holds::Unknown,
            None => yes(all),
        }
    }
}
