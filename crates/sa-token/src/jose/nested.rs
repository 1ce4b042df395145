//! Tokens inside a token (RFC 7519 §5.2): found, and robbed of their signatures, before anything of
//! the text is kept.

use std::ops::Range;

use crate::origin::{Origin, Pieces};
use crate::search::contains;

use super::base64url::{decode_prefix, is_character};

/// A shorter third part cannot log anybody in: the shortest HMAC signature has 43 characters.
const SHORTEST_SIGNATURE: usize = 16;

/// What stands for a signature that was taken out.
pub(crate) const REMOVED: &str = "…";

/// A text whose nested signatures were taken out.
#[derive(Debug)]
pub(crate) struct Redacted {
    pub(crate) text: String,
    /// From the redacted text to the one before.
    pub(crate) pieces: Pieces,
    /// Where the first mark stands in the redacted text.
    pub(crate) first: Range<usize>,
}

/// Replaces the third part of every compact JWS in a JSON text by `…`; none where there is none.
/// A dot written as `\u002e` is a dot.
pub(crate) fn redact(text: &str) -> Option<Redacted> {
    let signatures = match unescaped(text) {
        None => signatures(text.as_bytes()),
        Some((view, pieces)) => {
            let origin = Origin::default().pieces(pieces);
            signatures(&view).into_iter().map(|range| origin.hull(range)).collect()
        }
    };
    let first = signatures.first()?.start;
    let mut redacted = Redacted {
        text: String::new(),
        pieces: Pieces::default(),
        first: first..first + REMOVED.len(),
    };
    let mut kept = 0;
    for signature in signatures {
        redacted.keep(text, kept..signature.start);
        redacted.text.push_str(REMOVED);
        redacted.pieces.push(REMOVED.len(), signature.clone());
        kept = signature.end;
    }
    redacted.keep(text, kept..text.len());
    Some(redacted)
}

/// Where the signatures stand.
fn signatures(bytes: &[u8]) -> Vec<Range<usize>> {
    let mut signatures = Vec::new();
    let mut at = 0;
    while at < bytes.len() {
        let run = run_length(bytes, at);
        if let Some(signature) = signature_in(bytes, at, run) {
            at = signature.end;
            signatures.push(signature);
        } else {
            at += run.max(1);
        }
    }
    signatures
}

/// The text with `\uXXXX` and `\/` undone as far as they are ASCII, however often the backslash is
/// itself escaped; none where there are none.
fn unescaped(text: &str) -> Option<(Vec<u8>, Pieces)> {
    if !(contains(text, "\\u") || contains(text, "\\/")) {
        return None;
    }
    let bytes = text.as_bytes();
    let mut view = Vec::with_capacity(bytes.len());
    let mut pieces = Pieces::default();
    let mut at = 0;
    while let Some(&byte) = bytes.get(at) {
        let (byte, length) = match byte {
            b'\\' => escape(bytes.get(at..).unwrap_or_default()),
            _ => (byte, 1),
        };
        view.push(byte);
        pieces.push(1, at..at + length);
        at += length;
    }
    Some((view, pieces))
}

/// What the escape at the start of `rest` stands for, and its length.
fn escape(rest: &[u8]) -> (u8, usize) {
    let slashes = rest.iter().take_while(|&&byte| byte == b'\\').count();
    match rest.get(slashes..) {
        Some([b'/', ..]) => (b'/', slashes + 1),
        Some([b'u', a, b, c, d, ..]) => {
            let hex = [a, b, c, d]
                .iter()
                .try_fold(0, |number, &&digit| Some(number * 16 + char::from(digit).to_digit(16)?));
            match hex.map(u8::try_from) {
                Some(Ok(byte)) if byte.is_ascii() => (byte, slashes + 5),
                _ => (b'\\', slashes),
            }
        }
        _ => (b'\\', slashes),
    }
}

impl Redacted {
    fn keep(&mut self, text: &str, range: Range<usize>) {
        self.text.push_str(text.get(range.clone()).unwrap_or_default());
        self.pieces.push(range.len(), range);
    }
}

/// The third part of a JWS whose first part begins somewhere in the run at `at`.
fn signature_in(bytes: &[u8], at: usize, run: usize) -> Option<Range<usize>> {
    let header_end = at + run;
    let payload_end = after_dot(bytes, header_end)?;
    let start = payload_end + 1;
    let end = after_dot(bytes, payload_end)?;
    let header = bytes.get(at..header_end)?;
    (end - start >= SHORTEST_SIGNATURE && begins_object(header)).then_some(start..end)
}

/// Where the run behind the dot at `dot` ends; none where there is no dot.
fn after_dot(bytes: &[u8], dot: usize) -> Option<usize> {
    (bytes.get(dot) == Some(&b'.')).then(|| dot + 1 + run_length(bytes, dot + 1))
}

fn run_length(bytes: &[u8], at: usize) -> usize {
    let rest = bytes.get(at..).unwrap_or_default();
    rest.iter().take_while(|&&byte| is_character(byte) || byte == b'=').count()
}

/// Whether a JSON object, base64url-encoded, begins in the run: at its start, or, where text is
/// glued to it, at an `e` inside.
fn begins_object(run: &[u8]) -> bool {
    let inside = run
        .windows(3)
        .any(|start| matches!(start, b"eyJ" | b"eyA" | b"ewo" | b"ew0" | b"ewk" | b"ewA"));
    inside || decode_prefix(run, 16).trim_ascii_start().starts_with(b"{")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_third_part_is_taken_out_and_nothing_else() {
        let signature = "s".repeat(43);
        let text = format!(r#"{{"id":"eyJhbGciOiJIUzI1NiJ9.e30.{signature}","a.b.c":1}}"#);
        let redacted = redact(&text).unwrap();
        assert_eq!(redacted.text, r#"{"id":"eyJhbGciOiJIUzI1NiJ9.e30.…","a.b.c":1}"#);
        assert_eq!(redacted.text.get(redacted.first), Some(REMOVED));
        let escaped = format!(r#"{{"id":"eyJhbGciOiJIUzI1NiJ9\u002ee30\u002E{signature}"}}"#);
        let text = redact(&escaped).unwrap().text;
        assert_eq!(text, r#"{"id":"eyJhbGciOiJIUzI1NiJ9\u002ee30\u002E…"}"#);
        assert!(redact(r#"{"host":"kubernetes.default.svc.cluster.local"}"#).is_none());
    }
}
