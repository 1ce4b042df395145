//! Members whose name stands more than once in its object (RFC 7519 §4): which one counts.
//!
//! The last one counts for most parsers, and for this tool. go-jose rejects the token if the object
//! is one that it decodes (go-jose json/decode.go): the header, the claims set, `kubernetes.io` and
//! the references in it. Inside unknown members it sees no duplicate.

use super::meaning::{Family, Repetition, Which};
use std::iter::successors;

use super::fact::MemberFact;
use super::member::Member;
use crate::claims::Source;
use crate::jose::json::Json;
use crate::kubernetes::claim_names::KUBERNETES_OBJECTS;

/// The repeated names of one JSON text: a note for each value, or none at all where no name is
/// repeated.
#[derive(Default)]
pub(super) struct Repetitions(Vec<Note>);

#[derive(Clone, Copy, Default)]
struct Note {
    /// How many times the name stands in its object, if more than once.
    times: Option<usize>,
    /// It stands there again later.
    earlier: bool,
    /// It stands inside a member of which that is so.
    inside: bool,
}

impl Repetitions {
    pub(super) fn find(json: &Json) -> Self {
        if json.members().all(|(_, node)| node.duplicate_of.is_none()) {
            return Self::default();
        }
        let mut notes: Vec<Note> = json.notes();
        for (id, node) in json.members().rev() {
            let Some(duplicate) = node.duplicate_of else { continue };
            let mut times = None;
            if let Some(note) = notes.get_mut(id.index()) {
                let count = || successors(Some(id), |&id| json[id].duplicate_of).count();
                times = Some(*note.times.get_or_insert_with(count));
            }
            if let Some(note) = notes.get_mut(duplicate.index()) {
                *note = Note { times, earlier: true, inside: false };
            }
        }
        for (id, node) in json.members() {
            let around = node.parent.and_then(|parent| notes.get(parent.index()));
            let inside = around.is_some_and(|around| around.earlier || around.inside);
            if let Some(note) = notes.get_mut(id.index()) {
                note.inside = inside;
            }
        }
        Self(notes)
    }

    /// Adds to the fact about a repeated member which one counts.
    pub(super) fn mark<'a>(
        &self,
        member: &Member<'a>,
        is_header: bool,
        fact: MemberFact<'a>,
    ) -> MemberFact<'a> {
        let note = self.0.get(member.id.index()).copied().unwrap_or_default();
        let which = match note {
            Note { times: Some(times), earlier: false, .. } => Which::Last(times),
            Note { times: Some(times), .. } => Which::Earlier(times),
            Note { inside: true, .. } => Which::InsideEarlier,
            _ => return fact,
        };
        let rejected = which != Which::InsideEarlier && is_rejected(member, is_header);
        let fact = MemberFact { repetition: Some(Repetition { which, rejected }), ..fact };
        match which {
            Which::Last(_) => fact,
            Which::Earlier(_) | Which::InsideEarlier => fact.documented(Source::Rfc(7519, "4")),
        }
    }
}

/// Whether go-jose decodes the object around this member, and so sees the duplicate.
fn is_rejected(member: &Member<'_>, is_header: bool) -> bool {
    let in_bound_payload = !is_header && member.family() == Some(Family::Bound);
    match *member.path().as_slice() {
        [_] => member.is_kubernetes(),
        ["kubernetes.io", _] => in_bound_payload,
        ["kubernetes.io", object, _] => in_bound_payload && KUBERNETES_OBJECTS.contains(&object),
        _ => false,
    }
}
