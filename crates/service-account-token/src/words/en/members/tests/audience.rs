//! `aud`.

use super::*;

#[test]
fn audience_of_api_server_is_explained() {
    check(
        &bound(r#""aud":["https://a.example"],"iss":"https://a.example""#),
        "/aud",
        "Meant for `https://a.example`, which is probably an audience of the API server. Other recipients must reject the token.",
    );
    check(
        &bound(r#""aud":["https://a.example"],"iss":"https://a.example""#),
        "/aud/0",
        "The same as the issuer, so probably the API server: its audiences are its issuers \
         unless `--api-audiences` is set.",
    );
    check(
        &bound(r#""aud":["https://kubernetes.default.svc"],"iss":"https://a.example""#),
        "/aud",
        "Meant for `https://kubernetes.default.svc`, which is probably an audience of the API \
         server. Other recipients must reject the token.",
    );
    check(
        &bound(r#""aud":["https://kubernetes.default.svc"],"iss":"https://a.example""#),
        "/aud/0",
        "Probably one of the API server's own audiences (`--api-audiences`).",
    );
    check(
        &bound(
            r#""aud":["https://kubernetes.default.svc.cluster.local","k3s"],"iss":"https://kubernetes.default.svc.cluster.local""#,
        ),
        "/aud",
        "Meant for `https://kubernetes.default.svc.cluster.local` and `k3s`, which are probably audiences of the API server. Other recipients must reject the token.",
    );
    check(
        &bound(
            r#""aud":["https://kubernetes.default.svc.cluster.local","k3s"],"iss":"https://kubernetes.default.svc.cluster.local""#,
        ),
        "/aud/1",
        "Probably one of the API server's own audiences (`--api-audiences`).",
    );
}

#[test]
fn audience_of_other_recipient_is_explained() {
    check(
        &bound(r#""aud":["sts.amazonaws.com"]"#),
        "/aud",
        "Meant for `sts.amazonaws.com`, probably AWS STS (IAM roles for service \
         accounts). The API server accepts only tokens for its own audiences (`--api-audiences`), \
         so it probably rejects this one.",
    );
    check(
        &bound(r#""aud":["sts.amazonaws.com"]"#),
        "/aud/0",
        "Probably AWS STS (IAM roles for service accounts), which uses this name.",
    );
    check(
        &bound(r#""aud":["vault","conjur"]"#),
        "/aud",
        "Meant for `vault` and `conjur`. The API server accepts the token only if one of these is \
         its own audience (`--api-audiences`). Each recipient can present the token to the others.",
    );
    check(
        &bound(r#""aud":["something"]"#),
        "/aud",
        "Meant for `something`, which this tool does not recognize. The API server accepts the \
         token only if that is one of its own audiences (`--api-audiences`).",
    );
    check(
        &bound(r#""aud":["something"]"#),
        "/aud/0",
        "This tool does not recognize this audience. A recipient should accept the token only if \
         its own name is exactly `something`.",
    );
}

#[test]
fn several_or_malformed_audiences_are_explained() {
    check(
        &bound(r#""aud":["https://a.example","vault"],"iss":"https://a.example""#),
        "/aud",
        "Meant for `https://a.example` and `vault`: probably for the API server and for others. \
         Each recipient can present the token to the rest, including the API server, and act as \
         this account there.",
    );
    check(
        &bound(r#""aud":"vault""#),
        "/aud",
        "Meant for `vault`, probably HashiCorp Vault. The API server accepts only \
         tokens for its own audiences (`--api-audiences`), so it probably rejects this one. It \
         is a plain string; Kubernetes (up to 1.37) writes a list even for one.",
    );
    check(
        &bound(r#""aud":[]"#),
        "/aud",
        "It contains no string, so it names no audience. The API server treats the token as meant \
         for itself.",
    );
    check(
        &bound(r#""aud":["vault",7]"#),
        "/aud/1",
        "This is a number; it must be a string. The API server cannot decode such a token and \
         rejects it.",
    );
    check(
        &bound(r#""aud":7"#),
        "/aud",
        "This is a number; it must be a list of strings. The API server cannot decode such a token \
         and rejects it.",
    );
    check(
        &bound(r#""aud":["a","b","c","d","e"]"#),
        "/aud",
        "Meant for `a`, `b` and 3 more. The API server accepts the token only if one of these is \
         its own audience (`--api-audiences`). Each recipient can present the token to the others.",
    );
}

#[test]
fn audience_of_other_token_is_explained() {
    check(
        &legacy(r#""aud":["vault"]"#),
        "/aud",
        "Meant for `vault`. Kubernetes writes no `aud` into a legacy token, but the API server \
         honors one: it rejects the token unless one of these is its own audience.",
    );
    check(
        &legacy(r#""aud":["vault"]"#),
        "/aud/0",
        "Probably HashiCorp Vault, which uses this name.",
    );
    check(
        r#"{"aud":"client"}"#,
        "/aud",
        "Meant for `client`. Recipients with other names must reject the token.",
    );
    check(
        r#"{"aud":["client","other"]}"#,
        "/aud",
        "Meant for `client` and `other`. Recipients with other names must reject the token.",
    );
    check(
        r#"{"aud":["client","other"]}"#,
        "/aud/1",
        "A recipient with exactly this name may accept the token, if it trusts the issuer.",
    );
    check(r#"{"aud":{"a":1}}"#, "/aud", "This is an object; it must be a list of strings.");
}

#[test]
fn audiences_given_by_the_caller_are_explained() {
    let options =
        Options { api_audiences: vec!["https://a.example".to_owned()], ..Options::default() };
    let payload = bound(r#""aud":["https://a.example"],"iss":"https://b.example""#);
    let [_, found] = explain_with(&options, Format::Jws, "{}", &payload);
    let found: Vec<_> = found.iter().take(2).map(|(_, words)| words.meaning.as_ref()).collect();
    assert_eq!(
        found,
        [
            "Meant for `https://a.example`, which is an audience of the API server, as given to \
             this tool. Other recipients must reject the token.",
            "One of the API server's own audiences, as given to this tool.",
        ]
    );
}

#[test]
fn cut_audience_says_that_more_may_follow() {
    check(
        r#"{"kubernetes.io":{"namespace":"a","serviceaccount":{}},"aud":["vault","#,
        "/aud",
        "Meant for `vault`, probably HashiCorp Vault. The API server accepts only \
         tokens for its own audiences (`--api-audiences`), so it probably rejects this one. The \
         payload is cut off here, so more may follow.",
    );
}
