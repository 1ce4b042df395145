//! What was pasted: its form, every token in it, and what else stands there.

mod candidate;
mod credential;
mod decoded;
mod encoding;
mod ending;
mod finding;
mod form;
mod introduction;
mod join;
mod json_serialization;
mod limits;
mod markup;
mod mistake;
mod normalize;
mod pieces;
mod placeholder;
mod prompt;
mod recipient_message;
mod scan;
mod server_message;
mod sniff;
mod surroundings;
mod template;
mod utf16;
pub(crate) mod withhold;
mod word;
mod wrong_use;

use std::borrow::Cow;

pub(crate) use candidate::{Candidate, DecodedClaims, FirstPart, MappedText};
pub use encoding::Encoding;
pub(crate) use finding::Finding;
pub use form::Form;
pub use limits::{MAX_INPUT_BYTES, MAX_LAYERS, MAX_TOKENS};
pub(crate) use mistake::{
    Carrier, Placeholder, SchemeFault, ValueFault, Variable, VariablePlace, VariableSyntax, Written,
};
pub(crate) use recipient_message::{About, RecipientMessage, Sender};
pub(crate) use server_message::ServerMessage;
pub use withhold::{Withheld, WithheldReason};

/// A paste, read.
#[derive(Debug)]
pub(crate) struct Paste<'b> {
    /// The text that offsets refer to.
    pub(crate) text: Cow<'b, [u8]>,
    /// The length of the text.
    pub(crate) bytes: usize,
    pub(crate) form: Form,
    pub(crate) candidates: Vec<Candidate>,
    /// What is about no single token.
    pub(crate) findings: Vec<Finding>,
}

/// Reads a paste, whatever its bytes are.
pub(crate) fn read(bytes: &[u8]) -> Paste<'_> {
    if bytes.len() > MAX_INPUT_BYTES {
        return Paste { text: Cow::Borrowed(bytes), ..too_large(bytes.len()) };
    }
    let (text, encoding) = match utf16::read(bytes) {
        Some((text, _)) => (Cow::Owned(text.into_bytes()), vec![Encoding::Utf16]),
        None => (Cow::Borrowed(bytes), Vec::new()),
    };
    let mut scan = scan::scan(&text, &encoding);
    let mut findings = Vec::new();
    let mut credentials = credential::find(&text);
    credentials.append(&mut scan.credentials);
    // A word that is a credential of another kind is no broken token.
    let kept = |candidate: &Candidate| {
        candidate.first_part != FirstPart::Unreadable || credentials.is_empty()
    };
    scan.candidates.retain(kept);
    wrong_use::note(&text, &mut scan.candidates);
    let form = form::of(&text, &scan, &credentials);
    if form == Form::Empty {
        findings.push(Finding::EmptyInput);
    }
    findings.extend(not_utf8(&text));
    if scan.count > MAX_TOKENS {
        findings.push(Finding::TooManyTokens { count: scan.count, limit: MAX_TOKENS });
    }
    if scan.too_many_signatures {
        findings.push(Finding::TooManySignatures { limit: limits::MAX_SIGNATURES });
    }
    if scan.too_many_layers {
        findings.push(Finding::TooManyLayers { limit: MAX_LAYERS });
    }
    if scan.candidates.is_empty() && credentials.is_empty() && form != Form::Empty {
        let none = || Finding::NoTokenFound { parts: form::dotted_part_count(&text) };
        let message = server_message::find_all(&text).into_iter().next();
        // In `invalid bearer token`, the words are no placeholder.
        let stays = |found: &Finding| {
            message.is_none()
                || !matches!(found, Finding::Placeholder { what: Placeholder::Words(_), .. })
        };
        let placeholder = placeholder::find(&text).filter(stays);
        if placeholder.is_none() && message.is_none() {
            findings.push(none());
        }
        findings.extend(placeholder);
        let note = |(message, range)| Finding::ServerMessage { message, range };
        findings.extend(message.map(note));
    }
    for credential in credentials {
        findings.push(credential.into());
    }
    Paste { bytes: text.len(), text, form, candidates: scan.candidates, findings }
}

/// The messages in a text of those that a token was shown to.
#[derive(Clone, Debug, Default)]
pub(crate) struct Messages {
    /// Those of the API server, the one first that says the most.
    pub(crate) server: Vec<ServerMessage>,
    /// One of each other recipient.
    pub(crate) recipients: Vec<RecipientMessage>,
}

/// Returns the messages in a text.
pub(crate) fn find_messages(text: &[u8]) -> Messages {
    let server = server_message::find_all(text).into_iter().map(|(message, _)| message).collect();
    Messages { server, recipients: recipient_message::find_all(text) }
}

/// Returns a paste of this many bytes, which are too many, without its text.
pub(crate) fn too_large(bytes: usize) -> Paste<'static> {
    Paste {
        text: Cow::Borrowed(&[]),
        bytes,
        form: Form::InputTooLarge,
        candidates: Vec::new(),
        findings: vec![Finding::InputTooLarge { bytes, limit: MAX_INPUT_BYTES }],
    }
}

fn not_utf8(text: &[u8]) -> Option<Finding> {
    let first = std::str::from_utf8(text).err()?.valid_up_to();
    let mut places = 0;
    for chunk in text.utf8_chunks() {
        places += usize::from(!chunk.invalid().is_empty());
    }
    Some(Finding::NotUtf8 { places, range: first..first + 1 })
}
