//! What a wrong character hides is unknown: it is shown as U+FFFD, and nothing is concluded from it.

#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::string_slice,
    reason = "a test may fail"
)]

mod support;

use service_account_token::report::{AudienceClass, Certainty, Kind, RowState, Signer, Token};
use support::*;

/// Stands in what is not known.
const HIDDEN: char = char::REPLACEMENT_CHARACTER;

/// Where the parts of a token begin and end.
fn part(text: &str, index: usize) -> std::ops::Range<usize> {
    let start: usize = text.split('.').take(index).map(|part| part.len() + 1).sum();
    start..start + text.split('.').nth(index).unwrap().len()
}

/// The token with another character at one place.
fn altered(text: &str, at: usize) -> String {
    format!("{}!{}", &text[..at], &text[at + 1..])
}

/// The token of which the first bit of one byte of the payload's JSON cannot be read: that which
/// stands `inside` the first `found`.
fn hit(text: &str, found: &str, inside: usize) -> String {
    let text = text.trim();
    let at = only(text).payload.text.unwrap().find(found).unwrap() + inside;
    altered(text, part(text, 1).start + at * 4 / 3)
}

#[track_caller]
fn claims_to(token: &Token, claims: &str) {
    assert_eq!(
        token.summary,
        format!(
            "This copy is damaged, so every server rejects it. Copy it again, whole. It says it \
             {claims}."
        )
    );
}

fn codes_of(token: &Token) -> Vec<&str> {
    token.findings.iter().map(|finding| &*finding.code).collect()
}

/// What a member means.
fn meaning<'t>(token: &'t Token, pointer: &str) -> &'t str {
    &token.payload.members.iter().find(|member| member.pointer == pointer).unwrap().meaning
}

const UNKNOWN: &str = "Part of this is unreadable: a character of the token is wrong there.";

#[test]
fn altered_pod_name_is_not_used() {
    let token = only(hit(BOUND, "busybox", 2));
    claims_to(
        &token,
        "belongs to Pod `b��ybox` in namespace `default` and \
         acts as ServiceAccount `default`",
    );
    assert_eq!(token.binding.as_ref().unwrap().name.as_deref(), Some("b��ybox"));
    assert_eq!(meaning(&token, "/kubernetes.io/pod/name"), UNKNOWN);
    // That such a name is none that Kubernetes allows is not said.
    assert_eq!(codes_of(&token), ["base64_character", "expired"]);
    assert!(token.remedies.iter().all(|remedy| remedy.command.is_none()));
}

#[test]
fn altered_uid_is_not_used() {
    let token = only(hit(BOUND, "d822", 3));
    assert_eq!(
        token.binding.as_ref().unwrap().uid.as_deref(),
        Some("d82�ba5f-4290-4bca-94ce-f3bc0dca2e36")
    );
    assert_eq!(codes_of(&token), ["base64_character", "expired"]);
}

#[test]
fn altered_audience_is_not_used() {
    let token = only(hit(BOUND, "default.svc", 0));
    let aud = &token.payload.members[1];
    assert_eq!(aud.value.as_deref(), Some("https://kubernetes��efault.svc.cluster.local"));
    assert_eq!(token.variant.as_ref().unwrap().audience, AudienceClass::None);
    let row = &token.rows[2];
    assert_eq!(
        (row.state, row.words.as_ref(), row.why.as_ref()),
        (RowState::Unknown, "unknown", "the readable claims do not say")
    );
    assert!(token.evidence.iter().all(|evidence| !evidence.code.starts_with("audience")));
    assert_eq!(codes_of(&token), ["base64_character", "expired"]);
}

