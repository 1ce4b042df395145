//! The five rows that answer most questions at a glance: kind, time, audience, structure, signature.

use service_account_token::report::{Row, RowName, Verification};
use yew::prelude::*;

use super::button::link;
use super::controls::{Controls, use_controls};
use super::icon::glyph;
use super::prose;
use crate::browser::page;
use crate::shared::InToken;
use crate::text;
use crate::verification::checked_row;

/// Properties of [`StatusRows`].
#[derive(Properties, Clone, Debug, PartialEq)]
pub struct StatusRowsProps {
    /// The rows.
    pub rows: InToken<Vec<Row>>,
    /// What a check of the signature came to.
    #[prop_or_default]
    pub verification: Option<Verification>,
    /// There is a section that checks the signature.
    #[prop_or_default]
    pub is_checkable: bool,
}

/// The rows, a line each; the reason is behind a click. The shape and weight of its icon also mark an
/// unusual row.
#[component]
pub fn StatusRows(props: &StatusRowsProps) -> Html {
    let StatusRowsProps { rows, verification, is_checkable } = props;
    let controls = use_controls();
    let row = |row: &Row| {
        let check = (*is_checkable && row.name == RowName::Signature).then(|| check(&controls));
        line(&checked_row(row, verification.as_ref()), check)
    };
    html! {
        <ul class="rows" aria-label={text::STATUS}>
            { for rows.items().iter().map(row) }
        </ul>
    }
}

/// Shows a button that goes to the section which checks the signature.
fn check(controls: &Controls) -> Html {
    let section = controls.ids.of("signature");
    let onclick = move |event: MouseEvent| page::go_to_section(&event, &section);
    html! { <p class="row-why">{ link(text::keys::CHECK, Callback::from(onclick)) }</p> }
}

fn line(row: &Row, more: Option<Html>) -> Html {
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
                { more }
            </details>
        </li>
    }
}
