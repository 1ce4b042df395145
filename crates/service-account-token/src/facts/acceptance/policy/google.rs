//! A provider of a workload identity pool of Google (`gcloud iam workload-identity-pools providers
//! describe --format json`; REST resource `projects.locations.workloadIdentityPools.providers`).

use super::cel::{self, Attributes, Claims, Expression, Outcome};
use super::document::Document;
use super::flaw::{Flaw, FlawKind, Mechanism, Member};
use super::google_keys::{self, UploadedKeys};
use super::placeholder::is_placeholder;
use crate::facts::acceptance::presented::Lookup;
use crate::text::json::{JsonType, NodeId};

/// A provider of a workload identity pool.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Provider {
    pub(crate) status: Status,
    /// True if it accepts tokens of an OpenID provider, and not of AWS, SAML or certificates.
    pub(crate) is_oidc: bool,
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
    /// The keys that were uploaded, if there are any: then Google does not fetch the issuer's.
    pub(crate) keys: Option<UploadedKeys>,
    /// The flaw that leaves open what the provider decides.
    pub(crate) doubt: Option<Flaw>,
}

/// Whether a provider can be used.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Status {
    Active,
    Disabled,
    Deleted,
}

const OTHER_KINDS: [&str; 3] = ["aws", "saml", "x509"];

/// The most audiences of a provider (REST resource, `oidc.allowedAudiences`).
const MAX_AUDIENCES: usize = 10;

/// Returns true for a provider, or a list of providers.
pub(super) fn is_policy(document: &Document) -> bool {
    let own = ["oidc", "attributeMapping", "attribute_mapping", "attributeCondition"];
    let is_provider = |node: &NodeId| {
        let is_other = document.has(*node, &["name"]) && document.has(*node, &OTHER_KINDS);
        is_other || document.has(*node, &own)
    };
    providers(document).iter().any(is_provider)
}

/// `gcloud … list` prints an array, the REST method an object.
fn providers(document: &Document) -> Vec<NodeId> {
    let Some(root) = document.root() else { return Vec::new() };
    let list = document.member(root, &["workloadIdentityPoolProviders"]).unwrap_or(root);
    document.elements(list)
}

/// Reads every provider of a list, or the only one.
pub(super) fn read(document: &Document, flaws: &mut Vec<Flaw>) -> Vec<Provider> {
    let providers = providers(document).into_iter();
    let read = providers.map(|node| {
        let mut provider = Reader { document, flaws, node }.provider();
        provider.doubt = document.doubt(node, flaws);
        provider
    });
    read.collect()
}

struct Reader<'a> {
    document: &'a Document,
    flaws: &'a mut Vec<Flaw>,
    /// The provider.
    node: NodeId,
}

