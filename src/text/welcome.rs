//! The words of the empty page.

#![expect(missing_docs, reason = "a constant's words say what it is")]

use service_account_token::report::Kind;

pub const WELCOME: &str = "Paste a token to see what it is";
pub const KINDS: &str = "The kinds of service account tokens";
/// The heads of the table of kinds.
pub const KIND_HEADS: [&str; 4] = ["Kind", "Where it is kept", "What ends it", "How to revoke it"];
/// Each kind with its row of that table.
pub const KIND_ROWS: [(Kind, [&str; 4]); 2] = [
    (
        Kind::Bound,
        [
            "Bound",
            "In a file that the kubelet writes into a Pod, or with the client that requested it",
            "Its expiry; deleting its Pod or its ServiceAccount",
            "Delete the Pod or Secret that it is bound to; the page says what else to do",
        ],
    ),
    (
        Kind::Legacy,
        [
            "Legacy",
            "In a Secret",
            "No expiry: it works while its Secret and its ServiceAccount exist and the Secret is not marked invalid",
            "Delete the Secret",
        ],
    ),
];
pub const OTHER_KINDS: &str = "Tokens from other systems look similar. The decoder names them and says why \
                               they are not service account tokens.";
pub const WAYS: &str = "Where to get a token";
pub const WAY_LINES: [(&str, &str, Option<&str>); 3] = [
    ("A new one, for an hour", "kubectl create token default", Some("kubectl and Kubernetes 1.24")),
    ("The one mounted in a Pod", "cat /var/run/secrets/kubernetes.io/serviceaccount/token", None),
    (
        "One stored in a Secret",
        "kubectl get secret NAME -o jsonpath='{.data.token}' | base64 -d",
        None,
    ),
];
