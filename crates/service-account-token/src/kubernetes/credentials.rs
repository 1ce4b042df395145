//! Credentials that are not JSON Web Tokens, recognized by their form.
//!
//! One table for the whole decoder. It searches the paste for them, and withholds a claim that holds
//! one.

use super::names::{all, is_lower};

/// A kind of credential.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum CredentialKind {
    /// A user token of Amazon EKS.
    EksUser,
    /// An OAuth token of OpenShift.
    OpenShiftOAuth,
    /// A token of HashiCorp Vault.
    Vault,
    /// A token with which a node joins a k3s or RKE2 cluster.
    NodeJoin,
    /// An API token of Rancher.
    Rancher,
    /// An OAuth access token of Google.
    GoogleAccess,
    /// A bootstrap token of kubeadm.
    Bootstrap,
    /// The key that decrypts the certificates that kubeadm uploads.
    KubeadmCertificateKey,
    /// A private key in PEM.
    PrivateKey,
    /// A credential without a prefix, recognized by the text around it.
    Password,
    /// A certificate in PEM.
    Certificate,
}

impl CredentialKind {
    /// Returns true if it is recognized only where it is the whole text, or where one is expected:
    /// its form is too common to search for anywhere.
    pub(crate) fn alone_only(self) -> bool {
        matches!(self, Self::Bootstrap | Self::KubeadmCertificateKey | Self::Certificate)
    }
}

/// How a kind of credential looks.
struct Form {
    kind: CredentialKind,
    test: fn(&str) -> bool,
}

/// Returns the kind of credential that a word is. `alone`: the word is the whole text, or
/// one is expected there.
pub(crate) fn kind_of(word: &str, alone: bool) -> Option<CredentialKind> {
    let fits = |form: &&Form| (alone || !form.kind.alone_only()) && (form.test)(word);
    FORMS.iter().find(fits).map(|form| form.kind)
}

/// The word begins like this and goes on with what looks drawn by lot: the names of Kubernetes
/// (RFC 1123) have no capitals, and somebody may speak of the prefix alone.
fn begins(word: &str, prefix: &str) -> bool {
    word.strip_prefix(prefix)
        .is_some_and(|rest| rest.len() >= 20 && !all(rest, |byte| !byte.is_ascii_uppercase()))
}

const FORMS: &[Form] = &[
    Form { kind: CredentialKind::EksUser, test: |word| begins(word, "k8s-aws-v1.") },
    Form {
        kind: CredentialKind::OpenShiftOAuth,
        test: |word| word.strip_prefix("sha256~").is_some_and(|rest| rest.len() >= 16),
    },
    Form {
        kind: CredentialKind::Vault,
        test: |word| {
            let old = word.strip_prefix("s.").is_some_and(|rest| {
                rest.len() == 24 && all(rest, |byte| byte.is_ascii_alphanumeric())
            });
            old && begins(word, "s.")
                || ["hvs.", "hvb.", "hvr."].iter().any(|prefix| begins(word, prefix))
        },
    },
    Form {
        kind: CredentialKind::NodeJoin,
        test: |word| {
            word.strip_prefix("K10").and_then(|rest| rest.split_once("::")).is_some_and(
                |(hash, _)| hash.len() >= 40 && all(hash, |byte| byte.is_ascii_hexdigit()),
            )
        },
    },
    Form { kind: CredentialKind::Rancher, test: is_rancher },
    Form { kind: CredentialKind::GoogleAccess, test: |word| begins(word, "ya29.") },
    Form {
        kind: CredentialKind::Bootstrap,
        test: |word| {
            let lower = |text: &str, length| text.len() == length && all(text, is_lower);
            word.split_once('.').is_some_and(|(id, secret)| lower(id, 6) && lower(secret, 16))
        },
    },
    Form {
        kind: CredentialKind::KubeadmCertificateKey,
        test: |word| {
            word.len() == 64 && all(word, |byte| matches!(byte, b'0'..=b'9' | b'a'..=b'f'))
        },
    },
];

/// The shortest secret of Rancher's tokens that is recognized. Rancher writes 54 characters.
const SHORTEST_RANCHER_SECRET: usize = 40;

/// Returns true for `<name>:<secret>` (rancher/rancher pkg/auth/tokens/token_util.go). The name and
/// tag of an image may look alike, but such a tag is a commit's hash.
fn is_rancher(word: &str) -> bool {
    let Some((name, secret)) = word.rsplit_once(':') else { return false };
    // A key may be glued to it: `token:token-abcde:…`.
    let name = name.rsplit(':').next().unwrap_or_default();
    let known = ["token-", "kubeconfig-", "ext/"].iter().any(|start| name.starts_with(start));
    known
        && secret.len() >= SHORTEST_RANCHER_SECRET
        && all(secret, is_lower)
        && !all(secret, |byte| byte.is_ascii_hexdigit())
}