impl Reader<'_> {
    /// Adds a flaw of a member, or of the whole provider.
    fn flaw(&mut self, node: Option<NodeId>, kind: FlawKind) {
        let pointer = self.document.pointer(node.unwrap_or(self.node));
        self.flaws.push(Flaw::new(pointer, kind));
    }

    fn member(&self, names: &[&str]) -> Option<NodeId> {
        self.document.member(self.node, names)
    }

    fn text(&self, names: &[&str]) -> Option<(NodeId, String)> {
        self.document.text(self.node, names)
    }

    fn provider(&mut self) -> Provider {
        let document = self.document;
        // In the state of Terraform, `oidc` is a list of one.
        let oidc = self.member(&["oidc"]);
        let oidc = oidc.and_then(|node| document.elements(node).first().copied());
        let other = self.member(&OTHER_KINDS).filter(|_| oidc.is_none());
        match (oidc, other) {
            (None, Some(_)) => self.flaw(other, FlawKind::OtherMechanism(Mechanism::NotOidc)),
            (None, None) => self.flaw(None, FlawKind::Missing(Member::IssuerUri)),
            _ => {}
        }
        let issuer = oidc.and_then(|node| self.issuer(node));
        let status = self.status();
        let mapping = if other.is_none() { self.mapping() } else { Attributes::default() };
        let (condition, expression) = self.condition(issuer.as_deref(), &mapping, other.is_some());
        Provider {
            status,
            is_oidc: other.is_none(),
            audiences: self.audiences(oidc),
            keys: oidc.and_then(|node| google_keys::read(document, node, self.flaws)),
            issuer,
            mapping,
            condition,
            expression,
            doubt: None,
        }
    }

    fn status(&mut self) -> Status {
        let document = self.document;
        let deleted = self.text(&["state"]).filter(|(_, state)| state == "DELETED");
        if let Some((node, _)) = deleted {
            self.flaw(Some(node), FlawKind::Deleted);
            return Status::Deleted;
        }
        let disabled = self.member(&["disabled"]);
        if disabled.is_some_and(|node| document.scalar(node).as_deref() == Some("true")) {
            self.flaw(disabled, FlawKind::Disabled);
            return Status::Disabled;
        }
        Status::Active
    }

    fn condition(
        &mut self,
        issuer: Option<&str>,
        mapping: &Attributes,
        is_other: bool,
    ) -> (Option<String>, Option<Expression>) {
        let names = ["attributeCondition", "attribute_condition"];
        let Some((node, text)) = self.text(&names).filter(|(_, text)| !text.trim().is_empty())
        else {
            if !is_other {
                self.flaw(None, FlawKind::NoCondition);
            }
            return (None, None);
        };
        let expression = cel::read(&text);
        let outcome = expression.as_ref().map(|own| own.outcome(&Improbable { issuer }, mapping));
        match (&expression, outcome) {
            (None, _) => {
                let name = self.document.name(node).to_owned();
                self.flaw(Some(node), FlawKind::NotRead { name });
            }
            (Some(Expression::Constant(true)), _) => {
                self.flaw(Some(node), FlawKind::NoCondition);
            }
            (_, Some(Outcome::Holds)) => {
                let pattern = Some(text.clone());
                self.flaw(Some(node), FlawKind::EveryAccount { pattern });
            }
            _ => {}
        }
        (Some(text), expression)
    }

    fn issuer(&mut self, oidc: NodeId) -> Option<String> {
        let Some((node, issuer)) = self.document.text(oidc, &["issuerUri", "issuer_uri"]) else {
            self.flaw(Some(oidc), FlawKind::Missing(Member::IssuerUri));
            return None;
        };
        if is_placeholder(&issuer) {
            self.flaw(Some(node), FlawKind::Placeholder { value: issuer.clone() });
        } else if !issuer.starts_with("https://") {
            self.flaw(Some(node), FlawKind::IssuerNotHttps { issuer: issuer.clone() });
        }
        Some(issuer)
    }

    fn audiences(&mut self, oidc: Option<NodeId>) -> Option<Vec<String>> {
        let document = self.document;
        let names = ["allowedAudiences", "allowed_audiences"];
        if let Some(node) = oidc.and_then(|node| document.member(node, &names)) {
            if !document.is_scalars(node) && !document.is(node, JsonType::Null) {
                let name = document.name(node).to_owned();
                self.flaw(Some(node), FlawKind::NotRead { name });
                return None;
            }
            let listed = document.scalars(node);
            if listed.len() > MAX_AUDIENCES {
                self.flaw(Some(node), FlawKind::TooManyAudiences { count: listed.len() });
            }
            if !listed.is_empty() {
                return Some(listed);
            }
        }
        // Without a list, it accepts its own full name, with and without `https:`. That has the number of
        // the project, not its id.
        let (_, name) = self.text(&["name"])?;
        let (project, rest) = name.strip_prefix("projects/")?.split_once('/')?;
        let is_number = project.bytes().all(|byte| byte.is_ascii_digit());
        let is_provider = rest.contains("/workloadIdentityPools/") && rest.contains("/providers/");
        (is_number && is_provider).then(|| {
            let audience = format!("//iam.googleapis.com/{name}");
            vec![format!("https:{audience}"), audience]
        })
    }

    fn mapping(&mut self) -> Attributes {
        let node = self.member(&["attributeMapping", "attribute_mapping"]);
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

/// A token of a service account that no condition names. A condition that holds for it holds for all.
struct Improbable<'a> {
    issuer: Option<&'a str>,
}

impl Claims for Improbable<'_> {
    fn at(&self, path: &[String]) -> Lookup<'_> {
        let path: Vec<&str> = path.iter().map(String::as_str).collect();
        match path.as_slice() {
            ["iss"] => self.issuer.map_or(Lookup::Unknown, Lookup::Text),
            ["sub"] => Lookup::Text("system:serviceaccount:zq7kx:wv9jp"),
            ["kubernetes.io", "namespace"] => Lookup::Text("zq7kx"),
            ["kubernetes.io", "serviceaccount", "name"] => Lookup::Text("wv9jp"),
            _ => Lookup::Unknown,
        }
    }
}
