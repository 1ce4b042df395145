//! Every check of every recipient: a token that fails it, or the reason that none can fail it here.
//!
//! The table `FAILING` has the message of each check that can fail, and `OPEN` the checks that cannot. Which checks
//! there are comes from the verdicts, so a check that is in neither list fails the test.

use std::collections::BTreeSet;

use serde_json::{Value, json};
use service_account_token::report::{
    ObjectState, StepResult, Verdict, VerdictParty, VerificationReason,
};
use service_account_token::{VerdictOptions, verdicts};

use super::open::OPEN;
use super::table::FAILING;
use super::{ISSUER, SUBJECT, expecting, of_text, public, with_result};
use crate::made::{IAT, base64url, header, injected, token, token_signed, webhook, with};
use crate::step;

const PROVIDER: &str = "projects/1/locations/global/workloadIdentityPools/pool/providers/shop";

/// Each recipient, and an audience that it accepts.
const PARTIES: &[(&str, &str)] = &[
    ("aws-sts", "sts.amazonaws.com"),
    ("eks-pod-identity", "pods.eks.amazonaws.com"),
    ("google-sts", "google"),
    ("entra", "api://AzureADTokenExchange"),
    ("vault-kubernetes", "vault"),
    ("vault-jwt", "vault"),
    ("openai", "https://api.openai.com/v1"),
    ("claude", "https://api.anthropic.com"),
    ("alibaba-rrsa", "sts.aliyuncs.com"),
    ("databricks", "0a1b2c3d-0000-4000-8000-000000000001"),
    ("snowflake", "snowflakecomputing.com"),
    ("ibm-cloud-iam", "iam"),
    ("infisical", "app"),
    ("teleport-in-cluster", "root.example"),
    ("teleport-static-jwks", "root.example"),
    ("sigstore", "sigstore"),
    ("istio", "shop.example"),
    ("istio-ca", "istio-ca"),
    ("linkerd", "identity.l5d.io"),
    ("spire", "spire-server"),
    ("dapr", "dapr.io/sentry"),
    ("knative", "app"),
    ("argocd", "app"),
    ("keycloak", "app"),
    ("go-oidc", "app"),
    ("jose", "app"),
    ("spring-security", "app"),
    ("pyjwt", "app"),
];

/// Recipients that are only there if the token is for them, and the audience that says so.
pub(super) const NAMED: &[(&str, &str)] = &[
    ("gke-workload-identity", "shop.svc.id.goog"),
    ("aks-identity-binding", "api://AKSIdentityBinding"),
    ("openshift-sts", "openshift"),
    ("tencent-cam", "sts.cloud.tencent.com"),
    ("volcengine", "sts.volcengine.com"),
    ("conjur", "conjur"),
    ("konnectivity", "system:konnectivity-server"),
    ("envoy-gateway", "envoy-gateway.envoy-gateway-system.svc.cluster.local"),
    ("tailscale", "api.tailscale.com/k1"),
    ("doppler", "https://api.doppler.com"),
    ("cloudsmith", "https://api.cloudsmith.io"),
    ("pulumi", "urn:pulumi:org:acme"),
    ("webhook", "https://policy.default.svc:443/validate"),
];

fn is_named(party: &str) -> bool {
    NAMED.iter().any(|(own, _)| *own == party)
}

/// A token, and what the recipient says of itself.
struct Case {
    header: Value,
    payload: Value,
    options: VerdictOptions,
    /// The length of the signature, unless it is the usual one.
    signature: Option<usize>,
}

impl Case {
    /// One that fits.
    fn of(party: &str) -> Self {
        let all = PARTIES.iter().chain(NAMED);
        let (_, audience) = all.into_iter().find(|(own, _)| *own == party).unwrap();
        let pod = || with(injected(), &[("/iss", json!(ISSUER)), ("/aud", json!([audience]))]);
        let payload = match party {
            "istio-ca" | "linkerd" | "spire" | "dapr" | "envoy-gateway" => pod(),
            "teleport-in-cluster" | "teleport-static-jwks" => {
                with(pod(), &[("/exp", json!(IAT + 1800))])
            }
            "webhook" => with(webhook(), &[("/iss", json!(ISSUER)), ("/aud", json!([audience]))]),
            _ => public(audience),
        };
        Self { header: header(), payload, options: expecting(audience), signature: None }
    }

