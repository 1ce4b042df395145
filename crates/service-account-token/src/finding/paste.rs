//! Findings about the text around a token.

use std::ops::Range;

use crate::claims::calendar::counted;
use crate::report::PartName;

use super::{Code, Draft, Spot};

/// The remedy for most of what can happen to a token on its way.
pub(crate) const COPY_AGAIN: &str = "Copy it again, whole. From a cluster: \
     `kubectl -n NAMESPACE create token SERVICEACCOUNT` prints a new one; for a Secret, \
     `kubectl -n NAMESPACE get secret NAME -o jsonpath='{.data.token}' | base64 -d`.";

/// The remedy for what stands between a token's characters. An API server reads up to the first
/// space, and any other blank is a character that base64url does not have.
const REMOVE: &str =
    "Remove them before you use the token: an API server does not accept it with them.";

pub(crate) fn empty_input() -> Draft {
    Draft::new(Code::EmptyInput, "There is nothing here but blanks.")
        .help("Paste a token, or any text that has one in it.")
}

pub(crate) fn no_token_found(parts: usize) -> Draft {
    let message = match parts {
        0 | 1 => "No token was found in this text.".to_owned(),
        _ => format!(
            "No token was found in this text. It has {parts} dotted parts, but the first one does \
             not decode to JSON that begins with `{{`."
        ),
    };
    Draft::new(Code::NoTokenFound, message).help(
        "A token is three long words joined by dots, and most begin with `eyJ`. The one from a \
         Secret begins with `ZXlK`, which is its base64 form and is read as well.",
    )
}

pub(crate) fn variable_not_expanded(name: Option<&str>, range: Range<usize>) -> Draft {
    let message = match name {
        Some(name) => {
            format!("`{name}` is the name of a variable, not the token that it stands for.")
        }
        None => "A placeholder or a command stands here, not the token that it stands for.".into(),
    };
    Draft::new(Code::VariableNotExpanded, message)
        .help("Let the shell put the value in, for example with `echo`, and paste what it prints.")
        .api_server("Unauthorized")
        .at(Spot::Paste(range))
}

pub(crate) fn hidden_characters(count: usize, first: char, range: Range<usize>) -> Draft {
    let first_code = u32::from(first);
    Draft::new(
        Code::HiddenCharacters,
        format!(
            "{} that cannot be seen stood inside the token or beside it (the first is \
             U+{first_code:04X}); left out here.",
            counted(count as u64, "character")
        ),
    )
    .help(REMOVE)
    .api_server("Unauthorized")
    .at(Spot::Paste(range))
}

pub(crate) fn blanks_inside(range: Range<usize>) -> Draft {
    Draft::new(
        Code::BlanksInside,
        "Blanks stood inside the token; left out here. A token is one word without blanks.",
    )
    .help(REMOVE)
    .api_server("Unauthorized")
    .at(Spot::Paste(range))
}

pub(crate) fn bearer_extra_space(blanks: usize, range: Range<usize>) -> Draft {
    Draft::new(
        Code::BearerExtraSpace,
        format!("{blanks} blanks stand between `Bearer` and the token, where one is expected."),
    )
    .help("Leave exactly one blank after `Bearer`.")
    .api_server(
        "the provided Authorization header contains extra space before the bearer token, and is \
         ignored",
    )
    .at(Spot::Paste(range))
}

pub(crate) fn bearer_twice(range: Range<usize>) -> Draft {
    Draft::new(Code::BearerTwice, "The word `Bearer` stands twice before the token.")
        .help("Write it once: some programs add it to what they are given.")
        .api_server("Unauthorized")
        .at(Spot::Paste(range))
}

pub(crate) fn text_glued_before(count: usize, range: Range<usize>) -> Draft {
    Draft::new(
        Code::TextGlued,
        format!("{} stood right before the token; left out.", counted(count as u64, "character")),
    )
    .help("Nothing to do here; leave them out as well where you use the token.")
    .at(Spot::Paste(range))
}

