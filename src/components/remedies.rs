//! What to do: a few steps that fit this token, with commands ready to copy.

use sa_token::report::{Occasion, Remedy, Token};
use yew::prelude::*;

use super::Prose;
use super::code_block::CodeBlock;
use super::icon::{Glyph, Icon};
use super::section::Section;
use crate::snapshot::Snapshot;
use crate::text;

/// The order in which somebody needs them.
const OCCASIONS: [Occasion; 3] = [Occasion::Leaked, Occasion::Check, Occasion::Hygiene];

/// Properties of [`Remedies`].
#[derive(Properties, PartialEq)]
pub struct RemediesProps {
    /// The token.
    pub token: Snapshot<Token>,
}

/// Shows the remedies by occasion.
#[component]
pub fn Remedies(props: &RemediesProps) -> Html {
    let remedies = &props.token.remedies;
    if remedies.is_empty() {
        return html! {};
    }
    let most_pressing =
        OCCASIONS.iter().find_map(|when| remedies.iter().find(|remedy| remedy.when == *when));
    html! {
        <Section id="remedies" title={text::WHAT_TO_DO}>
            for when in OCCASIONS {
                if remedies.iter().any(|remedy| remedy.when == when) {
                    <h4>{ text::occasion(when) }</h4>
                    <ul class="remedies-list">
                        for remedy in remedies.iter().filter(|remedy| remedy.when == when) {
                            // Only the most pressing one stands open: the titles of the others say
                            // enough to find the one that fits.
                            <li><Step remedy={remedy.clone()} open={Some(remedy) == most_pressing} /></li>
                        }
                    </ul>
                }
            }
        </Section>
    }
}

#[derive(Properties, PartialEq)]
struct StepProps {
    remedy: Remedy,
    /// It stands open at first.
    open: bool,
}

#[component]
fn Step(props: &StepProps) -> Html {
    let remedy = &props.remedy;
    let title = AttrValue::from(remedy.title.to_string());
    let needs = remedy.needs.as_ref().map(|needs| AttrValue::from(needs.to_string()));
    html! {
        <details class="remedy" open={props.open}>
            <summary>
                <span class="remedy-title"><Prose text={&title} /></span>
                if remedy.destructive {
                    <span class="destructive"><Glyph icon={Icon::Notable} />{ text::DESTRUCTIVE }</span>
                }
            </summary>
            <p><Prose text={remedy.why.to_string()} /></p>
            if let Some(command) = &remedy.command {
                <CodeBlock command={command.to_string()} name={title} {needs} />
            }
        </details>
    }
}
