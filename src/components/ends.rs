//! What ends the token.

use service_account_token::report::Token;
use yew::prelude::*;

use super::prose;
use super::section::section;
use crate::text;

/// Shows each thing that ends the token, with how sure it is.
pub fn ends(token: &Token) -> Html {
    if token.ends.is_empty() {
        return html! {};
    }
    let children = html! {
            <ul class="statements">
                for end in &token.ends {
                    <li>
                        <strong>{ prose(&end.what) }</strong>
                        <p>
                            { prose(&end.text) }{ " " }
                            <span class="certainty">{ text::certainty(end.certainty) }</span>
                        </p>
                    </li>
                }
            </ul>
    };
    section("ends", text::ENDS, None, children)
}
