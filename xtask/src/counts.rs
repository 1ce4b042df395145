//! Counts tests by the last lines of their runners: cargo test, wasm-bindgen-test and nextest.

/// How many tests passed and failed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Counts {
    /// They passed.
    pub(crate) passed: usize,
    /// They failed, or could not even start.
    pub(crate) failed: usize,
}

impl Counts {
    /// One check without tests inside, such as a lint.
    pub(crate) const fn one(passed: bool) -> Self {
        Self { passed: passed as usize, failed: !passed as usize }
    }

    /// The sum over all summary lines in the output of a test runner:
    /// `test result: ok. 12 passed; 0 failed; …` or
    /// `Summary [   0.5s] 12 tests run: 11 passed, 1 failed, 0 skipped`. nextest shows what a failed
    /// test printed, a line of the first sort among it, so that only its own lines count.
    pub(crate) fn of(output: &str) -> Self {
        let lines =
            |start| output.lines().map(str::trim_start).filter(move |l| l.starts_with(start));
        let start = match lines("Summary [").next() {
            Some(_) => "Summary [",
            None => "test result:",
        };
        lines(start).fold(Self::default(), |sum, line| Self {
            passed: sum.passed + number_before(line, "passed"),
            failed: sum.failed
                + number_before(line, "failed")
                + number_before(line, "timed out")
                + number_before(line, "exec failed"),
        })
    }
}

/// The number that stands before a word, or 0: 11 in `11 passed` (and in `11 passed (2 slow)`).
fn number_before(line: &str, word: &str) -> usize {
    line.split([';', ',', ':', '.', '('])
        .filter_map(|phrase| phrase.trim().trim_end_matches(')').split_once(' '))
        .find(|(_, rest)| *rest == word)
        .and_then(|(number, _)| number.parse().ok())
        .unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(output: &str, passed: usize, failed: usize) {
        assert_eq!(Counts::of(output), Counts { passed, failed });
    }

    #[test]
    fn ok_cargo_test() {
        check("test result: ok. 12 passed; 0 failed; 1 ignored; 0 measured; 0 filtered out", 12, 0);
    }

    #[test]
    fn ok_several_summaries_are_added() {
        check(
            "test result: ok. 3 passed; 0 failed\nx\ntest result: FAILED. 4 passed; 5 failed",
            7,
            5,
        );
    }

    #[test]
    fn ok_nextest() {
        check(
            "     Summary [   0.500s] 12 tests run: 11 passed (2 slow), 1 failed, 3 skipped",
            11,
            1,
        );
        check(
            "     Summary [  60.500s] 3 tests run: 1 passed, 1 failed, 1 timed out, 0 skipped",
            1,
            2,
        );
    }

    #[test]
    fn ok_a_test_that_failed_in_nextest_counts_once() {
        check(
            "    test result: FAILED. 0 passed; 1 failed; 0 ignored\n        \
             Summary [   0.5s] 2 tests run: 1 passed, 1 failed, 0 skipped",
            1,
            1,
        );
    }

    #[test]
    fn ok_a_sentence_that_only_sounds_like_one() {
        check("12 passed, 1 failed", 0, 0);
    }
}
