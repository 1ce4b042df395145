//! Known recipients of tokens.
//!
//! That a project requests an audience is documented or in its code; that a token with that audience
//! is for that project is an inference.

use Matches::{Fits, Is};

use crate::kubernetes::names::{all, is_lower};
use crate::text::code::text_enum;

text_enum! {
    /// A recipient that an audience can name.
    #[non_exhaustive]
    #[cfg_attr(feature = "schema", schemars(rename = "PartyCode"))]
    pub enum Party {
        /// The Kubernetes API server.
        ApiServer = "api-server",
        /// An admission webhook.
        Webhook = "webhook",
        /// AWS STS, for IAM roles for service accounts.
        AwsIrsa = "aws-irsa",
        /// Amazon EKS Pod Identity.
        EksPodIdentity = "eks-pod-identity",
        /// GKE Workload Identity.
        GkeWorkloadIdentity = "gke-workload-identity",
        /// Google Cloud Workload Identity Federation.
        GcpWorkloadIdentityFederation = "gcp-workload-identity-federation",
        /// Microsoft Entra Workload ID.
        AzureWorkloadIdentity = "azure-workload-identity",
        /// AKS identity bindings.
        AksIdentityBinding = "aks-identity-binding",
        /// The cloud identity of OpenShift's operators.
        OpenShiftSts = "openshift-sts",
        /// Alibaba Cloud RRSA.
        AlibabaRrsa = "alibaba-rrsa",
        /// IBM Cloud IAM.
        IbmCloudIam = "ibm-cloud-iam",
        /// HashiCorp Vault.
        Vault = "vault",
        /// CyberArk Conjur.
        Conjur = "conjur",
        /// The certificate authority of an Istio mesh.
        Istio = "istio",
        /// The identity service of Linkerd.
        Linkerd = "linkerd",
        /// Dapr Sentry.
        Dapr = "dapr",
        /// Envoy Gateway.
        EnvoyGateway = "envoy-gateway",
        /// Sigstore.
        Sigstore = "sigstore",
        /// A SPIRE server.
        Spire = "spire",
        /// A Konnectivity server.
        Konnectivity = "konnectivity",
    }
}

impl Party {
    /// Returns the party that an audience names, the API server and webhooks aside: their audiences
    /// are configuration.
    pub(crate) fn of_audience(audience: &str) -> Option<Self> {
        KNOWN.iter().find(|known| known.matches.holds(audience)).map(|known| known.party)
    }
}

/// An audience, or a form of audiences, that is known.
struct Known {
    party: Party,
    matches: Matches,
}

