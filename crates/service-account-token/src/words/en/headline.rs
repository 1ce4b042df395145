//! The headline.

use super::{other_tokens, parties};
use crate::facts::BoundTo;
use crate::facts::OtherToken;
use crate::facts::advice::{Addressee, Extension, Headline, Part, Topic};
use crate::text::Text;
use crate::text::calendar::exactly;

/// Returns what a token is, in a few words.
pub(crate) fn headline(headline: &Headline) -> Text {
    let words = topic(&headline.topic);
    match headline.missing {
        None if headline.is_damaged => format!("{words}, damaged").into(),
        None => words,
        Some(Part::Text) => format!("{words}, cut off").into(),
        Some(Part::Token) => format!("{words} (decoded claims)").into(),
        Some(Part::Signature) => format!("{words}, unsigned").into(),
    }
}

fn topic(topic: &Topic) -> Text {
    match topic {
        Topic::Unreadable => "Unreadable token".into(),
        Topic::Legacy => "Legacy token from a Secret".into(),
        Topic::BothShapes => "Token with bound and legacy claims".into(),
        Topic::Extended(extension) => extended(*extension),
        Topic::Webhook => "Bound token for an admission webhook".into(),
        Topic::ForParty(party) => format!("Bound token for {}", parties::name(*party)).into(),
        Topic::Bound { to, addressee } => bound(*to, *addressee),
        Topic::Other(token) => other(*token),
    }
}

fn extended(extension: Extension) -> Text {
    match extension {
        Extension::Year => "Bound token, extended to a year".into(),
        Extension::Seconds(lifetime) => {
            format!("Bound token, extended to {}", exactly(lifetime)).into()
        }
        Extension::Unknown => "Bound token, extended".into(),
    }
}

fn bound(to: Option<BoundTo>, addressee: Addressee) -> Text {
    let words = match to {
        Some(BoundTo::Pod) => "Bound token of a Pod",
        Some(BoundTo::Secret) => "Bound token tied to a Secret",
        Some(BoundTo::Node) => "Bound token tied to a Node",
        Some(BoundTo::None) => "Bound token, tied only to its ServiceAccount",
        Some(BoundTo::Webhook) | None => "Bound token",
    };
    match addressee {
        Addressee::ApiServer => words.into(),
        Addressee::Unrecognized => format!("{words}, for an unrecognized audience").into(),
        Addressee::Others => format!("{words}, not for the API server").into(),
        Addressee::Several => format!("{words}, for several recipients").into(),
    }
}

fn other(token: OtherToken) -> Text {
    match token {
        OtherToken::UnreadPayload => "Token whose claims cannot be read".into(),
        OtherToken::KubernetesCut => "Start of a service account token".into(),
        OtherToken::Cut => "Start of a token".into(),
        OtherToken::KubernetesDamaged => "Damaged service account token".into(),
        OtherToken::Damaged => "Damaged token".into(),
        _ => format!("Not a service account token: {}", other_tokens::name(token)).into(),
    }
}
