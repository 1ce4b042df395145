//! The geometry of the timeline: where a token's times stand on a line, and which time a place on
//! the line means.
//!
//! A minute, an hour and a year stand side by side, so the line has no one scale. It is a row of
//! stretches from one time to the next. Within a stretch time runs evenly; the stretch itself is
//! as long as the logarithm of its duration tells, and long enough for its label. Before the first
//! time and after the last one the line is open, and there it is logarithmic, so that a minute
//! can be told from an hour and a century still has its place.
//!
//! Lengths are whole steps, which are the steps of the slider too. Nothing here depends on `now`,
//! so that the line stands still while somebody drags along it.

use service_account_token::report::{TimeStatus, Times};

/// Steps to a unit of length.
const UNIT: i64 = 8;
/// Units of the open line before the first time.
const BEFORE_UNITS: i64 = 6;
/// Units of the open line after the last time.
const AFTER_UNITS: i64 = 12;
/// Units of the shortest stretch: enough for its label.
const SHORTEST_UNITS: i64 = 5;
/// Units of the longest stretch: that of a year.
const LONGEST_UNITS: i64 = 17;
/// The open lines begin evenly, by this many seconds, and then double …
const TAIL_SECONDS: i64 = 1 << TAIL_SHIFT;
const TAIL_SHIFT: i64 = 5;
/// … so many times, which comes to 136 years.
const TAIL_DOUBLINGS: i64 = 27;
/// The furthest time that a date of the browser can say.
const FURTHEST: i64 = 8_640_000_000_000;
/// So many times shorter than the first stretch is drawn, a stretch is drawn broken.
const BREAK_RATIO: i64 = 10;

/// A time in the life of a token.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[expect(missing_docs, reason = "each is its own name")]
pub enum Moment {
    Issued,
    NotBefore,
    Refresh,
    WarnAfter,
    Expiry,
    AcceptedUntil,
}

/// What a token is between two of its times, by these alone.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Phase {
    /// Not issued yet, or not to be used yet.
    NotYet,
    /// Before the kubelet replaces it.
    Fresh,
    /// Not expired; no kubelet replaces it.
    Current,
    /// The kubelet has replaced it, or will at any moment.
    Replaced,
    /// The API server records each use of it.
    Stale,
    /// Expired, and accepted for a minute more.
    Leeway,
    /// Expired.
    Over,
    /// It has no expiry.
    Endless,
    /// Its expiry cannot be read.
    Unknown,
}

/// The line from one time to the next.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Stretch {
    /// The time with which it begins; `None` for the first stretch.
    pub moment: Option<Moment>,
    /// That time in Unix seconds; the least number for the first stretch.
    pub from: i64,
    /// The time at which it ends; the largest number for the last stretch.
    pub to: i64,
    /// The step at which it begins.
    pub start: i64,
    /// How many steps long it is.
    pub steps: i64,
    /// What the token is in it.
    pub phase: Phase,
}

/// A token's times along a line: one stretch before the first of them and one after each.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Timeline(Vec<Stretch>);

impl Timeline {
    /// The line of a token; `None` if it holds no time. Of times that fall together, the one that
    /// ends more is on it.
    pub fn of(times: &Times) -> Option<Self> {
        let moments = [
            (Moment::NotBefore, times.not_before),
            (Moment::Issued, times.issued_at),
            (Moment::Refresh, times.refresh_at),
            (Moment::WarnAfter, times.warn_after),
            (Moment::Expiry, times.expires_at),
            (Moment::AcceptedUntil, times.accepted_until),
        ]
        .map(|(moment, time)| (moment, time.unwrap_or(i64::MIN)));
        let mut line = Vec::new();
        let (mut moment, mut from, mut start) = (None, i64::MIN, 0);
        loop {
            let (mut next, mut to) = (None, i64::MAX);
            for (moment, time) in moments {
                if from < time && time <= to {
                    (next, to) = (Some(moment), time);
                }
            }
            let units = match (moment, next) {
                (None, None) => return None,
                (None, _) => BEFORE_UNITS,
                (_, None) => AFTER_UNITS,
                _ => LONGEST_UNITS.min(SHORTEST_UNITS + i64::from((to - from).ilog2()) / 2),
            };
            let steps = units * UNIT;
            line.push(Stretch { moment, from, to, start, steps, phase: phase(times, from) });
            if next.is_none() {
                return Some(Self(line));
            }
            (moment, from, start) = (next, to, start + steps);
        }
    }

    /// The stretches, in order of time.
    pub fn stretches(&self) -> &[Stretch] {
        &self.0
    }

    /// How many steps long the line is.
    pub fn steps(&self) -> i64 {
        self.0.last().map_or(0, |last| last.start + last.steps)
    }

    /// The stretch in which a time falls.
    pub fn stretch_at(&self, time: i64) -> Option<&Stretch> {
        self.0.iter().rfind(|stretch| stretch.from <= time)
    }

    /// The step nearest to a time.
    pub fn step_at(&self, time: i64) -> i64 {
        self.stretch_at(time).map_or(0, |stretch| stretch.start + stretch.step_at(time))
    }

