//! The JOSE header.

use super::*;
use crate::facts::signer::KidShape;
use crate::kubernetes::algorithms::Algorithm;

const BOUND: &str = r#"{"kubernetes.io":{"namespace":"a","serviceaccount":{}}}"#;

#[track_caller]
fn check_header(
    header: &str,
    payload: &str,
    pointer: &str,
    meaning: HeaderMeaning<'_>,
    source: impl Into<Option<Source>>,
    certainty: Certainty,
) {
    let source = source.into();
    parameter(header, payload, pointer, |fact| {
        assert_eq!(fact.meaning, Meaning::Header(meaning), "{header}");
        assert_eq!((fact.source, fact.certainty), (source, certainty), "{header}");
    });
}

#[test]
fn signature_algorithms_in_kubernetes() {
    for (name, algorithm, kubernetes, source) in [
        ("RS256", Algorithm::Rs256, KubernetesUse::WithRsaKeys, Source::JwtGo),
        ("ES384", Algorithm::Es384, KubernetesUse::WithCurveKeys, Source::JwtGo),
        ("PS512", Algorithm::Ps512, KubernetesUse::VerifiesWithRsaKeys, Source::GoJoseAsymmetricGo),
        (
            "EdDSA",
            Algorithm::EdDsa,
            KubernetesUse::VerifiesExternalKeys,
            Source::GoJoseAsymmetricGo,
        ),
        ("none", Algorithm::None, KubernetesUse::Never, Source::GoJoseAsymmetricGo),
        ("ES256K", Algorithm::Es256K, KubernetesUse::Never, Source::GoJoseAsymmetricGo),
    ] {
        let header = format!(r#"{{"alg":"{name}"}}"#);
        let signature = |kubernetes| {
            HeaderMeaning::Algorithm(AlgorithmMeaning::Signature { algorithm, kubernetes })
        };
        check_header(
            &header,
            BOUND,
            "/alg",
            signature(Some(kubernetes)),
            source,
            Certainty::Certain,
        );
        parameter(&header, "{}", "/alg", |fact| {
            assert_eq!(fact.meaning, Meaning::Header(signature(None)));
            assert_eq!(fact.certainty, Certainty::Documented);
        });
        assert_eq!(algorithm.name(), name);
    }
}

#[test]
fn other_algorithms() {
    let unknown = |name, meant, rejected| {
        HeaderMeaning::Algorithm(AlgorithmMeaning::Unknown { name, meant, rejected })
    };
    check_header(
        r#"{"alg":"rs256"}"#,
        BOUND,
        "/alg",
        unknown("rs256", Some(Algorithm::Rs256), true),
        Source::GoJoseAsymmetricGo,
        Certainty::Certain,
    );
    check_header(
        r#"{"alg":"X"}"#,
        "{}",
        "/alg",
        unknown("X", None, false),
        None,
        Certainty::Unknown,
    );
    check_header(
        r#"{"alg":"dir"}"#,
        "{}",
        "/alg",
        HeaderMeaning::Algorithm(AlgorithmMeaning::KeyManagement {
            method: KeyManagement::Direct,
            misplaced: true,
        }),
        Source::Rfc(7518, "4.1"),
        Certainty::Documented,
    );
}

#[test]
fn key_id_by_its_form() {
    let sha256 = "wMU4GOsuqPnFjPar7NaZZTEmNlc2I_W75faEDbLB7dI";
    let hex = "63a691b60123456789abcdef0123456789abcdef";
    for (kid, shape, source, certainty) in [
        (sha256, KidShape::Sha256, Source::KeyIdGo, Certainty::Likely),
        (hex, KidShape::Hex40, Source::JwtGo, Certainty::Seen),
        ("", KidShape::Empty, Source::JwtGo, Certainty::Certain),
        ("key-1", KidShape::Other, Source::ExternalSignerGo, Certainty::Likely),
    ] {
        let meaning = HeaderMeaning::KeyId(KeyIdMeaning::Kubernetes(shape));
        let header = format!(r#"{{"kid":"{kid}"}}"#);
        check_header(&header, BOUND, "/kid", meaning, source, certainty);
    }
}

#[test]
fn type_by_its_value() {
    let jwt = |family| HeaderMeaning::Type(TypeMeaning::Jwt(family));
    let header = r#"{"typ":"jwt"}"#;
    check_header(
        header,
        BOUND,
        "/typ",
        jwt(Some(Family::Bound)),
        Source::ExternalSignerGo,
        Certainty::Likely,
    );
    let legacy = legacy(r#""a":1"#);
    check_header(
        header,
        &legacy,
        "/typ",
        jwt(Some(Family::Legacy)),
        Source::JwtGo,
        Certainty::Certain,
    );
    check_header(header, "{}", "/typ", jwt(None), Source::Rfc(7519, "5.1"), Certainty::Documented);
    check_header(
        r#"{"typ":"Application/AT+JWT"}"#,
        "{}",
        "/typ",
        HeaderMeaning::Type(TypeMeaning::MediaType(crate::claims::catalog::MediaType::AccessToken)),
        Source::Rfc(9068, "2.1"),
        Certainty::Documented,
    );
}

#[test]
fn parameters_by_their_name() {
    check_header(
        r#"{"enc":"A256GCM"}"#,
        BOUND,
        "/enc",
        HeaderMeaning::Parameter {
            parameter: Parameter::ContentEncryption,
            misplaced: true,
            kubernetes: true,
        },
        Source::Rfc(7516, "4.1.2"),
        Certainty::Documented,
    );
    check_header(
        r#"{"KID":"x"}"#,
        "{}",
        "/KID",
        HeaderMeaning::OtherCapitals("kid"),
        Source::Rfc(7515, "4"),
        Certainty::Documented,
    );
    check_header(
        r#"{"new":1}"#,
        "{}",
        "/new",
        HeaderMeaning::Unknown { kubernetes: false },
        None,
        Certainty::Unknown,
    );
    parameter(r#"{"x5c":["a","b"]}"#, "{}", "/x5c/1", |fact| {
        assert_eq!(fact.role, Role::Certificate(2));
        assert_eq!(fact.meaning, Meaning::Header(HeaderMeaning::Certificate(2)));
    });
}
