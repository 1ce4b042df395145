//! What a finding says: one function for each kind.

mod api_server;
mod claims;
mod header;
mod json;
mod judgement;
mod paste;
mod structure;

use crate::facts::findings::Finding;
use crate::text::Text;

/// The sentences of a finding.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Sentences {
    /// What was found, then what was expected, and where.
    pub(crate) message: Text,
    /// What to do next.
    pub(crate) help: Option<Text>,
    /// What the API server would answer.
    pub(crate) api_server: Option<Text>,
}

impl Sentences {
    fn new(message: impl Into<Text>) -> Self {
        Self { message: message.into(), help: None, api_server: None }
    }

    fn help(mut self, help: impl Into<Text>) -> Self {
        self.help = Some(help.into());
        self
    }

    fn api_server(mut self, answer: impl Into<Text>) -> Self {
        self.api_server = Some(answer.into());
        self
    }

    fn answered(mut self, answer: Option<Text>) -> Self {
        self.api_server = answer;
        self
    }
}

/// Returns what a finding says.
pub(crate) fn sentences(finding: &Finding) -> Sentences {
    match finding {
        Finding::Paste(finding) => paste::sentences(finding),
        Finding::Structure(finding) => structure::sentences(finding),
        Finding::Json(finding) => json::sentences(finding),
        Finding::Header(finding) => header::sentences(finding),
        Finding::Claims(finding) => claims::sentences(finding),
        Finding::Judgement(finding) => judgement::sentences(finding),
    }
}
