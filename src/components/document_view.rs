//! The document that the token is in, with its tokens marked and every secret covered.

use service_account_token::report::{CoveredKind, Encoding, Report, Span, Token};
use yew::prelude::*;

use super::controls::{Controls, use_controls};
use super::section::section;
use super::visible_text;
use crate::document_text::{Content, Line, Piece, lines};
use crate::shared::Shared;
use crate::state::{Action, Paste};
use crate::text::{documents as words, kind_code, more_characters};

/// Of a longer piece of a token only the beginning is shown, and how much more there is: the token view
/// has all of it.
const TOKEN_LIMIT: usize = 96;

/// Properties of [`DocumentView`].
#[derive(Properties, Clone, Debug, PartialEq)]
pub struct DocumentViewProps {
    /// The report of the text.
    pub report: Shared<Report>,
    /// The text.
    pub paste: Paste,
    /// The position of the token that is shown.
    pub chosen: usize,
}

/// Returns true if the token is in a document that can be shown.
pub fn is_in_a_document(token: &Token, report: &Report) -> bool {
    let location = &token.location;
    // The report's offsets count the converted text, which is not at hand.
    let is_converted = location.encoding.contains(&Encoding::Utf16);
    report.document.is_some() && location.path.is_some() && !is_converted
}

/// The lines around the token; nothing if it is in no document.
#[component]
pub fn DocumentView(DocumentViewProps { report, paste, chosen }: &DocumentViewProps) -> Html {
    let controls = use_controls();
    let Some(token) = report.tokens.get(*chosen).filter(|one| is_in_a_document(one, report)) else {
        return html! {};
    };
    let covered = report.document.iter().flat_map(|document| &document.covered);
    let (kinds, covered): (Vec<Option<CoveredKind>>, Vec<Span>) =
        covered.map(|one| (one.what.known(), one.span)).unzip();
    let place = |one: &Token| Span::new(one.location.start, one.location.end);
    let tokens: Vec<Span> = report.tokens.iter().map(place).collect();
    let lines = lines(paste.bytes(), &tokens, &covered, *chosen);
    let is_long = lines.last().is_some_and(|line| line.end < paste.bytes().len())
        || lines.first().is_some_and(|line| line.number > 1);
    let numbers = lines.first().zip(lines.last()).filter(|_| is_long);
    let line = |line: &Line<'_>| self::line(line, token, *chosen, &kinds, &controls);
    let children = html! {
        <>
            if let Some((first, last)) = numbers {
                <p class="document-part">{ words::lines(first.number, last.number) }</p>
            }
            // It scrolls by itself, so the keyboard has to reach it. The section around it is the region.
            <div
                class="document-text"
                role="group"
                aria-label={words::DOCUMENT}
                tabindex="0"
                translate="no"
            >
                { for lines.iter().map(line) }
            </div>
        </>
    };
    section(
        controls.ids,
        "document",
        words::DOCUMENT,
        Some(html! { words::DOCUMENT_NOTE }),
        children,
    )
}

fn line(
    line: &Line<'_>,
    token: &Token,
    chosen: usize,
    kinds: &[Option<CoveredKind>],
    controls: &Controls,
) -> Html {
    let piece = |piece: &Piece<'_>| match piece.content {
        Content::Plain => visible_text(&piece.text),
        Content::Token(position) if position == chosen => {
            html! { <mark data-kind={kind_code(token.kind)}>{ shortened(&piece.text) }</mark> }
        }
        Content::Token(position) => other_token(piece, position, controls),
        Content::Covered(position) => {
            let kind = kinds.get(position).filter(|_| piece.is_first);
            let shown = kind.map_or(words::COVER_GOES_ON, |kind| words::covered(*kind));
            html! { <span class="document-covered">{ shown }</span> }
        }
    };
    html! {
        <div class="document-line" key={line.number}>
            <span class="document-number" aria-hidden="true">{ line.number }</span>
            <code>{ for line.pieces.iter().map(piece) }</code>
        </div>
    }
}

/// Shows the text of another token as a button that chooses it.
fn other_token(piece: &Piece<'_>, position: usize, controls: &Controls) -> Html {
    if !piece.is_first {
        return html! { <span class="document-token">{ shortened(&piece.text) }</span> };
    }
    let onclick = controls.on_click(Action::Choose(position));
    let label = words::show_token(position + 1);
    html! {
        <button type="button" class="document-token" title={label.clone()} aria-label={label} {onclick}>
            { shortened(&piece.text) }
        </button>
    }
}

/// Shows the beginning of a piece of a token.
fn shortened(token: &str) -> Html {
    let (shown, rest) = token.split_at(token.floor_char_boundary(TOKEN_LIMIT));
    html! {
        <>
            { shown }
            if !rest.is_empty() {
                <span class="part-more">{ more_characters(rest.chars().count()) }</span>
            }
        </>
    }
}
