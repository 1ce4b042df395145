//! Findings about how the JSON of a header or a payload and its strings are written: duplicates,
//! deceptive characters, another order than Kubernetes'.

use std::ops::Range;

use super::api_server;
use super::quote::quoted;
use super::{Code, Draft, Spot};
use crate::jose::json::NodeId;
use crate::report::PartName;

/// How JSON is not written the way Go's encoder writes it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum NotCanonical<'a> {
    /// A blank at this byte.
    Blank(usize),
    /// This member follows one that sorts after it.
    Order(NodeId, &'a str),
    /// This range holds an escape that Go would not write, or a character that it would escape.
    Escape(Range<usize>, &'a str),
}

pub(crate) fn not_canonical_json(part: PartName, fault: NotCanonical<'_>) -> Draft {
    let name = if part == PartName::Header { "header" } else { "payload" };
    let (message, spot) = match fault {
        NotCanonical::Blank(offset) => (
            format!("The {name} has a blank between its members; Kubernetes writes none."),
            Spot::Decoded(part, offset..offset + 1),
        ),
        NotCanonical::Order(node, member) => (
            format!(
                "In the {name} {} stands out of order; Kubernetes sorts members by name.",
                quoted(member)
            ),
            Spot::Member(part, node),
        ),
        NotCanonical::Escape(range, text) => (
            format!(
                "In the {name} a character is written {}; Kubernetes writes it another way.",
                quoted(text)
            ),
            Spot::Decoded(part, range),
        ),
    };
    Draft::new(Code::NotCanonicalJson, message).at(spot).help(
        "Neither kube-apiserver nor kube-controller-manager wrote it so. Other API servers and forks may.",
    )
}

/// Where a duplicate stands, for the API server.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum DuplicateIn {
    /// In the header, which it then cannot read.
    Header,
    /// In an object that it decodes.
    Decoded,
    /// In one that it skips.
    Unseen,
}

/// `place` is none where the token is not for the API server's own authenticators.
pub(crate) fn json_duplicate_member(
    part: PartName,
    node: NodeId,
    name: &str,
    place: Option<DuplicateIn>,
) -> Draft {
    let part_name = if part == PartName::Header { "header" } else { "payload" };
    let draft = Draft::new(
        Code::JsonDuplicateMember,
        format!("{} stands more than once in one object of the {part_name}; a name must be unique.", quoted(name)),
    )
    .at(Spot::Member(part, node))
    .help("Readers disagree about which one counts: some take the first, some the last, some refuse. The last is read here.");
    match place {
        None => draft,
        Some(DuplicateIn::Header) => draft.api_server(api_server::NOT_MINE),
        Some(DuplicateIn::Decoded) => draft.api_server(api_server::duplicate(name)),
        Some(DuplicateIn::Unseen) => {
            draft.api_server("It does not see it: it skips what it does not know.")
        }
    }
}

/// What deceives the eye.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Deception {
    /// Changes the direction of the text.
    Bidi(char),
    /// Cannot be seen.
    Invisible(char),
    /// A letter of the named script among those of another that look alike.
    MixedScripts(char, &'static str),
}

pub(crate) fn unicode_deceptive(
    part: PartName,
    node: NodeId,
    text: &str,
    deception: Deception,
) -> Draft {
    let (Deception::Bidi(character)
    | Deception::Invisible(character)
    | Deception::MixedScripts(character, _)) = deception;
    let what = match deception {
        Deception::Bidi(_) => "which changes the direction of the text".to_owned(),
        Deception::Invisible(_) => "which cannot be seen".to_owned(),
        Deception::MixedScripts(_, script) => {
            format!("a {script} letter among those of another alphabet that look like it")
        }
    };
    Draft::new(
        Code::UnicodeDeceptive,
        format!("{} holds U+{:04X}, {what}.", quoted(text), u32::from(character)),
    )
    .at(Spot::Member(part, node))
    .help("It may be meant to look like another name: do not trust it by its looks.")
}

pub(crate) fn lone_surrogate(part: PartName, node: NodeId) -> Draft {
    Draft::new(
        Code::LoneSurrogate,
        "A string holds half of a surrogate pair, such as `\\ud800` alone; it stands for no character.",
    )
    .at(Spot::Member(part, node))
    .help("It is shown as U+FFFD; readers disagree about it.")
}
