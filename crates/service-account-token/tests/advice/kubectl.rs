//! Every kubectl command that the report gives for the examples is one that kubectl has: its
//! subcommands and flags are in the table, no newer than the release that the remedy names.
//!
//! The tables hold what `kubectl SUBCOMMAND --help` lists, in the words of
//! https://kubernetes.io/docs/reference/kubectl/generated/. The releases of `-A` and `--list` are those
//! of kubernetes/kubernetes#72006 and #64820, that of `create token` is of #107880.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use serde_json::Value;
use service_account_token::report::Remedy;
use service_account_token::{Options, inspect};

use crate::{AFTER, FRESH, STALE, every_kind, read};

/// The oldest kubectl that a command without a named release has to work with.
const OLDEST: u8 = 14;

/// Something that kubectl has since a minor release of 1.
struct Flag {
    subcommand: &'static str,
    name: &'static str,
    has_value: bool,
    since: u8,
}

const fn flag(subcommand: &'static str, name: &'static str, since: u8) -> Flag {
    Flag { subcommand, name, has_value: true, since }
}

const fn switch(subcommand: &'static str, name: &'static str, since: u8) -> Flag {
    Flag { subcommand, name, has_value: false, since }
}

/// The subcommands, the longest of a kind first, and the first release that has them. `auth whoami`
/// is older, but asks for APIs that servers before 1.28 do not serve by default.
const SUBCOMMANDS: &[(&str, u8)] = &[
    ("auth can-i", 12),
    ("auth whoami", 28),
    ("create secret generic", 12),
    ("create serviceaccount", 12),
    ("create token", 24),
    ("create", 12),
    ("delete", 12),
    ("exec", 12),
    ("get", 12),
    ("label", 12),
];

/// The flags; those of no subcommand are inherited by all.
const FLAGS: &[Flag] = &[
    flag("", "-n", 12),
    flag("", "--as", 12),
    flag("", "--certificate-authority", 12),
    flag("", "--kubeconfig", 12),
    flag("", "--server", 12),
    flag("", "--token", 12),
    switch("auth can-i", "--list", 14),
    flag("create", "-f", 12),
    flag("create", "-o", 12),
    flag("create token", "--bound-object-kind", 24),
    flag("create token", "--bound-object-name", 24),
    flag("create token", "--duration", 24),
    switch("get", "-A", 14),
    flag("get", "-L", 12),
    flag("get", "-o", 12),
    flag("get", "--field-selector", 12),
    flag("get", "--raw", 12),
];

/// The remedies of every example, and of every kind of token at several times.
fn remedies() -> Vec<Remedy> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).ancestors().nth(2).unwrap();
    let text = |path: &str| fs::read_to_string(root.join(path)).unwrap();
    let definitions: Value = serde_json::from_str(&text("www/examples/examples.json")).unwrap();
    let mut remedies = Vec::new();
    for example in definitions["examples"].as_array().unwrap() {
        let name = example["name"].as_str().unwrap();
        let token = text(&format!("www/examples/tokens/{name}.txt"));
        let report = inspect(token.as_bytes(), &Options::new().now(example["now"].as_i64()));
        remedies.extend(report.tokens.into_iter().flat_map(|token| token.remedies));
    }
    for text in every_kind() {
        for now in [FRESH, STALE, AFTER] {
            remedies.extend(read(&text, now).remedies);
        }
    }
    remedies
}

/// Splits a command into its invocations of kubectl, each as its words without `kubectl`. A word keeps
/// its quotation marks.
fn invocations(command: &str) -> Vec<Vec<String>> {
    let mut found = Vec::new();
    for (at, _) in command.match_indices("kubectl ") {
        let before = command[..at].chars().next_back();
        if before.is_none_or(|before| before == ' ' || before == '(') {
            found.push(words(&command[at + "kubectl ".len()..]));
        }
    }
    found
}

/// Returns the words up to what ends a simple command.
fn words(text: &str) -> Vec<String> {
    let mut words = vec![String::new()];
    let mut quote = None;
    for character in text.chars() {
        match (quote, character) {
            (None, '|' | '&' | ';' | ')' | '>') => break,
            (None, ' ') => words.push(String::new()),
            (None, '\'' | '"') => quote = Some(character),
            (Some(open), _) if open == character => quote = None,
            _ => {}
        }
        if let Some(word) = words.last_mut().filter(|_| character != ' ' || quote.is_some()) {
            word.push(character);
        }
    }
    words.retain(|word| !word.is_empty());
    words
}

/// Returns the flags and the other words, up to `--`.
fn flags_and_words(all: &[String]) -> (Vec<&str>, Vec<&str>) {
    let (mut flags, mut words) = (Vec::new(), Vec::new());
    let mut all = all.iter().map(String::as_str).take_while(|word| *word != "--");
    while let Some(word) = all.next() {
        if word == "-" || !word.starts_with('-') {
            words.push(word);
            continue;
        }
        let (name, value) =
            word.split_once('=').map_or((word, None), |(name, value)| (name, Some(value)));
        flags.push(name);
        let known = FLAGS.iter().find(|flag| flag.name == name);
        let has_value = known.unwrap_or_else(|| panic!("{name} of {all:?}")).has_value;
        if has_value && value.is_none() {
            assert!(all.next().is_some(), "{name} without a value");
        }
        assert!(has_value || value.is_none(), "{name} with a value");
    }
    (flags, words)
}

