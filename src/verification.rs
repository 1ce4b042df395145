//! What the signatures of all tokens of a text prove together.

use service_account_token::report::{
    Row, RowName, RowState, Verification, VerificationKey, VerificationStatus,
};

use crate::text;

/// Tokens with the same result.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Group<'r> {
    /// How many tokens.
    pub count: usize,
    /// What came of them.
    pub status: VerificationStatus,
    /// The key that signed them.
    pub key: Option<&'r VerificationKey>,
}

/// Groups results by the key that signed, and those that no key signed by their status, in the order in which
/// they first come.
pub fn groups(results: &[Verification]) -> Vec<Group<'_>> {
    let mut groups: Vec<Group<'_>> = Vec::new();
    for result in results {
        // Whether a token is refused or cannot be checked, nothing is known about its key.
        let status = match result.status {
            VerificationStatus::Refused => VerificationStatus::NotCheckable,
            status => status,
        };
        let is_signed = status == VerificationStatus::Signed;
        let key = result.key.as_ref().filter(|_| is_signed);
        match groups.iter_mut().find(|group| (group.status, group.key) == (status, key)) {
            Some(group) => group.count += 1,
            None => groups.push(Group { count: 1, status, key }),
        }
    }
    groups
}

/// Returns the state of the row that shows a result. A missing key says nothing against a token.
pub fn row_state(status: VerificationStatus) -> RowState {
    match status {
        VerificationStatus::Signed => RowState::Usual,
        VerificationStatus::BadSignature | VerificationStatus::Refused => RowState::Problem,
        VerificationStatus::NoKey | VerificationStatus::NotCheckable => RowState::Unknown,
    }
}

/// Returns a row as it is shown: that of the signature says what a check came to.
pub fn checked_row(row: &Row, result: Option<&Verification>) -> Row {
    match result {
        Some(result) if row.name == RowName::Signature => Row {
            state: row_state(result.status),
            words: text::keys::row(result).into(),
            why: result.text.clone(),
            ..row.clone()
        },
        _ => row.clone(),
    }
}
