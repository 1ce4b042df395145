//! What the header and the claims contradict, leave out, or should make a reader think. What stock
//! Kubernetes can never write is a warning; what no server would accept, an error.
//!
//! A token that is not a service account's gets only what holds for every token. Of a part that was
//! cut off nothing is said to be missing.

mod deceptive;
pub(super) mod duplicates;
pub(super) mod header;
mod judgement;
mod kubernetes;
pub(super) mod names;
mod path;
pub(super) mod required;
mod times;
mod webhook;
mod written;

use super::findings::{Finding, JsonFinding};
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
    required::types(reading, class.kind, found);
    times::every_token(reading, class, found);
    if let Some(variant) = variant {
        service_account(reading, class, variant, found);
    }
    judgement::judgement(reading, class, found);
    // What a wrong character hides contradicts nothing; what stands beside it may still deceive.
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
