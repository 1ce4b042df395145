//! What other issuers write.

use super::*;
use crate::claims::catalog::{GitHubClaim, GitLabClaim, OAuthClaim, OpenIdClaim, Vendor};

fn of(claim: CatalogClaim, detail: Detail, assumed: Option<Vendor>) -> Meaning<'static> {
    Meaning::Catalog(CatalogMeaning::Claim { claim, detail, assumed })
}

#[test]
fn name_that_two_vendors_use_is_the_tokens_own() {
    let github = CatalogClaim::GitHub(GitHubClaim::Ref);
    let gitlab = CatalogClaim::GitLab(GitLabClaim::Ref);
    check(
        r#"{"iss":"https://token.actions.githubusercontent.com","ref":"main"}"#,
        "/ref",
        of(github, Detail::None, None),
        Source::GitHubOpenId,
        Certainty::Documented,
    );
    check(
        r#"{"project_path":"a/b","ref":"main","iss":"https://gitlab.com"}"#,
        "/ref",
        of(gitlab, Detail::None, None),
        Source::GitLabIdTokens,
        Certainty::Documented,
    );
    check(
        r#"{"ref":"main"}"#,
        "/ref",
        of(github, Detail::None, Some(Vendor::GitHub)),
        Source::GitHubOpenId,
        Certainty::Likely,
    );
}

#[test]
fn value_adds_to_the_meaning() {
    let verified = CatalogClaim::OpenId(OpenIdClaim::EmailVerified);
    let phone = CatalogClaim::OpenId(OpenIdClaim::PhoneNumberVerified);
    let scope = CatalogClaim::OAuth(OAuthClaim::Scope);
    let core = Source::OpenIdConnectCore("5.1");
    for (payload, pointer, meaning, source) in [
        (
            r#"{"email_verified":true}"#,
            "/email_verified",
            of(verified, Detail::EmailVerified, None),
            core,
        ),
        (
            r#"{"email_verified":"true"}"#,
            "/email_verified",
            of(verified, Detail::EmailVerified, None),
            core,
        ),
        (
            r#"{"phone_number_verified":true}"#,
            "/phone_number_verified",
            of(phone, Detail::PhoneNumberVerified, None),
            core,
        ),
        (r#"{"email_verified":1}"#, "/email_verified", of(verified, Detail::None, None), core),
        (
            r#"{"scope":"a b"}"#,
            "/scope",
            of(scope, Detail::Names(2), None),
            Source::Rfc(8693, "4.2"),
        ),
        (r#"{"scope":"a"}"#, "/scope", of(scope, Detail::None, None), Source::IanaClaims),
    ] {
        check(payload, pointer, meaning, source, Certainty::Documented);
    }
}

#[test]
fn shared_claim_in_a_service_account_token() {
    let claim = CatalogClaim::OpenId(OpenIdClaim::Email);
    super::claim(&legacy(r#""email":"a@b""#), "/email", |fact| {
        assert_eq!((&fact.meaning, fact.foreign), (&of(claim, Detail::None, None), true));
    });
    super::claim(r#"{"email":"a@b"}"#, "/email", |fact| assert!(!fact.foreign));
    super::claim(&legacy(r#""auth_time":"x""#), "/auth_time", |fact| assert!(fact.foreign));
}

#[test]
fn unknown_claims() {
    for (payload, pointer, expected) in [
        (r#"{"a":1}"#.to_owned(), "/a", UnknownClaim::Other),
        (r#"{"https://a.b/c":1}"#.to_owned(), "/https:~1~1a.b~1c", UnknownClaim::Address),
        (
            r#"{"kubernetes.io/serviceaccount":1}"#.to_owned(),
            "/kubernetes.io~1serviceaccount",
            UnknownClaim::LikeLegacy,
        ),
        (bound(r#""a":1"#), "/a", UnknownClaim::InKubernetes),
    ] {
        let meaning = Meaning::Catalog(CatalogMeaning::Unknown(expected));
        check(&payload, pointer, meaning, None, Certainty::Unknown);
    }
    check(
        r#"{"Exp":1}"#,
        "/Exp",
        Meaning::Catalog(CatalogMeaning::OtherCapitals("exp")),
        Source::Rfc(7519, "7.3"),
        Certainty::Documented,
    );
    let nested = |json_type, parent| Meaning::Catalog(CatalogMeaning::Nested { json_type, parent });
    let payload = r#"{"a":{"b":[[1]]}}"#;
    check(payload, "/a/b", nested(JsonType::Array, Some("a")), None, Certainty::Unknown);
    check(payload, "/a/b/0/0", nested(JsonType::Number, None), None, Certainty::Unknown);
}

/// Every name leads to an entry of its own, and no name is defined twice by one vendor.
#[test]
fn vendor_claims_are_found_by_name() {
    for (name, expected) in [
        ("realm_access", Some(Vendor::Keycloak)),
        ("repository", Some(Vendor::GitHub)),
        ("project_path", Some(Vendor::GitLab)),
        ("tid", Some(Vendor::Entra)),
        ("hd", Some(Vendor::Google)),
        // Okta uses the name too, but for a list.
        ("scp", Some(Vendor::Entra)),
        ("cid", Some(Vendor::Okta)),
        ("token_use", Some(Vendor::Cognito)),
        ("gty", Some(Vendor::Auth0)),
        ("federated_claims", None),
        ("email", None),
        ("groups", None),
    ] {
        assert_eq!(CatalogClaim::named(name).expect(name).vendor(), expected, "{name}");
    }
    assert_eq!(CatalogClaim::named("Email"), None);
    assert_eq!(CatalogClaim::named(""), None);
}

#[test]
fn parts_of_known_claims() {
    use crate::claims::catalog::{ActorPart, AddressPart};
    for (payload, pointer, part, source) in [
        (
            r#"{"address":{"region":"x"}}"#,
            "/address/region",
            CatalogPart::Address(AddressPart::Region),
            Source::OpenIdConnectCore("5.1.1"),
        ),
        (
            r#"{"may_act":{"act":{"sub":"x"}}}"#,
            "/may_act/act/sub",
            CatalogPart::Actor(ActorPart::Subject),
            Source::Rfc(8693, "4.1"),
        ),
        (
            r#"{"resource_access":{"app":{"roles":[]}}}"#,
            "/resource_access/app/roles",
            CatalogPart::KeycloakRoles,
            Source::Keycloak,
        ),
        (
            r#"{"sub_jwk":{"d":"AA"}}"#,
            "/sub_jwk/d",
            CatalogPart::Key(KeyMember::PrivateKey),
            Source::IanaClaims,
        ),
    ] {
        claim(payload, pointer, |fact| {
            assert_eq!(fact.role, Role::Part(part));
            assert_eq!((fact.source, fact.certainty), (Some(source), Certainty::Documented));
        });
    }
}
