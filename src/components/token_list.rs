//! The tokens of a text that contains several, to choose one.

use service_account_token::report::{Report, RowName, Token};
use yew::prelude::*;

use super::controls::use_controls;
use super::icon::glyph;
use super::{prose, visible_text};
use crate::browser::{page, roving};
use crate::shared::Shared;
use crate::state::{Action, Paste};
use crate::text;
use crate::token_rows::{TokenRow, token_rows};

/// More rows get a filter.
const FILTERED_FROM: usize = 8;

/// Properties of [`TokenList`].
#[derive(Properties, Clone, Debug, PartialEq)]
pub struct TokenListProps {
    /// The report of the text.
    pub report: Shared<Report>,
    /// The text.
    pub paste: Paste,
    /// The position of the token that is shown.
    pub chosen: usize,
}

/// Shows a button for each different token, and where a single one is in a document. With many, a filter
/// comes first.
#[component]
pub fn TokenList(TokenListProps { report, paste, chosen }: &TokenListProps) -> Html {
    let controls = use_controls();
    let query = use_state(String::new);
    let rows =
        use_memo((report.clone(), paste.clone()), |(report, paste)| match report.tokens.len() {
            ..2 => Vec::new(),
            _ => token_rows(report, paste.bytes()),
        });
    if rows.is_empty() {
        return single(report);
    }
    let matches = |row: &&TokenRow| token_of(row, report).is_some_and(|one| fits(one, row, &query));
    let found: Vec<&TokenRow> = rows.iter().filter(matches).collect();
    // Tab reaches one of them: the one that is shown, if it is there.
    let is_chosen = |row: &TokenRow| row.tokens.contains(chosen);
    let reached = found.iter().position(|row| is_chosen(row)).unwrap_or_default();
    let item = |(at, row): (usize, &&TokenRow)| {
        let (Some(token), Some(&first)) = (token_of(row, report), row.tokens.first()) else {
            return html! {};
        };
        html! {
            <li key={first} data-kind={text::kind_code(token.kind)}>
                <button
                    type="button"
                    aria-current={is_chosen(row).then_some("true")}
                    tabindex={if at == reached { "0" } else { "-1" }}
                    onclick={controls.on_click(Action::Choose(first))}
                >
                    { words(token, row) }
                </button>
            </li>
        }
    };
    let oninput = {
        let query = query.clone();
        move |event: InputEvent| query.set(page::value_of(&event))
    };
    html! {
        <nav
            class="token-list"
            aria-label={text::CHOOSE_TOKEN}
            data-roving=""
            onkeydown={|event: KeyboardEvent| roving::move_focus(&event)}
        >
            <p class="token-list-count">{ text::tokens_in(report, rows.len()) }</p>
            if rows.len() > FILTERED_FROM {
                <input
                    type="search"
                    aria-label={text::FILTER_TOKENS}
                    placeholder={text::FILTER_TOKENS}
                    autocomplete="off"
                    spellcheck="false"
                    value={(*query).clone()}
                    {oninput}
                />
            }
            <ol>{ for found.iter().enumerate().map(item) }</ol>
            if found.is_empty() {
                <p role="status">{ text::NO_TOKEN_FITS }</p>
            }
        </nav>
    }
}

/// Shows where the only token of a document is; nothing if it is in no document.
fn single(report: &Report) -> Html {
    let place = match &*report.tokens {
        [token] => token.location.display.as_ref(),
        _ => None,
    };
    html! {
        if let Some(place) = place {
            <div class="token-list">
                <p class="token-list-count">{ text::tokens_in(report, 1) }</p>
                <p class="token-list-place">{ visible_text(place) }</p>
            </div>
        }
    }
}

fn token_of<'a>(row: &TokenRow, report: &'a Report) -> Option<&'a Token> {
    report.tokens.get(*row.tokens.first()?)
}

/// Shows what a token is, its state, and where it is.
fn words(token: &Token, row: &TokenRow) -> Html {
    let time = token.rows.iter().find(|row| row.name == RowName::Time);
    html! {
        <>
            { glyph(token.kind) }
            <span class="token-list-words">
                <span class="token-list-headline">{ prose(&token.headline) }</span>
                if let Some(time) = time {
                    <span class="token-list-state" data-state={text::row_state_code(time.state)}>
                        { glyph(time.state) }{ prose(&time.words) }
                    </span>
                }
                if let Some(account) = account(token) {
                    <span class="token-list-place">{ visible_text(&account) }</span>
                }
                if let Some(display) = &token.location.display {
                    <span class="token-list-place">{ visible_text(display) }</span>
                }
                if let Some(place) = text::lines_of(&row.lines) {
                    <span class="token-list-lines">{ place }</span>
                }
            </span>
        </>
    }
}

/// Returns true if each word of the query is among what the row shows.
fn fits(token: &Token, row: &TokenRow, query: &str) -> bool {
    let time = token.rows.iter().find(|row| row.name == RowName::Time);
    let shown = [
        Some(token.headline.to_string()),
        time.map(|time| time.words.to_string()),
        account(token),
        token.location.display.as_ref().map(ToString::to_string),
        text::lines_of(&row.lines),
    ];
    let shown = shown.into_iter().flatten().collect::<Vec<_>>().join("\n").to_lowercase();
    query.to_lowercase().split_whitespace().all(|word| shown.contains(word))
}

/// Returns the service account that a token acts as.
fn account(token: &Token) -> Option<String> {
    let identity = token.identity.as_ref()?;
    Some(format!("{}/{}", identity.namespace, identity.service_account))
}
