//! The distance to a time in words: `in 47 minutes`, `3 years ago`.
//!
//! It is truncated to the largest unit, as in the sentences of the decoder, and so rounded towards now:
//! nothing is called over before it is.

/// The units with their seconds. A year has 365.25 days, and a month is a twelfth of it.
const UNITS: [(u64, &str); 6] = [
    (31_557_600, "year"),
    (2_629_800, "month"),
    (86_400, "day"),
    (3600, "hour"),
    (60, "minute"),
    (1, "second"),
];

/// Returns "3 years ago", "in 47 minutes" or "now".
pub fn relative(seconds: i64, now: i64) -> String {
    let distance = seconds.abs_diff(now);
    let Some((unit, name)) = UNITS.into_iter().find(|(unit, _)| distance >= *unit) else {
        return String::from("now");
    };
    let count = distance / unit;
    let plural = if count == 1 { "" } else { "s" };
    if seconds < now {
        format!("{count} {name}{plural} ago")
    } else {
        format!("in {count} {name}{plural}")
    }
}

#[cfg(test)]
mod tests {
    use super::relative;

    #[track_caller]
    fn check(seconds: i64, expected: &str) {
        assert_eq!(relative(seconds, 0), expected);
    }

    #[test]
    fn every_distance_has_words() {
        check(0, "now");
        check(-1, "1 second ago");
        check(59, "in 59 seconds");
        check(60, "in 1 minute");
        check(2879, "in 47 minutes");
        check(-3600, "1 hour ago");
        check(86_400, "in 1 day");
        check(30 * 86_400, "in 30 days");
        check(31_536_000, "in 11 months");
        check(-94_672_800, "3 years ago");
    }

    #[test]
    fn extreme_times_do_not_overflow() {
        assert_eq!(relative(i64::MAX, i64::MIN), "in 584542046090 years");
        assert_eq!(relative(i64::MIN, i64::MAX), "584542046090 years ago");
    }
}
