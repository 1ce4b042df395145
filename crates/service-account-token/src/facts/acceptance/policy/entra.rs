//! A federated credential of Microsoft Entra (`az identity federated-credential list`, `az ad app
//! federated-credential list`, Microsoft Graph and Azure Resource Manager).

use super::breadth::{self, Breadth};
use super::document::Document;
use super::flaw::{Flaw, FlawKind, Member};
use super::placeholder::is_placeholder;
use crate::facts::acceptance::glob;
use crate::kubernetes;
use crate::text::json::{JsonType, NodeId};

/// The longest issuer, subject and audience that Entra takes (entra-docs
/// `workload-identity-federation-considerations`).
const MAX_CHARACTERS: usize = 600;

/// A federated credential.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Credential {
    pub(crate) issuer: Option<String>,
    pub(crate) subject: Subject,
    pub(crate) audiences: Vec<String>,
    /// The flaw that leaves open what the credential decides.
    pub(crate) doubt: Option<Flaw>,
}

/// What a credential demands of `sub`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Subject {
    /// It has exactly this value.
    Is(String),
    /// It fits this pattern, which a flexible credential has.
    Fits(String),
    /// It is not known: the expression is not read.
    Unread,
    /// It has to fit an expression, and Entra takes none for this issuer.
    NotSupported,
    /// The credential demands nothing, so it fits no token.
    Missing,
}

/// Returns true for a credential, or a list of credentials.
pub(super) fn is_policy(document: &Document) -> bool {
    credentials(document).iter().any(|&node| {
        let has = |name| document.has(node, &[name]);
        let is_exact = has("subject") && (has("issuer") || has("audiences"));
        is_exact || has("issuer") && (has("audiences") || has("claimsMatchingExpression"))
    })
}

fn credentials(document: &Document) -> Vec<NodeId> {
    let Some(root) = document.root() else { return Vec::new() };
    let list = document.member(root, &["value"]).filter(|&list| document.is(list, JsonType::Array));
    let nodes = document.elements(list.unwrap_or(root));
    let inner = |node| document.member(node, &["properties"]).unwrap_or(node);
    nodes.into_iter().map(inner).collect()
}

/// Reads every credential of a list, or the only one.
pub(super) fn read(document: &Document, flaws: &mut Vec<Flaw>) -> Vec<Credential> {
    let mut reader = Reader { document, flaws };
    let credentials = credentials(document).into_iter();
    let read = credentials.map(|node| {
        let mut credential = reader.credential(node);
        credential.doubt = document.doubt(node, reader.flaws);
        credential
    });
    read.collect()
}

struct Reader<'a> {
    document: &'a Document,
    flaws: &'a mut Vec<Flaw>,
}

