//! The decoded JSON as a tree of its own texts, to lay it out without changing a character of a value.
//!
//! Nothing is parsed into a value and written again: digits, escapes, duplicates and their order stay
//! as they are in the token. Only the blanks between them are left out, since the layout has its own.
//! A text that breaks off has a tree too, with containers that are not closed. One that is not JSON in
//! any other way has none, and neither has one that is too deep or too long to be laid out; the page
//! shows their exact texts instead.

use std::ops::Range;

/// More values are not laid out: each takes an element or two of the page.
const VALUES_LIMIT: usize = 1000;

/// Deeper JSON is not laid out: each level narrows the lines.
const DEPTH_LIMIT: usize = 32;

/// A value with the texts that it is made of, as ranges of the whole.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Value {
    /// Its name with the quotation marks; `None` in a list and for the outermost value.
    pub name: Option<Range<usize>>,
    /// Where it begins.
    pub start: usize,
    /// What it is.
    pub content: Content,
    /// A comma follows it.
    pub has_comma: bool,
}

/// What a value is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Content {
    /// A text without others in it.
    Scalar(Scalar, Range<usize>),
    /// An object or a list.
    Container {
        /// Its opening bracket.
        open: char,
        /// The values in it.
        values: Vec<Value>,
        /// Its closing bracket, unless the text breaks off.
        close: Option<char>,
    },
}

/// What a scalar looks like.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Scalar {
    /// Begins with a quotation mark.
    String,
    /// Begins as a number.
    Number,
    /// `true`, `false`, `null`, or what replaces a hidden value.
    Word,
}

/// Returns the outermost value of a JSON text; `None` if it cannot be laid out.
pub fn layout(text: &str) -> Option<Value> {
    let mut layout = Layout { text, at: 0, values: 0 };
    let root = layout.value(None, 0)?;
    layout.blanks();
    layout.rest().is_empty().then_some(root)
}

struct Layout<'a> {
    text: &'a str,
    at: usize,
    values: usize,
}

impl<'a> Layout<'a> {
    fn rest(&self) -> &'a str {
        self.text.get(self.at..).unwrap_or_default()
    }

    fn blanks(&mut self) {
        let rest = self.rest();
        self.at += rest.len() - rest.trim_start_matches([' ', '\t', '\n', '\r']).len();
    }

    fn take(&mut self, character: char) -> bool {
        self.blanks();
        let found = self.rest().starts_with(character);
        self.at += if found { character.len_utf8() } else { 0 };
        found
    }

    fn value(&mut self, name: Option<Range<usize>>, depth: usize) -> Option<Value> {
        self.blanks();
        self.values += 1;
        if depth > DEPTH_LIMIT || self.values > VALUES_LIMIT {
            return None;
        }
        let start = self.at;
        let content = if self.take('{') {
            self.container(['{', '}'], depth)?
        } else if self.take('[') {
            self.container(['[', ']'], depth)?
        } else {
            self.scalar()?
        };
        Some(Value { name, start, content, has_comma: false })
    }

    fn container(&mut self, [open, closing]: [char; 2], depth: usize) -> Option<Content> {
        let mut values: Vec<Value> = Vec::new();
        let mut close = self.take(closing).then_some(closing);
        while close.is_none() && !self.is_over() {
            let name = if open == '{' { Some(self.name()?) } else { None };
            values.push(self.value(name, depth + 1)?);
            if self.take(',') {
                values.last_mut()?.has_comma = true;
            } else if self.take(closing) {
                close = Some(closing);
            } else if !self.is_over() {
                return None;
            }
        }
        Some(Content::Container { open, values, close })
    }

    fn is_over(&mut self) -> bool {
        self.blanks();
        self.rest().is_empty()
    }

    /// Reads a name and the colon behind it.
    fn name(&mut self) -> Option<Range<usize>> {
        match self.scalar()? {
            Content::Scalar(Scalar::String, range) if self.take(':') => Some(range),
            _ => None,
        }
    }

    /// Reads a string up to its end or the end of the text, or anything else up to the next mark.
    fn scalar(&mut self) -> Option<Content> {
        self.blanks();
        let rest = self.rest();
        let (kind, length) = match rest.chars().next()? {
            '"' => (Scalar::String, string_length(rest)),
            first => {
                let is_number = first == '-' || first.is_ascii_digit();
                let kind = if is_number { Scalar::Number } else { Scalar::Word };
                let end = |character| " \t\n\r,:\"{}[]".contains(character);
                (kind, rest.find(end).unwrap_or(rest.len()))
            }
        };
        let start = self.at;
        self.at += length;
        (length > 0).then_some(Content::Scalar(kind, start..self.at))
    }
}

