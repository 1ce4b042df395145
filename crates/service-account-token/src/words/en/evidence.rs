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
            "It has flat claims `kubernetes.io/serviceaccount/…`: the shape of a \
             token kept in a Secret."
                .into()
        }
        Seen::NestedKubernetesClaim => "It has an object `kubernetes.io` with `namespace` and \
             `serviceaccount`: the shape of a token from TokenRequest."
            .into(),
        Seen::LegacyIssuer => "Its `iss` is the constant one of tokens kept in Secrets.".into(),
        Seen::OtherIssuerInLegacy { issuer } => {
            format!("Its `iss` is {}, which speaks against it.", quoted(issuer)).into()
        }
        Seen::LegacyIssuerInBound => "Its `iss` is the one of legacy tokens: some clusters were \
             set up so, and the shape of the claims counts."
            .into(),
        Seen::Subject => "Its `sub` is the user name of a service account.".into(),
        Seen::SecretName { name, shape } => secret_name(name, *shape).into(),
        Seen::Binding { bound_to } => binding(*bound_to).into(),
        Seen::Extended => "It has `warnafter`: asked for 3607 s and extended, so that old clients \
             go on working."
            .into(),
        Seen::KubeApiAccess => "That is what the token asks for that Kubernetes puts into every \
             Pod (volume `kube-api-access-…`)."
            .into(),
        Seen::Lifetime(seen) => lifetime(*seen),
        Seen::Audience { audience, owner } => audience_text(audience, *owner).into(),
        Seen::Signer { signer: seen, kid } => signer(*seen, *kid).into(),
        Seen::IssuerPattern { platforms } => {
            let names: Vec<_> = platforms.iter().copied().map(platforms::name).collect();
            format!("Its `iss` fits {}.", names.join(", ")).into()
        }
        Seen::IssuerResembles(look_alike) => {
            let resembled = platforms::look_alike(*look_alike);
            format!("Its `iss` resembles that of {resembled}, and is none.").into()
        }
        Seen::ReleasesContradict => "What it has and what it lacks belong to different releases: \
             none writes such a token."
            .into(),
        Seen::Release(sign) => releases::text(*sign).into(),
        Seen::OtherToken { because, .. } => other_tokens::because(*because).into(),
    }
}

fn secret_name(name: &str, shape: SecretName) -> String {
    let name = quoted(name);
    match shape {
        SecretName::Generated => format!(
            "The Secret's name {name} is the account's name, `-token-` and five characters of the \
             generator's alphabet: likely made by Kubernetes itself."
        ),
        SecretName::GeneratedOld => format!(
            "The Secret's name {name} looks generated, with characters that only very old \
             releases used: perhaps made by Kubernetes itself."
        ),
        SecretName::Tool(tool) => {
            let tool = match tool {
                SecretTool::ArgoCd => "Argo CD 2.4 and later",
                SecretTool::KubeSphere => "KubeSphere",
                SecretTool::Karmada => "Karmada and many Helm charts",
                SecretTool::Terraform => "many Terraform modules and Helm charts",
            };
            format!("The Secret's name {name} is one that {tool} would choose.")
        }
        SecretName::Chosen => format!(
            "The Secret's name {name} is none that Kubernetes would generate: likely made by hand \
             or by a tool."
        ),
    }
}

fn binding(bound_to: Option<BoundTo>) -> &'static str {
    match bound_to {
        Some(BoundTo::Pod) => "It names a Pod: it ends with it.",
        Some(BoundTo::Secret) => {
            "It names a Secret that must exist; where the token is kept it does not say."
        }
        Some(BoundTo::Node) => "It names a Node and no Pod: it ends with the Node object.",
        Some(BoundTo::Webhook) => "It names a webhook configuration: it ends with it.",
        Some(BoundTo::None) => {
            "It names no Pod, Secret or Node: it is tied to its ServiceAccount alone."
        }
        None => "What it is tied to cannot be read.",
    }
}

