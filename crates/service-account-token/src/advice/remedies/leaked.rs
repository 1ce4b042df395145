//! What to do when the token leaked. What deletes comes after a look-up that compares the uid: a
//! forged token must not make anybody delete something, and a token whose object was recreated is
//! dead already.

use super::{Place, remedy};
use crate::advice::subject::Subject;
use crate::claims::calendar::long;
use crate::report::{AudienceClass, BoundTo, Kind, Occasion, Remedy, Text};
use crate::words::quote::quoted;

const UID: &str = " -o jsonpath='{.metadata.uid}'";

pub(super) fn leaked(subject: &Subject<'_>, remedies: &mut Vec<Remedy>) {
    if subject.kind == Kind::Legacy {
        return legacy(subject, remedies);
    }
    if subject.is_over() {
        return remedies.push(over(subject));
    }
    if subject.bound_to() == Some(BoundTo::Webhook) {
        return remedies.push(remedy(
            Occasion::Leaked,
            "Wait for its end",
            "If it is genuine, it works only where `aud` says, never at the API server. Kubernetes \
             lets no such token last longer than ten minutes. Deleting the webhook configuration \
             would end it sooner, and switch the webhook off.",
        ));
    }
    if matches!(subject.audience(), AudienceClass::Foreign | AudienceClass::Mixed) {
        remedies.push(recipient(subject));
    }
    match subject.bound_to() {
        Some(BoundTo::Pod) => object(
            subject,
            ["Pod", "pod", "Delete the Pod"],
            "100 seconds (with the usual 30 seconds of grace). A Pod that has completed must be \
             deleted too; one without a controller does not come back.",
            remedies,
        ),
        Some(BoundTo::Secret) => object(
            subject,
            ["Secret", "secret", "Delete the Secret that it is tied to"],
            "70 seconds, with every other token tied to that Secret. Look first at what else the \
             Secret holds.",
            remedies,
        ),
        Some(BoundTo::Node) => account(
            subject,
            "Tied to a Node, it also ends with the Node object; but deleting that drains nothing \
             and kills its Pods, so drain first, or wait for the expiry. ",
            remedies,
        ),
        None | Some(BoundTo::Webhook) => {}
        Some(BoundTo::None) => {
            let first = if subject.is_foreign() {
                "It is tied to no object, so it cannot be revoked alone. "
            } else {
                remedies.push(not_alone(subject));
                ""
            };
            account(subject, first, remedies);
        }
    }
}

fn over(subject: &Subject<'_>) -> Remedy {
    let why = if subject.is_foreign() {
        "By its own claims it has expired, so its recipient should refuse it; how much later one \
         still takes it is for the recipient to decide. Find out how it got away: its successors may \
         go the same way."
    } else {
        "By its own claims it has expired, so the API server refuses it, minute of grace included. \
         Other recipients may allow more. Find out how it got away: its successors may go the same \
         way."
    };
    remedy(Occasion::Leaked, "Nothing is left to revoke", why)
}

/// Whoever checks tokens with the published keys never asks the cluster
/// (kubernetes/website reference/access-authn-authz/service-accounts-admin).
pub(super) fn recipient(subject: &Subject<'_>) -> Remedy {
    let recipients = subject.recipients();
    remedy(
        Occasion::Leaked,
        "Revoke it at its recipient",
        format!(
            "It is meant for {recipients}. A cloud's token service or an OpenID Connect verifier \
             does not ask the cluster: it looks at the signature, the audience and `exp`. Stop its \
             trust there (a role's trust policy, a federated credential, a Vault role), and end the \
             sessions already made with it."
        ),
    )
}

/// The Pod or the Secret that the token is tied to: the look-up, then the deletion. Without a uid
/// there is nothing to compare, and so nothing to delete.
fn object(
    subject: &Subject<'_>,
    [kind, noun, title]: [&str; 3],
    after: &str,
    remedies: &mut Vec<Remedy>,
) {
    let Some(uid) = subject.binding.and_then(|binding| binding.uid.as_deref()) else { return };
    let place = Place::object(subject);
    let look_up = place.map(|place| place.kubectl(&format!("get {noun}"), UID));
    remedies.push(compare(subject, kind, uid).run(look_up));
    let refuser = subject.refuser();
    let why = format!(
        "If this token is genuine and the uid is the same, {refuser} refuses it within about {after}"
    );
    remedies.push(
        remedy(Occasion::Leaked, title.to_owned(), why)
            .run(place.map(|place| place.kubectl(&format!("delete {noun}"), "")))
            .destructive(),
    );
}

