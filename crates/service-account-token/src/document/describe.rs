//! Reads what `kubectl describe secret` prints into a tree, with the names of the object that it
//! describes (kubernetes/kubectl pkg/describe/describe.go `SecretDescriber`).
//!
//! ```text
//! Name:         ci-token
//! Namespace:    shop
//! Labels:       <none>
//! Annotations:  kubernetes.io/service-account.name: ci
//!               kubernetes.io/service-account.uid: 6f1d3c1e-…
//!
//! Type:  kubernetes.io/service-account-token
//!
//! Data
//! ====
//! ca.crt:  1099 bytes
//! token:   eyJ…
//! ```

use std::ops::Range;

use super::tree::{Builder, Kind, Value};

/// The lines above the data among which `Type:` is looked for.
const MAX_HEAD_LINES: usize = 64;

/// Returns true if a description of a Secret begins a text.
pub(super) fn begins(text: &str) -> bool {
    let mut lines = text.lines().take(MAX_HEAD_LINES);
    lines.next().is_some_and(|line| line.starts_with("Name:"))
        && lines.any(|line| line.starts_with("Type:"))
        && lines.by_ref().any(|line| line.trim_end() == "Data")
        && lines.next().is_some_and(|line| line.starts_with("===="))
}

/// Reads the description at the start of these bytes of a text. Returns where it ends.
pub(super) fn read(text: &str, block: Range<usize>, builder: &mut Builder) -> usize {
    let mut reader = Reader { text, builder, section: Section::Head, list: None };
    let mut at = block.start;
    reader.builder.open(Kind::Mapping, at);
    reader.entry(at..at, "kind", at..at);
    reader.mapping(at, "metadata");
    for line in text.get(block).unwrap_or_default().split_inclusive('\n') {
        if !reader.line(line, at) {
            break;
        }
        at += line.len();
    }
    reader.builder.close_all(at);
    at
}

/// What the lines of a description are part of.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Section {
    /// The metadata, and the type below it.
    Head,
    /// The heading `Data` and the line below it.
    Heading,
    /// The values.
    Data,
}

struct Reader<'t, 'b> {
    text: &'t str,
    builder: &'b mut Builder,
    section: Section,
    /// The sign between name and value in the open list of labels or annotations.
    list: Option<char>,
}

impl Reader<'_, '_> {
    /// Reads one line. Returns false behind the description.
    fn line(&mut self, line: &str, at: usize) -> bool {
        let content = line.trim_end();
        let indented = line.starts_with(' ');
        match self.section {
            Section::Head if content == "Data" => {
                self.section = Section::Heading;
                self.mapping(at, "Data");
            }
            Section::Heading => self.section = Section::Data,
            Section::Data => return self.pair(content, at, ':'),
            Section::Head if content.is_empty() => {}
            Section::Head if indented => {
                if let Some(sign) = self.list {
                    self.pair(content, at, sign);
                }
            }
            Section::Head => self.head(content, at),
        }
        true
    }

    fn head(&mut self, line: &str, at: usize) {
        if self.list.take().is_some() {
            self.builder.close(at);
        }
        let Some((name, rest)) = line.split_once(':') else { return };
        let value = at + line.len() - rest.trim_start().len();
        let range = value..at + line.len();
        match name {
            "Name" => self.entry(at..at, "name", range),
            "Namespace" => self.entry(at..at, "namespace", range),
            "Labels" | "Annotations" => {
                let (list, sign) =
                    if name == "Labels" { ("labels", '=') } else { ("annotations", ':') };
                self.mapping(at, list);
                self.list = Some(sign);
                self.pair(self.text.get(range).unwrap_or_default(), value, sign);
            }
            "Type" => {
                self.builder.close(at);
                self.entry(at..at, "type", range);
            }
            _ => {}
        }
    }

    /// Adds a pair of a list. Returns false for a line that is none.
    fn pair(&mut self, line: &str, at: usize, sign: char) -> bool {
        let Some((name, rest)) = line.split_once(sign) else { return false };
        let from = at + line.len() - rest.trim_start().len();
        let before = name.len() - name.trim_start().len();
        let named = at + before..at + name.len();
        self.builder.scalar(Value::new(self.text, named.clone(), name.trim_start().into()), named);
        let range = from..at + line.len();
        let value = self.text.get(range.clone()).unwrap_or_default();
        self.builder.scalar(Value::new(self.text, range.clone(), value.into()), range);
        true
    }

    /// Opens a mapping with this name.
    fn mapping(&mut self, at: usize, name: &str) {
        self.builder.scalar(Value::new(self.text, at..at, name.into()), at..at);
        self.builder.open(Kind::Mapping, at);
    }

    /// Adds a value with this name; the kind, which no line says, has none.
    fn entry(&mut self, at: Range<usize>, name: &str, range: Range<usize>) {
        self.builder.scalar(Value::new(self.text, at.clone(), name.into()), at);
        let content = match range.is_empty() {
            true => "Secret",
            false => self.text.get(range.clone()).unwrap_or_default(),
        };
        self.builder.scalar(Value::new(self.text, range.clone(), content.into()), range);
    }
}
