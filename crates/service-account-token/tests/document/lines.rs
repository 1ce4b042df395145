//! Every wrapper that is no YAML and no JSON: the rest of the list of what people paste.

use service_account_token::report::{Encoding, Form};

use crate::support::{base64, base64url, report, usual};

/// The name, the text with `{}` for the token as it is wrapped, the form, and the layers around it.
type Line = (&'static str, &'static str, Form, &'static [Encoding]);

const PLAIN: [Line; 22] = [
    ("raw", "{}", Form::Token, &[]),
    ("file of a Pod, with a prompt behind it", "{}root@web-0:/# ", Form::Text, &[]),
    ("zsh's mark for a missing line break", "{}%", Form::Token, &[]),
    ("header", "Authorization: Bearer {}", Form::AuthorizationHeader, &[]),
    ("curl", "curl -k -H \"Authorization: Bearer {}\" https://192.0.2.1:6443/api", Form::Curl, &[]),
    (
        "curl over lines",
        "curl -k \\\n  -H 'Accept: application/json' \\\n  -H 'Authorization: Bearer {}' \\\n  https://192.0.2.1:6443/api\n",
        Form::Curl,
        &[],
    ),
    ("curl's own option", "curl --oauth2-bearer {} https://192.0.2.1/api", Form::Curl, &[]),
    ("wget", "wget --header='Authorization: Bearer {}' https://192.0.2.1/api", Form::Curl, &[]),
    ("httpie", "http https://192.0.2.1/api \"Authorization: Bearer {}\"", Form::Curl, &[]),
    ("kubectl", "kubectl --server https://192.0.2.1 --token={} get pods", Form::Command, &[]),
    ("oc", "oc login --token={} --server=https://192.0.2.1:6443", Form::Command, &[]),
    ("set-credentials", "kubectl config set-credentials ci --token={}", Form::Command, &[]),
    ("environment", "KUBE_TOKEN={}\nKUBE_URL=https://192.0.2.1\n", Form::Environment, &[]),
    ("Ansible", "export K8S_AUTH_API_KEY={}", Form::Environment, &[]),
    (
        "provider of Terraform",
        "provider \"kubernetes\" {\n  host  = \"https://192.0.2.1\"\n  token = \"{}\"\n}\n",
        Form::Text,
        &[],
    ),
    (
        "klog",
        "I1114 22:13:20.123456       1 round_trippers.go:466] curl -v -XGET -H \"Authorization: Bearer {}\" 'https://192.0.2.1/api'",
        Form::Log,
        &[],
    ),
    ("logfmt", "time=\"2023-11-14T22:13:20Z\" level=debug msg=\"login\" token={}", Form::Log, &[]),
    (
        "trace of HTTP",
        "> GET /api HTTP/2\n> Host: 192.0.2.1\n> Authorization: Bearer {}\n>\n< HTTP/2 401\n",
        Form::HttpTrace,
        &[],
    ),
    (
        "request",
        "GET /api HTTP/1.1\r\nHost: 192.0.2.1\r\nAuthorization: Bearer {}\r\n\r\n",
        Form::HttpTrace,
        &[],
    ),
    ("address", "https://dashboard.example/#/login?token={}", Form::Text, &[]),
    ("audit line", "2023-11-14T22:13:20Z uri=/api token={}", Form::Log, &[]),
    ("quoted", "'{}'", Form::Token, &[]),
];

#[track_caller]
fn check((name, text, form, encoding): &Line, wrapped: &str) {
    let text = text.replace("{}", wrapped);
    let report = report(&text);
    let [token] = report.tokens.as_slice() else { panic!("{name}: {}", report.tokens.len()) };
    assert_eq!(token.payload.text.as_deref(), Some(crate::support::PAYLOAD), "{name}");
    assert_eq!(report.input.form, *form, "{name}");
    assert_eq!(token.location.encoding, *encoding, "{name}");
    // Cut off at every line, it is there as soon as its line is.
    for (end, _) in text.match_indices('\n') {
        let count = usize::from(end >= token.location.end);
        assert_eq!(crate::support::report(&text[..end]).tokens.len(), count, "{name}");
    }
}

#[test]
fn token_in_a_line_of_any_tool_is_found() {
    for line in &PLAIN {
        check(line, &usual());
    }
}

#[test]
fn token_in_base64_is_found_in_a_line() {
    let encoded = base64(usual());
    for line in [
        ("jsonpath", "{}", Form::Base64Token, &[Encoding::Base64][..]),
        ("jsonpath with quotes", "'{}'", Form::Base64Token, &[Encoding::Base64]),
        (
            "jsonpath below its command",
            "$ kubectl get secret x -o jsonpath='{.data.token}'\n{}",
            Form::Command,
            &[Encoding::Base64],
        ),
        ("variable", "KUBE_TOKEN_B64={}", Form::Environment, &[Encoding::Base64]),
    ] {
        check(&line, &encoded);
    }
    let wrapped: Vec<_> = encoded.as_bytes().chunks(76).map(String::from_utf8_lossy).collect();
    let report = report(wrapped.join("\n"));
    assert_eq!(report.tokens.len(), 1);
    let layers = [Encoding::WrappedLines, Encoding::Base64];
    assert_eq!(report.tokens[0].location.encoding, layers);
}

#[test]
fn token_in_a_subprotocol_of_a_websocket_is_found() {
    let line = (
        "WebSocket",
        "Sec-WebSocket-Protocol: base64url.bearer.authorization.k8s.io.{}, v4.channel.k8s.io",
        Form::WebsocketProtocol,
        &[Encoding::Base64url][..],
    );
    check(&line, &base64url(usual()));
}
