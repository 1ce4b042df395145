//! Finds decoded claims that a program printed as YAML, such as `yq -P` or a C# program that writes one
//! claim a line, and writes them as JSON.
//!
//! A block is the lines around one that begins with `iss:`, as far as their indentation goes on.
//! saphyr-parser reads it; a block with a fault is no claims.

use std::ops::Range;

use saphyr_parser::{Event, Parser, ScalarStyle};

use super::clean::Cleaned;
use super::writer::{OtherClaims, Writer, is_number};
use crate::text::characters::Cursor;

/// Finds every block of claims in a text. It costs the length of the text: a line is in one block.
pub(super) fn find(text: &str) -> Vec<OtherClaims> {
    let lines = Line::all(text);
    let mut found = Vec::new();
    let mut floor = 0;
    while let Some(at) = (floor..lines.len()).find(|&at| lines.get(at).is_some_and(Line::is_iss)) {
        let block = block(&lines, floor, at);
        floor = block.end.max(at + 1);
        let first = lines.get(block.start).map_or(0, |line| line.start);
        let end = block.end.checked_sub(1).and_then(|last| lines.get(last));
        let span = first..end.map_or(first, |line| line.start + line.text.len());
        let json = text.get(span.clone()).and_then(|yaml| Reader::new(yaml, span.start).run());
        found.extend(json.map(|json| OtherClaims { span, json }));
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

/// Reads one block of YAML.
struct Reader<'t> {
    yaml: &'t str,
    start: Cursor<'t>,
    end: Cursor<'t>,
    writer: Writer<'t>,
}

impl<'t> Reader<'t> {
    fn new(yaml: &'t str, base: usize) -> Self {
        let (start, end) = (Cursor::new(yaml), Cursor::new(yaml));
        Self { yaml, start, end, writer: Writer::new(yaml, base) }
    }

    /// Returns the JSON, if the block is one mapping with the claims of a token.
    fn run(mut self) -> Option<Cleaned> {
        for event in Parser::new_from_str(self.yaml) {
            let (event, span) = event.ok()?;
            let start = self.start.byte(span.start.index());
            let end = self.end.byte(span.end.index()).max(start);
            self.event(event, start..end)?;
        }
        let has_comments = self.yaml.lines().any(|line| line.trim_start().starts_with('#'));
        Some(Cleaned { has_comments, ..self.writer.finish()? })
    }

    /// Writes what the parser read. None if JSON has no such thing.
    fn event(&mut self, event: Event<'_>, span: Range<usize>) -> Option<()> {
        match event {
            Event::Scalar(content, style, ..) => self.scalar(&content, style, span),
            Event::MappingStart(..) => self.writer.open(true, span.start),
            Event::SequenceStart(..) => self.writer.open(false, span.start),
            Event::MappingEnd | Event::SequenceEnd => self.writer.close(span.start).map(drop),
            Event::Alias(_) => None,
            Event::DocumentEnd
            | Event::DocumentStart(_)
            | Event::StreamStart
            | Event::StreamEnd
            | Event::Nothing => Some(()),
        }
    }

    fn scalar(&mut self, content: &str, style: ScalarStyle, span: Range<usize>) -> Option<()> {
        if self.writer.expects_name() {
            return self.writer.name(content, span);
        }
        let is_plain = style == ScalarStyle::Plain;
        match content {
            _ if is_plain && is_number(content) => self.writer.literal(content, span),
            "true" | "false" | "null" if is_plain => self.writer.literal(content, span),
            "" | "~" if is_plain => self.writer.literal("null", span),
            _ => self.writer.text(content, span),
        }
    }
}
