//! The layers around a policy: IAM's API answers with the policy as a percent-encoded string, and other
//! programs put its JSON into a string of their own.

use super::document::Document;
use super::flaw::FlawKind;
use super::foreign;
use crate::text::escape::code_point;
use crate::text::json::{JsonText, JsonType, NodeId};
use crate::text::position::Lines;

/// A document without its layers.
pub(super) struct Opened {
    pub(super) document: Document,
    /// The ARN of the role, if the policy was in a string beside it.
    pub(super) role_arn: Option<String>,
}

/// A percent-encoded string in the JSON of an event has two layers.
const MAX_LAYERS: usize = 4;

/// What the member is called that is a role's trust policy: by IAM and CloudFormation, by CloudTrail and by
/// Terraform.
pub(super) const TRUST_POLICY: [&str; 3] =
    ["AssumeRolePolicyDocument", "assumeRolePolicyDocument", "assume_role_policy"];

/// Reads a text as JSON, and what is in its strings if that is the policy.
pub(super) fn open(text: &str) -> Result<Opened, FlawKind> {
    let mut text = decoded(text);
    let mut role_arn = None;
    for _ in 0..MAX_LAYERS {
        let document = read(text)?;
        let Some(node) = inner(&document)? else { return Ok(Opened { document, role_arn }) };
        role_arn = role_arn.or_else(|| arn_beside(&document, node));
        text = decoded(document.string(node).unwrap_or_default());
    }
    Err(FlawKind::NotAPolicy)
}

fn read(text: String) -> Result<Document, FlawKind> {
    let json = JsonText::read(text);
    if let Some(fault) = &json.fault {
        if let Some(kind) = foreign::not_json(json.text()) {
            return Err(kind);
        }
        let (line, column) = Lines::new(json.text().as_bytes()).position(fault.offset);
        return Err(FlawKind::NotJson { line, column, reason: fault.reason });
    }
    if json.too_many.is_some() {
        return Err(FlawKind::TooLong { bytes: json.text().len() });
    }
    if json.too_deep.is_some() {
        return Err(FlawKind::NotAPolicy);
    }
    Ok(Document::new(json))
}

/// Returns the string that is the policy, if one is.
fn inner(document: &Document) -> Result<Option<NodeId>, FlawKind> {
    let Some(root) = document.root() else { return Ok(None) };
    if document.is(root, JsonType::String) {
        return Ok(is_encoded(document, root).then_some(root));
    }
    let mut members = document.all(&TRUST_POLICY);
    if members.is_empty() {
        members = document.all(&["PolicyDocument", "policyDocument"]);
    }
    members.retain(|&node| is_encoded(document, node));
    if members.len() > 1 {
        return Err(FlawKind::Several { count: members.len() });
    }
    Ok(members.first().copied())
}

fn is_encoded(document: &Document, node: NodeId) -> bool {
    let text = document.string(node).unwrap_or_default().trim_start();
    text.starts_with(['{', '[', '"']) || is_percent_encoded(text)
}

fn is_percent_encoded(text: &str) -> bool {
    let first = text.trim_start().get(..3).unwrap_or_default().to_ascii_lowercase();
    matches!(first.as_str(), "%7b" | "%5b" | "%22" | "%0a" | "%20")
}

/// Decodes RFC 3986, which has no `+` for a blank, if a text is percent-encoded.
fn decoded(text: &str) -> String {
    if !is_percent_encoded(text) {
        return text.to_owned();
    }
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text.as_bytes();
    while let Some((&first, behind)) = rest.split_first() {
        let byte = behind.get(..2).and_then(|digits| code_point(digits, 16));
        let byte = byte.and_then(|byte| u8::try_from(u32::from(byte)).ok());
        match byte.filter(|_| first == b'%') {
            Some(byte) => {
                bytes.push(byte);
                rest = behind.get(2..).unwrap_or_default();
            }
            None => {
                bytes.push(first);
                rest = behind;
            }
        }
    }
    String::from_utf8_lossy(&bytes).into_owned()
}

/// Returns the ARN of the role whose policy this is.
pub(super) fn arn_beside(document: &Document, policy: NodeId) -> Option<String> {
    let role = document.parent(policy)?;
    document.text(role, &["Arn", "arn"]).map(|(_, arn)| arn)
}
