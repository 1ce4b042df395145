//! The values of verdicts, which the report has as they are.

use crate::text::code::text_enum;

text_enum! {
    /// A party that a token can be shown to.
    #[non_exhaustive]
    #[cfg_attr(feature = "schema", schemars(rename = "VerdictParty"))]
    pub enum Party {
        /// The Kubernetes API server.
        ApiServer = "api-server",
        /// AWS STS, for IAM roles for service accounts.
        AwsSts = "aws-sts",
        /// Amazon EKS Pod Identity.
        EksPodIdentity = "eks-pod-identity",
        /// Google STS, for Workload Identity Federation.
        GoogleSts = "google-sts",
        /// Microsoft Entra Workload ID.
        Entra = "entra",
        /// Vault or OpenBao, the auth method `kubernetes`.
        VaultKubernetes = "vault-kubernetes",
        /// Vault or OpenBao, the auth method `jwt`.
        VaultJwt = "vault-jwt",
        /// OpenAI workload identity federation.
        OpenAi = "openai",
        /// Claude API workload identity federation.
        Claude = "claude",
        /// Alibaba Cloud STS, for RAM roles for service accounts (RRSA).
        AlibabaRrsa = "alibaba-rrsa",
        /// Databricks workload identity federation.
        Databricks = "databricks",
        /// Snowflake workload identity federation.
        Snowflake = "snowflake",
        /// IBM Cloud IAM.
        IbmCloudIam = "ibm-cloud-iam",
        /// Infisical, its Kubernetes Auth.
        Infisical = "infisical",
        /// Teleport, join method `kubernetes` of type `in_cluster`.
        TeleportInCluster = "teleport-in-cluster",
        /// Teleport, join method `kubernetes` of type `static_jwks`.
        TeleportStaticJwks = "teleport-static-jwks",
        /// Sigstore's public Fulcio.
        Sigstore = "sigstore",
        /// Istio or Envoy, which authenticate requests.
        Istio = "istio",
        /// The certificate authority of an Istio mesh.
        IstioCa = "istio-ca",
        /// The identity service of Linkerd.
        Linkerd = "linkerd",
        /// A SPIRE server.
        Spire = "spire",
        /// Dapr Sentry.
        Dapr = "dapr",
        /// Knative Eventing.
        Knative = "knative",
        /// Argo CD, with the cluster as its OpenID provider.
        ArgoCd = "argocd",
        /// Keycloak, with Kubernetes as an identity provider.
        Keycloak = "keycloak",
        /// A program that uses the Go library go-oidc.
        GoOidc = "go-oidc",
        /// A program that uses the JavaScript library jose.
        Jose = "jose",
        /// A program that uses Spring Security.
        SpringSecurity = "spring-security",
        /// A program that uses the Python library PyJWT.
        PyJwt = "pyjwt",
        /// GKE Workload Identity. Like all that follow, it gets a verdict only if the token is for it.
        GkeWorkloadIdentity = "gke-workload-identity",
        /// AKS identity bindings.
        AksIdentityBinding = "aks-identity-binding",
        /// The cloud provider of OpenShift's operators.
        OpenShiftSts = "openshift-sts",
        /// Tencent Cloud CAM.
        TencentCam = "tencent-cam",
        /// Volcengine VKE.
        Volcengine = "volcengine",
        /// CyberArk Conjur, its authenticator `authn-jwt`.
        Conjur = "conjur",
        /// A Konnectivity server.
        Konnectivity = "konnectivity",
        /// Envoy Gateway.
        EnvoyGateway = "envoy-gateway",
        /// Tailscale workload identity federation.
        Tailscale = "tailscale",
        /// Doppler.
        Doppler = "doppler",
        /// Cloudsmith.
        Cloudsmith = "cloudsmith",
        /// Pulumi Cloud.
        Pulumi = "pulumi",
        /// An admission webhook.
        Webhook = "webhook",
    }
}

