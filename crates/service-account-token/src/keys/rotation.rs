//! What happens to signed tokens when old keys give way to new ones.

use super::key::{Key, KeyForm};
use super::read::Keys;
use crate::text::code::text_enum;

text_enum! {
    /// What happens to a token when a server has only the new keys.
    pub enum RotationEffect {
        /// It stops working: only the old keys contain the key that signed it.
        StopsWorking = "stops_working",
        /// Nothing is known: none of the keys is known to have signed it.
        Unknown = "unknown",
        /// Nothing: only the old keys contain the key that signed it, but it has expired anyway.
        AlreadyExpired = "already_expired",
        /// Nothing: the new keys contain the key that signed it.
        KeepsWorking = "keeps_working",
    }
}

/// When a token expires.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Expiry {
    /// It has no expiry: a legacy token.
    None,
    /// At this time, in Unix seconds.
    At(i64),
    /// It has expired.
    Past,
    Unknown,
}

/// A token, as far as a rotation concerns it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct RotatedToken {
    /// The index of the key that signed it.
    pub(crate) signer: Option<usize>,
    pub(crate) expiry: Expiry,
}

/// Tokens that one key signed, and to which the same happens.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct RotationGroup {
    pub(crate) effect: RotationEffect,
    /// The index of the key that signed them.
    pub(crate) key: Option<usize>,
    /// The indexes of the tokens.
    pub(crate) tokens: Vec<usize>,
    /// How many of them have no expiry.
    pub(crate) without_expiry: usize,
    /// When the last of the others expires.
    pub(crate) last_expiry: Option<i64>,
}

/// What removing the old keys does to tokens.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Rotation {
    /// How many of the old keys are not among the new ones.
    pub(crate) removed: usize,
    /// Those that stop working come first.
    pub(crate) groups: Vec<RotationGroup>,
}

impl Rotation {
    /// Tells what happens to these tokens. The first text of the keys has the old ones, the second the new
    /// ones. None unless there are keys in both.
    pub(crate) fn of(keys: &Keys, tokens: &[RotatedToken]) -> Option<Self> {
        let is_removed = removed(keys)?;
        let mut groups: Vec<RotationGroup> = Vec::new();
        for (index, token) in tokens.iter().enumerate() {
            let effect = match token.signer.and_then(|signer| is_removed.get(signer)) {
                None => RotationEffect::Unknown,
                Some(false) => RotationEffect::KeepsWorking,
                Some(true) if token.expiry == Expiry::Past => RotationEffect::AlreadyExpired,
                Some(true) => RotationEffect::StopsWorking,
            };
            let same =
                |group: &&mut RotationGroup| group.effect == effect && group.key == token.signer;
            match groups.iter_mut().find(same) {
                Some(group) => group.add(index, token.expiry),
                None => groups.push(RotationGroup::new(effect, token.signer, index, token.expiry)),
            }
        }
        groups.sort_by_key(|group| group.effect);
        Some(Self { removed: is_removed.iter().filter(|removed| **removed).count(), groups })
    }

    /// Returns the groups with this effect.
    pub(crate) fn with(&self, effect: RotationEffect) -> impl Iterator<Item = &RotationGroup> {
        self.groups.iter().filter(move |group| group.effect == effect)
    }
}

impl RotationGroup {
    fn new(effect: RotationEffect, key: Option<usize>, token: usize, expiry: Expiry) -> Self {
        let mut group =
            Self { effect, key, tokens: Vec::new(), without_expiry: 0, last_expiry: None };
        group.add(token, expiry);
        group
    }

    fn add(&mut self, token: usize, expiry: Expiry) {
        self.tokens.push(token);
        match expiry {
            Expiry::None => self.without_expiry += 1,
            Expiry::At(time) => self.last_expiry = self.last_expiry.max(Some(time)),
            Expiry::Past | Expiry::Unknown => {}
        }
    }
}

/// Returns for each key whether only the old keys contain it. Keys are the same if their numbers are, whatever
/// they are called.
fn removed(keys: &Keys) -> Option<Vec<bool>> {
    // A secret that was typed belongs to neither text, and stays.
    let is_in = |text: usize| {
        let is_in = move |key: &&Key| key.source.text == text && key.form != KeyForm::Secret;
        keys.keys.iter().filter(is_in)
    };
    is_in(0).next()?;
    is_in(1).next()?;
    let is_removed =
        |key: &Key| key.form != KeyForm::Secret && !is_in(1).any(|new| new.key == key.key);
    Some(keys.keys.iter().map(is_removed).collect())
}
