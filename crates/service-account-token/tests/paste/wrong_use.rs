//! Reports a whole token that is passed in a wrong way, and says how to fix it.

use crate::support::*;

/// Returns the codes of the findings about how a token is passed.
fn uses(text: &str) -> Vec<String> {
    let codes = codes(text).into_iter().map(|code| code.to_string());
    let of_use = ["encoded_as_bearer", "scheme_not_bearer", "value_has_newline", "text_glued"];
    codes.filter(|code| of_use.contains(&code.as_str())).collect()
}

/// Each `{}` is the token, each `{64}` its base64 form.
#[track_caller]
fn check(text: &str, expected: &[&str]) {
    let filled = text.replace("{}", &usual()).replace("{64}", &base64(usual()));
    assert_eq!(only(&filled).payload.text.as_deref(), Some(PAYLOAD), "{text}");
    assert_eq!(uses(&filled), expected, "{text}");
}

#[test]
fn base64_form_in_the_place_of_the_token_is_found() {
    for text in [
        "Bearer {64}",
        "Authorization: Bearer {64}",
        "authorization: bearer {64}",
        "curl -k -H \"Authorization: Bearer {64}\" https://host/api",
        "curl -k -H 'Authorization: Bearer {64}' https://host/api",
        "{\"Authorization\": \"Bearer {64}\"}",
        "headers = {'Authorization': 'Bearer {64}'}",
        "req.Header.Set(\"Authorization\", \"Bearer {64}\")",
        "kubectl --token={64} get pods",
        "kubectl --token {64} get pods",
        "kubectl get pods --token=\"{64}\"",
        "oc login --token={64} --server=https://host",
        "argocd login host --auth-token {64}",
        "curl --oauth2-bearer {64} https://host",
        "docker login -u unused -p {64} registry",
        "docker login --password {64} registry",
        "helm registry login --password={64} registry",
        "apiVersion: v1\nkind: Config\nusers:\n- name: a\n  user:\n    token: {64}\n",
        "apiVersion: v1\nkind: Config\nusers:\n- name: a\n  user:\n    token: \"{64}\"\n",
        "{\"kind\": \"Config\", \"users\": [{\"user\": {\"token\": \"{64}\"}}]}",
        "{\"role\": \"a\", \"jwt\": \"{64}\"}",
        "vault write auth/kubernetes/login role=a jwt={64}",
    ] {
        check(text, &["encoded_as_bearer"]);
    }
}

#[test]
fn base64_form_is_right_in_the_data_of_a_secret() {
    for text in [
        "{64}",
        "apiVersion: v1\nkind: Secret\ndata:\n  token: {64}\n",
        "{\"kind\": \"Secret\", \"data\": {\"token\": \"{64}\"}}",
        "data:\n  token: {64}\n",
        "  token: {64}",
        "Sec-WebSocket-Protocol: base64url.bearer.authorization.k8s.io.{64}",
        "The Secret has the token {64} in it",
        "mkdir -p x && echo {64} | base64 -d",
    ] {
        check(text, &[]);
    }
}

#[test]
fn scheme_other_than_bearer_is_reported() {
    for text in [
        "Authorization: {}",
        "curl -H \"Authorization: {}\" https://host",
        "curl -H 'Authorization:{}' https://host",
        "{\"Authorization\": \"{}\"}",
        "{\\\"Authorization\\\": \\\"{}\\\"}",
        "headers[\"Authorization\"] = \"{}\"",
        "req.Header.Set(\"Authorization\", \"{}\")",
        "Authorization: Token {}",
        "Authorization: token {}",
        "Authorization: JWT {}",
        "Authorization: Basic {}",
        "authorization: basic {}",
        "Authorization: OAuth {}",
        "Authorization: Bearer: {}",
        "Authorization: Bearer={}",
        "curl -H \"Authorization: Bearer: {}\" https://host",
        "Authorization: Bearer\t{}",
        "Authorization: Bearer{}",
        "curl -H \"Authorization: Bearer{}\" https://host",
        "Authorization: Bearer Token {}",
        "Authorization: Bearer JWT {}",
        "Bearer: {}",
        "curl -H \"Bearer: {}\" https://host",
        "> Authorization: JWT {}\n> Accept: */*",
    ] {
        check(text, &["scheme_not_bearer"]);
    }
    check("Authorization: Basic {64}", &["scheme_not_bearer", "encoded_as_bearer"]);
    check("Authorization: {64}", &["scheme_not_bearer", "encoded_as_bearer"]);
    let basic = format!("Authorization: Basic {}", base64(format!("serviceaccount:{}", usual())));
    assert_eq!(uses(&basic), ["scheme_not_bearer"]);
}

