//! Finds decoded claims that a program printed as YAML, such as `yq -P` or a C# program that writes one
//! claim a line, and writes them as JSON.
//!
//! A block is the lines around one that begins with `iss:`, as far as their indentation goes on.
//! saphyr-parser reads it; a block with a fault is no claims.

use std::ops::Range;

use saphyr_parser::{Event, Parser, ScalarStyle};

use super::clean::Cleaned;
use crate::kubernetes::claim_names::LEGACY_PREFIX;
use crate::text::characters::Cursor;

/// The deepest level of claims in YAML.
const MAX_DEPTH: usize = 16;

/// Claims in YAML.
#[derive(Debug)]
pub(super) struct YamlClaims {
    pub(super) span: Range<usize>,
    /// The same as JSON.
    pub(super) json: Cleaned,
}

/// Finds every block of claims in a text. It costs the length of the text: a line is in one block.
pub(super) fn find(text: &str) -> Vec<YamlClaims> {
    let lines = Line::all(text);
    let mut found = Vec::new();
    let mut floor = 0;
    while let Some(at) = (floor..lines.len()).find(|&at| lines.get(at).is_some_and(Line::is_iss)) {
        let block = block(&lines, floor, at);
        floor = block.end.max(at + 1);
        let first = lines.get(block.start).map_or(0, |line| line.start);
        let end = block.end.checked_sub(1).and_then(|last| lines.get(last));
        let span = first..end.map_or(first, |line| line.start + line.text.len());
        let json = text.get(span.clone()).and_then(|yaml| Writer::new(yaml, span.start).run());
        found.extend(json.map(|json| YamlClaims { span, json }));
    }
    found
}

/// A line without its line break.
struct Line<'t> {
    start: usize,
    indent: usize,
    text: &'t str,
}

impl<'t> Line<'t> {
    fn all(text: &'t str) -> Vec<Self> {
        let mut start = 0;
        let lines = text.split_inclusive('\n').map(|whole| {
            let text = whole.trim_end();
            let line =
                Self { start, indent: text.len() - text.trim_start_matches(' ').len(), text };
            start += whole.len();
            line
        });
        lines.collect()
    }

    fn content(&self) -> &'t str {
        self.text.get(self.indent..).unwrap_or_default()
    }

    fn is_iss(&self) -> bool {
        self.content().starts_with("iss: ")
    }

    /// Returns true for an entry of the mapping with this indentation, and for what belongs to one.
    fn belongs(&self, indent: usize) -> bool {
        let content = self.content();
        let is_entry = || {
            let before = content.split_once(": ").map(|(name, _)| name);
            let name = before.or_else(|| content.strip_suffix(':')).unwrap_or_default();
            !name.is_empty() && !name.contains([' ', '\t', '{', '['])
        };
        match self.indent {
            own if own > indent => !content.is_empty(),
            own if own == indent => {
                is_entry() || content.starts_with("- ") || content.starts_with('#')
            }
            _ => false,
        }
    }
}

/// Returns the lines of the mapping with the entry `at`, from `floor` on.
fn block(lines: &[Line<'_>], floor: usize, at: usize) -> Range<usize> {
    let Some(indent) = lines.get(at).map(|line| line.indent) else { return at..at };
    let belongs = |line: &&Line<'_>| line.belongs(indent);
    let before = lines.get(floor..at).unwrap_or_default();
    let after = lines.get(at..).unwrap_or_default();
    let start = at - before.iter().rev().take_while(belongs).count();
    // A deeper line at the top belongs to what stands above.
    let own = lines.get(start..at).unwrap_or_default();
    let start = start + own.iter().take_while(|line| line.indent > indent).count();
    start..at + after.iter().take_while(belongs).count()
}

/// An open collection.
struct Level {
    is_mapping: bool,
    values: usize,
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
}

/// Writes one block of YAML as JSON.
struct Writer<'t> {
    yaml: &'t str,
    /// Where the block begins in the text.
    base: usize,
    start: Cursor<'t>,
    end: Cursor<'t>,
    open: Vec<Level>,
    members: Members,
    json: Cleaned,
}

