//! The codes of the evidence.

use super::other_token::OtherTokenCode;
use crate::text::code::text_enum;

text_enum! {
    /// What was seen in a token. For a token of kind `other` it is the code of `identified_as`.
    #[non_exhaustive]
    pub enum EvidenceCode {
        /// The flat claims of a legacy token.
        LegacyClaims = "legacy_claims",
        /// The `kubernetes.io` object of a token from TokenRequest.
        NestedKubernetesClaim = "nested_kubernetes_claim",
        /// `iss` is the issuer of legacy tokens.
        LegacyIssuer = "legacy_issuer",
        /// `iss` belongs to the other kind of token.
        IssuerDisagrees = "issuer_disagrees",
        /// `sub` is the user name of a service account.
        Subject = "subject",
        /// The Secret's name has the form that Kubernetes generates.
        SecretNameGenerated = "secret_name_generated",
        /// The Secret's name may have the form of very old releases.
        SecretNameGeneratedOld = "secret_name_generated_old",
        /// The Secret's name has the form that a tool chooses.
        SecretNameTool = "secret_name_tool",
        /// The Secret's name does not have the form that Kubernetes generates.
        SecretNameChosen = "secret_name_chosen",
        /// It names a Pod.
        BoundToPod = "bound_to_pod",
        /// It names a Secret.
        BoundToSecret = "bound_to_secret",
        /// It names a Node but no Pod.
        BoundToNode = "bound_to_node",
        /// It names a webhook configuration.
        BoundToWebhook = "bound_to_webhook",
        /// It names no object.
        BoundToNothing = "bound_to_nothing",
        /// The object that it names cannot be read.
        BindingUnknown = "binding_unknown",
        /// The request for 3607 s was extended.
        Extended = "extended",
        /// The volume in every Pod requests this.
        KubeApiAccess = "kube_api_access",
        /// The lifetime that the extension gave it.
        ExtendedLifetime = "extended_lifetime",
        /// The lifetime of every webhook token.
        WebhookLifetime = "webhook_lifetime",
        /// 3607 s; the extension is off.
        InjectedNotExtended = "injected_not_extended",
        /// 3607 s, for recipients other than the API server.
        NotExtendedAudience = "not_extended_audience",
        /// The default, for a controller's account.
        ControllerManagerClient = "controller_manager_client",
        /// The default: 3600 s.
        DefaultLifetime = "default_lifetime",
        /// The minimum: 600 s.
        MinimumLifetime = "minimum_lifetime",
        /// The lifetime that the EKS webhook requests.
        EksWebhookLifetime = "eks_webhook_lifetime",
        /// A day, as requested or as EKS and AKS cap it.
        DayLifetime = "day_lifetime",
        /// Two days, as requested or as GKE caps it.
        GkeCap = "gke_cap",
        /// 365 days, as requested.
        YearRequested = "year_requested",
        /// Ten years, as requested.
        TenYearsRequested = "ten_years_requested",
        /// The maximum: 2^32 s.
        MaximumLifetime = "maximum_lifetime",
        /// An audience of the API server, as given by the caller.
        AudienceGiven = "audience_given",
        /// The audience is the issuer.
        AudienceIsIssuer = "audience_is_issuer",
        /// A usual audience of the API server.
        AudienceDefault = "audience_default",
        /// It looks like another issuer of the same cluster.
        AudienceOtherIssuer = "audience_other_issuer",
        /// Only the extension shows that it is the API server's.
        AudienceExtended = "audience_extended",
        /// The audience of the webhook that the claims name.
        AudienceWebhook = "audience_webhook",
        /// A known party uses this audience.
        AudienceKnown = "audience_known",
        /// No known party uses this audience.
        AudienceUnknown = "audience_unknown",
        /// Its header has the form that Kubernetes writes with a key file.
        SignerKeyFile = "signer_key_file",
        /// The same, in an old release.
        SignerKeyFileOld = "signer_key_file_old",
        /// Its header has the form of an external signer.
        SignerExternal = "signer_external",
        /// Its header has the form of EKS' own signer.
        SignerEks = "signer_eks",
        /// Its header has the form of a platform's own signer.
        SignerProvider = "signer_provider",
        /// `iss` fits one platform or more.
        IssuerPattern = "issuer_pattern",
        /// `iss` looks like a platform's but does not fit the pattern.
        IssuerResembles = "issuer_resembles",
        /// No release writes this combination of claims.
        ReleasesContradict = "releases_contradict",
        /// Kubernetes generates such Secrets up to 1.23.
        AutoGenerationStopped = "auto_generation_stopped",
        /// Kubernetes writes `typ` without `kid` up to 1.9.
        TypWithoutKid = "typ_without_kid",
        /// Kubernetes writes an empty `kid` from 1.10 to 1.15.
        KidEmpty = "kid_empty",
        /// Kubernetes writes a `kid` since 1.16.
        KidPresent = "kid_present",
        /// TokenRequest exists since 1.10.
        TokenRequest = "token_request",
        /// Kubernetes writes `warnafter` since 1.19.
        WarnafterSince = "warnafter_since",
        /// A signer's maximum caps the extension since 1.32.
        ExtensionCutSince = "extension_cut_since",
        /// Kubernetes writes `jti` since 1.29.
        JtiPresent = "jti_present",
        /// Kubernetes always writes `jti` since 1.32.
        JtiAbsent = "jti_absent",
        /// Kubernetes names the Node since 1.29.
        NodePresent = "node_present",
        /// Webhook tokens exist since 1.37.
        WebhookClaims = "webhook_claims",
        /// External signers exist since 1.32.
        ExternalSignerSince = "external_signer_since",
        ..OtherToken(OtherTokenCode)
    }
}
