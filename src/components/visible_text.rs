//! A text from a token, with its invisible characters made visible.

use yew::prelude::*;

use crate::text;
use crate::visible::{Lines, Piece, code_point, pieces};

/// Of a longer text only the beginning is shown, and how much more there is: nobody reads on, and the
/// page would hang while it lays out megabytes.
pub const TEXT_LIMIT_BYTES: usize = 32 * 1024;

/// Shows a text with its invisible characters as chips.
pub fn visible_text(text: &str) -> Html {
    shown(text, Lines::Shown)
}

/// Shows a text of several lines in the same way; its line breaks stay.
pub fn visible_lines(text: &str) -> Html {
    shown(text, Lines::Kept)
}

/// Shows a name that breaks between lines after a `/` or a `.` rather than in a word.
pub fn visible_name(name: &str) -> Html {
    let part = |part| html! { <>{ visible_text(part) }<wbr /></> };
    name.split_inclusive(['/', '.']).map(part).collect()
}

fn shown(whole: &str, lines: Lines) -> Html {
    let (begin, rest) = whole.split_at(whole.floor_char_boundary(TEXT_LIMIT_BYTES));
    let html: Html = pieces(begin, lines).into_iter().map(piece).collect();
    if rest.is_empty() {
        return html;
    }
    let more = text::more_characters(rest.chars().count());
    html! { <>{ html }<span class="part-more">{ more }</span></> }
}

fn piece(piece: Piece<'_>) -> Html {
    match piece {
        Piece::Plain(text) => html! { text },
        Piece::Hidden(character) => {
            html! { <span class="hidden-character">{ code_point(character) }</span> }
        }
    }
}
