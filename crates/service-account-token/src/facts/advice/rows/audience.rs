//! The row of the audience: whom the token is for.

use super::row::Row;
use crate::facts::advice::recipients::Recipients;
use crate::facts::advice::subject::Subject;
use crate::facts::audience::{ApiServerReason, AudienceOwner};
use crate::facts::vocabulary::{AudienceClass, Kind};
use crate::jose::Format;
use crate::kubernetes::Party;

/// What the row says.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum AudienceRow {
    /// No claims could be read.
    ClaimsUnread,
    /// The claims that could be read do not tell.
    Unsaid,
    /// A token that is not for a service account names no audience.
    None,
    /// A legacy token names no audience, as usual.
    LegacyNone,
    /// A bound token names no audience.
    BoundNone,
    /// A token that is not for a service account is for these.
    Claimed(Recipients),
    /// The token is for the API server alone.
    ApiServer(OwnAudience),
    /// A webhook token is for several webhooks.
    Webhooks,
    /// A webhook token is for these.
    Webhook(Recipients),
    /// The token is for these, and not for the API server.
    Foreign(Recipients),
    /// The token is for these, of which one may be the API server under a name that is not known.
    Unrecognized(Recipients),
    /// The token is for the API server and for others.
    Mixed,
}

/// Why an audience is taken for the API server's, or what is odd about it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum OwnAudience {
    /// The API gives no such audience to a webhook token.
    OfWebhookToken,
    /// A legacy token usually has none.
    OfLegacyToken,
    /// It is the issuer.
    Issuer,
    /// The caller gave it.
    Given,
    /// Only tokens for the API server are extended.
    Extended,
    /// It is a usual one.
    Usual,
}

pub(super) fn row(subject: &Subject<'_>) -> Row<AudienceRow> {
    if subject.jose.format == Some(Format::Jwe) || subject.jose.payload.object().is_none() {
        return Row::unknown(AudienceRow::ClaimsUnread);
    }
    let names_none = subject.audiences().is_empty();
    if names_none && subject.jose.payload.is_damaged() {
        return Row::unknown(AudienceRow::Unsaid);
    }
    match subject.kind {
        Kind::Other | Kind::Unreadable if names_none => Row::unknown(AudienceRow::None),
        Kind::Other | Kind::Unreadable => {
            Row::usual(AudienceRow::Claimed(subject.recipients.clone()))
        }
        Kind::Legacy if names_none => Row::usual(AudienceRow::LegacyNone),
        Kind::Bound if names_none => Row::problem(AudienceRow::BoundNone),
        Kind::Legacy | Kind::Bound => of_service_account(subject),
    }
}

fn of_service_account(subject: &Subject<'_>) -> Row<AudienceRow> {
    match subject.audience() {
        AudienceClass::ApiServer | AudienceClass::None => {
            let own = own_audience(subject);
            let is_odd = matches!(own, OwnAudience::OfWebhookToken | OwnAudience::OfLegacyToken);
            // Its name alone would not tell.
            let extension_tells = has_reason(subject, ApiServerReason::Extended);
            let is_notable = is_odd || extension_tells;
            Row::notable_if(is_notable, AudienceRow::ApiServer(own))
        }
        AudienceClass::Foreign if subject.is_webhook() => {
            let parties = subject.variant.map_or(&[][..], |variant| &variant.parties);
            let are_webhooks = parties.iter().all(|named| named.party == Party::Webhook);
            Row::notable(match are_webhooks && subject.audiences().len() > 1 {
                true => AudienceRow::Webhooks,
                false => AudienceRow::Webhook(subject.recipients.clone()),
            })
        }
        AudienceClass::Foreign if subject.may_be_own_audience() => {
            Row::notable(AudienceRow::Unrecognized(subject.recipients.clone()))
        }
        AudienceClass::Foreign => Row::notable(AudienceRow::Foreign(subject.recipients.clone())),
        AudienceClass::Mixed => Row::notable(AudienceRow::Mixed),
    }
}

fn own_audience(subject: &Subject<'_>) -> OwnAudience {
    if subject.is_webhook() {
        OwnAudience::OfWebhookToken
    } else if subject.kind == Kind::Legacy {
        OwnAudience::OfLegacyToken
    } else if has_reason(subject, ApiServerReason::Given) {
        OwnAudience::Given
    } else if subject.audiences().len() == 1 && has_reason(subject, ApiServerReason::Issuer) {
        OwnAudience::Issuer
    } else if subject.is_extended {
        OwnAudience::Extended
    } else {
        OwnAudience::Usual
    }
}

fn has_reason(subject: &Subject<'_>, reason: ApiServerReason) -> bool {
    let owner = AudienceOwner::ApiServer(reason);
    subject.facts.recipients.iter().any(|recipient| recipient.owner == owner)
}
