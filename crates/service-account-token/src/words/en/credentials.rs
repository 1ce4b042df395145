//! Credentials that are not JSON Web Tokens: their names, and what to do about them.

use crate::kubernetes::credentials::CredentialKind;

/// Returns what to call a credential, with its article.
pub(crate) fn name(kind: CredentialKind) -> &'static str {
    match kind {
        CredentialKind::EksUser => "an EKS user token (`k8s-aws-v1.`)",
        CredentialKind::OpenShiftOAuth => "an OpenShift OAuth token (`sha256~`)",
        CredentialKind::Vault => "a HashiCorp Vault token",
        CredentialKind::NodeJoin => "a k3s or RKE2 node token (`K10…::`)",
        CredentialKind::GoogleAccess => "a Google OAuth access token (`ya29.`)",
        CredentialKind::Bootstrap => "a bootstrap token",
        CredentialKind::KubeadmCertificateKey => "a kubeadm certificate key",
        CredentialKind::PrivateKey => "a private key",
        CredentialKind::Password => "a password or another credential",
        CredentialKind::Certificate => "a certificate (PEM)",
    }
}

/// Returns what a credential is good for, and how to revoke it.
pub(crate) fn advice(kind: CredentialKind) -> &'static str {
    match kind {
        CredentialKind::EksUser => {
            "It holds a signed request to AWS that lives about 15 minutes. `aws eks get-token` \
             makes a new one. `aws sts get-caller-identity` shows your own identity, not its."
        }
        CredentialKind::OpenShiftOAuth => {
            "It belongs to a user, and only the cluster knows what it means: \
             `oc whoami --token=\"$TOKEN\"`. To revoke it: `oc logout`, or delete its \
             OAuthAccessToken object."
        }
        CredentialKind::Vault => {
            "Only Vault knows what it means: `vault token lookup`. To revoke it: \
             `vault token revoke`."
        }
        CredentialKind::NodeJoin => {
            "It lets a node join the cluster. It stands in the server's `node-token` file; \
             `k3s token rotate` replaces it."
        }
        CredentialKind::GoogleAccess => {
            "It is opaque: only Google knows what it means. It lives about an hour."
        }
        CredentialKind::Bootstrap => {
            "It lets a node join the cluster with `kubeadm join`. `kubeadm token list` shows it; \
             `kubeadm token delete` ends it."
        }
        CredentialKind::KubeadmCertificateKey => {
            "It decrypts the control plane's certificates, which `kubeadm init phase \
             upload-certs` stores for two hours."
        }
        CredentialKind::PrivateKey => {
            "If it is a key that others should not have, replace it: it has been copied."
        }
        CredentialKind::Password => {
            "Replace it if others should not have it: base64 hides nothing."
        }
        CredentialKind::Certificate => {
            "A certificate is public; `openssl x509 -noout -text` shows what it says."
        }
    }
}
