//! JSON with spans (RFC 8259).
//!
//! serde_json decides what is JSON and where it fails. Our one linear pass over the text up to that
//! point keeps what a reader wants to see and `serde_json::Value` loses: the order, duplicates, the
//! exact text of numbers, the span of every value, and the members before a fault.

use std::ops::{Index, Range};

use super::escape::unescape_json;
use super::json_fault;
pub(crate) use super::json_fault::{
    BYTE_ORDER_MARK, Expected, Fault, FaultReason, find as find_fault,
};
use crate::text::code::text_enum;

text_enum! {
    /// The type of a JSON value.
    pub enum JsonType {
        /// A string.
        String = "string",
        /// A number.
        Number = "number",
        /// True or false.
        Boolean = "boolean",
        /// Null.
        Null = "null",
        /// An object.
        Object = "object",
        /// An array.
        Array = "array",
    }
}

/// The deepest level whose values are listed; the text keeps deeper ones. The deepest claim that any
/// known issuer writes is on the fifth level, and each level lengthens every pointer below it.
pub const MAX_DEPTH: usize = 256;

/// The most members of one text that are listed: nobody can read more, and the text keeps them all.
pub const MAX_MEMBERS: usize = 4096;

/// The most bytes that all pointers of one text may have together. With long names and deep nesting
/// they would otherwise grow with the square of the text.
pub(crate) const MAX_POINTER_BYTES: usize = 1 << 20;

/// The id of a value of one [`JsonText`], which alone makes them.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct NodeId(usize);

impl NodeId {
    /// Returns its place among all values of its text; that of the root is 0.
    pub(crate) fn index(self) -> usize {
        self.0
    }
}

/// One value and its span.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Node {
    /// The object or array that holds it; none for the root.
    pub(crate) parent: Option<NodeId>,
    /// The name of the member, unescaped; none in an array and for the root.
    pub(crate) name: Option<String>,
    /// The span of the name, with its quotes.
    pub(crate) name_span: Option<Range<usize>>,
    /// The JSON Pointer (RFC 6901).
    pub(crate) pointer: String,
    /// How many values before it have the same pointer.
    pub(crate) index: usize,
    /// The previous member of the same name in the same object.
    pub(crate) duplicate_of: Option<NodeId>,
    /// Its type.
    pub(crate) json_type: JsonType,
    /// Its bytes in the text. A value in which the text breaks off ends at the break.
    pub(crate) span: Range<usize>,
    /// False if the text breaks off in it.
    pub(crate) whole: bool,
    /// A string, unescaped.
    pub(crate) value: Option<String>,
    /// The name or the string has half of a surrogate pair (`\ud800`), which was read as U+FFFD.
    pub(crate) lone_surrogate: bool,
}

/// A JSON text with all its values, parents before children, in the order of the text.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct JsonText {
    text: String,
    nodes: Vec<Node>,
    /// Where and why the text is not JSON.
    pub(crate) fault: Option<Fault>,
    /// The offset of the first value below [`MAX_DEPTH`], if there is one.
    pub(crate) too_deep: Option<usize>,
    /// The offset of the first value that is not listed ([`MAX_MEMBERS`], [`MAX_POINTER_BYTES`]).
    pub(crate) too_many: Option<usize>,
}

impl JsonText {
    /// Reads any text.
    pub(crate) fn read(text: String) -> Self {
        let fault = json_fault::find(&text);
        let limit = fault.as_ref().map_or(text.len(), |fault| fault.offset);
        let mut walker = Walker::new(&text, limit);
        walker.walk();
        let Walker { nodes, too_deep, too_many, .. } = walker;
        Self { text, nodes, fault, too_deep, too_many }
    }

    /// Returns the id of the value with this index among [`Self::members`].
    pub(crate) fn member_at(&self, index: usize) -> NodeId {
        NodeId(index + 1)
    }

    /// Returns the whole text.
    pub(crate) fn text(&self) -> &str {
        &self.text
    }

