//! Tokens inside a token (RFC 7519 §5.2): found, and robbed of their signatures, before anything of
//! the text is kept.

use std::ops::Range;

use crate::origin::{Origin, Pieces};
use crate::search::{contains, leading};

use super::base64url::{decode_prefix, is_character};

/// A shorter piece cannot log anybody in: the shortest HMAC signature has 43 characters.
const SHORTEST_SIGNATURE: usize = 16;

/// A token that is base64-encoded once more is longer.
const SHORTEST_WRAPPED: usize = 64;

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

/// Replaces the signature of every JWS in a JSON text by `…`; none where there is none. What a
/// carrier does to a token does not hide it: escapes, `%2E`, blanks and line breaks inside it, a
/// front that is cut off, another token glued to it, one more layer of base64.
pub(crate) fn redact(text: &str) -> Option<Redacted> {
    let signatures = match unescaped(text) {
        None => signatures(text.as_bytes()),
        Some((view, pieces)) => {
            let origin = Origin::default().pieces(pieces);
            let mut signatures = signatures(&view);
            for range in &mut signatures {
                *range = origin.hull(range.clone());
            }
            signatures
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

/// Where the signatures stand. In one string, once an object begins that is base64url-encoded, and
/// dots follow, every long run of characters that begins no other object is one, or a piece of one.
fn signatures(bytes: &[u8]) -> Vec<Range<usize>> {
    let mut signatures = Vec::new();
    let (mut object, mut dotted) = (false, false);
    let mut at = 0;
    while let Some(&byte) = bytes.get(at) {
        let run = run_at(bytes, at);
        match byte {
            b'"' => (object, dotted) = (false, false),
            b'.' => dotted = object,
            _ => {}
        }
        if is_wrapped_token(run) {
            signatures.push(at..at + run.len());
        } else if let Some(begin) = object_in(run) {
            // A signature that another token is glued to.
            if dotted && begin >= SHORTEST_SIGNATURE {
                signatures.push(at..at + begin);
            }
            object = true;
        } else if dotted && run.len() >= SHORTEST_SIGNATURE {
            signatures.push(at..at + run.len());
        }
        at += run.len().max(1);
    }
    signatures
}

/// The text with `\uXXXX`, `\/` and `%2E` undone as far as they are ASCII, however often the
/// backslash is itself escaped; none where there are none.
fn unescaped(text: &str) -> Option<(Vec<u8>, Pieces)> {
    if !(contains(text, "\\u") || contains(text, "\\/") || contains(text, "%")) {
        return None;
    }
    let bytes = text.as_bytes();
    let mut view = Vec::with_capacity(bytes.len());
    let mut pieces = Pieces::default();
    let mut at = 0;
    while let Some(&byte) = bytes.get(at) {
        let (byte, length) = match byte {
            b'\\' => escape(bytes.get(at..).unwrap_or_default()),
            b'%' => percent(bytes.get(at..).unwrap_or_default()),
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
    let slashes = leading(rest, |byte| byte == b'\\');
    match rest.get(slashes..) {
        Some([b'/', ..]) => (b'/', slashes + 1),
        Some([b'u', a, b, c, d, ..]) => match hex([a, b, c, d]) {
            Some(byte) => (byte, slashes + 5),
            None => (b'\\', slashes),
        },
        _ => (b'\\', slashes),
    }
}

/// What the percent sign at the start of `rest` stands for, and its length.
fn percent(rest: &[u8]) -> (u8, usize) {
    match rest {
        [_, a, b, ..] => match hex([a, b]) {
            Some(byte) => (byte, 3),
            None => (b'%', 1),
        },
        _ => (b'%', 1),
    }
}

/// The ASCII character of this number.
fn hex<const N: usize>(digits: [&u8; N]) -> Option<u8> {
    let number = digits
        .iter()
        .try_fold(0, |number, &&digit| Some(number * 16 + char::from(digit).to_digit(16)?))?;
    u8::try_from(number).ok().filter(u8::is_ascii)
}

impl Redacted {
    fn keep(&mut self, text: &str, range: Range<usize>) {
        self.text.push_str(text.get(range.clone()).unwrap_or_default());
        self.pieces.push(range.len(), range);
    }
}

/// The base64 characters from `at` on.
fn run_at(bytes: &[u8], at: usize) -> &[u8] {
    let rest = bytes.get(at..).unwrap_or_default();
    let length = rest.iter().take_while(|&&byte| is_character(byte) || byte == b'=').count();
    rest.get(..length).unwrap_or_default()
}

/// Where in a run a JSON object begins, base64url-encoded: at its start or, where something is
/// glued to it, at the first plain one inside.
fn object_in(run: &[u8]) -> Option<usize> {
    // A brace, perhaps behind blanks, begins with one of these.
    let first = matches!(run, [b'e' | b'I' | b'C' | b'D', ..]);
    if first && decode_prefix(run, 16).trim_ascii_start().starts_with(b"{") {
        return Some(0);
    }
    for (at, start) in run.windows(2).enumerate() {
        if matches!(start, [b'e', b'y' | b'w']) {
            let decoded = decode_prefix(run.get(at..).unwrap_or_default(), 16);
            let inner = decoded.strip_prefix(b"{").unwrap_or_default().trim_ascii_start();
            if inner.starts_with(b"\"") && inner.is_ascii() {
                return Some(at);
            }
        }
    }
    None
}

/// The run is a whole token, base64-encoded once more.
fn is_wrapped_token(run: &[u8]) -> bool {
    run.len() >= SHORTEST_WRAPPED && {
        let decoded = decode_prefix(run, run.len());
        let dots = decoded.iter().filter(|&&byte| byte == b'.').count();
        dots >= 2 && decoded.is_ascii() && object_in(run_at(&decoded, 0)).is_some()
    }
}

#[cfg(test)]
#[allow(clippy::string_slice, reason = "ASCII")]
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
        assert!(
            redact(r#"{"a":"eyJhIjoxfQ","b":"a-name-of-many-characters.of.a-host-somewhere"}"#)
                .is_none()
        );
    }

    #[test]
    fn of_what_is_wrapped_once_more_only_a_token_is_taken_out() {
        use base64::Engine;
        let wrapped = |text: &str| {
            let text = base64::engine::general_purpose::STANDARD.encode(text);
            redact(&format!(r#"{{"a":"{text}"}}"#)).map(|redacted| redacted.text)
        };
        let object = format!("eyJhbGciOiJIUzI1NiJ9{}", "A".repeat(60));
        assert_eq!(wrapped(&format!("{object}.e30.AAAA")).unwrap(), r#"{"a":"…"}"#);
        assert_eq!(wrapped(&object), None);
        assert_eq!(wrapped(&format!("{object}.e30")), None);
        assert_eq!(wrapped(&"host.domain.example/".repeat(5)), None);
    }

    #[test]
    fn whatever_a_carrier_did_to_it() {
        let signature = "s".repeat(43);
        let (header, payload) = ("eyJhbGciOiJIUzI1NiJ9", "eyJpc3MiOiJ4In0");
        let whole = format!("{header}.{payload}.{signature}");
        for hidden in [
            format!("{whole}{whole}"),
            whole.replace('.', "%2E"),
            whole.replace('.', " . "),
            format!("GciOiJIUzI1NiJ9.{payload}.{signature}"),
            format!("{payload}.{signature}"),
            format!("{header}.{payload}.{}\\n{}", &signature[..20], &signature[20..]),
            format!("{header}.{payload}.{}\u{200b}{}", &signature[..20], &signature[20..]),
            format!("{}\n{}.{payload}.{signature}", &header[..8], &header[8..]),
        ] {
            let text = redact(&format!(r#"{{"a":"{hidden}","b":"{signature}"}}"#)).unwrap().text;
            let (first, rest) = text.split_once(r#"","b":"#).unwrap();
            assert!(!first.contains(&signature[..16]), "{first}");
            assert_eq!(rest, format!("\"{signature}\"}}"), "another string is its own");
        }
    }
}
