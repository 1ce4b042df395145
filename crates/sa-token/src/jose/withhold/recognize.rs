//! Recognizes credentials in any text: a token, a private key, a password.
//!
//! There is no end to the ways to carry a token, so this module does not look for each. In most of
//! them the characters of a JOSE header or a claims set follow each other once everything else is left
//! out, and decode to `{"…`, which hardly happens by chance. A token that is compressed or
//! encoded in an unknown way is not recognized.

use crate::MAX_LAYERS;
use crate::credential;
use crate::jose::base64url::{self, decode_prefix};
use crate::report::WithheldReason;

use super::opaque::{is_opaque, is_opaque_from, runs};
use super::{recognized_inside, view};

/// A shorter piece of a signature is useless: the shortest signature has 43 characters.
pub(super) const SHORTEST_PIECE: usize = 16;

/// The shortest signature, of HS256 (RFC 7518 §3.2), in base64url.
const SHORTEST_SIGNATURE: usize = 43;

/// A shorter run of base64 holds no credential worth the name: `user:pass` takes 12.
const SHORTEST_WRAPPED: usize = 12;

/// So many characters tell whether an encoded object begins.
const OBJECT_PREFIX: usize = 16;

/// The shortest beginning of one that is recognized: `{"` and some letters.
const SHORTEST_OBJECT: usize = 12;

/// Words that introduce a password in a text, each followed by `:` or `=`.
const PASSWORD_NAMES: &[&str] = &[
    "password",
    "passwd",
    "client_secret",
    "client-secret",
    "clientsecret",
    "private_key",
    "access_token",
    "refresh_token",
    "id_token",
    "api_key",
    "apikey",
    "client-key-data",
    "secret_access_key",
];

/// A shorter value behind one of these names, with no blank or quote before it, may be a word:
/// `password:read`.
const SHORTEST_PASSWORD: usize = 8;

/// Returns the credential that a text holds. Under a `public` name, a value that may or may not be a
/// password is not one.
/// `layers` counts the encodings around the text.
pub(super) fn credential_in(text: &str, public: bool, layers: usize) -> Option<WithheldReason> {
    if text.len() < SHORTEST_WRAPPED {
        return None;
    }
    let plain = view::plain(text);
    let squeezed = view::squeezed(&plain);
    if holds_private_key(&plain) {
        return Some(WithheldReason::PrivateKey);
    }
    if holds_token(&plain, &squeezed) {
        return Some(WithheldReason::Token);
    }
    if holds_known_credential(&plain) || holds_password(&plain) {
        return Some(WithheldReason::Credential);
    }
    if matches!(plain.trim_start().as_bytes(), [b'{' | b'[', ..])
        && let Some(reason) = recognized_inside(&plain, layers)
    {
        return Some(reason);
    }
    if layers == MAX_LAYERS {
        return None;
    }
    let pieces = plain.contains(|c: char| c.is_whitespace() || c == '"' || c == '\'');
    let joined = if pieces { squeezed.as_str() } else { "" };
    base64_runs(&plain).chain(base64_runs(joined)).find_map(|run| in_encoded(run, public, layers))
}

/// A piece of text that other pieces may continue: base64 characters and dots, and nothing else.
pub(super) fn is_fragment(text: &str) -> bool {
    !text.is_empty() && text.trim().chars().all(|c| is_base64(c) || c == '.' || c == '=')
}

/// A fragment long enough to be of use.
pub(super) fn is_piece(text: &str) -> bool {
    text.len() >= SHORTEST_PIECE && is_fragment(text)
}

/// The text is one encoded JSON object, and no signature is with it.
pub(super) fn is_encoded_object(text: &str) -> bool {
    is_fragment(text) && !text.contains('.') && object_begins(text.trim().as_bytes())
}

fn is_base64(c: char) -> bool {
    c.is_ascii_alphanumeric() || matches!(c, '-' | '_' | '+' | '/')
}

fn base64_runs(text: &str) -> impl Iterator<Item = &str> {
    runs(text, is_base64)
}

