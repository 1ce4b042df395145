//! Recipients that ask the cluster with a TokenReview, and EKS Pod Identity.

use super::context::{Answers, Context, Finding, step};
use super::times::Leeway;
use crate::facts::acceptance::recipient::{Detail, Fix, Message, Usual};
use crate::facts::acceptance::settings::Settings;
use crate::facts::acceptance::vocabulary::{Check, ObjectState, Order, Party, StepResult};
use crate::facts::acceptance::walk::{Step, Walk};
use crate::facts::conclusions::Facts;
use crate::facts::reading::Reading;
use crate::kubernetes;
use crate::kubernetes::names::is_label;

const LINKERD: &str = "linkerd/linkerd2:controller/identity/validator.go";
const LINKERD_SERVICE: &str = "linkerd/linkerd2:pkg/identity/service.go";
const ISTIO: &str = "istio/istio:security/pkg/k8s/tokenreview/k8sauthn.go";
const SPIRE: &str = "spiffe/spire:pkg/server/plugin/nodeattestor/k8spsat/psat.go";
const DAPR: &str = "dapr/dapr:pkg/sentry/server/validator/kubernetes/kubernetes.go";
const INFISICAL: &str =
    "Infisical/infisical:docs/documentation/platform/identities/kubernetes-auth.mdx";
const EKS: &str = "aws/eks-pod-identity-agent:request.go";
const LINKERD_AUDIENCE: Usual = Usual::Default("identity.l5d.io");
const ISTIO_AUDIENCE: Usual = Usual::Default("istio-ca");
const DAPR_LEGACY_AUDIENCE: &str = "dapr.io/sentry";
const SPIRE_AUDIENCE: Usual = Usual::Default("spire-server");
const EKS_AUDIENCE: Usual = Usual::Default("pods.eks.amazonaws.com");

/// Returns the checks of Linkerd, which tries a token for the API server as well.
pub(super) fn linkerd(reading: &Reading<'_>, _: &Facts, settings: &Settings) -> Walk {
    let context = Context::new(reading, settings);
    // It tries a token for another audience again without any, as one for the API server.
    let audience = context.audience_or_api_server(LINKERD_AUDIENCE);
    let usual = context.audience_fix(LINKERD_AUDIENCE);
    let steps = vec![
        review(&context, LINKERD),
        step(Check::Audience, audience).needs(usual).source(LINKERD),
        linkerd_identity(&context),
    ];
    let addressed = context.is_addressed(&[kubernetes::Party::Linkerd]);
    Walk::new(Party::Linkerd, Order::Unknown, addressed, steps)
}

/// The proxy asks for an identity, and the token's account has to be the same.
fn linkerd_identity(context: &Context<'_>) -> Step {
    // The name of a ServiceAccount may have dots. Linkerd makes a label of its own domain name from it.
    let subject = context.token.subject();
    if let Some(subject) = subject.filter(|subject| !subject.split(':').all(is_label)) {
        let own = (StepResult::Failed, Detail::SubjectNoLabel { subject: subject.to_owned() });
        let own = step(Check::Subject, own).says(Message::LinkerdLabel).needs(Fix::LabelName);
        return own.source(LINKERD);
    }
    let finding = match context.equal_subject() {
        (result, Detail::SubjectToCompare { subject, .. }) => {
            (result, Detail::IdentityToCompare { subject })
        }
        finding => finding,
    };
    let own = step(Check::Subject, finding).says(Message::LinkerdIdentity);
    own.needs(Fix::CorrectSubject).source(LINKERD_SERVICE)
}

/// Returns the checks of Istio's certificate authority.
pub(super) fn istio_ca(reading: &Reading<'_>, _: &Facts, settings: &Settings) -> Walk {
    let context = Context::new(reading, settings);
    let usual = context.audience_fix(ISTIO_AUDIENCE);
    let steps = vec![
        step(Check::Audience, context.audience(ISTIO_AUDIENCE))
            .says(Message::IstioCaFailed)
            .needs(usual)
            .source(ISTIO),
        review(&context, ISTIO).says(Message::IstioCaFailed),
    ];
    let addressed = context.is_addressed(&[kubernetes::Party::Istio]);
    Walk::new(Party::IstioCa, Order::Unknown, addressed, steps)
}

