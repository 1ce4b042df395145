//! Findings about a token that is handed over in a wrong way.

use crate::paste::{Carrier, SchemeFault, ValueFault, Written};

use super::sentences::Sentences;

/// A request whose header holds no bearer token.
pub(super) const NO_TOKEN: &str = "It sees no token and treats the request as `system:anonymous`: usually \
     403, or 401 where anonymous access is off.";

pub(super) fn encoded_as_bearer(carrier: Carrier) -> Sentences {
    let place = match carrier {
        Carrier::Bearer => "after `Bearer`",
        Carrier::Authorization => "in the `Authorization` header",
        Carrier::TokenOption => "in the option for a token",
        Carrier::PasswordOption => "in the option for a password",
        Carrier::Kubeconfig => "in the `token` of a kubeconfig",
        Carrier::Jwt => "in `jwt`",
    };
    let sentences =
        Sentences::new(format!("This is the base64 form of the token {place}, not the token."))
            .help(
                "Decode it once with `base64 -d`, and use the result. Only the `data` of a Secret \
                 holds the base64 form.",
            );
    match carrier {
        Carrier::Jwt => sentences,
        _ => sentences.api_server(
            "`Unauthorized` (401), because the base64 form has no dots and is not a token.",
        ),
    }
}

pub(super) fn scheme_not_bearer(fault: SchemeFault) -> Sentences {
    let message = match fault {
        SchemeFault::Missing => "The `Authorization` header has no scheme before the token.".into(),
        SchemeFault::Mark('\t') => "A tab follows `Bearer`, not a space.".into(),
        SchemeFault::Mark('\u{a0}') => "A no-break space follows `Bearer`, not a space.".into(),
        SchemeFault::Mark(mark) => format!("`Bearer{mark}` precedes the token, not `Bearer`."),
        SchemeFault::Glued => "No space separates `Bearer` from the token.".into(),
        SchemeFault::SecondWord => "Another word follows `Bearer`, before the token.".into(),
        SchemeFault::Basic => "The scheme before the token is `Basic`, not `Bearer`.".into(),
        SchemeFault::Token => "The scheme before the token is `Token`, not `Bearer`.".into(),
        SchemeFault::Jwt => "The scheme before the token is `JWT`, not `Bearer`.".into(),
        SchemeFault::Other => "The scheme before the token is not `Bearer`.".to_owned(),
    };
    let help = match fault {
        SchemeFault::Basic => {
            "For the API server, write `Authorization: Bearer TOKEN`, with the token as it is. \
             OpenShift's image registry does accept a service account token as the password of \
             `Basic`."
        }
        _ => "For the API server, write `Authorization: Bearer TOKEN`, with one space.",
    };
    let api_server = match fault {
        SchemeFault::SecondWord => "`Unauthorized` (401), because it reads that word as the token.",
        _ => NO_TOKEN,
    };
    Sentences::new(message).help(help).api_server(api_server)
}

pub(super) fn value_has_newline(fault: ValueFault, written: Written) -> Sentences {
    let value = match written {
        Written::Base64 => "encoded value",
        Written::String => "string",
        Written::Block => "YAML block",
    };
    let message = match fault {
        ValueFault::LineBreakAfter => {
            format!("The {value} ends with a line break after the token.")
        }
        ValueFault::BlankAfter => format!("The {value} ends with a space after the token."),
        ValueFault::BlankBefore => {
            format!("The {value} begins with a space or a line break before the token.")
        }
        ValueFault::LineBreakInside => format!("The {value} has line breaks inside the token."),
        ValueFault::Quotes => format!("The {value} has quotes around the token."),
    };
    let help = match written {
        Written::Base64 => {
            "Encode the token alone: `printf %s \"$TOKEN\" | base64 -w0`. `echo` without `-n` adds a \
             line break."
        }
        Written::String => "Remove it: the string must hold the token alone.",
        Written::Block => {
            "Write `|-` in place of `|` or `>`, or put the token on the line of its key."
        }
    };
    let api_server = match fault {
        ValueFault::LineBreakAfter | ValueFault::LineBreakInside => {
            "Often no request reaches it: HTTP clients reject a line break in a header, in Go with \
             `net/http: invalid header field value`."
        }
        ValueFault::BlankAfter => {
            "It ignores a space at the end of the header. Other servers may not."
        }
        ValueFault::BlankBefore => NO_TOKEN,
        ValueFault::Quotes => {
            "`Unauthorized` (401), because it reads the quotes as part of the token."
        }
    };
    Sentences::new(message).help(help).api_server(api_server)
}
