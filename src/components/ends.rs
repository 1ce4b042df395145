//! What ends the token.

use sa_token::report::Token;
use yew::prelude::*;

use super::Prose;
use super::section::Section;
use crate::snapshot::Snapshot;
use crate::text;

/// Properties of [`Ends`].
#[derive(Properties, PartialEq)]
pub struct EndsProps {
    /// The token.
    pub token: Snapshot<Token>,
}

/// Shows each thing that ends the token, with how sure it is.
#[component]
pub fn Ends(props: &EndsProps) -> Html {
    if props.token.ends.is_empty() {
        return html! {};
    }
    html! {
        <Section id="ends" title={text::ENDS}>
            <ul class="statements">
                for end in &props.token.ends {
                    <li>
                        <strong><Prose text={end.what.to_string()} /></strong>
                        <p>
                            <Prose text={end.text.to_string()} />{ " " }
                            <span class="certainty">{ text::certainty(end.certainty) }</span>
                        </p>
                    </li>
                }
            </ul>
        </Section>
    }
}
