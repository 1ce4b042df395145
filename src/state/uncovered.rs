//! Withheld values that the user asked to see.
//!
//! The report never holds them. To show one, the decoder reads it from the paste again. It is dropped
//! when it is covered, when another token is shown, and when the text changes.

use service_account_token::report::PartName;
use service_account_token::withheld_text;
use yew::AttrValue;

use super::State;

/// A withheld value that is shown.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Uncovered {
    /// Header or payload.
    pub part: PartName,
    /// Its position among the members of that part.
    pub member: usize,
    /// What it is.
    pub value: AttrValue,
}

impl State {
    /// Returns the value of a withheld member of the shown token if it is uncovered.
    pub fn uncovered(&self, part: PartName, member: usize) -> Option<&AttrValue> {
        let found = self.uncovered.iter().find(|one| (one.part, one.member) == (part, member));
        found.map(|one| &one.value)
    }

    /// Shows a withheld value of the shown token, or covers it.
    pub(super) fn uncover(&mut self, part: PartName, member: usize, shown: bool) {
        self.uncovered.retain(|one| (one.part, one.member) != (part, member));
        let text = || withheld_text(self.paste.bytes(), self.chosen, part, member);
        if let Some(text) = shown.then(text).flatten() {
            let value = AttrValue::from(text.expose().to_owned());
            self.uncovered.push(Uncovered { part, member, value });
        }
    }
}

#[cfg(test)]
mod tests {
    use std::rc::Rc;

    use service_account_token::report::PartName;
    use yew::Reducible;

    use crate::state::{Action, Event, Opening, State};

    const NOW: i64 = 1_790_000_000;

    /// `{"alg":"none"}` and `{"password":"hunter2"}`.
    const TOKEN: &str = "eyJhbGciOiJub25lIn0.eyJwYXNzd29yZCI6Imh1bnRlcjIifQ.";

    fn after(actions: impl IntoIterator<Item = Action>) -> Rc<State> {
        let empty = Rc::new(State::new(Opening::default(), NOW));
        actions.into_iter().fold(empty, |state, action| state.reduce(Event { now: NOW, action }))
    }

    fn paste() -> Action {
        Action::Pasted(TOKEN.to_owned())
    }

    fn show(part: PartName, shown: bool) -> Action {
        Action::ShowValue { part, member: 0, shown }
    }

    fn seen(state: &State) -> Option<&str> {
        state.uncovered(PartName::Payload, 0).map(|value| value.as_str())
    }

    #[test]
    fn a_withheld_value_is_seen_only_while_it_is_asked_for() {
        let payload = PartName::Payload;
        let shown = after([paste(), show(payload, true)]);
        assert_eq!(seen(&shown), Some("hunter2"));
        assert!(!format!("{:?}", shown.report).contains("hunter2"), "never in the report");
        for action in [show(payload, false), Action::Choose(0), paste(), Action::Clear] {
            assert_eq!(seen(&after([paste(), show(payload, true), action])), None);
        }
    }

    #[test]
    fn what_is_not_withheld_is_not_uncovered() {
        assert_eq!(after([paste(), show(PartName::Header, true)]).uncovered, []);
    }
}
