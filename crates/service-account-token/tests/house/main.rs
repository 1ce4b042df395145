//! The house rules: what ARCHITECTURE.md promises about the sources and the documents.
//!
//! `docs/finding-codes.md` is written here too: `UPDATE_DOCS=1 cargo test -p service-account-token --test house`.

#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::string_slice,
    reason = "a test may fail"
)]

mod source;

use std::collections::BTreeSet;
use std::fmt::Write;
use std::fs;
use std::process::Command;

use service_account_token::report::Severity;
use service_account_token::{self as decoder, FindingCode};

use source::{Source, file, files, literals, root};

const DECODER: &str = "crates/service-account-token/src";
const ALL_RUST: [&str; 5] = ["crates", "src", "tests/e2e/src", "tests/e2e/tests", "xtask"];

// What the decoder is.

/// Everything that the decoder is made of, through and through, apart from what only runs while it
/// is compiled. None of it knows a browser, a clock, a network or a source of randomness.
const DECODER_NEEDS: &str = "arraydeque base64 block-buffer cfg-if cpufeatures crypto-common digest \
     hybrid-array itoa memchr saphyr-parser serde serde_core serde_json sha2 thiserror typenum zmij";

#[test]
fn decoder_has_only_the_listed_dependencies() {
    let output = Command::new(option_env!("CARGO").unwrap_or("cargo"))
        .current_dir(root())
        .args(["tree", "--offline", "--locked", "--package", "service-account-token"])
        .args(["--edges", "normal,no-proc-macro", "--prefix", "none", "--format", "{p}"])
        .output()
        .unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let tree = String::from_utf8(output.stdout).unwrap();
    let names: BTreeSet<_> = tree.lines().filter_map(|line| line.split(' ').next()).collect();
    let expected: BTreeSet<_> =
        DECODER_NEEDS.split_whitespace().chain(["service-account-token"]).collect();
    assert_eq!(names, expected, "say in ARCHITECTURE.md why the decoder needs another one");
}

#[test]
fn decoder_uses_no_clock_and_no_environment() {
    let surroundings = [
        "SystemTime",
        "Instant",
        "std::env",
        "std::fs",
        "std::io",
        "std::net",
        "std::process",
        "std::thread",
        "println!",
        "eprint",
        "print!",
        // Their order differs from run to run.
        "HashMap",
        "HashSet",
    ];
    for source in files(&[DECODER], &["rs"]) {
        for (number, line) in source.code() {
            for name in surroundings {
                assert!(!line.contains(name), "{}:{number} names {name}", source.path);
            }
        }
    }
}

#[test]
fn no_code_is_unsafe() {
    for manifest in [
        "Cargo.toml",
        "crates/service-account-token/Cargo.toml",
        "crates/service-account-token/fuzz/Cargo.toml",
    ] {
        assert!(file(manifest).text.contains("unsafe_code = \"forbid\""), "{manifest}");
    }
    for source in files(&ALL_RUST, &["rs"]) {
        for (number, line) in source.code() {
            // Not `wasm-unsafe-eval`, which is a word of a policy.
            let found = ["unsafe ", "unsafe{", "unsafe("].iter().any(|word| line.contains(word));
            assert!(!found, "{}:{number}", source.path);
        }
    }
}

// What the page is.

#[test]
fn only_two_folders_name_the_browser() {
    for source in files(&["src"], &["rs"]) {
        let allowed = source.is_in("src/browser") || source.is_in("src/element");
        for (number, line) in source.code().filter(|_| !allowed) {
            for name in ["web_sys", "js_sys", "wasm_bindgen"] {
                assert!(!line.contains(name), "{}:{number} names {name}", source.path);
            }
        }
    }
}

#[test]
fn page_has_no_html_strings_and_no_inline_style() {
    let mut sources = files(&["src", "www"], &["rs", "mjs", "js"]);
    sources.push(file("index.html"));
    let forbidden = [
        "from_html_unchecked",
        "innerHTML",
        "inner_html",
        "outerHTML",
        "outer_html",
        "insertAdjacentHTML",
        "insert_adjacent_html",
        "document.write",
        "eval(",
        "new Function",
        "style=",
        ".style()",
        "set_css_text",
    ];
    for source in sources {
        for (number, line) in source.code() {
            for name in forbidden {
                assert!(!line.contains(name), "{}:{number} has {name}", source.path);
            }
        }
    }
}

