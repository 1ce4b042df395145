//! The elements of the page: what was typed, where the focus is, what is in view.

use js_sys::JsString;
use wasm_bindgen::prelude::*;
use web_sys::{
    Element, Event, FocusEvent, FocusOptions, HtmlElement, HtmlInputElement, HtmlTextAreaElement,
    InputEvent, Node,
};

use yew::NodeRef;

use super::{Root, long_text};
use crate::state::Action;

#[wasm_bindgen]
extern "C" {
    /// A text area whose text stays where the browser holds it.
    type TextHolder;

    #[wasm_bindgen(method, getter)]
    fn value(this: &TextHolder) -> JsString;
}

/// Returns the action for the new text of a text area, depending on the event.
pub fn input(event: &InputEvent) -> Action {
    let value = event.target().map(|target| target.unchecked_into::<TextHolder>().value());
    match value.unwrap_or_default() {
        text if long_text::too_large(&text).is_none() && is_typed(event) => {
            Action::Typed(String::from(text))
        }
        text => long_text::pasted(&text),
    }
}

/// Returns the position of the slider that the event came from.
pub fn position_of(event: &InputEvent) -> i64 {
    event
        .target()
        .and_then(|target| target.dyn_into::<HtmlInputElement>().ok())
        .map_or(0, |slider| slider.value_as_number() as i64)
}

/// Returns true if the keyboard changed the text, and not a paste, a drop, an extension or a script.
fn is_typed(event: &InputEvent) -> bool {
    // A plain `Event` of a script has no input type, although Yew passes it on as an input event.
    let is_input =
        event.dyn_ref::<Event>().is_some_and(|event| event.is_instance_of::<InputEvent>());
    let kind = if is_input { event.input_type() } else { String::new() };
    !kind.is_empty() && !matches!(kind.as_str(), "insertFromPaste" | "insertFromDrop")
}

/// Moves the focus to the element with this id, in the page that the event came from.
pub fn focus(event: &Event, id: &str) {
    if let Some(element) = find(event, id) {
        _ = element.unchecked_ref::<HtmlElement>().focus();
    }
}

/// Moves the focus to an element.
pub fn focus_element(element: &Element) {
    _ = element.unchecked_ref::<HtmlElement>().focus();
}

/// Returns true if the focus moves out of the element around it that this selector finds.
pub fn leaves(event: &FocusEvent, selector: &str) -> bool {
    let from = event.target().and_then(|target| target.dyn_into::<Element>().ok());
    let around = from.and_then(|from| from.closest(selector).ok()?);
    let to = event.related_target().and_then(|target| target.dyn_into::<Element>().ok());
    around.is_none_or(|around| !around.contains(to.as_deref()))
}

/// Moves the focus to the first element of the page that fits one of these selectors, in their order.
pub fn focus_first(event: &Event, selectors: &[&str]) {
    let page = event.target().and_then(|target| target.dyn_into::<Element>().ok());
    let Some(page) = page.and_then(|target| target.closest(".app").ok()?) else { return };
    let found = selectors.iter().find_map(|selector| page.query_selector(selector).ok()?);
    if let Some(element) = found {
        focus_in_place(&element);
    }
}

/// Brings an element into view and moves the focus to it, so that the stylesheet makes it flash.
pub fn reveal(event: &Event, id: &str) {
    if let Some(element) = find(event, id) {
        reveal_element(&element);
    }
}

/// Unfolds a section, brings it into view and moves the focus to it.
pub fn go_to_section(event: &Event, id: &str) {
    let Some(section) = find(event, id) else { return };
    if let Ok(Some(folded)) = section.query_selector(":scope > details") {
        _ = folded.set_attribute("open", "");
    }
    section.scroll_into_view();
    _ = section.unchecked_ref::<HtmlElement>().focus();
}

/// Returns true if a section was unfolded, and false if it was folded. None for anything in it: Yew hands
/// those events on to the section, although they do not bubble.
pub fn is_section_unfolded(event: &Event) -> Option<bool> {
    let details = event.target()?.dyn_into::<Element>().ok()?;
    details.matches(".section-fold").ok()?.then(|| details.has_attribute("open"))
}

