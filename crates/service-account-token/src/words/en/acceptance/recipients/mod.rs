//! The recipients beside the API server, in words.

mod details;
mod fixes;
mod lists;
mod messages;
mod policy;

pub(super) use fixes::fix;
pub(super) use messages::message;

use crate::facts::acceptance::recipient::Detail;
use crate::facts::acceptance::{Check, Party};
use crate::text::Text;

/// Returns the name of a recipient, as the subject of a sentence.
pub(super) fn name(party: Party) -> &'static str {
    match party {
        Party::ApiServer => "The Kubernetes API server",
        Party::AwsSts => "AWS STS",
        Party::EksPodIdentity => "EKS Pod Identity",
        Party::GoogleSts => "Google STS",
        Party::Entra => "Microsoft Entra",
        Party::VaultKubernetes => "Vault (auth method kubernetes)",
        Party::VaultJwt => "Vault (auth method jwt)",
        Party::OpenAi => "OpenAI",
        Party::Claude => "The Claude API",
        Party::AlibabaRrsa => "Alibaba Cloud STS (RRSA)",
        Party::Databricks => "Databricks",
        Party::Snowflake => "Snowflake",
        Party::IbmCloudIam => "IBM Cloud IAM",
        Party::Infisical => "Infisical",
        Party::TeleportInCluster => "Teleport (in_cluster)",
        Party::TeleportStaticJwks => "Teleport (static_jwks)",
        Party::Sigstore => "Sigstore (public Fulcio)",
        Party::Istio => "Istio or Envoy",
        Party::IstioCa => "The Istio certificate authority",
        Party::Linkerd => "Linkerd",
        Party::Spire => "SPIRE",
        Party::Dapr => "Dapr",
        Party::Knative => "Knative Eventing",
        Party::ArgoCd => "Argo CD",
        Party::Keycloak => "Keycloak",
        Party::GoOidc => "A verifier with go-oidc",
        Party::Jose => "A verifier with jose",
        Party::SpringSecurity => "Spring Security",
        Party::PyJwt => "A verifier with PyJWT",
        _ => named(party),
    }
}

fn named(party: Party) -> &'static str {
    match party {
        Party::GkeWorkloadIdentity => "GKE Workload Identity",
        Party::AksIdentityBinding => "AKS (identity bindings)",
        Party::OpenShiftSts => "The cloud provider of OpenShift's operators",
        Party::TencentCam => "Tencent Cloud CAM",
        Party::Volcengine => "Volcengine",
        Party::Conjur => "CyberArk Conjur",
        Party::Konnectivity => "Konnectivity",
        Party::EnvoyGateway => "Envoy Gateway",
        Party::Tailscale => "Tailscale",
        Party::Doppler => "Doppler",
        Party::Cloudsmith => "Cloudsmith",
        Party::Pulumi => "Pulumi Cloud",
        _ => "An admission webhook",
    }
}

/// Returns the name of a recipient for the sentences about its checks.
fn short_name(party: Party) -> &'static str {
    match party {
        Party::VaultKubernetes | Party::VaultJwt => "Vault",
        Party::Claude => "Claude",
        Party::AlibabaRrsa => "Alibaba Cloud",
        Party::Sigstore => "Fulcio",
        Party::Istio => "Envoy",
        Party::IstioCa => "Istio",
        Party::TeleportInCluster | Party::TeleportStaticJwks => "Teleport",
        Party::AksIdentityBinding => "AKS",
        Party::OpenShiftSts => "The cloud provider",
        Party::Webhook => "The webhook",
        Party::GoOidc => "go-oidc",
        Party::Jose => "jose",
        Party::PyJwt => "PyJWT",
        _ => name(party),
    }
}

/// Returns the title and the text of a check.
pub(super) fn words(party: Party, check: Check, detail: &Detail) -> (Text, Text) {
    (title(check).into(), details::text(short_name(party), detail))
}

fn title(check: Check) -> &'static str {
    match check {
        Check::Form => "Form",
        Check::Issuer => "Issuer (`iss`)",
        Check::Algorithm => "Algorithm (`alg`)",
        Check::KeyId => "Key id (`kid`)",
        Check::PublicKeys => "Public keys",
        Check::Key => "Key (`kid`)",
        Check::Signature => "Signature",
        Check::Audience => "Audience (`aud`)",
        Check::NotBefore => "Not before (`nbf`)",
        Check::Expiry => "Expiry (`exp`)",
        Check::IssuedAt => "Issue time (`iat`)",
        Check::RequiredClaims => "Required claims",
        Check::Subject => "Subject (`sub`)",
        Check::Size => "Length",
        Check::Lifetime => "Lifetime",
        Check::Age => "Age",
        Check::Reuse => "Single use (`jti`)",
        Check::Request => "Request",
        Check::TrustPolicy => "Trust policy",
        Check::Condition => "Attribute condition",
        Check::BoundClaims => "Bound claims",
        Check::Mapping => "Mapped subject",
        Check::PolicyReview => "Review of the policy",
        Check::TokenReview => "TokenReview",
        Check::PodBinding => "Binding to a Pod",
        Check::ObjectUid => "uid of the Pod",
        _ => "Check",
    }
}