impl Reader<'_> {
    fn flaw(&mut self, node: NodeId, kind: FlawKind) {
        self.flaws.push(Flaw::new(self.document.pointer(node), kind));
    }

    fn credential(&mut self, node: NodeId) -> Credential {
        let document = self.document;
        let issuer = self.issuer(node);
        // The provider of Terraform calls the list `audience`.
        let list = document.member(node, &["audiences", "audience"]);
        let audiences = list.map_or_else(Vec::new, |list| document.scalars(list));
        if audiences.len() != 1 {
            let kind = FlawKind::AudienceCount { count: audiences.len() };
            self.flaw(list.unwrap_or(node), kind);
        }
        if let Some(list) = list {
            audiences.iter().for_each(|audience| self.length(list, audience));
        }
        let subject = self.subject(node, issuer.as_deref());
        Credential { issuer, subject, audiences, doubt: None }
    }

    fn length(&mut self, node: NodeId, text: &str) {
        let characters = text.chars().count();
        if characters > MAX_CHARACTERS {
            self.flaw(node, FlawKind::ValueTooLong { characters });
        }
    }

    fn issuer(&mut self, credential: NodeId) -> Option<String> {
        let Some((node, issuer)) = self.document.text(credential, &["issuer"]) else {
            self.flaw(credential, FlawKind::Missing(Member::Issuer));
            return None;
        };
        self.length(node, &issuer);
        if is_placeholder(&issuer) {
            self.flaw(node, FlawKind::Placeholder { value: issuer.clone() });
        }
        if !issuer.starts_with("https://") {
            self.flaw(node, FlawKind::IssuerNotHttps { issuer: issuer.clone() });
        } else if !kubernetes::is_aks(&issuer) && kubernetes::is_aks(&format!("{issuer}/")) {
            self.flaw(node, FlawKind::IssuerLacksSlash { issuer: issuer.clone() });
        }
        Some(issuer)
    }

    fn subject(&mut self, credential: NodeId, issuer: Option<&str>) -> Subject {
        let document = self.document;
        let subject = document.text(credential, &["subject"]);
        let flexible = document.member(credential, &["claimsMatchingExpression"]);
        let flexible = flexible.filter(|&node| !document.is(node, JsonType::Null));
        match (subject, flexible) {
            (Some(_), Some(node)) => {
                self.flaw(node, FlawKind::SubjectAndExpression);
                Subject::Unread
            }
            (Some((node, subject)), None) => {
                self.judge(node, &subject);
                Subject::Is(subject)
            }
            (None, Some(node)) => self.flexible(node, issuer),
            (None, None) => {
                self.flaw(credential, FlawKind::Missing(Member::Subject));
                Subject::Missing
            }
        }
    }

    fn judge(&mut self, node: NodeId, subject: &str) {
        self.length(node, subject);
        let value = subject.to_owned();
        if is_placeholder(subject) {
            self.flaw(node, FlawKind::Placeholder { value });
        } else if glob::has_wildcard(subject) {
            self.flaw(node, FlawKind::LiteralWildcard { value });
        } else if breadth::of_subject(subject) == Breadth::None {
            self.flaw(node, FlawKind::NoSuchSubject { value });
        }
    }

    /// Reads a flexible credential. Entra takes expressions for the issuers of GitHub, GitLab and
    /// Terraform Cloud alone (entra-docs workload-identities-flexible-federated-identity-credentials).
    fn flexible(&mut self, node: NodeId, issuer: Option<&str>) -> Subject {
        let takes = ["token.actions.githubusercontent.com", "gitlab.com", "app.terraform.io"];
        let host = issuer.and_then(|issuer| issuer.strip_prefix("https://"));
        let host = host.map(|rest| rest.split('/').next().unwrap_or_default());
        let is_supported = host.is_some_and(|host| takes.contains(&host));
        if !is_supported {
            self.flaw(node, FlawKind::ExpressionNotSupported);
        }
        let value = self.document.text(node, &["value"]);
        let text = value.as_ref().map(|(_, text)| text.as_str());
        let text = text.or_else(|| self.document.string(node));
        let subject = text.and_then(expression);
        match &subject {
            Some(Subject::Fits(pattern)) => {
                if let Some(kind) = breadth::of_pattern(pattern).flaw(pattern) {
                    self.flaw(node, kind);
                }
            }
            Some(_) => {}
            None => {
                self.flaw(node, FlawKind::NotRead { name: self.document.name(node).to_owned() })
            }
        }
        if is_supported { subject.unwrap_or(Subject::Unread) } else { Subject::NotSupported }
    }
}

/// Reads `claims['sub'] eq '…'` or `claims['sub'] matches '…'`.
fn expression(text: &str) -> Option<Subject> {
    let rest = text.trim().strip_prefix("claims['sub']")?.trim_start();
    let (operator, value) = rest.split_once(' ')?;
    let value = value.trim().strip_prefix('\'')?.strip_suffix('\'')?.to_owned();
    if value.contains('\'') {
        return None;
    }
    match operator {
        "eq" => Some(Subject::Is(value)),
        "matches" => Some(Subject::Fits(value)),
        _ => None,
    }
}

impl Subject {
    /// Returns whether a subject fits; none if that cannot be known.
    pub(crate) fn takes(&self, subject: &str) -> Option<bool> {
        match self {
            Self::Is(own) => Some(own == subject),
            Self::Fits(_) if subject.len() > MAX_CHARACTERS => None,
            Self::Fits(pattern) => Some(glob::fits(pattern, subject)),
            Self::Missing | Self::NotSupported => Some(false),
            Self::Unread => None,
        }
    }
}
