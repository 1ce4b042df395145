//! Which platforms write an issuer of which form.
//!
//! A strict pattern can name a platform, a prefix or a suffix alone may only suggest one.

use crate::kubernetes::certainty::Certainty;
use crate::kubernetes::names::{all, is_lower, is_part, is_uuid};
use crate::text::code::text_enum;

use super::claim_names::LEGACY_ISSUER;

const IN_CLUSTER: &str = "https://kubernetes.default.svc";

text_enum! {
    /// A platform or a distribution that issues tokens.
    #[non_exhaustive]
    #[cfg_attr(feature = "schema", schemars(rename = "PlatformCode"))]
    pub enum Platform {
        /// kubeadm.
        Kubeadm = "kubeadm",
        /// kind.
        Kind = "kind",
        /// minikube.
        Minikube = "minikube",
        /// k3s.
        K3s = "k3s",
        /// RKE2.
        Rke2 = "rke2",
        /// k0s.
        K0s = "k0s",
        /// MicroK8s.
        MicroK8s = "microk8s",
        /// Kubespray.
        Kubespray = "kubespray",
        /// kOps.
        Kops = "kops",
        /// OpenShift.
        OpenShift = "openshift",
        /// MicroShift.
        MicroShift = "microshift",
        /// Red Hat OpenShift Service on AWS.
        Rosa = "rosa",
        /// Amazon EKS.
        Eks = "eks",
        /// Google Kubernetes Engine.
        Gke = "gke",
        /// Azure Kubernetes Service.
        Aks = "aks",
        /// Huawei Cloud Container Engine.
        HuaweiCce = "huawei-cce",
        /// Rancher.
        Rancher = "rancher",
        /// Docker Desktop.
        DockerDesktop = "docker-desktop",
        /// vCluster.
        Vcluster = "vcluster",
        /// A self-managed cluster on AWS.
        SelfManagedAws = "self-managed-aws",
        /// A self-managed cluster on Azure.
        SelfManagedAzure = "self-managed-azure",
    }
}

/// A platform whose issuers another issuer looks like without fitting their pattern.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum LookAlike {
    /// kubeadm, kind or minikube.
    Kubeadm,
    /// Amazon EKS.
    Eks,
    /// Google Kubernetes Engine.
    Gke,
    /// Azure Kubernetes Service.
    Aks,
}

/// Returns every platform whose issuers have this form, the likeliest first. The audiences of the
/// token tell some of them apart.
pub(crate) fn platforms(issuer: &str, audiences: &[String]) -> Vec<(Platform, Certainty)> {
    let issuer = issuer.trim();
    let has = |audience: &str| audiences.iter().any(|own| own == audience);
    if is_in_cluster_domain(issuer) {
        return in_cluster_domain(issuer, has);
    }
    let names: &[(Platform, Certainty)] = match issuer {
        // k0s alone adds Konnectivity to the default list.
        IN_CLUSTER if has("system:konnectivity-server") && has(IN_CLUSTER) => {
            &[(Platform::K0s, Certainty::Likely)]
        }
        IN_CLUSTER => &[
            (Platform::OpenShift, Certainty::Likely),
            (Platform::MicroShift, Certainty::Likely),
            (Platform::K0s, Certainty::Likely),
            (Platform::MicroK8s, Certainty::Likely),
        ],
        "https://localhost:6443" => {
            &[(Platform::Rancher, Certainty::Seen), (Platform::DockerDesktop, Certainty::Seen)]
        }
        // A recipe for minikube and Istio from 1.12 to 1.19.
        LEGACY_ISSUER | "api" => &[(Platform::Minikube, Certainty::Likely)],
        _ if is_eks(issuer) => &[(Platform::Eks, Certainty::Likely)],
        _ if is_gke(issuer) => &[(Platform::Gke, Certainty::Likely)],
        _ if is_aks(issuer) => &[(Platform::Aks, Certainty::Likely)],
        _ if is_kops(issuer) => &[(Platform::Kops, Certainty::Likely)],
        _ if is_rosa(issuer) => &[(Platform::Rosa, Certainty::Seen)],
        // The stores that OpenShift and kOps publish to look the same.
        _ if is_s3_path(issuer) || is_s3_host(issuer) => &[
            (Platform::SelfManagedAws, Certainty::Likely),
            (Platform::OpenShift, Certainty::Likely),
            (Platform::Kops, Certainty::Likely),
        ],
        _ if is_azure_blob(issuer) => &[
            (Platform::SelfManagedAzure, Certainty::Likely),
            (Platform::OpenShift, Certainty::Likely),
        ],
        _ => &[],
    };
    names.to_vec()
}

