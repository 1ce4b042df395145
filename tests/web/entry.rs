//! The token view and the list of tokens.

use sa_token_decoder::components::token_list::TokenList;
use sa_token_decoder::components::token_view::{PART_LIMIT_BYTES, TokenView};
use sa_token_decoder::components::visible_text::{TEXT_LIMIT_BYTES, visible_lines};
use sa_token_decoder::state::{Paste, State};
use service_account_token::report::{JsonPart, Token};
use wasm_bindgen_test::wasm_bindgen_test;
use yew::prelude::*;

use crate::mounted::{Mounted, View, mount_html};
use crate::sample;

async fn view(token: Token, text: &str, signature_shown: bool) -> Mounted<View> {
    let paste = Paste::from_text(text.to_owned());
    let token = sample::shown(&sample::page(vec![token], Vec::new()));
    let html = html! {
        <TokenView {token} {paste} {signature_shown} shown_values={Vec::new()} revision={0} />
    };
    mount_html(html).await
}

#[wasm_bindgen_test]
async fn signature_is_covered_until_requested() {
    let covered = view(sample::token(), sample::TEXT, false).await;
    assert!(!covered.markup().contains(sample::SIGNATURE));
    assert_eq!(covered.text_of("[data-part='signature']"), "Signature22 characters, hiddenShow");

    let shown = view(sample::token(), sample::TEXT, true).await;
    assert!(shown.text().contains(sample::SIGNATURE));
}

#[wasm_bindgen_test]
async fn parts_have_names() {
    let view = view(sample::token(), sample::TEXT, false).await;
    assert_eq!(view.texts_of(".part-name"), ["Header", "Payload", "Signature"]);
    assert_eq!(view.text_of("[data-part='header'] code"), "eyJhbGciOiJSUzI1NiJ9");
    // Two ranges, joined.
    assert_eq!(view.text_of("[data-part='payload'] code"), "eyJpc3MiOiJ4In0");
    assert_eq!(view.text_of(".token-view-note"), "Found in several lines.");
}

#[wasm_bindgen_test]
async fn unreadable_part_is_covered() {
    let token = Token { payload: JsonPart::default(), ..sample::token() };
    let view = view(token, sample::TEXT, false).await;
    assert_eq!(view.text_of("[data-part='payload']"), "Payload15 characters, hiddenShow");
    assert_eq!(view.count("code"), 1);
}

#[wasm_bindgen_test]
async fn long_part_says_how_much_is_not_shown() {
    let text = "a".repeat(PART_LIMIT_BYTES + 5);
    let mut token = sample::token();
    token.parts.truncate(1);
    if let Some(part) = token.parts.first_mut() {
        part.ranges = vec![[0, text.len()].into()];
    }
    let view = view(token, &text, false).await;
    assert_eq!(view.text_of(".part-more"), "… and 5 characters more");
}

fn token_list(page: &State, chosen: usize) -> Html {
    let (report, paste) = (&page.document.report, page.document.paste.clone());
    html! { <TokenList {report} {paste} {chosen} /> }
}

#[wasm_bindgen_test]
async fn several_tokens_are_listed_with_their_kinds() {
    let mut other = sample::other_token();
    other.parts.truncate(2);
    let page = sample::page(vec![sample::token(), other], Vec::new());
    let list = mount_html(token_list(&page, 1)).await;
    assert_eq!(list.text_of(".token-list-count"), "2 tokens found");
    assert_eq!(
        list.texts_of("li"),
        [
            "Bound token, extended to a yearexpired 3 years agodefault/busybox-saSecret \
             default/busybox-tokenline 1",
            "Legacy token from a Secretexpired 3 years agodefault/busybox-saline 1",
        ]
    );
    assert_eq!(list.count("li[data-kind='bound']"), 1);
    assert_eq!(
        list.text_of("[aria-current='true'] .token-list-headline"),
        "Legacy token from a Secret"
    );
}

#[wasm_bindgen_test]
async fn same_token_twice_is_one_row() {
    let page = sample::page(vec![sample::token(), sample::token()], Vec::new());
    let list = mount_html(token_list(&page, 1)).await;
    assert_eq!(list.text_of(".token-list-count"), "2 tokens found, 1 of them different");
    assert_eq!(list.text_of(".token-list-lines"), "2 times: lines 1, 1");
    assert_eq!(list.count("[aria-current='true']"), 1);
}

#[wasm_bindgen_test]
async fn many_tokens_have_a_filter_and_one_stop_for_tab() {
    let token = |at: usize| {
        let mut token = sample::token();
        token.headline = format!("Token number {at}").into();
        if let Some(part) = token.parts.last_mut() {
            part.ranges = vec![[37 + at, sample::TEXT.len()].into()];
        }
        token
    };
    let page = sample::page((0..9).map(token).collect(), Vec::new());
    let list = mount_html(token_list(&page, 4)).await;
    assert_eq!((list.count("li"), list.count("button[tabindex='0']")), (9, 1));
    assert_eq!(list.text_of("button[tabindex='0'] .token-list-headline"), "Token number 4");
    list.fill("input[type=search]", "number 7").await;
    assert_eq!(list.texts_of(".token-list-headline"), ["Token number 7"]);
    assert_eq!(list.count("button[tabindex='0']"), 1);
    list.fill("input[type=search]", "no-such-word").await;
    assert_eq!(list.text_of("[role=status]"), "No token in the list contains these words.");
}

#[wasm_bindgen_test]
async fn single_token_has_no_list() {
    let mut token = sample::token();
    let in_secret = mount_html(token_list(&sample::page(vec![token.clone()], Vec::new()), 0)).await;
    assert_eq!(in_secret.text(), "1 token foundSecret default/busybox-token", "its place alone");
    (token.location.display, token.location.object) = (None, None);
    let list = mount_html(token_list(&sample::page(vec![token], Vec::new()), 0)).await;
    assert_eq!(list.text(), "");
}

#[wasm_bindgen_test]
async fn very_long_text_shows_its_beginning_and_how_much_more_there_is() {
    let shown = |length: usize| {
        let text = "é".repeat(length / 2);
        mount_html(visible_lines(&text))
    };
    let whole: Mounted<View> = shown(TEXT_LIMIT_BYTES).await;
    assert_eq!(whole.text().chars().count(), TEXT_LIMIT_BYTES / 2);
    let cut: Mounted<View> = shown(TEXT_LIMIT_BYTES + 6).await;
    assert_eq!(cut.text_of(".part-more"), "… and 3 characters more");
}
