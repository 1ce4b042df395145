//! Checks whether the JSON is written as kube-apiserver and kube-controller-manager write it. Their
//! go-jose serializes maps: members sorted by name, no whitespace, Go's escapes
//! (kubernetes/kubernetes pkg/serviceaccount/jwt.go; go-jose json/encode.go).

use std::ops::Range;

use super::super::cut::is_cut;
use crate::facts::findings::{Difference, Finding, JsonFinding};
use crate::facts::reading::Reading;
use crate::facts::variant::Variant;
use crate::facts::vocabulary::Signer;
use crate::jose::json::{Json, NodeId};
use crate::jose::{Format, PartName};

pub(super) fn written(reading: &Reading<'_>, variant: &Variant, found: &mut Vec<Finding>) {
    // Whatever decoded the claims wrote them in its own way.
    if reading.jose.format == Some(Format::Decoded) {
        return;
    }
    // Another signer receives the payload as is, but writes the header in its own way.
    if !matches!(variant.signer, Signer::External | Signer::Provider) {
        part(PartName::Header, &reading.jose.header, found);
    }
    part(PartName::Payload, &reading.jose.payload, found);
}

fn part(part: PartName, json: &Json, found: &mut Vec<Finding>) {
    if is_cut(json) {
        return;
    }
    let mut scan = Scan::default();
    scan.run(json.text());
    let order =
        out_of_order(json).map(|(node, name)| Difference::Order { node, name: name.to_owned() });
    let escape = scan.escape.map(|range| {
        let text = json.text().get(range.clone()).unwrap_or_default().to_owned();
        Difference::Escape { range, text }
    });
    let blank = scan.blank.map(|at| Difference::Blank { at });
    for difference in [blank, order, escape].into_iter().flatten() {
        found.push(JsonFinding::NotCanonical { part, difference }.into());
    }
}

/// Returns the first member that sorts before its predecessor.
fn out_of_order(json: &Json) -> Option<(NodeId, &str)> {
    let mut last: Vec<&str> = json.notes();
    for (node, member) in json.members() {
        let (Some(parent), Some(name)) = (member.parent, member.name.as_deref()) else { continue };
        let before = last.get_mut(parent.index())?;
        if *before > name {
            return Some((node, name));
        }
        *before = name;
    }
    None
}

/// The first whitespace outside strings, and the first escape in a string that Go would not write.
#[derive(Default)]
struct Scan {
    blank: Option<usize>,
    escape: Option<Range<usize>>,
}

impl Scan {
    fn run(&mut self, text: &str) {
        let mut in_string = false;
        let mut characters = text.char_indices();
        while let Some((at, character)) = characters.next() {
            match character {
                '"' => in_string = !in_string,
                ' ' | '\t' | '\r' | '\n' if !in_string => {
                    self.blank.get_or_insert(at);
                }
                '\\' => {
                    let escaped = characters.next().map(|(_, escaped)| escaped);
                    let digits = characters.as_str().get(..4);
                    if !go_writes(escaped, digits) {
                        let end = if escaped == Some('u') { at + 6 } else { at + 2 };
                        self.escape.get_or_insert_with(|| at..end.min(text.len()));
                    }
                }
                // Go escapes these for HTML and JavaScript.
                '<' | '>' | '&' | '\u{2028}' | '\u{2029}' => {
                    self.escape.get_or_insert_with(|| at..at + character.len_utf8());
                }
                _ => {}
            }
        }
    }
}

/// Returns true if Go writes this escape: `\"`, `\\`, `\n`, `\r`, `\t`; since Go 1.22 also `\b` and
/// `\f`; and `\u` with lower-case digits for other control characters, for characters that HTML or
/// JavaScript would misread, and for invalid UTF-8.
fn go_writes(escaped: Option<char>, digits: Option<&str>) -> bool {
    match escaped {
        Some('"' | '\\' | 'n' | 'r' | 't' | 'b' | 'f') => true,
        Some('u') => digits.is_some_and(|digits| {
            let control = u32::from_str_radix(digits, 16)
                .is_ok_and(|code| code < 0x20 && !matches!(code, 0x9 | 0xa | 0xd));
            let lower = !digits.bytes().any(|byte| byte.is_ascii_uppercase());
            lower
                && (control
                    || matches!(digits, "003c" | "003e" | "0026" | "2028" | "2029" | "fffd"))
        }),
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, expected: &[Difference]) {
        let mut found = Vec::new();
        part(PartName::Payload, &Json::read(text.to_owned()), &mut found);
        let expected: Vec<Finding> = expected
            .iter()
            .cloned()
            .map(|difference| {
                JsonFinding::NotCanonical { part: PartName::Payload, difference }.into()
            })
            .collect();
        assert_eq!(found, expected, "{text}");
    }

    #[test]
    fn output_of_go_is_canonical() {
        check(r#"{"aud":["a\u0026b"],"b":{"c":"é\u0001\n","d":[{"x":1},{"a":1}]}}"#, &[]);
        check("{}", &[]);
    }

    #[test]
    fn each_difference_is_reported_once() {
        check("{ \"a\": 1 }", &[Difference::Blank { at: 1 }]);
        let json = Json::read(r#"{"b":1,"a":2,"A":3}"#.to_owned());
        let node = json.member(json.object().unwrap(), "a").unwrap();
        check(json.text(), &[Difference::Order { node, name: "a".to_owned() }]);
        for (text, range, written) in [
            (r#"{"a":"x&y"}"#, 7..8, "&"),
            (r#"{"a":"x\/y"}"#, 7..9, "\\/"),
            (r#"{"a":"\u0061"}"#, 6..12, "\\u0061"),
            (r#"{"a":"\u003C"}"#, 6..12, "\\u003C"),
        ] {
            check(text, &[Difference::Escape { range, text: written.to_owned() }]);
        }
    }
}
