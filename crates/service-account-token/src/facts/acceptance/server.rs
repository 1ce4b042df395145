//! What the checks of the API server say: typed values, from which `words` makes sentences.

use crate::facts::advice::Trust;
use crate::facts::binding::ObjectKind;

/// A minor version of Kubernetes 1, which decides the order of some checks and the text of most messages.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Release(pub(crate) u8);

impl Release {
    /// The newest one that this tool knows.
    pub(crate) const NEWEST: Self = Self(37);

    /// From here on, the messages about bound tokens are in lower case.
    pub(crate) const LOWER_CASE: Self = Self(23);

    /// From here on, `iat` is checked, null counts as absent in a time, and a missing `exp` passes: the JOSE
    /// library is v2.6.0 instead of v2.2.2.
    pub(crate) const ISSUED_AT: Self = Self(27);

    /// From here on, uids are checked before deletion, Nodes are known, and the label
    /// `kubernetes.io/legacy-token-invalid-since` counts.
    pub(crate) const UID_FIRST: Self = Self(29);

    /// From here on, tokens that are bound to a Node are accepted by default.
    pub(crate) const NODE_BINDING: Self = Self(30);

    /// From here on, `kid` chooses the key.
    pub(crate) const KEY_ID: Self = Self(31);

    /// From here on, tokens of webhooks are known.
    pub(crate) const WEBHOOKS: Self = Self(37);

    /// From here on, the messages of the JOSE library begin with `go-jose/`.
    pub(crate) const GO_JOSE: Self = Self(33);
}

/// What decides a check of the API server.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Detail {
    /// Three parts that it can decode.
    Intact,
    /// It decodes them, though strict verifiers do not: unused bits of base64url are set.
    NotCanonical,
    /// This copy is cut off.
    CutOff,
    /// The signature was taken out of this copy.
    SignatureRemoved,
    /// Only decoded claims are here.
    OnlyClaims,
    /// The token is encrypted.
    Encrypted,
    /// The JSON serialization.
    JsonForm,
    /// It cannot be decoded.
    Malformed,
    /// The header has a parameter of another type than the JOSE library decodes.
    HeaderUndecodable { parameter: String },
    /// The paste has line breaks between the characters, which it ignores in a bound token.
    LinesJoined { is_legacy: bool },
    /// The paste has blanks between the characters, where it stops reading.
    BlanksRemoved,

    /// `iss` is that of every legacy token.
    IssuerOfLegacy,
    /// `iss` is one of the given issuers.
    IssuerListed { issuer: String },
    /// `iss` is none of the given issuers.
    IssuerNotListed { issuer: String },
    /// The issuers of the API server are not given.
    IssuerToAsk { issuer: String },
    /// There is no `iss`.
    IssuerMissing,
    /// A legacy token with another `iss`.
    IssuerNotLegacy,
    /// A legacy token with one of the given issuers: it is read as a bound one.
    IssuerOfBound,
    /// Not a service account token: whether an API server may trust its issuer all the same.
    NotServiceAccount { trust: Trust },

    /// `kid` is ignored up to 1.30.
    KeyIdIgnored,
    /// There is no `kid`: all keys are tried.
    NoKeyId,
    /// One of the given keys has the `kid`.
    KeyGiven,
    /// None of the given keys has the `kid`.
    KeyNotGiven,
    /// One of the given keys signed it, under another `kid`.
    KeyUnderOtherId,
    /// The keys of the API server are not given.
    KeyToAsk { key_id: String },

    /// One of the given keys signed it.
    Signed,
    /// The given key with its `kid` did not sign it.
    KeyDidNotSign,
    /// The given keys did not sign it. The API server may have others.
    NotSigned,
    /// Nobody checked it.
    SignatureToCheck,
    /// No key verifies this algorithm.
    AlgorithmRefused { algorithm: String },
    /// There is no `alg`.
    AlgorithmMissing,
    /// The header has a `crit` that names an extension that it does not know.
    CriticalParameter,
    /// The header has a `crit` that is no list of strings.
    CriticalNotTexts,
    /// The header has a `crit` that it accepts: an empty list, or one that names `b64` alone.
    CriticalAccepted,
    /// Kubernetes does not sign with this algorithm, but the API server verifies it.
    AlgorithmUnusual { algorithm: String },
    /// There is no signature.
    Unsigned,
    /// The signature has a length that its algorithm does not have.
    SignatureLength,

    /// The claims have the types that it decodes.
    TypesFit,
    /// The claims have the types that it decodes, and a name is there twice where it does not look.
    DuplicateSkipped { claim: String },
    /// A time is not a number.
    TimeNotNumber { claim: String },
    /// A time is a number that it cannot decode.
    TimeTooLarge { claim: String },
    /// A time is null, which it decodes only since 1.27.
    TimeNull { claim: String },
    /// A claim has another type.
    WrongType { claim: String },
    /// A claim is there twice.
    Duplicate { claim: String },

    /// An audience is among those asked for.
    AudienceFits { audience: String, because: AudienceBecause },
    /// There is no audience, which stands for the API server's.
    NoAudience,
    /// There is no audience, and the audiences asked for are not, or may not be, the API server's.
    NoAudienceElsewhere,
    /// None of the audiences is among those asked for.
    AudienceForeign { because: AudienceBecause },
    /// The audiences of the API server are not given.
    AudienceToAsk,

    /// A time, and the clock.
    Time { at: i64, now: i64 },
    /// A time that only passes by the leeway: strict verifiers reject it.
    WithinLeeway { at: i64, now: i64 },
    /// The clock is unknown.
    NoClock { at: i64 },
    /// The claim is missing, and so not checked.
    TimeMissing,
    /// `exp` is missing, which counts as 1970 before 1.27.
    ExpiryMissing,
    /// The claim is no time that can be shown.
    TimeUnreadable,
    /// `iat` is checked since 1.27.
    IssuedAtIgnored,
    /// The times of a legacy token are ignored.
    LegacyTimes { has_expiry: bool },
    /// Past `warnafter`: it accepts the token and records that it is stale.
    Stale { since: i64 },
    /// Not past `warnafter`.
    NotStale { at: i64 },

    /// All claims of a legacy token are there.
    ClaimsThere,
    /// A claim is missing.
    ClaimMissing,
    /// `sub` and the other claims name the same ServiceAccount.
    SubjectFits,
    /// `sub` names another ServiceAccount.
    SubjectDiffers,
    /// `sub` and the other claims agree on what no ServiceAccount or namespace can be called.
    SubjectNotAName,
    /// `sub` of a bound token is not read.
    SubjectIgnored,

    /// An object that it looks up, by its name if the token has one, and what is known about it.
    Object { kind: ObjectKind, name: Option<String>, found: Found },
    /// `--service-account-lookup=false`: legacy tokens are not looked up.
    LookupOff,

    /// Tokens that are bound to a Node are accepted.
    NodesKnown,
    /// 1.29 accepts them only with a feature gate.
    NodesGated,
    /// Earlier releases ignore the Node.
    NodesIgnored,

    /// The caller says that the Secret contains this token.
    SecretHasToken,
    /// The caller says that the Secret contains another token.
    SecretHasOther,
    /// The bytes differ, because unused bits are set.
    SecretNotCanonical,
    /// The caller says that the Secret was recreated: its token may be the same again.
    SecretRecreated,
    /// Nobody compared the Secret's token.
    SecretToCompare,

    /// The caller says that the Secret has no label.
    NotMarked,
    /// The caller says that the Secret has the label.
    Marked,
    /// Nobody looked for the label.
    MarkToAsk,
    /// The label counts since 1.29.
    MarkIgnored,
}

