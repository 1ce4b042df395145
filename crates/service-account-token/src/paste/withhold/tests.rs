//! Tests which values are replaced, and the map back to the original.

use super::*;

/// Returns the text without withheld values, and the reasons.
fn redacted(text: &str) -> (String, Vec<WithheldReason>) {
    redact(text).map_or_else(
        || (text.to_owned(), Vec::new()),
        |redacted| {
            let reasons =
                redacted.redactions.iter().map(|redaction| redaction.withheld.reason).collect();
            (redacted.text, reasons)
        },
    )
}

#[test]
fn a_value_is_withheld_as_a_whole_and_the_rest_stays() {
    let signature = "SflKxwRJSMeKKF2QT4fwpMeJf36POk6yJV_adQssw5c";
    let text = format!(r#"{{"id":"eyJhbGciOiJIUzI1NiJ9.e30.{signature}","a.b.c":1}}"#);
    assert_eq!(
        redacted(&text),
        (r#"{"id":"…","a.b.c":1}"#.to_owned(), vec![WithheldReason::Token])
    );
}

#[test]
fn a_redaction_maps_back_to_the_original() {
    let text = r#"{"password":"hunter2","sub":"x"}"#;
    let redacted = redact(text).unwrap();
    let [redaction] = redacted.redactions.as_slice() else { panic!("not one") };
    assert_eq!(redacted.text.get(redaction.mark.clone()), Some(MARK));
    assert_eq!(redaction.withheld, Withheld { reason: WithheldReason::Credential, characters: 7 });
    assert_eq!(redaction.secret, "hunter2");
    let map = crate::text::source_map::SourceMap::default().pieces(redacted.pieces);
    assert_eq!(map.ranges(redaction.mark.clone()), [[13, 20]]);
}

#[test]
fn two_withheld_names_stay_different() {
    let key = |n: u8| format!("{}{n}", "aB3dE5gH7jK9".repeat(3));
    let text = format!(r#"{{"{}":1,"{}":2}}"#, key(1), key(2));
    assert_eq!(redacted(&text).0, r#"{"…":1,"…2":2}"#);
}

#[test]
fn broken_json_and_text_after_it_are_searched_too() {
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
