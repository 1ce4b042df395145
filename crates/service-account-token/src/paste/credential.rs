//! Credentials of other kinds, which people paste as if they were tokens.

use std::ops::Range;

use crate::kubernetes::credentials::{CredentialKind, kind_of};
use crate::text::base64::{decode_prefix, is_character};
use crate::text::bytes::prefix_len;
use crate::text::source_map::SourceMap;

use super::finding::Finding;
use super::introduction::{Introduction, expects_token, introduction};
use super::surroundings;
use super::withhold::{WithheldReason, credential_in, is_private_key_der};

/// A credential that is no JSON Web Token.
#[derive(Clone, Debug)]
pub(super) struct Credential {
    kind: CredentialKind,
    range: Range<usize>,
}

/// Finds every credential of another kind.
pub(super) fn find(text: &[u8]) -> Vec<Credential> {
    let whole = surroundings::trim(text);
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
    found.extend(bootstrap_secret(text));
    found
}

/// Returns the credentials in a text that was decoded from base64. `map` leads from it to the paste.
pub(super) fn below_base64(decoded: &[u8], map: &SourceMap) -> Vec<Credential> {
    let mut found = find(decoded);
    // Neither a public certificate nor a digest is worth a finding there.
    found.retain(|found| {
        !matches!(found.kind, CredentialKind::Certificate | CredentialKind::KubeadmCertificateKey)
    });
    for credential in &mut found {
        credential.range = map.hull(credential.range.clone());
    }
    found
}

/// Returns the credential of an unknown kind in a text that was decoded from the bytes `range` of
/// the paste, if there is one.
pub(super) fn unknown_below_base64(
    decoded: &[u8],
    layers: usize,
    range: Range<usize>,
) -> Option<Credential> {
    let text = str::from_utf8(decoded).ok()?;
    let kind = match credential_in(text, layers)? {
        WithheldReason::PrivateKey => CredentialKind::PrivateKey,
        _ => CredentialKind::Password,
    };
    Some(Credential { kind, range })
}

fn find_in_word(text: &[u8], range: Range<usize>, whole: &Range<usize>) -> Option<Credential> {
    let before = text.get(..range.start)?;
    // `ext/` belongs to the name of a Rancher token.
    let start = range.start - if before.ends_with(b"ext/") { "ext/".len() } else { 0 };
    let word = str::from_utf8(text.get(start..range.end)?).ok()?;
    // The default value in `${TOKEN:-…}`.
    let word = word.split_once(":-").map_or(word, |(_, default)| default);
    // The user in `user:password`, and a key.
    let word = match word.split_once(':') {
        Some((_, rest)) if kind_of(word, true).is_none() => rest,
        _ => word,
    };
    let range = range.end - word.len()..range.end;
    let before = text.get(..range.start)?;
    if is_private_key(text.get(range.start..)?, word.len(), before) {
        return Some(Credential { kind: CredentialKind::PrivateKey, range });
    }
    let kind = kind_of(word, true)?;
    let fits = !kind.alone_only() || range == *whole || is_expected(kind, before);
    fits.then_some(Credential { kind, range })
}

/// Returns true if such a credential is expected after this text.
fn is_expected(kind: CredentialKind, before: &[u8]) -> bool {
    if kind == CredentialKind::KubeadmCertificateKey {
        let name = introduction(before);
        return matches!(name, Some(Introduction::Name(b"--certificate-key" | b"certificateKey")));
    }
    expects_token(before)
}

/// The number of characters that show whether base64 holds a private key.
const KEY_PREFIX: usize = 64;

/// The shortest run without `+` and `/` at the start of a private key in base64.
const SHORTEST_KEY_WORD: usize = 8;

/// Returns true if a text begins with the base64 form of a private key without its PEM lines.
fn is_private_key(text: &[u8], word_length: usize, before: &[u8]) -> bool {
    text.starts_with(b"M")
        && word_length >= SHORTEST_KEY_WORD
        && !before.last().is_some_and(|&byte| is_character(byte))
        && !before.trim_ascii_end().ends_with(b"-----")
        && {
            let decoded = decode_prefix(text, KEY_PREFIX);
            decoded.len() * 4 >= KEY_PREFIX * 3 && is_private_key_der(&decoded)
        }
}

/// Finds private keys in PEM, or the certificate that the text begins with.
fn pem(text: &[u8], whole: &Range<usize>) -> Vec<Credential> {
    const BEGIN: &[u8] = b"-----BEGIN ";
    const LONGEST_LABEL: usize = 40;
    let mut found = Vec::new();
    let mut certificate = None;
    let mut at = 0;
    while let Some(rest) = text.get(at..)
        && let Some(skipped) = rest.windows(BEGIN.len()).position(|window| window == BEGIN)
    {
        let range = at + skipped..at + skipped + BEGIN.len();
        at = range.end;
        let label = text.get(at..).unwrap_or_default();
        let label = label.get(..LONGEST_LABEL).unwrap_or(label);
        let names = |name: &[u8]| label.windows(name.len()).any(|window| window == name);
        if names(b"PRIVATE KEY-----") {
            found.push(Credential { kind: CredentialKind::PrivateKey, range });
        } else if names(b"CERTIFICATE-----") && range.start == whole.start {
            certificate = Some(Credential { kind: CredentialKind::Certificate, range });
        }
    }
    if found.is_empty() {
        found.extend(certificate);
    }
    found
}

/// Finds the bootstrap token in a Secret, which keeps its two parts apart.
fn bootstrap_secret(text: &[u8]) -> Option<Credential> {
    const TYPE: &[u8] = b"bootstrap.kubernetes.io/token";
    const KEY: &[u8] = b"token-secret";
    let find = |name: &[u8]| text.windows(name.len()).position(|window| window == name);
    find(TYPE)?;
    let after = find(KEY)? + KEY.len();
    let gap = |byte: u8| matches!(byte, b'"' | b'\'' | b':' | b' ');
    let start = after + prefix_len(text.get(after..)?, gap);
    let length =
        prefix_len(text.get(start..)?, |byte| byte.is_ascii_alphanumeric() || byte == b'=');
    let range = start..start + length;
    (length > 0).then_some(Credential { kind: CredentialKind::Bootstrap, range })
}

impl From<Credential> for Finding {
    fn from(Credential { kind, range }: Credential) -> Self {
        Self::OtherCredential { kind, range }
    }
}
