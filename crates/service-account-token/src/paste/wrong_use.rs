//! Finds tokens that are whole and yet refused, because of the way they are handed over: behind
//! another scheme, in base64 where the token itself belongs, or with a line break in the value.

use std::ops::Range;

use crate::text::base64;
use crate::text::bytes::{prefix_len, suffix_len};

use super::candidate::Candidate;
use super::encoding::Encoding;
use super::finding::Finding;
use super::introduction::{Introduction, introduction, is_token_name};
use super::mistake::{Carrier, SchemeFault, ValueFault, Written};

/// The longest user name before a token in the credentials of the scheme `Basic`, in base64.
const LONGEST_USER: usize = 128;

/// The most base64 characters that a line break, a quote and padding take.
const LONGEST_EXTRA: usize = 16;

/// Adds to each token what is wrong with its use. `text` is the paste.
pub(super) fn note(text: &[u8], candidates: &mut [Candidate]) {
    let is_kubeconfig = ["kind: Config\n", "\"kind\": \"Config\"", "\"kind\":\"Config\""]
        .iter()
        .any(|kind| text.windows(kind.len()).any(|window| window == kind.as_bytes()));
    for candidate in candidates.iter_mut().filter(|candidate| !candidate.json) {
        let layers = candidate.encoding.iter();
        let is_base64 =
            |encoding: &&Encoding| matches!(encoding, Encoding::Base64 | Encoding::Base64url);
        let mut found = Vec::new();
        let hull = candidate.hull();
        match layers.filter(is_base64).count() {
            0 => {
                found.extend(wrong_scheme(text, hull.start));
                found.extend(
                    in_quotes(text, &hull)
                        .or_else(|| in_block(text, &hull))
                        .or_else(|| quoted_in_header(text, &hull)),
                );
            }
            layers => {
                let word = base64_word(text, &hull);
                found.extend(wrong_scheme(text, word.start));
                if layers == 1
                    && let Some((before, after)) = around_token(text, &word, &candidate.text)
                {
                    let carrier =
                        carrier(text.get(..word.start).unwrap_or_default(), is_kubeconfig);
                    found.extend(
                        carrier.map(|carrier| Finding::EncodedAsBearer {
                            carrier,
                            range: word.clone(),
                        }),
                    );
                    found.extend(value_fault(&before, &after).map(|fault| {
                        Finding::ValueHasNewline { fault, written: Written::Base64, range: word }
                    }));
                }
            }
        }
        let is_glued = |finding: &Finding| {
            matches!(finding, Finding::SchemeNotBearer { fault: SchemeFault::Glued, .. })
        };
        if found.iter().any(is_glued) {
            candidate.findings.retain(|found| !matches!(found, Finding::TextGluedBefore { .. }));
        }
        candidate.findings.extend(found);
    }
}

/// Returns what is wrong with the scheme before the token that starts here.
fn wrong_scheme(text: &[u8], start: usize) -> Option<Finding> {
    let before = text.get(..start)?;
    let (fault, length) = match introduction(before)? {
        Introduction::Authorization(scheme) => {
            let is_bearer = scheme.word.eq_ignore_ascii_case(b"bearer");
            let mark = mark_in(scheme.gap);
            let fault = match (is_bearer, mark) {
                _ if scheme.word.is_empty() => SchemeFault::Missing,
                // That has a finding of its own.
                (true, _) if scheme.second.eq_ignore_ascii_case(b"bearer") => return None,
                (true, _) if !scheme.second.is_empty() => SchemeFault::SecondWord,
                (true, Some(mark)) => SchemeFault::Mark(mark),
                (true, None) if scheme.gap.is_empty() => SchemeFault::Glued,
                (true, None) => return None,
                _ if scheme.gap.is_empty() => return None,
                _ => other_scheme(scheme.word),
            };
            let between = usize::from(!scheme.second.is_empty());
            (fault, scheme.word.len() + between + scheme.second.len() + scheme.gap.len())
        }
        // A header of this name, which no server reads. In quotes it is a key of its own.
        Introduction::Name(b"Bearer") if before.trim_ascii_end().ends_with(b"Bearer:") => {
            let gap = before.len() - before.trim_ascii_end().len();
            (SchemeFault::Mark(':'), "Bearer:".len() + gap)
        }
        Introduction::Name(_) => return None,
    };
    let range = if length == 0 { start..start + 1 } else { start - length..start };
    Some(Finding::SchemeNotBearer { fault, range })
}

/// Returns the first character other than a blank and a quote between the scheme and the token.
fn mark_in(gap: &[u8]) -> Option<char> {
    let gap = str::from_utf8(gap).ok()?;
    gap.chars().find(|mark| matches!(mark, ':' | '=' | '\t' | '\u{a0}'))
}

