//! Recipients that are only known by their audience, and how they check a token in general. They are asked
//! about a token that is for them, and about no other.

use super::context::{Answers, Context, step};
use super::review;
use super::times::Leeway;
use crate::facts::acceptance::recipient::{Fix, Usual};
use crate::facts::acceptance::settings::Settings;
use crate::facts::acceptance::vocabulary::{Check, Order, Party};
use crate::facts::acceptance::walk::{Step, Walk};
use crate::facts::audience::AudienceOwner;
use crate::facts::conclusions::Facts;
use crate::facts::reading::Reading;
use crate::kubernetes;

/// A recipient, and where its audience or its check is from.
type Row = (kubernetes::Party, Party, &'static str);

const NAMED: &[Row] = {
    use kubernetes::Party as Own;
    &[
        (
            Own::GkeWorkloadIdentity,
            Party::GkeWorkloadIdentity,
            "https://cloud.google.com/kubernetes-engine/docs/concepts/workload-identity",
        ),
        (
            Own::AksIdentityBinding,
            Party::AksIdentityBinding,
            "Azure/secrets-store-csi-driver-provider-azure:pkg/auth/auth.go",
        ),
        (
            Own::OpenShiftSts,
            Party::OpenShiftSts,
            "openshift/hypershift:cmd/infra/azure/identities.go",
        ),
        (
            Own::TencentCam,
            Party::TencentCam,
            "https://www.tencentcloud.com/document/api/1150/49454",
        ),
        (
            Own::Volcengine,
            Party::Volcengine,
            "external-secrets/external-secrets:docs/provider/volcengine.md",
        ),
        (Own::Conjur, Party::Conjur, "cyberark/conjur:app/domain/authentication/authn_jwt"),
        (
            Own::Konnectivity,
            Party::Konnectivity,
            "kubernetes-sigs/apiserver-network-proxy:pkg/server/server.go",
        ),
        (
            Own::EnvoyGateway,
            Party::EnvoyGateway,
            "envoyproxy/gateway:internal/xds/server/kubejwt/tokenreview.go",
        ),
        (Own::Tailscale, Party::Tailscale, "tailscale/tailscale:cmd/k8s-operator/deploy/chart"),
        (
            Own::Doppler,
            Party::Doppler,
            "external-secrets/external-secrets:providers/v1/doppler/auth_oidc.go",
        ),
        (
            Own::Cloudsmith,
            Party::Cloudsmith,
            "external-secrets/external-secrets:docs/api/generator/cloudsmith.md",
        ),
        (
            Own::Pulumi,
            Party::Pulumi,
            "https://www.pulumi.com/docs/reference/cloud-rest-api/oauth-token-exchange",
        ),
        (Own::Webhook, Party::Webhook, "kubernetes/enhancements#6060"),
    ]
};

/// Returns the walk of each of these recipients that an audience of the token names.
pub(super) fn walks(reading: &Reading<'_>, facts: &Facts, settings: &Settings) -> Vec<Walk> {
    let context = Context::new(reading, settings);
    // The claims of a webhook token say that its audience is a webhook.
    let is_owner = |party| {
        let owner = AudienceOwner::Party(party);
        facts.recipients.iter().any(|recipient| recipient.owner == owner)
    };
    let is_named = |party| context.is_addressed(&[party]) || is_owner(party);
    let named = NAMED.iter().filter(|(own, ..)| is_named(*own));
    named.map(|row| walk(&context, row)).collect()
}

fn walk(context: &Context<'_>, &(own, party, source): &Row) -> Walk {
    let steps = match own.check() {
        kubernetes::Check::TokenReview => asked(context, party, source),
        kubernetes::Check::Keys => by_keys(context, source),
        kubernetes::Check::Either | kubernetes::Check::Unknown => likely_steps(context, source),
    };
    let walk = Walk::new(party, Order::Unknown, true, steps);
    match own.check() {
        kubernetes::Check::Either | kubernetes::Check::Unknown => walk.of_unknown_checks(),
        _ => walk,
    }
}

/// Konnectivity also compares the account, and Envoy Gateway the name of the Pod.
fn asked(context: &Context<'_>, party: Party, source: &'static str) -> Vec<Step> {
    let mut steps = review::of_review(context, Usual::Open, source);
    let further = match party {
        Party::Konnectivity => {
            let subject = context.equal_subject();
            step(Check::Subject, subject).needs(Fix::CorrectSubject)
        }
        _ => step(Check::PodBinding, context.pod_binding()).needs(Fix::UsePodToken),
    };
    steps.push(further.source(source));
    steps
}

/// It verifies the signature, `iss`, `aud` and `exp`. Where it has the keys from is its configuration.
fn by_keys(context: &Context<'_>, source: &'static str) -> Vec<Step> {
    let own = |check, finding, fix| step(check, finding).needs(fix).source(source);
    let usual = Usual::Open;
    let mut steps = vec![
        own(Check::Issuer, context.issuer(), Fix::CorrectIssuer),
        own(Check::Audience, context.audience(usual), context.audience_fix(usual)),
        own(Check::Expiry, context.expiry(Leeway::NotPublished), Fix::ReadFileAgain),
        own(Check::Signature, context.signature(), Fix::CheckSignature),
    ];
    steps.extend(subject(context, source));
    steps
}

/// Returns the checks that most recipients make. The issuer and the subject are two only if the caller says
/// which ones this recipient accepts.
pub(super) fn likely_steps(context: &Context<'_>, source: &'static str) -> Vec<Step> {
    let own = |check, finding, fix| step(check, finding).needs(fix).source(source);
    let usual = Usual::Open;
    let mut steps = vec![
        own(Check::Audience, context.audience(usual), context.audience_fix(usual)),
        own(Check::Expiry, context.expiry(Leeway::NotPublished), Fix::ReadFileAgain),
        own(Check::Signature, context.signature(), Fix::CheckSignature),
    ];
    if !context.issuers.is_empty() {
        steps.push(own(Check::Issuer, context.issuer(), Fix::CorrectIssuer));
    }
    steps.extend(subject(context, source));
    steps
}

fn subject(context: &Context<'_>, source: &'static str) -> Option<Step> {
    context.subject.as_ref()?;
    let own = step(Check::Subject, context.equal_subject());
    Some(own.needs(Fix::CorrectSubject).source(source))
}
