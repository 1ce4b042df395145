//! What to do with what is not a service account token, or cannot be read.

use super::remedy;
use crate::advice::subject::Subject;
use crate::claims::Shape;
use crate::report::{Format, Occasion, Remedy};
use crate::words::quote::quoted;

pub(super) fn other(subject: &Subject<'_>, remedies: &mut Vec<Remedy>) {
    if subject.jose.format == Some(Format::Jwe) {
        return remedies.push(remedy(
            Occasion::Leaked,
            "Revoke it where it was made",
            "Only whoever has the key can read it, but whoever has the text may be able to use it: end \
             the session at the application that gave it out.",
        ));
    }
    if subject.is_unread() {
        return remedies.push(copy_again());
    }
    if subject.is_cut_off() {
        remedies.push(copy_again());
    }
    if subject.is_unsigned() {
        return remedies.push(super::check::unsigned());
    }
    if matches!(subject.reading.claims.shape, Shape::Incomplete | Shape::SubjectOnly) {
        return remedies.push(ask_who_made_it());
    }
    if subject.is_over() {
        return remedies.push(remedy(
            Occasion::Leaked,
            "Nothing is left to revoke",
            "By its own claims it has expired, so nobody should accept it any more. Find out how it \
             got away: its successors may go the same way.",
        ));
    }
    let issuer = match &subject.reading.claims.iss {
        Some(iss) => format!(
            "By its own claims {} made it: end the session or take the grant back there",
            quoted(&iss.value)
        ),
        None => {
            let who = match subject.jose.payload.altered {
                true => "Who made it cannot be read",
                false => "It does not say who made it",
            };
            format!("{who}: end the session or take the grant back at whoever gave it out")
        }
    };
    remedies.push(remedy(
        Occasion::Leaked,
        "Revoke it at its issuer",
        format!(
            "{issuer}. Whoever checks only the signature and `exp` accepts it until it expires. \
             Nothing in the cluster needs deleting."
        ),
    ));
}

pub(super) fn ask_who_made_it() -> Remedy {
    remedy(
        Occasion::Check,
        "Ask who made it",
        "Kubernetes does not write such a token. If it was damaged on its way, copy it again. If \
         somebody accepts it as it stands and it leaked, it has to be revoked there.",
    )
}

pub(super) fn copy_again() -> Remedy {
    remedy(
        Occasion::Check,
        "Copy it again, whole",
        "A token has three parts with a dot between them and usually begins with `eyJ`. \
         `kubectl create token NAME` prints a whole one; what `kubectl get secret` prints of a \
         Secret's data must go through `base64 -d` first.",
    )
}
