//! The examples: cards on the empty page, the list of all, and what an open one teaches.

use service_account_token::report::Kind;
use yew::prelude::*;

use super::icon::glyph;
use super::{Ui, prose};
use crate::browser::page;
use crate::examples::{self, Example};
use crate::text;

/// The menu's name in the page.
const MENU_ID: &str = "examples";

/// Shows the menu of the page's head: every example, group by group.
pub fn examples_menu() -> Html {
    html! {
        <details class="menu" id={MENU_ID} name="head">
            <summary>{ text::EXAMPLES }</summary>
            <nav aria-label={text::EXAMPLES}>{ groups(|_| true) }</nav>
        </details>
    }
}

/// Shows the examples of the empty page: a few as cards, the others folded.
pub fn examples_cards() -> Html {
    html! {
        <section class="examples" aria-labelledby="examples-heading">
            <h3 id="examples-heading">{ text::EXAMPLES }</h3>
            <p>{ text::EXAMPLES_NOTE }</p>
            { list(text::EXAMPLES, None, |example| example.featured) }
            <details>
                <summary>{ text::MORE_EXAMPLES }</summary>
                { groups(|example| !example.featured) }
            </details>
        </section>
    }
}

/// Shows what the open example is and teaches; nothing for other texts.
pub fn example_note(ui: Ui<'_>) -> Html {
    let Some(example) = ui.state.example else { return html! {} };
    html! {
        <aside class="example-note" aria-label={text::EXAMPLE}>
            <p>{ text::EXAMPLE }{ ": " }<strong>{ example.title }</strong></p>
            <p>{ prose(example.lesson) }</p>
        </aside>
    }
}

/// Which of the examples to list.
type Shown = fn(&Example) -> bool;

fn groups(shown: Shown) -> Html {
    html! {
        <div class="examples-groups">
            for &(kind, title) in &text::EXAMPLE_GROUPS {
                <div>
                    <p>{ glyph(kind) }{ title }</p>
                    { list(title, Some(kind), shown) }
                </div>
            }
        </div>
    }
}

/// Lists those of a kind; or of every kind, with their icons.
fn list(title: &'static str, kind: Option<Kind>, shown: Shown) -> Html {
    // The address opens it; the menu is folded, and the answer comes into view.
    let onclick = Callback::from(|event: MouseEvent| page::leave_menu(&event, MENU_ID, "result"));
    let fits = |example: &Example| kind.is_none_or(|kind| kind == example.group) && shown(example);
    html! {
        <ul aria-label={title}>
            for example in examples::all().filter(fits) {
                <li>
                    <a href={example.address()} onclick={onclick.clone()}>
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
