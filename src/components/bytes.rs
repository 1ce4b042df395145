//! How the characters of a part become bytes, and the bytes text: for the curious, folded.

use sa_token::report::{PartName, Span, Token};
use yew::prelude::*;

use super::{Ui, visible_lines};
use crate::groups::rows;
use crate::html::html;
use crate::text;

/// Shows the groups that hold some characters of a part; nothing where none could be read.
pub fn bytes(token: &Token, part: PartName, characters: Span, ui: Ui<'_>) -> Html {
    let Some((rows, [first, last])) = rows(token, part, ui.state.paste.bytes(), characters) else {
        return html! {};
    };
    html! {
        <details class="bytes">
            <summary>{ text::bytes_of(first, last) }</summary>
            { text::BYTES_NOTE }
            <pre translate="no">{ visible_lines(&rows) }</pre>
        </details>
    }
}
