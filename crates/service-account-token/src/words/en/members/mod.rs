//! The title, the meaning and the source of each header parameter and claim.
//!
//! Times are in UTC and never relative, since a page that ticks would soon contradict them.

mod audience;
mod catalog;
mod header;
mod kubernetes;
mod phrases;
mod registered;
mod source;
#[cfg(test)]
mod tests;

mod times;
mod title;

use crate::claims::Expected;
use crate::facts::members::{Meaning, MemberFact, Repetition, Which};
use crate::kubernetes::Certainty;
use crate::paste::WithheldReason;
use crate::text::Text;
use crate::text::json::JsonType;
use phrases::and_if;

/// What a person reads about one member.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Explanation {
    /// What the member is called.
    pub(crate) title: Text,
    /// What this value means.
    pub(crate) meaning: Text,
    /// Where that can be looked up.
    pub(crate) source: Option<Text>,
    /// How sure it is.
    pub(crate) certainty: Certainty,
    /// The time that it says, in Unix seconds.
    pub(crate) time: Option<i64>,
}

/// Puts the facts about each member of a part into words.
pub(crate) fn explain_all(facts: &[MemberFact<'_>]) -> Vec<Explanation> {
    facts.iter().map(explain).collect()
}

/// Puts the facts about a member into words.
pub(crate) fn explain(fact: &MemberFact<'_>) -> Explanation {
    Explanation {
        title: title::title(fact.role),
        meaning: match fact.repetition {
            None => value(fact),
            Some(repetition) => repeated(fact, repetition).into(),
        },
        source: fact.source.map(source::source),
        certainty: fact.certainty,
        time: fact.time,
    }
}

/// Says what the value means, whatever stands beside it.
fn value(fact: &MemberFact<'_>) -> Text {
    let meaning = meaning(&fact.meaning);
    if !fact.foreign {
        return meaning;
    }
    format!("{meaning} Kubernetes never writes it into a service account token.").into()
}

fn meaning(meaning: &Meaning<'_>) -> Text {
    match *meaning {
        Meaning::Withheld(reason) => withheld(reason).into(),
        Meaning::PartlyUnreadable => {
            "Not all of it can be read: a character of the token is wrong there.".into()
        }
        Meaning::IllTyped { found, expected, kubernetes } => {
            ill_typed(found, expected, kubernetes).into()
        }
        Meaning::Header(meaning) => header::header(meaning),
        Meaning::Issuer(meaning) => registered::issuer(meaning),
        Meaning::Subject(meaning) => registered::subject(meaning),
        Meaning::TokenId(meaning) => registered::token_id(meaning),
        Meaning::Audience(meaning) => audience::audience(meaning),
        Meaning::Recipient(meaning) => audience::recipient(meaning),
        Meaning::Time(meaning) => times::time(meaning).into(),
        Meaning::Kubernetes(meaning) => kubernetes::bound(meaning),
        Meaning::Legacy(meaning) => kubernetes::legacy(meaning),
        Meaning::Catalog(meaning) => catalog::catalog(meaning),
    }
}

fn withheld(reason: WithheldReason) -> &'static str {
    match reason {
        WithheldReason::Token => "Hidden because it holds another token, or part of one.",
        WithheldReason::PrivateKey => "Hidden because it holds a private key, or part of one.",
        WithheldReason::Credential => "Hidden because it holds a password or another credential.",
        WithheldReason::Opaque => {
            "Hidden because it looks random and this tool does not know its name. It may be a secret."
        }
    }
}

fn ill_typed(found: JsonType, expected: Expected, kubernetes: bool) -> String {
    let expected = match expected {
        Expected::String => "a string",
        Expected::Strings => "a list of strings",
        Expected::StringOrStrings => "a string or a list of strings",
        Expected::Seconds => "a number of seconds",
        Expected::Object => "an object",
    };
    if found == JsonType::Null && kubernetes {
        return format!(
            "`null` stands here, where {expected} belongs. Kubernetes leaves a member out rather \
             than write `null`."
        );
    }
    let found = match found {
        JsonType::String => "A string",
        JsonType::Number => "A number",
        JsonType::Boolean => "`true` or `false`",
        JsonType::Null => "`null`",
        JsonType::Object => "An object",
        JsonType::Array => "A list",
    };
    let rejected =
        if kubernetes { ": the API server cannot decode such a token and refuses it" } else { "" };
    format!("{found} stands here, where {expected} belongs{rejected}.")
}

/// Says which of several members of one name counts.
fn repeated(fact: &MemberFact<'_>, repetition: Repetition) -> String {
    let said = match repetition.which {
        Which::Last(times) => format!(
            "{} The name stands {times} times here: most readers take this last one.",
            value(fact)
        ),
        Which::Earlier(times) => format!(
            "The name stands {times} times here: most readers take the last one and pass over \
             this value."
        ),
        Which::InsideEarlier => "It stands inside a member whose name stands again later: most \
                                 readers take the last one and pass over this value."
            .to_owned(),
    };
    and_if(
        said,
        repetition.rejected,
        "The API server refuses a token with a name that stands twice.",
    )
}
