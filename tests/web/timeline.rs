//! The timeline, and the clock that is set along it.

use sa_token_decoder::app::App;
use sa_token_decoder::components::timeline::TokenTimeline;
use sa_token_decoder::state::Clock;
use service_account_token::report::{Kind, TimeStatus, Times};
use wasm_bindgen::JsCast;
use wasm_bindgen_test::wasm_bindgen_test;
use web_sys::{EventInit, HtmlInputElement};
use yew::prelude::*;
use yew::scheduler;

use crate::mounted::{Mounted, View, mount_app, mount_html};
use crate::sample::NOW;

const BOUND: &str =
    include_str!("../../crates/service-account-token/tests/samples/bound-pod-extended-v1.24.jwt");

/// 2022-08-19 11:00:00 UTC, an hour before the sample page's clock.
const ISSUED: i64 = NOW - 3600;

fn extended() -> Times {
    Times {
        issued_at: Some(ISSUED),
        not_before: Some(ISSUED),
        refresh_at: Some(ISSUED + 2880),
        warn_after: Some(ISSUED + 3607),
        expires_at: Some(ISSUED + 31_536_000),
        accepted_until: Some(ISSUED + 31_536_060),
        status: TimeStatus::Active,
        ..Times::default()
    }
}

async fn shown(kind: Kind, times: Times) -> Mounted<View> {
    let clock = Clock { now: NOW, set: true };
    mount_html(html! { <TokenTimeline {kind} {times} {clock} /> }).await
}

#[wasm_bindgen_test]
async fn list_says_what_the_drawing_shows() {
    let page = shown(Kind::Bound, extended()).await;
    assert_eq!(
        page.texts_of(".timeline-marks li"),
        [
            "Issued2022-08-19 11:00:00 UTC1 hour agofresh 48 min",
            "Refresh2022-08-19 11:48:00 UTC12 minutes agorefresh due 12 min",
            "Stale2022-08-19 12:00:07 UTCin 7 secondsstale 364 days",
            "Expires2023-08-19 11:00:00 UTCin 11 monthsleeway 60 s",
            "Accepted until2023-08-19 11:01:00 UTCin 11 monthsexpired",
        ]
    );
    assert!(page.text_of("[aria-current='time']").starts_with("Refresh"));
    assert_eq!(page.count("svg:not([aria-hidden] svg, [aria-hidden])"), 0);
    assert!(!page.markup().contains("NaN"));
}

#[wasm_bindgen_test]
async fn only_the_long_stretch_is_drawn_broken() {
    let page = shown(Kind::Bound, extended()).await;
    assert_eq!(page.count("[data-part='break']"), 1);
    assert_eq!(
        page.texts_of("[data-part='phase']"),
        ["not yet", "fresh", "refresh due", "stale", "leeway", "expired"]
    );
    assert_eq!(
        page.texts_of("[data-part='length']"),
        ["", "48 min", "12 min", "364 days", "60 s", ""]
    );
}

#[wasm_bindgen_test]
async fn open_line_says_how_long_ago_it_ended_or_when_it_begins() {
    let at = |issued_at: i64| Times {
        issued_at: Some(issued_at),
        status: TimeStatus::NoExpiry,
        ..Times::default()
    };
    let lengths = "[data-part='length']";
    let over = Times { expires_at: Some(NOW - 7200), ..at(NOW - 10_800) };
    assert_eq!(shown(Kind::Bound, over).await.texts_of(lengths), ["", "60 min", "2 hours ago"]);
    let early = shown(Kind::Bound, at(NOW + 7200)).await;
    assert_eq!(early.texts_of(lengths), ["in 2 hours", ""]);
    let endless = shown(Kind::Bound, at(NOW - 7200)).await;
    assert_eq!(endless.texts_of(lengths), ["", ""]);
    assert_eq!(endless.texts_of("[data-part='phase']"), ["not yet", "no expiry"]);
}

#[wasm_bindgen_test]
async fn slider_says_its_time_and_phase() {
    let page = shown(Kind::Bound, extended()).await;
    let slider = page.one("input[type='range']");
    let said = slider.get_attribute("aria-valuetext");
    assert_eq!(said.as_deref(), Some("2022-08-19 12:00:00 UTC, refresh due"));
    assert!(slider.has_attribute("aria-label"));
}

#[wasm_bindgen_test]
async fn token_known_to_have_no_times_has_an_open_line() {
    let none = |status| Times { status, ..Times::default() };
    let legacy = shown(Kind::Legacy, none(TimeStatus::NoExpiry)).await;
    assert_eq!(legacy.texts_of("text"), ["no expiry"]);
    assert_eq!(legacy.count("input, ol"), 0);
    assert!(legacy.text_of("p").starts_with("It has no expiry of its own"));

    let other = shown(Kind::Other, none(TimeStatus::NoExpiry)).await;
    assert!(other.text_of("p").starts_with("It has no time"));

    assert_eq!(shown(Kind::Unreadable, none(TimeStatus::Unknown)).await.markup(), "");
}

async fn slide(page: &Mounted<App>, step: &str) {
    let slider: HtmlInputElement = page.one("input[type='range']").unchecked_into();
    slider.set_value(step);
    let options = EventInit::new();
    options.set_bubbles(true);
    slider.dispatch_event(&Event::new_with_event_init_dict("input", &options).unwrap()).unwrap();
    scheduler::flush().await;
}

#[wasm_bindgen_test]
async fn slider_sets_the_clock_of_the_page() {
    let page = mount_app().await;
    page.paste(BOUND).await;
    assert_eq!(page.count(".clock-note"), 0);
    let expired = page.text_of("[data-row='time']");

    slide(&page, "0").await;
    let early = page.text_of("[data-row='time']");
    assert_ne!(early, expired);
    assert_eq!(page.count(".clock-note"), 1);
    let slider: HtmlInputElement = page.one("input[type='range']").unchecked_into();
    assert_eq!(slider.value(), "0");

    page.press("Use the real time").await;
    assert_eq!(page.text_of("[data-row='time']"), expired);
    assert_eq!(page.count(".clock-note"), 0);
}

#[wasm_bindgen_test]
async fn name_of_a_time_sets_the_clock_and_is_announced() {
    let page = mount_app().await;
    page.paste(BOUND).await;
    for (name, phase, time) in [
        ("Issued", "Fresh: ", "2022-08-19 11:49:01 UTC"),
        ("Stale", "Stale: ", "2022-08-19 12:49:09 UTC"),
        ("Expires", "Leeway: ", "2023-08-19 11:49:01 UTC"),
        ("Accepted until", "Expired: ", "2023-08-19 11:50:02 UTC"),
    ] {
        page.press(name).await;
        assert!(page.text_of(".timeline-here").starts_with(phase), "{name} leads to {phase}");
        assert_eq!(page.text_of(".clock-note strong"), time);
        let row = page.text_of("[data-row='time'] .row-words");
        let said = page.text_of("[role='status']");
        assert!(row.starts_with(&said), "{said} is what the row says: {row}");
    }
}
