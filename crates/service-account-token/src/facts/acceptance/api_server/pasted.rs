//! The check that a message of the API server is about.

use crate::facts::acceptance::vocabulary::Check;
use crate::paste::ServerMessage;

/// Returns the check that gives a message; none for one that no check of a token gives.
pub(crate) fn check_of(message: ServerMessage) -> Option<Check> {
    Some(match message {
        ServerMessage::NotRecognized | ServerMessage::Issuer => Check::Issuer,
        ServerMessage::NoKey => Check::Key,
        ServerMessage::Signature => Check::Signature,
        ServerMessage::Audience => Check::Audience,
        ServerMessage::NotActiveYet => Check::NotBefore,
        ServerMessage::Expired => Check::Expiry,
        ServerMessage::IssuedInTheFuture => Check::IssuedAt,
        ServerMessage::AccountNotFound => Check::Account,
        ServerMessage::AccountRecreated => Check::AccountUid,
        ServerMessage::AccountDeleted => Check::AccountDeletion,
        ServerMessage::BoundObjectGone | ServerMessage::SecretGone => Check::Object,
        ServerMessage::BoundObjectRecreated => Check::ObjectUid,
        ServerMessage::OtherTokenInSecret => Check::SecretToken,
        ServerMessage::MarkedInvalid => Check::InvalidSince,
        ServerMessage::Anonymous
        | ServerMessage::AccountForbidden
        | ServerMessage::ExtraSpace
        | ServerMessage::Certificate
        | ServerMessage::UnknownKind
        | ServerMessage::CredentialsRequested
        | ServerMessage::Unauthorized => return None,
    })
}
