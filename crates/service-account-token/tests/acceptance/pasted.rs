//! A message of the API server that is pasted with a token leads to the check that gives it.

use crate::made::UID;
use crate::{IAT, Value, VerdictOptions, api_server, injected, json, legacy, stock, unbound, with};

/// A message as people paste it with a token: alone, in quotes, in the log, in a TokenReview, in a log in JSON.
fn texts(token: &str, message: &str) -> Vec<String> {
    let escaped = message.replace('"', "\\\"");
    let twice = escaped.replace('\\', "\\\\");
    let log = format!(
        "E1114 22:13:20.123456       1 authentication.go:73] \"Unable to authenticate the request\" err=\"[invalid bearer token, {escaped}]\""
    );
    vec![
        format!("{token}\n{message}"),
        format!("{message}\n\n{token}\n"),
        format!("{token}\n\"{escaped}\"\n"),
        format!("{token}\n  '{message}',\n"),
        format!("{log}\n{token}\n"),
        format!("curl -H 'Authorization: Bearer {token}' https://a\r\n{log}\r\n"),
        format!(
            "{{\"kind\":\"TokenReview\",\"spec\":{{\"token\":\"{token}\"}},\"status\":{{\"user\":{{}},\"error\":\"[invalid bearer token, {escaped}]\"}}}}"
        ),
        format!("{token}\nstatus:\n  error: '[invalid bearer token, {message}]'\n  user: {{}}\n"),
        format!(
            "{{\"log\":\"err=\\\"[invalid bearer token, {twice}]\\\"\",\"stream\":\"stderr\"}}\n{token}"
        ),
        format!("{token}\nerr=\"[invalid bearer token, {escaped}, unknown]\""),
    ]
}

/// The check that a message leads to, the same however it is pasted.
fn leads_to(payload: &Value, message: &str) -> Option<String> {
    let options = VerdictOptions::new().now(IAT + 10);
    let check = |text: &String| {
        let pasted = api_server(text, &options).pasted;
        pasted.map(|check| check.to_string())
    };
    let texts = texts(&stock(payload), message);
    let first = check(&texts[0]);
    for text in &texts {
        assert_eq!(check(text), first, "{text}");
    }
    first
}

fn to_a_node() -> Value {
    with(unbound(), &[("/kubernetes.io/node", json!({"name": "a", "uid": UID}))])
}

#[test]
fn common_messages_lead_to_their_check() {
    let not_yet = ["service account token is not", "valid", "yet"].join(" ");
    for (payload, message, check) in [
        (unbound(), "service account token has expired", "expiry"),
        (unbound(), not_yet.as_str(), "not-before"),
        (unbound(), "service account token is issued in the future", "issued-at"),
        (injected(), "service account token has been invalidated", "object"),
        (legacy(), "Token has been invalidated", "object"),
        (legacy(), "Token does not match server's copy", "secret-token"),
        (
            legacy(),
            "the token in secret a/b for service account a/c has been marked invalid. Use tokens",
            "invalid-since",
        ),
        (
            unbound(),
            "token audiences [\"vault\"] is invalid for the target audiences [\"api\"]",
            "audience",
        ),
        (unbound(), "service account UID (1) does not match claim (2)", "account-uid"),
        (unbound(), "serviceaccounts \"build\" not found", "account"),
        (unbound(), "service account default/build has been deleted", "account-deletion"),
        (injected(), "pod UID (1) does not match service account pod ref claim (2)", "object-uid"),
        (unbound(), "invalid signature, no keys found", "key"),
        (unbound(), "go-jose/go-jose: error in cryptographic primitive", "signature"),
        (unbound(), "token issuer \"x\" is invalid", "issuer"),
        (legacy(), "sub claim is missing", "required-claims"),
        (legacy(), "namespace claim is missing", "required-claims"),
        (legacy(), "secretName claim is missing", "required-claims"),
        (legacy(), "serviceAccountName claim is missing", "required-claims"),
        (legacy(), "serviceAccountUID claim is missing", "required-claims"),
        (legacy(), "sub claim is invalid", "subject"),
        (legacy(), "ServiceAccount default/build has been deleted", "account-deletion"),
        (legacy(), "ServiceAccount UID (1) does not match claim (2)", "account-uid"),
        (
            to_a_node(),
            "token is bound to a Node object but the ServiceAccountTokenNodeBindingValidation feature gate is disabled",
            "node-binding",
        ),
        (
            to_a_node(),
            "node UID (1) does not match service account node ref claim (2)",
            "object-uid",
        ),
        (
            unbound(),
            "go-jose/go-jose/jwt: expected number value to unmarshal NumericDate",
            "claim-types",
        ),
        (
            legacy(),
            "square/go-jose/jwt: expected string or array value to unmarshal to Audience",
            "claim-types",
        ),
        (unbound(), "json: duplicate key 'exp' in object", "claim-types"),
        (injected(), "subject: a, seconds after warning threshold: 7", "warn-after"),
    ] {
        assert_eq!(leads_to(&payload, message).as_deref(), Some(check), "{message}");
    }
}

