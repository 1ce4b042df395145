//! How the JSON and its strings are written.

use super::*;

#[test]
fn noncanonical_json_is_reported() {
    check_text(
        &serde_json::to_string_pretty(&unbound()).unwrap(),
        "not_canonical_json",
        &["The payload has whitespace between its members; Kubernetes writes none."],
    );
    check_header(
        &format!(r#"{{"kid":"{KID}","alg":"RS256"}}"#),
        "not_canonical_json",
        &["In the header, `alg` is out of order; Kubernetes sorts members by name."],
    );
    // An external signer writes its header as it likes.
    check_header(
        &format!(r#"{{"typ": "JWT","kid":"{KID}","alg":"RS256"}}"#),
        "not_canonical_json",
        &[],
    );
}

#[test]
fn duplicate_members_are_reported() {
    let twice = |name: &str, place: &str, answer: &str| {
        format!(
            "`{name}` appears more than once in one object of the {place}; a name must be \
             unique.{answer}"
        )
    };
    let exp = unbound().to_string().replace("\"exp\":", "\"exp\":1,\"exp\":");
    check_text(
        &exp,
        "json_duplicate_member",
        &[&twice(
            "exp",
            "payload",
            " => After the signature: `json: duplicate key 'exp' in object`.",
        )],
    );
    let uid = format!("\"uid\":\"{UID}\"");
    let nested = unbound().to_string().replace(&uid, &format!("{uid},{uid}"));
    check_text(
        &nested,
        "json_duplicate_member",
        &[&twice(
            "uid",
            "payload",
            " => After the signature: `json: duplicate key 'uid' in object`.",
        )],
    );
    let unseen = unbound().to_string().replacen('{', r#"{"a":{"b":1,"b":2},"#, 1);
    check_text(
        &unseen,
        "json_duplicate_member",
        &[&twice(
            "b",
            "payload",
            " => It does not notice: it skips members that it does not know.",
        )],
    );
    check_header(
        &format!(r#"{{"alg":"RS256","alg":"RS256","kid":"{KID}"}}"#),
        "json_duplicate_member",
        &[&twice(
            "alg",
            "header",
            " => `invalid bearer token` and nothing else: it does not recognize the token as \
             its own.",
        )],
    );
    check_text(r#"{"a":1,"a":2}"#, "json_duplicate_member", &[&twice("a", "payload", "")]);
}

#[test]
fn deceptive_strings_are_reported() {
    let named =
        |name: &str| with(unbound(), &[("/kubernetes.io/serviceaccount/name", json!(name))]);
    check(
        &named("a\u{202e}b"),
        "unicode_deceptive",
        &["`a\\u{202e}b` contains U+202E, which changes the direction of the text."],
    );
    check(
        &named("a\u{200b}b"),
        "unicode_deceptive",
        &["`a\\u{200b}b` contains U+200B, which cannot be seen."],
    );
    check(
        &named("p\u{430}y"),
        "unicode_deceptive",
        &["`p\u{430}y` contains U+0430, a Cyrillic letter among those of another alphabet that \
             look like it."],
    );
    check_text(
        &unbound().to_string().replace("\"build\"", r#""b\ud800""#),
        "lone_surrogate",
        &["A string contains half of a surrogate pair, such as `\\ud800` alone, which is not a \
             character."],
    );
}
