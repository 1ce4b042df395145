//! One thing that was found: what, what to do, and a way to the spot.

use sa_token::report::{Finding as FindingData, Token};
use yew::prelude::*;

use super::claim_link::{ClaimLink, find};
use super::icon::{Glyph, Icon};
use super::{Prose, use_dispatch};
use crate::snapshot::Snapshot;
use crate::state::Action;
use crate::text;

/// Properties of [`Finding`].
#[derive(Properties, PartialEq)]
pub struct FindingProps {
    /// What was found.
    pub finding: FindingData,
    /// The token that it stands with.
    #[prop_or_default]
    pub token: Option<Snapshot<Token>>,
    /// The text stands in the text area, so that a spot in it can be selected.
    pub selectable: bool,
    /// How many more of this code were found than are listed.
    #[prop_or_default]
    pub more: usize,
}

/// Shows a finding as an item of a list.
#[component]
pub fn Finding(props: &FindingProps) -> Html {
    let finding = &props.finding;
    let target = props
        .token
        .as_ref()
        .and_then(|token| find(token, finding.part, finding.pointer.as_deref()));
    let severity = text::severity(finding.severity);
    html! {
        <li class="finding" data-code={finding.code} data-severity={severity.to_ascii_lowercase()}>
            <Glyph icon={Icon::from(finding.severity)} />
            <div>
                <p class="finding-message">
                    <span class="finding-severity">{ severity }</span>{ " " }
                    <Prose text={finding.message.to_string()} />
                </p>
                if let Some(help) = &finding.help {
                    <p><Prose text={help.to_string()} /></p>
                }
                { api_server(finding) }
                <p class="finding-foot">
                    if let Some(reference) = &finding.reference {
                        <span>{ &**reference }</span>
                    }
                    if let (Some(line), Some(column)) = (finding.line, finding.column) {
                        <span>{ text::place(line, column) }</span>
                    }
                    if props.more > 0 {
                        <span>{ text::more_like_it(props.more) }</span>
                    }
                    if let Some(target) = target {
                        <ClaimLink {target} />
                    }
                    if let (Some(start), Some(end), true) = (finding.start, finding.end, props.selectable) {
                        <SpotLink {start} {end} />
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
            <Prose text={answer.to_string()} />
        </p>
    }
}

#[derive(Properties, PartialEq)]
struct SpotLinkProps {
    /// First byte in the paste.
    start: usize,
    /// One past the last byte.
    end: usize,
}

/// A button that selects bytes of the text.
#[component]
fn SpotLink(props: &SpotLinkProps) -> Html {
    let span = [props.start, props.end];
    let onclick = use_dispatch().reform(move |_: MouseEvent| Action::Select(span));
    html! { <button type="button" class="link" {onclick}>{ text::SHOW_SPOT }</button> }
}
