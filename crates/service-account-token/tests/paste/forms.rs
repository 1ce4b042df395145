//! The form of a paste, and what it has in place of a token.

use service_account_token::report::{Encoding, Form, Span};

use crate::support::*;

/// Texts of each form, with `{}` for the token.
const FORMS: [(Form, &[&str]); 12] = [
    (Form::Curl, &["wget --header \"{}\" a", "$ curl -H {} a", "> xh a {}", "https a {}"]),
    (
        Form::Command,
        &[
            "# oc login {}",
            "helm a {}",
            "vault write a {}",
            "k get {}",
            "argocd a {}",
            "a --token {}",
        ],
    ),
    (
        Form::AuthorizationHeader,
        &["\"Authorization\": \"Bearer {}\"", "authorization:{}", "bearer\t{}"],
    ),
    (
        Form::HttpTrace,
        &[
            "> Host: a\n> {}",
            "a\n< Set-Cookie: {}\n",
            "a\n> Authorization: Bearer {}",
            "a\n> X-Remote-User: {}",
            "GET / HTTP/2\na: {}",
            "a\nGET / HTTP/1.1\n{}",
            "HTTP/1.1 200 OK\r\nServer: a\r\n\r\n{\"token\":\"{}\"}",
            "HTTP/1.0 200 OK\n\n{}",
            "HTTP/2 200\na: {}",
        ],
    ),
    (
        Form::Environment,
        &["set A={}", "  A_1={}\nb", "export a={}", "  token = \"{}\"", "loglevel=info\nA={}"],
    ),
    (
        Form::Log,
        &[
            "I1122 01:30:45.1 {}",
            "a\nW0101 {}",
            "E0101 {}",
            "F0101 {}",
            "2023-11-14 {}",
            "a level=info {}",
            "level=info msg=\"a\" token={}",
            "time=\"2023-11-14T22:13:20Z\" level=info msg=\"a\" token={}",
            "a: {\"level\":\"info\"} {}",
        ],
    ),
    (
        Form::Text,
        &[
            "curly a {}",
            "a\ncurl {}",
            "a\nkubectl {}",
            "a\nA={}",
            "1A={}",
            "={}",
            " = {}",
            "a b={}",
            "a b = {}",
            "Authorization: Bearer {}\nnext",
            "X1122 01:30:45.1 {}",
            "I112 01:30:45.1 {}",
            "I1122-01:30:45.1 {}",
            "20231114 {}",
            "2023-1x-14 {}",
            "2023-11-1x {}",
            "202x-11-14 {}",
            "Name: a\n{}",
            "Type: a\n{}",
            "{\"a\": {}",
        ],
    ),
    (Form::SecretDescription, &["Name: a\nType: b\n{}", "Name: a\nLabels: b\n{}"]),
    (Form::Yaml, &["apiVersion: v1\na: {}", "kind: Pod\na: {}", "---\na: {}"]),
    (
        Form::Json,
        &["{\"a\":\"{}\"}", "[\"{}\"]", "{\"jwt\":\"{}\"}", "{\"kind\":\"Pod\",\"a\":\"{}\"}"],
    ),
    (Form::VaultLogin, &["{\"jwt\":\"{}\",\"role\":\"a\"}"]),
    (Form::Jwks, &["{\"keys\":[\"{}\"]}"]),
];

#[test]
fn form_is_what_a_person_would_call_it() {
    for (form, texts) in FORMS {
        for text in texts {
            assert_eq!(report(text.replace("{}", &usual())).input.form, form, "{text}");
        }
    }
}

#[test]
fn quoted_mail_is_not_an_http_trace() {
    let t = usual();
    for quote in
        ["> a\n> {}", "> On Monday: a\n> {}", "> token: {}", "< {}\n> b", "> {}", ">> a: b\n>> {}"]
    {
        assert_eq!(report(quote.replace("{}", &t)).input.form, Form::Text, "{quote}");
    }
}

#[test]
fn padding_is_not_an_assignment() {
    for length in 0..3 {
        let value = base64(format!("{}{}", usual(), "x".repeat(length)));
        for text in
            [format!("{value}\nand more"), format!("{}\n{value} b", base64("made up for a test"))]
        {
            assert_eq!(report(&text).input.form, Form::Text, "{text}");
        }
    }
    for assignment in ["TOKEN=\n{}", "A_LONG_NAME_WITHOUT_A_VALUE=\n{}", "TOKEN==={}"] {
        let text = assignment.replace("{}", &usual());
        assert_eq!(report(&text).input.form, Form::Environment, "{text}");
    }
}

