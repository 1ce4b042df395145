//! The whole page takes a file or a text that is dropped on it, and says so while one hovers.

use yew::prelude::*;

use super::use_dispatch;
use crate::browser::files;
use crate::text;

/// Properties of [`DropZone`].
#[derive(Properties, PartialEq)]
pub struct DropZoneProps {
    /// The page.
    pub children: Html,
}

/// Wraps the page.
#[component]
pub fn DropZone(props: &DropZoneProps) -> Html {
    let dispatch = use_dispatch();
    let hovered = use_state_eq(|| false);
    let ondragover = {
        let hovered = hovered.clone();
        move |event: DragEvent| {
            if files::is_readable(&event) {
                event.prevent_default();
                hovered.set(true);
            }
        }
    };
    let ondragleave = {
        let hovered = hovered.clone();
        move |event: DragEvent| {
            // Within the page the drag only went on to another element.
            if event.related_target().is_none() {
                hovered.set(false);
            }
        }
    };
    let ondrop = {
        let hovered = hovered.clone();
        move |event: DragEvent| {
            event.prevent_default();
            hovered.set(false);
            let dispatch = dispatch.clone();
            files::dropped(&event, move |action| dispatch.emit(action));
        }
    };
    html! {
        <div class="app" {ondragover} {ondragleave} {ondrop}>
            { props.children.clone() }
            if *hovered {
                <p class="drop-here" aria-hidden="true">{ text::DROP_HERE }</p>
            }
        </div>
    }
}
