//! The sentences of findings: one function for each category.

mod api_server;
mod around_token;
mod claims;
mod document;
mod header;
mod json;
mod judgement;
mod paste;
mod placeholders;
mod sentences;
mod server_messages;
mod structure;
mod wrong_use;

pub(crate) use structure::expected_in_json;

use crate::facts::findings::Finding;
use sentences::Sentences;

/// Returns the sentences of a finding.
pub(crate) fn sentences(finding: &Finding) -> Sentences {
    match finding {
        Finding::Paste(finding) => paste::sentences(finding),
        Finding::Document(finding) => document::sentences(finding),
        Finding::AroundToken(finding) => around_token::sentences(finding),
        Finding::Structure(finding) => structure::sentences(finding),
        Finding::Json(finding) => json::sentences(finding),
        Finding::Header(finding) => header::sentences(finding),
        Finding::Claims(finding) => claims::sentences(finding),
        Finding::Judgement(finding) => judgement::sentences(finding),
    }
}