/// What is known about an object that the API server looks up.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Found {
    /// The token does not name it.
    NameMissing,
    /// No object has such a name.
    NameImpossible,
    /// The token names no namespace.
    NamespaceMissing,
    /// No namespace has such a name.
    NamespaceImpossible,
    /// It exists, the caller says.
    Exists,
    /// It is gone, the caller says.
    Gone,
    /// There is a new one of this name, the caller says.
    Recreated,
    /// Its `deletionTimestamp` is more than a minute past, the caller says. `at_once`: it counts without the
    /// minute, because the token is a legacy one.
    Terminating { at_once: bool },
    /// The token does not have its uid.
    UidMissing,
    /// Nobody says.
    ToAsk,
}

/// Why audiences count as the ones asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum AudienceBecause {
    /// The caller says which audiences are asked for.
    Requested,
    /// The caller gave the API server's.
    Given,
    /// By default, they are its issuers.
    Default,
}

/// A message of the API server, as it logs it.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Message {
    pub(crate) answer: Answer,
    pub(crate) release: Release,
}

/// What a message of the API server says.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Answer {
    /// It is nobody's token.
    NotMine,
    /// No key has the `kid`.
    NoKeys,
    /// No key verifies the signature.
    Signature,
    /// A time is not a number.
    NotANumericDate,
    /// A claim has another type.
    CannotUnmarshal,
    /// `aud` has.
    NotAnAudience,
    /// A member is there twice.
    Duplicate(String),
    /// No audience is asked for. An empty list is not known.
    Audience {
        token: Vec<String>,
        target: Vec<String>,
    },
    NotYet,
    Expired,
    IssuedInFuture,
    ClaimMissing(&'static str),
    SubjectInvalid,
    AccountNotFound(String),
    /// The client library looks for no empty name (client-go rest/request.go Name).
    AccountNameEmpty,
    AccountUid {
        uid: String,
        is_legacy: bool,
    },
    AccountDeleted {
        namespace: String,
        name: String,
        is_legacy: bool,
    },
    Invalidated {
        is_legacy: bool,
    },
    ObjectUid(ObjectKind, String),
    NodeGate,
    OtherToken,
    Marked {
        namespace: String,
        secret: String,
        account: String,
    },
}

/// What makes a check of the API server pass.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Fix {
    /// Copy the whole token.
    CopyWhole,
    /// Send the token as a compact JWS.
    SendCompact,
    /// Use a token of this cluster, or add the issuer.
    UseOwnToken,
    /// Add the public key, or get a new token.
    AddKey,
    /// Get a new token.
    NewToken,
    /// Ask for the right audience.
    AudienceOfApiServer,
    /// Set the audiences of the TokenReview.
    AudiencesOfReview,
    /// Read the token file again.
    RereadFile,
    /// Compare the clocks.
    CompareClocks,
    /// Restart the Pods, and create new tokens.
    TokenOfNewAccount,
    /// A token of the new object.
    TokenOfNewObject,
    /// Read the Secret again.
    ReadSecret,
    /// Remove the label, or replace the token.
    Unmark,
    /// Switch the feature on, or update.
    UpdateServer,
}
