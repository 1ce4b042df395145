//! ID tokens, access tokens and the others of a login, and tokens with the legacy issuer alone.

use service_account_token::report::{Certainty, Kind, PartName};

use crate::*;

const PLAIN: &str = r#"{"alg":"RS256","kid":"a"}"#;

#[track_caller]
fn told(header: &str, payload: &Value, code: &str, certainty: Certainty, pointer: &str) {
    let read = read(&token(header, &payload.to_string()));
    assert_eq!(read.kind, Kind::Other);
    let identified = read.identified_as.expect("it is identified");
    assert_eq!((&*identified.code, identified.certainty), (code, certainty), "{payload}");
    let [evidence] = read.evidence.as_slice() else { panic!("{:?}", read.evidence) };
    assert_eq!((&*evidence.code, evidence.certainty), (code, certainty), "{payload}");
    let place = (evidence.part, evidence.pointer.as_deref());
    let part = if header == PLAIN { PartName::Payload } else { PartName::Header };
    assert_eq!(place, (Some(part), Some(pointer)), "{payload}");
}

#[test]
fn access_token_is_no_id_token() {
    let issuer = "https://id.example";
    for (payload, pointer) in [
        (json!({"iss": issuer, "typ": "Bearer", "nonce": "a"}), "/typ"),
        (json!({"iss": issuer, "typ": "DPoP", "email": "a@b"}), "/typ"),
        (
            json!({"iss": "https://cognito-idp.us-west-2.amazonaws.com/us-west-2_abc", "auth_time": 1, "client_id": "a", "scope": "openid", "token_use": "access"}),
            "/token_use",
        ),
        (
            json!({"iss": "https://a.okta.com/oauth2/default", "aud": "api://default", "auth_time": 1, "cid": "a", "scp": ["openid"], "uid": "b", "ver": 1}),
            "/cid",
        ),
        (json!({"iss": issuer, "sub": "a@clients", "azp": "a"}), "/sub"),
        (json!({"iss": issuer, "gty": "client-credentials"}), "/gty"),
        (json!({"iss": issuer, "sub": "auth0|a", "azp": "a", "scope": "openid email"}), "/scope"),
        (json!({"iss": issuer, "scope": "read", "email": "a@b"}), "/scope"),
        (json!({"iss": issuer, "scp": "read", "preferred_username": "a"}), "/scp"),
        (json!({"iss": issuer, "client_id": "a", "scope": "read"}), "/scope"),
    ] {
        told(PLAIN, &payload, "oauth-access-token", Certainty::Likely, pointer);
    }
    for typ in ["at+jwt", "application/at+jwt", "AT+JWT"] {
        let header = json!({"alg": "RS256", "typ": typ}).to_string();
        let payload = json!({"iss": issuer, "email": "a@b", "nonce": "a"});
        told(&header, &payload, "oauth-access-token", Certainty::Documented, "/typ");
    }
}

#[test]
fn id_token_is_no_access_token() {
    let issuer = "https://id.example";
    for (payload, pointer) in [
        (json!({"iss": issuer, "typ": "ID", "scope": "openid", "azp": "a"}), "/typ"),
        (json!({"iss": issuer, "token_use": "id", "scope": "openid"}), "/token_use"),
        (json!({"iss": issuer, "nonce": "a", "scope": "openid"}), "/nonce"),
        (json!({"iss": issuer, "at_hash": "a"}), "/at_hash"),
        (json!({"iss": issuer, "auth_time": 1, "azp": "a"}), "/azp"),
    ] {
        told(PLAIN, &payload, "oidc-id-token", Certainty::Likely, pointer);
    }
}

#[test]
fn refresh_and_logout_tokens_are_told_apart() {
    for (typ, code) in [
        ("Refresh", "oauth-refresh-token"),
        ("Offline", "oauth-refresh-token"),
        ("Logout", "oidc-logout-token"),
    ] {
        let payload = json!({"iss": "https://id.example", "typ": typ});
        told(PLAIN, &payload, code, Certainty::Likely, "/typ");
    }
    let header = r#"{"alg":"RS256","typ":"logout+jwt"}"#;
    let payload = json!({"iss": "https://id.example"});
    told(header, &payload, "oidc-logout-token", Certainty::Documented, "/typ");
}

#[test]
fn entra_says_which_of_its_tokens_it_is() {
    let issuer = "https://login.microsoftonline.com/t/v2.0";
    for (payload, name) in [
        (json!({"iss": issuer, "roles": ["a"], "ver": "2.0"}), "a Microsoft Entra token"),
        (json!({"iss": issuer, "scp": "a"}), "a Microsoft Entra access token"),
        (json!({"iss": issuer, "azpacr": "0"}), "a Microsoft Entra access token"),
        (
            json!({"iss": issuer, "appid": "a", "aud": "6dae42f8-4368-4678-94ff-3960e28e3630"}),
            "a Microsoft Entra access token for AKS",
        ),
    ] {
        let read = read(&token(PLAIN, &payload.to_string()));
        let identified = read.identified_as.unwrap();
        assert_eq!((&*identified.code, &*identified.name), ("entra", name), "{payload}");
    }
}

#[test]
fn access_token_is_said_to_be_the_wrong_one_for_a_login() {
    let payload = json!({"iss": "https://id.example", "token_use": "access"});
    let read = read(&token(PLAIN, &payload.to_string()));
    assert_eq!(read.headline, "Not a service account token: an OAuth access token");
    assert_eq!(
        read.evidence[0].text,
        "Its claim `token_use` names this kind, as in Amazon Cognito's tokens."
    );
    assert!(
        read.summary
            .ends_with(" To log in to Kubernetes with OpenID Connect, send the ID token instead."),
        "{}",
        read.summary
    );
}

/// `system:serviceaccount:` in `sub`, or any claim of Kubernetes, makes it another kind.
#[test]
fn legacy_issuer_alone_is_said_to_be_all_there_is() {
    for payload in [
        json!({"iss": "kubernetes/serviceaccount"}),
        json!({"iss": "kubernetes/serviceaccount", "exp": 1_700_003_600, "email": "a@b"}),
        json!({"iss": "kubernetes/serviceaccount", "sub": "admin"}),
    ] {
        told(PLAIN, &payload, "legacy-issuer-only", Certainty::Certain, "/iss");
        let read = read(&token(PLAIN, &payload.to_string()));
        assert_eq!(
            read.headline,
            "Not a service account token: a token with the legacy issuer but no Kubernetes claims"
        );
        let finding =
            read.findings.iter().find(|finding| finding.code == "legacy_issuer_only").unwrap();
        assert_eq!(
            finding.message,
            "`iss` is `kubernetes/serviceaccount`, the issuer of legacy tokens, but the token has \
             no other claim of Kubernetes."
        );
        assert_eq!(
            (finding.severity.as_str(), finding.pointer.as_deref()),
            ("warning", Some("/iss"))
        );
    }
    let of_account =
        json!({"iss": "kubernetes/serviceaccount", "sub": "system:serviceaccount:a:b"});
    let read = read(&token(PLAIN, &of_account.to_string()));
    assert_eq!(read.identified_as.unwrap().code, "service-account-look-alike");
}

#[test]
fn legacy_issuer_before_a_cut_is_the_beginning_of_a_legacy_token() {
    let payload = base64url(r#"{"iss":"kubernetes/serviceaccount","kubernetes.io/serviceacc"#);
    let read = read(&format!("{}.{payload}", base64url(PLAIN)));
    assert_eq!(read.identified_as.unwrap().code, "kubernetes-cut");
    assert!(read.findings.iter().all(|finding| finding.code != "legacy_issuer_only"));
}
