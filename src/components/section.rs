//! A section of the article, with its heading in the margin where there is room.

use yew::prelude::*;

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
    folded_section_that_may_be_open(ids, name, title, false, children)
}

/// Shows the same, at first unfolded if it is open.
pub fn folded_section_that_may_be_open(
    ids: ElementIds,
    name: &'static str,
    title: &'static str,
    open: bool,
    children: Html,
) -> Html {
    let id = ids.of(name);
    let heading = AttrValue::from(format!("{id}-heading"));
    html! {
        <section {id} class="section" data-section={name} aria-labelledby={&heading} tabindex="-1">
            <details class="section-fold" {open}>
                <summary class="section-head"><h3 id={heading}>{ title }</h3></summary>
                <div class="section-body">{ children }</div>
            </details>
        </section>
    }
}
