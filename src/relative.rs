//! How far a time is from now, in words.
//!
//! Two units where the smaller one still matters ("in 47 min 12 s"), one where it does not
//! ("3 years ago"). Always rounded towards now, so that nothing is called over before it is.

const MINUTE: u64 = 60;
const HOUR: u64 = 60 * MINUTE;
const DAY: u64 = 24 * HOUR;
/// 365.25 days, as the decoder counts.
const YEAR: u64 = 31_557_600;
const MONTH: u64 = YEAR / 12;

/// "3 years ago", "in 47 min 12 s", "now".
pub fn relative(seconds: i64, now: i64) -> String {
    let distance = distance(seconds.abs_diff(now));
    match seconds.cmp(&now) {
        std::cmp::Ordering::Less => distance + " ago",
        std::cmp::Ordering::Equal => String::from("now"),
        std::cmp::Ordering::Greater => String::from("in ") + &distance,
    }
}

fn distance(seconds: u64) -> String {
    match seconds {
        _ if seconds < MINUTE => format!("{seconds} s"),
        _ if seconds < HOUR => pair(seconds, (MINUTE, "min"), (1, "s")),
        _ if seconds < DAY => pair(seconds, (HOUR, "h"), (MINUTE, "min")),
        _ if seconds < 3 * DAY => pair(seconds, (DAY, plural(seconds / DAY, "day")), (HOUR, "h")),
        _ if seconds < 2 * MONTH => format!("{} days", seconds / DAY),
        _ if seconds < 2 * YEAR => format!("{} months", seconds / MONTH),
        _ => format!("{} years", seconds / YEAR),
    }
}

fn pair(
    seconds: u64,
    (large, large_name): (u64, &str),
    (small, small_name): (u64, &str),
) -> String {
    let rest = seconds % large / small;
    if rest == 0 {
        format!("{} {large_name}", seconds / large)
    } else {
        format!("{} {large_name} {rest} {small_name}", seconds / large)
    }
}

fn plural(count: u64, unit: &'static str) -> &'static str {
    match (count, unit) {
        (1, unit) => unit,
        (_, "day") => "days",
        (_, unit) => unit,
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
    fn words_for_every_distance() {
        check(0, "now");
        check(-1, "1 s ago");
        check(59, "in 59 s");
        check(60, "in 1 min");
        check(2832, "in 47 min 12 s");
        check(-3600, "1 h ago");
        check(11_520, "in 3 h 12 min");
        check(86_400, "in 1 day");
        check(-100_000, "1 day 3 h ago");
        check(31 * 86_400, "in 31 days");
        check(31_536_000, "in 11 months");
        check(-94_672_800, "3 years ago");
    }

    #[test]
    fn the_ends_of_time_do_not_overflow() {
        assert_eq!(relative(i64::MAX, i64::MIN), "in 584542046090 years");
        assert_eq!(relative(i64::MIN, i64::MAX), "584542046090 years ago");
    }
}
