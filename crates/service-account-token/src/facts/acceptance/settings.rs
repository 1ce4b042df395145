//! What the caller knows about the parties and the cluster.

use super::vocabulary::ObjectState;
use crate::keys::VerificationReason;
use crate::text::calendar::MAX_SECONDS;

/// What the caller knows about the parties and the cluster. Whatever is left out stays unknown.
///
/// ```
/// use service_account_token::{VerdictOptions, report::ObjectState};
///
/// let mut options = VerdictOptions::new().now(1_700_000_000);
/// options.release = Some(31);
/// options.object = ObjectState::Deleted;
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Settings {
    /// The clock, in Unix seconds. Without it, the times are unknown.
    pub now: Option<i64>,
    /// What checking the signature has proved, if the caller has checked it.
    pub signature: Option<VerificationReason>,
    /// The minor version of the API server: 31 for Kubernetes 1.31. None for the newest one that this
    /// release knows.
    pub release: Option<u8>,
    /// The API server's `--api-audiences`. By default these are its issuers.
    pub api_audiences: Vec<String>,
    /// The audiences that are asked for, such as `spec.audiences` of a TokenReview. By default these are
    /// the API server's.
    pub requested_audiences: Vec<String>,
    /// The API server's `--service-account-issuer`.
    pub issuers: Vec<String>,
    /// The API server's `--service-account-lookup`, which only counts for legacy tokens.
    pub legacy_lookup: bool,
    /// The ServiceAccount.
    pub account: ObjectState,
    /// The object that the token is bound to, or the Secret of a legacy token.
    pub object: ObjectState,
    /// Whether the Secret of a legacy token contains this very token.
    pub secret_has_token: Option<bool>,
    /// Whether the Secret of a legacy token has the label `kubernetes.io/legacy-token-invalid-since`.
    pub marked_invalid: Option<bool>,
    /// The issuers that a recipient trusts.
    pub expected_issuers: Vec<String>,
    /// The audiences that a recipient accepts.
    pub expected_audiences: Vec<String>,
    /// The subject that a recipient accepts, or its pattern.
    pub expected_subject: Option<String>,
    /// The trust policy of a recipient, as JSON.
    pub policy: Option<String>,
    /// The longest time in seconds from `iat` to `exp` that a recipient accepts, where it can be configured:
    /// `max_jwt_lifetime_seconds` of the Claude API, 3600 by default.
    pub max_lifetime: Option<u32>,
    /// `IssuanceLimitTime` of an OpenID Connect provider at Alibaba Cloud: how many hours after `iat` it accepts
    /// a token, from 1 to 168. Other numbers count as not known.
    pub issuance_limit: Option<u32>,
}

impl Default for Settings {
    fn default() -> Self {
        Self {
            now: None,
            signature: None,
            release: None,
            api_audiences: Vec::new(),
            requested_audiences: Vec::new(),
            issuers: Vec::new(),
            legacy_lookup: true,
            account: ObjectState::Unknown,
            object: ObjectState::Unknown,
            secret_has_token: None,
            marked_invalid: None,
            expected_issuers: Vec::new(),
            expected_audiences: Vec::new(),
            expected_subject: None,
            policy: None,
            max_lifetime: None,
            issuance_limit: None,
        }
    }
}

impl Settings {
    /// Returns options that say nothing.
    pub fn new() -> Self {
        Self::default()
    }

    /// Sets the clock, in Unix seconds.
    #[must_use]
    pub fn now(mut self, seconds: impl Into<Option<i64>>) -> Self {
        self.now = seconds.into();
        self
    }

    /// Returns the options with a clock that can be shown.
    pub(crate) fn clamped(&self) -> Self {
        self.clone().now(self.now.map(|now| now.clamp(-MAX_SECONDS, MAX_SECONDS)))
    }
}
