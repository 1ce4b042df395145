//! What to do: a few steps that fit this token, with commands ready to copy.

use sa_token::report::{Occasion, Remedy, Token};
use yew::prelude::*;

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
    html! {
        <Section id="remedies" title={text::WHAT_TO_DO}>
            for when in OCCASIONS {
                if remedies.iter().any(|remedy| remedy.when == when) {
                    <h4>{ text::occasion(when) }</h4>
                    <ul class="remedies-list">
                        for remedy in remedies.iter().filter(|remedy| remedy.when == when) {
                            { step(remedy) }
                        }
                    </ul>
                }
            }
        </Section>
    }
}

fn step(remedy: &Remedy) -> Html {
    html! {
        <li>
            <p class="remedy-title">
                { &*remedy.title }
                if remedy.destructive {
                    <span class="destructive"><Glyph icon={Icon::Notable} />{ text::DESTRUCTIVE }</span>
                }
            </p>
            <p>{ &*remedy.why }</p>
            if let Some(command) = &remedy.command {
                <CodeBlock
                    command={command.to_string()}
                    name={remedy.title.to_string()}
                    needs={remedy.needs.as_ref().map(|needs| AttrValue::from(needs.to_string()))}
                />
            }
        </li>
    }
}
