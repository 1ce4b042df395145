//! A token's report as Markdown (CommonMark with the tables of GitHub).
//!
//! The issuer of a token chooses the names in it, and an issue that quotes one must not load a picture,
//! mention a person or contain a link because of it. So every value is in a code span, and so is each
//! word of a sentence with anything but letters, digits and harmless punctuation: no renderer looks for
//! markup in there. A backslash would not be enough, since hosts look for mentions and addresses in the
//! rendered text. Invisible characters are written as their code points, and so is the vertical bar in
//! a table, since renderers differ in how it is escaped.

use service_account_token::report::{Member, Occasion, Remedy, Report, Token};

use crate::heading;
use crate::relative::relative;
use crate::text;
use crate::text::export::{MEMBERS, ROWS, TIME_NAMES, TIMES, nested};
use crate::visible::{Lines, Piece, code_point, pieces};

/// Writes a time, in Unix seconds, as `2023-08-19 11:49:01 UTC`.
pub(super) type Utc = fn(i64) -> Option<String>;

/// Returns the report of a token as Markdown: headline, summary, what to do, rows, times, claims, what
/// ends it, and findings.
pub fn markdown(report: &Report, token: &Token, utc: Utc) -> String {
    let mut out = String::from("# ");
    sentence(&mut out, &token.headline);
    out.push_str("\n\n");
    sentence(&mut out, &token.summary);
    out.push_str("\n\n");
    what_to_do(&mut out, token);
    table(&mut out, &ROWS);
    for row in &token.rows {
        line(&mut out, [&prose(text::row(row.name)), &prose(&row.words), &prose(&row.why)]);
    }
    times(&mut out, report.now, token, utc);
    members(&mut out, text::CLAIMS, &token.payload.members);
    members(&mut out, text::HEADER, &token.header.members);

    heading(&mut out, text::ENDS, !token.ends.is_empty());
    for end in &token.ends {
        item(&mut out, &end.what, [&end.text, text::certainty(end.certainty)]);
    }
    let findings = [&token.findings, &report.findings];
    heading(&mut out, text::FINDINGS, findings != [&[]; 2]);
    for list in findings {
        for finding in list {
            let help = finding.help.as_deref().unwrap_or_default();
            item(&mut out, text::severity(finding.severity), [&finding.message, help]);
        }
    }
    out
}

/// Writes the first remedy that is not about a leak, and the first one that is.
fn what_to_do(out: &mut String, token: &Token) {
    for is_about_a_leak in [false, true] {
        let fits = |remedy: &&Remedy| (remedy.when == Occasion::Leaked) == is_about_a_leak;
        let Some(remedy) = token.remedies.iter().find(fits) else { continue };
        let is_fine = heading::is_fine(token);
        out.push_str("## ");
        if is_fine && !is_about_a_leak {
            out.push_str(text::NOTHING_TO_FIX);
            out.push_str(". ");
        }
        out.push_str(text::first_step(remedy.when, is_fine).trim_end_matches(':'));
        out.push_str("\n\n");
        sentence(out, &remedy.title);
        out.push_str("\n\n");
        for line in remedy.why.lines() {
            sentence(out, line);
            out.push_str("\n\n");
        }
        if let Some(command) = &remedy.command {
            block(out, command);
        }
    }
}

/// Writes a command in a block of code, with a fence longer than any run of backquotes in it.
fn block(out: &mut String, command: &str) {
    let fence = "`".repeat(longest_run(command).max(2) + 1);
    out.push_str(&[&*fence, "sh\n", command, "\n", &*fence, "\n\n"].concat());
}

/// Returns the length of the longest run of backquotes.
fn longest_run(text: &str) -> usize {
    text.split(|character| character != '`').map(str::len).max().unwrap_or_default()
}

/// Writes the times of the token, and the one they are relative to.
fn times(out: &mut String, now: Option<i64>, token: &Token, utc: Utc) {
    let times = &token.times;
    let times = [
        times.issued_at,
        times.not_before,
        times.refresh_at,
        times.warn_after,
        times.expires_at,
        times.accepted_until,
        now,
    ];
    table(out, &TIMES);
    for (name, time) in TIME_NAMES.into_iter().zip(times) {
        if let Some((seconds, time)) = time.and_then(|seconds| Some((seconds, utc(seconds)?))) {
            let distance = relative(seconds, now.unwrap_or(seconds));
            line(out, [name, &time, if Some(seconds) == now { "" } else { &distance }]);
        }
    }
}

