//! Reads, classifies and explains Kubernetes service account tokens: text in, report out.
//!
//! Each stage takes what the one before made and adds to it; none reaches back:
//!
//! ```text
//! text --paste--> candidates --jose--> header, payload, signature length
//!      --claims--> typed claims --facts--> kind, variant, evidence, findings
//!      facts --facts::members--> what each claim means
//!      facts --facts::advice--> headline, summary, rows, ends, remedies
//!      --words--> sentences --> Report
//! ```
//!
//! Reading never fails: [`inspect`] returns a report for any bytes, never panics, and its cost is
//! linear in the length of the text. It has no clock, no locale, no randomness and no I/O.

pub mod report;
pub mod text;

mod claims;
mod facts;
mod jose;
mod kubernetes;
mod locate;
mod paste;
mod secret;
mod words;

use crate::text::source_map::SourceMap;
use claims::ClaimsSet;
use facts::Reading;
use facts::findings::Finding;
use jose::json::{Json, NodeId};
use jose::{Jose, Place};
use kubernetes::Platform;
use paste::Candidate;
use report::{
    Evidence, Form, IdentifiedAs, Input, JsonPart, JsonType, Location, Member, MemberTime,
    PartName, Party, Report, Token, Variant, VersionWindow,
};
use text::calendar::MAX_SECONDS;
use text::position::Lines;
use words::en;
use words::en::members::{Explanation, explain};

pub use facts::Options;
pub use facts::findings::{Category, Code, MAX_FINDINGS_OF_ONE_CODE};
pub use paste::{MAX_INPUT_BYTES, MAX_LAYERS, MAX_TOKENS};
pub use secret::{SecretText, SecretToken, token_text, withheld_text};
pub use text::json::{MAX_DEPTH, MAX_MEMBERS};

/// Reads whatever was pasted and reports on every token in it. Never fails and never panics.
///
/// ```
/// use service_account_token::{Options, inspect, report::Kind};
///
/// let header = "eyJhbGciOiJSUzI1NiJ9"; // {"alg":"RS256"}
/// let payload = "eyJpc3MiOiJodHRwczovL2V4YW1wbGUudGVzdCJ9"; // {"iss":"https://example.test"}
/// let report = inspect(format!("Bearer {header}.{payload}.").as_bytes(), &Options::default());
/// assert_eq!(report.tokens[0].kind, Kind::Other);
/// ```
pub fn inspect(bytes: &[u8], options: &Options) -> Report {
    let mut paste = paste::read(bytes);
    let lines = Lines::new(&paste.text);
    // A clock beyond what can be shown is as good as one at the end of it, and cannot overflow.
    let now = options.now.map(|now| now.clamp(-MAX_SECONDS, MAX_SECONDS));
    let options = Options { now, ..options.clone() };
    let mut tokens = Vec::with_capacity(paste.candidates.len());
    for candidate in &mut paste.candidates {
        tokens.push(inspect_token(candidate, &lines, &options));
    }
    Report {
        version: report::VERSION,
        now,
        input: Input { form: paste.form, bytes: paste.text.len() },
        tokens,
        findings: locate::findings(all(paste.findings), None, &lines),
    }
}

/// Returns the report of a text of this many bytes that is longer than [`MAX_INPUT_BYTES`]: for a
/// caller that knows the length and does not want to copy a text that would not be read.
pub fn too_large(bytes: usize, options: &Options) -> Report {
    let finding = paste::Finding::InputTooLarge { bytes, limit: MAX_INPUT_BYTES };
    Report {
        version: report::VERSION,
        now: options.now.map(|now| now.clamp(-MAX_SECONDS, MAX_SECONDS)),
        input: Input { form: Form::InputTooLarge, bytes },
        tokens: Vec::new(),
        findings: locate::findings(vec![finding.into()], None, &Lines::new(&[])),
    }
}

