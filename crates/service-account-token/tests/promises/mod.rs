//! What the report of any text holds: promises of ARCHITECTURE.md as assertions, which the
//! properties and the fuzz targets share.

#![allow(
    dead_code,
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::string_slice,
    reason = "each user takes some of it, and a test may fail"
)]

mod json;
mod places;

use std::borrow::Cow;

use service_account_token::MAX_FINDINGS_OF_ONE_CODE;
use service_account_token::report::{Finding, Format, PartName, Report, Token};
use service_account_token::{Options, Paste, SecretToken, inspect};

#[allow(unused_imports, reason = "each user takes some of it")]
pub(crate) use json::agrees_with_serde_json;

/// Asserts everything that holds for the report of any bytes, and answers with the report.
pub(crate) fn hold(bytes: &[u8], now: Option<i64>) -> Report {
    let paste = Paste::read(bytes);
    let report = paste.report(&Options::new().now(now));
    assert_eq!(report, read(bytes, now), "the same text gives the same report");
    let text = text_of(bytes, report.input.bytes);
    assert_eq!(report.input.bytes, text.len());
    let shown = serde_json::to_string(&report).unwrap();
    let json = |token: &Token| [token.header.text.clone(), token.payload.text.clone()];
    let claims: Vec<String> = report.tokens.iter().flat_map(json).flatten().collect();
    for finding in &report.findings {
        finding_holds(finding, &text);
    }
    few_and_sorted(&report.findings);
    for (index, token) in report.tokens.iter().enumerate() {
        let secret = paste.secret(index);
        assert_eq!(secret.is_none(), token.format == Some(Format::Decoded));
        let secret = secret.as_ref().map_or("", SecretToken::expose);
        let span = paste.tokens()[index];
        assert_eq!((span.start, span.end), (token.location.start, token.location.end));
        token_holds(token, &text);
        places::hold(token, &text, secret);
        keeps_no_signature(token, secret, &shown, &claims);
    }
    covers_signatures(&report, &text);
    assert_eq!(paste.tokens().len(), report.tokens.len());
    assert!(paste.secret(report.tokens.len()).is_none());
    without_a_clock(bytes, &report);
    report
}

fn read(bytes: &[u8], now: Option<i64>) -> Report {
    inspect(bytes, &Options::new().now(now))
}

/// The text of this length that offsets refer to: UTF-16 is read as UTF-8, with U+FFFD for half a unit
/// at its end. Without a byte order mark the length tells whether it was read so.
fn text_of(bytes: &[u8], length: usize) -> Cow<'_, [u8]> {
    match bytes {
        [0xff, 0xfe, rest @ ..] => utf16(rest, u16::from_le_bytes).into(),
        [0xfe, 0xff, rest @ ..] => utf16(rest, u16::from_be_bytes).into(),
        _ if length == bytes.len() => bytes.into(),
        _ => {
            let little_endian = utf16(bytes, u16::from_le_bytes);
            let is_little_endian = little_endian.len() == length;
            let big_endian = || utf16(bytes, u16::from_be_bytes);
            if is_little_endian { little_endian } else { big_endian() }.into()
        }
    }
}

fn utf16(bytes: &[u8], unit: fn([u8; 2]) -> u16) -> Vec<u8> {
    let (pairs, half) = bytes.as_chunks();
    let units: Vec<u16> = pairs.iter().map(|&pair| unit(pair)).collect();
    let half = if half.is_empty() { "" } else { "\u{fffd}" };
    (String::from_utf16_lossy(&units) + half).into_bytes()
}

/// One token by itself.
fn token_holds(token: &Token, text: &[u8]) {
    assert_eq!(token.rows.len(), 5);
    assert!(token.rows.iter().all(|row| !row.words.is_empty() && !row.why.is_empty()));
    assert!(!token.headline.is_empty() && !token.summary.is_empty());
    for part in [&token.header, &token.payload] {
        let source = part.text.as_deref().unwrap_or_default();
        for member in &part.members {
            let own = &source[member.start..member.end];
            assert_eq!(member.text.as_deref().unwrap_or(own), own);
            assert!(!member.title.is_empty() && !member.meaning.is_empty());
        }
    }
    for finding in &token.findings {
        finding_holds(finding, text);
    }
    few_and_sorted(&token.findings);
}

