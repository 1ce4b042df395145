//! What is exported says what the page says, and nothing in it is more than text.

use base64::Engine as _;
use base64::prelude::BASE64_URL_SAFE_NO_PAD as BASE64URL;
use proptest::collection::vec;
use proptest::prelude::{ProptestConfig, Strategy, prop, prop_assert_eq, proptest};
use pulldown_cmark::{Event, Options as Reading, Parser, Tag};
use serde_json::json as value;
use service_account_token::report::{Report, Token};
use service_account_token::{Options, inspect};

use super::*;
use crate::visible::{Lines, Piece, pieces};

const NOW: i64 = 1_700_000_000;
const LEGACY: &str = include_str!(
    "../../crates/service-account-token/tests/samples/legacy-auto-generated-v1.20.jwt"
);
const BOUND: &str =
    include_str!("../../crates/service-account-token/tests/samples/bound-pod-extended-v1.24.jwt");

fn read(text: &str) -> Report {
    inspect(text.as_bytes(), &Options::new().now(NOW))
}

/// Seconds are enough to see that each time stands in its place.
fn seconds(time: i64) -> Option<String> {
    Some(format!("{time} s"))
}

fn of_first(report: &Report) -> String {
    markdown(report, report.tokens.first().expect("there is a token"), seconds)
}

#[test]
fn claim_of_a_legacy_token_keeps_its_name() {
    let markdown = of_first(&read(LEGACY));
    let name = "\n| `kubernetes.io/serviceaccount/namespace` | `\"default\"` | ";
    assert!(markdown.contains(name), "{markdown}");
}

#[test]
fn markdown_says_what_the_page_says() {
    let markdown = of_first(&read(BOUND));
    for line in [
        "# Bound token, extended to a year",
        "| Kind | bound to Pod `busybox` | nested `kubernetes.io` claim |",
        "| Issued | 1660909741 s | 1 year ago |",
        "| The kubelet replaces it | 1660912627 s | 1 year ago |",
        "| Expires | 1692445741 s | 2 months ago |",
        "| Accepted until | 1692445801 s | 2 months ago |",
        "| Now, by the page's clock | 1700000000 s |  |",
        "## Claims",
        "## Header",
        "## What ends it",
        "## Findings",
    ] {
        assert!(markdown.lines().any(|one| one == line), "{line} is not in:\n{markdown}");
    }
    assert!(
        markdown.contains("\n| `kubernetes.io/pod/name` | `\"busybox\"` | "),
        "a nested claim by its path:\n{markdown}"
    );
    assert!(markdown.contains("\n| `kubernetes.io` | object | "), "{markdown}");
    assert_eq!(active(&markdown), Vec::<String>::new());
}

#[test]
fn markdown_says_what_to_do_before_anything_else() {
    let report = read(LEGACY);
    let markdown = of_first(&report);
    let at = |text: &str| markdown.find(text).unwrap_or_else(|| panic!("{text}:\n{markdown}"));
    assert!(at("## Do this\n") < at("## If it leaked\n"));
    assert!(at("## If it leaked\n") < at("| At a glance |"));
    assert!(at("\n```sh\nkubectl ") < at("| At a glance |"));
    assert_eq!(active(&markdown), Vec::<String>::new());
}

#[test]
fn markdown_of_a_token_with_nothing_wrong_says_so() {
    let report = inspect(BOUND.as_bytes(), &Options::new().now(1_660_909_800));
    let markdown = of_first(&report);
    assert!(markdown.contains("\n## Nothing to fix. Optional\n"), "{markdown}");
}

#[test]
fn command_does_not_leave_its_block() {
    let mut report = read(LEGACY);
    let remedy = report.tokens.first_mut().and_then(|token| token.remedies.first_mut());
    remedy.expect("there is one").command = Some("a\n````\n![x](y)".into());
    let markdown = of_first(&report);
    assert!(markdown.contains("\n`````sh\na\n````\n![x](y)\n`````\n"), "{markdown}");
    assert_eq!(active(&markdown), Vec::<String>::new());
}

