//! The sentences of one finding.

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
    pub(super) fn new(message: impl Into<Text>) -> Self {
        Self { message: message.into(), help: None, api_server: None }
    }

    pub(super) fn help(mut self, help: impl Into<Text>) -> Self {
        self.help = Some(help.into());
        self
    }

    pub(super) fn api_server(mut self, answer: impl Into<Text>) -> Self {
        self.api_server = Some(answer.into());
        self
    }

    pub(super) fn answered(mut self, answer: Option<Text>) -> Self {
        self.api_server = answer;
        self
    }
}
