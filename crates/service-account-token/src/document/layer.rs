//! One text with documents in it: the paste, or what a value of a document decodes to.

use std::borrow::Cow;
use std::ops::Range;

use crate::paste::Form;
use crate::text::base64;
use crate::text::json::FaultReason;
use crate::text::source_map::{Pieces, SourceMap};

use super::align::align;
use super::block;
use super::describe;
use super::fault::{Fault, Notation, Reason};
use super::json;
use super::object::{Object, objects};
use super::shape;
use super::tree::{Builder, Kind, NodeId, Tree};
use super::yaml::{self, MAX_FAULTS, begins_entry};

/// The most documents inside one another.
pub(super) const MAX_STEPS: usize = crate::paste::MAX_LAYERS;

/// The length below which a value is not decoded: no document is shorter.
const SHORTEST_ENCODED: usize = 24;

/// One document of a text.
#[derive(Clone, Debug)]
pub(super) struct Root {
    pub(super) node: NodeId,
    pub(super) notation: Notation,
    /// What it is, if this tool knows it.
    pub(super) form: Option<Form>,
}

impl Root {
    /// Returns what it is; what it is written in, if this tool does not know it.
    pub(super) fn form(&self) -> Form {
        self.form.unwrap_or(match self.notation {
            Notation::Json => Form::Json,
            Notation::Yaml => Form::Yaml,
            Notation::Description => Form::SecretDescription,
        })
    }
}

/// A text with its documents.
#[derive(Debug)]
pub(super) struct Layer<'t> {
    pub(super) tree: Tree<'t>,
    /// From the text back to the paste.
    pub(super) map: SourceMap,
    pub(super) roots: Vec<Root>,
    /// Every object, in the order of the text.
    pub(super) objects: Vec<(NodeId, Object)>,
    /// Where its documents cannot be read on.
    pub(super) faults: Vec<Fault>,
}

impl<'t> Layer<'t> {
    /// Reads the documents of a text.
    pub(super) fn read(text: Cow<'t, str>, map: SourceMap) -> Self {
        let mut builder = Builder::default();
        let mut blocks: Vec<(Notation, usize, Vec<Fault>)> = Vec::new();
        let (mut at, mut count) = (0, 0);
        while count < MAX_FAULTS
            && let Some(block) = block::next(&text, at)
        {
            let mut faults = Vec::new();
            at = match block.notation {
                Notation::Json => {
                    let end = json::read(&text, block.range, &mut builder, &mut faults);
                    line_end(&text, end)
                }
                Notation::Description => describe::read(&text, block.range, &mut builder),
                Notation::Yaml => {
                    let end = block.range.end;
                    yaml::read(&text, block.range, &mut builder, &mut faults);
                    end
                }
            };
            count += faults.len();
            blocks.push((block.notation, builder.roots().len(), faults));
        }
        let tree = builder.finish(text);
        let (mut roots, mut faults, mut first) = (Vec::new(), Vec::new(), 0);
        for (notation, end, own_faults) in blocks {
            let nodes = tree.roots().get(first..end).unwrap_or_default();
            let before = roots.len();
            roots.extend(nodes.iter().filter_map(|&node| {
                let form = match notation {
                    Notation::Description => Some(Form::SecretDescription),
                    Notation::Json | Notation::Yaml => shape::form(&tree, node),
                };
                let is_document = form.is_some() || is_document(&tree, node, notation, &own_faults);
                is_document.then_some(Root { node, notation, form })
            }));
            if roots.len() > before {
                faults.extend(own_faults);
            }
            first = end;
        }
        Self { objects: objects(&tree), tree, map, roots, faults }
    }

    /// Returns the bytes of the paste that a range of the text came from.
    pub(super) fn hull(&self, range: Range<usize>) -> Range<usize> {
        self.map.hull(range)
    }

    /// Returns the document that a value is in.
    pub(super) fn root_of(&self, node: NodeId) -> Option<&Root> {
        let after = self.roots.partition_point(|root| root.node <= node);
        let root = self.roots.get(after.checked_sub(1)?)?;
        // A root that is no document may stand between the two.
        let top = self.tree.ancestors(node).last().unwrap_or(node);
        (top == root.node).then_some(root)
    }

