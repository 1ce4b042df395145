//! Words that several families share.

use super::{Explanation, Member};
use crate::report::{JsonType, Text};
use crate::words::quote::escaped;
pub(super) use crate::words::quote::quoted as shown;

/// A name that can serve as a title: cut, and with what cannot be seen written out.
pub(super) fn name_as_title(name: &str) -> Text {
    if name.is_empty() {
        return "(no name)".into();
    }
    escaped(name).to_string().into()
}

/// What stands there, in words.
pub(super) fn a_type(json_type: JsonType) -> &'static str {
    match json_type {
        JsonType::String => "A string",
        JsonType::Number => "A number",
        JsonType::Boolean => "`true` or `false`",
        JsonType::Null => "`null`",
        JsonType::Object => "An object",
        JsonType::Array => "A list",
    }
}

/// A claim that the API server decodes holds a value of another type than it must.
pub(super) fn ill_typed(
    member: &Member<'_>,
    title: impl Into<Text>,
    expected: &'static str,
    source: &'static str,
) -> Explanation {
    let found = a_type(member.node.json_type);
    let meaning = match member.node.json_type {
        JsonType::Null if member.is_kubernetes() => format!(
            "`null` stands here, where {expected} belongs. Kubernetes leaves a member out rather \
             than write `null`."
        ),
        _ if member.is_kubernetes() => format!(
            "{found} stands here, where {expected} belongs: the API server cannot decode such a \
             token and refuses it."
        ),
        _ => format!("{found} stands here, where {expected} belongs."),
    };
    let explanation = Explanation::new(title, meaning);
    if member.is_kubernetes() {
        explanation.certain(source)
    } else {
        explanation.documented(source)
    }
}

/// An element of a list: `Element 3`.
pub(super) fn element_title(member: &Member<'_>) -> String {
    format!("Element {}", element_number(member))
}

/// From 1.
pub(super) fn element_number(member: &Member<'_>) -> usize {
    let index = member.node.pointer.rsplit('/').next().and_then(|step| step.parse::<usize>().ok());
    index.map_or(1, |index| index + 1)
}

/// `a`, `a and b`, `a, b and 3 more`.
pub(super) fn listed(values: &[String]) -> String {
    match values {
        [] => String::new(),
        [one] => shown(one).to_string(),
        [one, two] => format!("{} and {}", shown(one), shown(two)),
        [one, two, three] => format!("{}, {} and {}", shown(one), shown(two), shown(three)),
        [one, two, rest @ ..] => {
            format!("{}, {} and {} more", shown(one), shown(two), rest.len())
        }
    }
}
