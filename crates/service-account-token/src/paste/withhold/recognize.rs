//! Recognizes credentials in any text: a token, a private key, a password.
//!
//! The ways to embed a token are endless, so this module does not look for each one. In most of
//! them, removing everything else leaves the characters of a JOSE header or a claims set in
//! sequence. They decode to `{"…`, which hardly ever happens by chance. Tokens that are compressed
//! or encoded in an unknown way are not recognized.

use crate::kubernetes::credentials;
use crate::text::base64::{self, decode_prefix};

use super::names;
use super::opaque::{is_opaque, is_opaque_from, runs};

/// The shortest useful piece of a signature. The shortest signature has 43 characters.
pub(super) const SHORTEST_PIECE: usize = 16;

/// The shortest signature, of HS256 (RFC 7518 §3.2), in base64url.
const SHORTEST_SIGNATURE: usize = 43;

/// The shortest run of base64 that can hold a useful credential: `user:pass` takes 12.
pub(super) const SHORTEST_WRAPPED: usize = 12;

/// The number of characters that show whether an encoded object begins.
const OBJECT_PREFIX: usize = 16;

/// The shortest beginning of an object that is recognized: `{"` and some letters.
const SHORTEST_OBJECT: usize = 12;

/// The length below which a value directly after one of these names, without a space or a quote
/// between, may be a word: `password:read`.
const SHORTEST_PASSWORD: usize = 8;

/// How much of a value to check for randomness. Many names may precede the same text, so a longer
/// check could repeat too often.
const VALUE_PREFIX: usize = 64;

/// Beginnings of placeholders for a value.
const PLACEHOLDERS: &[&str] = &["$", "{{", "<"];

/// Returns true for base64 characters and dots only, which other pieces may continue.
pub(super) fn is_fragment(text: &str) -> bool {
    !text.is_empty() && text.trim().chars().all(|c| is_base64(c) || c == '.' || c == '=')
}

/// Returns true for a fragment long enough to be useful.
pub(super) fn is_piece(text: &str) -> bool {
    text.len() >= SHORTEST_PIECE && is_fragment(text)
}

/// Returns the number of token parts in a text that begins with an encoded object; zero if a
/// signature accompanies them.
pub(super) fn bare_parts(text: &str) -> usize {
    let text = text.trim();
    if !is_fragment(text) || !object_begins(text.as_bytes()) {
        return 0;
    }
    let parts = text.split('.').filter(|part| !part.is_empty()).count();
    if parts > 2 { 0 } else { parts }
}

fn is_base64(c: char) -> bool {
    c.is_ascii_alphanumeric() || matches!(c, '-' | '_' | '+' | '/')
}

pub(super) fn base64_runs(text: &str) -> impl Iterator<Item = &str> {
    runs(text, is_base64)
}

pub(super) fn holds_private_key(plain: &str) -> bool {
    // Dashes vary, and form encoding replaces spaces.
    let begins = plain.to_ascii_uppercase().replace(['+', '_'], " ");
    begins.match_indices("PRIVATE KEY").any(|(at, _)| {
        let before = begins.get(..at).unwrap_or_default();
        let kind = |c: char| c.is_ascii_alphanumeric() || c == ' ';
        let label = before.rsplit(|c| !kind(c)).next().unwrap_or_default();
        label.trim_start().starts_with("BEGIN") || label.trim_start().starts_with("END")
    }) || ["PuTTY-User-Key-File-", "AGE-SECRET-KEY-1"].iter().any(|mark| plain.contains(mark))
}

pub(super) fn holds_token(plain: &str, squeezed: &str) -> bool {
    base64_runs(plain).any(|run| object_begins(run.as_bytes()))
        || object_begins(squeezed.as_bytes())
        || squeezed.as_bytes().windows(2).enumerate().any(|(at, start)| {
            matches!(start, b"ey" | b"ew")
                && squeezed.get(at..).is_some_and(|rest| object_begins(rest.as_bytes()))
        })
        || ends_in_signature(plain)
        || ends_in_signature(squeezed)
}

