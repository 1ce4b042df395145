//! Trust policies that a person pastes as JSON: a role's trust policy of AWS, a workload identity pool
//! provider of Google, a federated credential of Microsoft Entra.

pub(crate) mod aws;
mod breadth;
mod cel;
mod document;
pub(crate) mod entra;
mod flaw;
pub(crate) mod google;
#[cfg(test)]
mod tests;

pub(crate) use flaw::{Flaw, FlawKind, Mechanism, Member};

use crate::text::json::JsonText;
use crate::text::position::Lines;
use document::Document;

/// The longest policy that is read. IAM takes trust policies of at most 4096 characters, and the
/// conditions of Google have the same limit.
pub(crate) const MAX_POLICY_BYTES: usize = 32 * 1024;

/// The most flaws that are told: a policy of thousands of statements would make as many findings.
pub(crate) const MAX_FLAWS: usize = 20;

/// A trust policy.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Policy {
    Aws(aws::TrustPolicy),
    Google(google::Provider),
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
    let one = |kind| (None, vec![Flaw::new(String::new(), kind)]);
    if text.len() > MAX_POLICY_BYTES {
        return one(FlawKind::TooLong { bytes: text.len() });
    }
    let json = JsonText::read(text.to_owned());
    if let Some(fault) = &json.fault {
        let (line, column) = Lines::new(text.as_bytes()).position(fault.offset);
        return one(FlawKind::NotJson { line, column, reason: fault.reason });
    }
    if json.too_many.is_some() {
        return one(FlawKind::TooLong { bytes: text.len() });
    }
    if json.too_deep.is_some() {
        return one(FlawKind::NotAPolicy);
    }
    let document = Document::new(json);
    let mut flaws = Vec::new();
    for node in document.repeated() {
        let name = document.name(node).to_owned();
        flaws.push(Flaw::new(document.pointer(node), FlawKind::Repeated { name }));
    }
    if aws::is_policy(&document) {
        return (Some(Policy::Aws(aws::read(&document, &mut flaws))), flaws);
    }
    if google::is_policy(&document) {
        return (Some(Policy::Google(google::read(&document, &mut flaws))), flaws);
    }
    if entra::is_policy(&document) {
        return (Some(Policy::Entra(entra::read(&document, &mut flaws))), flaws);
    }
    flaws.push(Flaw::new(String::new(), FlawKind::NotAPolicy));
    (None, flaws)
}
