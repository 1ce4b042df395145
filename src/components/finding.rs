//! One finding: what was found, what to do, and a way to the place.

use service_account_token::report::{Finding as FindingData, Span, Token};
use yew::prelude::*;

use super::bytes::{base64_rows, bytes};
use super::claim_link::claim_link;
use super::controls::Controls;
use super::icon::glyph;
use super::prose;
use crate::base64_view::{Base64Rows, surrounding_rows};
use crate::members;
use crate::state::{Action, Paste, ShownValue};
use crate::text;

/// What a finding is about.
#[derive(Clone, Copy, Debug)]
pub struct Around<'a> {
    /// The token, unless the finding is about the text around all of them.
    pub token: Option<&'a Token>,
    /// The paste.
    pub paste: &'a Paste,
    /// The withheld values that are shown.
    pub shown_values: &'a [ShownValue],
}

/// Shows findings that differ only in their place as an item of a list, with what they say together once,
/// and how many `more` findings like them are not listed.
pub fn finding(
    findings: &[&FindingData],
    more: usize,
    around: Around<'_>,
    controls: &Controls,
) -> Html {
    let Some(first) = findings.first() else { return html! {} };
    let severity = text::severity(first.severity);
    let is_one = findings.len() == 1;
    let message = |(at, one): (usize, &&FindingData)| {
        html! {
            <>
                <p class="finding-message">
                    if at == 0 {
                        <span class="finding-severity">{ severity }</span>{ " " }
                    }
                    { prose(&one.message) }
                </p>
                if !is_one {
                    { foot(one, 0, around, controls) }
                }
            </>
        }
    };
    html! {
        <li
            class="finding"
            data-code={first.code.to_string()}
            data-severity={severity.to_ascii_lowercase()}
        >
            { glyph(first.severity) }
            <div>
                { for findings.iter().enumerate().map(message) }
                if let Some(help) = &first.help {
                    <p>{ prose(help) }</p>
                }
                { api_server(first) }
                if is_one || more > 0 {
                    { foot(first, more, around, controls) }
                }
                { for findings.iter().filter_map(|one| rows(one, around)).map(|rows| bytes(&rows)) }
            </div>
        </li>
    }
}

/// Shows where to read about a finding, where it is, and the ways there.
fn foot(finding: &FindingData, more: usize, around: Around<'_>, controls: &Controls) -> Html {
    let pointer = finding.pointer.as_deref();
    let member = around.token.and_then(|token| members::find(token, finding.part, pointer));
    html! {
        <p class="finding-foot">
            if let Some(reference) = &finding.reference {
                <span>{ &**reference }</span>
            }
            if let (Some(line), Some(column)) = (finding.line, finding.column) {
                <span>{ text::place(line, column) }</span>
            }
            if more > 0 {
                <span>{ text::more_like_it(more) }</span>
            }
            if let (Some(token), Some(member)) = (around.token, member) {
                { claim_link(controls, token, member) }
            }
            if let (Some(start), Some(end)) = (finding.start, finding.end) {
                { select_link(finding, Span::new(start, end), around.paste, controls) }
            }
        </p>
    }
}

fn api_server(finding: &FindingData) -> Html {
    let Some(answer) = &finding.api_server else { return html! {} };
    html! {
        <p class="finding-answer">
            { text::API_SERVER_ANSWERS }{ " " }
            { prose(answer) }
        </p>
    }
}

/// Returns the base64 rows at the place of the finding, if that is inside a part that was read. The
/// claim that a finding points at shows its own.
fn rows(finding: &FindingData, around: Around<'_>) -> Option<Base64Rows> {
    if finding.pointer.is_some() {
        return None;
    }
    let (token, part) = (around.token?, finding.part?);
    let characters = surrounding_rows(token, part, Span::new(finding.start?, finding.end?))?;
    base64_rows(token, part, characters, around.paste, around.shown_values)
}

/// Shows a button that selects bytes of the text, if that is in the text area. Each finding has one, so its
/// name says the place.
fn select_link(finding: &FindingData, span: Span, paste: &Paste, controls: &Controls) -> Html {
    if !matches!(paste, Paste::Text(_)) {
        return html! {};
    }
    let place = finding.line.zip(finding.column).map(|(line, column)| text::place(line, column));
    let label = place.map(|place| format!("{}: {place}", text::SHOW_SPOT));
    let onclick = controls.on_click(Action::Select(span));
    html! {
        <button type="button" class="link" aria-label={label} {onclick}>{ text::SHOW_SPOT }</button>
    }
}
