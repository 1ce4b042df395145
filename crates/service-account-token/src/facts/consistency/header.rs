//! Checks the header against the rules for every token (RFC 7515 §4, RFC 8725 §3), and against what
//! Kubernetes writes.

use super::super::cut::is_cut;
use super::super::go_jose::{self, Critical};
use super::super::signer::{KidShape, header_has};
use crate::facts::api_server::Answer;
use crate::facts::findings::{
    Finding, HeaderFinding, KeyParameter, SignatureLengths, UnusualKeyId,
};
use crate::facts::kind::is_kubernetes;
use crate::facts::reading::Reading;
use crate::facts::variant::Variant;
use crate::facts::vocabulary::{Kind, Signer};
use crate::jose::{Format, SignatureStatus};
use crate::kubernetes::Platform;
use crate::kubernetes::algorithms::{Algorithm, Support, support};
use crate::text::json::NodeId;

/// The longest `kid` that an external signer may write (kubernetes/kubernetes
/// pkg/serviceaccount/externaljwt/plugin/plugin.go validateJWTHeader).
const MAX_KID_BYTES: usize = 1024;

pub(super) fn every_token(reading: &Reading<'_>, kind: Kind, found: &mut Vec<Finding>) {
    let json = &reading.jose.header;
    let Some(root) = json.object() else { return };
    let kubernetes = is_kubernetes(kind);
    let undecodable = go_jose::undecodable_parameter(json);
    let not_mine = |node| (kubernetes && undecodable == Some(node)).then_some(Answer::NotMine);
    match json.member(root, "alg") {
        Some(node) => match json[node].value.as_deref() {
            None => {
                let answer = not_mine(node);
                found.push(HeaderFinding::AlgMissing { node: Some(node), answer }.into());
            }
            Some(alg) if alg.eq_ignore_ascii_case("none") => {
                let alg = alg.to_owned();
                found.push(HeaderFinding::AlgNone { node, alg, kubernetes }.into());
            }
            Some(_) => {}
        },
        None if is_cut(json) => {}
        None => found.push(HeaderFinding::AlgMissing { node: None, answer: None }.into()),
    }
    if let Some(node) = json.member(root, "crit") {
        let answer = match go_jose::critical(json) {
            Critical::Unknown => Some(Answer::BadSignature),
            Critical::NotTexts => Some(Answer::CriticalUndecodable),
            Critical::Absent | Critical::Empty | Critical::Base64 => None,
        };
        let answer = answer.filter(|_| kubernetes);
        found.push(HeaderFinding::Crit { node, answer }.into());
    }
    for parameter in KeyParameter::ALL {
        if let Some(node) = json.member(root, parameter.name()) {
            let answer = not_mine(node);
            found.push(HeaderFinding::Key { node, parameter, answer }.into());
        }
    }
    if let Some(node) = json.member(root, "cty")
        && names_a_token(json[node].value.as_deref())
    {
        found.push(HeaderFinding::NestedToken { node }.into());
    }
    found.extend(signature_length(reading, kubernetes).map(Finding::from));
}

