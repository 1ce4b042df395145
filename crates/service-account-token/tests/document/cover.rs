//! Everything secret in a document is covered, and what its readers look for is not.

use proptest::prelude::*;
use serde_json::{Value, json};

use crate::emit::{every_style, yaml};
use crate::support::{base64, report, usual};
use crate::wrappers::{all, kubeconfig, secret};

const KEY: &str = "-----BEGIN PRIVATE KEY-----\nMIGHAgEAMBMGByqGSM49AgEGCCqGSM49AwEHBG0wawIBAQQgh9PuH0a3lb\nQ2hlcnJ5UGllWWVzUGxlYXNlTm90\nAQ==\n-----END PRIVATE KEY-----\n";

/// The text with `#` for each byte that is covered, and the kinds in order.
fn covered(text: &str) -> (String, Vec<String>) {
    let report = report(text);
    let document = report.document.expect(text);
    let (mut left, mut at) = (String::new(), 0);
    for cover in &document.covered {
        assert!(at <= cover.span.start && cover.span.start < cover.span.end, "{document:?}");
        left += &text[at..cover.span.start];
        left += &"#".repeat(cover.span.end - cover.span.start);
        at = cover.span.end;
    }
    left += &text[at..];
    (left, document.covered.iter().map(|cover| cover.what.as_str().to_owned()).collect())
}

#[track_caller]
fn check(text: &str, shown: &[&str], hidden: &[&str], kinds: &[&str]) {
    let (left, found) = covered(text);
    for word in shown {
        assert!(text.contains(word) && left.contains(word), "{word} is covered in {left}");
    }
    for word in hidden {
        assert!(text.contains(word), "{word} is not in {text}");
        // No piece of a secret is left.
        for piece in word.as_bytes().windows(word.len().min(24)) {
            let piece = std::str::from_utf8(piece).unwrap();
            assert!(!left.contains(piece), "{piece} of {word} is left in {left}");
        }
    }
    assert_eq!(found, kinds, "{left}");
}

/// The signature of the usual token, and everything before it.
fn parts() -> (String, String) {
    let token = usual();
    let (claims, signature) = token.rsplit_once('.').unwrap();
    (claims.to_owned(), signature.to_owned())
}

#[test]
fn kubeconfig_shows_its_tokens_and_covers_passwords_and_keys() {
    let (claims, signature) = parts();
    let key = base64(KEY);
    let certificate = base64(
        "-----BEGIN CERTIFICATE-----\nMIIBdzCCAR2gAwIBAgIBADAKBggqhkjOPQ\n-----END CERTIFICATE-----\n",
    );
    let mut config = kubeconfig();
    config["clusters"][0]["cluster"]["certificate-authority-data"] = json!(certificate);
    config["users"] = json!([
        {"name": "a", "user": {"token": usual()}},
        {"name": "b", "user": {"username": "admin", "password": "hunter2"}},
        {"name": "c", "user": {"client-certificate-data": certificate, "client-key-data": key}},
        {"name": "d", "user": {"token": "REDACTED"}},
    ]);
    for (style, text) in every_style(&config) {
        let shown = [
            &claims,
            "https://192.0.2.1:6443",
            "admin",
            "REDACTED",
            &certificate,
            "client-key-data",
            "password",
        ];
        let hidden = [signature.as_str(), "hunter2", &key];
        println!("{style}");
        check(&text, &shown, &hidden, &["signature", "password", "private-key"]);
    }
}

