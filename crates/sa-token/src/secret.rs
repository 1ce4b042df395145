//! The token's very text, for what needs it: checking a signature, sharing, comparing.

use crate::paste;

/// The text of a token, which logs in: it can be used but neither printed nor serialized by
/// accident.
#[derive(Clone, PartialEq, Eq)]
pub struct SecretToken(String);

impl SecretToken {
    /// Gives the text out. Whoever calls this answers for where it goes.
    pub fn expose(&self) -> &str {
        &self.0
    }
}

/// The text of the token of this index in the report's `tokens`, unwrapped.
///
/// ```
/// let paste = b"Bearer eyJhbGciOiJub25lIn0.e30.";
/// let token = sa_token::token_text(paste, 0).expect("there is one");
/// assert_eq!(token.expose(), "eyJhbGciOiJub25lIn0.e30.");
/// assert!(sa_token::token_text(paste, 1).is_none());
/// ```
pub fn token_text(bytes: &[u8], index: usize) -> Option<SecretToken> {
    let candidate = paste::read(bytes).candidates.into_iter().nth(index)?;
    Some(SecretToken(candidate.text))
}
