//! A text from a token, in which no character can hide.

use yew::prelude::*;

use crate::visible::{Lines, Piece, code_point, pieces};

/// Properties of [`VisibleText`].
#[derive(Properties, PartialEq)]
pub struct VisibleTextProps {
    /// The text.
    pub text: AttrValue,
    /// Whether line breaks are layout.
    #[prop_or_default]
    pub lines: Lines,
}

/// Shows a text with its invisible characters as chips.
#[component]
pub fn VisibleText(props: &VisibleTextProps) -> Html {
    pieces(&props.text, props.lines).into_iter().map(piece).collect()
}

fn piece(piece: Piece<'_>) -> Html {
    match piece {
        Piece::Plain(text) => html! { text },
        Piece::Hidden(character) => {
            html! { <span class="hidden-character">{ code_point(character) }</span> }
        }
    }
}
