//! Reads the times that Kubernetes writes into objects (RFC 3339 §5.6).

use super::calendar::MAX_SECONDS;

const DAY_SECONDS: i64 = 86_400;

/// Returns the Unix seconds of a time such as `2022-08-19T13:36:42Z` or `2022-08-19T15:36:42.5+02:00`.
/// A fraction is cut off.
pub(crate) fn parse(text: &str) -> Option<i64> {
    let (date, rest) = text.split_at_checked(10)?;
    let rest = rest.strip_prefix(['T', 't', ' '])?;
    let (clock, rest) = rest.split_at_checked(8)?;
    let fraction =
        rest.strip_prefix('.').map(|rest| rest.trim_start_matches(|c: char| c.is_ascii_digit()));
    let zone = fraction.unwrap_or(rest);
    let [hour, minute, second] = numbers(clock, ':')?;
    let offset = match zone {
        "Z" | "z" => 0,
        _ => {
            let sign = if zone.starts_with('-') { -1 } else { 1 };
            let [hours, minutes] = numbers(zone.strip_prefix(['+', '-'])?, ':')?;
            sign * (hours * 3600 + minutes * 60)
        }
    };
    if hour > 23 || minute > 59 || second > 60 {
        return None;
    }
    let seconds = days(date)? * DAY_SECONDS + hour * 3600 + minute * 60 + second - offset;
    (seconds.abs() <= MAX_SECONDS).then_some(seconds)
}

/// Returns the days since 1970 of a date such as `2022-08-19` (Howard Hinnant, `days_from_civil`).
pub(crate) fn days(date: &str) -> Option<i64> {
    let [year, month, day] = numbers(date, '-')?;
    let is_leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
    let last = match month {
        2 => 28 + i64::from(is_leap),
        4 | 6 | 9 | 11 => 30,
        1..=12 => 31,
        _ => return None,
    };
    if !(1..=last).contains(&day) {
        return None;
    }
    let year = if month <= 2 { year - 1 } else { year };
    let era = year.div_euclid(400);
    let year_of_era = year - era * 400;
    let day_of_year = (153 * ((month + 9) % 12) + 2) / 5 + day - 1;
    let day_of_era = year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year;
    Some(era * 146_097 + day_of_era - 719_468)
}

/// Returns the numbers of a text that consists of digits and this separator.
fn numbers<const COUNT: usize>(text: &str, separator: char) -> Option<[i64; COUNT]> {
    let mut numbers = [0; COUNT];
    let mut parts = text.split(separator);
    for number in &mut numbers {
        let part = parts.next()?;
        if !(2..=4).contains(&part.len()) || !part.bytes().all(|byte| byte.is_ascii_digit()) {
            return None;
        }
        *number = part.parse().ok()?;
    }
    parts.next().is_none().then_some(numbers)
}

#[cfg(test)]
mod tests {
    use super::*;
    use time::OffsetDateTime;

    #[test]
    fn every_day_of_three_centuries_is_read_as_the_time_crate_reads_it() {
        for day in (0..110_000).map(|day| (day - 40_000) * DAY_SECONDS + day % DAY_SECONDS) {
            let time = OffsetDateTime::from_unix_timestamp(day).unwrap();
            let (date, (hour, minute, second)) = (time.date(), time.to_hms());
            let (year, month, day_of_month) = (date.year(), date.month() as u8, date.day());
            let text = format!(
                "{year:04}-{month:02}-{day_of_month:02}T{hour:02}:{minute:02}:{second:02}Z"
            );
            assert_eq!(parse(&text), Some(day), "{text}");
        }
    }

    #[test]
    fn zones_and_fractions_are_read() {
        for (text, seconds) in [
            ("2022-08-19T13:36:42Z", Some(1_660_916_202)),
            ("2022-08-19T15:36:42+02:00", Some(1_660_916_202)),
            ("2022-08-19T13:36:42.999999Z", Some(1_660_916_202)),
            ("2022-08-19", None),
            ("2022-02-29T00:00:00Z", None),
            ("2022-13-01T00:00:00Z", None),
            ("2022-08-19T24:00:00Z", None),
            ("2022-08-19T13:36:42", None),
            ("<unknown>", None),
        ] {
            assert_eq!(parse(text), seconds, "{text}");
        }
    }
}
