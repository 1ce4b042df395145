//! Findings about a token's serialization: its parts, base64url, UTF-8 and JSON.

use std::ops::Range;

use crate::claims::calendar::counted;
use crate::jose::base64url::Flaw;
use crate::jose::json::{Fault, FaultReason};
use crate::report::{PartName, WithheldReason};

use super::paste::COPY_AGAIN;
use super::quote::is_of_a_word;
use super::{Code, Draft, Spot};

/// What the API server answers to a token that it cannot take apart: it is "not mine" to every
/// authenticator.
const NOT_MINE: &str = "invalid bearer token";

/// The name of a part in a sentence.
pub(crate) fn part_name(part: PartName) -> &'static str {
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

/// A character for a sentence: escaped when it cannot be seen.
fn shown(character: char) -> String {
    if character.is_ascii_graphic() || is_of_a_word(character) {
        format!("`{character}`")
    } else {
        format!("U+{:04X}", u32::from(character))
    }
}

pub(crate) fn segment_count(count: usize) -> Draft {
    let message = match count {
        5 => {
            "The token has five dotted parts, as an encrypted one (JWE) has, but its header names \
              no encryption (`enc`)."
                .into()
        }
        _ => format!(
            "The token has {count} dotted parts; a signed one (JWS) has three and an encrypted one \
             (JWE) five."
        ),
    };
    Draft::new(Code::SegmentCount, message).help(COPY_AGAIN).api_server(NOT_MINE)
}

pub(crate) fn segment_empty(part: PartName) -> Draft {
    Draft::new(
        Code::SegmentEmpty,
        format!("The {} is empty: nothing stands where it is expected.", part_name(part)),
    )
    .help(COPY_AGAIN)
    .api_server(NOT_MINE)
    .at(Spot::Part(part))
}

/// Of characters that are `altered`, what they hide is shown.
pub(crate) fn base64(part: PartName, flaw: Flaw, altered: bool) -> Draft {
    let name = part_name(part);
    let at = |at: usize| Spot::Characters(part, at..at + 1);
    match flaw {
        Flaw::Character { at: index, character } => Draft::new(
            Code::Base64Character,
            format!(
                "Character {} of the {name} is {}, which base64url does not have{}.",
                index + 1,
                shown(character),
                if altered { "; what it hides is shown here as U+FFFD" } else { "" }
            ),
        )
        .help(COPY_AGAIN)
        .api_server(NOT_MINE)
        .at(at(index)),
        Flaw::StandardAlphabet { at: index, character, count } => Draft::new(
            Code::Base64StandardAlphabet,
            format!(
                "Character {} of the {name} is `{character}`, from the standard base64 alphabet; \
                 base64url has `{}` there.{}",
                index + 1,
                if character == '+' { '-' } else { '_' },
                match count {
                    1 => String::new(),
                    _ => format!(" There are {count} such characters."),
                }
            ),
        )
        .help("The program that wrote the token used ordinary base64. Have it use base64url.")
        .api_server(NOT_MINE)
        .at(at(index)),
        Flaw::Padding { at: index, count } => Draft::new(
            Code::Base64Padding,
            format!(
                "The {name} ends with {} (`=`), which a token does not have.",
                counted(count as u64, "padding character")
            ),
        )
        .help("Leave the padding out.")
        .api_server(NOT_MINE)
        .at(Spot::Characters(part, index..index + count)),
        Flaw::Length { length } => Draft::new(
            Code::Base64Length,
            format!(
                "The {name} has {}, a length that base64 cannot have: one is missing or too many.",
                counted(length as u64, "character")
            ),
        )
        .help(COPY_AGAIN)
        .api_server(NOT_MINE)
        .at(Spot::Part(part)),
        Flaw::TrailingBits { at: index } => Draft::new(
            Code::Base64TrailingBits,
            format!(
                "The last character of the {name} carries bits that belong to no byte and are not \
                 zero. Kubernetes overlooks that for a bound token; strict readers refuse it.",
            ),
        )
        .help("The token may have been altered by hand or cut off. Copy it again.")
        .at(at(index)),
    }
}

pub(crate) fn utf8_invalid(part: PartName, byte: u8, at: usize) -> Draft {
    Draft::new(
        Code::Utf8Invalid,
        format!(
            "Byte {} of the decoded {} is 0x{byte:02x}, which is not UTF-8; shown here as U+FFFD.",
            at + 1,
            part_name(part)
        ),
    )
    .help("A JSON Web Token is UTF-8 text. The token was damaged or written by a faulty program.")
    .at(Spot::Decoded(part, at..at + 1))
}

