//! A token as a recipient reads it.

use crate::claims::{Claim, ClaimsSet, NumericDate};
use crate::facts::go_jose;
use crate::facts::reading::Reading;
use crate::jose::{Format, Jose};
use crate::text::json::JsonType;

/// A token as a recipient reads it: its header and its claims.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Presented<'a> {
    jose: &'a Jose,
    claims: &'a ClaimsSet,
}

impl<'a> Presented<'a> {
    pub(crate) fn new(jose: &'a Jose, claims: &'a ClaimsSet) -> Self {
        Self { jose, claims }
    }

    pub(crate) fn of(reading: &Reading<'a>) -> Self {
        Self::new(reading.jose, reading.claims)
    }

    /// Returns `iss`.
    pub(crate) fn issuer(&self) -> Option<&'a str> {
        self.claims.iss.as_ref().map(|claim| claim.value.as_str())
    }

    /// Returns `sub`.
    pub(crate) fn subject(&self) -> Option<&'a str> {
        self.claims.sub.as_ref().map(|claim| claim.value.as_str())
    }

    /// Returns every value of `aud`.
    pub(crate) fn audiences(&self) -> &'a [String] {
        self.claims.aud.as_ref().map_or(&[], |claim| &claim.value)
    }

    /// Returns a header parameter that is a string.
    pub(crate) fn header(&self, name: &str) -> Option<&'a str> {
        self.jose.header_string(name)
    }

    /// Returns the header parameter that go-jose cannot decode.
    pub(crate) fn undecodable_parameter(&self) -> Option<String> {
        let header = &self.jose.header;
        go_jose::undecodable_parameter(header).and_then(|node| header[node].name.clone())
    }

    /// Returns `exp` in Unix seconds, unless it is missing or no number.
    pub(crate) fn expires_at(&self) -> Option<i64> {
        seconds(self.claims.exp.as_ref())
    }

    /// Returns `nbf` in Unix seconds.
    pub(crate) fn not_before(&self) -> Option<i64> {
        seconds(self.claims.nbf.as_ref())
    }

    /// Returns `iat` in Unix seconds.
    pub(crate) fn issued_at(&self) -> Option<i64> {
        seconds(self.claims.iat.as_ref())
    }

    /// Returns true if it has this time, and this tool cannot read it as one.
    pub(crate) fn has_unread_time(&self, claim: &str) -> bool {
        let read = match claim {
            "exp" => self.expires_at(),
            "nbf" => self.not_before(),
            "iat" => self.issued_at(),
            _ => return false,
        };
        read.is_none() && self.has_member(claim)
    }

    /// Returns true if it has a `jti`.
    pub(crate) fn has_id(&self) -> bool {
        self.claims.jti.is_some()
    }

    /// Returns true if it is bound to a Pod.
    pub(crate) fn is_pod_bound(&self) -> bool {
        self.claims.kubernetes.as_ref().is_some_and(|own| own.pod.is_some())
    }

    /// Returns true if it names the Secret that contains it.
    pub(crate) fn is_legacy(&self) -> bool {
        self.claims.legacy.secret_name.is_some()
    }

    /// Returns true if it has a claim of this name that the recipient can read.
    pub(crate) fn has(&self, claim: &str) -> bool {
        match claim {
            "iss" => self.issuer().is_some(),
            "sub" => self.subject().is_some(),
            "aud" => !self.audiences().is_empty(),
            "exp" => self.expires_at().is_some(),
            "iat" => self.issued_at().is_some(),
            _ => self.header(claim).is_some(),
        }
    }

    /// Returns true if the payload has a member of this name, whatever its value.
    pub(crate) fn has_member(&self, name: &str) -> bool {
        let payload = &self.jose.payload;
        payload.object().is_some_and(|object| payload.member(object, name).is_some())
    }

    /// Returns the number of its characters; none if this is no whole, signed token.
    pub(crate) fn characters(&self) -> Option<usize> {
        let input = self.jose.signing_input()?.len();
        let signature = self.jose.signature.bytes?;
        Some(input + 1 + (signature * 4).div_ceil(3))
    }

    /// Returns the size in bits of the RSA key that made the signature, as long as that is; none for another
    /// algorithm or without a signature.
    pub(crate) fn rsa_bits(&self) -> Option<usize> {
        let algorithm = self.header("alg")?;
        let bytes = self.jose.signature.bytes.filter(|bytes| *bytes > 0)?;
        (algorithm.starts_with("RS") || algorithm.starts_with("PS")).then_some(bytes * 8)
    }

    /// Returns true if it is encrypted, and so has five parts.
    pub(crate) fn is_encrypted(&self) -> bool {
        self.jose.format == Some(Format::Jwe)
    }

    /// Returns true if the payload breaks off, is damaged or cannot be read, so that a claim may be missing
    /// only here.
    pub(crate) fn is_cut(&self) -> bool {
        self.jose.payload.is_damaged() || self.jose.payload.object().is_none()
    }

    /// Returns true if the header breaks off, is damaged or is not here.
    pub(crate) fn is_header_cut(&self) -> bool {
        self.jose.header.is_damaged() || self.jose.header.object().is_none()
    }

    /// Returns what is on this path.
    pub(crate) fn lookup(&self, path: &[String]) -> Lookup<'a> {
        let payload = &self.jose.payload;
        let Some(mut node) = payload.object() else { return Lookup::Unknown };
        for name in path {
            if payload[node].json_type != JsonType::Object {
                return Lookup::Unknown;
            }
            node = match payload.member(node, name) {
                Some(member) => member,
                None if self.is_cut() => return Lookup::Unknown,
                None => return Lookup::Missing,
            };
        }
        if payload.is_unknown(node) {
            return Lookup::Unknown;
        }
        match payload[node].json_type {
            JsonType::String => {
                payload[node].value.as_deref().map_or(Lookup::Unknown, Lookup::Text)
            }
            JsonType::Array => {
                let elements = payload.children(node).map(|(_, own)| own.value.as_deref());
                elements.collect::<Option<Vec<_>>>().map_or(Lookup::Unknown, Lookup::Texts)
            }
            _ => Lookup::Unknown,
        }
    }
}

/// What is on a path in the payload.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Lookup<'a> {
    Text(&'a str),
    /// A list of texts.
    Texts(Vec<&'a str>),
    /// The object has no such member.
    Missing,
    /// Another value, or one that cannot be read.
    Unknown,
}

/// Recipients read every time as seconds, even one of thirteen digits.
fn seconds(claim: Option<&Claim<NumericDate>>) -> Option<i64> {
    let time = claim.filter(|claim| !claim.value.string)?.value;
    let seconds = time.seconds?;
    Some(if time.milliseconds { seconds.saturating_mul(1000) } else { seconds })
}