/// Returns true if an encoded JSON object with a member begins here, perhaps after whitespace or a
/// byte order mark.
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
    // Kubernetes names have no capitals. An encoded `{"` has one within a few characters.
    let run =
        characters.iter().take(OBJECT_PREFIX).take_while(|byte| is_base64(char::from(**byte)));
    run.clone().count() >= SHORTEST_OBJECT
        && run.clone().any(u8::is_ascii_uppercase)
        && is_json
        && (begins.is_empty() || begins.starts_with(b"\""))
}

/// Returns true if random-looking text follows a dot, as in a signature whose front was cut off.
/// Names have no capitals, hexadecimal digits are digests, and paths have slashes, which base64url
/// lacks.
fn ends_in_signature(text: &str) -> bool {
    let is_word = |c: char| c.is_ascii_alphanumeric() || matches!(c, '-' | '_' | '.');
    let mut pieces = runs(text, is_word).flat_map(|run| run.split('.').skip(1));
    pieces.any(|piece| {
        piece.len() >= SHORTEST_SIGNATURE
            && piece.bytes().any(|byte| byte.is_ascii_uppercase())
            && is_opaque(piece)
            && !is_hexadecimal(piece)
    })
}

fn is_hexadecimal(text: &str) -> bool {
    text.bytes().all(|byte| byte.is_ascii_hexdigit())
}

pub(super) fn holds_known_credential(plain: &str) -> bool {
    let in_word = |c: char| c.is_ascii_alphanumeric() || matches!(c, '.' | '_' | '~' | ':' | '-');
    runs(plain, in_word).any(|word| credentials::kind_of(word, false).is_some())
}