fn inspect_token(candidate: &mut Candidate, lines: &Lines<'_>, options: &Options) -> Token {
    let mut jose = jose::read(candidate);
    let mut found = all(std::mem::take(&mut candidate.findings));
    found.extend(all(std::mem::take(&mut jose.findings)));
    let claims = ClaimsSet::read(&jose.payload);
    let reading = Reading { jose: &jose, claims: &claims, options };
    let class = facts::conclude(&reading);
    facts::findings(&reading, &class, &mut found);
    let header = facts::members::header(&reading, &class).iter().map(explain).collect();
    let payload = facts::members::payload(&reading, &class).iter().map(explain).collect();
    let advice = en::advice(&facts::advice::advise(&reading, &class, &found));
    let evidence = class.evidence.iter().map(|seen| evidence(seen, &jose)).collect();
    let findings = locate::findings(found, Some(&jose), lines);
    let (location, parts, format) = (location(candidate, &jose), jose.parts(), jose.format);
    let (header_json, payload_json, signature) = jose.into_parts();
    Token {
        location,
        parts,
        format,
        kind: class.kind,
        headline: advice.headline,
        summary: advice.summary,
        rows: advice.rows,
        variant: class.variant.map(variant),
        identified_as: class.identified_as.map(identified_as),
        evidence,
        identity: class.identity,
        binding: class.binding,
        times: class.times,
        header: json_part(header_json, header),
        payload: json_part(payload_json, payload),
        signature,
        ends: advice.ends,
        remedies: advice.remedies,
        findings,
    }
}

fn all(findings: Vec<impl Into<Finding>>) -> Vec<Finding> {
    findings.into_iter().map(Into::into).collect()
}

fn variant(facts: facts::Variant) -> Variant {
    let party = |named: facts::NamedParty| Party {
        code: named.party.code().into(),
        name: en::parties::name(named.party).into(),
        audience: named.audience,
        certainty: named.certainty,
    };
    let platform = |(platform, certainty): (Platform, _)| report::Platform {
        name: platform.code().into(),
        certainty,
    };
    let release = |minor: Option<u8>| minor.map(|minor| format!("1.{minor}").into());
    Variant {
        bound_to: facts.bound_to,
        extended: facts.extended,
        origin: facts.origin,
        audience: facts.audience,
        parties: facts.parties.into_iter().map(party).collect(),
        platforms: facts.platforms.into_iter().map(platform).collect(),
        signer: facts.signer,
        kubernetes: VersionWindow {
            min: release(facts.releases.min),
            max: release(facts.releases.max),
            usual_min: release(facts.releases.usual_min),
            usual_max: release(facts.releases.usual_max),
        },
    }
}

fn identified_as(facts: facts::Identified) -> IdentifiedAs {
    IdentifiedAs {
        code: facts.token.code().into(),
        name: en::other_tokens::name(facts.token).into(),
        certainty: facts.certainty,
    }
}

fn evidence(evidence: &facts::Evidence, jose: &Jose) -> Evidence {
    let pointer =
        |(part, node): (PartName, Option<NodeId>)| jose.pointer(&Place::Member(part, node?));
    Evidence {
        code: evidence.seen.code().into(),
        text: en::evidence::text(&evidence.seen),
        certainty: evidence.certainty,
        part: evidence.place.map(|(part, _)| part),
        pointer: evidence.place.and_then(pointer),
    }
}

fn location(candidate: &Candidate, jose: &Jose) -> Location {
    let hull = jose.hull();
    Location {
        start: hull.start,
        end: hull.end,
        encoding: candidate.encoding.clone(),
        path: None,
        display: None,
        object: None,
    }
}

/// What stands in a part, each member with its words.
fn json_part((json, map): (Json, SourceMap), explanations: Vec<Explanation>) -> JsonPart {
    let is_object = json.object().is_some();
    let (text, nodes) = json.into_members();
    let mut members = Vec::with_capacity(nodes.len());
    let mut explanations = explanations.into_iter();
    for (node, withheld) in nodes {
        let Some(words) = explanations.next() else { break };
        let source = match node.json_type {
            JsonType::Object | JsonType::Array => None,
            _ if withheld.is_some() => None,
            _ => text.get(node.span.clone()).map(str::to_owned),
        };
        members.push(Member {
            pointer: node.pointer,
            index: node.index,
            name: node.name,
            json_type: node.json_type,
            start: node.span.start,
            end: node.span.end,
            ranges: map.ranges(node.span),
            text: source,
            value: node.value.filter(|_| withheld.is_none()),
            withheld,
            title: words.title,
            meaning: words.meaning,
            source: words.source,
            certainty: words.certainty,
            time: words
                .time
                .map(|seconds| MemberTime { utc: text::calendar::iso(seconds), seconds }),
        });
    }
    JsonPart { text: is_object.then_some(text), members }
}
