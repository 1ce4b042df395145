//! A sentence of the report, with its quotations as code.

use yew::prelude::*;

use super::visible_text;

/// Shows a sentence whose quotations are between backquotes.
pub fn prose(text: &str) -> Html {
    if !text.matches('`').count().is_multiple_of(2) {
        // Without pairs, it is unknown which of them opens a quotation.
        return visible_text(text);
    }
    // Plain words and quotations alternate, beginning with words.
    let pieces = text.split('`').enumerate();
    pieces
        .map(|(index, text)| {
            let text = visible_text(text);
            if index.is_multiple_of(2) {
                text
            } else {
                html! { <code>{ text }</code> }
            }
        })
        .collect()
}
