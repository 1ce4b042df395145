//! `aud`.

use super::*;

#[test]
fn for_the_api_server() {
    check(
        &bound(r#""aud":["https://a.example"],"iss":"https://a.example""#),
        "/aud",
        "Made for `https://a.example`, which most likely is an audience of the API server, \
         since by default its issuer is one. Other recipients must refuse the token.",
    );
    check(
        &bound(r#""aud":["https://a.example"],"iss":"https://a.example""#),
        "/aud/0",
        "The same as the issuer. The API server's own audiences are its issuers unless \
         `--api-audiences` says otherwise, so this most likely names the API server.",
    );
    check(
        &bound(r#""aud":["https://kubernetes.default.svc"],"iss":"https://a.example""#),
        "/aud",
        "Made for `https://kubernetes.default.svc`, which most likely is an audience of the \
         API server. Other recipients must refuse the token.",
    );
    check(
        &bound(r#""aud":["https://kubernetes.default.svc"],"iss":"https://a.example""#),
        "/aud/0",
        "Most likely one of the API server's own audiences (`--api-audiences`).",
    );
    check(
        &bound(
            r#""aud":["https://kubernetes.default.svc.cluster.local","k3s"],"iss":"https://kubernetes.default.svc.cluster.local""#,
        ),
        "/aud",
        "Made for `https://kubernetes.default.svc.cluster.local` and `k3s`, which most \
         likely are audiences of the API server, since by default its issuer is one. Other \
         recipients must refuse the token.",
    );
    check(
        &bound(
            r#""aud":["https://kubernetes.default.svc.cluster.local","k3s"],"iss":"https://kubernetes.default.svc.cluster.local""#,
        ),
        "/aud/1",
        "Most likely one of the API server's own audiences (`--api-audiences`).",
    );
}

#[test]
fn for_somebody_else() {
    check(
        &bound(r#""aud":["sts.amazonaws.com"]"#),
        "/aud",
        "Made for `sts.amazonaws.com`, which most likely means AWS STS (IAM roles for \
         service accounts). The API server refuses a token unless it names one of the \
         server's own audiences (`--api-audiences`), so this one most likely does not open \
         it.",
    );
    check(
        &bound(r#""aud":["sts.amazonaws.com"]"#),
        "/aud/0",
        "Most likely made for AWS STS (IAM roles for service accounts), which goes by this \
         name.",
    );
    check(
        &bound(r#""aud":["vault","conjur"]"#),
        "/aud",
        "Made for `vault` and `conjur`. The API server refuses a token unless it names one \
         of the server's own audiences (`--api-audiences`), so this one most likely does \
         not open it. Each of its recipients can present the token to the others.",
    );
    check(
        &bound(r#""aud":["something"]"#),
        "/aud",
        "Made for `something`. The API server refuses a token unless it names one of the \
         server's own audiences (`--api-audiences`), so this one most likely does not open \
         it.",
    );
    check(
        &bound(r#""aud":["something"]"#),
        "/aud/0",
        "A recipient that this tool does not know: whoever accepts the token must call \
         itself exactly `something`.",
    );
}

#[test]
fn for_several_or_in_another_form() {
    check(
        &bound(r#""aud":["https://a.example","vault"],"iss":"https://a.example""#),
        "/aud",
        "Made for `https://a.example` and `vault`: most likely for the API server and for \
         others at once. Each recipient can present the token to the rest, the API server \
         included, and act as this account there.",
    );
    check(
        &bound(r#""aud":"vault""#),
        "/aud",
        "Made for `vault`, which most likely means HashiCorp Vault. The API server refuses \
         a token unless it names one of the server's own audiences (`--api-audiences`), so \
         this one most likely does not open it. It is written as a plain string; Kubernetes \
         writes a list even of one.",
    );
    check(
        &bound(r#""aud":[]"#),
        "/aud",
        "It names nobody: there is no string in it. The API server treats the token as if \
         it named the server's own audiences.",
    );
    check(
        &bound(r#""aud":["vault",7]"#),
        "/aud/1",
        "A number stands here, where a string belongs: the API server cannot decode such a \
         token and refuses it.",
    );
    check(
        &bound(r#""aud":7"#),
        "/aud",
        "A number stands here, where a list of strings belongs: the API server cannot \
         decode such a token and refuses it.",
    );
    check(
        &bound(r#""aud":["a","b","c","d","e"]"#),
        "/aud",
        "Made for `a`, `b` and 3 more. The API server refuses a token unless it names one \
         of the server's own audiences (`--api-audiences`), so this one most likely does \
         not open it. Each of its recipients can present the token to the others.",
    );
}

#[test]
fn the_audience_of_other_tokens() {
    check(
        &legacy(r#""aud":["vault"]"#),
        "/aud",
        "Made for `vault`. Kubernetes writes no `aud` into a legacy token, but the API \
         server honours one that is there: it refuses the token unless one of these is its \
         own audience.",
    );
    check(
        &legacy(r#""aud":["vault"]"#),
        "/aud/0",
        "Most likely made for HashiCorp Vault, which goes by this name.",
    );
    check(
        r#"{"aud":"client"}"#,
        "/aud",
        "Made for `client`. A recipient that does not call itself exactly so must refuse \
         the token.",
    );
    check(
        r#"{"aud":["client","other"]}"#,
        "/aud",
        "Made for `client` and `other`. A recipient that does not call itself exactly so \
         must refuse the token.",
    );
    check(
        r#"{"aud":["client","other"]}"#,
        "/aud/1",
        "Whoever calls itself exactly so may accept the token, if it trusts the issuer.",
    );
    check(r#"{"aud":{"a":1}}"#, "/aud", "An object stands here, where a list of strings belongs.");
}

#[test]
fn audiences_that_were_given_as_the_api_servers() {
    let options =
        Options { api_audiences: vec!["https://a.example".to_owned()], ..Options::default() };
    let payload = bound(r#""aud":["https://a.example"],"iss":"https://b.example""#);
    let [_, found] = explain_with(&options, Format::Jws, "{}", &payload);
    let found: Vec<_> = found.iter().take(2).map(|(_, words)| words.meaning.as_ref()).collect();
    assert_eq!(
        found,
        [
            "Made for `https://a.example`, which is an audience of the API server, as it was given \
             to this tool. Other recipients must refuse the token.",
            "One of the API server's own audiences, as they were given to this tool.",
        ]
    );
}

#[test]
fn an_audience_that_breaks_off() {
    check(
        r#"{"kubernetes.io":{"namespace":"a","serviceaccount":{}},"aud":["vault","#,
        "/aud",
        "Made for `vault`, which most likely means HashiCorp Vault. The API server refuses a \
         token unless it names one of the server's own audiences (`--api-audiences`), so this \
         one most likely does not open it. More may have stood here: the payload breaks off.",
    );
}
