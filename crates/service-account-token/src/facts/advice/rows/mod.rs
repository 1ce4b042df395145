//! The five status rows: kind, time, audience, structure, signature. A usual row is calm, so that an
//! unusual one draws the eye.

mod audience;
mod kind;
mod signature;
mod structure;
mod time;

pub(crate) use audience::{AudienceRow, OwnAudience};
pub(crate) use kind::{KindRow, NotForAccount};
pub(crate) use signature::{Keys, SignatureRow};
pub(crate) use structure::StructureRow;
pub(crate) use time::{Exp, TimeRow};

use super::subject::Subject;
use crate::facts::vocabulary::RowState;

/// The rows, in their order.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Rows {
    pub(crate) kind: Row<KindRow>,
    pub(crate) time: Row<TimeRow>,
    pub(crate) audience: Row<AudienceRow>,
    pub(crate) structure: Row<StructureRow>,
    pub(crate) signature: Row<SignatureRow>,
}

/// What one row says, and how remarkable that is.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Row<T> {
    pub(crate) state: RowState,
    pub(crate) says: T,
}

impl<T> Row<T> {
    const fn usual(says: T) -> Self {
        Self { state: RowState::Usual, says }
    }

    const fn notable(says: T) -> Self {
        Self { state: RowState::Notable, says }
    }

    const fn problem(says: T) -> Self {
        Self { state: RowState::Problem, says }
    }

    const fn unknown(says: T) -> Self {
        Self { state: RowState::Unknown, says }
    }

    fn notable_if(is_notable: bool, says: T) -> Self {
        if is_notable { Self::notable(says) } else { Self::usual(says) }
    }
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
