//! The one thing to do about a token, right under its summary, and the way to the steps after a leak.
//!
//! If nothing is wrong, it says so: what follows then is optional. That has the end of the line, and all
//! labels have the same width, so that nothing moves while the clock is dragged.

use service_account_token::report::{Occasion, Remedy};
use yew::prelude::*;

use super::code_block::code_block;
use super::controls::use_controls;
use super::icon::{Icon, glyph};
use super::prose;
use super::remedies::remedy_id;
use crate::browser::page;
use crate::shared::InToken;
use crate::text;

/// Properties of [`FirstStep`].
#[derive(Properties, Clone, Debug, PartialEq)]
pub struct FirstStepProps {
    /// The remedies.
    pub remedies: InToken<Vec<Remedy>>,
    /// An error above it says already what to do.
    pub is_said: bool,
    /// Nothing is wrong with the token.
    pub is_fine: bool,
}

/// The first remedy that is not about a leak, with its command, and the first one that is, by its title.
#[component]
pub fn FirstStep(FirstStepProps { remedies, is_said, is_fine }: &FirstStepProps) -> Html {
    let ids = use_controls().ids;
    let remedies = remedies.items();
    let first = |fits: fn(&Remedy) -> bool| remedies.iter().enumerate().find(|(_, one)| fits(one));
    // What mends an error leads the remedies.
    let next = first(|remedy| remedy.when != Occasion::Leaked)
        .filter(|(position, _)| !is_said || *position == 0);
    let leaked = first(|remedy| remedy.when == Occasion::Leaked);
    let jump = |(position, remedy): (usize, &Remedy)| {
        let id = remedy_id(ids, position);
        let onclick = move |event: MouseEvent| page::reveal(&event, &id);
        html! {
            <button type="button" class="link step-title" {onclick}>{ prose(&remedy.title) }</button>
        }
    };
    html! {
        if next.is_some() || leaked.is_some() {
            <div class="first-step" data-fine={is_fine.then_some("true")}>
                if let Some(step) = next {
                    <p class="step">
                        if *is_fine {
                            <span class="step-fine">{ glyph(Icon::Usual) }{ text::NOTHING_TO_FIX }</span>
                            { " " }
                        }
                        <b>{ text::first_step(step.1.when, *is_fine) }</b>{ " " }{ jump(step) }
                    </p>
                    <div class="step-how">{ how(step.1) }</div>
                }
                if let Some(step) = leaked {
                    <p class="step"><b>{ text::IF_LEAKED }</b>{ " " }{ jump(step) }</p>
                }
            </div>
        }
    }
}

/// Shows a command of one line, or the first paragraph of the reason. A manifest is in the section of
/// the remedies.
fn how(remedy: &Remedy) -> Html {
    match remedy.command.as_deref().filter(|command| !command.contains('\n')) {
        Some(command) => code_block(command, &remedy.title, None),
        None => {
            html! { <p>{ prose(remedy.why.lines().next().unwrap_or_default()) }</p> }
        }
    }
}
