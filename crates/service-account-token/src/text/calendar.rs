//! Unix seconds in words, in UTC (proleptic Gregorian, without leap seconds: RFC 7519 §2).

/// A time is shown only within this many seconds of the epoch: the range of the browser's `Date`
/// (ECMA-262 §21.4.1.1), which shows the same time in the local zone.
pub(crate) const MAX_SECONDS: i64 = 8_640_000_000_000;

const MINUTE: i64 = 60;
const HOUR: i64 = 60 * MINUTE;
const DAY: i64 = 24 * HOUR;

const MONTHS: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];

/// `2023-08-19T11:49:01Z`, with a sign and six digits for a year outside 0 to 9999.
pub(crate) fn iso(seconds: i64) -> String {
    date_and_clock(seconds, 'T', "Z")
}

/// `2023-08-19 11:49:01 UTC`.
pub(crate) fn utc(seconds: i64) -> String {
    date_and_clock(seconds, ' ', " UTC")
}

fn date_and_clock(seconds: i64, between: char, zone: &str) -> String {
    let (year, month, day) = civil(seconds);
    let mut text = String::with_capacity(32);
    match year {
        0..=9999 => digits(&mut text, year, 4),
        _ => {
            text.push(if year < 0 { '-' } else { '+' });
            digits(&mut text, year.abs(), 6);
        }
    }
    text.push('-');
    digits(&mut text, month, 2);
    text.push('-');
    digits(&mut text, day, 2);
    text.push(between);
    text.push_str(&clock(seconds));
    text.push_str(zone);
    text
}

/// `19 August 2023, 11:49:01 UTC`.
pub(crate) fn long(seconds: i64) -> String {
    let (year, month, day) = civil(seconds);
    let name = usize::try_from(month - 1).ok().and_then(|index| MONTHS.get(index)).copied();
    format!("{day} {} {year}, {} UTC", name.unwrap_or_default(), clock(seconds))
}

/// `11:49:01`.
pub(crate) fn clock(seconds: i64) -> String {
    let of_day = seconds.rem_euclid(DAY);
    let mut text = String::with_capacity(8);
    digits(&mut text, of_day / HOUR, 2);
    text.push(':');
    digits(&mut text, of_day % HOUR / MINUTE, 2);
    text.push(':');
    digits(&mut text, of_day % MINUTE, 2);
    text
}

/// Writes the last digits of a number that is not negative: so many, with zeros before it.
fn digits(text: &mut String, number: i64, width: u32) {
    if width > 1 {
        digits(text, number / 10, width - 1);
    }
    text.push(char::from_digit((number % 10) as u32, 10).unwrap_or('0'));
}

/// A length of time, exactly: `365 days`, `1 hour 7 seconds`, `48 minutes 6 seconds`.
pub(crate) fn exactly(seconds: i64) -> String {
    let seconds = seconds.unsigned_abs();
    let units = [(86400, "day"), (3600, "hour"), (60, "minute"), (1, "second")];
    let mut rest = seconds;
    let mut words = String::new();
    for (unit, name) in units {
        let count = rest / unit;
        rest %= unit;
        if count > 0 || (unit == 1 && words.is_empty()) {
            if !words.is_empty() {
                words.push(' ');
            }
            words.push_str(&counted(count, name));
        }
    }
    words
}

/// A length of time, cut to its largest unit: `3 years`, `47 minutes`.
pub(crate) fn roughly(seconds: i64) -> String {
    let seconds = seconds.unsigned_abs();
    let units = [
        (31_557_600, "year"),
        (2_629_800, "month"),
        (86400, "day"),
        (3600, "hour"),
        (60, "minute"),
        (1, "second"),
    ];
    // The last unit always fits, or the length is zero.
    let (unit, name) =
        units.into_iter().find(|(unit, _)| seconds >= *unit).unwrap_or((1, "second"));
    counted(seconds / unit, name)
}

/// `1 day`, `2 days`.
pub(crate) fn counted(count: u64, name: &str) -> String {
    if count == 1 { format!("1 {name}") } else { format!("{count} {name}s") }
}

/// Year, month and day: days counted from 1 March of year 0 fall into eras of 400 years, so that
/// the leap day is the last of its year.
fn civil(seconds: i64) -> (i64, i64, i64) {
    let days = seconds.div_euclid(DAY) + 719_468;
    let era = days.div_euclid(146_097);
    let day_of_era = days.rem_euclid(146_097);
    let year_of_era =
        (day_of_era - day_of_era / 1460 + day_of_era / 36_524 - day_of_era / 146_096) / 365;
    let day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    let shifted_month = (5 * day_of_year + 2) / 153;
    let day = day_of_year - (153 * shifted_month + 2) / 5 + 1;
    let month = if shifted_month < 10 { shifted_month + 3 } else { shifted_month - 9 };
    let year = year_of_era + era * 400 + i64::from(month <= 2);
    (year, month, day)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn agrees_with_the_time_crate(seconds: i64) {
        let expected = time::OffsetDateTime::from_unix_timestamp(seconds).unwrap();
        let date =
            (expected.year().into(), u8::from(expected.month()).into(), expected.day().into());
        assert_eq!(civil(seconds), date, "{seconds}");
        let (hour, minute, second) = expected.to_hms();
        assert_eq!(clock(seconds), format!("{hour:02}:{minute:02}:{second:02}"));
    }

    #[test]
    fn agrees_over_the_whole_range_of_the_time_crate() {
        let step = 86_399 * 9_973;
        (-377_705_116_800..=253_402_300_799).step_by(step).for_each(agrees_with_the_time_crate);
    }

    #[test]
    fn agrees_on_every_day_of_four_hundred_years() {
        // 1 January 1700 to 31 December 2100, each day at another second of it.
        (-8_520_336_000..=4_133_980_799).step_by(86_399).for_each(agrees_with_the_time_crate);
    }

    #[test]
    fn browser_date_range_is_covered() {
        assert_eq!(iso(MAX_SECONDS), "+275760-09-13T00:00:00Z");
        assert_eq!(iso(-MAX_SECONDS), "-271821-04-20T00:00:00Z");
        assert_eq!(utc(253_402_300_799), "9999-12-31 23:59:59 UTC");
        assert_eq!(utc(2_147_483_648), "2038-01-19 03:14:08 UTC");
        assert_eq!(long(1_692_445_741), "19 August 2023, 11:49:01 UTC");
    }

    #[test]
    fn lengths_have_words() {
        assert_eq!(exactly(31_536_000), "365 days");
        assert_eq!(exactly(3607), "1 hour 7 seconds");
        assert_eq!(exactly(2886), "48 minutes 6 seconds");
        assert_eq!(exactly(0), "0 seconds");
        for (seconds, words) in [
            (0, "0 seconds"),
            (59, "59 seconds"),
            (60, "1 minute"),
            (-119, "1 minute"),
            (3600, "1 hour"),
            (86_399, "23 hours"),
            (30 * 86_400, "30 days"),
            (31 * 86_400, "1 month"),
            (365 * 86_400, "11 months"),
            (3 * 31_557_600, "3 years"),
        ] {
            assert_eq!(roughly(seconds), words);
        }
    }
}
