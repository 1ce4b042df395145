//! One thing that was found: what, what to do, and a way to the spot.

use service_account_token::report::{Finding as FindingData, Span, Token};
use yew::prelude::*;

use super::button::link;
use super::bytes::bytes;
use super::claim_link::{claim_link, find};
use super::icon::glyph;
use super::{Ui, prose};
use crate::groups::around;
use crate::state::{Action, Paste};
use crate::text;

/// Shows a finding about a token, or about the text around all of them, as an item of a list, and
/// how many more like it were found than are listed.
pub fn finding(finding: &FindingData, token: Option<&Token>, more: usize, ui: Ui<'_>) -> Html {
    let pointer = finding.pointer.as_deref();
    let target = token.and_then(|token| find(token, finding.part, pointer));
    let severity = text::severity(finding.severity);
    html! {
        <li
            class="finding"
            data-code={finding.code.clone()}
            data-severity={severity.to_ascii_lowercase()}
        >
            { glyph(finding.severity) }
            <div>
                <p class="finding-message">
                    <span class="finding-severity">{ severity }</span>{ " " }
                    { prose(&finding.message) }
                </p>
                if let Some(help) = &finding.help {
                    <p>{ prose(help) }</p>
                }
                { api_server(finding) }
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
                    if let Some(target) = target {
                        { claim_link(target) }
                    }
                    if let (Some(start), Some(end)) = (finding.start, finding.end) {
                        { spot_link([start, end], ui) }
                    }
                </p>
                { spot_bytes(finding, token, ui) }
            </div>
        </li>
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

/// The bytes at the spot, if it is a place inside of a part that was read.
fn spot_bytes(finding: &FindingData, token: Option<&Token>, ui: Ui<'_>) -> Html {
    let shown = || {
        let (token, part) = (token?, finding.part?);
        let characters = around(token, part, [finding.start?, finding.end?])?;
        Some(bytes(token, part, characters, ui))
    };
    // A claim shows its own.
    if finding.pointer.is_some() {
        html! {}
    } else {
        shown().unwrap_or_default()
    }
}

/// A button that selects bytes of the text, if that is in the text area.
fn spot_link(span: Span, ui: Ui<'_>) -> Html {
    match ui.state.paste {
        Paste::Text(_) => link(text::SHOW_SPOT, ui.on_click(Action::Select(span))),
        Paste::Attachment { .. } | Paste::TooLarge { .. } => html! {},
    }
}
