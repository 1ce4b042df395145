//! The sentences about `aud`.

use super::phrases::and_if;
use crate::facts::NamedParty;
use crate::facts::members::{AudienceMeaning, BoundAudience, RecipientMeaning};
use crate::kubernetes::{Certainty, Party};
use crate::text::Text;
use crate::text::quote::quoted;
use crate::words::en::parties::name;

/// Returns the meaning of `aud`.
pub(super) fn audience(meaning: AudienceMeaning<'_>) -> Text {
    let text = match meaning {
        AudienceMeaning::Nobody { kubernetes: true } => {
            return "It contains no string, so it names no audience. The API server treats the \
                    token as meant for itself."
                .into();
        }
        AudienceMeaning::Nobody { kubernetes: false } => {
            return "It contains no string, so it names no audience.".into();
        }
        AudienceMeaning::Legacy(audiences) => format!(
            "Meant for {}. Kubernetes writes no `aud` into a legacy token, but the API server \
             honors one: it rejects the token unless one of these is its own audience.",
            listed(audiences)
        ),
        AudienceMeaning::OtherToken(audiences) => format!(
            "Meant for {}. Recipients with other names must reject the token.",
            listed(audiences)
        ),
        AudienceMeaning::Bound { audiences, class, cut, is_string } => {
            let text = bound(audiences, class);
            let text = and_if(text, cut, "The payload is cut off here, so more may follow.");
            let is_list =
                "It is a plain string; Kubernetes (up to 1.37) writes a list even for one.";
            and_if(text, is_string, is_list)
        }
    };
    text.into()
}

fn bound(audiences: &[String], class: BoundAudience<'_>) -> String {
    let list = listed(audiences);
    let (likely, because) = match class {
        BoundAudience::Foreign(party) => return foreign(audiences, party),
        BoundAudience::Mixed => {
            return format!(
                "Meant for {list}: probably for the API server and for others. Each recipient \
                 can present the token to the rest, including the API server, and act as this \
                 account there."
            );
        }
        BoundAudience::GivenApiServer => ("", ", as given to this tool"),
        BoundAudience::IssuersApiServer | BoundAudience::LikelyApiServer => ("probably ", ""),
    };
    let (are, what) = match audiences.len() {
        1 => ("is", "an audience"),
        _ => ("are", "audiences"),
    };
    format!(
        "Meant for {list}, which {are} {likely}{what} of the API server{because}. Other recipients must \
         reject the token."
    )
}

fn foreign(audiences: &[String], party: Option<&NamedParty>) -> String {
    let list = listed(audiences);
    let text = match party {
        Some(party) if party.party == Party::Webhook && party.certainty == Certainty::Certain => {
            format!(
                "Meant for {list}, the address of an admission webhook. The API server issues no \
                 webhook token for its own audiences, so it rejects this one."
            )
        }
        Some(party) => format!(
            "Meant for {list}, {} {}. The API server accepts only tokens for its own audiences \
             (`--api-audiences`), so it probably rejects this one.",
            if party.certainty == Certainty::Certain { "the address of" } else { "probably" },
            name(party.party)
        ),
        None if audiences.len() == 1 => format!(
            "Meant for {list}, which this tool does not recognize. The API server accepts the \
             token only if that is one of its own audiences (`--api-audiences`)."
        ),
        None => format!(
            "Meant for {list}. The API server accepts the token only if one of these is its own \
             audience (`--api-audiences`)."
        ),
    };
    let shared = "Each recipient can present the token to the others.";
    and_if(text, audiences.len() > 1, shared)
}

/// Returns the meaning of one audience.
pub(super) fn recipient(meaning: RecipientMeaning<'_>) -> Text {
    match meaning {
        RecipientMeaning::GivenApiServer => {
            "One of the API server's own audiences, as given to this tool.".into()
        }
        RecipientMeaning::IssuersApiServer => {
            "The same as the issuer, so probably the API server: its audiences are its issuers \
             unless `--api-audiences` is set."
                .into()
        }
        RecipientMeaning::LikelyApiServer => {
            "Probably one of the API server's own audiences (`--api-audiences`).".into()
        }
        RecipientMeaning::Webhook => {
            "The address of the webhook. The API server allows only one audience here.".into()
        }
        RecipientMeaning::Known(party) => {
            format!("Probably {}, which uses this name.", name(party.party)).into()
        }
        RecipientMeaning::Unknown(audience) => format!(
            "This tool does not recognize this audience. A recipient should accept the token only \
             if its own name is exactly {}.",
            quoted(audience)
        )
        .into(),
        RecipientMeaning::OtherToken => {
            "A recipient with exactly this name may accept the token, if it trusts the issuer."
                .into()
        }
    }
}

/// Returns a list in words: `a`, `a and b`, `a, b and 3 more`.
fn listed(values: &[String]) -> String {
    match values {
        [] => String::new(),
        [one] => quoted(one).to_string(),
        [one, two] => format!("{} and {}", quoted(one), quoted(two)),
        [one, two, three] => format!("{}, {} and {}", quoted(one), quoted(two), quoted(three)),
        [one, two, rest @ ..] => {
            format!("{}, {} and {} more", quoted(one), quoted(two), rest.len())
        }
    }
}
