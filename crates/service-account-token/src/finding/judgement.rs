//! Findings: judgement.

use super::api_server;
use super::quote::{in_words, quoted};
use super::{Code, Draft, Spot};
use crate::claims::calendar::{clock, exactly, roughly, utc};
use crate::jose::json::NodeId;
use crate::report::{PartName, Text};

fn at(code: Code, node: Option<NodeId>, message: impl Into<Text>) -> Draft {
    let spot = match node {
        Some(node) => Spot::Member(PartName::Payload, node),
        None => Spot::Part(PartName::Payload),
    };
    Draft::new(code, message).at(spot)
}

fn answered(draft: Draft, answer: Option<Text>) -> Draft {
    match answer {
        Some(answer) => draft.api_server(answer),
        None => draft,
    }
}

/// What the API server makes of a time, given its leeway of a minute.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum AtServer {
    /// It would not come to look at it, or is not asked.
    NotAsked,
    /// Within the leeway, which ends or begins at this time.
    WithinLeeway(i64),
    /// Beyond.
    Beyond,
}

/// `bound`: a bound token of Kubernetes.
pub(crate) fn expired(node: NodeId, exp: i64, now: i64, server: AtServer, bound: bool) -> Draft {
    let answer: Option<Text> = match server {
        AtServer::NotAsked => None,
        AtServer::WithinLeeway(until) => Some(
            format!("It may still accept the token, until {} UTC: it allows 60 s for clocks that differ.", clock(until))
                .into(),
        ),
        AtServer::Beyond => Some(api_server::EXPIRED.into()),
    };
    let message = format!("The token expired {}: `exp` is {}.", ago(now - exp), utc(exp));
    let help = if bound {
        "Get a new one. A program that still sends it has to read its token file again."
    } else {
        "Get a new one from its issuer."
    };
    answered(at(Code::Expired, Some(node), message).help(help), answer)
}

/// `bound`: a bound token of Kubernetes.
pub(crate) fn not_yet_valid(
    node: NodeId,
    nbf: i64,
    now: i64,
    server: AtServer,
    bound: bool,
) -> Draft {
    let answer: Option<Text> = match server {
        AtServer::NotAsked => None,
        AtServer::WithinLeeway(_) => {
            Some("It may accept the token already: it allows 60 s for clocks that differ.".into())
        }
        AtServer::Beyond => Some(api_server::NOT_VALID_YET.into()),
    };
    let message = format!("The token begins in {}: `nbf` is {}.", exactly(nbf - now), utc(nbf));
    let help = if bound {
        "Check your clock and those of the API servers. A Pod that got a token from a clock ahead of the others keeps failing until time catches up or it is recreated."
    } else {
        "Check your clock and the issuer's."
    };
    answered(at(Code::NotYetValid, Some(node), message).help(help), answer)
}

/// `extended`: by its other claims too, and not by a `warnafter` that Kubernetes never writes.
pub(crate) fn stale(node: NodeId, warn_after: i64, now: i64, extended: bool) -> Draft {
    let (ago, time) = (ago(now - warn_after), utc(warn_after));
    let draft = if extended {
        let message = format!(
            "The token should have been replaced {ago}: `warnafter` is {time}, and only the extension keeps it going."
        );
        at(Code::Stale, Some(node), message).help("The program that sends it does not read its token file again: update its client library.")
    } else {
        let message = format!("The `warnafter` of the token passed {ago}: it is {time}.");
        at(Code::Stale, Some(node), message)
    };
    draft.api_server("It accepts the token, if nothing else is wrong with it, and records `authentication.k8s.io/stale-token` in its audit log.")
}

/// Whose expiry is missing.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum NoExpiryOf {
    Legacy,
    /// Of a legacy token that no API server accepts, or none but for other audiences.
    NoLegacy,
    Bound,
    Other,
}

