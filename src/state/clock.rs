//! The clock of the page, and how the user sets it.

use service_account_token::report::{RowName, Token};

use super::State;
use super::paste::Paste;
use crate::relative::relative;
use crate::shared::Shared;
use crate::timeline::{self, Timeline};

/// A longer text is not read again each second, because that takes more than a few milliseconds.
const EACH_SECOND_LIMIT_BYTES: usize = 8 * 1024;

/// The clock of the page.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Clock {
    /// The time of everything on the page, in Unix seconds: when it last changed, or was set.
    pub now: i64,
    /// The clock is set to a fixed time instead of following the computer's.
    pub set: bool,
}

/// A time to set the clock to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ClockTarget {
    /// A time, in Unix seconds.
    Time(i64),
    /// A step of the timeline, from its slider.
    Step(i64),
}

/// Returns true if the distance to one of the token's own times reads differently at another time.
/// The times among the claims update themselves.
fn has_another_distance(token: &Token, old: i64, now: i64) -> bool {
    let times = &token.times;
    let issued = [times.issued_at, times.not_before, times.refresh_at];
    let ended = [times.warn_after, times.expires_at, times.accepted_until];
    let mut times = issued.into_iter().chain(ended).flatten();
    times.any(|time| relative(time, old) != relative(time, now))
}

impl State {
    /// Sets the clock and announces the token's status at that time. For the slider, the browser
    /// announces it.
    pub(super) fn set_clock(&mut self, target: ClockTarget) {
        let Some(token) = self.token() else { return };
        let now = match target {
            ClockTarget::Time(time) => time,
            ClockTarget::Step(step) => match Timeline::of(&token.times) {
                Some(line) => line.slide(step, self.preferences.clock.now),
                None => return,
            },
        };
        self.change_clock(Clock { now, set: true });
        let rows = self.token().map(|token| &*token.rows).unwrap_or_default();
        let time = rows.iter().find(|row| row.name == RowName::Time);
        let words = time.map(|time| time.words.to_string());
        if let (ClockTarget::Time(_), Some(words)) = (target, words) {
            self.view.make_mut().announce(words);
        }
    }

    /// Changes the clock. Returns false if nothing on the page reads differently for it.
    pub(super) fn change_clock(&mut self, clock: Clock) -> bool {
        let old = std::mem::replace(&mut self.preferences.clock, clock);
        let document = &self.document;
        let mut changed = old.set || clock.set;
        let read_at = document.report.now.unwrap_or(old.now);
        let retold =
            self.token().is_some_and(|token| has_another_distance(token, read_at, clock.now));
        // A short text is read again each second, which takes microseconds and keeps every word of
        // the report true. A long one is read again only when one of its own times passes, or when
        // one of the shown token reads differently, such as "in 46 minutes" after "in 47 minutes".
        let again = match document.paste {
            Paste::TooLarge { .. } => false,
            _ if document.paste.bytes().len() <= EACH_SECOND_LIMIT_BYTES => {
                !document.paste.is_empty()
            }
            // A worker that is reading finishes, unless the clock was set.
            _ if document.reading.is_some() => changed,
            _ => changed || retold || document.has_a_time_between(read_at, clock.now),
        };
        if again && document.paste.is_long() {
            self.document.make_mut().start_reading(clock.now, false);
            changed = true;
        } else if again {
            let report = document.report_at(clock.now);
            // The report's clock differs each time, and alone changes nothing on the page.
            changed |= report.tokens != document.report.tokens
                || report.findings != document.report.findings;
            self.document.make_mut().report = Shared::new(report);
        }
        let looks_different =
            |token: &Token| timeline::looks_different(&token.times, old.now, clock.now);
        changed || retold || self.token().is_some_and(looks_different)
    }
}

#[cfg(test)]
mod tests {
    use std::rc::Rc;

    use yew::Reducible;

    use super::{Clock, ClockTarget};
    use crate::element_ids::ElementIds;
    use crate::state::{Action, Event, Opening, State};

    const NOW: i64 = 1_700_000_000;
    const ISSUED: i64 = 1_660_909_741;
    const BOUND: &str = include_str!(
        "../../crates/service-account-token/tests/samples/bound-pod-extended-v1.24.jwt"
    );

    fn after(targets: impl IntoIterator<Item = ClockTarget>) -> Rc<State> {
        let opening = Opening { text: Some(BOUND.to_owned()), ..Opening::default() };
        let opened = Rc::new(State::new(ElementIds::FIRST, opening, NOW));
        targets.into_iter().fold(opened, |state, target| {
            state.reduce(Event { now: NOW, action: Action::SetClock(target) })
        })
    }

    #[test]
    fn clock_set_to_a_time_is_announced() {
        let state = after([ClockTarget::Time(ISSUED)]);
        assert_eq!(state.preferences.clock, Clock { now: ISSUED, set: true });
        assert_eq!(state.document.report.now, Some(ISSUED), "the report uses it");
        assert!(
            state.document.report.tokens[0]
                .rows
                .iter()
                .any(|row| row.words == *state.view.announcement.text)
        );
    }

    #[test]
    fn clock_set_by_the_slider_is_not_announced() {
        let issued = after([ClockTarget::Time(ISSUED)]);
        let before = after([ClockTarget::Step(0)]);
        assert!(before.preferences.clock.set && before.preferences.clock.now < ISSUED);
        assert_eq!(
            before.view.announcement,
            after([]).view.announcement,
            "the browser announces the slider"
        );
        assert_ne!(before.document.report, issued.document.report);
    }

    #[test]
    fn slider_without_a_token_changes_nothing() {
        let empty = Rc::new(State::new(ElementIds::FIRST, Opening::default(), NOW));
        let still =
            empty.reduce(Event { now: NOW, action: Action::SetClock(ClockTarget::Step(0)) });
        assert_eq!(still.preferences.clock, Clock { now: NOW, set: false });
    }
}
