//! The buttons that take the report along, and the one that changes the theme.

use sa_token_decoder::components::exports::Exports;
use sa_token_decoder::components::theme_button::ThemeButton;
use sa_token_decoder::copied_text::CopiedText;
use sa_token_decoder::state::{Copied, State};
use sa_token_decoder::theme::Theme;
use wasm_bindgen::JsCast;
use wasm_bindgen_test::wasm_bindgen_test;
use web_sys::HtmlElement;
use yew::prelude::*;
use yew::scheduler;

use crate::mounted::{mount_after_copy, mount_app, mount_html};
use crate::sample;

fn exports(State { document, view, preferences, .. }: &State) -> Html {
    html! { <Exports {document} chosen={view.chosen} clock={preferences.clock} /> }
}

#[wasm_bindgen_test]
async fn report_can_be_exported_and_shared() {
    let page = mount_html(exports(&sample::page(vec![sample::token()], Vec::new()))).await;
    assert_eq!(page.texts_of("#copy-menu button"), ["Copy as Markdown", "Export JSON"]);
    assert_eq!(page.texts_of("[popovertarget]"), ["Copy", "Share"]);
    assert_eq!(page.texts_of("summary"), ["Share the whole token …"]);
    assert_eq!(
        page.texts_of("#share-menu button"),
        [
            "Copy link",
            "Copy link without names",
            "Copy Markdown without names",
            "Copy link that logs in"
        ]
    );
    // What logs in is behind a warning of its own.
    assert_eq!(page.texts_of("details button"), ["Copy link that logs in"]);
    assert_eq!(page.count(".copied"), 0);
}

#[wasm_bindgen_test]
async fn unreadable_token_cannot_be_shared() {
    let mut token = sample::token();
    token.payload.text = None;
    let page = mount_html(exports(&sample::page(vec![token], Vec::new()))).await;
    assert_eq!(page.texts_of("button"), ["Copy", "Copy as Markdown", "Export JSON"]);
    assert_eq!(page.count(".share"), 0);
}

#[wasm_bindgen_test]
async fn word_copied_is_beside_the_button_that_copied_last() {
    let copied = |label: &'static str| Copied {
        label: label.into(),
        text: CopiedText::lines("# Any"),
        count: 0,
    };
    let page = sample::page(vec![sample::token()], Vec::new());
    let own = mount_after_copy(copied("Copy as Markdown"), exports(&page)).await;
    assert_eq!(own.texts_of(".copied"), ["Copied"]);
    let other = mount_after_copy(copied("Copy iss"), exports(&page)).await;
    assert_eq!(other.count(".copied"), 0);
}

#[wasm_bindgen_test]
async fn theme_button_is_labeled_with_the_theme() {
    for (theme, name) in [
        (Theme::System, "Theme: system"),
        (Theme::Light, "Theme: light"),
        (Theme::Dark, "Theme: dark"),
    ] {
        let button = mount_html(html! { <ThemeButton {theme} /> }).await;
        assert_eq!(button.one("button").get_attribute("aria-label").as_deref(), Some(name));
    }
}

#[wasm_bindgen_test]
async fn page_has_the_chosen_theme() {
    let page = mount_app().await;
    for expected in [Some("light"), Some("dark"), None] {
        page.one("button.theme").unchecked_into::<HtmlElement>().click();
        scheduler::flush().await;
        assert_eq!(page.one(".app").get_attribute("data-theme").as_deref(), expected);
    }
}
