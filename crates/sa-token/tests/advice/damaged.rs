//! Tokens that are cut off, unsigned, encrypted or no tokens at all.

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use sa_token::report::{Occasion, RowState};

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
        "Cut off, so no server accepts it as it stands; what is left claims to belong to Pod \
         `busybox` in namespace `default` (most likely put there by the kubelet) and acts as \
         ServiceAccount `default`.",
    );
    let structure = read(&text, AFTER).rows.swap_remove(3);
    assert_eq!((structure.state, structure.words.as_ref()), (RowState::Problem, "cut off"));
    let signature = read(&text, AFTER).rows.swap_remove(4);
    assert_eq!((signature.state, signature.words.as_ref()), (RowState::Problem, "cut off"));
    let first = read(&text, FRESH).remedies.swap_remove(0);
    assert_eq!(
        (first.title.as_ref(), first.why.as_ref(), first.command.as_deref()),
        (
            "Copy it again, whole",
            "The command prints the token that the Pod has now.",
            Some(
                "kubectl -n default exec busybox -- cat \
                 /var/run/secrets/kubernetes.io/serviceaccount/token"
            ),
        )
    );
}

#[test]
fn cut_off_before_the_signature() {
    let text = cut(BOUND, 651);
    row(&text, 4, RowState::Problem, "missing", "the token breaks off before it");
}

#[test]
fn cut_off_inside_the_claims() {
    let text = cut(LEGACY_AUTO, 300);
    says(
        &text,
        AFTER,
        "Legacy token from a Secret, cut off",
        "Cut off, so no server accepts it as it stands; what is left claims to come from Secret \
         `default-token-57llx` in namespace `default`.",
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
    row(&text, 2, RowState::Unknown, "unknown", "the claims break off before `aud`");
}

#[test]
fn cut_off_before_it_says_what_it_is() {
    says(
        &cut(BOUND, 400),
        AFTER,
        "Beginning of a service account token",
        "The beginning of a service account token, which breaks off before it names the account.",
    );
    let text = cut(BOUND, 120);
    says(
        &text,
        AFTER,
        "Beginning of a token",
        "The beginning of a token, which breaks off before it says what it is.",
    );
    row(&text, 0, RowState::Unknown, "cannot be told", "the claims break off before they say");
    row(&text, 1, RowState::Unknown, "unknown", "the claims break off before `exp`");
    advises(&text, AFTER, Occasion::Check, &[("Copy it again, whole", None)]);
    advises(&text, AFTER, Occasion::Leaked, &[]);
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
        "Bound token tied to nothing, unsigned",
        "Not signed, so the API server does not accept it, though it claims to act as \
         ServiceAccount `robot` in namespace `ci`, tied to no Pod, Secret or Node.",
    );
    row(
        &text,
        4,
        RowState::Problem,
        "none",
        "nothing vouches for its claims; Kubernetes does not accept that",
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
        "taken out",
        "left out on purpose, so this text alone logs in nowhere",
    );
    assert_eq!(read(&text, AFTER).headline, "Bound token, extended to a year");
}

#[test]
fn encrypted() {
    let header = URL_SAFE_NO_PAD.encode(r#"{"alg":"dir","enc":"A256GCM"}"#);
    let text = format!("{header}..AAAA.AAAA.AAAA");
    says(
        &text,
        AFTER,
        "Not a service account token: an encrypted token (JWE)",
        "An encrypted token (JWE), of which only the header can be read without its key; Kubernetes \
         does not encrypt service account tokens.",
    );
    row(&text, 4, RowState::Unknown, "none to check", "a JWE is encrypted, not signed");
    advises(&text, AFTER, Occasion::Leaked, &[("Revoke it where it was made", None)]);
}

#[test]
fn unreadable() {
    says(
        "x.y.z",
        AFTER,
        "Unreadable token",
        "Neither the header nor the claims could be read, so nothing can be said about this text.",
    );
    advises("x.y.z", AFTER, Occasion::Check, &[("Copy it again, whole", None)]);
}