/// Returns true if a password's context precedes a value: its name, an HTTP scheme, or the user in
/// a URL.
pub(super) fn holds_password(plain: &str, public: bool) -> bool {
    // A JSON Web Key in another syntax, such as YAML.
    let is_key = plain.contains("kty");
    let named = plain.match_indices([':', '=']).any(|(at, sign)| {
        let is_quote = |c: char| matches!(c, '"' | '\'' | '\\');
        let before = plain.get(..at).unwrap_or_default().trim_end().trim_end_matches(is_quote);
        let in_name = |c: char| c.is_ascii_alphanumeric() || matches!(c, '_' | '-');
        let name = before.rsplit(|c| !in_name(c)).next().unwrap_or_default();
        let after = plain.get(at + sign.len()..).unwrap_or_default();
        let is_secret = names::is_secret(name) || is_key && names::is_private_key_member(name);
        is_secret && is_password(name, after, public && sign == ":")
    });
    let lower = plain.to_ascii_lowercase();
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

/// Returns true if a password follows: `: hunter2`, `="hunter2"` and the like. If `tight`, a colon
/// without a space after it may belong to a name or a URL, as in
/// `system:serviceaccount:password:default` and `https://apikey:8443`.
fn is_password(name: &str, after: &str, tight: bool) -> bool {
    let value = after.trim_start().trim_start_matches(['"', '\'', '\\']);
    let ends = |c: &char| c.is_whitespace() || matches!(c, '"' | '\'' | ',' | '}' | '&');
    let value_begins: String = value.chars().take(VALUE_PREFIX).take_while(|c| !ends(c)).collect();
    if PLACEHOLDERS.iter().any(|placeholder| value.starts_with(placeholder)) {
        return false;
    }
    let apart = value.len() < after.len();
    let may_be_name = tight && !apart;
    let in_quotes =
        after.trim_start().len() > value.len() && value_begins.len() >= SHORTEST_PASSWORD;
    let certain = in_quotes || names::is_certain(name) && !may_be_name;
    let long_enough = apart || value_begins.len() >= SHORTEST_PASSWORD;
    let has_capital = value_begins.contains(|c: char| c.is_ascii_uppercase());
    certain && long_enough && !value_begins.is_empty()
        || is_opaque_from(&value_begins, SHORTEST_PIECE) && (has_capital || !may_be_name)
}

/// Returns true if `user:password@host` follows.
fn names_password(rest: Option<&str>) -> bool {
    let rest = rest.unwrap_or_default();
    let end = rest.find(|c: char| c.is_whitespace() || matches!(c, '/' | '"' | '?' | '#'));
    let authority = rest.get(..end.unwrap_or(rest.len())).unwrap_or_default();
    let user = authority.rsplit_once('@').and_then(|(user, _)| user.split_once(':'));
    user.is_some_and(|(_, password)| !password.is_empty())
}

/// Decodes a run from base64. Text glued to its front, such as a URL path, shifts the groups of
/// four, so the alignment that yields the most text is chosen.
pub(super) fn decode(run: &str) -> Vec<u8> {
    let text = |bytes: &[u8]| bytes.iter().filter(|byte| is_text(**byte)).count();
    let whole = base64::decode(run).bytes;
    let mut best = (text(&whole), whole);
    for skipped in 1..4 {
        // Nearly all of it is text, so this alignment is right.
        if is_private_key_der(&best.1) || best.0 * 8 > best.1.len() * 7 {
            break;
        }
        let shifted = base64::decode(run.get(skipped..).unwrap_or_default()).bytes;
        let found = text(&shifted);
        if found > best.0 || is_private_key_der(&shifted) {
            best = (found, shifted);
        }
    }
    best.1
}

/// Returns true for a byte that is text in most languages' programs and files.
pub(super) fn is_text(byte: u8) -> bool {
    matches!(byte, b' '..=b'~' | b'\n' | b'\r' | b'\t')
}

/// Returns UTF-16, as PowerShell encodes it, without its zeros. None if there are too few zeros for
/// UTF-16.
pub(super) fn without_zeros(decoded: &[u8]) -> Option<Vec<u8>> {
    let text: Vec<u8> = decoded.iter().copied().filter(|&byte| byte != 0).collect();
    (text.len() * 4 <= decoded.len() * 3).then_some(text)
}

/// Returns true if these bytes contain an OpenSSH private key (openssh/openssh-portable
/// PROTOCOL.key).
pub(super) fn is_openssh_key(bytes: &[u8]) -> bool {
    const MAGIC: &[u8] = b"openssh-key-v1\0";
    bytes.windows(MAGIC.len()).any(|window| window == MAGIC)
}

/// Returns true for `user:password`, as in HTTP's Basic scheme (RFC 7617 §2) and in Docker's
/// `auth`.
pub(super) fn is_user_and_password(text: &str, public: bool) -> bool {
    text.trim_end().split_once(':').is_some_and(|(user, password)| {
        let is_word = |word: &str| !word.is_empty() && !word.contains(char::is_whitespace);
        let certain = is_opaque_from(password, SHORTEST_PIECE);
        is_word(user) && is_word(password) && !password.contains(':') && (certain || !public)
    })
}

/// Decodes hexadecimal digits. Returns none if the text contains anything else.
pub(super) fn decode_hexadecimal(digits: &str) -> Option<Vec<u8>> {
    if !is_hexadecimal(digits) {
        return None;
    }
    let (pairs, _) = digits.as_bytes().as_chunks::<2>();
    let digit = |byte: u8| char::from(byte).to_digit(16).unwrap_or_default() as u8;
    Some(pairs.iter().map(|[high, low]| digit(*high) << 4 | digit(*low)).collect())
}

/// Returns true for a private key in DER. It begins as a sequence whose first element is the number
/// 0, 1 or 3: PKCS#8 (RFC 5958 §2), PKCS#1 (RFC 8017 §A.1.2), SEC 1 (RFC 5915 §3) and PKCS#12
/// (RFC 7292 §4). In public keys and certificates, the first element is a sequence.
pub(crate) fn is_private_key_der(bytes: &[u8]) -> bool {
    let content = match bytes {
        [0x30, 0x82, _, _, content @ ..] | [0x30, 0x81, _, content @ ..] => content,
        [0x30, length, content @ ..] if *length < 0x80 => content,
        _ => return false,
    };
    matches!(content, [0x02, 0x01, 0x00 | 0x01 | 0x03, _, _, ..])
}