/// It has words, lies in the text, and its line and column are those of its first byte.
fn finding_holds(finding: &Finding, text: &[u8]) {
    assert!(!finding.message.is_empty() && finding.count > 0, "{finding:?}");
    let (Some(start), Some(end)) = (finding.start, finding.end) else {
        let none = (None, None, None, None);
        assert_eq!((finding.start, finding.end, finding.line, finding.column), none);
        return;
    };
    assert!(start <= end && end <= text.len(), "{finding:?}");
    let before = &text[..start];
    let line_start = before.iter().rposition(|&byte| byte == b'\n').map_or(0, |at| at + 1);
    let line = before.iter().filter(|&&byte| byte == b'\n').count() + 1;
    let column = before[line_start..].iter().filter(|&&byte| byte & 0xc0 != 0x80).count() + 1;
    assert_eq!((finding.line, finding.column), (Some(line), Some(column)), "{finding:?}");
}

/// What is covered of a document is in order, in the text, and has every signature in it.
fn covers_signatures(report: &Report, text: &[u8]) {
    let Some(document) = &report.document else { return };
    let covered: Vec<_> = document.covered.iter().map(|covered| covered.span).collect();
    let mut at = 0;
    for span in &covered {
        assert!(at <= span.start && span.start < span.end && span.end <= text.len(), "{span:?}");
        at = span.end;
    }
    let parts = report.tokens.iter().flat_map(|token| &token.parts);
    for part in parts.filter(|part| part.name == PartName::Signature) {
        for byte in part.ranges.iter().flat_map(|span| span.range()) {
            let after = covered.partition_point(|span| span.start <= byte);
            let is_covered = after > 0 && covered[after - 1].range().contains(&byte);
            assert!(is_covered, "byte {byte} of a signature is not covered");
        }
    }
}

/// The worst come first, and of one code there are not too many.
fn few_and_sorted(findings: &[Finding]) {
    assert!(findings.is_sorted_by_key(|finding| finding.severity));
    for finding in findings {
        let same = findings.iter().filter(|other| other.code == finding.code).count();
        assert!(same <= MAX_FINDINGS_OF_ONE_CODE, "{finding:?}");
    }
}

/// No piece of the signature of this token stands anywhere in the report but in a claim that says
/// the same: a text can be made to.
fn keeps_no_signature(token: &Token, secret: &str, shown: &str, claims: &[String]) {
    let parts = token.parts.iter().zip(secret.split('.'));
    for (_, text) in parts.filter(|(part, _)| part.name == PartName::Signature) {
        let kept = piece_of::<LONG_PIECE>(text, shown, claims);
        assert_eq!(kept, None, "a piece of a signature is in the report");
    }
}

/// So many characters of a signature could be of use to somebody.
pub(crate) const PIECE: usize = 16;

/// A signature that a fuzzer made may hold a word of the report, such as `RSASSA-PKCS1-v1_5`; none is
/// so long.
const LONG_PIECE: usize = 24;

/// A piece that is no word: `lifetime_seconds` may stand in a signature by chance.
fn is_telling(piece: &str) -> bool {
    let has = |test: fn(&u8) -> bool| piece.as_bytes().iter().any(test);
    has(u8::is_ascii_digit) && has(u8::is_ascii_lowercase) && has(u8::is_ascii_uppercase)
}

/// The first telling piece of a signature that stands in a text and in none of the others; there its
/// end is enough, since what is escaped before it may look like its first characters.
pub(crate) fn piece_of<'t, const LENGTH: usize>(
    signature: &str,
    text: &'t str,
    others: &[String],
) -> Option<&'t str> {
    let is_other = |c: char| !(c.is_ascii_alphanumeric() || "-_".contains(c));
    let words = text.split(is_other).filter(|word| word.len() >= LENGTH);
    let mut pieces =
        words.flat_map(|word| (LENGTH..=word.len()).map(|end| &word[end - LENGTH..end]));
    pieces.find(|piece| {
        is_telling(piece)
            && signature.contains(piece)
            && !others.iter().any(|other| other.contains(&piece[LENGTH / 4..]))
    })
}

/// Without a clock the same is read; only what is said of the time differs.
fn without_a_clock(bytes: &[u8], report: &Report) {
    let timeless = read(bytes, None);
    assert_eq!((timeless.now, timeless.input.form), (None, report.input.form));
    assert_eq!(timeless.findings, report.findings);
    assert_eq!(timeless.tokens.len(), report.tokens.len());
    for (one, other) in timeless.tokens.iter().zip(&report.tokens) {
        assert_eq!((&one.location, &one.parts), (&other.location, &other.parts));
        assert_eq!((one.kind, one.format), (other.kind, other.format));
        assert_eq!(
            (&one.header.text, &one.payload.text),
            (&other.header.text, &other.payload.text)
        );
        assert_eq!((&one.signature, &one.variant), (&other.signature, &other.variant));
    }
}
