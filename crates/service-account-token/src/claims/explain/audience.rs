//! `aud` (RFC 7519 §4.1.3): whom the token is for, and what follows.
//!
//! Which audiences are the API server's own is configuration (`--api-audiences`, by default its
//! issuers), so that the token alone never proves it.

use super::{AUTHENTICATION_GO, Explanation, JWT_GO, Member, WEBHOOK_GO, words};
use crate::facts::{Facts, NamedParty};
use crate::kubernetes;
use crate::report::{AudienceClass, Certainty, JsonType};
use crate::words::en::parties::name;

/// The recipients that the classification recognised, sorted by the audience that names them.
pub(super) struct Parties<'a>(Vec<&'a NamedParty>);

impl<'a> Parties<'a> {
    pub(super) fn new(class: &'a Facts) -> Self {
        let mut parties = Self(Vec::new());
        for party in class.variant.iter().flat_map(|variant| &variant.parties) {
            if let Err(at) = parties.find(&party.audience) {
                parties.0.insert(at, party);
            }
        }
        parties
    }

    fn find(&self, audience: &str) -> Result<usize, usize> {
        self.0.binary_search_by(|party| party.audience.as_str().cmp(audience))
    }

    fn of(&self, audience: &str) -> Option<&'a NamedParty> {
        self.find(audience).ok().and_then(|at| self.0.get(at).copied())
    }
}

/// `aud` itself.
pub(super) fn audience(member: &Member<'_>, parties: &Parties<'_>) -> Explanation {
    let title = "Audience";
    let is_string = member.node.json_type == JsonType::String;
    if !is_string && member.node.json_type != JsonType::Array {
        return words::ill_typed(member, title, "a list of strings", "RFC 7519 §4.1.3");
    }
    let values = match &member.reading.claims.aud {
        Some(aud) => aud.value.as_slice(),
        None => &[],
    };
    if values.is_empty() {
        return nobody(member);
    }
    if member.is_legacy() {
        return Explanation::new(
            title,
            format!(
                "Made for {}. Kubernetes writes no `aud` into a legacy token, but the API server \
                 honours one that is there: it refuses the token unless one of these is its own \
                 audience.",
                words::listed(values)
            ),
        )
        .certain(JWT_GO);
    }
    if !member.is_bound() {
        return Explanation::new(
            title,
            format!(
                "Made for {}. A recipient that does not call itself exactly so must refuse the \
                 token.",
                words::listed(values)
            ),
        )
        .documented("RFC 7519 §4.1.3");
    }
    bound(member, values, parties)
        .and_if(member.is_cut(), "More may have stood here: the payload breaks off.")
        .and_if(is_string, "It is written as a plain string; Kubernetes writes a list even of one.")
}

fn bound(member: &Member<'_>, values: &[String], parties: &Parties<'_>) -> Explanation {
    let title = "Audience";
    let list = words::listed(values);
    let class = member.class.variant.as_ref().map(|variant| variant.audience);
    match class {
        Some(AudienceClass::Foreign) => {
            let meaning = match (values, values.first().and_then(|one| parties.of(one))) {
                ([_], Some(party)) if party.certainty == Certainty::Certain => {
                    format!("Made for {list}, the address of {}.", name(party.party))
                }
                ([_], Some(party)) => {
                    format!("Made for {list}, which most likely means {}.", name(party.party))
                }
                _ => format!("Made for {list}."),
            };
            Explanation::new(title, meaning)
                .and(
                    "The API server refuses a token unless it names one of the server's own \
                     audiences (`--api-audiences`), so this one most likely does not open it.",
                )
                .likely(JWT_GO)
                .and_if(
                    values.len() > 1,
                    "Each of its recipients can present the token to the others.",
                )
        }
        Some(AudienceClass::Mixed) => Explanation::new(
            title,
            format!(
                "Made for {list}: most likely for the API server and for others at once. Each \
                 recipient can present the token to the rest, the API server included, and act as \
                 this account there."
            ),
        )
        .likely("kubernetes/api authentication/v1/types.go"),
        _ => api_server(member, values),
    }
}

fn api_server(member: &Member<'_>, values: &[String]) -> Explanation {
    let given = !member.reading.options.api_audiences.is_empty();
    let is_issuer = issuer(member).is_some_and(|issuer| values.iter().any(|one| one == issuer));
    let reason = match (given, is_issuer) {
        (true, _) => ", as it was given to this tool",
        (false, true) => ", since by default its issuer is one",
        (false, false) => "",
    };
    let meaning = format!(
        "Made for {}, which {}{} of the API server{reason}. Other recipients must refuse the \
         token.",
        words::listed(values),
        if given { "" } else { "most likely " },
        if values.len() == 1 { "is an audience" } else { "are audiences" },
    );
    let explanation = Explanation::new("Audience", meaning);
    if given { explanation.certain(JWT_GO) } else { explanation.likely(JWT_GO) }
}

fn nobody(member: &Member<'_>) -> Explanation {
    let explanation = Explanation::new("Audience", "It names nobody: there is no string in it.");
    if member.is_kubernetes() {
        return explanation
            .and("The API server treats the token as if it named the server's own audiences.")
            .likely(JWT_GO);
    }
    explanation.documented("RFC 7519 §4.1.3")
}

/// An element of `aud`.
pub(super) fn recipient(member: &Member<'_>, parties: &Parties<'_>) -> Explanation {
    let title = format!("Audience {}", words::element_number(member));
    let Some(value) = member.string() else {
        return words::ill_typed(member, title, "a string", "RFC 7519 §4.1.3");
    };
    if !member.is_kubernetes() {
        return Explanation::new(
            title,
            "Whoever calls itself exactly so may accept the token, if it trusts the issuer.",
        )
        .documented("RFC 7519 §4.1.3");
    }
    match parties.of(value) {
        Some(party) if party.party == kubernetes::Party::ApiServer => {
            api_server_name(member, title, value, party)
        }
        Some(party) if party.certainty == Certainty::Certain => Explanation::new(
            title,
            "The address of the webhook that the token is made for; the API server allows only \
             one.",
        )
        .certain(WEBHOOK_GO),
        // That it goes by the name is known; that the token is for it is inferred.
        Some(party) => Explanation::new(
            title,
            format!("Most likely made for {}, which goes by this name.", name(party.party)),
        )
        .likely(AUTHENTICATION_GO),
        None => Explanation::new(
            title,
            format!(
                "A recipient that this tool does not know: whoever accepts the token must call \
                 itself exactly {}.",
                words::shown(value)
            ),
        ),
    }
}

fn api_server_name(
    member: &Member<'_>,
    title: String,
    value: &str,
    party: &NamedParty,
) -> Explanation {
    if party.certainty == Certainty::Certain {
        let meaning = "One of the API server's own audiences, as they were given to this tool.";
        return Explanation::new(title, meaning).certain(JWT_GO);
    }
    let meaning = if issuer(member) == Some(value) {
        "The same as the issuer. The API server's own audiences are its issuers unless \
         `--api-audiences` says otherwise, so this most likely names the API server."
    } else {
        "Most likely one of the API server's own audiences (`--api-audiences`)."
    };
    Explanation::new(title, meaning).likely(AUTHENTICATION_GO)
}

fn issuer<'a>(member: &Member<'a>) -> Option<&'a str> {
    let claims = member.reading.claims;
    claims.iss.as_ref().map(|iss| iss.value.as_str())
}
