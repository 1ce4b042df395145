//! The token's own text in its parts, each with a name and an underline. The signature is covered, and
//! so is every span of the other parts from which a withheld value could be decoded.

use service_account_token::report::{Encoding, Part, PartName, Token};
use yew::prelude::*;

use super::button::cover_button;
use super::controls::use_controls;
use super::covered::covered_spans;
use super::highlighted::{Characters, highlighted};
use super::{visible_lines, visible_text};
use crate::element_ids::ElementIds;
use crate::members;
use crate::shared::InToken;
use crate::spans::{self, characters_of};
use crate::state::{Action, Paste, ShownValue};
use crate::text;

/// Of a longer part only the beginning is shown, and how much more there is.
pub const PART_LIMIT_BYTES: usize = 8 * 1024;

/// Properties of [`TokenView`].
#[derive(Properties, Clone, Debug, PartialEq)]
pub struct TokenViewProps {
    /// The token.
    pub token: InToken<Token>,
    /// The paste that contains it.
    pub paste: Paste,
    /// The signature is shown.
    pub signature_shown: bool,
    /// The withheld values that are shown.
    pub shown_values: Vec<ShownValue>,
    /// Changes with the token, so that no highlight of the one before is left.
    pub revision: usize,
}

/// The parts of a token, or the JSON of decoded claims. What logs in stays covered until the user asks
/// for it.
#[component]
pub fn TokenView(props: &TokenViewProps) -> Html {
    let controls = use_controls();
    let Some(token) = props.token.get() else { return html! {} };
    let encodings = &token.location.encoding;
    let is_decoded = members::is_decoded(token);
    let label = if is_decoded { text::DECODED_PARTS } else { text::TOKEN_PARTS };
    let onclick = controls.on_click(Action::ShowSignature(!props.signature_shown));
    let part = |part| {
        let is_shown = props.signature_shown || !is_secret(token, part);
        let content = || characters(props, token, part, controls.ids);
        part_view(part, is_secret(token, part), is_shown, &onclick, content)
    };
    html! {
        // As for the text area: nothing else should read it.
        <section
            key={props.revision}
            class="token-view"
            aria-label={label}
            translate="no"
            writingsuggestions="false"
            spellcheck="false"
            autocorrect="off"
            autocapitalize="off"
            autocomplete="off"
            data-gramm="false"
        >
            <dl>
                { for token.parts.iter().map(part) }
                { decoded_part(token, PartName::Header, controls.ids) }
                { decoded_part(token, PartName::Payload, controls.ids) }
            </dl>
            if is_decoded {
                <p class="token-view-note">{ text::DECODED_NOTE }</p>
            }
            if !encodings.is_empty() {
                <p class="token-view-note">{ text::wrapped_in(encodings) }</p>
            }
        </section>
    }
}

/// Returns true for the parts that make a token log in. A header or payload that could not be read counts
/// too: if the beginning of the token was cut off, the "payload" may be the signature.
fn is_secret(token: &Token, part: &Part) -> bool {
    match part.name {
        PartName::Header => token.header.text.is_none(),
        PartName::Payload => token.payload.text.is_none(),
        _ => true,
    }
}

fn part_view(
    part: &Part,
    is_secret: bool,
    is_shown: bool,
    onclick: &Callback<MouseEvent>,
    content: impl FnOnce() -> Html,
) -> Html {
    let name = text::part(part.name);
    let length = spans::length(&part.ranges);
    let kind = name.to_ascii_lowercase().replace(' ', "-");
    html! {
        <div class="part" data-part={kind}>
            <dt>
                <span class="part-name">{ name }</span>
                <span class="part-length">
                    { text::characters(length) }
                    if !is_shown && length > 0 {
                        { ", " }{ text::COVERED }
                    }
                </span>
                if is_secret && length > 0 {
                    { cover_button(name, is_shown, onclick.clone()) }
                }
            </dt>
            if is_shown && length > 0 {
                <dd>{ content() }</dd>
            }
        </div>
    }
}

/// Shows the JSON of a part of decoded claims; nothing for a part of a token.
fn decoded_part(token: &Token, part: PartName, ids: ElementIds) -> Html {
    if !members::is_decoded_part(token, part) {
        return html! {};
    }
    let name = text::part(part);
    let json = members::json(token, part).text.as_deref().unwrap_or_default();
    let (shown, rest) = json.split_at(json.floor_char_boundary(PART_LIMIT_BYTES));
    let place = Characters::Decoded;
    html! {
        <div class="part" data-part={name.to_ascii_lowercase()}>
            <dt>
                <span class="part-name">{ name }</span>
                <span class="part-length">{ text::characters(json.chars().count()) }</span>
            </dt>
            <dd class="part-json">
                <code>
                    { highlighted(shown.as_bytes(), (token, part), place, visible_lines, ids) }
                </code>
                if !rest.is_empty() {
                    <span class="part-more">{ text::more_characters(rest.chars().count()) }</span>
                }
            </dd>
        </div>
    }
}

fn characters(props: &TokenViewProps, token: &Token, part: &Part, ids: ElementIds) -> Html {
    // The report's offsets count the converted text, which is not at hand.
    if token.location.encoding.contains(&Encoding::Utf16) {
        return html! { text::NOT_TEXT };
    }
    let bytes = characters_of(props.paste.bytes(), &part.ranges, 0, PART_LIMIT_BYTES);
    let more = spans::length(&part.ranges).saturating_sub(bytes.len());
    let covered = covered_spans(token, part.name, bytes.len(), &props.shown_values);
    let place = Characters::Encoded { ranges: &part.ranges, covered: &covered };
    html! {
        <>
            <code>{ highlighted(&bytes, (token, part.name), place, visible_text, ids) }</code>
            if more > 0 {
                <span class="part-more">{ text::more_characters(more) }</span>
            }
        </>
    }
}
