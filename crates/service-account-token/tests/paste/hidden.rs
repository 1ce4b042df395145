//! Findings point at invisible characters inside a token and right next to it.

use crate::support::*;

/// The finding about them: its bytes, line and column.
#[track_caller]
fn stands(text: &str, bytes: [usize; 2], line: usize, column: usize) {
    let found = finding(text, "hidden_characters");
    assert_eq!((found.start, found.end), (Some(bytes[0]), Some(bytes[1])));
    assert_eq!((found.line, found.column), (Some(line), Some(column)));
}

/// The usual token with these characters before its byte `at`.
fn with(hidden: &str, at: usize) -> String {
    let mut text = usual();
    text.insert_str(at, hidden);
    text
}

#[test]
fn finding_points_at_a_hidden_character_inside_a_token() {
    stands(&with("\u{200b}", 200), [200, 203], 1, 201);
    let two = with("\u{ad}\u{200b}", 200);
    stands(&two, [200, 202], 1, 201);
    says(
        &two,
        "hidden_characters",
        "The token contains or touches 2 invisible characters (the first is U+00AD), which this \
         tool leaves out.",
    );
    let dot = usual().find('.').unwrap();
    stands(&with("\u{200b}", dot), [dot, dot + 3], 1, dot + 1);
    stands(&with("\u{200b}", dot + 1), [dot + 1, dot + 4], 1, dot + 2);
    stands(&format!("é\n  {}", with("\u{200b}", 200)), [205, 208], 2, 203);
    let lines =
        with("\u{200b}", 200).replacen(&usual()[..100], &format!("{}\n", &usual()[..100]), 1);
    stands(&lines, [201, 204], 2, 101);
}

#[test]
fn finding_points_at_a_hidden_character_in_an_encoded_token() {
    let escaped = format!(r#"{{"token":"{}"}}"#, with(r"\u200b", 200));
    stands(&escaped, [210, 216], 1, 211);
    // Bytes 200 to 203 of the text stand in the characters 266 to 271.
    stands(&base64(with("\u{200b}", 200)), [266, 271], 1, 267);
}

#[test]
fn finding_points_at_a_hidden_character_right_next_to_a_token() {
    let t = usual();
    stands(&format!("Authorization: Bearer \u{200b}{t}"), [22, 25], 1, 23);
    let end = 6 + t.len();
    stands(&format!("TOKEN={t}\u{200b}"), [end, end + 3], 1, end + 1);
    stands(&format!("TOKEN={t}\u{200b}\nA=1"), [end, end + 3], 1, end + 1);
    stands(&format!("\u{200b}{t}"), [0, 3], 1, 1);
    stands(&base64(format!("\u{feff}{t}")), [0, 4], 1, 1);
    for text in [
        format!("\u{feff}{t}"),
        format!("\u{200b} {t} \u{200b}"),
        format!("a\u{200b}: {t}\nb\u{200b}"),
    ] {
        assert_eq!(codes(&text), codes(&t), "{text}");
    }
}

#[test]
fn finding_points_at_a_hidden_character_in_base64() {
    let wrapped = base64(usual());
    for at in [0, 100, wrapped.len()] {
        let mut value = wrapped.clone();
        value.insert(at, '\u{200b}');
        stands(&format!("kind: Secret\ndata:\n  token: {value}\n"), [28 + at, 31 + at], 3, 10 + at);
    }
    let two = base64(format!("a: {}\nb: {}", usual(), usual()));
    let found = codes(format!("{}\u{200b}{}", &two[..9], &two[9..]));
    assert_eq!(found.iter().filter(|code| *code == "hidden_characters").count(), 2);
}

#[test]
fn empty_part_is_located_right_after_its_dot() {
    let usual = usual();
    let (header, _) = usual.split_once('.').unwrap();
    let dot = header.len() + 1;
    for behind in ["\u{200b}Σ", "\u{200b}", "Σ", ""] {
        let token = only(format!("{header}.{behind}"));
        assert_eq!(token.parts[1].ranges, [[dot, dot]], "before {behind:?}");
        assert!(token.location.end <= dot, "before {behind:?}");
    }
}