/// Returns the length of the string at the beginning of a text, with its quotation marks.
fn string_length(text: &str) -> usize {
    let mut is_escaped = false;
    for (at, byte) in text.bytes().enumerate().skip(1) {
        match byte {
            _ if is_escaped => is_escaped = false,
            b'\\' => is_escaped = true,
            b'"' => return at + 1,
            _ => {}
        }
    }
    text.len()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Writes a value in one line, with its own texts.
    fn written(text: &str, value: &Value) -> String {
        let mut out = String::new();
        if let Some(name) = &value.name {
            out.push_str(text.get(name.clone()).unwrap());
            out.push(':');
        }
        match &value.content {
            Content::Scalar(_, range) => out.push_str(text.get(range.clone()).unwrap()),
            Content::Container { open, values, close } => {
                out.push(*open);
                out.extend(values.iter().map(|value| written(text, value)));
                out.extend(close);
            }
        }
        if value.has_comma {
            out.push(',');
        }
        out
    }

    #[track_caller]
    fn check(text: &str, expected: &str) {
        let value = layout(text).unwrap_or_else(|| panic!("no layout of {text}"));
        assert_eq!(written(text, &value), expected);
    }

    #[test]
    fn digits_escapes_duplicates_and_order_stay() {
        for text in [
            r#"{"exp":1.60e9,"exp":9007199254740993,"a":-0,"\u0061":"\/\"\\"}"#,
            r#"{"__proto__":[],"10":{},"2":[[],[1,null,true]],"":"é…"}"#,
            r#"{"hidden":…,"also":"…"}"#,
            "7",
            "\"\"",
        ] {
            check(text, text);
        }
    }

    #[test]
    fn only_blanks_between_the_texts_are_left_out() {
        check(
            "{ \"a b\" :\r\n\t[ 1 , \" 2\t\" ]\n, \"c\":{ } } ",
            "{\"a b\":[1,\" 2\t\"],\"c\":{}}",
        );
    }

    #[test]
    fn text_that_breaks_off_is_laid_out_up_to_its_end() {
        for text in ["{", "[1", "[1,", r#"{"a":{"b":["c"#, r#"{"a":1,"#, r#"{"a":"b\"#] {
            check(text, text);
        }
    }

    #[test]
    fn what_is_no_json_has_no_layout() {
        for text in
            ["", " ", "{]", "[1 2]", "{\"a\" 1}", "{a:1}", "{}x", "[}", "{\"a\":,}", "{\"a\"", "]"]
        {
            assert_eq!(layout(text), None, "{text}");
        }
    }

    #[test]
    fn very_deep_and_very_long_json_has_no_layout() {
        let deep = |depth: usize| "[".repeat(depth) + &"]".repeat(depth);
        assert!(layout(&deep(DEPTH_LIMIT)).is_some());
        assert_eq!(layout(&deep(100_000)), None);
        let long = |count: usize| format!("[{}]", vec!["1"; count].join(","));
        assert!(layout(&long(VALUES_LIMIT - 1)).is_some());
        assert_eq!(layout(&long(VALUES_LIMIT)), None);
    }

    #[test]
    fn scalars_are_told_apart() {
        let text = r#"["1",1,-1,true,…]"#;
        let Some(Value { content: Content::Container { values, .. }, .. }) = layout(text) else {
            panic!("no list")
        };
        let kinds = values.iter().map(|value| match &value.content {
            Content::Scalar(kind, _) => *kind,
            Content::Container { .. } => panic!("no scalar"),
        });
        use Scalar::{Number, String, Word};
        assert_eq!(kinds.collect::<Vec<_>>(), [String, Number, Number, Word, Word]);
    }
}
