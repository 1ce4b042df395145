//! A message of the API server that is pasted with a token leads to the check that gives it.

use crate::{IAT, Value, VerdictOptions, api_server, injected, legacy, stock, unbound};

fn leads_to(payload: &Value, message: &str) -> Option<String> {
    let token = stock(payload);
    let log = |line: &str| {
        format!(
            "E1114 22:13:20 authentication.go:73] \"Unable to authenticate the request\" err=\"[invalid bearer token, {line}]\"\n{token}\n"
        )
    };
    let options = VerdictOptions::new().now(IAT + 10);
    let verdict = api_server(&log(message), &options);
    let pasted = verdict.pasted.map(|check| check.to_string());
    let bare = api_server(&format!("{token}\n{message}"), &options).pasted;
    assert_eq!(bare.map(|check| check.to_string()), pasted, "{message}");
    pasted
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
    for text in ["Your session token has expired.", "The identity token could not be validated."] {
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
