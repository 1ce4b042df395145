//! Recipients that are only asked about a token that is for them.

use service_account_token::report::{Decision, StepResult, VerdictOrder};
use service_account_token::{VerdictOptions, verdicts};

use super::every::NAMED;
use super::{but, expecting, fails, fits, public, verdict, with_result};
use crate::made::{IAT, webhook};
use crate::{step, stock};

#[test]
fn recipient_is_asked_first_about_a_token_that_is_for_it_and_about_no_other() {
    for (party, audience) in NAMED.iter().filter(|(party, _)| *party != "webhook") {
        let all = verdicts(stock(&public(audience)).as_bytes(), &VerdictOptions::new());
        let at = all.iter().position(|verdict| verdict.party == *party).unwrap();
        assert!(all[at].addressed, "{party}");
        assert!(all[..at].iter().all(|verdict| verdict.addressed), "{party}");
        let others = verdicts(stock(&public("x")).as_bytes(), &VerdictOptions::new());
        assert!(others.iter().all(|verdict| verdict.party != *party), "{party}");
    }
    let all = verdicts(stock(&webhook()).as_bytes(), &VerdictOptions::new());
    assert_eq!((all[0].party.as_str(), all[0].addressed), ("webhook", true));
}

#[test]
fn nothing_follows_where_the_checks_are_not_known() {
    for party in ["gke-workload-identity", "tailscale", "doppler", "cloudsmith", "pulumi"] {
        let (_, audience) = NAMED.iter().find(|(own, _)| *own == party).unwrap();
        for options in [expecting(audience), expecting(audience).now(IAT + 9999)] {
            let verdict = verdict(party, &public(audience), &options);
            let known = (verdict.verdict, verdict.order, verdict.title.as_ref());
            let title = "This tool does not know its checks";
            assert_eq!(known, (Decision::Unknown, VerdictOrder::Unknown, title), "{party}");
        }
        // What it trusts is not known either, so nobody has to enter it.
        let nothing = verdict(party, &public(audience), &VerdictOptions::new());
        let checks: Vec<_> = nothing.steps.iter().map(|step| step.check.as_str()).collect();
        assert_eq!(checks, ["audience", "expiry", "signature"], "{party}");
    }
    let verdict = verdict("tailscale", &public("api.tailscale.com/k1"), &VerdictOptions::new());
    assert_eq!(
        verdict.text,
        "Most recipients make the checks below. Tailscale may make fewer, or others."
    );
}

#[test]
fn recipient_that_has_the_keys_checks_what_they_prove() {
    for (party, audience) in [
        ("conjur", "conjur"),
        ("openshift-sts", "openshift"),
        ("tencent-cam", "sts.cloud.tencent.com"),
    ] {
        let own = expecting(audience);
        fits(party, &public(audience), &own, &[]);
        fails(party, &public(audience), &own.clone().now(IAT + 9999), "expiry", None);
        let other = but(own, |own| own.expected_issuers = vec!["https://x.example".into()]);
        fails(party, &public(audience), &other, "issuer", None);
    }
}

#[test]
fn recipient_that_asks_the_cluster_leaves_that_open() {
    let audience = "system:konnectivity-server";
    fits("konnectivity", &public(audience), &expecting(audience), &["token-review"]);
    let gateway = "envoy-gateway.envoy-gateway-system.svc.cluster.local";
    let unbound = verdict("envoy-gateway", &public(gateway), &expecting(gateway));
    assert_eq!(with_result(&unbound, StepResult::Failed), ["pod-binding"]);
    assert_eq!(
        step(&unbound, "pod-binding").text,
        "Envoy Gateway accepts only tokens that are bound to a Pod."
    );
    fits("infisical", &public("app"), &expecting("app"), &["token-review"]);
}
