//! Credentials of other kinds, which people paste as if they were tokens.

use std::ops::Range;

use crate::kubernetes::credentials::{CredentialKind, kind_of};

use super::finding::Finding;
use super::surroundings;
use super::withhold::{WithheldReason, credential_in};

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
    found
}

/// The credential in a text that was decoded from the bytes `range` of the paste, if there is one.
pub(super) fn below_base64(
    decoded: &[u8],
    layers: usize,
    range: Range<usize>,
) -> Option<Credential> {
    if let Some(found) = find(decoded).into_iter().find(|found| !found.kind.alone_only()) {
        return Some(Credential { range, ..found });
    }
    let text = std::str::from_utf8(decoded).ok()?;
    let kind = match credential_in(text, layers)? {
        WithheldReason::PrivateKey => CredentialKind::PrivateKey,
        _ => CredentialKind::Password,
    };
    Some(Credential { kind, range })
}

fn find_in_word(text: &[u8], range: Range<usize>, whole: &Range<usize>) -> Option<Credential> {
    let word = std::str::from_utf8(text.get(range.clone())?).ok()?;
    // The default value in `${TOKEN:-…}`.
    let word = word.split_once(":-").map_or(word, |(_, default)| default);
    let range = range.end - word.len()..range.end;
    let alone = range == *whole || follows_token_option(text.get(..range.start)?);
    Some(Credential { kind: kind_of(word, alone)?, range })
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
        return Some(Credential { kind: CredentialKind::PrivateKey, range });
    }
    let certificate = names(b"CERTIFICATE-----") && from == whole.start;
    certificate.then_some(Credential { kind: CredentialKind::Certificate, range })
}

impl From<Credential> for Finding {
    fn from(Credential { kind, range }: Credential) -> Self {
        Self::OtherCredential { kind, range }
    }
}
