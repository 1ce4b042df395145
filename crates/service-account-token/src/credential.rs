//! Credentials that are not JSON Web Tokens, recognized by their form.
//!
//! One table for the whole decoder. It searches the paste for them, and withholds a claim that holds
//! one.

use crate::search::split_once;
use crate::spelling::{all, is_lower};

/// A kind of credential.
#[derive(Debug)]
pub(crate) struct Kind {
    /// What to call it, with its article.
    pub(crate) name: &'static str,
    /// What it is good for and how to revoke it.
    pub(crate) advice: &'static str,
    test: fn(&str) -> bool,
    /// Its form is too common to search for inside a text.
    alone: bool,
}

impl Kind {
    /// Returns true if it is recognized only where it is the whole text.
    pub(crate) fn alone_only(&self) -> bool {
        self.alone
    }
}

/// Returns the kind of credential that a word is. `alone`: the word is the whole text.
pub(crate) fn kind_of(word: &str, alone: bool) -> Option<&'static Kind> {
    KINDS.iter().find(|kind| (alone || !kind.alone) && (kind.test)(word))
}

/// The word begins like this and goes on with what looks drawn by lot: the names of Kubernetes
/// (RFC 1123) have no capitals, and somebody may speak of the prefix alone.
fn begins(word: &str, prefix: &str) -> bool {
    word.strip_prefix(prefix)
        .is_some_and(|rest| rest.len() >= 20 && !all(rest, |byte| !byte.is_ascii_uppercase()))
}

static KINDS: &[Kind] = &[
    Kind {
        name: "an EKS user token (`k8s-aws-v1.`)",
        advice: "It holds a signed request to AWS that lives about 15 minutes. `aws eks get-token` \
                 makes a new one; `aws sts get-caller-identity` shows who it stands for.",
        test: |word| begins(word, "k8s-aws-v1."),
        alone: false,
    },
    Kind {
        name: "an OpenShift OAuth token (`sha256~`)",
        advice: "It belongs to a user, and only the cluster knows what it means: \
                 `oc whoami --token=\"$TOKEN\"`. To revoke it: `oc logout`, or delete its \
                 OAuthAccessToken object.",
        test: |word| word.strip_prefix("sha256~").is_some_and(|rest| rest.len() >= 16),
        alone: false,
    },
    Kind {
        name: "a HashiCorp Vault token",
        advice: "Only Vault knows what it means: `vault token lookup`. To revoke it: \
                 `vault token revoke`.",
        test: |word| {
            let old = word.strip_prefix("s.").is_some_and(|rest| {
                rest.len() == 24 && all(rest, |byte| byte.is_ascii_alphanumeric())
            });
            old && begins(word, "s.")
                || ["hvs.", "hvb.", "hvr."].iter().any(|prefix| begins(word, prefix))
        },
        alone: false,
    },
    Kind {
        name: "a k3s or RKE2 node token (`K10…::`)",
        advice: "It lets a node join the cluster. It stands in the server's `node-token` file; \
                 `k3s token rotate` replaces it.",
        test: |word| {
            word.strip_prefix("K10").and_then(|rest| split_once(rest, "::")).is_some_and(
                |(hash, _)| hash.len() >= 40 && all(hash, |byte| byte.is_ascii_hexdigit()),
            )
        },
        alone: false,
    },
    Kind {
        name: "a Google OAuth access token (`ya29.`)",
        advice: "It is opaque: only Google knows what it means. It lives about an hour.",
        test: |word| begins(word, "ya29."),
        alone: false,
    },
    Kind {
        name: "a bootstrap token",
        advice: "It lets a node join the cluster with `kubeadm join`. `kubeadm token list` shows it; \
                 `kubeadm token delete` ends it.",
        test: |word| {
            let lower = |text: &str, length| text.len() == length && all(text, is_lower);
            word.split_once('.').is_some_and(|(id, secret)| lower(id, 6) && lower(secret, 16))
        },
        alone: true,
    },
    Kind {
        name: "a kubeadm certificate key",
        advice: "It decrypts the control plane's certificates, which `kubeadm init phase \
                 upload-certs` stores for two hours.",
        test: |word| {
            word.len() == 64 && all(word, |byte| matches!(byte, b'0'..=b'9' | b'a'..=b'f'))
        },
        alone: true,
    },
];

/// A private key in PEM.
pub(crate) static PRIVATE_KEY: Kind = Kind {
    name: "a private key",
    advice: "If it is a key that others should not have, replace it: it has been copied.",
    test: |_| false,
    alone: false,
};

/// A credential without a prefix, recognized by the text around it.
pub(crate) static PASSWORD: Kind = Kind {
    name: "a password or another credential",
    advice: "Replace it if others should not have it: base64 hides nothing.",
    test: |_| false,
    alone: false,
};

/// A certificate in PEM.
pub(crate) static CERTIFICATE: Kind = Kind {
    name: "a certificate (PEM)",
    advice: "A certificate is public; `openssl x509 -noout -text` shows what it says.",
    test: |_| false,
    alone: true,
};
