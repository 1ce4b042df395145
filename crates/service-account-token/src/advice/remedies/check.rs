//! How to find out more: does the API server take it, what may it do, why was it refused.

use super::{Place, new_token, remedy};
use crate::advice::subject::{LEEWAY_SECONDS, Subject};
use crate::report::{AudienceClass, BoundTo, Kind, Occasion, Remedy, Text, TimeStatus};

/// A TokenReview can only be created, never read back. printf is a builtin of the shell, so the
/// token does not show in the list of processes.
const TOKEN_REVIEW: &str = r#"printf '{"apiVersion":"authentication.k8s.io/v1","kind":"TokenReview","spec":{"token":"%s","audiences":["%s"]}}' "$TOKEN" "$AUDIENCE" | kubectl create -f - -o yaml"#;

pub(super) fn check(subject: &Subject<'_>, remedies: &mut Vec<Remedy>) {
    remedies.push(refused(subject));
    if subject.is_over() {
        return;
    }
    if matches!(subject.audience(), AudienceClass::Foreign | AudienceClass::Mixed) {
        remedies.push(token_review());
    } else {
        remedies.push(whoami(subject));
    }
    if !subject.is_foreign() {
        remedies.push(rights(subject));
    }
}

/// What to check, a line each. What the API server's log says: kubernetes/kubernetes pkg/serviceaccount/{jwt,claims,legacy}.go;
/// that it says it only there: apiserver pkg/endpoints/filters/authentication.go.
fn refused(subject: &Subject<'_>) -> Remedy {
    let title = "Refused with 401 or 403? Check this";
    if subject.is_foreign() {
        let ask = if subject.bound_to() == Some(BoundTo::Webhook) {
            ""
        } else {
            " Ask for one without an audience."
        };
        return remedy(
            Occasion::Check,
            title,
            format!(
                "The API server does not take a token for somebody else; its log says `token \
                 audiences … is invalid for the target audiences …`.{ask}"
            ),
        );
    }
    if subject.is_over() {
        let why = "It has expired, and the API server's log says `service account token has \
                   expired`.";
        return match subject.bound_to() {
            Some(BoundTo::Pod) => remedy(
                Occasion::Check,
                title,
                format!(
                    "{why} The file in the Pod should hold a newer one: read it again. A volume \
                     mounted with `subPath` never gets it."
                ),
            ),
            _ => remedy(Occasion::Check, title, format!("{why} Ask for a new one."))
                .run(new_token(subject, ""))
                .needs("kubectl and Kubernetes 1.24"),
        };
    }
    if subject.times.status == TimeStatus::NotYetValid {
        let begin = subject.times.not_before.map(|begin| begin.saturating_sub(LEEWAY_SECONDS));
        let server = if begin > subject.now {
            "the API server refuses it until a minute before `nbf`"
        } else {
            "the API server may accept it already, since it allows a minute for clocks that differ"
        };
        return remedy(
            Occasion::Check,
            title,
            format!(
                "Its time has not come: {server}. Most likely the clock of a control plane node, or \
                 yours, is wrong."
            ),
        );
    }
    let why: &'static str = match subject.kind {
        Kind::Legacy => {
            "With 401, the API server's log tells why:\n\
             `Token has been invalidated`: the Secret is gone.\n\
             `does not match server's copy`: another token is in it.\n\
             `marked invalid`: the clean-up labelled it.\n\
             `UID … does not match claim`: the account was recreated.\n\
             With 403 the message names a user: `system:anonymous` means that no token arrived, the \
             account's own name that it may not do this."
        }
        _ => {
            "With 401, the API server's log tells why:\n\
             `has been invalidated`: what it is tied to is gone.\n\
             `UID … does not match claim`: the account was recreated.\n\
             `no keys found`: another cluster's token, or its key was withdrawn (1.31 and later).\n\
             With 403 the message names a user: `system:anonymous` means that no token arrived, the \
             account's own name that it may not do this."
        }
    };
    remedy(Occasion::Check, title, why)
}

fn whoami(subject: &Subject<'_>) -> Remedy {
    let use_counts = if subject.kind == Kind::Legacy {
        " This counts as a use and puts off the clean-up of an unused token."
    } else {
        ""
    };
    remedy(
        Occasion::Check,
        "Ask the API server whether it takes it",
        format!(
            "Put the token into the variable TOKEN first. A client certificate in your kubeconfig \
             may win over it: then add `--kubeconfig=/dev/null` with `--server` and \
             `--certificate-authority`.{use_counts}"
        ),
    )
    .run(Ok(r#"kubectl auth whoami --token="$TOKEN""#.into()))
    .needs("kubectl and Kubernetes 1.27")
}

fn token_review() -> Remedy {
    remedy(
        Occasion::Check,
        "Ask the API server with a TokenReview",
        "Put the token into the variable TOKEN and one value of its `aud` into AUDIENCE first. Only \
         this sees whether what the token is tied to still exists; `status.error` says why not. A \
         verbose audit log records the token.",
    )
    .run(Ok(TOKEN_REVIEW.into()))
    .needs("the right to create `tokenreviews`")
}

/// Permissions are never in a token.
fn rights(subject: &Subject<'_>) -> Remedy {
    let command = Place::account(subject).map(|Place { namespace, name }| -> Text {
        format!(
            "kubectl auth can-i --list --as=system:serviceaccount:{namespace}:{name} -n {namespace}"
        )
        .into()
    });
    remedy(
        Occasion::Check,
        "See what the account may do",
        "Rights are not in the token: the cluster grants them to the account and its groups.",
    )
    .run(command)
    .needs("the right to impersonate")
}

/// For a token that was cut off: where a whole one comes from.
pub(super) fn copy_whole(subject: &Subject<'_>) -> Remedy {
    let command = match (subject.kind, subject.bound_to()) {
        (Kind::Legacy, _) => Place::object(subject)
            .map(|place| place.kubectl("get secret", " -o jsonpath='{.data.token}' | base64 -d")),
        (_, Some(BoundTo::Pod)) if subject.is_foreign() => {
            return remedy(
                Occasion::Check,
                "Copy it again, whole",
                "It stands in a file of a projected volume in the Pod, under the volume's \
                 `mountPath`.",
            );
        }
        (_, Some(BoundTo::Pod)) => Place::object(subject).map(|place| {
            place.kubectl("exec", " -- cat /var/run/secrets/kubernetes.io/serviceaccount/token")
        }),
        (_, None) => {
            return remedy(
                Occasion::Check,
                "Copy it again, whole",
                "It breaks off before it says what it is tied to, so it cannot be told where a whole \
                 one lies.",
            );
        }
        _ => new_token(subject, ""),
    };
    let why = match (subject.kind, subject.bound_to()) {
        _ if command.is_err() => "What was cut off cannot be made up.",
        (Kind::Legacy, _) => "The command prints the token that the Secret holds now.",
        (_, Some(BoundTo::Pod)) => "The command prints the token that the Pod has now.",
        _ => "Nobody keeps a copy of it for you; the command makes a new one.",
    };
    remedy(Occasion::Check, "Copy it again, whole", why).run(command)
}

pub(super) fn unsigned() -> Remedy {
    remedy(
        Occasion::Check,
        "Do not trust it",
        "Anybody can write such a token: without a signature nothing vouches for what it claims. \
         Kubernetes neither makes nor accepts one, so there is nothing to revoke.",
    )
}
