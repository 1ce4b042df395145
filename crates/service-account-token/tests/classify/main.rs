//! What a token is said to be: kind, every axis of the variant, identity, binding and times.

#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::string_slice,
    reason = "a test may fail"
)]

mod evidence;
mod logins;
#[path = "../made/mod.rs"]
mod made;

use made::{
    IAT, ISSUER, UID, base64url, header, injected, legacy, read, read_at, read_payload, token,
    unbound,
};
use made::{read_with, webhook, with};
use serde_json::{Value, json};
use service_account_token::Options;
use service_account_token::report::{Kind, TimeStatus, Token};

/// Kind, and where there is one: binding, extension, origin, audience, signer, certain and usual
/// releases, parties.
fn line(token: &Token) -> String {
    let json = serde_json::to_value(token).unwrap();
    let kind = json["kind"].as_str().unwrap();
    let Value::Object(variant) = &json["variant"] else {
        return format!("{kind} {}", json["identified_as"]["code"].as_str().unwrap_or("-"));
    };
    let text = |value: &Value| value.as_str().unwrap_or("-").to_owned();
    let releases = &variant["kubernetes"];
    let parties: Vec<_> = token.variant.iter().flat_map(|v| &v.parties).map(|p| &*p.code).collect();
    format!(
        "{kind} {} {} {} {} {} {}..{} {}..{} {}",
        text(&variant["bound_to"]),
        if variant["extended"] == true { "extended" } else { "-" },
        text(&variant["origin"]),
        text(&variant["audience"]),
        text(&variant["signer"]),
        text(&releases["min"]),
        text(&releases["max"]),
        text(&releases["usual_min"]),
        text(&releases["usual_max"]),
        parties.join(","),
    )
}

#[track_caller]
fn check(payload: &Value, expected: &str) {
    assert_eq!(line(&read_payload(payload)).trim_end(), expected);
}

#[track_caller]
fn check_header(header: &str, payload: &Value, expected: &str) {
    assert_eq!(line(&read(&token(header, &payload.to_string()))).trim_end(), expected);
}

fn reference() -> Value {
    json!({"name": "x", "uid": UID})
}

#[test]
fn public_samples_are_classified() {
    for (sample, expected) in [
        (
            include_str!("../samples/bound-pod-extended-v1.24.jwt"),
            "bound pod extended - api-server kubernetes 1.19..1.31 1.21..1.29 api-server",
        ),
        (
            include_str!("../samples/legacy-auto-generated-v1.20.jwt"),
            "legacy - - auto-generated-likely none kubernetes 1.16..- -..1.23",
        ),
        (
            include_str!("../samples/legacy-explicit-secret-v1.24.jwt"),
            "legacy - - manual-likely none kubernetes 1.16..- -..-",
        ),
    ] {
        assert_eq!(line(&read(sample.trim())).trim_end(), expected);
    }
    let bound = read(include_str!("../samples/bound-pod-extended-v1.24.jwt").trim());
    let times = bound.times;
    assert_eq!(times.issued_at, Some(1_660_909_741));
    assert_eq!(times.warn_after, Some(1_660_913_348));
    assert_eq!(times.expires_at, Some(1_692_445_741));
    assert_eq!(times.accepted_until, Some(1_692_445_801));
    assert_eq!(times.refresh_at, Some(1_660_909_741 + 2886));
    assert_eq!(times.lifetime_seconds, Some(31_536_000));
    let binding = bound.binding.unwrap();
    assert_eq!((&*binding.kind, binding.name.as_deref()), ("Pod", Some("busybox")));
    assert_eq!(binding.uid.as_deref(), Some("d822ba5f-4290-4bca-94ce-f3bc0dca2e36"));
}

#[test]
fn bindings_and_releases_are_classified() {
    let api = "api-server kubernetes";
    check(&unbound(), &format!("bound none - - {api} 1.29..- 1.30..- api-server"));
    check(&injected(), &format!("bound pod extended - {api} 1.29..- 1.30..- api-server"));
    let secret = with(unbound(), &[("/kubernetes.io/secret", reference())]);
    check(&secret, &format!("bound secret - - {api} 1.29..- 1.30..- api-server"));
    let node = with(unbound(), &[("/kubernetes.io/node", reference())]);
    check(&node, &format!("bound node - - {api} 1.29..- 1.31..- api-server"));
    check(&webhook(), "bound webhook - - foreign kubernetes 1.37..- 1.37..- webhook");
    let old = with(unbound(), &[("/jti", Value::Null)]);
    check(&old, &format!("bound none - - {api} 1.16..1.31 1.16..1.29 api-server"));
    check_header(
        r#"{"alg":"RS256","kid":""}"#,
        &old,
        "bound none - - api-server kubernetes 1.10..1.15 1.12..1.15 api-server",
    );
}

