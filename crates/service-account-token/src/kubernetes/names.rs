//! How Kubernetes spells what it names: DNS names (RFC 1123 §2.1, as in kubernetes/apimachinery
//! pkg/util/validation) and uids.

/// `IsDNS1123Label`: a namespace.
const MAX_LABEL_BYTES: usize = 63;

/// `IsDNS1123Subdomain`: every other name here.
const MAX_SUBDOMAIN_BYTES: usize = 253;

/// A name without dots.
pub(crate) fn is_label(name: &str) -> bool {
    name.len() <= MAX_LABEL_BYTES && is_part(name)
}

/// A name of parts with dots between them, of which only the whole is limited.
pub(crate) fn is_subdomain(name: &str) -> bool {
    name.len() <= MAX_SUBDOMAIN_BYTES && name.split('.').all(is_part)
}

/// `[a-z0-9]([-a-z0-9]*[a-z0-9])?`
pub(crate) fn is_part(text: &str) -> bool {
    all(text, |byte| is_lower(byte) || byte == b'-')
        && !text.starts_with('-')
        && !text.ends_with('-')
}

/// Thirty-two hexadecimal digits in five groups.
pub(crate) fn is_uuid(text: &str) -> bool {
    text.len() == 36
        && text.bytes().enumerate().all(|(at, byte)| match at {
            8 | 13 | 18 | 23 => byte == b'-',
            _ => byte.is_ascii_hexdigit(),
        })
}

/// Every byte fits, and there is one.
pub(crate) fn all(text: &str, fits: fn(u8) -> bool) -> bool {
    !text.is_empty() && text.bytes().all(fits)
}

/// A lower-case letter or a digit.
pub(crate) fn is_lower(byte: u8) -> bool {
    byte.is_ascii_lowercase() || byte.is_ascii_digit()
}
