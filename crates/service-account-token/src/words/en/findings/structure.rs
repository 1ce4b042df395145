//! The sentences of findings about a token's serialization: its parts, base64url, UTF-8 and JSON.

use crate::jose::GapReason;
use crate::jose::PartName;
use crate::jose::{Finding, Read, TruncatedAt, Truncation};
use crate::paste::WithheldReason;
use crate::text::base64::Flaw;
use crate::text::calendar::counted;
use crate::text::json::{Expected, FaultReason};
use crate::text::unicode::is_of_a_word;

use super::api_server::NOT_MINE;
use super::paste::COPY_AGAIN;
use super::sentences::Sentences;

pub(super) fn sentences(finding: &Finding) -> Sentences {
    match finding {
        Finding::Truncated(truncation) => truncated(truncation),
        Finding::Redacted => redacted(),
        Finding::SegmentCount { count } => segment_count(*count),
        Finding::SegmentEmpty { part } => segment_empty(*part),
        Finding::Base64 { part, flaw, altered } => base64(*part, *flaw, *altered),
        Finding::NotUtf8 { part, byte, at } => not_utf8(*part, *byte, *at),
        Finding::ByteOrderMark { part } => byte_order_mark(*part),
        Finding::Decoded { gap, has_comments, is_rewritten, has_signature } => {
            let reason = gap.as_ref().map(|gap| gap.reason);
            decoded(reason, [*has_comments, *is_rewritten, *has_signature])
        }
        Finding::JsonSyntax { part, at, found, reason } => json_syntax(*part, *at, *found, *reason),
        Finding::NotObject { part } => {
            not_object(format!("The {} is JSON but not an object.", part_name(*part)))
        }
        Finding::NotJson { part, first } => not_object(format!(
            "The {} does not decode to JSON: its first byte is 0x{first:02x}; it must be `{{`.",
            part_name(*part)
        )),
        Finding::TooDeep { part, limit, .. } => too_deep(*part, *limit),
        Finding::TooManyMembers { part, .. } => too_many_members(*part),
        Finding::Withheld { part, reason, .. } => withheld(*part, *reason),
    }
}

/// Returns the name of a part in a sentence.
pub(super) fn part_name(part: PartName) -> &'static str {
    match part {
        PartName::Header => "header",
        PartName::Payload => "payload",
        PartName::Signature => "signature",
        PartName::EncryptedKey => "encrypted key",
        PartName::InitializationVector => "initialization vector",
        PartName::Ciphertext => "ciphertext",
        PartName::AuthenticationTag => "authentication tag",
        PartName::Extra => "extra part",
    }
}

/// Returns a character for a sentence, escaped if it is invisible.
fn shown(character: char) -> String {
    if character.is_ascii_graphic() || is_of_a_word(character) {
        format!("`{character}`")
    } else {
        format!("U+{:04X}", u32::from(character))
    }
}

fn segment_count(count: usize) -> Sentences {
    let message = match count {
        5 => {
            "The token has five dotted parts, like an encrypted token (JWE), but its header names \
             no encryption (`enc`)."
                .into()
        }
        _ => format!(
            "The token has {count} dotted parts; a signed token (JWS) has three and an encrypted \
             token (JWE) five."
        ),
    };
    Sentences::new(message).help(COPY_AGAIN).api_server(NOT_MINE)
}

fn decoded(
    gap: Option<GapReason>,
    [has_comments, is_rewritten, has_signature]: [bool; 3],
) -> Sentences {
    let mut message =
        "These are decoded claims, not the token. Nothing vouches for them: only the \
                       token has a signature."
            .to_owned();
    match gap {
        None => {}
        Some(GapReason::End) => message.push_str(
            " They break off. `base64 -d` drops the end of a part that has no padding, and stops \
             at a `-` or `_`.",
        ),
        Some(GapReason::NotJson) => {
            message.push_str(" The text stops being JSON here, and the rest is not read.");
        }
    }
    if has_comments {
        message.push_str(" Comments between the claims are left out.");
    }
    if is_rewritten {
        message.push_str(" The text is not quite JSON; it is shown here as JSON.");
    }
    if has_signature {
        message.push_str(
            " The signature is in this text too. It is hidden here, but anyone who has the text \
             can rebuild the token.",
        );
    }
    Sentences::new(message).help(if has_signature {
        "Protect this text as you protect the token."
    } else {
        "Paste the token itself: three parts joined by dots. The first two are enough to decode it."
    })
}

