//! Gives findings their places in the paste, and keeps them few.

use std::ops::Range;

use crate::facts::findings::{Finding, FindingCode, MAX_FINDINGS_OF_ONE_CODE};
use crate::jose::{Jose, Place};
use crate::report::finding as report;
use crate::text::position::Lines;
use crate::words::en;

/// Returns the findings as the report lists them: worst first, otherwise in the order found, and at
/// most [`MAX_FINDINGS_OF_ONE_CODE`] of one code.
pub(crate) fn findings(
    found: Vec<Finding>,
    jose: Option<&Jose>,
    lines: &Lines<'_>,
) -> Vec<report::Finding> {
    let mut counts = [0; FindingCode::ALL.len()];
    let mut kept: Vec<(usize, FindingCode, Finding)> = Vec::new();
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
        code: code.into(),
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
