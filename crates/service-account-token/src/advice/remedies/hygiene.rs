//! What keeps the house clean: shorter lives, something to revoke, no tokens in Secrets.

use super::{Place, new_token, remedy};
use crate::advice::command::Name;
use crate::advice::subject::Subject;
use crate::report::{BoundTo, Kind, Occasion, Remedy, Text, TimeStatus};

/// `kubectl create token` came with 1.24 (kubernetes/kubernetes#107880).
const CREATE_TOKEN: &str = "kubectl and Kubernetes 1.24";

/// What an injected volume asks for: nobody chose it, and little more than the default hour.
const INJECTED_SECONDS: i64 = 3607;

pub(super) fn hygiene(subject: &Subject<'_>, remedies: &mut Vec<Remedy>) {
    if subject.kind == Kind::Legacy {
        return legacy(subject, remedies);
    }
    let asked = subject.times.lifetime_seconds.filter(|_| !subject.has_odd_warn_after());
    let is_long = asked.is_some_and(|lifetime| lifetime > INJECTED_SECONDS);
    match subject.bound_to() {
        Some(BoundTo::Pod) if subject.is_extended() => remedies.push(extended(subject)),
        Some(BoundTo::Pod) if is_long => remedies.push(remedy(
            Occasion::Hygiene,
            "Ask for a shorter life",
            "Set `expirationSeconds` of the Pod's projected token volume, or in what adds that \
             volume, to 3600 or less; the kubelet replaces the token when four fifths of that are \
             over.",
        )),
        Some(BoundTo::Secret) if is_long => remedies.push(shorter(subject, "Secret")),
        Some(BoundTo::Node) if is_long => remedies.push(shorter(subject, "Node")),
        Some(BoundTo::None) => remedies.push(anchor(subject)),
        _ => {}
    }
}

fn extended(subject: &Subject<'_>) -> Remedy {
    if matches!(subject.times.status, TimeStatus::Stale | TimeStatus::Expired) {
        return remedy(
            Occasion::Hygiene,
            "Make the client read its token file again",
            "The kubelet puts a new token into the file long before `warnafter`. A client that still \
             shows this one read the file once: update its library, or mount the volume without \
             `subPath`, which never gets a new token.",
        );
    }
    remedy(
        Occasion::Hygiene,
        "Switch the extension off, once nobody needs it",
        "`--service-account-extend-token-expiration=false` at the API server makes such tokens last \
         an hour. First look in the audit log for `authentication.k8s.io/stale-token`, which names \
         the clients that it would stop. Most managed clusters do not offer the flag.",
    )
}

fn shorter(subject: &Subject<'_>, kind: &str) -> Remedy {
    let name = Name::subdomain(subject.binding.and_then(|binding| binding.name.as_deref()));
    let command = name.and_then(|name| {
        let rest = format!(" --duration=1h --bound-object-kind={kind} --bound-object-name={name}");
        new_token(subject, &rest)
    });
    remedy(
        Occasion::Hygiene,
        "Ask for a shorter life",
        "An hour is the default; the shorter a token lasts, the less a leaked one is worth.",
    )
    .run(command)
    .needs(if kind == "Node" { "kubectl and Kubernetes 1.31" } else { CREATE_TOKEN })
}

/// An empty Secret to tie tokens to: deleting it ends them, and only them.
fn anchor(subject: &Subject<'_>) -> Remedy {
    let command = Place::account(subject).map(|Place { namespace, name }| -> Text {
        format!(
            "kubectl -n {namespace} create secret generic token-anchor && \
             kubectl -n {namespace} create token {name} --duration=1h \
             --bound-object-kind=Secret --bound-object-name=token-anchor"
        )
        .into()
    });
    remedy(
        Occasion::Hygiene,
        "Tie the next one to an object",
        "A token tied to an empty Secret can be revoked alone: delete that Secret.",
    )
    .run(command)
    .needs(CREATE_TOKEN)
}

fn legacy(subject: &Subject<'_>, remedies: &mut Vec<Remedy>) {
    let labels = " -L kubernetes.io/legacy-token-last-used,\
                  kubernetes.io/legacy-token-invalid-since";
    remedies.push(
        remedy(
            Occasion::Hygiene,
            "See when it was last used",
            "The API server writes the day into a label of the Secret. The audit log tells who: \
             annotations that begin with `authentication.k8s.io/legacy-token`.",
        )
        .run(Place::object(subject).map(|place| place.kubectl("get secret", labels)))
        .needs("Kubernetes 1.27"),
    );
    remedies.push(
        remedy(
            Occasion::Hygiene,
            "Move its users to short-lived tokens",
            "In a Pod the kubelet puts one in place by itself; outside, ask for one. Then delete the \
             Secret.",
        )
        .run(new_token(subject, " --duration=1h"))
        .needs(CREATE_TOKEN),
    );
    remedies.push(
        remedy(
            Occasion::Hygiene,
            "Find the others",
            "It lists every token Secret of the cluster, with the labels where there are any.",
        )
        .run(Ok(
            "kubectl get secrets -A --field-selector type=kubernetes.io/service-account-token \
                 -L kubernetes.io/legacy-token-last-used,kubernetes.io/legacy-token-invalid-since"
                .into(),
        )),
    );
}
