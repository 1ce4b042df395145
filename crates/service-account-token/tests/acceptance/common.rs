//! What the API server checks in every token (kubernetes/kubernetes pkg/serviceaccount/jwt.go).

use crate::made::{KID, base64url, read, token_signed};
use crate::{
    Decision, IAT, ISSUER, StepResult, Value, VerdictOptions, VerificationReason, api_server,
    header, injected, json, legacy, passes, rejects, settings, step, stock, token, unbound, with,
};

const CRYPTO: &str = "go-jose/go-jose: error in cryptographic primitive";
const OLD_CRYPTO: &str = "square/go-jose: error in cryptographic primitive";
const NO_KEYS: &str = "invalid signature, no keys found";
const NOT_MINE: &str = "invalid bearer token";

#[track_caller]
fn answers(text: &str, options: &VerdictOptions, check: &str, message: &str) {
    let verdict = api_server(text, options);
    assert_eq!(crate::answer(&verdict), Some((check, message)), "{text}");
    assert_eq!(verdict.verdict, Decision::Rejects);
}

#[test]
fn form_that_it_cannot_read_is_nobodys_token() {
    let good = stock(&unbound());
    let (signed, signature) = good.rsplit_once('.').unwrap();
    for text in [
        format!("{good}.e30"),
        format!("{signed}=.{signature}"),
        token(r#"{"alg":"RS256","alg":"RS256"}"#, &unbound().to_string()),
        format!(
            "{}.{}.{}.{}.{}",
            base64url(r#"{"alg":"dir","enc":"A256GCM"}"#),
            "",
            "AA",
            "AA",
            "AA"
        ),
    ] {
        answers(&text, &settings(37), "form", NOT_MINE);
    }
}

#[test]
fn copy_that_is_not_whole_is_not_judged_by_its_form() {
    let good = stock(&unbound());
    for text in [good[..good.len() - 60].to_owned(), unbound().to_string()] {
        let mut options = settings(37);
        options.signature = None;
        let verdict = api_server(&text, &options);
        assert_eq!(step(&verdict, "form").result, StepResult::Unknown, "{text}");
        assert_eq!(verdict.verdict, Decision::Undecided, "{text}");
    }
}

#[test]
fn unused_bits_pass_here_and_not_at_strict_verifiers() {
    let good = stock(&unbound());
    let (signed, _) = good.rsplit_once('.').unwrap();
    let odd = format!("{signed}.{}", "B".repeat(342));
    let verdict = api_server(&odd, &settings(37));
    let form = step(&verdict, "form");
    assert_eq!(form.result, StepResult::Passed);
    assert!(form.text.contains("strict verifiers reject it"), "{}", form.text);
    // The Secret contains the canonical form.
    let good = stock(&legacy());
    let (signed, _) = good.rsplit_once('.').unwrap();
    let odd = format!("{signed}.{}", "B".repeat(342));
    answers(&odd, &settings(37), "secret-token", "Token does not match server's copy");
}

#[test]
fn issuer_that_the_server_does_not_list_is_nobodys_token() {
    let mut options = settings(37);
    options.issuers = vec!["https://other.example.test".to_owned()];
    rejects(&unbound(), &options, "issuer", NOT_MINE);
    rejects(&with(unbound(), &[("/iss", json!(null))]), &settings(37), "issuer", NOT_MINE);
    rejects(&with(legacy(), &[("/iss", json!(ISSUER))]), &settings(37), "issuer", NOT_MINE);
    options.issuers.push(ISSUER.to_owned());
    passes(&unbound(), &options);
}

#[test]
fn unknown_key_is_told_apart_from_a_bad_signature_since_1_31() {
    for (release, reason, check, message) in [
        (37, VerificationReason::DoesNotMatch, "signature", CRYPTO),
        (33, VerificationReason::DoesNotMatch, "signature", CRYPTO),
        (32, VerificationReason::DoesNotMatch, "signature", OLD_CRYPTO),
        (30, VerificationReason::DoesNotMatch, "signature", OLD_CRYPTO),
    ] {
        let mut options = settings(release);
        options.signature = Some(reason);
        rejects(&unbound(), &options, check, message);
        rejects(&legacy(), &options, check, message);
    }
    let mut options = settings(30);
    options.signature = Some(VerificationReason::SignedOtherKid);
    passes(&unbound(), &options);
    // An external signer may list the key under the token's `kid`.
    options.release = Some(37);
    let key = api_server(&stock(&unbound()), &options);
    assert_eq!(step(&key, "key").result, StepResult::Unknown);
    assert_eq!(step(&key, "key").message.as_deref(), Some(NO_KEYS));
}

#[test]
fn every_release_has_its_messages_about_keys_and_types() {
    for release in 21..=37 {
        let library = if release < 33 { "square/go-jose" } else { "go-jose/go-jose" };
        let mut options = settings(release);
        let date = format!("{library}/jwt: expected number value to unmarshal NumericDate");
        let audience =
            format!("{library}/jwt: expected string or array value to unmarshal to Audience");
        for payload in [unbound(), legacy()] {
            let wrong = with(payload.clone(), &[("/exp", json!("x"))]);
            rejects(&wrong, &options, "claim-types", &date);
            let wrong = with(payload, &[("/aud", json!(7))]);
            rejects(&wrong, &options, "claim-types", &audience);
        }
        options.signature = Some(VerificationReason::DoesNotMatch);
        let crypto = format!("{library}: error in cryptographic primitive");
        rejects(&unbound(), &options, "signature", &crypto);
        let key = api_server(&stock(&unbound()), &settings(release));
        let chosen = if release < 31 { StepResult::NotChecked } else { StepResult::Passed };
        assert_eq!(step(&key, "key").result, chosen, "{release}");
    }
}

/// An external signer may leave keys out of those that it publishes, and the API server may have others.
#[test]
fn keys_that_may_not_be_all_prove_nothing() {
    for (release, reason, check, message) in [
        (37, VerificationReason::UnknownKid, "key", NO_KEYS),
        (31, VerificationReason::UnknownKid, "key", NO_KEYS),
        (30, VerificationReason::UnknownKid, "signature", OLD_CRYPTO),
        (37, VerificationReason::NoneMatches, "signature", CRYPTO),
        (30, VerificationReason::NoneMatches, "signature", OLD_CRYPTO),
    ] {
        let mut options = settings(release);
        options.signature = Some(reason);
        for payload in [unbound(), legacy()] {
            let verdict = api_server(&stock(&payload), &options);
            assert_eq!(verdict.verdict, Decision::Undecided, "{reason} {release}");
            assert!(verdict.title.starts_with("No check fails"), "{}", verdict.title);
            let step = step(&verdict, check);
            assert_eq!(step.result, StepResult::Unknown, "{reason} {release}");
            assert_eq!(step.message.as_deref(), Some(message), "{reason} {release}");
        }
    }
}

#[test]
fn check_of_the_signature_that_proves_nothing_leaves_it_unknown() {
    for reason in [
        VerificationReason::NoKeys,
        VerificationReason::NoKeyForAlgorithm,
        VerificationReason::BrowserLacksAlgorithm,
        VerificationReason::RsaKeyTooShort,
        VerificationReason::PrivateKey,
    ] {
        let mut options = settings(37);
        options.signature = Some(reason);
        let verdict = api_server(&stock(&unbound()), &options);
        assert_eq!(step(&verdict, "signature").result, StepResult::Unknown, "{reason}");
        assert_eq!(step(&verdict, "key").result, StepResult::Unknown, "{reason}");
    }
}

#[test]
fn algorithms_that_no_key_verifies_fail_whatever_the_keys() {
    let payload = unbound().to_string();
    for text in [
        token(&json!({"alg": "HS256", "kid": KID}).to_string(), &payload),
        token(&json!({"alg": "none", "kid": KID}).to_string(), &payload),
        token(&json!({"kid": KID}).to_string(), &payload),
        token(&json!({"alg": "RS256", "kid": KID, "crit": ["x"]}).to_string(), &payload),
        token_signed(&json!({"alg": "ES256", "kid": KID}).to_string(), &payload, 72),
    ] {
        answers(&text, &settings(37), "signature", CRYPTO);
        answers(&text, &settings(32), "signature", OLD_CRYPTO);
    }
    for alg in ["RS512", "PS256"] {
        let text = token(&json!({"alg": alg, "kid": KID}).to_string(), &payload);
        assert_eq!(api_server(&text, &settings(37)).verdict, Decision::Passes, "{alg}");
    }
}

#[test]
fn header_parameter_of_another_type_is_nobodys_token() {
    let payload = unbound().to_string();
    for (name, value) in [
        ("kid", json!(7)),
        ("kid", json!(["a"])),
        ("alg", json!(256)),
        ("x5c", json!("MII")),
        ("x5c", json!([7])),
        ("jwk", json!("a")),
        ("jwk", json!({"kty": "oct", "k": "AQAB"})),
    ] {
        let text = token(&with(header(), &[(&format!("/{name}"), value)]).to_string(), &payload);
        answers(&text, &settings(37), "form", NOT_MINE);
        answers(&text, &settings(22), "form", NOT_MINE);
        let form = api_server(&text, &settings(37)).steps.remove(0);
        let expected = format!("The header parameter `{name}` does not have the JSON type");
        assert!(form.text.starts_with(&expected), "{}", form.text);
        assert!(read(&text).rejected, "{text}");
    }
    // It decodes others into anything, and null counts as absent.
    for text in [
        r#"{"alg":"RS256","kid":null}"#,
        r#"{"alg":"RS256","kid":"a","typ":7,"cty":[],"x5t":1,"jku":{},"x5c":null,"jwk":null}"#,
    ] {
        let text = token(text, &payload);
        assert_eq!(api_server(&text, &settings(37)).verdict, Decision::Passes, "{text}");
        assert!(!read(&text).rejected, "{text}");
    }
}

#[test]
fn critical_extensions_fail_the_signature_unless_the_server_knows_them() {
    let text = |crit: Value| {
        token(&with(header(), &[("/crit", crit)]).to_string(), &unbound().to_string())
    };
    for crit in [json!(["exp"]), json!(["b64", "exp"]), json!([null])] {
        answers(&text(crit.clone()), &settings(37), "signature", CRYPTO);
        assert!(read(&text(crit)).rejected);
    }
    for crit in [json!("b64"), json!([7]), json!({})] {
        answers(&text(crit.clone()), &settings(37), "signature", "json: cannot unmarshal …");
        assert!(read(&text(crit)).rejected);
    }
    answers(&text(json!(["b64"])), &settings(26), "signature", OLD_CRYPTO);
    for (crit, release) in [(json!([]), 22), (json!(["b64"]), 27)] {
        let verdict = api_server(&text(crit.clone()), &settings(release));
        assert_eq!(verdict.verdict, Decision::Passes, "{crit}");
        let words = &step(&verdict, "algorithm").text;
        assert!(words.ends_with("so it accepts that; strict verifiers reject it."), "{words}");
        assert!(!read(&text(crit)).rejected);
    }
}

#[test]
fn token_on_several_lines_is_accepted_here_and_not_by_strict_verifiers() {
    let wrapped = |payload: &Value| {
        let text = stock(payload);
        let lines: Vec<_> =
            text.as_bytes().chunks(76).map(|line| std::str::from_utf8(line).unwrap()).collect();
        lines.join("\n")
    };
    let verdict = api_server(&wrapped(&unbound()), &settings(37));
    assert_eq!(verdict.verdict, Decision::Passes);
    assert_eq!(
        step(&verdict, "form").text,
        "You pasted the token on several lines, and this tool joined them. Inside a bound token, the API server ignores line breaks but not blanks; strict verifiers reject both."
    );
    let verdict = api_server(&wrapped(&legacy()), &settings(37));
    assert!(step(&verdict, "form").text.ends_with(
        "With line breaks inside, it is not the token in the Secret, and the API server rejects it."
    ));
}

#[test]
fn blanks_inside_end_the_token_of_a_request() {
    let mut text = stock(&unbound());
    text.insert(200, ' ');
    let verdict = api_server(&text, &settings(37));
    assert_eq!(
        step(&verdict, "form").text,
        "You pasted the token with blanks inside, and this tool removed them. In a request, the API server reads a token only up to the first blank, and then rejects it."
    );
}

#[test]
fn algorithm_that_kubernetes_does_not_sign_with_is_told_apart() {
    let text =
        token(&with(header(), &[("/alg", json!("PS256"))]).to_string(), &unbound().to_string());
    let verdict = api_server(&text, &settings(37));
    assert_eq!(step(&verdict, "algorithm").result, StepResult::NotChecked);
    assert_eq!(
        step(&verdict, "algorithm").text,
        "Kubernetes does not sign with `PS256`. The API server verifies it with any key of a fitting type; verifiers with a list of algorithms may reject it."
    );
    let verdict = api_server(&stock(&unbound()), &settings(37));
    assert!(verdict.steps.iter().all(|step| step.check != "algorithm"));
}

#[test]
fn name_that_stands_twice_where_the_server_does_not_look_passes() {
    let twice = unbound().to_string().replacen('{', r#"{"own":{"a":1,"a":2},"#, 1);
    let verdict = api_server(&token(&header().to_string(), &twice), &settings(37));
    assert_eq!(verdict.verdict, Decision::Passes);
    assert!(step(&verdict, "claim-types").text.ends_with(
        "`a` appears twice where it does not look, so it accepts that; strict parsers reject the token."
    ));
    let header = r#"{"alg":"RS256","kid":"a","own":{"a":1,"a":2}}"#;
    answers(&token(header, &unbound().to_string()), &settings(37), "form", NOT_MINE);
}

#[test]
fn account_that_is_null_is_rejected() {
    let payload = unbound().to_string().replacen(
        "{\"name\":\"build\"",
        "null,\"own\":{\"name\":\"build\"",
        1,
    );
    let text = token(&header().to_string(), &payload);
    answers(&text, &settings(37), "account", "resource name may not be empty");
    assert!(read(&text).rejected);
}

#[test]
fn null_counts_as_absent_but_not_in_an_audience() {
    let null = |claim: &str, payload: Value| {
        let name = claim.trim_start_matches('/');
        let rest = with(payload, &[(claim, Value::Null)]).to_string();
        token(&header().to_string(), &rest.replacen('{', &format!("{{\"{name}\":null,"), 1))
    };
    let audience = "go-jose/go-jose/jwt: expected string or array value to unmarshal to Audience";
    for payload in [unbound(), legacy()] {
        let text = null("/aud", payload);
        answers(&text, &settings(37), "claim-types", audience);
        assert!(read(&text).rejected);
    }
    let inside = stock(&with(unbound(), &[("/aud", json!([ISSUER, null]))]));
    answers(&inside, &settings(37), "claim-types", audience);
    assert!(read(&inside).rejected);
    assert_eq!(api_server(&null("/sub", unbound()), &settings(37)).verdict, Decision::Passes);
    answers(&null("/sub", legacy()), &settings(37), "required-claims", "sub claim is missing");
    answers(&null("/iss", unbound()), &settings(37), "issuer", NOT_MINE);
    let date = "square/go-jose/jwt: expected number value to unmarshal NumericDate";
    for claim in ["/exp", "/nbf", "/iat"] {
        for payload in [unbound(), legacy()] {
            let text = null(claim, payload);
            assert_eq!(api_server(&text, &settings(27)).verdict, Decision::Passes, "{claim}");
            answers(&text, &settings(26), "claim-types", date);
            assert!(!read(&text).rejected, "{claim}");
        }
    }
}

#[test]
fn number_that_no_float_holds_is_no_time() {
    let date = "go-jose/go-jose/jwt: expected number value to unmarshal NumericDate";
    let text = |number: &str| {
        let payload = with(unbound(), &[("/nbf", json!(0))]).to_string();
        token(
            &header().to_string(),
            &payload.replacen("\"nbf\":0", &format!("\"nbf\":{number}"), 1),
        )
    };
    answers(&text("1e999"), &settings(37), "claim-types", date);
    assert!(read(&text("1e999")).rejected);
    assert_eq!(
        step(&api_server(&text("1e999"), &settings(37)), "claim-types").text,
        "`nbf` is a number that is too large for the API server to decode."
    );
    let verdict = api_server(&text("1e308"), &settings(37));
    assert_eq!(step(&verdict, "claim-types").result, StepResult::Passed);
    assert_eq!(step(&verdict, "not-before").result, StepResult::Unknown);
    assert!(!read(&text("1e308")).rejected);
}

#[test]
fn first_error_of_the_decoder_is_its_message() {
    let date = "go-jose/go-jose/jwt: expected number value to unmarshal NumericDate";
    let audience = "go-jose/go-jose/jwt: expected string or array value to unmarshal to Audience";
    let account = ("/kubernetes.io/serviceaccount/name", json!(7));
    for (changes, message) in [
        (vec![("/jti", json!(7)), ("/exp", json!("x")), account.clone()], date),
        (vec![("/jti", json!(7)), ("/aud", json!(7)), ("/exp", json!("x"))], audience),
        (vec![("/kubernetes.io/warnafter", json!("x")), account], date),
    ] {
        rejects(&with(injected(), &changes), &settings(37), "claim-types", message);
    }
}

#[test]
fn object_that_a_release_does_not_know_may_have_any_type() {
    let payload = |name: &str| with(unbound(), &[(&format!("/kubernetes.io/{name}"), json!(7))]);
    let message = "json: cannot unmarshal …";
    rejects(&payload("pod"), &settings(22), "claim-types", message);
    rejects(&payload("node"), &settings(29), "claim-types", message);
    rejects(&payload("attestations"), &settings(37), "claim-types", message);
    for (name, release) in [("node", 28), ("attestations", 36), ("new", 37)] {
        let verdict = api_server(&stock(&payload(name)), &settings(release));
        assert_eq!(step(&verdict, "claim-types").result, StepResult::Passed, "{name}");
    }
}

#[test]
fn claims_of_another_type_fail_after_the_signature() {
    let date = "go-jose/go-jose/jwt: expected number value to unmarshal NumericDate";
    let old_date = "square/go-jose/jwt: expected number value to unmarshal NumericDate";
    for claim in ["/exp", "/nbf", "/iat", "/kubernetes.io/warnafter"] {
        for value in [json!(IAT.to_string()), json!([IAT])] {
            let payload = with(injected(), &[(claim, value)]);
            rejects(&payload, &settings(37), "claim-types", date);
            rejects(&payload, &settings(32), "claim-types", old_date);
        }
    }
    // A legacy token's times are ignored, unless they are no numbers.
    rejects(&with(legacy(), &[("/exp", json!("x"))]), &settings(37), "claim-types", date);
    let name = with(unbound(), &[("/kubernetes.io/serviceaccount/name", json!(7))]);
    rejects(&name, &settings(37), "claim-types", "json: cannot unmarshal …");
    let audience = "go-jose/go-jose/jwt: expected string or array value to unmarshal to Audience";
    for value in [json!(7), json!([7])] {
        rejects(&with(unbound(), &[("/aud", value)]), &settings(37), "claim-types", audience);
    }
    let twice = unbound().to_string().replacen('{', r#"{"exp":1,"#, 1);
    answers(
        &token(&header().to_string(), &twice),
        &settings(37),
        "claim-types",
        "json: duplicate key 'exp' in object",
    );
}

#[test]
fn audience_comes_before_the_times() {
    let expired = with(unbound(), &[("/aud", json!(["vault"])), ("/exp", json!(IAT - 3600))]);
    let message =
        format!("token audiences [\"vault\"] is invalid for the target audiences [\"{ISSUER}\"]");
    let mut options = settings(37);
    options.api_audiences = vec![ISSUER.to_owned()];
    rejects(&expired, &options, "audience", &message);
    let verdict = api_server(&stock(&expired), &options);
    assert_eq!(step(&verdict, "expiry").result, StepResult::Failed);
}

#[test]
fn audiences_are_those_asked_for_or_those_of_the_server() {
    let aud = |audiences: &[&str]| with(unbound(), &[("/aud", json!(audiences))]);
    let mut given = settings(37);
    given.api_audiences = vec!["api".to_owned(), "k3s".to_owned()];
    passes(&aud(&["k3s", "vault"]), &given);
    rejects(
        &aud(&["vault", "istio-ca"]),
        &given,
        "audience",
        "token audiences [\"vault\" \"istio-ca\"] is invalid for the target audiences [\"api\" \"k3s\"]",
    );
    let mut review = settings(37);
    review.requested_audiences = vec!["vault".to_owned()];
    passes(&aud(&["vault"]), &review);
    rejects(
        &unbound(),
        &review,
        "audience",
        &format!("token audiences [\"{ISSUER}\"] is invalid for the target audiences [\"vault\"]"),
    );
}

#[test]
fn audience_that_the_cluster_may_have_chosen_is_unknown() {
    let chosen = with(unbound(), &[("/aud", json!(["my-cluster"]))]);
    let verdict = api_server(&stock(&chosen), &settings(37));
    assert_eq!(step(&verdict, "audience").result, StepResult::Unknown);
    assert_eq!(verdict.verdict, Decision::Undecided);
    let aws = with(unbound(), &[("/aud", json!(["sts.amazonaws.com"]))]);
    let verdict = api_server(&stock(&aws), &settings(37));
    assert_eq!(step(&verdict, "audience").result, StepResult::Failed);
    assert!(!verdict.addressed);
}

#[test]
fn missing_audience_stands_for_that_of_the_server() {
    let without = with(unbound(), &[("/aud", json!(null))]);
    for payload in [without, legacy()] {
        passes(&payload, &settings(37));
        let mut review = settings(37);
        review.api_audiences = vec!["api".to_owned()];
        review.requested_audiences = vec!["api".to_owned(), "vault".to_owned()];
        passes(&payload, &review);
        review.requested_audiences = vec!["vault".to_owned()];
        rejects(
            &payload,
            &review,
            "audience",
            "token audiences [\"api\"] is invalid for the target audiences [\"vault\"]",
        );
    }
}

#[test]
fn start_of_a_token_is_not_called_another_kind() {
    let whole = stock(&injected());
    let cut = &whole[..whole.len() / 3];
    let verdict = api_server(cut, &settings(37));
    assert_eq!(verdict.verdict, Decision::Undecided);
    assert_eq!(verdict.title, "No check fails, and 1 is unknown");
}
