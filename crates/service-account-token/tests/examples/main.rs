//! What the decoder says of each example of `www/examples`: `expected.txt` has its conclusions and its
//! headline, `docs/sentences.md` every sentence. Both were read against the sources of Kubernetes.
//!
//! `UPDATE_DOCS=1 cargo test -p service-account-token --test examples` writes both anew, to be read again.

#![allow(clippy::unwrap_used, clippy::indexing_slicing, reason = "a test may fail")]

mod sentences;

use std::collections::BTreeSet;
use std::fmt::{Display, Write};
use std::fs;
use std::path::{Path, PathBuf};

use serde::Serialize;
use serde_json::Value;
use service_account_token::report::{Finding, Report, Text, Token, Variant};
use service_account_token::{Options, inspect};

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).ancestors().nth(2).unwrap().to_owned()
}

fn read(path: &str) -> String {
    fs::read_to_string(root().join(path)).unwrap_or_else(|error| panic!("{path}: {error}"))
}

struct Example {
    name: String,
    now: i64,
    report: Report,
}

/// The report of each example at its own time, in the order of the definitions.
fn examples() -> Vec<Example> {
    let definitions: Value = serde_json::from_str(&read("www/examples/examples.json")).unwrap();
    let example = |example: &Value| {
        let name = example["name"].as_str().unwrap().to_owned();
        let text = read(&format!("www/examples/tokens/{name}.txt"));
        let now = example["now"].as_i64().unwrap_or_else(|| panic!("{name} has no time"));
        let report = inspect(text.as_bytes(), &Options::new().now(Some(now)));
        Example { name, now, report }
    };
    definitions["examples"].as_array().unwrap().iter().map(example).collect()
}

/// As the report's JSON writes it.
fn code(value: impl Serialize) -> String {
    serde_json::to_value(value).unwrap().as_str().unwrap_or("none").to_owned()
}

fn codes(findings: &[Finding]) -> String {
    let codes: Vec<_> = findings.iter().map(|finding| &*finding.code).collect();
    if codes.is_empty() { String::from("none") } else { codes.join(", ") }
}

fn describe(Example { name, report, .. }: &Example) -> String {
    let mut text = format!("{name}\n");
    line(&mut text, "paste", format!("{}; {}", code(report.input.form), codes(&report.findings)));
    for finding in &report.findings {
        line(&mut text, &finding.code, &finding.message);
    }
    for token in &report.tokens {
        describe_token(&mut text, token);
    }
    text
}

fn describe_token(text: &mut String, token: &Token) {
    line(text, "is", format!("{}: {}", code(token.kind), token.headline));
    let states: Vec<_> =
        token.rows.iter().map(|row| format!("{} {}", code(row.name), code(row.state))).collect();
    line(text, "rows", states.join(", "));
    if let Some(variant) = &token.variant {
        describe_variant(text, variant);
    }
    if let Some(identified) = &token.identified_as {
        line(text, "identified", format!("{} ({})", identified.code, code(identified.certainty)));
    }
    line(text, "findings", codes(&token.findings));
}

fn describe_variant(text: &mut String, variant: &Variant) {
    let parties: Vec<_> = variant.parties.iter().map(|party| &*party.code).collect();
    let platforms: Vec<_> = variant.platforms.iter().map(|platform| &*platform.name).collect();
    line(text, "bound to", code(variant.bound_to));
    line(text, "audience", format!("{}: {}", code(variant.audience), parties.join(", ")));
    line(text, "platforms", platforms.join(", "));
    line(text, "signer", code(variant.signer));
    let releases = &variant.kubernetes;
    let (min, max) = (of(&releases.min), of(&releases.max));
    let (usual_min, usual_max) = (of(&releases.usual_min), of(&releases.usual_max));
    line(text, "releases", format!("{min} to {max}, usually {usual_min} to {usual_max}"));
}

fn of(release: &Option<Text>) -> &str {
    release.as_deref().unwrap_or("?")
}

fn line(text: &mut String, name: &str, words: impl Display) {
    writeln!(text, "  {name:<10} {words}").unwrap();
}

/// Returns what is committed at this path, written anew if that is asked for.
fn committed(path: &str, anew: &str) -> String {
    if std::env::var_os("UPDATE_DOCS").is_some() {
        fs::write(root().join(path), anew).unwrap();
    }
    read(path)
}

#[test]
fn every_example_is_concluded_as_expected() {
    let described: Vec<_> = examples().iter().map(describe).collect();
    let described = described.join("\n");
    let expected =
        committed("crates/service-account-token/tests/examples/expected.txt", &described);
    for (described, expected) in described.split("\n\n").zip(expected.split("\n\n")) {
        assert_eq!(described, expected);
    }
    assert_eq!(described, expected, "one has more examples than the other");
}

#[test]
fn document_has_every_sentence_of_the_examples() {
    let document = sentences::document(&examples());
    assert_eq!(document, committed("docs/sentences.md", &document), "docs/sentences.md is old");
}

/// What the examples are there to show: everything that the report can name of a service account
/// token.
const SHOWN: [(&str, &[&str]); 5] = [
    ("kind", &["legacy", "bound", "other"]),
    ("bound to", &["pod", "secret", "node", "none", "webhook"]),
    ("signer", &["kubernetes", "external", "provider"]),
    (
        "party",
        &[
            "api-server",
            "aws-irsa",
            "eks-pod-identity",
            "gke-workload-identity",
            "gcp-workload-identity-federation",
            "azure-workload-identity",
            "aks-identity-binding",
            "openshift-sts",
            "alibaba-rrsa",
            "ibm-cloud-iam",
            "vault",
            "conjur",
            "istio",
            "linkerd",
            "dapr",
            "envoy-gateway",
            "sigstore",
            "spire",
            "konnectivity",
            "webhook",
        ],
    ),
    (
        "platform",
        &[
            "kubeadm",
            "kind",
            "minikube",
            "k3s",
            "rke2",
            "kubespray",
            "huawei-cce",
            "openshift",
            "microshift",
            "k0s",
            "microk8s",
            "rosa",
            "eks",
            "gke",
            "aks",
            "kops",
            "rancher",
            "docker-desktop",
            "vcluster",
            "self-managed-aws",
            "self-managed-azure",
        ],
    ),
];

#[test]
fn every_binding_party_platform_and_signer_has_an_example() {
    let mut shown = BTreeSet::new();
    for token in examples().iter().flat_map(|example| &example.report.tokens) {
        shown.insert(("kind", code(token.kind)));
        let Some(variant) = &token.variant else { continue };
        shown.insert(("bound to", code(variant.bound_to)));
        shown.insert(("signer", code(variant.signer)));
        shown.extend(variant.parties.iter().map(|party| ("party", party.code.to_string())));
        shown.extend(variant.platforms.iter().map(|it| ("platform", it.name.to_string())));
    }
    for (axis, values) in SHOWN {
        for value in values {
            assert!(shown.contains(&(axis, (*value).to_owned())), "{axis} {value}");
        }
    }
}
