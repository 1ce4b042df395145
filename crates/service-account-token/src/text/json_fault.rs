//! Asks serde_json whether a text is JSON (RFC 8259) and where it fails, and works out what the grammar
//! demands there: serde_json says that only in a message.

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
    /// Something else is there than this.
    Syntax(Expected),
}

/// What the grammar of JSON demands at a place.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Expected {
    /// A value.
    Value,
    /// A member's name.
    Name,
    /// The colon after a member's name.
    Colon,
    /// A comma, or the brace that closes the object.
    CommaOrBrace,
    /// A comma, or the bracket that closes the array.
    CommaOrBracket,
    /// The rest of `true`, `false` or `null`.
    Literal,
    /// A digit of a number.
    Digit,
    /// An escape that JSON has.
    Escape,
    /// An escape in place of a control character.
    EscapedControl,
}

/// A byte order mark, which a parser may ignore (RFC 8259 §8.1).
pub(crate) const BYTE_ORDER_MARK: &str = "\u{feff}";

/// Returns the first fault of the text, if it is not JSON. `IgnoredAny` accepts large numbers and lone
/// surrogates, and does not recurse.
pub(crate) fn find(text: &str) -> Option<Fault> {
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
    Some(syntax(text, offset_of(text, &error)))
}

/// Returns the offset of serde_json's line and column: both count bytes that it has read, from 1, so that
/// column 0 is the line feed before.
fn offset_of(text: &str, error: &serde_json::Error) -> usize {
    let line_start = match error.line().checked_sub(2) {
        None => 0,
        Some(skip) => text.match_indices('\n').nth(skip).map_or(0, |(at, _)| at + 1),
    };
    let mut offset = (line_start + error.column()).saturating_sub(1).min(text.len());
    while !text.is_char_boundary(offset) {
        offset -= 1;
    }
    offset
}

/// Returns the fault of a text at or right behind this byte: serde_json reports a control character in a
/// string, and the end of a number that lacks a digit, one byte early.
fn syntax(text: &str, offset: usize) -> Fault {
    let (beginning, rest) = text.split_at(offset);
    let mut open = Vec::new();
    let mut state = State::Value;
    for byte in beginning.bytes() {
        state = state.after(byte, &mut open);
    }
    if let [found, next, ..] = *rest.as_bytes()
        && next.is_ascii_control()
        && state.is_in_string_after(found)
    {
        let reason = FaultReason::Syntax(Expected::EscapedControl);
        return Fault { offset: offset + 1, reason };
    }
    if let [found] = *rest.as_bytes()
        && matches!(state.after(found, &mut open.clone()), State::Minus | State::Digit)
        && state.allows_number(found)
    {
        return Fault { offset: text.len(), reason: FaultReason::Ends };
    }
    let expected = state.expected(rest.bytes().next(), open.last().copied());
    Fault { offset, reason: FaultReason::Syntax(expected) }
}

/// An open bracket.
#[derive(Clone, Copy)]
enum Bracket {
    Curly,
    Square,
}

/// Where in the grammar a text stands. It is only asked about texts that serde_json could read so far.
#[derive(Clone, Copy)]
enum State {
    /// Before a value.
    Value,
    /// Before the first element of an array, or its end.
    FirstElement,
    /// Before a member's name, or the end of an object.
    Name,
    /// After a member's name.
    Colon,
    /// After a value.
    End,
    /// Inside a string.
    String { is_name: bool },
    /// After a backslash in a string.
    Escape { is_name: bool },
    /// Before so many hexadecimal digits of an escape.
    Hexadecimal { digits: u8, is_name: bool },
    /// Before this rest of a literal.
    Literal(&'static [u8]),
    /// After the minus sign of a number.
    Minus,
    /// After the point or the `e` of a number, before a digit.
    Digit,
    /// After a zero at the beginning of a number.
    Zero,
    /// In a number that could end here.
    Number,
}

impl State {
    /// Returns what belongs here, where this byte was found instead.
    fn expected(self, found: Option<u8>, open: Option<Bracket>) -> Expected {
        match self {
            Self::Value | Self::FirstElement => Expected::Value,
            Self::Name => Expected::Name,
            Self::Colon => Expected::Colon,
            Self::Literal(_) => Expected::Literal,
            Self::Escape { .. } | Self::Hexadecimal { .. } => Expected::Escape,
            Self::String { .. } => Expected::EscapedControl,
            Self::Minus | Self::Digit => Expected::Digit,
            Self::Zero if found.is_some_and(|byte| byte.is_ascii_digit()) => Expected::Digit,
            Self::Zero | Self::Number | Self::End => match open {
                Some(Bracket::Square) => Expected::CommaOrBracket,
                _ => Expected::CommaOrBrace,
            },
        }
    }

