//! Parses a token, whatever can be parsed of it.

use std::ops::Range;

use crate::paste::{self, Candidate, DecodedClaims, Encoding, FirstPart, MappedText};

use super::finding::{Finding, Gap, GapReason, Truncation};
use super::json::Json;
use super::part::DecodedPart;
use super::serialization::{Format, PartName, Signature, SignatureStatus};
use super::signature::SignaturePart;
use super::token::{Between, Jose, string_member};
use super::truncation;

/// The parts of a compact JWS (RFC 7515 §7.1).
const JWS: &[PartName] = &[PartName::Header, PartName::Payload, PartName::Signature];

/// What is left of them when the header is cut off.
const HEADLESS: &[PartName] = &[PartName::Payload, PartName::Signature];

/// The parts of a compact JWE (RFC 7516 §7.1).
const JWE: &[PartName] = &[
    PartName::Header,
    PartName::EncryptedKey,
    PartName::InitializationVector,
    PartName::Ciphertext,
    PartName::AuthenticationTag,
];

/// Parses a token.
pub(crate) fn read(candidate: &Candidate) -> Jose {
    if let Some(decoded) = &candidate.decoded {
        return read_decoded(candidate, decoded);
    }
    let mut parts = part_spans(&candidate.text);
    let mut header = read_header(candidate, parts.first().map(|(_, span)| span));
    let has =
        |name| header.json.object().is_some_and(|root| header.json.member(root, name).is_some());
    let encrypted = has("enc") || candidate.json && parts.len() == JWE.len();
    let names = match candidate.first_part {
        FirstPart::Payload => HEADLESS,
        _ if encrypted => JWE,
        _ => JWS,
    };
    for ((part, _), &name) in parts.iter_mut().zip(names) {
        *part = name;
    }
    let span = |name| parts.iter().find(|(part, _)| *part == name).map(|(_, span)| span);
    let mut payload = match encrypted {
        true => DecodedPart::default(),
        false => decode(candidate, PartName::Payload, span(PartName::Payload)),
    };
    if candidate.first_part == FirstPart::Unreadable {
        // A word that only happens to begin with a brace.
        (header.json, payload.json) = Default::default();
    }
    let alg = string_member(&header.json, "alg").unwrap_or_default().to_owned();
    let unsigned = span(PartName::Signature).is_none_or(Range::is_empty);
    let whole_payload = payload.json.object().is_some() && payload.json.fault.is_none();
    let redacted = candidate.redacted || candidate.elided && unsigned && whole_payload;
    let signature = SignaturePart::read(candidate, span(PartName::Signature), redacted, &alg);
    let mut jose = Jose {
        format: None,
        header: header.json,
        payload: payload.json,
        signature: signature.describe(&alg),
        findings: Vec::new(),
        malformed: false,
        between: between(candidate),
        signature_undecodable: signature.has_stray_character(),
        text: candidate.text.clone(),
        map: candidate.map.clone(),
        parts,
        header_map: header.map,
        payload_map: payload.map,
    };
    let truncation = truncation::find(&jose, candidate, &alg);
    jose.format = match () {
        () if jose.header.object().is_none() && jose.payload.object().is_none() => None,
        () if encrypted => Some(Format::Jwe),
        () if candidate.json => Some(Format::JwsJson),
        () if redacted => Some(Format::JwsRedacted),
        () if alg.eq_ignore_ascii_case("none") => Some(Format::Unsecured),
        () if truncation.is_some() => Some(Format::JwsTruncated),
        () => Some(Format::Jws),
    };
    let count = jose.parts.len();
    if jose.format == Some(Format::JwsRedacted) {
        jose.findings.push(Finding::Redacted);
    }
    jose.findings.extend(truncation.map(Finding::Truncated));
    if truncation.is_none()
        && !redacted
        && names.len() != count
        && candidate.first_part != FirstPart::Payload
    {
        jose.findings.push(Finding::SegmentCount { count });
        jose.malformed = true;
    }
    add_findings(&mut jose, truncation, [header.findings, payload.findings, signature.findings()]);
    jose
}

