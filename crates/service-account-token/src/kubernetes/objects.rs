//! What Kubernetes writes into the objects that hold a token: kinds, types, labels and annotations.

/// The type of a Secret with a legacy token (kubernetes/api core/v1 types.go).
pub(crate) const TOKEN_SECRET: &str = "kubernetes.io/service-account-token";

/// The annotation of a token's Secret with the name of its ServiceAccount.
pub(crate) const ACCOUNT_NAME: &str = "kubernetes.io/service-account.name";

/// The annotation of a token's Secret with the uid of its ServiceAccount.
pub(crate) const ACCOUNT_UID: &str = "kubernetes.io/service-account.uid";

/// The label of a token's Secret with the day of its last use (1.27, kubernetes/kubernetes
/// pkg/serviceaccount/legacy.go).
pub(crate) const LAST_USED: &str = "kubernetes.io/legacy-token-last-used";

/// The label of a token's Secret with the day since which the token is refused (1.29).
pub(crate) const INVALID_SINCE: &str = "kubernetes.io/legacy-token-invalid-since";

/// The annotation in which `kubectl apply` keeps the whole object as it was applied last.
pub(crate) const LAST_APPLIED: &str = "kubectl.kubernetes.io/last-applied-configuration";

/// The annotation of an OpenShift registry Secret with the name of its ServiceAccount (4.16).
pub(crate) const REGISTRY_ACCOUNT: &str =
    "openshift.io/internal-registry-auth-token.service-account";

/// The annotation of an OpenShift registry Secret with the kind of its token (4.16).
pub(crate) const REGISTRY_BINDING: &str = "openshift.io/internal-registry-auth-token.binding";

/// The label of a Secret that describes a cluster to Argo CD.
pub(crate) const ARGO_CD: &str = "argocd.argoproj.io/secret-type";

/// The annotation of a ServiceAccount whose Pods may mount only listed Secrets.
pub(crate) const MOUNTABLE_ONLY: &str = "kubernetes.io/enforce-mountable-secrets";

/// The label of what Velero has restored.
pub(crate) const RESTORED: &str = "velero.io/restore-name";

/// The labels that the report repeats.
pub(crate) const LABELS: [&str; 4] = [LAST_USED, INVALID_SINCE, ARGO_CD, RESTORED];

/// The annotations that the report repeats.
pub(crate) const ANNOTATIONS: [&str; 5] =
    [ACCOUNT_NAME, ACCOUNT_UID, REGISTRY_ACCOUNT, REGISTRY_BINDING, MOUNTABLE_ONLY];

/// The attribute of a CSI volume with its tokens (kubernetes/kubernetes pkg/volume/csi).
pub(crate) const CSI_TOKENS: &str = "csi.storage.k8s.io/serviceAccount.tokens";

/// The key of an audit event's user with the id of the token that was used (kubernetes/apiserver
/// pkg/authentication/serviceaccount/util.go).
pub(crate) const CREDENTIAL_ID: &str = "authentication.kubernetes.io/credential-id";

/// The annotation of an audit event with the id of the token that was issued (kubernetes/kubernetes
/// pkg/registry/core/serviceaccount/storage/token.go).
pub(crate) const ISSUED_CREDENTIAL_ID: &str = "authentication.kubernetes.io/issued-credential-id";

/// What `kubectl config view` prints in place of a token (client-go tools/clientcmd/api).
pub(crate) const REDACTED: &str = "REDACTED";
