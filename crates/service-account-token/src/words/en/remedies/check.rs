//! How to find out more about a token.

use super::phrases::PUT_INTO_TOKEN;
use crate::facts::ObjectKind;
use crate::facts::advice::{CopyFrom, Rejection, UnlistedIssuer};
use crate::kubernetes::LEGACY_ISSUER;
use crate::text::Text;
use crate::text::quote::quoted;

/// The API server gives the reason only in its log (apiserver
/// pkg/endpoints/filters/authentication.go), in the words of kubernetes/kubernetes
/// pkg/serviceaccount/{jwt,claims,legacy}.go.
pub(super) fn explain_rejection(rejection: &Rejection) -> (Text, Text) {
    let why: Text = match rejection {
        Rejection::Webhook => {
            format!("The API server rejects a token for another audience. {AUDIENCE_LOG}").into()
        }
        Rejection::Foreign { own_audience: false } => format!(
            "The API server rejects a token for another audience: request one without an audience. \
             {AUDIENCE_LOG}"
        )
        .into(),
        Rejection::Foreign { own_audience: true } => format!(
            "The API server rejects the token unless this audience is one of its own \
             (`--api-audiences`): request one without an audience. {AUDIENCE_LOG}"
        )
        .into(),
        Rejection::ExpiredInPod => format!(
            "{EXPIRED} Read the file in the Pod again: it should hold a newer one, unless its volume is \
             mounted with `subPath`."
        )
        .into(),
        Rejection::Expired => format!("{EXPIRED} Request a new one.").into(),
        Rejection::NotYetActive { within_leeway } => {
            let server = match within_leeway {
                true => "The API server may accept it already, with its minute of leeway.",
                false => "The API server rejects it until one minute before `nbf`.",
            };
            format!(
                "It is not active yet by its own `nbf`. {server} Most likely the clock of a control \
                 plane node, or yours, is wrong."
            )
            .into()
        }
        Rejection::Legacy { has_kid } => format!(
            "{LOG_TELLS}\n\
             `Token has been invalidated`: its Secret was deleted.\n\
             `does not match server's copy`: its Secret holds another token.\n\
             `marked invalid`: its Secret has the label `kubernetes.io/legacy-token-invalid-since`.\n\
             `UID … does not match claim`: its ServiceAccount was recreated.\n\
             {}\n\
             {FORBIDDEN}\n\
             Most other verifiers, such as a cloud's STS, reject legacy tokens: they have no `aud`, no \
             `exp` and no URL as issuer.",
            bad_signature(*has_kid)
        )
        .into(),
        Rejection::Bound { object, issuer, has_kid } => {
            bound_rejection(*object, issuer, *has_kid).into()
        }
    };
    ("Explain a 401 or 403".into(), why)
}

fn bound_rejection(object: Option<ObjectKind>, issuer: &UnlistedIssuer, has_kid: bool) -> String {
    let gone = match object {
        Some(kind) => format!(
            "`has been invalidated`, `UID … does not match`: its {} or ServiceAccount was deleted or \
             recreated.",
            kind.as_str()
        ),
        None => "`UID … does not match`: its ServiceAccount was recreated.".to_owned(),
    };
    let unlisted = |message: &str, issuer: &str| {
        format!(
            "`{message}` alone: the issuer {} is not listed; after a change, keep it as a second \
             `--service-account-issuer` (since 1.22).\n",
            quoted(issuer)
        )
    };
    let unlisted = match issuer {
        UnlistedIssuer::None => String::new(),
        UnlistedIssuer::Legacy => unlisted("namespace claim is missing", LEGACY_ISSUER),
        UnlistedIssuer::Other(issuer) => unlisted("invalid bearer token", issuer),
    };
    format!(
        "{LOG_TELLS}\n\
         {gone}\n\
         `token audiences … is invalid`: its audience is not the API server's.\n\
         {}\n\
         {unlisted}\
         {FORBIDDEN}",
        bad_signature(has_kid)
    )
}

const LOG_TELLS: &str = "The API server's log has the reason for a 401.";

