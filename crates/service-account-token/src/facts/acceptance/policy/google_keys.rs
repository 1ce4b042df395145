//! The keys that a provider of Google has of its own (`oidc.jwksJson`).

use super::document::Document;
use super::flaw::{Flaw, FlawKind};
use crate::text::json::{JsonText, JsonType, NodeId};

/// The keys of a provider.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct UploadedKeys {
    /// The `kid` of each; none for a key without one.
    pub(crate) ids: Vec<Option<String>>,
}

impl UploadedKeys {
    /// Returns true if one of them has this `kid`.
    pub(crate) fn has(&self, kid: &str) -> bool {
        self.ids.iter().flatten().any(|own| own == kid)
    }

    /// Returns true if each has a `kid`, so that one with another cannot be meant.
    pub(crate) fn has_only_ids(&self) -> bool {
        self.ids.iter().all(Option::is_some)
    }
}

/// Google rejects a key with another member (`Input JWK is not in a valid json format`).
const MEMBERS: [&str; 9] = ["kty", "alg", "use", "kid", "n", "e", "x", "y", "crv"];

/// Reads the keys of a provider; none if it has none of its own.
pub(super) fn read(
    document: &Document,
    oidc: NodeId,
    flaws: &mut Vec<Flaw>,
) -> Option<UploadedKeys> {
    let node = document.member(oidc, &["jwksJson", "jwks_json"])?;
    let pointer = document.pointer(node);
    let mut flaw = |kind| flaws.push(Flaw::new(pointer.clone(), kind));
    let text = document.string(node).filter(|text| !text.trim().is_empty())?;
    let json = JsonText::read(text.to_owned());
    let is_whole = json.fault.is_none() && json.too_deep.is_none() && json.too_many.is_none();
    let jwks = Document::new(json);
    let keys = jwks.root().and_then(|root| jwks.member(root, &["keys"]));
    let keys = keys.filter(|&keys| is_whole && jwks.is(keys, JsonType::Array));
    let Some(keys) = keys else {
        flaw(FlawKind::KeysNotRead);
        return Some(UploadedKeys { ids: vec![None] });
    };
    let mut ids = Vec::new();
    for &key in jwks.children(keys) {
        let mut members = jwks.children(key).iter().map(|&member| jwks.name(member));
        if let Some(name) = members.find(|name| !MEMBERS.contains(name)) {
            flaw(FlawKind::KeyMember { name: name.to_owned() });
        }
        ids.push(jwks.text(key, &["kid"]).map(|(_, id)| id));
    }
    if ids.is_empty() {
        flaw(FlawKind::KeysNotRead);
    }
    Some(UploadedKeys { ids })
}
