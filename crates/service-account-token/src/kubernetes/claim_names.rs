//! The names and fixed values of the claims that Kubernetes writes (kubernetes/kubernetes
//! pkg/serviceaccount/claims.go and legacy.go).

/// The `iss` of every legacy token (`LegacyIssuer`).
pub(crate) const LEGACY_ISSUER: &str = "kubernetes/serviceaccount";

/// The prefix of every private claim of a legacy token.
pub(crate) const LEGACY_PREFIX: &str = "kubernetes.io/serviceaccount/";

/// The prefix of `sub` in every service account token (`ServiceAccountUsernamePrefix`).
pub(crate) const SUBJECT_PREFIX: &str = "system:serviceaccount:";

/// The one private claim of a bound token, an object.
pub(crate) const KUBERNETES: &str = "kubernetes.io";

/// The members of `kubernetes.io` that are objects. Released API servers write these.
pub(crate) const KUBERNETES_OBJECTS: [&str; 7] = [
    "attestations",
    "mutatingwebhookconfiguration",
    "node",
    "pod",
    "secret",
    "serviceaccount",
    "validatingwebhookconfiguration",
];

/// The other members of `kubernetes.io`: a name and a time.
pub(crate) const KUBERNETES_VALUES: [&str; 2] = ["namespace", "warnafter"];
