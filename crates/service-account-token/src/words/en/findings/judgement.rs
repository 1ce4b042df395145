//! What a judgement says.

use crate::facts::findings::{AtServer, Judgement, NoExpiryOf};
use crate::text::Text;
use crate::text::calendar::{clock, exactly, roughly, utc};
use crate::text::quote::{in_words, quoted};

use super::api_server;
use super::sentences::Sentences;

pub(super) fn sentences(judgement: &Judgement) -> Sentences {
    match judgement {
        Judgement::Expired { exp, now, server, bound, .. } => expired(*exp, *now, *server, *bound),
        Judgement::NotYetValid { nbf, now, server, bound, .. } => {
            not_yet_valid(*nbf, *now, *server, *bound)
        }
        Judgement::Stale { warn_after, now, extended, .. } => stale(*warn_after, *now, *extended),
        Judgement::NoExpiry { of } => no_expiry(*of),
        Judgement::LongLived { lifetime, .. } => long_lived(*lifetime),
        Judgement::ForeignAudience { audiences, given, webhook, .. } => {
            foreign_audience(audiences, given, *webhook)
        }
        Judgement::MixedAudience { others, .. } => mixed_audience(others),
        Judgement::PrivilegedNamespace { namespace, kube_system, .. } => {
            privileged_namespace(namespace, *kube_system)
        }
        Judgement::NotIndividuallyRevocable { .. } => not_individually_revocable(),
        Judgement::LegacyIssuerOnBound { .. } => legacy_issuer_on_bound(),
    }
}

fn expired(exp: i64, now: i64, server: AtServer, bound: bool) -> Sentences {
    let answer: Option<Text> = match server {
        AtServer::NotAsked => None,
        AtServer::WithinLeeway(until) => Some(
            format!(
                "It may still accept the token, until {} UTC: it allows 60 s for clocks that differ.",
                clock(until)
            )
            .into(),
        ),
        AtServer::Beyond => Some(api_server::EXPIRED.into()),
    };
    let help = if bound {
        "Get a new one. A program that still sends it has to read its token file again."
    } else {
        "Get a new one from its issuer."
    };
    Sentences::new(format!("The token expired {}: `exp` is {}.", ago(now - exp), utc(exp)))
        .help(help)
        .answered(answer)
}

fn not_yet_valid(nbf: i64, now: i64, server: AtServer, bound: bool) -> Sentences {
    let answer: Option<Text> = match server {
        AtServer::NotAsked => None,
        AtServer::WithinLeeway(_) => {
            Some("It may accept the token already: it allows 60 s for clocks that differ.".into())
        }
        AtServer::Beyond => Some(api_server::NOT_VALID_YET.into()),
    };
    let help = if bound {
        "Check your clock and those of the API servers. A Pod that got a token from a clock ahead \
         of the others keeps failing until time catches up or it is recreated."
    } else {
        "Check your clock and the issuer's."
    };
    let begins_in = exactly(nbf - now);
    Sentences::new(format!("The token begins in {begins_in}: `nbf` is {}.", utc(nbf)))
        .help(help)
        .answered(answer)
}

fn stale(warn_after: i64, now: i64, extended: bool) -> Sentences {
    let (ago, time) = (ago(now - warn_after), utc(warn_after));
    let sentences = if extended {
        Sentences::new(format!(
            "The token should have been replaced {ago}: `warnafter` is {time}, and only the \
             extension keeps it going."
        ))
        .help(
            "The program that sends it does not read its token file again: update its client \
             library.",
        )
    } else {
        Sentences::new(format!("The `warnafter` of the token passed {ago}: it is {time}."))
    };
    sentences.api_server(
        "It accepts the token, if nothing else is wrong with it, and records \
         `authentication.k8s.io/stale-token` in its audit log.",
    )
}

fn no_expiry(of: NoExpiryOf) -> Sentences {
    let (message, help) = match of {
        NoExpiryOf::Legacy => (
            "The token has no expiry of its own; it works while its Secret and its ServiceAccount \
             exist and it is not marked invalid.",
            "Move its users to tokens of TokenRequest or a projected volume, then delete the Secret.",
        ),
        NoExpiryOf::LegacyRefused => (
            "The token has no expiry of its own.",
            "Kubernetes did not issue the token as it stands: find out who did.",
        ),
        NoExpiryOf::Bound => (
            "The token has no `exp`, so it has no expiry of its own; every bound token of \
             Kubernetes has one.",
            "Kubernetes did not issue the token as it stands.",
        ),
        NoExpiryOf::Other => {
            ("The token has no `exp`: it has no expiry of its own.", "Ask its issuer how it ends.")
        }
    };
    Sentences::new(message).help(help)
}

fn long_lived(lifetime: i64) -> Sentences {
    let lifetime = exactly(lifetime);
    Sentences::new(format!(
        "The token lives {lifetime}, because somebody asked for that; an hour is the default."
    ))
    .help(
        "Ask for an hour, and again when it ends; or use a projected volume, which the kubelet \
         keeps fresh.",
    )
}

fn foreign_audience(audiences: &[String], given: &[String], webhook: bool) -> Sentences {
    let names = listed(audiences);
    let likely = if given.is_empty() && !webhook {
        "likely not the API server's"
    } else {
        "not the API server's"
    };
    let message = match audiences.len() {
        1 => format!("The token is for {names}, which is {likely} audience."),
        _ => format!("The token is for {names}, which are {likely} audiences."),
    };
    Sentences::new(message)
        .help(
            "Send it to nobody else. Many such parties, the clouds among them, check the signature \
             and the claims by themselves and do not ask the cluster: revoke it there too.",
        )
        .api_server(api_server::audiences(audiences, given))
}

fn mixed_audience(others: &[String]) -> Sentences {
    let others = listed(others);
    Sentences::new(format!(
        "The token is for the API server and for {others}; each of them can use it at the others."
    ))
    .help("Ask for one token for each party.")
}

fn privileged_namespace(namespace: &str, kube_system: bool) -> Sentences {
    let message = if kube_system {
        "The account is in `kube-system`, where controllers hold near-admin rights.".to_owned()
    } else {
        format!(
            "The account is in {}, by its name a namespace of operators, which often hold \
             near-admin rights.",
            quoted(namespace)
        )
    };
    Sentences::new(message)
        .help("Look up its rights in the cluster: the token itself says nothing of them.")
}

fn not_individually_revocable() -> Sentences {
    Sentences::new("The token is bound to no Pod, Secret or Node; it alone cannot be revoked.").help(
        "It ends with its `exp`, with its ServiceAccount, or with the signing key. Ask for tokens \
         with `--bound-object-kind` and a short `--duration`.",
    )
}

fn legacy_issuer_on_bound() -> Sentences {
    Sentences::new(
        "`iss` is `kubernetes/serviceaccount`, the issuer of legacy tokens, in a bound token; \
         clusters set up by recipes for 1.12 to 1.19 write that.",
    )
    .help("Verifiers outside the cluster cannot find its keys: an `https` URL is what they need.")
    .api_server(
        "It tries the token as a legacy one first, fails, and then, if its own issuer is set so, \
         as a bound one.",
    )
}

fn ago(seconds: i64) -> String {
    if seconds == 0 { "just now".to_owned() } else { format!("{} ago", roughly(seconds)) }
}

/// Returns the first three in quotation marks.
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
