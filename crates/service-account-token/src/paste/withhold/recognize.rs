//! Recognizes credentials in any text: a token, a private key, a password.
//!
//! There is no end to the ways to carry a token, so this module does not look for each. In most of
//! them the characters of a JOSE header or a claims set follow each other once everything else is left
//! out, and decode to `{"…`, which hardly happens by chance. A token that is compressed or
//! encoded in an unknown way is not recognized.

use crate::kubernetes::credentials;
use crate::text::base64::{self, decode_prefix};

use super::names;
use super::opaque::{is_opaque, is_opaque_from, runs};

/// A shorter piece of a signature is useless: the shortest signature has 43 characters.
pub(super) const SHORTEST_PIECE: usize = 16;

/// The shortest signature, of HS256 (RFC 7518 §3.2), in base64url.
const SHORTEST_SIGNATURE: usize = 43;

/// A shorter run of base64 holds no credential worth the name: `user:pass` takes 12.
pub(super) const SHORTEST_WRAPPED: usize = 12;

/// So many characters tell whether an encoded object begins.
const OBJECT_PREFIX: usize = 16;

/// The shortest beginning of one that is recognized: `{"` and some letters.
const SHORTEST_OBJECT: usize = 12;

/// A shorter value behind one of these names, with no blank or quote before it, may be a word:
/// `password:read`.
const SHORTEST_PASSWORD: usize = 8;

/// So much of a value tells whether it looks random; more may be read again behind many names.
const VALUE_PREFIX: usize = 64;

/// What a value begins with that something else is to be put in place of.
const PLACEHOLDERS: &[&str] = &["$", "{{", "<"];

/// A piece of text that other pieces may continue: base64 characters and dots, and nothing else.
pub(super) fn is_fragment(text: &str) -> bool {
    !text.is_empty() && text.trim().chars().all(|c| is_base64(c) || c == '.' || c == '=')
}

/// A fragment long enough to be of use.
pub(super) fn is_piece(text: &str) -> bool {
    text.len() >= SHORTEST_PIECE && is_fragment(text)
}

/// How many parts of a token a text is, if it begins with an encoded object and no signature is with
/// it.
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
    // With the dashes of the day, and as forms write blanks.
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
    // A name of Kubernetes has no capitals; what begins `{"` has one within a few characters.
    let run =
        characters.iter().take(OBJECT_PREFIX).take_while(|byte| is_base64(char::from(**byte)));
    run.clone().count() >= SHORTEST_OBJECT
        && run.clone().any(u8::is_ascii_uppercase)
        && is_json
        && (begins.is_empty() || begins.starts_with(b"\""))
}

/// What looks random and stands behind a dot is a signature whose front was cut off. Names have no
/// capitals and hexadecimal digits are digests; paths have slashes, which base64url has not.
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

/// A password by what stands before it: its name, a scheme of HTTP, or the user of an address.
pub(super) fn holds_password(plain: &str, public: bool) -> bool {
    // A JSON Web Key as other programs write it, such as YAML.
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

/// A password follows: `: hunter2`, `="hunter2"` and the like. If `tight`, a colon with nothing
/// behind it may stand in a name or an address, as in `system:serviceaccount:password:default` and
/// `https://apikey:8443`.
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

/// `user:password@host` follows.
fn names_password(rest: Option<&str>) -> bool {
    let rest = rest.unwrap_or_default();
    let end = rest.find(|c: char| c.is_whitespace() || matches!(c, '/' | '"' | '?' | '#'));
    let authority = rest.get(..end.unwrap_or(rest.len())).unwrap_or_default();
    let user = authority.rsplit_once('@').and_then(|(user, _)| user.split_once(':'));
    user.is_some_and(|(_, password)| !password.is_empty())
}

/// What a run stands for in base64. Something glued to its front, such as the path of an address,
/// shifts the groups of four: what gives the most text is meant.
pub(super) fn decode(run: &str) -> Vec<u8> {
    let text = |bytes: &[u8]| bytes.iter().filter(|byte| is_text(**byte)).count();
    let whole = base64::decode(run).bytes;
    let mut best = (text(&whole), whole);
    for skipped in 1..4 {
        // Nearly all text: right as it is.
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

/// A byte of text in most languages' programs and files.
pub(super) fn is_text(byte: u8) -> bool {
    matches!(byte, b' '..=b'~' | b'\n' | b'\r' | b'\t')
}

/// UTF-16, as PowerShell encodes, without its zeros; none where too few are for that.
pub(super) fn without_zeros(decoded: &[u8]) -> Option<Vec<u8>> {
    let text: Vec<u8> = decoded.iter().copied().filter(|&byte| byte != 0).collect();
    (text.len() * 4 <= decoded.len() * 3).then_some(text)
}

/// Returns true if a private key of OpenSSH is in these bytes (openssh/openssh-portable PROTOCOL.key).
pub(super) fn is_openssh_key(bytes: &[u8]) -> bool {
    const MAGIC: &[u8] = b"openssh-key-v1\0";
    bytes.windows(MAGIC.len()).any(|window| window == MAGIC)
}

/// `user:password`, as HTTP's Basic scheme has it (RFC 7617 §2) and Docker's `auth`.
pub(super) fn is_user_and_password(text: &str, public: bool) -> bool {
    text.trim_end().split_once(':').is_some_and(|(user, password)| {
        let is_word = |word: &str| !word.is_empty() && !word.contains(char::is_whitespace);
        let certain = is_opaque_from(password, SHORTEST_PIECE);
        is_word(user) && is_word(password) && !password.contains(':') && (certain || !public)
    })
}

/// Decodes hexadecimal digits. Returns none if there is anything else in the text.
pub(super) fn decode_hexadecimal(digits: &str) -> Option<Vec<u8>> {
    if !is_hexadecimal(digits) {
        return None;
    }
    let (pairs, _) = digits.as_bytes().as_chunks::<2>();
    let digit = |byte: u8| char::from(byte).to_digit(16).unwrap_or_default() as u8;
    Some(pairs.iter().map(|[high, low]| digit(*high) << 4 | digit(*low)).collect())
}

/// A private key in DER begins as a sequence whose first element is the number 0, 1 or 3: PKCS#8
/// (RFC 5958 §2), PKCS#1 (RFC 8017 §A.1.2), SEC 1 (RFC 5915 §3) and PKCS#12 (RFC 7292 §4). Public keys and certificates
/// begin with a sequence.
pub(super) fn is_private_key_der(bytes: &[u8]) -> bool {
    let content = match bytes {
        [0x30, 0x82, _, _, content @ ..] | [0x30, 0x81, _, content @ ..] => content,
        [0x30, length, content @ ..] if *length < 0x80 => content,
        _ => return false,
    };
    matches!(content, [0x02, 0x01, 0x00 | 0x01 | 0x03, _, _, ..])
}
