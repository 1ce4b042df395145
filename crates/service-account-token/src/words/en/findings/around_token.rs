//! What findings about a token and the document around it say.

use crate::document::{About, Login};
use crate::facts::findings::DocumentFinding;
use crate::text::calendar::{exactly, utc};
use crate::text::quote::quoted;

use super::sentences::Sentences;

/// Returns what a finding about a token and its document says.
pub(super) fn sentences(finding: &DocumentFinding) -> Sentences {
    match finding {
        DocumentFinding::SecondCopy => second_copy(),
        DocumentFinding::MarkedInvalid { since, .. } => marked_invalid(since),
        DocumentFinding::StringDataEncoded => string_data(),
        DocumentFinding::DataNotEncoded => data(),
        DocumentFinding::Mismatch { about, said, claimed, .. } => mismatch(*about, said, claimed),
        DocumentFinding::ExpirationDiffers { said, exp, .. } => expiration_differs(*said, *exp),
        DocumentFinding::ExpirationExtended { said, exp, .. } => extended(*said, *exp),
        DocumentFinding::LastUsed { day, .. } => last_used(day),
        DocumentFinding::SecretCreated { at, .. } => secret_created(*at),
        DocumentFinding::KubeconfigContext(login) => kubeconfig(login),
        DocumentFinding::ClusterCertificate(certificate) => {
            cluster_certificate(certificate.cluster.as_deref())
        }
        DocumentFinding::Reviewed { accepted, error, .. } => reviewed(*accepted, error.as_deref()),
    }
}

fn second_copy() -> Sentences {
    Sentences::new("This copy of the token is in an annotation that `kubectl apply` wrote.").help(
        "The annotation repeats the whole manifest. Tools that mask `data` may still print it. \
         Use `kubectl create` or `kubectl apply --server-side` for Secrets, and remove the \
         annotation.",
    )
}

fn marked_invalid(since: &str) -> Sentences {
    Sentences::new(format!(
        "The API server rejects this token: its Secret has the label \
         `kubernetes.io/legacy-token-invalid-since` ({}).",
        quoted(since)
    ))
    .help(
        "Kubernetes adds this label to automatic Secrets that were unused for a year, and deletes \
         them a year later; anyone who may edit the Secret can add it too. Without the label, the \
         token works again, though Kubernetes may label the Secret again.",
    )
    .api_server(
        "`the token in secret … has been marked invalid` (since 1.29; earlier releases ignore the \
         label).",
    )
}

fn string_data() -> Sentences {
    Sentences::new("`stringData` holds the token in base64.").help(
        "Kubernetes encodes `stringData` itself, so this token would be encoded twice. Move it to \
         `data`, or decode it.",
    )
}

fn data() -> Sentences {
    Sentences::new("`data` holds the token as plain text, but Kubernetes expects base64.")
        .help("Move it to `stringData`, or encode it.")
        .api_server("`illegal base64 data at input byte …`")
}

fn mismatch(about: About, said: &[String], claimed: &[String]) -> Sentences {
    let list = |texts: &[String]| {
        texts.iter().map(|text| quoted(text).to_string()).collect::<Vec<_>>().join(", ")
    };
    let what = match about {
        About::Namespace => "namespace",
        About::AccountName => "ServiceAccount",
        About::AccountUid => "uid of the ServiceAccount",
        About::SecretName => "Secret",
        About::BoundName => "bound object",
        About::BoundUid => "uid of the bound object",
        About::Audiences | About::ReviewedAudiences => "audience",
        About::Username => "user",
        About::Expiration
        | About::Authenticated
        | About::ReviewError
        | About::InvalidSince
        | About::LastUsed
        | About::Created => "value",
    };
    let help = match about {
        About::AccountUid => {
            "The ServiceAccount was probably deleted and recreated. Tokens of the old one no \
             longer work."
        }
        About::BoundUid => "The object was probably deleted and recreated.",
        About::SecretName => "The Secret was probably copied or renamed.",
        _ => "The token was probably copied here from another object.",
    };
    Sentences::new(format!(
        "The document and the token disagree on the {what}: {} in the document, {} in the token.",
        list(said),
        list(claimed)
    ))
    .help(help)
}

