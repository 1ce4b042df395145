//! The grammar of JOSE: the compact and the JSON serialization of a JWS (RFC 7515 §7), a JWE's
//! header (RFC 7516 §7), base64url and JSON with spans.
//!
//! Reading never fails: whatever can be read is read, and what is wrong is a finding. A part is
//! kept only if it decodes to text that begins with `{`, so that a signature never is.

pub(crate) mod algorithm;
pub(crate) mod base64url;
mod cut;
mod escape;
mod finding;
pub(crate) mod json;
mod json_fault;
mod part;
pub(crate) mod withhold;

use std::ops::Range;

pub(crate) use finding::{Cut, Finding, Place, Read, Truncation};

use crate::origin::Origin;
use crate::paste::{Candidate, Lead};
use crate::report::{Format, Part, PartName, Signature, SignatureStatus};

use algorithm::signature_lengths;
use base64url::{Decoded, Flaw};
use json::Json;
use part::DecodedPart;

/// A token taken apart.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Jose {
    /// None when neither header nor payload could be read.
    pub(crate) format: Option<Format>,
    /// The JOSE header; empty when it could not be read.
    pub(crate) header: Json,
    /// The claims set; empty when it could not be read, and for a JWE.
    pub(crate) payload: Json,
    /// What is known of the signature.
    pub(crate) signature: Signature,
    /// What is wrong with the structure.
    pub(crate) findings: Vec<Finding>,
    /// By its form the API server takes the token for none of its own.
    pub(crate) malformed: bool,
    /// No server can decode the signature, for a cut too, of which that is no fault of its form.
    pub(crate) signature_undecodable: bool,
    text: String,
    origin: Origin,
    parts: Vec<(PartName, Range<usize>)>,
    header_origin: Origin,
    payload_origin: Origin,
}

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

impl Jose {
    /// A header parameter that is a string, such as `alg`.
    pub(crate) fn header_string(&self, name: &str) -> Option<&str> {
        string_member(&self.header, name)
    }

    /// The dotted parts and where they stand in the paste.
    pub(crate) fn parts(&self) -> Vec<Part> {
        let mut parts = Vec::with_capacity(self.parts.len());
        for (name, range) in &self.parts {
            parts.push(Part { name: *name, ranges: self.origin.ranges(range.clone()) });
        }
        parts
    }

    /// The bytes of the paste that the token stands on.
    pub(crate) fn hull(&self) -> Range<usize> {
        self.origin.hull(0..self.text.len())
    }

    /// What is kept of it: the header and the payload, each with the way back to the paste, and what
    /// is known of the signature.
    pub(crate) fn into_parts(self) -> ((Json, Origin), (Json, Origin), Signature) {
        let header = (self.header, self.header_origin);
        (header, (self.payload, self.payload_origin), self.signature)
    }

    /// The first and one past the last byte of the paste that a finding is about.
    pub(crate) fn locate(&self, place: &Place) -> Range<usize> {
        match place {
            Place::Whole => self.hull(),
            Place::Paste(range) => range.clone(),
            Place::Part(name) => self.origin.hull(self.part_range(*name)),
            Place::Characters(name, characters) => {
                let part = self.part_range(*name);
                let text = self.text.get(part.clone()).unwrap_or_default();
                let byte = |index: usize| {
                    part.start + text.char_indices().nth(index).map_or(text.len(), |(at, _)| at)
                };
                self.origin.hull(byte(characters.start)..byte(characters.end))
            }
            Place::Decoded(name, range) => self.decoded(*name).1.hull(range.clone()),
            Place::Member(name, id) => {
                let (json, origin) = self.decoded(*name);
                origin.hull(json[*id].span.clone())
            }
        }
    }

    /// The pointer of the member that a finding is about.
    pub(crate) fn pointer(&self, place: &Place) -> Option<String> {
        match place {
            Place::Member(name, id) => Some(self.decoded(*name).0[*id].pointer.clone()),
            _ => None,
        }
    }

    /// Some of the member that a finding is about is not known, or of where it stands.
    pub(crate) fn hides(&self, place: &Place) -> bool {
        let Place::Member(name, id) = place else { return false };
        let json = self.decoded(*name).0;
        json.is_unknown(*id) || json.hides(&json[*id].pointer)
    }

    /// Keeps the findings of the parts that say more than the cut does.
    fn take_findings(&mut self, cut: Option<cut::Found>, parts: [Vec<Finding>; 3]) {
        for finding in parts.into_iter().flatten() {
            if cut.is_none_or(|cut| !finding.follows_from(cut.place)) {
                self.malformed |= finding.makes_unreadable();
                self.findings.push(finding);
            }
        }
    }

    fn decoded(&self, part: PartName) -> (&Json, &Origin) {
        match part {
            PartName::Header => (&self.header, &self.header_origin),
            _ => (&self.payload, &self.payload_origin),
        }
    }

    fn part_range(&self, name: PartName) -> Range<usize> {
        let found = self.parts.iter().find(|(part, _)| *part == name);
        let end = self.text.len();
        found.map_or(end..end, |(_, range)| range.clone())
    }
}

