//! Members whose name stands more than once in its object (RFC 7519 §4): which one counts.
//!
//! The last one counts for most readers, and for this tool. go-jose refuses the token if the object
//! is one that it decodes (go-jose json/decode.go): the header, the claims set, `kubernetes.io` and
//! the references in it. Inside unknown members it sees no duplicate.

use std::iter::successors;

use super::{Explanation, Member, kubernetes};
use crate::jose::json::Json;

/// The repeated names of one JSON text: what is noted of each value, or nothing at all where no name
/// is repeated.
#[derive(Default)]
pub(super) struct Repeated(Vec<Note>);

#[derive(Clone, Copy, Default)]
struct Note {
    /// How many times the name stands in its object, if more than once.
    times: Option<usize>,
    /// It stands there again later.
    earlier: bool,
    /// It stands inside a member of which that is so.
    inside: bool,
}

impl Repeated {
    pub(super) fn find(json: &Json) -> Self {
        let mut repeated = false;
        for (_, node) in json.members() {
            repeated |= node.twin.is_some();
        }
        if !repeated {
            return Self::default();
        }
        let mut notes: Vec<Note> = json.notes();
        for (id, node) in json.members().rev() {
            let Some(twin) = node.twin else { continue };
            let mut times = None;
            if let Some(note) = notes.get_mut(id.index()) {
                let count = || successors(Some(id), |&id| json[id].twin).count();
                times = Some(*note.times.get_or_insert_with(count));
            }
            if let Some(note) = notes.get_mut(twin.index()) {
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

    /// Says of a repeated member which one counts.
    pub(super) fn mark(
        &self,
        member: &Member<'_>,
        is_header: bool,
        explanation: Explanation,
    ) -> Explanation {
        let note = self.0.get(member.id.index()).copied().unwrap_or_default();
        let meaning = match note {
            Note { times: Some(times), earlier: false, .. } => {
                let sentence =
                    format!("The name stands {times} times here: most readers take this last one.");
                return explanation.and(&sentence).and_if(refused(member, is_header), REFUSED);
            }
            Note { times: Some(times), .. } => format!(
                "The name stands {times} times here: most readers take the last one and pass over \
                 this value."
            ),
            Note { inside: true, .. } => {
                "It stands inside a member whose name stands again later: most readers take the \
                 last one and pass over this value."
                    .to_owned()
            }
            _ => return explanation,
        };
        Explanation { time: explanation.time, ..Explanation::new(explanation.title, meaning) }
            .documented("RFC 7519 §4")
            .and_if(note.earlier && refused(member, is_header), REFUSED)
    }
}

const REFUSED: &str = "The API server refuses a token with a name that stands twice.";

/// go-jose decodes the object around this member, and so sees the duplicate.
fn refused(member: &Member<'_>, is_header: bool) -> bool {
    let path = member.path();
    match path.as_slice() {
        [_] => member.is_kubernetes(),
        ["kubernetes.io", _] => !is_header && member.is_bound(),
        ["kubernetes.io", object, _] => {
            !is_header && member.is_bound() && kubernetes::OBJECTS.contains(object)
        }
        _ => false,
    }
}
