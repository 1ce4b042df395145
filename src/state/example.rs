//! Opening an example and leaving it. An open one goes by its own clock, which ends with it: a text
//! of one's own is never read by an example's time.

use yew::AttrValue;

use super::{Clock, Opening, Paste, State, Undo};
use crate::examples::{self, Example};
use crate::text;

impl State {
    /// Takes what came with the address.
    pub(super) fn visit(&mut self, opening: Opening) {
        let is_empty = opening == Opening::default();
        if let Some(bytes) = opening.too_large {
            self.put(Paste::TooLarge { name: AttrValue::Static(text::LONG_TEXT_NAME), bytes });
        }
        match (opening.token, opening.example) {
            (Some(token), _) => self.put(Paste::from_text(token)),
            (None, Some(name)) => match examples::find(&name) {
                Some(example) => self.open(example),
                None => self.complain(text::NO_SUCH_EXAMPLE),
            },
            // Gone back to before the example.
            (None, None) if is_empty && self.example.is_some() => {
                self.put(Paste::Text(AttrValue::Static("")));
            }
            (None, None) => {}
        }
        if let Some(now) = opening.now {
            self.turn_to(Clock { now, set: true });
        }
    }

    /// Opens an example at its own time.
    pub(super) fn open(&mut self, example: Example) {
        if self.example != Some(example) {
            self.put(Paste::from_text(example.text()));
            self.example = Some(example);
        }
        self.turn_to(Clock { now: example.now, set: true });
    }

    /// Puts back what was cleared or replaced last, an example with its time.
    pub(super) fn undo(&mut self) {
        let Some(Undo { paste, example, .. }) = self.undo.take() else { return };
        self.put(paste);
        if let Some(example) = example {
            self.example = Some(example);
            self.turn_to(Clock { now: example.now, set: true });
        }
    }

    /// Goes by the computer's clock, when the clock was that of the example which was open before.
    pub(super) fn leave(&mut self, before: &Self, now: i64) {
        if before.example.is_some() && self.example.is_none() && self.clock == before.clock {
            self.turn_to(Clock { now, set: false });
        }
    }
}

#[cfg(test)]
mod tests {
    use std::rc::Rc;

    use yew::Reducible;

    use super::*;
    use crate::state::{Action, Event};

    const NOW: i64 = 1_790_000_000;

    fn after(actions: impl IntoIterator<Item = Action>) -> Rc<State> {
        let empty = Rc::new(State::new(Opening::default(), NOW));
        actions.into_iter().fold(empty, |state, action| state.reduce(Event { now: NOW, action }))
    }

    fn chosen(name: &str) -> Action {
        let example = Some(name.to_owned());
        Action::Visited(Opening { example, ..Opening::default() })
    }

    fn pasted(text: &str) -> Action {
        Action::Pasted(text.to_owned())
    }

    fn open(state: &State) -> Option<&'static str> {
        state.example.map(|example| example.name)
    }

    const REAL: Clock = Clock { now: NOW, set: false };

    #[test]
    fn an_example_opens_at_its_own_time() {
        let state = after([chosen("legacy-auto")]);
        assert_eq!(open(&state), Some("legacy-auto"));
        assert_eq!(state.clock, Clock { now: 1_767_225_600, set: true });
        assert_eq!(state.report.now, Some(1_767_225_600));
        assert_eq!(state.token().map(|token| &*token.headline), Some("Legacy token from a Secret"));
    }

    #[test]
    fn the_address_may_bring_another_time_for_it() {
        let example = Some(String::from("created-token"));
        let opening = Opening { example, now: Some(5), ..Opening::default() };
        let state = State::new(opening, NOW);
        assert_eq!(open(&state), Some("created-token"));
        assert_eq!((state.clock, state.report.now), (Clock { now: 5, set: true }, Some(5)));
    }

    #[test]
    fn going_back_to_its_plain_address_gives_it_its_own_time_again() {
        let opening =
            |now| Opening { example: Some(String::from("legacy-auto")), now, ..Opening::default() };
        let state = after([Action::Visited(opening(Some(5))), Action::Visited(opening(None))]);
        assert_eq!(state.clock, Clock { now: 1_767_225_600, set: true });
    }

    #[test]
    fn an_unknown_name_is_said_and_changes_nothing_else() {
        let state = after([pasted("hello"), chosen("no-such-name")]);
        assert_eq!(state.complaint, Some(text::NO_SUCH_EXAMPLE));
        assert_eq!(state.said.text, text::NO_SUCH_EXAMPLE);
        assert_eq!(state.paste.text(), "hello");
        assert_eq!((open(&state), state.clock), (None, REAL));
    }

    #[test]
    fn a_text_of_ones_own_is_read_by_the_real_clock() {
        for action in [
            pasted("hello"),
            Action::Typed(String::from("hello")),
            Action::Opened { name: String::from("a"), bytes: b"hello".to_vec() },
            Action::Clear,
        ] {
            let state = after([chosen("legacy-auto"), action]);
            assert_eq!((open(&state), state.clock), (None, REAL));
            assert!(state.paste.is_empty() || state.report.now == Some(NOW));
        }
    }

    #[test]
    fn a_time_that_came_with_a_token_is_kept_when_an_example_ends() {
        let opening =
            Opening { token: Some(String::from("a")), now: Some(5), ..Opening::default() };
        let state = after([chosen("legacy-auto"), Action::Visited(opening)]);
        assert_eq!((open(&state), state.clock), (None, Clock { now: 5, set: true }));
    }

    #[test]
    fn what_an_example_replaced_comes_back_and_so_does_the_example() {
        let back = after([pasted("hello"), chosen("legacy-auto"), Action::Undo]);
        assert_eq!(back.paste.text(), "hello");
        assert_eq!((open(&back), back.clock), (None, REAL));
        let again = back.reduce(Event { now: NOW, action: Action::Undo });
        assert_eq!(open(&again), Some("legacy-auto"));
        assert_eq!(again.clock, Clock { now: 1_767_225_600, set: true });
    }

    #[test]
    fn choosing_the_open_example_again_keeps_what_was_before_it() {
        let twice = after([pasted("hello"), chosen("legacy-auto"), chosen("legacy-auto")]);
        let kept = twice.undo.as_ref().map(|undo| &undo.paste);
        assert_eq!(kept, Some(&Paste::from_text(String::from("hello"))));
    }

    #[test]
    fn going_back_to_before_the_example_leaves_it() {
        let home = || Action::Visited(Opening::default());
        let state = after([chosen("legacy-auto"), home()]);
        assert!(state.paste.is_empty());
        assert_eq!((open(&state), state.clock), (None, REAL));
        assert_eq!(after([pasted("hello"), home()]).paste.text(), "hello");
    }
}
