//! Texts that somebody can log in with, for what needs them: checking a signature, sharing,
//! comparing, showing what is hidden.

use crate::jose;
use crate::paste;
use crate::report::PartName;

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

/// The value of a member that the report withholds. It can be used but neither printed nor
/// serialized by accident.
#[derive(Clone)]
pub struct SecretText(String);

impl SecretText {
    /// Gives the text out. The caller answers for where it goes.
    pub fn expose(&self) -> &str {
        &self.0
    }
}

/// The text of the token of this index in the report's `tokens`, unwrapped.
///
/// ```
/// let paste = b"Bearer eyJhbGciOiJub25lIn0.e30.";
/// let token = service_account_token::token_text(paste, 0).expect("there is one");
/// assert_eq!(token.expose(), "eyJhbGciOiJub25lIn0.e30.");
/// assert!(service_account_token::token_text(paste, 1).is_none());
/// ```
pub fn token_text(bytes: &[u8], index: usize) -> Option<SecretToken> {
    let candidate = paste::read(bytes).candidates.into_iter().nth(index)?;
    Some(SecretToken(candidate.text))
}

/// Returns the value that the report withholds of one member: `token` is the index into the report's
/// `tokens`, `part` is the header or the payload, `member` the index into its `members`. None where
/// nothing is withheld.
///
/// ```
/// use service_account_token::report::PartName;
///
/// // {"alg":"none"} and {"password":"hunter2"}
/// let paste = b"eyJhbGciOiJub25lIn0.eyJwYXNzd29yZCI6Imh1bnRlcjIifQ.";
/// let password = service_account_token::withheld_text(paste, 0, PartName::Payload, 0).expect("it is withheld");
/// assert_eq!(password.expose(), "hunter2");
/// assert!(service_account_token::withheld_text(paste, 0, PartName::Header, 0).is_none());
/// ```
pub fn withheld_text(
    bytes: &[u8],
    token: usize,
    part: PartName,
    member: usize,
) -> Option<SecretText> {
    let candidate = paste::read(bytes).candidates.into_iter().nth(token)?;
    let jose = jose::read(&candidate);
    let json = if part == PartName::Header { &jose.header } else { &jose.payload };
    Some(SecretText(json.secret(json.member_at(member))?.to_owned()))
}