fn lifetime(seen: Lifetime) -> Text {
    let text = match seen {
        Lifetime::Extended => "It lives 365 days, the stock extension: the request was for 3607 s.",
        Lifetime::ExtendedByEks => "It lives 90 days, the extension that Amazon documents for EKS.",
        Lifetime::ExtensionCut { seconds } => {
            return format!(
                "It lives {} instead of 365 days: the signer's own maximum cuts the extension, \
                 since 1.32.",
                exactly(seconds)
            )
            .into();
        }
        Lifetime::Webhook => "600 s is the lifetime of every webhook token.",
        Lifetime::InjectedNotExtended => {
            "3607 s is what injected tokens ask for: the extension to a year is switched off there."
        }
        Lifetime::NotExtendedForAudience => {
            "3607 s without `warnafter`: since 1.24 a token for others than the API server is not \
             extended."
        }
        Lifetime::ControllerManagerClient => {
            "3600 s for a controller's account in `kube-system`: kube-controller-manager's own \
             client asks so."
        }
        Lifetime::Default => {
            "3600 s is the default: nobody asked for another lifetime, in `kubectl create token` \
             or in a projected volume."
        }
        Lifetime::Minimum => "600 s is the least that can be asked for.",
        Lifetime::EksWebhook => {
            "22 to 24 hours is what the EKS webhook asks for: a day less a random part."
        }
        Lifetime::Day => "A day: asked for, or what EKS and AKS cut longer requests to.",
        Lifetime::GkeCap => "48 hours: asked for, or what GKE cuts longer requests to.",
        Lifetime::YearRequested => {
            "365 days without `warnafter`: somebody asked for them, and it is not the extension of \
             injected tokens."
        }
        Lifetime::TenYearsRequested => "Ten years, as `--duration 87600h` asks.",
        Lifetime::Maximum => "2^32 s is the most that the API takes.",
    };
    text.into()
}

fn audience_text(audience: &str, owner: AudienceOwner) -> String {
    let name = quoted(audience);
    match owner {
        AudienceOwner::ApiServer(ApiServerReason::Given) => {
            format!("Its audience {name} is among the API server's audiences as given.")
        }
        AudienceOwner::ApiServer(ApiServerReason::Issuer) => format!(
            "Its audience {name} is its issuer, which is by default the API server's audience."
        ),
        AudienceOwner::ApiServer(ApiServerReason::Default) => format!(
            "Its audience {name} is the API server's own by the defaults of some distribution."
        ),
        AudienceOwner::ApiServer(ApiServerReason::OtherIssuer) => format!(
            "Its audience {name} looks like another issuer of the same cluster: the API server's \
             default list holds all of them."
        ),
        AudienceOwner::ApiServer(ApiServerReason::Extended) => format!(
            "Its audience {name} is most likely the API server's: only tokens for it are extended, \
             since 1.24."
        ),
        AudienceOwner::Party(Party::Webhook) => {
            format!("The audience {name} is that of the webhook which its claims name.")
        }
        AudienceOwner::Party(party) => {
            format!("The audience {name} is what {} asks for.", parties::name(party))
        }
        AudienceOwner::Unknown => {
            format!("The audience {name} is nobody's that this tool knows.")
        }
    }
}

fn signer(signer: Signer, kid: Option<KidShape>) -> &'static str {
    match (signer, kid) {
        (Signer::Kubernetes, Some(KidShape::Sha256)) => {
            "Its `kid` has 43 characters and there is no `typ`: as Kubernetes writes it when it \
             signs with a key file."
        }
        (Signer::Kubernetes, _) => {
            "Its header is that of an old release, which signed with a key file."
        }
        (Signer::External, Some(KidShape::Sha256)) => {
            "It has `typ: JWT`, which only an external signer writes since 1.10: one that makes \
             its `kid` the way Kubernetes does."
        }
        (Signer::External, _) => {
            "It has `typ: JWT`, which only an external signer writes since 1.10."
        }
        (Signer::Provider, Some(KidShape::Hex40)) => {
            "Its `kid` has 40 hexadecimal digits and there is no `typ`: seen from EKS' own signer."
        }
        (Signer::Provider | Signer::Unknown, _) => {
            "Its `kid` is not made the way Kubernetes makes one, and there is no `typ` as an \
             external signer writes it: a platform's own signer."
        }
    }
}
