//! The escapes in a JSON string (RFC 8259 §7).

/// Undoes the escapes of RFC 8259 §7 and tells whether half a surrogate pair was among them.
pub(super) fn unescape(source: &str) -> (String, bool) {
    let mut value = String::with_capacity(source.len());
    let mut lone_surrogate = false;
    let mut rest = source.chars();
    while let Some(character) = rest.next() {
        if character != '\\' {
            value.push(character);
            continue;
        }
        match rest.next() {
            Some('n') => value.push('\n'),
            Some('t') => value.push('\t'),
            Some('r') => value.push('\r'),
            Some('b') => value.push('\u{8}'),
            Some('f') => value.push('\u{c}'),
            Some('u') => {
                let (character, lone) = unescape_unicode(&mut rest);
                value.push(character);
                lone_surrogate |= lone;
            }
            Some(other) => value.push(other),
            None => value.push('\\'),
        }
    }
    (value, lone_surrogate)
}

/// What follows `\u`: four digits, or twice four for a surrogate pair.
fn unescape_unicode(rest: &mut std::str::Chars<'_>) -> (char, bool) {
    let Some(first) = hex4(rest) else { return (char::REPLACEMENT_CHARACTER, false) };
    if let Some(character) = char::from_u32(first) {
        return (character, false);
    }
    let mut ahead = rest.clone();
    if first < 0xdc00
        && ahead.next() == Some('\\')
        && ahead.next() == Some('u')
        && let Some(second @ 0xdc00..=0xdfff) = hex4(&mut ahead)
        && let Some(character) =
            char::from_u32(0x10000 + ((first - 0xd800) << 10) + (second - 0xdc00))
    {
        *rest = ahead;
        return (character, false);
    }
    (char::REPLACEMENT_CHARACTER, true)
}

fn hex4(rest: &mut std::str::Chars<'_>) -> Option<u32> {
    let mut number = 0;
    for _ in 0..4 {
        number = number * 16 + rest.next()?.to_digit(16)?;
    }
    Some(number)
}
