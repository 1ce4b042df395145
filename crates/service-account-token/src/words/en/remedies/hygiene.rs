//! How to harden the cluster.

use crate::facts::ObjectKind;
use crate::text::Text;

pub(super) fn shorten_volume() -> (Text, Text) {
    let why = "Set `expirationSeconds` to 3600 in the Pod's projected volume, or in whatever adds that \
               volume: the kubelet replaces the token after four fifths of its lifetime.";
    ("Request a shorter lifetime".into(), why.into())
}

pub(super) fn shorten_token(kind: ObjectKind) -> (Text, Text) {
    let why = match kind {
        ObjectKind::Secret => {
            "The default is one hour. Bind each token to a Secret of its own, so that you can revoke \
             it alone."
        }
        _ => "The default is one hour. The sooner a token expires, the less a leaked one is worth.",
    };
    ("Request a shorter lifetime".into(), why.into())
}

pub(super) fn bind_to_anchor() -> (Text, Text) {
    let why =
        "Bind each token to a Secret of its own: deleting that Secret revokes that token alone.";
    ("Bind the next token to an object".into(), why.into())
}

pub(super) fn reread_file() -> (Text, Text) {
    let why = "The kubelet writes a new token into the file well before `warnafter`: if a client still \
               sends this one, update its client library. A volume mounted with `subPath` never gets \
               a new token.";
    ("Make the client read its token file again".into(), why.into())
}

pub(super) fn switch_extension_off() -> (Text, Text) {
    let why = "Set `--service-account-extend-token-expiration=false` (true by default since 1.20, rarely \
               offered by managed clusters) once this counter no longer rises on any API server. The \
               audit annotation `authentication.k8s.io/stale-token` names the accounts that send old \
               tokens.";
    ("Switch the extension off".into(), why.into())
}

pub(super) fn mount_own_token() -> (Text, Text) {
    let why = "This replaces the injected volume, whose request for exactly 3607 seconds the API \
               server extends. On OpenShift, add `service-ca.crt`, which the injected volume has \
               there. If the Pod never calls the API, set `automountServiceAccountToken: false` \
               instead.";
    ("Mount a one-hour token instead".into(), why.into())
}

pub(super) fn mount_no_token() -> (Text, Text) {
    let why = "If the Pod never calls the API, set `automountServiceAccountToken: false` in its \
               manifest or on its ServiceAccount: new Pods then get no token.";
    ("Mount no token where none is needed".into(), why.into())
}

pub(super) fn find_last_use() -> (Text, Text) {
    let why = "The API server labels each Secret with the date of its last use; add `-A` for all namespaces. In the audit log, annotations that begin with \
               `authentication.k8s.io/legacy-token` mark the requests.";
    ("See when legacy tokens were last used".into(), why.into())
}

pub(super) fn move_to_short_lived() -> (Text, Text) {
    let why = "In a Pod, use the token that the kubelet mounts (by default since 1.21); elsewhere, \
               request one. Then delete the Secret.";
    ("Move its clients to short-lived tokens".into(), why.into())
}
