//! The sentences about `aud`.

use super::phrases::and_if;
use crate::facts::NamedParty;
use crate::facts::members::{AudienceMeaning, BoundAudience, RecipientMeaning};
use crate::kubernetes::Certainty;
use crate::text::Text;
use crate::text::quote::quoted;
use crate::words::en::parties::name;

/// Says whom the token is for.
pub(super) fn audience(meaning: AudienceMeaning<'_>) -> Text {
    let text = match meaning {
        AudienceMeaning::Nobody { kubernetes: true } => {
            return "It names nobody: there is no string in it. The API server treats the token as \
                    if it named the server's own audiences."
                .into();
        }
        AudienceMeaning::Nobody { kubernetes: false } => {
            return "It names nobody: there is no string in it.".into();
        }
        AudienceMeaning::Legacy(audiences) => format!(
            "Made for {}. Kubernetes writes no `aud` into a legacy token, but the API server \
             honours one that is there: it refuses the token unless one of these is its own \
             audience.",
            listed(audiences)
        ),
        AudienceMeaning::OtherToken(audiences) => format!(
            "Made for {}. A recipient that does not call itself exactly so must refuse the token.",
            listed(audiences)
        ),
        AudienceMeaning::Bound { audiences, class, cut, is_string } => {
            let text = bound(audiences, class);
            let text = and_if(text, cut, "More may have stood here: the payload breaks off.");
            let is_list = "It is written as a plain string; Kubernetes writes a list even of one.";
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
                "Made for {list}: most likely for the API server and for others at once. Each \
                 recipient can present the token to the rest, the API server included, and act as \
                 this account there."
            );
        }
        BoundAudience::GivenApiServer => ("", ", as it was given to this tool"),
        BoundAudience::IssuersApiServer => ("most likely ", ", since by default its issuer is one"),
        BoundAudience::LikelyApiServer => ("most likely ", ""),
    };
    let are = if audiences.len() == 1 { "is an audience" } else { "are audiences" };
    format!(
        "Made for {list}, which {likely}{are} of the API server{because}. Other recipients must \
         refuse the token."
    )
}

fn foreign(audiences: &[String], party: Option<&NamedParty>) -> String {
    let list = listed(audiences);
    let who = match party {
        Some(party) if party.certainty == Certainty::Certain => {
            format!(", the address of {}", name(party.party))
        }
        Some(party) => format!(", which most likely means {}", name(party.party)),
        None => String::new(),
    };
    let text = format!(
        "Made for {list}{who}. The API server refuses a token unless it names one of the server's \
         own audiences (`--api-audiences`), so this one most likely does not open it."
    );
    let shared = "Each of its recipients can present the token to the others.";
    and_if(text, audiences.len() > 1, shared)
}

/// Says who an element of `aud` is.
pub(super) fn recipient(meaning: RecipientMeaning<'_>) -> Text {
    match meaning {
        RecipientMeaning::GivenApiServer => {
            "One of the API server's own audiences, as they were given to this tool.".into()
        }
        RecipientMeaning::IssuersApiServer => {
            "The same as the issuer. The API server's own audiences are its issuers unless \
             `--api-audiences` says otherwise, so this most likely names the API server."
                .into()
        }
        RecipientMeaning::LikelyApiServer => {
            "Most likely one of the API server's own audiences (`--api-audiences`).".into()
        }
        RecipientMeaning::Webhook => {
            "The address of the webhook that the token is made for; the API server allows only \
             one."
                .into()
        }
        RecipientMeaning::Known(party) => {
            format!("Most likely made for {}, which goes by this name.", name(party.party)).into()
        }
        RecipientMeaning::Unknown(audience) => format!(
            "A recipient that this tool does not know: whoever accepts the token must call itself \
             exactly {}.",
            quoted(audience)
        )
        .into(),
        RecipientMeaning::OtherToken => {
            "Whoever calls itself exactly so may accept the token, if it trusts the issuer.".into()
        }
    }
}

/// `a`, `a and b`, `a, b and 3 more`.
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
