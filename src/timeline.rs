//! The geometry of the timeline: where a token's times are on a line, and which time a place on the
//! line stands for.
//!
//! A minute, an hour and a year are side by side, so the line has no single scale. It is a row of
//! stretches from one time to the next. Within a stretch the scale is linear; its length is the
//! logarithm of its duration, and enough for its label. Before the first time and after the last one
//! the line is open and its scale logarithmic, so that a minute differs from an hour and a century
//! still fits.
//!
//! Lengths are whole steps, which are the steps of the slider too. Nothing here depends on `now`, so
//! that the line does not move while the user drags along it.

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
/// The scale of an open line is linear for this many seconds, and then doubles …
const TAIL_SECONDS: i64 = 1 << TAIL_SHIFT;
const TAIL_SHIFT: i64 = 5;
/// … this many times, which makes 136 years.
const TAIL_DOUBLINGS: i64 = 27;
/// The furthest time of a date in JavaScript.
const FURTHEST: i64 = 8_640_000_000_000;
/// A stretch is drawn broken if its scale is this many times that of the first stretch.
const BREAK_RATIO: i64 = 10;

/// A time in the life of a token.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[expect(missing_docs, reason = "the names say it")]
pub enum Moment {
    Issued,
    NotBefore,
    Refresh,
    WarnAfter,
    Expiry,
    AcceptedUntil,
}

/// The state of a token between two of its times, by these alone.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Phase {
    /// Not issued yet, or not active yet.
    NotYet,
    /// Before the kubelet replaces it.
    Fresh,
    /// Not expired. No kubelet replaces it.
    Current,
    /// The kubelet has replaced it, or is about to.
    Replaced,
    /// The API server records each use of it.
    Stale,
    /// Expired, and accepted for another minute.
    Leeway,
    /// Expired.
    Over,
    /// It has no expiry.
    Endless,
    /// Its expiry could not be read.
    Unknown,
}

/// The line from one time to the next.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Stretch {
    /// The time at its beginning; `None` for the first stretch.
    pub moment: Option<Moment>,
    /// That time in Unix seconds; the least number for the first stretch.
    pub from: i64,
    /// The time at its end; the largest number for the last stretch.
    pub to: i64,
    /// The step at its beginning.
    pub start: i64,
    /// Its length in steps.
    pub steps: i64,
    /// The state of the token in it.
    pub phase: Phase,
}

/// A token's times along a line: one stretch before the first of them and one after each.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Timeline(Vec<Stretch>);

impl Timeline {
    /// Returns the line of a token; `None` if it has no time. Of equal times, only the one that ends
    /// more is on it.
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

    /// Returns the stretches in order of time.
    pub fn stretches(&self) -> &[Stretch] {
        &self.0
    }

    /// Returns the length of the line in steps.
    pub fn steps(&self) -> i64 {
        self.0.last().map_or(0, |last| last.start + last.steps)
    }

    /// Returns the stretch that contains a time.
    pub fn stretch_at(&self, time: i64) -> Option<&Stretch> {
        self.0.iter().rfind(|stretch| stretch.from <= time)
    }

    /// Returns the step nearest to a time.
    pub fn step_at(&self, time: i64) -> i64 {
        self.stretch_at(time).map_or(0, |stretch| stretch.start + stretch.step_at(time))
    }

    /// Returns the time of a step.
    pub fn time_at(&self, step: i64) -> i64 {
        let stretch = self.0.iter().rfind(|stretch| stretch.start <= step);
        let time = stretch.map_or(0, |stretch| stretch.time_at(step - stretch.start));
        time.clamp(-FURTHEST, FURTHEST)
    }

    /// Returns the time to set when the user moves from `now` to a step. If steps are shorter than a
    /// second, each of them still moves by one.
    pub fn slide(&self, step: i64, now: i64) -> i64 {
        match self.time_at(step) {
            time if time == now => now.saturating_add((step - self.step_at(now)).signum()),
            time => time,
        }
    }

    /// Returns true if a stretch is drawn far shorter than it is, compared with the first one of the
    /// token's life. An open end lasts from its time to `now`.
    pub fn is_broken(&self, stretch: &Stretch, now: i64) -> bool {
        let Some(first) = self.0.get(1) else { return false };
        let (seconds, steps) = (stretch.seconds(now), stretch.drawn(now));
        let (first_seconds, first_steps) = (first.seconds(now), first.drawn(now));
        seconds * first_steps > BREAK_RATIO * first_seconds * steps && first_seconds > 0
    }
}

impl Stretch {
    /// Returns its length relative to the others.
    pub fn units(&self) -> i64 {
        self.steps / UNIT
    }

    /// Returns true for the stretches before the first time and after the last one.
    pub fn is_open(&self) -> bool {
        self.from == i64::MIN || self.to == i64::MAX
    }

    /// Returns its duration in seconds. An open stretch lasts from its time to `now`, or no time if `now`
    /// is not in it.
    pub fn seconds(&self, now: i64) -> i64 {
        let now = now.clamp(-FURTHEST, FURTHEST);
        let (from, to) = match (self.from, self.to) {
            (i64::MIN, to) => (now, to),
            (from, i64::MAX) => (from, now),
            ends => ends,
        };
        0.max(to - from)
    }

    /// Returns its duration in steps.
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

/// Returns the state of the token from a time on.
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

/// Returns the step of a distance in seconds from the beginning of an open line.
///
/// The logarithm is computed in whole numbers, in 256ths of a doubling, and linearly between two powers
/// of two, so that it can be inverted exactly.
fn tail_step(seconds: i64, steps: i64) -> i64 {
    let longest = (TAIL_SECONDS << TAIL_DOUBLINGS) - TAIL_SECONDS;
    let seconds = seconds.clamp(0, longest) + TAIL_SECONDS;
    let doublings = i64::from(seconds.ilog2());
    let part = ((seconds << 8) >> doublings) - 256;
    rounded((((doublings - TAIL_SHIFT) << 8) + part) * steps, TAIL_DOUBLINGS << 8)
}

/// Returns the distance in seconds at a step of an open line.
fn tail_seconds(step: i64, steps: i64) -> i64 {
    let doublings = (step.clamp(0, steps) * (TAIL_DOUBLINGS << 8)) / steps;
    ((((doublings & 255) + 256) << (doublings >> 8)) >> (8 - TAIL_SHIFT)) - TAIL_SECONDS
}

/// Returns true if the timeline looks different at another time.
pub fn looks_different(times: &Times, old: i64, now: i64) -> bool {
    Timeline::of(times).is_some_and(|line| {
        let place = |time| (line.step_at(time), line.stretch_at(time).map(|stretch| stretch.from));
        place(old) != place(now)
    })
}

#[cfg(test)]
mod tests;
