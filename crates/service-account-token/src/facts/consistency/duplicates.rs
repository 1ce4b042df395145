//! Finds two members with one name in an object. RFC 7519 §4 lets a parser reject them or use the
//! last one; go-jose rejects them in the objects that it decodes (go-jose json/decode.go).

use crate::facts::findings::{DuplicateRead, Finding, JsonFinding};
use crate::facts::kind::is_kubernetes;
use crate::facts::reading::Reading;
use crate::facts::vocabulary::Kind;
use crate::jose::PartName;
use crate::jose::json::{Json, Node};
use crate::kubernetes::claim_names::KUBERNETES_OBJECTS;

pub(super) fn duplicates(reading: &Reading<'_>, kind: Kind, found: &mut Vec<Finding>) {
    for (part, json) in
        [(PartName::Header, &reading.jose.header), (PartName::Payload, &reading.jose.payload)]
    {
        for (node, member) in json.members() {
            if member.duplicate_of.is_none() {
                continue;
            }
            let name = member.name.clone().unwrap_or_default();
            let read = match part {
                _ if !is_kubernetes(kind) => DuplicateRead::NotAsked,
                PartName::Header if is_decoded_in_header(json, member) => DuplicateRead::InHeader,
                PartName::Payload if is_decoded(json, member, kind) => DuplicateRead::Decoded,
                _ => DuplicateRead::Skipped,
            };
            found.push(JsonFinding::DuplicateMember { part, node, name, read }.into());
        }
    }
}

/// Returns true if the header has a duplicate member that go-jose sees, so that it does not parse the token.
pub(crate) fn is_refused(reading: &Reading<'_>) -> bool {
    let header = &reading.jose.header;
    header
        .members()
        .any(|(_, member)| member.duplicate_of.is_some() && is_decoded_in_header(header, member))
}

/// Returns true if go-jose decodes the object in the header that contains this member: all of them, except
/// those inside a member of `jwk`.
pub(crate) fn is_decoded_in_header(json: &Json, member: &Node) -> bool {
    member.parent.is_none_or(|parent| !json[parent].pointer.starts_with("/jwk/"))
}

/// Returns true if the API server decodes the object that contains this member: the claims set and,
/// for a bound token, `kubernetes.io` and the known objects in it.
pub(crate) fn is_decoded(json: &Json, member: &Node, kind: Kind) -> bool {
    let parent = member.parent.map(|parent| json[parent].pointer.as_str());
    match parent {
        Some("") => true,
        // RFC 6901: the name needs no escape because it contains no `/`.
        Some("/kubernetes.io") => kind == Kind::Bound,
        Some(pointer) => {
            kind == Kind::Bound
                && pointer
                    .strip_prefix("/kubernetes.io/")
                    .is_some_and(|name| KUBERNETES_OBJECTS.contains(&name))
        }
        None => false,
    }
}
