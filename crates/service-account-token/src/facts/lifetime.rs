//! Infers from a bound token's lifetime who requested it. Anyone may request any lifetime, so these
//! are likelihoods. Only the extension leaves a mark of its own, `warnafter`.

use super::evidence_code::EvidenceCode;
use super::extension::WarnAfter;
use crate::facts::reading::Reading;
use crate::facts::variant::Variant;
use crate::facts::vocabulary::{AudienceClass, BoundTo, Times};
use crate::kubernetes::Certainty;
use crate::kubernetes::Party;
use crate::kubernetes::lifetimes::{
    DEFAULT_REQUEST_SECONDS, EKS_EXTENSION_SECONDS, EXTENSION_SECONDS, MAX_REQUEST_SECONDS,
    MIN_REQUEST_SECONDS, TEN_YEARS_SECONDS, WARN_AFTER_SECONDS,
};

/// What a lifetime suggests.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Lifetime {
    /// The stock extension to 365 days.
    Extended,
    /// The extension to 90 days that Amazon documents for EKS.
    ExtendedByEks,
    /// An extension that the signer's own maximum limits to this many seconds (1.32).
    ExtensionCut { seconds: i64 },
    /// The lifetime of every webhook token.
    Webhook,
    /// The requested lifetime of an injected token, not extended.
    InjectedNotExtended,
    /// The same lifetime for another audience, which is not extended since 1.24.
    NotExtendedForAudience,
    /// The lifetime that kube-controller-manager's own clients request.
    ControllerManagerClient,
    /// The default.
    Default,
    /// The shortest that the API allows.
    Minimum,
    /// The lifetime that the EKS webhook requests.
    EksWebhook,
    /// A day.
    Day,
    /// The cap of GKE.
    GkeCap,
    /// A year, without the extension.
    YearRequested,
    /// Ten years, of a token that is bound to a Pod or not.
    TenYearsRequested { of_pod: bool },
    /// The longest that the API allows.
    Maximum,
}

impl Lifetime {
    /// Returns its stable code as evidence.
    pub(crate) const fn code(self) -> EvidenceCode {
        match self {
            Self::Extended | Self::ExtendedByEks | Self::ExtensionCut { .. } => {
                EvidenceCode::ExtendedLifetime
            }
            Self::Webhook => EvidenceCode::WebhookLifetime,
            Self::InjectedNotExtended => EvidenceCode::InjectedNotExtended,
            Self::NotExtendedForAudience => EvidenceCode::NotExtendedAudience,
            Self::ControllerManagerClient => EvidenceCode::ControllerManagerClient,
            Self::Default => EvidenceCode::DefaultLifetime,
            Self::Minimum => EvidenceCode::MinimumLifetime,
            Self::EksWebhook => EvidenceCode::EksWebhookLifetime,
            Self::Day => EvidenceCode::DayLifetime,
            Self::GkeCap => EvidenceCode::GkeCap,
            Self::YearRequested => EvidenceCode::YearRequested,
            Self::TenYearsRequested { .. } => EvidenceCode::TenYearsRequested,
            Self::Maximum => EvidenceCode::MaximumLifetime,
        }
    }

    /// Returns how certain it is. Anyone may request any lifetime, but every webhook token has the same.
    pub(super) const fn certainty(self) -> Certainty {
        match self {
            Self::Extended | Self::Webhook | Self::YearRequested => Certainty::Certain,
            Self::ExtendedByEks => Certainty::Documented,
            _ => Certainty::Likely,
        }
    }
}

/// Returns what the lifetime of a bound token suggests.
pub(super) fn lifetime(
    reading: &Reading<'_>,
    variant: &Variant,
    times: &Times,
    warn_after: WarnAfter,
) -> Option<Lifetime> {
    let seconds = times.lifetime_seconds?;
    match (warn_after, seconds) {
        (WarnAfter::Lost | WarnAfter::Odd, _) => return None,
        (WarnAfter::OfExtension, EXTENSION_SECONDS) => return Some(Lifetime::Extended),
        (WarnAfter::OfExtension, EKS_EXTENSION_SECONDS) => return Some(Lifetime::ExtendedByEks),
        (WarnAfter::OfExtension, _) => return Some(Lifetime::ExtensionCut { seconds }),
        (WarnAfter::Absent, _) => {}
    }
    let eks = || {
        let is_eks = |party| matches!(party, Party::AwsIrsa | Party::EksPodIdentity);
        variant.parties.iter().any(|named| is_eks(named.party))
    };
    let pod = variant.bound_to == Some(BoundTo::Pod);
    let unbound = variant.bound_to == Some(BoundTo::None);
    let webhook = variant.bound_to == Some(BoundTo::Webhook);
    Some(match seconds {
        MIN_REQUEST_SECONDS if webhook => Lifetime::Webhook,
        // The API issues them with no other lifetime.
        _ if webhook => return None,
        WARN_AFTER_SECONDS if pod && variant.audience == AudienceClass::ApiServer => {
            Lifetime::InjectedNotExtended
        }
        WARN_AFTER_SECONDS if pod => Lifetime::NotExtendedForAudience,
        DEFAULT_REQUEST_SECONDS if unbound && is_controller(reading) => {
            Lifetime::ControllerManagerClient
        }
        DEFAULT_REQUEST_SECONDS => Lifetime::Default,
        MIN_REQUEST_SECONDS => Lifetime::Minimum,
        79_200..=86_400 if eks() => Lifetime::EksWebhook,
        86_400 => Lifetime::Day,
        172_800 => Lifetime::GkeCap,
        EXTENSION_SECONDS => Lifetime::YearRequested,
        TEN_YEARS_SECONDS => Lifetime::TenYearsRequested { of_pod: pod },
        MAX_REQUEST_SECONDS => Lifetime::Maximum,
        _ => return None,
    })
}

/// Returns true for the accounts that kube-controller-manager gives its controllers, one each in
/// `kube-system` (kubernetes/kubernetes
/// staging/src/k8s.io/controller-manager/pkg/clientbuilder/client_builder_dynamic.go).
fn is_controller(reading: &Reading<'_>) -> bool {
    reading.claims.subject().is_some_and(|(namespace, name)| {
        namespace == "kube-system" && name.ends_with("-controller")
    })
}
