//! How the characters of a part become bytes, and the bytes text: for the curious, folded.

use service_account_token::report::{PartName, Span, Token};
use yew::prelude::*;

use super::covered::covered_spans;
use super::menu::{menu, menu_button};
use super::visible_lines;
use crate::base64_view::{Base64Rows, is_verbatim, rows};
use crate::state::{Paste, ShownValue};
use crate::text;

/// Characters in a base64 row.
const ROW_CHARACTERS: usize = 4;

/// Returns the base64 rows with these characters of a part. Returns `None` if none of them could be
/// read, or if one of them belongs to a covered value.
pub fn base64_rows(
    token: &Token,
    part: PartName,
    characters: Span,
    paste: &Paste,
    shown_values: &[ShownValue],
) -> Option<Base64Rows> {
    if touches_covered(token, part, characters, shown_values) {
        return None;
    }
    rows(token, part, paste.bytes(), characters)
}

/// Shows base64 rows, folded.
pub fn bytes(rows: &Base64Rows) -> Html {
    let Span { start: first, end: last } = rows.characters;
    html! {
        <details class="bytes">
            <summary>{ text::bytes_of(first, last) }</summary>
            { text::BYTES_NOTE }
            <pre translate="no">{ visible_lines(&rows.text) }</pre>
        </details>
    }
}

/// Shows base64 rows in a menu.
pub fn bytes_menu(id: AttrValue, rows: &Base64Rows) -> Html {
    let Span { start: first, end: last } = rows.characters;
    let children = html! {
        <>
            { text::BYTES_NOTE }
            <pre translate="no">{ visible_lines(&rows.text) }</pre>
        </>
    };
    html! {
        <>
            { menu_button(id.clone(), "link bytes-open", html! { text::characters_of(first, last) }) }
            { menu(id, "bytes bytes-menu", text::BYTES, Callback::noop(), children) }
        </>
    }
}

fn touches_covered(
    token: &Token,
    part: PartName,
    Span { start: first, end: last }: Span,
    shown_values: &[ShownValue],
) -> bool {
    // Otherwise the rows are made from the decoded text, in which nothing withheld is left.
    is_verbatim(token) && {
        let first = first / ROW_CHARACTERS * ROW_CHARACTERS;
        let last = last.next_multiple_of(ROW_CHARACTERS);
        let covered = covered_spans(token, part, usize::MAX, shown_values);
        covered.iter().any(|span| span.start < last && first < span.end)
    }
}
