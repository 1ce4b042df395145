//! Lights a member wherever it is shown: every element that names it in `data-at` gets `data-lit`.
//!
//! What lies under the pointer, or has the focus, is lit right here and not by rendering the page
//! anew: the pointer crosses dozens of members in a second, and each costs but a few queries. Only
//! what is pinned is the page's to know, and is asked of the claim that shows so.

use std::cell::RefCell;
use std::rc::Rc;

use gloo_events::{EventListener, EventListenerOptions};
use wasm_bindgen::JsCast;
use web_sys::{Element, Event, HtmlElement, KeyboardEvent};

use super::Place;

/// What must be in view below the top of a lit line.
const LINE_PIXELS: i32 = 24;

/// Lights what somebody points at or focuses, and calls back with the name of a member that they
/// pin, or with `None` when they release it, as long as the page is there.
pub fn follow(place: &Place, on_pin: impl Fn(Option<String>) + 'static) {
    let target = place.target();
    let lit = RefCell::new(None);
    let heard: Rc<dyn Fn(&Event)> = {
        let page = place.element.clone();
        Rc::new(move |event| {
            let Some(target) = event.target().and_then(|target| target.dyn_into().ok()) else {
                return;
            };
            let pinned = find(&page, "[data-pinned]").map(|claim| claim.id());
            let kind = event.type_();
            let name = if kind == "click" || kind == "keydown" {
                let Some(name) = chosen(event, &target) else { return };
                // A second time releases it.
                let name = name.filter(|name| pinned.as_ref() != Some(name));
                on_pin(name.clone());
                name
            } else if pinned.is_some() {
                return;
            } else {
                let under = if kind == "mouseover" { member(&target) } else { None };
                under.or_else(|| member(&find(&page, ":focus-visible")?))
            };
            if *lit.borrow() != name {
                // What is pointed at in the token must not move away.
                let seek = matches!(target.closest(".token-view"), Ok(None));
                show(&page, name.as_deref(), seek);
                lit.replace(name);
            }
        })
    };
    // Not the pointer's own events: a finger that scrolls points at nothing.
    for kind in ["mouseover", "focusin", "click", "keydown"] {
        let heard = Rc::clone(&heard);
        let options = EventListenerOptions::enable_prevent_default();
        EventListener::new_with_options(&target, kind, options, move |event| heard(event)).forget();
    }
}

fn find(page: &Element, selector: &str) -> Option<Element> {
    page.query_selector(selector).ok()?
}

/// The innermost member that an element belongs to.
fn member(element: &Element) -> Option<String> {
    let names = element.closest("[data-at]").ok()??.get_attribute("data-at")?;
    names.split(' ').next().map(str::to_owned)
}

/// What a click or a key chose to pin; `Some(None)` is to release what is.
fn chosen(event: &Event, target: &Element) -> Option<Option<String>> {
    let Some(event) = event.dyn_ref::<KeyboardEvent>() else {
        // A click that has no meaning of its own and did not end the selection of a text.
        let selection = web_sys::window()?.get_selection().ok()?;
        let plain = matches!(target.closest("button, details"), Ok(None))
            && selection.is_none_or(|selection| selection.is_collapsed());
        return member(target).filter(|_| plain).map(Some);
    };
    let key = event.key();
    match key.as_str() {
        "Escape" => return Some(None),
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

/// Puts out what was lit and lights another member.
fn show(page: &Element, name: Option<&str>, seek: bool) {
    let members = name.map(|name| ["[data-at~='", name, "']"].concat());
    for selector in [Some("[data-lit]"), members.as_deref()].into_iter().flatten() {
        let Ok(found) = page.query_selector_all(selector) else { return };
        for at in 0..found.length() {
            let Some(element) = found.item(at) else { return };
            // The first time all those that are lit, the second those that are to be.
            _ = element.unchecked_ref::<Element>().toggle_attribute("data-lit");
        }
    }
    if seek {
        scroll_to_light(page);
    }
}

/// Brings the first lit line of the token into view, by scrolling its column and never the page.
fn scroll_to_light(page: &Element) {
    let line = find(page, ".token-view [data-lit]");
    let (Some(line), Some(column)) = (line, find(page, ".entry")) else { return };
    // Beside the answer the column is what the line's place is counted from, and scrolls; in a page
    // of one column it does not, and this does nothing.
    let top = line.unchecked_ref::<HtmlElement>().offset_top();
    let below = top - column.scroll_top();
    let height = column.client_height();
    if below < 0 || below > height - LINE_PIXELS {
        column.set_scroll_top(top - height / 2);
    }
    // There a part has one line, which goes on beyond its box.
    if let Ok(Some(part)) = line.closest("dd") {
        let left = |element: &Element| element.unchecked_ref::<HtmlElement>().offset_left();
        part.set_scroll_left(left(&line) - left(&part) - part.client_width() / 2);
    }
}
