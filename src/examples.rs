//! The example tokens of the page.
//!
//! They are in one text, made by `cargo xtask examples` from `www/examples/examples.json`. It has the
//! words of all, then the JSON of all, then the signatures of all, because that compresses far better
//! than tokens do. U+001D separates the three, and U+001E the examples in each:
//!
//! ```text
//! words       group (and * for those on the empty page), name, title, lesson, clock; one a line
//! JSON        header, payload; the payload may have several lines
//!             or, made from another: its name, and the text with U+001A where that one stands
//! signature   or, made from another: how many of its characters, and how many times base64
//! ```

use base64::prelude::{BASE64_STANDARD, BASE64_URL_SAFE_NO_PAD, Engine as _};
use service_account_token::report::Kind;
use yew::AttrValue;

const CARRIED: &str = include_str!("../www/examples/carried.txt");

/// An example: a text to paste, what it teaches, and at which time.
#[derive(Clone, Copy, Debug)]
pub struct Example {
    /// Its name in the address.
    pub name: &'static str,
    /// A few words about it.
    pub title: &'static str,
    /// The one thing it teaches.
    pub lesson: &'static str,
    /// Its clock, in Unix seconds, so that it stays true.
    pub now: i64,
    /// The kind it is listed under; [`Kind::Unreadable`] for the broken ones.
    pub group: Kind,
    /// It is on the empty page, not only in the menu.
    pub featured: bool,
    /// Header, payload and signature, or what it is made from.
    parts: [&'static str; 3],
}

/// Returns every example, group by group.
pub fn all() -> impl Iterator<Item = Example> {
    let mut columns = CARRIED.split('\x1d').map(|column| column.split('\x1e'));
    let mut next = || columns.next().unwrap_or_else(|| "".split('\x1e'));
    let (words, mut json, mut signatures) = (next(), next(), next());
    words.filter_map(move |words| read(words, json.next()?, signatures.next()?))
}

/// Returns the example with this name.
pub fn find(name: &str) -> Option<Example> {
    all().find(|example| example.name == name)
}

/// Returns the two examples that show best what changed: a Pod's token before and after 1.21.
pub fn pair() -> Option<(Example, Example)> {
    find("legacy-1.20").zip(find("pod-1.24"))
}

fn read(words: &'static str, json: &'static str, signature: &'static str) -> Option<Example> {
    let mut lines = words.split('\n');
    let mut next = || lines.next().unwrap_or_default();
    let mark = next();
    let (first, last) = json.split_once('\n')?;
    Some(Example {
        group: match mark.as_bytes().first()? {
            b'l' => Kind::Legacy,
            b'b' => Kind::Bound,
            b'o' => Kind::Other,
            _ => Kind::Unreadable,
        },
        featured: mark.ends_with('*'),
        name: next(),
        title: next(),
        lesson: next(),
        now: number(next()),
        parts: [first, last, signature],
    })
}

/// No two examples have the same name.
impl PartialEq for Example {
    fn eq(&self, other: &Self) -> bool {
        self.name == other.name
    }
}

impl Example {
    /// Returns true if each word of the query is in its title, its lesson or its name.
    pub fn matches(&self, query: &str) -> bool {
        let text = [self.title, self.lesson, self.name].join("\n").to_lowercase();
        query.to_lowercase().split_whitespace().all(|word| text.contains(word))
    }

    /// Returns its address within the page, made of its name alone.
    pub fn address(&self) -> AttrValue {
        AttrValue::from(["#example=", self.name].concat())
    }

    /// Returns the address at which it is compared with another example.
    pub fn address_beside(&self, other: &Self) -> AttrValue {
        AttrValue::from([&*self.address(), "&compare=", other.name].concat())
    }

    /// Returns the text to paste.
    pub fn text(&self) -> String {
        let [first, last, signature] = self.parts;
        if first.starts_with('{') {
            let [header, payload] = [first, last].map(|json| BASE64_URL_SAFE_NO_PAD.encode(json));
            return [&header, &payload, signature].join(".");
        }
        let mut token = find(first).map_or_else(String::new, |other| other.text());
        if let Some((length, layers)) = signature.split_once(' ') {
            token.truncate(number(length) as usize);
            for _ in 0..number(layers) {
                token = BASE64_STANDARD.encode(token);
            }
        }
        last.replace('\x1a', &token)
    }
}

fn number(digits: &str) -> i64 {
    digits.parse().unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;
    use std::fs;
    use std::path::PathBuf;

    use super::*;

    fn committed() -> Vec<(String, String)> {
        let folder = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("www/examples/tokens");
        let entries = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
        let read = |path: PathBuf| {
            let name = path.file_stem().unwrap().to_str().unwrap().to_owned();
            (name, fs::read_to_string(path).unwrap())
        };
        entries.map(read).collect()
    }

    #[test]
    fn pair_of_the_empty_page_has_an_address() {
        let (first, second) = pair().expect("both are examples");
        assert_eq!(first.address_beside(&second), "#example=legacy-1.20&compare=pod-1.24");
    }

    #[test]
    fn every_example_is_its_committed_file_to_the_byte() {
        let committed = committed();
        for (name, text) in &committed {
            let example = find(name).unwrap_or_else(|| panic!("{name} is not carried"));
            assert_eq!(format!("{}\n", example.text()), *text, "{name}");
        }
        assert_eq!(all().count(), committed.len());
    }

    #[test]
    fn every_example_has_a_unique_name_a_title_and_a_lesson() {
        let names: BTreeSet<_> = all().map(|example| example.name).collect();
        assert_eq!(names.len(), all().count());
        for Example { name, title, lesson, .. } in all() {
            let fits = |byte: u8| matches!(byte, b'a'..=b'z' | b'0'..=b'9' | b'-' | b'.');
            assert!(!name.is_empty() && name.bytes().all(fits), "{name}");
            assert!(!title.is_empty() && !title.ends_with('.'), "{title}");
            assert!(lesson.ends_with('.') && lesson.len() <= 160, "{name}: {lesson}");
            assert!(lesson.matches('`').count().is_multiple_of(2), "{lesson}");
        }
    }

    #[test]
    fn empty_page_has_at_most_a_dozen_examples_of_every_group() {
        let featured: Vec<_> = all().filter(|example| example.featured).collect();
        assert!(featured.len() <= 12, "{}", featured.len());
        for group in [Kind::Legacy, Kind::Bound, Kind::Other, Kind::Unreadable] {
            assert!(featured.iter().any(|example| example.group == group), "{group:?}");
        }
    }

    #[test]
    fn query_finds_every_word_in_title_lesson_or_name() {
        let found = |query: &str| {
            let names = all().filter(|example| example.matches(query)).map(|example| example.name);
            names.collect::<Vec<_>>()
        };
        assert_eq!(found("  VAULT cert "), ["vault-cert-manager"]);
        assert_eq!(found("3607"), ["bound-pod-hour"]);
        assert_eq!(found("").len(), all().count());
        assert_eq!(found("vault no-such-word"), [""; 0]);
    }
}
