//! A document as a tree: every value with its bytes in the text, whatever notation it is written in.

use std::borrow::Cow;
use std::cell::Cell;
use std::ops::{Index, Range};

/// The most values of one text that are kept. A Secret has about 25, so this is a list of ten
/// thousand Secrets, in some 25 MB of memory.
pub const MAX_NODES: usize = 1 << 18;

/// The deepest level whose values are kept. The deepest field of a Pod is on the twelfth.
pub const MAX_LEVELS: usize = 64;

/// The most mappings that are merged into one with `<<`, one inside the other.
const MAX_MERGES: usize = 4;

/// The most values of one text that are looked at through an alias. A short text of aliases could
/// otherwise stand for a very long one.
pub const MAX_ALIASED: usize = 1 << 16;

/// The id of a value of one [`Tree`], which alone makes them. Ids follow the order of the text.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct NodeId(u32);

/// One step from a value to a value inside it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Key {
    /// The position in a sequence.
    Index(usize),
    /// The name of an entry.
    Name(String),
}

/// What a value is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    /// A text, a number, a boolean or null.
    Scalar,
    /// Named values, duplicates included.
    Mapping,
    /// A list.
    Sequence,
    /// Another name for a value before it.
    Alias(NodeId),
}

/// A text of the document: its own bytes, or what an escape or a fold makes of them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Value {
    Source { start: u32, end: u32 },
    Made(Box<str>),
}

impl Value {
    /// Returns the value of `content`, which these bytes of `source` write.
    pub(super) fn new(source: &str, bytes: Range<usize>, content: Cow<'_, str>) -> Self {
        let (start, end) = (u32::try_from(bytes.start), u32::try_from(bytes.end));
        match (start, end) {
            (Ok(start), Ok(end)) if source.get(bytes) == Some(&*content) => {
                Self::Source { start, end }
            }
            _ => Self::Made(content.into_owned().into_boxed_str()),
        }
    }
}

impl Default for Value {
    fn default() -> Self {
        Self::Source { start: 0, end: 0 }
    }
}

/// One value.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Node {
    parent: Option<NodeId>,
    /// Its name in a mapping.
    name: Option<Value>,
    /// Its position in its parent.
    position: u32,
    first_child: Option<NodeId>,
    next: Option<NodeId>,
    pub(super) kind: Kind,
    /// Its bytes. Those of a scalar may include a comment behind it.
    pub(super) span: Range<usize>,
    value: Value,
}

/// The values of a text, parents before children, in the order of the text.
#[derive(Clone, Debug, Default)]
pub(super) struct Tree<'t> {
    text: Cow<'t, str>,
    nodes: Vec<Node>,
    roots: Vec<NodeId>,
    /// Where the first value stands that is not kept ([`MAX_NODES`], [`MAX_LEVELS`]).
    pub(super) left_out: Option<usize>,
    /// The values looked at through an alias so far.
    aliased: Cell<usize>,
}

