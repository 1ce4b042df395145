//! The row of the kind: what the token is, by the shape of its claims.

use super::row::Row;
use crate::claims::Shape;
use crate::facts::advice::objects::Object;
use crate::facts::advice::subject::Subject;
use crate::facts::findings::FindingCode;
use crate::facts::vocabulary::{BoundTo, Kind};
use crate::jose::Format;

/// What the row says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum KindRow {
    /// Neither the header nor the claims decode.
    Unreadable,
    /// The claims that could be read do not say what the token is.
    Unsaid,
    /// No claims could be read.
    UnreadClaims,
    /// The token is not for a service account.
    NotForAccount(NotForAccount),
    /// A legacy token, kept in this Secret.
    Legacy { secret: Option<String> },
    /// Bound and legacy claims.
    BothShapes,
    /// Bound to several objects.
    TwoBindings,
    /// Bound to something that the claims that could be read do not tell.
    BoundToUnsaid,
    /// Bound to something that is not written as an object.
    BoundToNoObject,
    /// Bound only to its ServiceAccount.
    BoundToNothing,
    /// For an admission webhook.
    Webhook,
    /// Bound to an object that lacks its name or its uid.
    BoundToIncomplete(Object),
    /// Bound to an object.
    BoundTo(Object),
}

/// Why a token does not count as one of a service account.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum NotForAccount {
    /// It is encrypted.
    Encrypted,
    /// Its `kubernetes.io` lacks the namespace or the ServiceAccount.
    Incomplete,
    /// Only its `sub` names a service account.
    SubjectOnly,
    /// It has no claims of Kubernetes.
    NoClaims,
}

pub(super) fn row(subject: &Subject<'_>) -> Row<KindRow> {
    match subject.kind {
        Kind::Unreadable => Row::unknown(KindRow::Unreadable),
        Kind::Other => other(subject),
        Kind::Legacy => {
            let secret = subject.object_name().map(str::to_owned);
            Row::notable(KindRow::Legacy { secret })
        }
        Kind::Bound => bound(subject),
    }
}

fn bound(subject: &Subject<'_>) -> Row<KindRow> {
    if subject.shape() == Shape::Both {
        return Row::problem(KindRow::BothShapes);
    }
    if subject.has(FindingCode::TwoBindings) {
        return Row::problem(KindRow::TwoBindings);
    }
    match (subject.bound_to(), subject.object()) {
        (Some(BoundTo::Webhook), _) => Row::notable(KindRow::Webhook),
        (Some(_), Some(object)) if subject.lacks_object() && !subject.may_say_more() => {
            Row::problem(KindRow::BoundToIncomplete(object))
        }
        (Some(_), Some(object)) => Row::usual(KindRow::BoundTo(object)),
        (Some(_), None) => Row::notable(KindRow::BoundToNothing),
        (None, _) if subject.jose.payload.is_damaged() => Row::unknown(KindRow::BoundToUnsaid),
        (None, _) => Row::unknown(KindRow::BoundToNoObject),
    }
}

fn other(subject: &Subject<'_>) -> Row<KindRow> {
    if subject.is_unread() {
        return Row::unknown(match subject.jose.payload.object() {
            Some(_) => KindRow::Unsaid,
            None => KindRow::UnreadClaims,
        });
    }
    Row::notable(KindRow::NotForAccount(match subject.shape() {
        _ if subject.jose.format == Some(Format::Jwe) => NotForAccount::Encrypted,
        Shape::Incomplete => NotForAccount::Incomplete,
        Shape::SubjectOnly => NotForAccount::SubjectOnly,
        Shape::Legacy | Shape::Bound | Shape::Both | Shape::Other => NotForAccount::NoClaims,
    }))
}
