//! The members of a header or a payload: which there are, and how they are nested.

use service_account_token::report::{
    Certainty, Format, JsonPart, JsonType, Member, PartName, Span, Token,
};

/// Further members are only in the JSON: an ordinary token has twenty, and each takes several
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

/// Returns the path of each member, for people: `kubernetes.io.pod.uid`, `aud[0]`. Two members have the
/// same one only if a name stands twice, or has a dot in it.
pub fn paths(members: &[Member]) -> Vec<String> {
    let mut paths: Vec<String> = Vec::with_capacity(members.len());
    let mut open: Vec<(usize, usize)> = Vec::new();
    for (position, member) in members.iter().enumerate() {
        while open.pop_if(|(_, end)| *end <= member.start).is_some() {}
        let parent = open.last().and_then(|(parent, _)| paths.get(*parent));
        let path = match (parent, &member.name) {
            (parent, None) => {
                format!("{}[{}]", parent.map(String::as_str).unwrap_or_default(), last_key(member))
            }
            (Some(parent), Some(name)) => format!("{parent}.{name}"),
            (None, Some(name)) => name.clone(),
        };
        paths.push(path);
        if is_nested(member.json_type) {
            open.push((position, member.end));
        }
    }
    paths
}

/// Returns true for each member that a filter keeps: those with the text in their path, title, value or
/// meaning, in capital letters or not, and the members around them. An empty filter keeps all.
pub fn kept_by(filter: &str, members: &[Member], paths: &[String]) -> Vec<bool> {
    let filter = filter.trim().to_lowercase();
    let holds = |text: &str| text.to_lowercase().contains(&filter);
    let mut kept = vec![filter.is_empty(); members.len()];
    // From the last to the first, so that the members within one were looked at before it.
    let mut inner_start = usize::MAX;
    for (position, member) in members.iter().enumerate().rev() {
        let texts = [member.value.as_deref(), member.text.as_deref(), Some(&*member.title)];
        let mut texts = texts.into_iter().flatten().chain([&*member.meaning]);
        let keeps = paths.get(position).is_some_and(|path| holds(path))
            || texts.any(holds)
            || is_nested(member.json_type) && inner_start < member.end;
        if let Some(one) = kept.get_mut(position).filter(|_| keeps) {
            *one = true;
            inner_start = member.start;
        }
    }
    kept
}

/// A sentence that several unknown members share.
#[derive(Clone, Debug)]
pub struct Shared<'a> {
    /// The sentence.
    pub meaning: &'a str,
    /// The members, in their own order.
    pub members: Vec<&'a Member>,
}

impl Shared<'_> {
    /// Returns true if it is the meaning of this member.
    pub fn is_of(&self, member: &Member) -> bool {
        member.certainty == Certainty::Unknown && member.meaning == self.meaning
    }
}

/// Returns the sentences that two or more unknown members share, in the order of the first of each.
pub fn shared_meanings(members: &[Member]) -> Vec<Shared<'_>> {
    let mut shared: Vec<Shared<'_>> = Vec::new();
    for member in members.iter().filter(|member| !member.meaning.is_empty()) {
        if member.certainty != Certainty::Unknown {
            continue;
        }
        match shared.iter_mut().find(|one| one.is_of(member)) {
            Some(one) => one.members.push(member),
            None => shared.push(Shared { meaning: &member.meaning, members: vec![member] }),
        }
    }
    shared.retain(|one| one.members.len() > 1);
    shared
}

/// Returns the sources of the meanings, each once, in the order of the first use.
pub fn sources(members: &[Member]) -> Vec<&str> {
    let mut sources: Vec<&str> = Vec::new();
    for source in members.iter().filter_map(|member| member.source.as_deref()) {
        if !sources.contains(&source) {
            sources.push(source);
        }
    }
    sources
}

#[cfg(test)]
mod tests {
    use service_account_token::report::Report;
    use service_account_token::{Options, inspect};

    use super::*;

    /// The claims `text`, in a token without a signature.
    fn claims(text: &str) -> Report {
        use base64::prelude::{BASE64_URL_SAFE_NO_PAD, Engine as _};
        let payload = BASE64_URL_SAFE_NO_PAD.encode(text);
        inspect(format!("eyJhbGciOiJub25lIn0.{payload}.").as_bytes(), &Options::new())
    }

    #[track_caller]
    fn check_filter(filter: &str, expected: &[&str]) {
        let report = claims(r#"{"iss":"Ab","x":{"y":[1,{"z":"q"}],"aud":"c"},"exp":7}"#);
        let members = of_part(&report.tokens[0], PartName::Payload);
        let paths = paths(members);
        let kept = kept_by(filter, members, &paths);
        let kept: Vec<_> =
            paths.iter().zip(kept).filter(|(_, kept)| *kept).map(|(path, _)| &**path).collect();
        assert_eq!(kept, expected, "{filter}");
    }

    #[test]
    fn path_names_every_step() {
        let report = claims(r#"{"a.b":{"c":[[1],{"":2}]},"c":3,"c":4}"#);
        assert_eq!(
            paths(of_part(&report.tokens[0], PartName::Payload)),
            ["a.b", "a.b.c", "a.b.c[0]", "a.b.c[0][0]", "a.b.c[1]", "a.b.c[1].", "c", "c"]
        );
    }

    #[test]
    fn filter_keeps_what_it_finds_and_what_is_around_it() {
        check_filter("AB", &["iss"]);
        check_filter(" q ", &["x", "x.y", "x.y[1]", "x.y[1].z"]);
        check_filter("y[", &["x", "x.y", "x.y[0]", "x.y[1]", "x.y[1].z"]);
        check_filter("no such claim", &[]);
        check_filter("", &["iss", "x", "x.y", "x.y[0]", "x.y[1]", "x.y[1].z", "x.aud", "exp"]);
    }

    #[test]
    fn unknown_claims_with_the_same_meaning_share_it() {
        let report = claims(r#"{"iss":"a","foo":1,"bar":2,"exp":3}"#);
        let shared = shared_meanings(of_part(&report.tokens[0], PartName::Payload));
        let names: Vec<Vec<&str>> = shared
            .iter()
            .map(|one| one.members.iter().map(|member| name(member)).collect())
            .collect();
        assert_eq!(names, [["foo", "bar"]]);
        let alone = claims(r#"{"iss":"a","foo":1}"#);
        assert!(shared_meanings(of_part(&alone.tokens[0], PartName::Payload)).is_empty());
    }
}
