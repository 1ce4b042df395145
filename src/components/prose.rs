//! A sentence of the report, with what it quotes in the face of code.

use yew::prelude::*;

use super::VisibleText;

/// Properties of [`Prose`].
#[derive(Properties, PartialEq)]
pub struct ProseProps {
    /// The sentence; what it quotes stands between backquotes.
    pub text: AttrValue,
}

/// Shows a sentence.
#[component]
pub fn Prose(props: &ProseProps) -> Html {
    let text = &*props.text;
    if !text.matches('`').count().is_multiple_of(2) {
        // Not in pairs, so none of them can be told to open a quotation.
        return html! { <VisibleText text={&props.text} /> };
    }
    // Plain words and quotations take turns, beginning with words.
    let pieces = text.split('`').enumerate();
    pieces
        .map(|(turn, text)| {
            let text = AttrValue::from(text.to_owned());
            if turn.is_multiple_of(2) {
                html! { <VisibleText {text} /> }
            } else {
                html! { <code><VisibleText {text} /></code> }
            }
        })
        .collect()
}
