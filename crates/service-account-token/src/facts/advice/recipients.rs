//! The recipients that a sentence names: the audiences of a token, the API server's aside.

use crate::facts::audience::{AudienceOwner, Recipient};
use crate::kubernetes::Party;
use crate::kubernetes::{Certainty, Check};

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

/// How the recipients check the token, the API server aside.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Checks {
    /// Those that only verify the signature and the claims: no deletion in the cluster stops the token
    /// there.
    pub(crate) by_keys: Vec<Party>,
    /// Those that ask the cluster by a TokenReview.
    pub(crate) by_review: Vec<Party>,
    /// There is one of which it is not known.
    pub(crate) has_unknown: bool,
}

impl Checks {
    pub(super) fn new(recipients: &[Recipient]) -> Self {
        let mut checks = Self { by_keys: Vec::new(), by_review: Vec::new(), has_unknown: false };
        for recipient in recipients {
            let party = match recipient.owner {
                AudienceOwner::ApiServer(_) => continue,
                AudienceOwner::Party(party) => Some(party),
                AudienceOwner::Unknown => None,
            };
            let check = party.map_or(Check::Unknown, Party::check);
            let known = match check {
                Check::Keys => &mut checks.by_keys,
                Check::TokenReview => &mut checks.by_review,
                Check::Either | Check::Unknown => {
                    checks.has_unknown = true;
                    continue;
                }
            };
            known.extend(party.filter(|party| !known.contains(party)));
        }
        checks
    }

    /// Returns how all of them check it: unknown if they differ.
    pub(super) fn of_all(&self) -> Check {
        match (self.by_keys.as_slice(), self.by_review.as_slice(), self.has_unknown) {
            ([_, ..], [], false) => Check::Keys,
            ([], [_, ..], false) => Check::TokenReview,
            _ => Check::Unknown,
        }
    }
}

impl Recipients {
    /// Names those of a service account token.
    pub(super) fn of_service_account(recipients: &[Recipient]) -> Self {
        let others = recipients.iter().filter(|recipient| !recipient.is_api_server());
        Self::new(others.map(|recipient| {
            let party = match recipient.owner {
                AudienceOwner::Party(party) => Some((party, recipient.certainty)),
                AudienceOwner::ApiServer(_) | AudienceOwner::Unknown => None,
            };
            (&recipient.audience, party)
        }))
    }

    /// Names those of another token, whose issuers use other names.
    pub(super) fn of_other_token(audiences: &[String]) -> Self {
        Self::new(audiences.iter().map(|audience| (audience, None)))
    }

    fn new<'a>(all: impl Iterator<Item = (&'a String, Option<(Party, Certainty)>)>) -> Self {
        let mut recipients = Self { first: Vec::new(), more: 0 };
        for (audience, party) in all {
            if recipients.first.len() < NAMED {
                recipients.first.push(NamedRecipient { audience: audience.clone(), party });
            } else {
                recipients.more += 1;
            }
        }
        recipients
    }

    /// Returns the party that the audience names, if it has one value and that is known.
    pub(crate) fn only_party(&self) -> Option<Party> {
        match self.first.as_slice() {
            [only] => only.party.map(|(party, _)| party),
            _ => None,
        }
    }

    /// Returns true if there is one recipient.
    pub(crate) fn is_one(&self) -> bool {
        self.first.len() == 1 && self.more == 0
    }
}
