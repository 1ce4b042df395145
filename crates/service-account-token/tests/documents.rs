//! The promises of docs/privacy.md are repeated in several places, and are the same in each.

#![allow(clippy::unwrap_used, reason = "a test may fail")]

/// Where the promises are repeated: each file, and what stands before its list.
const PROMISES: [(&str, &str); 5] = [
    ("docs/privacy.md", "## The promises"),
    ("www/privacy.html", ">The promises<"),
    ("www/single/privacy.html", ">The promises<"),
    ("README.md", "So the decoder makes these promises:"),
    ("docs/embedding.md", "The decoder itself makes these promises:"),
];

/// The items of the first list behind these words.
fn list_behind(path: &str, words: &str) -> Vec<String> {
    let root = concat!(env!("CARGO_MANIFEST_DIR"), "/../..");
    let text = std::fs::read_to_string(format!("{root}/{path}")).unwrap();
    let (_, list) = text.split_once(words).unwrap_or_else(|| panic!("{path} lacks {words}"));
    let item = |line: &str| {
        let line = line.trim();
        let html = line.strip_prefix("<li>").and_then(|line| line.strip_suffix("</li>"));
        let markdown =
            line.strip_prefix("- ").or_else(|| line.split_once(". ").map(|(_, item)| item));
        html.or(markdown).map(|item| item.replace('’', "'").replace("&amp;", "&"))
    };
    list.lines().map(item).skip_while(Option::is_none).map_while(|item| item).collect()
}

#[test]
fn promises_are_identical_in_every_document() {
    let [(first, words), others @ ..] = PROMISES;
    let promises = list_behind(first, words);
    assert_eq!(promises.len(), 7);
    for (path, words) in others {
        assert_eq!(list_behind(path, words), promises, "{path}");
    }
}
