//! Which names of a document say that the value is secret.

use crate::paste::withhold;

use super::kind::CoveredKind;

/// The longest name of which more than its end is looked at.
const LONGEST_NAME: usize = 64;

/// Endings of the names of private keys, in lower case and without punctuation.
const PRIVATE_KEY: &[&str] = &[
    "privatekey",
    "clientkeydata",
    "clientkey",
    "keydata",
    "signingkey",
    "encryptionkey",
    "tlskey",
];

/// Endings of the names of passwords.
const PASSWORD: &[&str] = &["password", "passwords", "passwd", "passphrase", "passcode", "pwd"];

/// Endings of the names of other credentials, beyond those that no claim may have either.
const CREDENTIAL: &[&str] = &["cookie", "sessionid", "certificatekey", "unsealkeysb64", "bearer"];

/// Whole names of credentials.
const EXACT: &[(&str, CoveredKind)] = &[
    ("auth", CoveredKind::Credential),
    ("jwt", CoveredKind::Credential),
    ("pass", CoveredKind::Password),
    ("signature", CoveredKind::Signature),
];

/// Fields of Kubernetes objects that refer to a Secret or describe a token, and hold neither.
const REFERENCES: &[&str] = &["serviceAccountToken", "secret", "secrets", "imagePullSecrets"];

/// Returns what a value of this name is, if it is secret.
pub(super) fn secret_of(name: &str) -> Option<CoveredKind> {
    let plain = plain(name);
    if let Some((_, what)) = EXACT.iter().find(|(exact, _)| *exact == plain) {
        return Some(*what);
    }
    let ends = |known: &[&str]| known.iter().any(|known| plain.ends_with(known));
    if ends(PRIVATE_KEY) {
        Some(CoveredKind::PrivateKey)
    } else if ends(PASSWORD) {
        Some(CoveredKind::Password)
    } else if ends(CREDENTIAL) || withhold::is_secret_name(name) {
        Some(CoveredKind::Credential)
    } else {
        None
    }
}

/// Returns true if everything below this name is secret too.
pub(super) fn covers_all(name: &str) -> bool {
    withhold::is_certain_name(name)
}

/// Returns true for a field of Kubernetes that holds no secret although it is called so.
pub(super) fn is_reference(name: &str) -> bool {
    REFERENCES.contains(&name)
}

/// Returns the end of a name, in lower case and without punctuation.
fn plain(name: &str) -> String {
    let last = name.chars().rev().filter(char::is_ascii_alphanumeric).take(LONGEST_NAME);
    let last: Vec<_> = last.map(|c| c.to_ascii_lowercase()).collect();
    last.into_iter().rev().collect()
}
