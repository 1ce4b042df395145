//! Gives findings their places in the paste, and keeps them few.

use std::ops::Range;

use crate::facts::findings::{Code, Finding, MAX_FINDINGS_OF_ONE_CODE};
use crate::jose::{Jose, Place};
use crate::report;
use crate::words::en;

/// Columns are counted from the nearest of these places, so many bytes apart: on one long line each
/// finding would otherwise cost the length of the line.
const BLOCK: usize = 4096;

/// The lines of the paste.
#[derive(Debug)]
pub(crate) struct Lines<'t> {
    text: &'t [u8],
    starts: Vec<usize>,
    /// The number of characters before each block.
    characters: Vec<usize>,
}

impl<'t> Lines<'t> {
    pub(crate) fn new(text: &'t [u8]) -> Self {
        let mut starts = vec![0];
        for (at, &byte) in text.iter().enumerate() {
            if byte == b'\n' {
                starts.push(at + 1);
            }
        }
        let mut total = 0;
        let mut characters = Vec::new();
        for block in text.chunks(BLOCK) {
            characters.push(total);
            total += count_characters(block);
        }
        Self { text, starts, characters }
    }

    /// Line and column of a byte, both from 1, the column in characters.
    fn position(&self, at: usize) -> (usize, usize) {
        let line = self.starts.partition_point(|&start| start <= at);
        let start = self.starts.get(line.saturating_sub(1)).copied().unwrap_or_default();
        let column = self.characters_before(at) - self.characters_before(start);
        (line, column + 1)
    }

    fn characters_before(&self, at: usize) -> usize {
        let at = at.min(self.text.len());
        let block = (at / BLOCK).min(self.characters.len().saturating_sub(1));
        let before = self.characters.get(block).copied().unwrap_or_default();
        before + count_characters(self.text.get(block * BLOCK..at).unwrap_or_default())
    }
}

fn count_characters(bytes: &[u8]) -> usize {
    bytes.iter().filter(|&&byte| byte & 0xc0 != 0x80).count()
}

/// Returns the findings as the report lists them: worst first, otherwise in the order found, and at
/// most [`MAX_FINDINGS_OF_ONE_CODE`] of one code.
pub(crate) fn findings(
    found: Vec<Finding>,
    jose: Option<&Jose>,
    lines: &Lines<'_>,
) -> Vec<report::Finding> {
    let mut counts = [0; Code::ALL.len()];
    let mut kept: Vec<(usize, Code, Finding)> = Vec::new();
    for finding in found {
        let code = finding.code();
        let Some(count) = counts.get_mut(code as usize) else { continue };
        *count += 1;
        if *count <= MAX_FINDINGS_OF_ONE_CODE {
            let severity = code.severity();
            let at = kept.partition_point(|(_, kept, _)| kept.severity() <= severity);
            kept.insert(at, (*count, code, finding));
        }
    }
    let mut findings = Vec::with_capacity(kept.len());
    for (number, code, finding) in kept {
        let total = counts.get(code as usize).copied().unwrap_or(1);
        let count = if number == MAX_FINDINGS_OF_ONE_CODE { total + 1 - number } else { 1 };
        findings.push(located(&finding, count, jose, lines));
    }
    findings
}

fn located(
    finding: &Finding,
    count: usize,
    jose: Option<&Jose>,
    lines: &Lines<'_>,
) -> report::Finding {
    let (code, place) = (finding.code(), finding.place());
    let range = match (jose, &place) {
        (Some(jose), place) => Some(jose.locate(place)),
        (None, Place::Paste(range)) => Some(range.clone()),
        (None, _) => None,
    };
    let position = range.as_ref().map(|range: &Range<usize>| lines.position(range.start));
    let reference = code.reference();
    let sentences = en::findings::sentences(finding);
    report::Finding {
        code: code.as_str().into(),
        severity: code.severity(),
        message: sentences.message,
        help: sentences.help,
        part: place.part(),
        start: range.as_ref().map(|range| range.start),
        end: range.as_ref().map(|range| range.end),
        line: position.map(|(line, _)| line),
        column: position.map(|(_, column)| column),
        pointer: jose.and_then(|jose| jose.pointer(&place)),
        reference: (!reference.is_empty()).then(|| reference.into()),
        api_server: sentences.api_server,
        count,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_and_columns_count_from_one_in_characters() {
        let text = format!("é{}\nxyz", "ü".repeat(BLOCK));
        let lines = Lines::new(text.as_bytes());
        assert_eq!(lines.position(0), (1, 1));
        assert_eq!(lines.position(2), (1, 2));
        assert_eq!(lines.position(2 + 2 * BLOCK), (1, BLOCK + 2));
        assert_eq!(lines.position(text.len() - 1), (2, 3));
        assert_eq!(lines.position(text.len()), (2, 4));
    }
}
