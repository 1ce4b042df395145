//! Reads, classifies and explains Kubernetes service account tokens: text in, report out.
//!
//! Each stage takes what the one before made and adds to it; none reaches back:
//!
//! ```text
//! text --paste--> candidates --jose--> header, payload, signature length
//!      --claims--> typed claims --classify--> kind, variant, evidence, findings
//!      --claims::explain--> meanings --advice--> summary, rows, remedies --> Report
//! ```
//!
//! Reading never fails: [`inspect`] returns a report for any bytes, never panics, and its cost is
//! linear in the length of the text. It has no clock, no locale, no randomness and no I/O.

pub mod finding;
pub mod report;

mod advice;
mod claims;
mod classify;
mod jose;
mod paste;

use claims::ClaimsSet;
use jose::Jose;
use report::{Form, Input, JsonPart, Location, Member, MemberTime, Report, Token};

/// What the caller knows and the text does not say.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Options {
    /// The clock, in Unix seconds. Without it, what needs a clock is left out.
    pub now: Option<i64>,
    /// The API server's `--api-audiences`, if known.
    pub api_audiences: Vec<String>,
}

/// One token as the later stages see it.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Reading<'a> {
    /// The token taken apart.
    pub(crate) jose: &'a Jose,
    /// Its claims, typed.
    pub(crate) claims: &'a ClaimsSet,
    /// What the caller knows.
    pub(crate) options: &'a Options,
}

/// Reads whatever was pasted and reports on every token in it. Never fails and never panics.
pub fn inspect(bytes: &[u8], options: &Options) -> Report {
    let text = String::from_utf8_lossy(bytes);
    let tokens = text.split_whitespace().map(|word| inspect_token(word, options)).collect();
    Report {
        version: report::VERSION,
        now: options.now,
        input: Input { form: Form::Text, bytes: bytes.len() },
        tokens,
        findings: Vec::new(),
    }
}

fn inspect_token(text: &str, options: &Options) -> Token {
    let jose = jose::read(text);
    let claims = ClaimsSet::read(&jose.payload);
    let reading = Reading { jose: &jose, claims: &claims, options };
    let class = classify::classify(&reading);
    let mut drafts = jose.findings.clone();
    drafts.extend(classify::findings(&reading, &class));
    let header = claims::explain::header(&reading);
    let payload = claims::explain::payload(&reading, &class);
    let advice = advice::advise(&reading, &class, &drafts);
    Token {
        location: Location {
            start: 0,
            end: text.len(),
            encoding: Vec::new(),
            path: None,
            display: None,
            object: None,
        },
        parts: Vec::new(),
        format: jose.format,
        kind: class.kind,
        headline: advice.headline,
        summary: advice.summary,
        rows: advice.rows,
        variant: class.variant,
        identified_as: class.identified_as,
        evidence: class.evidence,
        identity: class.identity,
        binding: class.binding,
        times: class.times,
        header: json_part(&jose.header, header),
        payload: json_part(&jose.payload, payload),
        signature: jose.signature.clone(),
        ends: advice.ends,
        remedies: advice.remedies,
        findings: drafts
            .into_iter()
            .map(|draft| report::Finding {
                code: draft.code.as_str(),
                severity: draft.code.severity(),
                message: draft.message,
                help: draft.help,
                part: None,
                start: None,
                end: None,
                line: None,
                column: None,
                pointer: None,
                reference: None,
                api_server: draft.api_server,
                count: 1,
            })
            .collect(),
    }
}

fn json_part(json: &jose::json::Json, explanations: Vec<claims::explain::Explanation>) -> JsonPart {
    let members = json
        .members()
        .zip(explanations)
        .map(|((id, node), explanation)| Member {
            pointer: node.pointer.clone(),
            index: node.index,
            name: node.name.clone(),
            json_type: node.json_type,
            start: node.span.start,
            end: node.span.end,
            ranges: Vec::new(),
            text: Some(json.source(id).to_owned()),
            value: node.value.clone(),
            title: explanation.title,
            meaning: explanation.meaning,
            source: explanation.source,
            certainty: explanation.certainty,
            time: explanation
                .time
                .map(|seconds| MemberTime { utc: claims::calendar::iso(seconds), seconds }),
        })
        .collect();
    JsonPart { text: json.object().map(|_| json.text().to_owned()), members }
}