impl Tree<'_> {
    /// Returns the text that it was read from.
    pub(super) fn text(&self) -> &str {
        &self.text
    }
    /// Returns the outermost values.
    pub(super) fn roots(&self) -> &[NodeId] {
        &self.roots
    }

    /// Returns every value with its id.
    pub(super) fn nodes(&self) -> impl Iterator<Item = (NodeId, &Node)> {
        (0..).map(NodeId).zip(&self.nodes)
    }

    /// Returns the number of values.
    pub(super) fn len(&self) -> usize {
        self.nodes.len()
    }

    /// Returns the value at a position among all values.
    pub(super) fn at(&self, position: usize) -> Option<NodeId> {
        let id = u32::try_from(position).ok()?;
        (position < self.nodes.len()).then_some(NodeId(id))
    }

    fn text_of<'a>(&'a self, value: &'a Value) -> &'a str {
        match value {
            Value::Source { start, end } => {
                self.text.get(*start as usize..*end as usize).unwrap_or_default()
            }
            Value::Made(text) => text,
        }
    }

    /// Returns the value that an alias stands for; any other value as it is.
    pub(super) fn resolve(&self, id: NodeId) -> NodeId {
        match self[id].kind {
            Kind::Alias(target) => target,
            _ => id,
        }
    }

    /// Returns the content of a scalar.
    pub(super) fn scalar(&self, id: NodeId) -> Option<&str> {
        let node = &self[self.resolve(id)];
        (node.kind == Kind::Scalar).then(|| self.text_of(&node.value))
    }

    /// Returns the bytes of the text that say exactly the content of a scalar; none if an escape or a
    /// fold made it.
    pub(super) fn source(&self, id: NodeId) -> Option<Range<usize>> {
        match self[id].value {
            Value::Source { start, end } => Some(start as usize..end as usize),
            Value::Made(_) => None,
        }
    }

    /// Returns the object or list that holds a value.
    pub(super) fn parent(&self, id: NodeId) -> Option<NodeId> {
        self[id].parent
    }

    /// Returns a value and everything around it, from the inside out.
    pub(super) fn ancestors(&self, id: NodeId) -> impl Iterator<Item = NodeId> {
        std::iter::successors(Some(id), |&id| self[id].parent)
    }

    /// Returns the name of a value in its mapping.
    pub(super) fn name(&self, id: NodeId) -> Option<&str> {
        self[id].name.as_ref().map(|name| self.text_of(name))
    }

    /// Returns the entries or elements of a value.
    pub(super) fn children(&self, id: NodeId) -> impl Iterator<Item = NodeId> {
        let target = self.resolve(id);
        let siblings = std::iter::successors(self[target].first_child, |&child| self[child].next);
        siblings.take_while(move |_| target == id || self.may_follow())
    }

    fn may_follow(&self) -> bool {
        self.aliased.set(self.aliased.get() + 1);
        self.aliased.get() <= MAX_ALIASED
    }

    /// Returns the entry of this name; of duplicates the last. An entry of the mapping itself comes
    /// before one that `<<` merges into it.
    pub(super) fn get(&self, mapping: NodeId, name: &str) -> Option<NodeId> {
        self.get_merged(mapping, name, 0)
    }

    fn get_merged(&self, mapping: NodeId, name: &str, merges: usize) -> Option<NodeId> {
        let (mut found, mut merged) = (None, None);
        if self[self.resolve(mapping)].kind != Kind::Mapping {
            return None;
        }
        for child in self.children(mapping) {
            match self.name(child) {
                Some(own) if own == name => found = Some(child),
                Some("<<") => merged = Some(child),
                _ => {}
            }
        }
        found.or_else(|| {
            let merged = merged.filter(|_| merges < MAX_MERGES)?;
            self.get_merged(merged, name, merges + 1)
        })
    }

    /// Returns the value that these names lead to.
    pub(super) fn find(&self, from: NodeId, names: &[&str]) -> Option<NodeId> {
        names.iter().try_fold(from, |at, name| self.get(at, name))
    }

    /// Returns the text that these names lead to.
    pub(super) fn find_text(&self, from: NodeId, names: &[&str]) -> Option<&str> {
        self.scalar(self.find(from, names)?)
    }

    /// Returns the keys that lead from the root to a value.
    pub(super) fn path(&self, id: NodeId) -> Vec<Key> {
        let mut path = Vec::new();
        let mut at = id;
        while let Some(parent) = self[at].parent {
            path.push(match self.name(at) {
                Some(name) => Key::Name(name.to_owned()),
                None => Key::Index(self[at].position as usize),
            });
            at = parent;
        }
        path.reverse();
        path
    }
}

impl Index<NodeId> for Tree<'_> {
    type Output = Node;

    #[expect(clippy::indexing_slicing, reason = "a NodeId is only made for a node of this tree")]
    fn index(&self, id: NodeId) -> &Node {
        &self.nodes[id.0 as usize]
    }
}

/// One open mapping or sequence.
struct Frame {
    /// None if it is not kept.
    node: Option<NodeId>,
    is_mapping: bool,
    /// The name of the next value, once it is read.
    name: Option<Value>,
    children: u32,
    last_child: Option<NodeId>,
    /// The frame is the key of an entry.
    is_key: bool,
}

/// Builds a tree from values in the order of the text. In a mapping, names and values alternate.
#[derive(Default)]
pub(super) struct Builder {
    nodes: Vec<Node>,
    roots: Vec<NodeId>,
    left_out: Option<usize>,
    frames: Vec<Frame>,
    /// A mapping that goes on behind a fault.
    reopened: Option<NodeId>,
}

impl Builder {
    /// Returns the outermost values so far.
    pub(super) fn roots(&self) -> &[NodeId] {
        &self.roots
    }

    /// Opens a mapping or a sequence. Returns its id if it is kept.
    pub(super) fn open(&mut self, kind: Kind, start: usize) -> Option<NodeId> {
        let is_mapping = kind == Kind::Mapping;
        if let Some(frame) = self.reopen(is_mapping) {
            let node = frame.node;
            self.frames.push(frame);
            return node;
        }
        let is_key = self.expects_name();
        let node = match is_key {
            true => None,
            false => self.push(kind, start..start, Value::default()),
        };
        self.frames.push(Frame {
            node,
            is_mapping,
            name: None,
            children: 0,
            last_child: None,
            is_key,
        });
        node
    }

