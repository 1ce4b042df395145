//! Reads a `NumericDate`, seconds since the epoch (RFC 7519 §2), as the API server's go-jose does.
//! Also accepts forms whose intent is evident.

/// A time, and what is unusual about its notation.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct NumericDate {
    /// Unix seconds; none if the number has more than thirteen digits.
    pub(crate) seconds: Option<i64>,
    /// True if it is not a plain integer but has a fraction or an exponent. go-jose reads a float
    /// and truncates it.
    pub(crate) fraction: bool,
    /// True for a number in a string, which go-jose rejects.
    pub(crate) string: bool,
    /// True if it has thirteen digits: it is read as milliseconds and divided by 1000.
    pub(crate) milliseconds: bool,
    /// True if no 64-bit float holds it, such as `1e999`: go-jose rejects it.
    pub(crate) too_large: bool,
}

impl NumericDate {
    /// Reads the text of a JSON number.
    pub(crate) fn from_number(text: &str) -> Self {
        let fraction = text.contains(['.', 'e', 'E']);
        let whole = Decimal::read(text).and_then(|decimal| decimal.whole());
        let milliseconds = whole.is_some_and(|whole| whole.abs() >= MILLISECONDS);
        let seconds = if milliseconds { whole.map(|whole| whole / 1000) } else { whole };
        let too_large = text.parse().is_ok_and(f64::is_infinite);
        Self { seconds, fraction, string: false, milliseconds, too_large }
    }

    /// Reads a string that holds nothing but a number.
    pub(crate) fn from_string(text: &str) -> Option<Self> {
        Decimal::read(text).map(|_| Self { string: true, ..Self::from_number(text) })
    }
}

/// The smallest number with thirteen digits.
const MILLISECONDS: i64 = 1_000_000_000_000;

/// A number in JSON's notation (RFC 8259 §6), except that leading zeros are allowed. It is parsed
/// digit by digit, without floating point, whose tables alone would be larger than the calendar.
struct Decimal<'t> {
    negative: bool,
    /// The digits before the decimal point.
    whole: &'t str,
    /// The digits after it.
    fraction: &'t str,
    exponent: i64,
}

impl<'t> Decimal<'t> {
    fn read(text: &'t str) -> Option<Self> {
        let digits = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
        let unsigned = text.strip_prefix('-').unwrap_or(text);
        let (mantissa, exponent) = match unsigned.split_once(['e', 'E']) {
            None => (unsigned, 0),
            Some((mantissa, exponent)) => {
                let size = exponent.strip_prefix(['+', '-']).unwrap_or(exponent);
                let beyond = if exponent.starts_with('-') { i64::MIN } else { i64::MAX };
                let legal = !size.is_empty() && digits(size);
                (mantissa, legal.then(|| exponent.parse().unwrap_or(beyond))?)
            }
        };
        let (whole, fraction) = mantissa.split_once('.').unwrap_or((mantissa, ""));
        let legal = !whole.is_empty() && digits(whole) && digits(fraction);
        let negative = text.len() > unsigned.len();
        legal.then_some(Self { negative, whole, fraction, exponent })
    }

    /// Returns the number truncated to an integer; none if that has more than thirteen digits.
    fn whole(&self) -> Option<i64> {
        let mut digits = self.whole.bytes().chain(self.fraction.bytes()).map(|byte| byte - b'0');
        let length = i64::try_from(self.whole.len()).unwrap_or(i64::MAX);
        let mut whole = 0;
        for _ in 0..self.exponent.saturating_add(length) {
            let digit = digits.next();
            if digit.is_none() && whole == 0 {
                break;
            }
            whole = whole * 10 + i64::from(digit.unwrap_or(0));
            if whole >= 10 * MILLISECONDS {
                return None;
            }
        }
        Some(if self.negative { -whole } else { whole })
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
    fn numbers_are_read_exactly_however_they_are_written() {
        seconds("1e-400", Some(0));
        seconds(&format!("0.{}9", "0".repeat(400)), Some(0));
        seconds(&format!("0.{}17e410", "0".repeat(400)), Some(1_700_000_000));
        seconds(&format!("17{}e-392", "0".repeat(400)), Some(1_700_000_000));
        seconds(&"9".repeat(400), None);
        seconds("-0", Some(0));
        seconds("-0.0e-0", Some(0));
        seconds("12e-1", Some(1));
        seconds("1700000000000e-3", Some(1_700_000_000));
        seconds("1700000000.5e3", Some(1_700_000_000));
        seconds("999999999999.9", Some(999_999_999_999));
        seconds("-1700000000000", Some(-1_700_000_000));
        seconds("10000000000000", None);
        seconds("0e99999999999999999999", Some(0));
        seconds("1e99999999999999999999", None);
        seconds("1e-99999999999999999999", Some(0));
    }

    #[test]
    fn number_is_too_large_only_beyond_every_float() {
        for text in ["1e999", "-1e309", "1.7976931348623159e308", &"9".repeat(400)] {
            assert!(NumericDate::from_number(text).too_large, "{text}");
        }
        for text in ["1e308", "1.7976931348623157e308", "1e-999", "0e999", &"9".repeat(300)] {
            assert!(!NumericDate::from_number(text).too_large, "{text}");
        }
    }

    #[test]
    fn strings_are_read_only_if_they_hold_a_number() {
        assert_eq!(NumericDate::from_string("1700000000").unwrap().seconds, Some(1_700_000_000));
        for text in [
            "",
            "soon",
            "inf",
            "NaN",
            "1700000000 s",
            "2023-08-19T11:49:01Z",
            "0x10",
            "1e",
            "1e+",
            "1.2.3",
            "1e2e3",
            ".5",
            "--1",
        ] {
            assert_eq!(NumericDate::from_string(text), None, "{text}");
        }
    }
}
