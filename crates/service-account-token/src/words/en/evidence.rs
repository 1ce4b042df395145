//! What the evidence says: one sentence for each thing seen.

use crate::facts::{
    ApiServerReason, AudienceOwner, KidShape, Lifetime, SecretName, SecretTool, Seen,
};
use crate::facts::{BoundTo, Signer};
use crate::kubernetes::Party;
use crate::text::Text;
use crate::text::calendar::exactly;
use crate::text::quote::quoted;

use super::{other_tokens, parties, platforms, releases};

/// Returns the sentence for what was seen.
pub(crate) fn text(seen: &Seen) -> Text {
    match seen {
        Seen::LegacyClaims => {
            "It has claims named `kubernetes.io/serviceaccount/…`, the shape of a legacy token."
                .into()
        }
        Seen::NestedKubernetesClaim => "It has a `kubernetes.io` object with `namespace` and \
                                        `serviceaccount`, the shape of a token from TokenRequest."
            .into(),
        Seen::LegacyIssuer => "Every legacy token has this `iss`.".into(),
        Seen::OtherIssuerInLegacy { issuer } => {
            format!("Its `iss` is {}, but legacy tokens have another one.", quoted(issuer)).into()
        }
        Seen::LegacyIssuerInBound => "Its `iss` is that of legacy tokens. Some clusters are \
                                      configured like this; the shape of the claims decides."
            .into(),
        Seen::Subject => "Its `sub` is the user name of a service account.".into(),
        Seen::SecretName { name, shape } => secret_name(name, *shape).into(),
        Seen::Binding { bound_to } => binding(*bound_to).into(),
        Seen::Extended => {
            "It has `warnafter`: it was requested for 3607 s and extended, so that old \
                           clients keep working. This is the default from 1.20 on."
                .into()
        }
        Seen::KubeApiAccess => "The token that Kubernetes mounts into every Pod asks for exactly \
                                this (volume `kube-api-access-…`)."
            .into(),
        Seen::Lifetime(seen) => lifetime(*seen),
        Seen::Audience { audience, owner } => audience_text(audience, *owner).into(),
        Seen::Signer { signer: seen, kid } => signer(*seen, *kid).into(),
        Seen::IssuerPattern { platforms } => {
            let names: Vec<_> = platforms.iter().copied().map(platforms::name).collect();
            let names = match names.split_last() {
                Some((last, [])) => (*last).to_owned(),
                // The issuers that so many share are those of others as well.
                Some(_) if names.len() > 3 => format!("{} and others", names.join(", ")),
                Some((last, others)) => format!("{} or {last}", others.join(", ")),
                None => String::new(),
            };
            format!("Its `iss` fits {names}.").into()
        }
        Seen::IssuerResembles(look_alike) => {
            let resembled = platforms::look_alike(*look_alike);
            format!("Its `iss` looks like {resembled} but does not fit the pattern.").into()
        }
        Seen::ReleasesContradict => {
            "Its claims belong to different releases; no release writes such a token.".into()
        }
        Seen::Release(sign) => releases::text(*sign).into(),
        Seen::OtherToken { because, .. } => other_tokens::because(*because).into(),
    }
}

fn secret_name(name: &str, shape: SecretName) -> String {
    let name = quoted(name);
    match shape {
        SecretName::Generated => format!(
            "The Secret's name {name} is the account's name, `-token-` and five characters as \
             Kubernetes generates them: it was probably created automatically."
        ),
        SecretName::GeneratedOld => format!(
            "The Secret's name {name} looks generated, but not with the characters that \
             Kubernetes generates now: it may have been created automatically."
        ),
        SecretName::Tool(tool) => {
            let tool = match tool {
                SecretTool::ArgoCd => "Argo CD 2.4 and later use",
                SecretTool::KubeSphere => "KubeSphere uses",
                SecretTool::Karmada => "Karmada and many Helm charts use",
                SecretTool::Terraform => "many Terraform modules and Helm charts use",
            };
            format!("The Secret's name {name} follows a pattern that {tool}.")
        }
        SecretName::Chosen => format!(
            "The Secret's name {name} is not one that Kubernetes generates: it was probably created \
             by hand or by a tool."
        ),
    }
}

fn binding(bound_to: Option<BoundTo>) -> &'static str {
    match bound_to {
        Some(BoundTo::Pod) => {
            "It names a Pod, and stops working at the API server when that Pod is deleted."
        }
        Some(BoundTo::Secret) => {
            "It names a Secret, and stops working at the API server when that Secret is deleted. The \
             token need not be stored in it."
        }
        Some(BoundTo::Node) => {
            "It names a Node and no Pod, and stops working at the API server when that Node is \
             deleted."
        }
        Some(BoundTo::Webhook) => {
            "It names a webhook configuration, and a TokenReview rejects it when that is deleted."
        }
        Some(BoundTo::None) => "It names no Pod, Secret or Node, only its ServiceAccount.",
        None => "What it is tied to cannot be read.",
    }
}

