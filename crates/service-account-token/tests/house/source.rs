//! The files of the project, and the string literals in them.

use std::fs;
use std::path::{Path, PathBuf};

/// A file of the project: its path from the root, with `/`, and its text.
pub(crate) struct Source {
    pub(crate) path: String,
    pub(crate) text: String,
}

impl Source {
    pub(crate) fn read(path: &Path) -> Self {
        let name = path.strip_prefix(root()).unwrap().to_string_lossy().replace('\\', "/");
        let text = fs::read_to_string(path).unwrap_or_else(|error| panic!("{name}: {error}"));
        Self { path: name, text: text.replace("\r\n", "\n") }
    }

    /// The text up to the tests that stand in the same file.
    pub(crate) fn before_tests(&self) -> &str {
        self.text.split("#[cfg(test)]\nmod tests {").next().unwrap()
    }

    pub(crate) fn is_test(&self) -> bool {
        self.path.split('/').any(|folder| folder == "tests")
    }

    /// The lines of the program itself, numbered from 1, without tests and comments.
    pub(crate) fn code(&self) -> impl Iterator<Item = (usize, &str)> {
        let lines = if self.is_test() { "" } else { self.before_tests() }.lines().enumerate();
        lines.map(|(at, line)| (at + 1, line)).filter(|(_, line)| !line.trim().starts_with("//"))
    }

    pub(crate) fn is_in(&self, folder: &str) -> bool {
        self.path.starts_with(&format!("{folder}/"))
    }
}

pub(crate) fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).ancestors().nth(2).unwrap().to_owned()
}

pub(crate) fn file(path: &str) -> Source {
    Source::read(&root().join(path))
}

/// Every file below these folders with one of these endings.
pub(crate) fn files(folders: &[&str], endings: &[&str]) -> Vec<Source> {
    let mut found = Vec::new();
    let mut places: Vec<_> = folders.iter().map(|folder| root().join(folder)).collect();
    while let Some(place) = places.pop() {
        if place.is_dir() {
            places.extend(fs::read_dir(place).unwrap().map(|entry| entry.unwrap().path()));
        } else if endings.iter().any(|ending| place.extension().is_some_and(|own| own == *ending)) {
            found.push(Source::read(&place));
        }
    }
    assert!(!found.is_empty(), "nothing in {folders:?}");
    found.sort_by(|a, b| a.path.cmp(&b.path));
    found
}

/// Every string literal of a Rust text, its escapes as they stand; comments are passed over.
pub(crate) fn literals(text: &str) -> Vec<String> {
    let chars: Vec<char> = text.chars().collect();
    let at = |index: usize| chars.get(index).copied().unwrap_or('\0');
    let (mut found, mut i) = (Vec::new(), 0);
    while i < chars.len() {
        let hashes = (i + 1..).take_while(|&next| at(next) == '#').count();
        let raw =
            at(i) == 'r' && at(i + 1 + hashes) == '"' && !at(i.wrapping_sub(1)).is_alphanumeric();
        if at(i) == '/' && at(i + 1) == '/' {
            while i < chars.len() && at(i) != '\n' {
                i += 1;
            }
        } else if at(i) == '\'' {
            // A character, or else a lifetime.
            let escaped = at(i + 1) == '\\';
            let end = (i + 2 + usize::from(escaped)..i + 14).find(|&end| at(end) == '\'');
            i = end.filter(|&end| escaped || end == i + 2).unwrap_or(i) + 1;
        } else if raw || at(i) == '"' {
            let start = i + if raw { hashes + 2 } else { 1 };
            let closes = |end: usize| {
                at(end) == '"' && (!raw || (1..=hashes).all(|hash| at(end + hash) == '#'))
            };
            i = start;
            while i < chars.len() && !closes(i) {
                i += 1 + usize::from(!raw && at(i) == '\\');
            }
            found.push(chars[start..i.min(chars.len())].iter().collect());
            i += 1 + if raw { hashes } else { 0 };
        } else {
            i += 1;
        }
    }
    found
}

#[test]
fn ok_literals_are_found() {
    let text = r##"f("a\"b", '"', 'x', '\'', "c"); // "no"
        fn g<'a>() { r#"raw " text"#; var("d") }"##;
    assert_eq!(literals(text), ["a\\\"b", "c", "raw \" text", "d"]);
}