/// Since 1.31 the API server tries only the keys with the token's `kid`; without one it tries all, in
/// every release (kubernetes/kubernetes pkg/serviceaccount/jwt.go).
fn bad_signature(has_kid: bool) -> &'static str {
    match has_kid {
        true => {
            "`no keys found`: this API server does not list its key. Another cluster issued it, the \
             key was removed, or the servers' key lists differ.\n\
             `error in cryptographic primitive`: this copy is damaged; up to 1.30 also an unknown \
             key."
        }
        false => {
            "`error in cryptographic primitive`: another cluster issued it, its key is not \
             listed, or this copy is damaged."
        }
    }
}

const FORBIDDEN: &str = "A 403 names `system:anonymous` if no token arrived, else the \
                         ServiceAccount: it lacks the permission, or an admission plugin \
                         rejected the request.";

const AUDIENCE_LOG: &str = "Its log then has `token audiences … is invalid`.";

const EXPIRED: &str =
    "It has expired. The API server's log has `service account token has expired`.";

pub(super) fn ask_who_am_i(counts_as_use: bool) -> (Text, Text) {
    let use_counts = match counts_as_use {
        true => " It counts as a use, which postpones the clean-up of an unused token.",
        false => "",
    };
    let why = format!(
        "{PUT_INTO_TOKEN} Put the API server's URL into SERVER and its CA into `ca.crt`.\n\
         If the API server accepts the token, this prints a `Username`; if not, `You must be \
         logged in to the server`.\n\
         `--kubeconfig=/dev/null` keeps kubectl from using your own `tokenFile` or client \
         certificate. With curl, use \
         `--cacert ca.crt`, never `--insecure`.\n\
         The process list shows the token while the command runs.{use_counts}"
    );
    ("Try it at the API server".into(), why.into())
}

pub(super) fn ask_token_review(own_audience: bool) -> (Text, Text) {
    let own = match own_audience {
        true => "\nLeave `audiences` out to ask whether the API server accepts it for itself.",
        false => "",
    };
    let why = format!(
        "{PUT_INTO_TOKEN} Put one value of its `aud` into AUDIENCE.\n\
         The API server also checks that the token's objects still exist, and answers \
         `\"authenticated\":true` or the reason in `error`. A verbose audit log records the token.{own}"
    );
    ("Try it with a TokenReview".into(), why.into())
}

pub(super) fn find_rights() -> (Text, Text) {
    let why = "The token holds no rights: the cluster grants them to the account and its groups. \
               With RBAC, a new account has almost none. The command lists one namespace only.";
    ("List its ServiceAccount's rights".into(), why.into())
}

pub(super) fn copy_again(from: CopyFrom, lacks_command: bool) -> (Text, Text) {
    let why = match from {
        CopyFrom::Anywhere => {
            "A token has three parts joined by dots, and usually begins with `eyJ`. `kubectl create \
             token NAME` prints a new one (since 1.24); the data of a Secret needs `base64 -d` first."
        }
        CopyFrom::ProjectedVolume => {
            "It is in a file of a projected volume in the Pod, below the volume's `mountPath`."
        }
        CopyFrom::Unsaid => {
            "This copy breaks off before it says what it is bound to, so look where you copied it from."
        }
        CopyFrom::Secret | CopyFrom::Pod | CopyFrom::NewToken if lacks_command => {
            "What is missing or wrong cannot be restored."
        }
        CopyFrom::Secret => "The command prints the token that the Secret holds now.",
        CopyFrom::Pod => {
            "The command prints the token that the Pod has now. If the image has no `cat`, `kubectl \
             create token` with `--bound-object-kind=Pod` gives a new one with the same binding."
        }
        CopyFrom::NewToken => "Kubernetes keeps no copy of it; the command requests a new one.",
    };
    ("Copy it again, whole".into(), why.into())
}

pub(super) fn do_not_trust() -> (Text, Text) {
    let why = "Anyone can write such a token: without a signature, nothing vouches for its claims. \
               Kubernetes neither issues nor accepts one, so there is nothing to revoke.";
    ("Do not trust it".into(), why.into())
}

pub(super) fn ask_maker() -> (Text, Text) {
    let why = "Kubernetes does not write such a token. If something damaged it, copy it again. If a \
               recipient accepts it in this form and it leaked, revoke it there.";
    ("Ask who made it".into(), why.into())
}
