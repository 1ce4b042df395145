//! What was found in a token and in the text around it, the most severe first.

use service_account_token::report::{Finding, Report, Severity, Token};
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

/// The errors, right under the headline, since nothing else matters until they are fixed.
#[component]
pub fn Errors(props: &FindingsProps) -> Html {
    let found = items(props, &[Severity::Error], &use_controls());
    html! {
        if !found.is_empty() {
            <ul class="findings-list blocking" aria-label={text::ERRORS}>{ found }</ul>
        }
    }
}

/// The warnings and notes, in a section of their own.
#[component]
pub fn Findings(props: &FindingsProps) -> Html {
    let controls = use_controls();
    let found = items(props, &[Severity::Warning, Severity::Notice], &controls);
    if found.is_empty() {
        return html! {};
    }
    let children = html! { <ul class="findings-list">{ found }</ul> };
    section(controls.ids, "findings", text::FINDINGS, None, children)
}

/// Shows the findings of these severities: of each first the token's own, then those about the text,
/// each in their own order.
fn items(props: &FindingsProps, severities: &[Severity], controls: &Controls) -> Vec<Html> {
    let Some(token) = props.token.get() else { return Vec::new() };
    let around = |token| Around { token, paste: &props.paste, shown_values: &props.shown_values };
    let lists = [(&token.findings, Some(token)), (&props.report.findings, None)];
    let mut items = Vec::new();
    for severity in severities {
        for (list, token) in lists {
            for one in list.iter().filter(|one| one.severity == *severity) {
                items.push(finding(one, unlisted(one, list), around(token), controls));
            }
        }
    }
    items
}

/// Returns how many findings like this one are not listed.
fn unlisted(finding: &Finding, list: &[Finding]) -> usize {
    let listed = list.iter().filter(|other| other.code == finding.code).count();
    finding.count.saturating_sub(listed)
}
