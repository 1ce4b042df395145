//! The codes of the evidence.

use super::identify::OtherTokenCode;
use crate::text::code::text_enum;

text_enum! {
    /// What was seen in a token. Of a token of kind `other` it is the code of `identified_as`.
    #[non_exhaustive]
    pub enum EvidenceCode {
        /// The flat claims of a token kept in a Secret.
        LegacyClaims = "legacy_claims",
        /// The object `kubernetes.io` of a token from TokenRequest.
        NestedKubernetesClaim = "nested_kubernetes_claim",
        /// `iss` is the one of tokens kept in Secrets.
        LegacyIssuer = "legacy_issuer",
        /// `iss` is that of the other kind of token.
        IssuerDisagrees = "issuer_disagrees",
        /// `sub` is the user name of a service account.
        Subject = "subject",
        /// The Secret's name is as Kubernetes generates it.
        SecretNameGenerated = "secret_name_generated",
        /// The Secret's name may be as very old releases generated it.
        SecretNameGeneratedOld = "secret_name_generated_old",
        /// The Secret's name is as a tool chooses it.
        SecretNameTool = "secret_name_tool",
        /// The Secret's name is none that Kubernetes generates.
        SecretNameChosen = "secret_name_chosen",
        /// It names a Pod.
        BoundToPod = "bound_to_pod",
        /// It names a Secret.
        BoundToSecret = "bound_to_secret",
        /// It names a Node and no Pod.
        BoundToNode = "bound_to_node",
        /// It names a webhook configuration.
        BoundToWebhook = "bound_to_webhook",
        /// It names no object.
        BoundToNothing = "bound_to_nothing",
        /// What it names cannot be read.
        BindingUnknown = "binding_unknown",
        /// It was asked for with 3607 s and extended.
        Extended = "extended",
        /// That is what the volume in every Pod asks for.
        KubeApiAccess = "kube_api_access",
        /// How long the extension made it.
        ExtendedLifetime = "extended_lifetime",
        /// The lifetime of every webhook token.
        WebhookLifetime = "webhook_lifetime",
        /// 3607 s, and the extension is switched off.
        InjectedNotExtended = "injected_not_extended",
        /// 3607 s, and for others than the API server.
        NotExtendedAudience = "not_extended_audience",
        /// The default, for a controller's account.
        ControllerManagerClient = "controller_manager_client",
        /// The default: 3600 s.
        DefaultLifetime = "default_lifetime",
        /// The least that can be asked for: 600 s.
        MinimumLifetime = "minimum_lifetime",
        /// What the EKS webhook asks for.
        EksWebhookLifetime = "eks_webhook_lifetime",
        /// A day, as asked for or as EKS and AKS cut it.
        DayLifetime = "day_lifetime",
        /// Two days, as asked for or as GKE cuts it.
        GkeCap = "gke_cap",
        /// 365 days that somebody asked for.
        YearRequested = "year_requested",
        /// Ten years that somebody asked for.
        TenYearsRequested = "ten_years_requested",
        /// The most that can be asked for: 2^32 s.
        MaximumLifetime = "maximum_lifetime",
        /// An audience of the API server, as the caller said.
        AudienceGiven = "audience_given",
        /// The audience is the issuer.
        AudienceIsIssuer = "audience_is_issuer",
        /// A usual audience of the API server.
        AudienceDefault = "audience_default",
        /// It looks like another issuer of the same cluster.
        AudienceOtherIssuer = "audience_other_issuer",
        /// Only the extension tells that it is the API server's.
        AudienceExtended = "audience_extended",
        /// The audience of the webhook that the claims name.
        AudienceWebhook = "audience_webhook",
        /// A known party asks for this audience.
        AudienceKnown = "audience_known",
        /// Nobody who is known asks for this audience.
        AudienceUnknown = "audience_unknown",
        /// Its header is as Kubernetes writes it with a key file.
        SignerKeyFile = "signer_key_file",
        /// The same, of an old release.
        SignerKeyFileOld = "signer_key_file_old",
        /// Its header is as an external signer writes it.
        SignerExternal = "signer_external",
        /// Its header is as EKS' own signer writes it.
        SignerEks = "signer_eks",
        /// Its header is as some platform's own signer writes it.
        SignerProvider = "signer_provider",
        /// `iss` fits platforms.
        IssuerPattern = "issuer_pattern",
        /// `iss` resembles that of a platform, and is none.
        IssuerResembles = "issuer_resembles",
        /// No release writes what it has beside what it lacks.
        ReleasesContradict = "releases_contradict",
        /// Such Secrets are generated up to 1.23.
        AutoGenerationStopped = "auto_generation_stopped",
        /// `typ` without `kid` is written up to 1.9.
        TypWithoutKid = "typ_without_kid",
        /// An empty `kid` is written from 1.10 to 1.15.
        KidEmpty = "kid_empty",
        /// A `kid` is written since 1.16.
        KidPresent = "kid_present",
        /// TokenRequest exists since 1.10.
        TokenRequest = "token_request",
        /// `warnafter` is written since 1.19.
        WarnafterSince = "warnafter_since",
        /// A signer's maximum cuts the extension since 1.32.
        ExtensionCutSince = "extension_cut_since",
        /// `jti` is written since 1.29.
        JtiPresent = "jti_present",
        /// `jti` is always written since 1.32.
        JtiAbsent = "jti_absent",
        /// A Node is named since 1.29.
        NodePresent = "node_present",
        /// Webhook tokens exist since 1.37.
        WebhookClaims = "webhook_claims",
        /// External signers exist since 1.32.
        ExternalSignerSince = "external_signer_since",
        ..OtherToken(OtherTokenCode)
    }
}