fn holds_private_key(plain: &str) -> bool {
    ["PRIVATE KEY-----", "PRIVATE KEY BLOCK", "PuTTY-User-Key-File-", "AGE-SECRET-KEY-1"]
        .iter()
        .any(|mark| plain.contains(mark))
}

fn holds_token(plain: &str, squeezed: &str) -> bool {
    base64_runs(plain).any(|run| object_begins(run.as_bytes()))
        || object_begins(squeezed.as_bytes())
        || squeezed.as_bytes().windows(2).enumerate().any(|(at, start)| {
            matches!(start, b"ey" | b"ew")
                && squeezed.get(at..).is_some_and(|rest| object_begins(rest.as_bytes()))
        })
        || ends_in_signature(plain)
        || ends_in_signature(squeezed)
}

/// A JSON object with a member begins here, encoded: perhaps behind blanks or a byte order mark.
fn object_begins(characters: &[u8]) -> bool {
    if !matches!(characters, [b'e' | b'I' | b'C' | b'D' | b'7', ..]) {
        return false;
    }
    let decoded = decode_prefix(characters, OBJECT_PREFIX);
    let text = decoded.strip_prefix("\u{feff}".as_bytes()).unwrap_or(&decoded);
    let Some(inside) = text.trim_ascii_start().strip_prefix(b"{") else { return false };
    let is_json = inside.is_ascii()
        && !inside.iter().any(|&byte| byte.is_ascii_control() && !byte.is_ascii_whitespace());
    let begins = inside.trim_ascii_start();
    characters.len() >= SHORTEST_OBJECT
        && is_json
        && (begins.is_empty() || begins.starts_with(b"\""))
}

/// A random-looking text after a dot is a signature whose token was cut off in front.
fn ends_in_signature(text: &str) -> bool {
    let mut pieces =
        runs(text, |c| is_base64(c) || c == '.').flat_map(|run| run.split('.').skip(1));
    pieces.any(|piece| {
        piece.len() >= SHORTEST_SIGNATURE && is_opaque(piece) && !is_hexadecimal(piece)
    })
}

fn is_hexadecimal(text: &str) -> bool {
    text.bytes().all(|byte| byte.is_ascii_hexdigit())
}

fn holds_known_credential(plain: &str) -> bool {
    let in_word = |c: char| c.is_ascii_alphanumeric() || matches!(c, '.' | '_' | '~' | ':' | '-');
    runs(plain, in_word).any(|word| credential::kind_of(word, false).is_some())
}

/// Recognizes a password by what comes before it: its name, an HTTP scheme, or the user of an address.
fn holds_password(plain: &str) -> bool {
    let lower = plain.to_ascii_lowercase();
    let named = PASSWORD_NAMES.iter().any(|name| {
        lower.match_indices(name).any(|(at, _)| is_assigned(lower.get(at + name.len()..)))
    });
    let bearer = ["bearer ", "basic "].iter().any(|scheme| {
        lower.match_indices(scheme).any(|(at, _)| {
            let rest = plain.get(at + scheme.len()..).unwrap_or_default();
            runs(rest, |c| is_base64(c) || matches!(c, '.' | '~' | '='))
                .next()
                .is_some_and(|run| is_opaque_from(run, SHORTEST_PIECE))
        })
    });
    named || bearer || plain.match_indices("://").any(|(at, _)| names_password(plain.get(at + 3..)))
}

/// `: hunter2`, `="hunter2"` and the like follow.
fn is_assigned(rest: Option<&str>) -> bool {
    let rest = rest.unwrap_or_default().trim_start_matches(['"', '\'', '\\']).trim_start();
    let Some(rest) = rest.strip_prefix([':', '=']) else { return false };
    let value = rest.trim_start().trim_start_matches(['"', '\'', '\\']);
    let ends = |c: &char| c.is_whitespace() || matches!(c, '"' | '\'' | ',' | '}');
    // No more than is needed: the same text may follow many names.
    let length = value.chars().take(SHORTEST_PASSWORD).take_while(|c| !ends(c)).count();
    length == SHORTEST_PASSWORD || length > 0 && value.len() < rest.len()
}

