//! Reads a trust policy, and finds what is wrong with its form.

use super::super::document::Document;
use super::super::flaw::{Flaw, FlawKind, Member, OtherDocument};
use super::super::layers;
use super::super::placeholder::is_placeholder;
use super::condition::{self, Condition, Operator};
use super::principal::{self, Principal};
use super::statement::{Statement, TrustPolicy};
use super::{find, judge};
use crate::facts::acceptance::glob;
use crate::text::json::{JsonType, NodeId};

const EXCHANGE: &str = "sts:assumerolewithwebidentity";

/// The version of the policy language that has variables. Without a `Version`, it is the one of 2008 (IAM
/// User Guide, `reference_policies_elements_version`).
const WITH_VARIABLES: &str = "2012-10-17";
const WITHOUT_VARIABLES: &str = "2008-10-17";

/// The elements of a trust policy and of its statements (IAM User Guide, `reference_policies_grammar`).
const ELEMENTS: [&str; 3] = ["Id", "Statement", "Version"];
const OF_STATEMENT: [&str; 5] = ["Action", "Condition", "Effect", "Principal", "Sid"];
/// Elements that IAM has and that this tool does not read.
const UNREAD: [&str; 2] = ["NotAction", "NotPrincipal"];

/// Reads a trust policy. `role_arn` is the ARN of the role if it was outside of the document.
pub(crate) fn read(
    document: &Document,
    policy: NodeId,
    role_arn: Option<&str>,
    flaws: &mut Vec<Flaw>,
) -> TrustPolicy {
    let beside = layers::arn_beside(document, policy);
    let account = beside.as_deref().or(role_arn).and_then(principal::account_of);
    let mut reader = Reader { document, flaws, has_variables: false };
    let nodes = find::statements(document, policy);
    let statements = if is_permissions(document, &nodes) {
        let kind = FlawKind::OtherDocument(OtherDocument::AwsPermissions);
        reader.flaw(document.pointer(policy), kind);
        Vec::new()
    } else {
        reader.policy(policy, &nodes)
    };
    let mut read = TrustPolicy { statements, account: account.map(str::to_owned), doubt: None };
    judge::judge(&read, flaws);
    read.doubt = document.doubt(policy, flaws);
    read
}

/// Returns true for a policy of what a role may do: it names resources and no principals.
fn is_permissions(document: &Document, statements: &[NodeId]) -> bool {
    let any = |names: &[&str]| statements.iter().any(|&node| document.has(node, names));
    any(&["Resource", "NotResource"]) && !any(&["Principal", "NotPrincipal"])
}

struct Reader<'a> {
    document: &'a Document,
    flaws: &'a mut Vec<Flaw>,
    /// True if IAM replaces variables such as `${aws:PrincipalTag/team}`.
    has_variables: bool,
}