fn other_scheme(word: &[u8]) -> SchemeFault {
    let names = [
        (&b"basic"[..], SchemeFault::Basic),
        (b"token", SchemeFault::Token),
        (b"jwt", SchemeFault::Jwt),
    ];
    let known = names.iter().find(|(name, _)| word.eq_ignore_ascii_case(name));
    known.map_or(SchemeFault::Other, |&(_, fault)| fault)
}

/// Returns what hands over the base64 form that follows this text. None where it is right, as in
/// the `data` of a Secret, and where nothing tells.
fn carrier(before: &[u8], is_kubeconfig: bool) -> Option<Carrier> {
    match introduction(before)? {
        Introduction::Authorization(scheme) => {
            let is_bearer = scheme.word.eq_ignore_ascii_case(b"bearer");
            Some(if is_bearer { Carrier::Bearer } else { Carrier::Authorization })
        }
        Introduction::Name(name) if name.eq_ignore_ascii_case(b"bearer") => Some(Carrier::Bearer),
        Introduction::Name(b"-p" | b"--password") => Some(Carrier::PasswordOption),
        Introduction::Name(name) if name.starts_with(b"--") && is_token_name(name) => {
            Some(Carrier::TokenOption)
        }
        Introduction::Name(b"token") if is_kubeconfig => Some(Carrier::Kubeconfig),
        Introduction::Name(b"jwt") => Some(Carrier::Jwt),
        Introduction::Name(_) => None,
    }
}

/// Returns the range of the base64 word around a token that was decoded from it.
fn base64_word(text: &[u8], hull: &Range<usize>) -> Range<usize> {
    let before = text.get(hull.start.saturating_sub(LONGEST_USER)..hull.start).unwrap_or_default();
    let after = text.get(hull.end..).unwrap_or_default();
    let after = after.get(..LONGEST_EXTRA).unwrap_or(after);
    let start = hull.start - suffix_len(before, base64::is_character);
    let characters = prefix_len(after, base64::is_character);
    let padding = prefix_len(after.get(characters..).unwrap_or_default(), |byte| byte == b'=');
    start..hull.end + characters + padding
}

/// Returns what a base64 word holds before and after a token. None if that is more than blanks and
/// quotes.
fn around_token(text: &[u8], word: &Range<usize>, token: &str) -> Option<(Vec<u8>, Vec<u8>)> {
    let is_inner = |byte: &u8| !byte.is_ascii_whitespace() && *byte != b'=';
    let word: Vec<u8> = text.get(word.clone())?.iter().copied().filter(is_inner).collect();
    let decoded = base64::decode(str::from_utf8(&word).ok()?).bytes;
    let is_extra = |byte: u8| byte.is_ascii_whitespace() || matches!(byte, b'"' | b'\'');
    let start = prefix_len(&decoded, is_extra);
    let end = decoded.len() - suffix_len(&decoded, is_extra);
    let inside = decoded.get(start..end)?;
    let before = decoded.get(..start)?.to_vec();
    let mut after = decoded.get(end..)?.to_vec();
    if inside == token.as_bytes() {
        return Some((before, after));
    }
    // A token that was wrapped before it was encoded.
    let lines = inside.iter().filter(|byte| !byte.is_ascii_whitespace());
    if !lines.eq(token.as_bytes()) {
        return None;
    }
    after.insert(0, INSIDE);
    Some((before, after))
}

/// Represents line breaks inside a token in front of what follows it.
const INSIDE: u8 = 0;

fn value_fault(before: &[u8], after: &[u8]) -> Option<ValueFault> {
    let is_quote = |byte: &u8| matches!(byte, b'"' | b'\'');
    if before.iter().chain(after).any(is_quote) {
        return Some(ValueFault::Quotes);
    }
    match (before, after) {
        (_, [INSIDE, ..]) => Some(ValueFault::LineBreakInside),
        ([_, ..], _) => Some(ValueFault::BlankBefore),
        (_, after) if after.contains(&b'\n') || after.contains(&b'\r') => {
            Some(ValueFault::LineBreakAfter)
        }
        (_, [_, ..]) => Some(ValueFault::BlankAfter),
        _ => None,
    }
}

