//! Every sentence of a comparison, each once, as `compare.txt` has them.
//!
//! To write that file anew: `UPDATE_WORDS=1 cargo test -p service-account-token --lib words`.

use std::fmt::Write;

use super::*;
use crate::facts::ObjectKind;
use crate::facts::compare::{Later, Note, Relation, Side, Signatures};

const EXPECTED: &str = include_str!("compare.txt");

const LATER: Later = Later { side: Side::Second, seconds: 2886 };
const EARLIER: Later = Later { side: Side::First, seconds: 86_400 };

const RELATIONS: [Relation; 52] = [
    Relation::SameToken,
    Relation::SameContents(Signatures::Impossible),
    Relation::SameContents(Signatures::Different),
    Relation::SameContents(Signatures::Missing),
    Relation::SecretRepopulated,
    Relation::SameTokenId,
    Relation::SameUidOtherNames,
    Relation::Damaged(Side::First),
    Relation::Damaged(Side::Second),
    Relation::DecodedClaims(Side::First),
    Relation::DecodedClaims(Side::Second),
    Relation::NotServiceAccount(Side::First),
    Relation::NotServiceAccount(Side::Second),
    Relation::NeitherServiceAccount,
    Relation::SameSubject,
    Relation::LegacyAndBound { legacy: Side::First, same_account: true },
    Relation::LegacyAndBound { legacy: Side::Second, same_account: false },
    Relation::SameAccount,
    Relation::SameNames,
    Relation::AccountRecreated { later: Some(Side::First) },
    Relation::AccountRecreated { later: Some(Side::Second) },
    Relation::AccountRecreated { later: None },
    Relation::SameNamesElsewhere,
    Relation::SameNamesOtherUid,
    Relation::DifferentAccounts { same_namespace: true },
    Relation::DifferentAccounts { same_namespace: false },
    Relation::Refreshed { later: LATER, interval: Some(2886) },
    Relation::Refreshed { later: EARLIER, interval: None },
    Relation::SameObject(ObjectKind::Pod),
    Relation::ObjectRecreated { kind: ObjectKind::Pod, in_one_cluster: true },
    Relation::ObjectRecreated { kind: ObjectKind::Pod, in_one_cluster: false },
    Relation::OtherObject(ObjectKind::Pod),
    Relation::OtherBinding { first: Some(ObjectKind::Pod), second: None },
    Relation::OtherBinding { first: None, second: Some(ObjectKind::Node) },
    Relation::SameSecret,
    Relation::OtherSecret,
    Relation::Issued(LATER),
    Relation::Issued(EARLIER),
    Relation::SameKey,
    Relation::SameIssuer,
    Relation::SameKeyOtherIssuer,
    Relation::KeyRotated { later: Some(Side::Second) },
    Relation::KeyRotated { later: None },
    Relation::KeyAndIssuerChanged,
    Relation::IssuerChanged,
    Relation::OtherKey,
    Relation::OtherSigner,
    Relation::AnotherCluster { other_key: true },
    Relation::AnotherCluster { other_key: false },
    Relation::OtherAudiences { overlap: true },
    Relation::OtherAudiences { overlap: false },
    Relation::ExtendedOnly(Side::First),
];

const NOTES: [Note; 36] = [
    Note::MayBeUnread,
    Note::Damaged,
    Note::OtherSpelling,
    Note::OtherKey,
    Note::KeyIdSince,
    Note::OtherAlgorithm,
    Note::TypeOfOldRelease,
    Note::TypeOfExternalSigner,
    Note::LegacyIssuer,
    Note::OtherIssuer,
    Note::Subject,
    Note::AccountRecreated,
    Note::OtherAccount,
    Note::SecretOfLegacy,
    Note::OtherSecret,
    Note::AudienceOfBound,
    Note::TimesOfBound,
    Note::TokenIdOfBound,
    Note::ObjectOfBound(ObjectKind::Pod),
    Note::ObjectOfBound(ObjectKind::Node),
    Note::ObjectOfBound(ObjectKind::Secret),
    Note::OtherAudience,
    Note::Issued(LATER),
    Note::NotBefore,
    Note::SameLifetime(3607),
    Note::OtherLifetimes { first: 31_536_000, second: 3600 },
    Note::WarnAfter,
    Note::Extended,
    Note::TokenId,
    Note::TokenIdSince,
    Note::OtherObject(ObjectKind::Pod),
    Note::ObjectRecreated(ObjectKind::Pod),
    Note::OnlyBound(Side::First, ObjectKind::Pod),
    Note::OnlyBound(Side::Second, ObjectKind::Node),
    Note::OtherNode,
    Note::NodeSince,
];

#[test]
fn sentences_of_a_comparison_are_as_reviewed() {
    let mut text = String::new();
    for one in RELATIONS {
        let words = relation(one);
        writeln!(text, "{}: {} {}", one.code(), words.title, words.text).unwrap();
    }
    for one in NOTES {
        writeln!(text, "{one:?}: {}", note(one)).unwrap();
    }
    if std::env::var_os("UPDATE_WORDS").is_some() {
        let path = concat!(env!("CARGO_MANIFEST_DIR"), "/src/words/en/compare/tests/compare.txt");
        return std::fs::write(path, &text).unwrap();
    }
    // A checkout on Windows may have changed the line ends.
    let expected = EXPECTED.replace("\r\n", "\n");
    for (line, expected) in text.lines().zip(expected.lines()) {
        assert_eq!(line, expected);
    }
    assert_eq!(text.lines().count(), expected.lines().count());
}
