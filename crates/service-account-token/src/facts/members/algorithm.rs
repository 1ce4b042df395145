//! `alg` (RFC 7515 §4.1.1, RFC 7518 §3.1 and §4.1) by its value.
//!
//! Kubernetes signs with RS256, ES256, ES384 and ES512. Its API server would verify more: with an
//! RSA key every RS and PS algorithm, with an elliptic-curve key every ES one (go-jose
//! asymmetric.go).

use super::fact::MemberFact;
use super::meaning::{
    AlgorithmMeaning, HeaderMeaning, KeyManagement, KubernetesUse, Meaning, Role,
};
use super::member::Found;
use super::member::Member;
use crate::claims::Source;
use crate::jose::Format;
use crate::kubernetes::algorithms::{Algorithm, Support};

/// Returns the section that defines an algorithm.
fn source_of(algorithm: Algorithm) -> Source {
    match algorithm {
        Algorithm::Es256K => Source::Rfc(8812, "3.2"),
        Algorithm::EdDsa => Source::Rfc(8037, "3.1"),
        Algorithm::Ed25519 | Algorithm::Ed448 => Source::Rfc(9864, "2.2"),
        Algorithm::None => Source::Rfc(7519, "6"),
        _ => Source::Rfc(7518, "3.1"),
    }
}

/// Returns what Kubernetes does with an algorithm, and with which keys.
fn kubernetes_use(algorithm: Algorithm) -> KubernetesUse {
    match (algorithm.support(), algorithm) {
        (Support::Signs, Algorithm::Rs256) => KubernetesUse::WithRsaKeys,
        (Support::Signs, _) => KubernetesUse::WithCurveKeys,
        // An Ed25519 key can only come from an external signer.
        (Support::Verifies, Algorithm::EdDsa) => KubernetesUse::VerifiesExternalKeys,
        (Support::Verifies, _) => KubernetesUse::VerifiesWithRsaKeys,
        (Support::Rejects, _) => KubernetesUse::Never,
    }
}

/// Returns the fact about `alg`.
pub(super) fn conclude<'a>(member: &Member<'a>) -> Found<'a> {
    let name = member.expect_string(Role::Algorithm, Source::Rfc(7515, "4.1.1"))?;
    let fact = |meaning| {
        MemberFact::new(Role::Algorithm, Meaning::Header(HeaderMeaning::Algorithm(meaning)))
    };
    // No name is in both lists.
    if let Some(method) = KeyManagement::named(name) {
        let misplaced = member.reading.jose.format != Some(Format::Jwe);
        let fact = fact(AlgorithmMeaning::KeyManagement { method, misplaced });
        return Ok(fact.documented(Source::Rfc(7518, "4.1")));
    }
    let is_kubernetes = member.is_kubernetes();
    if let Some(algorithm) = Algorithm::from_name(name) {
        let kubernetes = is_kubernetes.then(|| kubernetes_use(algorithm));
        let fact = fact(AlgorithmMeaning::Signature { algorithm, kubernetes });
        return Ok(match kubernetes {
            None => fact.documented(source_of(algorithm)),
            Some(KubernetesUse::WithRsaKeys | KubernetesUse::WithCurveKeys) => {
                fact.certain(Source::JwtGo)
            }
            Some(_) => fact.certain(Source::GoJoseAsymmetricGo),
        });
    }
    let meant = Algorithm::in_other_capitals(name);
    let fact = fact(AlgorithmMeaning::Unknown { name, meant, rejected: is_kubernetes });
    Ok(if is_kubernetes { fact.certain(Source::GoJoseAsymmetricGo) } else { fact })
}
