//! Decides what two tokens are to each other, from their claims.

use super::profile::{Named, Profile};
use super::relation::{Relation, Signatures};
use super::side::{Later, Side};
use crate::facts::binding::ObjectKind;
use crate::facts::vocabulary::Kind;
use crate::kubernetes::is_issuer_of_many;

/// How far before its time the kubelet may replace a token (jitter of kubernetes/kubernetes
/// pkg/kubelet/token/token_manager.go).
const JITTER_SECONDS: i64 = 10;

/// How alike the texts are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Likeness {
    /// The same characters.
    Token,
    /// The same header and claims.
    Contents,
    /// Different header or claims.
    None,
}

/// The two tokens.
pub(super) struct Pair<'a> {
    pub(super) first: &'a Profile<'a>,
    pub(super) second: &'a Profile<'a>,
}

/// Returns everything that two tokens are to each other, the most telling first.
pub(super) fn relations(pair: &Pair<'_>, likeness: Likeness) -> Vec<Relation> {
    let mut found = Vec::new();
    match likeness {
        Likeness::Token => found.push(Relation::SameToken),
        Likeness::Contents => found.push(pair.same_contents()),
        Likeness::None => found.extend(pair.contradictions()),
    }
    let (first, second) = (pair.first, pair.second);
    for (side, profile) in [(Side::First, first), (Side::Second, second)] {
        if profile.is_decoded {
            found.push(Relation::DecodedClaims(side));
        }
        if profile.is_damaged {
            found.push(Relation::Damaged(side));
        }
    }
    match (first.is_service_account(), second.is_service_account()) {
        (true, true) if likeness == Likeness::None => pair.service_accounts(&mut found),
        (true, true) => {}
        (true, false) => found.push(Relation::NotServiceAccount(Side::Second)),
        (false, true) => found.push(Relation::NotServiceAccount(Side::First)),
        (false, false) => {
            found.push(Relation::NeitherServiceAccount);
            let is_same = same(first.issuer, second.issuer) == Some(true)
                && same(first.subject, second.subject) == Some(true);
            if is_same && likeness == Likeness::None {
                found.push(Relation::SameSubject);
                found.extend(pair.issued());
            }
        }
    }
    found
}

/// Returns whether two texts are the same; none if one of them is unknown.
pub(super) fn same(first: Option<&str>, second: Option<&str>) -> Option<bool> {
    Some(first? == second?)
}

impl<'a> Pair<'a> {
    pub(super) fn is_legacy_and_bound(&self) -> Option<Side> {
        match (self.first.kind, self.second.kind) {
            (Kind::Legacy, Kind::Bound) => Some(Side::First),
            (Kind::Bound, Kind::Legacy) => Some(Side::Second),
            _ => None,
        }
    }

    fn are(&self, kind: Kind) -> bool {
        self.first.kind == kind && self.second.kind == kind
    }

    fn same_contents(&self) -> Relation {
        let (first, second) = (self.first, self.second);
        if !first.is_signed || !second.is_signed {
            return Relation::SameContents(Signatures::Missing);
        }
        if first.is_deterministic {
            return Relation::SameContents(Signatures::Impossible);
        }
        match self.are(Kind::Legacy) {
            true => Relation::SecretRepopulated,
            false => Relation::SameContents(Signatures::Different),
        }
    }

    fn contradictions(&self) -> Vec<Relation> {
        let (first, second) = (self.first, self.second);
        let mut found = Vec::new();
        let is_whole = |profile: &Profile<'_>| !profile.is_damaged && !profile.is_decoded;
        let same_issuer = same(first.issuer, second.issuer) == Some(true);
        let same_id = same(first.token_id, second.token_id) == Some(true);
        if same_issuer && same_id && is_whole(first) && is_whole(second) {
            found.push(Relation::SameTokenId);
        }
        if same(first.account.uid, second.account.uid) == Some(true)
            && self.same_names() == Some(false)
        {
            found.push(Relation::SameUidOtherNames);
        }
        found
    }

