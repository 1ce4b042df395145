//! The clock of the page, and how somebody sets it.

use sa_token::report::RowName;
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
