//! Documents around tokens: where a token is, which object is around it, and what that says of it.

#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::string_slice,
    reason = "a test may fail"
)]

mod checks;
mod cover;
mod emit;
mod examined;
mod hostile;
mod lines;
#[path = "../made/mod.rs"]
mod made;
#[path = "../support/mod.rs"]
mod support;
mod wrappers;

use emit::{every_style, yaml};
use proptest::prelude::*;
use serde_json::{Value, json};
use service_account_token::report::{Encoding, Form, PathKey, Token};
use support::*;
use wrappers::{Wrapper, all, kubeconfig, secret};

fn display(token: &Token) -> &str {
    token.location.display.as_deref().unwrap_or("nowhere")
}

fn displays(text: &str) -> Vec<String> {
    report(text).tokens.iter().map(|token| display(token).to_owned()).collect()
}

#[track_caller]
fn check(wrapper: &Wrapper, style: &str, text: &str) {
    let about = format!("{}, {style}:\n{text}", wrapper.name);
    let report = report(text);
    let found: Vec<_> = report.tokens.iter().map(display).collect();
    assert_eq!(found, wrapper.paths, "{about}");
    // A document that this tool does not know is what it is written in.
    let known = !matches!(wrapper.form, Form::Yaml);
    let form = report.input.form;
    let below_command = wrapper.object.is_none() && form == Form::Command;
    let generic = matches!(form, Form::Json | Form::Yaml) || below_command;
    assert!(if known { form == wrapper.form } else { generic }, "{form:?} for {about}");
    for token in &report.tokens {
        let object = token.location.object.as_ref();
        let found = object.map(|object| (object.kind.as_deref().unwrap(), object.name.as_deref()));
        assert_eq!(found, wrapper.object, "{about}");
    }
}

#[test]
fn every_wrapper_in_every_style_gives_path_object_and_form() {
    for wrapper in all() {
        for (style, text) in every_style(&wrapper.document) {
            check(&wrapper, style, &text);
        }
    }
}

/// The layers around the tokens of each wrapper that has any.
const LAYERS: [(&str, &[Encoding]); 15] = [
    ("List inside a Secret", &[Encoding::Base64, Encoding::JsonString, Encoding::Base64]),
    ("Secret", &[Encoding::Base64]),
    ("Secret wrapped at 76 columns", &[Encoding::WrappedLines, Encoding::Base64]),
    ("List", &[Encoding::Base64]),
    ("List of kinds", &[Encoding::Base64]),
    ("SecretList", &[Encoding::Base64]),
    ("attribute of a CSI volume", &[Encoding::JsonString]),
    ("volume of a CSI driver in a log", &[Encoding::JsonString]),
    ("dockerconfigjson", &[Encoding::Base64]),
    ("Secret with dockerconfigjson", &DOCKER_IN_SECRET),
    ("Secret with dockercfg of OpenShift", &DOCKER_IN_SECRET),
    ("cluster of Argo CD", &[Encoding::Base64, Encoding::JsonString]),
    ("Secret with a kubeconfig", &[Encoding::Base64, Encoding::YamlScalar]),
    ("ConfigMap with a kubeconfig", &[Encoding::YamlScalar]),
    ("what kubectl apply keeps", &[Encoding::JsonString]),
];

const DOCKER_IN_SECRET: [Encoding; 3] = [Encoding::Base64, Encoding::JsonString, Encoding::Base64];

#[test]
fn every_layer_around_a_token_is_named() {
    for wrapper in all() {
        let layers = LAYERS.iter().find(|(name, _)| *name == wrapper.name);
        let layers = layers.map_or(&[][..], |(_, layers)| layers);
        for text in [wrapper.document.to_string(), yaml(&wrapper.document)] {
            for token in report(&text).tokens {
                assert_eq!(token.location.encoding, layers, "{}", wrapper.name);
            }
        }
    }
}

/// A document cut off anywhere loses no token that the plain scan finds in the rest.
#[test]
fn every_wrapper_cut_off_at_every_line_keeps_its_tokens() {
    for wrapper in all() {
        let pretty = serde_json::to_string_pretty(&wrapper.document).unwrap();
        for text in [yaml(&wrapper.document), pretty] {
            let whole = report(&text).tokens;
            let ends: Vec<_> = text.match_indices('\n').map(|(at, _)| at + 1).collect();
            for &end in &ends {
                let before = |token: &&Token| token.location.end <= end;
                let expected: Vec<_> = whole.iter().filter(before).map(display).collect();
                let cut = report(&text[..end]).tokens;
                let cut: Vec<_> = cut.iter().map(display).take(expected.len()).collect();
                // The first line of a login alone is no document.
                if wrapper.form != Form::VaultLogin {
                    assert_eq!(cut, expected, "{}: {}", wrapper.name, &text[..end]);
                }
                assert_eq!(cut.len(), expected.len());
                let after = whole.iter().filter(|token| token.location.start >= end).count();
                assert!(report(&text[end..]).tokens.len() >= after, "{}", wrapper.name);
            }
        }
    }
}

