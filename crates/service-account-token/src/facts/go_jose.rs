//! What go-jose, the JOSE library of the API server, cannot decode in a header and in claims.
//!
//! Sources: go-jose shared.go rawHeader.sanitized, jws.go rawJSONWebSignature.sanitized, jwk.go
//! JSONWebKey.UnmarshalJSON, signing.go DetachedVerify, jwt/claims.go, json/decode.go. They are alike in
//! v2.2.2 (up to Kubernetes 1.26), v2.6.0, v2.6.3 and v4.1.4, except where a function takes a release.

use super::acceptance::server::Release;
use super::consistency::duplicates;
use super::reading::Reading;
use super::typed_claims::is_typed;
use crate::claims::{Claim, Expected, NumericDate};
use crate::facts::vocabulary::Kind;
use crate::jose::json::{Json, NodeId};
use crate::text::json::JsonType;

/// The parameters that it decodes into strings.
const TEXTS: [&str; 3] = ["alg", "kid", "nonce"];

/// The members that a public key of each type must have.
const PUBLIC_KEYS: [(&str, &[&str]); 3] =
    [("EC", &["crv", "x", "y"]), ("OKP", &["crv", "x"]), ("RSA", &["n", "e"])];

/// Returns the header parameter that it cannot decode. It does not parse such a token at all, and the API
/// server leaves the token to its other authenticators. Null counts as absent.
pub(super) fn undecodable_parameter(header: &Json) -> Option<NodeId> {
    let root = header.object()?;
    let mut texts = TEXTS.iter().filter_map(|name| parameter(header, root, name));
    texts
        .find(|&node| header[node].json_type != JsonType::String)
        .or_else(|| parameter(header, root, "x5c").filter(|&node| !is_texts(header, node)))
        .or_else(|| parameter(header, root, "jwk").filter(|&node| !may_be_public(header, node)))
}

fn parameter(header: &Json, root: NodeId, name: &str) -> Option<NodeId> {
    header.member(root, name).filter(|&node| header[node].json_type != JsonType::Null)
}

/// Returns true for a list of strings.
fn is_texts(header: &Json, node: NodeId) -> bool {
    header[node].json_type == JsonType::Array
        && header.children(node).all(|(_, item)| item.json_type == JsonType::String)
}

/// Returns true unless this is certainly no public key. The numbers of the key are not looked at.
fn may_be_public(header: &Json, jwk: NodeId) -> bool {
    if header[jwk].json_type != JsonType::Object {
        return false;
    }
    if !header[jwk].whole || header.altered || header.too_many.is_some() {
        return true;
    }
    let has = |name: &str| parameter(header, jwk, name).is_some();
    let key_type = parameter(header, jwk, "kty").and_then(|node| header[node].value.as_deref());
    let members = PUBLIC_KEYS.iter().find(|(name, _)| Some(*name) == key_type);
    members.is_some_and(|(_, members)| members.iter().all(|name| has(name))) && !has("d")
}

/// What it makes of `crit`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Critical {
    /// There is none, or it is null.
    Absent,
    /// The list is empty. Strict verifiers reject that (RFC 7515 §4.1.11).
    Empty,
    /// The list names only `b64`, which it knows since v2.6.0.
    Base64,
    /// The list names another extension.
    Unknown,
    /// It is no list of strings.
    NotTexts,
}

/// Returns what it makes of `crit`. It looks at it only when it verifies.
pub(super) fn critical(header: &Json) -> Critical {
    let crit = header.object().and_then(|root| parameter(header, root, "crit"));
    let Some(crit) = crit else { return Critical::Absent };
    let is_text = |item: JsonType| matches!(item, JsonType::String | JsonType::Null);
    let is_list = header[crit].json_type == JsonType::Array;
    if !is_list || header.children(crit).any(|(_, item)| !is_text(item.json_type)) {
        return Critical::NotTexts;
    }
    match header.children(crit).all(|(_, item)| item.value.as_deref() == Some("b64")) {
        false => Critical::Unknown,
        true if header.children(crit).next().is_none() => Critical::Empty,
        true => Critical::Base64,
    }
}

/// A claim that it cannot decode.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Undecodable {
    pub(crate) node: NodeId,
    pub(crate) fault: ClaimFault,
}

/// Why it cannot decode a claim.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum ClaimFault {
    /// The name is there twice.
    Duplicate,
    /// A time is not a number.
    NotANumber,
    /// A time is a number that no 64-bit float holds.
    TooLarge,
    /// A time is null, which counts as absent since v2.6.0.
    NullTime,
    /// `aud` is neither a string nor a list of strings. Here null does not count as absent: `Audience` has
    /// a decoder of its own.
    NotAnAudience,
    /// Another claim has another type.
    OtherType,
}

