//! Patterns with wildcards.

/// Returns true if the whole text fits a pattern in which `*` stands for any characters and `?` for one.
pub(super) fn fits(pattern: &str, text: &str) -> bool {
    fits_with(pattern, text, Some('?'))
}

/// Returns true if the whole text fits a pattern in which `*` stands for any characters, and `?` for
/// itself.
pub(super) fn fits_stars(pattern: &str, text: &str) -> bool {
    fits_with(pattern, text, None)
}

/// Returns true if a pattern has a wildcard.
pub(super) fn has_wildcard(pattern: &str) -> bool {
    pattern.contains(['*', '?'])
}

/// Each piece between two `*` is looked for once, from the left: an earlier place never prevents a later
/// piece from fitting.
fn fits_with(pattern: &str, text: &str, any: Option<char>) -> bool {
    let mut pieces = pattern.split('*');
    let Some(mut rest) = pieces.next().and_then(|first| after(first, text, any)) else {
        return false;
    };
    let Some(last) = pieces.next_back() else { return rest.is_empty() };
    for piece in pieces {
        let Some(behind) = find(piece, rest, any) else { return false };
        rest = behind;
    }
    ends_with(last, rest, any)
}

/// Returns the text behind a piece at its beginning.
fn after<'t>(piece: &str, text: &'t str, any: Option<char>) -> Option<&'t str> {
    let mut rest = text.chars();
    for character in piece.chars() {
        let own = rest.next()?;
        if Some(character) != any && character != own {
            return None;
        }
    }
    Some(rest.as_str())
}

/// Returns the text behind the first place where a piece fits.
fn find<'t>(piece: &str, text: &'t str, any: Option<char>) -> Option<&'t str> {
    if !any.is_some_and(|any| piece.contains(any)) {
        return text.find(piece).and_then(|at| text.get(at + piece.len()..));
    }
    let starts = text.char_indices().map(|(at, _)| at).chain([text.len()]);
    let mut rests = starts.filter_map(|at| text.get(at..));
    rests.find_map(|rest| after(piece, rest, any))
}

fn ends_with(piece: &str, text: &str, any: Option<char>) -> bool {
    let characters = piece.chars().count();
    let Some(skipped) = text.chars().count().checked_sub(characters) else { return false };
    let start = text.char_indices().nth(skipped).map_or(text.len(), |(at, _)| at);
    text.get(start..).is_some_and(|end| after(piece, end, any).is_some())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn wildcards_fit_as_aws_reads_them() {
        for (pattern, text, expected) in [
            ("", "", true),
            ("", "a", false),
            ("a", "a", true),
            ("a", "ab", false),
            ("*", "", true),
            ("*", "a:b", true),
            ("a*", "a", true),
            ("a*", "abc", true),
            ("*c", "abc", true),
            ("a*c", "abc", true),
            ("a*c", "ac", true),
            ("aa*a", "aa", false),
            ("a**c", "abbc", true),
            ("*b*", "abc", true),
            ("*b*b*", "abc", false),
            ("?", "a", true),
            ("?", "é", true),
            ("?", "", false),
            ("?", "ab", false),
            ("a?c", "abc", true),
            ("*?c*d", "abcxd", true),
            ("*?c*d", "cxd", false),
            ("*a?", "aaab", true),
            ("system:serviceaccount:*:cart", "system:serviceaccount:shop:cart", true),
            ("system:serviceaccount:*:cart", "system:serviceaccount:shop:carts", false),
            ("system:serviceaccount:shop:*", "system:serviceaccount:shopping:a", false),
        ] {
            assert_eq!(fits(pattern, text), expected, "{pattern} {text}");
        }
    }

    #[test]
    fn question_mark_is_no_wildcard_for_all() {
        assert!(fits_stars("a?*", "a?b"));
        assert!(!fits_stars("a?*", "abb"));
        assert!(fits_stars("*b*b*", "abcb"));
    }
}
