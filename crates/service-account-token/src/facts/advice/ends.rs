//! What ends a token.
//!
//! Rules: kubernetes/kubernetes pkg/serviceaccount/claims.go and legacy.go (`Validate`),
//! pkg/kubeapiserver/options/authentication.go (successes are remembered for 10 s),
//! pkg/kubelet/apis/config/v1beta1/defaults.go (2 min at the kubelet's own API).

use super::objects::Object;
use super::subject::{Expiry, Subject};
use crate::facts::vocabulary::{BoundTo, Kind, Origin};
use crate::kubernetes::{Certainty, Check, Party};

/// Something that ends a token, or that does not.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum End {
    /// The expiry of a bound token. `is_extended`: a newer token replaces it before.
    Expiry { at: i64, is_extended: bool },
    /// The expiry of a bound token for others, who may be lenient.
    ExpiryAtRecipient { at: i64 },
    /// The expiry of a token that is not for a service account.
    ExpiryAtAnybody { at: i64 },
    /// An `exp` in milliseconds, here in seconds.
    ExpiryInMilliseconds { at: i64 },
    /// A bound token without an `exp` that can be read.
    ExpiryUnknown,
    /// The deletion of the Pod that it is bound to.
    PodDeleted(Object),
    /// The deletion of the Secret that it is bound to.
    SecretDeleted(Object),
    /// The deletion of the Node that it is bound to.
    NodeDeleted(Object),
    /// The deletion of the webhook configuration that it is bound to.
    WebhookDeleted(Object),
    /// The deletion of a bound token's ServiceAccount.
    AccountDeleted(Object),
    /// The withdrawal of its signing key, with its id.
    KeyWithdrawn { kid: Option<String> },
    /// The removal of its issuer from the API server's list.
    IssuerRemoved,
    /// No deletion ends it at these recipients, who never ask the cluster.
    DeletionIgnored { by: Vec<Party> },
    /// Recipients that never ask the cluster see no deletion, and a recipient may be such a one.
    DeletionMaybeIgnored,
    /// Others that verify it with the cluster's keys see no deletion, though it is not meant for them.
    UnnoticedElsewhere,
    /// These recipients stop trusting it.
    TrustRemoved { by: Vec<Party> },
    /// These recipients ask the cluster, but what they gave for the token goes on.
    ExchangedLivesOn { by: Vec<Party> },
    /// The deletion of the Secret that a legacy token is kept in.
    LegacySecretDeleted(Object),
    /// With an RSA key, the same Secret created again brings the same token back.
    SameTokenAgain,
    /// Another token in its Secret.
    TokenReplaced,
    /// The deletion of a legacy token's ServiceAccount.
    LegacyAccountDeleted(Object),
    /// The label of the clean-up on its Secret. `by_hand`: the clean-up leaves such Secrets alone.
    SecretMarkedInvalid { by_hand: bool },
    /// The age of a legacy token does not end it.
    AgeIgnored,
}

impl End {
    /// Returns how sure it is.
    pub(crate) const fn certainty(&self) -> Certainty {
        match self {
            Self::Expiry { .. }
            | Self::ExpiryInMilliseconds { .. }
            | Self::ExpiryUnknown
            | Self::PodDeleted(_)
            | Self::SecretDeleted(_)
            | Self::NodeDeleted(_)
            | Self::WebhookDeleted(_)
            | Self::AccountDeleted(_)
            | Self::KeyWithdrawn { .. }
            | Self::IssuerRemoved
            | Self::LegacySecretDeleted(_)
            | Self::TokenReplaced
            | Self::LegacyAccountDeleted(_)
            | Self::SecretMarkedInvalid { .. }
            | Self::AgeIgnored => Certainty::Certain,
            Self::ExpiryAtAnybody { .. }
            | Self::DeletionIgnored { .. }
            | Self::DeletionMaybeIgnored
            | Self::UnnoticedElsewhere
            | Self::TrustRemoved { .. }
            | Self::ExchangedLivesOn { .. } => Certainty::Documented,
            Self::SameTokenAgain => Certainty::Likely,
            Self::ExpiryAtRecipient { .. } => Certainty::Unknown,
        }
    }
}

