//! Places lead back to the very bytes: of a token, of its parts, of every value in it.

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use service_account_token::report::{Encoding, Format, JsonPart, Part, PartName, Span, Token};

/// Every range of a token lies in the text, and on what it says it lies on. `secret` is the
/// token's own text, unwrapped.
pub(super) fn hold(token: &Token, text: &[u8], secret: &str) {
    let (start, end) = (token.location.start, token.location.end);
    assert!(start <= end && end <= text.len());
    for part in &token.parts {
        assert!(!part.ranges.is_empty());
        in_order(&part.ranges, text);
        assert!(part.ranges.iter().all(|span| start <= span.start && span.end <= end), "{part:?}");
    }
    for json in [&token.header, &token.payload] {
        for member in &json.members {
            assert!(!member.ranges.is_empty());
            in_order(&member.ranges, text);
        }
    }
    let own: Vec<_> = secret.split('.').collect();
    assert_eq!(token.parts.len(), own.len().min(token.parts.len()));
    for (part, own) in token.parts.iter().zip(&own) {
        leads_back(token, part, own, text);
    }
    if &text[start..end] == secret.as_bytes() && token.format != Some(Format::JwsJson) {
        plain(token, text, secret);
    }
}

fn in_order(ranges: &[Span], text: &[u8]) {
    let mut last = 0;
    for &Span { start, end } in ranges {
        assert!(last <= start && start <= end && end <= text.len(), "{ranges:?}");
        last = end;
    }
}

/// Findings of what stood between the characters and is passed over.
const BETWEEN: [&str; 2] = ["blanks_inside", "hidden_characters"];

/// The ranges of a part hold its characters: as they stand, or one layer of base64 below.
fn leads_back(token: &Token, part: &Part, own: &str, text: &[u8]) {
    let there: Vec<u8> = part.ranges.iter().flat_map(|span| &text[span.range()]).copied().collect();
    let encoding = token.location.encoding.as_slice();
    let based = |encoding: &Encoding| matches!(encoding, Encoding::Base64 | Encoding::Base64url);
    if !encoding.iter().any(based) {
        // Longer where a character is escaped, or where there are too many ranges to list.
        assert!(there.len() >= own.chars().count(), "{part:?}");
        if there.len() == own.len() && own.is_ascii() {
            assert_eq!(there, own.as_bytes(), "{part:?}");
        }
    } else if let [one] = encoding
        && based(one)
        && own.is_ascii()
        && !token.findings.iter().any(|finding| BETWEEN.contains(&&*finding.code))
        && there.iter().all(u8::is_ascii_alphanumeric)
    {
        // A group of four may begin with up to three characters that stand before the part.
        let holds = |before: usize| {
            let mut characters = b"AAA"[..before].to_vec();
            characters.extend_from_slice(&there);
            characters.resize(characters.len().next_multiple_of(4), b'A');
            let bytes = URL_SAFE_NO_PAD.decode(characters).unwrap_or_default();
            own.is_empty() || bytes.windows(own.len()).any(|window| window == own.as_bytes())
        };
        assert!((0..4).any(holds), "{part:?}");
    }
}

/// A token that stands in the text as it is: its parts and their dots tile it, and every value
/// stands on just the characters that hold it.
fn plain(token: &Token, text: &[u8], secret: &str) {
    let mut at = token.location.start;
    for (part, own) in token.parts.iter().zip(secret.split('.')) {
        assert_eq!(part.ranges, [[at, at + own.len()]], "{:?}", part.name);
        at += own.len() + 1;
    }
    assert_eq!(token.parts.len(), secret.split('.').count());
    assert_eq!(at, token.location.end + 1);
    for (name, json) in [(PartName::Header, &token.header), (PartName::Payload, &token.payload)] {
        if let Some(part) = token.parts.iter().find(|part| part.name == name) {
            values_stand_on_their_characters(json, part.ranges[0], text);
        }
    }
}

fn values_stand_on_their_characters(json: &JsonPart, Span { start, end }: Span, text: &[u8]) {
    let decoded = URL_SAFE_NO_PAD.decode(&text[start..end]).unwrap_or_default();
    // Not where something was damaged, or a signature taken out.
    if json.text.as_deref().is_none_or(|text| text.as_bytes() != decoded) {
        return;
    }
    for member in &json.members {
        let expected = [start + member.start * 4 / 3, start + (member.end * 4).div_ceil(3)];
        assert_eq!(member.ranges, [expected], "{}", member.pointer);
    }
}
