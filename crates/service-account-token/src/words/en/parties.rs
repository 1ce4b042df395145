//! What the known recipients are called.

use crate::kubernetes::Party;

/// Returns the name of a party in a sentence.
pub(crate) fn name(party: Party) -> &'static str {
    match party {
        Party::ApiServer => "the Kubernetes API server",
        Party::Webhook => "an admission webhook",
        Party::AwsIrsa => "AWS STS (IAM roles for service accounts)",
        Party::EksPodIdentity => "Amazon EKS Pod Identity",
        Party::GkeWorkloadIdentity => "GKE Workload Identity",
        Party::GcpWorkloadIdentityFederation => "Google Cloud Workload Identity Federation",
        Party::AzureWorkloadIdentity => "Microsoft Entra Workload ID",
        Party::AksIdentityBinding => "AKS identity bindings",
        Party::OpenShiftSts => "the cloud provider of OpenShift's operators",
        Party::AlibabaRrsa => "Alibaba Cloud RRSA",
        Party::TencentCam => "Tencent Cloud CAM",
        Party::Volcengine => "Volcengine",
        Party::OpenAi => "OpenAI",
        Party::Claude => "the Claude API",
        Party::Snowflake => "Snowflake",
        Party::Tailscale => "Tailscale",
        Party::Doppler => "Doppler",
        Party::Cloudsmith => "Cloudsmith",
        Party::Pulumi => "Pulumi Cloud",
        Party::IbmCloudIam => "IBM Cloud IAM",
        Party::Vault => "HashiCorp Vault",
        Party::Conjur => "CyberArk Conjur",
        Party::Istio => "the certificate authority of an Istio mesh",
        Party::Linkerd => "Linkerd's identity service",
        Party::Dapr => "Dapr Sentry",
        Party::EnvoyGateway => "Envoy Gateway",
        Party::Sigstore => "Sigstore",
        Party::Spire => "a SPIRE server",
        Party::Konnectivity => "a Konnectivity server",
    }
}

/// Returns the name of a party for use within brackets: without brackets of its own.
pub(crate) fn short_name(party: Party) -> &'static str {
    match party {
        Party::AwsIrsa => "AWS STS",
        _ => name(party),
    }
}