text_enum! {
    /// What follows from all checks of a party.
    pub enum Decision {
        /// A check fails: the party rejects the token.
        Rejects = "rejects",
        /// No check fails, and some are unknown from here.
        Undecided = "undecided",
        /// Every check passes, by the token and by what the caller says.
        Passes = "passes",
        /// The party's checks cannot be applied: there is no whole token, or it is not known how the
        /// party checks.
        Unknown = "unknown",
    }
}

text_enum! {
    /// What is known about the order in which a party checks.
    #[cfg_attr(feature = "schema", schemars(rename = "VerdictOrder"))]
    pub enum Order {
        /// The steps are in the party's order: its message is that of the first check that fails.
        Known = "known",
        /// The order is not known here: the party's message is that of any check that fails.
        Unknown = "unknown",
    }
}

text_enum! {
    /// What came of one check.
    pub enum StepResult {
        /// The token passes it.
        Passed = "passed",
        /// The token fails it.
        Failed = "failed",
        /// It cannot be known from here.
        Unknown = "unknown",
        /// The party does not make this check, though others do.
        NotChecked = "not-checked",
    }
}

text_enum! {
    /// What a party checks.
    #[non_exhaustive]
    #[cfg_attr(feature = "schema", schemars(rename = "VerdictCheck"))]
    pub enum Check {
        /// The serialization: parts, base64url, JSON.
        Form = "form",
        /// `iss`.
        Issuer = "issuer",
        /// `alg` and the other header parameters.
        Algorithm = "algorithm",
        /// A key with the token's `kid`.
        Key = "key",
        /// The signature.
        Signature = "signature",
        /// The JSON types of the claims.
        ClaimTypes = "claim-types",
        /// `aud`.
        Audience = "audience",
        /// `nbf`.
        NotBefore = "not-before",
        /// `exp`.
        Expiry = "expiry",
        /// `iat`.
        IssuedAt = "issued-at",
        /// `warnafter` of an extended token, which only leads to a note in the audit log.
        WarnAfter = "warn-after",
        /// The claims that have to be there.
        RequiredClaims = "required-claims",
        /// `sub`.
        Subject = "subject",
        /// The ServiceAccount exists.
        Account = "account",
        /// The ServiceAccount has the token's uid.
        AccountUid = "account-uid",
        /// The ServiceAccount is not being deleted.
        AccountDeletion = "account-deletion",
        /// The object that the token is bound to, or its Secret, exists.
        Object = "object",
        /// That object has the token's uid.
        ObjectUid = "object-uid",
        /// That object is not being deleted.
        ObjectDeletion = "object-deletion",
        /// The API server accepts tokens that are bound to a Node.
        NodeBinding = "node-binding",
        /// The Secret contains this token.
        SecretToken = "secret-token",
        /// The Secret is not marked invalid.
        InvalidSince = "invalid-since",
        /// The length of the token.
        Size = "size",
        /// `kid` is there.
        KeyId = "key-id",
        /// The recipient gets the cluster's public keys.
        PublicKeys = "public-keys",
        /// The time from `iat` to `exp`.
        Lifetime = "lifetime",
        /// The time since `iat`.
        Age = "age",
        /// The token was not presented before.
        Reuse = "reuse",
        /// What the request says beside the token.
        Request = "request",
        /// The trust policy allows the exchange.
        TrustPolicy = "trust-policy",
        /// Further claims that a role demands.
        BoundClaims = "bound-claims",
        /// The condition of the provider.
        Condition = "condition",
        /// The subject that the recipient maps the token to.
        Mapping = "mapping",
        /// What is wrong with the trust policy: no recipient checks that.
        PolicyReview = "policy-review",
        /// The cluster confirms the token in a TokenReview.
        TokenReview = "token-review",
        /// The token is bound to a Pod.
        PodBinding = "pod-binding",
    }
}

text_enum! {
    /// What the caller knows about an object in the cluster.
    #[derive(Default)]
    pub enum ObjectState {
        /// Nothing.
        #[default]
        Unknown = "unknown",
        /// It exists, with the uid in the token.
        Exists = "exists",
        /// Its `deletionTimestamp` is more than a minute past.
        Terminating = "terminating",
        /// It does not exist.
        Deleted = "deleted",
        /// It was deleted and created again, so that it has another uid.
        Recreated = "recreated",
    }
}
