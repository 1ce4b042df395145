//! Opening an example and leaving it. An open example has its own clock, which ends with it, so that
//! the user's own text is never read by an example's time.

use service_account_token::report::PartName;
use yew::AttrValue;

use super::State;
use super::action::Opening;
use super::clock::Clock;
use super::compare::joined;
use super::document::report;
use super::paste::Paste;
use super::undo::Undo;
use crate::examples::{self, Example};
use crate::members;
use crate::text;

impl State {
    /// Opens what the address or the host says.
    pub(super) fn open(&mut self, opening: Opening) {
        let is_empty = opening == Opening::default();
        if let Some(bytes) = opening.too_large {
            let name = AttrValue::Static(text::LONG_TEXT_NAME);
            self.replace_paste(Paste::TooLarge { name, bytes });
        }
        match (opening.text, opening.example) {
            (Some(text), _) => self.replace_paste(Paste::from_text(text)),
            (None, Some(name)) => match (examples::find(&name), opening.compare.as_deref()) {
                (Some(example), None) => self.open_example(example),
                (Some(example), Some(other)) => match examples::find(other) {
                    Some(other) => self.open_two_examples(example, other),
                    None => self.view.make_mut().report_problem(text::NO_SUCH_EXAMPLE),
                },
                (None, _) => self.view.make_mut().report_problem(text::NO_SUCH_EXAMPLE),
            },
            // The user went back in the history to before the example.
            (None, None) if is_empty && self.document.example.is_some() => {
                self.replace_paste(Paste::empty());
            }
            (None, None) => {}
        }
        if let Some(now) = opening.now {
            self.change_clock(Clock { now, set: true });
        }
        if let Some(pointer) = opening.claim {
            self.go_to_claim(&pointer);
        }
    }

    /// Goes to the claim of the open example with this pointer, if there is one.
    fn go_to_claim(&mut self, pointer: &str) {
        let Some(token) = self.token().filter(|_| self.document.example.is_some()) else { return };
        let found = members::find(token, Some(PartName::Payload), Some(pointer));
        let id = found.map(|(part, position)| self.document.ids.member(part, position));
        self.view.make_mut().reveal(id);
    }

    /// Opens an example at its own time.
    fn open_example(&mut self, example: Example) {
        self.open_example_as(example, example.text());
    }

    /// Opens two examples at the time of the first, and compares their first tokens.
    fn open_two_examples(&mut self, first: Example, second: Example) {
        let (text, other) = (first.text(), second.text());
        let count = report(text.as_bytes(), first.now).tokens.len();
        self.open_example_as(first, joined(&text, &other));
        self.document.make_mut().second_example = Some(second);
        self.view.make_mut().chosen = 0;
        self.compare(Some(count));
    }

    fn open_example_as(&mut self, example: Example, text: String) {
        let paste = Paste::from_text(text);
        if self.document.example != Some(example) || self.document.paste != paste {
            self.replace_paste(paste);
            self.document.make_mut().example = Some(example);
        }
        self.change_clock(Clock { now: example.now, set: true });
    }

    /// Brings back what was cleared or replaced last; an example with its time.
    pub(super) fn undo(&mut self) {
        let Some(Undo { paste, example, .. }) = self.document.make_mut().undo.take() else {
            return;
        };
        self.replace_paste(paste);
        if let Some(example) = example {
            self.document.make_mut().example = Some(example);
            self.change_clock(Clock { now: example.now, set: true });
        }
    }

    /// Goes back to the computer's clock if the clock is still that of an example which was open
    /// before this action.
    pub(super) fn leave_example(&mut self, before: &Self, now: i64) {
        let was_left = before.document.example.is_some() && self.document.example.is_none();
        if was_left && self.preferences.clock == before.preferences.clock {
            self.change_clock(Clock { now, set: false });
        }
    }
}

#[cfg(test)]
mod tests {
    use std::rc::Rc;

    use yew::Reducible;

    use super::*;
    use crate::element_ids::ElementIds;
    use crate::state::{Action, Event};

    const NOW: i64 = 1_790_000_000;

    fn after(actions: impl IntoIterator<Item = Action>) -> Rc<State> {
        let empty = Rc::new(State::new(ElementIds::FIRST, Opening::default(), NOW));
        actions.into_iter().fold(empty, |state, action| state.reduce(Event { now: NOW, action }))
    }

    fn chosen(name: &str) -> Action {
        let example = Some(name.to_owned());
        Action::Open(Opening { example, ..Opening::default() })
    }

    fn pasted(text: &str) -> Action {
        Action::Pasted(text.to_owned())
    }

