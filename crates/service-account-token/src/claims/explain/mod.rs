//! What each claim and each header parameter means, and what this value of it means.
//!
//! One file for each family of names: [`registered`] (RFC 7519 §4.1) with [`times`] and
//! [`audience`], [`kubernetes`] and [`legacy`] for the private claims of Kubernetes, [`catalog`]
//! for what other issuers write, [`header`](mod@header) for JOSE. A name that none of them knows is
//! shown and said to be unknown, never found fault with.
//!
//! The sentences say what the token says, not that it is true: no signature was checked. Times are
//! in UTC and never relative, since a page that ticks would soon contradict them.

mod audience;
mod catalog;
mod header;
mod kubernetes;
mod legacy;
mod registered;
mod repeated;
mod table;
#[cfg(test)]
mod tests;
mod times;
mod words;

use crate::Reading;
use crate::facts::Facts;
use crate::jose::json::{FaultReason, Json, Node, NodeId};
use crate::report::{Certainty, Kind, Text, WithheldReason};

/// Where the claims of bound tokens are written and checked.
const CLAIMS_GO: &str = "kubernetes/kubernetes pkg/serviceaccount/claims.go";

/// Where the claims of legacy tokens are written and checked.
const LEGACY_GO: &str = "kubernetes/kubernetes pkg/serviceaccount/legacy.go";

/// Where header and common claims are written and checked.
const JWT_GO: &str = "kubernetes/kubernetes pkg/serviceaccount/jwt.go";

/// Where the API server's audiences and issuers are set.
const AUTHENTICATION_GO: &str = "kubernetes/kubernetes pkg/kubeapiserver/options/authentication.go";

/// Where webhook tokens are issued (1.37, alpha).
const WEBHOOK_GO: &str =
    "kubernetes/kubernetes 1.37 pkg/registry/core/serviceaccount/storage/token.go";

/// The words for one member.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Explanation {
    /// What the member is called.
    pub(crate) title: Text,
    /// What this value means.
    pub(crate) meaning: Text,
    /// Where that stands.
    pub(crate) source: Option<Text>,
    /// How sure it is.
    pub(crate) certainty: Certainty,
    /// The time it says, in Unix seconds, if it is one.
    pub(crate) time: Option<i64>,
}

impl Explanation {
    /// Words without a source: nothing is known.
    fn new(title: impl Into<Text>, meaning: impl Into<Text>) -> Self {
        Self {
            title: title.into(),
            meaning: meaning.into(),
            source: None,
            certainty: Certainty::Unknown,
            time: None,
        }
    }

    /// It follows from the code that the source names.
    fn certain(self, source: &'static str) -> Self {
        self.from(source, Certainty::Certain)
    }

    /// The source says so.
    fn documented(self, source: &'static str) -> Self {
        self.from(source, Certainty::Documented)
    }

    /// It is inferred from what the source says.
    fn likely(self, source: &'static str) -> Self {
        self.from(source, Certainty::Likely)
    }

    fn from(mut self, source: &'static str, certainty: Certainty) -> Self {
        self.source = Some(source.into());
        self.certainty = certainty;
        self
    }

    /// Adds a sentence.
    fn and(mut self, sentence: &str) -> Self {
        let meaning = self.meaning.to_mut();
        meaning.push(' ');
        meaning.push_str(sentence);
        self
    }

    fn and_if(self, condition: bool, sentence: &str) -> Self {
        if condition { self.and(sentence) } else { self }
    }
}

/// One member and the token that it stands in.
#[derive(Clone, Copy)]
struct Member<'a> {
    reading: &'a Reading<'a>,
    class: &'a Facts,
    json: &'a Json,
    id: NodeId,
    node: &'a Node,
}

