//! What to do about this token, with commands ready to copy.

use service_account_token::report::{Occasion, Remedy};
use yew::prelude::*;

use super::code_block::code_block;
use super::controls::use_controls;
use super::icon::{Icon, glyph};
use super::prose;
use super::section::section;
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
    let most_urgent =
        OCCASIONS.iter().find_map(|when| remedies.iter().find(|remedy| remedy.when == *when));
    let children = html! {
        <>
            for when in OCCASIONS {
                if remedies.iter().any(|remedy| remedy.when == when) {
                    <h4>{ text::occasion(when) }</h4>
                    <ul class="remedies-list">
                        for remedy in remedies.iter().filter(|remedy| remedy.when == when) {
                            // Only the most urgent one is open: the titles of the others are
                            // enough to find the one that fits.
                            <li>{ step(remedy, Some(remedy) == most_urgent) }</li>
                        }
                    </ul>
                }
            }
        </>
    };
    section(ids, "remedies", text::WHAT_TO_DO, None, children)
}

fn step(remedy: &Remedy, open: bool) -> Html {
    html! {
        <details class="remedy" {open}>
            <summary>
                <span class="remedy-title">{ prose(&remedy.title) }</span>
                if remedy.destructive {
                    <span class="destructive">{ glyph(Icon::Notable) }{ text::DESTRUCTIVE }</span>
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
