//! How to find out more about a token.

use super::phrases::PUT_INTO_TOKEN;
use crate::facts::ObjectKind;
use crate::facts::advice::{CopyFrom, Rejection};
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
            "The API server rejects a token for another audience. {AUDIENCE_LOG} Request one without \
             an audience."
        )
        .into(),
        Rejection::Foreign { own_audience: true } => format!(
            "The API server rejects the token unless this audience is one of its own \
             (`--api-audiences`). {AUDIENCE_LOG} Request one without an audience."
        )
        .into(),
        Rejection::ExpiredInPod => format!(
            "{EXPIRED} The file in the Pod should hold a newer one: read it again. A volume mounted \
             with `subPath` never gets a new token."
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
        Rejection::Legacy => format!(
            "{LOG_TELLS}\n\
             `Token has been invalidated`: the Secret was deleted.\n\
             `does not match server's copy`: the Secret holds another token.\n\
             `marked invalid`: its Secret has the label that the clean-up sets.\n\
             `UID … does not match claim`: the ServiceAccount was recreated.\n\
             {BAD_SIGNATURE}\n\
             {OTHER_ANSWERS}\n\
             Cloud token services and other OpenID Connect verifiers reject every legacy token: it \
             has no `aud` and no `exp`, and its issuer is no URL."
        )
        .into(),
        Rejection::Bound { object, issuer } => bound_rejection(*object, issuer.as_deref()).into(),
    };
    ("Rejected with 401 or 403? Check this".into(), why)
}

fn bound_rejection(object: Option<ObjectKind>, issuer: Option<&str>) -> String {
    let invalidated = object.map_or_else(String::new, |kind| {
        format!("`has been invalidated`: its {} was deleted.\n", kind.as_str())
    });
    let unlisted = issuer.map_or_else(String::new, |issuer| {
        format!(
            "`invalid bearer token` and nothing more: this API server does not list the issuer {}. \
             After a change of issuer, keep the old one as a second `--service-account-issuer` (1.22 \
             and later).\n",
            quoted(issuer)
        )
    });
    format!(
        "{LOG_TELLS}\n\
         {invalidated}\
         `UID … does not match`: the object was recreated under the same name.\n\
         {BAD_SIGNATURE}\n\
         {unlisted}\
         {OTHER_ANSWERS}"
    )
}

const LOG_TELLS: &str = "With 401, only the API server's log has the reason:";

const BAD_SIGNATURE: &str = "\
`no keys found`: another cluster issued it, or its key was removed.
`error in cryptographic primitive`: this copy is damaged; up to 1.30 also a key that was not found.";

const OTHER_ANSWERS: &str = "With 403, the message names a user. `system:anonymous` means that no \
                             token arrived; the ServiceAccount's own name means that it lacks the \
                             permission.";

const AUDIENCE_LOG: &str =
    "Its log then has `token audiences … is invalid for the target audiences …`.";

const EXPIRED: &str =
    "It has expired. The API server's log has `service account token has expired`.";

pub(super) fn ask_who_am_i(counts_as_use: bool) -> (Text, Text) {
    let use_counts = match counts_as_use {
        true => "\nThis counts as a use and postpones the clean-up of an unused token.",
        false => "",
    };
    let why = format!(
        "{PUT_INTO_TOKEN} Put the API server's URL into SERVER and its CA into `ca.crt`.\n\
         Accepted: it prints a table with `Username`. Rejected: `You must be logged in to the \
         server`.\n\
         The empty kubeconfig is there because a `tokenFile` or a client certificate in yours wins \
         over `--token`.\n\
         Never skip the check of the CA with `--insecure`; with curl, use `--cacert ca.crt`.\n\
         The process list shows the token while the command runs.{use_counts}"
    );
    ("Ask the API server whether it accepts it".into(), why.into())
}

pub(super) fn ask_token_review(own_audience: bool) -> (Text, Text) {
    let own = match own_audience {
        true => {
            " Leave `audiences` out to ask whether the API server accepts the token for itself."
        }
        false => "",
    };
    let why = format!(
        "{PUT_INTO_TOKEN} Put one value of its `aud` into AUDIENCE. The API server checks whether the \
         objects of the token still exist, and prints `\"authenticated\":true` or the reason in \
         `error`.{own} A verbose audit log records the token."
    );
    ("Ask the API server with a TokenReview".into(), why.into())
}

pub(super) fn find_rights() -> (Text, Text) {
    let why = "A token holds no rights. The cluster grants them to the ServiceAccount and its groups; \
               with RBAC, a new ServiceAccount has almost none. The command lists the rights in one \
               namespace; repeat it for others.";
    ("See what its ServiceAccount may do".into(), why.into())
}

pub(super) fn copy_again(from: CopyFrom, lacks_command: bool) -> (Text, Text) {
    let why = match from {
        CopyFrom::Anywhere => {
            "A token has three parts with a dot between them and usually begins with `eyJ`. \
             `kubectl create token NAME` prints a whole one (1.24 and later). The data of a Secret \
             needs `base64 -d` first."
        }
        CopyFrom::ProjectedVolume => {
            "It is in a file of a projected volume in the Pod, below the volume's `mountPath`."
        }
        CopyFrom::Unsaid => {
            "It breaks off before it says what it is bound to, so nothing tells where a whole copy is."
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
