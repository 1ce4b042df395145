//! Finds placeholders: what people paste in place of a token, such as a variable that nobody
//! expanded.
//!
//! A placeholder counts only where a token is expected, or if it is the whole paste. In a sentence
//! it means nothing.

use std::ops::Range;

use crate::text::bytes::{prefix_len, suffix_len};

use super::finding::Finding;
use super::introduction::{expects_token, is_header_value, is_token_name};
use super::mistake::{Placeholder, Variable, VariablePlace, VariableSyntax};
use super::template::{self, name_length, until};
use super::withhold::looks_random;

/// The longest placeholder: longer ones are commands that no one-line paste explains.
const MAX_LENGTH: usize = 300;

/// The longest name that is repeated. A longer one may not be a name.
const MAX_NAME: usize = 40;

/// The most quotes and blanks between a variable and the end of its command.
const LONGEST_GAP: usize = 8;

/// A placeholder, read.
#[derive(Debug, PartialEq)]
enum Read {
    Variable(VariableSyntax, Option<String>),
    Placeholder(Placeholder),
}

/// Returns the first placeholder in the place of a token.
pub(super) fn find(text: &[u8]) -> Option<Finding> {
    let (read, range) = alone(text).or_else(|| expected(text))?;
    Some(match read {
        Read::Placeholder(what) => Finding::Placeholder { what, range },
        Read::Variable(syntax, name) => {
            let place = place(text, range.start);
            let variable = Variable { syntax, name, place };
            Finding::VariableNotExpanded { variable, range }
        }
    })
}

/// Returns the placeholder that fills the paste, with or without quotes around it.
fn alone(text: &[u8]) -> Option<(Read, Range<usize>)> {
    let bare = trimmed(text, |byte| byte.is_ascii_whitespace());
    let in_quotes = |byte: u8| byte.is_ascii_whitespace() || matches!(byte, b'"' | b'\'' | b'`');
    // The lines below are the encrypted text.
    let first_line = template::encrypted_by_ansible(text.get(bare.clone())?);
    if let Some(length) = first_line {
        let what = Read::Placeholder(Placeholder::EncryptedByAnsible);
        return Some((what, bare.start..bare.start + length));
    }
    [bare, trimmed(text, in_quotes)].into_iter().find_map(|range| {
        let whole = text.get(range.clone()).filter(|whole| whole.len() <= MAX_LENGTH)?;
        let (found, length) = read(whole)?;
        let fits = match &found {
            Read::Placeholder(Placeholder::Words(words)) => {
                words.as_ref().is_some_and(|words| speaks_of_a_token(words))
            }
            // Other text may have such signs around it.
            Read::Placeholder(Placeholder::TemplateExpression) => {
                whole.starts_with(b"{{") || names_token(whole)
            }
            Read::Placeholder(Placeholder::FormatDirective) => false,
            Read::Placeholder(Placeholder::Mask) => !matches!(whole.first(), Some(b'#' | b'.')),
            _ => true,
        };
        (fits && length == whole.len()).then_some((found, range))
    })
}

/// Returns true for words that mean a token even if nothing precedes them.
fn speaks_of_a_token(words: &str) -> bool {
    let lower = words.to_ascii_lowercase();
    let is_plain = lower.bytes().all(|byte| byte.is_ascii_alphabetic());
    !is_plain && ["token", "jwt", "your"].iter().any(|word| lower.contains(word))
}

/// Returns true if a name inside a template is that of a token.
fn names_token(template: &[u8]) -> bool {
    let lower = template.to_ascii_lowercase();
    [&b"token"[..], b"jwt"].iter().any(|word| lower.windows(word.len()).any(|part| part == *word))
}

fn trimmed(text: &[u8], around: impl Fn(u8) -> bool) -> Range<usize> {
    let start = prefix_len(text, &around);
    start..(text.len() - suffix_len(text, &around)).max(start)
}

