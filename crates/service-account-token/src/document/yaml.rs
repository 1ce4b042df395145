//! Reads YAML (YAML 1.2) into a tree: a stream of documents, and what stands behind a fault.
//!
//! saphyr-parser reads. It stops at the first fault, so this goes on at the next line that begins a
//! document, or an entry of the mapping that the fault is in.

use std::borrow::Cow;
use std::ops::Range;

use saphyr_parser::{Event, Parser, ScalarStyle, Span};

use super::fault::{Fault, Notation, Reason};
use super::tree::{Builder, Kind, NodeId, Value};
use crate::text::characters::Cursor;

/// The most faults of one text after which reading goes on: at each, the parser may have read ahead
/// to the end.
pub const MAX_FAULTS: usize = 8;

/// Reads these bytes of a text.
pub(super) fn read(
    text: &str,
    block: Range<usize>,
    builder: &mut Builder,
    faults: &mut Vec<Fault>,
) {
    let mut from = block.start;
    let mut own_faults = 0;
    loop {
        let part = text.get(from..block.end).unwrap_or_default();
        let Some(fault) = Reader::new(text, from, part).run(builder) else { break };
        builder.close_all(fault.range.start);
        let at = fault.range.start;
        faults.push(fault);
        own_faults += 1;
        let indent = indent_of(part);
        // A line that is a fault from its start on may begin the next document.
        let line = line_start(text, at);
        let rest = if line > from && line == at { line } else { line_end(text, at.max(from)) };
        let Some(next) = resume(text, rest..block.end, indent) else { break };
        if own_faults == MAX_FAULTS {
            break;
        }
        match next.continues {
            true => builder.go_on(),
            false => builder.start_anew(),
        }
        from = next.at;
    }
    builder.close_all(block.end);
    builder.start_anew();
}

/// Returns the start of the line that a byte is on.
fn line_start(text: &str, at: usize) -> usize {
    text.get(..at).and_then(|before| before.rfind('\n')).map_or(0, |end| end + 1)
}

/// Returns the end of the line that a byte is on.
fn line_end(text: &str, at: usize) -> usize {
    text.get(at..).and_then(|rest| rest.find('\n')).map_or(text.len(), |end| at + end + 1)
}

/// Returns the indentation of the first line with content.
fn indent_of(text: &str) -> usize {
    let line = text.lines().find(|line| !line.trim().is_empty() && !line.starts_with("---"));
    line.map_or(0, |line| line.len() - line.trim_start_matches(' ').len())
}

/// Where to go on behind a fault.
struct Resume {
    at: usize,
    /// The line is an entry of the mapping before.
    continues: bool,
}

/// Returns the first of these lines that begins a document or an entry of the outermost mapping.
fn resume(text: &str, rest: Range<usize>, indent: usize) -> Option<Resume> {
    let mut at = rest.start;
    for line in text.get(rest)?.split_inclusive('\n') {
        let own = line.len() - line.trim_start().len();
        let content = line.trim();
        if content.starts_with("---") && own == 0 {
            return Some(Resume { at, continues: false });
        }
        if own <= indent && begins_entry(content) {
            return Some(Resume { at, continues: own == indent });
        }
        at += line.len();
    }
    None
}

/// Returns true for a line such as `kind: Secret`.
pub(super) fn begins_entry(line: &str) -> bool {
    let name = line.trim_start_matches(['"', '\'']);
    let length = name
        .bytes()
        .take_while(|byte| {
            byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'-' | b'.' | b'/')
        })
        .count();
    let rest = name.get(length..).unwrap_or_default().trim_start_matches(['"', '\'']);
    (length > 0 || name.len() < line.len())
        && rest
            .strip_prefix(':')
            .is_some_and(|rest| rest.is_empty() || rest.starts_with([' ', '\t']))
}

/// One run of the parser, up to its first fault.
struct Reader<'t> {
    text: &'t str,
    part: &'t str,
    /// Where the part begins in the text.
    base: usize,
    /// The value of each anchor. The parser numbers them from 1.
    anchors: Vec<Option<NodeId>>,
    start: Cursor<'t>,
    end: Cursor<'t>,
}

impl<'t> Reader<'t> {
    fn new(text: &'t str, base: usize, part: &'t str) -> Self {
        let (start, end) = (Cursor::new(part), Cursor::new(part));
        Self { text, part, base, anchors: Vec::new(), start, end }
    }

    fn run(mut self, builder: &mut Builder) -> Option<Fault> {
        for event in Parser::new_from_str(self.part) {
            match event {
                Ok((event, span)) => self.event(event, span, builder),
                Err(error) => return Some(self.fault(error.marker().index())),
            }
        }
        None
    }

    fn fault(&mut self, index: usize) -> Fault {
        let mut start = self.base + self.start.byte(index);
        let line = self.text.get(line_start(self.text, start)..start).unwrap_or_default();
        let indented_by_tab = line.ends_with('\t') && line.trim().is_empty();
        let reason = if indented_by_tab { Reason::YamlTab } else { Reason::Yaml };
        start -= usize::from(indented_by_tab);
        let rest = self.text.get(start..).unwrap_or_default();
        let length = rest.chars().next().map_or(0, char::len_utf8);
        Fault { notation: Notation::Yaml, reason, range: start..start + length }
    }

    fn event(&mut self, event: Event<'_>, span: Span, builder: &mut Builder) {
        let start = self.base + self.start.byte(span.start.index());
        let end = (self.base + self.end.byte(span.end.index())).max(start);
        match event {
            Event::Scalar(content, style, anchor, _) => {
                let value = self.value(start, style, content);
                let node = builder.scalar(value, start..end);
                self.remember(anchor, node);
            }
            Event::MappingStart(anchor, _) => {
                let node = builder.open(Kind::Mapping, start);
                self.remember(anchor, node);
            }
            Event::SequenceStart(anchor, _) => {
                let node = builder.open(Kind::Sequence, start);
                self.remember(anchor, node);
            }
            Event::MappingEnd | Event::SequenceEnd => builder.close(end),
            Event::Alias(anchor) => {
                let target = self.anchors.get(anchor).copied().flatten();
                builder.alias(target, start..end);
            }
            Event::DocumentEnd => {
                builder.close_all(end);
                builder.start_anew();
            }
            Event::Nothing | Event::StreamStart | Event::StreamEnd | Event::DocumentStart(_) => {}
        }
    }

    fn value(&self, start: usize, style: ScalarStyle, content: Cow<'_, str>) -> Value {
        let quote =
            usize::from(matches!(style, ScalarStyle::SingleQuoted | ScalarStyle::DoubleQuoted));
        let from = start + quote;
        Value::new(self.text, from..from + content.len(), content)
    }

    fn remember(&mut self, anchor: usize, node: Option<NodeId>) {
        if anchor > 0 && anchor >= self.anchors.len() {
            self.anchors.resize(anchor + 1, None);
        }
        if let Some(slot) = self.anchors.get_mut(anchor).filter(|_| anchor > 0) {
            *slot = node;
        }
    }
}
