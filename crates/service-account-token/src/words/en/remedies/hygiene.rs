//! How to harden the cluster.

use crate::facts::ObjectKind;
use crate::text::Text;

pub(super) fn shorten_volume() -> (Text, Text) {
    let why = "Set `expirationSeconds` to 3600 in the Pod's projected volume, or in whatever adds \
               that volume. The kubelet replaces the token after four fifths of its lifetime.";
    ("Request a shorter lifetime".into(), why.into())
}

pub(super) fn shorten_token(kind: ObjectKind) -> (Text, Text) {
    let why = match kind {
        ObjectKind::Secret => {
            "One hour is the default. Bind each token to a Secret of its own, so that you can revoke \
             each alone."
        }
        _ => "One hour is the default. The sooner a token expires, the less a leaked one is worth.",
    };
    ("Request a shorter lifetime".into(), why.into())
}

pub(super) fn bind_to_anchor() -> (Text, Text) {
    let why = "If each token is bound to a Secret of its own, you can revoke each alone: delete that \
               Secret.";
    ("Bind the next one to an object".into(), why.into())
}

pub(super) fn reread_file() -> (Text, Text) {
    let why = "The kubelet writes a new token into the file well before `warnafter`. A client that \
               still sends this one read the file only once: update its client library. A volume \
               mounted with `subPath` never gets a new token.";
    ("Make the client read its token file again".into(), why.into())
}

pub(super) fn switch_extension_off() -> (Text, Text) {
    let why = "The API server extends such tokens by default since 1.20. While this counter grows on \
               any API server, some client still sends tokens after `warnafter`; the audit annotation \
               `authentication.k8s.io/stale-token` names it. Then set \
               `--service-account-extend-token-expiration=false`. Most managed clusters do not offer \
               the flag.";
    ("Switch the extension off once no client needs it".into(), why.into())
}

pub(super) fn mount_own_token() -> (Text, Text) {
    let why = "The API server extends only a token that was requested for exactly 3607 seconds. Add \
               this to the Pod's manifest; it takes the place of the injected volume. If the Pod never \
               calls the API, set `automountServiceAccountToken: false` instead.";
    ("Mount a one-hour token instead".into(), why.into())
}

pub(super) fn mount_no_token() -> (Text, Text) {
    let why = "If the Pod never calls the API, set `automountServiceAccountToken: false` in its \
               manifest or on its ServiceAccount. New Pods then get no token.";
    ("Mount no token where none is needed".into(), why.into())
}

pub(super) fn find_last_use() -> (Text, Text) {
    let why = "The API server writes the day of the last use into a label of the Secret. Replace `-n` \
               and the namespace by `-A` to list the whole cluster. Annotations in the audit log that \
               begin with `authentication.k8s.io/legacy-token` show who sent the token.";
    ("See when legacy tokens were last used".into(), why.into())
}

pub(super) fn move_to_short_lived() -> (Text, Text) {
    let why = "The kubelet mounts one into each Pod by default (since 1.21). Outside a Pod, request \
               one. Then delete the Secret.";
    ("Move its users to short-lived tokens".into(), why.into())
}