    /// Returns the scalar that all these bytes of the paste are in.
    pub(super) fn scalar_at(&self, hull: &Range<usize>) -> Option<NodeId> {
        let start = |node: NodeId| {
            let start = self.tree[node].span.start;
            self.map.hull(start..start + 1).start
        };
        let (mut low, mut high) = (0, self.tree.len());
        while low < high {
            let middle = low + (high - low) / 2;
            match self.tree.at(middle).is_some_and(|node| start(node) <= hull.start) {
                true => low = middle + 1,
                false => high = middle,
            }
        }
        let node = self.tree.at(low.checked_sub(1)?)?;
        let is_scalar = self.tree[node].kind == Kind::Scalar;
        let covers = self.map.hull(self.tree[node].span.clone()).end >= hull.end;
        (is_scalar && covers && self.root_of(node).is_some()).then_some(node)
    }

    /// Returns the object nearest around a value, preferably one with a name.
    pub(super) fn object_around(&self, node: NodeId) -> Option<(NodeId, &Object)> {
        let mut found = None;
        for ancestor in self.tree.ancestors(node) {
            let Ok(at) = self.objects.binary_search_by_key(&ancestor, |(node, _)| *node) else {
                continue;
            };
            let Some((node, object)) = self.objects.get(at) else { continue };
            if object.name.is_some() {
                return Some((*node, object));
            }
            found.get_or_insert((*node, object));
        }
        found
    }

    /// Returns the scalars of the documents of a text. Other text may look like a document.
    pub(super) fn scalars(&self) -> Vec<NodeId> {
        let mut roots = self.roots.iter().peekable();
        let mut is_document = false;
        let mut found = Vec::new();
        for (id, node) in self.tree.nodes() {
            if self.tree.parent(id).is_none() {
                is_document = roots.next_if(|root| root.node == id).is_some();
            }
            if is_document && node.kind == Kind::Scalar {
                found.push(id);
            }
        }
        found
    }

    /// Returns the document that a scalar holds, and whether it is in base64.
    pub(super) fn inside(&self, scalar: NodeId) -> Option<(Layer<'static>, bool)> {
        let content = self.tree.scalar(scalar)?;
        if is_document_text(content) {
            let map = self.map.pieces(self.pieces(scalar, content));
            return Some((Layer::read(Cow::Owned(content.to_owned()), map), false));
        }
        let is_base64 =
            |byte: u8| base64::is_character(byte) || byte == b'=' || byte.is_ascii_whitespace();
        if content.len() < SHORTEST_ENCODED || !content.bytes().all(is_base64) {
            return None;
        }
        let decoded = base64::decode(content);
        let text = String::from_utf8(decoded.bytes).ok().filter(|text| is_document_text(text))?;
        let characters = self.map.pieces(self.pieces(scalar, content));
        let map = characters.pieces(decoded.pieces).base64();
        Some((Layer::read(Cow::Owned(text), map), true))
    }

    /// Returns the map of a scalar's content to the text.
    fn pieces(&self, scalar: NodeId, content: &str) -> Pieces {
        match self.tree.source(scalar) {
            None => align(self.tree.text(), self.tree[scalar].span.clone(), content),
            Some(source) => {
                let mut pieces = Pieces::default();
                pieces.push(content.len(), source);
                pieces
            }
        }
    }
}

/// Returns the end of the line that a byte is on; the byte itself if it is at the start of one.
fn line_end(text: &str, at: usize) -> usize {
    let (before, after) = text.split_at_checked(at).unwrap_or((text, ""));
    match before.is_empty() || before.ends_with('\n') {
        true => at,
        false => at + after.find('\n').map_or(after.len(), |line| line + 1),
    }
}

/// Returns true for a document that this tool does not know: JSON, an object, and YAML with more than
/// a flat list of names, which a trace of HTTP is as well.
fn is_document(tree: &Tree<'_>, root: NodeId, notation: Notation, faults: &[Fault]) -> bool {
    let is_scalar = |node: NodeId| tree[node].kind == Kind::Scalar;
    match notation {
        // A document may be cut off, but other faults may as well be those of a program.
        Notation::Json => {
            faults.iter().all(|fault| fault.reason == Reason::Json(FaultReason::Ends))
        }
        Notation::Description => true,
        Notation::Yaml => {
            let has = |name| tree.get(root, name).is_some();
            !is_scalar(root)
                && (has("apiVersion")
                    || has("kind")
                    || faults.is_empty() && !tree.children(root).all(is_scalar))
        }
    }
}

/// Returns true for a text that a document may begin with.
fn is_document_text(text: &str) -> bool {
    let text = text.trim_start_matches('\u{feff}').trim_start();
    let first = text.lines().find(|line| !line.starts_with(['#', '-']));
    text.starts_with(['{', '[']) || text.contains('\n') && first.is_some_and(begins_entry)
}
