//! Calls back each second for elements that are in view, and for no others.
//!
//! A token may hold thousands of times. An element that is not in view costs nothing. It is called
//! again when it comes near the view, and before the page is printed.

use std::cell::{Cell, RefCell};
use std::rc::{Rc, Weak};

use gloo_events::EventListener;
use js_sys::Array;
use wasm_bindgen::prelude::*;
use web_sys::{Element, IntersectionObserver, IntersectionObserverEntry, IntersectionObserverInit};

/// How far outside the view an element is called already, so that scrolling never shows an old text.
const MARGIN: &str = "50%";

/// A callback for each second.
struct Ticking {
    in_view: Cell<bool>,
    tick: Box<dyn Fn()>,
}

/// The callback of an observer.
type Seen = Closure<dyn Fn(Array)>;

/// The callbacks of all mounted pages.
struct All {
    ticking: RefCell<Vec<Weak<Ticking>>>,
    /// Callbacks that the browser may still call once after their observers were disconnected.
    gone: RefCell<Vec<Seen>>,
}

thread_local! {
    static ALL: All = const {
        All { ticking: RefCell::new(Vec::new()), gone: RefCell::new(Vec::new()) }
    };
}

/// Calls back for the elements in view. To be called each second.
pub fn second() {
    tick(|ticking| ticking.in_view.get());
}

/// Calls back for all elements before the page is printed, until the listener is dropped.
pub fn before_print() -> Option<EventListener> {
    let window = web_sys::window()?;
    Some(EventListener::new(&window, "beforeprint", |_| tick(|_| true)))
}

/// Calls those that still exist and fit.
fn tick(which: impl Fn(&Ticking) -> bool) {
    let all: Vec<_> = ALL.with(|all| {
        drop(all.gone.take());
        all.ticking.borrow_mut().retain(|one| one.strong_count() > 0);
        all.ticking.borrow().iter().filter_map(Weak::upgrade).collect()
    });
    for one in all.iter().filter(|one| which(one)) {
        (one.tick)();
    }
}

/// Keeps a callback alive; dropping it ends the calls.
pub struct InView {
    observer: IntersectionObserver,
    seen: Option<Seen>,
    _ticking: Rc<Ticking>,
}

impl Drop for InView {
    fn drop(&mut self) {
        self.observer.disconnect();
        ALL.with(|all| all.gone.borrow_mut().extend(self.seen.take()));
    }
}

/// Calls back as soon as an element is in view, and then each second while it is. Returns `None` if
/// the browser cannot tell which elements are in view.
pub fn each_second_in_view(element: &Element, callback: impl Fn() + 'static) -> Option<InView> {
    let ticking = Rc::new(Ticking { in_view: Cell::new(false), tick: Box::new(callback) });
    let seen = {
        let ticking = Rc::clone(&ticking);
        Seen::new(move |entries: Array| {
            // The last of several entries is the current one.
            let entry = entries.pop().unchecked_into::<IntersectionObserverEntry>();
            ticking.in_view.set(entry.is_intersecting());
            if entry.is_intersecting() {
                (ticking.tick)();
            }
        })
    };
    let options = IntersectionObserverInit::new();
    options.set_root_margin(MARGIN);
    let function = seen.as_ref().unchecked_ref();
    let observer = IntersectionObserver::new_with_options(function, &options).ok()?;
    observer.observe(element);
    ALL.with(|all| all.ticking.borrow_mut().push(Rc::downgrade(&ticking)));
    Some(InView { observer, seen: Some(seen), _ticking: ticking })
}
