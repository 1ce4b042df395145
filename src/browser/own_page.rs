//! What only a page of its own does: it takes the focus, and a paste anywhere. Embedded in another page, as
//! an element or in a frame, it leaves both to that page.

use gloo_events::{EventListener, EventListenerOptions};
use wasm_bindgen::JsCast;
use web_sys::{Element, Event, HtmlElement, Window};
use yew::Callback;

use super::{Root, files};
use crate::state::Action;

/// What takes a paste itself.
const FIELDS: &str = "input, textarea, select, [contenteditable]";

/// Returns the window of a page that is neither an element of another one nor in a frame.
fn window(root: &Root) -> Option<Window> {
    let window = web_sys::window().filter(|_| !root.is_embedded)?;
    let is_top = window.parent().ok().flatten().is_some_and(|parent| parent == window);
    is_top.then_some(window)
}

/// Moves the focus into the field with this id, unless a finger would then open a keyboard on the screen.
pub fn focus_field(root: &Root, id: &str) {
    let Some(window) = window(root) else { return };
    let query = window.match_media("(pointer: coarse)").ok().flatten();
    if query.is_some_and(|query| query.matches()) {
        return;
    }
    if let Ok(Some(field)) = root.element.query_selector(&format!("#{id}")) {
        _ = field.unchecked_into::<HtmlElement>().focus();
    }
}

/// Takes what is pasted outside of any field, until the listener is dropped.
pub fn paste_anywhere(root: &Root, done: Callback<Action>) -> Option<EventListener> {
    let window = window(root)?;
    let options = EventListenerOptions::enable_prevent_default();
    Some(EventListener::new_with_options(&window, "paste", options, move |event| {
        if !event.default_prevented() && !is_in_a_field(event) {
            files::pasted(event, true, done.clone());
        }
    }))
}

fn is_in_a_field(event: &Event) -> bool {
    let target = event.target().and_then(|target| target.dyn_into::<Element>().ok());
    target.is_some_and(|target| matches!(target.closest(FIELDS), Ok(Some(_))))
}
