//! Finds what should not be shown in the JSON text of a part, and takes it out before anything else
//! reads the text.
//!
//! Two rules. *Recognized* credentials are withheld under every name ([`recognize`]). *Opaque*
//! strings, which look random, are withheld unless their name is known to be public ([`names`],
//! [`opaque`]). The text is read by a lexer that never fails ([`lex`]): broken JSON, text after the
//! JSON and values too deep to be listed are searched like everything else.

mod lex;
mod names;
mod opaque;
mod recognize;
mod view;

use std::ops::Range;

use crate::origin::Pieces;
use crate::report::{Withheld, WithheldReason};

use super::escape::unescape;
use lex::{Container, Lexed, Piece};

/// Replaces in the text what is withheld.
pub(crate) const MARK: &str = "…";

/// A text without what was withheld.
#[derive(Debug)]
pub(crate) struct Redacted {
    /// The text, with [`MARK`] in each place.
    pub(crate) text: String,
    /// From it to the text before.
    pub(crate) pieces: Pieces,
    /// Each place, in order, with what was there.
    pub(crate) places: Vec<Place>,
}

/// A place that something was taken out of.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Place {
    /// The mark in the new text, quotes not included.
    pub(crate) mark: Range<usize>,
    /// The reason and the length.
    pub(crate) withheld: Withheld,
    /// What was there, without the escapes of JSON.
    pub(crate) secret: String,
    /// A value, and not the name of a member.
    pub(crate) is_value: bool,
}