/// Returns the first placeholder where a token is expected.
fn expected(text: &[u8]) -> Option<(Read, Range<usize>)> {
    let mut line = 0;
    for (at, &byte) in text.iter().enumerate() {
        if byte == b'\n' {
            line = at + 1;
        }
        let before = text.get(..at)?;
        if !begins(byte, before.last().copied()) {
            continue;
        }
        let is_variable = matches!(byte, b'$' | b'%');
        let printed = is_variable && prints(text.get(line..at)?);
        if !printed && !expects_token(before) {
            continue;
        }
        let rest = text.get(at..)?;
        let Some((found, length)) = read(rest.get(..MAX_LENGTH).unwrap_or(rest)) else { continue };
        let of_token = |name: &Option<String>| {
            name.as_ref().is_some_and(|name| is_token_name(name.as_bytes()))
        };
        let ends = || rest.get(length..).is_some_and(ends_command);
        if printed && !(matches!(&found, Read::Variable(_, name) if of_token(name)) && ends()) {
            continue;
        }
        // "The bearer token": in a sentence it is only a word.
        let is_plain = [&b"token"[..], b"jwt"].contains(&rest.get(..length)?);
        // In source code a format is no mistake, and `:token` is a symbol.
        let is_source =
            found == Read::Placeholder(Placeholder::FormatDirective) || rest.starts_with(b":");
        if (is_plain || is_source) && !is_header_value(before) {
            continue;
        }
        return Some((found, at..at + length));
    }
    None
}

/// Returns true if a placeholder may begin with this byte.
fn begins(byte: u8, before: Option<u8>) -> bool {
    let in_word = before.is_some_and(|before| before.is_ascii_alphanumeric());
    match byte {
        b'$' | b'`' | b'%' | b'{' | b'<' | b'[' | b'(' | b'*' | b'@' | b'/' | b'~' | b'.'
        | b'#' | b'!' | b'_' | b'-' | b':' => {
            before.is_none_or(|before| before != byte || byte == b'$')
        }
        // The first byte of `•`, `…` and `█`.
        0xe2 => true,
        _ => byte.is_ascii_alphabetic() && !in_word,
    }
}

/// Returns true if a line begins with a command that prints or decodes a value. A prompt may
/// precede it.
fn prints(line: &[u8]) -> bool {
    if line.len() > MAX_LENGTH {
        return false;
    }
    let line = line.trim_ascii_start();
    let line = line.strip_prefix(b"$ ").or_else(|| line.strip_prefix(b"# ")).unwrap_or(line);
    [&b"echo "[..], b"printf ", b"jwt ", b"step crypto jwt "]
        .iter()
        .any(|command| line.starts_with(command))
}

/// Returns true if a command ends here, or if another one reads what it prints.
fn ends_command(rest: &[u8]) -> bool {
    let rest = rest.get(..LONGEST_GAP).unwrap_or(rest);
    let gap = |byte: u8| matches!(byte, b'"' | b'\'' | b' ' | b'\t');
    let next = rest.get(prefix_len(rest, gap));
    next.is_none_or(|byte| matches!(byte, b'|' | b';' | b'\n' | b'\r' | b')' | b'<'))
}

/// Reads the placeholder at the start of a text. Returns its length too.
fn read(text: &[u8]) -> Option<(Read, usize)> {
    let line = text.split(|&byte| matches!(byte, b'\n' | b'\r')).next()?;
    if let Some((what, length)) = template::of_program(line) {
        return Some((Read::Placeholder(what), length));
    }
    match line {
        [b'$', b'{', b'{', ..] => {
            Some((Read::Placeholder(Placeholder::ActionsExpression), until(line, b"}}")?))
        }
        [b'{', b'{', rest @ ..] => {
            let is_helm = rest.trim_ascii_start().starts_with(b".");
            let what = match is_helm {
                true => Placeholder::HelmExpression,
                false => Placeholder::TemplateExpression,
            };
            Some((Read::Placeholder(what), until(line, b"}}")?))
        }
        // Make and Compose write `$$` for one `$`.
        [b'$', b'$', ..] => {
            let (found, length) = variable(line.get(1..)?)?;
            Some((found, length + 1))
        }
        [b'$' | b'%' | b'!' | b'`', ..] if template::read(line).is_none() => variable(line),
        _ => {
            let (what, length) = template::read(line)
                .or_else(|| path(line))
                .or_else(|| mask(line))
                .or_else(|| words(line))
                .or_else(|| encrypted(line))?;
            Some((Read::Placeholder(what), length))
        }
    }
}

