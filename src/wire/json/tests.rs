//! The JSON is to the byte what serde writes of the same report.

use std::path::Path;

use base64::Engine as _;
use base64::prelude::BASE64_URL_SAFE_NO_PAD as BASE64URL;
use proptest::collection::vec;
use proptest::prelude::{
    ProptestConfig, Strategy, any, prop, prop_assert_eq, prop_oneof, proptest,
};
use sa_token::report::{Finding, KubernetesObject, PathKey, Report, Token};
use sa_token::{Options, inspect};
use serde_json::json as value;

use super::*;

const NOW: i64 = 1_700_000_000;
const BOUND: &str =
    include_str!("../../../crates/sa-token/tests/samples/bound-pod-extended-v1.24.jwt");

fn read(text: &[u8], now: Option<i64>) -> Report {
    inspect(text, &Options { now, ..Options::default() })
}

fn by_serde(report: &Report) -> String {
    serde_json::to_string(report).expect("a report is JSON")
}

#[track_caller]
fn check(text: &[u8]) {
    for now in [None, Some(NOW), Some(i64::MIN), Some(i64::MAX)] {
        let report = read(text, now);
        assert_eq!(json(&report), by_serde(&report));
    }
}

#[test]
fn each_example_and_sample_reads_as_from_serde() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut all = Vec::new();
    for folder in ["www/examples/tokens", "crates/sa-token/tests/samples"] {
        let before = all.len();
        for file in root.join(folder).read_dir().expect("it is a folder") {
            let text = std::fs::read(file.expect("it can be listed").path());
            let text = text.expect("it can be read");
            check(&text);
            all.extend(text);
            all.push(b'\n');
        }
        assert!(all.len() > before, "there are files in {folder}");
    }
    check(&all);
}

#[test]
fn other_texts_read_as_from_serde() {
    let token = BOUND.trim();
    for (at, _) in token.char_indices().step_by(13) {
        let (before, after) = token.split_at(at);
        check(before.as_bytes());
        check(format!("{before}\n\0*{after}").as_bytes());
    }
    for text in
        ["", "no token", "eyJhbGciOiJ", "k8s-aws-v1.x", &"eyJhbGciOiJub25lIn0.e30.\n".repeat(99)]
    {
        check(text.as_bytes());
    }
    check(b"\xff\xfea\0\xed\xa0\x80");
}

#[test]
fn each_name_reads_as_from_serde() {
    let names = super::super::every_name();
    assert!(names.len() > 50);
    for (expected, bytes) in names {
        let mut name = Vec::new();
        put(&mut Source { rest: &bytes, failed: false }, &mut name);
        assert_eq!(String::from_utf8(name), Ok(expected));
    }
}

#[test]
fn each_character_is_escaped_as_by_serde() {
    let all: String = (0..=0x3000).chain(0xd700..0x11_000).filter_map(char::from_u32).collect();
    let mut text = Vec::new();
    put_text(all.as_bytes(), &mut text);
    assert_eq!(String::from_utf8(text).ok(), serde_json::to_string(&all).ok());
}

/// Texts that an escape could get wrong, and any others.
fn hostile() -> impl Strategy<Value = String> {
    const PIECES: &[&str] = &[
        "\0",
        "\u{1}",
        "\u{8}",
        "\t",
        "\n",
        "\u{b}",
        "\u{c}",
        "\r",
        "\u{1b}",
        "\u{1f}",
        " ",
        "\"",
        "\\",
        "/",
        "\\u0000",
        "\u{7f}",
        "\u{80}",
        "\u{2028}",
        "\u{2029}",
        "\u{fffd}",
        "\u{feff}",
        "\u{10ffff}",
        "é",
        "a",
        ",",
        "}",
        "]",
        "{",
        "[",
        ":",
        "null",
    ];
    let pieces = vec(prop::sample::select(PIECES), 0..12).prop_map(|pieces| pieces.concat());
    prop_oneof![pieces, any::<String>()]
}

proptest! {
    // A failure prints its texts; they belong into a case of their own.
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn each_claim_reads_as_from_serde(texts in vec(hostile(), 4), time: i64, now: i64) {
        let [name, value, account, pod] = <[String; 4]>::try_from(texts).expect("four texts");
        let header = value!({ "alg": value, "kid": name }).to_string();
        let mut payload = value!({
            "aud": [value, "sts.amazonaws.com"], "iss": account, "exp": time, "iat": now,
            "sub": format!("system:serviceaccount:{name}:{account}"),
            "kubernetes.io": {
                "namespace": name,
                "pod": { "name": pod, "uid": value },
                "serviceaccount": { "name": account, "uid": name },
            },
        });
        payload[&*name] = value!([{ value: 1e300 }, null, true]);
        // What serde does not write: a lone surrogate, a name twice.
        let payload = payload.to_string().replacen('{', r#"{"a":"\ud800","a":"\udc00x","#, 1);
        let [header, payload] = [header, payload].map(|part| BASE64URL.encode(part));
        let report = read(format!("{header}.{payload}.c2lnbmF0dXJl").as_bytes(), Some(now));
        prop_assert_eq!(report.tokens.len(), 1);
        prop_assert_eq!(json(&report), by_serde(&report));
    }

    #[test]
    fn each_report_reads_as_from_serde(texts in vec(hostile(), 3), number: i64, place: u32) {
        let [one, two, three] = <[String; 3]>::try_from(texts).expect("three texts");
        let place = place as usize;
        let mut report = read(BOUND.as_bytes(), Some(number));
        let token: &mut Token = report.tokens.first_mut().expect("there is a token");
        token.headline = one.clone().into();
        token.times.issued_at = Some(number);
        token.times.expires_at = None;
        token.location.path = Some(vec![
            vec![], vec![PathKey::Index(place), PathKey::Name(two.clone())],
        ]);
        token.location.object = Some(KubernetesObject {
            kind: Some(one.clone()), namespace: None, name: Some(two.clone()), uid: None,
            created: None, labels: vec![("a", one.clone()), ("b", three.clone())],
            annotations: vec![],
        });
        let identity = token.identity.as_mut().expect("it has one");
        identity.extra = vec![(three.clone(), vec![one, two]), (String::new(), vec![])];
        let finding: &mut Finding = token.findings.first_mut().expect("it has one");
        (finding.help, finding.pointer) = (Some(three.clone().into()), Some(three));
        (finding.start, finding.count) = (Some(place), place);
        let finding = finding.clone();
        report.findings.push(finding);
        prop_assert_eq!(json(&report), by_serde(&report));
    }
}
