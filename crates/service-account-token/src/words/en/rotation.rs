//! Which tokens stop working when the old keys are removed, and what to do before.

use crate::keys::{Rotation, RotationEffect as Effect, RotationGroup};
use crate::text::Text;
use crate::text::calendar::{counted, long};

/// Returns the answer in a few words.
pub(crate) fn title(rotation: &Rotation) -> Text {
    let count = |effect| rotation.with(effect).map(|group| group.tokens.len()).sum();
    let (stops, unknown): (usize, usize) = (count(Effect::StopsWorking), count(Effect::Unknown));
    let all: usize = rotation.groups.iter().map(|group| group.tokens.len()).sum();
    match (stops, unknown, all) {
        _ if rotation.removed == 0 => "No key is removed".into(),
        (0, 0, 1) => "This token does not need the old keys".into(),
        (0, 0, _) => "None of these tokens needs the old keys".into(),
        (0, unknown, all) if unknown == all => {
            "None of these keys is known to have signed a token here".into()
        }
        (0, ..) => "No token here is known to need the old keys".into(),
        (1, _, 1) => "This token stops working without the old keys".into(),
        (1, _, all) => format!("1 of {all} tokens stops working without the old keys").into(),
        (stops, _, all) => {
            format!("{stops} of {all} tokens stop working without the old keys").into()
        }
    }
}

/// Returns what that means, and what to do before the old keys are removed.
pub(crate) fn text(rotation: &Rotation) -> Text {
    const OTHERS: &str = "Pods hold other tokens, which may not be in this text.";
    if rotation.removed == 0 {
        return "The new keys contain all the old ones. Leave out the key that you want to remove."
            .into();
    }
    let stops = || rotation.with(Effect::StopsWorking);
    if stops().next().is_none() {
        return OTHERS.into();
    }
    let mut text = "A server that has only the new keys rejects such a token.".to_owned();
    let without_expiry = stops().any(|group| group.without_expiry > 0);
    if let Some(last) = stops().filter_map(|group| group.last_expiry).max() {
        let count: usize = stops().map(|group| group.tokens.len()).sum();
        let which = match (count, without_expiry) {
            (1, _) => "It",
            (_, true) => "The last one with an expiry",
            (_, false) => "The last one",
        };
        text += &format!(" {which} expires on {}.", long(last));
    }
    if without_expiry {
        text += " Legacy tokens have no expiry: replace their Secrets before you remove the key, because \
                 Kubernetes does not sign an existing token again.";
    }
    format!("{text} {OTHERS}").into()
}

/// Returns what happens to the tokens of a group, before the name of the key that signed them.
pub(crate) fn group(group: &RotationGroup) -> Text {
    let tokens = counted(group.tokens.len() as u64, "token");
    let is_one = group.tokens.len() == 1;
    let number = |one, many| if is_one { one } else { many };
    match group.effect {
        Effect::StopsWorking => {
            let expiry = match group.without_expiry {
                0 => String::new(),
                count if count == group.tokens.len() => {
                    number(", without an expiry,", ", all without an expiry,").to_owned()
                }
                1 => ", one of them without an expiry,".to_owned(),
                count => format!(", {count} of them without an expiry,"),
            };
            format!(
                "{tokens}{expiry} {} working: only the old keys contain the key",
                number("stops", "stop")
            )
            .into()
        }
        Effect::Unknown => format!(
            "{tokens} may or may not stop working: none of these keys is known to have signed {}",
            number("it", "them")
        )
        .into(),
        Effect::AlreadyExpired => format!(
            "{tokens} {} already expired: only the old keys contain the key",
            number("has", "have")
        )
        .into(),
        Effect::KeepsWorking => format!(
            "{tokens} {} not need the old keys: the new ones contain the key",
            number("does", "do")
        )
        .into(),
    }
}