    /// Returns the root, unless the text breaks off before it.
    pub(crate) fn root(&self) -> Option<NodeId> {
        self.nodes.first().map(|_| NodeId(0))
    }

    /// Returns the root if it is an object, whole or broken off.
    pub(crate) fn object(&self) -> Option<NodeId> {
        self.nodes.first().filter(|root| root.json_type == JsonType::Object).map(|_| NodeId(0))
    }

    /// Returns the whole text and every value, the root first.
    pub(crate) fn into_parts(self) -> (String, Vec<Node>) {
        (self.text, self.nodes)
    }

    /// Returns every value except the root.
    pub(crate) fn members(&self) -> impl DoubleEndedIterator<Item = (NodeId, &Node)> {
        self.nodes.iter().enumerate().skip(1).map(|(id, node)| (NodeId(id), node))
    }

    /// Returns a list with one default for each value, in the order of [`NodeId::index`].
    pub(crate) fn notes<T: Clone + Default>(&self) -> Vec<T> {
        vec![T::default(); self.nodes.len()]
    }

    /// Returns the members or elements of one value.
    pub(crate) fn children(&self, parent: NodeId) -> impl Iterator<Item = (NodeId, &Node)> {
        self.members().filter(move |(_, node)| node.parent == Some(parent))
    }

    /// Returns the member of exactly this name; of duplicates the last, as RFC 7519 §4 allows.
    pub(crate) fn member(&self, parent: NodeId, name: &str) -> Option<NodeId> {
        let named = |node: &Node| node.parent == Some(parent) && node.name.as_deref() == Some(name);
        self.nodes.iter().rposition(named).map(NodeId)
    }

    /// Returns the source of a value.
    pub(crate) fn source(&self, id: NodeId) -> &str {
        self.text.get(self[id].span.clone()).unwrap_or_default()
    }
}

impl Index<NodeId> for JsonText {
    type Output = Node;

    #[expect(clippy::indexing_slicing, reason = "a NodeId is only made for a node of this text")]
    fn index(&self, id: NodeId) -> &Node {
        &self.nodes[id.0]
    }
}

/// One open object or array.
struct Frame {
    /// None if it is not listed.
    node: Option<NodeId>,
    json_type: JsonType,
    next_element: usize,
}

/// The name of the next value: unescaped, its span, and whether it has a lone surrogate.
struct Name {
    text: String,
    span: Range<usize>,
    lone_surrogate: bool,
}

/// The linear pass. It trusts the text up to `limit`, which serde_json has accepted.
struct Walker<'t> {
    text: &'t str,
    position: usize,
    limit: usize,
    nodes: Vec<Node>,
    frames: Vec<Frame>,
    /// The last value of each pointer, sorted by pointer.
    seen: Vec<NodeId>,
    pointer_bytes: usize,
    too_deep: Option<usize>,
    too_many: Option<usize>,
}

impl<'t> Walker<'t> {
    fn new(text: &'t str, limit: usize) -> Self {
        Self {
            text,
            position: 0,
            limit,
            nodes: Vec::new(),
            frames: Vec::new(),
            seen: Vec::new(),
            pointer_bytes: 0,
            too_deep: None,
            too_many: None,
        }
    }

    fn peek(&self) -> Option<u8> {
        self.text.as_bytes().get(..self.limit)?.get(self.position).copied()
    }

    fn skip(&mut self, matches: impl Fn(u8) -> bool) {
        while self.peek().is_some_and(&matches) {
            self.position += 1;
        }
    }

    fn walk(&mut self) {
        if self.text.starts_with(BYTE_ORDER_MARK) {
            self.position = BYTE_ORDER_MARK.len();
        }
        let mut name = None;
        loop {
            self.skip(|byte| matches!(byte, b' ' | b'\t' | b'\r' | b'\n' | b',' | b':'));
            let Some(byte) = self.peek() else { break };
            let in_object =
                self.frames.last().is_some_and(|frame| frame.json_type == JsonType::Object);
            match byte {
                b'}' | b']' => {
                    self.position += 1;
                    self.close();
                }
                b'"' if in_object && name.is_none() => {
                    let Some(read) = self.name() else { break };
                    name = Some(read);
                }
                _ => {
                    if !self.value(byte, name.take()) {
                        break;
                    }
                }
            }
            if self.frames.is_empty() && !self.nodes.is_empty() {
                break;
            }
        }
        // An escape at the break may have moved it too far.
        self.position = self.position.min(self.limit);
        for frame in std::mem::take(&mut self.frames) {
            self.end_container(&frame, false);
        }
    }

