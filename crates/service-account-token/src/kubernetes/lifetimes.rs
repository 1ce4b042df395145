//! Lifetimes of tokens, all in seconds.

/// The least that TokenRequest accepts (kubernetes/kubernetes
/// pkg/apis/authentication/validation/validation.go), and what every webhook token gets
/// (pkg/registry/core/serviceaccount/storage/token.go of 1.37).
pub(crate) const MIN_REQUEST_SECONDS: i64 = 600;

/// The most that TokenRequest accepts (kubernetes/kubernetes
/// pkg/apis/authentication/validation/validation.go).
pub(crate) const MAX_REQUEST_SECONDS: i64 = 1 << 32;

/// What TokenRequest issues if the request names no lifetime (kubernetes/kubernetes
/// pkg/apis/authentication/v1/defaults.go).
pub(crate) const DEFAULT_REQUEST_SECONDS: i64 = 3600;

/// The request that the API server extends, and the distance of `warnafter` from `iat`
/// (`WarnOnlyBoundTokenExpirationSeconds`: kubernetes/kubernetes pkg/serviceaccount/claims.go).
/// Kubernetes requests it for the token that it mounts into every Pod.
pub(crate) const WARN_AFTER_SECONDS: i64 = 60 * 60 + 7;

/// What the API server extends that request to, unless a signer's maximum is less: 365 days
/// (`ExpirationExtensionSeconds`: kubernetes/kubernetes pkg/serviceaccount/claims.go).
pub(crate) const EXTENSION_SECONDS: i64 = 365 * 24 * 60 * 60;

/// What Amazon EKS extends that request to: 90 days (EKS User Guide, "Kubernetes service accounts").
pub(crate) const EKS_EXTENSION_SECONDS: i64 = 90 * 24 * 60 * 60;

/// How far the API server lets clocks differ (`DefaultLeeway`: go-jose jwt/validation.go).
pub(crate) const LEEWAY_SECONDS: i64 = 60;

/// The age at which the kubelet replaces a token at the latest (`maxTTL`: kubernetes/kubernetes
/// pkg/kubelet/token/token_manager.go).
pub(crate) const KUBELET_MAX_AGE_SECONDS: i64 = 24 * 60 * 60;

/// The request of vCluster for a Pod inside it (loft-sh/vcluster
/// pkg/controllers/resources/pods/translate/translator.go), and of `--duration 87600h`.
pub(crate) const TEN_YEARS_SECONDS: i64 = 315_360_000;
