//! The words of the timeline and of the clock that can be set along it.

use crate::timeline::{Moment, Phase};

// The section.
pub const TIMELINE: &str = "Timeline";
pub const NOTE: &str = "Not to scale. Drag “now” or press a name to see the token at another time.";
pub const SLIDER: &str = "The time to look at the token";
pub const NOW: &str = "now";
pub const SET: &str = "now (set)";

// A line without any time.
pub const NO_EXPIRY: &str = "no expiry";
pub const ENDLESS_LEGACY: &str = "It has no expiry of its own, and the API server ignores any time \
                                  in it. See “What ends it” below.";
pub const ENDLESS: &str = "It has no time that says when it starts or expires.";

/// Returns the title of a time.
pub fn moment(moment: Moment) -> &'static str {
    match moment {
        Moment::Issued => "Issued",
        Moment::NotBefore => "Not before",
        Moment::Refresh => "Refresh",
        Moment::WarnAfter => "Stale",
        Moment::Expiry => "Expires",
        Moment::AcceptedUntil => "Accepted until",
    }
}

/// Returns the label of a phase.
pub fn phase(phase: Phase) -> &'static str {
    match phase {
        Phase::NotYet => "not yet",
        Phase::Fresh => "fresh",
        Phase::Current => "not expired",
        Phase::Replaced => "refresh due",
        Phase::Stale => "stale",
        Phase::Leeway => "leeway",
        Phase::Over => "expired",
        Phase::Endless => NO_EXPIRY,
        Phase::Unknown => "expiry unknown",
    }
}

/// Returns what a phase means.
pub fn meaning(phase: Phase) -> &'static str {
    match phase {
        Phase::NotYet => "Not yet: its start is in the future.",
        Phase::Fresh => "Fresh: the kubelet does not replace it yet.",
        Phase::Current => "Not expired: its expiry is in the future.",
        Phase::Replaced => {
            "Refresh due: the kubelet replaces it about now, which does not revoke this copy."
        }
        Phase::Stale => {
            "Stale: it should have been replaced by now, which does not revoke it. The API server \
             records each use."
        }
        Phase::Leeway => {
            "Leeway: past its expiry. The API server allows another minute because clocks differ."
        }
        Phase::Over => "Expired: past its expiry.",
        Phase::Endless => "No expiry: no claim says when it expires.",
        Phase::Unknown => "Expiry unknown: it could not be read.",
    }
}

/// Returns the name of a phase's drawing, the value of `data-part`.
pub fn phase_code(phase: Phase) -> &'static str {
    match phase {
        Phase::Fresh | Phase::Current | Phase::Endless => "fresh",
        Phase::Replaced => "refresh",
        Phase::Stale => "stale",
        Phase::Leeway => "leeway",
        Phase::NotYet | Phase::Over | Phase::Unknown => "unknown",
    }
}

/// Each unit with the seconds in two of it; a year has 365.25 days.
const UNITS: [(i64, &str); 4] =
    [(63_115_200, "years"), (172_800, "days"), (7200, "h"), (120, "min")];

/// Returns `48 min` or `364 days`: the largest unit that fits twice, rounded down.
pub fn duration(seconds: i64) -> String {
    let found = UNITS.into_iter().find(|(two, _)| seconds >= *two);
    let (two, unit) = found.unwrap_or((2, "s"));
    format!("{} {unit}", seconds / (two / 2))
}

#[cfg(test)]
mod tests {
    use super::duration;

    #[test]
    fn length_uses_the_largest_unit_with_at_least_two() {
        for (seconds, words) in [
            (60, "60 s"),
            (722, "12 min"),
            (3600, "60 min"),
            (7199, "119 min"),
            (7200, "2 h"),
            (86_400, "24 h"),
            (31_532_393, "364 days"),
            (31_536_000, "365 days"),
            (315_576_000, "10 years"),
        ] {
            assert_eq!(duration(seconds), words);
        }
    }
}
