//! The checks that several recipients make: each gives a result and what decides it.

use std::collections::BTreeSet;

use crate::facts::acceptance::policy::{self, Flaw, Policy};
use crate::facts::acceptance::presented::Presented;
use crate::facts::acceptance::recipient::{self, Detail, Fix, PolicyKind, Usual};
use crate::facts::acceptance::settings::Settings;
use crate::facts::acceptance::vocabulary::{Check, ObjectState, StepResult};
use crate::facts::acceptance::walk::{self, Step};
use crate::facts::reading::Reading;
use crate::keys::VerificationReason;
use crate::kubernetes::Party;

/// The result of a check, and what decides it.
pub(super) type Finding = (StepResult, Detail);

/// What a recipient judges: the token, and what the caller says of the recipient.
pub(super) struct Context<'a> {
    pub(super) token: Presented<'a>,
    pub(super) settings: &'a Settings,
    pub(super) issuers: Vec<String>,
    pub(super) audiences: Vec<String>,
    pub(super) subject: Option<String>,
}

impl<'a> Context<'a> {
    pub(super) fn new(reading: &Reading<'a>, settings: &'a Settings) -> Self {
        Self {
            token: Presented::of(reading),
            settings,
            issuers: settings.expected_issuers.clone(),
            audiences: settings.expected_audiences.clone(),
            subject: settings.expected_subject.clone(),
        }
    }

    /// Returns true if an audience of the token names one of these parties.
    pub(super) fn is_addressed(&self, parties: &[Party]) -> bool {
        let named = |audience: &String| Party::of_audience(audience);
        self.token.audiences().iter().filter_map(named).any(|party| parties.contains(&party))
    }

    /// Reads the policy that the caller gave.
    pub(super) fn policy(&self) -> Option<(Option<Policy>, Vec<Flaw>)> {
        let text = self.settings.policy.as_deref().filter(|text| !text.trim().is_empty())?;
        Some(policy::read(text))
    }

    /// Returns the result for a claim that the token lacks.
    pub(super) fn missing(&self, claim: &'static str) -> Finding {
        if self.token.is_cut() {
            return (StepResult::Unknown, Detail::Cut { claim });
        }
        (StepResult::Failed, Detail::Missing { claims: vec![claim] })
    }

    /// The token must have three parts.
    pub(super) fn three_parts(&self) -> Finding {
        match self.token.characters() {
            Some(_) => (StepResult::Passed, Detail::ThreeParts),
            None if self.token.is_encrypted() => (StepResult::Failed, Detail::FiveParts),
            None => (StepResult::Unknown, Detail::Cut { claim: "" }),
        }
    }