/// `user:password@host` follows.
fn names_password(rest: Option<&str>) -> bool {
    let rest = rest.unwrap_or_default();
    let end = rest.find(|c: char| c.is_whitespace() || matches!(c, '/' | '"' | '?' | '#'));
    let authority = rest.get(..end.unwrap_or(rest.len())).unwrap_or_default();
    let user = authority.rsplit_once('@').and_then(|(user, _)| user.split_once(':'));
    user.is_some_and(|(_, password)| !password.is_empty())
}

/// Returns what a run holds once it is decoded from base64 or from hexadecimal digits.
fn in_encoded(run: &str, public: bool, layers: usize) -> Option<WithheldReason> {
    if run.len() < SHORTEST_WRAPPED {
        return None;
    }
    let decoded = base64url::decode(run).bytes;
    if is_private_key_der(&decoded) {
        return Some(WithheldReason::PrivateKey);
    }
    let from_hexadecimal = || is_hexadecimal(run).then(|| hexadecimal(run));
    in_decoded(&decoded, public, layers)
        .or_else(|| in_decoded(&without_zeros(&decoded)?, public, layers))
        .or_else(|| in_decoded(&from_hexadecimal()?, public, layers))
}

/// UTF-16, as PowerShell encodes, without its zeros; none where there are none.
fn without_zeros(decoded: &[u8]) -> Option<Vec<u8>> {
    let text: Vec<u8> = decoded.iter().copied().filter(|&byte| byte != 0).collect();
    (text.len() < decoded.len()).then_some(text)
}

fn in_decoded(decoded: &[u8], public: bool, layers: usize) -> Option<WithheldReason> {
    let text = text_prefix(decoded);
    if text.len() * 4 < SHORTEST_WRAPPED * 3 {
        return None;
    }
    let whole = text.len() == decoded.len();
    if whole && is_user_and_password(text, public) {
        return Some(WithheldReason::Credential);
    }
    credential_in(text, public, layers + 1)
}

/// The text that bytes begin with.
fn text_prefix(bytes: &[u8]) -> &str {
    let text = bytes.utf8_chunks().next().map_or("", |chunk| chunk.valid());
    let end = text.find(|c: char| c.is_control() && !matches!(c, '\n' | '\r' | '\t'));
    text.get(..end.unwrap_or(text.len())).unwrap_or_default()
}

/// `user:password`, as HTTP's Basic scheme has it (RFC 7617 §2) and Docker's `auth`.
fn is_user_and_password(text: &str, public: bool) -> bool {
    text.trim_end().split_once(':').is_some_and(|(user, password)| {
        let is_word = |word: &str| !word.is_empty() && !word.contains(char::is_whitespace);
        let certain = is_opaque_from(password, SHORTEST_PIECE);
        is_word(user) && is_word(password) && !password.contains(':') && (certain || !public)
    })
}

fn hexadecimal(digits: &str) -> Vec<u8> {
    let (pairs, _) = digits.as_bytes().as_chunks::<2>();
    let digit = |byte: u8| char::from(byte).to_digit(16).unwrap_or_default() as u8;
    pairs.iter().map(|[high, low]| digit(*high) << 4 | digit(*low)).collect()
}

/// A private key in DER begins as a sequence whose first element is the number 0 or 1: PKCS#8
/// (RFC 5958 §2), PKCS#1 (RFC 8017 §A.1.2) and SEC 1 (RFC 5915 §3). Public keys and certificates
/// begin with a sequence.
fn is_private_key_der(bytes: &[u8]) -> bool {
    let content = match bytes {
        [0x30, 0x82, _, _, content @ ..] | [0x30, 0x81, _, content @ ..] => content,
        [0x30, length, content @ ..] if *length < 0x80 => content,
        _ => return false,
    };
    matches!(content, [0x02, 0x01, 0x00 | 0x01, _, _, ..])
}