    /// The time that a step stands for.
    pub fn time_at(&self, step: i64) -> i64 {
        let stretch = self.0.iter().rfind(|stretch| stretch.start <= step);
        let time = stretch.map_or(0, |stretch| stretch.time_at(step - stretch.start));
        time.clamp(-FURTHEST, FURTHEST)
    }

    /// The time to go by when somebody moves from `now` to a step. Where steps are shorter than a
    /// second, each of them still moves on by one.
    pub fn slide(&self, step: i64, now: i64) -> i64 {
        match self.time_at(step) {
            time if time == now => now.saturating_add((step - self.step_at(now)).signum()),
            time => time,
        }
    }

    /// True when a stretch is drawn far shorter than it is, beside the first one of its life.
    /// An open end is as long as from its time to `now`.
    pub fn is_broken(&self, stretch: &Stretch, now: i64) -> bool {
        let Some(first) = self.0.get(1) else { return false };
        let (seconds, steps) = (stretch.seconds(now), stretch.drawn(now));
        let (first_seconds, first_steps) = (first.seconds(now), first.drawn(now));
        seconds * first_steps > BREAK_RATIO * first_seconds * steps && first_seconds > 0
    }
}

impl Stretch {
    /// How long it is, beside the others.
    pub fn units(&self) -> i64 {
        self.steps / UNIT
    }

    /// True for the stretches before the first time and after the last one.
    pub fn is_open(&self) -> bool {
        self.from == i64::MIN || self.to == i64::MAX
    }

    /// How many seconds it lasts; if it is open, how many lie between its time and `now`, and none
    /// when `now` is not in it.
    pub fn seconds(&self, now: i64) -> i64 {
        let now = now.clamp(-FURTHEST, FURTHEST);
        let (from, to) = match (self.from, self.to) {
            (i64::MIN, to) => (now, to),
            (from, i64::MAX) => (from, now),
            ends => ends,
        };
        0.max(to - from)
    }

    /// The steps that stand for these seconds.
    fn drawn(&self, now: i64) -> i64 {
        if self.is_open() { tail_step(self.seconds(now), self.steps) } else { self.steps }
    }

    fn step_at(&self, time: i64) -> i64 {
        match (self.from, self.to) {
            (i64::MIN, _) => self.steps - self.drawn(time),
            (_, i64::MAX) => self.drawn(time),
            (from, to) => rounded((time - from) * self.steps, to - from),
        }
    }

    fn time_at(&self, step: i64) -> i64 {
        match (self.from, self.to) {
            (i64::MIN, to) => to - tail_seconds(self.steps - step, self.steps),
            (from, i64::MAX) => from + tail_seconds(step, self.steps),
            (from, to) => from + rounded(step * (to - from), self.steps),
        }
    }
}

/// What the token is from a time on.
fn phase(times: &Times, from: i64) -> Phase {
    let reached = |time: Option<i64>| time.is_some_and(|time| from >= time);
    if reached(times.expires_at) {
        let leeway = times.accepted_until.is_some() && !reached(times.accepted_until);
        return if leeway { Phase::Leeway } else { Phase::Over };
    }
    if times.not_before.or(times.issued_at).is_some_and(|start| from < start) {
        Phase::NotYet
    } else if reached(times.warn_after) {
        Phase::Stale
    } else if reached(times.refresh_at) {
        Phase::Replaced
    } else if times.refresh_at.is_some() {
        Phase::Fresh
    } else if times.expires_at.is_some() {
        Phase::Current
    } else if times.status == TimeStatus::Unknown {
        Phase::Unknown
    } else {
        Phase::Endless
    }
}

fn rounded(dividend: i64, divisor: i64) -> i64 {
    (dividend + divisor / 2) / divisor
}

/// How far from its beginning a distance in seconds stands on an open line.
///
/// The logarithm is taken in whole numbers, in 256ths of a doubling, and evenly between two powers
/// of two: that can be turned back exactly, and needs no floating point.
fn tail_step(seconds: i64, steps: i64) -> i64 {
    let longest = (TAIL_SECONDS << TAIL_DOUBLINGS) - TAIL_SECONDS;
    let seconds = seconds.clamp(0, longest) + TAIL_SECONDS;
    let doublings = i64::from(seconds.ilog2());
    let part = ((seconds << 8) >> doublings) - 256;
    rounded((((doublings - TAIL_SHIFT) << 8) + part) * steps, TAIL_DOUBLINGS << 8)
}

/// The distance in seconds at a step of an open line.
fn tail_seconds(step: i64, steps: i64) -> i64 {
    let doublings = (step.clamp(0, steps) * (TAIL_DOUBLINGS << 8)) / steps;
    ((((doublings & 255) + 256) << (doublings >> 8)) >> (8 - TAIL_SHIFT)) - TAIL_SECONDS
}

/// True when the timeline looks different at another time.
pub fn looks_different(times: &Times, old: i64, now: i64) -> bool {
    Timeline::of(times).is_some_and(|line| {
        let place = |time| (line.step_at(time), line.stretch_at(time).map(|stretch| stretch.from));
        place(old) != place(now)
    })
}

#[cfg(test)]
mod tests;
