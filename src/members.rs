//! The members of a header or a payload: which there are, and how they are nested.

use service_account_token::report::{Format, JsonPart, JsonType, Member, PartName, Span, Token};

/// Further members are only in the raw JSON: an ordinary token has twenty, and each takes several
/// elements of the page.
pub const LISTED_LIMIT: usize = 400;

/// Where a member is in the tree of members.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Outline {
    /// How many members contain it.
    pub depth: usize,
    /// How many members it contains directly.
    pub children: usize,
}

/// Returns the decoded JSON of the header, or of the payload for any other part.
pub fn json(token: &Token, part: PartName) -> &JsonPart {
    if part == PartName::Header { &token.header } else { &token.payload }
}

/// Returns the members of a part; none for a part that is neither header nor payload.
pub fn of_part(token: &Token, part: PartName) -> &[Member] {
    match part {
        PartName::Header | PartName::Payload => &json(token, part).members,
        _ => &[],
    }
}

/// Returns true for decoded claims, which have no parts.
pub fn is_decoded(token: &Token) -> bool {
    token.format == Some(Format::Decoded)
}

/// Returns true for a part of decoded claims that is there.
pub fn is_decoded_part(token: &Token, part: PartName) -> bool {
    is_decoded(token) && json(token, part).text.is_some()
}

/// Returns the ranges of a part in the paste.
pub fn ranges(token: &Token, part: PartName) -> Option<&[Span]> {
    token.parts.iter().find(|one| one.name == part).map(|one| one.ranges.as_slice())
}

/// Returns the part and the position of the member that a finding or a piece of evidence points at.
pub fn find(
    token: &Token,
    part: Option<PartName>,
    pointer: Option<&str>,
) -> Option<(PartName, usize)> {
    let (part, pointer) = (part?, pointer?);
    let position = of_part(token, part).iter().position(|member| member.pointer == pointer)?;
    Some((part, position))
}

/// Returns true for a type of members that contain others.
pub fn is_nested(json_type: JsonType) -> bool {
    matches!(json_type, JsonType::Object | JsonType::Array)
}

/// Returns the name of a member; for one of an array, its index.
pub fn name(member: &Member) -> &str {
    member.name.as_deref().unwrap_or_else(|| last_key(member))
}

/// Returns the last key of a member's pointer.
pub fn last_key(member: &Member) -> &str {
    member.pointer.rsplit_once('/').map_or(&member.pointer, |(_, key)| key)
}

/// Returns where each member is in the tree. The members are in document order, parents before
/// children, so one pass with a stack of the open parents is enough.
pub fn outline(members: &[Member]) -> Vec<Outline> {
    let mut outline: Vec<Outline> = Vec::with_capacity(members.len());
    let mut open: Vec<(usize, usize)> = Vec::new();
    for (position, member) in members.iter().enumerate() {
        while open.pop_if(|(_, end)| *end <= member.start).is_some() {}
        if let Some(parent) = open.last().and_then(|(parent, _)| outline.get_mut(*parent)) {
            parent.children += 1;
        }
        outline.push(Outline { depth: open.len(), children: 0 });
        if is_nested(member.json_type) {
            open.push((position, member.end));
        }
    }
    outline
}
