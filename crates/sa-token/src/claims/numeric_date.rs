//! `NumericDate`: seconds since the epoch (RFC 7519 §2), read the way the API server's go-jose
//! reads it, and beyond it what a person evidently meant.

use super::calendar::MAX_SECONDS;

/// A time and what is unusual about how it is written.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct NumericDate {
    /// Unix seconds; none where the number lies beyond ±8.64e12 s.
    pub(crate) seconds: Option<i64>,
    /// Not a plain integer: a fraction or an exponent. go-jose reads a float and cuts it.
    pub(crate) fraction: bool,
    /// A number in a string, which go-jose refuses.
    pub(crate) string: bool,
    /// Thirteen digits: taken for milliseconds and divided by 1000.
    pub(crate) milliseconds: bool,
}

impl NumericDate {
    /// Reads the text of a JSON number.
    pub(crate) fn from_number(text: &str) -> Self {
        let fraction = text.contains(['.', 'e', 'E']);
        let number: f64 = text.parse().unwrap_or(f64::INFINITY);
        let milliseconds = (1e12..1e13).contains(&number.abs());
        let number = if milliseconds { number / 1000.0 } else { number };
        #[expect(
            clippy::cast_possible_truncation,
            clippy::cast_precision_loss,
            reason = "within the range, after cutting"
        )]
        let seconds = (number.abs() <= MAX_SECONDS as f64).then(|| number.trunc() as i64);
        Self { seconds, fraction, string: false, milliseconds }
    }

    /// Reads a string that holds nothing but a number.
    pub(crate) fn from_string(text: &str) -> Option<Self> {
        let digits = text.strip_prefix('-').unwrap_or(text);
        let plain = digits.starts_with(|first: char| first.is_ascii_digit())
            && digits
                .bytes()
                .all(|byte| matches!(byte, b'0'..=b'9' | b'.' | b'e' | b'E' | b'+' | b'-'))
            && text.parse::<f64>().is_ok();
        plain.then(|| Self { string: true, ..Self::from_number(text) })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn seconds(text: &str, expected: Option<i64>) {
        assert_eq!(NumericDate::from_number(text).seconds, expected, "{text}");
    }

    #[test]
    fn numbers_are_read_as_go_jose_reads_them() {
        seconds("1700000000", Some(1_700_000_000));
        seconds("1.7e9", Some(1_700_000_000));
        seconds("1700000000.9", Some(1_700_000_000));
        seconds("-0.5", Some(0));
        seconds("-1.5", Some(-1));
        seconds("1700000000000", Some(1_700_000_000));
        seconds("9999999999999", Some(9_999_999_999));
        seconds("8640000000000", Some(8_640_000_000));
        seconds("999999999999", Some(999_999_999_999));
        seconds("9007199254740993", None);
        seconds("1e400", None);
    }

    #[test]
    fn strings_are_read_only_if_they_hold_a_number() {
        assert_eq!(NumericDate::from_string("1700000000").unwrap().seconds, Some(1_700_000_000));
        for text in ["", "soon", "inf", "NaN", "1700000000 s", "2023-08-19T11:49:01Z", "0x10"] {
            assert_eq!(NumericDate::from_string(text), None, "{text}");
        }
    }
}