#[test]
fn object_around_a_token_is_told_with_its_known_labels_and_annotations() {
    let mut document = secret("s");
    document["metadata"]["labels"]["team"] = json!("payments");
    let object = only(yaml(&document)).location.object.unwrap();
    assert_eq!(
        serde_json::to_value(object).unwrap(),
        json!({
            "kind": "Secret", "namespace": "shop", "name": "s",
            "uid": "72c2a4f0-636d-4a70-9f1c-55a75f15e520", "created": "2022-08-19T13:36:42Z",
            "labels": {"kubernetes.io/legacy-token-last-used": "2023-11-01"},
            "annotations": {
                "kubernetes.io/service-account.name": "cart",
                "kubernetes.io/service-account.uid": "6f1d3c1e-6a0b-4a57-9d8a-3f1f0f6c1d2e",
            },
        })
    );
}

#[test]
fn path_is_a_list_of_keys_for_each_document() {
    let inside = json!({"apiVersion": "v1", "kind": "Secret", "data": {"config": base64(yaml(&kubeconfig()))}});
    let report = report(inside.to_string());
    let name = |name: &str| PathKey::Name(name.to_owned());
    assert_eq!(
        report.tokens[0].location.path,
        Some(vec![
            vec![name("data"), name("config")],
            vec![name("users"), PathKey::Index(0), name("user"), name("token")],
        ])
    );
    let encoding = [Encoding::Base64, Encoding::YamlScalar];
    assert_eq!(report.tokens[0].location.encoding, encoding);
}

#[test]
fn several_documents_in_one_paste_are_each_read() {
    let (one, two) = (secret("one"), secret("two"));
    for text in [
        format!("{}---\n{}", yaml(&one), yaml(&two)),
        format!("{one}\n{two}\n"),
        format!("{one}{two}"),
        format!(
            "{}\n{}",
            serde_json::to_string_pretty(&one).unwrap(),
            serde_json::to_string_pretty(&two).unwrap()
        ),
        format!("```yaml\n{}```\nand\n```json\n{two}\n```\n", yaml(&one)),
        format!(
            "$ kubectl get secret one -o yaml\n{}$ kubectl get secret two -o json\n{two}\n",
            yaml(&one)
        ),
    ] {
        let report = report(&text);
        let names: Vec<_> = report
            .tokens
            .iter()
            .map(|token| token.location.object.as_ref().unwrap().name.as_deref().unwrap())
            .collect();
        assert_eq!(
            (names.as_slice(), report.input.form),
            (&["one", "two"][..], Form::Secret),
            "{text}"
        );
    }
}

#[test]
fn scalars_in_every_style_of_yaml_lead_to_the_token() {
    let token = usual();
    let half = token.len() / 2;
    let (start, end) = token.split_at(half);
    for scalar in [
        token.clone(),
        format!("'{token}'"),
        format!("\"{token}\""),
        format!("{token} # a comment"),
        format!("&t {token}"),
        format!("!!str {token}"),
        format!("|\n      {token}"),
        format!(">-\n      {token}"),
        format!("|-\n      {start}\n      {end}"),
        format!("\"{start}\\\n      {end}\""),
    ] {
        let text = format!(
            "apiVersion: v1\nkind: Config\nusers:\n- name: a\n  user:\n    token: {scalar}\n    x: y\n"
        );
        assert_eq!(displays(&text), [".users[0].user.token"], "{text}");
    }
}

#[test]
fn anchor_and_merged_key_lead_to_the_value_itself() {
    let text = format!(
        "apiVersion: v1\nkind: Config\nx: &x\n  token: {}\nusers:\n- name: a\n  user: *x\n- name: b\n  user:\n    <<: *x\n",
        usual()
    );
    assert_eq!(displays(&text), [".x.token"]);
}