pub(crate) fn no_expiry(of: NoExpiryOf) -> Draft {
    let (message, help) = match of {
        NoExpiryOf::Legacy => (
            "The token has no expiry of its own; it works while its Secret and its ServiceAccount exist and it is not marked invalid.",
            "Move its users to tokens of TokenRequest or a projected volume, then delete the Secret.",
        ),
        NoExpiryOf::NoLegacy => (
            "The token has no expiry of its own.",
            "Kubernetes did not issue the token as it stands: find out who did.",
        ),
        NoExpiryOf::Bound => (
            "The token has no `exp`, so it has no expiry of its own; every bound token of Kubernetes has one.",
            "Kubernetes did not issue the token as it stands.",
        ),
        NoExpiryOf::Other => {
            ("The token has no `exp`: it has no expiry of its own.", "Ask its issuer how it ends.")
        }
    };
    at(Code::NoExpiry, None, message).help(help)
}

pub(crate) fn long_lived(node: NodeId, lifetime: i64) -> Draft {
    at(
        Code::LongLived,
        Some(node),
        format!("The token lives {}, because somebody asked for that; an hour is the default.", exactly(lifetime)),
    )
    .help("Ask for an hour, and again when it ends; or use a projected volume, which the kubelet keeps fresh.")
}

/// `target` is the API server's audiences if the caller gave them; of a `webhook` token it is
/// certain that none is the API server's.
pub(crate) fn foreign_audience(
    node: NodeId,
    audiences: &[String],
    target: &[String],
    webhook: bool,
) -> Draft {
    let names = listed(audiences);
    let likely = if target.is_empty() && !webhook {
        "likely not the API server's"
    } else {
        "not the API server's"
    };
    let message = match audiences.len() {
        1 => format!("The token is for {names}, which is {likely} audience."),
        _ => format!("The token is for {names}, which are {likely} audiences."),
    };
    at(Code::ForeignAudience, Some(node), message)
        .help("Send it to nobody else. Many such parties, the clouds among them, check the signature and the claims by themselves and do not ask the cluster: revoke it there too.")
        .api_server(api_server::audiences(audiences, target))
}

pub(crate) fn mixed_audience(node: NodeId, others: &[String]) -> Draft {
    at(
        Code::MixedAudience,
        Some(node),
        format!(
            "The token is for the API server and for {}; each of them can use it at the others.",
            listed(others)
        ),
    )
    .help("Ask for one token for each party.")
}

/// `near_admin`: `kube-system` itself; else the name is that of an operator's namespace.
pub(crate) fn privileged_namespace(node: NodeId, namespace: &str, near_admin: bool) -> Draft {
    let message = if near_admin {
        "The account is in `kube-system`, where controllers hold near-admin rights.".to_owned()
    } else {
        format!(
            "The account is in {}, by its name a namespace of operators, which often hold near-admin rights.",
            quoted(namespace)
        )
    };
    at(Code::PrivilegedNamespace, Some(node), message)
        .help("Look up its rights in the cluster: the token itself says nothing of them.")
}

pub(crate) fn not_individually_revocable(node: NodeId) -> Draft {
    at(
        Code::NotIndividuallyRevocable,
        Some(node),
        "The token is bound to no Pod, Secret or Node; it alone cannot be revoked.",
    )
    .help("It ends with its `exp`, with its ServiceAccount, or with the signing key. Ask for tokens with `--bound-object-kind` and a short `--duration`.")
}

pub(crate) fn legacy_issuer_on_bound(node: NodeId) -> Draft {
    at(
        Code::LegacyIssuerOnBound,
        Some(node),
        "`iss` is `kubernetes/serviceaccount`, the issuer of legacy tokens, in a bound token; clusters set up by recipes for 1.12 to 1.19 write that.",
    )
    .help("Verifiers outside the cluster cannot find its keys: an `https` URL is what they need.")
    .api_server("It tries the token as a legacy one first, fails, and then, if its own issuer is set so, as a bound one.")
}

fn ago(seconds: i64) -> String {
    if seconds == 0 { "just now".to_owned() } else { format!("{} ago", roughly(seconds)) }
}

/// The first three in quotes.
fn listed(audiences: &[String]) -> String {
    let mut names = String::new();
    for (index, audience) in audiences.iter().enumerate() {
        if index > 0 {
            names.push_str(", ");
        }
        if index == 3 {
            names.push_str(&format!("{} more", audiences.len() - 3));
            break;
        }
        names.push_str(&in_words(audience));
    }
    names
}
