//! The words of the comparison of two tokens.

use service_account_token::report::ComparedState;

/// The link to two examples on the empty page.
pub const PAIR: &str = "Compare a Pod's token in Kubernetes 1.20 and in 1.24";
pub const COMPARE: &str = "Compare the two tokens";
pub const COMPARE_WITH: &str = "Compare with…";
pub const COMPARE_ANOTHER: &str = "Compare with another token";
pub const OTHER: &str = "The other token";
pub const OTHER_PLACEHOLDER: &str = "Paste the other token here";
pub const OTHER_NOTE: &str = "It is added below the text in the field.";
pub const CLOSE: &str = "Close the comparison";
pub const CLOSED: &str = "Comparison closed";
pub const NO_OTHER: &str = "This text contains no token to compare.";
pub const NOT_UTF8: &str = "The open file is not UTF-8 text, so no token can be added to it.";
pub const COMPARED: &str = "Two tokens compared";
pub const UNVERIFIED: &str =
    "This holds if both tokens are genuine. The comparison verifies no signature.";
pub const MEMBERS: &str = "What differs";
pub const NO_DIFFERENCE: &str = "Nothing that can be read differs.";
pub const FIRST: &str = "First";
pub const SECOND: &str = "Second";
pub const NOT_THERE: &str = "not in this token";

/// Returns `12 equal`, the title of the folded members.
pub fn equal(count: usize) -> String {
    super::counted(count, "claim is the same", "claims are the same")
}

/// Returns a state in words.
pub const fn state(state: ComparedState) -> &'static str {
    match state {
        ComparedState::Equal => "the same",
        ComparedState::Different => "different",
        ComparedState::OnlyFirst => "only in the first",
        ComparedState::OnlySecond => "only in the second",
        ComparedState::Unknown => "cannot be compared",
    }
}
