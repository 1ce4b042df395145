//! The headline: what a token is, in a few words.

use super::subject::Subject;
use crate::claims::Shape;
use crate::facts::other_token::OtherToken;
use crate::facts::vocabulary::{AudienceClass, BoundTo, Kind};
use crate::kubernetes::Party;
use crate::kubernetes::lifetimes::EXTENSION_SECONDS;

/// What a token is.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Headline {
    pub(crate) topic: Topic,
    /// What is missing of it, where the headline does not say so already.
    pub(crate) missing: Option<Part>,
    /// It is a damaged copy, where the headline does not say so already.
    pub(crate) is_damaged: bool,
}

/// What a headline names.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Topic {
    /// A token whose header and claims cannot be read.
    Unreadable,
    /// A token kept in a Secret.
    Legacy,
    /// A token with the claims of both kinds.
    BothShapes,
    /// A Pod's token whose lifetime the API server extended.
    Extended(Extension),
    /// A token for an admission webhook.
    Webhook,
    /// A bound token for this party alone.
    ForParty(Party),
    /// Any other bound token.
    Bound { to: Option<BoundTo>, addressee: Addressee },
    /// A token that is not for a service account, or does not say so.
    Other(OtherToken),
}

/// Whom a bound token is for, as far as the headline says it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Addressee {
    /// The API server, or it names nobody.
    ApiServer,
    /// Others, of whom one may be the API server under a name that is not known.
    Unrecognized,
    /// Others than the API server.
    Others,
    /// The API server and others.
    Several,
}

/// The lifetime of an extended token.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Extension {
    /// 365 days, the stock extension.
    Year,
    /// So many seconds.
    Seconds(i64),
    /// The claims do not tell.
    Unknown,
}

/// What is missing of a token.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Part {
    /// A part of its text.
    Text,
    /// Its signature.
    Signature,
    /// All but its decoded claims.
    Token,
}

pub(super) fn headline(subject: &Subject<'_>) -> Headline {
    let says_what_is_missing = subject.kind == Kind::Unreadable || subject.is_unread();
    let missing = if subject.is_decoded() {
        Some(Part::Token)
    } else if subject.is_cut_off() && !says_what_is_missing {
        Some(Part::Text)
    } else if subject.is_unsigned() && matches!(subject.kind, Kind::Legacy | Kind::Bound) {
        Some(Part::Signature)
    } else {
        None
    };
    let topic = match subject.kind {
        Kind::Unreadable => Topic::Unreadable,
        Kind::Legacy => Topic::Legacy,
        Kind::Bound => bound(subject),
        Kind::Other => Topic::Other(subject.other_token()),
    };
    let is_damaged = missing.is_none() && !says_what_is_missing && subject.is_damaged_copy();
    Headline { topic, missing, is_damaged }
}

fn bound(subject: &Subject<'_>) -> Topic {
    let (bound_to, audience) = (subject.bound_to(), subject.audience());
    if subject.shape() == Shape::Both {
        return Topic::BothShapes;
    }
    if bound_to == Some(BoundTo::Pod) && subject.is_extended {
        return Topic::Extended(match subject.times.lifetime_seconds {
            Some(EXTENSION_SECONDS) => Extension::Year,
            Some(lifetime) if lifetime > 0 => Extension::Seconds(lifetime),
            _ => Extension::Unknown,
        });
    }
    if bound_to == Some(BoundTo::Webhook) {
        return Topic::Webhook;
    }
    match subject.recipients.only_party() {
        Some(party) if audience == AudienceClass::Foreign => Topic::ForParty(party),
        _ => Topic::Bound {
            to: bound_to,
            addressee: match audience {
                AudienceClass::ApiServer | AudienceClass::None => Addressee::ApiServer,
                AudienceClass::Foreign if subject.may_be_own_audience() => Addressee::Unrecognized,
                AudienceClass::Foreign => Addressee::Others,
                AudienceClass::Mixed => Addressee::Several,
            },
        },
    }
}