pub(crate) fn text_glued_after(count: usize, range: Range<usize>) -> Draft {
    Draft::new(
        Code::TextGlued,
        format!(
            "{} stood right behind the signature, which has its full length without them; left out.",
            counted(count as u64, "character")
        ),
    )
    .help("Nothing to do here; leave them out as well where you use the token.")
    .at(Spot::Paste(range))
}

pub(crate) fn tokens_glued(range: Range<usize>) -> Draft {
    Draft::new(
        Code::TokensGlued,
        "Another token began right behind this one, with nothing between them.",
    )
    .help("Each is read on its own here. Part them where you keep them.")
    .at(Spot::Paste(range))
}

pub(crate) fn input_too_large(bytes: usize, limit: usize) -> Draft {
    Draft::new(
        Code::InputTooLarge,
        format!(
            "The text has {bytes} bytes; this tool reads up to {limit}. Nothing of it was read."
        ),
    )
    .help("Paste the part that holds the token.")
}

pub(crate) fn too_many_tokens(count: usize, limit: usize) -> Draft {
    Draft::new(
        Code::TooManyTokens,
        format!("The text holds {count} tokens; the first {limit} of them are listed."),
    )
    .help("Paste the rest in parts.")
}

pub(crate) fn too_many_signatures(limit: usize) -> Draft {
    Draft::new(
        Code::TooManyTokens,
        format!("One payload has more than {limit} signatures; the first {limit} are listed."),
    )
    .help("Kubernetes writes exactly one, in the compact form.")
}

pub(crate) fn too_many_layers(limit: usize) -> Draft {
    Draft::new(
        Code::TooManyLayers,
        format!(
            "Some of the text is wrapped in more than {limit} layers of base64 and was not read."
        ),
    )
    .help("Decode the outer layers first, for example with `base64 -d`, and paste the result.")
}

pub(crate) fn other_credential(what: &str, advice: &'static str, range: Range<usize>) -> Draft {
    Draft::new(
        Code::OtherCredential,
        format!("This looks like {what}, which is not a JSON Web Token and has no claims to read."),
    )
    .help(advice)
    .at(Spot::Paste(range))
}

pub(crate) fn paste_not_utf8(count: usize, range: Range<usize>) -> Draft {
    Draft::new(
        Code::Utf8Invalid,
        format!(
            "The text is not UTF-8: {} of it could not be read as a character.",
            counted(count as u64, "place")
        ),
    )
    .help("Save the text as UTF-8 if something is missing here.")
    .at(Spot::Paste(range))
}

/// What was left of a token that is cut off.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Cut {
    /// Its front is missing.
    Front,
    /// The text ends inside this part, or right before it.
    Inside(PartName),
}

pub(crate) fn token_truncated(cut: Cut, characters: usize, read: &str) -> Draft {
    let message = match cut {
        Cut::Front => format!("The front of this token is missing. {read}"),
        Cut::Inside(part) => {
            let part_name = super::structure::part_name(part);
            let place = match characters {
                0 => format!("before the {part_name}"),
                _ => format!("inside the {part_name}"),
            };
            let after = match characters {
                0 => String::new(),
                _ => format!(", after {} of it", counted(characters as u64, "character")),
            };
            format!("This token is cut off {place}{after}. {read}")
        }
    };
    let spot = match cut {
        Cut::Front => Spot::Part(PartName::Header),
        Cut::Inside(part) => Spot::Part(part),
    };
    Draft::new(Code::TokenTruncated, message).help(COPY_AGAIN).at(spot)
}

pub(crate) fn token_redacted() -> Draft {
    Draft::new(
        Code::TokenRedacted,
        "The signature was taken out of this token on purpose, so that it explains itself and cannot \
         log anybody in.",
    )
    .help("Nothing to do. To use a token, get a new one.")
}
