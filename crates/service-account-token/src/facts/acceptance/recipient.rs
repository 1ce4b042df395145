//! What the checks of the recipients say: typed values, from which `words` makes sentences.

use super::policy::Flaw;
use super::policy::aws::Obstacle;

/// What decides a check of a recipient.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Detail {
    /// The token breaks off, so the claim may be there.
    Cut { claim: &'static str },
    /// A claim or a header parameter is missing, and the recipient requires it.
    Missing { claims: Vec<&'static str> },
    /// All of these are missing, and the recipient requires one of them.
    AllMissing { claims: &'static [&'static str] },
    /// It has three parts.
    ThreeParts,
    /// It is encrypted, and so has five.
    FiveParts,
    /// Every claim that the recipient requires is there.
    AllThere { claims: &'static [&'static str] },

    /// `iss` is one that the recipient trusts, by what the caller says.
    IssuerFits { issuer: String },
    /// `iss` is not among those that the recipient trusts.
    IssuerDiffers { issuer: String, expected: Vec<String> },
    /// The caller has not said which issuers the recipient trusts.
    IssuerToCompare { issuer: String },
    /// `iss` is no https URL, or has a part that the recipient does not take.
    IssuerForm { issuer: String },
    /// `iss` lacks or has a final slash, and so differs from the expected one.
    IssuerSlash { issuer: String, expected: String },
    /// The recipient does not read `iss`, as it is usually configured.
    IssuerNotRead,
    /// The recipient accepts only tokens of three platforms.
    IssuerOfNoCloud { issuer: String },

    /// An audience is one that the recipient accepts, by what the caller says.
    AudienceFits { audience: String },
    /// No audience is.
    AudienceDiffers { found: Vec<String>, expected: Vec<String> },
    /// The caller has not said which audiences the recipient accepts.
    AudienceToCompare { found: Vec<String>, usual: Usual },
    /// The recipient does not read `aud`, as it is usually configured.
    AudienceNotRead,
    /// There is none, and the recipient accepts tokens for the API server.
    NoAudience,
    /// No audience is, but the recipient also accepts tokens for the API server.
    AudienceOrApiServer { found: Vec<String> },

    /// `sub` is what the recipient demands, by what the caller says.
    SubjectFits { subject: String },
    /// It is not.
    SubjectDiffers { subject: String, expected: String },
    /// It differs only in capitals.
    SubjectCase { subject: String, expected: String },
    /// The caller has not said which subject the recipient demands. Some take a pattern.
    SubjectToCompare { subject: String, has_pattern: bool },
    /// The proxy asks for the identity of an account, which has to be the token's.
    IdentityToCompare { subject: String },
    /// A name in it is not a DNS label.
    SubjectNoLabel { subject: String },
    /// The expression of the recipient is not read here.
    SubjectExpression,
    /// The recipient takes no expression for this issuer.
    SubjectExpressionNotSupported,

    /// The token has not expired.
    NotExpired { at: i64, now: i64 },
    /// It has, by this leeway in seconds.
    Expired { at: i64, now: i64, leeway: i64 },
    /// It has just expired, and the recipient does not say what leeway it grants.
    JustExpired { at: i64, now: i64 },
    /// There is no `exp`, and the recipient accepts that.
    NoExpiry,
    /// The claim is there, and this tool cannot read it as a time. Recipients differ in what they do then: some
    /// accept a number in a string, or a very large one.
    TimeUnread { claim: &'static str },
    /// Its time has come, or it has no `nbf`.
    Begun { claim: &'static str, at: Option<i64> },
    /// Its time has not come.
    NotBegun { claim: &'static str, at: i64, now: i64, leeway: i64 },
    /// The clock is unknown.
    NoClock,
    /// The recipient does not read this claim.
    NotRead { claim: &'static str },
    /// Vault accepts a token that has none of the times.
    NoTimes,

    /// The recipient verifies this algorithm.
    AlgorithmFits { algorithm: String },
    /// It does not.
    AlgorithmDiffers { algorithm: String, allowed: &'static [&'static str] },
    /// It does not say which algorithms it verifies beside these.
    AlgorithmOpen { algorithm: String, documented: &'static [&'static str] },
    /// It does not say whether it verifies this one.
    AlgorithmUnknown { algorithm: String },
    /// No public key verifies it: it needs a shared secret, or is no signature at all.
    AlgorithmWithoutKey { algorithm: String },
    /// It uses a key of RSA or EC. The recipient says that it verifies with these keys, and not which
    /// algorithms it verifies.
    AlgorithmOfKey { algorithm: String },
    /// It uses a key of another type.
    AlgorithmOfOtherKey { algorithm: String },
    /// go-jose cannot decode this header parameter.
    HeaderUndecodable { parameter: String },

    /// `kid` is there.
    KeyIdThere { key_id: String },
    /// The recipient fetches the keys of the issuer, which must be public.
    KeysToFetch { issuer: String },
    /// The issuer's address cannot be reached from outside the cluster.
    KeysPrivate { issuer: String },
    /// The keys have to be public or uploaded.
    KeysToFetchOrUpload { issuer: String },
    /// The keys are given to the recipient.
    KeysConfigured,
    /// One of the given keys signed it.
    Signed,
    /// The given keys did not sign it.
    NotSigned,
    /// Nobody checked it.
    SignatureToCheck,
    /// The recipient only asks the cluster, which checks it.
    SignatureNotChecked,

    /// It is short enough.
    SizeFits { characters: usize, most: usize },
    /// It is too long.
    SizeOver { characters: usize, most: usize },
    /// The claims that the recipient compares are short enough.
    ClaimsFit { most: usize },
    /// One of them is too long to be compared with anything.
    ClaimOver { claim: &'static str, characters: usize, most: usize },
    /// It lives no longer than the recipient allows, by default or always.
    LifetimeFits { seconds: i64, most: i64, is_default: bool },
    /// It lives longer.
    LifetimeOver { seconds: i64, most: i64, is_default: bool },
    /// The recipient has a limit for the age that it does not publish.
    AgeOpen { seconds: i64 },
    /// It is older than the recipient allows.
    AgeOver { seconds: i64, most: i64 },
    /// It is not.
    AgeWithin { seconds: i64, most: i64 },
    /// The caller has not said how old it may be: between these.
    AgeToCompare { seconds: i64, least: i64, most: i64 },
    /// It has no `iat`, and lives so long from now on.
    NoIssueTime { seconds: i64, most: i64 },
    /// It can be exchanged once.
    SingleUse,
    /// It has no `jti`, so it can be exchanged again.
    ReusableWithoutId,

    /// The caller has not given the trust policy.
    PolicyToPaste(PolicyKind),
    /// The pasted text could not be read as a policy of this kind.
    PolicyUnread(PolicyKind, Flaw),
    /// A flaw leaves open what the policy decides.
    PolicyDoubtful(Flaw),
    /// The pasted policy is one of another recipient.
    PolicyOfOther(PolicyKind),
    /// The policy allows the exchange.
    PolicyAllows,
    /// A statement denies it.
    PolicyDenies { statement: String },
    /// No statement allows it: the nearest one, and what is in the way.
    PolicyBlocks { statement: String, obstacles: Vec<Obstacle> },
    /// The policy has no statement that allows anything.
    PolicyEmpty,
    /// The policy tests what cannot be known from here.
    PolicyOpen { statement: String, obstacles: Vec<Obstacle> },
    /// What is wrong with the policy, whatever token is presented.
    PolicyFlaw(Flaw),
    /// The condition holds.
    ConditionHolds { condition: String },
    /// It does not.
    ConditionFails { condition: String },
    /// Whether it does cannot be known from here.
    ConditionOpen { condition: String },
    /// It reads a claim that the token does not have.
    ConditionReadsMissing { condition: String, claim: String },
    /// There is no condition.
    NoCondition,
    /// The provider is switched off or deleted.
    ProviderOff { is_deleted: bool },
    /// The provider accepts no tokens of OpenID providers.
    ProviderNotOidc,
    /// One of the uploaded keys has the token's `kid`.
    KeysUploaded { key_id: String },
    /// None of them has it.
    KeysUploadedOthers { key_id: String },
    /// The mapped subject is short enough.
    MappedFits { subject: String },
    /// It is too long.
    MappedOver { bytes: usize },
    /// The mapping reads a claim that the token does not have.
    MappedMissing { claim: String },
    /// The mapping of another attribute reads a claim that the token does not have. What Google does then
    /// is not documented.
    MappedOtherMissing { attribute: String, claim: String },
    /// The mapping is not read here.
    MappedOpen,
    /// The request itself is not in the token.
    RequestNotHere,
    /// The request has the id of an app, which must be that of the Pod.
    AppIdNotHere,
    /// The recipient compares the uid of the Pod, which only the cluster knows.
    PodUidToAsk,
    /// The Pod has that uid, by what the caller says.
    PodUidFits,
    /// It was created again, by what the caller says.
    PodUidDiffers,
    /// The request must name a role, and is not in the token.
    RoleNotHere,
    /// Vault verifies the signature itself only with keys of its own.
    SignatureOfPemKeys,
    /// Vault asks the cluster, and may have to do so with this very token.
    ReviewByVault,
    /// The key that signed it is smaller than the recipient takes.
    KeyTooSmall { bits: usize, least: usize },
    /// The request must have this grant type, and is not in the token.
    GrantNotHere { grant: &'static str },

    /// The recipient asks the cluster, whose answer cannot be known from here.
    ReviewToAsk,
    /// An object that the token names is gone, so the cluster rejects it.
    ReviewFails,
    /// The token is bound to a Pod.
    PodBound,
    /// It is not, and the recipient demands it.
    NotPodBound,
    /// The role may demand further claims, which the caller has not said.
    BoundClaimsToAsk,
}

/// What is known of the audiences that a recipient accepts, before the caller says it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Usual {
    /// Nothing.
    Open,
    /// It accepts this one, unless it is configured otherwise.
    Default(&'static str),
    /// Its documentation has this one as an example.
    Example(&'static str),
    /// It accepts the id of the account, unless it is configured otherwise.
    AccountId,
    /// It accepts the name of its cluster.
    ClusterName,
    /// It accepts the URL of its realm.
    RealmUrl,
}

/// A kind of trust policy.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum PolicyKind {
    AwsTrustPolicy,
    GoogleProvider,
    EntraCredential,
}

/// A message of a recipient.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Message {
    AwsNoProvider {
        issuer: String,
    },
    AwsNoKey,
    AwsNotValidated,
    AwsMissingClaim(&'static str),
    AwsAudience,
    AwsExpired {
        at: i64,
        now: i64,
    },
    AwsTooOld {
        issued: i64,
    },
    AwsNotAuthorized,
    PodIdentityClaims,
    GoogleRequest,
    GoogleTarget,
    GoogleCondition,
    GoogleNoIssuer {
        issuer: String,
    },
    GoogleConnect,
    GoogleAudience,
    GoogleStale {
        issued: i64,
    },
    GoogleMapping,
    EntraNoRecord,
    EntraIssuer,
    EntraAudience,
    EntraSubject,
    EntraSubjectCase,
    EntraExpression,
    EntraKey {
        issuer: String,
    },
    EntraEndpoint,
    EntraTime,
    /// 403, with the reason only in the debug log.
    VaultDenied(VaultReason),
    VaultNoKey,
    VaultRole,
    VaultAudienceUnbound,
    VaultNoTimes,
    VaultBoundClaim,
    /// 400, with a reason that has no fixed text here.
    VaultInvalid,
    AlibabaNoProvider,
    AlibabaAudience,
    AlibabaExpired,
    AlibabaForm,
    AlibabaSignature,
    ClaudeFailed,
    ClaudeReused,
    FulcioError,
    EnvoyForm,
    EnvoyAlgorithm,
    EnvoyIssuer,
    EnvoyNotYet,
    EnvoyExpired,
    EnvoyAudience,
    EnvoyFetch,
    EnvoyNoKey,
    EnvoySignature,
    GoOidcIssuer {
        expected: Option<String>,
    },
    GoOidcAudience,
    GoOidcExpired,
    GoOidcNotYet,
    GoOidcSignature,
    /// What go-oidc says, as Knative passes it on.
    KnativeToken(Box<Self>),
    KnativeSubject {
        subject: String,
    },
    ArgoCdAudience,
    JoseAlgorithm,
    JoseNoKey,
    JoseSignature,
    JoseClaim(&'static str),
    JoseExpired,
    SpringDecode,
    SpringExpired,
    SpringIssuer,
    PyJwtSignature,
    PyJwtExpired,
    PyJwtAudience,
    PyJwtAudienceNotPassed,
    KeycloakNoIssueTime,
    KeycloakNoExpiry,
    KeycloakInactive,
    KeycloakIssuedInFuture,
    KeycloakTooOld,
    LinkerdLabel,
    LinkerdIdentity,
    IstioCaFailed,
    SpireAccount,
    TeleportReview,
    TeleportUnbound,
    TeleportSignature,
    TeleportClaims,
    TeleportJwksUnbound,
    TeleportJwksMissing(&'static str),
    TeleportJwksLifetime,
    SpireNoPod,
    DaprNoPod,
    DaprAppId,
    SpirePodUid,
    PodIdentityUnparsed,
}

/// The reason of Vault's `permission denied`, which only its debug log has.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum VaultReason {
    Issuer,
    Audience,
    Expired,
    NotYet,
    AccountName,
    Namespace,
    Lookup,
    /// The reason has no fixed text here.
    Other,
}

/// What makes a check of a recipient pass.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Fix {
    /// Request a token for an audience.
    RequestAudience(Option<String>),
    /// Let the recipient accept the token's audience, or request another.
    AcceptAudience,
    /// Read the token from its file again.
    ReadFileAgain,
    /// Request a token that lives shorter.
    ShorterLifetime { seconds: i64 },
    /// Request one, or let the recipient accept a longer life.
    LongerLifetime { seconds: i64 },
    /// Request a token with the TokenRequest API.
    RequestToken,
    /// Request a token with fewer claims.
    ShorterToken,
    /// Use a shorter issuer, name or audience.
    ShorterClaim,
    /// Let the recipient trust the issuer.
    TrustIssuer,
    /// Correct the issuer at the recipient, byte for byte.
    CorrectIssuer,
    /// Give the cluster an issuer that is a public https URL.
    PublicIssuer,
    /// Open the issuer's discovery to the recipient.
    OpenDiscovery,
    /// Open it to AWS, which waits five seconds for an answer.
    OpenDiscoveryToAws,
    /// Open it, or upload the keys.
    OpenDiscoveryOrUpload,
    /// Upload the current keys.
    UploadKeys,
    /// Correct the subject at the recipient, or use another ServiceAccount.
    CorrectSubject,
    /// Use a ServiceAccount whose name is a DNS label.
    LabelName,
    /// Correct the policy.
    CorrectPolicy,
    /// Paste the policy.
    PastePolicy(PolicyKind),
    /// Map a shorter claim.
    ShorterMapping,
    /// Allow the algorithm, or sign with another.
    AllowAlgorithm,
    /// Check the signature with the cluster's keys.
    CheckSignature,
    /// Correct the clock.
    CorrectClock,
    /// Name the full provider in the request.
    NameProvider,
    /// Name a role in the request.
    NameRole,
    /// Wait until Envoy fetches the keys again, or give it the right ones.
    WaitForKeys,
    /// Sign with a larger key.
    LargerKey,
    /// Ask for the identity of the Pod's own app.
    CorrectAppId,
    /// Send the token with this grant type.
    NameGrant { grant: &'static str },
    /// Enable the provider, or use another.
    EnableProvider,
    /// Map a claim that the token has.
    MapOwnClaim,
    /// Get a new token for each exchange.
    NewTokenEachTime,
    /// Get a new token, bound to an object that exists.
    NewToken,
    /// Run it in a Pod.
    UsePodToken,
    /// Use a cluster of a large cloud, or another Fulcio.
    RequestCloud,
}
