//! A part of the article, with its heading in the margin where there is room.

use yew::prelude::*;

/// Shows a heading, a line under it if there is one, and what belongs to it. Its `id` names it in the page.
pub fn section(
    id: &'static str,
    title: &'static str,
    note: Option<&'static str>,
    children: Html,
) -> Html {
    let heading = AttrValue::from(format!("{id}-heading"));
    html! {
        <section {id} class="section" aria-labelledby={&heading}>
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
