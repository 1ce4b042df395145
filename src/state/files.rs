//! Several files that were opened together become one text, so that every position counts the text that the
//! page shows.
//!
//! ```text
//! # first.yaml
//! (its text)
//! # second.txt
//! (its text)
//! ```
//!
//! A line that begins with `#` is a comment in YAML and in a shell, and belongs to no token.

use crate::text;

/// Returns the name and the text of files in one. A single file stays as it is, to the byte.
pub(super) fn joined(mut files: Vec<(String, Vec<u8>)>) -> (String, Vec<u8>) {
    if files.len() == 1 {
        return files.pop().unwrap_or_default();
    }
    let mut text = Vec::new();
    for (name, bytes) in &files {
        if !text.is_empty() && !text.ends_with(b"\n") {
            text.push(b'\n');
        }
        let name: String = name.chars().filter(|character| !character.is_control()).collect();
        text.extend_from_slice(format!("# {name}\n").as_bytes());
        match from_utf16(bytes) {
            Some(converted) => text.extend_from_slice(converted.as_bytes()),
            None => text.extend_from_slice(bytes.strip_prefix(BYTE_ORDER_MARK).unwrap_or(bytes)),
        }
    }
    (text::files(files.len()), text)
}

/// The byte order mark of UTF-8. It means something only at the beginning of a text.
const BYTE_ORDER_MARK: &[u8] = b"\xef\xbb\xbf";

/// Returns the text of a file in UTF-16. Alone, the decoder would convert it; it does not inside another text.
pub(super) fn from_utf16(bytes: &[u8]) -> Option<String> {
    let (read, rest): (fn([u8; 2]) -> u16, _) = match bytes {
        [0xff, 0xfe, rest @ ..] => (u16::from_le_bytes, rest),
        [0xfe, 0xff, rest @ ..] => (u16::from_be_bytes, rest),
        _ => return None,
    };
    let (pairs, _) = rest.as_chunks::<2>();
    let units: Vec<u16> = pairs.iter().map(|&pair| read(pair)).collect();
    Some(String::from_utf16_lossy(&units))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn join(files: &[(&str, &[u8])]) -> (String, Vec<u8>) {
        joined(files.iter().map(|&(name, bytes)| (name.to_owned(), bytes.to_vec())).collect())
    }

    #[test]
    fn single_file_stays_as_it_is() {
        let bytes = b"\xef\xbb\xbfa\r\n\0";
        assert_eq!(join(&[("a.txt", bytes)]), (String::from("a.txt"), bytes.to_vec()));
    }

    #[test]
    fn files_follow_each_other_under_their_names() {
        let (name, text) = join(&[("a.txt", b"one"), ("b\n.yaml", b"two\n"), ("c", b"three")]);
        assert_eq!(name, "3 files");
        let text = String::from_utf8(text).unwrap();
        assert_eq!(text, "# a.txt\none\n# b.yaml\ntwo\n# c\nthree");
    }

    #[test]
    fn file_in_utf16_is_converted() {
        let (_, text) =
            join(&[("a", b"\xff\xfea\0"), ("b", b"\xfe\xff\0b"), ("c", b"\xef\xbb\xbfc")]);
        assert_eq!(text, b"# a\na\n# b\nb\n# c\nc");
    }
}
