//! What was found in a token and in the text around it, most severe first.

use sa_token::report::{Finding, Severity};
use yew::prelude::*;

use super::finding::{Place, finding};
use super::section::section;
use crate::state::by_severity;
use crate::text;

/// Shows the errors, right under the headline, since nothing else matters as long as they stand.
pub fn blocking(own: (&[Finding], Place<'_>), around: (&[Finding], Place<'_>)) -> Html {
    let found = items([own, around], |severity| severity == Severity::Error);
    html! {
        if !found.is_empty() {
            <ul class="findings-list blocking" aria-label={text::ERRORS}>{ found }</ul>
        }
    }
}

/// Shows warnings and notes in a section of their own.
pub fn findings(own: (&[Finding], Place<'_>), around: (&[Finding], Place<'_>)) -> Html {
    let found = items([own, around], |severity| severity != Severity::Error);
    if found.is_empty() {
        return html! {};
    }
    let children = html! { <ul class="findings-list">{ found }</ul> };
    section("findings", text::FINDINGS, None, children)
}

fn items(lists: [(&[Finding], Place<'_>); 2], keep: fn(Severity) -> bool) -> Vec<Html> {
    let mut found = Vec::new();
    for (list, place) in &lists {
        for one in by_severity(list, keep) {
            let listed = list.iter().filter(|other| other.code == one.code).count();
            found.push((one, place, one.count.saturating_sub(listed)));
        }
    }
    found.sort_by_key(|(finding, ..)| finding.severity);
    found.into_iter().map(|(one, place, more)| finding(one, place, more)).collect()
}
