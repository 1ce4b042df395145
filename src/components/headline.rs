//! The first line of the article: the state of the token, then what it is.

use service_account_token::report::Token;
use yew::prelude::*;

use super::icon::{Icon, glyph};
use super::prose;
use crate::heading::{Heading, Standing};
use crate::text::heading as words;

/// A headline of more characters is smaller, so that it stays one line: a state and a name of 40 characters
/// fit on a screen of 1280 px.
const LONG_FROM: usize = 65;

/// Shows the heading of a token at a time in Unix seconds, under this id.
pub fn headline(id: &AttrValue, token: &Token, now: i64) -> Html {
    let heading = Heading::of(token);
    let Heading { standing, subject } = heading;
    let is_long = heading.words(now).chars().count() > LONG_FROM;
    let icon = standing.map_or_else(|| Icon::from(token.kind), icon);
    html! {
        <h2
            {id}
            class="headline"
            data-standing={standing.map(words::standing_code)}
            data-long={is_long.then_some("")}
        >
            { glyph(icon) }
            <span>
                if let Some(standing) = standing {
                    <span class="standing">{ words::standing(standing, now) }</span>
                    { words::BETWEEN }
                }
                <span class="subject">{ prose(&words::subject(subject)) }</span>
            </span>
        </h2>
    }
}

fn icon(standing: Standing) -> Icon {
    match standing {
        Standing::Stale(_) => Icon::Notable,
        _ => Icon::Problem,
    }
}
