//! Menus: popovers, which the browser opens and closes.
//!
//! Escape, a click outside and another menu close one. The browser returns the focus to the button, except
//! after a click outside, when the focus would fall to the body.

use wasm_bindgen::JsCast;
use web_sys::{Element, Event, HtmlElement, Node};

use super::page;

/// Closes the menu with this id. The browser returns the focus to its button.
pub fn close(event: &Event, id: &str) {
    if let Some(menu) = page::find(event, id) {
        _ = menu.unchecked_ref::<HtmlElement>().hide_popover();
    }
}

/// Moves the focus after a menu was opened or closed: into its search field, unless a finger would get a
/// keyboard over the menu for it; and back to its button, if it would fall to the body. Returns true if
/// the menu is open.
pub fn toggled(event: &Event) -> bool {
    let Some(menu) = event.target().and_then(|target| target.dyn_into::<Element>().ok()) else {
        return false;
    };
    let is_open = menu.matches(":popover-open").unwrap_or_default();
    if is_open && has_fine_pointer() {
        if let Ok(Some(search)) = menu.query_selector("input[type=search]") {
            page::focus_in_place(&search);
        }
    } else if !is_open && is_focus_lost() {
        let button = format!("[popovertarget='{}']", menu.id());
        let page = menu.closest(".app").ok().flatten();
        if let Some(Ok(Some(button))) = page.map(|page| page.query_selector(&button)) {
            page::focus_in_place(&button);
        }
    }
    is_open
}

fn has_fine_pointer() -> bool {
    let query = web_sys::window().and_then(|window| window.match_media("(pointer: fine)").ok()?);
    query.is_some_and(|query| query.matches())
}

/// Returns true if no element has the focus.
fn is_focus_lost() -> bool {
    let document = web_sys::window().and_then(|window| window.document());
    document.is_some_and(|document| {
        let body = document.body();
        let body: Option<&Node> = body.as_deref().map(|body| body.as_ref());
        document.active_element().is_none_or(|element| body == Some(element.as_ref()))
    })
}
