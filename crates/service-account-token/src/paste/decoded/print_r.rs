//! Finds decoded claims that PHP's `print_r` printed, and writes them as JSON.
//!
//! ```text
//! stdClass Object
//! (
//!     [iss] => https://kubernetes.default.svc
//!     [aud] => Array
//!         (
//!             [0] => https://kubernetes.default.svc
//!         )
//! )
//! ```

use super::writer::{OtherClaims, Writer, is_number};

/// Finds all claims that `print_r` printed. It costs the length of the text: arrays are nested a few levels
/// deep.
pub(super) fn find(text: &str) -> Vec<OtherClaims> {
    let mut found = Vec::new();
    if !text.contains("[iss] => ") {
        return found;
    }
    let lines = Line::all(text);
    let mut floor = 0;
    while let Some(at) = (floor..lines.len()).find(|&at| lines.get(at).is_some_and(Line::opens)) {
        let claims = read(text, &lines, at);
        floor = claims.as_ref().map_or(at, |(_, last)| *last) + 1;
        found.extend(claims.map(|(claims, _)| claims));
    }
    found
}

/// A line without the blanks around it.
struct Line<'t> {
    start: usize,
    text: &'t str,
}

impl<'t> Line<'t> {
    fn all(text: &'t str) -> Vec<Self> {
        let mut start = 0;
        let lines = text.split_inclusive('\n').map(|whole| {
            let indent = whole.len() - whole.trim_start().len();
            let line = Self { start: start + indent, text: whole.trim() };
            start += whole.len();
            line
        });
        lines.collect()
    }

    /// Returns true if an array or an object begins below this line.
    fn opens(&self) -> bool {
        is_array(self.text.rsplit_once(" => ").map_or(self.text, |(_, value)| value))
    }

    fn end(&self) -> usize {
        self.start + self.text.len()
    }
}

fn is_array(value: &str) -> bool {
    value == "Array" || value.ends_with(" Object")
}

/// Reads the array below the line `at`. Also returns its last line.
fn read(text: &str, lines: &[Line<'_>], at: usize) -> Option<(OtherClaims, usize)> {
    let mut writer = Writer::new(text, 0);
    let start = lines.get(at + 1)?.start;
    let mut at = open(&mut writer, lines, at)?;
    loop {
        let line = lines.get(at)?;
        if line.text == ")" {
            if writer.close(line.start)? {
                let span = start..line.end();
                return Some((OtherClaims { span, json: writer.finish()? }, at));
            }
        } else if !line.text.is_empty() {
            let (name, value) = line.text.strip_prefix('[')?.split_once("] =>")?;
            if writer.expects_name() {
                writer.name(name, line.start + 1..line.start + 1 + name.len())?;
            }
            let value = value.trim_start();
            let span = line.end() - value.len()..line.end();
            if is_array(value) {
                at = open(&mut writer, lines, at)?;
                continue;
            } else if is_number(value) && !writer.expects_text() {
                writer.literal(value, span)?;
            } else if writer.expects_time() {
                return None;
            } else {
                writer.text(value, span)?;
            }
        }
        at += 1;
    }
}

/// Opens the array whose parenthesis is on the line after `at`. Returns its first line.
fn open(writer: &mut Writer<'_>, lines: &[Line<'_>], at: usize) -> Option<usize> {
    let parenthesis = lines.get(at + 1).filter(|line| line.text == "(")?;
    let first = lines.get(at + 2)?;
    let is_list = first.text.starts_with("[0] =>");
    writer.open(!is_list, parenthesis.start)?;
    Some(at + 2)
}