#[test]
fn data_of_a_secret_is_covered_except_tokens_certificates_and_the_namespace() {
    let document = json!({
        "apiVersion": "v1", "kind": "Secret", "metadata": {"name": "x", "labels": {"a": "b"}},
        "data": {"namespace": base64("shop"), "foo": base64("hi"), "user": base64("cart"), "token": base64(usual())},
        "stringData": {"n": 12, "code": "open sesame"},
    });
    for (_, text) in every_style(&document) {
        let (foo, user) = (base64("hi"), base64("cart"));
        let hidden = [foo.as_str(), &user, "open sesame", "12"];
        let (left, kinds) = covered(&text);
        for word in hidden {
            assert!(!left.contains(word), "{word} in {left}");
        }
        assert!(left.contains(&base64("shop")), "{left}");
        // As much of the token as the header and the payload are.
        let token = base64(usual());
        assert!(left.contains(&token[..token.len() / 2]), "{left}");
        assert_eq!(kinds.iter().filter(|kind| *kind == "secret-value").count(), 4, "{kinds:?}");
        assert_eq!(kinds.iter().filter(|kind| *kind == "signature").count(), 1, "{kinds:?}");
    }
}

#[test]
fn line_break_encoded_with_a_token_is_covered_as_part_of_it() {
    let encoded = base64(format!("{}\n", usual()));
    let text = yaml(&json!({"apiVersion": "v1", "kind": "Secret", "data": {"token": encoded}}));
    let (left, kinds) = covered(&text);
    assert_eq!(kinds, ["signature"], "{left}");
}

#[test]
fn secret_cut_off_before_its_kind_is_covered_all_the_same() {
    let text = yaml(&json!({"apiVersion": "v1", "data": {"foo": base64("bar"), "b": base64("x")}}));
    check(&text, &["foo: "], &[&base64("bar"), &base64("x")], &["secret-value", "secret-value"]);
    check(
        &format!("{}\n", json!({"foo": base64("bar"), "code": base64("x")})),
        &["foo"],
        &[&base64("bar"), &base64("x")],
        &["secret-value", "secret-value"],
    );
}

#[test]
fn what_a_config_map_holds_is_shown() {
    let map = json!({
        "apiVersion": "v1", "kind": "ConfigMap", "metadata": {"name": "m", "uid": "72c2a4f0-636d-4a70-9f1c-55a75f15e520"},
        "data": {"motd": "hello", "url": "https://example.test", "db": "{\"password\": \"hunter2\", \"host\": \"db\"}"},
    });
    check(
        &yaml(&map),
        &["hello", "https://example.test", "72c2a4f0-636d-4a70-9f1c-55a75f15e520", "host"],
        &["hunter2"],
        &["password"],
    );
}

#[test]
fn credentials_of_other_tools_are_covered() {
    let vault = "hvs.CAESIJ1pXvT3kQz8Lr5mWn2Yb7Gd4Hf6Sa9Pc0E";
    for (document, hidden, kind) in [
        (json!({"auth": {"client_token": vault, "policies": ["default"]}}), vault, "credential"),
        (
            json!({"auths": {"r": {"auth": base64("user:hunter2")}}}),
            &*base64("user:hunter2"),
            "credential",
        ),
        (
            json!({"kind": "ExecCredential", "apiVersion": "client.authentication.k8s.io/v1", "status": {"clientKeyData": KEY}}),
            "MIGHAgEAMBMGByqGSM49AgEGCCqGSM49AwEHBG0wawIBAQQgh9PuH0a3lb",
            "private-key",
        ),
        (
            json!({"kind": "Pod", "apiVersion": "v1", "spec": {"containers": [{"env": [{"name": "DB_PASSWORD", "value": "hunter2"}, {"name": "MODE", "value": "fast"}]}]}}),
            "hunter2",
            "password",
        ),
        (
            json!({"users": [{"user": {"exec": {"command": "login", "args": ["--user", "me", "--password", "hunter2"]}}}]}),
            "hunter2",
            "password",
        ),
        (
            json!({"bootstrapTokens": [{"token": "abcdef.0123456789abcdef"}]}),
            "abcdef.0123456789abcdef",
            "credential",
        ),
        (
            json!({"keys": [{"kty": "EC", "crv": "P-256", "d": "870MB6gfuTJ4HtUnUvYMyJpr5eUZNP4Bk43bVdj3eAE"}]}),
            "870MB6gfuTJ4HtUnUvYMyJpr5eUZNP4Bk43bVdj3eAE",
            "private-key",
        ),
        (
            json!({"terraform_version": "1.9.0", "resources": [], "outputs": {"x": {"sensitive": true, "value": "plain words"}}}),
            "plain words",
            "secret-value",
        ),
        (
            json!({"terraform_version": "1.9.0", "resources": [{"instances": [{"attributes": {"note": "plain words", "id": "a"}, "sensitive_attributes": [[{"type": "get_attr", "value": "note"}]]}]}]}),
            "plain words",
            "secret-value",
        ),
        (
            json!({"terraform_version": "1.9.0", "planned_values": {"root_module": {"resources": [{"values": {"a": [{"note": "plain words"}]}, "sensitive_values": {"a": [{"note": true}]}}]}}}),
            "plain words",
            "secret-value",
        ),
    ] {
        for text in [document.to_string() + "\n", yaml(&document)] {
            let (left, kinds) = covered(&text);
            for line in hidden.lines() {
                assert!(!left.contains(line), "{left}");
            }
            assert_eq!(kinds, [kind], "{left}");
        }
    }
}

