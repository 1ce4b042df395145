//! One member and the token around it, as the families of names see it.

use super::fact::MemberFact;
use super::meaning::{Family, Meaning, Role};
use crate::claims::{Expected, Source};
use crate::facts::conclusions::Facts;
use crate::facts::reading::Reading;
use crate::facts::typed_claims::is_typed;
use crate::facts::vocabulary::Kind;
use crate::jose::json::{FaultReason, Json, Node, NodeId};
use crate::text::json::JsonType;

/// A member that has another type than it must have.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct TypeMismatch<'a> {
    pub(super) role: Role<'a>,
    pub(super) expected: Expected,
    /// Where the type is specified.
    pub(super) source: Source,
}

/// The fact about a member of the right type.
pub(super) type Found<'a> = Result<MemberFact<'a>, TypeMismatch<'a>>;

/// One member and the token that it stands in.
#[derive(Clone, Copy)]
pub(super) struct Member<'a> {
    pub(super) reading: &'a Reading<'a>,
    pub(super) facts: &'a Facts,
    pub(super) json: &'a Json,
    pub(super) id: NodeId,
    pub(super) node: &'a Node,
}

impl<'a> Member<'a> {
    /// Returns its name; empty in an array.
    pub(super) fn name(&self) -> &'a str {
        self.node.name.as_deref().unwrap_or_default()
    }

    /// Returns its text, if it is a string.
    pub(super) fn string(&self) -> Option<&'a str> {
        self.node.value.as_deref()
    }

    /// Returns the source text of its value.
    pub(super) fn source(&self) -> &'a str {
        self.json.source(self.id)
    }

    /// Whether it is an element of an array.
    pub(super) fn is_element(&self) -> bool {
        self.node.name.is_none()
    }

    /// Returns its place in its array, counted from 1.
    pub(super) fn position(&self) -> usize {
        let step = self.node.pointer.rsplit('/').next();
        step.and_then(|step| step.parse::<usize>().ok()).map_or(1, |index| index + 1)
    }

    /// Returns the role of a member that nobody defines.
    pub(super) fn unknown_role(&self) -> Role<'a> {
        if self.is_element() { Role::Element(self.position()) } else { Role::Named(self.name()) }
    }

    /// Returns the steps of its pointer as they are escaped there, at most five: no known name is
    /// nested deeper.
    pub(super) fn path(&self) -> Vec<&'a str> {
        self.node.pointer.split('/').skip(1).take(5).collect()
    }

    /// Returns the member around it; none at the top.
    pub(super) fn parent(&self) -> Option<&'a Node> {
        let parent = &self.json[self.node.parent?];
        parent.parent.map(|_| parent)
    }

    /// Whether the text breaks off in it: nothing can be said of what is missing.
    pub(super) fn is_cut(&self) -> bool {
        self.json.too_many.is_some()
            || self.break_offset().is_some_and(|offset| self.node.span.end >= offset)
    }

    /// Whether the text breaks off somewhere.
    pub(super) fn is_in_cut_text(&self) -> bool {
        self.json.too_many.is_some() || self.break_offset().is_some()
    }

    fn break_offset(&self) -> Option<usize> {
        let fault = self.json.fault.as_ref()?;
        (fault.reason != FaultReason::Trailing).then_some(fault.offset)
    }

    /// Returns its family, if the token has the shape of a service account token: then it is known
    /// what the API server does with it.
    pub(super) fn family(&self) -> Option<Family> {
        match self.facts.kind {
            Kind::Bound => Some(Family::Bound),
            Kind::Legacy => Some(Family::Legacy),
            Kind::Other | Kind::Unreadable => None,
        }
    }

    /// Whether the token has the shape of a service account token.
    pub(super) fn is_kubernetes(&self) -> bool {
        self.family().is_some()
    }

    /// Returns its string, which it must be.
    pub(super) fn expect_string(
        &self,
        role: Role<'a>,
        source: Source,
    ) -> Result<&'a str, TypeMismatch<'a>> {
        self.string().ok_or(TypeMismatch { role, expected: Expected::String, source })
    }

    /// Returns an error unless it is an object.
    pub(super) fn expect_object(
        &self,
        role: Role<'a>,
        source: Source,
    ) -> Result<(), TypeMismatch<'a>> {
        let is_object = self.node.json_type == JsonType::Object;
        let mismatch = TypeMismatch { role, expected: Expected::Object, source };
        is_object.then_some(()).ok_or(mismatch)
    }

    /// Returns the fact that it has another type than it must have.
    pub(super) fn ill_typed(&self, mismatch: TypeMismatch<'a>) -> MemberFact<'a> {
        let TypeMismatch { role, expected, source } = mismatch;
        let is_header = std::ptr::eq(self.json, &raw const self.reading.jose.header);
        let is_typed = is_header || is_typed(self.facts.kind, &self.node.pointer);
        let kubernetes = self.is_kubernetes() && is_typed;
        let found = self.node.json_type;
        let fact = MemberFact::new(role, Meaning::IllTyped { found, expected, kubernetes });
        if kubernetes { fact.certain(source) } else { fact.documented(source) }
    }
}
