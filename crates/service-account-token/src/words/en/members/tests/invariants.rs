//! What holds of every sentence about any token.

use proptest::prelude::*;

use super::*;

/// Names from every family, known and unknown.
const NAMES: &[&str] = &[
    "iss",
    "sub",
    "aud",
    "exp",
    "nbf",
    "iat",
    "jti",
    "Exp",
    "kubernetes.io",
    "Kubernetes.io",
    "kubernetes.io/serviceaccount/namespace",
    "kubernetes.io/serviceaccount/secret.name",
    "kubernetes.io/serviceaccount/service-account.name",
    "kubernetes.io/serviceaccount/service-account.uid",
    "kubernetes.io/serviceaccount/other",
    "kubernetes.io/serviceaccount",
    "namespace",
    "serviceaccount",
    "pod",
    "secret",
    "node",
    "name",
    "uid",
    "warnafter",
    "attestations",
    "admissionReviewAPIGroups",
    "validatingwebhookconfiguration",
    "mutatingwebhookconfiguration",
    "validatingWebhookConfiguration",
    "name",
    "email",
    "email_verified",
    "auth_time",
    "updated_at",
    "groups",
    "address",
    "street_address",
    "act",
    "cnf",
    "jwk",
    "jkt",
    "realm_access",
    "roles",
    "scope",
    "ref",
    "actor",
    "tid",
    "hd",
    "alg",
    "kid",
    "typ",
    "KID",
    "crit",
    "x5c",
    "epk",
    "enc",
    "zip",
    "p2c",
    "b64",
    "nonce",
    "__proto__",
    "constructor",
    "",
    "\\u202e",
    "é",
    "https://a.b/c",
    "given_name",
    "family_name",
    "middle_name",
    "nickname",
    "preferred_username",
    "profile",
    "picture",
    "website",
    "gender",
    "birthdate",
    "zoneinfo",
    "locale",
    "phone_number",
    "phone_number_verified",
    "acr",
    "amr",
    "azp",
    "sub_jwk",
    "at_hash",
    "c_hash",
    "client_id",
    "may_act",
    "events",
    "txn",
    "toe",
    "sid",
    "entitlements",
    "authorization_details",
    "vot",
    "vtm",
    "vc",
    "vp",
    "jcard",
    "status",
    "vct",
    "fpt",
    "geo",
    "hwk",
    "iris",
    "kba",
    "mca",
    "mfa",
    "otp",
    "pin",
    "pop",
    "pwd",
    "rba",
    "retina",
    "sc",
    "sms",
    "swk",
    "tel",
    "user",
    "vbm",
    "wia",
    "face",
    "federated_claims",
    "connector_id",
    "user_id",
    "resource_access",
    "session_state",
    "allowed-origins",
    "repository",
    "repository_id",
    "repository_owner",
    "repository_owner_id",
    "repository_visibility",
    "ref_type",
    "ref_protected",
    "base_ref",
    "head_ref",
    "sha",
    "workflow",
    "workflow_ref",
    "workflow_sha",
    "job_workflow_ref",
    "job_workflow_sha",
    "run_id",
    "run_number",
    "run_attempt",
    "check_run_id",
    "actor_id",
    "event_name",
    "environment",
    "environment_node_id",
    "runner_environment",
    "enterprise",
    "enterprise_id",
    "namespace_id",
    "namespace_path",
    "project_id",
    "project_path",
    "project_visibility",
    "user_login",
    "user_email",
    "user_access_level",
    "user_identities",
    "groups_direct",
    "pipeline_id",
    "pipeline_source",
    "job_id",
    "ref_path",
    "environment_protected",
    "environment_action",
    "deployment_tier",
    "runner_id",
    "ci_config_ref_uri",
    "ci_config_sha",
    "oid",
    "appid",
    "appidacr",
    "azpacr",
    "upn",
    "unique_name",
    "ver",
    "idtyp",
    "idp",
    "scp",
    "wids",
    "hasgroups",
    "ipaddr",
    "deviceid",
    "onprem_sid",
    "aio",
    "rh",
    "uti",
    "xms_mirid",
    "xms_cc",
    "google",
    "cid",
    "token_use",
    "cognito:username",
    "cognito:groups",
    "cognito:roles",
    "cognito:preferred_role",
    "origin_jti",
    "gty",
    "permissions",
    "org_id",
    "formatted",
    "locality",
    "region",
    "postal_code",
    "country",
    "kty",
    "use",
    "key_ops",
    "n",
    "e",
    "crv",
    "x",
    "y",
    "x5t",
    "x5t#S256",
    "x5u",
    "d",
    "p",
    "q",
    "dp",
    "dq",
    "qi",
    "oth",
    "k",
    "jwe",
    "jku",
];

