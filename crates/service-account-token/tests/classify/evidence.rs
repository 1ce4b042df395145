//! What a conclusion is drawn from, and where that stands.

use serde_json::{Value, json};
use service_account_token::report::{Certainty, PartName, Token};

use crate::made::{self, IAT, injected, read, read_payload, token, unbound, webhook, with};

#[test]
fn evidence_points_at_its_claim() {
    let found = |token: &Token, code: &str| {
        let evidence = token.evidence.iter().find(|evidence| evidence.code == code).unwrap();
        (evidence.text.to_string(), evidence.pointer.clone().unwrap())
    };
    let external = read(&token(r#"{"alg":"RS256","kid":"a","typ":"JWT"}"#, &unbound().to_string()));
    assert_eq!(found(&external, "signer_external").1, "/typ");
    let webhook = read_payload(&webhook());
    assert_eq!(
        found(&webhook, "audience_webhook").0,
        "The audience `https://policy.default.svc:443/validate` is that of the webhook that the \
         claims name."
    );
    assert!(webhook.evidence.iter().all(|evidence| evidence.code != "audience_unknown"));
    for (group, audience, expected) in [
        ("apps", "vault", ("is that of the webhook that the claims name.", Certainty::Certain)),
        ("*", "vault", ("usually means HashiCorp Vault.", Certainty::Likely)),
        ("*", "x", ("is that of the webhook that the claims name.", Certainty::Likely)),
    ] {
        let groups = ("/kubernetes.io/attestations/admissionReviewAPIGroups", json!([group]));
        let token = read_payload(&with(made::webhook(), &[groups, ("/aud", json!([audience]))]));
        let found = token.evidence.iter().find(|found| found.text.starts_with("The audience"));
        let (text, certainty) = expected;
        let text = format!("The audience `{audience}` {text}");
        assert_eq!(
            found.map(|found| (found.text.as_ref(), found.certainty)),
            Some((text.as_str(), certainty))
        );
        assert_eq!(token.variant.unwrap().parties[0].certainty, certainty);
    }
    let lives = webhook.evidence.iter().find(|found| found.code == "webhook_lifetime").unwrap();
    assert_eq!(
        (lives.text.as_ref(), lives.certainty),
        ("Every webhook token lives 600 s.", Certainty::Certain)
    );
    let hour = [("/exp", json!(IAT + 3607)), ("/kubernetes.io/warnafter", Value::Null)];
    assert_eq!(
        found(&read_payload(&with(injected(), &hour)), "injected_not_extended").0,
        "Kubernetes requests 3607 s for the token of every Pod. This one was not extended to a \
         year: the extension is switched off, or its audience is not the API server's."
    );
    let day = read_payload(&with(injected(), &[("/exp", json!(IAT + 86_400))]));
    assert_eq!(
        found(&day, "extended_lifetime").0,
        "It lives 1 day instead of 365 days: the signer's own maximum probably limits the extension."
    );
    assert_eq!(
        found(&day, "extension_cut_since"),
        (
            "From 1.32 on, a signer's own maximum limits the extension.".to_owned(),
            "/exp".to_owned()
        )
    );
    assert_eq!(day.variant.unwrap().kubernetes.usual_min.as_deref(), Some("1.32"));
    let eks = read_payload(&with(injected(), &[("/exp", json!(IAT + 7_776_000))]));
    assert_eq!(eks.variant.unwrap().kubernetes.usual_min.as_deref(), Some("1.30"));
}

#[test]
fn only_stock_warnafter_is_evidence_of_an_extension() {
    let extended = Some((
        "It has `warnafter`: it was requested for 3607 s and extended, so that old clients keep \
         working. This is the default from 1.20 on.",
        Certainty::Certain,
    ));
    let exp = |seconds: i64| ("/exp", json!(IAT + seconds));
    let pod = "/kubernetes.io/pod";
    for (changes, expected, others) in [
        (vec![exp(86_400)], extended, 3),
        (vec![exp(3607)], extended, 3),
        (vec![("/kubernetes.io/warnafter", json!(IAT + 105))], None, 0),
        (vec![(pod, Value::Null), exp(3600)], None, 0),
        (vec![(pod, Value::Null)], None, 0),
        (vec![("/iat", Value::Null)], None, 0),
        (vec![exp(31_536_001)], None, 0),
        (vec![exp(600)], None, 0),
    ] {
        let token = read_payload(&with(injected(), &changes));
        let of = |code| token.evidence.iter().filter(move |evidence| evidence.code == code);
        let found: Vec<_> =
            of("extended").map(|found| (found.text.as_ref(), found.certainty)).collect();
        assert_eq!(found, Vec::from_iter(expected), "{changes:?}");
        let follows = ["kube_api_access", "extended_lifetime", "extension_cut_since"];
        assert_eq!(follows.into_iter().flat_map(of).count(), others, "{changes:?}");
        assert!(token.variant.unwrap().extended, "it is there: {changes:?}");
    }
}

#[test]
fn platforms_have_their_names() {
    let eks = "https://oidc.eks.us-west-2.amazonaws.com/id/EXAMPLED539D4633E53DE1B71EXAMPLE";
    for (issuer, names, certainty) in [
        (eks, "Amazon EKS", Certainty::Likely),
        (
            "https://s3.us-east-1.amazonaws.com/bucket",
            "a self-managed cluster on AWS, OpenShift or kOps",
            Certainty::Likely,
        ),
        (
            crate::ISSUER,
            "kubeadm, kind, minikube, kubespray, Huawei CCE, vCluster and others",
            Certainty::Likely,
        ),
        ("https://localhost:6443", "Rancher or Docker Desktop", Certainty::Seen),
        ("https://rh-oidc.s3.us-east-1.amazonaws.com/2abc3def", "ROSA", Certainty::Seen),
    ] {
        let issued = with(unbound(), &[("/iss", json!(issuer)), ("/aud", json!([issuer]))]);
        let token = read_payload(&issued);
        let found = token.evidence.iter().find(|found| found.code == "issuer_pattern");
        let found = found.map(|found| (found.text.to_string(), found.certainty));
        assert_eq!(found, Some((format!("Its `iss` fits {names}."), certainty)));
    }
}

#[test]
fn evidence_of_other_token_points_at_the_identifying_claim() {
    let plain = r#"{"alg":"RS256"}"#;
    let (in_header, in_payload) = (Some(PartName::Header), Some(PartName::Payload));
    for (header, payload, part, pointer) in [
        (plain, r#"{"iss":"https://token.actions.githubusercontent.com"}"#, in_payload, "/iss"),
        (plain, r#"{"sub":"spiffe://a.test/b"}"#, in_payload, "/sub"),
        (plain, r#"{"project_path":"a/b","ref":"main"}"#, in_payload, "/project_path"),
        (plain, r#"{"federated_claims":{}}"#, in_payload, "/federated_claims"),
        (plain, r#"{"typ":"Bearer"}"#, in_payload, "/typ"),
        (plain, r#"{"iss":"https://a.test","email":"a@b.test"}"#, in_payload, "/email"),
        (plain, r#"{"kubernetes.io":{"namespace":"ci"}}"#, in_payload, "/kubernetes.io"),
        (plain, r#"{"sub":"system:serviceaccount:ci:robot"}"#, in_payload, "/sub"),
        (r#"{"alg":"RS256","typ":"at+jwt"}"#, r#"{"sub":"a"}"#, in_header, "/typ"),
    ] {
        let token = read(&token(header, payload));
        let [evidence] = token.evidence.as_slice() else { panic!("{:?}", token.evidence) };
        let place = (evidence.part, evidence.pointer.as_deref());
        assert_eq!(place, (part, Some(pointer)), "{payload}");
        assert_eq!(Some(evidence.certainty), token.identified_as.map(|found| found.certainty));
    }
}

#[test]
fn lifetimes_are_evidence() {
    let codes = |payload: &Value| -> Vec<_> {
        read_payload(payload).evidence.into_iter().map(|evidence| evidence.code).collect()
    };
    let has = |payload: &Value, code: &'static str| {
        assert!(codes(payload).contains(&code.into()), "{:?}", codes(payload));
    };
    let lives = |payload: Value, seconds: i64| {
        with(payload, &[("/exp", json!(IAT + seconds)), ("/kubernetes.io/warnafter", Value::Null)])
    };
    has(&injected(), "kube_api_access");
    has(&injected(), "extended_lifetime");
    has(&webhook(), "webhook_lifetime");
    // No webhook token lives so long: nothing follows from it.
    assert!(
        !codes(&with(webhook(), &[("/exp", json!(IAT + 3600))]))
            .contains(&"default_lifetime".into())
    );
    has(&lives(injected(), 3607), "injected_not_extended");
    has(&lives(injected(), 31_536_000), "year_requested");
    has(&unbound(), "default_lifetime");
    let controller = with(
        unbound(),
        &[("/sub", json!("system:serviceaccount:kube-system:deployment-controller"))],
    );
    has(&controller, "controller_manager_client");
    let irsa = with(lives(injected(), 80_000), &[("/aud", json!(["sts.amazonaws.com"]))]);
    has(&irsa, "eks_webhook_lifetime");
    for (seconds, code) in [
        (600, "minimum_lifetime"),
        (86_400, "day_lifetime"),
        (172_800, "gke_cap"),
        (315_360_000, "ten_years_requested"),
        (4_294_967_296, "maximum_lifetime"),
    ] {
        has(&lives(unbound(), seconds), code);
    }
}
