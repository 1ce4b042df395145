//! The rows of the list of tokens: the same token twice is one row.

use std::collections::BTreeMap;

use service_account_token::report::{Encoding, Report, Token};

use crate::spans::characters_of;

/// A row of the list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TokenRow {
    /// The positions of the same token in the report, in their order.
    pub tokens: Vec<usize>,
    /// The lines of the text where they begin, from 1; empty if the text was converted.
    pub lines: Vec<usize>,
}

/// Returns a row for each different token of a report about these bytes.
pub fn token_rows(report: &Report, bytes: &[u8]) -> Vec<TokenRow> {
    let lines = lines(&report.tokens, bytes);
    let mut rows: Vec<TokenRow> = Vec::new();
    let mut known = BTreeMap::new();
    for (position, (token, line)) in report.tokens.iter().zip(lines).enumerate() {
        let row = match characters(token, bytes) {
            Some(characters) => *known.entry(characters).or_insert(rows.len()),
            None => rows.len(),
        };
        match rows.get_mut(row) {
            Some(same) => {
                same.tokens.push(position);
                same.lines.extend(line);
            }
            None => rows.push(TokenRow { tokens: vec![position], lines: Vec::from_iter(line) }),
        }
    }
    rows
}

/// Returns the characters of a token with its signature, by which it is the same as another one. `None` for
/// one in a converted text, whose characters are not at hand, and for decoded claims, which are no token.
fn characters(token: &Token, bytes: &[u8]) -> Option<Vec<u8>> {
    if is_converted(token) || token.parts.is_empty() {
        return None;
    }
    let mut characters = Vec::new();
    for part in &token.parts {
        characters.extend(characters_of(bytes, &part.ranges, 0, usize::MAX).iter());
        characters.push(b'.');
    }
    Some(characters)
}

fn is_converted(token: &Token) -> bool {
    token.location.encoding.contains(&Encoding::Utf16)
}

/// Returns the line that each token begins in. The text is read once, whatever the order of the tokens is.
fn lines(tokens: &[Token], bytes: &[u8]) -> Vec<Option<usize>> {
    let mut order: Vec<usize> = (0..tokens.len()).collect();
    order.sort_by_key(|&at| tokens.get(at).map(|token| token.location.start));
    let mut lines = vec![None; tokens.len()];
    let (mut line, mut read) = (1, 0);
    for at in order {
        let (Some(token), Some(place)) = (tokens.get(at), lines.get_mut(at)) else { continue };
        if is_converted(token) {
            continue;
        }
        let start = token.location.start;
        let between = bytes.get(read..start).unwrap_or_default();
        line += between.iter().filter(|&&byte| byte == b'\n').count();
        read = start.max(read);
        *place = Some(line);
    }
    lines
}

#[cfg(test)]
mod tests {
    use service_account_token::{Options, inspect};

    use super::*;

    const BOUND: &str =
        include_str!("../crates/service-account-token/tests/samples/bound-pod-extended-v1.24.jwt");
    const LEGACY: &str = include_str!(
        "../crates/service-account-token/tests/samples/legacy-explicit-secret-v1.24.jwt"
    );

    fn rows(text: &[u8]) -> Vec<(Vec<usize>, Vec<usize>)> {
        let report = inspect(text, &Options::new().now(1_700_000_000));
        let rows = token_rows(&report, text).into_iter();
        rows.map(|row| (row.tokens, row.lines)).collect()
    }

    #[test]
    fn same_token_twice_is_one_row_with_both_lines() {
        let (bound, legacy) = (BOUND.trim(), LEGACY.trim());
        let text = format!("one\n{bound}\n\n{legacy}\nagain {bound}\n");
        assert_eq!(rows(text.as_bytes()), [(vec![0, 2], vec![2, 5]), (vec![1], vec![4])]);
    }

    #[test]
    fn wrapped_token_is_the_same_as_the_whole_one() {
        let bound = BOUND.trim();
        let (first, rest) = bound.split_at(200);
        let text = format!("{bound}\n\n{first}\n{rest}\n");
        assert_eq!(rows(text.as_bytes()), [(vec![0, 1], vec![1, 3])]);
    }

    #[test]
    fn token_without_its_signature_is_another_one() {
        let (content, _) = BOUND.trim().rsplit_once('.').unwrap();
        let text = format!("{}\n\n{content}.\n", BOUND.trim());
        assert_eq!(rows(text.as_bytes()).len(), 2);
    }

    #[test]
    fn converted_text_has_no_lines() {
        let text = format!("{}\n{}\n", BOUND.trim(), BOUND.trim());
        let units = text.encode_utf16().flat_map(u16::to_le_bytes);
        let text: Vec<u8> = [0xff, 0xfe].into_iter().chain(units).collect();
        assert_eq!(rows(&text), [(vec![0], vec![]), (vec![1], vec![])]);
    }
}
