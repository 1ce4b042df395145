//! Reads a trust policy, and finds what is wrong with it whatever token is presented.

use super::super::breadth;
use super::super::document::Document;
use super::super::flaw::{Flaw, FlawKind, Mechanism, Member};
use super::condition::{Claim, Condition, Operator, Test, provider_and_claim};
use crate::facts::acceptance::glob;
use crate::text::json::{JsonType, NodeId};

/// The trust policy of a role.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct TrustPolicy {
    pub(crate) statements: Vec<Statement>,
}

/// One statement of a policy.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Statement {
    /// True if it denies what it matches.
    pub(crate) denies: bool,
    /// True if it is about `sts:AssumeRoleWithWebIdentity`.
    pub(crate) is_exchange: bool,
    pub(crate) principals: Vec<Principal>,
    pub(crate) conditions: Vec<Condition>,
    /// True if it has an element that this tool does not read.
    pub(crate) has_unread: bool,
    /// Where it is.
    pub(crate) pointer: String,
}

/// Whom a statement trusts.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Principal {
    /// An OpenID provider: its issuer without `https://`.
    Provider(String),
    /// Anyone.
    Anyone,
    /// Somebody who presents no token of an OpenID provider.
    Other(String),
}

const EXCHANGE: &str = "sts:assumerolewithwebidentity";
const EKS_POD_IDENTITY: &str = "pods.eks.amazonaws.com";

/// Returns true for a trust policy, alone or in the output of `aws iam get-role`.
pub(crate) fn is_policy(document: &Document) -> bool {
    policy(document).is_some()
}

fn policy(document: &Document) -> Option<NodeId> {
    let root = document.root()?;
    let role = document.member(root, &["Role"]).unwrap_or(root);
    let node =
        document.member(role, &["AssumeRolePolicyDocument", "PolicyDocument"]).unwrap_or(role);
    document.member(node, &["Statement"]).map(|_| node).or_else(|| {
        let is_statement = document.member(node, &["Effect"]).is_some()
            && document.member(node, &["Action"]).is_some();
        is_statement.then_some(node)
    })
}

/// Reads a trust policy.
pub(crate) fn read(document: &Document, flaws: &mut Vec<Flaw>) -> TrustPolicy {
    let mut reader = Reader { document, flaws };
    let nodes = policy(document).map_or_else(Vec::new, |node| {
        document
            .member(node, &["Statement"])
            .map_or_else(|| vec![node], |list| document.elements(list))
    });
    let statements: Vec<Statement> = nodes.into_iter().map(|node| reader.statement(node)).collect();
    if statements.is_empty() {
        reader.flaw(String::new(), FlawKind::Missing(Member::Statement));
    }
    let mut allowing = statements.iter().filter(|statement| !statement.denies);
    let names_principals = statements.iter().any(|statement| !statement.principals.is_empty());
    if names_principals && !allowing.any(|statement| statement.is_exchange || statement.has_unread)
    {
        reader.flaw(String::new(), FlawKind::ActionNotAllowed);
    }
    for statement in statements.iter().filter(|own| own.is_exchange && !own.denies) {
        reader.judge(statement);
    }
    TrustPolicy { statements }
}

struct Reader<'a> {
    document: &'a Document,
    flaws: &'a mut Vec<Flaw>,
}