fn lifetime(seen: Lifetime) -> Text {
    let text = match seen {
        Lifetime::Extended => "It lives 365 days, the standard extension.",
        Lifetime::ExtendedByEks => "It lives 90 days, the extension that Amazon documents for EKS.",
        Lifetime::ExtensionCut { seconds } => {
            return format!(
                "It lives {} instead of 365 days: the signer's own maximum probably limits the \
                 extension.",
                exactly(seconds)
            )
            .into();
        }
        Lifetime::Webhook => "Every webhook token lives 600 s.",
        Lifetime::InjectedNotExtended => {
            "Kubernetes requests 3607 s for the token of every Pod. This one was not extended to \
             a year: the extension is switched off, or its audience is not the API server's."
        }
        Lifetime::NotExtendedForAudience => {
            "It was requested for 3607 s and not extended: from 1.24 on, only tokens for the API \
             server are extended."
        }
        Lifetime::ControllerManagerClient => {
            "It lives 3600 s and belongs to a controller in `kube-system`: kube-controller-manager's \
             own clients request this."
        }
        Lifetime::Default => {
            "3600 s is the default of `kubectl create token` and of projected volumes."
        }
        Lifetime::Minimum => "600 s is the shortest lifetime that can be requested.",
        Lifetime::EksWebhook => {
            "The EKS webhook requests 22 to 24 hours: a day minus a random part."
        }
        Lifetime::Day => {
            "A day: requested, or the limit to which EKS and AKS shorten longer requests."
        }
        Lifetime::GkeCap => {
            "48 hours: requested, or the limit to which GKE shortens longer requests."
        }
        Lifetime::YearRequested => {
            "365 days without `warnafter`: requested, or a longer request shortened to this; not \
             the extension."
        }
        Lifetime::TenYearsRequested { of_pod: true } => {
            "Ten years: vCluster requests this for the Pods inside it, and `--duration 87600h` \
             anywhere."
        }
        Lifetime::TenYearsRequested { of_pod: false } => {
            "Ten years, as `--duration 87600h` requests."
        }
        Lifetime::Maximum => "2^32 s is the longest lifetime that can be requested.",
    };
    text.into()
}

fn audience_text(audience: &str, owner: AudienceOwner) -> String {
    let name = quoted(audience);
    match owner {
        AudienceOwner::ApiServer(ApiServerReason::Given) => {
            format!("You gave the audience {name} as the API server's.")
        }
        AudienceOwner::ApiServer(ApiServerReason::Issuer) => format!(
            "The audience {name} is the issuer, which is the API server's audience by default."
        ),
        AudienceOwner::ApiServer(ApiServerReason::Default) => {
            format!("Some distributions give the API server the audience {name} by default.")
        }
        AudienceOwner::ApiServer(ApiServerReason::OtherIssuer) => format!(
            "The audience {name} looks like another issuer of the same cluster; by default, the API \
             server's audiences are all its issuers."
        ),
        AudienceOwner::ApiServer(ApiServerReason::Extended) => format!(
            "The audience {name} is probably the API server's: from 1.24 on, only tokens for it are \
             extended."
        ),
        AudienceOwner::Party(Party::Webhook) => {
            format!("The audience {name} is that of the webhook that the claims name.")
        }
        AudienceOwner::Party(party) => {
            format!("The audience {name} usually means {}.", parties::name(party))
        }
        AudienceOwner::Unknown => format!("Unrecognized audience {name}."),
    }
}

fn signer(signer: Signer, kid: Option<KidShape>) -> &'static str {
    match (signer, kid) {
        (Signer::Kubernetes, Some(KidShape::Sha256)) => {
            "Its `kid` has 43 characters and there is no `typ`: Kubernetes writes this header when it \
             signs with a key file."
        }
        (Signer::Kubernetes, _) => {
            "Old releases wrote this header when they signed with a key file."
        }
        (Signer::External, Some(KidShape::Sha256)) => {
            "It has `typ: JWT`. Kubernetes itself has written none since 1.10; external signers \
             (1.32 and later) must. This one makes its `kid` the way Kubernetes does."
        }
        (Signer::External, _) => {
            "It has `typ: JWT`. Kubernetes itself has written none since 1.10; external signers \
             (1.32 and later) must."
        }
        (Signer::Provider, Some(KidShape::Hex40)) => {
            "Its `kid` has 40 hexadecimal digits and there is no `typ`: the signer of EKS was seen to \
             write this."
        }
        (Signer::Provider | Signer::Unknown, _) => {
            "Kubernetes does not write such a `kid`, and an external signer would write `typ`, so \
             a platform's own signer probably signed it."
        }
    }
}