fn compare(subject: &Subject<'_>, kind: &str, uid: &str) -> Remedy {
    let refuser = subject.refuser();
    remedy(
        Occasion::Leaked,
        format!("First compare the {kind}'s uid"),
        format!(
            "It should be {}. Another one, or no such {kind}, means that {refuser} already refuses \
             the token.",
            quoted(uid)
        ),
    )
}

fn not_alone(subject: &Subject<'_>) -> Remedy {
    let why: Text = match subject.times.accepted_until {
        Some(until) => format!(
            "It is tied to no object that could be deleted. By its own claims the API server \
             accepts it until {}; sooner it ends only with its ServiceAccount or with the signing \
             key, and either ends other tokens too.",
            long(until)
        )
        .into(),
        None => {
            "It is tied to no object that could be deleted: apart from its expiry it ends only \
                 with its ServiceAccount or with the signing key, and either ends other tokens too."
                .into()
        }
    };
    remedy(Occasion::Leaked, "It cannot be revoked alone", why)
}

/// Recreating the account gives it a new uid, which no earlier token fits.
fn account(subject: &Subject<'_>, first: &'static str, remedies: &mut Vec<Remedy>) {
    let Some(uid) = subject.account_uid else { return };
    let place = Place::account(subject);
    remedies.push(
        compare(subject, "ServiceAccount", uid)
            .run(place.map(|place| place.kubectl("get serviceaccount", UID))),
    );
    // The controller keeps a `default` in every namespace (kubernetes/kubernetes
    // pkg/controller/serviceaccount/serviceaccounts_controller.go).
    let by_itself = subject.account == Some("default");
    let comes_back =
        if by_itself { " The controller creates `default` anew by itself." } else { "" };
    let command = place.map(|Place { namespace, name }| {
        let delete = format!("kubectl -n {namespace} delete serviceaccount {name}");
        if by_itself {
            return delete.into();
        }
        format!("{delete} && kubectl -n {namespace} create serviceaccount {name}").into()
    });
    remedies.push(
        remedy(
            Occasion::Leaked,
            "Recreate the ServiceAccount",
            format!(
                "{first}If this token is genuine and the uid is the same, this ends all tokens of \
                 the account, those of running Pods too: restart them. Its token Secrets are \
                 deleted, and its annotations, image pull secrets and other settings are lost: note \
                 them first.{comes_back}"
            ),
        )
        .run(command)
        .destructive(),
    );
}

fn legacy(subject: &Subject<'_>, remedies: &mut Vec<Remedy>) {
    let Some(uid) = subject.account_uid else { return };
    let place = Place::object(subject);
    remedies.push(
        remedy(
            Occasion::Leaked,
            "First compare the ServiceAccount's uid in the Secret",
            format!(
                "It should be {}. Another one, or no such Secret, most likely means that the API \
                 server already refuses the token.",
                quoted(uid)
            ),
        )
        .run(place.map(|place| {
            let annotation = r"{.metadata.annotations.kubernetes\.io/service-account\.uid}";
            place.kubectl("get secret", &format!(" -o jsonpath='{annotation}'"))
        })),
    );
    remedies.push(
        remedy(
            Occasion::Leaked,
            "Delete the Secret",
            "If this token is genuine and the uid is the same, the API server refuses it at once, \
             but for caches of seconds to minutes; whatever still uses it stops working. Do not \
             make a Secret of the same name again: with an RSA key the same token comes back.",
        )
        .run(place.map(|place| place.kubectl("delete secret", "")))
        .destructive(),
    );
    remedies.push(remedy(
        Occasion::Leaked,
        "If the signing key may have leaked too",
        "Whoever has the key makes tokens for every account. Add a new key to the API servers, sign \
         with it, delete all token Secrets (a token already there is not signed anew), and take the \
         old key off.",
    ));
}
