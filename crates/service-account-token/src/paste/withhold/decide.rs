//! Decides which pieces of a JSON text to withhold: by each piece's own content, by its name, and
//! by its neighbors.
//!
//! A piece may hold another text, encoded or not, which is searched the same way.

use crate::paste::limits::MAX_LAYERS;

use super::lex::{self, Container, Lexed, Piece};
use super::opaque::{is_opaque, is_opaque_from};
use super::reason::WithheldReason;
use super::recognize::{
    SHORTEST_PIECE, SHORTEST_WRAPPED, bare_parts, base64_runs, decode, decode_hexadecimal,
    holds_known_credential, holds_password, holds_private_key, holds_token, is_fragment,
    is_openssh_key, is_piece, is_private_key_der, is_text, is_user_and_password, without_zeros,
};
use super::view;

/// Returns the reason to withhold each piece, if any. `layers` counts the encodings around the
/// text.
pub(super) fn reasons(lexed: &Lexed<'_>, layers: usize) -> Vec<Option<WithheldReason>> {
    let values: Vec<String> = lexed.pieces.iter().map(Piece::value).collect();
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
    // From the inside out: what a list contains counts for the list around it.
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
    if let Some(reason) = credential(value, public, layers) {
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
    (!public && !is_number && is_opaque(value)).then_some(WithheldReason::Opaque)
}

fn is_number(value: &str) -> bool {
    value.chars().all(|c| "0123456789+-.eE".contains(c))
}

/// Returns the kind of credential that a container holds, in whole or in part. `inside` is what a
/// container inside it holds.
///
/// The claims set itself counts only if it holds two bare parts: one claim may hold a token while
/// the other claims are ordinary values.
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
    let parts: usize = children.iter().map(|index| bare_parts(text(index))).sum();
    match (container.is_array, container.is_root) {
        _ if keys > 0 => Some(WithheldReason::PrivateKey),
        (true, _) if tokens > 0 => Some(WithheldReason::Token),
        (false, true) if parts < 2 => None,
        _ if parts > 0 => Some(WithheldReason::Token),
        (false, true) => None,
        _ => inside,
    }
}

/// Withholds a signature or a line of a key that is next to the rest of its credential, even if
/// each is nested in lists of its own: `[header, payload, signature]`,
/// `[{"part": header}, {"part": payload}, {"part": signature}]`.
fn beside_a_credential(
    lexed: &Lexed<'_>,
    children: &[Vec<usize>],
    held: &[Option<WithheldReason>],
    values: &[String],
    reasons: &mut [Option<WithheldReason>],
) {
    // What the enclosing containers hold, and whether one of them is a list of pieces.
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
            let hides = is_opaque_from(value, SHORTEST_PIECE) || in_list && is_piece(value);
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
        matches!(reason, None | Some(WithheldReason::Opaque)) && is_fragment(text(index))
    };
    let rows: Vec<_> = children.chunk_by(|one, next| is_piece(one) && is_piece(next)).collect();
    for row in rows {
        if row.len() < 2 {
            continue;
        }
        // Dots are no evidence here: names contain dots, and their neighbors may look random.
        let joined = row.iter().map(text).collect::<String>().replace('.', " ");
        if let Some(found) = credential(&joined, true, layers) {
            for &index in row {
                if let Some(reason) = reasons.get_mut(index) {
                    reason.get_or_insert(found);
                }
            }
        }
    }
}

/// Returns why a text inside a text would be withheld, regardless of its names.
fn recognized_inside(text: &str, layers: usize) -> Option<WithheldReason> {
    reasons(&lex::read(text), layers)
        .into_iter()
        .flatten()
        .find(|&reason| reason != WithheldReason::Opaque)
}

/// Returns the kind of credential that a text holds, if any. `layers` counts the encodings around
/// the text.
pub(crate) fn credential_in(text: &str, layers: usize) -> Option<WithheldReason> {
    credential(text, true, layers)
}

/// Returns the kind of credential that a text holds, if any. Under a `public` name, text that only
/// might be a password does not count.
fn credential(text: &str, public: bool, layers: usize) -> Option<WithheldReason> {
    if text.len() < SHORTEST_WRAPPED {
        return None;
    }
    let plain = view::plain(text);
    let squeezed = view::squeezed(&plain);
    if holds_private_key(&plain) {
        return Some(WithheldReason::PrivateKey);
    }
    if holds_token(&plain, &squeezed) {
        return Some(WithheldReason::Token);
    }
    if holds_known_credential(&plain) || holds_password(&plain, public) {
        return Some(WithheldReason::Credential);
    }
    if matches!(plain.trim_start().as_bytes(), [b'{' | b'[', ..])
        && let Some(reason) = recognized_inside(&plain, layers)
    {
        return Some(reason);
    }
    if layers == MAX_LAYERS {
        return None;
    }
    let pieces = plain.contains(|c: char| c.is_whitespace() || c == '"' || c == '\'');
    let joined = if pieces { squeezed.as_str() } else { "" };
    base64_runs(&plain).chain(base64_runs(joined)).find_map(|run| in_encoded(run, public, layers))
}

/// Returns the kind of credential in a run after decoding it from base64 or from hexadecimal
/// digits.
fn in_encoded(run: &str, public: bool, layers: usize) -> Option<WithheldReason> {
    if run.len() < SHORTEST_WRAPPED {
        return None;
    }
    let decoded = decode(run);
    let digits = run.strip_prefix("0x").unwrap_or(run);
    let digits = decode_hexadecimal(digits);
    if is_private_key_der(&decoded) || digits.as_deref().is_some_and(is_private_key_der) {
        return Some(WithheldReason::PrivateKey);
    }
    in_decoded(&decoded, public, layers)
        .or_else(|| in_decoded(&without_zeros(&decoded)?, public, layers))
        .or_else(|| in_decoded(&digits?, public, layers))
}

fn in_decoded(decoded: &[u8], public: bool, layers: usize) -> Option<WithheldReason> {
    if is_openssh_key(decoded) {
        return Some(WithheldReason::PrivateKey);
    }
    let shortest = SHORTEST_WRAPPED * 3 / 4;
    if !decoded.split(|byte| !is_text(*byte)).any(|run| run.len() >= shortest) {
        return None;
    }
    // Other bytes may surround the text, such as protocol buffer lengths or a byte order mark.
    let text = String::from_utf8_lossy(decoded);
    let is_control = |c: char| c.is_control() && !matches!(c, '\n' | '\r' | '\t');
    let text = text.replace(is_control, "\u{fffd}");
    if !text.contains('\u{fffd}') && is_user_and_password(&text, public) {
        return Some(WithheldReason::Credential);
    }
    credential(&text, public, layers + 1)
}
