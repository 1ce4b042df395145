//! Finds strings that mislead a reader: characters that reorder the text or are invisible,
//! look-alikes of another script inside a word (UTS 39 §4), and half a surrogate pair.

use crate::facts::findings::{Deception, Finding, JsonFinding, Script};
use crate::facts::reading::Reading;
use crate::jose::PartName;
use crate::text::json::Node;
use crate::text::unicode::{is_bidi_control, is_hidden, is_of_a_word};

pub(super) fn deceptive(reading: &Reading<'_>, found: &mut Vec<Finding>) {
    for (part, json) in
        [(PartName::Header, &reading.jose.header), (PartName::Payload, &reading.jose.payload)]
    {
        for (node, member) in json.members() {
            if let Some((shown, deception)) = deception_of(member) {
                let text = shown.to_owned();
                found.push(JsonFinding::Deceptive { part, node, text, deception }.into());
            }
            if member.lone_surrogate {
                found.push(JsonFinding::LoneSurrogate { part, node }.into());
            }
        }
    }
}

fn deception_of(member: &Node) -> Option<(&str, Deception)> {
    [&member.name, &member.value]
        .into_iter()
        .flatten()
        .find_map(|text| deception(text).map(|deception| (text.as_str(), deception)))
}

fn deception(text: &str) -> Option<Deception> {
    if text.bytes().all(|byte| matches!(byte, b' '..=b'~')) {
        return None;
    }
    if let Some(character) = text.chars().find(|&character| is_bidi_control(character)) {
        return Some(Deception::Bidi(character));
    }
    // Line breaks and tabs are visible, if only by their effect.
    let invisible =
        |character: &char| is_hidden(*character) && !matches!(character, '\n' | '\r' | '\t');
    if let Some(character) = text.chars().find(invisible) {
        return Some(Deception::Invisible(character));
    }
    text.split(|character| !is_of_a_word(character)).find_map(mixed_scripts)
}

/// Returns the odd character in a word that mixes Latin letters with look-alikes from another
/// script.
fn mixed_scripts(word: &str) -> Option<Deception> {
    let mut letters = word.chars().filter_map(|letter| Some((letter, script(letter)?)));
    let (first, first_script) = letters.next()?;
    let (other, other_script) = letters.find(|&(_, script)| script != first_script)?;
    let (odd, script) =
        if first_script == Script::Latin { (other, other_script) } else { (first, first_script) };
    Some(Deception::MixedScripts(odd, script))
}

/// Returns the script of a letter. These blocks hold letters of these scripts only.
fn script(letter: char) -> Option<Script> {
    match letter {
        'A'..='Z'
        | 'a'..='z'
        | 'À'..='Ö'
        | 'Ø'..='ö'
        | 'ø'..='\u{24f}'
        | '\u{1e00}'..='\u{1eff}' => Some(Script::Latin),
        // Without the micro sign, which is in Latin-1.
        '\u{370}'..='\u{3ff}' | '\u{1f00}'..='\u{1fff}' => Some(Script::Greek),
        '\u{400}'..='\u{52f}'
        | '\u{1c80}'..='\u{1c8f}'
        | '\u{2de0}'..='\u{2dff}'
        | '\u{a640}'..='\u{a69f}' => Some(Script::Cyrillic),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn deceptive_text_is_detected() {
        for (text, expected) in [
            ("system:serviceaccount:default:default", None),
            ("syst\u{435}m", Some(Deception::MixedScripts('\u{435}', Script::Cyrillic))),
            ("\u{3bf}penshift", Some(Deception::MixedScripts('\u{3bf}', Script::Greek))),
            ("Иван Smith", None),
            ("Müller é ж 漢", None),
            ("a\u{202e}b", Some(Deception::Bidi('\u{202e}'))),
            ("a\u{200b}b", Some(Deception::Invisible('\u{200b}'))),
            ("a\u{0}b", Some(Deception::Invisible('\0'))),
            ("a\nb", None),
        ] {
            assert_eq!(deception(text), expected, "{text:?}");
        }
    }
}