    /// Returns true if this byte is in order here, and leads into a string or goes on with one.
    fn is_in_string_after(self, byte: u8) -> bool {
        match self {
            Self::Value | Self::FirstElement | Self::Name => byte == b'"',
            Self::String { .. } => !matches!(byte, b'"' | b'\\'),
            Self::Escape { .. } => {
                matches!(byte, b'"' | b'\\' | b'/' | b'b' | b'f' | b'n' | b'r' | b't')
            }
            Self::Hexadecimal { digits, .. } => digits == 1 && byte.is_ascii_hexdigit(),
            _ => false,
        }
    }

    /// Returns true if this byte is in order here, and a number goes on with it.
    fn allows_number(self, byte: u8) -> bool {
        match self {
            Self::Value | Self::FirstElement => byte == b'-',
            Self::Zero | Self::Number => matches!(byte, b'.' | b'e' | b'E'),
            Self::Digit => matches!(byte, b'+' | b'-'),
            _ => false,
        }
    }

    fn after(self, byte: u8, open: &mut Vec<Bracket>) -> Self {
        match (self, byte) {
            (Self::String { is_name: true }, b'"') => Self::Colon,
            (Self::String { is_name: false }, b'"') => Self::End,
            (Self::String { is_name }, b'\\') => Self::Escape { is_name },
            (Self::String { .. }, _) => self,
            (Self::Escape { is_name }, b'u') => Self::Hexadecimal { digits: 4, is_name },
            (Self::Hexadecimal { digits: digits @ 2.., is_name }, _) => {
                Self::Hexadecimal { digits: digits - 1, is_name }
            }
            (Self::Escape { is_name } | Self::Hexadecimal { is_name, .. }, _) => {
                Self::String { is_name }
            }
            (Self::Literal([_]), _) => Self::End,
            (Self::Literal([_, rest @ ..]), _) => Self::Literal(rest),
            (Self::Minus, b'0') => Self::Zero,
            (Self::Zero | Self::Number, b'.' | b'e' | b'E') => Self::Digit,
            (Self::Digit, b'+' | b'-') => Self::Digit,
            (Self::Minus | Self::Digit | Self::Number, b'0'..=b'9') => Self::Number,
            (_, b' ' | b'\t' | b'\n' | b'\r') => match self {
                Self::Zero | Self::Number => Self::End,
                _ => self,
            },
            (Self::Name, b'"') => Self::String { is_name: true },
            (Self::Colon, b':') => Self::Value,
            (_, b'}' | b']') => {
                open.pop();
                Self::End
            }
            (_, b',') => match open.last() {
                Some(Bracket::Curly) => Self::Name,
                _ => Self::Value,
            },
            _ => Self::of_value(byte, open),
        }
    }

    /// Returns the state after the first byte of a value.
    fn of_value(byte: u8, open: &mut Vec<Bracket>) -> Self {
        match byte {
            b'{' => {
                open.push(Bracket::Curly);
                Self::Name
            }
            b'[' => {
                open.push(Bracket::Square);
                Self::FirstElement
            }
            b'"' => Self::String { is_name: false },
            b't' => Self::Literal(b"rue"),
            b'f' => Self::Literal(b"alse"),
            b'n' => Self::Literal(b"ull"),
            b'-' => Self::Minus,
            b'0' => Self::Zero,
            b'1'..=b'9' => Self::Number,
            _ => Self::End,
        }
    }
}
