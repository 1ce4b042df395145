//! Whom a statement trusts.

use super::super::document::Document;
use super::super::flaw::{FlawKind, Mechanism};
use super::super::placeholder::is_placeholder;
use crate::text::json::{JsonType, NodeId};

/// Whom a statement trusts.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Principal {
    /// An OpenID provider.
    Provider(Provider),
    /// Every principal. Whether that includes those who present a token is not documented.
    Anyone,
    /// Somebody who cannot be known from here.
    Unread,
    /// Somebody who presents no token of an OpenID provider.
    Other,
}

/// An OpenID provider in an account.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Provider {
    /// The number of the account.
    pub(crate) account: String,
    /// The issuer without `https://`.
    pub(crate) issuer: String,
}

pub(super) const EKS_POD_IDENTITY: &str = "pods.eks.amazonaws.com";

/// The types of principals. Only `Federated` has providers (IAM User Guide,
/// `reference_policies_elements_principal`).
const TYPES: [&str; 4] = ["AWS", "CanonicalUser", "Federated", "Service"];

/// Reads a `Principal`, and what is wrong with each part of it.
pub(super) fn read(document: &Document, node: NodeId) -> (Vec<Principal>, Vec<(NodeId, FlawKind)>) {
    let mut principals = Vec::new();
    let mut flaws = Vec::new();
    if !document.is(node, JsonType::Object) {
        let is_anyone = document.string(node) == Some("*");
        principals.push(if is_anyone { Principal::Anyone } else { Principal::Unread });
        let name = || FlawKind::NotRead { name: "Principal".to_owned() };
        flaws.push((node, if is_anyone { FlawKind::AnyPrincipal } else { name() }));
    }
    for &member in document.children(node).iter().filter(|_| document.is(node, JsonType::Object)) {
        let name = document.name(member);
        if !TYPES.contains(&name) || !document.is_scalars(member) {
            principals.push(Principal::Unread);
            flaws.push((member, FlawKind::NotRead { name: name.to_owned() }));
        }
        for value in document.scalars(member) {
            let (principal, flaw) = of_value(name, value);
            principals.push(principal);
            flaws.extend(flaw.map(|flaw| (member, flaw)));
        }
    }
    (principals, flaws)
}

fn of_value(name: &str, value: String) -> (Principal, Option<FlawKind>) {
    if value == "*" {
        return (Principal::Anyone, Some(FlawKind::AnyPrincipal));
    }
    if is_placeholder(&value) {
        return (Principal::Unread, Some(FlawKind::Placeholder { value }));
    }
    if value == EKS_POD_IDENTITY {
        let kind = FlawKind::OtherMechanism(Mechanism::EksPodIdentity);
        return (Principal::Other, Some(kind));
    }
    if !value.contains("oidc-provider/") {
        return (Principal::Other, None);
    }
    if name != "Federated" {
        let kind = FlawKind::ProviderNotFederated { principal: name.to_owned() };
        return (Principal::Other, Some(kind));
    }
    let Some(provider) = provider(&value) else {
        return (Principal::Unread, Some(FlawKind::ProviderArn { arn: value }));
    };
    let has_scheme = provider.issuer.starts_with("https:") || provider.issuer.starts_with("http:");
    let flaw = has_scheme.then_some(FlawKind::ProviderHasScheme { arn: value });
    (Principal::Provider(provider), flaw)
}

/// Reads `arn:aws:iam::111122223333:oidc-provider/<issuer>`. In China and other separate parts of AWS, the
/// partition is another one that begins with `aws`. A principal's ARN has no wildcards.
fn provider(arn: &str) -> Option<Provider> {
    let mut parts = arn.splitn(6, ':');
    let is_iam = parts.next() == Some("arn")
        && parts.next().is_some_and(|partition| partition.starts_with("aws"))
        && parts.next() == Some("iam")
        && parts.next() == Some("");
    let account = parts.next().filter(|account| is_account(account))?.to_owned();
    let issuer = parts.next()?.strip_prefix("oidc-provider/")?;
    let is_whole = !issuer.is_empty() && !issuer.contains(['*', '?', ' ']);
    (is_iam && is_whole).then(|| Provider { account, issuer: issuer.to_owned() })
}

/// Returns true for the number of an account, which has 12 digits.
fn is_account(text: &str) -> bool {
    text.len() == 12 && text.bytes().all(|byte| byte.is_ascii_digit())
}

/// Returns the account in the ARN of a role.
pub(super) fn account_of(role_arn: &str) -> Option<&str> {
    role_arn.split(':').nth(4).filter(|account| is_account(account))
}
