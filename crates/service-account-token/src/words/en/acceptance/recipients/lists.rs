//! Lists in a sentence.

use crate::text::quote::quoted;

/// Returns names of claims or algorithms, as in `iss`, `aud` and `sub`.
pub(super) fn names(names: &[&str]) -> String {
    joined(names.iter().map(|name| format!("`{name}`")).collect(), "and")
}

/// Returns names of claims of which one is enough.
pub(super) fn one_of(names: &[&str]) -> String {
    let names = joined(names.iter().map(|name| format!("`{name}`")).collect(), "or");
    format!("one of {names}")
}

/// Returns values from the token or from the reader, at most three of them.
pub(super) fn list(values: &[String]) -> String {
    const SHOWN: usize = 3;
    let mut shown: Vec<String> =
        values.iter().take(SHOWN).map(|value| quoted(value).to_string()).collect();
    match values.len().saturating_sub(SHOWN) {
        0 => {}
        more => shown.push(format!("{more} more")),
    }
    joined(shown, "and")
}

fn joined(mut parts: Vec<String>, word: &str) -> String {
    let Some(last) = parts.pop() else { return "nothing".to_owned() };
    if parts.is_empty() { last } else { format!("{} {word} {last}", parts.join(", ")) }
}
