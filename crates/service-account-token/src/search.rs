//! Short words and runs of characters searched in text. `str::find` of a string would bring the
//! standard library's searcher, which is made for long ones, weighs more than all that is searched
//! here, and brings the messages of its panics along. Tests are plain functions: a closure of its own
//! type would bring one copy of the search for each.

/// Where the word stands first.
pub(crate) fn find(text: &str, word: &str) -> Option<usize> {
    let (text, word) = (text.as_bytes(), word.as_bytes());
    // The first byte alone tells most places from the word.
    let &first = word.first()?;
    for (at, &byte) in text.iter().enumerate() {
        if byte == first && text.get(at..).is_some_and(|rest| rest.starts_with(word)) {
            return Some(at);
        }
    }
    None
}

/// Whether the word stands in the text.
pub(crate) fn contains(text: &str, word: &str) -> bool {
    find(text, word).is_some()
}

/// What stands before the word and what behind it, where it stands first.
pub(crate) fn split_once<'t>(text: &'t str, word: &str) -> Option<(&'t str, &'t str)> {
    around(text, word, find(text, word)?)
}

/// The same where it stands last.
pub(crate) fn rsplit_once<'t>(text: &'t str, word: &str) -> Option<(&'t str, &'t str)> {
    let mut windows = text.as_bytes().windows(word.len());
    around(text, word, windows.rposition(|window| window == word.as_bytes())?)
}

/// What stands between the dots of a word.
pub(crate) fn parts(word: &[u8]) -> std::slice::Split<'_, u8, fn(&u8) -> bool> {
    word.split(|&byte| byte == b'.')
}

/// How many bytes at the start fit.
pub(crate) fn leading(text: &[u8], fits: fn(u8) -> bool) -> usize {
    text.iter().position(|&byte| !fits(byte)).unwrap_or(text.len())
}

/// How many bytes at the end fit.
pub(crate) fn trailing(text: &[u8], fits: fn(u8) -> bool) -> usize {
    text.len() - text.iter().rposition(|&byte| !fits(byte)).map_or(0, |at| at + 1)
}

/// Whether a byte fits.
pub(crate) fn any(text: &str, fits: fn(u8) -> bool) -> bool {
    text.bytes().any(fits)
}

/// The text without the characters at its start that fit.
pub(crate) fn trim_start(text: &str, fits: fn(char) -> bool) -> &str {
    text.trim_start_matches(fits)
}

/// The text without the characters at its end that fit.
pub(crate) fn trim_end(text: &str, fits: fn(char) -> bool) -> &str {
    text.trim_end_matches(fits)
}

fn around<'t>(text: &'t str, word: &str, at: usize) -> Option<(&'t str, &'t str)> {
    Some((text.get(..at)?, text.get(at + word.len()..)?))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_word_is_found_as_the_standard_library_finds_it() {
        for text in ["", "a", "a.s3.b.s3.c", ".s3.", "é.s3.é", ".s.s3", "\u{0}", "x.s3"] {
            assert_eq!(find(text, ".s3."), text.find(".s3."), "{text}");
            assert_eq!(split_once(text, ".s3."), text.split_once(".s3."), "{text}");
            assert_eq!(rsplit_once(text, ".s3."), text.rsplit_once(".s3."), "{text}");
        }
    }
}