fn expiration_differs(said: i64, exp: i64) -> Sentences {
    let (by, how) = match exp > said {
        true => (exactly(exp - said), "later"),
        false => (exactly(said - exp), "earlier"),
    };
    Sentences::new(format!(
        "The token expires {by} {how} than the document says: {}, not {}.",
        utc(exp),
        utc(said)
    ))
    .help("The token probably belongs to another response.")
}

fn extended(said: i64, exp: i64) -> Sentences {
    Sentences::new(format!(
        "The document says {}, as requested. The API server extended the token to {}.",
        utc(said),
        utc(exp)
    ))
    .help(
        "Both are right. A client should replace the token by the first time; the API server \
         accepts this copy until the second.",
    )
}

fn last_used(day: &str) -> Sentences {
    Sentences::new(format!("The label of its Secret says: last used on {} (UTC).", quoted(day)))
        .help(
            "The API server updates this label on each day on which the token is used. A test \
             counts as use.",
        )
}

fn secret_created(at: i64) -> Sentences {
    Sentences::new(format!("Its Secret was created on {}.", utc(at))).help(
        "Legacy tokens record no issue time. kube-controller-manager adds the token within \
         seconds after the Secret is created; a restored Secret may hold an older token.",
    )
}

fn kubeconfig(login: &Login) -> Sentences {
    let user = match &login.user {
        Some(user) => format!("user {}", quoted(user)),
        None => "this user".to_owned(),
    };
    let Some(context) = &login.context else {
        return Sentences::new(format!("No context of this kubeconfig names {user}."))
            .help("kubectl uses the token only with `--user`.");
    };
    let cluster = match (&context.cluster, &context.server) {
        (Some(cluster), Some(server)) => {
            format!(" for the cluster {} at {}", quoted(cluster), quoted(server))
        }
        (Some(cluster), None) => format!(" for the cluster {}", quoted(cluster)),
        (None, _) => String::new(),
    };
    let (current, help) = match context.is_current {
        true => (
            "current context",
            "kubectl uses this token unless you choose another context, or its user also has a `tokenFile` or a client certificate: these come first.",
        ),
        false => (
            "context",
            "kubectl uses this token only with `--context` or `--user`, and if that user has no `tokenFile` and no client certificate: these come first.",
        ),
    };
    let context = quoted(&context.name);
    Sentences::new(format!("The {current} {context} uses the token of {user}{cluster}.")).help(help)
}

fn cluster_certificate(cluster: Option<&str>) -> Sentences {
    match cluster {
        Some(cluster) => Sentences::new(format!(
            "The Secret and the cluster {} of this kubeconfig have the same certificate.",
            quoted(cluster)
        ))
        .help(
            "So the Secret most likely comes from that cluster; clones, and clusters with a common CA, have the same. The certificate verifies the API server, not the token.",
        ),
        None => Sentences::new("`ca.crt` beside the token helps to find its cluster.").help(
            "Compare it with `certificate-authority-data` in a kubeconfig: the same certificate most likely means the same cluster, another one proves nothing. It verifies the API server, not the token.",
        ),
    }
}

fn reviewed(accepted: bool, error: Option<&str>) -> Sentences {
    const REJECTED: &str = "When this review was made, the API server rejected the token";
    match (accepted, error) {
        (true, _) => {
            Sentences::new("When this review was made, the API server confirmed the token.")
                .help("It may have been revoked since.")
        }
        (false, Some(error)) => Sentences::new(format!("{REJECTED}: {}.", quoted(error))),
        (false, None) => Sentences::new(format!("{REJECTED}."))
            .help("`status.error` gives the reason, if the API server gave one."),
    }
}
