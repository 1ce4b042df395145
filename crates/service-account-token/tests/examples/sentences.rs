//! Writes `docs/sentences.md`: every sentence of the examples' reports, so that a reviewer reads them all in
//! one sitting. A sentence that differs from an earlier one only in names and numbers is left out.

use std::collections::BTreeSet;
use std::fmt::Write;

use service_account_token::report::{End, Evidence, Finding, JsonPart, Member, Remedy, Row, Token};

use super::Example;

/// What the document says of itself.
const HEAD: &str = "\
# The sentences of the report

Generated from the examples by `UPDATE_DOCS=1 cargo test -p service-account-token --test examples`; do not edit.
The sentences are made in `crates/service-account-token/src/words/en`. Each one is listed once, with the first
example whose report holds it; other names and numbers do not make it another sentence. Read them aloud.
";

/// Collects sentences, and leaves out those that an earlier example has.
#[derive(Default)]
struct Sentences {
    document: String,
    known: BTreeSet<String>,
}

/// Returns the document.
pub(super) fn document(examples: &[Example]) -> String {
    let mut sentences = Sentences { document: HEAD.to_owned(), ..Sentences::default() };
    for example in examples {
        sentences.example(example);
    }
    sentences.document
}

impl Sentences {
    fn example(&mut self, example: &Example) {
        let Example { name, now, report } = example;
        writeln!(self.document, "\n## {name}\n\nRead at {now}.\n").unwrap();
        let before = self.document.len();
        report.findings.iter().for_each(|finding| self.finding(finding));
        report.tokens.iter().for_each(|token| self.token(token));
        if self.document.len() == before {
            self.document.push_str("Nothing new.\n");
        }
    }

    fn token(&mut self, token: &Token) {
        self.item("headline", &token.headline);
        self.item("summary", &token.summary);
        token.rows.iter().for_each(|row| self.row(row));
        self.members("header", &token.header);
        self.members("payload", &token.payload);
        token.evidence.iter().for_each(|evidence| self.evidence(evidence));
        token.ends.iter().for_each(|end| self.end(end));
        token.remedies.iter().for_each(|remedy| self.remedy(remedy));
        token.findings.iter().for_each(|finding| self.finding(finding));
    }

    fn row(&mut self, Row { name, words, why, .. }: &Row) {
        self.item(&format!("row {}", super::code(name)), &format!("{words} | {why}"));
    }

    fn members(&mut self, part: &str, json: &JsonPart) {
        for Member { pointer, title, meaning, .. } in &json.members {
            self.item(&format!("{part} `{pointer}`"), &format!("{title}: {meaning}"));
        }
    }

    fn evidence(&mut self, Evidence { text, certainty, .. }: &Evidence) {
        self.item("evidence", &format!("{text} ({})", super::code(certainty)));
    }

    fn end(&mut self, End { what, text, certainty }: &End) {
        self.item("ends", &format!("{what}: {text} ({})", super::code(certainty)));
    }

    fn remedy(&mut self, remedy: &Remedy) {
        let Remedy { title, why, when, command, needs, .. } = remedy;
        let needs = needs.as_ref().map(|needs| format!(" Needs {needs}.")).unwrap_or_default();
        let new = self.item(&super::code(when), &format!("{title}: {why}{needs}"));
        if let (true, Some(command)) = (new, command) {
            let lines: String = command.lines().map(|line| format!("      {line}\n")).collect();
            write!(self.document, "\n{lines}\n").unwrap();
        }
    }

    fn finding(&mut self, finding: &Finding) {
        let Finding { code, message, help, api_server, .. } = finding;
        let server = api_server.as_ref().map(|answer| format!("API server: {answer}"));
        let all = [Some(message.to_string()), help.as_ref().map(ToString::to_string), server];
        let all: Vec<_> = all.into_iter().flatten().collect();
        self.item(&format!("finding `{code}`"), &all.join(" | "));
    }

    /// Adds an item, and returns if its sentence is new.
    fn item(&mut self, what: &str, sentence: &str) -> bool {
        let kind = what.split('`').next().unwrap().to_owned();
        let new = self.known.insert(kind + &shape(sentence));
        if new {
            // A sentence may have several lines.
            writeln!(self.document, "- {what}: {}", sentence.replace('\n', "\n  ")).unwrap();
        }
        new
    }
}

/// Returns a sentence without the names and numbers that are filled in.
fn shape(sentence: &str) -> String {
    let words = sentence.split('`').step_by(2).collect::<Vec<_>>().join("`");
    words.split(|c: char| c.is_ascii_digit()).filter(|part| !part.is_empty()).collect()
}