    /// One that a check stops.
    fn stopped_by(party: &str, check: &str) -> Self {
        let mut case = Self::of(party);
        match check {
            "age" => {
                case.options.now = Some(IAT + 3601);
                case.options.issuance_limit = Some(1);
                case.set("/exp", json!(IAT + 7200));
            }
            "algorithm" => {
                case.header["alg"] = json!(if party == "istio" { "ES256K" } else { "HS256" })
            }
            "audience" if is_named(party) => {
                case.options.expected_audiences = vec!["other".to_owned()];
            }
            "audience" => case.set("/aud", json!(["other"])),
            "condition" => case.options.policy = Some(provider("assertion.sub == 'x'")),
            "expiry" => case.options.now = Some(IAT + 4000),
            "form" => case.header = json!({"alg": "RSA-OAEP-256", "enc": "A256GCM"}),
            "required-claims" if party == "keycloak" => {
                case.set("/iat", Value::Null);
                case.set("/exp", json!(IAT + 9000));
            }
            "object-uid" => case.options.object = ObjectState::Recreated,
            "required-claims" if party == "teleport-static-jwks" => case.set("/exp", Value::Null),
            "issued-at" => case.set("/iat", json!(IAT + 1000)),
            "issuer" => case.set("/iss", json!("https://x.example")),
            "key" => case.signature = Some(128),
            "key-id" => case.header = json!({"alg": "RS256"}),
            "lifetime" => case.set("/exp", json!(IAT + 3601)),
            "mapping" => {
                case.options.policy = Some(provider("true"));
                case.set("/sub", json!("x".repeat(128)));
            }
            "not-before" => case.set("/nbf", json!(IAT + 1000)),
            "pod-binding" => case.set("/kubernetes.io/pod", Value::Null),
            "public-keys" => case.hide_keys(party),
            "required-claims" => {
                let claims =
                    if party == "vault-jwt" { &["exp", "nbf", "iat"][..] } else { &["iat"] };
                claims.iter().for_each(|claim| case.set(&format!("/{claim}"), Value::Null));
            }
            "signature" => case.options.signature = Some(VerificationReason::NoneMatches),
            "size" if party == "entra" => {
                let long = format!("https://{}.example", "x".repeat(600));
                case.set("/iss", json!(long));
                case.options.expected_issuers = vec![long];
            }
            "size" => case.set("/x", json!("x".repeat(15_000))),
            "subject" => case.options.expected_subject = Some(format!("{SUBJECT}er")),
            "token-review" => case.options.object = ObjectState::Deleted,
            "request" if party == "google-sts" => {
                let off = provider("false || true").replacen('{', "{\"disabled\":true,", 1);
                case.options.policy = Some(off);
            }
            "trust-policy" if party == "google-sts" => {
                case.options.policy = Some(provider("true").replace("\"oidc\"", "\"saml\""));
            }
            "trust-policy" => case.options.policy = Some(trust_policy("a:b")),
            other => panic!("no token that {other} stops"),
        }
        case
    }

