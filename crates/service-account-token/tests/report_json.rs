//! A report survives JSON: what is written can be read back, and is the same report.

#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::string_slice,
    reason = "a test may fail"
)]

mod support;

use std::path::Path;

use proptest::collection::vec;
use proptest::prelude::*;
use serde_json::json;
use service_account_token::report::{KubernetesObject, PathKey, Report};
use service_account_token::{Options, inspect};
use support::*;

fn read_back(report: &Report) -> Report {
    serde_json::from_slice(&serde_json::to_vec(report).unwrap()).unwrap()
}

#[track_caller]
fn check(text: impl AsRef<[u8]>) {
    for now in [None, Some(NOW), Some(i64::MIN), Some(i64::MAX)] {
        let report = inspect(text.as_ref(), &Options::new().now(now));
        assert_eq!(read_back(&report), report);
    }
}

#[test]
fn report_of_each_example_and_sample_reads_back() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut all = Vec::new();
    for folder in ["tests/samples", "../../www/examples/tokens"] {
        let before = all.len();
        for file in root.join(folder).read_dir().unwrap() {
            let text = std::fs::read(file.unwrap().path()).unwrap();
            check(&text);
            all.extend(text);
            all.push(b'\n');
        }
        assert!(all.len() > before, "no files in {folder}");
    }
    check(&all);
}

#[test]
fn report_of_a_damaged_text_reads_back() {
    let token = BOUND.trim();
    for at in (0..token.len()).step_by(13) {
        let (before, after) = token.split_at(at);
        check(before);
        check(format!("{before}\n\0*{after}"));
    }
}

#[test]
fn report_of_a_text_without_a_token_reads_back() {
    for text in ["", "no token", "eyJhbGciOiJ", "k8s-aws-v1.x"] {
        check(text);
    }
    check(b"\xff\xfea\0\xed\xa0\x80");
}

#[test]
fn labels_keep_their_order() {
    let json = r#"{"kind":null,"namespace":null,"name":null,"uid":null,"created":null,"labels":{"b":"1","a":"2","c":"3"},"annotations":{}}"#;
    let object: KubernetesObject = serde_json::from_str(json).unwrap();
    let names: Vec<_> = object.labels.iter().map(|(name, _)| &**name).collect();
    assert_eq!(names, ["b", "a", "c"]);
    assert_eq!(serde_json::to_string(&object).unwrap(), json);
}

/// Texts that need an escape, and any others.
fn hostile() -> impl Strategy<Value = String> {
    prop_oneof![
        "[\\x00-\\x20\"\\\\/\\x7f-\\x{a0}\u{2028}\u{fffd}\u{feff}\u{10ffff},{}:\\[\\]]{0,12}",
        any::<String>()
    ]
}

proptest! {
    #[test]
    fn report_of_hostile_claims_reads_back(
        texts in vec(hostile(), 4),
        time: i64,
        now: i64,
    ) {
        let [name, value, account, pod] = <[String; 4]>::try_from(texts).unwrap();
        let header = json!({ "alg": value, "kid": name }).to_string();
        let mut payload = json!({
            "aud": [value, "sts.amazonaws.com"], "iss": account, "exp": time, "iat": now,
            "sub": format!("system:serviceaccount:{name}:{account}"),
            "kubernetes.io": {
                "namespace": name,
                "pod": { "name": pod, "uid": value },
                "serviceaccount": { "name": account, "uid": name },
            },
        });
        payload[&*name] = json!([{ value: 1e300 }, null, true]);
        // What serde_json does not write: a lone surrogate, a name twice.
        let payload = payload.to_string().replacen('{', r#"{"a":"\ud800","a":"\udc00x","#, 1);
        let options = Options::new().now(now);
        let report = inspect(token(&header, &payload).as_bytes(), &options);
        prop_assert_eq!(report.tokens.len(), 1);
        prop_assert_eq!(read_back(&report), report);
    }

    #[test]
    fn report_with_hostile_members_reads_back(
        texts in vec(hostile(), 3),
        number: i64,
        place: u32,
    ) {
        let [one, two, three] = <[String; 3]>::try_from(texts).unwrap();
        let place = place as usize;
        let mut report = report(BOUND);
        let token = &mut report.tokens[0];
        token.headline = one.clone().into();
        token.times.issued_at = Some(number);
        token.times.expires_at = None;
        token.location.path =
            Some(vec![vec![], vec![PathKey::Index(place), PathKey::Name(two.clone())]]);
        token.location.object = Some(KubernetesObject {
            kind: Some(one.clone()),
            namespace: None,
            name: Some(two.clone()),
            uid: None,
            created: None,
            labels: vec![("b".into(), one.clone()), (two.clone().into(), three.clone())],
            annotations: vec![],
        });
        let identity = token.identity.as_mut().unwrap();
        identity.extra = vec![(three.clone(), vec![one, two]), (String::new(), vec![])];
        let finding = &mut token.findings[0];
        (finding.help, finding.pointer) = (Some(three.clone().into()), Some(three));
        (finding.start, finding.count) = (Some(place), place);
        prop_assert_eq!(read_back(&report), report);
    }
}