fn segment_empty(part: PartName) -> Sentences {
    Sentences::new(format!("The {} is empty.", part_name(part)))
        .help(COPY_AGAIN)
        .api_server(NOT_MINE)
}

fn base64(part: PartName, flaw: Flaw, altered: bool) -> Sentences {
    let name = part_name(part);
    match flaw {
        Flaw::Character { at: index, character } => Sentences::new(format!(
            "Character {} of the {name} is {}, which is not in the base64url alphabet{}.",
            index + 1,
            shown(character),
            if altered { "; the bytes that it hides are shown as U+FFFD" } else { "" }
        ))
        .help(COPY_AGAIN)
        .api_server(NOT_MINE),
        Flaw::StandardAlphabet { at: index, character, count } => Sentences::new(format!(
            "Character {} of the {name} is `{character}`, from the standard base64 alphabet; \
             base64url uses `{}`.{}",
            index + 1,
            if character == '+' { '-' } else { '_' },
            match count {
                1 => String::new(),
                _ => format!(" There are {count} such characters."),
            }
        ))
        .help("The program that wrote the token used standard base64. Make it use base64url.")
        .api_server(NOT_MINE),
        Flaw::Padding { count, .. } => Sentences::new(format!(
            "The {name} ends with {} (`=`); tokens have none.",
            counted(count as u64, "padding character")
        ))
        .help("Remove the padding.")
        .api_server(NOT_MINE),
        Flaw::Length { length } => Sentences::new(format!(
            "The {name} has {}, a length that base64 cannot have: a character is missing, or there \
             is one too many.",
            counted(length as u64, "character")
        ))
        .help(COPY_AGAIN)
        .api_server(NOT_MINE),
        Flaw::TrailingBits { .. } => Sentences::new(format!(
            "The last character of the {name} has unused bits that are not zero. Kubernetes \
             ignores them in a bound token; strict parsers reject the token.",
        ))
        .help("The token may have been edited or cut off. Copy it again."),
    }
}

fn not_utf8(part: PartName, byte: u8, at: usize) -> Sentences {
    Sentences::new(format!(
        "Byte {} of the decoded {} is 0x{byte:02x}, which is not UTF-8; it is shown as U+FFFD.",
        at + 1,
        part_name(part)
    ))
    .help("A JSON Web Token is UTF-8 text. The token is damaged, or a faulty program wrote it.")
}

fn byte_order_mark(part: PartName) -> Sentences {
    Sentences::new(format!("The JSON of the {} begins with a byte order mark.", part_name(part)))
        .help("Make the program that wrote the token omit it.")
        .api_server(NOT_MINE)
}

fn json_syntax(part: PartName, at: usize, found: Option<char>, reason: FaultReason) -> Sentences {
    let name = part_name(part);
    let place = format!("at byte {} of the decoded text", at + 1);
    let message = match (reason, found) {
        (FaultReason::Trailing, _) => {
            format!("Text follows the JSON object of the {name} {place}, where it should end.")
        }
        (FaultReason::Syntax(expected), Some(found)) => format!(
            "The {name} is not JSON: found {} {place}, expected {}.",
            shown(found),
            expected_in_json(expected)
        ),
        _ => format!("The JSON of the {name} ends too early, {place}."),
    };
    Sentences::new(message)
        .help(
            "This tool read everything before that place. The token is damaged, cut off, or \
             written by hand.",
        )
        .api_server(NOT_MINE)
}

