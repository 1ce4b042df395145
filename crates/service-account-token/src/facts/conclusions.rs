//! All that is concluded about one token. Each conclusion is drawn once, by `conclude`, and read from
//! here by everything else.

use super::api_server::Verdict;
use super::audience::{ApiServerReason, AudienceOwner, Recipient};
use super::binding::ObjectKind;
use super::extension::WarnAfter;
use super::identity::Account;
use super::lifetime::Lifetime;
use super::missing::Missing;
use super::origin::SecretName;
use super::other_token::Identified;
use super::seen::Evidence;
use super::variant::Variant;
use super::vocabulary::{Binding, Identity, Kind, Times};
use crate::claims::ClaimsSet;

/// The conclusions about one token.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Facts {
    pub(crate) kind: Kind,
    /// None unless legacy or bound.
    pub(crate) variant: Option<Variant>,
    /// What an "other" is.
    pub(crate) identified_as: Option<Identified>,
    pub(crate) evidence: Vec<Evidence>,
    /// The ServiceAccount that the claims name.
    pub(crate) account: Account,
    /// None unless legacy or bound.
    pub(crate) identity: Option<Identity>,
    /// The pattern of the name of the Secret that a legacy token is kept in.
    pub(crate) secret_name: Option<SecretName>,
    /// The object that it is bound to; of a legacy token, the Secret that it is kept in.
    pub(crate) binding: Option<Binding>,
    /// The kinds of the objects that the claims bind it to, that of `binding` first; of a legacy token
    /// always a Secret.
    pub(crate) object_kinds: Vec<ObjectKind>,
    /// Every value of `aud` of a service account token, in order.
    pub(crate) recipients: Vec<Recipient>,
    /// One of its audiences may be the API server's own, though none is known to be.
    pub(crate) may_be_own_audience: bool,
    /// The API groups that a webhook token attests (1.37).
    pub(crate) api_groups: Vec<String>,
    /// What `warnafter` says about the extension.
    pub(crate) warn_after: WarnAfter,
    /// The required claims that a service account token misses.
    pub(crate) missing: Vec<Missing>,
    pub(crate) times: Times,
    /// What the lifetime of a bound token suggests.
    pub(crate) lifetime: Option<Lifetime>,
    /// What any API server makes of it.
    pub(crate) verdict: Verdict,
}

impl Facts {
    /// Returns true if no audience is known to be the API server's. By default its audiences are its
    /// issuers; any other is the cluster's choice. Where a token has `jti`, only those of the API server
    /// were extended.
    pub(crate) fn is_api_audience_guessed(&self, claims: &ClaimsSet) -> bool {
        !self.recipients.iter().any(|recipient| match recipient.owner {
            AudienceOwner::ApiServer(ApiServerReason::Given | ApiServerReason::Issuer) => true,
            AudienceOwner::ApiServer(ApiServerReason::Extended) => claims.jti.is_some(),
            _ => false,
        })
    }
}
