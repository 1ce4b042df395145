//! Characters that cannot be seen are pointed at where they stand.

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
fn a_hidden_character_inside_a_token_is_pointed_at() {
    stands(&with("\u{200b}", 200), [200, 203], 1, 201);
    let two = with("\u{ad}\u{200b}", 200);
    stands(&two, [200, 202], 1, 201);
    says(
        &two,
        "hidden_characters",
        "2 characters that cannot be seen stood inside the token (the first is U+00AD); left out here.",
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
fn a_hidden_character_is_pointed_at_in_its_carrier() {
    let escaped = format!(r#"{{"token":"{}"}}"#, with(r"\u200b", 200));
    stands(&escaped, [210, 216], 1, 211);
    // Bytes 200 to 203 of the text stand in the characters 266 to 271.
    stands(&base64(with("\u{200b}", 200)), [266, 271], 1, 267);
}