#[test]
fn altered_issuer_is_not_used() {
    let token = only(hit(BOUND, "\"iss\"", 10));
    assert_eq!(token.variant.as_ref().unwrap().platforms, []);
    assert_eq!(codes_of(&token), ["base64_character", "expired"]);
    let token = only(hit(LEGACY_AUTO, "kubernetes/serviceaccount", 3));
    assert_eq!(codes_of(&token), ["base64_character", "no_expiry"]);
    let text = token_of(r#"{"iss":"https://issuer.test","name":"x"}"#);
    let token = only(hit(&text, "issuer.test", 1));
    assert_eq!(
        (token.headline.as_ref(), token.summary.as_ref()),
        (
            "Damaged token",
            "This copy is damaged, so every server rejects it. Copy it again, whole. Its kind \
             cannot be read."
        )
    );
}

#[test]
fn altered_issuer_of_other_token_is_not_used() {
    let text = token_of(r#"{"iss":"https://gitlab.test","project_path":"a/b","ref":"main"}"#);
    let token = only(hit(&text, "gitlab.test", 1));
    assert_eq!(
        token.summary,
        "This copy is damaged, so every server rejects it. Copy it again, whole. It says it is a \
         GitLab CI ID token."
    );
    let titles: Vec<_> = token.remedies.iter().map(|remedy| remedy.title.as_ref()).collect();
    assert_eq!(titles, ["Copy it again, whole", "Revoke it at its issuer"]);
    let why = &token.remedies[1].why;
    assert!(why.starts_with("Its issuer cannot be read. End the session"), "{why}");
}

#[test]
fn altered_audience_among_others_is_not_used() {
    let text = token_of(&PAYLOAD.replace("local\"]", "local\",\"vault\"]"));
    assert_eq!(only(&text).variant.unwrap().audience, AudienceClass::Mixed);
    let token = only(hit(&text, "vault", 1));
    assert_eq!(token.variant.unwrap().audience, AudienceClass::None);
}

#[test]
fn altered_api_group_is_not_used() {
    let account = r#""namespace":"shop","serviceaccount":{"name":"cart","uid":"1"}"#;
    let text = token_of(&format!(
        r#"{{"aud":["https://policy.test"],"kubernetes.io":{{"attestations":{{"admissionReviewAPIGroups":["apps"]}},{account},"validatingwebhookconfiguration":{{"name":"policy","uid":"1"}}}}}}"#
    ));
    let certainty = |text: &str| only(text).variant.unwrap().parties[0].certainty;
    assert_eq!(certainty(&text), Certainty::Certain);
    // It may be `*`.
    assert_eq!(certainty(&hit(&text, "apps", 1)), Certainty::Likely);
}

#[test]
fn altered_account_name_is_not_used() {
    let token = only(hit(BOUND, "default\",\"uid", 3));
    assert_eq!(token.identity.as_ref().unwrap().service_account, "de��ult");
    // Its `sub` may name the same one.
    assert_eq!(codes_of(&token), ["base64_character", "expired"]);
}

#[test]
fn unsigned_altered_token_needs_no_deletion() {
    let text = hit(BOUND, "d822", 3);
    let token = only(format!("{}.[REDACTED]", &text[..part(&text, 1).end]));
    assert!(token.remedies.iter().all(|remedy| !remedy.destructive));
}

fn token_of(payload: &str) -> String {
    token(HEADER, payload)
}

#[test]
fn altered_claim_name_is_not_used() {
    let token = only(hit(BOUND, "kubernetes.io\"", 0));
    assert_eq!(token.kind, Kind::Other);
    assert_eq!(
        (token.headline.as_ref(), token.summary.as_ref()),
        (
            "Damaged service account token",
            "This copy is damaged, so every server rejects it. Copy it again, whole. It is a \
             service account token, but the account cannot be read."
        )
    );
    assert_eq!(token.identified_as.as_ref().unwrap().certainty, Certainty::Likely);
    assert_eq!(codes_of(&token), ["base64_character", "expired"]);
    assert_eq!(meaning(&token, "/�ubernetes.io"), UNKNOWN);
    for (inner, inside) in [("serviceaccount\":{", 3), ("namespace", 0)] {
        let token = only(hit(BOUND, inner, inside));
        assert_eq!(token.headline, "Damaged service account token", "{inner}");
    }
    // What may be there is not missed.
    for (name, inside) in [("\"exp", 2), ("\"iat", 2), ("\"nbf", 2), ("\"sub", 2), ("\"uid", 2)] {
        let token = only(hit(BOUND, name, inside));
        let codes = codes_of(&token);
        assert!(
            codes.iter().all(|code| ["base64_character", "expired"].contains(code)),
            "{name}: {codes:?}"
        );
    }
    let token = only(hit(BOUND, "pod\"", 0));
    claims_to(&token, "acts as ServiceAccount `default` in namespace `default`");
    let token = only(hit(BOUND, "name\":\"busy", 1));
    claims_to(
        &token,
        "belongs to a Pod whose name cannot be read in namespace `default` and acts as ServiceAccount `default`",
    );
}

#[test]
fn altered_subject_is_not_used() {
    let token = only(hit(BOUND, "system:", 0));
    let sub = token.payload.members.last().unwrap();
    assert_eq!(sub.value.as_deref(), Some("�ystem:serviceaccount:default:default"));
    assert_eq!(token.identity.as_ref().unwrap().username, "system:serviceaccount:default:default");
    // It may agree with the other claims.
    assert_eq!(codes_of(&token), ["base64_character", "expired"]);
    let token = only(hit(LEGACY_AUTO, "system:", 1));
    assert_eq!(codes_of(&token), ["base64_character", "no_expiry"]);
}

#[test]
fn altered_secret_name_is_not_used() {
    let token = only(hit(LEGACY_AUTO, "-57llx", 3));
    // Who chose it cannot be told.
    claims_to(
        &token,
        "comes from Secret `default-token-5��lx` in namespace `default` and acts as ServiceAccount \
         `default`",
    );
    assert_eq!(codes_of(&token), ["base64_character", "no_expiry"]);
}

#[test]
fn altered_number_is_not_used() {
    let token = only(hit(BOUND, "1692445741", 4));
    assert_eq!(token.headline, "Damaged token");
    assert_eq!(codes_of(&token), ["base64_character", "json_syntax"]);
    assert_eq!(token.times.expires_at, None);
}

#[test]
fn altered_header_is_not_used() {
    let text = BOUND.trim();
    let json = only(text).header.text.unwrap();
    for found in ["RS256", "kid", "wMU4"] {
        let at = (json.find(found).unwrap() + 1) * 4 / 3;
        let token = only(altered(text, at));
        assert_eq!(token.kind, Kind::Bound);
        assert_eq!(token.variant.as_ref().unwrap().signer, Signer::Unknown);
        assert_eq!(codes_of(&token), ["base64_character", "expired"], "{found}");
    }
}

#[test]
fn finding_says_that_hidden_bytes_are_shown_as_replacement() {
    says(
        hit(BOUND, "busybox", 0),
        "base64_character",
        "Character 263 of the payload is `!`, which is not in the base64url alphabet; the bytes \
         that it hides are shown as U+FFFD.",
    );
}

/// What the original says in backticks, or a text of it.
fn is_kept(whole: &str, words: &str) -> bool {
    words.contains(HIDDEN) || whole.contains(words)
}

#[test]
fn altered_character_anywhere_invents_nothing() {
    for text in [BOUND.trim(), LEGACY_AUTO.trim()] {
        let original = only(text);
        let whole = serde_json::to_string(&original).unwrap();
        for at in part(text, 1) {
            let report = report(altered(text, at));
            for token in &report.tokens {
                for words in token.summary.split('`').skip(1).step_by(2) {
                    assert!(is_kept(&whole, words), "{at}: {words}");
                }
                let about = serde_json::to_value((&token.identity, &token.binding)).unwrap();
                every_string(&about, &mut |words| assert!(is_kept(&whole, words), "{at}: {words}"));
                for command in token.remedies.iter().filter_map(|remedy| remedy.command.as_ref()) {
                    assert!(!command.contains(HIDDEN), "{at}: {command}");
                }
            }
            let [token] = report.tokens.as_slice() else { continue };
            let pairs = token.payload.members.iter().zip(&original.payload.members);
            for (member, own) in pairs {
                if let Some(value) = &member.value {
                    let same = member.value == own.value;
                    assert!(same || value.contains(HIDDEN), "{at}: {value}");
                }
            }
        }
    }
}

fn every_string(value: &serde_json::Value, each: &mut dyn FnMut(&str)) {
    match value {
        serde_json::Value::String(text) => each(text),
        serde_json::Value::Array(all) => all.iter().for_each(|one| every_string(one, each)),
        serde_json::Value::Object(all) => all.values().for_each(|one| every_string(one, each)),
        _ => {}
    }
}

#[test]
fn added_character_hides_nothing() {
    let text = BOUND.trim();
    let original = only(text);
    for at in part(text, 1) {
        let report = report(format!("{}!{}", &text[..at], &text[at..]));
        let [token] = report.tokens.as_slice() else { continue };
        assert_eq!(token.payload.text, original.payload.text, "{at}");
        assert_eq!(token.evidence, original.evidence, "{at}");
    }
}

#[test]
fn added_characters_of_whole_bytes_are_kept() {
    let text = BOUND.trim();
    let [header, payload, signature] = [0, 1, 2].map(|index| &text[part(text, index)]);
    let at = 264;
    let masked = format!(
        r#"{{"protected":"{header}","payload":"{}!!!!{}","signature":"{signature}"}}"#,
        &payload[..at],
        &payload[at + 4..]
    );
    assert_eq!(only(masked).binding.unwrap().name.as_deref(), Some("b���box"));
}
