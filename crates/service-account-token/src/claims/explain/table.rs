//! Tables of words as lines of text, `names|words` or `names|words|more words`: lighter than a list
//! of tuples, which holds an address and a length for each of them, and than a match, which is code.

/// What follows the name in its line. A line may begin with several names, with blanks between them.
pub(super) fn row(table: &'static str, name: &str) -> Option<&'static str> {
    for line in table.split('\n') {
        if let Some((names, words)) = line.split_once('|')
            && names.split(' ').any(|known| known == name)
        {
            return Some(words);
        }
    }
    None
}

/// The same of a table with three columns.
pub(super) fn pair(table: &'static str, name: &str) -> Option<(&'static str, &'static str)> {
    row(table, name)?.split_once('|')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_is_found_by_each_of_its_names_and_by_no_other() {
        let table = "a b|first\nc|second|third";
        assert_eq!(row(table, "b"), Some("first"));
        assert_eq!(pair(table, "c"), Some(("second", "third")));
        for name in ["", "a b c", "first", " ", "d"] {
            assert_eq!(row(table, name), None, "{name:?}");
        }
    }
}
