//! What ends a token: for each thing, how soon and who notices.
//!
//! Rules: kubernetes/kubernetes pkg/serviceaccount/claims.go and legacy.go (`Validate`),
//! pkg/kubeapiserver/options/authentication.go (successes are remembered for 10 s),
//! pkg/kubelet/apis/config/v1beta1/defaults.go (2 min at the kubelet's own API).

use super::subject::{Subject, titled};
use crate::claims::calendar::long;
use crate::report::{BoundTo, Certainty, End, Kind, Origin, Text};
use crate::words::quote::quoted;

/// What ends the token, the most telling first; nothing for one that never began.
pub(super) fn ends(subject: &Subject<'_>) -> Vec<End> {
    if subject.is_unsigned() || (subject.is_never_written() && !subject.is_cut_off()) {
        return Vec::new();
    }
    match subject.kind {
        Kind::Legacy => legacy(subject),
        Kind::Bound => bound(subject),
        Kind::Other => other(subject),
        Kind::Unreadable => Vec::new(),
    }
}

fn end(what: impl Into<Text>, text: impl Into<Text>, certainty: Certainty) -> End {
    End { what: what.into(), text: text.into(), certainty }
}

fn bound(subject: &Subject<'_>) -> Vec<End> {
    let mut ends = vec![expiry(subject)];
    if let Some(object) = object(subject) {
        ends.push(object);
    }
    ends.push(end(
        format!("{} deleted or recreated", titled("ServiceAccount", subject.account)),
        "The API server compares the account's uid at every use, so the token is refused at the \
         latest 60 seconds after the account is deleted, caches aside. An account recreated under \
         the same name has another uid and does not bring the token back.",
        Certainty::Certain,
    ));
    ends.push(key(subject));
    ends.push(end(
        "Issuer taken off the list",
        "The API server accepts only issuers given with `--service-account-issuer`; a former one \
         must stay on that list for its tokens to work.",
        Certainty::Certain,
    ));
    ends.push(end(
        "Not noticed elsewhere",
        "Only the API server and a TokenReview see deletions. Whoever checks the token with the \
         cluster's published keys, as cloud providers do, accepts it until `exp`.",
        Certainty::Documented,
    ));
    ends
}

fn expiry(subject: &Subject<'_>) -> End {
    let Some(expires_at) = subject.times.expires_at else {
        return end(
            "Its expiry: unknown",
            "No `exp` could be read. Every bound token that Kubernetes issues has one; the API \
             server does not miss it where it is absent.",
            Certainty::Certain,
        );
    };
    let when = long(expires_at);
    if subject.ends_in_milliseconds() {
        return milliseconds(&when);
    }
    if subject.is_foreign() {
        return end(
            "Its expiry",
            format!(
                "`exp` is {when}. How much later its recipient still takes it is for the recipient \
                 to decide."
            ),
            Certainty::Unknown,
        );
    }
    let replaced = if subject.is_extended() {
        " That a newer token is put in its place does not end it."
    } else {
        ""
    };
    end(
        "Its expiry",
        format!(
            "`exp` is {when}; the API server allows 60 seconds more, since clocks differ, and may \
             remember a success for another 10.{replaced}"
        ),
        Certainty::Certain,
    )
}

fn milliseconds(when: &str) -> End {
    end(
        "Its expiry: in milliseconds",
        format!(
            "`exp` is in milliseconds, and means {when}; read as seconds, as servers read it, it lies \
             tens of thousands of years ahead."
        ),
        Certainty::Certain,
    )
}

fn object(subject: &Subject<'_>) -> Option<End> {
    let text = match subject.bound_to()? {
        BoundTo::Pod => {
            "The API server refuses the token once no Pod of that name and uid is there, and at the \
             latest 60 seconds after its deletion time, grace period included; 10 seconds more from \
             its cache, 2 minutes at the kubelet's own API. A Pod that has merely completed does not \
             end it."
        }
        BoundTo::Secret => {
            "The API server refuses the token once no Secret of that name and uid is there, and at \
             the latest 60 seconds after its deletion time; 10 seconds more from its cache, 2 \
             minutes at the kubelet's own API. Recreated, the Secret has another uid and does not \
             bring the token back."
        }
        BoundTo::Node => {
            "The API server refuses the token once no Node of that name and uid is there, and at \
             the latest 60 seconds after its deletion time; 10 seconds more from its cache. A Node \
             that registers again has another uid and does not bring the token back."
        }
        BoundTo::Webhook => {
            "A TokenReview refuses the token once no webhook configuration of that name and uid is \
             there."
        }
        BoundTo::None => return None,
    };
    let binding = subject.binding?;
    let what = format!("{} deleted", titled(&binding.kind, binding.name.as_deref()));
    Some(end(what, text, Certainty::Certain))
}