    /// One that has a check which none can fail here.
    fn open(party: &str, check: &str) -> Self {
        let mut case = Self::of(party);
        match (party, check) {
            (_, "age") => {}
            ("aws-sts", "policy-review") => case.options.policy = Some(trust_policy("*")),
            ("google-sts", "policy-review") => case.options.policy = Some(provider("true")),
            ("entra", "policy-review") => {
                case.options.policy =
                    Some(r#"{"issuer":"http://a","subject":"b","audiences":[]}"#.into())
            }
            ("istio", _) => case.options.signature = None,
            ("linkerd" | "teleport-in-cluster", "audience") => case.set("/aud", json!(["other"])),
            _ => {}
        }
        case
    }

    /// The keys are behind an issuer that only the cluster reaches. Where they may be uploaded, there is no
    /// issuer at all to find them by.
    fn hide_keys(&mut self, party: &str) {
        if matches!(party, "google-sts" | "openai" | "claude" | "databricks" | "snowflake") {
            return self.set("/iss", Value::Null);
        }
        let inside = "https://kubernetes.default.svc.cluster.local";
        self.set("/iss", json!(inside));
        self.options.expected_issuers = vec![inside.to_owned()];
    }

    fn set(&mut self, pointer: &str, value: Value) {
        self.payload = with(self.payload.clone(), &[(pointer, value)]);
    }

    fn verdict(&self, party: &str) -> Verdict {
        let (header, payload) = (self.header.to_string(), self.payload.to_string());
        let whole = match self.signature {
            Some(bytes) => token_signed(&header, &payload, bytes),
            None => token(&header, &payload),
        };
        if self.header.get("enc").is_none() {
            return of_text(party, &whole, &self.options);
        }
        let header = base64url(self.header.to_string());
        let encrypted = format!("{header}.{0}.{1}.{0}.{1}", base64url([1; 64]), base64url([2; 16]));
        of_text(party, &encrypted, &self.options)
    }
}

fn provider(condition: &str) -> String {
    json!({
        "name": PROVIDER,
        "attributeMapping": {"google.subject": "assertion.sub"},
        "attributeCondition": condition,
        "oidc": {"issuerUri": ISSUER, "allowedAudiences": ["google"]},
    })
    .to_string()
}

fn trust_policy(subject: &str) -> String {
    let provider = ISSUER.trim_start_matches("https://");
    json!({"Statement": [{
        "Effect": "Allow", "Action": "sts:AssumeRoleWithWebIdentity",
        "Principal": {"Federated": format!("arn:aws:iam::111122223333:oidc-provider/{provider}")},
        "Condition": {"StringEquals": {format!("{provider}:sub"): format!("system:serviceaccount:{subject}")}},
    }]})
    .to_string()
}

/// What else fails, because it reads the same claim.
fn also(party: &str, check: &str) -> &'static [&'static str] {
    match (party, check) {
        ("claude" | "teleport-static-jwks", "required-claims") => &["lifetime"],
        ("google-sts" | "claude" | "sigstore" | "databricks" | "snowflake", "public-keys") => {
            &["issuer"]
        }
        ("istio", "form") => &["algorithm"],
        ("spire", "object-uid") => &["token-review"],
        ("keycloak", "expiry") => &["age"],
        ("openai", "public-keys") => &["required-claims", "issuer"],
        _ => &[],
    }
}

#[test]
fn each_check_that_can_fail_has_its_message() {
    let mut wrong = Vec::new();
    for &(party, check, message) in FAILING {
        let verdict = Case::stopped_by(party, check).verdict(party);
        let failed: BTreeSet<&str> =
            with_result(&verdict, StepResult::Failed).into_iter().collect();
        let expected: BTreeSet<&str> = also(party, check).iter().copied().chain([check]).collect();
        let step = step(&verdict, check);
        if failed != expected || step.message.as_deref() != message || step.fix.is_none() {
            wrong.push(format!("{party} {check}: {failed:?} {:?} {:?}", step.message, step.fix));
        }
    }
    assert_eq!(wrong, [""; 0]);
}

#[test]
fn check_that_none_can_fail_here_says_so() {
    for &(party, check, why, message) in OPEN {
        let verdict = Case::open(party, check).verdict(party);
        let step = step(&verdict, check);
        let is_open = matches!(step.result, StepResult::Unknown | StepResult::NotChecked);
        assert!(is_open, "{party} {check}: {why}");
        assert_eq!(step.message.as_deref(), message, "{party} {check}: {why}");
    }
}

#[test]
fn every_check_is_in_one_of_the_lists() {
    let failing: BTreeSet<(&str, &str)> = FAILING.iter().map(|row| (row.0, row.1)).collect();
    let open: BTreeSet<(&str, &str)> = OPEN.iter().map(|row| (row.0, row.1)).collect();
    let cases = failing.iter().map(|&(party, check)| (party, Case::stopped_by(party, check)));
    let cases = cases.chain(open.iter().map(|&(party, check)| (party, Case::open(party, check))));
    let cases =
        cases.chain(PARTIES.iter().chain(NAMED).map(|&(party, _)| (party, Case::of(party))));
    for (party, case) in cases {
        for step in case.verdict(party).steps {
            let own = (party, step.check.as_str());
            assert!(failing.contains(&own) != open.contains(&own), "{own:?}");
            let fails = step.result == StepResult::Failed;
            assert!(!fails || failing.contains(&own), "{own:?} can fail");
        }
    }
}

#[test]
fn every_recipient_is_in_the_lists() {
    let all = verdicts(
        token(&header().to_string(), &public("a").to_string()).as_bytes(),
        &VerdictOptions::new(),
    );
    let found =
        all.iter().map(|verdict| verdict.party.as_str()).filter(|party| *party != "api-server");
    let listed: BTreeSet<&str> = PARTIES.iter().map(|(party, _)| *party).collect();
    assert_eq!(found.collect::<BTreeSet<&str>>(), listed);
    // Every other one is named by its audience.
    let own = |party: &str| listed.contains(party) || party == "api-server" || is_named(party);
    assert!(VerdictParty::ALL.iter().all(|party| own(party.as_str())));
}
