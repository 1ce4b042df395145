//! Withheld values that the user asked to see.
//!
//! The report never holds them. To show one, the decoder reads it from the paste again. It is dropped
//! when the user covers it, when another token is shown, and when the text changes.

use service_account_token::Paste;
use service_account_token::report::PartName;
use yew::AttrValue;

use super::State;

/// A withheld value that is shown.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ShownValue {
    /// Header or payload.
    pub part: PartName,
    /// Its position among the members of that part.
    pub member: usize,
    /// The value.
    pub value: AttrValue,
}

impl State {
    /// Shows a withheld value of the shown token, or covers it.
    pub(super) fn show_value(&mut self, part: PartName, member: usize, shown: bool) {
        let view = self.view.make_mut();
        view.shown_values.retain(|one| (one.part, one.member) != (part, member));
        let paste = self.document.paste.bytes();
        let text = || Paste::read(paste).withheld(view.chosen, part, member);
        if let Some(text) = shown.then(text).flatten() {
            let value = AttrValue::from(text.expose().to_owned());
            view.shown_values.push(ShownValue { part, member, value });
        }
    }
}

#[cfg(test)]
mod tests {
    use std::rc::Rc;

    use service_account_token::report::PartName;
    use yew::Reducible;

    use crate::element_ids::ElementIds;
    use crate::state::{Action, Event, Opening, State};

    const NOW: i64 = 1_790_000_000;

    /// `{"alg":"none"}` and `{"password":"hunter2"}`.
    const TOKEN: &str = "eyJhbGciOiJub25lIn0.eyJwYXNzd29yZCI6Imh1bnRlcjIifQ.";

    fn after(actions: impl IntoIterator<Item = Action>) -> Rc<State> {
        let empty = Rc::new(State::new(ElementIds::FIRST, Opening::default(), NOW));
        actions.into_iter().fold(empty, |state, action| state.reduce(Event { now: NOW, action }))
    }

    fn paste() -> Action {
        Action::Pasted(TOKEN.to_owned())
    }

    fn show(part: PartName, shown: bool) -> Action {
        Action::ShowValue { part, member: 0, shown }
    }

    fn shown_value(state: &State) -> Option<&str> {
        state.view.shown_value(PartName::Payload, 0).map(|value| value.as_str())
    }

    #[test]
    fn withheld_value_is_shown_only_on_request() {
        let payload = PartName::Payload;
        let shown = after([paste(), show(payload, true)]);
        assert_eq!(shown_value(&shown), Some("hunter2"));
        assert!(!format!("{:?}", shown.document.report).contains("hunter2"), "never in the report");
        for action in [show(payload, false), Action::Choose(0), paste(), Action::Clear] {
            assert_eq!(shown_value(&after([paste(), show(payload, true), action])), None);
        }
    }

    #[test]
    fn value_that_is_not_withheld_is_not_kept() {
        assert_eq!(after([paste(), show(PartName::Header, true)]).view.shown_values, []);
    }
}