fn in_cluster_domain(issuer: &str, has: impl Fn(&str) -> bool) -> Vec<(Platform, Certainty)> {
    for (audience, platform) in [("k3s", Platform::K3s), ("rke2", Platform::Rke2)] {
        if has(audience) {
            return vec![(platform, Certainty::Likely)];
        }
    }
    let mut platforms = vec![
        (Platform::Kubeadm, Certainty::Likely),
        (Platform::Kind, Certainty::Likely),
        (Platform::Minikube, Certainty::Likely),
    ];
    // Their default list would have their name in it; a token for somebody else has no such list.
    if !has(issuer) {
        platforms.extend([(Platform::K3s, Certainty::Likely), (Platform::Rke2, Certainty::Likely)]);
    }
    platforms.extend([
        (Platform::Kubespray, Certainty::Seen),
        (Platform::HuaweiCce, Certainty::Seen),
        (Platform::Vcluster, Certainty::Seen),
    ]);
    platforms
}

/// Returns the platform whose issuers this one looks like without fitting their pattern.
pub(crate) fn resembles(issuer: &str) -> Option<LookAlike> {
    let issuer = issuer.trim();
    let starts = |prefix| issuer.starts_with(prefix);
    if starts("https://kubernetes.default.svc.") {
        Some(LookAlike::Kubeadm)
    } else if starts("https://oidc.eks.") || starts("https://oidc-eks.") {
        Some(LookAlike::Eks)
    } else if starts("https://container.googleapis.com/v1/projects/") {
        Some(LookAlike::Gke)
    } else {
        unquoted(issuer).ends_with(".azmk8s.io").then_some(LookAlike::Aks)
    }
}

/// Returns true for an issuer that many clusters have, because it is a default or widely copied.
pub(crate) fn is_issuer_of_many(issuer: &str) -> bool {
    let issuer = issuer.trim();
    let is_address = issuer.starts_with("https://") || is_aks(issuer);
    !is_address
        || issuer == IN_CLUSTER
        || is_in_cluster_domain(issuer)
        || issuer.starts_with("https://localhost:")
}

/// `^https://kubernetes\.default\.svc\.<dns>$`
fn is_in_cluster_domain(issuer: &str) -> bool {
    issuer
        .strip_prefix(IN_CLUSTER)
        .and_then(|rest| rest.strip_prefix('.'))
        .is_some_and(|domain| domain.split('.').all(is_part))
}

/// `^https://(oidc\.eks\.<region>\.amazonaws\.com(\.cn)?|oidc-eks\.<region>\.api\.<domain>)/id/[0-9A-Z]{32}$`
fn is_eks(issuer: &str) -> bool {
    let Some((host, id)) = issuer.strip_prefix("https://").and_then(|rest| rest.split_once("/id/"))
    else {
        return false;
    };
    let region = if let Some(rest) = host.strip_prefix("oidc.eks.") {
        rest.strip_suffix(".amazonaws.com").or_else(|| rest.strip_suffix(".amazonaws.com.cn"))
    } else {
        host.strip_prefix("oidc-eks.").and_then(|rest| {
            [".api.aws", ".api.amazonwebservices.com.cn", ".api.amazonwebservices.eu"]
                .into_iter()
                .find_map(|domain| rest.strip_suffix(domain))
        })
    };
    region.is_some_and(is_name)
        && id.len() == 32
        && id.bytes().all(|byte| byte.is_ascii_digit() || byte.is_ascii_uppercase())
}

/// `^https://container\.googleapis\.com/v1/projects/<project>/(locations|zones)/<location>/clusters/<cluster>$`
fn is_gke(issuer: &str) -> bool {
    let Some(path) = issuer.strip_prefix("https://container.googleapis.com/v1/projects/") else {
        return false;
    };
    let mut segments = path.split('/');
    let mut next = || segments.next().unwrap_or_default();
    let (project, area, location, clusters, cluster) = (next(), next(), next(), next(), next());
    matches!(area, "locations" | "zones")
        && clusters == "clusters"
        && segments.next().is_none()
        && all(project, |byte| is_lower(byte) || matches!(byte, b'.' | b':' | b'-'))
        && is_name(location)
        && is_name(cluster)
}

/// An issuer of AKS, with or without the OIDC issuer feature.
pub(crate) fn is_aks(issuer: &str) -> bool {
    is_aks_oidc(issuer) || is_aks_address(issuer)
}

/// `^https://(<region>\.oic|oidc)\.prod-aks\.azure\.com/(<tenant>/)?<id>/$`
fn is_aks_oidc(issuer: &str) -> bool {
    let Some((host, path)) = issuer.strip_prefix("https://").and_then(|rest| rest.split_once('/'))
    else {
        return false;
    };
    let host_fits = host.strip_suffix(".prod-aks.azure.com").is_some_and(|first| {
        first == "oidc" || first.strip_suffix(".oic").is_some_and(|region| all(region, is_lower))
    });
    let ids = path.strip_suffix('/').unwrap_or_default();
    host_fits
        && match ids.split_once('/') {
            Some((tenant, id)) => is_lower_uuid(tenant) && is_lower_uuid(id),
            None => is_lower_uuid(ids),
        }
}