fn members(out: &mut String, title: &str, members: &[Member]) {
    heading(out, title, !members.is_empty());
    if members.is_empty() {
        return;
    }
    table(out, &MEMBERS);
    for member in members {
        let (mut name, mut value) = (String::new(), String::new());
        code(&mut name, &path(&member.pointer));
        match &member.text {
            Some(text) => code(&mut value, text),
            None if member.withheld.is_some() => value.push_str("hidden"),
            None => value.push_str(nested(member.json_type)),
        }
        let meaning = if member.meaning.is_empty() { &member.title } else { &member.meaning };
        line(out, [&name, &value, &prose(meaning)]);
    }
}

/// Returns the path of a member with the names as they are: a pointer escapes `/` and `~` (RFC 6901 §3).
fn path(pointer: &str) -> String {
    let mut names = String::new();
    let mut characters = pointer.chars().skip(1);
    while let Some(character) = characters.next() {
        names.push(match character {
            '~' if characters.next() == Some('1') => '/',
            other => other,
        });
    }
    if names.is_empty() { "\"\"".to_owned() } else { names }
}

fn heading(out: &mut String, title: &str, wanted: bool) {
    if wanted {
        out.push_str("\n## ");
        out.push_str(title);
        out.push_str("\n\n");
    }
}

/// Begins a table, with a blank line after one before it.
fn table(out: &mut String, names: &[&str; 3]) {
    if out.ends_with("|\n") {
        out.push('\n');
    }
    line(out, *names);
    line(out, ["---"; 3]);
}

/// Writes a line of a table. The cells are Markdown already.
fn line(out: &mut String, cells: [&str; 3]) {
    out.push('|');
    for cell in cells {
        out.push(' ');
        out.push_str(&cell.replace('|', &code_point('|')));
        out.push_str(" |");
    }
    out.push('\n');
}

/// Writes an item of a list: a few words, and sentences.
fn item(out: &mut String, title: &str, sentences: [&str; 2]) {
    out.push_str("- ");
    sentence(out, title);
    out.push(':');
    for text in sentences {
        if !text.is_empty() {
            out.push(' ');
            sentence(out, text);
        }
    }
    out.push('\n');
}

fn prose(text: &str) -> String {
    let mut out = String::new();
    sentence(&mut out, text);
    out
}

/// Writes a sentence of the report, whose quotations are between backquotes.
fn sentence(out: &mut String, text: &str) {
    if !text.matches('`').count().is_multiple_of(2) {
        return words(out, text);
    }
    // Plain words and quotations alternate, beginning with words.
    for (index, piece) in text.split('`').enumerate() {
        if index.is_multiple_of(2) {
            words(out, piece);
        } else {
            code(out, piece);
        }
    }
}

fn words(out: &mut String, text: &str) {
    for (at, word) in text.split(' ').enumerate() {
        // A line or an item that begins with spaces, punctuation or `1.` may be code or a list.
        let begins = out.is_empty() || out.ends_with('\n') || out.ends_with("\n- ");
        if at > 0 && !begins {
            out.push(' ');
        }
        if is_plain(word) && !(begins && word.starts_with(|c: char| !c.is_ascii_alphabetic())) {
            out.push_str(word);
        } else {
            code(out, word);
        }
    }
}

/// Punctuation that no renderer reads as markup.
const HARMLESS: &str = ".,;:'\"()/%?-'“”‘…—–§";

/// Returns true for a word that is only text for every renderer. A colon inside a word makes it an address
/// or a picture, except in `11:49:01`.
fn is_plain(word: &str) -> bool {
    let mut before = None;
    for next in word.chars() {
        let harmless = next.is_ascii_alphanumeric() || HARMLESS.chars().any(|one| one == next);
        let after_colon = before == Some(':') && !next.is_ascii_digit();
        if !harmless || after_colon {
            return false;
        }
        before = Some(next);
    }
    let has_www = word.as_bytes().windows(4).any(|four| four.eq_ignore_ascii_case(b"www."));
    (word == ":" || !word.starts_with(':')) && !has_www
}

/// Writes a value in a code span, with a fence longer than any run of backquotes in it.
fn code(out: &mut String, text: &str) {
    if text.is_empty() {
        return;
    }
    let fence = "`".repeat(longest_run(text) + 1);
    // Two fences that touch would be one.
    if out.ends_with('`') {
        out.push(' ');
    }
    // Backquotes or spaces at the ends would be lost or belong to the fence.
    let pad = if text.starts_with(['`', ' ']) || text.ends_with(['`', ' ']) { " " } else { "" };
    out.push_str(&fence);
    out.push_str(pad);
    for piece in pieces(text, Lines::Shown) {
        match piece {
            Piece::Plain(text) => out.push_str(text),
            Piece::Hidden(character) => out.push_str(&code_point(character)),
        }
    }
    out.push_str(pad);
    out.push_str(&fence);
}
