//! The documents in a paste: what they are, and what a page that shows them must cover.

use std::ops::Range;

use serde::{Deserialize, Serialize};

use crate::document::{CoveredKind, Documents, Secret};
use crate::jose::Exposure;
use crate::paste::Form;
use crate::text::code::Open;
use crate::text::source_map::Span;

/// The YAML and JSON in a paste.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Document {
    /// How many documents of each form there are.
    pub forms: Vec<DocumentForm>,
    /// How many Kubernetes objects of each kind there are, lists included.
    pub objects: Vec<DocumentObjects>,
    /// What was recognized as secret in the paste, in the order of the text, without overlaps. The headers
    /// and the payloads of the tokens are left.
    pub covered: Vec<Covered>,
}

/// Documents of one form.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct DocumentForm {
    /// The form.
    pub form: Form,
    /// The number of documents.
    pub count: usize,
    /// The number of those with a token in them.
    pub with_tokens: usize,
    /// The number of tokens in them.
    pub tokens: usize,
}

/// Kubernetes objects of one kind.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct DocumentObjects {
    /// The kind, such as `Secret`.
    pub kind: String,
    /// The number of objects.
    pub count: usize,
}

/// Bytes of the paste that are secret.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Covered {
    /// The bytes.
    pub span: Span,
    /// What they are.
    pub what: Open<CoveredKind>,
}

impl Document {
    /// Returns what the report says about the documents of a paste. None without a document.
    pub(crate) fn of(documents: &Documents, tokens: &[Exposure], text: &[u8]) -> Option<Self> {
        let contents = documents.contents.as_ref()?;
        let form = |(form, count): (&Form, &crate::document::FormCount)| DocumentForm {
            form: *form,
            count: count.documents,
            with_tokens: count.with_tokens,
            tokens: count.tokens,
        };
        let objects = |(kind, count): (&String, &usize)| DocumentObjects {
            kind: kind.clone(),
            count: *count,
        };
        Some(Self {
            forms: contents.forms.iter().map(form).collect(),
            objects: contents.kinds.iter().map(objects).collect(),
            covered: covered(&documents.secrets, tokens, text),
        })
    }
}

/// Bytes to cover.
type Cover = (Range<usize>, CoveredKind);

/// Two parts of a token this near are shown as one: between them is a dot, encoded or not.
const MAX_GAP: usize = 4;

fn covered(secrets: &[Secret], tokens: &[Exposure], text: &[u8]) -> Vec<Covered> {
    let mut shown = Vec::new();
    let mut hidden: Vec<Cover> = Vec::new();
    for token in tokens {
        hidden.extend(token.hidden.iter().map(|(span, what)| (span.range(), *what)));
        let ends = token.hidden.iter().map(|(span, _)| span.start);
        let mut parts: Vec<_> = token.shown.iter().map(|span| span.range()).collect();
        parts.sort_by_key(|part| part.start);
        let starts: Vec<_> = parts.iter().map(|part| part.start).skip(1).chain(ends).collect();
        for part in &mut parts {
            let near = part.end..=part.end + MAX_GAP;
            let next = starts.iter().filter(|start| near.contains(start)).min();
            part.end = next.copied().unwrap_or(part.end);
        }
        shown.append(&mut parts);
    }
    let secrets = secrets.iter().map(|secret| (secret.range.clone(), secret.what)).collect();
    let shown = disjoint(shown.into_iter().map(|part| (part, CoveredKind::Token)).collect());
    let says = |range: &Range<usize>| {
        let bytes = text.get(range.clone()).unwrap_or_default();
        bytes.iter().any(|&byte| byte.is_ascii_alphanumeric() || !byte.is_ascii())
    };
    let mut left = without(disjoint(secrets), &shown);
    left.retain(|(range, _)| says(range));
    let hidden = disjoint(hidden);
    let mut covered = without(left, &hidden);
    covered.extend(hidden);
    covered.sort_by_key(|(range, _)| range.start);
    let mut found: Vec<Cover> = Vec::with_capacity(covered.len());
    for (range, what) in covered {
        match found.last_mut() {
            // Such as a line break behind a token, encoded with it.
            Some((before, CoveredKind::Signature | CoveredKind::Token))
                if before.end == range.start && range.len() <= MAX_GAP =>
            {
                before.end = range.end;
            }
            _ => found.push((range, what)),
        }
    }
    let cover = |(range, what): Cover| Covered { span: range.into(), what: what.into() };
    found.into_iter().map(cover).collect()
}

/// Returns the ranges in order, without overlaps. Where two overlap, the first to begin goes on.
fn disjoint(mut ranges: Vec<Cover>) -> Vec<Cover> {
    ranges.sort_by_key(|(range, _)| (range.start, std::cmp::Reverse(range.end)));
    let mut end = 0;
    let mut found = Vec::with_capacity(ranges.len());
    for (range, what) in ranges {
        let start = range.start.max(end);
        if start < range.end {
            end = range.end;
            found.push((start..end, what));
        }
    }
    found
}

/// Returns what is left of ranges in order without others in order.
fn without(ranges: Vec<Cover>, others: &[Cover]) -> Vec<Cover> {
    let mut left = Vec::with_capacity(ranges.len());
    let mut first = 0;
    for (range, what) in ranges {
        let mut start = range.start;
        while others.get(first).is_some_and(|(other, _)| other.end <= range.start) {
            first += 1;
        }
        for (other, _) in others.get(first..).unwrap_or_default() {
            if other.start >= range.end {
                break;
            }
            if start < other.start {
                left.push((start..other.start, what));
            }
            start = start.max(other.end);
        }
        if start < range.end {
            left.push((start..range.end, what));
        }
    }
    left
}
