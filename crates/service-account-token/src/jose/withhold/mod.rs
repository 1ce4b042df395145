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
    for (index, (piece, value)) in lexed.pieces.iter().zip(&values).enumerate() {
        if let Some(children) = children.get_mut(piece.container)
            && (piece.quoted || !is_number(value))
        {
            children.push(index);
        }
    }
    // From the inside out: what is in a list counts for the list around it.
    let mut held = vec![None; lexed.containers.len()];
    for (index, container) in lexed.containers.iter().enumerate().rev() {
        let children = children.get(index).map_or(&[][..], Vec::as_slice);
        if container.is_array {
            in_pieces(children, &values, layers, &mut reasons);
        }
        let inside = held.get(index).copied().flatten();
        let found = holds(container, children, inside, &values, &reasons);
        if let Some(own) = held.get_mut(index) {
            *own = found;
        }
        if let Some(around) = held.get_mut(container.parent).filter(|_| container.parent != index) {
            *around = around.or(found);
        }
    }
    beside_a_credential(lexed, &children, &held, &values, &mut reasons);
    reasons
}

fn of_piece(
    lexed: &Lexed<'_>,
    piece: &Piece<'_>,
    value: &str,
    layers: usize,
) -> Option<WithheldReason> {
    let public = lexed.is_public(piece);
    let meaning = lexed.meaning_of(piece);
    let value =
        meaning.prefixes.iter().find_map(|known| value.strip_prefix(known)).unwrap_or(value);
    if let Some(reason) = recognize::credential_in(value, public, layers) {
        return Some(reason);
    }
    let container = lexed.containers.get(piece.container);
    if !piece.is_name && piece.quoted && !value.is_empty() {
        if container.is_some_and(|around| around.is_key) && meaning.private_in_key {
            return Some(WithheldReason::PrivateKey);
        }
        if meaning.secret || container.is_some_and(|around| around.is_secret) {
            return Some(WithheldReason::Credential);
        }
    }
    let is_number = !piece.quoted && is_number(value);
    (!public && !is_number && opaque::is_opaque(value)).then_some(WithheldReason::Opaque)
}

fn is_number(value: &str) -> bool {
    value.chars().all(|c| "0123456789+-.eE".contains(c))
}

/// What a container holds: a credential, or a part of one whose rest stands beside it. `inside` is
/// what one inside it does.
///
/// The claims set itself counts only if it holds two bare parts, since one of its claims may hold a
/// token while the others are what they say.
fn holds(
    container: &Container,
    children: &[usize],
    inside: Option<WithheldReason>,
    values: &[String],
    reasons: &[Option<WithheldReason>],
) -> Option<WithheldReason> {
    let text = |index: &usize| values.get(*index).map_or("", String::as_str);
    let count = |reason| {
        children.iter().filter(|&&index| reasons.get(index) == Some(&Some(reason))).count()
    };
    let keys = count(WithheldReason::PrivateKey);
    let tokens = count(WithheldReason::Token);
    let parts: usize = children.iter().map(|index| recognize::bare_parts(text(index))).sum();
    match (container.is_array, container.is_root) {
        _ if keys > 0 => Some(WithheldReason::PrivateKey),
        (true, _) if tokens > 0 => Some(WithheldReason::Token),
        (false, true) if parts < 2 => None,
        _ if parts > 0 => Some(WithheldReason::Token),
        (false, true) => None,
        _ => inside,
    }
}

/// A signature or a line of a key beside the rest of it, however deep in lists of their own:
/// `[header, payload, signature]`, `[{"part": header}, {"part": payload}, {"part": signature}]`.
fn beside_a_credential(
    lexed: &Lexed<'_>,
    children: &[Vec<usize>],
    held: &[Option<WithheldReason>],
    values: &[String],
    reasons: &mut [Option<WithheldReason>],
) {
    // What the containers around one hold, and whether one of them is a list of pieces.
    let mut around: Vec<(Option<WithheldReason>, bool)> = Vec::with_capacity(held.len());
    for (index, container) in lexed.containers.iter().enumerate() {
        let (outer, in_list) = around.get(container.parent).copied().unwrap_or_default();
        let own = held.get(index).copied().flatten();
        let found = outer.or(own);
        let in_list = found.is_some() && (in_list || container.is_array);
        around.push((found, in_list));
        let Some(found) = found else { continue };
        for &index in children.get(index).map_or(&[][..], Vec::as_slice) {
            let value = values.get(index).map_or("", String::as_str);
            let hides = opaque::is_opaque_from(value, recognize::SHORTEST_PIECE)
                || in_list && recognize::is_piece(value);
            if let Some(reason @ (None | Some(WithheldReason::Opaque))) = reasons.get_mut(index)
                && hides
            {
                *reason = Some(found);
            }
        }
    }
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
        // A dot tells nothing here: names have dots, and what is beside one may look random.
        let joined = row.iter().map(text).collect::<String>().replace('.', " ");
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
