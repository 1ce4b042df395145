//! The five status rows: kind, time, audience, structure, signature. A usual row is calm, so that an
//! unusual one draws the eye.

mod audience;
mod kind;
mod row;
mod signature;
mod structure;
mod time;

pub(crate) use audience::{AudienceRow, OwnAudience};
pub(crate) use kind::{KindRow, NotForAccount};
pub(crate) use row::Row;
pub(crate) use signature::{Keys, SignatureRow};
pub(crate) use structure::StructureRow;
pub(crate) use time::{Exp, TimeRow};

use super::subject::Subject;

/// The rows, in their order.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Rows {
    pub(crate) kind: Row<KindRow>,
    pub(crate) time: Row<TimeRow>,
    pub(crate) audience: Row<AudienceRow>,
    pub(crate) structure: Row<StructureRow>,
    pub(crate) signature: Row<SignatureRow>,
}

pub(super) fn rows(subject: &Subject<'_>) -> Rows {
    Rows {
        kind: kind::row(subject),
        time: time::row(subject),
        audience: audience::row(subject),
        structure: structure::row(subject),
        signature: signature::row(subject),
    }
}
