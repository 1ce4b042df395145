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
        /// The cloud provider of OpenShift's operators.
        OpenShiftSts = "openshift-sts",
        /// Alibaba Cloud RRSA.
        AlibabaRrsa = "alibaba-rrsa",
        /// Tencent Cloud CAM.
        TencentCam = "tencent-cam",
        /// Volcengine VKE.
        Volcengine = "volcengine",
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
        /// OpenAI workload identity federation.
        OpenAi = "openai",
        /// Claude API workload identity federation.
        Claude = "claude",
        /// Snowflake workload identity federation.
        Snowflake = "snowflake",
        /// Tailscale workload identity federation.
        Tailscale = "tailscale",
        /// Doppler.
        Doppler = "doppler",
        /// Cloudsmith.
        Cloudsmith = "cloudsmith",
        /// Pulumi Cloud.
        Pulumi = "pulumi",
    }
}

/// How a recipient checks a token, and so whether it notices that an object was deleted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Check {
    /// It asks the cluster, by a TokenReview: it rejects the token once its object is deleted.
    TokenReview,
    /// It only verifies the signature and the claims, with the cluster's public keys: it accepts the
    /// token until `exp`, whatever is deleted.
    Keys,
    /// It does either, as it is configured.
    Either,
    /// It is not known.
    Unknown,
}

impl Party {
    /// Returns the party that an audience names, the API server and webhooks aside: their audiences
    /// are configuration.
    pub(crate) fn of_audience(audience: &str) -> Option<Self> {
        KNOWN.iter().find(|known| known.matches.holds(audience)).map(|known| known.party)
    }

    /// Returns how it checks a token.
    pub(crate) fn check(self) -> Check {
        match self {
            // It looks the objects up itself.
            Self::ApiServer => Check::TokenReview,
            _ => {
                let known = KNOWN.iter().find(|known| known.party == self);
                known.map_or(Check::Unknown, |known| known.check)
            }
        }
    }

    /// Returns true if some distribution gives its audience to the API server as well: Konnectivity's
    /// (k0sproject/k0s pkg/component/controller/apiserver.go) and Istio's (easzlab/kubeasz
    /// roles/kube-master/templates/kube-apiserver.service.j2).
    pub(crate) const fn may_be_api_server(self) -> bool {
        matches!(self, Self::ApiServer | Self::Konnectivity | Self::Istio)
    }
}

