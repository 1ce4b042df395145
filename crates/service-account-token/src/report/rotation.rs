//! What removing old keys does to tokens: plain data, like the report.

use crate::facts::{Kind, TimeStatus};
use crate::keys::{self, Expiry, Keys, RotatedToken, RotationEffect, VerificationStatus};
use crate::text::Text;
use crate::words::en::rotation;

use super::token::Token;
use super::verification::{Verification, VerificationKey};
use super::whole::Report;

/// Which tokens of a text stop working when the old keys are removed.
#[derive(Clone, Debug, PartialEq)]
pub struct Rotation {
    /// The answer in a few words.
    pub title: Text,
    /// What that means, and what to do before.
    pub text: Text,
    /// The tokens by the key that signed them. Those that stop working come first.
    pub groups: Vec<RotationGroup>,
}

/// Tokens that one key signed, and to which the same happens.
#[derive(Clone, Debug, PartialEq)]
pub struct RotationGroup {
    /// What happens to them.
    pub effect: RotationEffect,
    /// The key that signed them, if one of the keys did.
    pub key: Option<VerificationKey>,
    /// Their positions in [`Report::tokens`].
    pub tokens: Vec<usize>,
    /// How many of them have no expiry.
    pub without_expiry: usize,
    /// When the last of the others expires, in Unix seconds.
    pub last_expiry: Option<i64>,
    /// The same in words, before the name of the key.
    pub text: Text,
}

impl Rotation {
    pub(crate) fn of(report: &Report, results: &[Verification], keys: &Keys) -> Option<Self> {
        let all = VerificationKey::all(keys);
        let signer = |result: &Verification| {
            let key =
                result.key.as_ref().filter(|_| result.status == VerificationStatus::Signed)?;
            all.iter().position(|one| one == key)
        };
        let tokens = report.tokens.iter().zip(results);
        let tokens: Vec<_> = tokens
            .map(|(token, result)| RotatedToken { signer: signer(result), expiry: expiry(token) })
            .collect();
        let facts = keys::Rotation::of(keys, &tokens)?;
        let group = |group: &keys::RotationGroup| RotationGroup {
            effect: group.effect,
            key: group.key.and_then(|key| all.get(key)).cloned(),
            tokens: group.tokens.clone(),
            without_expiry: group.without_expiry,
            last_expiry: group.last_expiry,
            text: rotation::group(group),
        };
        Some(Self {
            title: rotation::title(&facts),
            text: rotation::text(&facts),
            groups: facts.groups.iter().map(group).collect(),
        })
    }
}

fn expiry(token: &Token) -> Expiry {
    match (token.kind, token.times.status, token.times.expires_at) {
        (Kind::Legacy, ..) => Expiry::None,
        (_, TimeStatus::Expired, _) => Expiry::Past,
        (.., Some(time)) => Expiry::At(time),
        (.., None) => Expiry::Unknown,
    }
}