#[test]
fn messages_up_to_1_22_lead_to_their_check() {
    for (payload, message, check) in [
        (unbound(), "Token has expired.", "expiry"),
        (unbound(), "Token could not be validated.", "not-before"),
        (injected(), "Token has been invalidated", "object"),
        (unbound(), "ServiceAccount default/build has been deleted", "account-deletion"),
        (unbound(), "ServiceAccount UID (1) does not match claim (2)", "account-uid"),
        (injected(), "Pod UID (1) does not match claim (2)", "object-uid"),
    ] {
        assert_eq!(leads_to(&payload, message).as_deref(), Some(check), "{message}");
    }
}

#[test]
fn old_message_that_other_programs_share_is_not_taken_from_a_sentence() {
    for text in [
        "Your session token has expired.",
        "The identity token could not be validated.",
        "Your authentication token has been invalidated. Please try signing in again.",
    ] {
        let text = format!("{text}\n{}", stock(&unbound()));
        assert_eq!(api_server(&text, &VerdictOptions::new()).pasted, None, "{text}");
    }
}

#[test]
fn message_about_another_kind_of_token_leads_nowhere() {
    assert_eq!(leads_to(&unbound(), "Token does not match server's copy"), None);
    assert_eq!(leads_to(&unbound(), "service account token has been invalidated"), None);
    assert_eq!(leads_to(&legacy(), "service account token is issued in the future"), None);
}

#[test]
fn message_of_the_other_validator_leads_nowhere() {
    for message in ["sub claim is invalid", "namespace claim is missing"] {
        assert_eq!(leads_to(&unbound(), message), None, "{message}");
    }
    let bound = ["service account token has expired", "service account token has been invalidated"];
    for message in bound {
        assert_eq!(leads_to(&legacy(), message), None, "{message}");
    }
}

/// A cluster whose issuer is that of legacy tokens asks both validators.
#[test]
fn reason_of_the_validator_of_its_kind_counts() {
    let reasons = "namespace claim is missing, service account token has expired";
    let log = format!("err=\"[invalid bearer token, {reasons}]\"\n{}", stock(&unbound()));
    let pasted = api_server(&log, &VerdictOptions::new()).pasted;
    assert_eq!(pasted.map(|check| check.to_string()).as_deref(), Some("expiry"));
}

#[test]
fn annotations_of_the_audit_log_lead_to_their_check() {
    for (payload, annotation, check) in [
        (
            injected(),
            "stale-token\":\"subject: a, seconds after warning threshold: 7",
            "warn-after",
        ),
        (legacy(), "legacy-token-invalidated\":\"a/b", "invalid-since"),
    ] {
        let line = format!("{{\"annotations\":{{\"authentication.k8s.io/{annotation}\"}}}}");
        let text = format!("{line}\n{}", stock(&payload));
        let pasted = api_server(&text, &VerdictOptions::new().now(IAT + 4000)).pasted;
        assert_eq!(pasted.map(|check| check.to_string()).as_deref(), Some(check), "{text}");
    }
}

#[test]
fn type_that_go_cannot_decode_leads_to_the_types_only_as_a_reason() {
    let message = "json: cannot unmarshal number into Go struct field";
    let token = stock(&unbound());
    let pasted = |text: String| api_server(&text, &VerdictOptions::new()).pasted;
    let reason = pasted(format!("[invalid bearer token, {message}]\n{token}"));
    assert_eq!(reason.map(|check| check.to_string()).as_deref(), Some("claim-types"));
    assert_eq!(pasted(format!("error: {message}\n{token}")), None);
}

#[test]
fn answer_without_a_reason_leads_nowhere() {
    let token = stock(&unbound());
    let text = format!("error: You must be logged in to the server (Unauthorized)\n{token}");
    assert_eq!(api_server(&text, &VerdictOptions::new()).pasted, None);
}

#[test]
fn message_of_1_22_about_the_expiry_leads_to_it() {
    let token = stock(&unbound());
    let text = format!("err=\"[invalid bearer token, Token has expired.]\"\n{token}");
    let verdict = api_server(&text, &VerdictOptions::new().now(IAT + 10));
    assert_eq!(verdict.pasted.map(|check| check.to_string()).as_deref(), Some("expiry"));
}
