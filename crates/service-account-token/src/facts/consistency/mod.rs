//! Finds what the header and the claims contradict, what they lack, and what deserves a second
//! look. A warning means that stock Kubernetes never writes this; an error means that no server
//! accepts it.
//!
//! Tokens that do not belong to a service account get only the checks for every token. In a
//! truncated part, nothing is reported as missing.

mod deceptive;
mod documents;
pub(super) mod duplicates;
pub(super) mod header;
mod judgement;
mod kubernetes;
pub(super) mod names;
pub(super) mod path;
pub(super) mod required;
mod times;
mod webhook;
mod written;

use super::findings::{ClaimsFinding, Finding, JsonFinding};
use super::other_token::OtherToken;
use crate::facts::conclusions::Facts;
use crate::facts::reading::Reading;
use crate::facts::variant::Variant;
use crate::facts::vocabulary::Kind;

pub(super) fn findings(reading: &Reading<'_>, class: &Facts, found: &mut Vec<Finding>) {
    if class.kind == Kind::Unreadable {
        return;
    }
    let variant = class.variant.as_ref();
    header::every_token(reading, class.kind, found);
    duplicates::duplicates(reading, class.kind, found);
    deceptive::deceptive(reading, found);
    required::types(reading, class, found);
    times::every_token(reading, class, found);
    if let Some(variant) = variant {
        service_account(reading, class, variant, found);
    }
    if let (Some(OtherToken::LegacyIssuerOnly), Some(iss)) =
        (class.identified_as.map(|identified| identified.token), &reading.claims.iss)
    {
        found.push(ClaimsFinding::LegacyIssuerOnly { node: iss.node }.into());
    }
    judgement::judgement(reading, class, found);
    documents::documents(reading, class.kind, found);
    // A value with a wrong character contradicts nothing, but the characters around it may still
    // deceive.
    found.retain(|finding| {
        let about_itself = matches!(
            finding,
            Finding::Json(JsonFinding::Deceptive { .. } | JsonFinding::LoneSurrogate { .. })
        );
        about_itself || !reading.jose.hides(&finding.place())
    });
}

fn service_account(
    reading: &Reading<'_>,
    class: &Facts,
    variant: &Variant,
    found: &mut Vec<Finding>,
) {
    header::service_account(reading, class.kind, variant, found);
    required::missing(reading, class, found);
    kubernetes::kubernetes(reading, class, found);
    names::names(reading, class.kind, found);
    written::written(reading, variant, found);
    if class.kind == Kind::Bound {
        times::bound(reading, class, variant, found);
        webhook::webhook(reading, class, variant, found);
    } else {
        times::legacy(reading, found);
    }
}