#[test]
fn bearer_and_sentences_are_not_wrong_schemes() {
    for text in [
        "{}",
        "Bearer {}",
        "bearer {}",
        "BEARER {}",
        "Authorization: Bearer {}",
        "authorization: bearer {}",
        "{\"authorization\": \"Bearer {}\"}",
        "headers[\"Authorization\"] = \"Bearer {}\"",
        "req.Header.Set(\"Authorization\", \"Bearer {}\")",
        "Authorization: Bearer Bearer {}",
        "The Token {}",
        "token {}",
        "JWT {}",
        "Basic {}",
        "Proxy-Authorization: Basic {}",
        "X-Auth-Token: {}",
        "bearer: {}",
        "{\"Bearer\": \"{}\"}",
        "bearer = \"{}\"",
        "token: {}",
        "after authorization {}",
        "kubectl --token={} get pods",
        "docker login -p {} registry",
    ] {
        check(text, &[]);
    }
}

#[test]
fn value_with_more_than_the_token_is_reported() {
    for value in ["{}\n", "{}\r\n", "{}\n\n", "{} ", " {}", "\n{}", "\"{}\"", "'{}'", "\"{}\"\n"] {
        let value = value.replace("{}", &usual());
        for text in
            ["{}", "apiVersion: v1\nkind: Secret\ndata:\n  token: {}\n", "{\"token\": \"{}\"}"]
        {
            let text = text.replace("{}", &base64(&value));
            assert_eq!(uses(&text), ["value_has_newline"], "{value:?} in {text}");
        }
    }
    let lines = crate::wrapped(&usual(), 76, "\n");
    assert_eq!(uses(&base64(lines)), ["value_has_newline"]);
    for text in [
        "{\"token\": \"{}\\n\"}",
        "{\"token\": \"{}\\r\\n\"}",
        "{\"token\": \"{} \"}",
        "{\"token\": \" {}\"}",
        "{\"token\": \"\\\"{}\\\"\"}",
        "{\"token\": \"'{}'\"}",
        "{\\\"token\\\": \\\"{}\\\\n\\\"}",
        "token: \"{}\\n\"",
        "token: '{} '",
        "net/http: invalid header field value \"Bearer {}\\n\" for key Authorization",
        "stringData:\n  token: |\n    {}\n",
        "    token: >\n      {}\n",
    ] {
        check(text, &["value_has_newline"]);
    }
}

#[test]
fn value_with_only_the_token_is_not_reported() {
    for text in [
        "{\"token\": \"{}\"}",
        "{\\\"token\\\": \\\"{}\\\"}",
        "token: '{}'",
        "\"a\" {} \"b\"",
        "msg=\"token {}\\n\"",
        "{}\\n",
        "stringData:\n  token: |-\n    {}\n",
        "run: |\n  {}\n",
        "curl -d '{\"jwt\": \"{}\"}' https://vault",
        "bash -c \"curl -H 'Authorization: Bearer {}'\"",
        "| a |\n{}",
    ] {
        check(text, &[]);
    }
    assert!(uses(&base64(format!("<token>:{}", usual()))).is_empty());
}