/// Returns the checks of a SPIRE server, plugin `k8s_psat`.
pub(super) fn spire(reading: &Reading<'_>, _: &Facts, settings: &Settings) -> Walk {
    let context = Context::new(reading, settings);
    let usual = context.audience_fix(SPIRE_AUDIENCE);
    let steps = vec![
        step(Check::Audience, context.audience(SPIRE_AUDIENCE)).needs(usual).source(SPIRE),
        review(&context, SPIRE),
        step(Check::Subject, context.equal_subject())
            .says(Message::SpireAccount)
            .needs(Fix::CorrectSubject)
            .source(SPIRE),
        step(Check::PodBinding, context.pod_binding())
            .says(Message::SpireNoPod)
            .needs(Fix::UsePodToken)
            .source(SPIRE),
        step(Check::ObjectUid, pod_uid(&context))
            .says(Message::SpirePodUid)
            .needs(Fix::NewToken)
            .source(SPIRE),
    ];
    let addressed = context.is_addressed(&[kubernetes::Party::Spire]);
    Walk::new(Party::Spire, Order::Unknown, addressed, steps)
}

fn pod_uid(context: &Context<'_>) -> Finding {
    match context.settings.object {
        _ if !context.token.is_pod_bound() => (StepResult::Unknown, Detail::PodUidToAsk),
        ObjectState::Exists => (StepResult::Passed, Detail::PodUidFits),
        ObjectState::Recreated => (StepResult::Failed, Detail::PodUidDiffers),
        _ => (StepResult::Unknown, Detail::PodUidToAsk),
    }
}

/// Returns the checks of Dapr Sentry.
pub(super) fn dapr(reading: &Reading<'_>, _: &Facts, settings: &Settings) -> Walk {
    let context = Context::new(reading, settings);
    let usual = context.audience_fix(Usual::Open);
    // It accepts the audience of earlier releases beside its own.
    let legacy = context.token.audiences().iter().find(|own| *own == DAPR_LEGACY_AUDIENCE);
    let audience = match legacy {
        Some(own) => (StepResult::Passed, Detail::AudienceFits { audience: own.clone() }),
        None => context.audience(Usual::Open),
    };
    let app_id = (StepResult::Unknown, Detail::AppIdNotHere);
    let steps = vec![
        step(Check::Audience, audience).needs(usual).source(DAPR),
        review(&context, DAPR),
        step(Check::PodBinding, context.pod_binding())
            .says(Message::DaprNoPod)
            .needs(Fix::UsePodToken)
            .source(DAPR),
        step(Check::Request, app_id).says(Message::DaprAppId).needs(Fix::CorrectAppId).source(DAPR),
    ];
    let addressed = context.is_addressed(&[kubernetes::Party::Dapr]);
    Walk::new(Party::Dapr, Order::Unknown, addressed, steps)
}

/// Returns the checks of EKS Pod Identity: its agent checks the claims, and its service the rest.
pub(super) fn pod_identity(reading: &Reading<'_>, _: &Facts, settings: &Settings) -> Walk {
    let context = Context::new(reading, settings);
    let usual = context.audience_fix(EKS_AUDIENCE);
    let own = |check: Check, finding: Finding, fix: Fix| -> Step {
        step(check, finding).says(Message::PodIdentityClaims).needs(fix).source(EKS)
    };
    let signature = (StepResult::Unknown, Detail::SignatureNotChecked);
    let form = step(Check::Form, context.three_parts()).says(Message::PodIdentityUnparsed);
    let steps = vec![
        form.needs(Fix::RequestToken).source(EKS),
        own(Check::Expiry, context.expiry(Leeway::Seconds(0)), Fix::ReadFileAgain),
        own(Check::NotBefore, context.begun("nbf", 0), Fix::CorrectClock),
        step(Check::Audience, context.audience(EKS_AUDIENCE)).needs(usual).source(EKS),
        step(Check::Signature, signature).source(EKS),
    ];
    let addressed = context.is_addressed(&[kubernetes::Party::EksPodIdentity]);
    Walk::new(Party::EksPodIdentity, Order::Unknown, addressed, steps)
}

/// Returns the checks of Infisical's Kubernetes Auth.
pub(super) fn infisical(reading: &Reading<'_>, _: &Facts, settings: &Settings) -> Walk {
    let context = Context::new(reading, settings);
    let steps = of_review(&context, Usual::Open, INFISICAL);
    Walk::new(Party::Infisical, Order::Unknown, false, steps)
}

/// Returns the checks that follow from asking the cluster about an audience.
pub(super) fn of_review(context: &Context<'_>, usual: Usual, source: &'static str) -> Vec<Step> {
    let fix = context.audience_fix(usual);
    let audience = if context.has_no_audience() {
        (StepResult::NotChecked, Detail::AudienceNotRead)
    } else {
        context.audience(usual)
    };
    let audience = step(Check::Audience, audience).needs(fix).source(source);
    vec![audience, review(context, source)]
}

pub(super) fn review(context: &Context<'_>, source: &'static str) -> Step {
    step(Check::TokenReview, context.review()).needs(Fix::NewToken).source(source)
}