    fn close(&mut self) {
        if let Some(frame) = self.frames.pop() {
            self.end_container(&frame, true);
        }
    }

    fn end_container(&mut self, frame: &Frame, whole: bool) {
        let end = self.position;
        if let Some(node) = frame.node.and_then(|NodeId(id)| self.nodes.get_mut(id)) {
            node.span.end = end;
            node.whole = whole;
        }
    }

    fn name(&mut self) -> Option<Name> {
        let start = self.position;
        let (text, lone_surrogate) = self.string()?;
        Some(Name { text, span: start..self.position, lone_surrogate })
    }

    /// Reads one value. Returns false if the text breaks off in it.
    fn value(&mut self, first: u8, name: Option<Name>) -> bool {
        let start = self.position;
        match first {
            b'{' | b'[' => {
                self.position += 1;
                let json_type = if first == b'{' { JsonType::Object } else { JsonType::Array };
                let node = self.push(name, json_type, start, None, false);
                self.frames.push(Frame { node, json_type, next_element: 0 });
                true
            }
            b'"' => {
                let Some((value, lone_surrogate)) = self.string() else { return false };
                self.push(name, JsonType::String, start, Some(value), lone_surrogate);
                true
            }
            _ => {
                self.skip(|byte| {
                    byte.is_ascii_alphanumeric() || matches!(byte, b'+' | b'-' | b'.')
                });
                let whole = self.position < self.limit || self.frames.is_empty();
                if !whole || self.position == start {
                    return false;
                }
                let json_type = match first {
                    b't' | b'f' => JsonType::Boolean,
                    b'n' => JsonType::Null,
                    _ => JsonType::Number,
                };
                self.push(name, json_type, start, None, false);
                true
            }
        }
    }

    fn push(
        &mut self,
        name: Option<Name>,
        json_type: JsonType,
        start: usize,
        value: Option<String>,
        lone_surrogate: bool,
    ) -> Option<NodeId> {
        let too_deep = self.frames.len() > MAX_DEPTH;
        let (parent, element, inside) = match self.frames.last_mut() {
            None => (None, 0, false),
            Some(frame) => {
                frame.next_element += 1;
                (frame.node, frame.next_element - 1, true)
            }
        };
        if too_deep {
            self.too_deep.get_or_insert(start);
            return None;
        }
        // Without a pointer: the name in it may be as long as the whole list.
        if inside && parent.is_none() || self.too_many.is_some() {
            return None;
        }
        let pointer = self.pointer(parent, name.as_ref(), element);
        self.pointer_bytes += pointer.len();
        if self.nodes.len() > MAX_MEMBERS || self.pointer_bytes > MAX_POINTER_BYTES {
            self.too_many.get_or_insert(start);
            return None;
        }
        let id = NodeId(self.nodes.len());
        let before = self.remember(id, &pointer);
        let (index, duplicate_of) = match before.and_then(|before| self.nodes.get(before.0)) {
            None => (0, None),
            Some(node) => (node.index + 1, before.filter(|_| node.parent == parent)),
        };
        let (name_text, name_span, name_lone) = match name {
            None => (None, None, false),
            Some(name) => (Some(name.text), Some(name.span), name.lone_surrogate),
        };
        self.nodes.push(Node {
            parent,
            name: name_text,
            name_span,
            pointer,
            index,
            duplicate_of,
            json_type,
            span: start..self.position,
            whole: !matches!(json_type, JsonType::Object | JsonType::Array),
            value,
            lone_surrogate: lone_surrogate || name_lone,
        });
        Some(id)
    }

