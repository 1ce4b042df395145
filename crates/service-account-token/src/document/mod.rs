//! The documents in a paste: the Kubernetes objects around a token, the keys that lead to it, and what
//! they say of it.
//!
//! The plain scan of `paste` finds the tokens, whatever stands around them. This room reads the same
//! text as YAML or JSON and says where in it each token is. So a document that cannot be read hides no
//! token: it only leaves out where the token is.

mod align;
mod block;
mod certificate;
mod contents;
mod cover;
mod describe;
mod examine;
mod fault;
mod finding;
mod json;
mod kubeconfig;
mod layer;
mod level;
mod object;
mod place;
mod shape;
mod shown;
mod statement;
mod tree;
mod yaml;

use std::borrow::Cow;
use std::collections::BTreeMap;

use crate::paste::{self, Form, Paste};
use crate::text::source_map::SourceMap;

pub(crate) use certificate::Certificate;
pub(crate) use contents::{Contents, FormCount};
pub use cover::CoveredKind;
pub(crate) use cover::Secret;
pub(crate) use examine::ServiceAccount;
pub(crate) use fault::{Notation, Reason};
pub(crate) use finding::{Finding, ProjectedToken, RequestedAudience, UserCredential};
pub(crate) use kubeconfig::Login;
pub(crate) use object::Object;
pub(crate) use place::{Place, SecretField, Step};
pub(crate) use statement::{About, Statement};
pub(crate) use tree::Key;
pub use tree::{MAX_ALIASED, MAX_LEVELS, MAX_NODES};
pub use yaml::MAX_FAULTS;

use examine::Examined;
use layer::{Layer, Root};
use level::Level;

/// What the documents of a paste say.
#[derive(Debug, Default)]
pub(crate) struct Documents {
    /// What they are: of several forms the first in the order of [`Form`].
    pub(crate) form: Option<Form>,
    /// A Kubernetes object is in them.
    has_object: bool,
    /// Where each token is, in the order of the candidates.
    pub(crate) places: Vec<Option<Place>>,
    /// Every ServiceAccount in them.
    pub(crate) accounts: Vec<ServiceAccount>,
    /// What is about no single token.
    pub(crate) findings: Vec<Finding>,
    /// What there is; none where no document could be read.
    pub(crate) contents: Option<Contents>,
    /// Everything secret in them, beside the tokens.
    pub(crate) secrets: Vec<Secret>,
}

/// What the documents of a paste say of one token.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Context<'d> {
    /// Where it is, if it is in one.
    pub(crate) place: Option<&'d Place>,
    /// Every ServiceAccount in the documents.
    pub(crate) accounts: &'d [ServiceAccount],
}

impl Documents {
    /// Returns what the documents say of a token.
    pub(crate) fn context(&self, token: usize) -> Context<'_> {
        let place = self.places.get(token).and_then(Option::as_ref);
        Context { place, accounts: &self.accounts }
    }

    /// Returns what a paste is: the first form that fits, of those that its lines suggest and those of
    /// its documents.
    pub(crate) fn form(&self, of_lines: Form) -> Form {
        let suggested = matches!(of_lines, Form::Text | Form::OtherCredential);
        match self.form {
            Some(Form::Json | Form::Yaml) if !suggested && !self.has_object => of_lines,
            Some(form) => form.min(of_lines),
            None => of_lines,
        }
    }

    /// Returns the findings of the scan, without those that the documents explain better.
    pub(crate) fn unexplained(&self, found: &[paste::Finding]) -> Vec<paste::Finding> {
        let explain_lack = self.findings.iter().any(Finding::explains_lack);
        let redacted: BTreeMap<_, _> = self.findings.iter().filter_map(Finding::redacted).collect();
        let explained = |finding: &paste::Finding| match finding {
            paste::Finding::NoTokenFound { .. } => explain_lack,
            paste::Finding::Placeholder { range, .. } => {
                redacted.range(..=range.start).next_back().is_some_and(|(_, &end)| end >= range.end)
            }
            _ => false,
        };
        found.iter().filter(|finding| !explained(finding)).cloned().collect()
    }
}

/// Reads the documents in a paste, and finds its tokens in them.
pub(crate) fn read(paste: &Paste<'_>) -> Documents {
    if paste.form == Form::InputTooLarge {
        return Documents::default();
    }
    let layer = Layer::read(readable(&paste.text), SourceMap::default());
    let mut top = Level::new(layer, false);
    let places = paste.candidates.iter().map(|candidate| top.find(candidate)).collect();
    let layer = &top.layer;
    let contents = Contents::read(layer, &paste.candidates);
    let secrets = match &contents {
        Some(_) => cover::secrets(layer, paste),
        None => Vec::new(),
    };
    let examined = Examined::read(layer);
    Documents {
        form: form(layer),
        has_object: !layer.objects.is_empty(),
        places,
        accounts: examined.accounts,
        findings: examined.findings,
        contents,
        secrets,
    }
}

fn form(layer: &Layer<'_>) -> Option<Form> {
    layer.roots.iter().map(Root::form).min()
}

/// Returns the text with a question mark for each byte that is not UTF-8, so that every offset stays.
fn readable(text: &[u8]) -> Cow<'_, str> {
    if let Ok(text) = std::str::from_utf8(text) {
        return Cow::Borrowed(text);
    }
    let mut readable = String::with_capacity(text.len());
    for chunk in text.utf8_chunks() {
        readable.push_str(chunk.valid());
        readable.extend(chunk.invalid().iter().map(|_| '?'));
    }
    Cow::Owned(readable)
}

#[cfg(test)]
mod tests;
