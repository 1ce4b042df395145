//! Derives from the claims what the token's holder or administrator should know.

use super::super::cut::is_cut;
use crate::facts::api_server::Answer;
use crate::facts::conclusions::Facts;
use crate::facts::extension::WarnAfter;
use crate::facts::findings::{AtServer, ClaimsFinding, Finding, Judgement, NoExpiryOf};
use crate::facts::reading::Reading;
use crate::facts::variant::Variant;
use crate::facts::vocabulary::{AudienceClass, BoundTo, Kind, TimeStatus};
use crate::kubernetes::LEGACY_ISSUER;
use crate::kubernetes::lifetimes::{LEEWAY_SECONDS, MAX_REQUEST_SECONDS};

const DAY_SECONDS: i64 = 86_400;

pub(super) fn judgement(reading: &Reading<'_>, class: &Facts, found: &mut Vec<Finding>) {
    if class.kind != Kind::Legacy {
        clock(reading, class, found);
    }
    if let Some(of) = no_expiry(reading, class) {
        found.push(Judgement::NoExpiry { of }.into());
    }
    let Some(variant) = &class.variant else { return };
    audience(reading, class, variant, found);
    namespace(class, found);
    if class.kind != Kind::Bound {
        return;
    }
    if let (Some(exp), Some(lifetime)) = (&reading.claims.exp, class.times.lifetime_seconds)
        // No request can ask for more than that.
        && (DAY_SECONDS + 1..=MAX_REQUEST_SECONDS).contains(&lifetime)
        // Without `warnafter`, that is the requested lifetime.
        && class.warn_after == WarnAfter::Absent
        && variant.bound_to != Some(BoundTo::Webhook)
    {
        let (node, suggests) = (exp.node, class.lifetime);
        found.push(Judgement::LongLived { node, seconds: lifetime, suggests }.into());
    }
    if variant.bound_to == Some(BoundTo::None)
        && let Some(kubernetes) = &reading.claims.kubernetes
    {
        found.push(Judgement::NotIndividuallyRevocable { node: kubernetes.node }.into());
    }
    let issuer = reading.claims.iss.as_ref();
    if let Some(issuer) = issuer.filter(|issuer| issuer.value == LEGACY_ISSUER) {
        found.push(Judgement::LegacyIssuerOnBound { node: issuer.node }.into());
    }
}

/// Checks the times in the validator's order: `nbf`, then `exp`, then `iat`, each with a minute's
/// leeway (go-jose jwt/validation.go), and `warnafter` last.
fn clock(reading: &Reading<'_>, class: &Facts, found: &mut Vec<Finding>) {
    let claims = reading.claims;
    let times = &class.times;
    let Some(now) = reading.options.now else { return };
    let bound = class.kind == Kind::Bound;
    let mut asked = bound && class.verdict.reaches_validator;
    let mut at_server = |beyond: bool, leeway_ends: i64| match (asked, beyond) {
        (false, _) => AtServer::NotAsked,
        (true, false) => AtServer::WithinLeeway(leeway_ends),
        (true, true) => {
            asked = false;
            AtServer::Beyond
        }
    };
    let early = times.not_before.zip(claims.nbf.as_ref()).filter(|&(nbf, _)| now < nbf);
    if let Some((nbf, claim)) = early {
        let begins = nbf - LEEWAY_SECONDS;
        let server = at_server(now < begins, begins);
        let node = claim.node;
        found.push(Judgement::NotYetValid { node, nbf, now, server, bound }.into());
    }
    if let Some((exp, claim)) = times.expires_at.zip(claims.exp.as_ref())
        && now >= exp
    {
        let until = exp + LEEWAY_SECONDS;
        let server = at_server(now > until, until);
        let node = claim.node;
        found.push(Judgement::Expired { node, exp, now, server, bound }.into());
    }
    if let Some((iat, claim)) = times.issued_at.zip(claims.iat.as_ref())
        && now < iat
        && early.is_none()
    {
        let begins = iat - LEEWAY_SECONDS;
        let answer = match at_server(now < begins, begins) {
            AtServer::Beyond => Some(Answer::IssuedInFuture),
            AtServer::NotAsked | AtServer::WithinLeeway(_) => None,
        };
        let node = claim.node;
        found.push(ClaimsFinding::IssuedInFuture { node, issued_at: iat, now, answer }.into());
    }
    if times.status == TimeStatus::Stale
        && let Some((seconds, claim)) = times.warn_after.zip(claims.warn_after())
    {
        let (node, extended) = (claim.node, class.warn_after == WarnAfter::OfExtension);
        found.push(Judgement::Stale { node, warn_after: seconds, now, extended }.into());
    }
}

fn no_expiry(reading: &Reading<'_>, class: &Facts) -> Option<NoExpiryOf> {
    let payload = &reading.jose.payload;
    let root = payload.object()?;
    let of = match class.kind {
        Kind::Legacy => {
            let foreign = class
                .variant
                .as_ref()
                .is_some_and(|variant| variant.audience == AudienceClass::Foreign);
            let refused = class.verdict.refused || foreign;
            return Some(if refused { NoExpiryOf::LegacyRefused } else { NoExpiryOf::Legacy });
        }
        Kind::Bound => NoExpiryOf::Bound,
        Kind::Other => NoExpiryOf::Other,
        Kind::Unreadable => return None,
    };
    let absent = match payload.member(root, "exp") {
        None => !is_cut(payload),
        Some(exp) => payload[exp].json_type == crate::text::json::JsonType::Null,
    };
    absent.then_some(of)
}

fn audience(reading: &Reading<'_>, class: &Facts, variant: &Variant, found: &mut Vec<Finding>) {
    let Some(aud) = &reading.claims.aud else { return };
    match variant.audience {
        AudienceClass::Foreign => {
            let (node, audiences) = (aud.node, aud.value.clone());
            let given = reading.options.api_audiences.clone();
            let may_be_own = class.may_be_own_audience;
            let is_webhook = variant.bound_to == Some(BoundTo::Webhook);
            let finding =
                Judgement::ForeignAudience { node, audiences, given, may_be_own, is_webhook };
            found.push(finding.into());
        }
        AudienceClass::Mixed => {
            let mut others = Vec::new();
            for recipient in &class.recipients {
                if !recipient.is_api_server() {
                    others.push(recipient.audience.clone());
                }
            }
            found.push(Judgement::MixedAudience { node: aud.node, others }.into());
        }
        AudienceClass::ApiServer | AudienceClass::None => {}
    }
}

/// Controllers in `kube-system` have near-admin rights. Operators' controllers often do too, but
/// only the conventional names of their namespaces reveal them.
fn namespace(class: &Facts, found: &mut Vec<Finding>) {
    let Some((namespace, _)) = class.account.named() else { return };
    let name = namespace.value.as_str();
    let kube_system = name == "kube-system";
    let of_operators = name.ends_with("-system")
        || name.starts_with("openshift-")
        || name.split('-').any(|word| matches!(word, "operator" | "operators"))
        || matches!(name, "argocd" | "cert-manager");
    if kube_system || of_operators {
        let (node, namespace) = (namespace.node, name.to_owned());
        found.push(Judgement::PrivilegedNamespace { node, namespace, kube_system }.into());
    }
}