#[test]
fn prompt_is_not_a_variable() {
    for prompt in ["$ ", "$  ", "sh-5.1$ ", "web@host:~$ ", "$\n$ ", "/ $ ", "[web@host ~]$ "] {
        says(format!("{prompt}cat token"), "no_token_found", "No token was found in this text.");
        for command in [
            "curl -H \"Authorization: Bearer $TOKEN\" https://a",
            "kubectl --token=$TOKEN get pods",
        ] {
            let found = finding(format!("{prompt}{command}"), "variable_not_expanded");
            let start = prompt.len() + command.find('$').unwrap();
            assert_eq!(
                (found.start, found.end),
                (Some(start), Some(start + 6)),
                "{prompt}{command}"
            );
        }
    }
}

#[test]
fn api_object_is_recognized_by_its_kind() {
    let t = usual();
    for (kind, form) in [
        ("Secret", Form::Secret),
        ("List", Form::List),
        ("SecretList", Form::List),
        ("Config", Form::Kubeconfig),
        ("TokenRequest", Form::TokenRequest),
        ("TokenReview", Form::TokenReview),
        ("ExecCredential", Form::ExecCredential),
        ("CredentialProviderRequest", Form::CredentialProviderRequest),
    ] {
        for text in [
            format!("apiVersion: v1\nkind: {kind}\ntoken: {t}\n"),
            format!("kind: \"{kind}\"\ntoken: {t}\n"),
            format!("kind: {kind} # a comment\ntoken: {t}\n"),
            format!("{{\"kind\":\"{kind}\",\"token\":\"{t}\"}}"),
        ] {
            assert_eq!(report(&text).input.form, form, "{text}");
        }
    }
}

#[test]
fn text_without_a_token_says_so() {
    for text in [
        r#"{"user":{"extra":{"authentication.kubernetes.io/credential-id":["JTI=1.2"]}}}"#,
        r#"["a.b"]"#,
        r#"a:"b.c""#,
    ] {
        says(text, "no_token_found", "No token was found in this text.");
    }
    says(
        "\u{e9}.b.c",
        "no_token_found",
        "No token was found in this text. It has 3 dotted parts, but the first one does not decode to \
         JSON that begins with `{`.",
    );
}

fn utf16(text: &str, of_unit: fn(u16) -> [u8; 2]) -> Vec<u8> {
    text.encode_utf16().flat_map(of_unit).collect()
}

#[track_caller]
fn is_usual(text: impl AsRef<[u8]>, encoding: &[Encoding]) {
    let token = only(text);
    assert_eq!(token.payload.text.as_deref(), Some(PAYLOAD));
    assert_eq!((token.signature.bytes, token.location.encoding.as_slice()), (Some(256), encoding));
}

#[test]
fn utf_16_is_read_without_a_byte_order_mark_and_below_base64() {
    let t = usual();
    for of_unit in [u16::to_le_bytes, u16::to_be_bytes] {
        is_usual(utf16(&t, of_unit), &[Encoding::Utf16]);
        is_usual(utf16(&format!("❯ cat token\r\n{t}\r\n"), of_unit), &[Encoding::Utf16]);
        for text in [t.clone(), format!("\u{feff}{t}"), format!("token: {t}\r\n")] {
            let encoded = base64(utf16(&text, of_unit));
            is_usual(&encoded, &[Encoding::Base64, Encoding::Utf16]);
            is_usual(format!("  token: {encoded}\n"), &[Encoding::Base64, Encoding::Utf16]);
        }
    }
}

#[test]
fn part_below_base64_of_utf_16_leads_back_to_its_characters() {
    let text = base64(utf16(&format!("abc {}", usual()), u16::to_le_bytes));
    let header = only(&text).parts.swap_remove(0);
    // The header begins after 8 bytes, and each of its characters has two.
    let from = 8 * 4 / 3;
    let to = (8 + 2 * base64url(HEADER).len()) * 4;
    assert_eq!(header.ranges, [Span::from(from..to.div_ceil(3))]);
}
