//! What the platforms are called.

use crate::kubernetes::{LookAlike, Platform};

/// Returns the name of a platform in a sentence.
pub(crate) fn name(platform: Platform) -> &'static str {
    match platform {
        Platform::OpenShift => "OpenShift",
        Platform::MicroShift => "MicroShift",
        Platform::K0s => "k0s",
        Platform::MicroK8s => "MicroK8s",
        Platform::Rancher => "Rancher",
        Platform::DockerDesktop => "Docker Desktop",
        Platform::Vcluster => "vCluster",
        Platform::Minikube => "minikube",
        Platform::Eks => "Amazon EKS",
        Platform::Gke => "GKE",
        Platform::Aks => "AKS",
        Platform::Kops => "kOps",
        Platform::Rosa => "ROSA",
        Platform::SelfManagedAws => "a self-managed cluster on AWS",
        Platform::SelfManagedAzure => "a self-managed cluster on Azure",
        Platform::K3s => "k3s",
        Platform::Rke2 => "RKE2",
        Platform::Kubeadm => "kubeadm",
        Platform::Kind => "kind",
        Platform::Kubespray => "kubespray",
        Platform::HuaweiCce => "Huawei CCE",
    }
}

/// Returns the full name of a platform.
pub(super) fn full_name(platform: Platform) -> &'static str {
    match platform {
        Platform::Aks => "Azure Kubernetes Service",
        Platform::Gke => "Google Kubernetes Engine",
        Platform::Rosa => "Red Hat OpenShift on AWS",
        _ => name(platform),
    }
}

/// Returns the name of what an issuer looks like.
pub(crate) fn look_alike(look_alike: LookAlike) -> &'static str {
    match look_alike {
        LookAlike::Kubeadm => "kubeadm, kind or minikube",
        LookAlike::Eks => "Amazon EKS",
        LookAlike::Gke => "GKE",
        LookAlike::Aks => "AKS",
    }
}