#[test]
fn description_of_a_secret_is_read_as_the_object() {
    let described = |name: &str| {
        format!(
            "Name:         {name}\nNamespace:    shop\nLabels:       kubernetes.io/legacy-token-last-used=2023-11-01\nAnnotations:  kubernetes.io/service-account.name: cart\n              kubernetes.io/service-account.uid: 6f1d3c1e-6a0b-4a57-9d8a-3f1f0f6c1d2e\n\nType:  kubernetes.io/service-account-token\n\nData\n====\nca.crt:     1099 bytes\nnamespace:  4 bytes\ntoken:      {}\n",
            usual()
        )
    };
    let text = format!("$ kubectl describe secret\n{}\n\n{}", described("a"), described("b"));
    let report = report(&text);
    assert_eq!(report.input.form, Form::SecretDescription);
    for (token, name) in report.tokens.iter().zip(["a", "b"]) {
        assert_eq!(display(token), ".Data.token");
        let object = token.location.object.as_ref().unwrap();
        assert_eq!(
            serde_json::to_value(object).unwrap(),
            json!({
                "kind": "Secret", "namespace": "shop", "name": name, "uid": null, "created": null,
                "labels": {"kubernetes.io/legacy-token-last-used": "2023-11-01"},
                "annotations": {
                    "kubernetes.io/service-account.name": "cart",
                    "kubernetes.io/service-account.uid": "6f1d3c1e-6a0b-4a57-9d8a-3f1f0f6c1d2e",
                },
            })
        );
        let codes: Vec<_> = token.findings.iter().map(|finding| finding.code.as_str()).collect();
        assert!(!codes.contains(&"document_mismatch"), "{codes:?}");
    }
    assert_eq!(report.tokens.len(), 2);
}

#[test]
fn what_is_no_document_has_no_path() {
    for text in [
        usual(),
        format!("token: {}", usual()),
        format!("GET / HTTP/1.1\nHost: a\nAuthorization: Bearer {}\n\n", usual()),
        format!("curl -H 'Authorization: Bearer {}' https://a", usual()),
        format!("a:\n  b: c\n# {}\n", usual()),
    ] {
        assert_eq!(displays(&text), ["nowhere"], "{text}");
    }
}

#[test]
fn name_that_holds_a_token_is_left_out_of_the_path() {
    let signature = usual().rsplit('.').next().unwrap().to_owned();
    for name in [usual(), format!("https://kubernetes.default.svc {}ecip", usual()), signature] {
        let document = json!({"kind": "Secret", "apiVersion": "v1", "stringData": {name: usual()}});
        let report = report(document.to_string());
        assert!(report.tokens.iter().any(|token| display(token) == ".stringData[\"…\"]"));
    }
}

/// Names as in the objects of Kubernetes and in the configurations of its tools.
fn name() -> impl Strategy<Value = String> {
    prop_oneof!["[a-z][a-zA-Z0-9.]{0,8}", "[a-z]{1,4}[ /.:-][a-z]{0,4}", "\\PC{1,4}"]
}

/// Returns the usual token of a text in which another word may resemble one.
fn usual_in(text: &str) -> Token {
    let is_usual = |token: &Token| token.payload.text.as_deref() == Some(PAYLOAD);
    report(text).tokens.into_iter().find(is_usual).unwrap()
}

/// Any value with this one somewhere in it, and the path to it.
fn around(token: String) -> impl Strategy<Value = (Value, Vec<PathKey>)> {
    let leaf = prop_oneof![
        Just(json!(null)),
        any::<bool>().prop_map(Value::from),
        any::<i32>().prop_map(Value::from),
        "[ -~é\n]{0,12}".prop_map(Value::from),
    ];
    let step = (
        prop::collection::vec((name(), leaf), 0..4),
        prop::option::of(name()),
        any::<prop::sample::Index>(),
    );
    prop::collection::vec(step, 1..6).prop_map(move |steps| {
        let (mut value, mut path) = (Value::from(token.clone()), Vec::new());
        for (others, named, at) in steps {
            value = match named {
                Some(name) => {
                    let mut object: serde_json::Map<_, _> = others.into_iter().collect();
                    object.insert(name.clone(), value);
                    path.push(PathKey::Name(name));
                    Value::Object(object)
                }
                None => {
                    let mut list: Vec<_> = others.into_iter().map(|(_, value)| value).collect();
                    let at = at.index(list.len() + 1);
                    list.insert(at, value);
                    path.push(PathKey::Index(at));
                    Value::Array(list)
                }
            };
        }
        path.reverse();
        (value, path)
    })
}

proptest! {
    #[test]
    fn whatever_serializers_write_around_a_token_gives_its_path((value, path) in around(usual())) {
        let object = json!({"apiVersion": "v1", "kind": "ConfigMap", "metadata": {"name": "m"}, "spec": value});
        let mut expected = vec![PathKey::Name("spec".to_owned())];
        expected.extend(path);
        for text in [object.to_string(), serde_json::to_string_pretty(&object).unwrap(), yaml(&object)] {
            let location = usual_in(&text).location;
            prop_assert_eq!(location.path, Some(vec![expected.clone()]), "{}", text);
            prop_assert_eq!(location.object.unwrap().name.unwrap(), "m");
        }
        let secret = json!({"apiVersion": "v1", "kind": "Secret", "data": {"x": base64(yaml(&object))}});
        let path = usual_in(&yaml(&secret)).location.path.unwrap();
        prop_assert_eq!(&path[1], &expected);
    }
}
