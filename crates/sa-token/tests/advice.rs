//! The words of advice: the exact sentences that a person reads, and what must never stand in them.

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use sa_token::report::{Certainty, Occasion, RowState, Token};
use sa_token::{Options, inspect};

const BOUND: &str = include_str!("samples/bound-pod-extended-v1.24.jwt");
const LEGACY_AUTO: &str = include_str!("samples/legacy-auto-generated-v1.20.jwt");
const LEGACY_MANUAL: &str = include_str!("samples/legacy-explicit-secret-v1.24.jwt");

/// 2023-11-14T22:13:20Z: after every time in the samples.
const AFTER: Option<i64> = Some(1_700_000_000);
/// Half an hour after the bound sample was issued.
const FRESH: Option<i64> = Some(1_660_909_741 + 1800);
/// A day after.
const STALE: Option<i64> = Some(1_660_909_741 + 86_400);

const HEADER: &str = r#"{"alg":"RS256","kid":"JHJehTTTZlsspKHT-GaJxK7Kd1NQgZJu3fyK6K_QDYU"}"#;
const ACCOUNT: &str =
    r#""serviceaccount":{"name":"robot","uid":"8208ff56-0a67-47bb-8175-a198423dacf8"}"#;
const UID: &str = "d822ba5f-4290-4bca-94ce-f3bc0dca2e36";

fn token(header: &str, payload: &str) -> String {
    let [header, payload] = [header, payload].map(|part| URL_SAFE_NO_PAD.encode(part));
    format!("{header}.{payload}.{}", "A".repeat(342))
}

/// A bound token issued at 1700000000, with what stands in `kubernetes.io` before the namespace and
/// after the account.
fn bound(aud: &str, lifetime: i64, before: &str, after: &str) -> String {
    let payload = format!(
        r#"{{"aud":{aud},"exp":{},"iat":1700000000,"iss":"https://kubernetes.default.svc","jti":"2f3c1f5e-9b6b-4d4e-8e0a-0d1f6a6b7c8d","kubernetes.io":{{{before}"namespace":"ci",{after}}},"nbf":1700000000,"sub":"system:serviceaccount:ci:robot"}}"#,
        1_700_000_000 + lifetime
    );
    token(HEADER, &payload)
}

const API: &str = r#"["https://kubernetes.default.svc"]"#;

