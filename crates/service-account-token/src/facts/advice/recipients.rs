//! The recipients that a sentence names: the audiences of a token, the API server's aside.

use crate::facts::audience::NamedParty;
use crate::kubernetes::Certainty;
use crate::kubernetes::Party;

/// The number of recipients that a sentence names where there are many.
const NAMED: usize = 2;

/// An audience that is not the API server's.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct NamedRecipient {
    /// The value in `aud`: hostile text.
    pub(crate) audience: String,
    /// The party that it names, if that is known, and how certain that is.
    pub(crate) party: Option<(Party, Certainty)>,
}

/// The audiences that are not the API server's.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Recipients {
    /// The first ones, at most [`NAMED`].
    pub(crate) first: Vec<NamedRecipient>,
    /// The number of those that follow.
    pub(crate) more: usize,
}

impl Recipients {
    /// Pairs each audience with its party. `parties` are in the order of the audiences, one for each
    /// that names one.
    pub(super) fn new(audiences: &[String], mut parties: &[NamedParty]) -> Self {
        let mut recipients = Self { first: Vec::new(), more: 0 };
        for audience in audiences {
            let named = parties.first().filter(|named| named.audience == *audience);
            if named.is_some() {
                parties = parties.get(1..).unwrap_or_default();
            }
            let party = named.map(|named| (named.party, named.certainty));
            if matches!(party, Some((Party::ApiServer, _))) {
                continue;
            }
            if recipients.first.len() < NAMED {
                recipients.first.push(NamedRecipient { audience: audience.clone(), party });
            } else {
                recipients.more += 1;
            }
        }
        recipients
    }

    /// Returns the party that the audience names, if it has one value and that is known.
    pub(super) fn only_party(&self) -> Option<Party> {
        match self.first.as_slice() {
            [only] => only.party.map(|(party, _)| party),
            _ => None,
        }
    }
}
