//! Highlights a member wherever it is shown: every element with its id in `data-at` gets `data-lit`.
//!
//! What is under the pointer or has the focus is highlighted here, without rendering the page: the
//! pointer crosses dozens of members in a second, and each takes only a few queries. Only what is
//! pinned is part of the state, and is read from the claim that shows it.

use std::cell::RefCell;
use std::rc::Rc;

use gloo_events::{EventListener, EventListenerOptions};
use wasm_bindgen::JsCast;
use web_sys::{Element, Event, HtmlElement, KeyboardEvent};

use super::Root;

/// How much must be in view below the top of a highlighted line.
const LINE_PIXELS: i32 = 24;

/// Highlights what the user points at or focuses, and calls back with the id of a member that they pin,
/// or with `None` when they release it, until the listeners are dropped.
pub fn follow(root: &Root, on_pin: impl Fn(Option<String>) + 'static) -> [EventListener; 4] {
    let highlighted = RefCell::new(None);
    let page = root.element.clone();
    let handle: Rc<dyn Fn(&Event)> = Rc::new(move |event| {
        let Some(target) = event.target().and_then(|target| target.dyn_into().ok()) else {
            return;
        };
        let pinned = find(&page, "[data-pinned]").map(|claim| claim.id());
        let kind = event.type_();
        let id = if kind == "click" || kind == "keydown" {
            let Some(id) = chosen(event, &target) else { return };
            // The window gets the events of other mounted pages too.
            if id.is_some() && !page.contains(Some(&target)) {
                return;
            }
            // The second time releases it.
            let id = id.filter(|id| pinned.as_ref() != Some(id));
            on_pin(id.clone());
            id
        } else if pinned.is_some() {
            // It may have been pinned by other means than a click.
            pinned
        } else {
            let under = if kind == "mouseover" { member(&target) } else { None };
            under.or_else(|| member(&find(&page, ":focus-visible")?))
        };
        if *highlighted.borrow() != id {
            // What the user points at in the token must not move away.
            let scroll = matches!(target.closest(".token-view"), Ok(None));
            highlight(&page, id.as_deref(), scroll);
            highlighted.replace(id);
        }
    });
    // Not the events of the pointer: a finger that scrolls points at nothing.
    ["mouseover", "focusin", "click", "keydown"].map(|kind| {
        let handle = Rc::clone(&handle);
        let options = EventListenerOptions::enable_prevent_default();
        let target = root.event_target();
        EventListener::new_with_options(&target, kind, options, move |event| handle(event))
    })
}

fn find(page: &Element, selector: &str) -> Option<Element> {
    page.query_selector(selector).ok()?
}

/// Returns the id of the innermost member that an element belongs to.
fn member(element: &Element) -> Option<String> {
    let names = element.closest("[data-at]").ok()??.get_attribute("data-at")?;
    names.split(' ').next().map(str::to_owned)
}

/// Returns the id of the member that a click or a key pins; `Some(None)` to release the pinned one.
fn chosen(event: &Event, target: &Element) -> Option<Option<String>> {
    let Some(event) = event.dyn_ref::<KeyboardEvent>() else {
        // A click without another meaning, which did not end the selection of a text.
        let selection = web_sys::window()?.get_selection().ok()?;
        let plain = matches!(target.closest("button, summary, input, .bytes"), Ok(None))
            && selection.is_none_or(|selection| selection.is_collapsed());
        return member(target).filter(|_| plain).map(Some);
    };
    let key = event.key();
    match key.as_str() {
        "Escape" => return released_by_escape(target).then_some(None),
        // On the claim itself, not on a button in it.
        "Enter" => return member(target).filter(|name| *name == target.id()).map(Some),
        "ArrowUp" | "ArrowDown" if !event.shift_key() && !event.ctrl_key() => {
            // From a claim to the one beside it.
            let claim = target.closest(".claim").ok()??;
            let next = match key.as_str() {
                "ArrowUp" => claim.previous_element_sibling(),
                _ => claim.next_element_sibling(),
            };
            event.prevent_default();
            _ = next?.unchecked_ref::<HtmlElement>().focus();
        }
        _ => {}
    }
    None
}

/// Returns true if Escape releases the pinned claim, and moves the focus to that claim if it is on the
/// button that disappears with the pin. An open menu comes first, which the browser closes.
fn released_by_escape(target: &Element) -> bool {
    let page = target.closest(".app").ok().flatten();
    if page.is_some_and(|page| find(&page, ":popover-open").is_some()) {
        return false;
    }
    if let (Ok(Some(_)), Ok(Some(claim))) =
        (target.closest(".bytes-open"), target.closest(".claim"))
    {
        _ = claim.unchecked_ref::<HtmlElement>().focus();
    }
    true
}

/// Ends the highlight of one member and highlights another.
fn highlight(page: &Element, id: Option<&str>, scroll: bool) {
    let members = id.map(|id| format!("[data-at~='{id}']"));
    for selector in [Some("[data-lit]"), members.as_deref()].into_iter().flatten() {
        let Ok(found) = page.query_selector_all(selector) else { return };
        for at in 0..found.length() {
            let Some(element) = found.item(at) else { return };
            // First all elements that are highlighted, then those that are to be.
            _ = element.unchecked_ref::<Element>().toggle_attribute("data-lit");
        }
    }
    if scroll {
        scroll_to_highlight(page);
    }
}

/// Brings the first highlighted line of the token into view, by scrolling its column, never the page.
fn scroll_to_highlight(page: &Element) {
    let line = find(page, ".token-view [data-lit]");
    let (Some(line), Some(column)) = (line, find(page, ".entry")) else { return };
    // In a wide page the column scrolls, and the line's offset is relative to it. In a page of one
    // column neither is true, and this does nothing.
    let top = line.unchecked_ref::<HtmlElement>().offset_top();
    let below = top - column.scroll_top();
    let height = column.client_height();
    if below < 0 || below > height - LINE_PIXELS {
        column.set_scroll_top(top - height / 2);
    }
    // There a part has one line, which scrolls inside its box.
    if let Ok(Some(part)) = line.closest("dd") {
        let left = |element: &Element| element.get_bounding_client_rect().left() as i32;
        let before = left(&line) - left(&part) - part.client_width() / 4;
        part.set_scroll_left(part.scroll_left() + before);
    }
}
