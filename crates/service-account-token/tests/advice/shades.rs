//! How sure the sentences are: what is only guessed, and what a token cannot tell.

use crate::{AFTER, API, HEADER, bound, legacy, payload, pod, read, token, unbound, webhook};

const REJECTED: &str = "Explain a 401 or 403";
const USE: &str = "Look for use and copies";

fn why(text: &str, now: Option<i64>, title: &str) -> String {
    let remedies = read(text, now).remedies;
    let found = remedies.into_iter().find(|remedy| remedy.title == title);
    found.unwrap_or_else(|| panic!("{title}")).why.into_owned()
}

fn with_header(header: &str, text: &str) -> String {
    token(header, &payload(text))
}

#[test]
fn acceptance_is_only_probable_where_the_audience_is_guessed() {
    let guessed = |text: &str| read(text, AFTER).summary.contains("API server probably accepts");
    assert!(guessed(&pod(r#"["api"]"#, 3600)));
    assert!(guessed(&pod(r#"["https://kubernetes.default.svc.cluster.local"]"#, 3600)));
    assert!(!guessed(&pod(API, 3600)));
    assert!(!guessed(&pod(r#"["api","https://kubernetes.default.svc"]"#, 3600)));
}

#[test]
fn without_a_kid_every_key_is_tried() {
    let all = "\n`error in cryptographic primitive`: another cluster issued it, its key is not \
               listed, or this copy is damaged.\n";
    let one = "\n`no keys found`: this API server does not list its key. Another cluster issued \
               it, the key was removed, or the servers' key lists differ.\n\
               `error in cryptographic primitive`: this copy is damaged; up to 1.30 also an \
               unknown key.\n";
    for text in [pod(API, 3600), legacy("ci", "robot-token", "robot")] {
        assert!(why(&text, AFTER, REJECTED).contains(one));
        for header in [r#"{"alg":"RS256","kid":""}"#, r#"{"alg":"RS256","typ":"JWT"}"#] {
            let why = why(&with_header(header, &text), AFTER, REJECTED);
            assert!(why.contains(all) && !why.contains("no keys found"), "{why}");
        }
    }
}

#[test]
fn audit_log_names_no_token_without_a_jti() {
    let text = pod(r#"["sts.amazonaws.com"]"#, 86_400);
    let with_id = "Its use shows in the log of its recipient, such as AWS CloudTrail; the \
                   cluster's audit log shows only who requested it, by its `jti`. Then";
    assert!(why(&text, AFTER, USE).starts_with(with_id));
    let claims = payload(&text).replace(r#""jti":"2f3c1f5e-9b6b-4d4e-8e0a-0d1f6a6b7c8d","#, "");
    let why = why(&token(HEADER, &claims), AFTER, USE);
    let without = "Its use shows in the log of its recipient, such as AWS CloudTrail. Then";
    assert!(why.starts_with(without), "{why}");
}

#[test]
fn what_a_recipient_issued_outlives_the_token() {
    let over = Some(1_800_000_000);
    for audience in [
        r#"["sts.amazonaws.com"]"#,
        r#"["vault"]"#,
        r#"["https://kubernetes.default.svc","vault"]"#,
    ] {
        assert_eq!(
            why(&pod(audience, 3600), over, "End what it was exchanged for"),
            "It expired by its own `exp`, so its recipient should reject it, apart from its leeway. \
             Sessions, tokens or certificates that the recipient issued for it may keep working: \
             end them there. Find out how it leaked: a replacement may leak the same way."
        );
    }
    for text in [pod(API, 3600), webhook()] {
        assert!(why(&text, over, "Nothing is left to revoke").starts_with("It expired"));
    }
}

#[test]
fn algorithm_that_the_api_server_can_verify_is_not_said_to_be_rejected() {
    for (alg, expected) in [
        ("RS512", "so Kubernetes did not issue it in this form."),
        ("PS256", "so Kubernetes did not issue it in this form."),
        ("EdDSA", "so Kubernetes did not issue it in this form."),
        ("HS256", "so the API server rejects it."),
        ("none2", "so the API server rejects it."),
    ] {
        let header =
            format!(r#"{{"alg":"{alg}","kid":"JHJehTTTZlsspKHT-GaJxK7Kd1NQgZJu3fyK6K_QDYU"}}"#);
        let summary = read(&with_header(&header, &pod(API, 3600)), AFTER).summary;
        let expected =
            format!(". But it names an algorithm that Kubernetes does not sign with, {expected}");
        assert!(summary.ends_with(&expected), "{alg}: {summary}");
    }
}

#[test]
fn ten_years_of_a_pod_are_of_vcluster_and_of_no_volume() {
    let text = pod(API, 315_360_000);
    let token = read(&text, AFTER);
    let lives = token.evidence.iter().find(|found| found.code == "ten_years_requested").unwrap();
    assert_eq!(
        lives.text,
        "Ten years: vCluster requests this for the Pods inside it, and `--duration 87600h` anywhere."
    );
    let shorter = "Request a shorter lifetime";
    assert!(token.remedies.iter().all(|remedy| remedy.title != shorter));
    let text = unbound(API, 315_360_000);
    let token = read(&text, AFTER);
    let lives = token.evidence.iter().find(|found| found.code == "ten_years_requested").unwrap();
    assert_eq!(lives.text, "Ten years, as `--duration 87600h` requests.");
}

#[test]
fn year_may_be_a_longer_request_that_was_shortened() {
    let token = read(&bound(API, 31_536_000, "", crate::ACCOUNT), AFTER);
    let lives = token.evidence.iter().find(|found| found.code == "year_requested").unwrap();
    assert_eq!(
        lives.text,
        "365 days without `warnafter`: requested, or a longer request shortened to this; not the \
         extension."
    );
}