    /// Returns whether both name the same account, whatever its uid.
    pub(super) fn same_names(&self) -> Option<bool> {
        let (first, second) = (self.first, self.second);
        let namespace = same(first.namespace, second.namespace);
        let name = same(first.account.name, second.account.name);
        match (namespace, name) {
            (Some(false), _) | (_, Some(false)) => Some(false),
            (namespace, name) => Some(namespace? && name?),
        }
    }

    fn same_account(&self) -> bool {
        self.same_names() == Some(true)
            && same(self.first.account.uid, self.second.account.uid) == Some(true)
    }

    /// Returns the objects that both are bound to, if they are of one kind.
    pub(super) fn objects(&self) -> Option<(ObjectKind, Named<'a>, Named<'a>)> {
        let (first, first_object) = self.first.binding??;
        let (second, second_object) = self.second.binding??;
        let is_both = first == second && self.first.kind == self.second.kind;
        is_both.then_some((first, first_object, second_object))
    }

    /// Returns true if an object with a uid is the same in both, so that the cluster is.
    fn has_same_object(&self) -> bool {
        let objects = self.objects();
        self.same_account()
            || objects.is_some_and(|(_, first, second)| same(first.uid, second.uid) == Some(true))
    }

    /// Returns which token was issued later.
    pub(super) fn later(&self) -> Option<Later> {
        Later::of(self.first.issued_at?, self.second.issued_at?)
    }

    fn issued(&self) -> Option<Relation> {
        self.later().map(Relation::Issued)
    }

    fn service_accounts(&self, found: &mut Vec<Relation>) {
        let (first, second) = (self.first, self.second);
        let same_names = self.same_names();
        if let Some(legacy) = self.is_legacy_and_bound() {
            let same_account = self.same_account();
            found.push(Relation::LegacyAndBound { legacy, same_account });
        }
        let cluster = self.cluster();
        let refreshed = self.refreshed();
        found.extend(refreshed);
        found.extend(self.account(cluster));
        if refreshed.is_none() {
            found.extend(self.object(cluster));
        }
        if refreshed.is_none() && same_names == Some(true) {
            found.extend(self.issued());
        }
        found.extend(cluster);
        if let (Some(one), Some(other)) = (first.audiences, second.audiences)
            && self.are(Kind::Bound)
        {
            let overlap = one.iter().any(|audience| other.contains(audience));
            let is_in = |some: &[String], all: &[String]| some.iter().all(|one| all.contains(one));
            if !is_in(one, other) || !is_in(other, one) {
                found.push(Relation::OtherAudiences { overlap });
            }
        }
        match (first.extended, second.extended) {
            (true, false) if self.are(Kind::Bound) && !second.is_damaged => {
                found.push(Relation::ExtendedOnly(Side::First));
            }
            (false, true) if self.are(Kind::Bound) && !first.is_damaged => {
                found.push(Relation::ExtendedOnly(Side::Second));
            }
            _ => {}
        }
    }

    /// Returns what the issuers and the keys say about the clusters.
    fn cluster(&self) -> Option<Relation> {
        let (first, second) = (self.first, self.second);
        let same_object = self.has_same_object();
        let later = self.later().map(|later| later.side);
        let same_key = same(first.kid, second.kid);
        if self.is_legacy_and_bound().is_some() {
            return Some(if same_key? { Relation::SameKey } else { Relation::OtherSigner });
        }
        if self.are(Kind::Legacy) {
            return Some(match same_key? {
                true => Relation::SameKey,
                false if same_object => Relation::KeyRotated { later },
                false => Relation::OtherKey,
            });
        }
        let is_shared = first.issuer.is_none_or(is_issuer_of_many);
        match (same_key, same(first.issuer, second.issuer)) {
            (Some(true), Some(false)) => Some(Relation::SameKeyOtherIssuer),
            (Some(true), _) => Some(Relation::SameKey),
            (Some(false), Some(true)) if same_object || !is_shared => {
                Some(Relation::KeyRotated { later })
            }
            (Some(false), Some(false)) if same_object => Some(Relation::KeyAndIssuerChanged),
            (Some(false), Some(false)) => Some(Relation::AnotherCluster { other_key: true }),
            (Some(false), _) => Some(Relation::OtherKey),
            (None, Some(false)) if same_object => Some(Relation::IssuerChanged),
            (None, Some(false)) => Some(Relation::AnotherCluster { other_key: false }),
            (None, Some(true)) if !is_shared => Some(Relation::SameIssuer),
            (None, _) => None,
        }
    }

