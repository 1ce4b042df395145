//! Everything about one token, in the order in which somebody asks.

use service_account_token::report::{PartName, Token};
use yew::prelude::*;

use super::claims::claims;
use super::ends::ends;
use super::evidence::evidence;
use super::exports::exports;
use super::findings::{blocking, findings};
use super::icon::glyph;
use super::identity::identity;
use super::origin::origin;
use super::raw_json::raw_json;
use super::remedies::remedies;
use super::status_rows::status_rows;
use super::timeline::timeline;
use super::{Ui, prose};
use crate::text;

/// Shows a token: the answer first, then as deep as one likes.
pub fn token_article(token: &Token, ui: Ui<'_>) -> Html {
    let bound_to = token.variant.as_ref().and_then(|variant| variant.bound_to);
    html! {
        <article
            // Another token is another article: what was opened in one is not open in the other.
            key={ui.state.article}
            class="token"
            aria-labelledby="headline"
            data-kind={text::kind_code(token.kind)}
            data-bound-to={bound_to.map(text::bound_to_code)}
        >
            <header class="token-head">
                <h2 id="headline">{ glyph(token.kind) }<span>{ prose(&token.headline) }</span></h2>
                { blocking(token, ui) }
                <p class="summary">{ prose(&token.summary) }</p>
            </header>
            { status_rows(token) }
            { timeline(token, ui) }
            { exports(ui) }
            { remedies(token, ui) }
            { claims(token, PartName::Payload, ui) }
            { claims(token, PartName::Header, ui) }
            { identity(token, ui) }
            { origin(token, ui) }
            { evidence(token) }
            { ends(token) }
            { findings(token, ui) }
            { raw_json(token, ui) }
        </article>
    }
}