/// The minor release of kubectl that a remedy names.
fn named_release(needs: &str) -> Option<u8> {
    let (_, after) = needs.split_once("kubectl and Kubernetes 1.")?;
    after.chars().take_while(char::is_ascii_digit).collect::<String>().parse().ok()
}

#[test]
fn every_flag_exists_in_the_release_that_the_remedy_names() {
    let mut used = BTreeSet::new();
    for remedy in remedies() {
        let Some(command) = remedy.command else { continue };
        let release = remedy.needs.as_deref().and_then(named_release).unwrap_or(OLDEST);
        for invocation in invocations(&command) {
            let (flags, words) = flags_and_words(&invocation);
            let words = words.join(" ");
            let is_it = |name: &str| words == name || words.starts_with(&format!("{name} "));
            let subcommand = SUBCOMMANDS.iter().find(|(name, _)| is_it(name));
            let (subcommand, since) = subcommand.unwrap_or_else(|| panic!("{command}"));
            assert!(*since <= release, "{subcommand} came with 1.{since}: {command}");
            used.insert(*subcommand);
            for name in flags {
                let has = |flag: &&Flag| {
                    flag.name == name
                        && (flag.subcommand.is_empty() || flag.subcommand == *subcommand)
                };
                let flag = FLAGS.iter().find(has);
                let flag = flag.unwrap_or_else(|| panic!("{subcommand} has no {name}: {command}"));
                assert!(flag.since <= release, "{name} came with 1.{}: {command}", flag.since);
                used.insert(flag.name);
            }
        }
    }
    let table = SUBCOMMANDS.iter().map(|(name, _)| *name).chain(FLAGS.iter().map(|flag| flag.name));
    let unused: Vec<_> = table.filter(|name| !used.contains(name)).collect();
    assert!(unused.is_empty(), "{unused:?}");
}

#[test]
fn invocations_are_found_inside_of_others() {
    let found = invocations(
        r#"A="$(kubectl get a -o jsonpath='{.b}')" && printf x | kubectl -n c create -f - > kubectl.txt"#,
    );
    assert_eq!(
        found,
        [vec!["get", "a", "-o", "jsonpath='{.b}'"], vec!["-n", "c", "create", "-f", "-"]]
    );
}

/// The subcommands that the commands for a token invoke, with the release that each remedy names.
fn invoked(text: &str, now: Option<i64>) -> Vec<(&'static str, Option<u8>)> {
    let mut found = Vec::new();
    for remedy in read(text, now).remedies {
        let release = remedy.needs.as_deref().and_then(named_release);
        for invocation in remedy.command.as_deref().map(invocations).unwrap_or_default() {
            let words = flags_and_words(&invocation).1.join(" ");
            let is_it = |name: &str| words == name || words.starts_with(&format!("{name} "));
            let (name, _) = SUBCOMMANDS.iter().find(|(name, _)| is_it(name)).unwrap();
            found.push((*name, release));
        }
    }
    found
}

#[test]
fn commands_for_a_stock_pod_token_and_a_legacy_token_are_these() {
    assert_eq!(
        invoked(crate::BOUND, FRESH),
        [
            ("get", None),
            ("get", None),
            ("get", None),
            ("delete", None),
            ("get", None),
            ("auth whoami", Some(28)),
            ("auth can-i", None),
        ]
    );
    assert_eq!(
        invoked(crate::LEGACY_AUTO, FRESH),
        [
            ("get", None),
            ("get", None),
            ("get", None),
            ("label", None),
            ("delete", None),
            ("get", None),
            ("create token", Some(24)),
            ("auth whoami", Some(28)),
            ("auth can-i", None),
        ]
    );
}

/// What the sentences of all reports say of kubectl. The first release of `create token` is in the
/// sentence or in the remedy beside it.
const IN_SENTENCES: &[&str] = &[
    "create token",
    "create token NAME",
    "create token SERVICEACCOUNT",
    "exec POD -- cat MOUNT/FILE",
    "get --raw /openid/v1/jwks",
    "logs -f",
];

#[test]
fn sentences_name_only_commands_that_kubectl_has() {
    let mut found = BTreeSet::new();
    for text in every_kind() {
        for now in [FRESH, STALE, AFTER] {
            let report = inspect(text.as_bytes(), &Options::new().now(now));
            let report = serde_json::to_string(&report).unwrap();
            for (_, after) in
                report.match_indices("`kubectl ").map(|(at, mark)| report.split_at(at + mark.len()))
            {
                let (command, _) = after.split_once('`').unwrap();
                found.insert(command.to_owned());
            }
        }
    }
    let unknown: Vec<_> =
        found.iter().filter(|command| !IN_SENTENCES.contains(&command.as_str())).collect();
    assert!(unknown.is_empty(), "{unknown:?}");
    assert!(found.contains("create token SERVICEACCOUNT") && found.contains("logs -f"));
}
