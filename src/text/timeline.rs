//! The words of the timeline and of the clock that can be set along it.

use crate::timeline::{Moment, Phase};

// The section.
pub const TIMELINE: &str = "Its life";
pub const NOTE: &str = "By its own claims. Not to scale: // is a long stretch cut short. Drag “now”, \
                        or press a name, to see the token at another time.";
pub const SLIDER: &str = "The time at which the token is looked at";
pub const NOW: &str = "now";
pub const SET: &str = "now, as set";

// A line without any time.
pub const NO_EXPIRY: &str = "no expiry";
pub const ENDLESS_LEGACY: &str = "It has no expiry of its own, and the API server goes by no time \
                                  in it. What ends it is told below, under “What ends it”.";
pub const ENDLESS: &str = "It holds no time that tells when it begins or when it ends.";

/// What a time is called.
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

/// What the token is between two times.
pub fn phase(phase: Phase) -> &'static str {
    match phase {
        Phase::NotYet => "not yet",
        Phase::Fresh => "fresh",
        Phase::Current => "not expired",
        Phase::Replaced => "refresh due",
        Phase::Stale => "stale",
        Phase::Leeway => "leeway",
        Phase::Over => "over",
        Phase::Endless => NO_EXPIRY,
        Phase::Unknown => "end not known",
    }
}

/// What that means, in a sentence.
pub fn meaning(phase: Phase) -> &'static str {
    match phase {
        Phase::NotYet => "Not yet: its own beginning is still to come.",
        Phase::Fresh => "Fresh: the kubelet has no reason yet to put a newer token in its place.",
        Phase::Current => "Not expired: its expiry is still to come.",
        Phase::Replaced => {
            "Refresh due: the kubelet puts a newer token in its place about now, which does not end this one."
        }
        Phase::Stale => {
            "Stale: it was to be replaced by now, which does not end it. The API server records each use."
        }
        Phase::Leeway => {
            "Leeway: past its expiry. The API server allows a minute more, since clocks differ."
        }
        Phase::Over => "Over: past its expiry.",
        Phase::Endless => "No expiry: no claim of it says when it ends.",
        Phase::Unknown => "End not known: its expiry could not be read.",
    }
}

/// The name of a phase's drawing, in `data-part`.
pub fn phase_code(phase: Phase) -> &'static str {
    match phase {
        Phase::Fresh | Phase::Current | Phase::Endless => "fresh",
        Phase::Replaced => "refresh",
        Phase::Stale => "stale",
        Phase::Leeway => "leeway",
        Phase::NotYet | Phase::Over | Phase::Unknown => "unknown",
    }
}

/// Seconds up to two of the unit's own, a year is 365.25 days.
const UNITS: [(i64, &str); 4] =
    [(63_115_200, "years"), (172_800, "days"), (7200, "h"), (120, "min")];

/// `48 min`, `364 days`: in the largest unit of which there are two, and cut.
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
