//! Comparing the shown token with another one of the text, or with one that is pasted below it.

use super::State;
use super::document::report;
use super::paste::Paste;
use crate::text::comparison as words;

/// What is between the text and a token that is added to it.
const BETWEEN: &str = "\n\n";

impl State {
    /// Compares the shown token with another one, or stops comparing.
    pub(super) fn compare(&mut self, other: Option<usize>) {
        let view = self.view.make_mut();
        view.compared = other.filter(|&other| other != view.chosen);
        let Some(other) = view.compared else { return view.announce(words::CLOSED) };
        let comparison = self.document.comparison(view.chosen, other);
        let relation = comparison.and_then(|comparison| comparison.relations.into_iter().next());
        let title = relation.map(|first| first.title.to_string());
        view.announce(title.unwrap_or_else(|| words::COMPARED.to_owned()));
    }

    /// Adds another token below the text and compares the shown one with it.
    pub(super) fn compare_with(&mut self, other: &str) {
        let now = self.preferences.clock.now;
        if report(other.as_bytes(), now).tokens.is_empty() {
            return self.view.make_mut().report_problem(words::NO_OTHER);
        }
        let Ok(text) = str::from_utf8(self.document.paste.bytes()) else {
            return self.view.make_mut().report_problem(words::NOT_UTF8);
        };
        let both = joined(text, other);
        let (chosen, count) = (self.view.chosen, self.document.report.tokens.len());
        self.replace_paste(Paste::from_text(both));
        self.view.make_mut().chosen = chosen;
        self.compare(Some(count));
    }
}

/// Returns two texts as one.
pub(super) fn joined(first: &str, second: &str) -> String {
    [first.trim_end(), BETWEEN, second].concat()
}

#[cfg(test)]
mod tests {
    use std::rc::Rc;

    use yew::Reducible;

    use super::*;
    use crate::element_ids::ElementIds;
    use crate::state::{Action, Event, Opening};

    const NOW: i64 = 1_790_000_000;
    const BOUND: &str = include_str!(
        "../../crates/service-account-token/tests/samples/bound-pod-extended-v1.24.jwt"
    );
    const LEGACY: &str = include_str!(
        "../../crates/service-account-token/tests/samples/legacy-auto-generated-v1.20.jwt"
    );

    fn after(actions: impl IntoIterator<Item = Action>) -> Rc<State> {
        let empty = Rc::new(State::new(ElementIds::FIRST, Opening::default(), NOW));
        actions.into_iter().fold(empty, |state, action| state.reduce(Event { now: NOW, action }))
    }

    fn pasted(text: &str) -> Action {
        Action::Pasted(text.to_owned())
    }

    fn code(state: &State) -> Option<String> {
        let comparison = state.document.comparison(state.view.chosen, state.view.compared?)?;
        Some(comparison.relations.first()?.code.to_string())
    }

    #[test]
    fn two_tokens_of_a_text_are_compared_until_that_is_closed() {
        let both = || pasted(&joined(LEGACY, BOUND));
        let state = after([both(), Action::Compare(Some(1))]);
        assert_eq!(code(&state).as_deref(), Some("legacy_and_bound"));
        assert_eq!(state.view.announcement.text, "A legacy and a bound token");
        let closed = after([both(), Action::Compare(Some(1)), Action::Compare(None)]);
        assert_eq!(closed.view.compared, None);
        for stops in [Action::Choose(1), pasted("hello"), Action::Clear] {
            assert_eq!(after([both(), Action::Compare(Some(1)), stops]).view.compared, None);
        }
        assert_eq!(after([both(), Action::Compare(Some(0))]).view.compared, None);
    }

    #[test]
    fn another_token_is_added_below_the_text() {
        let state = after([pasted(LEGACY), Action::CompareWith(BOUND.to_owned())]);
        assert_eq!((state.view.chosen, state.view.compared), (0, Some(1)));
        assert_eq!(code(&state).as_deref(), Some("legacy_and_bound"));
        let back = state.reduce(Event { now: NOW, action: Action::Undo });
        assert_eq!(back.document.paste.text(), LEGACY);
    }

    #[test]
    fn text_without_a_token_is_not_added() {
        let state = after([pasted(LEGACY), Action::CompareWith(String::from("hello"))]);
        assert_eq!(state.document.paste.text(), LEGACY);
        assert_eq!((state.view.compared, state.view.problem), (None, Some(words::NO_OTHER)));
    }

    #[test]
    fn token_in_a_long_text_is_compared_without_reading_all_of_it() {
        let filler = "nothing to see here\n".repeat(5000);
        let state = after([pasted(LEGACY), Action::CompareWith(BOUND.to_owned())]);
        let report = report(joined(LEGACY, &(filler.clone() + BOUND)).as_bytes(), NOW);
        let mut document = (*state.document).clone();
        document.paste = Paste::from_text(joined(LEGACY, &(filler + BOUND)));
        document.report = crate::shared::Shared::new(report);
        assert_eq!(document.comparison(0, 1), state.document.comparison(0, 1));
        assert!(document.comparison(0, 1).is_some() && document.comparison(0, 2).is_none());
    }

    #[test]
    fn two_examples_open_side_by_side() {
        let opening = |example: &str, compare: &str| {
            Action::Open(Opening {
                example: Some(example.to_owned()),
                compare: Some(compare.to_owned()),
                ..Opening::default()
            })
        };
        let state = after([opening("legacy-before-1.10", "bound-pod-extended")]);
        assert_eq!((state.view.chosen, state.view.compared), (0, Some(1)));
        assert_eq!(code(&state).as_deref(), Some("legacy_and_bound"));
        let names = |state: &State| state.document.example.map(|example| example.name);
        assert_eq!(names(&state), Some("legacy-before-1.10"));
        let second = |state: &State| state.document.second_example.map(|example| example.name);
        assert_eq!(second(&state), Some("bound-pod-extended"));
        assert_eq!(
            second(&Rc::clone(&state).reduce(Event { now: NOW, action: pasted(LEGACY) })),
            None
        );
        // The first one alone is another text.
        let example = Some(String::from("legacy-before-1.10"));
        let alone = Action::Open(Opening { example, ..Opening::default() });
        assert_eq!(state.reduce(Event { now: NOW, action: alone }).document.report.tokens.len(), 1);
        let unknown = after([pasted("hello"), opening("legacy-auto", "no-such-name")]);
        assert_eq!(unknown.document.paste.text(), "hello");
        assert!(unknown.view.problem.is_some());
    }
}
