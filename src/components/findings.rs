//! What was found in a token and in the text around it, most severe first.

use service_account_token::report::{Finding, Severity, Token};
use yew::prelude::*;

use super::Ui;
use super::finding::finding;
use super::section::section;
use crate::text;

/// Shows the errors, right under the headline, since nothing else matters as long as they stand.
pub fn blocking(token: &Token, ui: Ui<'_>) -> Html {
    let found = items(token, &[Severity::Error], ui);
    html! {
        if !found.is_empty() {
            <ul class="findings-list blocking" aria-label={text::ERRORS}>{ found }</ul>
        }
    }
}

/// Shows warnings and notes in a section of their own.
pub fn findings(token: &Token, ui: Ui<'_>) -> Html {
    let found = items(token, &[Severity::Warning, Severity::Notice], ui);
    if found.is_empty() {
        return html! {};
    }
    let children = html! { <ul class="findings-list">{ found }</ul> };
    section("findings", text::FINDINGS, None, children)
}

/// Of each severity first the token's own, then those about the text, each in their own order.
fn items(token: &Token, severities: &[Severity], ui: Ui<'_>) -> Vec<Html> {
    let lists = [(&token.findings, Some(token)), (&ui.state.report.findings, None)];
    let mut items = Vec::new();
    for severity in severities {
        for (list, token) in lists {
            for one in list.iter().filter(|one| one.severity == *severity) {
                items.push(finding(one, token, unlisted(one, list), ui));
            }
        }
    }
    items
}

/// How many more like it were found than are listed.
fn unlisted(finding: &Finding, list: &[Finding]) -> usize {
    let listed = list.iter().filter(|other| other.code == finding.code).count();
    finding.count.saturating_sub(listed)
}