/// `^"?(https://)?<labels>\.hcp\.<region>\.azmk8s\.io"?$`, quotes and all (Azure/AKS#2523).
pub(crate) fn is_aks_address(issuer: &str) -> bool {
    let address = unquoted(issuer);
    let host = address.strip_prefix("https://").unwrap_or(address);
    let Some((labels, region)) =
        host.strip_suffix(".azmk8s.io").and_then(|rest| rest.rsplit_once('.'))
    else {
        return false;
    };
    all(region, is_lower)
        && labels.strip_suffix(".hcp").is_some_and(|labels| labels.split('.').all(is_name))
}

/// `^https://api\.internal\.[a-z0-9.-]+$`
fn is_kops(issuer: &str) -> bool {
    issuer.strip_prefix("https://api.internal.").is_some_and(is_host)
}

/// `^https://rh-oidc\.s3\.<region>\.amazonaws\.com/[a-z0-9]+$`
fn is_rosa(issuer: &str) -> bool {
    issuer
        .strip_prefix("https://rh-oidc.s3.")
        .and_then(|rest| rest.split_once(".amazonaws.com/"))
        .is_some_and(|(region, id)| is_name(region) && all(id, is_lower))
}

/// `^https://s3[.-]<region>\.amazonaws\.com/[a-z0-9][a-z0-9.-]*$`
fn is_s3_path(issuer: &str) -> bool {
    issuer
        .strip_prefix("https://s3")
        .and_then(|rest| rest.strip_prefix(['.', '-']))
        .and_then(|rest| rest.split_once(".amazonaws.com/"))
        .is_some_and(|(region, bucket)| is_name(region) && is_bucket(bucket))
}

/// `^https://<bucket>\.s3\.<region>\.amazonaws\.com(/[A-Za-z0-9._/-]*)?$`
fn is_s3_host(issuer: &str) -> bool {
    let Some(rest) = issuer.strip_prefix("https://") else { return false };
    let (host, path) = rest.split_once('/').unwrap_or((rest, ""));
    host.strip_suffix(".amazonaws.com")
        .and_then(|host| host.rsplit_once(".s3."))
        .is_some_and(|(bucket, region)| is_bucket(bucket) && is_name(region))
        && path.bytes().all(is_path)
}

/// `^https://[a-z0-9]+\.(blob|z[0-9]+\.web)\.core\.windows\.net/[A-Za-z0-9.$_/-]*$`
fn is_azure_blob(issuer: &str) -> bool {
    let Some((host, path)) = issuer.strip_prefix("https://").and_then(|rest| rest.split_once('/'))
    else {
        return false;
    };
    let Some((account, service)) =
        host.strip_suffix(".core.windows.net").and_then(|host| host.split_once('.'))
    else {
        return false;
    };
    let is_web = || {
        service
            .strip_prefix('z')
            .and_then(|rest| rest.strip_suffix(".web"))
            .is_some_and(|zone| all(zone, |byte| byte.is_ascii_digit()))
    };
    all(account, is_lower)
        && (service == "blob" || is_web())
        && path.bytes().all(|byte| is_path(byte) || byte == b'$')
}

/// Without one pair of quotes, either of which may be missing.
fn unquoted(text: &str) -> &str {
    let text = text.strip_prefix('"').unwrap_or(text);
    text.strip_suffix('"').unwrap_or(text)
}

fn is_path(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || matches!(byte, b'.' | b'_' | b'/' | b'-')
}

/// `[a-z0-9-]+`
fn is_name(text: &str) -> bool {
    all(text, |byte| is_lower(byte) || byte == b'-')
}

/// `[a-z0-9.-]+`
fn is_host(text: &str) -> bool {
    all(text, |byte| is_lower(byte) || matches!(byte, b'.' | b'-'))
}

/// `[a-z0-9][a-z0-9.-]*`
fn is_bucket(text: &str) -> bool {
    is_host(text) && text.bytes().next().is_some_and(is_lower)
}

