//! What the user points at is highlighted wherever it is shown.

use sa_token_decoder::app::App;
use wasm_bindgen::JsCast;
use wasm_bindgen_test::wasm_bindgen_test;
use web_sys::{Element, Event, EventInit, HtmlElement, KeyboardEvent, KeyboardEventInit};
use yew::scheduler;

use crate::mounted::{Mounted, document, mount_app};

const BOUND: &str =
    include_str!("../../crates/service-account-token/tests/samples/bound-pod-extended-v1.24.jwt");

/// `{"alg":"none"}` and `{"iss":"a<U+200B>b","x":[1,{"y":2}]}` with a zero-width space in the issuer.
const HIDDEN: &str = "eyJhbGciOiJub25lIn0.eyJpc3MiOiJh4oCLYiIsIngiOlsxLHsieSI6Mn1dfQ.";

async fn page(text: &str) -> Mounted<App> {
    let page = mount_app().await;
    page.paste(text).await;
    page
}

fn send(element: &Element, kind: &str) {
    let options = EventInit::new();
    options.set_bubbles(true);
    element.dispatch_event(&Event::new_with_event_init_dict(kind, &options).unwrap()).unwrap();
}

async fn press(element: &Element, key: &str) {
    let options = KeyboardEventInit::new();
    options.set_bubbles(true);
    options.set_key(key);
    let event = KeyboardEvent::new_with_keyboard_event_init_dict("keydown", &options).unwrap();
    element.dispatch_event(&event).unwrap();
    scheduler::flush().await;
}

async fn click(element: Element) {
    element.unchecked_into::<HtmlElement>().click();
    scheduler::flush().await;
}

impl Mounted<App> {
    /// What is highlighted: names of claims, characters of the token, JSON.
    fn highlighted(&self) -> [String; 3] {
        [
            self.texts_of(".claim[data-lit] dt > code").join("|"),
            self.texts_of(".token-view [data-lit]").concat(),
            self.texts_of(".json-text [data-lit]").concat(),
        ]
    }

    fn claim(&self, pointer: &str) -> Element {
        self.one(&format!("#claims [data-pointer='{pointer}']"))
    }
}

const NOTHING: [&str; 3] = ["", "", ""];

