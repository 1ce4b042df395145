//! Tokens that are cut off, unsigned, encrypted or no tokens at all.

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use service_account_token::report::{Occasion, RowState};
use service_account_token::{Options, inspect};

use crate::{ACCOUNT, AFTER, BOUND, FRESH, LEGACY_AUTO, advises, cut, read, says};

#[track_caller]
fn row(text: &str, index: usize, state: RowState, words: &str, why: &str) {
    let row = read(text, AFTER).rows.swap_remove(index);
    assert_eq!((row.state, row.words.as_ref(), row.why.as_ref()), (state, words, why));
}

#[test]
fn cut_off_inside_the_signature() {
    let text = cut(BOUND, 900);
    says(
        &text,
        FRESH,
        "Bound token, extended to a year, cut off",
        "This copy is cut off, so every server rejects it. What is left says it belongs to \
             Pod `busybox` in namespace `default` and acts as ServiceAccount `default`. As for \
             the whole token, the kubelet probably replaces it about every 48 minutes; unless \
             something \
             revokes it sooner, its cluster's API server accepts it until 19 August \
             2023, 11:50:01 UTC.",
    );
    let structure = read(&text, AFTER).rows.swap_remove(3);
    assert_eq!((structure.state, structure.words.as_ref()), (RowState::Problem, "cut off"));
    row(&text, 4, RowState::Problem, "cut off", "only its first 186 bytes are left");
    let first = read(&text, FRESH).remedies.swap_remove(0);
    assert_eq!(
        (first.title.as_ref(), first.why.as_ref(), first.command.as_deref()),
        (
            "Copy it again, whole",
            "The command prints the token that the Pod has now. If the image has no `cat`, `kubectl \
             create token` with `--bound-object-kind=Pod` gives a new one with the same binding.",
            Some(
                "kubectl -n default exec busybox -- cat \
                 /var/run/secrets/kubernetes.io/serviceaccount/token"
            ),
        )
    );
}

#[test]
fn cut_off_at_the_front() {
    let text: String = BOUND.chars().skip(30).collect();
    row(
        &text,
        4,
        RowState::Unknown,
        "not checked",
        "256 bytes; only the cluster's keys can verify it",
    );
}

#[test]
fn cut_off_before_the_signature() {
    let text = cut(BOUND, 651);
    row(&text, 4, RowState::Problem, "missing", "the token is cut off before it");
}

#[test]
fn cut_off_inside_the_claims() {
    let text = cut(LEGACY_AUTO, 300);
    says(
        &text,
        AFTER,
        "Legacy token from a Secret, cut off",
        "This copy is cut off, so every server rejects it. What is left says it comes from \
             Secret `default-token-57llx` in namespace `default`.",
    );
    advises(
        &text,
        AFTER,
        Occasion::Check,
        &[(
            "Copy it again, whole",
            Some(
                "kubectl -n default get secret default-token-57llx -o jsonpath='{.data.token}' | \
                 base64 -d",
            ),
        )],
    );
    advises(&text, AFTER, Occasion::Leaked, &[]);
    row(&text, 2, RowState::Unknown, "unknown", "the readable claims do not say");
}

#[test]
fn cut_off_before_it_says_what_it_is() {
    says(
        &cut(BOUND, 400),
        AFTER,
        "Start of a service account token",
        "This is the start of a service account token, cut off before it names the account.",
    );
    let text = cut(BOUND, 120);
    says(
        &text,
        AFTER,
        "Start of a token",
        "This is the start of a token, cut off before it says what it is.",
    );
    row(&text, 0, RowState::Unknown, "unknown", "the readable claims do not say");
    row(&text, 1, RowState::Unknown, "unknown", "the readable claims do not say");
    advises(&text, AFTER, Occasion::Check, &[("Copy it again, whole", None)]);
    advises(&text, AFTER, Occasion::Leaked, &[]);
}

#[test]
fn damaged_before_it_says_what_it_is() {
    // A digit of `exp`, then the backslash of a line break in `iss`.
    let damaged = |at: usize| format!("{}!{}", cut(BOUND, at), &BOUND[at + 1..]);
    let text = damaged(200);
    says(
        &text,
        AFTER,
        "Damaged token",
        "This copy is damaged, so every server rejects it. Copy it again, whole. Its kind cannot \
         be read.",
    );
    row(&text, 0, RowState::Unknown, "unknown", "the readable claims do not say");
    advises(&text, AFTER, Occasion::Check, &[("Copy it again, whole", None)]);
    says(
        &damaged(300),
        AFTER,
        "Damaged service account token",
        "This copy is damaged, so every server rejects it. Copy it again, whole. It is a service \
         account token, but the account cannot be read.",
    );
}

