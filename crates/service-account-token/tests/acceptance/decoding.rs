//! What go-jose, the JOSE library of the API server, decodes, and what it rejects before and after the signature.

use crate::common::{CRYPTO, NOT_MINE, OLD_CRYPTO, answers};
use crate::made::read;
use crate::{
    Decision, IAT, ISSUER, StepResult, Value, api_server, header, injected, json, legacy, rejects,
    settings, step, stock, token, unbound, with,
};

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
        let expected = format!(
            "The API server cannot decode the header parameter `{name}`, so it does not recognize the token as its own."
        );
        assert_eq!(form.text, expected);
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
        assert_eq!(
            step(&verdict, "algorithm").text,
            "`crit` in the header is empty or names only `b64`. The API server accepts that; strict verifiers reject it."
        );
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
        "With line breaks inside, it differs from the token in the Secret, and by default the API server rejects it."
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
        "Kubernetes does not sign with `PS256`. The API server verifies it if it has a key of the right type; verifiers with a list of algorithms may reject it."
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
        "`a` appears twice in a part that the API server does not read, so it accepts that; strict parsers reject the token."
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
