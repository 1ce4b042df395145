//! The examples: cards on the empty page, the menu of all, and a note for the open one.

use service_account_token::report::Kind;
use yew::prelude::*;

use super::controls::{Controls, use_controls};
use super::icon::glyph;
use super::prose;
use crate::browser::page;
use crate::examples::{self, Example};
use crate::state::{Action, Opening};
use crate::text;

/// The name of the menu, of which its id is made.
const MENU_ID: &str = "examples";

/// The menu at the top of the page: every example, group by group.
#[component]
pub fn ExamplesMenu() -> Html {
    let controls = use_controls();
    html! {
        <details class="menu" id={controls.ids.of(MENU_ID)} name="head">
            <summary>{ text::EXAMPLES }</summary>
            <nav aria-label={text::EXAMPLES}>{ groups(|_| true, &controls) }</nav>
        </details>
    }
}

/// The examples of the empty page: a few as cards, the others folded.
#[component]
pub fn ExamplesCards() -> Html {
    let controls = use_controls();
    let heading = controls.ids.of("examples-heading");
    html! {
        <section class="examples" aria-labelledby={&heading}>
            <h3 id={heading}>{ text::EXAMPLES }</h3>
            <p>{ text::EXAMPLES_NOTE }</p>
            { list(text::EXAMPLES, None, |example| example.featured, &controls) }
            <details>
                <summary>{ text::MORE_EXAMPLES }</summary>
                { groups(|example| !example.featured, &controls) }
            </details>
        </section>
    }
}

/// Properties of [`ExampleNote`].
#[derive(Properties, Clone, Debug, PartialEq)]
pub struct ExampleNoteProps {
    /// The open example.
    pub example: Example,
}

/// The title and the lesson of the open example.
#[component]
pub fn ExampleNote(ExampleNoteProps { example }: &ExampleNoteProps) -> Html {
    html! {
        <aside class="example-note" aria-label={text::EXAMPLE}>
            <p>{ text::EXAMPLE }{ ": " }<strong>{ example.title }</strong></p>
            <p>{ prose(example.lesson) }</p>
        </aside>
    }
}

/// Says which examples to list.
type Filter = fn(&Example) -> bool;

fn groups(filter: Filter, controls: &Controls) -> Html {
    html! {
        <div class="examples-groups">
            for &(kind, title) in &text::EXAMPLE_GROUPS {
                <div>
                    <p>{ glyph(kind) }{ title }</p>
                    { list(title, Some(kind), filter, controls) }
                </div>
            }
        </div>
    }
}

/// Lists the examples of a kind, or of every kind with their icons.
fn list(title: &'static str, kind: Option<Kind>, filter: Filter, controls: &Controls) -> Html {
    let fits = |example: &Example| kind.is_none_or(|kind| kind == example.group) && filter(example);
    html! {
        <ul aria-label={title}>
            for example in examples::all().filter(fits) {
                <li>
                    <a href={example.address()} onclick={on_click(&example, controls)}>
                        if kind.is_none() {
                            { glyph(example.group) }
                        }
                        { example.title }
                    </a>
                </li>
            }
        </ul>
    }
}

/// Opens an example, folds the menu and brings the result into view. The address opens it, unless that
/// is the address of another page.
fn on_click(example: &Example, controls: &Controls) -> Callback<MouseEvent> {
    let (name, controls) = (example.name, controls.clone());
    Callback::from(move |event: MouseEvent| {
        page::leave_menu(&event, &controls.ids.of(MENU_ID), &controls.ids.of("result"));
        if controls.is_embedded {
            event.prevent_default();
            let example = Some(name.to_owned());
            controls.dispatch.emit(Action::Open(Opening { example, ..Opening::default() }));
        }
    })
}
