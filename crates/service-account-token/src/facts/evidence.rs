//! The evidence for each conclusion about a service account token.

use super::origin::{SecretName, secret_name};
use super::signer::KidShape;
use super::versions::{Observation, no_release_fits};
use super::{audience, lifetime, platforms};
use crate::Reading;
use crate::claims::LEGACY_ISSUER;
use crate::jose::json::NodeId;
use crate::report::{BoundTo, Certainty, Evidence, Kind, PartName, Signer, Text, Times, Variant};
use crate::words::quote::quoted;

/// That only the extension tells of an audience that it is the API server's.
pub(crate) const AUDIENCE_EXTENDED: &str = "audience_extended";

/// That no release writes what the token has beside what it lacks.
pub(crate) const RELEASES_CONTRADICT: &str = "releases_contradict";

pub(super) fn evidence(
    reading: &Reading<'_>,
    kind: Kind,
    variant: &Variant,
    times: &Times,
    observations: Vec<Observation>,
) -> Vec<Evidence> {
    let mut all = vec![shape(reading, kind)];
    issuer(reading, kind, &mut all);
    subject(reading, &mut all);
    match kind {
        Kind::Legacy => secret(reading, kind, &mut all),
        _ => bound(reading, variant, times, &mut all),
    }
    audiences(reading, variant.bound_to, &mut all);
    let contradict = no_release_fits(&observations);
    signer(reading, variant.signer, contradict, &mut all);
    if kind == Kind::Bound {
        platform(reading, variant, &mut all);
    }
    releases(reading, observations, contradict, &mut all);
    all
}

/// Evidence on a member of the payload.
pub(super) fn in_payload(
    reading: &Reading<'_>,
    code: &'static str,
    text: impl Into<Text>,
    certainty: Certainty,
    node: Option<NodeId>,
) -> Evidence {
    Evidence {
        code: code.into(),
        text: text.into(),
        certainty,
        part: Some(PartName::Payload),
        pointer: node.map(|node| reading.jose.payload[node].pointer.clone()),
    }
}

/// Evidence on a parameter of the header.
pub(super) fn in_header(
    reading: &Reading<'_>,
    code: &'static str,
    text: impl Into<Text>,
    certainty: Certainty,
    node: Option<NodeId>,
) -> Evidence {
    Evidence {
        code: code.into(),
        text: text.into(),
        certainty,
        part: Some(PartName::Header),
        pointer: node.map(|node| reading.jose.header[node].pointer.clone()),
    }
}

fn shape(reading: &Reading<'_>, kind: Kind) -> Evidence {
    if kind == Kind::Legacy {
        let legacy = &reading.claims.legacy;
        let first = [
            &legacy.namespace,
            &legacy.secret_name,
            &legacy.service_account_name,
            &legacy.service_account_uid,
        ];
        let node = first.into_iter().flatten().map(|claim| claim.node).min();
        let text = "It has flat claims `kubernetes.io/serviceaccount/…`: the shape of a token kept in a Secret.";
        return in_payload(reading, "legacy_claims", text, Certainty::Certain, node);
    }
    let node = reading.claims.kubernetes.as_ref().map(|kubernetes| kubernetes.node);
    let text = "It has an object `kubernetes.io` with `namespace` and `serviceaccount`: the shape of a token from TokenRequest.";
    in_payload(reading, "nested_kubernetes_claim", text, Certainty::Certain, node)
}

fn issuer(reading: &Reading<'_>, kind: Kind, all: &mut Vec<Evidence>) {
    let Some(issuer) = &reading.claims.iss else { return };
    let is_legacy = issuer.value == LEGACY_ISSUER;
    let (code, text): (_, Text) = match (kind, is_legacy) {
        (Kind::Legacy, true) => {
            ("legacy_issuer", "Its `iss` is the constant one of tokens kept in Secrets.".into())
        }
        (Kind::Legacy, false) => (
            "issuer_disagrees",
            format!("Its `iss` is {}, which speaks against it.", quoted(&issuer.value)).into(),
        ),
        (_, true) => (
            "issuer_disagrees",
            "Its `iss` is the one of legacy tokens: some clusters were set up so, and the shape of the claims counts.".into(),
        ),
        (_, false) => return,
    };
    all.push(in_payload(reading, code, text, Certainty::Certain, Some(issuer.node)));
}

fn subject(reading: &Reading<'_>, all: &mut Vec<Evidence>) {
    if reading.claims.subject().is_some() {
        let node = reading.claims.sub.as_ref().map(|sub| sub.node);
        let text = "Its `sub` is the user name of a service account.";
        all.push(in_payload(reading, "subject", text, Certainty::Certain, node));
    }
}