/// Parses the decoded claims of a token. No fault of the text is one of the token.
fn read_decoded(candidate: &Candidate, decoded: &DecodedClaims) -> Jose {
    let of_json =
        |name, (text, map): &MappedText| DecodedPart::of_json(name, text.clone(), map.clone());
    let header = decoded.header.as_ref().map(|header| of_json(PartName::Header, header));
    let header = header.unwrap_or_default();
    let payload = of_json(PartName::Payload, &decoded.payload);
    let DecodedClaims { has_comments, is_rewritten, has_signature, .. } = *decoded;
    let gap = gap(PartName::Payload, &payload.json, decoded.is_cut)
        .or_else(|| gap(PartName::Header, &header.json, false));
    let mut findings = vec![Finding::Decoded { gap, has_comments, is_rewritten, has_signature }];
    findings.extend(header.findings);
    findings.extend(payload.findings);
    findings.retain(|finding| !matches!(finding, Finding::JsonSyntax { .. }));
    Jose {
        format: Some(Format::Decoded),
        header: header.json,
        payload: payload.json,
        signature: Signature { bytes: Some(0), key_hint: None, status: SignatureStatus::Absent },
        findings,
        malformed: false,
        between: Between::Nothing,
        signature_undecodable: false,
        text: candidate.text.clone(),
        map: candidate.map.clone(),
        parts: Vec::new(),
        header_map: header.map,
        payload_map: payload.map,
    }
}

fn gap(part: PartName, json: &Json, is_cut: bool) -> Option<Gap> {
    let at = json.fault.as_ref()?.offset;
    let reason = if is_cut { GapReason::End } else { GapReason::NotJson };
    Some(Gap { part, at, reason })
}

/// Adds the findings of the parts, except those that only follow from the truncation.
fn add_findings(jose: &mut Jose, truncation: Option<Truncation>, parts: [Vec<Finding>; 3]) {
    for finding in parts.into_iter().flatten() {
        if truncation.is_none_or(|truncation| !finding.follows_from(truncation.at)) {
            jose.malformed |= finding.makes_unreadable();
            jose.findings.push(finding);
        }
    }
}

fn between(candidate: &Candidate) -> Between {
    let has_blanks = |found: &paste::Finding| matches!(found, paste::Finding::BlanksInside { .. });
    match () {
        () if candidate.findings.iter().any(has_blanks) => Between::Blanks,
        () if candidate.encoding.contains(&Encoding::WrappedLines) => Between::LineBreaks,
        () => Between::Nothing,
    }
}

/// Returns the header. In a JSON serialization that is the unprotected one if the protected one, which
/// may be missing, has no `alg`.
fn read_header(candidate: &Candidate, span: Option<&Range<usize>>) -> DecodedPart {
    if candidate.first_part == FirstPart::Payload {
        return DecodedPart::default();
    }
    let protected = decode(candidate, PartName::Header, span);
    match &candidate.unprotected {
        Some((text, map)) if string_member(&protected.json, "alg").is_none() => {
            DecodedPart::of_json(PartName::Header, text.clone(), map.clone())
        }
        _ => protected,
    }
}

/// Returns the spans of the dotted parts, before their names are known.
fn part_spans(text: &str) -> Vec<(PartName, Range<usize>)> {
    let mut spans = Vec::new();
    let mut start = 0;
    for part in text.split('.') {
        let end = start + part.len();
        spans.push((PartName::Extra, start..end));
        start = end + 1;
    }
    spans
}

fn decode(candidate: &Candidate, name: PartName, span: Option<&Range<usize>>) -> DecodedPart {
    span.map_or_else(DecodedPart::default, |span| {
        let text = candidate.text.get(span.clone()).unwrap_or_default();
        DecodedPart::read(name, text, &candidate.map, span)
    })
}