    fn open_example(state: &State) -> Option<&'static str> {
        state.document.example.map(|example| example.name)
    }

    const REAL: Clock = Clock { now: NOW, set: false };

    #[test]
    fn example_opens_at_its_own_time() {
        let state = after([chosen("legacy-auto")]);
        assert_eq!(open_example(&state), Some("legacy-auto"));
        assert_eq!(state.preferences.clock, Clock { now: 1_767_225_600, set: true });
        assert_eq!(state.document.report.now, Some(1_767_225_600));
        assert_eq!(state.token().map(|token| &*token.headline), Some("Legacy token from a Secret"));
    }

    #[test]
    fn address_can_set_another_time_for_an_example() {
        let example = Some(String::from("created-token"));
        let opening = Opening { example, now: Some(5), ..Opening::default() };
        let state = State::new(ElementIds::FIRST, opening, NOW);
        assert_eq!(open_example(&state), Some("created-token"));
        assert_eq!(
            (state.preferences.clock, state.document.report.now),
            (Clock { now: 5, set: true }, Some(5))
        );
    }

    #[test]
    fn address_goes_to_a_claim_of_an_example() {
        let opening = |claim: &str| Opening {
            example: Some(String::from("eks-irsa")),
            claim: Some(claim.to_owned()),
            ..Opening::default()
        };
        let state = State::new(ElementIds::FIRST, opening("/exp"), NOW);
        assert_eq!(state.view.pinned.as_deref(), Some("payload-2"));
        let revealed = state.view.revealed.as_ref().map(|revealed| &*revealed.id);
        assert_eq!(revealed, Some("payload-2"));
        let state = State::new(ElementIds::FIRST, opening("/no-such"), NOW);
        assert_eq!((open_example(&state), state.view.pinned.clone()), (Some("eks-irsa"), None));
        // The claims of a pasted token have no address.
        let claim = Some(String::from("/exp"));
        let state = after([
            pasted(&examples::find("eks-irsa").unwrap().text()),
            Action::Open(Opening { claim, ..Opening::default() }),
        ]);
        assert_eq!(state.view.pinned, None);
    }

    #[test]
    fn going_back_from_a_claim_releases_it() {
        let go = || Action::GoTo { part: PartName::Payload, member: 1 };
        let state = after([chosen("eks-irsa"), go()]);
        assert_eq!(state.view.pinned.as_deref(), Some("payload-1"));
        let state = after([chosen("eks-irsa"), go(), Action::ReturnTo(None)]);
        assert_eq!((state.view.pinned.clone(), state.view.revealed.clone()), (None, None));
    }

    #[test]
    fn plain_address_of_an_example_restores_its_time() {
        let opening =
            |now| Opening { example: Some(String::from("legacy-auto")), now, ..Opening::default() };
        let state = after([Action::Open(opening(Some(5))), Action::Open(opening(None))]);
        assert_eq!(state.preferences.clock, Clock { now: 1_767_225_600, set: true });
    }

    #[test]
    fn unknown_example_is_reported_and_changes_nothing() {
        let state = after([pasted("hello"), chosen("no-such-name")]);
        assert_eq!(state.view.problem, Some(text::NO_SUCH_EXAMPLE));
        assert_eq!(state.view.announcement.text, text::NO_SUCH_EXAMPLE);
        assert_eq!(state.document.paste.text(), "hello");
        assert_eq!((open_example(&state), state.preferences.clock), (None, REAL));
    }

    #[test]
    fn own_text_after_an_example_uses_the_real_clock() {
        for action in [
            pasted("hello"),
            Action::Typed(String::from("hello")),
            Action::Opened(vec![(String::from("a"), b"hello".to_vec())]),
            Action::Clear,
        ] {
            let state = after([chosen("legacy-auto"), action]);
            assert_eq!((open_example(&state), state.preferences.clock), (None, REAL));
            assert!(state.document.paste.is_empty() || state.document.report.now == Some(NOW));
        }
    }

    #[test]
    fn time_from_the_address_survives_leaving_an_example() {
        let opening = Opening { text: Some(String::from("a")), now: Some(5), ..Opening::default() };
        let state = after([chosen("legacy-auto"), Action::Open(opening)]);
        assert_eq!(
            (open_example(&state), state.preferences.clock),
            (None, Clock { now: 5, set: true })
        );
    }

    #[test]
    fn undo_swaps_a_text_and_an_example() {
        let back = after([pasted("hello"), chosen("legacy-auto"), Action::Undo]);
        assert_eq!(back.document.paste.text(), "hello");
        assert_eq!((open_example(&back), back.preferences.clock), (None, REAL));
        let again = back.reduce(Event { now: NOW, action: Action::Undo });
        assert_eq!(open_example(&again), Some("legacy-auto"));
        assert_eq!(again.preferences.clock, Clock { now: 1_767_225_600, set: true });
    }

    #[test]
    fn opening_the_same_example_again_keeps_the_undo() {
        let twice = after([pasted("hello"), chosen("legacy-auto"), chosen("legacy-auto")]);
        let kept = twice.document.undo.as_ref().map(|undo| &undo.paste);
        assert_eq!(kept, Some(&Paste::from_text(String::from("hello"))));
    }

    #[test]
    fn going_back_in_the_history_leaves_the_example() {
        let home = || Action::Open(Opening::default());
        let state = after([chosen("legacy-auto"), home()]);
        assert!(state.document.paste.is_empty());
        assert_eq!((open_example(&state), state.preferences.clock), (None, REAL));
        assert_eq!(after([pasted("hello"), home()]).document.paste.text(), "hello");
    }
}