impl Reader<'_> {
    fn flaw(&mut self, pointer: String, kind: FlawKind) {
        self.flaws.push(Flaw::new(pointer, kind));
    }

    fn policy(&mut self, policy: NodeId, nodes: &[NodeId]) -> Vec<Statement> {
        let document = self.document;
        if let Some(node) = document.member(policy, &["Version"]) {
            let version = document.scalar(node).unwrap_or_default();
            self.has_variables = version == WITH_VARIABLES;
            if !self.has_variables && version != WITHOUT_VARIABLES {
                self.flaw(document.pointer(node), FlawKind::NoSuchVersion { version });
            }
        }
        if document.has(policy, &["Statement"]) {
            self.elements(policy, &ELEMENTS);
        }
        if nodes.is_empty() {
            self.flaw(document.pointer(policy), FlawKind::Missing(Member::Statement));
        }
        self.sids(nodes);
        nodes.iter().map(|&node| self.statement(node)).collect()
    }

    /// Finds elements that IAM does not accept there. IAM writes each in one way; whether it takes another
    /// case is not documented.
    fn elements(&mut self, node: NodeId, allowed: &[&str]) -> bool {
        let document = self.document;
        let mut has_unread = false;
        for &member in document.children(node) {
            let name = document.name(member);
            if allowed.contains(&name) {
                continue;
            }
            has_unread = true;
            let is_known = |own: &&str| own.eq_ignore_ascii_case(name);
            let is_unread = UNREAD.contains(&name) || allowed.iter().any(is_known);
            let name = name.to_owned();
            let kind =
                if is_unread { FlawKind::NotRead { name } } else { FlawKind::Prohibited { name } };
            self.flaw(document.pointer(member), kind);
        }
        has_unread
    }

    fn sids(&mut self, nodes: &[NodeId]) {
        let document = self.document;
        let mut seen = std::collections::BTreeSet::new();
        for &node in nodes {
            let Some((member, sid)) = document.text(node, &["Sid"]) else { continue };
            if !sid.is_empty() && !seen.insert(sid.clone()) {
                self.flaw(document.pointer(member), FlawKind::RepeatedSid { sid });
            }
        }
    }

    fn statement(&mut self, node: NodeId) -> Statement {
        let document = self.document;
        let pointer = document.pointer(node);
        let effect = document.text(node, &["Effect"]).map(|(_, effect)| effect);
        // IAM takes no other effect, so such a statement neither allows nor denies.
        let has_effect = matches!(effect.as_deref(), Some("Allow" | "Deny"));
        if !has_effect {
            self.flaw(pointer.clone(), FlawKind::Missing(Member::Effect));
        }
        let mut has_unread = self.elements(node, &OF_STATEMENT) || !has_effect;
        let is_exchange = self.actions(node, &mut has_unread);
        let principals = self.principals(node);
        let conditions = self.conditions(node, &mut has_unread);
        let denies = effect.as_deref() == Some("Deny");
        Statement { denies, is_exchange, principals, conditions, has_unread, pointer }
    }

    /// Returns true if the statement is about the exchange.
    fn actions(&mut self, statement: NodeId, has_unread: &mut bool) -> bool {
        let document = self.document;
        let Some(node) = document.member(statement, &["Action"]) else {
            if !document.has(statement, &["NotAction"]) {
                self.flaw(document.pointer(statement), FlawKind::Missing(Member::Action));
            }
            return false;
        };
        let actions = document.scalars(node);
        if actions.is_empty() {
            self.flaw(document.pointer(node), FlawKind::Missing(Member::Action));
        }
        if !actions.is_empty() && !document.is_scalars(node) {
            *has_unread = true;
            let kind = FlawKind::NotRead { name: "Action".to_owned() };
            self.flaw(document.pointer(node), kind);
        }
        // `AssumeRole policy may only specify STS AssumeRole actions` is what IAM says of others.
        let is_foreign = |action: &&String| !action.to_ascii_lowercase().starts_with("sts:");
        if let Some(action) = actions.iter().find(is_foreign) {
            let kind = FlawKind::ForeignAction { action: action.clone() };
            self.flaw(document.pointer(node), kind);
        }
        actions.iter().any(|action| glob::fits(&action.to_ascii_lowercase(), EXCHANGE))
    }

    fn principals(&mut self, statement: NodeId) -> Vec<Principal> {
        let document = self.document;
        let Some(node) = document.member(statement, &["Principal"]) else {
            if !document.has(statement, &["NotPrincipal"]) {
                let kind = FlawKind::Missing(Member::Principal);
                self.flaw(document.pointer(statement), kind);
            }
            return Vec::new();
        };
        let (principals, flaws) = principal::read(document, node);
        for (node, kind) in flaws {
            self.flaw(document.pointer(node), kind);
        }
        principals
    }

    fn conditions(&mut self, statement: NodeId, has_unread: &mut bool) -> Vec<Condition> {
        let document = self.document;
        let Some(node) = document.member(statement, &["Condition"]) else { return Vec::new() };
        let is_object = |node| document.is(node, JsonType::Object);
        if !is_object(node) || !document.children(node).iter().all(|&node| is_object(node)) {
            *has_unread = true;
            let kind = FlawKind::NotRead { name: "Condition".to_owned() };
            self.flaw(document.pointer(node), kind);
        }
        let mut conditions = Vec::new();
        for &operator in document.children(node) {
            self.operator(operator);
            if !is_object(operator) {
                continue;
            }
            for &key in document.children(operator) {
                // CloudFormation makes the name of a condition with `Fn::GetAtt` and others.
                if document.name(key).starts_with("Fn::") {
                    *has_unread = true;
                    let name = document.name(key).to_owned();
                    self.flaw(document.pointer(key), FlawKind::NotRead { name });
                } else {
                    conditions.push(self.condition(operator, key));
                }
            }
        }
        conditions
    }

    fn operator(&mut self, node: NodeId) {
        let name = self.document.name(node).to_owned();
        if Operator::read(&name).is_some() {
            return;
        }
        let kind = if condition::exists(&name) {
            FlawKind::NotRead { name }
        } else {
            FlawKind::NoSuchOperator { name }
        };
        self.flaw(self.document.pointer(node), kind);
    }

    fn condition(&mut self, operator: NodeId, key: NodeId) -> Condition {
        let document = self.document;
        let pointer = document.pointer(key);
        let written = document.name(operator).to_owned();
        let values = document.scalars(key);
        let variable = values.iter().find(|value| value.contains("${"));
        if values.is_empty() {
            self.flaw(pointer.clone(), FlawKind::Missing(Member::Values));
        } else if !document.is_scalars(key) {
            let kind = FlawKind::NotRead { name: document.name(key).to_owned() };
            self.flaw(pointer.clone(), kind);
        }
        if let Some(value) = variable.filter(|value| !self.has_variables && !is_placeholder(value))
        {
            self.flaw(pointer.clone(), FlawKind::NoVariables { value: value.clone() });
        }
        let has_open_value = values.is_empty()
            || !document.is_scalars(key)
            || self.has_variables && variable.is_some()
            || values.iter().any(|value| is_placeholder(value));
        let key = document.name(key).to_owned();
        if key.starts_with("https://") || key.starts_with("http://") {
            self.flaw(pointer.clone(), FlawKind::KeyHasScheme { key: key.clone() });
        }
        for text in values.iter().chain([&key]).filter(|text| is_placeholder(text)) {
            self.flaw(pointer.clone(), FlawKind::Placeholder { value: text.clone() });
        }
        let operator = Operator::read(&written);
        Condition { written, operator, key, values, has_open_value, pointer }
    }
}
