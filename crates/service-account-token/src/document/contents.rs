//! Counts what is in the documents of a paste.

use std::collections::{BTreeMap, BTreeSet};

use crate::paste::{Candidate, Form, withhold};

use super::layer::Layer;

/// The most kinds of objects that are listed.
const MAX_KINDS: usize = 32;

/// What is in the documents of a paste.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Contents {
    /// The documents of each form.
    pub(crate) forms: BTreeMap<Form, FormCount>,
    /// How many Kubernetes objects of each kind there are, lists included.
    pub(crate) kinds: BTreeMap<String, usize>,
}

/// Documents of one form.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct FormCount {
    pub(crate) documents: usize,
    pub(crate) with_tokens: usize,
    pub(crate) tokens: usize,
}

impl Contents {
    /// Counts what is in a text. None without a document.
    pub(super) fn read(layer: &Layer<'_>, tokens: &[Candidate]) -> Option<Self> {
        let mut contents = Self::default();
        for root in &layer.roots {
            contents.forms.entry(root.form()).or_default().documents += 1;
        }
        let mut with_tokens = BTreeSet::new();
        for token in tokens {
            let scalar = layer.scalar_at(&token.hull());
            let Some(root) = scalar.and_then(|scalar| layer.root_of(scalar)) else { continue };
            let count = contents.forms.entry(root.form()).or_default();
            count.tokens += 1;
            count.with_tokens += usize::from(with_tokens.insert(root.node));
        }
        let kinds = layer.objects.iter().filter_map(|(_, object)| object.kind.as_deref());
        for kind in kinds.filter(|kind| !withhold::is_secret(kind)) {
            if contents.kinds.len() < MAX_KINDS || contents.kinds.contains_key(kind) {
                *contents.kinds.entry(kind.to_owned()).or_default() += 1;
            }
        }
        (!contents.forms.is_empty()).then_some(contents)
    }
}
