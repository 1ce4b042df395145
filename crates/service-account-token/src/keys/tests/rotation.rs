//! What happens to tokens when old keys give way to new ones.

use super::super::{Expiry, RotatedToken, Rotation, RotationEffect};
use super::*;

fn signed(signer: impl Into<Option<usize>>, expiry: Expiry) -> RotatedToken {
    RotatedToken { signer: signer.into(), expiry }
}

/// Returns the effect on a token that each of the keys signed.
fn effects(old: &str, new: &str) -> Option<Vec<RotationEffect>> {
    let keys = Keys::read_all([old, new]);
    let one = |key| Rotation::of(&keys, &[signed(key, Expiry::None)]);
    (0..keys.len()).map(|key| one(key).map(|rotation| rotation.groups[0].effect)).collect()
}

#[test]
fn token_stops_working_if_only_the_old_keys_contain_its_key() {
    use RotationEffect::{KeepsWorking, StopsWorking};
    let renamed = P256_JWK.replacen('{', r#"{"kid":"another name","#, 1);
    for (old, new, expected) in [
        (P256, P384, vec![StopsWorking, KeepsWorking]),
        (P256, P256, vec![KeepsWorking, KeepsWorking]),
        // The same key in another form, and under another name.
        (P256, P256_CERTIFICATE, vec![KeepsWorking, KeepsWorking]),
        (P256, renamed.as_str(), vec![KeepsWorking, KeepsWorking]),
        (&format!("{P256}{RSA}"), P384, vec![StopsWorking, StopsWorking, KeepsWorking]),
        (&format!("{P256}{RSA}"), RSA_PKCS1, vec![StopsWorking, KeepsWorking, KeepsWorking]),
    ] {
        assert_eq!(effects(old, new), Some(expected), "{old} {new}");
    }
}

#[test]
fn rotation_has_keys_before_and_after_it() {
    let without_keys = |old, new| Rotation::of(&Keys::read_all([old, new]), &[]);
    for (old, new) in [("", ""), (P256, ""), ("", P256), (P256, "hello")] {
        assert_eq!(without_keys(old, new), None, "{old} {new}");
    }
    // A typed secret is not a new key.
    let mut keys = Keys::read(P256);
    keys.add_secret(&[7; 32]);
    assert_eq!(Rotation::of(&keys, &[]), None);
    assert_eq!(without_keys(P256, P256).map(|rotation| rotation.removed), Some(0));
}

#[test]
fn typed_secret_does_not_rotate() {
    let mut keys = Keys::read_all([P256, P384]);
    keys.add_secret(&[7; 32]);
    let rotation = Rotation::of(&keys, &[signed(2, Expiry::None)]).unwrap();
    assert_eq!(rotation.groups[0].effect, RotationEffect::KeepsWorking);
    assert_eq!(rotation.removed, 1);
}

#[test]
fn tokens_are_grouped_by_key_and_effect_and_those_that_stop_come_first() {
    let keys = Keys::read_all([&format!("{P256}{RSA}"), P384]);
    let tokens = [
        signed(2, Expiry::At(9)),
        signed(None, Expiry::None),
        signed(0, Expiry::At(5)),
        signed(0, Expiry::Past),
        signed(1, Expiry::Unknown),
        signed(0, Expiry::None),
        signed(0, Expiry::At(7)),
        signed(0, Expiry::At(6)),
    ];
    let rotation = Rotation::of(&keys, &tokens).unwrap();
    assert_eq!(rotation.removed, 2);
    let groups: Vec<_> = rotation
        .groups
        .iter()
        .map(|one| {
            (one.effect.as_str(), one.key, &*one.tokens, one.without_expiry, one.last_expiry)
        })
        .collect();
    assert_eq!(
        groups,
        [
            ("stops_working", Some(0), &[2, 5, 6, 7][..], 1, Some(7)),
            ("stops_working", Some(1), &[4], 0, None),
            ("unknown", None, &[1], 1, None),
            ("already_expired", Some(0), &[3], 0, None),
            ("keeps_working", Some(2), &[0], 0, Some(9)),
        ]
    );
}
