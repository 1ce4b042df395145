//! Roving focus: Tab reaches one item of a list, and the arrow keys, Home and End go to the others.

use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlElement, HtmlInputElement, KeyboardEvent};

/// Moves the focus among the buttons and links of the list (marked with `data-roving`) that the event came
/// from. From a search field in the list, the arrow down goes to the first of them.
pub fn move_focus(event: &KeyboardEvent) {
    let Some(target) = event.target().and_then(|target| target.dyn_into::<Element>().ok()) else {
        return;
    };
    let Ok(Some(list)) = target.closest("[data-roving]") else { return };
    let items = items(&list);
    let at = items.iter().position(|item| item.is_same_node(Some(&target)));
    if at.is_none() && !target.is_instance_of::<HtmlInputElement>() {
        return;
    }
    let next = match (event.key().as_str(), at) {
        ("ArrowDown", None) => 0,
        ("ArrowDown", Some(at)) => at + 1,
        ("ArrowUp", Some(at)) => at.saturating_sub(1),
        ("Home", Some(_)) => 0,
        ("End", Some(_)) => items.len(),
        _ => return,
    };
    let Some(item) = items.get(next.min(items.len().saturating_sub(1))) else { return };
    event.prevent_default();
    for other in &items {
        other.set_tab_index(-1);
    }
    item.set_tab_index(0);
    _ = item.focus();
}

fn items(list: &Element) -> Vec<HtmlElement> {
    let Ok(found) = list.query_selector_all("a, button") else { return Vec::new() };
    (0..found.length()).filter_map(|at| found.item(at)?.dyn_into().ok()).collect()
}
