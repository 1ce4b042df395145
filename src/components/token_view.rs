//! The token's own text in its parts, each with a name and an underline. The signature is covered, and
//! so is every stretch of the other parts from which a withheld value could be decoded.

use service_account_token::report::{Encoding, Part, PartName, Token};
use yew::prelude::*;

use super::light::lightable;
use super::{Ui, visible_text};
use crate::places::{self, characters_of};
use crate::state::Action;
use crate::text;

/// Of a longer part only the beginning is shown, and how much more there is.
pub const PART_LIMIT_BYTES: usize = 8 * 1024;

/// Shows the parts of the chosen token; what logs in stays covered until it is asked for.
pub fn token_view(ui: Ui<'_>) -> Html {
    let Some(token) = ui.state.token() else { return html! {} };
    let encodings = &token.location.encoding;
    html! {
        // As for the text area: nobody else should read it.
        <section
            key={ui.state.turn}
            class="token-view"
            aria-label={text::TOKEN_PARTS}
            translate="no"
            writingsuggestions="false"
            spellcheck="false"
            autocorrect="off"
            autocapitalize="off"
            autocomplete="off"
            data-gramm="false"
        >
            <dl>
                for part in &token.parts {
                    { part_view(token, part, ui) }
                }
            </dl>
            if !encodings.is_empty() {
                <p class="token-view-note">{ text::wrapped_in(encodings) }</p>
            }
        </section>
    }
}

/// The parts that make a token log in. What could not be read as header or payload counts as one:
/// of a token whose beginning was cut off the "payload" may be the signature.
fn is_secret(token: &Token, part: PartName) -> bool {
    match part {
        PartName::Header => token.header.text.is_none(),
        PartName::Payload => token.payload.text.is_none(),
        _ => true,
    }
}

fn part_view(token: &Token, part: &Part, ui: Ui<'_>) -> Html {
    let secret = is_secret(token, part.name);
    let shown = ui.state.signature_shown || !secret;
    let name = text::part(part.name);
    let length = places::length(&part.ranges);
    let kind = name.to_ascii_lowercase().replace(' ', "-");
    html! {
        <div class="part" data-part={kind}>
            <dt>
                <span class="part-name">{ name }</span>
                <span class="part-length">
                    { text::characters(length) }
                    if !shown && length > 0 {
                        { ", " }{ text::COVERED }
                    }
                </span>
                if secret && length > 0 {
                    { cover_button(name, shown, ui.on_click(Action::ShowSignature(!shown))) }
                }
            </dt>
            if shown && length > 0 {
                <dd>{ characters(token, part, length, ui) }</dd>
            }
        </div>
    }
}

fn characters(token: &Token, part: &Part, length: usize, ui: Ui<'_>) -> Html {
    // The report's offsets count the converted text, which is not at hand.
    if token.location.encoding.contains(&Encoding::Utf16) {
        return html! { text::NOT_TEXT };
    }
    let shown = characters_of(ui.state.paste.bytes(), &part.ranges, 0, PART_LIMIT_BYTES);
    let more = length.saturating_sub(shown.len());
    html! {
        <>
            <code>{ lightable(&shown, (token, part.name), Some(&part.ranges), visible_text, ui) }</code>
            if more > 0 {
                <span class="part-more">{ text::more_characters(more) }</span>
            }
        </>
    }
}

/// A button that shows what is covered, or covers it again.
pub fn cover_button(name: &str, shown: bool, onclick: Callback<MouseEvent>) -> Html {
    let word = if shown { text::COVER_SIGNATURE } else { text::SHOW_SIGNATURE };
    let label = [word, ": ", name].concat();
    html! { <button type="button" class="link" aria-label={label} {onclick}>{ word }</button> }
}
