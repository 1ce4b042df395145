//! A text from a token, in which no character can hide.

use yew::prelude::*;

use crate::visible::{Lines, Piece, code_point, pieces};

/// Shows a text with its invisible characters as chips.
pub fn visible_text(text: &str) -> Html {
    pieces(text, Lines::Shown).into_iter().map(piece).collect()
}

/// Shows a text of several lines in the same way; its line breaks stay.
pub fn visible_lines(text: &str) -> Html {
    pieces(text, Lines::Kept).into_iter().map(piece).collect()
}

fn piece(piece: Piece<'_>) -> Html {
    match piece {
        Piece::Plain(text) => html! { text },
        Piece::Hidden(character) => {
            html! { <span class="hidden-character">{ code_point(character) }</span> }
        }
    }
}
