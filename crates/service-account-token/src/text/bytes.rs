//! Runs of bytes at the ends of a text.

/// Returns how many bytes at the start of the text fit.
pub(crate) fn prefix_len(text: &[u8], fits: impl Fn(u8) -> bool) -> usize {
    text.iter().position(|&byte| !fits(byte)).unwrap_or(text.len())
}

/// Returns how many bytes at the end of the text fit.
pub(crate) fn suffix_len(text: &[u8], fits: impl Fn(u8) -> bool) -> usize {
    text.len() - text.iter().rposition(|&byte| !fits(byte)).map_or(0, |at| at + 1)
}

/// Returns the parts of the text between its dots.
pub(crate) fn dotted_parts(text: &[u8]) -> impl Iterator<Item = &[u8]> {
    text.split(|&byte| byte == b'.')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn runs_are_measured_from_both_ends() {
        let is_dash = |byte| byte == b'-';
        for (text, before, after) in [("--a-", 2, 1), ("---", 3, 3), ("", 0, 0), ("a", 0, 0)] {
            assert_eq!(prefix_len(text.as_bytes(), is_dash), before, "{text}");
            assert_eq!(suffix_len(text.as_bytes(), is_dash), after, "{text}");
        }
    }

    #[test]
    fn an_empty_text_is_one_part() {
        assert_eq!(dotted_parts(b"").count(), 1);
        assert_eq!(dotted_parts(b"a..b").collect::<Vec<_>>(), [&b"a"[..], b"", b"b"]);
    }
}