#[test]
fn projected_volume_and_references_to_secrets_are_shown() {
    let pod = json!({
        "apiVersion": "v1", "kind": "Pod", "metadata": {"name": "p"},
        "spec": {
            "automountServiceAccountToken": false, "serviceAccountName": "cart",
            "imagePullSecrets": [{"name": "pull"}],
            "containers": [{"image": format!("registry.example/a@sha256:{}", "0123456789abcdef".repeat(4)), "name": "c",
                "env": [{"name": "TOKEN", "valueFrom": {"secretKeyRef": {"name": "s", "key": "k"}}}]}],
            "volumes": [
                {"name": "t", "projected": {"sources": [{"serviceAccountToken": {"audience": "vault", "expirationSeconds": 7200, "path": "token"}}]}},
                {"name": "s", "secret": {"secretName": "s"}},
            ],
        },
    });
    for (_, text) in every_style(&pod) {
        assert_eq!(covered(&text), (text.clone(), vec![]));
    }
}

#[test]
fn what_could_not_be_read_is_covered() {
    let text = "apiVersion: v1\nkind: Secret\nmetadata:\n  name: x\ndata:\n  a: 'eA==\n  foo: aHVudGVyMg==\n";
    let (left, _) = covered(text);
    assert!(!left.contains("eA==") && !left.contains("aHVudGVyMg"), "{left}");
    let text = "kind: Config\napiVersion: v1\nusers:\n- user:\n\t  opensesame\nclusters: []\n";
    let (left, kinds) = covered(text);
    assert!(!left.contains("opensesame") && kinds == ["unread"], "{left}");
    // An open brace at the start of a line: the fault is at the end of the text.
    let text = "kind: ConfigMap\napiVersion: v1\nx: |\n  a\r{0'\n  p: opensesame\nz: y\n";
    let (left, _) = covered(text);
    assert!(!left.contains("opensesame"), "{left}");
}

#[test]
fn comments_and_text_around_a_document_are_searched_too() {
    let text = format!(
        "Here is my key:\n{KEY}and the file:\n---\n# password: hunter2\nkind: Config\nusers: []\n"
    );
    let (left, kinds) = covered(&text);
    assert!(!left.contains("hunter2"), "{left}");
    for line in KEY.lines() {
        assert!(!left.contains(line), "{line} in {left}");
    }
    assert!(left.contains("and the file") && left.contains("kind: Config"), "{left} {kinds:?}");
}

#[test]
fn value_behind_an_alias_is_covered_where_it_is() {
    let text = "kind: Secret\napiVersion: v1\nx:\n- &a open\n- &b\n  c: sesame\nstringData:\n  k: *a\n  l: *b\n";
    check(text, &["k: *a"], &["open", "sesame"], &["secret-value", "secret-value"]);
}

