//! Recognizes what the characters of a word decode to: a header, claims, or any text.

use crate::text::base64::decode_prefix;

/// The number of characters that show whether a JSON object begins.
pub(super) const PREFIX: usize = 64;

/// The number of characters that show whether it looks like a header or a payload.
const LOOK_AHEAD: usize = 256;

/// Returns true if a JSON object begins at the start of a word or part. Without a dot after it, the
/// object must look like a header or a payload, because other things than tokens are base64-encoded
/// JSON too, such as a registry's configuration. In a word that fills the paste, it must look like
/// a header, or break off within its first member's name.
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

/// Returns true if a JSON object begins in the middle of a word. Text is glued to its front, so the
/// object must be unmistakable.
pub(super) fn begins_inside(part: &[u8]) -> bool {
    object_in(part, PREFIX).is_some_and(|object| {
        object.trim_ascii_start().starts_with(b"\"")
            && is_text(&object)
            && is_claims_or_header(&object)
    })
}

/// Returns what follows the opening brace in the first `limit` characters of a part, decoded. None
/// if the part does not begin an object.
pub(super) fn object_in(part: &[u8], limit: usize) -> Option<Vec<u8>> {
    let decoded = decode_prefix(part, limit);
    strip_to_object(&decoded).map(<[u8]>::to_vec)
}

/// Returns what follows the opening brace, after an optional byte order mark and whitespace.
fn strip_to_object(decoded: &[u8]) -> Option<&[u8]> {
    let text = decoded.strip_prefix("\u{feff}".as_bytes()).unwrap_or(decoded);
    text.trim_ascii_start().strip_prefix(b"{")
}

/// An object without one of these names is not a header (RFC 7515 §4.1.1, RFC 7516 §4.1.2).
const HEADER_NAMES: &[&[u8]] = &[b"\"alg\"", b"\"enc\""];
const CLAIM_NAMES: &[&[u8]] = &[
    b"\"iss\"",
    b"\"sub\"",
    b"\"aud\"",
    b"\"exp\"",
    b"\"iat\"",
    b"\"nbf\"",
    b"\"jti\"",
    b"\"kubernetes.io\"",
    // Not the annotation `kubernetes.io/service-account.name` of a Secret.
    b"\"kubernetes.io/serviceaccount/",
];

/// Returns true if the text breaks off before the end of its first member's name.
fn is_within_first_name(decoded: &[u8]) -> bool {
    let name = strip_to_object(decoded).unwrap_or_default().trim_ascii_start();
    let name = name.strip_prefix(b"\"").unwrap_or(name);
    name.iter().all(|&byte| byte.is_ascii_alphanumeric())
}

/// Members of the JSON serializations, which hold the parts of a token (RFC 7515 §7.2, RFC 7516
/// §7.2).
const SERIALIZATION_NAMES: &[&[u8]] = &[b"\"payload\"", b"\"signatures\"", b"\"ciphertext\""];

fn is_claims_or_header(decoded: &[u8]) -> bool {
    has_name(decoded, CLAIM_NAMES) || has_name(decoded, HEADER_NAMES)
}

/// Returns true for claims without any header parameter.
pub(super) fn is_payload(decoded: &[u8]) -> bool {
    has_name(decoded, CLAIM_NAMES) && !has_name(decoded, HEADER_NAMES)
}

/// Returns true if one of these quoted names occurs anywhere.
fn has_name(decoded: &[u8], names: &[&[u8]]) -> bool {
    for (at, &byte) in decoded.iter().enumerate() {
        let rest = decoded.get(at..).unwrap_or_default();
        if byte == b'"' && names.iter().any(|name| rest.starts_with(name)) {
            return true;
        }
    }
    false
}

/// Returns true for two to five parts whose first two are not empty.
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

/// Returns true if decoded bytes are text: UTF-8 without control characters. The last character may
/// be cut off.
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