pub(crate) fn expected_in_json(expected: Expected) -> &'static str {
    match expected {
        Expected::Value => "a value",
        Expected::Name => "a member's name in double quotes",
        Expected::Colon => "a colon after the member's name",
        Expected::CommaOrBrace => "a comma or a closing brace",
        Expected::CommaOrBracket => "a comma or a closing bracket",
        Expected::Literal => "`true`, `false` or `null`",
        Expected::Digit => "a number",
        Expected::Escape => "a legal escape after the backslash",
        Expected::EscapedControl => "an escaped control character",
    }
}

fn not_object(message: String) -> Sentences {
    Sentences::new(message)
        .help("If characters are missing at the start, copy the token again, whole.")
        .api_server(NOT_MINE)
}

fn too_deep(part: PartName, limit: usize) -> Sentences {
    Sentences::new(format!(
        "The {} nests values more than {limit} levels deep; the deeper ones appear only in the raw \
         text.",
        part_name(part)
    ))
    .help("No service account token is nested deeper than five levels.")
}

fn too_many_members(part: PartName) -> Sentences {
    Sentences::new(format!(
        "The {} has more members than this tool lists; the rest appear only in the raw text.",
        part_name(part)
    ))
    .help("No service account token has more than about twenty.")
}

fn withheld(part: PartName, reason: WithheldReason) -> Sentences {
    let part_name = part_name(part);
    match reason {
        WithheldReason::Token => {
            Sentences::new(format!("The {part_name} holds another token, which is hidden."))
                .help("To read it, paste it by itself. It may also be a live credential.")
        }
        WithheldReason::PrivateKey => {
            Sentences::new(format!("The {part_name} holds a private key, which is hidden.")).help(
                "A token is signed, not encrypted: anyone who gets it can read the key. Replace \
                 the key.",
            )
        }
        WithheldReason::Credential => Sentences::new(format!(
            "The {part_name} holds a password or another credential, which is hidden."
        ))
        .help(
            "A token is signed, not encrypted: anyone who gets it can read the credential. Replace \
             the credential.",
        ),
        WithheldReason::Opaque => Sentences::new(format!(
            "The {part_name} holds a value that looks random, under a name that this tool does not \
             know. It is hidden."
        ))
        .help("It may be a secret. On the decoder's page, press \"Show\" to see it."),
    }
}

fn truncated(truncation: &Truncation) -> Sentences {
    let Truncation { at, characters, read, is_middle } = *truncation;
    let read = what_was_read(read);
    if is_middle {
        let part = part_name(at.part());
        let message = format!("The middle of this token was left out, from the {part} on. {read}");
        return Sentences::new(message).help(COPY_AGAIN);
    }
    let message = match at {
        TruncatedAt::Front => format!("The start of this token is missing. {read}"),
        TruncatedAt::Inside(part) => {
            let part = part_name(part);
            match characters {
                0 => format!("This token is cut off before the {part}. {read}"),
                _ => format!(
                    "This token is cut off inside the {part}, after {} of it. {read}",
                    counted(characters as u64, "character")
                ),
            }
        }
    };
    Sentences::new(message).help(COPY_AGAIN)
}

fn what_was_read(read: Read) -> String {
    match read {
        Read::HeaderMembers(members) => {
            format!("{} of the header could be read.", counted(members as u64, "member"))
        }
        Read::Header => "The header could be read.".to_owned(),
        Read::HeaderAndClaims(claims) => {
            format!("The header and the first {} could be read.", counted(claims as u64, "claim"))
        }
        Read::HeaderAndPayload => "The header and the payload could be read completely.".to_owned(),
        Read::Claims(claims) => {
            format!("{} of the payload could be read.", counted(claims as u64, "claim"))
        }
        Read::Payload => "The payload could be read.".to_owned(),
    }
}

fn redacted() -> Sentences {
    Sentences::new(
        "The signature was removed from this token on purpose, so that it can be shared and cannot \
         be used to log in.",
    )
    .help("Nothing to do. To use a token, get a new one.")
}