#[test]
fn hostile_word_is_in_a_code_span() {
    let check = |text: &str, expected: &str| {
        let mut report = read(BOUND);
        let token = report.tokens.first_mut().expect("there is a token");
        token.headline = text.to_owned().into();
        assert_eq!(of_first(&report).lines().next(), Some(&*format!("# {expected}")), "{text}");
    };
    check("it expires at 11:49:01 UTC.", "it expires at 11:49:01 UTC.");
    check("see https://e.invalid now", "see `https://e.invalid` now");
    check("call @all or #1", "call `@all` or `#1`");
    check("![x](y)", "`![x](y)`");
    check("www.e.invalid :tada: &lt;", "`www.e.invalid` `:tada:` `&lt;`");
    check("Pod `a``b`", "Pod `a` `b`");
    check("Pod `a", "Pod `` `a ``");
    check("a\u{202e}b\n# c", "`a⟨U+202E⟩b⟨U+000A⟩#` c");
}

#[test]
fn no_name_is_in_the_name_of_the_file() {
    assert_eq!(JSON_FILE, "token-report.json");
}

#[test]
fn json_reads_back_as_the_same_report() {
    for text in [BOUND, LEGACY, "no token", ""] {
        let report = read(text);
        assert_eq!(serde_json::from_str::<Report>(&json(&report)).ok(), Some(report));
    }
}

#[test]
fn nothing_exported_holds_the_signature() {
    let report = read(BOUND);
    let (_, signature) = BOUND.trim().rsplit_once('.').expect("it is signed");
    for export in [of_first(&report), json(&report)] {
        for start in 0..signature.len() - 16 {
            let piece = signature.get(start..start + 16).expect("it is ASCII");
            assert!(!export.contains(piece), "{piece} is in it");
        }
    }
}