fn variable(line: &[u8]) -> Option<(Read, usize)> {
    let (syntax, name, length) = match line {
        [b'$', b'{', rest @ ..] => {
            let length = until(line, b"}")?;
            let (syntax, name) = of_power_shell(rest);
            // What follows the name, such as a default value, may hold a secret.
            (syntax, name.get(..name_length(name))?, length)
        }
        [b'$', b'(', rest @ ..] => {
            let length = parenthesized(line)?;
            let inner = rest.get(..length - 3)?;
            let is_name = !inner.is_empty() && name_length(inner) == inner.len();
            let syntax = match is_name {
                true => VariableSyntax::Parentheses,
                false => VariableSyntax::Command,
            };
            (syntax, if is_name { inner } else { b"" }, length)
        }
        [b'$', rest @ ..] => {
            let (syntax, name) = of_power_shell(rest);
            let length = name_length(name);
            if length == 0 {
                return None;
            }
            (syntax, name.get(..length)?, line.len() - name.len() + length)
        }
        [b'%', rest @ ..] => {
            let length = name_length(rest);
            let closed = length > 0 && rest.get(length) == Some(&b'%');
            closed.then_some((VariableSyntax::Cmd, rest.get(..length)?, length + 2))?
        }
        [b'!', rest @ ..] => {
            let length = name_length(rest);
            let closed = length > 0 && rest.get(length) == Some(&b'!');
            closed.then_some((VariableSyntax::Cmd, rest.get(..length)?, length + 2))?
        }
        [b'`', rest @ ..] => {
            let length = rest.iter().position(|&byte| byte == b'`')?;
            // In Markdown, a name is in backticks too.
            rest.get(..length)?.trim_ascii().contains(&b' ').then_some(())?;
            (VariableSyntax::Command, &b""[..], length + 2)
        }
        _ => return None,
    };
    let name = str::from_utf8(name).ok()?;
    let is_plain = !name.is_empty() && name.len() <= MAX_NAME && !looks_random(name);
    if name.len() > MAX_NAME {
        return None;
    }
    Some((Read::Variable(syntax, is_plain.then(|| name.to_owned())), length))
}

fn of_power_shell(name: &[u8]) -> (VariableSyntax, &[u8]) {
    match name.split_at_checked("env:".len()) {
        Some((start, name)) if start.eq_ignore_ascii_case(b"env:") => {
            (VariableSyntax::PowerShell, name)
        }
        _ => (VariableSyntax::Shell, name),
    }
}

/// Returns the length of `$(…)`, with the parentheses inside it.
fn parenthesized(line: &[u8]) -> Option<usize> {
    let mut depth = 0_usize;
    for (at, &byte) in line.iter().enumerate() {
        match byte {
            b'(' => depth += 1,
            b')' if depth == 1 => return Some(at + 1),
            b')' => depth = depth.saturating_sub(1),
            _ => {}
        }
    }
    None
}

/// Words that programs write in place of a secret.
const MASKS: &[&str] = &[
    "redacted",
    "masked",
    "hidden",
    "filtered",
    "omitted",
    "removed",
    "secret",
    "sensitive",
    "snip",
    "sensitive value",
    "secure",
];

/// The characters that programs repeat in place of a secret.
const MASK_CHARACTERS: [&str; 9] = ["*", "•", "●", "█", "▇", "#", ".", "x", "X"];

/// The fewest of these characters in a mask.
const SHORTEST_MASK: usize = 3;

