//! What was pasted: its form, every token in it, and what else stands there.

mod clean;
mod credential;
mod form;
mod join;
mod json_serialization;
mod lead;
mod looks;
mod scan;

use std::borrow::Cow;

use crate::finding::{Draft, paste as findings};
use crate::report::{Encoding, Form};

pub(crate) use scan::{Candidate, Lead};
pub use scan::{MAX_LAYERS, MAX_TOKENS};

/// A longer paste is not read: the page has to hold it several times over while it is read.
pub const MAX_INPUT_BYTES: usize = 64 << 20;

/// A paste, read.
#[derive(Debug)]
pub(crate) struct Paste<'b> {
    /// The text that offsets refer to.
    pub(crate) text: Cow<'b, [u8]>,
    pub(crate) form: Form,
    pub(crate) candidates: Vec<Candidate>,
    /// What is about no single token.
    pub(crate) findings: Vec<Draft>,
}

/// Reads a paste, whatever its bytes are.
pub(crate) fn read(bytes: &[u8]) -> Paste<'_> {
    if bytes.len() > MAX_INPUT_BYTES {
        return Paste {
            text: Cow::Borrowed(bytes),
            form: Form::InputTooLarge,
            candidates: Vec::new(),
            findings: vec![findings::input_too_large(bytes.len(), MAX_INPUT_BYTES)],
        };
    }
    let (text, encoding) = match from_utf16(bytes) {
        Some(text) => (Cow::Owned(text.into_bytes()), vec![Encoding::Utf16]),
        None => (Cow::Borrowed(bytes), Vec::new()),
    };
    let mut scan = scan::scan(&text, &encoding);
    let mut drafts = Vec::new();
    let mut credentials = credential::find(&text);
    credentials.append(&mut scan.credentials);
    // A word that is a credential of another kind is no broken token.
    let kept = |candidate: &Candidate| candidate.lead != Lead::Unreadable || credentials.is_empty();
    scan.candidates.retain(kept);
    let form = form::of(&text, &scan, &credentials);
    if form == Form::Empty {
        drafts.push(findings::empty_input());
    }
    if let Some(draft) = not_utf8(&text) {
        drafts.push(draft);
    }
    if scan.count > MAX_TOKENS {
        drafts.push(findings::too_many_tokens(scan.count, MAX_TOKENS));
    }
    if scan.too_many_signatures {
        drafts.push(findings::too_many_signatures(json_serialization::MAX_SIGNATURES));
    }
    if scan.too_many_layers {
        drafts.push(findings::too_many_layers(MAX_LAYERS));
    }
    if scan.candidates.is_empty() && credentials.is_empty() && form != Form::Empty {
        drafts.push(match form::variable(&text) {
            Some((name, range)) => findings::variable_not_expanded(name, range),
            None => findings::no_token_found(form::dotted_parts(&text)),
        });
    }
    for credential in credentials {
        drafts.push(credential.draft());
    }
    Paste { text, form, candidates: scan.candidates, findings: drafts }
}

/// UTF-16 with a byte order mark, as a redirect in PowerShell writes it.
fn from_utf16(bytes: &[u8]) -> Option<String> {
    let (read, rest): (fn([u8; 2]) -> u16, _) = match bytes {
        [0xff, 0xfe, rest @ ..] => (u16::from_le_bytes, rest),
        [0xfe, 0xff, rest @ ..] => (u16::from_be_bytes, rest),
        _ => return None,
    };
    let (pairs, _) = rest.as_chunks::<2>();
    let mut units = Vec::with_capacity(pairs.len());
    for &pair in pairs {
        units.push(read(pair));
    }
    Some(String::from_utf16_lossy(&units))
}

fn not_utf8(text: &[u8]) -> Option<Draft> {
    let first = std::str::from_utf8(text).err()?.valid_up_to();
    let mut count = 0;
    for chunk in text.utf8_chunks() {
        count += usize::from(!chunk.invalid().is_empty());
    }
    Some(findings::paste_not_utf8(count, first..first + 1))
}