#[test]
fn token_never_becomes_a_link() {
    for source in files(&["src"], &["rs"]) {
        for (number, line) in source.code() {
            for (_, value) in
                line.match_indices("href=").map(|(at, name)| line.split_at(at + name.len()))
            {
                // An example's address is made of its own name, which is part of the page; the ids of
                // elements and the words of the page are constants.
                let inside = value.starts_with("{ids.link_to(")
                    || value.starts_with("{text::")
                    || (source.path == "src/components/examples.rs"
                        && ["{example.address()}", "{first.address_beside(&second)}"]
                            .iter()
                            .any(|address| value.starts_with(address)));
                assert!(inside, "{}:{number} links somewhere", source.path);
            }
        }
    }
}

#[test]
fn front_page_has_no_inline_script_or_style() {
    let html = file("index.html").text;
    for script in html.split("<script").skip(1) {
        let (attributes, rest) = script.split_once('>').unwrap();
        assert!(
            attributes.contains("src=") && rest.trim_start().starts_with("</script>"),
            "{script}"
        );
    }
    assert!(!html.contains("<style"));
    let tags = html.split('<').filter_map(|tag| tag.split('>').next());
    for tag in tags.filter(|tag| tag.starts_with(char::is_alphabetic)) {
        assert!(!tag.split_whitespace().any(|word| word.starts_with("on")), "<{tag}>");
    }
}

// What a person reads.

/// A fact is a typed value, and its sentences are in `words`. The table of codes also holds the lines
/// of the documentation.
#[test]
fn facts_have_no_sentences() {
    let table = "crates/service-account-token/src/facts/findings/code.rs";
    for source in files(&["crates/service-account-token/src/facts"], &["rs"]) {
        let text =
            if source.is_test() || source.path == table { "" } else { source.before_tests() };
        // The reason of an attribute is for developers.
        let lines = text.lines().filter(|line| !line.trim_start().starts_with("#["));
        for literal in literals(&lines.collect::<Vec<_>>().join("\n")) {
            assert!(!literal.contains(' '), "{}: {literal:?}", source.path);
        }
    }
}

/// What stands between backticks is quoted: the API server's own words, or a claim's.
#[test]
fn nothing_is_called_valid_and_nothing_never_expires() {
    for source in files(&[DECODER, "src"], &["rs"]) {
        let text = if source.is_test() { "" } else { source.before_tests() };
        // One word is a name that a program reads, such as `not_yet_valid`.
        for literal in literals(text).iter().filter(|literal| literal.contains(' ')) {
            let own = literal.split('`').step_by(2).collect::<Vec<_>>().join(" ").to_lowercase();
            let own = own.split_whitespace().collect::<Vec<_>>().join(" ");
            let mut words = own.split(|character: char| !character.is_alphabetic());
            assert!(words.all(|word| word != "valid"), "{}: {literal:?}", source.path);
            for phrase in ["never expires", "does not expire", "doesn't expire"] {
                assert!(!own.contains(phrase), "{}: {literal:?}", source.path);
            }
        }
    }
}

/// Readers did not understand these.
#[test]
fn words_that_confused_readers_are_gone() {
    let confusing = [
        "at the outside",
        "deletes or breaks something",
        "flat claims",
        "kept out because of its size",
        "minute of grace",
        "remark",
        "the two kinds",
    ];
    for source in files(&[DECODER, "src"], &["rs"]) {
        let text = if source.is_test() { "" } else { source.before_tests() };
        for literal in literals(text) {
            let read = literal.split_whitespace().collect::<Vec<_>>().join(" ").to_lowercase();
            let found = confusing.iter().find(|words| read.contains(**words));
            assert_eq!(found, None, "{}: {literal:?}", source.path);
        }
    }
}

/// The straight one: it is what people type, and it is the same on the page, in a terminal and in an issue.
#[test]
fn people_read_one_kind_of_apostrophe() {
    let read = ["crates/service-account-token/src/words", "docs", "src/text", "www"];
    for source in files(&read, &["html", "json", "md", "rs", "txt"]) {
        let line = source.text.lines().position(|line| line.contains('\u{2019}'));
        assert_eq!(line.map(|at| at + 1), None, "{}", source.path);
    }
}