#[wasm_bindgen_test]
async fn claim_under_the_pointer_is_highlighted_in_token_and_json() {
    let page = page(BOUND).await;
    send(&page.claim("/exp"), "mouseover");
    assert_eq!(page.highlighted(), ["exp", "oxNjkyNDQ1NzQx", r#""exp": 1692445741,"#]);
    send(&page.claim("/iat").query_selector("dt code").unwrap().unwrap(), "mouseover");
    assert_eq!(page.highlighted(), ["iat", "jE2NjA5MDk3NDE", r#""iat": 1660909741,"#]);
    send(&page.one("h1"), "mouseover");
    assert_eq!(page.highlighted(), NOTHING);
}

#[wasm_bindgen_test]
async fn pointing_at_token_or_json_highlights_the_claim() {
    let page = page(HIDDEN).await;
    for place in [".token-view [data-at~='payload-4']", ".json-text [data-at~='payload-4']"] {
        send(&page.one("h1"), "mouseover");
        send(&page.one(place), "mouseover");
        assert_eq!(page.highlighted(), ["y", "Mn", r#""y": 2"#]);
    }
}

#[wasm_bindgen_test]
async fn object_is_highlighted_with_its_members() {
    let page = page(HIDDEN).await;
    send(&page.claim("/x"), "mouseover");
    let [claim, token, raw] = page.highlighted();
    assert_eq!([&*claim, &*raw], ["x", r#""x": [1,{"y": 2}]"#]);
    assert_eq!(token, "lsxLHsieSI6Mn1d");
}

#[wasm_bindgen_test]
async fn value_with_a_hidden_character_is_highlighted_as_a_whole() {
    let page = page(HIDDEN).await;
    send(&page.claim("/iss"), "mouseover");
    assert_eq!(page.highlighted(), ["iss", "iJh4oCLYiI", r#""iss": "a⟨U+200B⟩b","#]);
    let chip = page.one(".json-text [data-lit] .hidden-character");
    send(&page.one("h1"), "mouseover");
    send(&chip, "mouseover");
    assert_eq!(page.highlighted()[0], "iss");
}

#[wasm_bindgen_test]
async fn click_pins_and_second_click_releases() {
    let page = page(BOUND).await;
    let exp = page.claim("/exp");
    click(exp.clone()).await;
    assert_eq!(page.texts_of("[data-pinned] dt > code"), ["exp"]);
    // It stays highlighted wherever the pointer goes.
    send(&page.claim("/iat"), "mouseover");
    assert_eq!(page.highlighted()[0], "exp");
    click(page.claim("/iat")).await;
    assert_eq!(page.texts_of("[data-pinned] dt > code"), ["iat"]);
    assert_eq!(page.highlighted()[0], "iat");
    click(page.claim("/iat")).await;
    assert_eq!(page.count("[data-pinned]"), 0);
    assert_eq!(page.highlighted(), NOTHING);
}

#[wasm_bindgen_test]
async fn evidence_goes_to_its_claim_and_pins_it() {
    let page = page(BOUND).await;
    click(page.one("#evidence [data-code='nested_kubernetes_claim'] .claim-link")).await;
    let focused = document().active_element().map(|element| element.id());
    assert_eq!(focused.as_deref(), page.claim("/kubernetes.io").get_attribute("id").as_deref());
    assert_eq!(page.texts_of("[data-pinned] dt > code"), ["kubernetes.io"]);
}

#[wasm_bindgen_test]
async fn escape_closes_the_menu_of_a_claim_and_the_pin_stays() {
    let page = page(BOUND).await;
    click(page.claim("/exp")).await;
    page.press_named("Copy exp").await;
    press(&document().active_element().unwrap(), "Escape").await;
    assert_eq!((page.count(".claim-choices"), page.count("[data-pinned]")), (0, 1));
    let focused = document().active_element().unwrap().get_attribute("aria-label");
    assert_eq!(focused.as_deref(), Some("Copy exp"));
}

#[wasm_bindgen_test]
async fn escape_releases_the_pinned_claim() {
    let page = page(BOUND).await;
    click(page.claim("/exp")).await;
    press(&page.one("h1"), "Escape").await;
    assert_eq!(page.highlighted(), NOTHING);
}

#[wasm_bindgen_test]
async fn claim_can_be_pinned_in_the_token() {
    let page = page(BOUND).await;
    click(page.one(".token-view [data-at~='payload-2']")).await;
    assert_eq!(page.texts_of("[data-pinned] dt > code"), ["exp"]);
}

#[wasm_bindgen_test]
async fn copying_does_not_pin_the_claim() {
    let page = page(BOUND).await;
    click(page.claim("/exp").query_selector(".copy-button").unwrap().unwrap()).await;
    assert_eq!(page.count("[data-pinned]"), 0);
}

#[wasm_bindgen_test]
async fn arrow_keys_move_between_claims_and_enter_pins() {
    let page = page(BOUND).await;
    let first = page.one("#payload-0");
    first.clone().unchecked_into::<HtmlElement>().focus().unwrap();
    let here = || document().active_element().map(|element| element.id());
    press(&first, "ArrowUp").await;
    assert_eq!(here().as_deref(), Some("payload-0"));
    press(&first, "ArrowDown").await;
    assert_eq!(here().as_deref(), Some("payload-1"));
    press(&page.one("#payload-1"), "ArrowDown").await;
    press(&page.one("#payload-2"), "ArrowUp").await;
    assert_eq!(here().as_deref(), Some("payload-1"));
    press(&page.one("#payload-1"), "Enter").await;
    assert_eq!(page.texts_of("[data-pinned] dt > code"), ["[0]"]);
}

#[wasm_bindgen_test]
async fn highlight_ends_with_the_token() {
    let page = page(BOUND).await;
    send(&page.claim("/exp"), "mouseover");
    page.paste(HIDDEN).await;
    assert_eq!(page.highlighted(), NOTHING);
    click(page.claim("/iss")).await;
    page.paste(BOUND).await;
    assert_eq!(page.count("[data-pinned], [data-lit]"), 0);
}

#[wasm_bindgen_test]
async fn pinned_claim_shows_its_bytes() {
    let page = page(BOUND).await;
    assert_eq!(page.count(".claim .bytes"), 0);
    click(page.claim("/exp")).await;
    assert_eq!(page.text_of(".claim .bytes-open"), "Characters 81 to 96");
    assert_eq!(page.count("[data-explained]"), 0, "its row stays as high as it was");
    let rows = page.one(".claim .bytes pre").text_content().unwrap();
    assert!(rows.starts_with("Ijox"), "{rows}");
}

#[wasm_bindgen_test]
async fn escape_closes_the_menu_of_bytes_before_it_releases_the_claim() {
    let page = page(BOUND).await;
    click(page.claim("/exp")).await;
    let button = page.one(".bytes-open");
    button.clone().unchecked_into::<HtmlElement>().focus().unwrap();
    click(button.clone()).await;
    assert_eq!(page.count(":popover-open"), 1);
    press(&button, "Escape").await;
    assert_eq!(page.count("[data-pinned]"), 1);
    page.one(":popover-open").unchecked_into::<HtmlElement>().hide_popover().unwrap();
    press(&button, "Escape").await;
    assert_eq!(page.count("[data-pinned]"), 0);
    let focused = document().active_element().map(|element| element.id());
    assert_eq!(focused.as_deref(), Some("payload-2"));
}

#[wasm_bindgen_test]
async fn finding_shows_the_bytes_at_its_place() {
    let page = page("eyJhbGciOiJub25lIn0.eyJhIjoi*YiIsImMiOiJkIn0.").await;
    let rows = page.one("[data-code='base64_character'] .bytes pre").text_content().unwrap();
    assert_eq!(
        rows.lines().map(str::trim_end).collect::<Vec<_>>(),
        ["Ijoi  22 3a 22  \":\"", "*YiI  not read", "sImM  not read"]
    );
}
