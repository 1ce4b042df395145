//! What a judgement says.

use crate::facts::Lifetime;
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
        Judgement::LongLived { seconds, suggests, .. } => long_lived(*seconds, *suggests),
        Judgement::ForeignAudience { audiences, given, may_be_own, is_webhook, .. } => {
            foreign_audience(audiences, given, *may_be_own, *is_webhook)
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
                "The cluster that issued it may accept it until {} UTC: API servers allow 60 s for \
                 clock differences.",
                clock(until)
            )
            .into(),
        ),
        AtServer::Beyond => Some(api_server::EXPIRED.into()),
    };
    let help = if bound {
        "Get a new token. If a program still sends this one, make it read its token file again."
    } else {
        "Get a new token from its issuer."
    };
    Sentences::new(format!("The token expired {}: `exp` is {}.", ago(now - exp), utc(exp)))
        .help(help)
        .answered(answer)
}

fn not_yet_valid(nbf: i64, now: i64, server: AtServer, bound: bool) -> Sentences {
    let answer: Option<Text> = match server {
        AtServer::NotAsked => None,
        AtServer::WithinLeeway(_) => Some(
            "The cluster that issued it may accept it already: API servers allow 60 s for clock \
             differences."
                .into(),
        ),
        AtServer::Beyond => Some(api_server::NOT_VALID_YET.into()),
    };
    let help = if bound {
        "Check your clock and those of the API servers. If an API server's clock was ahead, the \
         token works once time catches up; a new Pod gets a new token."
    } else {
        "Check your clock and the issuer's."
    };
    let begins_in = exactly(nbf - now);
    Sentences::new(format!(
        "The token is not active yet: its `nbf` is {}, {begins_in} from now.",
        utc(nbf)
    ))
    .help(help)
    .answered(answer)
}

fn stale(warn_after: i64, now: i64, extended: bool) -> Sentences {
    let (ago, time) = (ago(now - warn_after), utc(warn_after));
    let sentences = if extended {
        Sentences::new(format!(
            "A newer token was due {ago}: `warnafter` is {time}. Only the extension keeps this one \
             working."
        ))
        .help(
            "If a program still sends this copy, update its client library, so that it reads the \
             token file again.",
        )
    } else {
        Sentences::new(format!("The `warnafter` of the token passed {ago}: it is {time}."))
    };
    sentences.api_server(
        "The cluster that issued it accepts it, if nothing else is wrong with it, and records \
         `authentication.k8s.io/stale-token` in its audit log.",
    )
}

fn no_expiry(of: NoExpiryOf) -> Sentences {
    let (message, help) = match of {
        NoExpiryOf::Legacy => {
            return Sentences::new("The token has no expiry of its own, like every legacy token.");
        }
        NoExpiryOf::LegacyRefused => (
            "The token has no expiry of its own.",
            "Kubernetes did not issue it in this form: find out who did.",
        ),
        NoExpiryOf::Bound => (
            "The token has no `exp`, and every bound token from Kubernetes has one.",
            "Kubernetes did not issue it in this form: find out who did.",
        ),
        NoExpiryOf::Other => {
            ("The token has no `exp`, so no expiry of its own.", "Ask its issuer how to revoke it.")
        }
    };
    Sentences::new(message).help(help)
}

fn long_lived(seconds: i64, suggests: Option<Lifetime>) -> Sentences {
    let lives = exactly(seconds);
    if suggests == Some(Lifetime::TenYearsRequested { of_pod: true }) {
        return Sentences::new(format!(
            "The token lives {lives}: vCluster requests this for the Pods inside it, and \
             `--duration 87600h` anywhere. The default is an hour."
        ))
        .help("If a vCluster requested it, delete the Pod to revoke it. Otherwise request an hour and renew it.");
    }
    let message = match suggests {
        Some(Lifetime::GkeCap) => format!(
            "The token lives {lives}: requested, or the limit to which GKE shortens longer requests. \
             The default is an hour."
        ),
        Some(Lifetime::Maximum) => format!(
            "The token was requested for about {}, the longest that is possible. The default is an \
             hour.",
            roughly(seconds)
        ),
        Some(Lifetime::YearRequested) => {
            format!(
                "The token lives {lives}, by request: the API server did not extend it. The \
                 default is an hour."
            )
        }
        _ => format!(
            "The token lives {lives}: requested, or the limit to which its cluster shortens longer \
             requests. The default is an hour."
        ),
    };
    Sentences::new(message).help(
        "Request an hour and renew it, or use a projected volume, which the kubelet keeps fresh.",
    )
}

fn foreign_audience(
    audiences: &[String],
    given: &[String],
    may_be_own: bool,
    is_webhook: bool,
) -> Sentences {
    let names = listed(audiences);
    let message = match (may_be_own, audiences.len()) {
        (false, _) => format!("The token is for {names}, not for the API server."),
        (true, 1) => format!(
            "The token is for {names}, which is probably not the API server's audience. Your cluster \
             may use it for the API server (`--api-audiences`)."
        ),
        (true, _) => format!(
            "The token is for {names}, which are probably not the API server's audiences. Your \
             cluster may use them for the API server (`--api-audiences`)."
        ),
    };
    let one = if audiences.len() == 1 { "this audience" } else { "one of these audiences" };
    let answer = api_server::audiences(audiences, given);
    let answer = match given.is_empty() && !is_webhook {
        true => format!("Unless its `--api-audiences` lists {one}: {answer}"),
        false => answer,
    };
    Sentences::new(message)
        .help("Send it only to its recipient: anyone who receives it can use it there.")
        .api_server(answer)
}

fn mixed_audience(others: &[String]) -> Sentences {
    let others = listed(others);
    Sentences::new(format!(
        "The token is probably for the API server and for {others}. Each of them can use it at \
         the others."
    ))
    .help("Request a separate token for each recipient.")
}

fn privileged_namespace(namespace: &str, kube_system: bool) -> Sentences {
    let message = if kube_system {
        "The account is in `kube-system`, where controllers have near-admin rights.".to_owned()
    } else {
        format!(
            "The account is in {}. By its name, that is a namespace of operators, which often have \
             near-admin rights.",
            quoted(namespace)
        )
    };
    Sentences::new(message).help("Look up its rights in the cluster: the token lists none.")
}

fn not_individually_revocable() -> Sentences {
    Sentences::new("The token is tied only to its ServiceAccount, so it cannot be revoked alone.")
        .help("Next time, request it with `--bound-object-kind` and a short `--duration`.")
}

fn legacy_issuer_on_bound() -> Sentences {
    Sentences::new(
        "This bound token has the issuer of legacy tokens, `kubernetes/serviceaccount`. Setup guides \
         for 1.12 to 1.19 recommended that.",
    )
    .help("Verifiers outside the cluster cannot discover its keys: discovery needs an `https` URL \
           as issuer.")
    .api_server(
        "It tries the token as a legacy token, which fails, then as a bound token, which works \
         only if this is its own issuer.",
    )
}

fn ago(seconds: i64) -> String {
    if seconds == 0 { "just now".to_owned() } else { format!("{} ago", roughly(seconds)) }
}

/// Returns the first three in quotation marks.
fn listed(audiences: &[String]) -> String {
    let mut names: Vec<_> = audiences.iter().take(3).map(|audience| in_words(audience)).collect();
    if audiences.len() > names.len() {
        names.push(format!("{} more", audiences.len() - names.len()).into());
    }
    match names.split_last() {
        Some((last, [])) => last.to_string(),
        Some((last, others)) => format!("{} and {last}", others.join(", ")),
        None => String::new(),
    }
}
