//! What the empty page has under the field: the kinds of tokens, examples, and where to get a token.

use service_account_token::report::Kind;
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
            <section class="welcome-kinds">
                <h3>{ text::KINDS }</h3>
                { kinds() }
                <p>{ text::OTHER_KINDS }</p>
                { legend() }
            </section>
            <ExamplesCards />
            { ways() }
        </div>
    }
}

/// Shows where to get a token, with a command for each way.
pub fn ways() -> Html {
    html! {
        <section class="welcome-ways">
            <h3>{ text::WAYS }</h3>
            <ul>
                for (name, command, needs) in text::WAY_LINES {
                    <li>
                        <p>{ name }</p>
                        { code_block(command, name, needs) }
                    </li>
                }
            </ul>
        </section>
    }
}

/// Shows the kinds as a table. On a narrow screen each cell says its head.
fn kinds() -> Html {
    html! {
        <table>
            <thead>
                <tr>
                    for head in text::KIND_HEADS {
                        <th scope="col">{ head }</th>
                    }
                </tr>
            </thead>
            <tbody>{ for text::KIND_ROWS.into_iter().map(row) }</tbody>
        </table>
    }
}

fn row((kind, [name, cells @ ..]): (Kind, [&'static str; 4])) -> Html {
    let [_, heads @ ..] = text::KIND_HEADS;
    html! {
        <tr>
            <th scope="row"><span>{ glyph(kind) }{ name }</span></th>
            for (head, cell) in heads.into_iter().zip(cells) {
                <td data-head={head}>{ cell }</td>
            }
        </tr>
    }
}
