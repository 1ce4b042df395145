//! A part of the article, with its heading in the margin where there is room.

use yew::prelude::*;

/// Properties of [`Section`].
#[derive(Properties, PartialEq)]
pub struct SectionProps {
    /// Its name in the page; also a class.
    pub id: &'static str,
    /// The heading.
    pub title: &'static str,
    /// A line under the heading.
    #[prop_or_default]
    pub note: Option<&'static str>,
    /// What stands in it.
    pub children: Html,
}

/// Shows a heading and what belongs to it.
#[component]
pub fn Section(props: &SectionProps) -> Html {
    let heading = format!("{}-heading", props.id);
    html! {
        <section class={classes!("section", props.id)} aria-labelledby={heading.clone()}>
            <div class="section-head">
                <h3 id={heading}>{ props.title }</h3>
                if let Some(note) = props.note {
                    <p>{ note }</p>
                }
            </div>
            <div class="section-body">{ props.children.clone() }</div>
        </section>
    }
}