impl Reader<'_> {
    fn flaw(&mut self, pointer: String, kind: FlawKind) {
        self.flaws.push(Flaw::new(pointer, kind));
    }

    fn statement(&mut self, node: NodeId) -> Statement {
        let document = self.document;
        let pointer = document.pointer(node);
        let effect = document.text(node, &["Effect"]).map(|(_, effect)| effect);
        if !matches!(effect.as_deref(), Some("Allow" | "Deny")) {
            self.flaw(pointer.clone(), FlawKind::Missing(Member::Effect));
        }
        // IAM takes no other effect, so such a statement neither allows nor denies.
        let mut has_unread = !matches!(effect.as_deref(), Some("Allow" | "Deny"));
        for name in ["NotPrincipal", "NotAction"] {
            if let Some(member) = document.member(node, &[name]) {
                has_unread = true;
                self.flaw(document.pointer(member), FlawKind::NotRead { name: name.to_owned() });
            }
        }
        let actions = document.member(node, &["Action"]);
        let actions = actions.map_or_else(Vec::new, |node| document.scalars(node));
        let is_exchange =
            actions.iter().any(|action| glob::fits(&action.to_ascii_lowercase(), EXCHANGE));
        let principals = self.principals(node, has_unread);
        let mut conditions = Vec::new();
        if let Some(member) = document.member(node, &["Condition"]) {
            let is_object = |node| document.is(node, JsonType::Object);
            if !is_object(member) || !document.children(member).into_iter().all(is_object) {
                has_unread = true;
                let kind = FlawKind::NotRead { name: "Condition".to_owned() };
                self.flaw(document.pointer(member), kind);
            }
            for operator in document.children(member) {
                for key in document.children(operator) {
                    conditions.push(self.condition(operator, key));
                }
            }
        }
        let denies = effect.as_deref() == Some("Deny");
        Statement { denies, is_exchange, principals, conditions, has_unread, pointer }
    }

    fn principals(&mut self, statement: NodeId, has_unread: bool) -> Vec<Principal> {
        let document = self.document;
        let Some(node) = document.member(statement, &["Principal"]) else {
            if !has_unread {
                let kind = FlawKind::Missing(Member::Principal);
                self.flaw(document.pointer(statement), kind);
            }
            return Vec::new();
        };
        let mut principals = Vec::new();
        if !document.is(node, JsonType::Object) {
            return document.scalars(node).into_iter().map(principal).collect();
        }
        for member in document.children(node) {
            let is_federated = document.name(member) == "Federated";
            for value in document.scalars(member) {
                if value == EKS_POD_IDENTITY {
                    let kind = FlawKind::OtherMechanism(Mechanism::EksPodIdentity);
                    self.flaw(document.pointer(member), kind);
                }
                let own = principal(value);
                principals.push(match own {
                    Principal::Other(_) | Principal::Anyone => own,
                    Principal::Provider(provider) if is_federated => Principal::Provider(provider),
                    Principal::Provider(provider) => Principal::Other(provider),
                });
            }
        }
        principals
    }

    fn condition(&mut self, operator: NodeId, key: NodeId) -> Condition {
        let document = self.document;
        let written = document.name(operator).to_owned();
        let condition = Condition {
            operator: Operator::read(&written),
            written,
            key: document.name(key).to_owned(),
            values: document.scalars(key),
            pointer: document.pointer(key),
        };
        let pointer = || condition.pointer.clone();
        if condition.operator.is_none() {
            self.flaw(
                document.pointer(operator),
                FlawKind::NotRead { name: condition.written.clone() },
            );
        }
        if condition.values.is_empty() {
            self.flaw(pointer(), FlawKind::Missing(Member::Values));
        }
        let key = &condition.key;
        if key.starts_with("https://") || key.starts_with("http://") {
            self.flaw(pointer(), FlawKind::KeyHasScheme { key: key.clone() });
        }
        for text in condition.values.iter().chain([key]) {
            if is_placeholder(text) {
                self.flaw(pointer(), FlawKind::Placeholder { value: text.clone() });
            }
        }
        condition
    }

    /// Judges a statement that allows the exchange.
    fn judge(&mut self, statement: &Statement) {
        for principal in &statement.principals {
            match principal {
                Principal::Anyone => {
                    let kind = FlawKind::EveryAccount { pattern: Some("*".to_owned()) };
                    self.flaw(statement.pointer.clone(), kind);
                }
                Principal::Other(name) if name != EKS_POD_IDENTITY => {
                    let kind = FlawKind::OtherMechanism(Mechanism::OtherPrincipal);
                    self.flaw(statement.pointer.clone(), kind);
                }
                Principal::Other(_) => {}
                Principal::Provider(provider) if is_placeholder(provider) => {
                    let kind = FlawKind::Placeholder { value: provider.clone() };
                    self.flaw(statement.pointer.clone(), kind);
                }
                Principal::Provider(provider) => self.judge_keys(statement, provider),
            }
        }
        let has_provider =
            statement.principals.iter().any(|own| matches!(own, Principal::Provider(_)));
        if has_provider {
            self.judge_claims(statement);
        }
    }

    /// Finds conditions about another provider than the only one that is trusted.
    fn judge_keys(&mut self, statement: &Statement, provider: &str) {
        if statement.principals.len() > 1 {
            return;
        }
        for condition in &statement.conditions {
            let Some((own, _)) = provider_and_claim(&condition.key) else { continue };
            let own = own.strip_prefix("https://").unwrap_or(own);
            if !own.eq_ignore_ascii_case(provider) && !is_placeholder(own) {
                let kind = FlawKind::KeyOfOtherProvider {
                    key: condition.key.clone(),
                    provider: provider.to_owned(),
                };
                self.flaw(condition.pointer.clone(), kind);
            }
        }
    }

    fn judge_claims(&mut self, statement: &Statement) {
        let mut restricts_audience = false;
        let mut restricts_subject = false;
        for condition in &statement.conditions {
            let (Some(operator), Some(claim)) = (condition.operator, condition.claim()) else {
                continue;
            };
            if !operator.restricts() || claim == Claim::Other {
                continue;
            }
            if operator.holds_without_claim() {
                let kind = FlawKind::HoldsWithoutClaim { operator: condition.written.clone() };
                self.flaw(condition.pointer.clone(), kind);
            }
            match claim {
                Claim::Audience => {
                    restricts_audience |= !condition.values.iter().any(|value| {
                        operator.test == Test::Like && value.bytes().all(|byte| byte == b'*')
                    });
                }
                _ => restricts_subject = true,
            }
            self.judge_values(condition, operator, claim);
        }
        let pointer = || statement.pointer.clone();
        if !restricts_audience {
            self.flaw(pointer(), FlawKind::NoAudience);
        }
        if !restricts_subject {
            self.flaw(pointer(), FlawKind::NoSubject);
        }
    }

    fn judge_values(&mut self, condition: &Condition, operator: Operator, claim: Claim) {
        for value in condition.values.iter().filter(|value| !is_placeholder(value)) {
            let pointer = || condition.pointer.clone();
            if operator.test != Test::Like && glob::has_wildcard(value) {
                self.flaw(pointer(), FlawKind::LiteralWildcard { value: value.clone() });
                continue;
            }
            if claim != Claim::Subject || value.contains("${") {
                continue;
            }
            let breadth = match operator.test {
                Test::Like => breadth::of_pattern(value),
                Test::EqualsIgnoreCase => breadth::of_subject(&value.to_ascii_lowercase()),
                Test::Equals | Test::Null => breadth::of_subject(value),
            };
            if let Some(kind) = breadth.flaw(value) {
                self.flaw(pointer(), kind);
            }
        }
    }
}

fn principal(value: String) -> Principal {
    if value == "*" {
        return Principal::Anyone;
    }
    // `arn:aws:iam::111122223333:oidc-provider/<issuer>`, in China with `aws-cn`.
    let is_arn = value.starts_with("arn:");
    match value.split_once(":oidc-provider/") {
        Some((_, provider)) if is_arn => Principal::Provider(provider.to_owned()),
        _ => Principal::Other(value),
    }
}

/// Returns true for what a template has in place of a value. Variables of IAM have a colon.
fn is_placeholder(text: &str) -> bool {
    let variable = text.split_once("${").and_then(|(_, rest)| rest.split_once('}'));
    let is_variable = |name: &str| name.contains(':') || matches!(name, "*" | "?" | "$");
    variable.is_some_and(|(name, _)| !is_variable(name))
        || text.contains("{{")
        || text.contains('<') && text.contains('>')
        || text.contains("$OIDC_PROVIDER")
}
