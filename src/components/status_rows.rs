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

/// The rows. The shape and weight of its icon also mark an unusual row.
#[component]
pub fn StatusRows(StatusRowsProps { rows }: &StatusRowsProps) -> Html {
    html! {
        <dl class="rows" aria-label={text::STATUS}>
            { for rows.items().iter().map(line) }
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