/// Returns the claim that it cannot decode, the one whose error it gives if there are several.
pub(super) fn undecodable_claim(
    reading: &Reading<'_>,
    kind: Kind,
    release: Release,
) -> Option<Undecodable> {
    let payload = &reading.jose.payload;
    let claims = reading.claims;
    let twice = payload.members().filter(|(_, member)| {
        member.duplicate_of.is_some() && duplicates::is_decoded(payload, member, kind)
    });
    let twice = twice.map(|(node, _)| (node, ClaimFault::Duplicate));
    let ill_typed = claims.ill_typed.iter().filter_map(|&(node, expected)| {
        let is_null = payload[node].json_type == JsonType::Null;
        let fault = match expected {
            _ if is_audience(&payload[node].pointer) => ClaimFault::NotAnAudience,
            Expected::Seconds if is_null => ClaimFault::NullTime,
            _ if is_null => return None,
            Expected::Seconds => ClaimFault::NotANumber,
            _ => ClaimFault::OtherType,
        };
        Some((node, fault))
    });
    let times =
        [claims.exp.as_ref(), claims.nbf.as_ref(), claims.iat.as_ref(), claims.warn_after()];
    let times = times.into_iter().flatten().filter_map(time_fault);
    twice
        .chain(ill_typed.filter(|&(node, _)| is_typed(kind, &payload[node].pointer)))
        .chain(times)
        .filter(|&(node, fault)| is_decoded_by(release, &payload[node].pointer, fault))
        .min_by_key(|&(node, fault)| (rank(&payload[node].pointer, fault), node))
        .map(|(node, fault)| Undecodable { node, fault })
}

fn time_fault(time: &Claim<NumericDate>) -> Option<(NodeId, ClaimFault)> {
    let fault = match time.value {
        NumericDate { string: true, .. } => ClaimFault::NotANumber,
        NumericDate { too_large: true, .. } => ClaimFault::TooLarge,
        _ => return None,
    };
    Some((time.node, fault))
}

/// Returns true for `aud` and its elements.
pub(super) fn is_audience(pointer: &str) -> bool {
    pointer == "/aud" || pointer.starts_with("/aud/")
}

/// Returns true if a release decodes this claim and has this fault. Others skip what they do not know.
fn is_decoded_by(release: Release, pointer: &str, fault: ClaimFault) -> bool {
    let is_inside = |names: &[&str]| {
        let member = pointer.strip_prefix("/kubernetes.io/");
        let member = member.and_then(|member| member.split('/').next());
        member.is_some_and(|member| names.contains(&member))
    };
    // The name itself is in an object that every release decodes.
    let is_name_twice = fault == ClaimFault::Duplicate && pointer.matches('/').count() <= 2;
    if fault == ClaimFault::NullTime {
        return release < Release::ISSUED_AT;
    }
    is_name_twice
        || !(is_inside(&["node"]) && release < Release::UID_FIRST
            || is_inside(&[
                "attestations",
                "mutatingwebhookconfiguration",
                "validatingwebhookconfiguration",
            ]) && release < Release::WEBHOOKS)
}

/// It decodes the registered claims first, then those of Kubernetes. In each, a name that is there twice, a
/// time and an audience end the decoding at once; another wrong type is its error only if nothing else is.
fn rank(pointer: &str, fault: ClaimFault) -> u8 {
    let is_private = pointer.starts_with("/kubernetes.io") && fault != ClaimFault::Duplicate
        || pointer.matches('/').count() > 1 && !is_audience(pointer);
    u8::from(is_private) * 2 + u8::from(fault == ClaimFault::OtherType)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn header(text: &str) -> Json {
        Json::read(text.to_owned())
    }

    #[test]
    fn parameter_of_another_type_is_not_decoded() {
        for text in [
            r#"{"alg":"RS256","kid":7}"#,
            r#"{"alg":"RS256","kid":["a"]}"#,
            r#"{"alg":256,"kid":"a"}"#,
            r#"{"alg":"RS256","nonce":true}"#,
            r#"{"alg":"RS256","x5c":"MII"}"#,
            r#"{"alg":"RS256","x5c":["MII",null]}"#,
            r#"{"alg":"RS256","jwk":"a"}"#,
            r#"{"alg":"RS256","jwk":{}}"#,
            r#"{"alg":"RS256","jwk":{"kty":"RSA","n":"AQAB"}}"#,
            r#"{"alg":"RS256","jwk":{"kty":"oct","k":"AQAB"}}"#,
            r#"{"alg":"RS256","jwk":{"kty":"RSA","n":"AQAB","e":"AQAB","d":"AQAB"}}"#,
        ] {
            assert!(undecodable_parameter(&header(text)).is_some(), "{text}");
        }
        for text in [
            r#"{"alg":"RS256","kid":"7"}"#,
            r#"{"alg":null,"kid":null,"nonce":null,"x5c":null,"jwk":null}"#,
            r#"{"alg":"RS256","typ":7,"cty":[],"jku":1,"x5u":{},"x5t":1,"b64":"no","zip":1}"#,
            r#"{"alg":"RS256","x5c":[],"crit":7}"#,
            r#"{"alg":"RS256","jwk":{"kty":"RSA","n":"AQAB","e":"AQAB","d":null}}"#,
            r#"{"alg":"RS256","jwk":{"kty":"R"#,
        ] {
            assert_eq!(undecodable_parameter(&header(text)), None, "{text}");
        }
    }

    #[test]
    fn critical_extensions_are_known_by_name() {
        for (text, expected) in [
            ("{}", Critical::Absent),
            (r#"{"crit":null}"#, Critical::Absent),
            (r#"{"crit":[]}"#, Critical::Empty),
            (r#"{"crit":["b64"]}"#, Critical::Base64),
            (r#"{"crit":["b64","exp"]}"#, Critical::Unknown),
            (r#"{"crit":[null]}"#, Critical::Unknown),
            (r#"{"crit":["exp",7]}"#, Critical::NotTexts),
            (r#"{"crit":"b64"}"#, Critical::NotTexts),
        ] {
            assert_eq!(critical(&header(text)), expected, "{text}");
        }
    }
}
