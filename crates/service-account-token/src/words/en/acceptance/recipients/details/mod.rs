//! What decides a check of a recipient, in words.

mod claims;
mod keys;
mod requests;
mod times;

use super::lists::{names, one_of};
use super::policy;
use crate::facts::acceptance::recipient::Detail;
use crate::text::Text;

/// The sentences about a kind of details; none about another.
type Words = fn(&str, &Detail) -> Option<String>;

const WORDS: &[Words] = &[
    presence,
    claims::issuer,
    claims::audience,
    claims::subject,
    claims::length,
    times::moment,
    times::span,
    keys::algorithm,
    keys::key,
    requests::request,
];

/// Returns what decides a check, or what has to be known. `who` is the recipient.
pub(super) fn text(who: &str, detail: &Detail) -> Text {
    let text = WORDS.iter().find_map(|words| words(who, detail));
    text.unwrap_or_else(|| policy::text(detail)).into()
}

/// Returns whether something is there.
fn presence(who: &str, detail: &Detail) -> Option<String> {
    Some(match detail {
        Detail::Cut { claim: "" } => "This copy is not whole, or not a signed token.".to_owned(),
        Detail::Cut { claim } => format!("`{claim}` cannot be read in this copy."),
        Detail::FiveParts => "The token is encrypted, so it has five parts.".to_owned(),
        Detail::ThreeParts => "The token has three parts.".to_owned(),
        Detail::Missing { claims } => {
            let it = if claims.len() == 1 { "it" } else { "them" };
            format!("{who} requires {}, and the token does not have {it}.", names(claims))
        }
        Detail::AllMissing { claims } => {
            format!("{who} requires {}, and the token has none of them.", one_of(claims))
        }
        Detail::AllThere { claims } => format!("The token has {}.", names(claims)),
        _ => return None,
    })
}