pub(crate) fn byte_order_mark(part: PartName) -> Draft {
    Draft::new(
        Code::ByteOrderMark,
        format!("A byte order mark stands before the JSON of the {}.", part_name(part)),
    )
    .help("Have the program that wrote the token leave it out.")
    .api_server(NOT_MINE)
    .at(Spot::Decoded(part, 0..3))
}

pub(crate) fn json_syntax(part: PartName, text: &str, fault: &Fault) -> Draft {
    let name = part_name(part);
    let at = fault.offset;
    let found = text.get(at..).and_then(|rest| rest.chars().next());
    let place = format!("at byte {} of the decoded text", at + 1);
    let (code, message) = match (fault.reason, found) {
        (FaultReason::Trailing, _) => (
            Code::JsonTrailingText,
            format!("Text follows the JSON object of the {name} {place}, where it should end."),
        ),
        (FaultReason::Syntax(expected), Some(found)) => (
            Code::JsonSyntax,
            format!(
                "The {name} is not JSON: {} stands {place}, where {expected} is expected.",
                shown(found)
            ),
        ),
        _ => (Code::JsonSyntax, format!("The JSON of the {name} ends too early, {place}.")),
    };
    let width = found.map_or(0, char::len_utf8);
    Draft::new(code, message)
        .help("What stands before that place was read. The token was damaged, cut off, or made by hand.")
        .api_server(NOT_MINE)
        .at(Spot::Decoded(part, at..at + width))
}

/// What a part decodes to, when it is not an object.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum NotObject {
    /// Another JSON value.
    OtherJson,
    /// Something else; its first byte.
    FirstByte(u8),
}

pub(crate) fn not_object(part: PartName, what: NotObject) -> Draft {
    let name = part_name(part);
    let (code, message) = match what {
        NotObject::OtherJson => {
            (Code::JsonNotObject, format!("The {name} is JSON, but not an object in braces."))
        }
        NotObject::FirstByte(byte) => (
            Code::JsonSyntax,
            format!(
                "The {name} does not decode to JSON: its first byte is 0x{byte:02x}, where `{{` is expected."
            ),
        ),
    };
    Draft::new(code, message)
        .help("If characters are missing at its front, copy the token again, whole.")
        .api_server(NOT_MINE)
        .at(Spot::Part(part))
}

pub(crate) fn json_too_deep(part: PartName, limit: usize, at: usize) -> Draft {
    Draft::new(
        Code::JsonTooDeep,
        format!(
            "The {} nests values more than {limit} levels deep; the deeper ones are in the raw text \
             but are not listed.",
            part_name(part)
        ),
    )
    .help("No service account token is nested deeper than five levels.")
    .at(Spot::Decoded(part, at..at + 1))
}

pub(crate) fn json_too_many_members(part: PartName, at: usize) -> Draft {
    Draft::new(
        Code::JsonTooManyMembers,
        format!(
            "The {} holds more members than are listed; the rest are in the raw text.",
            part_name(part)
        ),
    )
    .help("No service account token has more than about twenty.")
    .at(Spot::Decoded(part, at..at + 1))
}

/// Reports that a part holds something that was withheld.
pub(crate) fn withheld(part: PartName, reason: WithheldReason, range: Range<usize>) -> Draft {
    let part_name = part_name(part);
    let draft = match reason {
        WithheldReason::Token => {
            Draft::new(Code::NestedJwt, format!("The {part_name} holds another token, which is hidden."))
                .help("To read it, paste it by itself. It may be a live credential too.")
        }
        WithheldReason::PrivateKey => {
            Draft::new(Code::SecretInToken, format!("The {part_name} holds a private key, which is hidden."))
                .help("A token is signed, not encrypted: anyone who gets it can read the key. Replace the key.")
        }
        WithheldReason::Credential => Draft::new(
            Code::SecretInToken,
            format!("The {part_name} holds a password or another credential, which is hidden."),
        )
        .help("A token is signed, not encrypted: anyone who gets it can read the credential. Replace the credential."),
        WithheldReason::Opaque => Draft::new(
            Code::ValueWithheld,
            format!("The {part_name} holds a value that looks random, under a name that this tool does not know. It is hidden."),
        )
        .help("It may be a secret. On the decoder's page, press \"Show\" beside it to see it."),
    };
    draft.at(Spot::Decoded(part, range))
}