    fn reopen(&mut self, is_mapping: bool) -> Option<Frame> {
        let node = self.reopened.take().filter(|_| is_mapping && self.frames.is_empty())?;
        let last_child = self.nodes.iter().rposition(|own| own.parent == Some(node));
        let last_child = last_child.and_then(|at| u32::try_from(at).ok()).map(NodeId);
        let position = |id: NodeId| self.nodes.get(id.0 as usize).map(|own| own.position + 1);
        let children = last_child.and_then(position).unwrap_or(0);
        Some(Frame {
            node: Some(node),
            is_mapping,
            name: None,
            children,
            last_child,
            is_key: false,
        })
    }

    /// Closes the innermost mapping or sequence.
    pub(super) fn close(&mut self, end: usize) {
        let Some(frame) = self.frames.pop() else { return };
        if let Some(node) = frame.node.and_then(|id| self.nodes.get_mut(id.0 as usize)) {
            node.span.end = node.span.end.max(end);
        }
        if frame.is_key
            && let Some(outer) = self.frames.last_mut()
        {
            outer.name = Some(Value::default());
        }
    }

    /// Closes everything that is open.
    pub(super) fn close_all(&mut self, end: usize) {
        while !self.frames.is_empty() {
            self.close(end);
        }
    }

    /// Adds the entries of the next mapping to the last root, if that is a mapping.
    pub(super) fn go_on(&mut self) {
        let is_mapping = |id: &NodeId| {
            self.nodes.get(id.0 as usize).is_some_and(|node| node.kind == Kind::Mapping)
        };
        self.reopened = self.roots.last().copied().filter(is_mapping);
    }

    /// Begins a new root with the next value.
    pub(super) fn start_anew(&mut self) {
        self.reopened = None;
    }

    /// Adds a scalar: the name of the next value where one is expected, a value elsewhere. Returns its
    /// id if it is a value that is kept.
    pub(super) fn scalar(&mut self, value: Value, span: Range<usize>) -> Option<NodeId> {
        if self.expects_name() {
            if let Some(frame) = self.frames.last_mut() {
                frame.name = Some(value);
            }
            return None;
        }
        self.push(Kind::Scalar, span, value)
    }

    /// Adds an alias. One for a value that is not kept is an empty scalar.
    pub(super) fn alias(&mut self, target: Option<NodeId>, span: Range<usize>) {
        let kind = target.map_or(Kind::Scalar, Kind::Alias);
        if self.expects_name() {
            self.scalar(Value::default(), span);
        } else {
            self.push(kind, span, Value::default());
        }
    }

    fn expects_name(&self) -> bool {
        self.frames.last().is_some_and(|frame| frame.is_mapping && frame.name.is_none())
    }

    fn push(&mut self, kind: Kind, span: Range<usize>, value: Value) -> Option<NodeId> {
        let too_deep = self.frames.len() >= MAX_LEVELS;
        let id = NodeId(u32::try_from(self.nodes.len()).unwrap_or(u32::MAX));
        let full = self.nodes.len() >= MAX_NODES;
        let (parent, name, position, before) = match self.frames.last_mut() {
            None => (None, None, 0, None),
            Some(frame) => {
                let (name, position) = (frame.name.take(), frame.children);
                frame.children += 1;
                if too_deep || full {
                    self.left_out.get_or_insert(span.start);
                }
                // The key of an entry, and what is in it, has no place in a path.
                if too_deep || full || frame.node.is_none() {
                    return None;
                }
                (frame.node, name, position, frame.last_child.replace(id))
            }
        };
        if full {
            self.left_out.get_or_insert(span.start);
            return None;
        }
        match (before, parent) {
            (Some(before), _) => {
                if let Some(before) = self.nodes.get_mut(before.0 as usize) {
                    before.next = Some(id);
                }
            }
            (None, Some(parent)) => {
                if let Some(parent) = self.nodes.get_mut(parent.0 as usize) {
                    parent.first_child = Some(id);
                }
            }
            (None, None) => self.roots.push(id),
        }
        let (first_child, next) = (None, None);
        self.nodes.push(Node { parent, name, position, first_child, next, kind, span, value });
        Some(id)
    }

    /// Returns the tree of this text.
    pub(super) fn finish(mut self, text: Cow<'_, str>) -> Tree<'_> {
        self.close_all(text.len());
        let Self { nodes, roots, left_out, .. } = self;
        Tree { text, nodes, roots, left_out, aliased: Cell::new(0) }
    }
}
