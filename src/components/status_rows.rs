//! The five rows that answer most questions at a glance: kind, time, audience, structure, signature.

use service_account_token::report::{Row, Token};
use yew::prelude::*;

use super::icon::glyph;
use super::prose;
use crate::text;

/// Shows the rows; one that is not as usual stands out by its icon's shape and weight too.
pub fn status_rows(token: &Token) -> Html {
    html! {
        <dl class="rows" aria-label={text::STATUS}>
            for row in &token.rows { { line(row) } }
        </dl>
    }
}

fn line(row: &Row) -> Html {
    let name = text::row(row.name);
    let state = text::row_state(row.state);
    html! {
        <div class="row" data-row={name.to_ascii_lowercase()} data-state={text::row_state_code(row.state)}>
            <dt>
                { glyph(row.state) }
                { name }
            </dt>
            <dd class="row-words">
                { prose(&row.words) }
                <span class="visually-hidden">{ " (" }{ state }{ ")" }</span>
            </dd>
            <dd class="row-why">{ prose(&row.why) }</dd>
        </div>
    }
}
