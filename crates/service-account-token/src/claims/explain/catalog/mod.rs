//! Claims that other issuers write: OpenID Connect and OAuth, and the tokens that are often taken
//! for service account tokens. What no table knows is shown and said to be unknown.

mod openid;
mod platforms;

pub(super) use openid::key_member;

use super::{Explanation, Member, table, times, words};
use crate::claims::LEGACY_PREFIX;
use crate::report::{JsonType, Text};
use crate::search::contains;

/// Title and meaning.
type Entry = (&'static str, &'static str);

/// Claims that one document describes.
struct Table {
    /// Whose claims they are, for a token that is not known to be from there; empty for claims
    /// that many issuers share.
    of: &'static str,
    /// What the code of such a token (`identified_as`) contains.
    code: &'static str,
    source: &'static str,
    /// Lines of name, title and meaning.
    entries: &'static str,
}

impl Table {
    fn find(&self, name: &str) -> Option<Entry> {
        table::pair(self.entries, name)
    }

    fn is_of(&self, member: &Member<'_>) -> bool {
        let identified = member.class.identified_as.as_ref();
        !self.code.is_empty()
            && identified.is_some_and(|other| contains(other.token.code(), self.code))
    }
}

/// The registered claims and the one of Kubernetes, whose names count in every capital.
const REGISTERED: [&str; 8] = ["iss", "sub", "aud", "exp", "nbf", "iat", "jti", "kubernetes.io"];

/// A claim that is neither registered by RFC 7519 nor of Kubernetes.
pub(super) fn explain(member: &Member<'_>) -> Explanation {
    if member.parent().is_some() {
        return nested(member);
    }
    let name = member.name();
    if let Some(explanation) = openid::by_value(member) {
        return explanation.and_if(member.is_kubernetes(), NOT_KUBERNETES);
    }
    for table in platforms::TABLES {
        if table.is_of(member)
            && let Some(entry) = table.find(name)
        {
            return from_entry(member, table, entry, true);
        }
    }
    for table in openid::TABLES.iter().chain(platforms::TABLES) {
        if let Some(entry) = table.find(name) {
            return from_entry(member, table, entry, table.of.is_empty())
                .and_if(member.is_kubernetes(), NOT_KUBERNETES);
        }
    }
    unknown(member)
}

const NOT_KUBERNETES: &str = "Kubernetes never writes it into a service account token.";

fn from_entry(
    member: &Member<'_>,
    table: &Table,
    (title, meaning): Entry,
    is_own: bool,
) -> Explanation {
    if matches!(member.name(), "auth_time" | "updated_at" | "toe") {
        return times::other(member, title, meaning).documented(table.source);
    }
    if is_own {
        return Explanation::new(title, meaning).documented(table.source);
    }
    Explanation::new(title, format!("As {} uses the name: {meaning}", table.of))
        .likely(table.source)
}

fn unknown(member: &Member<'_>) -> Explanation {
    let name = member.name();
    if member.is_element() {
        return Explanation::new(
            words::element_title(member),
            "The payload is a list and no object, so this is no claim.",
        )
        .documented("RFC 7519 §7.2");
    }
    let title = words::name_as_title(name);
    for known in REGISTERED {
        if name.eq_ignore_ascii_case(known) {
            let meaning = format!(
                "Not the same as `{known}`: capitals count in the names of claims, and a recipient \
                 passes over this one."
            );
            return Explanation::new(title, meaning).documented("RFC 7519 §7.3");
        }
    }
    let meaning = if name.starts_with(LEGACY_PREFIX.strip_suffix('/').unwrap_or_default()) {
        "Not known to this tool: it begins like the claims of a legacy token, but is none of them."
    } else if member.is_kubernetes() {
        "Not known to this tool: no claim that Kubernetes up to 1.37 writes, so newer than the \
         tool, or not from Kubernetes."
    } else if name.starts_with("https://") || name.starts_with("http://") {
        "Not known to this tool: a claim of the issuer's own, whose name is an address only so \
         that no other claim has it."
    } else {
        "Not known to this tool: a claim of the issuer's own, which only the issuer can explain."
    };
    Explanation::new(title, meaning)
}

/// Something inside a claim: its meaning is its parent's.
fn nested(member: &Member<'_>) -> Explanation {
    let path = member.path();
    let name = member.name();
    if let Some((title, meaning)) = openid::part(&path, name) {
        return Explanation::new(title, meaning).documented(openid::PARTS_SOURCE);
    }
    let parent = member.parent().and_then(|parent| parent.name.as_deref());
    let title: Text = if member.is_element() {
        words::element_title(member).into()
    } else {
        words::name_as_title(name)
    };
    if let ["amr", _] = *path.as_slice()
        && let Some(method) = member.string()
    {
        return Explanation::new(title, openid::method(method)).documented("RFC 8176 §2");
    }
    if member.is_element()
        && let Some((meaning, source)) = openid::element(&path)
    {
        return Explanation::new(title, meaning).documented(source);
    }
    let kind = match member.node.json_type {
        JsonType::Object => "An object in",
        JsonType::Array => "A list in",
        _ => "Part of",
    };
    let meaning = match parent {
        Some(parent) => {
            format!(
                "{kind} {}, whose meaning is up to the issuer of the token.",
                words::shown(parent)
            )
        }
        None => format!("{kind} a list, whose meaning is up to the issuer of the token."),
    };
    Explanation::new(title, meaning)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_line_of_a_table_is_an_entry() {
        for table in openid::TABLES.iter().chain(platforms::TABLES) {
            for line in table.entries.split('\n') {
                let cells: Vec<_> = line.split('|').collect();
                assert!(cells.len() == 3 && cells.iter().all(|cell| !cell.is_empty()), "{line}");
                assert!(table.find(cells[0]).is_some(), "{line}");
            }
        }
    }
}
