//! What is taken out of a text, and where that leads back to.

use super::*;

/// The text without what is withheld, and why.
fn redacted(text: &str) -> (String, Vec<WithheldReason>) {
    redact(text).map_or_else(
        || (text.to_owned(), Vec::new()),
        |redacted| {
            let reasons = redacted.places.iter().map(|place| place.withheld.reason).collect();
            (redacted.text, reasons)
        },
    )
}

#[test]
fn a_value_is_withheld_whole_and_the_rest_stays() {
    let signature = "SflKxwRJSMeKKF2QT4fwpMeJf36POk6yJV_adQssw5c";
    let text = format!(r#"{{"id":"eyJhbGciOiJIUzI1NiJ9.e30.{signature}","a.b.c":1}}"#);
    assert_eq!(
        redacted(&text),
        (r#"{"id":"…","a.b.c":1}"#.to_owned(), vec![WithheldReason::Token])
    );
}

#[test]
fn a_place_leads_back_to_what_stood_there() {
    let text = r#"{"password":"hunter2","sub":"x"}"#;
    let redacted = redact(text).unwrap();
    let [place] = redacted.places.as_slice() else { panic!("one place") };
    assert_eq!(redacted.text.get(place.mark.clone()), Some(MARK));
    assert_eq!(place.withheld, Withheld { reason: WithheldReason::Credential, characters: 7 });
    assert_eq!(place.secret, "hunter2");
    let origin = crate::origin::Origin::default().pieces(redacted.pieces);
    assert_eq!(origin.ranges(place.mark.clone()), [[13, 20]]);
}

#[test]
fn two_names_do_not_become_one() {
    let key = |n: u8| format!("{}{n}", "aB3dE5gH7jK9".repeat(3));
    let text = format!(r#"{{"{}":1,"{}":2}}"#, key(1), key(2));
    assert_eq!(redacted(&text).0, r#"{"…":1,"…2":2}"#);
}

#[test]
fn what_is_broken_or_behind_the_json_is_searched_too() {
    let key = "SflKxwRJSMeKKF2QT4fwpMeJf36POk6yJV_adQssw5c";
    for (text, expected) in [
        (format!(r#"{{"a":"{key}"#), r#"{"a":"…"#),
        (format!(r#"{{"a":1}} {key}"#), r#"{"a":1} …"#),
        (format!(r#"{{"a" "{key}"}}"#), r#"{"a" "…"}"#),
        (format!(r#"{{"a":{key}}}"#), r#"{"a":…}"#),
        (format!(r#"{{"sub":"{key}"#), &*format!(r#"{{"sub":"{key}"#)),
    ] {
        assert_eq!(redacted(&text).0, expected, "{text}");
    }
}
