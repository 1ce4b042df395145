//! The kind, by the shape of the claims.

use crate::claims::Shape;
use crate::facts::reading::Reading;
use crate::facts::vocabulary::Kind;
use crate::jose::Format;

/// Flat keys: legacy. An object `kubernetes.io` with `serviceaccount` and `namespace`: bound,
/// whatever the issuer. Both: bound. Anything else that could be read: other.
pub(super) fn kind(reading: &Reading<'_>) -> Kind {
    match (reading.jose.format, reading.claims.shape) {
        (None, _) => Kind::Unreadable,
        (Some(Format::Jwe), _) => Kind::Other,
        (_, Shape::Legacy) => Kind::Legacy,
        (_, Shape::Bound | Shape::Both) => Kind::Bound,
        (_, Shape::Incomplete | Shape::SubjectOnly | Shape::Other) => Kind::Other,
    }
}

/// Kubernetes would take the token for one of its own.
pub(super) fn is_kubernetes(kind: Kind) -> bool {
    matches!(kind, Kind::Legacy | Kind::Bound)
}
