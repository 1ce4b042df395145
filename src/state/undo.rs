//! A text that was cleared or replaced can be brought back for a while. After that the page drops it.

use super::{Paste, State};
use crate::examples::Example;

/// How long, in seconds: enough to notice a mistake, and short enough that a token does not stay in
/// the page after you cleared it and left.
pub const UNDO_SECONDS: i64 = 120;

/// What was cleared or replaced last.
#[derive(Clone, Debug, PartialEq)]
pub struct Undo {
    /// The text.
    pub paste: Paste,
    /// The example that it was.
    pub example: Option<Example>,
    /// When it was cleared or replaced, by the computer's clock in Unix seconds.
    pub since: i64,
}

impl State {
    /// Drops a text whose time is over, and returns true if there was one. Turning the computer's
    /// clock back ends the time too.
    pub(super) fn forget_undo(&mut self) -> bool {
        let time = self.time;
        let over = |undo: &mut Undo| !(undo.since..undo.since + UNDO_SECONDS).contains(&time);
        self.undo.take_if(over).is_some()
    }
}

#[cfg(test)]
mod tests {
    use std::rc::Rc;

    use yew::Reducible;

    use super::UNDO_SECONDS;
    use crate::state::{Action, Event, Opening, State};

    const NOW: i64 = 1_790_000_000;

    fn cleared(now: Option<i64>) -> Rc<State> {
        let state = Rc::new(State::new(Opening { now, ..Opening::default() }, NOW));
        let state = does(&state, NOW, Action::Pasted(String::from("hello")));
        does(&state, NOW, Action::Clear)
    }

    fn does(state: &Rc<State>, now: i64, action: Action) -> Rc<State> {
        Rc::clone(state).reduce(Event { now, action })
    }

    #[test]
    fn what_was_cleared_is_kept_for_two_minutes() {
        // With a clock that was set, too: the computer's goes on.
        for clock in [None, Some(5)] {
            let cleared = cleared(clock);
            let before = does(&cleared, NOW + UNDO_SECONDS - 1, Action::Tick);
            assert!(Rc::ptr_eq(&cleared, &before), "nothing changed yet");
            let back = does(&before, NOW + UNDO_SECONDS - 1, Action::Undo);
            assert_eq!(back.paste.text(), "hello");

            let over = does(&cleared, NOW + UNDO_SECONDS, Action::Tick);
            assert_eq!(over.undo, None);
            assert!(does(&over, NOW + UNDO_SECONDS, Action::Undo).paste.is_empty());
        }
    }

    #[test]
    fn what_was_replaced_is_kept_as_long() {
        let state = Rc::new(State::new(Opening::default(), NOW));
        let state = does(&state, NOW, Action::Pasted(String::from("one")));
        let state = does(&state, NOW + 500, Action::Pasted(String::from("two")));
        assert!(state.undo.is_some());
        assert_eq!(does(&state, NOW + 500 + UNDO_SECONDS, Action::Tick).undo, None);
    }

    #[test]
    fn the_next_paste_ends_it() {
        let next = does(&cleared(None), NOW, Action::Pasted(String::from("another")));
        assert_eq!(next.undo, None);
    }

    #[test]
    fn a_clock_that_was_turned_back_ends_it() {
        assert_eq!(does(&cleared(None), NOW - 1, Action::Tick).undo, None);
    }
}
