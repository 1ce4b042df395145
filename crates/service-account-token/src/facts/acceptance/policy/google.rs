//! A provider of a workload identity pool of Google (`gcloud iam workload-identity-pools providers
//! describe --format json`; REST resource `projects.locations.workloadIdentityPools.providers`).

use super::cel::{self, Attributes, Expression};
use super::document::Document;
use super::flaw::{Flaw, FlawKind, Mechanism, Member};
use crate::text::json::{JsonType, NodeId};

/// A provider of a workload identity pool.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Provider {
    /// The issuer that it trusts.
    pub(crate) issuer: Option<String>,
    /// The audiences that it accepts; none if that cannot be known.
    pub(crate) audiences: Option<Vec<String>>,
    /// The attributes, such as `google.subject`, and the expressions that make them.
    pub(crate) mapping: Attributes,
    /// The condition as written.
    pub(crate) condition: Option<String>,
    /// The condition, read.
    pub(crate) expression: Option<Expression>,
}

const OTHER_KINDS: [&str; 3] = ["aws", "saml", "x509"];

/// Returns true for a provider.
pub(super) fn is_policy(document: &Document) -> bool {
    let Some(root) = document.root() else { return false };
    let is_other = || {
        let has_name = document.member(root, &["name"]).is_some();
        has_name && document.member(root, &OTHER_KINDS).is_some()
    };
    let own = ["oidc", "attributeMapping", "attribute_mapping", "attributeCondition"];
    document.member(root, &own).is_some() || is_other()
}

/// Reads a provider.
pub(super) fn read(document: &Document, flaws: &mut Vec<Flaw>) -> Provider {
    let mut reader = Reader { document, flaws };
    let oidc = reader.member(&["oidc"]);
    if oidc.is_none() {
        match reader.member(&OTHER_KINDS) {
            Some(other) => reader.flaw(Some(other), FlawKind::OtherMechanism(Mechanism::NotOidc)),
            None => reader.flaw(None, FlawKind::Missing(Member::IssuerUri)),
        }
    }
    let issuer = oidc.and_then(|node| reader.issuer(node));
    let condition = reader.text(&["attributeCondition", "attribute_condition"]);
    let expression = condition.as_ref().and_then(|(_, text)| cel::read(text));
    if let Some((node, _)) = condition
        && expression.is_none()
    {
        reader.flaw(Some(node), FlawKind::NotRead { name: document.name(node).to_owned() });
    }
    if expression == Some(Expression::Constant(true)) {
        reader.flaw(condition.as_ref().map(|&(node, _)| node), FlawKind::NoCondition);
    }
    let disabled = reader.member(&["disabled"]);
    if disabled.is_some_and(|node| document.scalar(node).as_deref() == Some("true")) {
        reader.flaw(disabled, FlawKind::Disabled);
    }
    let state = reader.text(&["state"]);
    if let Some((node, state)) = state
        && state == "DELETED"
    {
        reader.flaw(Some(node), FlawKind::Disabled);
    }
    let mapping = reader.mapping();
    if condition.is_none() && !reader.has_other_kind(oidc) {
        reader.flaw(None, FlawKind::NoCondition);
    }
    Provider {
        issuer,
        audiences: reader.audiences(oidc),
        mapping,
        condition: condition.map(|(_, text)| text),
        expression,
    }
}

struct Reader<'a> {
    document: &'a Document,
    flaws: &'a mut Vec<Flaw>,
}

impl Reader<'_> {
    fn flaw(&mut self, node: Option<NodeId>, kind: FlawKind) {
        let pointer = node.map_or_else(String::new, |node| self.document.pointer(node));
        self.flaws.push(Flaw::new(pointer, kind));
    }

    fn member(&self, names: &[&str]) -> Option<NodeId> {
        self.document.member(self.document.root()?, names)
    }

    fn text(&self, names: &[&str]) -> Option<(NodeId, String)> {
        self.document.text(self.document.root()?, names)
    }

    fn has_other_kind(&self, oidc: Option<NodeId>) -> bool {
        oidc.is_none() && self.member(&OTHER_KINDS).is_some()
    }

    fn issuer(&mut self, oidc: NodeId) -> Option<String> {
        let Some((node, issuer)) = self.document.text(oidc, &["issuerUri", "issuer_uri"]) else {
            self.flaw(Some(oidc), FlawKind::Missing(Member::IssuerUri));
            return None;
        };
        if !issuer.starts_with("https://") {
            self.flaw(Some(node), FlawKind::IssuerNotHttps { issuer: issuer.clone() });
        }
        Some(issuer)
    }

    fn audiences(&self, oidc: Option<NodeId>) -> Option<Vec<String>> {
        let names = ["allowedAudiences", "allowed_audiences"];
        let listed = oidc.and_then(|node| self.document.member(node, &names));
        let listed = listed.map_or_else(Vec::new, |node| self.document.scalars(node));
        if !listed.is_empty() {
            return Some(listed);
        }
        // Without a list, it accepts its own full name, with and without `https:`.
        let (_, name) = self.text(&["name"])?;
        let own = name.starts_with("projects/") && name.contains("/providers/");
        own.then(|| {
            let audience = format!("//iam.googleapis.com/{name}");
            vec![format!("https:{audience}"), audience]
        })
    }

    fn mapping(&mut self) -> Attributes {
        let names = ["attributeMapping", "attribute_mapping"];
        let node = self.member(&names);
        let mut mapping = Attributes::default();
        let Some(node) = node.filter(|&node| self.document.is(node, JsonType::Object)) else {
            self.flaw(node, FlawKind::Missing(Member::SubjectMapping));
            return mapping;
        };
        for &member in self.document.children(node) {
            let Some(text) = self.document.string(member) else { continue };
            let name = self.document.name(member).to_owned();
            let term = cel::read_term(text);
            if name == "google.subject" && term.as_ref().is_some_and(cel::Term::is_constant) {
                self.flaw(Some(member), FlawKind::ConstantSubject);
            }
            mapping.push(name, term);
        }
        if !mapping.has("google.subject") {
            self.flaw(Some(node), FlawKind::Missing(Member::SubjectMapping));
        }
        mapping
    }
}
