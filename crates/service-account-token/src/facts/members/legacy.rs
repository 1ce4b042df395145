//! The flat claims of a legacy token (kubernetes/kubernetes pkg/serviceaccount/legacy.go).

use super::fact::MemberFact;
use super::kubernetes::is_privileged;
use super::meaning::{Family, LegacyMeaning, Meaning, Role};
use super::member::Found;
use super::member::Member;
use crate::claims::Source;
use crate::kubernetes::claim_names::LEGACY_PREFIX;

/// Returns the fact about a claim whose name begins with `kubernetes.io/serviceaccount/`.
pub(super) fn conclude<'a>(member: &Member<'a>) -> Found<'a> {
    let role = match member.name().strip_prefix(LEGACY_PREFIX).unwrap_or_default() {
        "namespace" => Role::Namespace,
        "secret.name" => Role::LegacySecret,
        "service-account.name" => Role::ServiceAccountName,
        "service-account.uid" => Role::ServiceAccountUid,
        _ => {
            let meaning = Meaning::Legacy(LegacyMeaning::Unknown);
            return Ok(MemberFact::new(Role::Named(member.name()), meaning));
        }
    };
    let value = member.expect_string(role, Source::LegacyGo)?;
    let meaning = match role {
        _ if member.family() != Some(Family::Legacy) => LegacyMeaning::BesideBound,
        Role::Namespace => {
            LegacyMeaning::Namespace { namespace: value, privileged: is_privileged(value) }
        }
        Role::LegacySecret => {
            let origin = member.facts.variant.as_ref().and_then(|variant| variant.origin);
            LegacyMeaning::Secret { name: value, origin }
        }
        Role::ServiceAccountName => LegacyMeaning::AccountName(value),
        _ => LegacyMeaning::AccountUid,
    };
    Ok(MemberFact::new(role, Meaning::Legacy(meaning)).certain(Source::LegacyGo))
}
