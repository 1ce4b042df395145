//! Credentials of other kinds, which people paste as if they were tokens.

use std::ops::Range;

use crate::finding::{Draft, paste as findings};
use crate::search::split_once;
use crate::spelling::{all, is_lower};

use super::lead;

/// A credential that is no JSON Web Token.
#[derive(Clone, Debug)]
pub(super) struct Credential {
    kind: &'static Kind,
    range: Range<usize>,
}

#[derive(Debug)]
struct Kind {
    name: &'static str,
    advice: &'static str,
    test: fn(&str) -> bool,
    /// Its form is too common to be looked for inside a text.
    alone: bool,
}

static KINDS: &[Kind] = &[
    Kind {
        name: "an EKS user token (`k8s-aws-v1.`)",
        advice: "It holds a signed request to AWS that lives about 15 minutes. `aws eks get-token` \
                 makes a new one; `aws sts get-caller-identity` shows who it stands for.",
        test: |word| word.starts_with("k8s-aws-v1."),
        alone: false,
    },
    Kind {
        name: "an OpenShift OAuth token (`sha256~`)",
        advice: "It belongs to a user, and only the cluster knows what it means: \
                 `oc whoami --token=\"$TOKEN\"`. To revoke it: `oc logout`, or delete its \
                 OAuthAccessToken object.",
        test: |word| word.starts_with("sha256~"),
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
            old || ["hvs.", "hvb.", "hvr."]
                .iter()
                .any(|prefix| word.strip_prefix(prefix).is_some_and(|rest| rest.len() >= 20))
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
        test: |word| word.strip_prefix("ya29.").is_some_and(|rest| rest.len() >= 20),
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

static PRIVATE_KEY: Kind = Kind {
    name: "a private key (PEM)",
    advice: "If it is a key that others should not have, replace it: it has been copied.",
    test: |_| false,
    alone: false,
};

static CERTIFICATE: Kind = Kind {
    name: "a certificate (PEM)",
    advice: "A certificate is public; `openssl x509 -noout -text` shows what it says.",
    test: |_| false,
    alone: true,
};

/// Finds every credential of another kind.
pub(super) fn find(text: &[u8]) -> Vec<Credential> {
    let whole = lead::trim(text);
    let mut found = Vec::new();
    let mut start = None;
    for (at, &byte) in text.iter().chain(b" ").enumerate() {
        let inside =
            byte.is_ascii_alphanumeric() || matches!(byte, b'.' | b'_' | b'~' | b':' | b'-');
        match (inside, start) {
            (true, None) => start = Some(at),
            (false, Some(from)) => {
                found.extend(find_in_word(text, from..at, &whole));
                start = None;
            }
            _ => {}
        }
    }
    found.extend(pem(text, &whole));
    found
}

fn find_in_word(text: &[u8], range: Range<usize>, whole: &Range<usize>) -> Option<Credential> {
    let word = std::str::from_utf8(text.get(range.clone())?).ok()?;
    // The default value in `${TOKEN:-…}`.
    let word = split_once(word, ":-").map_or(word, |(_, default)| default);
    let range = range.end - word.len()..range.end;
    let alone = range == *whole || follows_token_option(text.get(..range.start)?);
    let kind = KINDS.iter().find(|kind| (alone || !kind.alone) && (kind.test)(word))?;
    Some(Credential { kind, range })
}

/// `--token ` or `--token=` stands before it.
fn follows_token_option(before: &[u8]) -> bool {
    let before = before.trim_ascii_end();
    before.ends_with(b"--token") || before.ends_with(b"--token=")
}

fn pem(text: &[u8], whole: &Range<usize>) -> Option<Credential> {
    const BEGIN: &[u8] = b"-----BEGIN ";
    let from = text.windows(BEGIN.len()).position(|window| window == BEGIN)?;
    let label: Vec<_> = text.iter().skip(from + BEGIN.len()).take(40).copied().collect();
    let names = |name: &[u8]| label.windows(name.len()).any(|window| window == name);
    let range = from..from + BEGIN.len();
    if names(b"PRIVATE KEY-----") {
        return Some(Credential { kind: &PRIVATE_KEY, range });
    }
    let certificate = names(b"CERTIFICATE-----") && from == whole.start;
    certificate.then_some(Credential { kind: &CERTIFICATE, range })
}

impl Credential {
    pub(super) fn draft(self) -> Draft {
        findings::other_credential(self.kind.name, self.kind.advice, self.range)
    }
}
