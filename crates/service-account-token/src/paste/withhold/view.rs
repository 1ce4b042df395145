//! Undoes escapes before credentials are recognized: JSON and shell escapes, percent-encoding, HTML
//! character references, full-width letters, dots of other scripts, and dots spelled out.
//!
//! Views serve only recognition and are never shown.

use crate::paste::limits::MAX_LAYERS;
use crate::text::escape::{code_point, read_escape};
use crate::text::unicode::is_zero_width;

/// Returns a text without escapes, undoing up to [`MAX_LAYERS`] layers of them.
pub(super) fn plain(text: &str) -> String {
    // Most values have no escapes.
    if text.is_ascii() && !text.contains(['\\', '%', '&', '(', '[', '{', '<', '=', ' ']) {
        return text.to_owned();
    }
    let mut plain = unescape(text);
    for _ in 1..MAX_LAYERS {
        let again = unescape(&plain);
        if again == plain {
            break;
        }
        plain = again;
    }
    for dot in ["dot", "Dot", "DOT", "."] {
        for (before, after) in [("[", "]"), ("(", ")"), ("{", "}"), ("<", ">"), (" ", " ")] {
            let written = format!("{before}{dot}{after}");
            if plain.contains(&written) {
                plain = plain.replace(&written, ".");
            }
        }
    }
    plain
}

/// Returns the base64 characters and dots of a plain text. Drops what may separate the pieces of
/// one token: quotes, whitespace, commas, `+` between quotes and the like. Each other character
/// becomes a space.
pub(super) fn squeezed(plain: &str) -> String {
    let mut squeezed = String::with_capacity(plain.len());
    let mut before = None;
    let mut rest = plain.chars();
    while let Some(c) = rest.next() {
        if c.is_whitespace() {
            continue;
        }
        let is_joint = matches!(c, '+' | '.' | '&' | ',')
            && before.is_some_and(is_quote)
            && rest.clone().find(|c| !c.is_whitespace()).is_some_and(is_quote);
        if c.is_ascii_alphanumeric() || matches!(c, '-' | '_' | '+' | '/' | '.') {
            squeezed.extend((!is_joint).then_some(c));
        } else if !(is_joint || is_quote(c) || matches!(c, '\\' | ',')) {
            squeezed.push(' ');
        }
        before = Some(c);
    }
    squeezed
}

fn is_quote(c: char) -> bool {
    matches!(c, '"' | '\'' | '`' | '‘' | '’' | '“' | '”')
}

/// Undoes one layer of every kind of escape.
fn unescape(text: &str) -> String {
    let mut plain = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(c) = rest.chars().next() {
        let (read, length) = match c {
            '\\' => match read_escape(rest) {
                Some((c, length)) => (Some(folded(c)), length),
                None => (None, 1),
            },
            '%' => percent(rest),
            '&' => reference(rest),
            // Quoted-printable.
            '=' if rest.starts_with("=2E") => (Some('.'), 3),
            _ => (Some(folded(c)), c.len_utf8()),
        };
        plain.extend(read.filter(|&c| !is_zero_width(c)));
        rest = rest.get(length.max(1)..).unwrap_or_default();
    }
    plain
}

fn percent(rest: &str) -> (Option<char>, usize) {
    if let Some(c) =
        rest.strip_prefix("%u").and_then(|rest| code_point(rest.as_bytes().get(..4)?, 16))
    {
        return (Some(folded(c)), 6);
    }
    match rest.get(1..3).and_then(|digits| code_point(digits.as_bytes(), 16)) {
        Some(c) if c.is_ascii() => (Some(c), 3),
        _ => (Some('%'), 1),
    }
}

/// The longest character reference that is read.
const LONGEST_REFERENCE: usize = 13;

fn reference(rest: &str) -> (Option<char>, usize) {
    let end = rest.bytes().take(LONGEST_REFERENCE).position(|byte| byte == b';');
    let Some(name) = end.and_then(|end| rest.get(1..end)) else { return (Some('&'), 1) };
    let hexadecimal = name.strip_prefix("#x").or_else(|| name.strip_prefix("#X"));
    let read = match name {
        "period" | "middot" | "centerdot" | "sdot" => Some('.'),
        "amp" => Some('&'),
        "quot" => Some('"'),
        "sol" => Some('/'),
        "plus" => Some('+'),
        "equals" => Some('='),
        "lowbar" => Some('_'),
        _ => match hexadecimal {
            Some(digits) => code_point(digits.as_bytes(), 16),
            None => name.strip_prefix('#').and_then(|digits| code_point(digits.as_bytes(), 10)),
        },
    };
    match read {
        Some(c) => (Some(folded(c)), name.len() + 2),
        None => (Some('&'), 1),
    }
}

/// Returns the ASCII character for a full-width form, and `.` for a dot of any script.
fn folded(c: char) -> char {
    match c {
        '\u{ff01}'..='\u{ff5e}' => char::from_u32(u32::from(c) - 0xfee0).unwrap_or(c),
        '·' | '•' | '․' | '。' | '｡' | '∙' | '⋅' | '・' | '･' | '﹒' | '‧' => '.',
        '‐' | '‑' | '–' | '—' | '−' | '﹣' => '-',
        _ => c,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_way_to_write_a_dot_is_one() {
        for dot in [
            ".",
            "%2E",
            "%2e",
            "%252E",
            "%25252e",
            "\\u002e",
            "\\\\u002e",
            "\\x2e",
            "&#46;",
            "&#x2E;",
            "&period;",
            "&amp;#46;",
            "&#x0000002e;",
            "&middot;",
            "%u002E",
            "=2E",
            "\\056",
            "\\u{2e}",
            "\\U0000002e",
            "<.>",
            "(DOT)",
            " Dot ",
            "．",
            "·",
            "[.]",
            "(.)",
            "[dot]",
            " dot ",
            "\u{200b}.\u{200b}",
        ] {
            assert_eq!(plain(&format!("a{dot}b")), "a.b", "{dot}");
        }
    }

    #[test]
    fn what_joins_pieces_is_squeezed_out() {
        for text in
            ["\"ab\" + \"cd\"", "'ab'+'cd'", "ab\\\n cd", "ab\ncd", "\"ab\" . \"cd\"", "ab\\ncd"]
        {
            assert_eq!(squeezed(&plain(text)), "abcd", "{text}");
        }
        assert_eq!(squeezed("a+b/c"), "a+b/c");
    }

    #[test]
    fn broken_escapes_are_passed_over() {
        for text in ["\\u12", "\\", "%", "%2", "&#;", "&#xffffffff;", "\\ud800", "é\\é%é&é;"] {
            plain(text);
        }
    }
}