/// A party, its audience or the form of its audiences, and how it checks a token.
struct Known {
    party: Party,
    matches: Matches,
    check: Check,
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

const fn known(party: Party, matches: Matches, check: Check) -> Known {
    Known { party, matches, check }
}

/// One entry for each party: the source of its audience, then that of its check.
const KNOWN: &[Known] = &[
    // aws/amazon-eks-pod-identity-webhook README; the China regions use the same value. The cluster's
    // OIDC provider: Amazon EKS user guide.
    known(Party::AwsIrsa, Is("sts.amazonaws.com"), Check::Keys),
    known(Party::EksPodIdentity, Is("pods.eks.amazonaws.com"), Check::Unknown),
    known(Party::GkeWorkloadIdentity, Fits(is_gke_pool), Check::Unknown),
    known(Party::GcpWorkloadIdentityFederation, Fits(is_gcp_pool), Check::Keys),
    // Azure/azure-workload-identity pkg/webhook/consts.go DefaultAudience.
    known(Party::AzureWorkloadIdentity, Is("api://AzureADTokenExchange"), Check::Keys),
    // Azure/secrets-store-csi-driver-provider-azure pkg/auth/auth.go.
    known(Party::AksIdentityBinding, Is("api://AKSIdentityBinding"), Check::Unknown),
    // openshift/hypershift cmd/infra/azure/identities.go; it is a cloud's STS.
    known(Party::OpenShiftSts, Is("openshift"), Check::Keys),
    // kubernetes/autoscaler, the RRSA example of its alicloud provider.
    known(Party::AlibabaRrsa, Is("sts.aliyuncs.com"), Check::Keys),
    // The TKE guide.
    known(Party::TencentCam, Is("sts.cloud.tencent.com"), Check::Keys),
    // external-secrets/external-secrets docs/provider/volcengine.md.
    known(Party::Volcengine, Is("sts.volcengine.com"), Check::Unknown),
    known(Party::IbmCloudIam, Is("iam"), Check::Unknown),
    // hashicorp/vault-plugin-auth-kubernetes asks the cluster, hashicorp/vault-plugin-auth-jwt does
    // not.
    known(Party::Vault, Fits(|aud| aud == "vault" || aud.starts_with("vault://")), Check::Either),
    // cyberark/conjur app/domain/authentication/authn_jwt.
    known(Party::Conjur, Is("conjur"), Check::Keys),
    // istio/istio manifests/charts/istio-control/istio-discovery/values.yaml;
    // security/pkg/k8s/tokenreview/k8sauthn.go.
    known(Party::Istio, Is("istio-ca"), Check::TokenReview),
    // linkerd/linkerd2 charts/partials/templates/_volumes.tpl; controller/identity/validator.go.
    known(Party::Linkerd, Is("identity.l5d.io"), Check::TokenReview),
    // dapr/dapr pkg/sentry/server/validator/kubernetes/kubernetes.go.
    known(Party::Dapr, Fits(is_dapr), Check::TokenReview),
    // envoyproxy/gateway internal/xds/server/kubejwt/tokenreview.go.
    known(Party::EnvoyGateway, Fits(is_envoy_gateway), Check::TokenReview),
    // sigstore/cosign test/config/gettoken; sigstore/fulcio pkg/identity/authorize.go.
    known(Party::Sigstore, Is("sigstore"), Check::Keys),
    // spiffe/spire doc/plugin_server_nodeattestor_k8s_psat.md;
    // pkg/server/plugin/nodeattestor/k8spsat/psat.go.
    known(Party::Spire, Is("spire-server"), Check::TokenReview),
    // kubernetes/kubernetes cluster/gce/addons/konnectivity-agent;
    // kubernetes-sigs/apiserver-network-proxy pkg/server/server.go validateAuthToken.
    known(Party::Konnectivity, Is("system:konnectivity-server"), Check::TokenReview),
    // OpenAI's guide to workload identity federation with Kubernetes.
    known(Party::OpenAi, Is("https://api.openai.com/v1"), Check::Keys),
    // Claude's guide to workload identity federation with Kubernetes.
    known(Party::Claude, Is("https://api.anthropic.com"), Check::Keys),
    known(Party::Snowflake, Is("snowflakecomputing.com"), Check::Keys),
    // tailscale/tailscale cmd/k8s-operator/deploy/chart.
    known(Party::Tailscale, Fits(|aud| aud.starts_with("api.tailscale.com/")), Check::Unknown),
    // external-secrets/external-secrets providers/v1/doppler/auth_oidc.go.
    known(Party::Doppler, Is("https://api.doppler.com"), Check::Unknown),
    // external-secrets/external-secrets docs/api/generator/cloudsmith.md.
    known(Party::Cloudsmith, Is("https://api.cloudsmith.io"), Check::Unknown),
    known(Party::Pulumi, Fits(|aud| aud.starts_with("urn:pulumi:org:")), Check::Unknown),
];

fn is_dapr(audience: &str) -> bool {
    audience.starts_with("spiffe://") && audience.ends_with("/dapr-sentry")
}

fn is_envoy_gateway(audience: &str) -> bool {
    audience.starts_with("envoy-gateway.") && audience.ends_with(".svc.cluster.local")
}

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
            ("https://api.openai.com/v1", Some("openai")),
            ("https://api.openai.com/v2", None),
            ("https://api.anthropic.com", Some("claude")),
            ("snowflakecomputing.com", Some("snowflake")),
            ("api.tailscale.com/k123", Some("tailscale")),
            ("api.tailscale.com", None),
            ("https://api.doppler.com", Some("doppler")),
            ("https://api.cloudsmith.io", Some("cloudsmith")),
            ("urn:pulumi:org:acme", Some("pulumi")),
            ("sts.cloud.tencent.com", Some("tencent-cam")),
            ("sts.volcengine.com", Some("volcengine")),
            ("https://svc.ns.svc:443/", None),
        ] {
            assert_eq!(Party::of_audience(audience).map(Party::as_str), code, "{audience}");
        }
    }

    #[test]
    fn every_party_has_one_entry() {
        for (at, known) in KNOWN.iter().enumerate() {
            assert!(!KNOWN[..at].iter().any(|other| other.party == known.party), "{}", known.party);
        }
        // The API server and webhooks have no audience of their own.
        assert_eq!(KNOWN.len(), Party::ALL.len() - 2);
    }

    #[test]
    fn meshes_ask_the_cluster_and_clouds_do_not() {
        for (party, check) in [
            (Party::Linkerd, Check::TokenReview),
            (Party::Istio, Check::TokenReview),
            (Party::Spire, Check::TokenReview),
            (Party::Dapr, Check::TokenReview),
            (Party::Konnectivity, Check::TokenReview),
            (Party::AwsIrsa, Check::Keys),
            (Party::AzureWorkloadIdentity, Check::Keys),
            (Party::OpenAi, Check::Keys),
            (Party::Claude, Check::Keys),
            (Party::Vault, Check::Either),
            (Party::EksPodIdentity, Check::Unknown),
        ] {
            assert_eq!(party.check(), check, "{party}");
        }
    }
}
