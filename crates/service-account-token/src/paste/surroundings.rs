//! Reads what directly precedes a token: `Bearer`, and text glued to it.

use std::ops::Range;

use crate::text::bytes::{prefix_len, suffix_len};

const BEARER: &[u8] = b"bearer";

/// The subprotocol of a WebSocket with a token in base64url behind it (kubernetes/apiserver
/// pkg/authentication/request/websocket/protocol.go).
pub(super) const WEBSOCKET_PROTOCOL: &str = "base64url.bearer.authorization.k8s.io.";

/// The word `Bearer` before a token (RFC 6750 §2.1).
#[derive(Debug)]
pub(super) struct Bearer {
    /// The number of blanks after it.
    pub(super) blanks: usize,
    /// True if another `Bearer` precedes it.
    pub(super) twice: bool,
    end: usize,
}

impl Bearer {
    /// Returns the range of the blanks between the word and the token.
    pub(super) fn blanks_range(&self) -> Range<usize> {
        self.end..self.end + self.blanks
    }

    /// Returns the range of the word.
    pub(super) fn range(&self) -> Range<usize> {
        self.end - BEARER.len()..self.end
    }
}

/// Reads `Bearer` and its blanks from the end of a text.
pub(super) fn bearer(before: &[u8]) -> Option<Bearer> {
    let word = strip_blanks(before);
    let blanks = before.len() - word.len();
    let rest = strip_bearer(word)?;
    let twice = strip_bearer(strip_blanks(rest)).is_some();
    (blanks > 0).then_some(Bearer { blanks, twice, end: word.len() })
}

/// Returns how many characters are glued to the front of a token. Characters such as a dot or a
/// slash separate words, so only what follows them counts.
pub(super) fn glued(before: &[u8]) -> usize {
    suffix_len(before, |byte| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_'))
}

/// Returns true for characters that may surround a token: whitespace, quotes, and the `%` that a
/// shell prints when no line break follows.
fn is_around(byte: u8) -> bool {
    byte.is_ascii_whitespace() || matches!(byte, b'"' | b'\'' | b'`' | b'%')
}

/// Returns the range of a text without the whitespace and quotes around it.
pub(super) fn bare(text: &[u8]) -> Range<usize> {
    let before = prefix_len(text, is_around);
    before..(text.len() - suffix_len(text, is_around)).max(before)
}

/// Returns the same range without a leading `Bearer`.
pub(super) fn trim(text: &[u8]) -> Range<usize> {
    let Range { mut start, end } = bare(text);
    let rest = text.get(start..end).unwrap_or_default();
    if let Some((word, rest)) = rest.split_at_checked(BEARER.len())
        && word.eq_ignore_ascii_case(BEARER)
        && rest.starts_with(b" ")
    {
        start += BEARER.len() + prefix_len(rest, is_around);
    }
    start..end
}

fn strip_blanks(text: &[u8]) -> &[u8] {
    let blanks = suffix_len(text, |byte| matches!(byte, b' ' | b'\t'));
    text.get(..text.len() - blanks).unwrap_or_default()
}

fn strip_bearer(text: &[u8]) -> Option<&[u8]> {
    let (rest, word) = text.split_at_checked(text.len().checked_sub(BEARER.len())?)?;
    word.eq_ignore_ascii_case(BEARER).then_some(rest)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bearer_is_read_backwards() {
        assert!(bearer(b"").is_none());
        assert!(bearer(b"Bearer").is_none());
        assert_eq!(bearer(b"Authorization: bearer ").unwrap().blanks, 1);
        assert_eq!(bearer(b"Bearer  ").unwrap().blanks_range(), 6..8);
        assert!(bearer(b"Bearer Bearer ").unwrap().twice);
        assert_eq!(glued(b"x: Bearer"), 6);
        assert_eq!(glued(b"https://host/"), 0);
    }
}