/// Takes what should not be shown out of a JSON text. Returns `None` if there is nothing.
pub(crate) fn redact(text: &str) -> Option<Redacted> {
    let lexed = lex::read(text);
    let reasons = decide(&lexed, 0);
    if reasons.iter().all(Option::is_none) {
        return None;
    }
    let mut redacted =
        Redacted { text: String::new(), pieces: Pieces::default(), places: Vec::new() };
    let (mut kept, mut names) = (0, 0);
    for (piece, reason) in lexed.pieces.iter().zip(reasons) {
        let Some(reason) = reason else { continue };
        redacted.keep(text, kept..piece.span.start);
        let mut mark = MARK.to_owned();
        if piece.is_name {
            // Two names must not become one.
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
        let (mark, secret) = (start..self.text.len(), value(piece));
        let withheld = Withheld { reason, characters: secret.chars().count() };
        let is_value = !piece.is_name && piece.quoted;
        self.places.push(Place { mark, withheld, secret, is_value });
    }
}

/// Returns the credential in a text that was decoded from this many layers.
pub(crate) fn credential_in(text: &str, layers: usize) -> Option<WithheldReason> {
    recognize::credential_in(text, true, layers)
}

/// What a piece says, without the escapes of JSON.
fn value(piece: &Piece<'_>) -> String {
    if piece.quoted { unescape(piece.source).0 } else { piece.source.to_owned() }
}

/// Returns why each piece is withheld, if it is. `layers` counts the encodings around the text.
fn decide(lexed: &Lexed<'_>, layers: usize) -> Vec<Option<WithheldReason>> {
    let values: Vec<String> = lexed.pieces.iter().map(value).collect();
    let mut reasons = Vec::with_capacity(values.len());
    for (piece, value) in lexed.pieces.iter().zip(&values) {
        reasons.push(of_piece(lexed, piece, value, layers));
    }
    let mut children = vec![Vec::new(); lexed.containers.len()];
    for (index, piece) in lexed.pieces.iter().enumerate() {
        if let Some(children) = children.get_mut(piece.container)
            && !piece.is_name
            && piece.quoted
        {
            children.push(index);
        }
    }
    // From the inside out: what is in a list counts for the list around it.
    let mut held = vec![None; lexed.containers.len()];
    for (index, container) in lexed.containers.iter().enumerate().rev() {
        let children = children.get(index).map_or(&[][..], Vec::as_slice);
        in_pieces(children, &values, layers, &mut reasons);
        let inside = held.get(index).copied().flatten();
        let found = beside_a_credential(container, children, inside, &values, &mut reasons);
        if let Some(around) = held.get_mut(container.parent).filter(|_| container.parent != index) {
            *around = around.or(found);
        }
    }
    reasons
}

fn of_piece(
    lexed: &Lexed<'_>,
    piece: &Piece<'_>,
    value: &str,
    layers: usize,
) -> Option<WithheldReason> {
    let public = lexed.is_public(piece);
    if let Some(reason) = recognize::credential_in(value, public, layers) {
        return Some(reason);
    }
    let container = lexed.containers.get(piece.container);
    if !piece.is_name && piece.quoted && !value.is_empty() {
        let meaning = lexed.meaning_of(piece);
        if container.is_some_and(|around| around.is_key) && meaning.private_in_key {
            return Some(WithheldReason::PrivateKey);
        }
        if meaning.secret {
            return Some(WithheldReason::Credential);
        }
    }
    let is_number = !piece.quoted && value.chars().all(|c| "0123456789+-.eE".contains(c));
    (!public && !is_number && opaque::is_opaque(value)).then_some(WithheldReason::Opaque)
}

/// A signature or a line of a key beside the rest of it: `[header, payload, signature]`. Returns
/// what the container holds; `inside` is what one inside it does.
///
/// The claims set itself is such an object only if it holds two bare parts, since one of its claims
/// may hold a token while the others are what they say.
fn beside_a_credential(
    container: &Container,
    children: &[usize],
    inside: Option<WithheldReason>,
    values: &[String],
    reasons: &mut [Option<WithheldReason>],
) -> Option<WithheldReason> {
    let text = |index: &usize| values.get(*index).map_or("", String::as_str);
    let count = |reasons: &[Option<WithheldReason>], reason| {
        children.iter().filter(|&&index| reasons.get(index) == Some(&Some(reason))).count()
    };
    let keys = count(reasons, WithheldReason::PrivateKey);
    let tokens = count(reasons, WithheldReason::Token);
    let parts = children.iter().filter(|index| recognize::is_encoded_object(text(index))).count();
    let found = match (container.is_array, container.is_root) {
        _ if keys > 0 => Some(WithheldReason::PrivateKey),
        (true, _) if tokens > 0 => Some(WithheldReason::Token),
        (false, true) if parts < 2 => None,
        _ if parts > 0 => Some(WithheldReason::Token),
        (false, true) => None,
        _ => inside,
    }?;
    for index in children {
        let hides = opaque::is_opaque_from(text(index), recognize::SHORTEST_PIECE)
            || container.is_array && recognize::is_piece(text(index));
        if let Some(reason @ (None | Some(WithheldReason::Opaque))) = reasons.get_mut(*index)
            && hides
        {
            *reason = Some(found);
        }
    }
    Some(found)
}

/// Finds a credential in adjacent pieces, each too short to be recognized alone.
fn in_pieces(
    children: &[usize],
    values: &[String],
    layers: usize,
    reasons: &mut [Option<WithheldReason>],
) {
    let text = |index: &usize| values.get(*index).map_or("", String::as_str);
    let is_piece = |index: &usize| {
        let reason = reasons.get(*index).copied().flatten();
        matches!(reason, None | Some(WithheldReason::Opaque)) && recognize::is_fragment(text(index))
    };
    let rows: Vec<_> = children.chunk_by(|one, next| is_piece(one) && is_piece(next)).collect();
    for row in rows {
        if row.len() < 2 {
            continue;
        }
        let joined: String = row.iter().map(text).collect();
        if let Some(found) = recognize::credential_in(&joined, true, layers) {
            for &index in row {
                if let Some(reason) = reasons.get_mut(index) {
                    reason.get_or_insert(found);
                }
            }
        }
    }
}

/// Returns why a text inside a text would be withheld, whatever its names are.
fn recognized_inside(text: &str, layers: usize) -> Option<WithheldReason> {
    let reasons = decide(&lex::read(text), layers);
    reasons.into_iter().flatten().find(|&reason| reason != WithheldReason::Opaque)
}

#[cfg(test)]
mod tests;
