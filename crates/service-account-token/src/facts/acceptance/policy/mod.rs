//! Trust policies that a person pastes as JSON: a role's trust policy of AWS, a workload identity pool
//! provider of Google, a federated credential of Microsoft Entra.

pub(crate) mod aws;
mod breadth;
pub(crate) mod cel;
mod document;
pub(crate) mod entra;
mod flaw;
mod foreign;
pub(crate) mod google;
mod google_keys;
mod layers;
mod placeholder;
#[cfg(test)]
mod tests;

pub(crate) use flaw::{Flaw, FlawKind, Mechanism, Member, OtherDocument, Syntax};

/// The longest policy that is read. IAM takes trust policies of at most 4096 characters, and the
/// conditions of Google have the same limit.
pub(crate) const MAX_POLICY_BYTES: usize = 32 * 1024;

/// The most flaws that are told: a policy of thousands of statements would make as many findings.
pub(crate) const MAX_FLAWS: usize = 20;

/// A trust policy.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Policy {
    Aws(aws::TrustPolicy),
    Google(Vec<google::Provider>),
    Entra(Vec<entra::Credential>),
}

/// Reads a trust policy; none if it is none. Also returns what is wrong with it, up to [`MAX_FLAWS`] and how
/// much more there is.
pub(crate) fn read(text: &str) -> (Option<Policy>, Vec<Flaw>) {
    let (policy, mut flaws) = read_all(text);
    if let Some(count) = flaws.len().checked_sub(MAX_FLAWS).filter(|count| *count > 0) {
        flaws.truncate(MAX_FLAWS);
        flaws.push(Flaw::new(String::new(), FlawKind::More { count }));
    }
    (policy, flaws)
}

fn read_all(text: &str) -> (Option<Policy>, Vec<Flaw>) {
    if text.len() > MAX_POLICY_BYTES {
        return none(FlawKind::TooLong { bytes: text.len() });
    }
    let layers::Opened { document, role_arn } = match layers::open(text) {
        Ok(opened) => opened,
        Err(kind) => return none(kind),
    };
    let mut flaws = document.repeated();
    let policy = match aws::find(&document) {
        aws::Found::One(node) => {
            Some(Policy::Aws(aws::read(&document, node, role_arn.as_deref(), &mut flaws)))
        }
        aws::Found::Several(count) => return none(FlawKind::Several { count }),
        aws::Found::None if google::is_policy(&document) => {
            Some(Policy::Google(google::read(&document, &mut flaws)))
        }
        aws::Found::None if entra::is_policy(&document) => {
            Some(Policy::Entra(entra::read(&document, &mut flaws)))
        }
        aws::Found::None => None,
    };
    if policy.is_none() {
        let other = foreign::document(&document);
        let kind = other.map_or(FlawKind::NotAPolicy, FlawKind::OtherDocument);
        flaws.push(Flaw::new(String::new(), kind));
    }
    (policy, flaws)
}

fn none(kind: FlawKind) -> (Option<Policy>, Vec<Flaw>) {
    (None, vec![Flaw::new(String::new(), kind)])
}
