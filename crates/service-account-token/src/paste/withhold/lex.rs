//! Splits a JSON text into its strings and everything between them, even if the text is broken.
//!
//! Unlike [`JsonText`](crate::text::json::JsonText), it reads past errors and to any depth. What it
//! calls a name or a value is correct for valid JSON, and a guess after an error.

use std::ops::Range;

use crate::text::escape::unescape_json;

use super::names::Meaning;

/// A string, or a run of other characters.
#[derive(Clone, Debug)]
pub(super) struct Piece<'t> {
    /// Its byte range in the text, without quotes.
    pub(super) span: Range<usize>,
    /// The text in that range.
    pub(super) source: &'t str,
    /// True if it is quoted, or if an unclosed quote precedes it.
    pub(super) quoted: bool,
    /// True if it is the name of a member.
    pub(super) is_name: bool,
    /// The name of the member whose value it is; none in an array.
    name: Option<usize>,
    /// The object or array around it, as an index into [`Lexed::containers`].
    pub(super) container: usize,
}

impl Piece<'_> {
    /// Returns its value, with JSON escapes decoded.
    pub(super) fn value(&self) -> String {
        if self.quoted { unescape_json(self.source).0 } else { self.source.to_owned() }
    }
}

/// An object or an array.
#[derive(Clone, Debug, Default)]
pub(super) struct Container {
    /// True for an array, false for an object.
    pub(super) is_array: bool,
    /// The object or array around it. The text itself is its own parent.
    pub(super) parent: usize,
    /// True if only the text itself encloses it.
    pub(super) is_root: bool,
    /// True if it has a member `kty`, which makes it a JSON Web Key (RFC 7517 §4).
    pub(super) is_key: bool,
    /// True if its name, or an enclosing container's name, says that it holds passwords.
    pub(super) is_secret: bool,
    /// True if Kubernetes writes everything in it: it is the claim `kubernetes.io` or is inside it.
    of_kubernetes: bool,
    /// The name of the member whose value it is, or whose value is the array around it.
    name: Option<usize>,
}

/// A text split into its pieces.
#[derive(Debug, Default)]
pub(super) struct Lexed<'t> {
    /// In text order.
    pub(super) pieces: Vec<Piece<'t>>,
    /// The first is the text itself, which encloses everything.
    pub(super) containers: Vec<Container>,
    /// The meaning of each member's name.
    names: Vec<Meaning>,
}

impl Lexed<'_> {
    /// Returns the meaning of the name that applies to a value: its own, or that of the array
    /// around it.
    pub(super) fn meaning_of(&self, piece: &Piece<'_>) -> Meaning {
        let around = self.containers.get(piece.container).filter(|around| around.is_array);
        let name = piece.name.or_else(|| around.and_then(|around| around.name));
        name.and_then(|name| self.names.get(name)).copied().unwrap_or_default()
    }

    /// Returns true if its name says that the value may look random: it gives nobody access.
    pub(super) fn is_public(&self, piece: &Piece<'_>) -> bool {
        if piece.is_name {
            return false;
        }
        let meaning = self.meaning_of(piece);
        let around = self.containers.get(piece.container);
        meaning.of_kubernetes
            || meaning.public
            || around.is_some_and(|around| {
                around.of_kubernetes || around.is_key && meaning.public_in_key
            })
    }
}

/// Reads a text to its end, in linear time.
pub(super) fn read(text: &str) -> Lexed<'_> {
    let root = Container { is_root: true, ..Container::default() };
    let lexed = Lexed { containers: vec![root], ..Lexed::default() };
    let mut lexer = Lexer { text, at: 0, stack: vec![0], pending: None, lexed };
    lexer.run();
    lexer.lexed
}

struct Lexer<'t> {
    text: &'t str,
    at: usize,
    /// The open containers. The text itself is never closed.
    stack: Vec<usize>,
    /// The name whose value comes next.
    pending: Option<usize>,
    lexed: Lexed<'t>,
}

impl<'t> Lexer<'t> {
    fn run(&mut self) {
        while let Some(&byte) = self.text.as_bytes().get(self.at) {
            match byte {
                b'"' => self.string(),
                b'{' | b'[' => self.open(byte == b'['),
                b'}' | b']' => self.close(),
                b',' => self.pending = None,
                b':' => {}
                _ if byte.is_ascii_whitespace() => {}
                _ => {
                    self.other();
                    continue;
                }
            }
            self.at += 1;
        }
    }

    fn top(&self) -> usize {
        self.stack.last().copied().unwrap_or_default()
    }

    fn around(&self) -> Container {
        self.lexed.containers.get(self.top()).cloned().unwrap_or_default()
    }

    fn open(&mut self, is_array: bool) {
        let around = self.around();
        let name = self.pending.take().or_else(|| around.name.filter(|_| around.is_array));
        let own = name.and_then(|name| self.lexed.names.get(name));
        let of_kubernetes = around.of_kubernetes || own.is_some_and(|own| own.of_kubernetes);
        let is_root = self.lexed.containers.len() == 1;
        let parent = self.top();
        let is_secret = around.is_secret || own.is_some_and(|own| own.certain);
        let container =
            Container { is_array, parent, is_root, is_key: false, is_secret, of_kubernetes, name };
        self.stack.push(self.lexed.containers.len());
        self.lexed.containers.push(container);
    }

    fn close(&mut self) {
        self.pending = None;
        if self.stack.len() > 1 {
            self.stack.pop();
        }
    }

    /// Reads a string and stops at its closing quote.
    fn string(&mut self) {
        let bytes = self.text.as_bytes();
        let start = self.at + 1;
        let mut end = start;
        while let Some(&byte) = bytes.get(end)
            && byte != b'"'
        {
            end += if byte == b'\\' { 2 } else { 1 };
        }
        let mut end = end.min(bytes.len());
        while !self.text.is_char_boundary(end) {
            end -= 1;
        }
        let rest = bytes.get(end + 1..).unwrap_or_default();
        let next = rest.iter().find(|byte| !byte.is_ascii_whitespace());
        let top = self.top();
        let in_object = self.lexed.containers.get(top).is_some_and(|around| !around.is_array);
        let is_name = in_object && next == Some(&b':') && self.pending.is_none();
        self.push(start..end, true, is_name);
        if is_name {
            let name = unescape_json(self.text.get(start..end).unwrap_or_default()).0;
            if let Some(container) = self.lexed.containers.get_mut(top) {
                container.is_key |= name == "kty";
            }
            self.pending = Some(self.lexed.names.len());
            self.lexed.names.push(Meaning::of(&name));
        } else {
            self.pending = None;
        }
        self.at = end;
    }

    /// Reads up to the next string or punctuation.
    fn other(&mut self) {
        let rest = self.text.get(self.at..).unwrap_or_default();
        let ends = |c: char| {
            c.is_ascii_whitespace() || matches!(c, '"' | '{' | '}' | '[' | ']' | ',' | ':')
        };
        let length = rest.find(ends).unwrap_or(rest.len()).max(1);
        self.push(self.at..self.at + length, false, false);
        self.pending = None;
        self.at += length;
    }

    fn push(&mut self, span: Range<usize>, quoted: bool, is_name: bool) {
        let Some(source) = self.text.get(span.clone()) else { return };
        let (name, container) = (self.pending, self.top());
        self.lexed.pieces.push(Piece { span, source, quoted, is_name, name, container });
    }
}