    /// All of these claims have to be there.
    pub(super) fn required(&self, claims: &'static [&'static str]) -> Finding {
        let lacking = claims.iter().copied().filter(|claim| !self.token.has(claim));
        let (unread, missing): (Vec<_>, Vec<_>) =
            lacking.partition(|claim| self.token.has_unread_time(claim));
        match missing.first() {
            None => match unread.first() {
                None => (StepResult::Passed, Detail::AllThere { claims }),
                Some(&claim) => (StepResult::Unknown, Detail::TimeUnread { claim }),
            },
            Some(&claim) if self.token.is_cut() => (StepResult::Unknown, Detail::Cut { claim }),
            Some(_) => (StepResult::Failed, Detail::Missing { claims: missing }),
        }
    }

    /// `iss` has to be one that the recipient trusts, byte for byte.
    pub(super) fn issuer(&self) -> Finding {
        let Some(issuer) = self.token.issuer() else { return self.missing("iss") };
        let issuer = issuer.to_owned();
        let expected = &self.issuers;
        if expected.is_empty() {
            return (StepResult::Unknown, Detail::IssuerToCompare { issuer });
        }
        if expected.contains(&issuer) {
            return (StepResult::Passed, Detail::IssuerFits { issuer });
        }
        let bare = |text: &str| text.strip_suffix('/').unwrap_or(text).to_owned();
        let slash = expected.iter().find(|own| bare(own) == bare(&issuer));
        let detail = match slash {
            Some(own) => Detail::IssuerSlash { issuer, expected: own.clone() },
            None => Detail::IssuerDiffers { issuer, expected: expected.clone() },
        };
        (StepResult::Failed, detail)
    }

    /// `iss` has to be an https URL as well.
    pub(super) fn https_issuer(&self) -> Finding {
        match self.token.issuer() {
            Some(issuer) if !issuer.starts_with("https://") => {
                (StepResult::Failed, Detail::IssuerForm { issuer: issuer.to_owned() })
            }
            _ => self.issuer(),
        }
    }

    /// One audience has to be one that the recipient accepts.
    pub(super) fn audience(&self, usual: Usual) -> Finding {
        self.audience_by(usual, |audience| audience)
    }

    /// Like [`Self::audience`], but the recipient also accepts a token for the API server.
    pub(super) fn audience_or_api_server(&self, usual: Usual) -> Finding {
        if self.token.audiences().is_empty() && !self.token.is_cut() {
            return (StepResult::NotChecked, Detail::NoAudience);
        }
        match self.audience(usual) {
            (StepResult::Failed, Detail::AudienceDiffers { found, .. }) => {
                (StepResult::Unknown, Detail::AudienceOrApiServer { found })
            }
            finding => finding,
        }
    }

    /// Returns what to request instead: an audience that the caller named, or else the default. An example
    /// is only one of many.
    pub(super) fn audience_fix(&self, usual: Usual) -> Fix {
        let default = match usual {
            Usual::Default(audience) => Some(audience.to_owned()),
            _ => None,
        };
        Fix::RequestAudience(self.audiences.first().cloned().or(default))
    }

    /// Returns true if neither the token nor the recipient has an audience: some recipients compare none then.
    pub(super) fn has_no_audience(&self) -> bool {
        self.audiences.is_empty() && self.token.audiences().is_empty() && !self.token.is_cut()
    }

    /// Like [`Self::audience`], but of each audience only a part is compared.
    pub(super) fn audience_by(&self, usual: Usual, part: fn(&str) -> &str) -> Finding {
        let found = self.token.audiences();
        if found.is_empty() {
            return self.missing("aud");
        }
        if self.audiences.is_empty() {
            let found = found.to_vec();
            return (StepResult::Unknown, Detail::AudienceToCompare { found, usual });
        }
        let expected: BTreeSet<&str> = self.audiences.iter().map(|own| part(own)).collect();
        match found.iter().find(|own| expected.contains(part(own))) {
            Some(audience) => {
                (StepResult::Passed, Detail::AudienceFits { audience: audience.clone() })
            }
            None => {
                let expected = self.audiences.clone();
                (StepResult::Failed, Detail::AudienceDiffers { found: found.to_vec(), expected })
            }
        }
    }

    /// `sub` has to be equal to what the recipient demands.
    pub(super) fn equal_subject(&self) -> Finding {
        match self.subject(|expected, own| expected == own) {
            (result, Detail::SubjectToCompare { subject, .. }) => {
                (result, Detail::SubjectToCompare { subject, has_pattern: false })
            }
            finding => finding,
        }
    }

    /// `sub` has to fit what the recipient demands, which may be a pattern.
    pub(super) fn subject(&self, fits: fn(&str, &str) -> bool) -> Finding {
        let Some(subject) = self.token.subject() else { return self.missing("sub") };
        let own = subject.to_owned();
        match &self.subject {
            None => {
                (StepResult::Unknown, Detail::SubjectToCompare { subject: own, has_pattern: true })
            }
            Some(expected) if fits(expected, subject) => {
                (StepResult::Passed, Detail::SubjectFits { subject: own })
            }
            Some(expected) => {
                let expected = expected.clone();
                (StepResult::Failed, Detail::SubjectDiffers { subject: own, expected })
            }
        }
    }

    /// The recipient must verify the algorithm.
    pub(super) fn algorithm(&self, allowed: &'static [&'static str]) -> Finding {
        match self.token.header("alg") {
            Some(alg) if allowed.contains(&alg) => {
                (StepResult::Passed, Detail::AlgorithmFits { algorithm: alg.to_owned() })
            }
            Some(alg) => {
                let algorithm = alg.to_owned();
                (StepResult::Failed, Detail::AlgorithmDiffers { algorithm, allowed })
            }
            None => self.missing_parameter("alg"),
        }
    }

    /// The recipient documents these algorithms and may verify others that are signed with a private key.
    pub(super) fn documented_algorithm(&self, documented: &'static [&'static str]) -> Finding {
        let open = |algorithm| Detail::AlgorithmOpen { algorithm, documented };
        self.algorithm_or(documented, open)
    }

    /// A library that verifies these with a public key, and maybe others.
    pub(super) fn library_algorithm(&self, verified: &'static [&'static str]) -> Finding {
        self.algorithm_or(verified, |algorithm| Detail::AlgorithmUnknown { algorithm })
    }

    fn algorithm_or(
        &self,
        fitting: &'static [&'static str],
        open: impl FnOnce(String) -> Detail,
    ) -> Finding {
        match self.token.header("alg") {
            Some(alg) if fitting.contains(&alg) => self.algorithm(fitting),
            Some(alg) if has_no_public_key(alg) => {
                (StepResult::Failed, Detail::AlgorithmWithoutKey { algorithm: alg.to_owned() })
            }
            Some(alg) => (StepResult::Unknown, open(alg.to_owned())),
            None => self.missing_parameter("alg"),
        }
    }

    /// The recipient verifies with keys of RSA and EC, and does not say which algorithms.
    pub(super) fn algorithm_of_key(&self) -> Finding {
        let Some(alg) = self.token.header("alg") else { return self.missing_parameter("alg") };
        let algorithm = alg.to_owned();
        match alg {
            _ if RSA_AND_EC.contains(&alg) => {
                (StepResult::Passed, Detail::AlgorithmOfKey { algorithm })
            }
            "EdDSA" | "Ed25519" | "Ed448" => {
                (StepResult::Failed, Detail::AlgorithmOfOtherKey { algorithm })
            }
            _ if has_no_public_key(alg) => {
                (StepResult::Failed, Detail::AlgorithmWithoutKey { algorithm })
            }
            _ => (StepResult::Unknown, Detail::AlgorithmUnknown { algorithm }),
        }
    }

    /// A recipient that reads tokens with go-jose decodes the header before this check.
    pub(super) fn by_go_jose(&self, finding: Finding) -> Finding {
        match self.token.undecodable_parameter() {
            Some(parameter) => (StepResult::Failed, Detail::HeaderUndecodable { parameter }),
            None => finding,
        }
    }

    /// Returns what to do about a check that follows that decoding.
    pub(super) fn go_jose_fix(&self, otherwise: Fix) -> Fix {
        if self.token.undecodable_parameter().is_some() { Fix::RequestToken } else { otherwise }
    }

    fn missing_parameter(&self, name: &'static str) -> Finding {
        if self.token.is_header_cut() {
            return (StepResult::Unknown, Detail::Cut { claim: name });
        }
        (StepResult::Failed, Detail::Missing { claims: vec![name] })
    }

    /// `kid` has to be there.
    pub(super) fn key_id(&self) -> Finding {
        match self.token.header("kid") {
            Some(kid) => (StepResult::Passed, Detail::KeyIdThere { key_id: kid.to_owned() }),
            None => self.missing_parameter("kid"),
        }
    }

    /// The recipient fetches the keys of the issuer over the internet.
    pub(super) fn public_keys(&self) -> Finding {
        let Some(issuer) = self.token.issuer() else { return self.missing("iss") };
        let detail = Detail::KeysToFetch { issuer: issuer.to_owned() };
        if is_private(issuer) {
            return (StepResult::Failed, Detail::KeysPrivate { issuer: issuer.to_owned() });
        }
        (StepResult::Unknown, detail)
    }

    /// The recipient fetches the keys, or somebody uploaded them.
    pub(super) fn public_or_uploaded_keys(&self) -> Finding {
        let Some(issuer) = self.token.issuer() else { return self.missing("iss") };
        (StepResult::Unknown, Detail::KeysToFetchOrUpload { issuer: issuer.to_owned() })
    }

    /// Somebody gave the recipient the keys, or their address.
    pub(super) fn configured_keys(&self) -> Finding {
        match self.signature() {
            (StepResult::Passed, signed) => (StepResult::Passed, signed),
            _ => (StepResult::Unknown, Detail::KeysConfigured),
        }
    }

    /// The caller may have checked the signature.
    pub(super) fn signature(&self) -> Finding {
        use VerificationReason as Reason;
        match self.settings.signature {
            Some(Reason::Signed | Reason::SignedOtherKid) => (StepResult::Passed, Detail::Signed),
            Some(Reason::DoesNotMatch | Reason::NoneMatches) => {
                (StepResult::Failed, Detail::NotSigned)
            }
            _ => (StepResult::Unknown, Detail::SignatureToCheck),
        }
    }

    /// The token must be bound to a Pod.
    pub(super) fn pod_binding(&self) -> Finding {
        match self.token.is_pod_bound() {
            true => (StepResult::Passed, Detail::PodBound),
            false if self.token.is_cut() => {
                (StepResult::Unknown, Detail::Cut { claim: "kubernetes.io" })
            }
            false => (StepResult::Failed, Detail::NotPodBound),
        }
    }

    /// The token must not be longer than this.
    pub(super) fn size(&self, most: usize) -> Finding {
        match self.token.characters() {
            None => (StepResult::Unknown, Detail::Cut { claim: "" }),
            Some(characters) if characters > most => {
                (StepResult::Failed, Detail::SizeOver { characters, most })
            }
            Some(characters) => (StepResult::Passed, Detail::SizeFits { characters, most }),
        }
    }

    /// The recipient asks the cluster with a TokenReview.
    pub(super) fn review(&self) -> Finding {
        let gone = |state| {
            matches!(
                state,
                ObjectState::Terminating | ObjectState::Deleted | ObjectState::Recreated
            )
        };
        // A recreated Secret may contain a legacy token again.
        let object = self.settings.object;
        let may_be_back = self.token.is_legacy() && object == ObjectState::Recreated;
        if gone(self.settings.account) || gone(object) && !may_be_back {
            return (StepResult::Failed, Detail::ReviewFails);
        }
        (StepResult::Unknown, Detail::ReviewToAsk)
    }

    /// Returns the steps that tell what is wrong with a policy. No recipient makes these checks.
    pub(super) fn policy_review(flaws: &[Flaw], source: &'static str) -> Vec<Step> {
        let review = |flaw: &Flaw| {
            let finding = (StepResult::NotChecked, Detail::PolicyFlaw(flaw.clone()));
            step(Check::PolicyReview, finding).source(source)
        };
        flaws.iter().map(review).collect()
    }

    /// Returns the result for a policy that is not there, cannot be read, or is one of another recipient.
    pub(super) fn no_policy(
        own: PolicyKind,
        read: Option<&(Option<Policy>, Vec<Flaw>)>,
    ) -> Finding {
        let detail = match read {
            None => Detail::PolicyToPaste(own),
            Some((Some(policy), _)) => Detail::PolicyOfOther(match policy {
                Policy::Aws(_) => PolicyKind::AwsTrustPolicy,
                Policy::Google(_) => PolicyKind::GoogleProvider,
                Policy::Entra(_) => PolicyKind::EntraCredential,
            }),
            Some((None, flaws)) => match flaws.last() {
                Some(flaw) => Detail::PolicyUnread(own, flaw.clone()),
                None => Detail::PolicyToPaste(own),
            },
        };
        (StepResult::Unknown, detail)
    }
}

