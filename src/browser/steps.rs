//! Steps in the history of the page: going to a claim is one, so that Back returns from it.
//!
//! An entry of the history holds a number and nothing else. What the number stands for is in memory and
//! ends with the page; the address names a claim only beside an example.

use std::cell::RefCell;
use std::rc::Rc;

use gloo_events::EventListener;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::spawn_local;
use web_sys::{Element, History, PopStateEvent};

use super::{Root, address, page};

/// What the entries of the history stand for, by their numbers.
#[derive(Debug)]
pub struct Steps {
    root: Root,
    taken: RefCell<Vec<Step>>,
}

#[derive(Clone, Debug, Default)]
struct Step {
    /// The id of the member that was gone to; `None` for where the first step began.
    id: Option<String>,
    /// Tells the members of one token from those of another.
    revision: usize,
    /// Which of the links to claims was left by.
    left_by: Option<u32>,
}

impl Steps {
    /// No steps yet.
    pub fn new(root: &Root) -> Self {
        Self { root: root.clone(), taken: RefCell::default() }
    }

    /// Adds a step to the history: to the member with this id, and to the claim of an example that
    /// has this pointer. A page within another one leaves the history alone.
    pub fn take(&self, id: &str, revision: usize, pointer: Option<&str>) {
        let Some(history) = self.history() else { return };
        let taken = &mut *self.taken.borrow_mut();
        let here = number(&history.state().unwrap_or_default()).filter(|at| *at < taken.len());
        let here = here.unwrap_or_else(|| {
            taken.push(Step { revision, ..Step::default() });
            // Fails in a page without an address of its own, where nothing else would help.
            _ = history.replace_state(&JsValue::from_f64((taken.len() - 1) as f64), "");
            taken.len() - 1
        });
        if let Some(step) = taken.get_mut(here) {
            step.left_by = self.focused_link();
        }
        let address = pointer.map(|pointer| address::of_claim(&self.root, pointer));
        let number = JsValue::from_f64(taken.len() as f64);
        _ = history.push_state_with_url(&number, "", address.as_deref());
        taken.push(Step { id: Some(id.to_owned()), revision, left_by: None });
    }

    /// Calls back with the member to show when the user goes back or forward to a step, until the
    /// listener is dropped. `is_shown` returns true for the revision of the token that is shown.
    pub fn follow(
        self: Rc<Self>,
        is_shown: impl Fn(usize) -> bool + 'static,
        callback: impl Fn(Option<String>) + 'static,
    ) -> Option<EventListener> {
        let window = web_sys::window().filter(|_| !self.root.is_embedded)?;
        Some(EventListener::new(&window, "popstate", move |event| {
            let state = event.dyn_ref::<PopStateEvent>().map(PopStateEvent::state);
            let number = state.and_then(|state| number(&state));
            let step = number.and_then(|number| self.taken.borrow().get(number).cloned());
            let Some(step) = step.filter(|step| is_shown(step.revision)) else { return };
            callback(step.id);
            if let Some(link) = step.left_by.and_then(|at| self.links()?.item(at)) {
                // After the page is rendered, so that nothing is pinned when the focus moves.
                spawn_local(async move { page::focus_element(link.unchecked_ref()) });
            }
        }))
    }

    fn history(&self) -> Option<History> {
        web_sys::window().filter(|_| !self.root.is_embedded)?.history().ok()
    }

    fn links(&self) -> Option<web_sys::NodeList> {
        self.root.element.query_selector_all(".claim-link").ok()
    }

    /// Returns which of the links to claims has the focus.
    fn focused_link(&self) -> Option<u32> {
        let links = self.links()?;
        let has_focus = |at: &u32| {
            let link = links.item(*at);
            link.is_some_and(|link| {
                link.unchecked_ref::<Element>().matches(":focus").unwrap_or_default()
            })
        };
        (0..links.length()).find(has_focus)
    }
}

/// There is one of these in a mounted page.
impl PartialEq for Steps {
    fn eq(&self, other: &Self) -> bool {
        std::ptr::eq(self, other)
    }
}

fn number(state: &JsValue) -> Option<usize> {
    state.as_f64().map(|number| number as usize)
}