impl<'a> Member<'a> {
    /// Its name; empty in an array.
    fn name(&self) -> &'a str {
        self.node.name.as_deref().unwrap_or_default()
    }

    /// Its text, if it is a string.
    fn string(&self) -> Option<&'a str> {
        self.node.value.as_deref()
    }

    /// It is an element of an array.
    fn is_element(&self) -> bool {
        self.node.name.is_none()
    }

    /// The escaped steps of its pointer, those beyond the fourth left out: no known name lies
    /// deeper.
    fn path(&self) -> Vec<&'a str> {
        let mut path = Vec::with_capacity(5);
        let mut steps = self.node.pointer.split('/');
        steps.next();
        while path.len() < 5
            && let Some(step) = steps.next()
        {
            path.push(step);
        }
        path
    }

    /// The member around it; none at the top.
    fn parent(&self) -> Option<&'a Node> {
        let parent = &self.json[self.node.parent?];
        parent.parent.map(|_| parent)
    }

    /// The text breaks off in it: of what is not there nothing can be said.
    fn is_cut(&self) -> bool {
        let broken = self.json.fault.as_ref().filter(|fault| fault.reason != FaultReason::Trailing);
        self.json.too_many.is_some()
            || broken.is_some_and(|fault| self.node.span.end >= fault.offset)
    }

    /// The text breaks off somewhere.
    fn is_in_cut_text(&self) -> bool {
        let broken = self.json.fault.as_ref().filter(|fault| fault.reason != FaultReason::Trailing);
        self.json.too_many.is_some() || broken.is_some()
    }

    fn is_bound(&self) -> bool {
        self.class.kind == Kind::Bound
    }

    fn is_legacy(&self) -> bool {
        self.class.kind == Kind::Legacy
    }

    /// By its shape it is a service account token: what the API server does with it can be said.
    fn is_kubernetes(&self) -> bool {
        self.is_bound() || self.is_legacy()
    }
}

/// Explains every member of the header, in the order of `Json::members`.
pub(crate) fn header(reading: &Reading<'_>, class: &Facts) -> Vec<Explanation> {
    explain(reading, class, &reading.jose.header, &header::explain)
}

/// Explains every member of the payload, in the order of `Json::members`.
pub(crate) fn payload(reading: &Reading<'_>, class: &Facts) -> Vec<Explanation> {
    let parties = audience::Parties::new(class);
    explain(reading, class, &reading.jose.payload, &|member| claim(member, &parties))
}

/// Of what a wrong character hides in a member.
const UNKNOWN: &str = "Not all of it can be read: a character of the token is wrong there.";

/// Returns the explanation of a value that the report withholds.
fn hidden(reason: WithheldReason) -> &'static str {
    match reason {
        WithheldReason::Token => "Hidden because it holds another token, or part of one.",
        WithheldReason::PrivateKey => "Hidden because it holds a private key, or part of one.",
        WithheldReason::Credential => "Hidden because it holds a password or another credential.",
        WithheldReason::Opaque => {
            "Hidden because it looks random and this tool does not know its name. It may be a secret."
        }
    }
}

/// Linear in the members: nothing below may look for another member by its name.
fn explain(
    reading: &Reading<'_>,
    class: &Facts,
    json: &Json,
    words: &dyn Fn(&Member<'_>) -> Explanation,
) -> Vec<Explanation> {
    let repeated = repeated::Repeated::find(json);
    let is_header = std::ptr::eq(json, &raw const reading.jose.header);
    let mut explanations = Vec::new();
    for (id, node) in json.members() {
        let member = Member { reading, class, json, id, node };
        let mut explanation = words(&member);
        if let Some(withheld) = node.withheld {
            explanation = Explanation::new(explanation.title, hidden(withheld.reason));
        } else if json.is_unknown(id) {
            explanation = Explanation::new(explanation.title, UNKNOWN);
        }
        explanations.push(repeated.mark(&member, is_header, explanation));
    }
    explanations
}

fn claim(member: &Member<'_>, parties: &audience::Parties<'_>) -> Explanation {
    match *member.path().as_slice() {
        ["aud"] => audience::audience(member, parties),
        ["aud", _] if member.is_element() => audience::recipient(member, parties),
        ["iss"] => registered::issuer(member),
        ["sub"] => registered::subject(member),
        ["jti"] => registered::token_id(member),
        ["exp"] => times::expires(member),
        ["nbf"] => times::not_before(member),
        ["iat"] => times::issued(member),
        ["kubernetes.io", "warnafter"] => times::warn_after(member),
        ["kubernetes.io", ref rest @ ..] => kubernetes::explain(member, rest),
        [name] if name.starts_with("kubernetes.io~1serviceaccount~1") => legacy::explain(member),
        _ => catalog::explain(member),
    }
}
