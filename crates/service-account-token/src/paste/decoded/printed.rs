//! Finds decoded claims that a program printed as its language prints a map, and writes them as JSON: Go's
//! `map[iss:a sub:b]`, Java's `{iss=a, sub=b}`, Dart's `{iss: a, sub: b}` and C#'s `{ iss = a, sub = b }`.
//!
//! Strings have no quotes there, so a value with a bracket or a line break is not read: nobody could tell where
//! it ends. Only Auth0's library for Java puts them in quotes.

use super::writer::{OtherClaims, Writer, is_number};
use crate::text::bytes::prefix_len;
use crate::text::rfc3339;

/// How a language prints a map. All of them print a list in brackets.
struct Notation {
    /// What begins a map.
    map: &'static str,
    /// What ends it.
    end: char,
    /// What stands between a name and its value.
    assign: &'static str,
    /// What stands between two values.
    separator: &'static str,
}

const NOTATIONS: [Notation; 4] = [
    Notation { map: "map[", end: ']', assign: ":", separator: " " },
    Notation { map: "{", end: '}', assign: "=", separator: ", " },
    Notation { map: "{", end: '}', assign: ": ", separator: ", " },
    Notation { map: "{", end: '}', assign: " = ", separator: ", " },
];

/// The months as Java prints them.
const MONTHS: [&str; 12] =
    ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];

/// Finds all claims that a program printed as a map. It costs the length of the text: a bracket that is not
/// part of a map ends the attempt, and maps are nested a few levels deep.
pub(super) fn find(text: &str) -> Vec<OtherClaims> {
    NOTATIONS.iter().flat_map(|notation| find_in(text, notation)).collect()
}

fn find_in(text: &str, notation: &Notation) -> Vec<OtherClaims> {
    let mut found = Vec::new();
    if !text.contains(&format!("iss{}", notation.assign)) {
        return found;
    }
    let mut floor = 0;
    while let Some(at) = text.get(floor..).and_then(|rest| rest.find(notation.map)) {
        let start = floor + at;
        let mut reader = Reader { text, at: start, notation, writer: Writer::new(text, 0) };
        let is_read = reader.map().is_some();
        let end = reader.at;
        let json = Some(reader.writer).filter(|_| is_read).and_then(Writer::finish);
        floor = if json.is_some() { end } else { start + notation.map.len() };
        found.extend(json.map(|json| OtherClaims { span: start..end, json }));
    }
    found
}

/// Reads one outermost map.
struct Reader<'t> {
    text: &'t str,
    at: usize,
    notation: &'t Notation,
    writer: Writer<'t>,
}