#[test]
fn with_claims_that_cannot_be_read() {
    let claims: Vec<&str> = BOUND.trim().split('.').collect();
    let text = format!("{}.aGVsbG8.{}", claims[0], claims[2]);
    says(
        &text,
        AFTER,
        "Token whose claims cannot be read",
        "The claims of this token cannot be read, so its kind is unknown.",
    );
    row(&text, 0, RowState::Unknown, "unknown", "the claims could not be read");
}

#[test]
fn without_a_signature_nothing_needs_revoking() {
    let parts = [
        r#"{"alg":"none"}"#.to_owned(),
        format!(r#"{{"kubernetes.io":{{"namespace":"ci",{ACCOUNT}}}}}"#),
    ];
    let [header, payload] = parts.map(|part| URL_SAFE_NO_PAD.encode(part));
    let text = format!("{header}.{payload}.");
    says(
        &text,
        AFTER,
        "Bound token, tied only to its ServiceAccount, unsigned",
        "It is not signed, so the API server rejects it. It says it acts as ServiceAccount \
             `robot` in namespace `ci` and is tied to nothing else.",
    );
    row(
        &text,
        4,
        RowState::Problem,
        "none",
        "nothing proves its claims; Kubernetes rejects unsigned tokens",
    );
    advises(&text, AFTER, Occasion::Check, &[("Do not trust it", None)]);
    advises(&text, AFTER, Occasion::Leaked, &[]);
    assert_eq!(read(&text, AFTER).ends, []);
}

#[test]
fn taken_out_on_purpose() {
    let claims: Vec<&str> = BOUND.split('.').take(2).collect();
    let text = format!("{}.[REDACTED]", claims.join("."));
    row(
        &text,
        4,
        RowState::Notable,
        "removed",
        "removed on purpose, so this copy authenticates nowhere",
    );
    says(
        &text,
        AFTER,
        "Bound token, extended to a year",
        "It says it belongs to Pod `busybox` in namespace `default` and acts as \
             ServiceAccount `default`. Its signature was removed, so every server rejects this \
             copy. As for the whole token, unless something revoked it sooner, its cluster's API server \
             accepted it until 19 August 2023, 11:50:01 UTC.",
    );
}

#[test]
fn encrypted() {
    let header = URL_SAFE_NO_PAD.encode(r#"{"alg":"dir","enc":"A256GCM"}"#);
    let text = format!("{header}..AAAA.AAAA.AAAA");
    says(
        &text,
        AFTER,
        "Not a service account token: an encrypted token (JWE)",
        "This is an encrypted token (JWE). Without its key, only the header can be read. \
         Kubernetes does not encrypt service account tokens.",
    );
    row(&text, 4, RowState::Unknown, "none", "a JWE is encrypted, not signed");
    advises(&text, AFTER, Occasion::Leaked, &[("Revoke it where it was issued", None)]);
}

#[test]
fn unreadable() {
    says(
        "x.y.z",
        AFTER,
        "Unreadable token",
        "Neither the header nor the claims can be read, so nothing is known about this text.",
    );
    advises("x.y.z", AFTER, Occasion::Check, &[("Copy it again, whole", None)]);
}

#[test]
fn a_name_that_breaks_off_gets_into_no_command() {
    let names = ["busybox", "default", "default-token-57llx"];
    let breaks_off = |word: &str| {
        !names.contains(&word)
            && names.iter().any(|name| !word.is_empty() && name.starts_with(word))
    };
    for text in [BOUND, LEGACY_AUTO] {
        for length in 40..text.trim_end().len() {
            let options = Options::new().now(FRESH);
            for token in inspect(cut(text, length).as_bytes(), &options).tokens {
                for command in token.remedies.into_iter().filter_map(|remedy| remedy.command) {
                    let mut words = command.split([' ', ':', '"']);
                    assert!(!words.any(breaks_off), "{length}: {command}");
                }
            }
        }
    }
}

#[test]
fn one_wrong_character_leads_with_copying_the_token_again() {
    let parts: Vec<usize> =
        BOUND.match_indices('.').map(|(dot, _)| dot).chain([BOUND.trim_end().len()]).collect();
    for (at, wrong) in parts.into_iter().flat_map(|end| [(end - 9, '!'), (end - 9, 'é')]) {
        let text = format!("{}{wrong}{}", &BOUND[..at], &BOUND[at + 1..]);
        let token = read(&text, FRESH);
        let check = token.remedies.iter().find(|remedy| remedy.when == Occasion::Check).unwrap();
        assert_eq!(check.title, "Copy it again, whole", "{wrong} at {at}");
        assert!(token.summary.contains("every server rejects it"), "{}", token.summary);
    }
}
