//! One thing that was found: what, what to do, and a way to the spot.

use sa_token::report::{Finding as FindingData, Span, Token};
use yew::prelude::*;

use super::claim_link::{claim_link, find};
use super::icon::glyph;
use super::prose;
use crate::state::Action;
use crate::text;

/// Where a finding was found, and what can be done from it.
#[derive(Clone, Debug)]
pub struct Place<'a> {
    /// The token that it stands with.
    pub token: Option<&'a Token>,
    /// Where a wish to select a spot goes; none when the text is not in the text area.
    pub select: Option<Callback<Action>>,
}

/// Shows a finding as an item of a list, and how many more like it were found than are listed.
pub fn finding(finding: &FindingData, place: &Place<'_>, more: usize) -> Html {
    let pointer = finding.pointer.as_deref();
    let target = place.token.and_then(|token| find(token, finding.part, pointer));
    let severity = text::severity(finding.severity);
    html! {
        <li class="finding" data-code={finding.code} data-severity={severity.to_ascii_lowercase()}>
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
                    if let (Some(start), Some(end), Some(dispatch)) = (finding.start, finding.end, &place.select) {
                        { spot_link([start, end], dispatch) }
                    }
                </p>
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

/// A button that selects bytes of the text.
fn spot_link(span: Span, dispatch: &Callback<Action>) -> Html {
    let onclick = dispatch.reform(move |_: MouseEvent| Action::Select(span));
    html! { <button type="button" class="link" {onclick}>{ text::SHOW_SPOT }</button> }
}
