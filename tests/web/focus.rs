//! The focus stays with what one does: it never falls to the body of the page.

use sa_token_decoder::app::App;
use wasm_bindgen::JsCast;
use wasm_bindgen_test::wasm_bindgen_test;
use web_sys::{HtmlElement, KeyboardEvent, KeyboardEventInit};
use yew::scheduler;

use crate::mounted::{Mounted, document, mount_app};

const BOUND: &str =
    include_str!("../../crates/service-account-token/tests/samples/bound-pod-extended-v1.24.jwt");
const LEGACY: &str = include_str!(
    "../../crates/service-account-token/tests/samples/legacy-auto-generated-v1.20.jwt"
);

/// The words or the id of what has the focus.
fn focused() -> String {
    let element = document().active_element().unwrap();
    let id = element.id();
    if id.is_empty() { element.text_content().unwrap_or_default() } else { id }
}

/// Focuses a button as the keyboard does, and presses it.
async fn use_button(page: &Mounted<App>, selector: &str) {
    let button: HtmlElement = page.one(selector).unchecked_into();
    button.focus().unwrap();
    button.click();
    scheduler::flush().await;
}

async fn key(key: &str) {
    let options = KeyboardEventInit::new();
    options.set_bubbles(true);
    options.set_key(key);
    let event = KeyboardEvent::new_with_keyboard_event_init_dict("keydown", &options).unwrap();
    document().active_element().unwrap().dispatch_event(&event).unwrap();
    scheduler::flush().await;
}

#[wasm_bindgen_test]
async fn edit_leads_to_the_text_area_and_done_back_to_edit() {
    let page = mount_app().await;
    page.paste(BOUND).await;
    use_button(&page, ".field-edit").await;
    assert_eq!(focused(), "token");
    use_button(&page, ".field-edit").await;
    assert_eq!(focused(), "Edit");
}

#[wasm_bindgen_test]
async fn clear_and_undo_lead_to_the_text_area() {
    let page = mount_app().await;
    page.paste(BOUND).await;
    use_button(&page, ".field-buttons > button:last-child").await;
    assert_eq!((page.count("article"), focused().as_str()), (0, "token"));
    use_button(&page, ".field-foot .link").await;
    assert_eq!((page.count("article"), focused().as_str()), (1, "token"));
}

#[wasm_bindgen_test]
async fn real_time_leads_to_the_slider() {
    let page = mount_app().await;
    page.paste(BOUND).await;
    page.press("Issued").await;
    use_button(&page, ".clock-note button").await;
    assert!(document().active_element().unwrap().matches(".timeline-slider").unwrap());
}

#[wasm_bindgen_test]
async fn tab_reaches_one_token_of_a_list_and_the_arrows_the_others() {
    let page = mount_app().await;
    page.paste(&format!("{BOUND}\n{LEGACY}")).await;
    assert_eq!(page.count(".token-list button[tabindex='0']"), 1);
    page.one(".token-list [tabindex='0']").unchecked_into::<HtmlElement>().focus().unwrap();
    for (name, expected) in [
        ("ArrowDown", "Legacy token"),
        ("ArrowDown", "Legacy token"),
        ("Home", "Bound token"),
        ("End", "Legacy token"),
        ("ArrowUp", "Bound token"),
    ] {
        key(name).await;
        assert!(focused().starts_with(expected), "{name} leads to {}", focused());
        assert_eq!(page.count(".token-list button[tabindex='0']"), 1);
    }
}

#[wasm_bindgen_test]
async fn open_menu_takes_escape_and_the_pinned_claim_stays() {
    let page = mount_app().await;
    page.paste(BOUND).await;
    page.one("#payload-2").unchecked_into::<HtmlElement>().click();
    scheduler::flush().await;
    use_button(&page, ".copy-open").await;
    assert_eq!(page.count(":popover-open"), 1);
    key("Escape").await;
    assert_eq!(page.count("[data-pinned]"), 1);
}