fn secret(reading: &Reading<'_>, kind: Kind, all: &mut Vec<Evidence>) {
    let claim = &reading.claims.legacy.secret_name;
    let (Some(claim), Some(shape)) = (claim, secret_name(reading, kind)) else { return };
    let name = quoted(&claim.value);
    let (code, text, certainty) = match shape {
        SecretName::Generated => (
            "secret_name_generated",
            format!(
                "The Secret's name {name} is the account's name, `-token-` and five characters of the generator's alphabet: likely made by Kubernetes itself."
            ),
            Certainty::Likely,
        ),
        SecretName::GeneratedOld => (
            "secret_name_generated_old",
            format!(
                "The Secret's name {name} looks generated, with characters that only very old releases used: perhaps made by Kubernetes itself."
            ),
            Certainty::Unknown,
        ),
        SecretName::Tool(tool) => (
            "secret_name_tool",
            format!("The Secret's name {name} is one that {tool} would choose."),
            Certainty::Likely,
        ),
        SecretName::Chosen => (
            "secret_name_chosen",
            format!(
                "The Secret's name {name} is none that Kubernetes would generate: likely made by hand or by a tool."
            ),
            Certainty::Likely,
        ),
    };
    all.push(in_payload(reading, code, text, certainty, Some(claim.node)));
}

fn bound(reading: &Reading<'_>, variant: &Variant, times: &Times, all: &mut Vec<Evidence>) {
    let Some(kubernetes) = &reading.claims.kubernetes else { return };
    let webhook = kubernetes.validating_webhook.as_ref().or(kubernetes.mutating_webhook.as_ref());
    let on = |object: Option<&crate::claims::ObjectRef>| object.map(|object| object.node);
    let (code, text, node) = match variant.bound_to {
        Some(BoundTo::Pod) => {
            ("bound_to_pod", "It names a Pod: it ends with it.", on(kubernetes.pod.as_ref()))
        }
        Some(BoundTo::Secret) => (
            "bound_to_secret",
            "It names a Secret that must exist; where the token is kept it does not say.",
            on(kubernetes.secret.as_ref()),
        ),
        Some(BoundTo::Node) => (
            "bound_to_node",
            "It names a Node and no Pod: it ends with the Node object.",
            on(kubernetes.node_ref.as_ref()),
        ),
        Some(BoundTo::Webhook) => {
            ("bound_to_webhook", "It names a webhook configuration: it ends with it.", on(webhook))
        }
        Some(BoundTo::None) => (
            "bound_to_nothing",
            "It names no Pod, Secret or Node: it is tied to its ServiceAccount alone.",
            Some(kubernetes.node),
        ),
        None => ("binding_unknown", "What it is tied to cannot be read.", Some(kubernetes.node)),
    };
    let certainty =
        if variant.bound_to.is_some() { Certainty::Certain } else { Certainty::Unknown };
    all.push(in_payload(reading, code, text, certainty, node));
    if reading.claims.is_extended() {
        let node = kubernetes.warn_after.as_ref().map(|warn_after| warn_after.node);
        let text =
            "It has `warnafter`: asked for 3607 s and extended, so that old clients go on working.";
        all.push(in_payload(reading, "extended", text, Certainty::Certain, node));
        let text = "That is what the token asks for that Kubernetes puts into every Pod (volume `kube-api-access-…`).";
        all.push(in_payload(reading, "kube_api_access", text, Certainty::Likely, node));
    }
    if let Some((code, text, certainty)) = lifetime::conclusion(reading, variant, times) {
        let node = reading.claims.exp.as_ref().map(|exp| exp.node);
        all.push(in_payload(reading, code, text, certainty, node));
    }
}