/// The algorithms of RSA and EC keys that recipients name.
pub(super) const RSA_AND_EC: &[&str] =
    &["RS256", "RS384", "RS512", "ES256", "ES384", "ES512", "PS256", "PS384", "PS512"];

/// The same, and Ed25519.
pub(super) const RSA_EC_AND_EDDSA: &[&str] =
    &["RS256", "RS384", "RS512", "ES256", "ES384", "ES512", "PS256", "PS384", "PS512", "EdDSA"];

fn has_no_public_key(algorithm: &str) -> bool {
    algorithm == "none" || algorithm.starts_with("HS")
}

/// Returns what to do about an issuer: one of this form, no recipient could accept.
pub(super) fn issuer_fix((_, detail): &Finding, otherwise: Fix) -> Fix {
    match detail {
        Detail::IssuerForm { .. } | Detail::KeysPrivate { .. } => Fix::PublicIssuer,
        _ => otherwise,
    }
}

/// Returns a step of a recipient.
pub(super) fn step(check: Check, (result, detail): Finding) -> Step {
    Step::new(check, result, walk::Detail::Recipient(detail))
}

/// Adds a message and a fix of a recipient to a step that does not pass.
pub(super) trait Answers {
    fn says(self, message: recipient::Message) -> Self;
    fn needs(self, fix: Fix) -> Self;
}

impl Answers for Step {
    fn says(self, message: recipient::Message) -> Self {
        self.message(walk::Message::Recipient(message))
    }

    fn needs(self, fix: Fix) -> Self {
        self.fix(walk::Fix::Recipient(fix))
    }
}

/// Returns true for a host that only its own cluster or network can reach.
fn is_private(issuer: &str) -> bool {
    let rest = issuer.strip_prefix("https://").unwrap_or(issuer);
    let host = rest.split(['/', '?', '#']).next().unwrap_or_default();
    let host = host.rsplit_once(':').map_or(host, |(host, _)| host).to_ascii_lowercase();
    let ends = [".svc", ".cluster.local", ".local", ".internal", ".localhost", ".localdomain"];
    let begins = ["10.", "127.", "192.168.", "169.254."];
    // `10.example.com` is a name.
    let is_address = host.bytes().all(|byte| byte.is_ascii_digit() || byte == b'.');
    !host.contains('.') && !host.contains('[')
        || ends.iter().any(|end| host.ends_with(end))
        || is_address && begins.iter().any(|begin| host.starts_with(begin))
}
