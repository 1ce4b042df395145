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

/// The explanation of one member.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Explanation {
    /// The member's title.
    pub(crate) title: Text,
    /// The meaning of this value.
    pub(crate) meaning: Text,
    /// Where to look the meaning up.
    pub(crate) source: Option<Text>,
    /// How certain the meaning is.
    pub(crate) certainty: Certainty,
    /// The time in the value, in Unix seconds.
    pub(crate) time: Option<i64>,
}

/// Returns the explanation of each member of a part.
pub(crate) fn explain_all(facts: &[MemberFact<'_>]) -> Vec<Explanation> {
    facts.iter().map(explain).collect()
}

/// Returns the explanation of a member.
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

/// Returns what the value means, apart from repetitions.
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
            "Part of this is unreadable: a character of the token is wrong there.".into()
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
            "Hidden because it looks random and this tool does not know its name. It may be a \
             secret."
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
    let found_type = match found {
        JsonType::String => "a string",
        JsonType::Number => "a number",
        JsonType::Boolean => "`true` or `false`",
        JsonType::Null => "`null`",
        JsonType::Object => "an object",
        JsonType::Array => "a list",
    };
    let text = format!("This is {found_type}; it must be {expected}.");
    let text = and_if(
        text,
        kubernetes && found == JsonType::Null,
        "Kubernetes omits a member rather than write `null`.",
    );
    and_if(
        text,
        kubernetes && found != JsonType::Null,
        "The API server cannot decode such a token and rejects it.",
    )
}

/// Returns which of several members with one name counts.
fn repeated(fact: &MemberFact<'_>, repetition: Repetition) -> String {
    let said = match repetition.which {
        Which::Last(times) => format!(
            "{} The name appears {times} times here; most parsers use this last value.",
            value(fact)
        ),
        Which::Earlier(times) => format!(
            "The name appears {times} times here; most parsers use the last value and ignore this \
             one."
        ),
        Which::InsideEarlier => "The name of the member around it appears again later; most \
                                 parsers use the last one and ignore this value."
            .to_owned(),
    };
    and_if(said, repetition.rejected, "The API server rejects a token with a duplicate name.")
}
