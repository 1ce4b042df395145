//! Known recipients. That a project asks for an audience is documented or stands in its code; that a
//! token with it is for that project is an inference, so each is "likely".

use Matches::{Fits, Is};

use super::audience::Recipient;
use crate::report::{Certainty, Party};
use crate::spelling::{all, is_lower};

/// A known recipient: its code, its name, and which audiences name it.
pub(super) struct Known {
    pub(super) code: &'static str,
    pub(super) name: &'static str,
    matches: Matches,
}

/// Which audiences name a recipient.
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

const API_SERVER: (&str, &str) = ("api-server", "the Kubernetes API server");
const WEBHOOK: (&str, &str) = ("webhook", "an admission webhook");

const KNOWN: &[Known] = &[
    // aws/amazon-eks-pod-identity-webhook README; the China regions use the same value.
    Known {
        code: "aws-irsa",
        name: "AWS STS (IAM roles for service accounts)",
        matches: Is("sts.amazonaws.com"),
    },
    Known {
        code: "eks-pod-identity",
        name: "Amazon EKS Pod Identity",
        matches: Is("pods.eks.amazonaws.com"),
    },
    Known {
        code: "gke-workload-identity",
        name: "GKE Workload Identity",
        matches: Fits(is_gke_pool),
    },
    Known {
        code: "gcp-workload-identity-federation",
        name: "Google Cloud Workload Identity Federation",
        matches: Fits(is_gcp_pool),
    },
    // Azure/azure-workload-identity pkg/webhook/consts.go DefaultAudience.
    Known {
        code: "azure-workload-identity",
        name: "Microsoft Entra Workload ID",
        matches: Is("api://AzureADTokenExchange"),
    },
    // Azure/secrets-store-csi-driver-provider-azure pkg/auth/auth.go.
    Known {
        code: "aks-identity-binding",
        name: "AKS identity bindings",
        matches: Is("api://AKSIdentityBinding"),
    },
    // openshift/hypershift cmd/infra/azure/identities.go.
    Known {
        code: "openshift-sts",
        name: "the cloud identity of OpenShift's operators",
        matches: Is("openshift"),
    },
    // kubernetes/autoscaler, the RRSA example of its alicloud provider.
    Known { code: "alibaba-rrsa", name: "Alibaba Cloud RRSA", matches: Is("sts.aliyuncs.com") },
    Known { code: "ibm-cloud-iam", name: "IBM Cloud IAM", matches: Is("iam") },
    Known {
        code: "vault",
        name: "HashiCorp Vault",
        matches: Fits(|aud| aud == "vault" || aud.starts_with("vault://")),
    },
    Known { code: "conjur", name: "CyberArk Conjur", matches: Is("conjur") },
    // istio/istio manifests/charts/istio-control/istio-discovery/values.yaml.
    Known {
        code: "istio",
        name: "the certificate authority of an Istio mesh",
        matches: Is("istio-ca"),
    },
    // linkerd/linkerd2 charts/partials/templates/_volumes.tpl.
    Known {
        code: "linkerd",
        name: "the identity service of Linkerd",
        matches: Is("identity.l5d.io"),
    },
    Known {
        code: "dapr",
        name: "Dapr Sentry",
        matches: Fits(|aud| aud.starts_with("spiffe://") && aud.ends_with("/dapr-sentry")),
    },
    Known {
        code: "envoy-gateway",
        name: "Envoy Gateway",
        matches: Fits(|aud| {
            aud.starts_with("envoy-gateway.") && aud.ends_with(".svc.cluster.local")
        }),
    },
    // sigstore/cosign test/config/gettoken.
    Known { code: "sigstore", name: "Sigstore", matches: Is("sigstore") },
    // spiffe/spire doc/plugin_server_nodeattestor_k8s_psat.md.
    Known { code: "spire", name: "a SPIRE server", matches: Is("spire-server") },
    // kubernetes/kubernetes cluster/gce/addons/konnectivity-agent.
    Known {
        code: "konnectivity",
        name: "a Konnectivity server",
        matches: Is("system:konnectivity-server"),
    },
];

/// The party that an audience names, the API server aside.
pub(super) fn find(audience: &str) -> Option<&'static Known> {
    KNOWN.iter().find(|known| known.matches.holds(audience))
}

/// The same for a token of which it is known how surely its audience is a webhook's: only the
/// claims tell that.
pub(super) fn named(
    audience: &str,
    webhook: Option<Certainty>,
) -> Option<((&'static str, &'static str), Certainty)> {
    match find(audience) {
        Some(known) if webhook != Some(Certainty::Certain) => {
            Some(((known.code, known.name), Certainty::Likely))
        }
        _ => webhook.map(|certainty| (WEBHOOK, certainty)),
    }
}

/// The parties of all values, one entry a value that names one.
pub(super) fn parties(recipients: &[Recipient<'_>], webhook: Option<Certainty>) -> Vec<Party> {
    use super::audience::ApiServerReason::Given;
    let mut parties = Vec::new();
    for recipient in recipients {
        let named = match recipient.api_server {
            Some(Given) => Some((API_SERVER, Certainty::Certain)),
            Some(_) => Some((API_SERVER, Certainty::Likely)),
            None => named(recipient.audience, webhook),
        };
        let Some(((code, name), certainty)) = named else { continue };
        let audience = recipient.audience.to_owned();
        parties.push(Party { code: code.into(), name: name.into(), audience, certainty });
    }
    parties
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
            ("https://svc.ns.svc:443/", None),
        ] {
            assert_eq!(find(audience).map(|known| known.code), code, "{audience}");
        }
    }
}
