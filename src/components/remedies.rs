//! What to do: a few steps that fit this token, with commands ready to copy.

use service_account_token::report::{Occasion, Remedy, Token};
use yew::prelude::*;

use super::code_block::code_block;
use super::icon::{Icon, glyph};
use super::section::section;
use super::{Ui, prose};
use crate::text;

/// The order in which somebody needs them.
const OCCASIONS: [Occasion; 3] = [Occasion::Leaked, Occasion::Check, Occasion::Hygiene];

/// Shows the remedies by occasion.
pub fn remedies(token: &Token, ui: Ui<'_>) -> Html {
    let remedies = &token.remedies;
    if remedies.is_empty() {
        return html! {};
    }
    let most_pressing =
        OCCASIONS.iter().find_map(|when| remedies.iter().find(|remedy| remedy.when == *when));
    let children = html! {
        <>
            for when in OCCASIONS {
                if remedies.iter().any(|remedy| remedy.when == when) {
                    <h4>{ text::occasion(when) }</h4>
                    <ul class="remedies-list">
                        for remedy in remedies.iter().filter(|remedy| remedy.when == when) {
                            // Only the most pressing one stands open: the titles of the others say
                            // enough to find the one that fits.
                            <li>{ step(remedy, Some(remedy) == most_pressing, ui) }</li>
                        }
                    </ul>
                }
            }
        </>
    };
    section("remedies", text::WHAT_TO_DO, None, children)
}

fn step(remedy: &Remedy, open: bool, ui: Ui<'_>) -> Html {
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
                { code_block(command, &remedy.title, remedy.needs.as_deref(), ui) }
            }
        </details>
    }
}

/// The first line as it stands, those after it as a list.
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
