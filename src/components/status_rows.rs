//! The five rows that answer most questions at a glance: kind, time, audience, structure, signature.

use sa_token::report::{Row, Token};
use yew::prelude::*;

use super::Prose;
use super::icon::{Glyph, Icon};
use crate::snapshot::Snapshot;
use crate::text;

/// Properties of [`StatusRows`].
#[derive(Properties, PartialEq)]
pub struct StatusRowsProps {
    /// The token.
    pub token: Snapshot<Token>,
}

/// Shows the rows; one that is not as usual stands out by its icon's shape and weight too.
#[component]
pub fn StatusRows(props: &StatusRowsProps) -> Html {
    html! {
        <dl class="rows" aria-label={text::STATUS}>
            for row in &props.token.rows { { line(row) } }
        </dl>
    }
}

fn line(row: &Row) -> Html {
    let name = text::row(row.name);
    let state = text::row_state(row.state);
    html! {
        <div class="row" data-row={name.to_ascii_lowercase()} data-state={text::row_state_code(row.state)}>
            <dt>
                <Glyph icon={Icon::from(row.state)} />
                { name }
            </dt>
            <dd class="row-words">
                <Prose text={row.words.to_string()} />
                <span class="visually-hidden">{ " (" }{ state }{ ")" }</span>
            </dd>
            <dd class="row-why"><Prose text={row.why.to_string()} /></dd>
        </div>
    }
}
