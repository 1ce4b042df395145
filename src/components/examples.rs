//! The examples: a row of them on the empty page, the searchable menu of all, and a note for the open one.

use service_account_token::report::Kind;
use yew::prelude::*;

use super::controls::{Controls, use_controls};
use super::icon::glyph;
use super::menu::{menu, menu_button};
use super::prose;
use crate::browser::{menus, page, roving};
use crate::examples::{self, Example};
use crate::state::{Action, Opening};
use crate::text;

/// The name of the menu, of which its id is made.
const MENU_ID: &str = "examples";

/// Shows a button that opens the menu of all examples.
pub fn examples_button(class: &'static str, words: &'static str, controls: &Controls) -> Html {
    menu_button(controls.ids.of(MENU_ID), class, html! { words })
}

/// Properties of [`ExamplesMenu`].
#[derive(Properties, Clone, Debug, PartialEq)]
pub struct ExamplesMenuProps {
    /// The example that is open.
    pub open: Option<Example>,
}

/// The menu of all examples, group by group, with a search field.
#[component]
pub fn ExamplesMenu(ExamplesMenuProps { open }: &ExamplesMenuProps) -> Html {
    let controls = use_controls();
    let query = use_state(String::new);
    let is_open = |example: &Example| open.as_ref() == Some(example);
    let found: Vec<_> = examples::all().filter(|example| example.matches(&query)).collect();
    let groups = text::EXAMPLE_GROUPS.iter().filter_map(|&(kind, title)| {
        let mut items = found.iter().filter(|example| example.group == kind).peekable();
        items.peek()?;
        Some(html! {
            <div key={title}>
                <p>{ glyph(kind) }{ title }</p>
                <ul aria-label={title}>
                    for example in items {
                        <li key={example.name}>
                            { link(example, is_open(example), None, menu_click(example, &controls)) }
                        </li>
                    }
                </ul>
            </div>
        })
    });
    let oninput = {
        let query = query.clone();
        move |event: InputEvent| query.set(page::value_of(&event))
    };
    let children = html! {
        <div data-roving="" onkeydown={|event: KeyboardEvent| roving::move_focus(&event)}>
            <input
                type="search"
                class="examples-search"
                aria-label={text::SEARCH_EXAMPLES}
                placeholder={text::SEARCH_EXAMPLES}
                autocomplete="off"
                spellcheck="false"
                value={(*query).clone()}
                {oninput}
            />
            <nav class="examples-groups" aria-label={text::EXAMPLES}>{ for groups }</nav>
            if found.is_empty() {
                <p role="status">{ text::NO_EXAMPLE_FOUND }</p>
            }
        </div>
    };
    let on_toggle = Callback::from(move |is_open: bool| {
        if !is_open {
            query.set(String::new());
        }
    });
    menu(controls.ids.of(MENU_ID), "examples-menu", text::EXAMPLES, on_toggle, children)
}

/// The examples of the empty page: a few in a row, and the way to all.
#[component]
pub fn ExamplesCards() -> Html {
    let controls = use_controls();
    let heading = controls.ids.of("examples-heading");
    html! {
        <section class="examples" aria-labelledby={&heading}>
            <h3 id={heading}>{ text::EXAMPLES }</h3>
            <p>{ text::EXAMPLES_NOTE }</p>
            <ul aria-label={text::EXAMPLES}>
                for example in examples::all().filter(|example| example.featured) {
                    <li>
                        { link(&example, false, Some(example.group), card_click(&example, &controls)) }
                    </li>
                }
            </ul>
            <p class="examples-more">
                { examples_button("link examples-all", text::ALL_EXAMPLES, &controls) }
                if let Some((first, second)) = examples::pair() {
                    <a
                        class="link"
                        href={first.address_beside(&second)}
                        onclick={pair_click(&first, &second, &controls)}
                    >
                        { text::comparison::PAIR }
                    </a>
                }
            </p>
        </section>
    }
}

/// Properties of [`ExampleNote`].
#[derive(Properties, Clone, Debug, PartialEq)]
pub struct ExampleNoteProps {
    /// The open example.
    pub example: Example,
    /// The one that it is compared with.
    pub second: Option<Example>,
}

/// The title and the lesson of the open example, and of the one that it is compared with.
#[component]
pub fn ExampleNote(ExampleNoteProps { example, second }: &ExampleNoteProps) -> Html {
    let label = if second.is_some() { text::EXAMPLES } else { text::EXAMPLE };
    html! {
        <aside class="example-note" aria-label={label}>
            <details>
                <summary>
                    <span>
                        { label }{ ": " }<strong>{ example.title }</strong>
                        if let Some(second) = second {
                            { " · " }<strong>{ second.title }</strong>
                        }
                    </span>
                </summary>
                <p>{ prose(example.lesson) }</p>
                if let Some(second) = second {
                    <p>{ prose(second.lesson) }</p>
                }
            </details>
        </aside>
    }
}

/// Shows a link to an example. The address opens it, unless that is the address of another page.
fn link(
    example: &Example,
    is_open: bool,
    icon: Option<Kind>,
    onclick: Callback<MouseEvent>,
) -> Html {
    html! {
        <a href={example.address()} aria-current={is_open.then_some("true")} {onclick}>
            if let Some(kind) = icon {
                { glyph(kind) }
            }
            { example.title }
        </a>
    }
}

/// Opens an example from the menu: closes it, which returns the focus to its button, and makes sure that the
/// result is in view.
fn menu_click(example: &Example, controls: &Controls) -> Callback<MouseEvent> {
    on_click(example, controls, |event, controls| {
        menus::close(event, &controls.ids.of(MENU_ID));
        page::scroll_to(event, &controls.ids.of("result"));
    })
}

/// Opens an example from the empty page, which it replaces, and moves the focus to the result.
fn card_click(example: &Example, controls: &Controls) -> Callback<MouseEvent> {
    on_click(example, controls, |event, controls| page::show(event, &controls.ids.of("result")))
}

/// Opens two examples side by side from the empty page.
fn pair_click(first: &Example, second: &Example, controls: &Controls) -> Callback<MouseEvent> {
    let opening = Opening { compare: Some(second.name.to_owned()), ..opening(first) };
    open(opening, controls, |event, controls| page::show(event, &controls.ids.of("result")))
}

fn on_click(
    example: &Example,
    controls: &Controls,
    leave: fn(&MouseEvent, &Controls),
) -> Callback<MouseEvent> {
    open(opening(example), controls, leave)
}

fn opening(example: &Example) -> Opening {
    Opening { example: Some(example.name.to_owned()), ..Opening::default() }
}

/// Opens examples. The address does it, unless that is the address of another page.
fn open(
    opening: Opening,
    controls: &Controls,
    leave: fn(&MouseEvent, &Controls),
) -> Callback<MouseEvent> {
    let controls = controls.clone();
    Callback::from(move |event: MouseEvent| {
        leave(&event, &controls);
        if controls.is_embedded {
            event.prevent_default();
            controls.dispatch.emit(Action::Open(opening.clone()));
        }
    })
}
