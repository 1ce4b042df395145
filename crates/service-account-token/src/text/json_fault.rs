//! Asks serde_json whether a text is JSON (RFC 8259), and where it fails.

use serde::de::{Deserialize, IgnoredAny};

/// The place and the reason why a text is not JSON.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Fault {
    /// The byte at which parsing failed.
    pub(crate) offset: usize,
    /// Why.
    pub(crate) reason: FaultReason,
}

/// Why a text is not JSON.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum FaultReason {
    /// It ends too early.
    Ends,
    /// Something follows the value.
    Trailing,
    /// Something else is there than this, which serde_json expected.
    Syntax(&'static str),
}

/// A byte order mark, which a parser may ignore (RFC 8259 §8.1).
pub(crate) const BYTE_ORDER_MARK: &str = "\u{feff}";

/// Returns the first fault of the text, if it is not JSON. `IgnoredAny` accepts large numbers and lone
/// surrogates, and does not recurse.
pub(super) fn find(text: &str) -> Option<Fault> {
    if let Some(rest) = text.strip_prefix(BYTE_ORDER_MARK) {
        let mut fault = find(rest)?;
        fault.offset += BYTE_ORDER_MARK.len();
        return Some(fault);
    }
    let mut reader = serde_json::Deserializer::from_str(text);
    let error = match IgnoredAny::deserialize(&mut reader) {
        Err(error) => error,
        Ok(IgnoredAny) => match reader.end() {
            Ok(()) => return None,
            Err(error) => {
                let offset = offset_of(text, &error);
                return Some(Fault { offset, reason: FaultReason::Trailing });
            }
        },
    };
    if error.is_eof() {
        return Some(Fault { offset: text.len(), reason: FaultReason::Ends });
    }
    Some(Fault { offset: offset_of(text, &error), reason: FaultReason::Syntax(expected(&error)) })
}

/// Returns the offset of serde_json's line and column, which both count from 1, in bytes.
fn offset_of(text: &str, error: &serde_json::Error) -> usize {
    let line_start = match error.line().checked_sub(2) {
        None => 0,
        Some(skip) => text.match_indices('\n').nth(skip).map_or(0, |(at, _)| at + 1),
    };
    let offset = line_start + error.column().saturating_sub(1);
    let mut offset = offset.min(text.len());
    while !text.is_char_boundary(offset) {
        offset -= 1;
    }
    offset
}

/// Returns what serde_json expected, in our words.
fn expected(error: &serde_json::Error) -> &'static str {
    let message = error.to_string();
    let known = [
        ("expected `:`", "a colon after the member's name"),
        ("expected `,` or `}`", "a comma or a closing brace"),
        ("expected `,` or `]`", "a comma or a closing bracket"),
        ("expected ident", "`true`, `false` or `null`"),
        ("expected value", "a value"),
        ("invalid escape", "a legal escape after the backslash"),
        ("invalid number", "a number"),
        ("number out of range", "a number"),
        ("invalid unicode code point", "four hexadecimal digits after `\\u`"),
        ("control character", "an escaped control character"),
        ("key must be a string", "a member's name in double quotes"),
        ("trailing comma", "a value after the comma"),
        ("unexpected end of hex escape", "the second half of a surrogate pair"),
    ];
    known
        .iter()
        .find(|(start, _)| message.starts_with(start))
        .map_or("something else", |&(_, words)| words)
}