fn audiences(reading: &Reading<'_>, bound_to: Option<BoundTo>, all: &mut Vec<Evidence>) {
    use audience::ApiServerReason::{Default, Extended, Given, Issuer, OtherIssuer};
    let node = reading.claims.aud.as_ref().map(|aud| aud.node);
    let webhook = super::binding::webhook(reading, bound_to);
    // A few are enough to see why; all of them stand in the claims.
    for recipient in audience::recipients(reading).iter().take(8) {
        let name = quoted(recipient.audience);
        let (code, text, certainty) = match recipient.api_server {
            Some(Given) => (
                "audience_given",
                format!("Its audience {name} is among the API server's audiences as given."),
                Certainty::Certain,
            ),
            Some(Issuer) => (
                "audience_is_issuer",
                format!(
                    "Its audience {name} is its issuer, which is by default the API server's audience."
                ),
                Certainty::Likely,
            ),
            Some(Default) => (
                "audience_default",
                format!(
                    "Its audience {name} is the API server's own by the defaults of some distribution."
                ),
                Certainty::Likely,
            ),
            Some(OtherIssuer) => (
                "audience_other_issuer",
                format!(
                    "Its audience {name} looks like another issuer of the same cluster: the API server's default list holds all of them."
                ),
                Certainty::Likely,
            ),
            Some(Extended) => (
                AUDIENCE_EXTENDED,
                format!(
                    "Its audience {name} is most likely the API server's: only tokens for it are extended, since 1.24."
                ),
                Certainty::Likely,
            ),
            None => match super::parties::named(recipient.audience, webhook) {
                Some((("webhook", _), certainty)) => (
                    "audience_webhook",
                    format!("The audience {name} is that of the webhook which its claims name."),
                    certainty,
                ),
                Some(((_, known), certainty)) => (
                    "audience_known",
                    format!("The audience {name} is what {known} asks for."),
                    certainty,
                ),
                None => (
                    "audience_unknown",
                    format!("The audience {name} is nobody's that this tool knows."),
                    Certainty::Unknown,
                ),
            },
        };
        all.push(in_payload(reading, code, text, certainty, node));
    }
}

fn signer(reading: &Reading<'_>, signer: Signer, contradict: bool, all: &mut Vec<Evidence>) {
    let header = &reading.jose.header;
    let parameter = if signer == Signer::External { "typ" } else { "kid" };
    let node = header.object().and_then(|root| header.member(root, parameter));
    let shape = reading.jose.header_string("kid").map(KidShape::of);
    let (code, text, certainty) = match (signer, shape) {
        (Signer::Kubernetes, Some(KidShape::Sha256)) => (
            "signer_key_file",
            "Its `kid` has 43 characters and there is no `typ`: as Kubernetes writes it when it signs with a key file.",
            Certainty::Likely,
        ),
        (Signer::Kubernetes, _) => (
            "signer_key_file_old",
            "Its header is that of an old release, which signed with a key file.",
            if contradict { Certainty::Unknown } else { Certainty::Certain },
        ),
        (Signer::External, Some(KidShape::Sha256)) => (
            "signer_external",
            "It has `typ: JWT`, which only an external signer writes since 1.10: one that makes its `kid` the way Kubernetes does.",
            Certainty::Likely,
        ),
        (Signer::External, _) => (
            "signer_external",
            "It has `typ: JWT`, which only an external signer writes since 1.10.",
            Certainty::Likely,
        ),
        (Signer::Provider, Some(KidShape::Hex40)) => (
            "signer_eks",
            "Its `kid` has 40 hexadecimal digits and there is no `typ`: seen from EKS' own signer.",
            Certainty::Seen,
        ),
        (Signer::Provider, _) => (
            "signer_provider",
            "Its `kid` is not made the way Kubernetes makes one, and there is no `typ` as an external signer writes it: a platform's own signer.",
            Certainty::Likely,
        ),
        (Signer::Unknown, _) => return,
    };
    all.push(in_header(reading, code, text, certainty, node));
}

fn platform(reading: &Reading<'_>, variant: &Variant, all: &mut Vec<Evidence>) {
    let Some(issuer) = &reading.claims.iss else { return };
    let node = Some(issuer.node);
    if let [first, others @ ..] = variant.platforms.as_slice() {
        let mut text = format!("Its `iss` fits {}", platforms::title(&first.name));
        for other in others {
            text.push_str(", ");
            text.push_str(platforms::title(&other.name));
        }
        text.push('.');
        // No other fits better.
        all.push(in_payload(reading, "issuer_pattern", text, first.certainty, node));
    } else if let Some(resembled) = platforms::resembles(&issuer.value) {
        let text = format!("Its `iss` resembles that of {resembled}, and is none.");
        all.push(in_payload(reading, "issuer_resembles", text, Certainty::Unknown, node));
    }
}

fn releases(
    reading: &Reading<'_>,
    observations: Vec<Observation>,
    contradict: bool,
    all: &mut Vec<Evidence>,
) {
    if contradict {
        all.push(Evidence {
            code: RELEASES_CONTRADICT.into(),
            text: "What it has and what it lacks belong to different releases: none writes such a token.".into(),
            certainty: Certainty::Likely,
            part: None,
            pointer: None,
        });
    }
    for Observation { code, text, certainty, place, .. } in observations {
        all.push(match place {
            Some((PartName::Header, node)) => in_header(reading, code, text, certainty, Some(node)),
            place => in_payload(reading, code, text, certainty, place.map(|(_, node)| node)),
        });
    }
}
