//! Texts that somebody can log in with, for what needs them: checking a signature, sharing,
//! comparing, showing what is hidden.
//!
//! Neither type can be printed, compared or serialized by accident.

/// The text of a token, which logs in.
///
/// ```compile_fail
/// let paste = service_account_token::Paste::read(b"eyJhbGciOiJub25lIn0.e30.");
/// println!("{:?}", paste.secret(0));
/// ```
#[derive(Clone)]
pub struct SecretToken(String);

impl SecretToken {
    pub(crate) fn new(text: String) -> Self {
        Self(text)
    }

    /// Returns the text. The caller answers for where it goes.
    pub fn expose(&self) -> &str {
        &self.0
    }
}

/// A piece of a token that the report does not hold: a withheld value, or what the signature covers.
#[derive(Clone)]
pub struct SecretText(String);

impl SecretText {
    pub(crate) fn new(text: String) -> Self {
        Self(text)
    }

    /// Returns the text. The caller answers for where it goes.
    pub fn expose(&self) -> &str {
        &self.0
    }
}