pub(super) fn service_account(
    reading: &Reading<'_>,
    kind: Kind,
    variant: &Variant,
    found: &mut Vec<Finding>,
) {
    let json = &reading.jose.header;
    let Some(root) = json.object() else { return };
    if let Some(node) = json.member(root, "alg")
        && let Some(alg) = json[node].value.as_deref()
        && !alg.eq_ignore_ascii_case("none")
        && support(alg) != Support::Signs
    {
        let verifiable = support(alg) == Support::Verifies;
        let alg = alg.to_owned();
        found.push(HeaderFinding::AlgNotKubernetes { node, alg, verifiable }.into());
    }
    for (node, member) in json.children(root) {
        let name = member.name.as_deref().unwrap_or_default();
        let nests = name == "cty" && names_a_token(member.value.as_deref());
        let known = matches!(name, "alg" | "kid" | "typ" | "crit")
            || KeyParameter::ALL.iter().any(|parameter| parameter.name() == name);
        if !known && !nests {
            let name = name.to_owned();
            found.push(HeaderFinding::UnknownParameter { node, name }.into());
        }
    }
    if let Some(node) = json.member(root, "typ") {
        let typ = json[node].value.as_deref();
        let legacy = kind == Kind::Legacy;
        // Up to 1.9, the header was `alg` and `typ`.
        if typ != Some("JWT") || (legacy && header_has(reading, "kid")) {
            let typ = typ.map(str::to_owned);
            found.push(HeaderFinding::UnexpectedType { node, typ, legacy }.into());
        }
    }
    if let Some(kid) = unusual_kid(reading, kind, variant, root) {
        let undecodable = go_jose::undecodable_parameter(json);
        let answer = match kid {
            UnusualKeyId::NotAString { node } if undecodable == Some(node) => Some(Answer::NotMine),
            _ => None,
        };
        found.push(HeaderFinding::UnusualKeyId { kid, answer }.into());
    }
}

fn unusual_kid(
    reading: &Reading<'_>,
    kind: Kind,
    variant: &Variant,
    root: NodeId,
) -> Option<UnusualKeyId> {
    let json = &reading.jose.header;
    let Some(node) = json.member(root, "kid") else {
        let old = kind == Kind::Legacy && header_has(reading, "typ");
        return (!old && !is_cut(json)).then_some(UnusualKeyId::Absent);
    };
    let Some(kid) = json[node].value.as_deref() else {
        return Some(UnusualKeyId::NotAString { node });
    };
    if kid.len() > MAX_KID_BYTES {
        return Some(UnusualKeyId::TooLong { node, bytes: kid.len() });
    }
    // An external signer may choose any `kid`; the form that EKS uses is known.
    let eks = || variant.platforms.iter().any(|&(platform, _)| platform == Platform::Eks);
    match KidShape::of(kid) {
        KidShape::Sha256 | KidShape::Empty => None,
        _ if variant.signer == Signer::External => None,
        KidShape::Hex40 if eks() => None,
        // In decoded claims somebody wrote a mark for what was left out, such as `[...]`.
        _ if reading.jose.format == Some(Format::Decoded) && !is_written(kid) => None,
        _ => Some(UnusualKeyId::Other { node, kid: kid.to_owned() }),
    }
}

fn is_written(kid: &str) -> bool {
    kid.contains(|character: char| character.is_alphanumeric())
}

/// Returns true if `cty` names a token. A media type may omit `application/`, and its case does not
/// matter (RFC 7515 §4.1.10).
fn names_a_token(content_type: Option<&str>) -> bool {
    content_type.is_some_and(|content_type| {
        content_type.eq_ignore_ascii_case("JWT")
            || content_type.eq_ignore_ascii_case("application/jwt")
    })
}

/// Returns the finding if the signature's length is not a length of its algorithm.
pub(crate) fn signature_length(reading: &Reading<'_>, kubernetes: bool) -> Option<HeaderFinding> {
    let jose = reading.jose;
    let signed = matches!(jose.format, Some(Format::Jws | Format::JwsTruncated | Format::JwsJson));
    if !signed || jose.signature.status != SignatureStatus::NotChecked {
        return None;
    }
    let bytes = jose.signature.bytes?;
    let alg = jose.header_string("alg")?;
    let algorithm = Algorithm::from_name(alg)?;
    let lengths = match (algorithm, algorithm.signature_lengths()) {
        (Algorithm::None, _) => return None,
        (Algorithm::EdDsa, _) => SignatureLengths::EdDsa,
        (_, [only]) => SignatureLengths::Exactly(only.bytes),
        _ => SignatureLengths::Rsa,
    };
    if algorithm.allows_signature_of(bytes) {
        return None;
    }
    let answer = kubernetes.then_some(match jose.malformed || jose.signature_undecodable {
        true => Answer::NotMine,
        false => Answer::BadSignature,
    });
    Some(HeaderFinding::SignatureLength { alg: alg.to_owned(), bytes, lengths, answer })
}
