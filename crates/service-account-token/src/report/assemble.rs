//! Puts facts and sentences together into the report's plain data.

use super::document::Document;
use super::finding::Finding;
use super::member::{JsonPart, Member, MemberTime};
use super::place;
use super::token::{KubernetesObject, Location, PathKey, Token};
use super::variant::{Evidence, IdentifiedAs, Party, Platform, Variant, VersionWindow};
use super::whole::{Input, Report, VERSION};
use crate::document::{self, Documents, Key, Place};
use crate::facts::{self, Facts, Options};
use crate::jose::json::{Json, NodeId};
use crate::jose::{self, Exposure, Jose, PartName};
use crate::kubernetes::{self, Certainty};
use crate::paste::{self, Candidate};
use crate::text::json::JsonType;
use crate::text::position::Lines;
use crate::text::source_map::SourceMap;
use crate::text::{Text, calendar};
use crate::words::en;
use crate::words::en::members::Explanation;

/// What a person reads about one token.
pub(crate) struct Sentences {
    /// About each member of the header.
    pub(crate) header: Vec<Explanation>,
    /// About each member of the payload.
    pub(crate) payload: Vec<Explanation>,
    /// About the whole token.
    pub(crate) advice: en::Advice,
}

/// Returns the report of a paste.
pub(crate) fn paste(
    paste: &paste::Paste<'_>,
    documents: &Documents,
    tokens: Vec<(Token, Exposure)>,
    lines: &Lines<'_>,
    options: &Options,
) -> Report {
    let (tokens, exposures): (Vec<_>, Vec<_>) = tokens.into_iter().unzip();
    let mut found = facts::findings::Finding::all(&documents.unexplained(&paste.findings));
    found.extend(facts::findings::Finding::all(&documents.findings));
    Report {
        version: VERSION,
        now: options.now,
        input: Input { form: documents.form(paste.form), bytes: paste.bytes },
        tokens,
        findings: place::findings(found, None, lines),
        document: Document::of(documents, &exposures, &paste.text),
    }
}

/// Returns the report of one token.
pub(crate) fn token(
    candidate: &Candidate,
    place: Option<&Place>,
    jose: Jose,
    facts: Facts,
    sentences: Sentences,
    findings: Vec<Finding>,
) -> Token {
    let Sentences { header, payload, advice } = sentences;
    let evidence = facts.evidence.iter().map(|seen| evidence(seen, &jose)).collect();
    let (location, parts, format) = (location(candidate, place), jose.parts(), jose.format);
    let (header_json, payload_json, signature) = jose.into_parts();
    Token {
        location,
        parts,
        format,
        kind: facts.kind,
        rejected: facts.verdict.refused,
        headline: advice.headline,
        summary: advice.summary,
        rows: advice.rows,
        variant: facts.variant.map(variant),
        identified_as: facts.identified_as.map(identified_as),
        evidence,
        identity: facts.identity,
        binding: facts.binding,
        times: facts.times,
        header: json_part(header_json, header),
        payload: json_part(payload_json, payload),
        signature,
        ends: advice.ends,
        remedies: advice.remedies,
        findings,
    }
}

fn location(candidate: &Candidate, place: Option<&Place>) -> Location {
    let hull = candidate.hull();
    Location {
        start: hull.start,
        end: hull.end,
        encoding: place.map_or_else(|| candidate.encoding.clone(), |place| place.encoding.clone()),
        path: place.map(|place| place.steps.iter().map(path).collect()),
        display: place.map(|place| en::paths::display(&place.steps)),
        object: place.and_then(|place| place.object.as_ref()).map(object),
    }
}

fn path(step: &document::Step) -> Vec<PathKey> {
    let key = |key: &Key| match key {
        Key::Index(index) => PathKey::Index(*index),
        Key::Name(name) => PathKey::Name(name.clone()),
    };
    step.path.iter().map(key).collect()
}

fn object(around: &document::Object) -> KubernetesObject {
    let known = |pairs: &[(&'static str, String)]| {
        pairs.iter().map(|(name, value)| (Text::from(*name), value.clone())).collect()
    };
    KubernetesObject {
        kind: around.kind.clone(),
        namespace: around.namespace.clone(),
        name: around.name.clone(),
        uid: around.uid.clone(),
        created: around.created.clone(),
        labels: known(&around.labels),
        annotations: known(&around.annotations),
    }
}

fn variant(facts: facts::Variant) -> Variant {
    let release = |minor: Option<u8>| minor.map(|minor| Text::from(format!("1.{minor}")));
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

fn party(named: facts::NamedParty) -> Party {
    Party {
        code: named.party.into(),
        name: en::parties::name(named.party).into(),
        audience: named.audience,
        certainty: named.certainty,
    }
}

fn platform((platform, certainty): (kubernetes::Platform, Certainty)) -> Platform {
    let title = en::platforms::name(platform).into();
    Platform { name: platform.into(), title, certainty }
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
        |(part, node): (PartName, Option<NodeId>)| jose.pointer(&jose::Place::Member(part, node?));
    Evidence {
        code: evidence.seen.code().into(),
        text: en::evidence::text(&evidence.seen),
        certainty: evidence.certainty,
        part: evidence.place.map(|(part, _)| part),
        pointer: evidence.place.and_then(pointer),
    }
}

/// Returns the JSON of a part, each member with its explanation.
fn json_part((json, map): (Json, SourceMap), explanations: Vec<Explanation>) -> JsonPart {
    let is_object = json.object().is_some();
    let (text, nodes) = json.into_members();
    let mut members = Vec::with_capacity(nodes.len());
    for ((node, withheld), words) in nodes.into_iter().zip(explanations) {
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
            time: words.time.map(|seconds| MemberTime { utc: calendar::iso(seconds), seconds }),
        });
    }
    JsonPart { text: is_object.then_some(text), members }
}