fn mask(line: &[u8]) -> Option<(Placeholder, usize)> {
    if line.starts_with("…".as_bytes()) {
        return ends(line, "…".len()).then_some((Placeholder::Mask, "…".len()));
    }
    let around = prefix_len(line, |byte| matches!(byte, b'*' | b'-' | b'_'));
    if let Some((what, length)) = decorated_mask(line, around) {
        return Some((what, length));
    }
    let repeated = MASK_CHARACTERS.iter().find_map(|character| {
        let character = character.as_bytes();
        let count = line.chunks(character.len()).take_while(|chunk| *chunk == character).count();
        (count >= SHORTEST_MASK).then_some(count * character.len())
    });
    let length = match repeated {
        Some(length) => length,
        None => {
            let (inner, length) = bracketed(line).unwrap_or_else(|| {
                let word = prefix_len(line, |byte| byte.is_ascii_alphabetic());
                (line.get(..word).unwrap_or_default(), word)
            });
            let inner = inner.trim_ascii();
            let known = MASKS.iter().any(|mask| inner.eq_ignore_ascii_case(mask.as_bytes()));
            let in_brackets = inner.len() < length;
            let plain = ["secret", "sensitive", "secure", "removed", "snip"];
            let word = plain.iter().any(|word| inner.eq_ignore_ascii_case(word.as_bytes()));
            (known && (in_brackets || !word)).then_some(length)?
        }
    };
    ends(line, length).then_some((Placeholder::Mask, length))
}

/// Reads a mask such as `***REDACTED***` or `DATA+OMITTED`.
fn decorated_mask(line: &[u8], around: usize) -> Option<(Placeholder, usize)> {
    if let Some(omitted) = line.strip_prefix(b"DATA+OMITTED") {
        return Some((Placeholder::Mask, line.len() - omitted.len()));
    }
    let rest = line.get(around..)?;
    let word = prefix_len(rest, |byte| byte.is_ascii_alphabetic());
    let known = MASKS.iter().any(|mask| {
        rest.get(..word).is_some_and(|word| word.eq_ignore_ascii_case(mask.as_bytes()))
    });
    let after = prefix_len(rest.get(word..)?, |byte| matches!(byte, b'*' | b'-' | b'_'));
    let length = around + word + after;
    (around > 0 && around == after && known && ends(line, length))
        .then_some((Placeholder::Mask, length))
}

/// Returns what is in brackets at the start of a text, and the length with the brackets.
fn bracketed(line: &[u8]) -> Option<(&[u8], usize)> {
    let closing = match line.first()? {
        b'<' => b'>',
        b'[' => b']',
        b'{' => b'}',
        b'(' => b')',
        _ => return None,
    };
    let end = line.iter().position(|&byte| byte == closing)?;
    Some((line.get(1..end)?, end + 1))
}

/// Returns true if nothing that continues a word follows.
fn ends(line: &[u8], length: usize) -> bool {
    let next = line.get(length).copied();
    next.is_none_or(|byte| {
        !(byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'-' | b'/' | b'+' | b'.' | b'*'))
    })
}

/// What is in brackets without being a placeholder: elements of HTML, and words for nothing.
const NOT_WORDS: &[&str] = &[
    "span", "code", "pre", "strong", "div", "mark", "kbd", "none", "nil", "null", "empty", "unset",
];

