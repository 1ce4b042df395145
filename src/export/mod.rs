//! The report to export: Markdown for an issue or a chat, JSON for a program.
//!
//! Both are safe where they are pasted. The report has no signature, so neither do they. Whatever a token
//! says stays text in them: no link, no picture, no mention, no markup.

mod markdown;

use service_account_token::report::Report;

pub use markdown::markdown;

/// The name of the saved JSON. Nothing in it comes from the token.
pub const JSON_FILE: &str = "token-report.json";

/// Returns the whole report as JSON, in the form of `docs/report.md`.
pub fn json(report: &Report) -> String {
    // Writing to memory cannot fail, and every name in a report is text.
    serde_json::to_string(report).unwrap_or_default()
}

// Natively only: the other reader of Markdown is not built for the browser.
#[cfg(all(test, not(target_arch = "wasm32")))]
mod tests;