/// Takes a token apart.
pub(crate) fn read(candidate: &Candidate) -> Jose {
    let mut parts = part_spans(&candidate.text);
    let mut header = read_header(candidate, parts.first().map(|(_, span)| span));
    let has =
        |name| header.json.object().is_some_and(|root| header.json.member(root, name).is_some());
    let encrypted = has("enc") || candidate.json && parts.len() == JWE.len();
    let names = match candidate.lead {
        Lead::Payload => HEADLESS,
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
    if candidate.lead == Lead::Unreadable {
        // A brace that other words happen to begin with is no object.
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
        signature_undecodable: signature.has_stray_character(),
        text: candidate.text.clone(),
        origin: candidate.origin.clone(),
        parts,
        header_origin: header.origin,
        payload_origin: payload.origin,
    };
    let cut = cut::find(&jose, candidate, &alg);
    jose.format = match () {
        () if jose.header.object().is_none() && jose.payload.object().is_none() => None,
        () if encrypted => Some(Format::Jwe),
        () if candidate.json => Some(Format::JwsJson),
        () if redacted => Some(Format::JwsRedacted),
        () if alg.eq_ignore_ascii_case("none") => Some(Format::Unsecured),
        () if cut.is_some() => Some(Format::JwsTruncated),
        () => Some(Format::Jws),
    };
    let count = jose.parts.len();
    if jose.format == Some(Format::JwsRedacted) {
        jose.findings.push(Finding::Redacted);
    }
    if let Some(cut) = cut {
        let truncation = cut.truncation(&jose);
        jose.findings.push(Finding::Truncated(truncation));
    }
    if cut.is_none() && !redacted && names.len() != count && candidate.lead != Lead::Payload {
        jose.findings.push(Finding::SegmentCount { count });
        jose.malformed = true;
    }
    jose.take_findings(cut, [header.findings, payload.findings, signature.findings()]);
    jose
}

/// The header: of a JSON serialization the unprotected one where the protected one, which may be
/// missing, names no algorithm.
fn read_header(candidate: &Candidate, span: Option<&Range<usize>>) -> DecodedPart {
    if candidate.lead == Lead::Payload {
        return DecodedPart::default();
    }
    let protected = decode(candidate, PartName::Header, span);
    match &candidate.unprotected {
        Some((text, origin)) if string_member(&protected.json, "alg").is_none() => {
            DecodedPart::of_json(PartName::Header, text.clone(), origin.clone())
        }
        _ => protected,
    }
}

fn string_member<'j>(json: &'j Json, name: &str) -> Option<&'j str> {
    let node = json.member(json.object()?, name)?;
    json[node].value.as_deref()
}

/// Where the dotted parts stand in a token, before it is known what they are.
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
        DecodedPart::read(name, text, &candidate.origin, span)
    })
}

/// The third part, of which only the length is kept.
struct SignaturePart {
    status: SignatureStatus,
    bytes: usize,
    flaws: Vec<Flaw>,
}

impl SignaturePart {
    fn read(candidate: &Candidate, span: Option<&Range<usize>>, redacted: bool, alg: &str) -> Self {
        let text = span.and_then(|span| candidate.text.get(span.clone())).unwrap_or_default();
        let mut decoded = base64url::decode(text);
        let fits = |decoded: &Decoded| {
            signature_lengths(alg).iter().any(|length| length.bytes == decoded.bytes.len())
        };
        if !fits(&decoded) {
            let altered = base64url::decode_altered(text);
            if fits(&altered) {
                decoded = altered;
            }
        }
        let status = match redacted {
            true => SignatureStatus::Redacted,
            false if text.is_empty() => SignatureStatus::Absent,
            false => SignatureStatus::NotChecked,
        };
        Self { status, bytes: decoded.bytes.len(), flaws: decoded.flaws }
    }

    fn describe(&self, alg: &str) -> Signature {
        let shown = self.status == SignatureStatus::NotChecked;
        let hint = signature_lengths(alg)
            .iter()
            .find(|length| shown && length.bytes == self.bytes && length.key != "HMAC")
            .map(|length| length.key.into());
        Signature { bytes: shown.then_some(self.bytes), key_hint: hint, status: self.status }
    }

    /// One character more than its bytes take.
    fn has_stray_character(&self) -> bool {
        self.flaws.iter().any(|flaw| matches!(flaw, Flaw::Length { .. }))
    }

    fn findings(&self) -> Vec<Finding> {
        let mut findings = Vec::new();
        if self.status != SignatureStatus::Redacted {
            for &flaw in &self.flaws {
                findings.push(Finding::Base64 { part: PartName::Signature, flaw, altered: false });
            }
        }
        findings
    }
}

#[cfg(test)]
impl Jose {
    /// A token of these two JSON texts, with an RSA signature's length, for the stages behind.
    pub(crate) fn of_json(header: &str, payload: &str) -> Self {
        Self {
            format: Some(Format::Jws),
            header: Json::read(header.to_owned()),
            payload: Json::read(payload.to_owned()),
            signature: Signature {
                bytes: Some(256),
                key_hint: Some("RSA-2048".into()),
                status: SignatureStatus::NotChecked,
            },
            findings: Vec::new(),
            malformed: false,
            signature_undecodable: false,
            text: String::new(),
            origin: Origin::default(),
            parts: Vec::new(),
            header_origin: Origin::default(),
            payload_origin: Origin::default(),
        }
    }
}