#[test]
fn findings_about_wrong_use_say_this() {
    let t = usual();
    let found = finding(format!("Bearer {}", base64(&t)), "encoded_as_bearer");
    assert_eq!(
        found.message,
        "This is the base64 form of the token after `Bearer`, not the token."
    );
    assert_eq!(
        found.help.unwrap(),
        "Decode it once with `base64 -d`, and use the result. Only the `data` of a Secret holds the \
         base64 form."
    );
    assert_eq!(
        found.api_server.unwrap(),
        "`Unauthorized` (401), because the base64 form has no dots and is not a token."
    );
    assert_eq!(finding(format!("jwt={}", base64(&t)), "encoded_as_bearer").api_server, None);
    for (scheme, message) in [
        ("", "The `Authorization` header has no scheme before the token."),
        ("Bearer: ", "`Bearer:` precedes the token, not `Bearer`."),
        ("Bearer\t", "A tab follows `Bearer`, not a space."),
        ("Bearer\u{a0}", "A no-break space follows `Bearer`, not a space."),
        ("Bearer", "No space separates `Bearer` from the token."),
        ("Bearer Token ", "Another word follows `Bearer`, before the token."),
        ("Basic ", "The scheme before the token is `Basic`, not `Bearer`."),
        ("token ", "The scheme before the token is `Token`, not `Bearer`."),
        ("jwt ", "The scheme before the token is `JWT`, not `Bearer`."),
        ("Negotiate ", "The scheme before the token is not `Bearer`."),
    ] {
        says(format!("Authorization: {scheme}{t}"), "scheme_not_bearer", message);
    }
    let found = finding(format!("Authorization: {t}"), "scheme_not_bearer");
    assert_eq!(
        found.help.unwrap(),
        "For the API server, write `Authorization: Bearer TOKEN`, with one space."
    );
    assert_eq!(
        found.api_server.unwrap(),
        "It sees no token and treats the request as `system:anonymous`: usually 403, or 401 where \
         anonymous access is off."
    );
    for (value, message) in [
        ("{}\n", "The encoded value ends with a line break after the token."),
        ("{} ", "The encoded value ends with a space after the token."),
        (" {}", "The encoded value begins with a space or a line break before the token."),
        ("'{}'", "The encoded value has quotes around the token."),
    ] {
        says(base64(value.replace("{}", &t)), "value_has_newline", message);
    }
    let lines = base64(crate::wrapped(&t, 76, "\n"));
    says(lines, "value_has_newline", "The encoded value has line breaks inside the token.");
    let found = finding(base64(format!("{t}\n")), "value_has_newline");
    assert_eq!(
        found.help.unwrap(),
        "Encode the token alone: `printf %s \"$TOKEN\" | base64 -w0`. `echo` without `-n` adds a \
         line break."
    );
    assert_eq!(
        found.api_server.unwrap(),
        "Often no request reaches it: HTTP clients reject a line break in a header, in Go with \
         `net/http: invalid header field value`."
    );
}

#[test]
fn finding_about_a_value_points_at_it() {
    let t = usual();
    let encoded = base64(format!("{t}\n"));
    let text = format!("data:\n  token: {encoded}\n");
    let found = finding(&text, "value_has_newline");
    assert_eq!(&text[found.start.unwrap()..found.end.unwrap()], encoded);
    let text = format!("{{\"token\": \"{t}\\n\"}}");
    let found = finding(&text, "value_has_newline");
    assert_eq!(&text[found.start.unwrap()..found.end.unwrap()], "\\n");
    let text = format!("Authorization: Token {t}");
    let found = finding(&text, "scheme_not_bearer");
    assert_eq!(&text[found.start.unwrap()..found.end.unwrap()], "Token ");
}

#[test]
fn quotes_inside_a_header_are_reported() {
    let t = usual();
    for text in [
        format!("Authorization: Bearer \"{t}\""),
        format!("curl -H 'Authorization: Bearer \"{t}\"' https://host"),
        format!("curl -H \"Authorization: Bearer '{t}'\" https://host"),
    ] {
        let found = finding(&text, "value_has_newline");
        assert_eq!(found.end.unwrap() - found.start.unwrap(), t.len() + 2, "{text}");
    }
    for text in [
        format!("curl -H \"Authorization: Bearer \"{t}\"\" https://host"),
        format!("curl -H 'Authorization: Bearer '{t}'' https://host"),
        format!("headers['Authorization'] = 'Bearer ' + '{t}'"),
    ] {
        assert_eq!(codes(&text), codes(&t), "{text}");
    }
}
