//! Which section of an article is in view.

use std::cell::Cell;

use gloo_events::{EventListener, EventListenerOptions, EventListenerPhase};
use wasm_bindgen::JsCast;
use web_sys::Element;

/// How far under the links a section may begin to be the current one, in pixels: less than the gap above
/// the first section.
const MARGIN: f64 = 12.0;

/// Calls back with the position of the link to the section in view, at each scroll, until the listener
/// is dropped.
pub fn follow(nav: &Element, callback: impl Fn(usize) + 'static) -> Option<EventListener> {
    let window = web_sys::window()?;
    let nav = nav.clone();
    // A scroll does not bubble, and a host may scroll something else than the window.
    let options = EventListenerOptions { phase: EventListenerPhase::Capture, passive: true };
    let shown = Cell::new(0);
    Some(EventListener::new_with_options(&window, "scroll", options, move |_| {
        if let Some(link) = current(&nav)
            && shown.replace(link) != link
        {
            show(&nav, link);
            callback(link);
        }
    }))
}

/// Brings a link into view where the links do not fit in their line.
fn show(nav: &Element, link: usize) {
    let (Ok(Some(list)), Ok(links)) = (nav.query_selector("ul"), nav.query_selector_all("a"))
    else {
        return;
    };
    let link = links.item(link as u32).and_then(|link| link.dyn_into::<Element>().ok());
    if let Some(link) = link.filter(|_| list.scroll_width() > list.client_width()) {
        let left = |element: &Element| element.get_bounding_client_rect().left() as i32;
        let middle = left(&link) - left(&list) - (list.client_width() - link.client_width()) / 2;
        list.set_scroll_left(list.scroll_left() + middle);
    }
}

/// Returns the position of the last link whose section begins above the place of reading.
fn current(nav: &Element) -> Option<usize> {
    let page = nav.closest(".app").ok()??;
    let box_of_nav = nav.get_bounding_client_rect();
    // Until the links stick, one reads what is above them, at the top of the view.
    let next = nav.next_element_sibling().map(|next| next.get_bounding_client_rect().top());
    let is_stuck = next.is_some_and(|top| top < box_of_nav.bottom() + MARGIN);
    let place = MARGIN + if is_stuck { box_of_nav.bottom() } else { box_of_nav.height() };
    let links = nav.query_selector_all("a").ok()?;
    let mut found = 0;
    for link in 0..links.length() {
        let section = links.item(link)?.dyn_into::<Element>().ok()?.get_attribute("href")?;
        let section = page.query_selector(&section).ok()?;
        if section.is_some_and(|section| section.get_bounding_client_rect().top() <= place) {
            found = link as usize;
        }
    }
    Some(found)
}
