//! Which texts are secret, whatever they are called.

use std::ops::Range;

use crate::kubernetes::names::is_label;
use crate::paste::{Paste, WithheldReason, withhold};
use crate::text::base64;

use super::kind::CoveredKind;

/// The most tokens of one text that may be written in another way than the scan unwrapped them. Each
/// is looked for to the end of the text.
const MAX_NOT_FOUND: usize = 8;

/// Looks for secrets in texts; tokens, which are covered by themselves, are none.
pub(super) struct Content<'p> {
    /// The place and the text of each token, in the order of their places.
    tokens: Vec<(Range<usize>, &'p str)>,
}

impl<'p> Content<'p> {
    pub(super) fn new(paste: &'p Paste<'_>) -> Self {
        let token =
            |candidate: &'p crate::paste::Candidate| (candidate.hull(), candidate.text.as_str());
        let tokens = paste.candidates.iter().filter(|candidate| candidate.decoded.is_none());
        let mut tokens: Vec<_> = tokens.map(token).collect();
        tokens.sort_by_key(|(hull, _)| (hull.start, hull.end));
        Self { tokens }
    }

    /// Returns what a value is, if it is secret. `range` is its place in the paste.
    pub(super) fn of_value(
        &self,
        text: &str,
        range: &Range<usize>,
        name: Option<&str>,
    ) -> Option<CoveredKind> {
        match self.of_text(text, range)? {
            CoveredKind::Opaque
                if is_certificates(text)
                    || name.is_some_and(withhold::is_public_name)
                    || !withhold::looks_random(&without_digests(text)) =>
            {
                None
            }
            what => Some(what),
        }
    }

    /// Returns what a text is, if it is secret. `range` is its place in the paste.
    pub(super) fn of_text(&self, text: &str, range: &Range<usize>) -> Option<CoveredKind> {
        let text = self.without_tokens(text, range);
        match withhold::credential_in(&text, 0) {
            Some(WithheldReason::PrivateKey) => Some(CoveredKind::PrivateKey),
            Some(WithheldReason::Token) => Some(CoveredKind::Token),
            Some(_) => Some(CoveredKind::Credential),
            None => withhold::looks_random(&text).then_some(CoveredKind::Opaque),
        }
    }

    /// Returns a text with a blank for each token in it.
    fn without_tokens(&self, text: &str, range: &Range<usize>) -> String {
        let first = self.tokens.partition_point(|(hull, _)| hull.start < range.start);
        let mut left = String::with_capacity(text.len());
        let (mut rest, mut not_found) = (text, 0);
        for (hull, token) in self.tokens.get(first..).unwrap_or_default() {
            if hull.start >= range.end || not_found == MAX_NOT_FOUND {
                break;
            }
            match rest.split_once(token) {
                Some((before, after)) => {
                    left.push_str(before);
                    left.push(' ');
                    rest = after;
                }
                None => not_found += 1,
            }
        }
        left + rest
    }
}

/// Returns true for a line that begins a private key in PEM.
pub(super) fn begins_private_key(line: &str) -> bool {
    line.split("-----BEGIN ").skip(1).any(|label| label.contains("PRIVATE KEY"))
}

/// Returns a line without the sign of YAML that the text of a name comes on the next lines.
pub(super) fn without_indicator(line: &str) -> &str {
    let is_indicator = |text: &str| {
        text.strip_prefix(['|', '>'])
            .is_some_and(|rest| rest.chars().all(|c| c.is_ascii_digit() || matches!(c, '-' | '+')))
    };
    match line.trim_end().rsplit_once(' ') {
        Some((before, last)) if is_indicator(last) => before,
        _ => line,
    }
}

/// Returns true for an entry of a Secret that everyone may know: certificates, and the namespace.
pub(super) fn is_public_entry(name: &str, text: &str) -> bool {
    is_certificates(text)
        || name == "namespace" && {
            let decoded = String::from_utf8(base64::decode(text.trim()).bytes);
            is_label(text) || decoded.is_ok_and(|decoded| is_label(&decoded))
        }
}

/// Returns true for certificates in PEM and nothing else, perhaps in base64.
fn is_certificates(text: &str) -> bool {
    const BEGIN: &str = "-----BEGIN ";
    const ENCODED_BEGIN: &str = "LS0tLS1CRUdJTi";
    if text.trim_start().starts_with(ENCODED_BEGIN) {
        let decoded = String::from_utf8(base64::decode(text.trim()).bytes);
        return decoded
            .is_ok_and(|decoded| decoded.starts_with(BEGIN) && is_certificates(&decoded));
    }
    let mut blocks = text.split(BEGIN);
    blocks.next().is_some_and(|before| before.trim().is_empty())
        && blocks.clone().next().is_some()
        && blocks.all(|block| {
            let end = block.rsplit_once("-----END CERTIFICATE-----");
            block.starts_with("CERTIFICATE-----")
                && end.is_none_or(|(_, after)| after.trim().is_empty())
        })
}

/// Returns a text without the digests of images.
fn without_digests(text: &str) -> String {
    let mut pieces = text.split("sha256:");
    let mut left = pieces.next().unwrap_or_default().to_owned();
    for piece in pieces {
        left.push(' ');
        left.push_str(piece.trim_start_matches(|c: char| c.is_ascii_hexdigit()));
    }
    left
}

/// Returns true for a value that says nothing.
pub(super) fn is_nothing(text: &str) -> bool {
    const NOTHING: [&str; 6] = ["null", "true", "false", "REDACTED", "DATA+OMITTED", "<redacted>"];
    NOTHING.contains(&text.trim()) || !text.contains(char::is_alphanumeric)
}