/// Returns what a quoted string holds beside the token in it: an escaped line break or quote, or a
/// blank.
fn in_quotes(text: &[u8], hull: &Range<usize>) -> Option<Finding> {
    let before = text.get(..hull.start)?;
    let after = text.get(hull.end..)?;
    let after = after.get(..LONGEST_EXTRA).unwrap_or(after);
    let (trailing, has_break) = escaped_blanks(after);
    let closes = closing_quote(after.get(trailing..)?);
    let finding =
        |fault, range| Some(Finding::ValueHasNewline { fault, written: Written::String, range });
    let blanks = suffix_len(before.get(before.len().saturating_sub(LONGEST_EXTRA)..)?, is_blank);
    let opening = before.get(..before.len() - blanks)?;
    let opens = closes.is_some() && opening.last() == closes.as_ref() && begins_value(opening);
    if trailing > 0 && closes.is_some() {
        let in_header = blanks == 1 && ends_with_quoted_bearer(opening);
        let fault = if has_break { ValueFault::LineBreakAfter } else { ValueFault::BlankAfter };
        let fits = opens && blanks == 0 || has_break && in_header;
        return if fits { finding(fault, hull.end..hull.end + trailing) } else { None };
    }
    if blanks > 0 && trailing == 0 && opens {
        return finding(ValueFault::BlankBefore, hull.start - blanks..hull.start);
    }
    let quoted = before.ends_with(b"\"\\\"") && after.starts_with(b"\\\"\"")
        || before.ends_with(b"\"'") && after.starts_with(b"'\"");
    if quoted { finding(ValueFault::Quotes, hull.start - 1..hull.end + 1) } else { None }
}

/// Returns the finding for quotes around the token in an `Authorization` header, as `jq` without `-r`
/// leaves them there. Quotes that a shell or a language removes are not among them: one of those
/// precedes the header.
fn quoted_in_header(text: &[u8], hull: &Range<usize>) -> Option<Finding> {
    let before = text.get(..hull.start)?;
    let &quote = before.last().filter(|byte| matches!(byte, b'"' | b'\''))?;
    let Some(Introduction::Authorization(scheme)) = introduction(before) else { return None };
    let line = before.get(
        before.len()
            - suffix_len(before.get(before.len().saturating_sub(LONGEST_USER)..)?, |byte| {
                byte != b'\n'
            })..,
    )?;
    let only = line.iter().filter(|&&byte| byte == quote).count() == 1;
    let fits = scheme.word.eq_ignore_ascii_case(b"bearer") && matches!(scheme.gap, [b' ', _]);
    let closes = text.get(hull.end) == Some(&quote);
    (only && fits && closes).then_some(Finding::ValueHasNewline {
        fault: ValueFault::Quotes,
        written: Written::String,
        range: hull.start - 1..hull.end + 1,
    })
}

/// Returns true if a text ends with `Bearer` at the beginning of a string.
fn ends_with_quoted_bearer(text: &[u8]) -> bool {
    let split = text.len().checked_sub("Bearer".len()).and_then(|at| text.split_at_checked(at));
    split.is_some_and(|(head, word)| {
        word.eq_ignore_ascii_case(b"bearer") && matches!(head, [.., b'"' | b'\''])
    })
}

fn is_blank(byte: u8) -> bool {
    matches!(byte, b' ' | b'\t')
}

/// Returns how many bytes of blanks and escaped line breaks a text begins with, and whether there
/// is a line break.
fn escaped_blanks(text: &[u8]) -> (usize, bool) {
    let (mut length, mut has_break) = (0, false);
    while let Some(rest @ [_, ..]) = text.get(length..) {
        let slashes = prefix_len(rest, |byte| byte == b'\\');
        match (slashes, rest.get(slashes)) {
            (0, Some(&byte)) if is_blank(byte) => {}
            (1.., Some(b'n' | b'r')) => has_break = true,
            _ => break,
        }
        length += slashes + 1;
    }
    (length, has_break)
}

/// Returns the quote that closes a string here, escaped or not.
fn closing_quote(text: &[u8]) -> Option<u8> {
    let slashes = prefix_len(text, |byte| byte == b'\\');
    text.get(slashes).copied().filter(|byte| matches!(byte, b'"' | b'\''))
}

/// Returns true if the quote at the end of a text opens a value.
fn begins_value(opening: &[u8]) -> bool {
    let before = opening.get(..opening.len().saturating_sub(1)).unwrap_or_default();
    let before = before.get(..before.len() - suffix_len(before, |byte| byte == b'\\'));
    before.unwrap_or_default().last().is_none_or(|byte| {
        byte.is_ascii_whitespace() || matches!(byte, b':' | b'=' | b',' | b'(' | b'[' | b'{')
    })
}

/// Returns the finding for a token in a block scalar of YAML that keeps its last line break.
fn in_block(text: &[u8], hull: &Range<usize>) -> Option<Finding> {
    let before = text.get(hull.start.saturating_sub(LONGEST_USER)..hull.start)?;
    let line = before.get(..before.len() - suffix_len(before, is_blank))?.strip_suffix(b"\n")?;
    let line = line.strip_suffix(b"\r").unwrap_or(line);
    let key = [&b"|"[..], b">", b"|+", b">+"].iter().find_map(|mark| line.strip_suffix(*mark))?;
    let Some(Introduction::Name(name)) = introduction(key) else { return None };
    let fits = key.trim_ascii_end().ends_with(b":") && is_token_name(name);
    let range = hull.start - (before.len() - key.len())..hull.start;
    fits.then_some(Finding::ValueHasNewline {
        fault: ValueFault::LineBreakAfter,
        written: Written::Block,
        range,
    })
}