#[test]
fn withheld_value_is_exported_as_hidden() {
    let (payload, password) = (r#"{"password":"correct-horse-battery-staple"}"#, "correct-horse");
    let base64 = |text| BASE64URL.encode(text);
    let report = read(&format!("{}.{}.", base64(r#"{"alg":"none"}"#), base64(payload)));
    let markdown = of_first(&report);
    assert!(markdown.contains("\n| `password` | hidden | "), "{markdown}");
    for export in [markdown, json(&report)] {
        assert!(!export.contains(password), "{export}");
    }
}

/// What a renderer finds in a Markdown text beyond headings, paragraphs, lists of one level, tables
/// and code spans, and what a host looks for in the text that was rendered.
fn active(markdown: &str) -> Vec<String> {
    let mut found = Vec::new();
    let (mut items, mut in_block) = (0, false);
    for event in Parser::new_ext(markdown, Reading::all()) {
        match &event {
            Event::Start(Tag::Item) => items += 1,
            Event::End(pulldown_cmark::TagEnd::Item) => items -= 1,
            Event::Start(Tag::CodeBlock(_)) => in_block = true,
            Event::End(pulldown_cmark::TagEnd::CodeBlock) => in_block = false,
            Event::Text(_) if in_block => {}
            Event::Start(
                Tag::Heading { .. }
                | Tag::Paragraph
                | Tag::List(None)
                | Tag::Table(_)
                | Tag::TableHead
                | Tag::TableRow
                | Tag::TableCell,
            )
            | Event::End(_)
            | Event::Code(_) => {}
            Event::Text(text) if !["@", "#", "://", "www."].iter().any(|it| text.contains(it)) => {}
            other => found.push(format!("{other:?}")),
        }
        if items > 1 {
            found.push(String::from("a list in a list"));
        }
    }
    for line in markdown.lines() {
        if pieces(line, Lines::Shown).iter().any(|piece| matches!(piece, Piece::Hidden(_))) {
            found.push(format!("a hidden character in {line}"));
        }
        if line.starts_with('|') && line.matches('|').count() != 4 {
            found.push(format!("not three cells in {line}"));
        }
    }
    found
}

/// The lines by what they begin with: names cannot add any.
fn frame(markdown: &str) -> Vec<String> {
    let lines = markdown.lines().enumerate();
    lines.map(|(at, line)| if at == 2 { "" } else { line.get(..2).unwrap_or("") }.into()).collect()
}

/// Texts made of what Markdown and its hosts act upon.
fn hostile() -> impl Strategy<Value = String> {
    const PIECES: &[&str] = &[
        "`",
        "``",
        "|",
        "\\",
        "\\|",
        "\n",
        "\r\n",
        "\t",
        "[",
        "](https://e.invalid)",
        "![",
        "<",
        "<img src=x>",
        "<https://e.invalid>",
        "https://e.invalid",
        "mailto:a@e.invalid",
        "www.e",
        "@all",
        "#1",
        "\u{202e}",
        "\u{200b}",
        "*",
        "_",
        "__",
        "~~",
        "$x$",
        "&lt;",
        ":a:",
        "1.",
        "-",
        "+",
        ">",
        "#",
        "---",
        "===",
        "a",
        "1",
        " ",
        "  ",
        "[^1]",
        "[x]",
        "é",
        "{",
        "}",
        "!",
    ];
    vec(prop::sample::select(PIECES), 0..8).prop_map(|pieces| pieces.concat())
}

proptest! {
    // A failure prints its texts; they belong into a case of their own.
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn no_claim_becomes_markup(texts in vec(hostile(), 6)) {
        let [name, value, namespace, account, pod, issuer] =
            <[String; 6]>::try_from(texts).expect("six texts");
        let header = value!({ "alg": "RS256", "kid": value, "typ": value });
        let mut payload = value!({
            "aud": [issuer, name], "iss": issuer, "exp": NOW + 60, "iat": NOW - 60, "nbf": NOW - 60,
            "jti": value, "sub": format!("system:serviceaccount:{namespace}:{account}"),
            "kubernetes.io": {
                "namespace": namespace,
                "pod": { "name": pod, "uid": value },
                "serviceaccount": { "name": account, "uid": name },
            },
        });
        payload[format!("x{name}")] = value!({ name.clone(): value });
        let [header, payload] = [header, payload].map(|part| BASE64URL.encode(part.to_string()));
        let markdown = of_first(&read(&format!("{header}.{payload}.c2lnbmF0dXJl")));
        prop_assert_eq!(active(&markdown), Vec::<String>::new(), "{}", markdown);
    }

    #[test]
    fn no_sentence_becomes_markup(texts in vec(hostile(), 4)) {
        let harmless = with_sentences(&[(); 4].map(|()| String::from("words")));
        let harmless = frame(&of_first(&harmless));
        let texts = <[String; 4]>::try_from(texts).expect("four texts");
        let markdown = of_first(&with_sentences(&texts));
        prop_assert_eq!(active(&markdown), Vec::<String>::new(), "{}", markdown);
        prop_assert_eq!(frame(&markdown), harmless, "{}", markdown);
    }
}

/// A report whose sentences are these: worse than any that the decoder makes, which quotes names.
fn with_sentences([one, two, three, four]: &[String; 4]) -> Report {
    let mut report = read(BOUND);
    let token: &mut Token = report.tokens.first_mut().expect("there is a token");
    token.headline = one.clone().into();
    token.summary = format!("{two} {four}").into();
    for (row, text) in token.rows.iter_mut().zip([one, two, three, four]) {
        row.words = text.clone().into();
        row.why = format!("`{text}` {three}").into();
    }
    for end in &mut token.ends {
        end.what = three.clone().into();
        end.text = one.clone().into();
    }
    for finding in &mut token.findings {
        finding.message = four.clone().into();
        finding.help = Some(two.clone().into());
    }
    report
}
