//! What the lifetime of a bound token tells of who asked for it. Anybody may ask for any lifetime,
//! so these are likelihoods; only the extension leaves a mark of its own, `warnafter`.

use super::binding::{may_be_extended, warn_after};
use crate::Reading;
use crate::claims::calendar::exactly;
use crate::claims::{EXTENSION_SECONDS, WARN_AFTER_SECONDS};
use crate::report::{AudienceClass, BoundTo, Certainty, Text, Times, Variant};

/// What Amazon documents for EKS: 90 days.
pub(super) const EKS_EXTENSION_SECONDS: i64 = 7_776_000;

/// What TokenRequest gives to whoever asks for nothing.
const DEFAULT_SECONDS: i64 = 3600;

/// A conclusion from the lifetime: code, sentence, certainty.
pub(super) type Conclusion = (&'static str, Text, Certainty);

pub(super) fn conclusion(
    reading: &Reading<'_>,
    variant: &Variant,
    times: &Times,
) -> Option<Conclusion> {
    let lifetime = times.lifetime_seconds?;
    if may_be_extended(reading) {
        return None;
    }
    if warn_after(reading).is_some() {
        return reading.claims.is_extended().then(|| extended(lifetime));
    }
    let audiences = || variant.parties.iter().map(|party| &*party.code);
    let eks = || audiences().any(|code| matches!(code, "aws-irsa" | "eks-pod-identity"));
    let pod = variant.bound_to == Some(BoundTo::Pod);
    let unbound = variant.bound_to == Some(BoundTo::None);
    let webhook = variant.bound_to == Some(BoundTo::Webhook);
    let (code, text): (_, Text) = match lifetime {
        600 if webhook => ("webhook_lifetime", "600 s is the lifetime of every webhook token.".into()),
        // The API gives no other.
        _ if webhook => return None,
        WARN_AFTER_SECONDS if pod && variant.audience == AudienceClass::ApiServer => (
            "injected_not_extended",
            "3607 s is what injected tokens ask for: the extension to a year is switched off there.".into(),
        ),
        WARN_AFTER_SECONDS if pod => (
            "not_extended_audience",
            "3607 s without `warnafter`: since 1.24 a token for others than the API server is not extended.".into(),
        ),
        DEFAULT_SECONDS if unbound && is_controller(reading) => (
            "controller_manager_client",
            "3600 s for a controller's account in `kube-system`: kube-controller-manager's own client asks so.".into(),
        ),
        DEFAULT_SECONDS => (
            "default_lifetime",
            "3600 s is the default: nobody asked for another lifetime, in `kubectl create token` or in a projected volume.".into(),
        ),
        600 => ("minimum_lifetime", "600 s is the least that can be asked for.".into()),
        79_200..=86_400 if eks() => (
            "eks_webhook_lifetime",
            "22 to 24 hours is what the EKS webhook asks for: a day less a random part.".into(),
        ),
        86_400 => (
            "day_lifetime",
            "A day: asked for, or what EKS and AKS cut longer requests to.".into(),
        ),
        172_800 => ("gke_cap", "48 hours: asked for, or what GKE cuts longer requests to.".into()),
        EXTENSION_SECONDS => {
            let text = "365 days without `warnafter`: somebody asked for them, and it is not the extension of injected tokens.";
            return Some(("year_requested", text.into(), Certainty::Certain));
        }
        315_360_000 => ("ten_years_requested", "Ten years, as `--duration 87600h` asks.".into()),
        4_294_967_296 => ("maximum_lifetime", "2^32 s is the most that the API takes.".into()),
        _ => return None,
    };
    Some((code, text, Certainty::Likely))
}

fn extended(lifetime: i64) -> Conclusion {
    let text: Text = match lifetime {
        EXTENSION_SECONDS => {
            "It lives 365 days, the stock extension: the request was for 3607 s.".into()
        }
        EKS_EXTENSION_SECONDS => {
            let text = "It lives 90 days, the extension that Amazon documents for EKS.".into();
            return ("extended_lifetime", text, Certainty::Documented);
        }
        _ => {
            let text = format!(
                "It lives {} instead of 365 days: the signer's own maximum cuts the extension, since 1.32.",
                exactly(lifetime),
            );
            return ("extended_lifetime", text.into(), Certainty::Likely);
        }
    };
    ("extended_lifetime", text, Certainty::Certain)
}

/// kube-controller-manager gives each controller its account there (kubernetes/kubernetes
/// staging/src/k8s.io/controller-manager/pkg/clientbuilder/client_builder_dynamic.go).
fn is_controller(reading: &Reading<'_>) -> bool {
    reading.claims.subject().is_some_and(|(namespace, name)| {
        namespace == "kube-system" && name.ends_with("-controller")
    })
}