#[test]
fn every_finding_code_has_a_case() {
    let tests: Vec<String> = files(&["crates/service-account-token"], &["rs"])
        .into_iter()
        .map(|source| match source.is_test() {
            true => source.text,
            false => source.text[source.before_tests().len()..].to_owned(),
        })
        .collect();
    let cased = |code: &FindingCode| {
        let quoted = format!("\"{}\"", code.as_str());
        tests.iter().any(|text| text.contains(&quoted))
    };
    let missing: Vec<_> = FindingCode::ALL.iter().filter(|code| !cased(code)).collect();
    assert!(missing.is_empty(), "no test names {missing:?}");
}

#[test]
fn finding_codes_are_unique_and_snake_case() {
    let codes: BTreeSet<_> = FindingCode::ALL.iter().map(|code| code.as_str()).collect();
    assert_eq!(codes.len(), FindingCode::ALL.len());
    for code in FindingCode::ALL {
        let snake = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '_';
        assert!(code.as_str().chars().all(snake), "{code:?}");
        assert!(code.about().ends_with('.'), "{code:?}");
    }
}

// What is written down.

/// The rooms of the codes, each with what its findings are about.
const ROOMS: [(&str, &str); 6] = [
    ("paste", "The text around a token: what was pasted, and what happened to it on the way."),
    ("document", "The YAML or JSON around a token, and what it says about the token."),
    ("structure", "A token's serialization: its parts, base64url, UTF-8 and JSON."),
    ("header", "The JOSE header and the signature's length."),
    ("claims", "What the claims say, omit and contradict."),
    ("judgement", "What follows from well-formed claims: at this time, for this audience."),
];

fn finding_codes() -> String {
    let mut text = String::from(
        "# Finding codes\n\
         \n\
         <!-- Written by crates/service-account-token/tests/house/main.rs from the table in \
         crates/service-account-token/src/facts/findings/code.rs:\n     \
         UPDATE_DOCS=1 cargo test -p service-account-token --test house -->\n\
         \n\
         A code never changes its meaning, and its severity is fixed. Sentences may improve from \
         release to release, so\nprograms should use the code. [report.md](report.md#finding) \
         describes the other members of a finding.\n\
         \n\
         | severity | meaning |\n|---|---|\n\
         | error | It cannot be read, or no server would accept it. |\n\
         | warning | Likely wrong, or dangerous. |\n\
         | notice | Worth knowing. |\n",
    );
    for (room, about) in ROOMS {
        write!(
            text,
            "\n## {room}\n\n{about}\n\n| code | severity | when | rule |\n|---|---|---|---|\n"
        )
        .unwrap();
        for code in FindingCode::ALL.iter().filter(|code| code.category().as_str() == room) {
            let severity = match code.severity() {
                Severity::Error => "error",
                Severity::Warning => "warning",
                Severity::Notice => "notice",
            };
            let (code, when, rule) = (code.as_str(), code.about(), code.reference());
            writeln!(text, "| `{code}` | {severity} | {when} | {rule} |").unwrap();
        }
    }
    text
}

#[test]
fn documented_codes_match_the_table() {
    let (path, expected) = (root().join("docs/finding-codes.md"), finding_codes());
    if std::env::var_os("UPDATE_DOCS").is_some() {
        fs::write(&path, &expected).unwrap();
    }
    for code in FindingCode::ALL {
        assert!(expected.contains(&format!("| `{}` |", code.as_str())), "{code:?} has no room");
    }
    let written = fs::read_to_string(path).unwrap_or_default().replace("\r\n", "\n");
    assert!(
        written == expected,
        "UPDATE_DOCS=1 cargo test -p service-account-token --test house writes it anew"
    );
}

fn documents() -> Vec<Source> {
    let top = ["README.md", "ARCHITECTURE.md", "CONTRIBUTING.md", "CHANGELOG.md", "SECURITY.md"];
    top.map(file).into_iter().chain(files(&["docs"], &["md"])).collect()
}

