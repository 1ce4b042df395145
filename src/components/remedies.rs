//! Everything to do about this token, with commands ready to copy. All of it is folded: the titles are
//! enough to find what fits.

use service_account_token::report::{Occasion, Remedy};
use yew::prelude::*;

use super::code_block::code_block;
use super::controls::use_controls;
use super::icon::{Icon, glyph};
use super::prose;
use super::section::folded_section;
use crate::element_ids::ElementIds;
use crate::shared::InToken;
use crate::text;

/// The occasions, the most urgent first.
const OCCASIONS: [Occasion; 3] = [Occasion::Leaked, Occasion::Check, Occasion::Hygiene];

/// Properties of [`Remedies`].
#[derive(Properties, Clone, Debug, PartialEq)]
pub struct RemediesProps {
    /// The remedies.
    pub remedies: InToken<Vec<Remedy>>,
}

/// The remedies by occasion.
#[component]
pub fn Remedies(RemediesProps { remedies }: &RemediesProps) -> Html {
    let ids = use_controls().ids;
    let remedies = remedies.items();
    if remedies.is_empty() {
        return html! {};
    }
    let all = remedies.iter().enumerate();
    let children = html! {
        <>
            if remedies.iter().any(|remedy| remedy.command.is_some()) {
                <p>{ text::POSIX_SHELL }</p>
            }
            for when in OCCASIONS {
                if remedies.iter().any(|remedy| remedy.when == when) {
                    <h4>{ text::occasion(when) }</h4>
                    <ul class="remedies-list">
                        for (position, remedy) in all.clone().filter(|(_, remedy)| remedy.when == when) {
                            <li>{ step(remedy, remedy_id(ids, position)) }</li>
                        }
                    </ul>
                }
            }
        </>
    };
    folded_section(ids, "remedies", text::WHAT_TO_DO, children)
}

/// Returns the id of what leads to a remedy, by its position.
pub fn remedy_id(ids: ElementIds, position: usize) -> String {
    format!("{}-{position}", ids.of("remedy"))
}

fn step(remedy: &Remedy, id: String) -> Html {
    html! {
        <details class="remedy">
            <summary {id}>
                <span class="remedy-title">{ prose(&remedy.title) }</span>
                if let Some(effect) = &remedy.effect {
                    <span class="destructive">{ glyph(Icon::Notable) }{ prose(effect) }</span>
                }
            </summary>
            { why(&remedy.why) }
            if let Some(command) = &remedy.command {
                { code_block(command, &remedy.title, remedy.needs.as_deref()) }
            }
        </details>
    }
}

/// Shows the first line as a paragraph and those after it as a list.
fn why(text: &str) -> Html {
    let (first, list) = text.split_once('\n').unwrap_or((text, ""));
    html! {
        <>
            <p>{ prose(first) }</p>
            if !list.is_empty() {
                <ul class="checks">
                    for line in list.split('\n') {
                        <li>{ prose(line) }</li>
                    }
                </ul>
            }
        </>
    }
}
