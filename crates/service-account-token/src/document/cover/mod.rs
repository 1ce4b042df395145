//! Finds everything secret in the documents of a paste: what a page that shows them must cover.
//!
//! Three rules apply. A place may make a value secret: the data of a Secret, what Terraform calls
//! sensitive ([`mark`]). A name may: `password` ([`names`]). And a text may, wherever it is: a private
//! key ([`content`]). What could not be read is covered too. So where in doubt, this covers.

mod content;
mod kind;
mod mark;
mod names;

use std::ops::Range;

use crate::paste::Paste;

use super::layer::{Layer, MAX_STEPS};
use super::tree::NodeId;

pub use kind::CoveredKind;

use content::Content;
use mark::Mark;

/// Bytes of the paste to cover, except for the header and the payload of a token in them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Secret {
    pub(crate) range: Range<usize>,
    pub(crate) what: CoveredKind,
}

/// Returns everything secret in a text with documents.
pub(super) fn secrets(layer: &Layer<'_>, paste: &Paste<'_>) -> Vec<Secret> {
    let mut cover = Cover { content: Content::new(paste), secrets: Vec::new() };
    cover.layer(layer, 1);
    cover.secrets
}

struct Cover<'p> {
    content: Content<'p>,
    secrets: Vec<Secret>,
}

impl Cover<'_> {
    /// Covers what is secret in a text, which is inside this many documents.
    fn layer(&mut self, layer: &Layer<'_>, depth: usize) {
        let marks = mark::marks(layer);
        let mut faults = layer.faults.iter().map(|fault| fault.range.start).peekable();
        let mut at = 0;
        for scalar in layer.scalars() {
            let span = layer.tree[scalar].span.clone();
            self.gap(layer, at..span.start, &mut faults);
            self.scalar(layer, scalar, marks.of(scalar), depth);
            at = at.max(span.end);
        }
        let end = layer.tree.text().len();
        self.gap(layer, at..end, &mut faults);
        if let Some(left_out) = layer.tree.left_out {
            self.add(layer, left_out..end, CoveredKind::Unread);
        }
    }

    fn add(&mut self, layer: &Layer<'_>, range: Range<usize>, what: CoveredKind) {
        let text = layer.tree.text().get(range.clone()).unwrap_or_default();
        let start = range.start + text.len() - text.trim_start().len();
        let end = start + text.trim().len();
        if start < end {
            self.secrets.push(Secret { range: layer.hull(start..end), what });
        }
    }

    fn scalar(&mut self, layer: &Layer<'_>, scalar: NodeId, mark: Option<Mark>, depth: usize) {
        let text = layer.tree.scalar(scalar).unwrap_or_default();
        let range = layer.tree.source(scalar).unwrap_or_else(|| layer.tree[scalar].span.clone());
        if let Some(Mark::Always(what)) = mark {
            return self.add(layer, range, what);
        }
        if depth < MAX_STEPS
            && let Some((inside, _)) = layer.inside(scalar)
            && !inside.roots.is_empty()
        {
            return self.layer(&inside, depth + 1);
        }
        let content =
            || self.content.of_value(text, &layer.hull(range.clone()), layer.tree.name(scalar));
        let found = match mark {
            Some(Mark::Named(what)) => Some(what),
            Some(Mark::Public) => content().filter(|what| *what != CoveredKind::Opaque),
            _ => content(),
        };
        if let Some(what) = found {
            self.add(layer, range, what);
        }
    }

    /// Covers what is secret between two values: names, comments, and what is no document.
    fn gap(
        &mut self,
        layer: &Layer<'_>,
        range: Range<usize>,
        faults: &mut std::iter::Peekable<impl Iterator<Item = usize>>,
    ) {
        let mut is_read = true;
        while faults.next_if(|fault| *fault <= range.end).is_some() {
            is_read = false;
        }
        if !is_read {
            return self.add(layer, range, CoveredKind::Unread);
        }
        let text = layer.tree.text().get(range.clone()).unwrap_or_default();
        let mut at = range.start;
        let mut in_key = false;
        for line in text.split_inclusive('\n') {
            let own = at..at + line.len();
            at = own.end;
            in_key |= content::begins_private_key(line);
            let found = match in_key {
                true => Some(CoveredKind::PrivateKey),
                false => {
                    self.content.of_text(content::without_indicator(line), &layer.hull(own.clone()))
                }
            };
            in_key &= !line.contains("-----END ");
            if let Some(what) = found {
                self.add(layer, own, what);
            }
        }
    }
}
