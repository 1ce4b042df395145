//! Finds credentials in any text. Replaces those in the JSON text of a part before anything else
//! reads it.
//!
//! Two rules apply. *Recognized* credentials are withheld under every name ([`recognize`]).
//! *Opaque* strings, which look random, are withheld unless their name is known to be public
//! ([`names`], [`opaque`]). [`decide`] applies both. The lexer ([`lex`]) never fails: it also
//! searches broken JSON, text after the JSON, and values nested too deep to be listed.

mod decide;
mod lex;
mod names;
mod opaque;
mod reason;
mod recognize;
mod view;

use std::ops::Range;

use crate::text::source_map::Pieces;

use lex::Piece;

pub(crate) use decide::credential_in;
pub(crate) use names::{
    is_certain as is_certain_name, is_private_key_member, is_public as is_public_name,
    is_public_key_member, is_secret as is_secret_name,
};
pub(crate) use opaque::is_opaque as looks_random;
pub use reason::{Withheld, WithheldReason};
pub(super) use recognize::is_private_key_der;

/// Replaces a withheld value.
const MARK: &str = "…";

/// A text whose credentials are replaced.
#[derive(Debug)]
pub(crate) struct Redacted {
    /// The text, with [`MARK`] for each redaction.
    pub(crate) text: String,
    /// Maps it to the original text.
    pub(crate) pieces: Pieces,
    /// The replaced credentials, in order.
    pub(crate) redactions: Vec<Redaction>,
}

/// A replaced credential.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Redaction {
    /// The byte range of the mark in the new text, without quotes.
    pub(crate) mark: Range<usize>,
    /// The reason and the length.
    pub(crate) withheld: Withheld,
    /// The original, with JSON escapes decoded.
    pub(crate) secret: String,
    /// True for a value, false for a member's name.
    pub(crate) is_value: bool,
}

/// Returns true for a text that holds a credential, or looks random and may be one.
pub(crate) fn is_secret(text: &str) -> bool {
    credential_in(text, 0).is_some() || opaque::is_opaque(text)
}

/// Replaces every credential in a JSON text. Returns none if there is no credential.
pub(crate) fn redact(text: &str) -> Option<Redacted> {
    let lexed = lex::read(text);
    let reasons = decide::reasons(&lexed, 0);
    if reasons.iter().all(Option::is_none) {
        return None;
    }
    let mut redacted =
        Redacted { text: String::new(), pieces: Pieces::default(), redactions: Vec::new() };
    let (mut kept, mut names) = (0, 0);
    for (piece, reason) in lexed.pieces.iter().zip(reasons) {
        let Some(reason) = reason else { continue };
        redacted.keep(text, kept..piece.span.start);
        let mut mark = MARK.to_owned();
        if piece.is_name {
            // Two names must not become the same name.
            names += 1;
            if names > 1 {
                mark += &names.to_string();
            }
        }
        redacted.replace(&mark, piece, reason);
        kept = piece.span.end;
    }
    redacted.keep(text, kept..text.len());
    Some(redacted)
}

impl Redacted {
    fn keep(&mut self, text: &str, range: Range<usize>) {
        self.text.push_str(text.get(range.clone()).unwrap_or_default());
        self.pieces.push(range.len(), range);
    }

    fn replace(&mut self, mark: &str, piece: &Piece<'_>, reason: WithheldReason) {
        let start = self.text.len();
        self.text.push_str(mark);
        self.pieces.push(mark.len(), piece.span.clone());
        let (mark, secret) = (start..self.text.len(), piece.value());
        let withheld = Withheld { reason, characters: secret.chars().count() };
        let is_value = !piece.is_name && piece.quoted;
        self.redactions.push(Redaction { mark, withheld, secret, is_value });
    }
}

#[cfg(test)]
mod tests;