    fn account(&self, cluster: Option<Relation>) -> Option<Relation> {
        let (first, second) = (self.first, self.second);
        let later = self.later().map(|later| later.side);
        match (self.same_names()?, same(first.account.uid, second.account.uid)) {
            (true, Some(true)) => Some(Relation::SameAccount),
            (true, None) => Some(Relation::SameNames),
            (true, Some(false)) => Some(match cluster {
                Some(Relation::AnotherCluster { .. }) => Relation::SameNamesElsewhere,
                cluster if is_one(cluster) => Relation::AccountRecreated { later },
                _ => Relation::SameNamesOtherUid,
            }),
            // Told as a contradiction.
            (false, Some(true)) => None,
            (false, _) => {
                let same_namespace = same(first.namespace, second.namespace) == Some(true);
                Some(Relation::DifferentAccounts { same_namespace })
            }
        }
    }

    /// Returns that a Pod got a newer token of the same kind.
    fn refreshed(&self) -> Option<Relation> {
        let (first, second) = (self.first, self.second);
        let (kind, one, other) = self.objects()?;
        let is_same = kind == ObjectKind::Pod
            && same(one.uid, other.uid)?
            && self.same_names() != Some(false)
            && first.audiences == second.audiences;
        let later = self.later().filter(|_| is_same)?;
        let earlier = if later.side == Side::Second { first } else { second };
        let interval = earlier
            .refreshed_after
            .filter(|&after| later.seconds >= after.saturating_sub(JITTER_SECONDS));
        Some(Relation::Refreshed { later, interval })
    }

    /// Returns what the objects say that both are bound to or kept in.
    fn object(&self, cluster: Option<Relation>) -> Option<Relation> {
        let is_elsewhere = matches!(cluster, Some(Relation::AnotherCluster { .. }));
        if self.is_legacy_and_bound().is_some() || is_elsewhere {
            return None;
        }
        let (first, second) = (self.first.binding?, self.second.binding?);
        let kinds = (first.map(|(kind, _)| kind), second.map(|(kind, _)| kind));
        if kinds.0 != kinds.1 {
            return Some(Relation::OtherBinding { first: kinds.0, second: kinds.1 });
        }
        let (kind, one, other) = self.objects()?;
        let same_namespace = same(self.first.namespace, self.second.namespace)?;
        if self.are(Kind::Legacy) {
            let same_name = same(one.name, other.name)? && same_namespace;
            return Some(if same_name { Relation::SameSecret } else { Relation::OtherSecret });
        }
        let is_in_namespace = matches!(kind, ObjectKind::Pod | ObjectKind::Secret);
        let same_name = same(one.name, other.name)? && (same_namespace || !is_in_namespace);
        match (same_name, same(one.uid, other.uid)?) {
            (_, true) => Some(Relation::SameObject(kind)),
            (true, false) => {
                let same_account =
                    same(self.first.account.uid, self.second.account.uid) == Some(true);
                let in_one_cluster = is_one(cluster) || same_account;
                Some(Relation::ObjectRecreated { kind, in_one_cluster })
            }
            (false, false) => Some(Relation::OtherObject(kind)),
        }
    }
}

/// Returns true if the tokens are most likely of one cluster.
fn is_one(cluster: Option<Relation>) -> bool {
    matches!(cluster, Some(Relation::SameKey | Relation::SameIssuer | Relation::KeyRotated { .. }))
}
