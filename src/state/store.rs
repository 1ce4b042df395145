//! Holds the state of a mounted page, for the page itself and for the host that mounted it.

use std::cell::RefCell;
use std::fmt;
use std::rc::Rc;

use yew::{Callback, Reducible};

use super::{Action, Event, State};

/// The state of a mounted page. An action changes it at once; the page renders it soon after.
#[derive(Clone)]
pub struct Store(Rc<Inner>);

struct Inner {
    state: RefCell<Rc<State>>,
    clock: fn() -> i64,
    subscriber: RefCell<Option<Callback<()>>>,
}

impl Store {
    /// Holds this state. `clock` returns the time of each action, in Unix seconds.
    pub fn new(state: State, clock: fn() -> i64) -> Self {
        let state = RefCell::new(Rc::new(state));
        Self(Rc::new(Inner { state, clock, subscriber: RefCell::default() }))
    }

    /// Returns the current state.
    pub fn state(&self) -> Rc<State> {
        Rc::clone(&self.0.state.borrow())
    }

    /// Applies an action, and calls the subscriber if it changed the state.
    pub fn dispatch(&self, action: Action) {
        let before = self.state();
        let event = Event { now: (self.0.clock)(), action };
        let after = Rc::clone(&before).reduce(event);
        if Rc::ptr_eq(&before, &after) {
            return;
        }
        self.0.state.replace(after);
        let subscriber = self.0.subscriber.borrow().clone();
        if let Some(subscriber) = subscriber {
            subscriber.emit(());
        }
    }

    /// Calls back after each change until the subscription is dropped. There is one subscriber.
    pub fn subscribe(&self, callback: Callback<()>) -> Subscription {
        self.0.subscriber.replace(Some(callback));
        Subscription(self.clone())
    }
}

/// Ends when it is dropped.
pub struct Subscription(Store);

impl Drop for Subscription {
    fn drop(&mut self) {
        self.0.0.subscriber.replace(None);
    }
}

/// Two handles to the same state are equal.
impl PartialEq for Store {
    fn eq(&self, other: &Self) -> bool {
        Rc::ptr_eq(&self.0, &other.0)
    }
}

impl fmt::Debug for Store {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        // Never the text.
        formatter.write_str("Store")
    }
}

#[cfg(test)]
mod tests {
    use std::cell::Cell;

    use super::*;
    use crate::element_ids::ElementIds;
    use crate::state::Opening;

    #[test]
    fn subscriber_is_called_after_changes_until_it_is_dropped() {
        let store = Store::new(State::new(ElementIds::FIRST, Opening::default(), 0), || 0);
        let calls = Rc::new(Cell::new(0));
        let counted = Rc::clone(&calls);
        let callback = Callback::from(move |()| counted.set(counted.get() + 1));
        let subscription = store.subscribe(callback);
        store.dispatch(Action::Typed(String::from("a")));
        assert_eq!((store.state().document.paste.text().as_str(), calls.get()), ("a", 1));
        store.dispatch(Action::Tick);
        assert_eq!(calls.get(), 1, "nothing changed");
        drop(subscription);
        store.dispatch(Action::Typed(String::from("b")));
        assert_eq!((store.state().document.paste.text().as_str(), calls.get()), ("b", 1));
    }
}
