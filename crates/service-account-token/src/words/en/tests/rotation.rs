//! What is said about a rotation, each sentence once.

use super::super::rotation::{group, text, title};
use super::AT;
use crate::keys::{Rotation, RotationEffect as Effect, RotationGroup};

fn tokens(effect: Effect, count: usize, without_expiry: usize) -> RotationGroup {
    let last_expiry = (without_expiry < count).then_some(AT);
    RotationGroup { effect, key: Some(0), tokens: vec![0; count], without_expiry, last_expiry }
}

fn rotation(groups: Vec<RotationGroup>) -> Rotation {
    Rotation { removed: 1, groups }
}

#[test]
fn titles_answer_the_question() {
    let (stops, keeps) = (Effect::StopsWorking, Effect::KeepsWorking);
    for (groups, expected) in [
        (vec![tokens(stops, 1, 0)], "This token stops working without the old keys"),
        (
            vec![tokens(stops, 1, 0), tokens(keeps, 1, 0)],
            "1 of 2 tokens stops working without the old keys",
        ),
        (
            vec![tokens(stops, 1, 0), tokens(stops, 2, 0), tokens(keeps, 2, 0)],
            "3 of 5 tokens stop working without the old keys",
        ),
        (vec![tokens(keeps, 1, 0)], "This token does not need the old keys"),
        (vec![tokens(Effect::AlreadyExpired, 2, 0)], "None of these tokens needs the old keys"),
        (
            vec![tokens(Effect::Unknown, 1, 0), tokens(keeps, 1, 0)],
            "No token here is known to need the old keys",
        ),
        (
            vec![tokens(Effect::Unknown, 2, 0)],
            "None of these keys is known to have signed a token here",
        ),
    ] {
        assert_eq!(title(&rotation(groups)), expected);
    }
    let none = Rotation { removed: 0, groups: vec![tokens(keeps, 2, 0)] };
    assert_eq!(title(&none), "No key is removed");
    assert_eq!(
        text(&none),
        "The new keys contain all the old ones. Leave out the key that you want to remove."
    );
}

#[test]
fn text_says_what_to_do_before() {
    let (stops, keeps) = (Effect::StopsWorking, Effect::KeepsWorking);
    for (groups, expected) in [
        (
            vec![tokens(stops, 3, 1)],
            "A server that has only the new keys rejects such a token. The last one with an expiry expires on 14 November 2023, 22:13:20 UTC. Legacy tokens have no expiry: replace their Secrets before you remove the key, because Kubernetes does not sign an existing token again. Pods hold other tokens, which may not be in this text.",
        ),
        (
            vec![tokens(stops, 3, 0)],
            "A server that has only the new keys rejects such a token. The last one expires on 14 November 2023, 22:13:20 UTC. Pods hold other tokens, which may not be in this text.",
        ),
        (
            vec![tokens(stops, 1, 0)],
            "A server that has only the new keys rejects such a token. It expires on 14 November 2023, 22:13:20 UTC. Pods hold other tokens, which may not be in this text.",
        ),
        (vec![tokens(keeps, 3, 3)], "Pods hold other tokens, which may not be in this text."),
    ] {
        assert_eq!(text(&rotation(groups)), expected);
    }
}

#[test]
fn groups_are_counted() {
    for (effect, count, without_expiry, expected) in [
        (Effect::StopsWorking, 1, 0, "1 token stops working: only the old keys contain the key"),
        (
            Effect::StopsWorking,
            1,
            1,
            "1 token, without an expiry, stops working: only the old keys contain the key",
        ),
        (
            Effect::StopsWorking,
            2,
            2,
            "2 tokens, all without an expiry, stop working: only the old keys contain the key",
        ),
        (
            Effect::StopsWorking,
            3,
            1,
            "3 tokens, one of them without an expiry, stop working: only the old keys contain the key",
        ),
        (
            Effect::StopsWorking,
            3,
            2,
            "3 tokens, 2 of them without an expiry, stop working: only the old keys contain the key",
        ),
        (
            Effect::Unknown,
            1,
            0,
            "1 token may or may not stop working: none of these keys is known to have signed it",
        ),
        (
            Effect::Unknown,
            2,
            0,
            "2 tokens may or may not stop working: none of these keys is known to have signed them",
        ),
        (
            Effect::AlreadyExpired,
            2,
            0,
            "2 tokens have already expired: only the old keys contain the key",
        ),
        (
            Effect::KeepsWorking,
            2,
            0,
            "2 tokens do not need the old keys: the new ones contain the key",
        ),
    ] {
        assert_eq!(group(&tokens(effect, count, without_expiry)), expected);
    }
}
