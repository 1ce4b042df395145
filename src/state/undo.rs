//! A text that was cleared or replaced can be brought back for a while. After that the page drops it.

use super::paste::Paste;
use crate::examples::Example;

/// How long, in seconds: enough to notice a mistake, and short enough that a token does not stay in
/// the page after you cleared it and left.
pub const UNDO_SECONDS: i64 = 120;

/// A text that was cleared or replaced.
#[derive(Clone, Debug, PartialEq)]
pub struct Undo {
    /// The text.
    pub paste: Paste,
    /// The example that the text was.
    pub example: Option<Example>,
    /// When it was cleared or replaced, by the computer's clock in Unix seconds.
    pub since: i64,
}

impl Undo {
    /// Returns true if the text can no longer be brought back at this time by the computer's clock. Turning
    /// that clock back ends the time too.
    pub(super) fn is_over(&self, now: i64) -> bool {
        !(self.since..self.since + UNDO_SECONDS).contains(&now)
    }
}

#[cfg(test)]
mod tests {
    use std::rc::Rc;

    use yew::Reducible;

    use super::UNDO_SECONDS;
    use crate::element_ids::ElementIds;
    use crate::state::{Action, Event, Opening, State};

    const NOW: i64 = 1_790_000_000;

    fn cleared(now: Option<i64>) -> Rc<State> {
        let state =
            Rc::new(State::new(ElementIds::FIRST, Opening { now, ..Opening::default() }, NOW));
        let state = apply(&state, NOW, Action::Pasted(String::from("hello")));
        apply(&state, NOW, Action::Clear)
    }

    fn apply(state: &Rc<State>, now: i64, action: Action) -> Rc<State> {
        Rc::clone(state).reduce(Event { now, action })
    }

    #[test]
    fn cleared_text_is_kept_for_two_minutes() {
        // Also with a clock that was set: the computer's clock counts.
        for clock in [None, Some(5)] {
            let cleared = cleared(clock);
            let before = apply(&cleared, NOW + UNDO_SECONDS - 1, Action::Tick);
            assert!(Rc::ptr_eq(&cleared, &before), "nothing changed yet");
            let back = apply(&before, NOW + UNDO_SECONDS - 1, Action::Undo);
            assert_eq!(back.document.paste.text(), "hello");

            let over = apply(&cleared, NOW + UNDO_SECONDS, Action::Tick);
            assert_eq!(over.document.undo, None);
            assert!(apply(&over, NOW + UNDO_SECONDS, Action::Undo).document.paste.is_empty());
        }
    }

    #[test]
    fn replaced_text_is_kept_for_two_minutes() {
        let state = Rc::new(State::new(ElementIds::FIRST, Opening::default(), NOW));
        let state = apply(&state, NOW, Action::Pasted(String::from("one")));
        let state = apply(&state, NOW + 500, Action::Pasted(String::from("two")));
        assert!(state.document.undo.is_some());
        assert_eq!(apply(&state, NOW + 500 + UNDO_SECONDS, Action::Tick).document.undo, None);
    }

    #[test]
    fn next_paste_drops_cleared_text() {
        let next = apply(&cleared(None), NOW, Action::Pasted(String::from("another")));
        assert_eq!(next.document.undo, None);
    }

    #[test]
    fn clock_turned_back_drops_cleared_text() {
        assert_eq!(apply(&cleared(None), NOW - 1, Action::Tick).document.undo, None);
    }
}
