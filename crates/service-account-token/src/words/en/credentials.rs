//! Credentials that are not JSON Web Tokens: their names, and what to do about them.

use crate::kubernetes::credentials::Kind;

/// Returns what to call a credential, with its article.
pub(crate) fn name(kind: Kind) -> &'static str {
    match kind {
        Kind::EksUser => "an EKS user token (`k8s-aws-v1.`)",
        Kind::OpenShiftOAuth => "an OpenShift OAuth token (`sha256~`)",
        Kind::Vault => "a HashiCorp Vault token",
        Kind::NodeJoin => "a k3s or RKE2 node token (`K10…::`)",
        Kind::GoogleAccess => "a Google OAuth access token (`ya29.`)",
        Kind::Bootstrap => "a bootstrap token",
        Kind::KubeadmCertificateKey => "a kubeadm certificate key",
        Kind::PrivateKey => "a private key",
        Kind::Password => "a password or another credential",
        Kind::Certificate => "a certificate (PEM)",
    }
}

/// Returns what a credential is good for, and how to revoke it.
pub(crate) fn advice(kind: Kind) -> &'static str {
    match kind {
        Kind::EksUser => {
            "It holds a signed request to AWS that lives about 15 minutes. `aws eks get-token` \
             makes a new one; `aws sts get-caller-identity` shows who it stands for."
        }
        Kind::OpenShiftOAuth => {
            "It belongs to a user, and only the cluster knows what it means: \
             `oc whoami --token=\"$TOKEN\"`. To revoke it: `oc logout`, or delete its \
             OAuthAccessToken object."
        }
        Kind::Vault => {
            "Only Vault knows what it means: `vault token lookup`. To revoke it: \
             `vault token revoke`."
        }
        Kind::NodeJoin => {
            "It lets a node join the cluster. It stands in the server's `node-token` file; \
             `k3s token rotate` replaces it."
        }
        Kind::GoogleAccess => {
            "It is opaque: only Google knows what it means. It lives about an hour."
        }
        Kind::Bootstrap => {
            "It lets a node join the cluster with `kubeadm join`. `kubeadm token list` shows it; \
             `kubeadm token delete` ends it."
        }
        Kind::KubeadmCertificateKey => {
            "It decrypts the control plane's certificates, which `kubeadm init phase \
             upload-certs` stores for two hours."
        }
        Kind::PrivateKey => {
            "If it is a key that others should not have, replace it: it has been copied."
        }
        Kind::Password => "Replace it if others should not have it: base64 hides nothing.",
        Kind::Certificate => {
            "A certificate is public; `openssl x509 -noout -text` shows what it says."
        }
    }
}