/// Returns what ends the token, the most telling first; nothing for one that no server accepts.
pub(super) fn ends(subject: &Subject<'_>) -> Vec<End> {
    if subject.is_unsigned() || (subject.is_never_written && !subject.is_cut_off()) {
        return Vec::new();
    }
    match subject.kind {
        Kind::Legacy => legacy(subject),
        Kind::Bound => bound(subject),
        Kind::Other => other(subject),
        Kind::Unreadable => Vec::new(),
    }
}

fn bound(subject: &Subject<'_>) -> Vec<End> {
    let checks = &subject.checks;
    let mut ends = Vec::new();
    if !checks.by_keys.is_empty() {
        ends.push(End::DeletionIgnored { by: checks.by_keys.clone() });
    } else if checks.has_unknown {
        ends.push(End::DeletionMaybeIgnored);
    }
    ends.push(expiry(subject));
    // Only `exp` ends what Sigstore signs for, and its signatures stay: fulcio pkg/config/config.go.
    let by: Vec<_> =
        checks.by_keys.iter().copied().filter(|party| *party != Party::Sigstore).collect();
    if !by.is_empty() {
        ends.push(End::TrustRemoved { by });
    }
    let is_looked_up = !subject.is_foreign() || checks.of_all() != Check::Keys;
    if is_looked_up {
        ends.extend(object_deleted(subject));
        ends.push(End::AccountDeleted(subject.account_object()));
    }
    if !checks.by_review.is_empty() {
        ends.push(End::ExchangedLivesOn { by: checks.by_review.clone() });
    }
    ends.push(key_withdrawn(subject));
    if is_looked_up {
        ends.push(End::IssuerRemoved);
    }
    if subject.recipients.first.is_empty() {
        ends.push(End::UnnoticedElsewhere);
    }
    ends
}

fn expiry(subject: &Subject<'_>) -> End {
    match subject.expiry {
        Expiry::InMilliseconds(at) => End::ExpiryInMilliseconds { at },
        Expiry::At(at) if subject.is_foreign() => End::ExpiryAtRecipient { at },
        Expiry::At(at) => End::Expiry { at, is_extended: subject.is_extended },
        Expiry::Unreadable | Expiry::Missing => End::ExpiryUnknown,
    }
}

fn object_deleted(subject: &Subject<'_>) -> Option<End> {
    let object = subject.object()?;
    match subject.bound_to()? {
        BoundTo::Pod => Some(End::PodDeleted(object)),
        BoundTo::Secret => Some(End::SecretDeleted(object)),
        BoundTo::Node => Some(End::NodeDeleted(object)),
        BoundTo::Webhook => Some(End::WebhookDeleted(object)),
        BoundTo::None => None,
    }
}

fn key_withdrawn(subject: &Subject<'_>) -> End {
    let kid = subject.jose.header_string("kid").filter(|kid| !kid.is_empty());
    End::KeyWithdrawn { kid: kid.map(str::to_owned) }
}

fn legacy(subject: &Subject<'_>) -> Vec<End> {
    let mut ends = Vec::new();
    ends.extend(subject.object().map(End::LegacySecretDeleted));
    // PKCS #1 v1.5 signatures are deterministic (RFC 8017 §8.2), and the claims have no time.
    ends.push(match subject.jose.header_string("alg") {
        Some("RS256") => End::SameTokenAgain,
        _ => End::TokenReplaced,
    });
    // kubernetes/kubernetes pkg/controller/serviceaccount/legacy_serviceaccount_token_cleaner.go
    let origin = subject.variant.and_then(|variant| variant.origin);
    let by_hand = matches!(origin, Some(Origin::Manual | Origin::ManualLikely));
    ends.extend([
        End::LegacyAccountDeleted(subject.account_object()),
        End::SecretMarkedInvalid { by_hand },
        key_withdrawn(subject),
        End::AgeIgnored,
    ]);
    ends
}

fn other(subject: &Subject<'_>) -> Vec<End> {
    match subject.expiry {
        Expiry::At(at) => vec![End::ExpiryAtAnybody { at }],
        Expiry::InMilliseconds(at) => vec![End::ExpiryInMilliseconds { at }],
        Expiry::Unreadable | Expiry::Missing => Vec::new(),
    }
}
