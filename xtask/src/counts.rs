//! Counts tests by the summary that every runner of this project prints after its tests:
//!
//! ```text
//! test result: ok. 12 passed; 0 failed; 0 ignored; 0 measured; 3 filtered out; finished in 0.01s
//! ```
//!
//! Only this one line is read, and a stage whose summary is missing or has another form fails. A report
//! made for programs would be better, and no stable one covers the stages: libtest's JSON needs a nightly
//! Rust, and cargo-nextest's JUnit leaves out documentation tests, the tests that run in a browser and those
//! that Node.js runs. They would still need this line, and nextest some minutes on a fresh machine.

use xtask::Result;

/// How many tests passed and failed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Counts {
    /// They passed.
    pub(crate) passed: usize,
    /// They failed, or could not even start.
    pub(crate) failed: usize,
}

/// How a summary begins.
const SUMMARY: &str = "test result: ";

impl Counts {
    /// One check without tests inside, such as a lint.
    pub(crate) const fn one(passed: bool) -> Self {
        Self { passed: passed as usize, failed: !passed as usize }
    }

    /// Returns the sum over all summaries in the output of a test runner. `succeeded` is whether the runner
    /// ended with success; one that failed without a failed test (it did not compile, say) counts as one
    /// failure.
    ///
    /// Errors if there is no summary, if one has another form, or if no test ran.
    pub(crate) fn of(output: &str, succeeded: bool) -> Result<Self> {
        let mut sum = Self::default();
        let mut summaries = 0;
        for line in output.lines().filter(|line| line.starts_with(SUMMARY)) {
            let one =
                summary(line).ok_or_else(|| format!("this is no summary of tests: {line}"))?;
            sum = Self { passed: sum.passed + one.passed, failed: sum.failed + one.failed };
            summaries += 1;
        }
        match (succeeded, sum) {
            (false, Self { failed: 0, .. }) => Ok(Self { failed: 1, ..sum }),
            (true, _) if summaries == 0 => Err("it printed no summary of tests".to_owned()),
            (true, Self { passed: 0, failed: 0 }) => Err("it ran no test".to_owned()),
            (true, Self { failed: 1.., .. }) => {
                Err("its summary has failed tests, and it ended with success".to_owned())
            }
            _ => Ok(sum),
        }
    }
}

/// Reads one summary.
fn summary(line: &str) -> Option<Counts> {
    let (verdict, counts) = line.strip_prefix(SUMMARY)?.split_once(". ")?;
    let mut counts = counts.split("; ");
    let mut number =
        |word: &str| counts.next()?.strip_suffix(word)?.strip_suffix(' ')?.parse().ok();
    let counts = Counts { passed: number("passed")?, failed: number("failed")? };
    match verdict {
        "ok" => (counts.failed == 0).then_some(counts),
        "FAILED" => (counts.failed > 0).then_some(counts),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const OK: &str = "test result: ok. 12 passed; 0 failed; 1 ignored; 0 measured; 0 filtered out";
    const NONE: &str = "test result: ok. 0 passed; 0 failed; 0 ignored; 0 measured; 9 filtered out";
    const FAILED: &str = "test result: FAILED. 4 passed; 5 failed";

    #[test]
    fn summaries_are_added() {
        let counts = Counts::of(&format!("x\n{OK}\n{NONE}\n{OK}"), true);
        assert_eq!(counts, Ok(Counts { passed: 24, failed: 0 }));
        let counts = Counts::of(&format!("{OK}\n{FAILED}"), false);
        assert_eq!(counts, Ok(Counts { passed: 16, failed: 5 }));
    }

    #[test]
    fn runner_that_fails_without_a_failed_test_counts_as_a_failure() {
        assert_eq!(Counts::of("error: no such file", false), Ok(Counts { passed: 0, failed: 1 }));
        assert_eq!(Counts::of(OK, false), Ok(Counts { passed: 12, failed: 1 }));
    }

    #[test]
    fn runner_that_ran_no_test_has_failed() {
        assert_eq!(Counts::of(NONE, true), Err("it ran no test".to_owned()));
        for output in ["", "12 passed, 1 failed", "  test result: ok. 1 passed; 0 failed"] {
            let error = Counts::of(output, true).unwrap_err();
            assert_eq!(error, "it printed no summary of tests", "{output}");
        }
    }

    #[test]
    fn summary_in_another_form_is_an_error() {
        for line in [
            "test result: ok. 12 tests passed; 0 failed",
            "test result: ok. 0 failed; 12 passed",
            "test result: ok. 12 passed, 0 failed",
            "test result: fine. 12 passed; 0 failed",
            "test result: ok. 12 passed",
            "test result: ok. 1 passed; 1 failed",
            "test result: FAILED. 1 passed; 0 failed",
        ] {
            assert!(Counts::of(&format!("{OK}\n{line}"), true).is_err(), "{line}");
        }
    }

    #[test]
    fn runner_that_hides_a_failed_test_is_an_error() {
        assert!(Counts::of(FAILED, true).is_err());
    }
}
