//! Changes of a text that must fit: what is to be replaced stands there, and once.

use xtask::Result;

/// The text with what stands in it once replaced; an error if it does not stand there once.
pub(crate) fn replaced(text: &str, old: &str, new: &str) -> Result<String> {
    match text.matches(old).count() {
        1 => Ok(text.replacen(old, new, 1)),
        count => Err(format!("{old:?} stands {count} times where it should stand once")),
    }
}

/// The text with something else in place of what stands from `open` to `close`.
pub(crate) fn replaced_from(text: &str, open: &str, close: &str, new: &str) -> Result<String> {
    let missing = || format!("there is no {open} … {close}");
    let (before, rest) = text.split_once(open).ok_or_else(missing)?;
    let (_, after) = rest.split_once(close).ok_or_else(missing)?;
    Ok(format!("{before}{new}{after}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn unique_text_is_replaced() {
        assert_eq!(replaced("a b c", "b", "d").unwrap(), "a d c");
        assert!(replaced("a b b", "b", "d").is_err());
        assert!(replaced("a", "b", "d").is_err());
        assert_eq!(replaced_from("a <b c> d", "<b", ">", "e").unwrap(), "a e d");
        assert!(replaced_from("a b c> d", "<b", ">", "e").is_err());
    }
}
