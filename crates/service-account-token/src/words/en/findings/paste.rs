//! Findings about the text around a token.

use crate::kubernetes::credentials::CredentialKind;
use crate::paste::Finding;
use crate::text::calendar::counted;

use crate::words::en::credentials;

use super::placeholders::{placeholder, variable_not_expanded};
use super::sentences::Sentences;
use super::server_messages::server_message;
use super::wrong_use::{NO_TOKEN, encoded_as_bearer, scheme_not_bearer, value_has_newline};

/// The remedy for most of what can happen to a token on its way.
pub(super) const COPY_AGAIN: &str = "Copy it again, whole. `kubectl create token SERVICEACCOUNT` \
                                     prints a new service account token; the `data.token` of a \
                                     Secret needs `base64 -d`.";

/// The remedy for what is between a token's characters. An API server reads up to the first
/// space, and any other blank is a character that base64url does not have.
const REMOVE: &str = "Remove this before you use the token: an API server rejects it otherwise.";

const LEAVE_OUT: &str = "Leave this out where you use the token, too.";

pub(super) fn sentences(finding: &Finding) -> Sentences {
    match finding {
        Finding::EmptyInput => empty_input(),
        Finding::NoTokenFound { parts } => no_token_found(*parts),
        Finding::VariableNotExpanded { variable, .. } => variable_not_expanded(variable),
        Finding::Placeholder { what, .. } => placeholder(what),
        Finding::ServerMessage { message, .. } => server_message(*message),
        Finding::EncodedAsBearer { carrier, .. } => encoded_as_bearer(*carrier),
        Finding::SchemeNotBearer { fault, .. } => scheme_not_bearer(*fault),
        Finding::ValueHasNewline { fault, written, .. } => value_has_newline(*fault, *written),
        Finding::HiddenCharacters { count, first, .. } => hidden_characters(*count, *first),
        Finding::BlanksInside { .. } => blanks_inside(),
        Finding::BearerExtraSpace { blanks, .. } => bearer_extra_space(*blanks),
        Finding::BearerTwice { .. } => bearer_twice(),
        Finding::TextGluedBefore { characters, .. } => text_glued_before(*characters),
        Finding::TextGluedAfter { characters, .. } => text_glued_after(*characters),
        Finding::PromptAfter { .. } => prompt_after(),
        Finding::TokensGlued { .. } => tokens_glued(),
        Finding::InputTooLarge { bytes, limit } => input_too_large(*bytes, *limit),
        Finding::TooManyTokens { count, limit } => too_many_tokens(*count, *limit),
        Finding::TooManySignatures { limit } => too_many_signatures(*limit),
        Finding::TooManyLayers { limit } => too_many_layers(*limit),
        Finding::OtherCredential { kind, .. } => other_credential(*kind),
        Finding::NotUtf8 { places, .. } => not_utf8(*places),
    }
}

fn empty_input() -> Sentences {
    Sentences::new("There is only whitespace here.")
        .help("Paste a token, or any text that has one in it.")
}

fn no_token_found(parts: usize) -> Sentences {
    let message = match parts {
        0 | 1 => "No token was found in this text.".to_owned(),
        _ => format!(
            "No token was found in this text. It has {parts} dotted parts, but the first one does \
             not decode to JSON that begins with `{{`."
        ),
    };
    Sentences::new(message).help(
        "A token has three long parts joined by dots, and most begin with `eyJ`. In a Secret's `data` it \
         is in base64 and begins with `ZXlK`; this tool reads that too.",
    )
}

fn hidden_characters(count: usize, first: char) -> Sentences {
    let first_code = u32::from(first);
    Sentences::new(format!(
        "The token contains or touches {} (the first is U+{first_code:04X}), which this tool \
         leaves out.",
        counted(count as u64, "invisible character")
    ))
    .help(REMOVE)
    .api_server("`Unauthorized` (401).")
}

fn blanks_inside() -> Sentences {
    Sentences::new("The token contains whitespace, which is left out here. A token is one word.")
        .help(REMOVE)
        .api_server("`Unauthorized` (401).")
}

fn bearer_extra_space(blanks: usize) -> Sentences {
    Sentences::new(format!(
        "There are {blanks} spaces between `Bearer` and the token, not one."
    ))
    .help("Leave exactly one space after `Bearer`.")
    .api_server(format!(
        "{NO_TOKEN} It warns: `the provided Authorization header contains extra space before the bearer \
         token, and is ignored`."
    ))
}

fn bearer_twice() -> Sentences {
    Sentences::new("The word `Bearer` precedes the token twice.")
        .help("Write it once: some programs add it themselves.")
        .api_server("`Unauthorized` (401).")
}

fn text_glued_before(count: usize) -> Sentences {
    let characters = counted(count as u64, "character");
    Sentences::new(format!("Left out here: {characters} directly before the token."))
        .help(LEAVE_OUT)
}

fn text_glued_after(count: usize) -> Sentences {
    let characters = counted(count as u64, "character");
    Sentences::new(format!(
        "Left out here: {characters} directly after the signature, which is already complete."
    ))
    .help(LEAVE_OUT)
}

fn prompt_after() -> Sentences {
    Sentences::new("A shell prompt follows the token without a line break; it is left out here.")
        .help(
            "A token file does not end with a line break. Leave the prompt out when you copy the \
             token.",
        )
}

fn tokens_glued() -> Sentences {
    Sentences::new("Another token follows this one, with nothing between them.")
        .help("This tool reads each on its own. Separate them where you store them.")
}

fn input_too_large(bytes: usize, limit: usize) -> Sentences {
    Sentences::new(format!(
        "The text has {bytes} bytes; this tool reads up to {limit}, so it read none of it."
    ))
    .help("Paste the part that holds the token.")
}

fn too_many_tokens(count: usize, limit: usize) -> Sentences {
    Sentences::new(format!("The text holds {count} tokens; the first {limit} of them are listed."))
        .help("Paste the rest in parts.")
}

fn too_many_signatures(limit: usize) -> Sentences {
    Sentences::new(format!(
        "One payload has more than {limit} signatures; the first {limit} are listed."
    ))
    .help("Kubernetes writes exactly one, in the compact form.")
}

fn too_many_layers(limit: usize) -> Sentences {
    Sentences::new(format!(
        "Some of the text is wrapped in more than {limit} layers of base64 and was not read."
    ))
    .help("Decode the outer layers first, for example with `base64 -d`, and paste the result.")
}

fn other_credential(kind: CredentialKind) -> Sentences {
    Sentences::new(format!(
        "This looks like {}, which is not a JSON Web Token and has no claims to read.",
        credentials::name(kind)
    ))
    .help(credentials::advice(kind))
}

fn not_utf8(count: usize) -> Sentences {
    Sentences::new(format!(
        "The text is not UTF-8: {} of it could not be read as a character.",
        counted(count as u64, "place")
    ))
    .help("Save the text as UTF-8 if something is missing here.")
}
