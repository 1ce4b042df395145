//! Writes claims of another notation as JSON.

use std::collections::BTreeSet;
use std::ops::Range;

use super::clean::Cleaned;
use crate::kubernetes::claim_names::LEGACY_PREFIX;

/// The deepest level of claims in another notation.
const MAX_DEPTH: usize = 16;

/// Claims that are texts, though a program that prints no quotes may show a number: a namespace may be called
/// `2024` or `true`.
const TEXTS: [&str; 7] = ["aud", "iss", "jti", "name", "namespace", "sub", "uid"];

/// Claims that are times.
const TIMES: [&str; 4] = ["exp", "iat", "nbf", "warnafter"];

/// Claims in another notation.
#[derive(Debug)]
pub(super) struct OtherClaims {
    pub(super) span: Range<usize>,
    /// The same as JSON.
    pub(super) json: Cleaned,
}

/// An open collection.
struct Level {
    is_mapping: bool,
    values: usize,
    /// The names of its entries so far.
    names: BTreeSet<String>,
    /// The name of the entry whose value comes next.
    name: Option<String>,
    /// The name of the entry that it is the value of.
    of: Option<String>,
}

/// What the members say about the outermost mapping.
#[derive(Default)]
struct Members {
    issuer: bool,
    recipient_or_subject: bool,
    expiry: bool,
    legacy: usize,
    namespace: bool,
    service_account: bool,
}

impl Members {
    /// Returns true for the claims of a token. A configuration may name an issuer and an audience, but
    /// seldom a time.
    fn are_claims(&self) -> bool {
        let bound = self.namespace && self.service_account;
        self.issuer && (bound || self.legacy > 2 || self.expiry && self.recipient_or_subject)
    }

    /// Notes the name of an entry of the outermost mapping, or of `kubernetes.io`.
    fn note(&mut self, name: &str, depth: usize, of: Option<&str>) {
        match (depth, name) {
            (1, "iss") => self.issuer = true,
            (1, "sub" | "aud") => self.recipient_or_subject = true,
            (1, _) if name.starts_with(LEGACY_PREFIX) => self.legacy += 1,
            (2, "namespace") if of == Some("kubernetes.io") => self.namespace = true,
            (2, "serviceaccount") if of == Some("kubernetes.io") => self.service_account = true,
            _ => {}
        }
    }
}

/// Writes values as JSON, in the order of the source.
pub(super) struct Writer<'t> {
    source: &'t str,
    /// Where the source begins in the text.
    base: usize,
    open: Vec<Level>,
    members: Members,
    json: Cleaned,
}

impl<'t> Writer<'t> {
    pub(super) fn new(source: &'t str, base: usize) -> Self {
        let json = Cleaned { is_rewritten: true, ..Cleaned::default() };
        Self { source, base, open: Vec::new(), members: Members::default(), json }
    }

    /// Returns the JSON, if the outermost mapping has the claims of a token.
    pub(super) fn finish(self) -> Option<Cleaned> {
        self.members.are_claims().then_some(self.json)
    }

    /// Returns true if the name of an entry comes next.
    pub(super) fn expects_name(&self) -> bool {
        self.open.last().is_some_and(|level| level.is_mapping && level.name.is_none())
    }

    /// Returns true if the value of a name comes next.
    pub(super) fn expects_value_of_name(&self) -> bool {
        self.open.last().is_some_and(|level| level.is_mapping && level.name.is_some())
    }

    /// Returns true if the next value is a text, whatever it looks like.
    pub(super) fn expects_text(&self) -> bool {
        let level = self.open.last();
        let name = level.and_then(|level| level.name.as_deref().or(level.of.as_deref()));
        name.is_some_and(|name| TEXTS.contains(&name) || name.starts_with(LEGACY_PREFIX))
    }

    /// Returns true if the next value is a time.
    pub(super) fn expects_time(&self) -> bool {
        let name = self.open.last().and_then(|level| level.name.as_deref());
        name.is_some_and(|name| TIMES.contains(&name))
    }

    /// Opens a mapping or a list. None if there is none here, or too deep.
    pub(super) fn open(&mut self, is_mapping: bool, at: usize) -> Option<()> {
        let is_outermost_list = self.open.is_empty() && !is_mapping;
        if self.expects_name() || self.open.len() == MAX_DEPTH || is_outermost_list {
            return None;
        }
        self.separate(at);
        let of = self.open.last_mut().and_then(|level| level.name.take());
        self.open.push(Level { is_mapping, values: 0, names: BTreeSet::new(), name: None, of });
        self.put(if is_mapping { "{" } else { "[" }, at..at);
        Some(())
    }

    /// Closes it. Returns true if it was the outermost one, and none if nothing is open.
    pub(super) fn close(&mut self, at: usize) -> Option<bool> {
        let is_mapping = self.open.pop()?.is_mapping;
        self.put(if is_mapping { "}" } else { "]" }, at..at);
        Some(self.open.is_empty())
    }

    /// Writes the name of an entry. None if it is there already: no map and no YAML has a name twice, so what is
    /// here is another notation.
    pub(super) fn name(&mut self, name: &str, span: Range<usize>) -> Option<()> {
        self.separate(span.start);
        let depth = self.open.len();
        let level = self.open.last_mut()?;
        if !level.names.insert(name.to_owned()) {
            return None;
        }
        level.name = Some(name.to_owned());
        self.members.note(name, depth, level.of.as_deref());
        self.string(name, span.clone());
        self.put(": ", span.end..span.end);
        Some(())
    }

    /// Writes a string.
    pub(super) fn text(&mut self, content: &str, span: Range<usize>) -> Option<()> {
        self.value(span.start)?;
        self.string(content, span);
        Some(())
    }

    /// Writes a number, `true`, `false` or `null`, in the notation of JSON.
    pub(super) fn literal(&mut self, written: &str, span: Range<usize>) -> Option<()> {
        let depth = self.open.len();
        let name = self.value(span.start)?;
        self.members.expiry |= depth == 1 && name.as_deref() == Some("exp") && is_number(written);
        self.put(written, span);
        Some(())
    }

    /// Makes room for a value. Returns its name if it has one.
    fn value(&mut self, at: usize) -> Option<Option<String>> {
        self.separate(at);
        Some(self.open.last_mut()?.name.take())
    }

    /// Writes a comma between two values or entries.
    fn separate(&mut self, at: usize) {
        let Some(level) = self.open.last_mut() else { return };
        if level.is_mapping && level.name.is_some() {
            return;
        }
        level.values += 1;
        if level.values > 1 {
            self.put(", ", at..at);
        }
    }

    fn string(&mut self, content: &str, span: Range<usize>) {
        let written = serde_json::Value::from(content).to_string();
        // As it is in the text, so that each character leads back to its own.
        let is_same = self.source.get(span.clone()) == Some(content);
        if is_same && written.len() == content.len() + 2 {
            self.put("\"", span.start..span.start);
            self.put(content, span.clone());
            self.put("\"", span.end..span.end);
        } else {
            self.put(&written, span);
        }
    }

    fn put(&mut self, written: &str, span: Range<usize>) {
        self.json.text.push_str(written);
        self.json.pieces.push(written.len(), self.base + span.start..self.base + span.end);
    }
}

/// Returns true for a number of JSON.
pub(super) fn is_number(content: &str) -> bool {
    serde_json::from_str::<serde_json::Number>(content).is_ok()
}
