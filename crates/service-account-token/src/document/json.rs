//! Reads JSON (RFC 8259) into a tree: one value, or one after another, with or without line breaks
//! between them.
//!
//! serde_json decides what is JSON and where it fails. One linear pass over the text up to that point
//! keeps the bytes of every value.

use std::ops::Range;

use crate::text::escape::unescape_json;
use crate::text::json::{FaultReason, find_fault};

use super::fault::{Fault, Notation, Reason};
use super::tree::{Builder, Kind, Value};

/// Reads the values at the start of these bytes of a text. Returns where they end: at other text, or
/// at a fault.
pub(super) fn read(
    text: &str,
    block: Range<usize>,
    builder: &mut Builder,
    faults: &mut Vec<Fault>,
) -> usize {
    let mut at = block.start;
    loop {
        let rest = text.get(at..block.end).unwrap_or_default();
        let value = rest.trim_start();
        if !value.starts_with(['{', '[']) {
            return at;
        }
        at += rest.len() - value.len();
        let fault = find_fault(value);
        let limit = at + fault.as_ref().map_or(value.len(), |fault| fault.offset);
        let mut walker = Walker { text, at, limit, depth: 0, builder };
        walker.walk();
        let end = walker.at;
        match fault {
            Some(fault) if fault.reason != FaultReason::Trailing => {
                let start = at + fault.offset;
                builder.close_all(start);
                let next = text.get(start..block.end).and_then(|rest| rest.chars().next());
                faults.push(Fault {
                    notation: Notation::Json,
                    reason: Reason::Json(fault.reason),
                    range: start..start + next.map_or(0, char::len_utf8),
                });
                return start;
            }
            _ => at = end.max(at + 1),
        }
    }
}

/// The linear pass. It trusts the text up to `limit`, which serde_json has accepted.
struct Walker<'t, 'b> {
    text: &'t str,
    at: usize,
    limit: usize,
    depth: usize,
    builder: &'b mut Builder,
}

impl Walker<'_, '_> {
    fn peek(&self) -> Option<u8> {
        self.text.as_bytes().get(..self.limit)?.get(self.at).copied()
    }

    fn skip(&mut self, matches: impl Fn(u8) -> bool) {
        while self.peek().is_some_and(&matches) {
            self.at += 1;
        }
    }

    /// Reads one value.
    fn walk(&mut self) {
        loop {
            self.skip(|byte| matches!(byte, b' ' | b'\t' | b'\r' | b'\n' | b',' | b':'));
            let start = self.at;
            match self.peek() {
                Some(open @ (b'{' | b'[')) => {
                    self.at += 1;
                    self.depth += 1;
                    let kind = if open == b'{' { Kind::Mapping } else { Kind::Sequence };
                    self.builder.open(kind, start);
                }
                Some(b'}' | b']') => {
                    self.at += 1;
                    self.depth = self.depth.saturating_sub(1);
                    self.builder.close(self.at);
                }
                Some(b'"') => {
                    let Some(value) = self.string() else { break };
                    self.builder.scalar(value, start..self.at);
                }
                Some(_) => {
                    self.skip(|byte| {
                        byte.is_ascii_alphanumeric() || matches!(byte, b'+' | b'-' | b'.')
                    });
                    if self.at == start {
                        break;
                    }
                    let content = self.text.get(start..self.at).unwrap_or_default();
                    let value = Value::new(self.text, start..self.at, content.into());
                    self.builder.scalar(value, start..self.at);
                }
                None => break,
            }
            if self.depth == 0 {
                break;
            }
        }
        // An escape at the break may have moved it too far.
        self.at = self.at.min(self.limit);
    }

    /// Reads a string from its opening to its closing quote. One in which the text breaks off is read
    /// up to there.
    fn string(&mut self) -> Option<Value> {
        let start = self.at + 1;
        self.at = start;
        let mut escaped = false;
        loop {
            match self.peek() {
                Some(b'\\') => {
                    escaped = true;
                    self.at += 2;
                }
                Some(b'"') | None => break,
                Some(_) => self.at += 1,
            }
        }
        let end = self.at.min(self.limit);
        let source = self.text.get(start..end)?;
        self.at = end + usize::from(self.peek() == Some(b'"'));
        let content = if escaped { unescape_json(source).0.into() } else { source.into() };
        Some(Value::new(self.text, start..end, content))
    }
}
