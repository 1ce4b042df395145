//! Everything about one token, in the order in which somebody asks.

use sa_token::report::{Finding as FindingData, PartName, Token};
use yew::prelude::*;

use super::Prose;
use super::claims::Claims;
use super::ends::Ends;
use super::evidence::Evidence;
use super::findings::{Blocking, Findings};
use super::icon::{Glyph, Icon};
use super::identity::Identity;
use super::origin::Origin;
use super::raw_json::RawJson;
use super::remedies::Remedies;
use super::status_rows::StatusRows;
use crate::snapshot::Snapshot;
use crate::text;

/// Properties of [`TokenArticle`].
#[derive(Properties, PartialEq)]
pub struct TokenArticleProps {
    /// The token.
    pub token: Snapshot<Token>,
    /// What was found in the text around it.
    pub around: Snapshot<Vec<FindingData>>,
    /// A spot in the text can be selected.
    pub selectable: bool,
}

/// Shows a token: the answer first, then as deep as one likes.
#[component]
pub fn TokenArticle(props: &TokenArticleProps) -> Html {
    let token = &props.token;
    let bound_to = token.variant.as_ref().and_then(|variant| variant.bound_to);
    let (around, selectable) = (&props.around, props.selectable);
    html! {
        <article
            class="token"
            aria-labelledby="headline"
            data-kind={text::kind_code(token.kind)}
            data-bound-to={bound_to.map(text::bound_to_code)}
        >
            <header class="token-head">
                <h2 id="headline"><Glyph icon={Icon::from(token.kind)} /><span><Prose text={token.headline.to_string()} /></span></h2>
                <Blocking {token} {around} {selectable} />
                <p class="summary"><Prose text={token.summary.to_string()} /></p>
            </header>
            <StatusRows {token} />
            <Remedies {token} />
            <Claims {token} part={PartName::Payload} />
            <Claims {token} part={PartName::Header} />
            <Identity {token} />
            <Origin {token} />
            <Evidence {token} />
            <Ends {token} />
            <Findings {token} {around} {selectable} />
            <RawJson {token} />
        </article>
    }
}
