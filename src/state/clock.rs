//! The clock of the page, and how somebody sets it.

use service_account_token::report::RowName;
use yew::AttrValue;

use super::State;
use crate::timeline::Timeline;

/// The clock of the page, in Unix seconds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Clock {
    /// The time that everything on the page goes by: when it last changed, or when it was set.
    pub now: i64,
    /// It was set by hand and stands still, instead of being the computer's.
    pub set: bool,
}

/// What to set the clock to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum To {
    /// A time, in Unix seconds.
    Time(i64),
    /// A step of the timeline, where the slider was moved.
    Step(i64),
}

impl State {
    /// Goes by another time, and announces what the token is then. The slider says so itself.
    pub(super) fn set_clock(&mut self, to: To) {
        let Some(token) = self.token() else { return };
        let now = match to {
            To::Time(time) => time,
            To::Step(step) => match Timeline::of(&token.times) {
                Some(line) => line.slide(step, self.clock.now),
                None => return,
            },
        };
        self.turn_to(Clock { now, set: true });
        let rows = self.token().map(|token| &*token.rows).unwrap_or_default();
        let time = rows.iter().find(|row| row.name == RowName::Time);
        if let (To::Time(_), Some(time)) = (to, time) {
            self.say(AttrValue::from(time.words.to_string()));
        }
    }
}

#[cfg(test)]
mod tests {
    use std::rc::Rc;

    use yew::Reducible;

    use super::{Clock, To};
    use crate::state::{Action, Event, Opening, State};

    const NOW: i64 = 1_700_000_000;
    const ISSUED: i64 = 1_660_909_741;
    const BOUND: &str = include_str!(
        "../../crates/service-account-token/tests/samples/bound-pod-extended-v1.24.jwt"
    );

    fn after(to: impl IntoIterator<Item = To>) -> Rc<State> {
        let opening = Opening { token: Some(BOUND.to_owned()), ..Opening::default() };
        let opened = Rc::new(State::new(opening, NOW));
        to.into_iter().fold(opened, |state, to| {
            state.reduce(Event { now: NOW, action: Action::SetClock(to) })
        })
    }

    #[test]
    fn a_time_sets_the_clock_and_is_announced() {
        let state = after([To::Time(ISSUED)]);
        assert_eq!(state.clock, Clock { now: ISSUED, set: true });
        assert_eq!(state.report.now, Some(ISSUED), "the report goes by it");
        assert!(state.report.tokens[0].rows.iter().any(|row| row.words == *state.said.text));
    }

    #[test]
    fn a_step_sets_the_clock_to_its_own_side_without_a_word() {
        let issued = after([To::Time(ISSUED)]);
        let before = after([To::Step(0)]);
        assert!(before.clock.set && before.clock.now < ISSUED);
        assert_eq!(before.said, after([]).said, "the slider says it itself");
        assert_ne!(before.report, issued.report);
    }

    #[test]
    fn without_a_token_there_is_no_timeline_to_go_along() {
        let empty = Rc::new(State::new(Opening::default(), NOW));
        let still = empty.reduce(Event { now: NOW, action: Action::SetClock(To::Step(0)) });
        assert_eq!(still.clock, Clock { now: NOW, set: false });
    }
}
