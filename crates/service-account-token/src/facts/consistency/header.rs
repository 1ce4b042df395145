//! The header: what holds for every token (RFC 7515 §4, RFC 8725 §3), and what Kubernetes writes.

use super::super::extent::is_cut;
use super::super::signer::{KUBERNETES_ALGORITHMS, KidShape, can_verify, header_has};
use super::is_kubernetes;
use crate::Reading;
use crate::finding::header::{self, UnusualKid};
use crate::finding::{Draft, api_server};
use crate::jose::json::NodeId;
use crate::report::{Format, Kind, SignatureStatus, Signer, Variant};

/// What an external signer may write (kubernetes/kubernetes
/// pkg/serviceaccount/externaljwt/plugin/plugin.go validateJWTHeader).
const MAX_KID_BYTES: usize = 1024;

/// Parameters that bring or name a key, each with a finding of its own.
const KEY_PARAMETERS: [&str; 4] = ["jwk", "jku", "x5u", "x5c"];

pub(super) fn every_token(reading: &Reading<'_>, kind: Kind, found: &mut Vec<Draft>) {
    let json = &reading.jose.header;
    let Some(root) = json.object() else { return };
    let kubernetes = is_kubernetes(kind);
    match json.member(root, "alg") {
        Some(node) => match json[node].value.as_deref() {
            None => found.push(header::alg_missing(Some(node))),
            Some(alg) if alg.eq_ignore_ascii_case("none") => {
                found.push(header::alg_none(node, alg, kubernetes));
            }
            Some(_) => {}
        },
        None if is_cut(json) => {}
        None => found.push(header::alg_missing(None)),
    }
    if let Some(node) = json.member(root, "crit") {
        found.push(header::crit_present(node, kubernetes));
    }
    for name in KEY_PARAMETERS {
        if let Some(node) = json.member(root, name) {
            found.push(header::key_in_header(node, name));
        }
    }
    if let Some(node) = json.member(root, "cty")
        && names_a_token(json[node].value.as_deref())
    {
        found.push(header::nested_jwt(node));
    }
    if let Some(draft) = signature_length(reading, kubernetes) {
        found.push(draft);
    }
}

pub(super) fn service_account(
    reading: &Reading<'_>,
    kind: Kind,
    variant: &Variant,
    found: &mut Vec<Draft>,
) {
    let json = &reading.jose.header;
    let Some(root) = json.object() else { return };
    if let Some(node) = json.member(root, "alg")
        && let Some(alg) = json[node].value.as_deref()
        && !alg.eq_ignore_ascii_case("none")
        && !KUBERNETES_ALGORITHMS.contains(&alg)
    {
        found.push(header::alg_not_kubernetes(node, alg, can_verify(alg)));
    }
    for (node, member) in json.children(root) {
        let name = member.name.as_deref().unwrap_or_default();
        let nests = name == "cty" && names_a_token(member.value.as_deref());
        let known =
            matches!(name, "alg" | "kid" | "typ" | "crit") || KEY_PARAMETERS.contains(&name);
        if !known && !nests {
            found.push(header::header_member_unknown(node, name));
        }
    }
    if let Some(node) = json.member(root, "typ") {
        let typ = json[node].value.as_deref();
        let legacy = kind == Kind::Legacy;
        // Up to 1.9 the header was `alg` and `typ`.
        if typ != Some("JWT") || (legacy && header_has(reading, "kid")) {
            found.push(header::typ_unexpected(node, typ, legacy));
        }
    }
    if let Some(kid) = unusual_kid(reading, kind, variant, root) {
        found.push(header::kid_shape(kid));
    }
}

fn unusual_kid<'a>(
    reading: &Reading<'a>,
    kind: Kind,
    variant: &Variant,
    root: NodeId,
) -> Option<UnusualKid<'a>> {
    let json = &reading.jose.header;
    let Some(node) = json.member(root, "kid") else {
        let old = kind == Kind::Legacy && header_has(reading, "typ");
        return (!old && !is_cut(json)).then_some(UnusualKid::Absent);
    };
    let Some(kid) = json[node].value.as_deref() else { return Some(UnusualKid::NoString(node)) };
    if kid.len() > MAX_KID_BYTES {
        return Some(UnusualKid::TooLong(node, kid.len()));
    }
    // An external signer may choose any; EKS' is known.
    let eks = || variant.platforms.iter().any(|platform| platform.name == "eks");
    match KidShape::of(kid) {
        KidShape::Sha256 | KidShape::Empty => None,
        _ if variant.signer == Signer::External => None,
        KidShape::Hex40 if eks() => None,
        _ => Some(UnusualKid::Other(node, kid)),
    }
}

/// A media type may leave out `application/` and is compared without case (RFC 7515 §4.1.10).
fn names_a_token(content_type: Option<&str>) -> bool {
    content_type.is_some_and(|content_type| {
        content_type.eq_ignore_ascii_case("JWT")
            || content_type.eq_ignore_ascii_case("application/jwt")
    })
}

/// RFC 7518 §3: the signature of an elliptic curve or an HMAC has one length; that of an RSA key has
/// the key's, which is 2048 bits or more and in practice a multiple of 64.
pub(in super::super) fn signature_length(reading: &Reading<'_>, kubernetes: bool) -> Option<Draft> {
    let jose = reading.jose;
    let signed = matches!(jose.format, Some(Format::Jws | Format::JwsTruncated | Format::JwsJson));
    if !signed || jose.signature.status != SignatureStatus::NotChecked {
        return None;
    }
    let bytes = jose.signature.bytes?;
    let alg = jose.header_string("alg")?;
    let (fits, expected) = match alg {
        "RS256" | "RS384" | "RS512" | "PS256" | "PS384" | "PS512" => (
            bytes >= 256 && bytes.is_multiple_of(8),
            "256 bytes with a key of 2048 bits, 384 with 3072, 512 with 4096",
        ),
        "ES256" => (bytes == 64, "64"),
        "ES384" => (bytes == 96, "96"),
        "ES512" => (bytes == 132, "132"),
        "EdDSA" => (bytes == 64 || bytes == 114, "64, or 114 with Ed448"),
        "HS256" => (bytes == 32, "32"),
        "HS384" => (bytes == 48, "48"),
        "HS512" => (bytes == 64, "64"),
        _ => return None,
    };
    (!fits).then(|| {
        let answer = kubernetes.then_some(match jose.malformed || jose.signature_undecodable {
            true => api_server::NOT_MINE,
            false => api_server::SIGNATURE,
        });
        header::signature_length(alg, bytes, expected, answer)
    })
}