enum Matches {
    Is(&'static str),
    Fits(fn(&str) -> bool),
}

impl Matches {
    fn holds(&self, audience: &str) -> bool {
        match *self {
            Is(only) => audience == only,
            Fits(test) => test(audience),
        }
    }
}

const KNOWN: &[Known] = &[
    // aws/amazon-eks-pod-identity-webhook README; the China regions use the same value.
    Known { party: Party::AwsIrsa, matches: Is("sts.amazonaws.com") },
    Known { party: Party::EksPodIdentity, matches: Is("pods.eks.amazonaws.com") },
    Known { party: Party::GkeWorkloadIdentity, matches: Fits(is_gke_pool) },
    Known { party: Party::GcpWorkloadIdentityFederation, matches: Fits(is_gcp_pool) },
    // Azure/azure-workload-identity pkg/webhook/consts.go DefaultAudience.
    Known { party: Party::AzureWorkloadIdentity, matches: Is("api://AzureADTokenExchange") },
    // Azure/secrets-store-csi-driver-provider-azure pkg/auth/auth.go.
    Known { party: Party::AksIdentityBinding, matches: Is("api://AKSIdentityBinding") },
    // openshift/hypershift cmd/infra/azure/identities.go.
    Known { party: Party::OpenShiftSts, matches: Is("openshift") },
    // kubernetes/autoscaler, the RRSA example of its alicloud provider.
    Known { party: Party::AlibabaRrsa, matches: Is("sts.aliyuncs.com") },
    Known { party: Party::IbmCloudIam, matches: Is("iam") },
    Known {
        party: Party::Vault,
        matches: Fits(|aud| aud == "vault" || aud.starts_with("vault://")),
    },
    Known { party: Party::Conjur, matches: Is("conjur") },
    // istio/istio manifests/charts/istio-control/istio-discovery/values.yaml.
    Known { party: Party::Istio, matches: Is("istio-ca") },
    // linkerd/linkerd2 charts/partials/templates/_volumes.tpl.
    Known { party: Party::Linkerd, matches: Is("identity.l5d.io") },
    Known {
        party: Party::Dapr,
        matches: Fits(|aud| aud.starts_with("spiffe://") && aud.ends_with("/dapr-sentry")),
    },
    Known {
        party: Party::EnvoyGateway,
        matches: Fits(|aud| {
            aud.starts_with("envoy-gateway.") && aud.ends_with(".svc.cluster.local")
        }),
    },
    // sigstore/cosign test/config/gettoken.
    Known { party: Party::Sigstore, matches: Is("sigstore") },
    // spiffe/spire doc/plugin_server_nodeattestor_k8s_psat.md.
    Known { party: Party::Spire, matches: Is("spire-server") },
    // kubernetes/kubernetes cluster/gce/addons/konnectivity-agent.
    Known { party: Party::Konnectivity, matches: Is("system:konnectivity-server") },
];

/// `^[a-z][a-z0-9.:-]+\.svc\.id\.goog$`
fn is_gke_pool(audience: &str) -> bool {
    let Some(project) = audience.strip_suffix(".svc.id.goog") else { return false };
    project.len() > 1
        && project.bytes().next().is_some_and(|first| first.is_ascii_lowercase())
        && all(project, |byte| is_lower(byte) || matches!(byte, b'.' | b':' | b'-'))
}

fn is_gcp_pool(audience: &str) -> bool {
    let path = audience.strip_prefix("https:").unwrap_or(audience);
    path.strip_prefix("//iam.googleapis.com/projects/")
        .is_some_and(|path| path.split('/').any(|segment| segment == "workloadIdentityPools"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_party_is_known_by_its_audience() {
        for (audience, code) in [
            ("sts.amazonaws.com", Some("aws-irsa")),
            ("pods.eks.amazonaws.com", Some("eks-pod-identity")),
            ("my-project.svc.id.goog", Some("gke-workload-identity")),
            ("example.com:my-project.svc.id.goog", Some("gke-workload-identity")),
            (".svc.id.goog", None),
            ("1project.svc.id.goog", None),
            ("https://evil.example/x.svc.id.goog", None),
            (
                "//iam.googleapis.com/projects/1/locations/global/workloadIdentityPools/p/providers/q",
                Some("gcp-workload-identity-federation"),
            ),
            (
                "https://iam.googleapis.com/projects/1/locations/global/workloadIdentityPools/p",
                Some("gcp-workload-identity-federation"),
            ),
            ("https://iam.googleapis.com/projects/1/xworkloadIdentityPools/p", None),
            ("api://AzureADTokenExchange", Some("azure-workload-identity")),
            ("api://AKSIdentityBinding", Some("aks-identity-binding")),
            ("openshift", Some("openshift-sts")),
            ("sts.aliyuncs.com", Some("alibaba-rrsa")),
            ("iam", Some("ibm-cloud-iam")),
            ("vault", Some("vault")),
            ("vault://ns/issuer", Some("vault")),
            ("vaults", None),
            ("conjur", Some("conjur")),
            ("istio-ca", Some("istio")),
            ("identity.l5d.io", Some("linkerd")),
            ("spiffe://cluster.local/ns/dapr-system/dapr-sentry", Some("dapr")),
            ("envoy-gateway.envoy-gateway-system.svc.cluster.local", Some("envoy-gateway")),
            ("sigstore", Some("sigstore")),
            ("spire-server", Some("spire")),
            ("system:konnectivity-server", Some("konnectivity")),
            ("https://svc.ns.svc:443/", None),
        ] {
            assert_eq!(Party::of_audience(audience).map(Party::as_str), code, "{audience}");
        }
    }
}