    /// Remembers the next value. Returns the previous one of the same pointer.
    fn remember(&mut self, id: NodeId, pointer: &str) -> Option<NodeId> {
        let of = |&NodeId(id): &NodeId| self.nodes.get(id).map_or("", |node| &node.pointer);
        match self.seen.binary_search_by(|seen| of(seen).cmp(pointer)) {
            Ok(at) => self.seen.get_mut(at).map(|seen| std::mem::replace(seen, id)),
            Err(at) => {
                self.seen.insert(at, id);
                None
            }
        }
    }

    fn pointer(&self, parent: Option<NodeId>, name: Option<&Name>, element: usize) -> String {
        let Some(parent) = parent.and_then(|NodeId(id)| self.nodes.get(id)) else {
            return String::new();
        };
        let Some(name) = name else { return format!("{}/{element}", parent.pointer) };
        let mut pointer = String::with_capacity(parent.pointer.len() + 1 + name.text.len());
        pointer.push_str(&parent.pointer);
        pointer.push('/');
        if name.text.contains(['~', '/']) {
            for character in name.text.chars() {
                match character {
                    '~' => pointer.push_str("~0"),
                    '/' => pointer.push_str("~1"),
                    _ => pointer.push(character),
                }
            }
        } else {
            pointer.push_str(&name.text);
        }
        pointer
    }

