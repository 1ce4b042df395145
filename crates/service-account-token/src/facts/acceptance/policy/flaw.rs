//! What is wrong with a trust policy, whatever token is presented.

use crate::text::json::FaultReason;

/// What is wrong with a trust policy.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum FlawKind {
    /// It is not JSON.
    NotJson { line: usize, column: usize, reason: FaultReason },
    /// It is longer than any recipient accepts.
    TooLong { bytes: usize },
    /// It is JSON, but no trust policy that this tool knows.
    NotAPolicy,
    /// It is written in another language.
    OtherSyntax(Syntax),
    /// It is JSON of another kind.
    OtherDocument(OtherDocument),
    /// There are several policies, and only one can be compared.
    Several { count: usize },
    /// An object has two members of one name.
    Repeated { name: String },
    /// The recipient accepts no such member here.
    Prohibited { name: String },
    /// IAM has no such operator.
    NoSuchOperator { name: String },
    /// IAM has no such version of the policy language.
    NoSuchVersion { version: String },
    /// In this version of the policy language, IAM replaces no variables.
    NoVariables { value: String },
    /// Two statements have the same `Sid`.
    RepeatedSid { sid: String },
    /// A trust policy can only be about actions of STS.
    ForeignAction { action: String },
    /// It trusts every principal.
    AnyPrincipal,
    /// The ARN is not one of an OpenID provider.
    ProviderArn { arn: String },
    /// The ARN has the issuer with its scheme, as no ARN of a provider has.
    ProviderHasScheme { arn: String },
    /// The ARN of a provider is under another type of principal.
    ProviderNotFederated { principal: String },
    /// The provider is in another account than the role.
    ProviderOfOtherAccount { provider: String, role: String },
    /// A required member is missing.
    Missing(Member),
    /// It has a placeholder where a value belongs.
    Placeholder { value: String },
    /// It is the policy of another way to sign in.
    OtherMechanism(Mechanism),
    /// It does not allow the exchange.
    ActionNotAllowed,
    /// It has a part that this tool does not read.
    NotRead { name: String },
    /// The name of a condition has a scheme, so it names no claim.
    KeyHasScheme { key: String },
    /// A condition is about another provider than the statement.
    KeyOfOtherProvider { key: String, provider: String },
    /// A wildcard is compared as an ordinary character.
    LiteralWildcard { value: String },
    /// No service account has such a subject.
    NoSuchSubject { value: String },
    /// It does not compare `aud`.
    NoAudience,
    /// It does not compare `sub`.
    NoSubject,
    /// It trusts every service account of the cluster.
    EveryAccount { pattern: Option<String> },
    /// It trusts service accounts of several namespaces.
    SeveralNamespaces { pattern: String },
    /// It trusts every service account of a namespace.
    WholeNamespace { namespace: String },
    /// A condition also holds when the claim is missing.
    HoldsWithoutClaim { operator: String },
    /// A provider of Google has no condition, or one that always holds.
    NoCondition,
    /// It is switched off.
    Disabled,
    /// It is deleted.
    Deleted,
    /// It lists more audiences than Google accepts.
    TooManyAudiences { count: usize },
    /// The uploaded keys are not a JWKS with keys.
    KeysNotRead,
    /// An uploaded key has a member that Google does not accept.
    KeyMember { name: String },
    /// The issuer is not an https URL.
    IssuerNotHttps { issuer: String },
    /// The issuer lacks the slash that AKS writes at its end.
    IssuerLacksSlash { issuer: String },
    /// It has a value that is longer than Entra accepts.
    ValueTooLong { characters: usize },
    /// It does not list exactly one audience.
    AudienceCount { count: usize },
    /// It has both a subject and an expression.
    SubjectAndExpression,
    /// The recipient takes expressions only for other issuers.
    ExpressionNotSupported,
    /// Every token gets the same subject.
    ConstantSubject,
    /// So many more flaws are not told.
    More { count: usize },
}

/// A member that a policy must have.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Member {
    Statement,
    Principal,
    Effect,
    Action,
    Values,
    IssuerUri,
    SubjectMapping,
    Issuer,
    Subject,
}

/// A language other than JSON.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Syntax {
    Terraform,
    Bicep,
    Yaml,
}

/// JSON that is no trust policy, and that people paste for one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum OtherDocument {
    /// What a role may do in AWS.
    AwsPermissions,
    /// The OpenID provider in the account (`aws iam get-open-id-connect-provider`).
    AwsProvider,
    /// A role without its policy (`eksctl get iamserviceaccount`).
    AwsServiceAccounts,
    /// What a principal of Google may do.
    GoogleBinding,
    /// A workload identity pool, which has the providers.
    GooglePool,
    /// The file with which a client of Google requests the exchange.
    GoogleClient,
    /// A managed identity or an application of Entra, which has the credentials.
    EntraIdentity,
    /// A template of Azure Resource Manager.
    AzureTemplate,
    /// An object of Kubernetes.
    Kubernetes,
}

/// Another way to sign in, which takes no token from a Pod.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Mechanism {
    /// EKS Pod Identity.
    EksPodIdentity,
    /// Another principal of AWS.
    OtherPrincipal,
    /// A provider of Google for AWS, SAML or certificates.
    NotOidc,
}

impl FlawKind {
    /// Returns true if it keeps this tool from knowing what the policy decides: the recipient does not save
    /// such a policy, or there are two ways to read it.
    pub(super) fn leaves_open(&self) -> bool {
        matches!(
            self,
            Self::Repeated { .. }
                | Self::Prohibited { .. }
                | Self::NoSuchOperator { .. }
                | Self::NoSuchVersion { .. }
                | Self::RepeatedSid { .. }
                | Self::ForeignAction { .. }
                | Self::ProviderArn { .. }
                | Self::ProviderNotFederated { .. }
                | Self::OtherDocument(_)
                | Self::TooManyAudiences { .. }
                | Self::AudienceCount { .. }
                | Self::SubjectAndExpression
                | Self::ValueTooLong { .. }
                | Self::KeysNotRead
                | Self::KeyMember { .. }
                | Self::Missing(Member::Effect | Member::Action | Member::Principal)
        )
    }
}

/// One thing that is wrong with a policy, and where.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Flaw {
    /// The JSON Pointer (RFC 6901); empty for the whole policy.
    pub(crate) pointer: String,
    pub(crate) kind: FlawKind,
}

impl Flaw {
    pub(super) fn new(pointer: String, kind: FlawKind) -> Self {
        Self { pointer, kind }
    }
}
