//! Where in the documents a token is, and what they say about it.

use crate::paste::Encoding;

use super::certificate::Certificate;
use super::fault::Notation;
use super::kubeconfig::Login;
use super::object::Object;
use super::statement::Statement;
use super::tree::Key;

/// The place of a token in the documents of a paste.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Place {
    /// The way to it: one step for each document inside another.
    pub(crate) steps: Vec<Step>,
    /// The Kubernetes object around it.
    pub(crate) object: Option<Object>,
    /// The part of a Secret that it is in.
    pub(crate) field: Option<SecretField>,
    /// How it is wrapped, outermost first.
    pub(crate) encoding: Vec<Encoding>,
    /// It is in what `kubectl apply` keeps of the object.
    pub(crate) last_applied: bool,
    /// What the documents say about the token.
    pub(crate) statements: Vec<Statement>,
    /// The certificate of the cluster, if it is beside the token.
    pub(crate) certificate: Option<Certificate>,
    /// The user of a kubeconfig that it belongs to.
    pub(crate) login: Option<Login>,
}

/// The way to a value in one document.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Step {
    pub(crate) notation: Notation,
    /// The document is in base64.
    pub(crate) base64: bool,
    pub(crate) path: Vec<Key>,
}

/// The part of a Secret with its values.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum SecretField {
    /// In base64.
    Data,
    /// As they are.
    StringData,
}

impl Place {
    /// Returns true if the token is in base64.
    pub(crate) fn is_base64(&self) -> bool {
        self.encoding.iter().any(is_base64)
    }

    /// Puts the documents inside documents into what the scan found of how the token is wrapped.
    pub(super) fn wrap(&mut self, scanned: &[Encoding]) {
        let mut encoding = scanned.to_vec();
        let mut at = 0;
        for step in self.steps.iter().skip(1) {
            if step.base64 {
                let rest = encoding.get(at..).unwrap_or_default();
                let Some(layer) = rest.iter().position(is_base64) else { break };
                at += layer + 1;
            }
            encoding.insert(
                at,
                match step.notation {
                    Notation::Json => Encoding::JsonString,
                    Notation::Yaml | Notation::Description => Encoding::YamlScalar,
                },
            );
            at += 1;
        }
        self.encoding = encoding;
    }
}

fn is_base64(encoding: &Encoding) -> bool {
    matches!(encoding, Encoding::Base64 | Encoding::Base64url)
}