#[test]
fn report_counts_documents_objects_and_tokens() {
    let list = json!({"apiVersion": "v1", "kind": "List", "items": [secret("a"), secret("b")]});
    let config = yaml(&kubeconfig());
    let empty = yaml(&json!({"apiVersion": "v1", "kind": "List", "items": []}));
    let text = format!("{config}---\n{config}---\n{}---\n{empty}", yaml(&list));
    let mut document = serde_json::to_value(report(&text).document).unwrap();
    document.as_object_mut().unwrap().remove("covered");
    assert_eq!(
        document,
        json!({
            "forms": [
                {"form": "list", "count": 2, "with_tokens": 1, "tokens": 2},
                {"form": "kubeconfig", "count": 2, "with_tokens": 2, "tokens": 4},
            ],
            "objects": [
                {"kind": "Config", "count": 2},
                {"kind": "List", "count": 2},
                {"kind": "Secret", "count": 2},
            ],
        })
    );
    assert_eq!(report(usual()).document, None);
}

/// The bytes of every signature of a text are covered.
#[track_caller]
fn covers_signatures(text: &str) {
    let report = report(text);
    let Some(document) = &report.document else { return };
    let is_covered = |at: usize| document.covered.iter().any(|own| own.span.range().contains(&at));
    for token in &report.tokens {
        for part in token.parts.iter().filter(|part| part.name.as_str() == "signature") {
            let mut bytes = part.ranges.iter().flat_map(|span| span.range());
            assert!(bytes.all(is_covered), "{text}");
        }
    }
}

#[test]
fn no_byte_of_a_signature_of_any_wrapper_is_shown() {
    for wrapper in all() {
        for (_, text) in every_style(&wrapper.document) {
            covers_signatures(&text);
            let (left, _) = covered(&text);
            let (_, signature) = parts();
            for piece in signature.as_bytes().windows(8) {
                assert!(!left.contains(std::str::from_utf8(piece).unwrap()), "{}", wrapper.name);
            }
        }
    }
}

/// A made-up secret that no other word looks like.
const WORD: &str = "Zq7vXw3KpLm9";

/// A document with the word as a secret, somewhere.
fn with_secret() -> impl Strategy<Value = Value> {
    let place = prop_oneof![
        Just(json!({"password": WORD})),
        Just(json!({"clientSecret": WORD})),
        Just(json!({"client-key-data": WORD})),
        Just(json!({"user": {"token": WORD, "note": "n"}})),
        Just(json!({"apiVersion": "v1", "kind": "Secret", "stringData": {"any": WORD}})),
        Just(json!({"apiVersion": "v1", "kind": "Secret", "data": {"any": WORD}})),
        Just(json!({"env": [{"name": "API_TOKEN", "value": WORD}]})),
    ];
    let step = (".{0,6}", "[a-z]{1,4}", any::<bool>());
    (place, prop::collection::vec(step, 0..4)).prop_map(|(mut value, steps)| {
        for (text, name, list) in steps {
            value = match list {
                true => json!([text, value]),
                false => json!({name: value, "other": text}),
            };
        }
        json!({"apiVersion": "v1", "kind": "Anything", "spec": value})
    })
}

proptest! {
    #[test]
    fn secret_anywhere_in_a_document_is_covered(value in with_secret(), cut in any::<prop::sample::Index>()) {
        let outer = json!({"apiVersion": "v1", "kind": "ConfigMap", "data": {"a": value.to_string(), "b": yaml(&value)}});
        for value in [&value, &outer] {
            for text in [value.to_string() + "\n", serde_json::to_string_pretty(value).unwrap(), yaml(value)] {
                let (left, _) = covered(&text);
                prop_assert!(!left.contains(WORD), "{}", left);
                // Cut off anywhere, too.
                let end = cut.index(text.len());
                let cut = text.get(..end).unwrap_or_default();
                if report(cut).document.is_some() {
                    let (left, _) = covered(cut);
                    prop_assert!(!left.contains(WORD), "{}", left);
                }
            }
        }
    }
}