fn pod(aud: &str, lifetime: i64) -> String {
    bound(aud, lifetime, "", &format!(r#""pod":{{"name":"web","uid":"{UID}"}},{ACCOUNT}"#))
}

fn unbound(aud: &str, lifetime: i64) -> String {
    bound(aud, lifetime, "", ACCOUNT)
}

fn tied_to_secret() -> String {
    bound(API, 3600, "", &format!(r#""secret":{{"name":"anchor","uid":"{UID}"}},{ACCOUNT}"#))
}

fn tied_to_node() -> String {
    let node = format!(r#""node":{{"name":"worker-1","uid":"{UID}"}},{ACCOUNT}"#);
    bound(API, 86_400, "", &node)
}

fn webhook() -> String {
    let after =
        format!(r#"{ACCOUNT},"validatingwebhookconfiguration":{{"name":"policy","uid":"{UID}"}}"#);
    let attestations = r#""attestations":{"admissionReviewAPIGroups":["apps"]},"#;
    bound(r#"["https://policy.ci.svc:443/validate"]"#, 600, attestations, &after)
}

fn legacy(namespace: &str, secret: &str, account: &str) -> String {
    let quote = |text: &str| serde_json::to_string(text).unwrap();
    let payload = format!(
        r#"{{"iss":"kubernetes/serviceaccount","kubernetes.io/serviceaccount/namespace":{},"kubernetes.io/serviceaccount/secret.name":{},"kubernetes.io/serviceaccount/service-account.name":{},"kubernetes.io/serviceaccount/service-account.uid":"{UID}","sub":{}}}"#,
        quote(namespace),
        quote(secret),
        quote(account),
        quote(&format!("system:serviceaccount:{namespace}:{account}"))
    );
    token(HEADER, &payload)
}

fn read(text: &str, now: Option<i64>) -> Token {
    let options = Options { now, ..Options::default() };
    let report = inspect(text.as_bytes(), &options);
    let [token] = report.tokens.as_slice() else {
        panic!("{} tokens in {text}", report.tokens.len());
    };
    token.clone()
}

#[track_caller]
fn says(text: &str, now: Option<i64>, headline: &str, summary: &str) {
    let token = read(text, now);
    assert_eq!(token.headline, headline);
    assert_eq!(token.summary, summary);
}

#[track_caller]
fn rows(text: &str, now: Option<i64>, expected: [(RowState, &str, &str); 5]) {
    let token = read(text, now);
    let rows: Vec<_> =
        token.rows.iter().map(|row| (row.state, row.words.as_ref(), row.why.as_ref())).collect();
    assert_eq!(rows, expected);
}

/// The titles and commands for one occasion.
#[track_caller]
fn advises(text: &str, now: Option<i64>, when: Occasion, expected: &[(&str, Option<&str>)]) {
    let token = read(text, now);
    let remedies: Vec<_> = token
        .remedies
        .iter()
        .filter(|remedy| remedy.when == when)
        .map(|remedy| (remedy.title.as_ref(), remedy.command.as_deref()))
        .collect();
    assert_eq!(remedies, expected);
}

fn every_kind() -> Vec<String> {
    vec![
        BOUND.to_owned(),
        LEGACY_AUTO.to_owned(),
        LEGACY_MANUAL.to_owned(),
        pod(API, 3600),
        pod(r#"["sts.amazonaws.com"]"#, 86_400),
        pod(r#"["https://kubernetes.default.svc","vault"]"#, 3600),
        unbound(API, 3600),
        unbound(r#"["vault","conjur"]"#, 31_536_000),
        tied_to_secret(),
        tied_to_node(),
        webhook(),
        legacy("a b", "$(id)", "`x`"),
        token(HEADER, r#"{"iss":"https://token.actions.githubusercontent.com","sub":"repo:a/b"}"#),
        token(HEADER, r#"{"sub":"system:serviceaccount:ci:robot","exp":1700000000}"#),
        token(HEADER, r#"{"kubernetes.io":{"namespace":"ci"}}"#),
        token(r#"{"alg":"none"}"#, r#"{"kubernetes.io":{"namespace":"ci","serviceaccount":{}}}"#),
        token(HEADER, "{}"),
        token(HEADER, "not JSON"),
        format!("{}.e30.e30.e30.e30", URL_SAFE_NO_PAD.encode(r#"{"alg":"dir","enc":"A256GCM"}"#)),
        "x.y.z".to_owned(),
        BOUND[..500].to_owned(),
        BOUND[..900].to_owned(),
        LEGACY_AUTO[..200].to_owned(),
    ]
}

fn sentences(token: &Token) -> Vec<&str> {
    let mut all = vec![token.headline.as_ref(), token.summary.as_ref()];
    all.extend(token.rows.iter().flat_map(|row| [row.words.as_ref(), row.why.as_ref()]));
    all.extend(token.ends.iter().flat_map(|end| [end.what.as_ref(), end.text.as_ref()]));
    all.extend(token.remedies.iter().flat_map(|found| [found.title.as_ref(), found.why.as_ref()]));
    all
}

#[test]
fn no_sentence_praises_a_token_or_promises_eternity() {
    for text in every_kind() {
        for now in [None, FRESH, STALE, AFTER, Some(2_000_000_000)] {
            let token = read(&text, now);
            for sentence in sentences(&token) {
                let lower = sentence.to_lowercase();
                let mut words = lower.split(|character: char| !character.is_alphabetic());
                assert!(words.all(|word| word != "valid"), "{sentence}");
                assert!(!lower.contains("never expires"), "{sentence}");
                assert!(!sentence.is_empty() && !sentence.contains("  "), "{sentence:?}");
            }
            assert_eq!(token.rows.len(), 5);
        }
    }
}

#[test]
fn few_remedies_for_each_occasion_and_every_deletion_after_a_look_up() {
    for text in every_kind() {
        for now in [None, FRESH, AFTER, Some(2_000_000_000)] {
            let token = read(&text, now);
            for when in [Occasion::Leaked, Occasion::Hygiene, Occasion::Check] {
                let count = token.remedies.iter().filter(|remedy| remedy.when == when).count();
                assert!(count <= 4, "{count} for {when:?} of {}", token.headline);
            }
            for pair in token.remedies.windows(2) {
                if pair[1].destructive {
                    assert!(pair[0].title.starts_with("First compare"), "{}", pair[0].title);
                    assert!(pair[1].why.contains("If this token is genuine"), "{}", pair[1].why);
                }
            }
            assert!(token.remedies.first().is_none_or(|remedy| !remedy.destructive));
        }
    }
}

// ---- Headline and summary

#[test]
fn a_pods_token_while_it_lasts_and_after() {
    says(
        BOUND,
        AFTER,
        "Bound token, extended to a year",
        "Claims to belong to Pod `busybox` in namespace `default` (most likely put there by the \
         kubelet) and acts as ServiceAccount `default`; by its own claims the API server accepted \
         it until 19 August 2023, 11:50:01 UTC at the latest.",
    );
    says(
        &pod(API, 3600),
        Some(1_700_000_100),
        "Bound token of a Pod",
        "Claims to belong to Pod `web` in namespace `ci` (most likely put there by the kubelet) and \
         acts as ServiceAccount `robot`; by its own claims the API server accepts it until 14 \
         November 2023, 23:14:20 UTC at the latest.",
    );
}

#[test]
fn an_extended_token_always_tells_both_ends() {
    let both = |replaced: &str| {
        format!(
            "Claims to belong to Pod `busybox` in namespace `default` (most likely put there by the \
             kubelet) and acts as ServiceAccount `default`; it {replaced} 19 August 2022, 12:49:08 \
             UTC, though by its own claims the API server accepts it until 19 August 2023, 11:50:01 \
             UTC at the latest."
        )
    };
    for (now, replaced) in [
        (None, "should be replaced by"),
        (FRESH, "should be replaced by"),
        (STALE, "should have been replaced by"),
    ] {
        says(BOUND, now, "Bound token, extended to a year", &both(replaced));
    }
}

#[test]
fn an_extension_of_another_length_is_told_by_its_length() {
    let after = format!(r#""pod":{{"name":"web","uid":"{UID}"}},{ACCOUNT},"warnafter":1700003607"#);
    let headline = |lifetime| read(&bound(API, lifetime, "", &after), None).headline;
    assert_eq!(headline(7_776_000), "Bound token, extended to 90 days");
    assert_eq!(headline(86_400), "Bound token, extended to 1 day");
}

#[test]
fn the_minute_of_grace_belongs_to_the_token() {
    let token = pod(API, 3600);
    let tense = |now| {
        let summary = read(&token, Some(now)).summary.into_owned();
        let word = ["accepts it", "accepted it"].into_iter().find(|word| summary.contains(word));
        word.unwrap()
    };
    assert_eq!(tense(1_700_003_600 + 60), "accepts it");
    assert_eq!(tense(1_700_003_600 + 61), "accepted it");
}

#[test]
fn a_legacy_token_has_no_expiry_of_its_own() {
    for now in [None, AFTER] {
        says(
            LEGACY_AUTO,
            now,
            "Legacy token from a Secret",
            "Claims to come from Secret `default-token-57llx` in namespace `default` (most likely \
             made automatically) and acts as ServiceAccount `default`; it has no expiry of its own \
             and works while that Secret and that ServiceAccount exist and the Secret is not marked \
             invalid.",
        );
    }
    says(
        LEGACY_MANUAL,
        AFTER,
        "Legacy token from a Secret",
        "Claims to come from Secret `explicit-sa-token` in namespace `default` (most likely made by \
         hand or by a tool) and acts as ServiceAccount `sa-token-demo`; it has no expiry of its own \
         and works while that Secret and that ServiceAccount exist and the Secret is not marked \
         invalid.",
    );
}

#[test]
fn a_legacy_token_that_lacks_names() {
    let payload =
        r#"{"iss":"kubernetes/serviceaccount","kubernetes.io/serviceaccount/namespace":"ci"}"#;
    let text = token(HEADER, payload);
    says(
        &text,
        AFTER,
        "Legacy token from a Secret",
        "Claims to come from a Secret that it does not name in namespace `ci` and acts as a \
         ServiceAccount that it does not name; it lacks claims that every such token has, so the \
         API server does not accept it.",
    );
    assert_eq!(read(&text, AFTER).ends, []);
    advises(&text, AFTER, Occasion::Leaked, &[]);
    advises(&text, AFTER, Occasion::Check, &[("Ask who made it", None)]);
}

#[test]
fn tokens_tied_to_other_things_or_to_nothing() {
    says(
        &unbound(API, 3600),
        None,
        "Bound token tied to nothing",
        "Claims to act as ServiceAccount `robot` in namespace `ci`, tied to no Pod, Secret or Node; \
         by its own claims the API server accepts it until 14 November 2023, 23:14:20 UTC at the \
         latest.",
    );
    says(
        &tied_to_secret(),
        None,
        "Bound token tied to a Secret",
        "Claims to be tied to Secret `anchor` in namespace `ci` and acts as ServiceAccount `robot`; \
         by its own claims the API server accepts it until 14 November 2023, 23:14:20 UTC at the \
         latest.",
    );
    says(
        &tied_to_node(),
        None,
        "Bound token tied to a Node",
        "Claims to be tied to Node `worker-1` and acts as ServiceAccount `robot` in namespace `ci`; \
         by its own claims the API server accepts it until 15 November 2023, 22:14:20 UTC at the \
         latest.",
    );
    says(
        &webhook(),
        AFTER,
        "Webhook token, for an admission webhook",
        "Claims to let ServiceAccount `robot` in namespace `ci` sign in to an admission webhook of \
         ValidatingWebhookConfiguration `policy`; it is meant for \
         `https://policy.ci.svc:443/validate` (an admission webhook), not for the API server, and by \
         its own claims it ends on 14 November 2023, 22:23:20 UTC.",
    );
}

#[test]
fn tokens_for_others_say_whom_they_are_for() {
    says(
        &pod(r#"["sts.amazonaws.com"]"#, 86_400),
        AFTER,
        "Bound token for AWS STS (IAM roles for service accounts)",
        "Claims to belong to Pod `web` in namespace `ci` (most likely put there by the kubelet) and \
         acts as ServiceAccount `robot`; it is meant for `sts.amazonaws.com` (most likely AWS STS), \
         not for the API server, and by its own claims it ends on 15 November 2023, 22:13:20 UTC.",
    );
    says(
        &pod(r#"["a","b","c","d"]"#, 3600),
        Some(2_000_000_000),
        "Bound token of a Pod, not for the API server",
        "Claims to belong to Pod `web` in namespace `ci` and acts as ServiceAccount `robot`; it is \
         meant for `a`, `b` and 2 more, not for the API server, and by its own claims it ended on 14 \
         November 2023, 23:13:20 UTC.",
    );
    says(
        &pod(r#"["https://kubernetes.default.svc","vault"]"#, 3600),
        AFTER,
        "Bound token of a Pod, for several recipients",
        "Claims to belong to Pod `web` in namespace `ci` and acts as ServiceAccount `robot`; by its \
         own claims the API server accepts it until 14 November 2023, 23:14:20 UTC at the latest, \
         and `vault` (most likely HashiCorp Vault) may accept it as well.",
    );
}

#[test]
fn a_token_whose_time_has_not_come() {
    let token = read(&pod(API, 3600), Some(1_699_999_000));
    assert!(
        token.summary.contains(
            "; it begins on 14 November 2023, 22:13:20 UTC, and by its own claims the API server \
             accepts it until"
        ),
        "{}",
        token.summary
    );
    assert_eq!(token.rows[1].words, "begins in 16 minutes");
    assert_eq!(token.rows[1].why, "`nbf` 2023-11-14 22:13:20 UTC, `exp` 2023-11-14 23:13:20 UTC");
}

#[test]
fn what_is_not_a_service_account_token() {
    says(
        &token(HEADER, r#"{"iss":"https://token.actions.githubusercontent.com","sub":"repo:a/b"}"#),
        AFTER,
        "Not a service account token: a GitHub Actions OIDC token",
        "Claims to be a GitHub Actions OIDC token; an API server accepts it only if it was set up to \
         trust the issuer `https://token.actions.githubusercontent.com`.",
    );
    let imitation = "Looks like a service account token but lacks the claims that Kubernetes puts \
                     into one, so the API server's check of such tokens does not accept it.";
    says(
        &token(HEADER, r#"{"sub":"system:serviceaccount:ci:robot","exp":1700000000}"#),
        AFTER,
        "Not a service account token: a service account look-alike",
        imitation,
    );
    says(
        &token(HEADER, r#"{"kubernetes.io":{"namespace":"ci"}}"#),
        AFTER,
        "Not a service account token: a token with an incomplete `kubernetes.io` object",
        imitation,
    );
    says(
        &token(HEADER, "{}"),
        AFTER,
        "Not a service account token: a JSON Web Token of no kind that this tool knows",
        "Holds none of the claims of a Kubernetes service account token; it names no issuer that an \
         API server could trust.",
    );
    says(
        &token(HEADER, "not JSON"),
        AFTER,
        "Token whose claims cannot be read",
        "The claims of this token could not be read, so it cannot be told what it is.",
    );
}

// ---- Rows

#[test]
fn the_rows_of_a_pods_token() {
    let structure = (
        RowState::Usual,
        "as the API server writes it",
        "no fault in encoding, JSON, header or claims",
    );
    let signature = (
        RowState::Unknown,
        "not checked",
        "256 bytes, as RSA-2048 makes them; only the cluster's keys can check it",
    );
    let check = |now, time| {
        rows(
            BOUND,
            now,
            [
                (RowState::Usual, "bound to Pod `busybox`", "nested `kubernetes.io` claim"),
                time,
                (RowState::Usual, "the API server", "same as the issuer"),
                structure,
                signature,
            ],
        );
    };
    let ends = "`exp` 2023-08-19 11:49:01 UTC";
    let both = "`warnafter` 2022-08-19 12:49:08 UTC, `exp` 2023-08-19 11:49:01 UTC";
    check(AFTER, (RowState::Problem, "expired 2 months ago", ends));
    check(FRESH, (RowState::Usual, "due to be replaced in 30 minutes, expires in 11 months", both));
    let stale = "due to be replaced 22 hours ago, expires in 11 months";
    check(STALE, (RowState::Notable, stale, both));
    check(
        None,
        (
            RowState::Unknown,
            "due to be replaced 2022-08-19 12:49:08 UTC, expires 2023-08-19 11:49:01 UTC",
            "without a clock it cannot be told if that is past",
        ),
    );
    check(
        Some(1_692_445_741 + 30),
        (
            RowState::Problem,
            "expired 30 seconds ago",
            "`exp` 2023-08-19 11:49:01 UTC; the API server accepts it until 2023-08-19 11:50:01 UTC",
        ),
    );
}

#[test]
fn the_rows_of_a_legacy_token() {
    rows(
        LEGACY_MANUAL,
        AFTER,
        [
            (
                RowState::Notable,
                "legacy, from Secret `explicit-sa-token`",
                "flat claims `kubernetes.io/serviceaccount/…`",
            ),
            (
                RowState::Notable,
                "no expiry of its own",
                "a legacy token holds no time; it works while its Secret and ServiceAccount exist",
            ),
            (
                RowState::Usual,
                "none",
                "legacy tokens name none; the API server takes that for its own",
            ),
            (
                RowState::Usual,
                "as Kubernetes writes it",
                "no fault in encoding, JSON, header or claims",
            ),
            (
                RowState::Unknown,
                "not checked",
                "256 bytes, as RSA-2048 makes them; only the cluster's keys can check it",
            ),
        ],
    );
}

#[test]
fn a_missing_expiry_is_told_from_an_unreadable_one() {
    let time = |payload: &str| {
        let row = read(&token(HEADER, payload), None).rows.swap_remove(1);
        (row.state, row.why.into_owned())
    };
    let unreadable = "`exp` holds no time that can be shown".to_owned();
    assert_eq!(time(r#"{"exp":"soon"}"#), (RowState::Unknown, unreadable.clone()));
    assert_eq!(time(r#"{"exp":1e300}"#), (RowState::Unknown, unreadable));
    let missing = "`exp` is missing; RFC 7519 leaves it to the issuer".to_owned();
    assert_eq!(time("{}"), (RowState::Notable, missing));
    let missing = "`exp` is missing, which every bound token has".to_owned();
    let bound = format!(r#"{{"kubernetes.io":{{"namespace":"ci",{ACCOUNT}}}}}"#);
    assert_eq!(time(&bound), (RowState::Problem, missing));
}

#[test]
fn the_audiences_that_the_caller_gives_decide() {
    let options = Options { now: None, api_audiences: vec!["vault".to_owned()] };
    let report = inspect(pod(r#"["vault"]"#, 3600).as_bytes(), &options);
    let row = &report.tokens[0].rows[2];
    assert_eq!(
        (row.words.as_ref(), row.why.as_ref()),
        ("the API server", "one of the API audiences that you gave")
    );
}

// ---- Remedies

#[test]
fn a_leaked_pods_token_is_ended_with_its_pod() {
    advises(
        BOUND,
        FRESH,
        Occasion::Leaked,
        &[
            (
                "First compare the Pod's uid",
                Some("kubectl -n default get pod busybox -o jsonpath='{.metadata.uid}'"),
            ),
            ("Delete the Pod", Some("kubectl -n default delete pod busybox")),
        ],
    );
    let token = read(BOUND, FRESH);
    assert_eq!(
        token.remedies[0].why,
        "It should be `d822ba5f-4290-4bca-94ce-f3bc0dca2e36`. Another one, or no such Pod, means \
         that the API server already refuses the token."
    );
    assert_eq!(
        token.remedies[1].why,
        "If this token is genuine and the uid is the same, the API server refuses it within about \
         100 seconds (with the usual 30 seconds of grace). A Pod that has completed must be deleted \
         too; one without a controller does not come back."
    );
    assert!(token.remedies[1].destructive && !token.remedies[0].destructive);
}

#[test]
fn an_expired_token_needs_no_deletion() {
    advises(BOUND, AFTER, Occasion::Leaked, &[("Nothing is left to revoke", None)]);
    advises(BOUND, AFTER, Occasion::Check, &[("Refused with 401 or 403? Check this", None)]);
    let at_the_grace = Some(1_692_445_741 + 60);
    assert!(read(BOUND, at_the_grace).remedies.iter().any(|remedy| remedy.destructive));
}

#[test]
fn a_leaked_legacy_token_is_ended_with_its_secret() {
    advises(
        LEGACY_MANUAL,
        AFTER,
        Occasion::Leaked,
        &[
            (
                "First compare the ServiceAccount's uid in the Secret",
                Some(
                    r"kubectl -n default get secret explicit-sa-token -o jsonpath='{.metadata.annotations.kubernetes\.io/service-account\.uid}'",
                ),
            ),
            ("Delete the Secret", Some("kubectl -n default delete secret explicit-sa-token")),
            ("If the signing key may have leaked too", None),
        ],
    );
    advises(
        LEGACY_MANUAL,
        AFTER,
        Occasion::Hygiene,
        &[
            (
                "See when it was last used",
                Some(
                    "kubectl -n default get secret explicit-sa-token -L \
                     kubernetes.io/legacy-token-last-used,kubernetes.io/legacy-token-invalid-since",
                ),
            ),
            (
                "Move its users to short-lived tokens",
                Some("kubectl -n default create token sa-token-demo --duration=1h"),
            ),
            (
                "Find the others",
                Some(
                    "kubectl get secrets -A --field-selector \
                     type=kubernetes.io/service-account-token -L \
                     kubernetes.io/legacy-token-last-used,kubernetes.io/legacy-token-invalid-since",
                ),
            ),
        ],
    );
    let token = read(LEGACY_MANUAL, AFTER);
    let whoami = token.remedies.iter().find(|remedy| {
        remedy.command.as_deref() == Some(r#"kubectl auth whoami --token="$TOKEN""#)
    });
    assert!(whoami.unwrap().why.contains("counts as a use"));
}

#[test]
fn what_cannot_be_revoked_alone_is_said_to_be_so() {
    advises(
        &unbound(API, 3600),
        AFTER,
        Occasion::Leaked,
        &[
            ("It cannot be revoked alone", None),
            (
                "First compare the ServiceAccount's uid",
                Some("kubectl -n ci get serviceaccount robot -o jsonpath='{.metadata.uid}'"),
            ),
            (
                "Make the ServiceAccount again",
                Some(
                    "kubectl -n ci delete serviceaccount robot && kubectl -n ci create \
                     serviceaccount robot",
                ),
            ),
        ],
    );
    advises(
        &unbound(API, 3600),
        AFTER,
        Occasion::Hygiene,
        &[(
            "Tie the next one to an object",
            Some(
                "kubectl -n ci create secret generic token-anchor && kubectl -n ci create token \
                 robot --duration=1h --bound-object-kind=Secret --bound-object-name=token-anchor",
            ),
        )],
    );
}

#[test]
fn tokens_tied_to_a_secret_or_a_node() {
    advises(
        &tied_to_secret(),
        AFTER,
        Occasion::Leaked,
        &[
            (
                "First compare the Secret's uid",
                Some("kubectl -n ci get secret anchor -o jsonpath='{.metadata.uid}'"),
            ),
            ("Delete the Secret that it is tied to", Some("kubectl -n ci delete secret anchor")),
        ],
    );
    advises(
        &tied_to_node(),
        AFTER,
        Occasion::Hygiene,
        &[(
            "Ask for a shorter life",
            Some(
                "kubectl -n ci create token robot --duration=1h --bound-object-kind=Node \
                 --bound-object-name=worker-1",
            ),
        )],
    );
    let token = read(&tied_to_node(), AFTER);
    let deletes = token.remedies.iter().find(|remedy| remedy.destructive).unwrap();
    assert!(deletes.why.contains("drain first"), "{}", deletes.why);
    assert!(!deletes.command.as_deref().unwrap().contains("delete node"));
}

#[test]
fn a_token_for_others_is_revoked_there_first() {
    let token = read(&pod(r#"["sts.amazonaws.com"]"#, 86_400), AFTER);
    assert_eq!(token.remedies[0].title, "Revoke it at its recipient");
    assert!(token.remedies[0].why.starts_with(
        "It is meant for `sts.amazonaws.com` (most likely AWS STS). A cloud's token service"
    ));
    advises(&webhook(), AFTER, Occasion::Leaked, &[("Wait for its end", None)]);
}

// ---- Commands

const HOSTILE: &[&str] = &[
    "$(id)",
    "`id`",
    "a;id",
    "a|id",
    "a&id",
    "a>b",
    "a'b",
    "a\"b",
    "a\\b",
    "a\nb",
    "a b",
    "--all",
    "-n",
    "A",
    "a_b",
    "a..b",
    "a.",
    "../x",
    "\u{202e}a",
    "é",
    "*",
    "~",
    "",
];

#[test]
fn hostile_names_get_into_no_command() {
    let names = HOSTILE
        .iter()
        .map(|name| (*name).to_owned())
        .chain(["a".repeat(254), format!("{}.{}", "a".repeat(200), "b".repeat(53))]);
    for name in names {
        for text in [
            legacy(&name, "secret", "robot"),
            legacy("ci", &name, "robot"),
            legacy("ci", "secret", &name),
            legacy(&name, &name, &name),
        ] {
            for remedy in read(&text, AFTER).remedies {
                let Some(command) = remedy.command else { continue };
                // `-n` stands in every command, as our own option.
                let is_word = command.split_whitespace().any(|word| word == name);
                assert!(name == "-n" || !is_word, "{command}");
                assert!(!command.contains("-n -n"), "{command}");
                let own = |character: char| {
                    character.is_ascii_alphanumeric() || " -./,:=&'\"{}\\$".contains(character)
                };
                assert!(command.chars().all(own), "{command}");
                assert!(!command.contains("$(") && !command.contains("--all"), "{command}");
                assert_eq!(command.contains('$'), command.contains("\"$TOKEN\""), "{command}");
            }
        }
    }
}

#[test]
fn where_no_command_is_given_it_is_said_why() {
    let token = read(&legacy("ci", "$(id)", "robot"), AFTER);
    for (title, why) in [
        (
            "First compare the ServiceAccount's uid in the Secret",
            "It should be `d822ba5f-4290-4bca-94ce-f3bc0dca2e36`. Another one, or no such Secret, most \
             likely means that the API server already refuses the token. No command is given, since \
             a name in the token is not one that Kubernetes allows.",
        ),
        (
            "See when it was last used",
            "The API server writes the day into a label of the Secret. The audit log tells who: \
             annotations that begin with `authentication.k8s.io/legacy-token`. No command is given, \
             since a name in the token is not one that Kubernetes allows.",
        ),
    ] {
        let remedy = token.remedies.iter().find(|remedy| remedy.title == title).unwrap();
        assert_eq!((remedy.why.as_ref(), &remedy.command, &remedy.needs), (why, &None, &None));
    }
}

#[test]
fn no_command_holds_any_part_of_the_token() {
    for text in every_kind() {
        for now in [None, FRESH, AFTER] {
            for remedy in read(&text, now).remedies {
                let command = remedy.command.unwrap_or_default();
                assert!(!command.contains("eyJ"), "{command}");
            }
        }
    }
}

// ---- Ends

#[test]
fn what_ends_each_kind() {
    let whats = |text: &str| -> Vec<String> {
        read(text, None).ends.into_iter().map(|end| end.what.into_owned()).collect()
    };
    let key = "Signing key `JHJehTTTZlsspKHT-GaJxK7Kd1NQgZJu3fyK6K_QDYU` withdrawn";
    assert_eq!(
        whats(&pod(API, 3600)),
        [
            "Its expiry",
            "Pod `web` deleted",
            "ServiceAccount `robot` deleted or made again",
            key,
            "Issuer taken off the list",
            "Not noticed elsewhere",
        ]
    );
    assert_eq!(
        whats(&legacy("ci", "robot-token", "robot")),
        [
            "Secret `robot-token` deleted",
            "Not for good: the same Secret made again",
            "ServiceAccount `robot` deleted or made again",
            "Its Secret marked invalid",
            key,
            "Its age does not",
        ]
    );
    assert_eq!(whats(&unbound(API, 3600)).len(), 5);
    assert_eq!(whats(&token(HEADER, "{}")).len(), 0);
}

#[test]
fn the_same_secret_made_again_is_only_likely_and_only_with_rsa() {
    let ends = read(LEGACY_AUTO, None).ends;
    assert_eq!(ends[1].certainty, Certainty::Likely);
    let payload = LEGACY_AUTO.split('.').nth(1).unwrap();
    let header = URL_SAFE_NO_PAD.encode(r#"{"alg":"ES256","kid":"x"}"#);
    let text = format!("{header}.{payload}.{}", "A".repeat(86));
    assert_eq!(read(&text, None).ends[1].what, "Another token in the Secret");
}
