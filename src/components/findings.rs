//! What was found in a token and in the text around it, the most severe first.

use service_account_token::report::{Finding, FindingCode, Open, Report, Severity, Token};
use yew::prelude::*;

use super::controls::{Controls, use_controls};
use super::finding::{Around, finding};
use super::section::section;
use crate::shared::{InToken, Shared};
use crate::state::{Paste, ShownValue};
use crate::text;

/// Properties of [`Errors`] and of [`Findings`].
#[derive(Properties, Clone, Debug, PartialEq)]
pub struct FindingsProps {
    /// The token.
    pub token: InToken<Token>,
    /// The report, with the findings about the text around the token.
    pub report: Shared<Report>,
    /// The paste.
    pub paste: Paste,
    /// The withheld values that are shown.
    pub shown_values: Vec<ShownValue>,
}

/// The errors, right under the headline, since nothing else matters until they are fixed; and what of the
/// text was left out to read the token.
#[component]
pub fn Errors(props: &FindingsProps) -> Html {
    let found = items(props, is_leading, &use_controls());
    html! {
        if !found.is_empty() {
            <ul class="findings-list blocking" aria-label={text::ERRORS}>{ found }</ul>
        }
    }
}

/// The other warnings and notes, in a section of their own.
#[component]
pub fn Findings(props: &FindingsProps) -> Html {
    let controls = use_controls();
    let found = items(props, |finding| !is_leading(finding), &controls);
    if found.is_empty() {
        return html! {};
    }
    let children = html! { <ul class="findings-list">{ found }</ul> };
    section(controls.ids, "findings", text::FINDINGS, None, children)
}

/// Returns true for a finding that belongs under the headline.
fn is_leading(finding: &Finding) -> bool {
    finding.severity == Severity::Error
        || matches!(
            finding.code,
            Open::Known(
                FindingCode::TextGlued
                    | FindingCode::TokensGlued
                    | FindingCode::BlanksInside
                    | FindingCode::HiddenCharacters
                    | FindingCode::ValueHasNewline
            )
        )
}

/// Returns true if there is an error that says what to do.
pub fn are_there_errors(token: &Token, report: &Report) -> bool {
    let mut all = token.findings.iter().chain(&report.findings);
    all.any(|finding| finding.severity == Severity::Error && finding.help.is_some())
}

/// Returns how many findings about a token stand in the section.
pub fn count(token: &Token, report: &Report) -> usize {
    let all = token.findings.iter().chain(&report.findings);
    all.filter(|finding| !is_leading(finding)).count()
}

/// Shows the findings that fit, by severity: of each first the token's own, then those about the text,
/// each in their own order.
fn items(props: &FindingsProps, fits: impl Fn(&Finding) -> bool, controls: &Controls) -> Vec<Html> {
    let Some(token) = props.token.get() else { return Vec::new() };
    let around = |token| Around { token, paste: &props.paste, shown_values: &props.shown_values };
    let lists = [(&token.findings, Some(token)), (&props.report.findings, None)];
    let mut items = Vec::new();
    for severity in [Severity::Error, Severity::Warning, Severity::Notice] {
        for (list, token) in lists {
            let found = list.iter().filter(|one| one.severity == severity && fits(one));
            let found: Vec<&Finding> = found.collect();
            for alike in found.chunk_by(|one, next| say_the_same(one, next)) {
                let more = alike.first().map_or(0, |one| unlisted(one, list));
                items.push(finding(alike, more, around(token), controls));
            }
        }
    }
    items
}

/// Returns true if two findings differ only in their place, as those about each part of a word with dots.
fn say_the_same(one: &Finding, next: &Finding) -> bool {
    (one.code == next.code && one.pointer.is_none() && next.pointer.is_none())
        && (&one.help, &one.api_server) == (&next.help, &next.api_server)
}

/// Returns how many findings like this one are not listed.
fn unlisted(finding: &Finding, list: &[Finding]) -> usize {
    let listed = list.iter().filter(|other| other.code == finding.code).count();
    finding.count.saturating_sub(listed)
}
