//! A sentence of the report, with what it quotes in the face of code.

use yew::prelude::*;

use super::visible_text;

/// Shows a sentence in which quotations stand between backquotes.
pub fn prose(text: &str) -> Html {
    if !text.matches('`').count().is_multiple_of(2) {
        // Not in pairs, so none of them can be told to open a quotation.
        return visible_text(text);
    }
    // Plain words and quotations take turns, beginning with words.
    let pieces = text.split('`').enumerate();
    pieces
        .map(|(turn, text)| {
            let text = visible_text(text);
            if turn.is_multiple_of(2) {
                text
            } else {
                html! { <code>{ text }</code> }
            }
        })
        .collect()
}
