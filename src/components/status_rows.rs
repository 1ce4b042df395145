//! The five rows that answer most questions at a glance: kind, time, audience, structure, signature.

use service_account_token::report::Row;
use yew::prelude::*;

use super::icon::glyph;
use super::prose;
use crate::shared::InToken;
use crate::text;

/// Properties of [`StatusRows`].
#[derive(Properties, Clone, Debug, PartialEq)]
pub struct StatusRowsProps {
    /// The rows.
    pub rows: InToken<Vec<Row>>,
}

/// The rows, a line each; the reason is behind a click. The shape and weight of its icon also mark an
/// unusual row.
#[component]
pub fn StatusRows(StatusRowsProps { rows }: &StatusRowsProps) -> Html {
    html! {
        <ul class="rows" aria-label={text::STATUS}>
            { for rows.items().iter().map(line) }
        </ul>
    }
}

fn line(row: &Row) -> Html {
    let name = text::row(row.name);
    let state = text::row_state(row.state);
    html! {
        <li class="row" data-row={name.to_ascii_lowercase()} data-state={text::row_state_code(row.state)}>
            <details>
                <summary>
                    <span class="row-name">{ glyph(row.state) }{ name }</span>
                    <span class="row-words">
                        { prose(&row.words) }
                        <span class="visually-hidden">{ " (" }{ state }{ ")" }</span>
                    </span>
                </summary>
                <p class="row-why">{ prose(&row.why) }</p>
            </details>
        </li>
    }
}