const VALUES: &[&str] = &[
    "null",
    "true",
    "0",
    "1700000000",
    "1.7e9",
    "1700000000000",
    "-1e400",
    "\"\"",
    "\"JWT\"",
    "\"none\"",
    "\"1700000000\"",
    "\"a\\nb\"",
    "[]",
    "[null,\"a\",[{}]]",
    "{}",
    "[\"a\",\"b\"]",
    "\"kubernetes/serviceaccount\"",
    "\"system:serviceaccount:a:b\"",
    "\"https://a.b\"",
    "{\"name\":\"a\",\"uid\":\"b\"}",
    "{\"name\":1,\"x\":[1]}",
    "\"RS256\"",
    "\"kube-system\"",
];

fn hold(header: &str, payload: &str) {
    for (pointer, explanation) in explain_both(header, payload).into_iter().flatten() {
        let Explanation { title, meaning, .. } = &explanation;
        assert!(!title.is_empty() && !meaning.is_empty(), "{pointer} of {payload}");
        assert!(meaning.ends_with('.'), "{meaning}");
        assert!(!meaning.contains("  ") && !meaning.contains(".."), "{meaning}");
        // A backtick opens or closes a quotation, and nothing that was pasted can add one.
        assert_eq!(meaning.matches('`').count() % 2, 0, "{meaning}");
        for quoted in [title, meaning] {
            assert!(!quoted.chars().any(crate::text::unicode::is_hidden), "{quoted:?}");
        }
        let own: String = meaning.split('`').step_by(2).collect::<String>().to_lowercase();
        let words = || own.split(|character: char| !character.is_alphabetic());
        assert!(words().all(|word| word != "valid"), "{meaning}");
        assert!(!own.contains("never expires") && !own.contains(" ago"), "{meaning}");
        assert!(title.chars().count() <= 90, "{title}");
    }
}

#[test]
fn every_name_with_every_value_has_words_in_every_kind_of_token() {
    for name in NAMES {
        for value in VALUES {
            let member = format!("\"{name}\":{value}");
            for payload in
                [format!("{{{member}}}"), bound(&member), legacy(&member), bound_with(&member)]
            {
                hold(&format!("{{\"alg\":\"RS256\",{member}}}"), &payload);
            }
        }
    }
}

#[test]
fn part_that_is_not_an_object_is_explained() {
    for text in ["", "[1,{\"exp\":2},[3]]", "\"exp\"", "{\"exp\":1", "{\"aud\":[\"a\",", "null"] {
        hold(text, text);
    }
}

#[test]
fn cost_is_linear_in_members() {
    let long = "x".repeat(100_000);
    let many = vec!["\"a\""; 4000].join(",");
    let payload = bound(&format!("\"aud\":[{many}],\"{long}\":[{many}]"));
    let [_, explanations] = explain_both("{}", &payload);
    let bytes: usize = explanations.iter().map(|(_, words)| words.meaning.len()).sum();
    assert!(bytes < 4_000_000, "{bytes}");
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]
    #[test]
    fn any_text_has_an_explanation_for_each_member(
        members in prop::collection::vec((prop::sample::select(NAMES), prop::sample::select(VALUES)), 0..12),
        cut in 0..400usize,
    ) {
        let members: Vec<_> =
            members.iter().map(|(name, value)| format!("\"{name}\":{value}")).collect();
        let members = members.join(",");
        let mut payload = bound_with(&members);
        if payload.is_char_boundary(cut) {
            payload.truncate(cut);
        }
        hold(&format!("{{{members}}}"), &payload);
    }
}