fn key(subject: &Subject<'_>) -> End {
    let key = match subject.jose.header_string("kid").filter(|kid| !kid.is_empty()) {
        Some(kid) => format!("Signing key {} withdrawn", quoted(kid)),
        None => "Signing key withdrawn".to_owned(),
    };
    end(
        key,
        "Once the API servers no longer list the key, they refuse every token that it signed, of \
         every account.",
        Certainty::Certain,
    )
}

fn legacy(subject: &Subject<'_>) -> Vec<End> {
    let secret = subject.binding.and_then(|binding| binding.name.as_deref());
    let mut ends = vec![end(
        format!("{} deleted", titled("Secret", secret)),
        "The API server refuses the token as soon as its Secret is gone or being deleted, but for \
         10 seconds from its cache and 2 minutes at the kubelet's own API. It does not look if it \
         was started with `--service-account-lookup=false`.",
        Certainty::Certain,
    )];
    // PKCS #1 v1.5 signatures are deterministic (RFC 8017 §8.2), and the claims hold no time.
    ends.push(match subject.jose.header_string("alg") {
        Some("RS256") => end(
            "Not for good: the same Secret recreated",
            "With the same name, account and RSA key the controller writes the same token again, \
             byte for byte, and it works again; so does restoring the Secret from a backup, or \
             emptying its `token`.",
            Certainty::Likely,
        ),
        _ => end(
            "Another token in the Secret",
            "The API server compares the token with its Secret's copy, so whatever is written there \
             in its place ends it.",
            Certainty::Certain,
        ),
    });
    ends.push(end(
        format!("{} deleted or recreated", titled("ServiceAccount", subject.account)),
        "The controller then deletes the account's token Secrets, and the account's uid no longer \
         fits the token.",
        Certainty::Certain,
    ));
    ends.push(marked(subject));
    ends.push(key(subject));
    ends.push(end(
        "Not its age",
        "The API server looks at no time in a legacy token, so no date ends it.",
        Certainty::Certain,
    ));
    ends
}

/// kubernetes/kubernetes pkg/controller/serviceaccount/legacy_serviceaccount_token_cleaner.go
fn marked(subject: &Subject<'_>) -> End {
    let hand_made = matches!(
        subject.variant.and_then(|variant| variant.origin),
        Some(Origin::Manual | Origin::ManualLikely)
    );
    let text = if hand_made {
        "The label `kubernetes.io/legacy-token-invalid-since` on the Secret makes the API server \
         refuse the token (1.28 and later). The clean-up sets it only on Secrets that their \
         ServiceAccount lists, never on others made by hand."
    } else {
        "The label `kubernetes.io/legacy-token-invalid-since` on the Secret makes the API server \
         refuse the token. From 1.29 on the clean-up sets it on automatically made Secrets that no \
         Pod refers to and that were unused for a year, and deletes them after another (the cluster \
         may choose another time); taking the label off works until the next clean-up."
    };
    end("Its Secret marked invalid", text, Certainty::Certain)
}

fn other(subject: &Subject<'_>) -> Vec<End> {
    let Some(expires_at) = subject.times.expires_at else { return Vec::new() };
    if subject.ends_in_milliseconds() {
        return vec![milliseconds(&long(expires_at))];
    }
    vec![end(
        "Its expiry",
        format!(
            "`exp` is {}; from then on nobody should accept it, some minutes aside for clocks that \
             differ (RFC 7519 §4.1.4). Whether anything ends it sooner is for its issuer to say.",
            long(expires_at)
        ),
        Certainty::Documented,
    )]
}
