//! `iss`, `sub` and `jti`.

use super::*;
use crate::kubernetes::{LEGACY_ISSUER, OtherIssuer, Platform};

/// A bound token of this issuer.
fn issued_by(issuer: &str) -> String {
    bound(r#""a":1"#).replace("https://issuer.test", issuer)
}

#[test]
fn issuer_of_a_bound_token() {
    let eks = "https://oidc.eks.eu-west-1.amazonaws.com/id/0123456789ABCDEF0123456789ABCDEF";
    for (issuer, expected, source) in [
        (LEGACY_ISSUER, IssuerMeaning::LegacyOnBound, Source::AuthenticatorConfigGo),
        ("https://kubernetes.default.svc", IssuerMeaning::InCluster, Source::JwtGo),
        (
            eks,
            IssuerMeaning::ApiServer {
                issuer: eks,
                platform: Some(Platform::Eks),
                is_address: true,
            },
            Source::JwtGo,
        ),
        (
            "api",
            IssuerMeaning::ApiServer { issuer: "api", platform: None, is_address: false },
            Source::JwtGo,
        ),
    ] {
        let meaning = Meaning::Issuer(expected);
        check(&issued_by(issuer), "/iss", meaning, source, Certainty::Certain);
    }
}

#[test]
fn issuer_of_other_tokens() {
    let known = |known| Meaning::Issuer(IssuerMeaning::Known(known));
    for (issuer, expected, source) in [
        ("argocd", OtherIssuer::ArgoCd, Source::ArgoCdSessionGo),
        ("accounts.google.com", OtherIssuer::GoogleWithoutScheme, Source::GoogleOpenId),
        ("https://sts.windows.net/x/", OtherIssuer::Entra, Source::EntraAccessTokens),
    ] {
        let payload = format!(r#"{{"iss":"{issuer}"}}"#);
        check(&payload, "/iss", known(expected), source, Certainty::Documented);
    }
    check(
        &legacy(r#""iss":"x""#),
        "/iss",
        Meaning::Issuer(IssuerMeaning::NotLegacy("x")),
        Source::LegacyGo,
        Certainty::Certain,
    );
}

#[test]
fn subject_of_a_service_account_token() {
    let cart = Account { namespace: "shop", name: "cart" };
    let till = Account { namespace: "shop", name: "till" };
    let other = NamedAccount { namespace: Some("shop"), name: Some("cart") };
    for (subject, meaning) in [
        (
            "system:serviceaccount:shop:cart",
            SubjectMeaning::Account { account: cart, agreement: Agreement::Full(Family::Bound) },
        ),
        (
            "system:serviceaccount:shop:till",
            SubjectMeaning::OtherAccount { account: till, other, family: Family::Bound },
        ),
        (
            "system:serviceaccount:shop:cart:x",
            SubjectMeaning::NoAccount {
                subject: "system:serviceaccount:shop:cart:x",
                family: Family::Bound,
            },
        ),
    ] {
        let payload = bound(&format!(r#""sub":"{subject}""#));
        let meaning = Meaning::Subject(meaning);
        check(&payload, "/sub", meaning, Source::ClaimsGo, Certainty::Certain);
    }
}

#[test]
fn subject_of_other_tokens() {
    let cart = Account { namespace: "shop", name: "cart" };
    let look_alike = |whole| SubjectMeaning::LookAlike { account: cart, whole };
    let rfc = Source::Rfc(7519, "4.1.2");
    for (payload, expected, source, certainty) in [
        (
            r#"{"sub":"system:serviceaccount:shop:cart"}"#,
            look_alike(true),
            Source::ClaimsGo,
            Certainty::Certain,
        ),
        (
            r#"{"sub":"system:serviceaccount:shop:cart","iat":"#,
            look_alike(false),
            Source::ClaimsGo,
            Certainty::Certain,
        ),
        (
            r#"{"sub":"spiffe://a/b"}"#,
            SubjectMeaning::Known(KnownSubject::SpiffeId),
            Source::SpiffeJwtSvid,
            Certainty::Documented,
        ),
        (
            r#"{"iss":"argocd","sub":"proj:a:b"}"#,
            SubjectMeaning::Known(KnownSubject::ArgoCdProject),
            Source::ArgoCdSessionGo,
            Certainty::Documented,
        ),
        (r#"{"sub":"proj:a:b"}"#, SubjectMeaning::Unknown, rfc, Certainty::Documented),
    ] {
        check(payload, "/sub", Meaning::Subject(expected), source, certainty);
    }
}

#[test]
fn token_id() {
    let of = Meaning::TokenId;
    check(
        &bound(r#""jti":"x""#),
        "/jti",
        of(TokenIdMeaning::Audited("x")),
        Source::ClaimsGo,
        Certainty::Certain,
    );
    check(
        &legacy(r#""jti":"x""#),
        "/jti",
        of(TokenIdMeaning::Ignored),
        Source::LegacyGo,
        Certainty::Certain,
    );
    check(
        r#"{"jti":"x"}"#,
        "/jti",
        of(TokenIdMeaning::OtherToken),
        Source::Rfc(7519, "4.1.7"),
        Certainty::Documented,
    );
}
