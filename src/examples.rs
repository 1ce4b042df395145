//! The example tokens that the page brings along.
//!
//! They stand in one text, made by `cargo xtask examples` from `www/examples/examples.json`: JSON
//! is carried as it is, since it compresses far better than its base64url does. Each ends with
//! U+001E and has eight fields, one a line, of which the last may have several lines:
//!
//! ```text
//! group (and * for those on the empty page), name, title, lesson, clock in Unix seconds
//! then, for a token:        header, signature, payload
//! or, made from another:    its name, "LENGTH LAYERS": how many of its characters, and how many
//!                           times base64 around them; the text, with U+001A where they stand
//! ```

use sa_token::report::Kind;
use yew::AttrValue;

const CARRIED: &str = include_str!("../www/examples/carried.txt");

/// An example: what somebody would paste, what it teaches, and when.
#[derive(Clone, Copy, Debug)]
pub struct Example {
    /// Its name in the address.
    pub name: &'static str,
    /// What it is, in a few words.
    pub title: &'static str,
    /// The one thing that it teaches.
    pub lesson: &'static str,
    /// The clock that it goes by, in Unix seconds, so that it stays true.
    pub now: i64,
    /// Under which kind it is listed; the broken ones under [`Kind::Unreadable`].
    pub group: Kind,
    /// It stands on the empty page, and not only in the menu.
    pub featured: bool,
    /// Header, signature and payload; or what it is made from.
    parts: [&'static str; 3],
}

/// Every example, group by group.
pub fn all() -> impl Iterator<Item = Example> {
    CARRIED.split('\x1e').filter_map(read)
}

/// The example of this name.
pub fn find(name: &str) -> Option<Example> {
    all().find(|example| example.name == name)
}

fn read(record: &'static str) -> Option<Example> {
    let mut fields = record.splitn(8, '\n');
    let mut next = || fields.next();
    let mark = next()?;
    Some(Example {
        group: match mark.as_bytes().first()? {
            b'l' => Kind::Legacy,
            b'b' => Kind::Bound,
            b'o' => Kind::Other,
            _ => Kind::Unreadable,
        },
        featured: mark.ends_with('*'),
        name: next()?,
        title: next()?,
        lesson: next()?,
        now: next()?.parse().ok()?,
        parts: [next()?, next()?, next()?],
    })
}

/// No two have the same name.
impl PartialEq for Example {
    fn eq(&self, other: &Self) -> bool {
        self.name == other.name
    }
}

impl Example {
    /// Its address within the page: made of its name alone.
    pub fn address(&self) -> AttrValue {
        AttrValue::from(["#example=", self.name].concat())
    }

    /// What somebody would paste.
    pub fn text(&self) -> String {
        let [first, second, last] = self.parts;
        if first.starts_with('{') {
            return [&*base64url(first), &*base64url(last), second].join(".");
        }
        let mut token = find(first).map(|other| other.text()).unwrap_or_default();
        let (length, layers) = second.split_once(' ').unwrap_or_default();
        token.truncate(length.parse().unwrap_or(0));
        for _ in 0..layers.parse().unwrap_or(0) {
            token = base64(&token);
        }
        last.replace('\x1a', &token)
    }
}

/// With padding (RFC 4648 §4).
fn base64(text: &str) -> String {
    let mut encoded = base64url(text).replace('-', "+").replace('_', "/");
    while !encoded.len().is_multiple_of(4) {
        encoded.push('=');
    }
    encoded
}

/// Without padding (RFC 7515 §2).
fn base64url(text: &str) -> String {
    let mut encoded = String::new();
    for three in text.as_bytes().chunks(3) {
        let bits = three.iter().fold(0, |bits, byte| bits << 8 | u32::from(*byte));
        let bits = bits << (8 * (3 - three.len()));
        for character in 0..=three.len() {
            encoded.push(match (bits >> (18 - 6 * character) & 63) as u8 {
                digit @ ..26 => b'A' + digit,
                digit @ ..52 => b'a' + digit - 26,
                digit @ ..62 => b'0' + digit - 52,
                62 => b'-',
                _ => b'_',
            } as char);
        }
    }
    encoded
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
    fn every_example_is_its_committed_file_to_the_byte() {
        let committed = committed();
        for (name, text) in &committed {
            let example = find(name).unwrap_or_else(|| panic!("{name} is not carried"));
            assert_eq!(format!("{}\n", example.text()), *text, "{name}");
        }
        assert_eq!(all().count(), committed.len());
    }

    #[test]
    fn every_example_has_a_name_of_its_own_a_title_and_a_lesson() {
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
    fn a_dozen_at_most_stand_on_the_empty_page_and_some_of_each_group() {
        let featured: Vec<_> = all().filter(|example| example.featured).collect();
        assert!(featured.len() <= 12, "{}", featured.len());
        for group in [Kind::Legacy, Kind::Bound, Kind::Other, Kind::Unreadable] {
            assert!(featured.iter().any(|example| example.group == group), "{group:?}");
        }
    }

    #[test]
    fn base64_of_each_length() {
        for (text, url, padded) in [
            ("", "", ""),
            ("f", "Zg", "Zg=="),
            ("fo", "Zm8", "Zm8="),
            ("foo", "Zm9v", "Zm9v"),
            ("~~?", "fn4_", "fn4/"),
            ("~~>", "fn4-", "fn4+"),
        ] {
            assert_eq!(base64url(text), url);
            assert_eq!(base64(text), padded);
        }
    }
}