#[test]
fn every_link_in_the_documents_has_a_target() {
    for document in documents() {
        let folder = root().join(&document.path).parent().unwrap().to_owned();
        for link in document.text.split("](").skip(1) {
            let target = link.split([')', '#']).next().unwrap();
            let outside = target.contains("://") || target.is_empty();
            assert!(outside || folder.join(target).exists(), "{}: {target}", document.path);
        }
    }
}

/// So that no document names a test, a function or a file that is gone.
#[test]
fn quotes_in_the_documents_exist() {
    let sources = files(&["crates", "src", "tests", "xtask", "www"], &["rs", "mjs", "css", "toml"]);
    for document in documents() {
        let prose: String = document.text.split("\n```").step_by(2).collect();
        for quoted in prose.split('`').skip(1).step_by(2) {
            let is_path = quoted.contains('/') && !quoted.contains(' ') && !quoted.starts_with('/');
            let ours = ALL_RUST.iter().chain(&["tests", "docs", "www"]);
            if is_path && ours.into_iter().any(|folder| quoted.starts_with(&format!("{folder}/"))) {
                assert!(root().join(quoted).exists(), "{}: {quoted}", document.path);
            }
            let is_name = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '_';
            if quoted.chars().all(is_name) && quoted.matches('_').count() > 1 {
                let known = sources.iter().any(|source| source.text.contains(quoted));
                assert!(known, "{}: {quoted}", document.path);
            }
        }
    }
}

#[test]
fn documented_limits_match_the_code() {
    let document = file("docs/benchmarks.md").text;
    for (name, value) in [
        ("MAX_INPUT_BYTES", decoder::MAX_INPUT_BYTES),
        ("MAX_TOKENS", decoder::MAX_TOKENS),
        ("MAX_LAYERS", decoder::MAX_LAYERS),
        ("MAX_FINDINGS_OF_ONE_CODE", decoder::MAX_FINDINGS_OF_ONE_CODE),
        ("MAX_DEPTH", decoder::MAX_DEPTH),
        ("MAX_MEMBERS", decoder::MAX_MEMBERS),
        ("MAX_NODES", decoder::MAX_NODES),
        ("MAX_LEVELS", decoder::MAX_LEVELS),
        ("MAX_ALIASED", decoder::MAX_ALIASED),
        ("MAX_FAULTS", decoder::MAX_FAULTS),
        ("MAX_KEYS", decoder::MAX_KEYS),
        ("MAX_RSA_BITS", decoder::MAX_RSA_BITS),
        ("TEXT_AREA_LIMIT_BYTES", constant("src/state/paste.rs", "TEXT_AREA_LIMIT_BYTES")),
    ] {
        let row = format!("| `{name}` | {value} |");
        assert!(document.contains(&row), "docs/benchmarks.md lacks {row}");
    }
}

/// A constant that other crates cannot see, written as `256`, `64 * 1024` or `1 << 20`.
fn constant(path: &str, name: &str) -> usize {
    let text = file(path).text;
    let value = text.split(&format!("const {name}: usize = ")).nth(1).unwrap();
    let value = value.split(';').next().unwrap();
    match value.split_once(" << ") {
        Some((one, shift)) => one.parse::<usize>().unwrap() << shift.parse::<u32>().unwrap(),
        None => value.split(" * ").map(|factor| factor.parse::<usize>().unwrap()).product(),
    }
}

// How it is written.

/// A longer file holds two things.
const MAX_LINES: usize = 500;

#[test]
fn no_file_is_too_long() {
    for source in files(&ALL_RUST, &["rs"]) {
        let lines = source.before_tests().lines().count();
        assert!(lines <= MAX_LINES, "{} has {lines} lines", source.path);
    }
}

#[test]
fn every_file_begins_with_docs() {
    for source in files(&ALL_RUST, &["rs"]) {
        assert!(source.text.starts_with("//! "), "{} begins with something else", source.path);
    }
}

#[test]
fn no_test_is_skipped() {
    let words = ["ignore", "should_panic"].map(|word| format!("#[{word}"));
    for source in files(&["crates", "src", "tests", "xtask"], &["rs"]) {
        for word in &words {
            assert!(!source.text.contains(word), "{} has {word}", source.path);
        }
    }
}