    /// Reads a string from its opening to its closing quote. Returns it unescaped, and whether it has a
    /// lone surrogate; none if the text breaks off in it.
    fn string(&mut self) -> Option<(String, bool)> {
        let start = self.position + 1;
        self.position = start;
        let mut escaped = false;
        loop {
            match self.peek()? {
                b'"' => break,
                b'\\' => {
                    escaped = true;
                    self.position += 2;
                }
                _ => self.position += 1,
            }
        }
        let source = self.text.get(start..self.position)?;
        self.position += 1;
        if !escaped {
            return Some((source.to_owned(), false));
        }
        Some(unescape_json(source))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn pointers(text: &str) -> Vec<String> {
        let json = JsonText::read(text.to_owned());
        json.members().map(|(id, node)| format!("{}={}", node.pointer, json.source(id))).collect()
    }

    #[test]
    fn order_duplicates_and_number_text_are_kept() {
        let text = r#"{"b":1.50,"a":[1e400,{"x":-0}],"b":"\u0041","":{"~/":null}}"#;
        assert_eq!(
            pointers(text),
            [
                "/b=1.50",
                r#"/a=[1e400,{"x":-0}]"#,
                "/a/0=1e400",
                r#"/a/1={"x":-0}"#,
                "/a/1/x=-0",
                r#"/b="\u0041""#,
                r#"/={"~/":null}"#,
                "//~0~1=null",
            ]
        );
        let json = JsonText::read(text.to_owned());
        let indexes: Vec<_> =
            json.members().filter(|(_, n)| n.pointer == "/b").map(|(_, n)| n.index).collect();
        assert_eq!(indexes, [0, 1]);
    }

    #[test]
    fn members_before_a_fault_are_read() {
        let json = JsonText::read(r#"{"a":1,"b":{"c":"x","d":"cut of"#.to_owned());
        assert_eq!(json.fault, Some(Fault { offset: 31, reason: FaultReason::Ends }));
        let names: Vec<_> = json.members().map(|(_, node)| node.pointer.as_str()).collect();
        assert_eq!(names, ["/a", "/b", "/b/c"]);
    }

    #[test]
    fn a_fault_has_its_offset_and_reason() {
        for (text, offset, reason) in [
            ("{\"a\":1,}", 7, FaultReason::Syntax(Expected::Name)),
            ("{\"a\" 1}", 5, FaultReason::Syntax(Expected::Colon)),
            ("{\"a\":1 \"b\":2}", 7, FaultReason::Syntax(Expected::CommaOrBrace)),
            ("{\n\n\"a\": 1,}", 10, FaultReason::Syntax(Expected::Name)),
            ("\u{feff}{\"a\" 1}", 8, FaultReason::Syntax(Expected::Colon)),
            ("{\"a\": \u{e9}}", 6, FaultReason::Syntax(Expected::Value)),
            ("{\n  \"a\": tru }", 12, FaultReason::Syntax(Expected::Literal)),
            ("{'a':1}", 1, FaultReason::Syntax(Expected::Name)),
            ("{\"a\":\"b\n\"}", 7, FaultReason::Syntax(Expected::EscapedControl)),
            ("{\"\t\":1}", 2, FaultReason::Syntax(Expected::EscapedControl)),
            ("{\"a\":\"\\n\u{1}\"}", 8, FaultReason::Syntax(Expected::EscapedControl)),
            ("{\"a\":\"\\x\"}", 7, FaultReason::Syntax(Expected::Escape)),
            ("{\"a\":\"\\u00g0\"}", 11, FaultReason::Syntax(Expected::Escape)),
            ("{\"a\":nul\n}", 8, FaultReason::Syntax(Expected::Literal)),
            ("{\"a\":01}", 6, FaultReason::Syntax(Expected::Digit)),
            ("{\"a\":-x}", 6, FaultReason::Syntax(Expected::Digit)),
            ("{\"a\":1.}", 7, FaultReason::Syntax(Expected::Digit)),
            ("{\"a\":1x}", 6, FaultReason::Syntax(Expected::CommaOrBrace)),
            ("{\"a\":[1 2]}", 8, FaultReason::Syntax(Expected::CommaOrBracket)),
            ("{\"a\":[1,]}", 8, FaultReason::Syntax(Expected::Value)),
            ("{\"a\":1e", 7, FaultReason::Ends),
            ("{\"a\":-", 6, FaultReason::Ends),
            ("{} x", 3, FaultReason::Trailing),
            ("", 0, FaultReason::Ends),
        ] {
            let fault = JsonText::read(text.to_owned()).fault;
            assert_eq!(fault, Some(Fault { offset, reason }), "{text}");
        }
    }

    #[test]
    fn a_lone_surrogate_is_replaced_and_reported() {
        let json = JsonText::read(r#"{"a":"\ud800","b":"\ud83d\ude00"}"#.to_owned());
        let read: Vec<_> =
            json.members().map(|(_, node)| (node.value.as_deref(), node.lone_surrogate)).collect();
        assert_eq!(read, [(Some("\u{fffd}"), true), (Some("\u{1f600}"), false)]);
        for (text, value, lone) in [
            (r"\udbff\udfff", "\u{10ffff}", false),
            (r"\ud800\u0041", "\u{fffd}A", true),
            (r"\ud800\n", "\u{fffd}\n", true),
            (r"\ud800u", "\u{fffd}u", true),
            (r"\ud800\ud800", "\u{fffd}\u{fffd}", true),
            (r"\udc00\udc00", "\u{fffd}\u{fffd}", true),
            (r"\ud83d\ude00\ud800", "\u{1f600}\u{fffd}", true),
        ] {
            let json = JsonText::read(format!(r#"{{"{text}":"{text}","b":1}}"#));
            let read: Vec<_> = json.members().map(|(_, node)| node).collect();
            assert_eq!(read[0].name.as_deref(), Some(value), "{text}");
            assert_eq!(read[0].value.as_deref(), Some(value), "{text}");
            assert_eq!((read[0].lone_surrogate, read[1].lone_surrogate), (lone, false), "{text}");
            let json = JsonText::read(format!(r#"{{"{text}":1}}"#));
            assert_eq!(json.members().next().map(|(_, node)| node.lone_surrogate), Some(lone));
        }
    }

    #[test]
    fn depth_is_limited_and_reported() {
        for (depth, reported) in [(MAX_DEPTH, false), (MAX_DEPTH + 1, false), (MAX_DEPTH + 2, true)]
        {
            let text = "[".repeat(depth) + &"]".repeat(depth);
            let json = JsonText::read(text);
            assert_eq!(json.fault, None);
            assert_eq!(json.too_deep.is_some(), reported, "{depth}");
        }
    }
}