impl<'t> Reader<'t> {
    fn rest(&self) -> &'t str {
        self.text.get(self.at..).unwrap_or_default()
    }

    /// Passes over this text. None if something else is here.
    fn take(&mut self, expected: &str) -> Option<()> {
        self.rest().starts_with(expected).then(|| self.at += expected.len())
    }

    /// Passes over the end of a map or a list, if it is here, and blanks before it.
    fn take_end(&mut self, end: char) -> bool {
        let rest = self.rest();
        let blanks = rest.len() - rest.trim_start_matches(' ').len();
        let is_end = rest.get(blanks..).is_some_and(|rest| rest.starts_with(end));
        if is_end {
            self.at += blanks + end.len_utf8();
        }
        is_end
    }

    fn map(&mut self) -> Option<()> {
        let Notation { map, end, assign, separator } = self.notation;
        let start = self.at;
        self.take(map)?;
        self.writer.open(true, start)?;
        self.at += prefix_len(self.rest().as_bytes(), |byte| byte == b' ');
        let mut is_first = true;
        while !self.take_end(*end) {
            if !std::mem::take(&mut is_first) {
                self.take(separator)?;
            }
            let span = self.at..self.at + name_len(self.rest());
            let name = self.text.get(span.clone()).filter(|name| !name.is_empty())?;
            self.at = span.end;
            self.take(assign)?;
            self.writer.name(name, span)?;
            self.value(*end)?;
        }
        self.writer.close(self.at - 1).map(drop)
    }

    fn list(&mut self) -> Option<()> {
        let start = self.at;
        self.take("[")?;
        self.writer.open(false, start)?;
        let mut is_first = true;
        while !self.take_end(']') {
            if !std::mem::take(&mut is_first) {
                self.take(self.notation.separator)?;
            }
            self.value(']')?;
        }
        self.writer.close(self.at - 1).map(drop)
    }

    /// Reads a value in a map or a list with this end.
    fn value(&mut self, end: char) -> Option<()> {
        let is_in_map = self.writer.expects_value_of_name();
        match self.rest() {
            rest if rest.starts_with(self.notation.map) => self.map(),
            rest if rest.starts_with('[') => self.list(),
            _ => self.scalar(end, is_in_map),
        }
    }

    fn scalar(&mut self, end: char, is_in_map: bool) -> Option<()> {
        let span = self.at..self.at + self.scalar_len(end, is_in_map)?;
        let content = self.text.get(span.clone())?.trim_end();
        let span = span.start..span.start + content.len();
        self.at = span.end;
        match content {
            "null" | "<nil>" => self.writer.literal("null", span),
            _ if let Some(inside) = unquoted(content) => {
                self.writer.text(inside, span.start + 1..span.end - 1)
            }
            _ if self.writer.expects_text() => self.writer.text(content, span),
            _ if self.writer.expects_time() && !is_number(content) => {
                self.writer.literal(&seconds(content)?.to_string(), span)
            }
            "true" | "false" => self.writer.literal(content, span),
            _ if is_number(content) => self.writer.literal(&whole(content), span),
            _ => self.writer.text(content, span),
        }
    }

    /// Returns where a value without quotes ends: before the next value, or the end of the map or list.
    fn scalar_len(&self, end: char, is_in_map: bool) -> Option<usize> {
        let Notation { assign, separator, .. } = self.notation;
        let rest = self.rest();
        for (at, character) in rest.char_indices() {
            match character {
                _ if character == end => return Some(at),
                '[' | ']' | '{' | '}' | '\n' => return None,
                ' ' | ',' => {
                    let Some(next) = rest.get(at..).and_then(|rest| rest.strip_prefix(separator))
                    else {
                        continue;
                    };
                    let after_name = next.get(name_len(next)..).unwrap_or_default();
                    if !is_in_map || after_name.starts_with(assign) {
                        return Some(at);
                    }
                }
                _ => {}
            }
        }
        None
    }
}

/// Returns the length of the name of a claim.
fn name_len(text: &str) -> usize {
    prefix_len(text.as_bytes(), |byte| {
        byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'.' | b'/' | b'-')
    })
}

/// Returns what is between quotes; none without quotes, or if something inside is escaped.
fn unquoted(content: &str) -> Option<&str> {
    let inside = content.strip_prefix('"')?.strip_suffix('"')?;
    (!inside.contains(['"', '\\'])).then_some(inside)
}

/// Returns the Unix seconds of a time that Java prints: Spring Security has an `Instant` for each time, such as
/// `2023-11-14T22:13:20Z`, and Nimbus a `Date`, such as `Tue Nov 14 22:13:20 UTC 2023`.
fn seconds(content: &str) -> Option<i64> {
    let words: Vec<&str> = content.split(' ').collect();
    let &[_, month, day, clock, "UTC" | "GMT", year] = words.as_slice() else {
        return rfc3339::parse(content);
    };
    let month = 1 + MONTHS.iter().position(|own| *own == month)?;
    rfc3339::parse(&format!("{year}-{month:02}-{day}T{clock}Z"))
}

/// Writes a whole number without an exponent: Go reads every number as a floating one, and prints times as
/// `1.7e+09`.
fn whole(number: &str) -> String {
    match number.parse::<f64>() {
        Ok(value) if number.contains('e') && value.fract() == 0.0 && value.abs() < 1e15 => {
            format!("{value:.0}")
        }
        _ => number.to_owned(),
    }
}
