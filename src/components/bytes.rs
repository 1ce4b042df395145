//! How the characters of a part become bytes, and the bytes text: for the curious, folded.

use service_account_token::report::{PartName, Span, Token};
use yew::prelude::*;

use super::covered::covered;
use super::{Ui, visible_lines};
use crate::groups::{rows, stands_plain};
use crate::text;

/// Characters of a group.
const GROUP: usize = 4;

/// Shows the groups that hold some characters of a part. Shows nothing if none could be read, or if
/// one of them belongs to a covered value.
pub fn bytes(token: &Token, part: PartName, characters: Span, ui: Ui<'_>) -> Html {
    if touches_covered(token, part, characters, ui) {
        return html! {};
    }
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

fn touches_covered(token: &Token, part: PartName, [first, last]: Span, ui: Ui<'_>) -> bool {
    // Otherwise they are made from the decoded text, which holds nothing that is withheld.
    stands_plain(token) && {
        // Rows are whole groups of four characters.
        let (first, last) = (first / GROUP * GROUP, last.next_multiple_of(GROUP));
        let covered = covered(token, part, usize::MAX, ui);
        covered.iter().any(|[start, end]| *start < last && first < *end)
    }
}
