//! JSON Web Keys and sets of them (RFC 7517, RFC 7518 §6, RFC 8037 §2).

use std::collections::BTreeSet;

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;

use super::fault::KeyFaultCode;
use super::key::{Key, KeyForm, Source};
use super::public_key::{Curve, PublicKey, Secret};
use crate::text::json::{JsonText, JsonType, NodeId};

/// The members that only a private key has.
const PRIVATE: [&str; 8] = ["d", "p", "q", "dp", "dq", "qi", "oth", "priv"];

/// Returns true if there is a private JWK in a JSON text, however deep.
pub(super) fn has_private_jwk(json: &JsonText) -> bool {
    let objects_with = |names: &[&str]| -> BTreeSet<usize> {
        let is_named = |name: &String| names.contains(&name.as_str());
        let named = json.members().filter(|(_, node)| node.name.as_ref().is_some_and(is_named));
        named.filter_map(|(_, node)| node.parent).map(NodeId::index).collect()
    };
    !objects_with(&["kty"]).is_disjoint(&objects_with(&PRIVATE))
}

/// The members of an object.
#[derive(Clone, Copy)]
pub(super) struct Object<'j> {
    json: &'j JsonText,
    id: NodeId,
}

impl<'j> Object<'j> {
    pub(super) fn new(json: &'j JsonText, id: NodeId) -> Self {
        Self { json, id }
    }

    pub(super) fn has(self, name: &str) -> bool {
        self.json.member(self.id, name).is_some()
    }

    /// Returns the elements of a member that is an array.
    pub(super) fn list(self, name: &str) -> Option<Vec<NodeId>> {
        let list = self.json.member(self.id, name)?;
        let is_list = self.json[list].json_type == JsonType::Array;
        is_list.then(|| self.json.children(list).map(|(id, _)| id).collect())
    }

    fn string(self, name: &str) -> Option<&'j str> {
        self.json[self.json.member(self.id, name)?].value.as_deref()
    }

    fn owned(self, name: &str) -> Option<String> {
        self.string(name).map(str::to_owned)
    }

    /// Returns the bytes of a member in base64url.
    fn bytes(self, name: &str) -> Result<Vec<u8>, KeyFaultCode> {
        let text = self.string(name).ok_or(KeyFaultCode::MemberMissing)?;
        URL_SAFE_NO_PAD.decode(text).map_err(|_| KeyFaultCode::NotBase64url)
    }

    /// Reads the object as a JWK.
    pub(super) fn jwk(self, form: KeyForm, source: Source) -> Result<Key, KeyFaultCode> {
        // First of all: of a private key, nothing is read.
        if PRIVATE.iter().any(|name| self.has(name)) {
            return Err(KeyFaultCode::PrivateKey);
        }
        let key = match self.string("kty") {
            Some("RSA") => PublicKey::rsa(&self.bytes("n")?, &self.bytes("e")?),
            Some("EC") => {
                let curve = self.string("crv").ok_or(KeyFaultCode::MemberMissing)?;
                let curve = Curve::from_name(curve).ok_or(KeyFaultCode::UnknownCurve)?;
                PublicKey::ec(curve, self.bytes("x")?, self.bytes("y")?)?
            }
            Some("OKP") => match self.string("crv").ok_or(KeyFaultCode::MemberMissing)? {
                "Ed25519" => PublicKey::ed25519(self.bytes("x")?)?,
                _ => return Err(KeyFaultCode::UnknownCurve),
            },
            Some("oct") => PublicKey::Hmac(Secret(self.bytes("k")?)),
            _ => return Err(KeyFaultCode::UnknownKeyType),
        };
        let key_ops = self
            .list("key_ops")
            .map(|list| list.into_iter().filter_map(|id| self.json[id].value.clone()).collect());
        Ok(Key {
            kid: self.owned("kid"),
            alg: self.owned("alg"),
            key_use: self.owned("use"),
            key_ops,
            ..Key::bare(key, form, source)
        })
    }
}