/// Unfolds or folds everything in the article that the event came from, except for its menus.
pub fn unfold_all(event: &Event, unfolded: bool) {
    let article = event.target().and_then(|target| target.dyn_into::<Element>().ok());
    let article = article.and_then(|element| element.closest("article").ok().flatten());
    let all = article.map(|article| article.query_selector_all("details:not(.exports *)"));
    let Some(Ok(all)) = all else { return };
    for position in 0..all.length() {
        if let Some(Ok(one)) = all.item(position).map(|one| one.dyn_into::<Element>()) {
            _ = one.toggle_attribute_with_force("open", unfolded);
        }
    }
}

/// The same for the element of a page with this id.
pub fn reveal_in(root: &Root, id: &str) {
    if let Ok(Some(element)) = root.element.query_selector(&format!("#{id}")) {
        reveal_element(&element);
    }
}

fn reveal_element(element: &Element) {
    // It may be inside something folded, and that in something else.
    let mut inside = element.closest("details");
    while let Ok(Some(details)) = inside {
        _ = details.set_attribute("open", "");
        let around = details.parent_element().map(|around| around.closest("details"));
        inside = around.unwrap_or(Ok(None));
    }
    element.scroll_into_view();
    focus_element(element);
}

/// Moves the focus to the element with this id, and scrolls to it only if its top is not in the upper part
/// of the view.
pub fn show(event: &Event, id: &str) {
    if let Some(element) = find(event, id) {
        scroll_if_needed(&element);
        focus_in_place(&element);
    }
}

/// Scrolls to the element with this id, but only if its top is not in the upper part of the view.
pub fn scroll_to(event: &Event, id: &str) {
    if let Some(element) = find(event, id) {
        scroll_if_needed(&element);
    }
}

fn scroll_if_needed(element: &Element) {
    let height = web_sys::window().and_then(|window| window.inner_height().ok()?.as_f64());
    let top = element.get_bounding_client_rect().top();
    if !(0.0..height.unwrap_or_default() * 2.0 / 3.0).contains(&top) {
        element.scroll_into_view();
    }
}

/// Moves the focus to an element without scrolling.
pub fn focus_in_place(element: &Element) {
    let options = FocusOptions::new();
    options.set_prevent_scroll(true);
    _ = element.unchecked_ref::<HtmlElement>().focus_with_options(&options);
}

/// Returns true if this node is an element that has the focus.
pub fn has_focus(node: Option<&Node>) -> bool {
    let element = node.and_then(|node| node.dyn_ref::<Element>());
    element.is_some_and(|element| element.matches(":focus").unwrap_or_default())
}

/// Returns the element with this id, in the page around a place, if the focus is inside that.
pub fn beside_the_focus(place: &NodeRef, id: &str) -> Option<Element> {
    let place: Element = place.cast()?;
    let is_inside = place.matches(":focus-within").unwrap_or_default();
    let page = place.closest(".app").ok()?.filter(|_| is_inside)?;
    page.query_selector(&format!("#{id}")).ok()?
}

/// Moves the focus to the end of a text area, if that does not have it.
pub fn focus_at_end(area: &HtmlTextAreaElement) {
    if !has_focus(Some(area)) {
        focus_in_place(area);
        let end = area.text_length();
        _ = area.set_selection_range(end, end);
    }
}

/// Returns the text of the input that the event came from.
pub fn value_of(event: &InputEvent) -> String {
    let input = event.target().and_then(|target| target.dyn_into::<HtmlInputElement>().ok());
    input.map(|input| input.value()).unwrap_or_default()
}

/// Returns the text of the field, or the value of the choice, that the event came from.
pub fn text_of(event: &Event) -> String {
    let value = event.target().map(|target| target.unchecked_into::<TextHolder>().value());
    String::from(value.unwrap_or_default())
}

/// Selects UTF-16 units of a text area and scrolls them into view.
pub fn select(area: &HtmlTextAreaElement, start: u32, end: u32) {
    _ = area.focus();
    _ = area.set_selection_range(start, end);
    // Not every engine scrolls to a selection. All characters have the same width, so its position is
    // proportional.
    let length = f64::from(area.text_length()).max(1.0);
    let top = f64::from(area.scroll_height()) * f64::from(start) / length;
    area.set_scroll_top(top as i32 - area.client_height() / 2);
}

/// Returns the element with this id, in the page that the event came from. The page may be in a shadow
/// root. No id needs escaping.
pub(super) fn find(event: &Event, id: &str) -> Option<Element> {
    let target: Element = event.target()?.dyn_into().ok()?;
    target.closest(".app").ok()??.query_selector(&format!("#{id}")).ok()?
}
