//! The line of each kind of life; no browser needed.

use service_account_token::report::{TimeStatus, Times};
use service_account_token::{Options, inspect};

use super::*;

const IAT: i64 = 1_660_909_741;
const HOUR: i64 = 3600;
const YEAR: i64 = 31_536_000;
const BOUND: &str =
    include_str!("../../crates/service-account-token/tests/samples/bound-pod-extended-v1.24.jwt");
const LEGACY: &str = include_str!(
    "../../crates/service-account-token/tests/samples/legacy-auto-generated-v1.20.jwt"
);

fn times_of(text: &str) -> Times {
    let report = inspect(text.as_bytes(), &Options::new().now(IAT));
    report.tokens.into_iter().next().map(|token| token.times).unwrap_or_default()
}

/// Bound to a Pod and accepted, for so many seconds.
fn lasting(seconds: i64) -> Times {
    Times {
        issued_at: Some(IAT),
        not_before: Some(IAT),
        refresh_at: Some(IAT + seconds - seconds / 5),
        expires_at: Some(IAT + seconds),
        accepted_until: Some(IAT + seconds + 60),
        status: TimeStatus::Active,
        ..Times::default()
    }
}

/// What stands on the line, in order: `Issued 0 Fresh` is a time, its distance from `IAT`, and what
/// follows.
#[track_caller]
fn check(times: &Times, expected: &[&str]) {
    let line = Timeline::of(times).expect("there is something to draw");
    let mut found = Vec::new();
    for stretch in line.stretches() {
        let mut words: Vec<String> =
            stretch.moment.iter().map(|moment| format!("{moment:?}")).collect();
        if stretch.from != i64::MIN {
            words.push((stretch.from - IAT).to_string());
        }
        words.push(format!("{:?}", stretch.phase));
        found.push(words.join(" "));
    }
    assert_eq!(found, expected);
    sound(&line);
}

/// What holds for every line.
#[track_caller]
fn sound(line: &Timeline) {
    let mut end = 0;
    for stretch in line.stretches() {
        assert_eq!(stretch.start, end, "the stretches lie end to end");
        assert!(stretch.units() >= SHORTEST_UNITS, "each has room for its label");
        end += stretch.steps;
    }
    assert_eq!(line.steps(), end);
    for step in 1..=end {
        assert!(line.time_at(step - 1) <= line.time_at(step), "time never goes back at {step}");
    }
    for time in [i64::MIN, -FURTHEST, -1, 0, 1, IAT, FURTHEST, i64::MAX] {
        assert!((0..=end).contains(&line.step_at(time)), "{time} stands on the line");
    }
    for stretch in line.stretches().iter().skip(1) {
        assert_eq!(line.step_at(stretch.from), stretch.start);
        assert_eq!(line.time_at(stretch.start), stretch.from);
    }
    // From wherever the slider stands, a key moves it, and to its own side.
    for now in (0..=end).map(|step| line.time_at(step)) {
        let shown = line.step_at(now);
        let (back, on) = (line.slide(shown - 1, now), line.slide(shown + 1, now));
        assert!(shown == end || (on > now && line.step_at(on) > shown), "on from {now}");
        assert!(shown == 0 || (back < now && line.step_at(back) < shown), "back from {now}");
    }
}

#[test]
fn extended_token_shows_its_hour_beside_its_year() {
    check(
        &times_of(BOUND),
        &[
            "NotYet",
            "Issued 0 Fresh",
            "Refresh 2886 Replaced",
            "WarnAfter 3607 Stale",
            "Expiry 31536000 Leeway",
            "AcceptedUntil 31536060 Over",
        ],
    );
}

#[test]
fn only_the_long_stretch_is_broken() {
    let line = Timeline::of(&times_of(BOUND)).expect("a line");
    let broken = |now| -> Vec<bool> {
        line.stretches().iter().map(|stretch| line.is_broken(stretch, now)).collect()
    };
    assert_eq!(broken(IAT), [false, false, false, true, false, false]);
    assert!(line.is_broken(&line.stretches()[5], IAT + 4 * YEAR), "years past its expiry");
    assert!(line.is_broken(&line.stretches()[0], IAT - YEAR), "a year before its issue");
}

#[test]
fn hour_has_no_broken_stretch() {
    let times = lasting(HOUR);
    check(
        &times,
        &[
            "NotYet",
            "Issued 0 Fresh",
            "Refresh 2880 Replaced",
            "Expiry 3600 Leeway",
            "AcceptedUntil 3660 Over",
        ],
    );
    let line = Timeline::of(&times).expect("a line");
    assert!(!line.stretches().iter().any(|stretch| line.is_broken(stretch, IAT + HOUR)));
}

