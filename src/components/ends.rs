//! What revokes the token or ends it.

use service_account_token::report::End;
use yew::prelude::*;

use super::controls::use_controls;
use super::prose;
use super::section::folded_section;
use crate::shared::InToken;
use crate::text;

/// Properties of [`Ends`].
#[derive(Properties, Clone, Debug, PartialEq)]
pub struct EndsProps {
    /// What ends the token.
    pub ends: InToken<Vec<End>>,
}

/// Each thing that ends the token, with its certainty.
#[component]
pub fn Ends(EndsProps { ends }: &EndsProps) -> Html {
    let ids = use_controls().ids;
    let ends = ends.items();
    if ends.is_empty() {
        return html! {};
    }
    let children = html! {
            <ul class="statements">
                for end in ends {
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
    folded_section(ids, "ends", text::ENDS, children)
}