/// Without capitals.
fn is_lower_uuid(text: &str) -> bool {
    is_uuid(text) && !text.bytes().any(|byte| byte.is_ascii_uppercase())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(issuer: &str, expected: &str) {
        let names: Vec<_> =
            platforms(issuer, &[]).into_iter().map(|(platform, _)| platform.as_str()).collect();
        assert_eq!(names.join(" "), expected, "{issuer}");
    }

    const UUID: &str = "0d6f6f7e-1c2b-4a3d-8e9f-0123456789ab";

    #[test]
    fn an_issuer_of_each_pattern() {
        let plain = "kubeadm kind minikube k3s rke2 kubespray huawei-cce vcluster";
        check("https://kubernetes.default.svc.cluster.local", plain);
        check("https://kubernetes.default.svc.cluster.local\n", plain);
        check("https://kubernetes.default.svc.my-domain.example", plain);
        check("https://kubernetes.default.svc", "openshift microshift k0s microk8s");
        let id = "EXAMPLED539D4633E53DE1B71EXAMPLE";
        check(&format!("https://oidc.eks.us-west-2.amazonaws.com/id/{id}"), "eks");
        check(&format!("https://oidc.eks.cn-north-1.amazonaws.com.cn/id/{id}"), "eks");
        check(&format!("https://oidc-eks.us-west-2.api.aws/id/{id}"), "eks");
        check(&format!("https://oidc-eks.eu.api.amazonwebservices.eu/id/{id}"), "eks");
        let gke = "https://container.googleapis.com/v1/projects";
        check(&format!("{gke}/p/locations/europe-west1/clusters/c"), "gke");
        check(&format!("{gke}/example.com:p/zones/europe-west1-b/clusters/c"), "gke");
        check(&format!("https://westeurope.oic.prod-aks.azure.com/{UUID}/{UUID}/"), "aks");
        check(&format!("https://oidc.prod-aks.azure.com/{UUID}/"), "aks");
        check("\"aks-dns-1234.hcp.westeurope.azmk8s.io\"", "aks");
        check("https://aks-dns-1234.hcp.westeurope.azmk8s.io", "aks");
        check("https://api.internal.cluster.example.com", "kops");
        check("https://rh-oidc.s3.us-east-1.amazonaws.com/2abc3def", "rosa");
        let store = "self-managed-aws openshift kops";
        check("https://s3.us-east-1.amazonaws.com/bucket", store);
        check("https://s3-us-east-1.amazonaws.com/bucket", store);
        check("https://bucket.name.s3.us-east-1.amazonaws.com/cluster", store);
        check("https://account.blob.core.windows.net/oidc/", "self-managed-azure openshift");
        check("https://account.z6.web.core.windows.net/", "self-managed-azure openshift");
        check("https://localhost:6443", "rancher docker-desktop");
        check("kubernetes/serviceaccount", "minikube");
    }

    #[test]
    fn default_issuers_are_those_of_many_clusters() {
        for issuer in [
            "https://kubernetes.default.svc",
            "https://kubernetes.default.svc.cluster.local",
            "https://localhost:6443",
            "kubernetes/serviceaccount",
            "rke",
            "api",
            "",
        ] {
            assert!(is_issuer_of_many(issuer), "{issuer}");
        }
        for issuer in [
            "https://oidc.eks.us-west-2.amazonaws.com/id/EXAMPLED539D4633E53DE1B71EXAMPLE",
            "https://api.internal.cluster.example.com",
            "\"aks-dns-1234.hcp.westeurope.azmk8s.io\"",
            "https://issuer.example.test",
        ] {
            assert!(!is_issuer_of_many(issuer), "{issuer}");
        }
    }

    #[test]
    fn near_misses_name_nothing() {
        let dashes = "-".repeat(36);
        for issuer in [
            "https://kubernetes.default.svc..",
            "https://kubernetes.default.svc.",
            "https://kubernetes.default.svc.cluster.local/",
            "https://kubernetes.default.svcx",
            "https://kubernetes.default.svc.-a",
            "http://kubernetes.default.svc",
            "https://oidc.eks.us-west-2.amazonaws.com/id/EXAMPLED539D4633E53DE1B71EXAMPL",
            "https://oidc.eks.us-west-2.amazonaws.com/id/exampled539d4633e53de1b71example",
            "https://oidc.eks.us.west.amazonaws.com/id/EXAMPLED539D4633E53DE1B71EXAMPLE",
            "https://container.googleapis.com/v1/projects/p/locations/l/clusters/c/",
            "https://container.googleapis.com/v1/projects/p/regions/l/clusters/c",
            &format!("https://a.oic.prod-aks.azure.com/{dashes}/{dashes}/"),
            &format!("https://a.oic.prod-aks.azure.com/{UUID}/{UUID}"),
            "https://evil.example/x?.hcp.a.azmk8s.io",
            "https://<endpoint>:6443",
            "https://api.internal.",
            "https://api.internal.a/b",
            "https://rh-oidc.s3.us-east-1.amazonaws.com.evil.example/2abc",
            "https://s3.us-east-1.amazonaws.com/",
            "https://account.blob.core.windows.net",
            "https://account.z.web.core.windows.net/",
            "",
        ] {
            check(issuer, "");
        }
        assert_eq!(resembles("https://kubernetes.default.svc.."), Some(LookAlike::Kubeadm));
        assert_eq!(resembles("https://<endpoint>:6443"), None);
    }
}
