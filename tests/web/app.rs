//! The page as a whole.

use sa_token_decoder::state::TEXT_AREA_LIMIT_BYTES;
use wasm_bindgen_test::wasm_bindgen_test;

use crate::mounted::mount_app;

const BOUND: &str =
    include_str!("../../crates/service-account-token/tests/samples/bound-pod-extended-v1.24.jwt");

#[wasm_bindgen_test]
async fn empty_page_says_what_to_paste() {
    let page = mount_app().await;
    assert_eq!(page.text_of("h1"), "Service Account Token Decoder");
    assert_eq!(page.text_of(".field h2"), "Paste a token to see what it is");
    assert_eq!(page.area().value(), "");
}

#[wasm_bindgen_test]
async fn text_area_asks_not_to_be_read_by_others() {
    let page = mount_app().await;
    let area = page.area();
    for (name, value) in [
        ("translate", "no"),
        ("writingsuggestions", "false"),
        ("spellcheck", "false"),
        ("autocorrect", "off"),
        ("autocapitalize", "off"),
        ("autocomplete", "off"),
        ("data-gramm", "false"),
    ] {
        assert_eq!(area.get_attribute(name).as_deref(), Some(value), "{name}");
    }
}

#[wasm_bindgen_test]
async fn paste_folds_the_field_and_shows_an_article() {
    let page = mount_app().await;
    page.paste(BOUND).await;
    assert_eq!(page.count("article[data-kind]"), 1);
    assert_eq!(page.count("[data-folded] textarea#token"), 1);
    assert_eq!(page.area().value(), "");
    page.press("Edit").await;
    assert_eq!(page.count("[data-folded]"), 0);
    assert_eq!(page.area().value(), BOUND);
    page.press("Done").await;
    assert_eq!(page.area().value(), "");
}

#[wasm_bindgen_test]
async fn cleared_text_can_be_brought_back() {
    let page = mount_app().await;
    page.paste(BOUND).await;
    page.press("Clear").await;
    assert_eq!(page.area().value(), "");
    assert_eq!(page.count("article"), 0);
    page.press("Undo").await;
    assert_eq!(page.count("article"), 1);
    page.press("Edit").await;
    assert_eq!(page.area().value(), BOUND);
}

#[wasm_bindgen_test]
async fn long_text_becomes_an_attachment() {
    let page = mount_app().await;
    page.paste(&format!("{}\n{BOUND}", "x".repeat(TEXT_AREA_LIMIT_BYTES))).await;
    assert_eq!(page.area().value(), "");
    assert!(page.text_of(".attachment").starts_with("Pasted text66.5 KB"));
}

#[wasm_bindgen_test]
async fn headline_is_announced() {
    let page = mount_app().await;
    page.paste(BOUND).await;
    assert_eq!(page.text_of("[role='status']"), page.text_of("h2#headline"));
    page.press("Clear").await;
    assert_eq!(page.text_of("[role='status']"), "Cleared");
}
