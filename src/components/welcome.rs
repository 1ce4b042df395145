//! The empty page: what to paste, examples, the kinds of tokens, and where to get one.

use yew::prelude::*;

use super::code_block::code_block;
use super::examples::ExamplesCards;
use super::icon::glyph;
use super::legend::legend;
use crate::text;

/// What the user needs to know before there is a token.
#[component]
pub fn Welcome() -> Html {
    html! {
        <div class="welcome">
            <h2>{ text::WELCOME }</h2>
            <dl class="welcome-lines">
                for (name, line) in text::WELCOME_LINES {
                    <div><dt>{ name }</dt><dd>{ line }</dd></div>
                }
            </dl>
            <ExamplesCards />
            <h3>{ text::KINDS }</h3>
            <dl class="welcome-kinds">
                for (kind, name, line) in text::KIND_LINES {
                    <div>
                        <dt>{ glyph(kind) }{ name }</dt>
                        <dd>{ line }</dd>
                    </div>
                }
            </dl>
            { legend() }
            <h3>{ text::WAYS }</h3>
            <ul class="welcome-ways">
                for (name, command, needs) in text::WAY_LINES {
                    <li>
                        <p>{ name }</p>
                        { code_block(command, name, needs) }
                    </li>
                }
            </ul>
        </div>
    }
}