fn words(line: &[u8]) -> Option<(Placeholder, usize)> {
    let is_word = |byte: u8| byte.is_ascii_alphabetic() || matches!(byte, b'_' | b'-');
    if let Some((inner, length)) = bracketed(line) {
        let inner = str::from_utf8(inner).ok()?;
        let is_inner = |byte: u8| {
            is_word(byte) || byte.is_ascii_digit() || matches!(byte, b' ' | b'.' | b'\'')
        };
        let fits = inner.bytes().all(is_inner) && inner.len() >= 3;
        let means_other = NOT_WORDS.contains(&inner.to_ascii_lowercase().as_str());
        let shown = line.get(..length).and_then(|text| str::from_utf8(text).ok())?;
        let shown = (!looks_random(inner)).then(|| shown.to_owned());
        return (fits && !means_other).then_some((Placeholder::Words(shown), length));
    }
    let length = prefix_len(line, is_word);
    let word = line.get(..length).filter(|word| word.len() <= MAX_NAME)?;
    let word = str::from_utf8(word).ok()?;
    let lower = word.to_ascii_lowercase().replace('-', "_");
    let starts = ["your_", "my_", "insert_", "paste_", "put_", "enter_", "replace_", "some_"];
    let told = starts.iter().any(|start| lower.starts_with(start)) || lower.ends_with("_here");
    let whole = [
        "token",
        "jwt",
        "changeme",
        "change_me",
        "replaceme",
        "replace_me",
        "bearer_token",
        "access_token",
        "sa_token",
    ];
    let fits = told && lower.split('_').any(|part| matches!(part, "token" | "jwt" | "secret"))
        || whole.contains(&lower.as_str());
    let shown = (!looks_random(word)).then(|| word.to_owned());
    (fits && ends(line, length)).then_some((Placeholder::Words(shown), length))
}

/// Reads a file's path. Its text is not repeated: base64 has slashes too.
fn path(line: &[u8]) -> Option<(Placeholder, usize)> {
    let is_path = |byte: u8| {
        byte.is_ascii_alphanumeric()
            || matches!(byte, b'/' | b'\\' | b'.' | b'_' | b'-' | b'~' | b'@' | b':' | b'%')
    };
    let length = prefix_len(line, is_path);
    let text = str::from_utf8(line.get(..length)?).ok()?;
    let (text, what) = match text.strip_prefix('@') {
        Some(text) => (text, Placeholder::PathToRead),
        None => (text, Placeholder::Path),
    };
    let starts = ["/", "~/", "./", "../", "file:///"];
    let below = starts.iter().find_map(|start| text.strip_prefix(start));
    let drive = text.get(1..).and_then(|rest| rest.strip_prefix(":\\"));
    let below = below.or(drive)?;
    let fits = below.starts_with(|c: char| c.is_ascii_alphanumeric() || c == '.')
        && (below.contains(['/', '\\']) || !text.starts_with('/'))
        && !looks_random(text);
    fits.then_some((what, length))
}

/// Reads a value that SOPS encrypted.
fn encrypted(line: &[u8]) -> Option<(Placeholder, usize)> {
    if !line.starts_with(b"ENC[AES256_GCM,") {
        return None;
    }
    let length = line.iter().position(|&byte| byte == b']').map_or(line.len(), |at| at + 1);
    Some((Placeholder::Encrypted, length))
}

/// Returns where the variable at `start` is written.
fn place(text: &[u8], start: usize) -> VariablePlace {
    let before = text.get(..start).unwrap_or_default();
    let is_document = matches!(text.trim_ascii_start(), [b'{' | b'[', ..])
        || text
            .split(|&byte| byte == b'\n')
            .any(|line| line.starts_with(b"apiVersion:") || line.starts_with(b"kind:"));
    match is_document {
        true => VariablePlace::Document,
        false if in_single_quotes(before) => VariablePlace::SingleQuotes,
        false => VariablePlace::Open,
    }
}

/// Returns true if a shell that reads this text is inside single quotes at its end. An empty line
/// ends a command.
fn in_single_quotes(before: &[u8]) -> bool {
    let mut quote = None;
    let mut last = b'\n';
    let mut escaped = false;
    for &byte in before {
        match byte {
            _ if escaped => escaped = false,
            b'\\' if quote != Some(b'\'') => escaped = true,
            b'\n' if last == b'\n' => quote = None,
            // An apostrophe, as in "don't".
            b'\'' if quote.is_none() && last.is_ascii_alphanumeric() => {}
            b'"' | b'\'' if quote == Some(byte) => quote = None,
            b'"' | b'\'' if quote.is_none() => quote = Some(byte),
            _ => {}
        }
        last = byte;
    }
    quote == Some(b'\'')
}
