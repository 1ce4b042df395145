//! Credentials that are not JSON Web Tokens: their names, and what to do about them.

use crate::kubernetes::credentials::CredentialKind;

/// Returns what to call a credential, with its article.
pub(crate) fn name(kind: CredentialKind) -> &'static str {
    match kind {
        CredentialKind::EksUser => "an EKS user token (`k8s-aws-v1.`)",
        CredentialKind::OpenShiftOAuth => "an OpenShift OAuth token (`sha256~`)",
        CredentialKind::Vault => "a HashiCorp Vault token",
        CredentialKind::NodeJoin => "a k3s or RKE2 node token (`K10…::`)",
        CredentialKind::Rancher => "a Rancher API token",
        CredentialKind::GoogleAccess => "a Google OAuth access token (`ya29.`)",
        CredentialKind::Bootstrap => "a bootstrap token",
        CredentialKind::KubeadmCertificateKey => "a kubeadm certificate key",
        CredentialKind::PrivateKey => "a private key",
        CredentialKind::Password => "a password or another credential",
        CredentialKind::Certificate => "a certificate (PEM)",
    }
}

/// Returns who accepts a credential, and how to revoke it.
pub(crate) fn advice(kind: CredentialKind) -> &'static str {
    match kind {
        CredentialKind::EksUser => {
            "Only an Amazon EKS cluster accepts it: it holds a signed request to AWS STS, and \
             expires after about 15 minutes. `aws eks get-token` creates a new one. \
             `aws sts get-caller-identity` shows your own identity, not the identity in this token."
        }
        // openshift/oc pkg/cli/logout/logout.go: it deletes the token that it sends. The name of an
        // OAuthAccessToken is the hash of the token, under the same prefix.
        CredentialKind::OpenShiftOAuth => {
            "Only the OpenShift cluster that issued it accepts it. `oc whoami --token=\"$TOKEN\"` shows \
             its user, unless this is only the name of an OAuthAccessToken, which looks the same and \
             grants no access. `oc logout --token=\"$TOKEN\"` revokes it; without `--token`, you log \
             yourself out."
        }
        // Without a token of their own, these commands take that of the reader.
        CredentialKind::Vault => {
            "Only the Vault that issued it accepts it. `VAULT_TOKEN=\"$TOKEN\" vault token lookup` \
             shows its policies, and `VAULT_TOKEN=\"$TOKEN\" vault token revoke -self` revokes it. A \
             batch token (`hvb.`) cannot be revoked: it expires."
        }
        CredentialKind::NodeJoin => {
            "Anyone who has it can join a node to the k3s or RKE2 cluster. The server keeps it \
             in its `node-token` file; `k3s token rotate` or `rke2 token rotate` replaces it."
        }
        // Rancher's authorized cluster endpoint: kube-api-auth is a webhook of the cluster's API server.
        CredentialKind::Rancher => {
            "Rancher accepts it, its proxy to the clusters included. A cluster's API server rejects it, \
             unless Rancher set up the authorized cluster endpoint there. To revoke it, delete it under \
             Account & API Keys in Rancher."
        }
        CredentialKind::GoogleAccess => {
            "Google's APIs and GKE clusters accept it for about an hour. Only Google can tell whose \
             it is."
        }
        CredentialKind::Bootstrap => {
            "Anyone who has it can join a node to the cluster with `kubeadm join`. \
             `kubeadm token list` shows it; `kubeadm token delete ID` revokes it, where ID is the part \
             before the dot."
        }
        CredentialKind::KubeadmCertificateKey => {
            "It decrypts the control plane's certificates, which `kubeadm init phase \
             upload-certs` stores for two hours."
        }
        CredentialKind::PrivateKey => {
            "Anyone who has it can act as its owner. If others should not have it, replace the key \
             and its certificate."
        }
        CredentialKind::Password => {
            "Change it if others should not have it: base64 encodes it and hides nothing."
        }
        CredentialKind::Certificate => {
            "A certificate is public. `openssl x509 -noout -text` prints what it says."
        }
    }
}