#[test]
fn shortest_and_longest_lifetime_have_a_line() {
    for seconds in [600, 86_400, YEAR, 1 << 32] {
        sound(&Timeline::of(&lasting(seconds)).expect("a line"));
    }
}

#[test]
fn token_of_one_second_can_be_traversed_by_keyboard() {
    sound(&Timeline::of(&lasting(1)).expect("a line"));
    sound(&Timeline::of(&lasting(7)).expect("a line"));
}

#[test]
fn token_without_times_has_no_line() {
    assert_eq!(Timeline::of(&times_of(LEGACY)), None);
    assert_eq!(Timeline::of(&Times::default()), None);
}

/// As the row of the times says it: the token counts from its `nbf`, if it has one.
#[test]
fn earlier_not_before_comes_before_the_issue() {
    let times = Times { not_before: Some(IAT - 1200), ..lasting(HOUR) };
    check(
        &times,
        &[
            "NotYet",
            "NotBefore -1200 Fresh",
            "Issued 0 Fresh",
            "Refresh 2880 Replaced",
            "Expiry 3600 Leeway",
            "AcceptedUntil 3660 Over",
        ],
    );
}

#[test]
fn later_not_before_has_its_own_mark() {
    let times = Times { not_before: Some(IAT + 5), ..lasting(HOUR) };
    check(
        &times,
        &[
            "NotYet",
            "Issued 0 NotYet",
            "NotBefore 5 Fresh",
            "Refresh 2880 Replaced",
            "Expiry 3600 Leeway",
            "AcceptedUntil 3660 Over",
        ],
    );
}

#[test]
fn expiry_before_the_issue_is_drawn_in_time_order() {
    let times = Times {
        refresh_at: None,
        expires_at: Some(IAT - 100),
        accepted_until: None,
        ..lasting(HOUR)
    };
    check(&times, &["NotYet", "Expiry -100 Over", "Issued 0 Over"]);
}

#[test]
fn last_of_equal_times_is_drawn() {
    let times =
        Times { refresh_at: None, expires_at: Some(IAT), accepted_until: None, ..lasting(0) };
    check(&times, &["NotYet", "Expiry 0 Over"]);
}

#[test]
fn missing_times_are_omitted() {
    let only = Times { status: TimeStatus::NoExpiry, ..Times::default() };
    check(&Times { issued_at: Some(IAT), ..only.clone() }, &["NotYet", "Issued 0 Endless"]);
    check(&Times { expires_at: Some(IAT), ..only.clone() }, &["Current", "Expiry 0 Over"]);
    let unreadable = Times { status: TimeStatus::Unknown, ..only };
    check(&Times { issued_at: Some(IAT), ..unreadable }, &["NotYet", "Issued 0 Unknown"]);
}

#[test]
fn extreme_times_are_on_the_line() {
    for (issued_at, expires_at) in [(-FURTHEST, FURTHEST), (FURTHEST - 1, FURTHEST)] {
        let times =
            Times { issued_at: Some(issued_at), expires_at: Some(expires_at), ..Times::default() };
        let line = Timeline::of(&times).expect("a line");
        for time in [i64::MIN, -FURTHEST, 0, FURTHEST, i64::MAX] {
            assert!((0..=line.steps()).contains(&line.step_at(time)));
            for stretch in line.stretches() {
                line.is_broken(stretch, time);
            }
        }
        assert_eq!(line.time_at(line.steps()), FURTHEST);
        assert!(line.time_at(0) >= -FURTHEST);
    }
}

#[test]
fn open_line_separates_a_minute_from_an_hour_and_reaches_a_century() {
    let line = Timeline::of(&lasting(HOUR)).expect("a line");
    let end = IAT + HOUR + 60;
    let steps = [1, 60, HOUR, 86_400, YEAR, 100 * YEAR].map(|after| line.step_at(end + after));
    assert!(steps.is_sorted_by(|a, b| a < b), "{steps:?}");
    assert!(line.time_at(line.steps()) > end + 100 * YEAR);
    assert!(line.time_at(0) < IAT - 100 * YEAR);
}

#[test]
fn second_is_visible_only_if_it_moves_something() {
    let times = times_of(BOUND);
    assert!(!looks_different(&times, IAT + YEAR / 2, IAT + YEAR / 2 + 1));
    assert!(looks_different(&times, IAT + YEAR - 1, IAT + YEAR), "it expires");
    assert!(looks_different(&times, IAT + 3607, IAT + 3607 + 86_400 * 30), "a month goes by");
    assert!(!looks_different(&Times::default(), 0, IAT));
}
