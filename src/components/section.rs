//! A section of the article, with its heading in the margin where there is room.

use yew::prelude::*;

use crate::browser::page;
use crate::element_ids::ElementIds;

/// Shows a heading, a note under it if there is one, and the content. Stylesheets find the section by
/// its `name`.
pub fn section(
    ids: ElementIds,
    name: &'static str,
    title: &'static str,
    note: Option<Html>,
    children: Html,
) -> Html {
    let id = ids.of(name);
    let heading = AttrValue::from(format!("{id}-heading"));
    html! {
        <section {id} class="section" data-section={name} aria-labelledby={&heading} tabindex="-1">
            <div class="section-head">
                <h3 id={heading}>{ title }</h3>
                if let Some(note) = note {
                    <p>{ note }</p>
                }
            </div>
            <div class="section-body">{ children }</div>
        </section>
    }
}

/// Shows the same with the content behind its heading.
pub fn folded_section(
    ids: ElementIds,
    name: &'static str,
    title: &'static str,
    children: Html,
) -> Html {
    fold(ids, name, title, false, None, children)
}

/// Shows the same, folded or not. `on_fold` hears which of them it becomes.
pub fn section_to_open(
    ids: ElementIds,
    name: &'static str,
    title: &'static str,
    is_open: bool,
    on_fold: Callback<bool>,
    children: Html,
) -> Html {
    fold(ids, name, title, is_open, Some(on_fold), children)
}

fn fold(
    ids: ElementIds,
    name: &'static str,
    title: &'static str,
    open: bool,
    on_fold: Option<Callback<bool>>,
    children: Html,
) -> Html {
    let id = ids.of(name);
    let heading = AttrValue::from(format!("{id}-heading"));
    let ontoggle = on_fold.map(|on_fold| {
        move |event: Event| {
            if let Some(is_open) = page::is_section_unfolded(&event) {
                on_fold.emit(is_open);
            }
        }
    });
    html! {
        <section {id} class="section" data-section={name} aria-labelledby={&heading} tabindex="-1">
            <details class="section-fold" {open} {ontoggle}>
                <summary class="section-head"><h3 id={heading}>{ title }</h3></summary>
                <div class="section-body">{ children }</div>
            </details>
        </section>
    }
}
