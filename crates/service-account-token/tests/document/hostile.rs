//! Hostile documents: they cost no more than their length, and hide no token.

use crate::support::*;

const BYTES: usize = 1 << 16;

/// Far more than any of these takes, on a slow machine and without optimization.
const SECONDS: u64 = 10;

#[track_caller]
fn reads_in_time(text: &str) {
    reads_all_in_time(text, 1);
}

#[track_caller]
#[expect(clippy::disallowed_methods, reason = "a test may look at the clock")]
fn reads_all_in_time(text: &str, tokens: usize) {
    let start = std::time::Instant::now();
    let read = report(text);
    let seconds = start.elapsed().as_secs();
    assert!(seconds < SECONDS, "{seconds} s for {:?} …", &text[..20]);
    assert_eq!(read.tokens.len(), tokens, "{:?} …", &text[..20]);
}

#[test]
fn many_of_each_indicator_cost_no_more_than_their_length() {
    let pieces = [
        "? ",
        "- ",
        "[",
        "{",
        "&a ",
        "*a ",
        "!",
        "| \n",
        "> \n",
        "'",
        "\"",
        "%",
        "@",
        "`",
        ": ",
        "a: ",
        "a:\n ",
        "# x\n",
        "---\n",
        "...\n",
        "\t",
        "&a [",
        "{a: ",
        "\"a\n",
        "'a\n",
        "\\",
        "[[],",
        "{\"a\":",
        "{}",
        "[\"a\",",
        "a: b\n",
        "a: {\n",
        "```\n",
        "$ a\n",
        "a: @\n",
        "- a: b\n",
        "{\"a\":\"\n",
        "[\"\n",
    ];
    for piece in pieces {
        for begin in ["", "a:\n", "kind: Secret\napiVersion: v1\n"] {
            let text = begin.to_owned() + &piece.repeat(BYTES / piece.len());
            reads_in_time(&format!("{text}\n{}\n", usual()));
        }
    }
}

#[test]
fn aliases_are_not_expanded_without_a_bound() {
    let mut text = "a0: &a0 {kind: x, metadata: {name: y}}\n".to_owned();
    for level in 1..2000 {
        let before = level - 1;
        text.push_str(&format!("a{level}: &a{level} [*a{before}, *a{before}, *a{before}]\n"));
    }
    reads_in_time(&format!("{text}token: {}\n", usual()));
    let entries: String = (0..5000).map(|at| format!("  k{at}: v\n")).collect();
    let merges = "- {kind: Secret, metadata: *x, <<: *x}\n".repeat(5000);
    reads_in_time(&format!("x: &x\n{entries}items:\n{merges}token: {}\n", usual()));
}

/// What several tokens have around them is read once, not once for each.
#[test]
fn many_tokens_cost_no_more_than_their_length() {
    use service_account_token::MAX_TOKENS;
    let entries: String = (0..20_000).map(|at| format!("  k{at}: v\n")).collect();
    let short = format!("{}.e30.AAAA", base64url(HEADER));
    let tokens: String = (0..MAX_TOKENS).map(|at| format!("  t{at}: {short}\n")).collect();
    let secret =
        format!("kind: Secret\napiVersion: v1\nmetadata:\n{entries}data:\n{entries}{tokens}");
    let contexts: String =
        (0..20_000).map(|at| format!("- {{name: c{at}, context: {{user: u}}}}\n")).collect();
    let users: String = (0..MAX_TOKENS)
        .map(|at| format!("- {{name: u{at}, user: {{token: {short}}}}}\n"))
        .collect();
    let config = format!("kind: Config\napiVersion: v1\ncontexts:\n{contexts}users:\n{users}");
    for text in [secret, config] {
        let mut inside = text.clone();
        for _ in 0..2 {
            reads_all_in_time(&inside, MAX_TOKENS);
            inside = format!("kind: Secret\napiVersion: v1\ndata:\n  x: {}\n", base64(&inside));
        }
    }
}

#[test]
fn huge_scalars_and_deep_documents_are_read() {
    let long = "long ".repeat(BYTES / 5);
    reads_in_time(&format!("kind: Secret\nmetadata:\n  name: {long}\ntoken: {}\n", usual()));
    let deep: String = (0..400).map(|level| format!("{}a:\n", " ".repeat(level))).collect();
    let text = format!("kind: Secret\napiVersion: v1\n{deep}{}b: {}\n", " ".repeat(400), usual());
    reads_in_time(&text);
    says(
        &text,
        "document_left_out",
        "The document is too long or too deeply nested to parse completely.",
    );
}

#[test]
fn limits_of_a_document_are_told() {
    use service_account_token::{MAX_LEVELS, MAX_NODES};
    let nested =
        |levels: usize| format!("{}\"{}\"{}", "[".repeat(levels), usual(), "]".repeat(levels));
    let left_out = |text: &str| codes(text).contains(&"document_left_out".into());
    assert!(!left_out(&nested(MAX_LEVELS - 1)));
    assert!(only(nested(MAX_LEVELS - 1)).location.path.is_some());
    assert!(left_out(&nested(MAX_LEVELS + 1)));
    assert!(only(nested(MAX_LEVELS + 1)).location.path.is_none());
    // The list itself is a value too.
    let many = |count: usize| format!("[\n{}\"{}\"]", "0,".repeat(count), usual());
    assert!(!left_out(&many(MAX_NODES - 2)));
    assert!(left_out(&many(MAX_NODES - 1)));
}