#[test]
fn bound_token_with_legacy_issuer_stays_bound() {
    let minikube = with(
        unbound(),
        &[
            ("/iss", json!("kubernetes/serviceaccount")),
            ("/aud", json!(["api"])),
            ("/jti", Value::Null),
        ],
    );
    check(&minikube, "bound none - - api-server kubernetes 1.16..1.31 1.16..1.29 api-server");
    let platforms = read_payload(&minikube).variant.unwrap().platforms;
    assert_eq!(platforms.iter().map(|platform| &*platform.name).collect::<Vec<_>>(), ["minikube"]);
}

#[test]
fn both_shapes_are_read_as_bound() {
    let both =
        with(unbound(), &[("/kubernetes.io~1serviceaccount~1namespace", json!("elsewhere"))]);
    let token = read_payload(&both);
    assert_eq!(token.kind, Kind::Bound);
    assert_eq!(token.identity.unwrap().namespace, "default");
}

#[test]
fn header_determines_signer_and_age() {
    let old = "legacy - - auto-generated-likely none kubernetes";
    check_header(r#"{"alg":"RS256","kid":""}"#, &legacy(), &format!("{old} 1.10..1.15 -..1.15"));
    check_header(r#"{"alg":"RS256","typ":"JWT"}"#, &legacy(), &format!("{old} -..1.9 -..1.9"));
    let signer =
        |header: &str| read(&token(header, &unbound().to_string())).variant.unwrap().signer;
    let name = |header: &str| serde_json::to_value(signer(header)).unwrap();
    let hex = "63a691b663a691b663a691b663a691b663a691b6";
    assert_eq!(name(&format!(r#"{{"alg":"RS256","kid":"{hex}"}}"#)), "provider");
    assert_eq!(name(&format!(r#"{{"alg":"RS256","kid":"{hex}","typ":"JWT"}}"#)), "external");
    assert_eq!(
        name(&format!(r#"{{"alg":"ES256","kid":"{}","typ":"JWT"}}"#, made::KID)),
        "external"
    );
    assert_eq!(name(r#"{"alg":"RS256","kid":"key-1"}"#), "provider");
    assert_eq!(name(r#"{"alg":"RS256"}"#), "unknown");
    assert_eq!(name(r#"{"alg":"HS256","kid":"key-1"}"#), "unknown");
    assert_eq!(name(&header().to_string()), "kubernetes");
}

#[track_caller]
fn audience(audiences: Value, expected: &str) {
    let token = read_payload(&with(unbound(), &[("/aud", audiences)]));
    let variant = token.variant.unwrap();
    let class = serde_json::to_value(variant.audience).unwrap();
    let parties: Vec<_> = variant.parties.iter().map(|party| &*party.code).collect();
    assert_eq!(format!("{} {}", class.as_str().unwrap(), parties.join(",")).trim_end(), expected);
}

#[test]
fn audiences_are_classified() {
    audience(json!([ISSUER]), "api-server api-server");
    audience(json!(ISSUER), "api-server api-server");
    audience(json!(["https://kubernetes.default.svc"]), "api-server api-server");
    audience(json!([ISSUER, "k3s"]), "api-server api-server,api-server");
    audience(json!(["k3s"]), "foreign");
    audience(json!([ISSUER, "https://old.example"]), "api-server api-server,api-server");
    audience(
        json!(["https://kubernetes.default.svc", "system:konnectivity-server"]),
        "api-server api-server,api-server",
    );
    audience(json!(["system:konnectivity-server"]), "foreign konnectivity");
    audience(json!(["sts.amazonaws.com"]), "foreign aws-irsa");
    audience(json!(["vault", "sts.amazonaws.com"]), "foreign vault,aws-irsa");
    audience(json!([ISSUER, "vault"]), "mixed api-server,vault");
    audience(json!(["https://nobody.example"]), "foreign");
    audience(json!([]), "none");
}

#[test]
fn extended_token_has_api_server_audiences() {
    let own = ("/aud", json!(["https://api.example.com"]));
    let vault = ("/aud", json!(["vault"]));
    let old = [("/jti", Value::Null), ("/kubernetes.io/node", Value::Null)];
    let issuer = ("/iss", json!("https://issuer.example.com"));
    let unknown = "bound pod extended - api-server kubernetes";
    let lasts = Some(IAT + 31_536_060);
    for (changes, expected, until) in [
        (vec![own.clone()], format!("{unknown} 1.29..- 1.30..- api-server"), lasts),
        (vec![vault.clone()], format!("{unknown} 1.29..- 1.30..- api-server"), lasts),
        (
            [vec![own.clone()], old.to_vec()].concat(),
            format!("{unknown} 1.19..1.31 1.21..1.29 api-server"),
            lasts,
        ),
        // Up to 1.23 a token for others was extended too.
        (
            [vec![vault], old.to_vec()].concat(),
            "bound pod extended - foreign kubernetes 1.19..1.31 1.21..1.29 vault".to_owned(),
            None,
        ),
        (
            vec![own, ("/kubernetes.io/warnafter", json!(IAT + 105))],
            "bound pod extended - foreign kubernetes 1.29..- 1.30..-".to_owned(),
            None,
        ),
    ] {
        let token = read_payload(&with(with(injected(), std::slice::from_ref(&issuer)), &changes));
        assert_eq!(line(&token).trim_end(), expected, "{changes:?}");
        assert_eq!(token.times.accepted_until, until, "{changes:?}");
    }
}

#[test]
fn given_audiences_are_exact() {
    let text = token(&header().to_string(), &unbound().to_string());
    let class = |audiences: &[&str]| {
        let token =
            read_with(&text, &Options::new().now(IAT).api_audiences(audiences.iter().copied()));
        (serde_json::to_value(token.variant.unwrap().audience).unwrap(), token.times.accepted_until)
    };
    assert_eq!(class(&["k8s"]), (json!("foreign"), None));
    assert_eq!(class(&["k8s", ISSUER]), (json!("api-server"), Some(IAT + 3660)));
}

#[test]
fn identity_comes_from_the_claims_that_the_api_server_reads() {
    let identity =
        read_payload(&with(injected(), &[("/sub", json!("somebody"))])).identity.unwrap();
    assert_eq!(identity.username, "system:serviceaccount:default:build");
    assert_eq!(
        serde_json::to_value(&identity).unwrap()["extra"],
        json!({
            "authentication.kubernetes.io/credential-id": [format!("JTI={UID}")],
            "authentication.kubernetes.io/node-name": ["node-1"],
            "authentication.kubernetes.io/node-uid": [UID],
            "authentication.kubernetes.io/pod-name": ["web-0"],
            "authentication.kubernetes.io/pod-uid": [UID],
        })
    );
    let identity = read_payload(&webhook()).identity.unwrap();
    let extra = |name: &str| {
        identity.extra.iter().find(|(found, _)| found == name).map(|(_, values)| values)
    };
    let groups = "attestation.authentication.kubernetes.io/admissionReviewAPIGroups";
    assert_eq!(extra(groups), Some(&vec!["apps".to_owned()]));
    let name = "authentication.kubernetes.io/mutatingwebhookconfiguration-name";
    assert_eq!(extra(name), Some(&vec!["policy".to_owned()]));
    let identity = read_payload(&legacy()).identity.unwrap();
    assert_eq!(
        identity.groups,
        ["system:serviceaccounts", "system:serviceaccounts:default", "system:authenticated"]
    );
    assert!(identity.extra.is_empty());
}

#[test]
fn status_changes_at_its_boundaries() {
    let status = |payload: &Value, now: Option<i64>| {
        read_at(&token(&header().to_string(), &payload.to_string()), now).times.status
    };
    let bound = injected();
    for (now, expected) in [
        (IAT - 1, TimeStatus::NotYetValid),
        (IAT, TimeStatus::Active),
        (IAT + 3607, TimeStatus::Active),
        (IAT + 3608, TimeStatus::Stale),
        (IAT + 31_535_999, TimeStatus::Stale),
        (IAT + 31_536_000, TimeStatus::Expired),
    ] {
        assert_eq!(status(&bound, Some(now)), expected, "{now}");
    }
    assert_eq!(status(&bound, None), TimeStatus::Unknown);
    assert_eq!(status(&legacy(), None), TimeStatus::NoExpiry);
    assert_eq!(status(&with(legacy(), &[("/exp", json!(1))]), Some(IAT)), TimeStatus::NoExpiry);
    assert_eq!(
        status(&with(bound.clone(), &[("/exp", json!(1e15))]), Some(IAT)),
        TimeStatus::Unknown
    );
    assert_eq!(status(&with(bound, &[("/exp", Value::Null)]), Some(IAT)), TimeStatus::NoExpiry);
    assert_eq!(status(&json!({"sub": "me"}), Some(IAT)), TimeStatus::NoExpiry);
}

/// What keeps every API server from accepting a token, it does not accept until some time either.
#[test]
fn rejected_token_has_no_accepted_until() {
    let header = header().to_string();
    let until = |text: &str| read(text).times.accepted_until;
    let parts = |header: &str, payload: &str, signature: &str| {
        format!("{}.{payload}.{signature}", base64url(header))
    };
    let payload = unbound().to_string();
    let encoded = base64url(&payload);
    let signature = base64url([0xa5; 256]);
    assert_eq!(until(&parts(&header, &encoded, &signature)), Some(IAT + 3660));
    for text in [
        parts(&header, &format!("{encoded}=="), &signature),
        parts(&header, &base64url(format!("\u{feff}{payload}")), &signature),
        parts(&header, &base64url(format!("{payload}{{}}")), &signature),
        parts(&header, &encoded, &format!("{signature}.{signature}")),
        parts(&header, &encoded, &base64url([0xa5; 513])),
        parts(r#"{"alg":"RS256","alg":"RS256","kid":"x"}"#, &encoded, &signature),
        parts(r#"{"kid":"x"}"#, &encoded, &signature),
        parts(r#"{"alg":5,"kid":"x"}"#, &encoded, &signature),
        parts(r#"{"alg":"HS256","kid":"x"}"#, &encoded, &base64url([0xa5; 32])),
        parts(&header, &base64url(payload.replacen('{', "{\"exp\":1,", 1)), &signature),
        parts(
            &header,
            &base64url(payload.replace("\"uid\"", "\"name\":\"a\",\"uid\"")),
            &signature,
        ),
        json!({
            "payload": encoded,
            "protected": base64url(&header),
            "signature": signature,
        })
        .to_string(),
    ] {
        assert_eq!(until(&text), None, "{text}");
    }
    let changed = |pointer: &str, value: Value| {
        let payload = with(injected(), &[(pointer, value)]).to_string().replace("\"null\"", "null");
        until(&token(&header, &payload))
    };
    assert_eq!(changed("/jti", json!(UID)), Some(IAT + 31_536_060));
    for (pointer, value) in [
        ("/iss", Value::Null),
        ("/iss", json!("null")),
        ("/iss", json!("")),
        ("/iss", json!(1)),
        ("/iat", json!("1700000000")),
        ("/nbf", json!("1700000000")),
        ("/kubernetes.io/warnafter", json!("1700003607")),
        ("/kubernetes.io/serviceaccount/uid", Value::Null),
        ("/kubernetes.io/serviceaccount/uid", json!("")),
        ("/kubernetes.io/namespace", json!("")),
        ("/kubernetes.io/namespace", json!("null")),
        ("/kubernetes.io/namespace", json!("$(rm -rf /)")),
        ("/kubernetes.io/namespace", json!("a".repeat(64))),
        ("/kubernetes.io/serviceaccount/name", json!("Default")),
        ("/kubernetes.io/pod/uid", Value::Null),
        ("/kubernetes.io/pod", json!({})),
        // The server reads seconds, and this is not what is shown.
        ("/exp", json!(1_731_536_000_000_i64)),
        ("/nbf", json!(1_700_000_000_000_i64)),
    ] {
        assert_eq!(changed(pointer, value.clone()), None, "{pointer} {value}");
    }
    // Beside a Pod the Node is not looked up.
    for value in [json!({"name": "node-1"}), json!({"name": "No de", "uid": ""})] {
        assert_eq!(changed("/kubernetes.io/node", value), Some(IAT + 31_536_060));
    }
    // The original of a token that is cut off may still work.
    assert_eq!(until(&parts(&header, &encoded, &signature[..341])), Some(IAT + 3660));
    assert_eq!(until(&parts(&header, &encoded, "")), Some(IAT + 3660));
}

#[test]
fn refresh_and_acceptance_times_are_computed() {
    let times = |changes: &[(&str, Value)]| read_payload(&with(injected(), changes)).times;
    assert_eq!(times(&[]).refresh_at, Some(IAT + 2886));
    let day = [("/exp", json!(IAT + 86_400)), ("/kubernetes.io/warnafter", Value::Null)];
    assert_eq!(times(&day).refresh_at, Some(IAT + 69_120));
    let year = [("/kubernetes.io/warnafter", Value::Null)];
    assert_eq!(times(&year).refresh_at, Some(IAT + 86_400));
    assert_eq!(read_payload(&unbound()).times.refresh_at, None);
    assert_eq!(times(&[]).accepted_until, Some(IAT + 31_536_060));
    assert_eq!(times(&[("/aud", json!(["vault"])), year[0].clone()]).accepted_until, None);
    assert_eq!(times(&[("/exp", json!("1700003600"))]).accepted_until, None);
    assert_eq!(read_payload(&webhook()).times.accepted_until, None);
    assert_eq!(read_payload(&legacy()).times.accepted_until, None);
}

#[track_caller]
fn other(header: &str, payload: &str, code: &str, name: &str) {
    let token = read(&token(header, payload));
    assert_eq!(token.kind, Kind::Other);
    assert!(token.variant.is_none() && token.identity.is_none() && token.binding.is_none());
    let identified = token.identified_as.unwrap();
    assert_eq!((&*identified.code, &*identified.name), (code, name));
}

#[test]
fn other_tokens_are_identified() {
    let header = r#"{"alg":"RS256","kid":"1","typ":"JWT"}"#;
    let cases = [
        (
            json!({"sub": "system:serviceaccount:ns:name"}),
            "service-account-look-alike",
            "a service account look-alike",
        ),
        (
            json!({"kubernetes.io": {"namespace": "x"}}),
            "kubernetes-incomplete",
            "a token with an incomplete `kubernetes.io` object",
        ),
        (json!({"sub": "spiffe://td/x"}), "spiffe-jwt-svid", "a SPIFFE JWT-SVID"),
        (
            json!({"iss": "https://token.actions.githubusercontent.com"}),
            "github-actions",
            "a GitHub Actions OIDC token",
        ),
        (json!({"iss": "https://accounts.google.com"}), "google-id-token", "a Google ID token"),
        (json!({"iss": "argocd", "sub": "admin"}), "argocd", "an Argo CD token"),
        (json!({"iss": "https://sts.windows.net/t/"}), "entra", "a Microsoft Entra token"),
        (
            json!({"iss": "https://login.microsoftonline.com/t/v2.0", "aud": "6dae42f8-4368-4678-94ff-3960e28e3630"}),
            "entra",
            "a Microsoft Entra token for AKS",
        ),
        (
            json!({"iss": "https://gitlab.example", "project_path": "a/b", "ref": "main"}),
            "gitlab-ci",
            "a GitLab CI ID token",
        ),
        (
            json!({"iss": "https://dex.example", "federated_claims": {}}),
            "dex-id-token",
            "an OIDC ID token from Dex",
        ),
        (
            json!({"iss": "https://sso.example/realms/a", "typ": "Bearer", "email": "a@b"}),
            "oauth-access-token",
            "an OAuth access token",
        ),
        (json!({"iss": "https://id.example", "email": "a@b"}), "oidc-id-token", "an OIDC ID token"),
        (json!({"hello": 1}), "jwt", "a JSON Web Token of an unrecognized kind"),
    ];
    for (payload, code, name) in cases {
        other(header, &payload.to_string(), code, name);
    }
    other(
        r#"{"alg":"RS256","typ":"at+jwt"}"#,
        r#"{"iss":"https://a"}"#,
        "oauth-access-token",
        "an OAuth access token",
    );
    other(
        header,
        r#"{"aud":["x"],"kubernetes.io":{"namesp"#,
        "kubernetes-damaged",
        "a damaged service account token",
    );
}

#[test]
fn encrypted_token_is_identified() {
    let header = base64url(r#"{"alg":"RSA-OAEP-256","enc":"A256GCM"}"#);
    let token = read(&format!("{header}.{0}.{0}.{0}.{0}", base64url("sixteen bytes ..")));
    assert_eq!(token.kind, Kind::Other);
    assert_eq!(token.identified_as.unwrap().code, "jwe");
    assert_eq!(token.times.status, TimeStatus::Unknown);
}

#[test]
fn cut_token_is_not_a_look_alike() {
    for (payload, code) in [
        (r#"{"sub":"system:serviceaccount:a:b","is"#, "kubernetes-cut"),
        (r#"{"aud":["x"],"iss":"https://kubernetes.default.svc","jt"#, "kubernetes-cut"),
        (r#"{"aud":["x"],"iss":"https://id.example","jt"#, "jwt-cut"),
    ] {
        let cut = format!("{}.{}", base64url(header().to_string()), base64url(payload));
        assert_eq!(read(&cut).identified_as.unwrap().code, code, "{payload}");
        // With its signature it is not cut.
        let whole = format!("{cut}.{}", "A".repeat(342));
        let damaged = code.replace("-cut", "-damaged");
        assert_eq!(read(&whole).identified_as.unwrap().code, &*damaged, "{payload}");
    }
}