impl<'t> Writer<'t> {
    fn new(yaml: &'t str, base: usize) -> Self {
        let (start, end) = (Cursor::new(yaml), Cursor::new(yaml));
        let json = Cleaned { is_rewritten: true, ..Cleaned::default() };
        Self { yaml, base, start, end, open: Vec::new(), members: Members::default(), json }
    }

    /// Returns the JSON, if the block is one mapping with the claims of a token.
    fn run(mut self) -> Option<Cleaned> {
        for event in Parser::new_from_str(self.yaml) {
            let (event, span) = event.ok()?;
            let start = self.start.byte(span.start.index());
            let end = self.end.byte(span.end.index()).max(start);
            self.event(event, start..end)?;
        }
        self.json.has_comments = self.yaml.lines().any(|line| line.trim_start().starts_with('#'));
        self.members.are_claims().then_some(self.json)
    }

    /// Writes what the parser read. None if JSON has no such thing.
    fn event(&mut self, event: Event<'_>, span: Range<usize>) -> Option<()> {
        match event {
            Event::Scalar(content, style, ..) => self.scalar(&content, style, span),
            Event::MappingStart(..) => self.open("{", true, span.start),
            Event::SequenceStart(..) => self.open("[", false, span.start),
            Event::MappingEnd => self.close("}", span.start),
            Event::SequenceEnd => self.close("]", span.start),
            Event::Alias(_) => None,
            Event::DocumentEnd
            | Event::DocumentStart(_)
            | Event::StreamStart
            | Event::StreamEnd
            | Event::Nothing => Some(()),
        }
    }

    fn open(&mut self, bracket: &str, is_mapping: bool, at: usize) -> Option<()> {
        let is_name =
            self.open.last().is_some_and(|level| level.is_mapping && level.name.is_none());
        if is_name || self.open.len() == MAX_DEPTH || self.open.is_empty() && !is_mapping {
            return None;
        }
        self.separate(at);
        let of = self.open.last_mut().and_then(|level| level.name.take());
        self.open.push(Level { is_mapping, values: 0, name: None, of });
        self.put(bracket, at..at);
        Some(())
    }

    fn close(&mut self, bracket: &str, at: usize) -> Option<()> {
        let at = at.min(self.yaml.trim_end().len());
        self.open.pop()?;
        self.put(bracket, at..at);
        Some(())
    }

    fn scalar(&mut self, content: &str, style: ScalarStyle, span: Range<usize>) -> Option<()> {
        self.separate(span.start);
        let depth = self.open.len();
        let is_plain = style == ScalarStyle::Plain;
        let level = self.open.last_mut()?;
        if level.is_mapping && level.name.is_none() {
            let of = level.of.clone();
            level.name = Some(content.to_owned());
            self.name(content, depth, of.as_deref());
            self.string(content, span.clone());
            self.put(": ", span.end..span.end);
            return Some(());
        }
        let name = level.name.take();
        let is_exp = depth == 1 && name.as_deref() == Some("exp");
        self.members.expiry |= is_exp && is_plain && is_number(content);
        match content {
            _ if is_plain && is_number(content) => self.put(content, span),
            "true" | "false" | "null" if is_plain => self.put(content, span),
            "" | "~" if is_plain => self.put("null", span),
            _ => self.string(content, span),
        }
        Some(())
    }

    /// Notes the name of an entry of the outermost mapping, or of `kubernetes.io`.
    fn name(&mut self, name: &str, depth: usize, of: Option<&str>) {
        let members = &mut self.members;
        match (depth, name) {
            (1, "iss") => members.issuer = true,
            (1, "sub" | "aud") => members.recipient_or_subject = true,
            (1, _) if name.starts_with(LEGACY_PREFIX) => members.legacy += 1,
            (2, "namespace") if of == Some("kubernetes.io") => members.namespace = true,
            (2, "serviceaccount") if of == Some("kubernetes.io") => members.service_account = true,
            _ => {}
        }
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
        let is_same = self.yaml.get(span.clone()) == Some(content);
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
fn is_number(content: &str) -> bool {
    serde_json::from_str::<serde_json::Number>(content).is_ok()
}
