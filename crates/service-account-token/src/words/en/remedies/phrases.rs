//! What more than one remedy says.

/// `read` keeps the token out of the history of the shell.
pub(super) const PUT_INTO_TOKEN: &str = "First run `IFS= read -r TOKEN` and paste the token.";
