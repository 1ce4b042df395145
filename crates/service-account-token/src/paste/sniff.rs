//! What the characters of a word look like once they are decoded: a header, claims, or any text.

use crate::text::base64::decode_prefix;

/// So many characters tell whether a JSON object begins.
pub(super) const PREFIX: usize = 64;

/// So many tell whether it looks like a header or a payload.
const LOOK_AHEAD: usize = 256;

/// A JSON object begins where a word, or a part of one, begins. Without a dot behind it, it has to
/// look like a header or a payload, and if nothing else is in the paste like a header: other things
/// than tokens are base64-encoded JSON too, such as the configuration of a registry.
pub(super) fn begins_at_boundary(part: &[u8], dotted: bool, alone: bool) -> bool {
    let Some(object) = object_in(part, PREFIX) else { return false };
    let quoted = matches!(object.trim_ascii_start(), [b'"' | b'}', ..] | []);
    if dotted {
        return part.len() > 2 && (quoted || is_text(&decode_prefix(part, LOOK_AHEAD)));
    }
    let decoded = decode_prefix(part, if alone { part.len() } else { LOOK_AHEAD });
    if has_name(&decoded, SERIALIZATION_NAMES) {
        return false;
    }
    let is_header = has_name(&decoded, HEADER_NAMES);
    alone && (is_header || is_within_first_name(&decoded))
        || quoted && is_text(&object) && is_claims_or_header(&decoded)
}

/// A JSON object begins in the middle of a word: text is glued to its front, so it has to be plain.
pub(super) fn begins_inside(part: &[u8]) -> bool {
    object_in(part, PREFIX).is_some_and(|object| {
        object.trim_ascii_start().starts_with(b"\"")
            && is_text(&object)
            && is_claims_or_header(&object)
    })
}

/// What a part decodes to behind the brace that it begins with, if it does; the characters that
/// cannot begin an object are sorted out first, since every place in a text is asked.
pub(super) fn object_in(part: &[u8], limit: usize) -> Option<Vec<u8>> {
    let decoded = decode_prefix(part, limit);
    strip_to_object(&decoded).map(<[u8]>::to_vec)
}

/// What follows the brace, where text begins with one, behind a byte order mark and blanks.
fn strip_to_object(decoded: &[u8]) -> Option<&[u8]> {
    let text = decoded.strip_prefix("\u{feff}".as_bytes()).unwrap_or(decoded);
    text.trim_ascii_start().strip_prefix(b"{")
}

/// Without one of them an object is no header (RFC 7515 §4.1.1, RFC 7516 §4.1.2).
const HEADER_NAMES: &[&[u8]] = &[b"\"alg\"", b"\"enc\""];
const CLAIM_NAMES: &[&[u8]] = &[
    b"\"iss\"",
    b"\"sub\"",
    b"\"aud\"",
    b"\"exp\"",
    b"\"iat\"",
    b"\"nbf\"",
    b"\"jti\"",
    b"\"kubernetes.io",
];

/// The text breaks off before it says what its first member is called.
fn is_within_first_name(decoded: &[u8]) -> bool {
    let name = strip_to_object(decoded).unwrap_or_default().trim_ascii_start();
    let name = name.strip_prefix(b"\"").unwrap_or(name);
    name.iter().all(|&byte| byte.is_ascii_alphanumeric())
}

/// Members of the JSON serializations, which hold the parts of a token (RFC 7515 §7.2,
/// RFC 7516 §7.2).
const SERIALIZATION_NAMES: &[&[u8]] = &[b"\"payload\"", b"\"signatures\"", b"\"ciphertext\""];

fn is_claims_or_header(decoded: &[u8]) -> bool {
    has_name(decoded, CLAIM_NAMES) || has_name(decoded, HEADER_NAMES)
}

/// Claims, and nothing of a header.
pub(super) fn is_payload(decoded: &[u8]) -> bool {
    has_name(decoded, CLAIM_NAMES) && !has_name(decoded, HEADER_NAMES)
}

/// Whether one of these names, each with its quote, stands somewhere.
fn has_name(decoded: &[u8], names: &[&[u8]]) -> bool {
    for (at, &byte) in decoded.iter().enumerate() {
        let rest = decoded.get(at..).unwrap_or_default();
        if byte == b'"' && names.iter().any(|name| rest.starts_with(name)) {
            return true;
        }
    }
    false
}

/// Two to five parts, the first two of them not empty.
pub(super) fn is_dotted(word: &[u8]) -> bool {
    let mut dots = 0;
    let mut before = b'.';
    for &byte in word {
        if byte == b'.' {
            if dots < 2 && before == b'.' {
                return false;
            }
            dots += 1;
        } else if !(byte == b'-' || byte == b'_' || byte.is_ascii_alphanumeric()) {
            return false;
        }
        before = byte;
    }
    (1..=4).contains(&dots) && (dots > 1 || before != b'.')
}

/// Decoded bytes that are text: UTF-8, but perhaps for a character cut off at the end, and without
/// control characters.
pub(super) fn is_text(decoded: &[u8]) -> bool {
    let text = match std::str::from_utf8(decoded) {
        Ok(text) => text,
        Err(error) if error.error_len().is_none() => {
            let whole = decoded.get(..error.valid_up_to()).unwrap_or_default();
            std::str::from_utf8(whole).unwrap_or_default()
        }
        Err(_) => return false,
    };
    !text.is_empty() && !text.contains(|c: char| c.is_control() && !matches!(c, '\n' | '\r' | '\t'))
}
