//! Everything about one token, in the order in which somebody asks.

use sa_token::report::{Finding as FindingData, PartName, Token};
use yew::prelude::*;

use super::claims::claims;
use super::ends::ends;
use super::evidence::evidence;
use super::finding::Place;
use super::findings::{blocking, findings};
use super::icon::glyph;
use super::identity::identity;
use super::origin::origin;
use super::raw_json::raw_json;
use super::remedies::remedies;
use super::status_rows::status_rows;
use super::{prose, use_dispatch};
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
    let select = Some(use_dispatch()).filter(|_| props.selectable);
    let own = || (token.findings.as_slice(), Place { token: Some(token), select: select.clone() });
    let around = || (props.around.as_slice(), Place { token: None, select: select.clone() });
    html! {
        <article
            class="token"
            aria-labelledby="headline"
            data-kind={text::kind_code(token.kind)}
            data-bound-to={bound_to.map(text::bound_to_code)}
        >
            <header class="token-head">
                <h2 id="headline">{ glyph(token.kind) }<span>{ prose(&token.headline) }</span></h2>
                { blocking(own(), around()) }
                <p class="summary">{ prose(&token.summary) }</p>
            </header>
            { status_rows(token) }
            { remedies(token) }
            { claims(token, PartName::Payload) }
            { claims(token, PartName::Header) }
            { identity(token) }
            { origin(token) }
            { evidence(token) }
            { ends(token) }
            { findings(own(), around()) }
            { raw_json(token) }
        </article>
    }
}
