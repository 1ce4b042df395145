//! The guide to embedding, `embed/guide.html`: a host itself, with everything in it alive.

use e2e::{Outcome, Page, Setup, Theme};
use serde_json::{Value, json};
use thirtyfour::prelude::*;

use crate::accessibility::violations;
use crate::export::press;
use crate::layout::{TOO_WIDE, UNFOLD};

in_every_engine!(
    every_live_example_comes_to_life: watched(Theme::Light),
    the_page_around_hears_of_a_token: watched(Theme::Light),
    attributes_can_be_tried: watched(Theme::Light),
    a_theme_is_that_of_all_that_is_in_it: watched(Theme::Light),
    code_is_copied_as_it_stands: watched(Theme::Light),
    page_opened_from_disk_says_what_is_missing: Setup::default(),
    axe_finds_nothing_in_the_light_guide: watched(Theme::Light),
    axe_finds_nothing_in_the_dark_guide: watched(Theme::Dark),
    it_fits_a_narrow_screen: narrow(),
);

/// What goes wrong on the page, and a clipboard, which a browser without a person refuses.
const HEAR: &str = concat!(
    include_str!("../../../hosts/shared/hear.js"),
    "const writeText = async (text) => { document.documentElement.dataset.copied = text; };
     Object.defineProperty(navigator, 'clipboard', { value: { writeText } });",
);

/// The guide as it is shipped, with somebody who listens from its first line on.
fn watched(theme: Theme) -> Setup {
    let guide = std::fs::read_to_string(e2e::shipped("embed/guide.html")).expect("it was made");
    let watched = guide.replacen("<head>", "<head><script src=\"./hear.js\"></script>", 1);
    let extra = vec![("/embed/guide.html", &*watched.leak()), ("/embed/hear.js", HEAR)];
    Setup { theme, extra, ..Setup::default() }
}

/// See `layout.rs`.
const NARROW: &str = r#"<!doctype html>
<html lang="en">
  <head><meta charset="utf-8"><title>Narrow</title></head>
  <body><iframe src="/embed/guide.html" title="The guide" width="320" height="30000"></iframe></body>
</html>"#;

fn narrow() -> Setup {
    Setup { extra: vec![("/narrow.html", NARROW)], framed: true, ..Setup::default() }
}

/// Each element and what its headline is to be.
const HEADLINES: [(&str, &str); 5] = [
    ("#plain-html ~ .live > sa-token-decoder", "Bound token of Pod demo-0"),
    ("#tried", "Bound token of Pod demo-0"),
    ("#told", "Bound token, tied only to its ServiceAccount"),
    (".plum", "Legacy token from Secret default-token-x7x7x"),
    ("[data-sa-token] > sa-token-decoder", "Bound token of Pod demo-0"),
];

/// Scrolls to an element until it says this.
async fn says(page: &Page, element: &str, headline: &str) -> Outcome {
    let script = format!(
        "const element = document.querySelector({});
         if (!element?.shadowRoot?.querySelector('article')) element?.scrollIntoView();
         const shown = element?.shadowRoot?.querySelector('.subject');
         return shown?.textContent === {} && shown.checkVisibility();",
        json!(element),
        json!(headline)
    );
    page.wait_until(&format!("{element}: {headline}"), &script).await
}

async fn look(page: &Page, what: &str) -> Outcome<Value> {
    page.script(&format!("return {what};"), Vec::new()).await
}

async fn nothing_is_wrong(page: &Page) -> Outcome {
    assert_eq!(look(page, "document.documentElement.dataset.wrong").await?, json!("[]"));
    Ok(())
}

async fn open(page: &Page) -> Outcome {
    page.visit("/embed/guide.html").await?;
    come_to_life(page).await
}

/// Scrolls through the guide, so that all of it is there.
async fn come_to_life(page: &Page) -> Outcome {
    for (element, headline) in HEADLINES {
        says(page, element, headline).await?;
    }
    let grown = "document.querySelector('#framed').scrollIntoView();
        return document.querySelector('#framed').height > 1000;";
    page.wait_until("the frame says how high it is", grown).await
}

async fn every_live_example_comes_to_life(page: Page) -> Outcome {
    open(&page).await?;
    let elements = "document.querySelectorAll('sa-token-decoder').length";
    assert_eq!(look(&page, elements).await?, json!(HEADLINES.len()));
    assert_eq!(look(&page, "document.querySelector('#not-live')").await?, Value::Null);
    let font = "getComputedStyle(document.querySelector('.plum').shadowRoot
        .querySelector('#headline')).fontFamily";
    assert_eq!(look(&page, font).await?, json!("Georgia, serif"), "its styles are live");
    page.driver.find(By::Css("#framed")).await?.enter_frame().await?;
    page.wait_for("#headline").await?;
    page.driver.enter_default_frame().await?;
    nothing_is_wrong(&page).await
}

async fn the_page_around_hears_of_a_token(page: Page) -> Outcome {
    page.visit("/embed/guide.html").await?;
    assert_eq!(look(&page, "document.querySelector('#heard').value").await?, json!("nothing yet"));
    says(&page, "#told", "Bound token, tied only to its ServiceAccount").await?;
    let heard = |words: &str| {
        format!("return document.querySelector('#heard').value === {};", json!(words))
    };
    let words = "a token of the kind “bound”, active";
    page.wait_until(words, &heard(words)).await?;
    page.script("document.querySelector('#told').value = 'nothing to see';", vec![]).await?;
    page.wait_until("no token", &heard("a text without a token")).await?;
    page.script("document.querySelector('#told').clear();", vec![]).await?;
    page.wait_until("empty", &heard("an empty field")).await?;
    nothing_is_wrong(&page).await
}

/// Chooses something in the form as a person would: what it was set to, it is told.
async fn choose(page: &Page, selector: &str, change: &str) -> Outcome {
    let script = format!(
        "const choice = document.querySelector('#try-form ' + arguments[0]);
         choice.{change};
         choice.dispatchEvent(new Event('input', {{ bubbles: true }}));"
    );
    page.script(&script, vec![json!(selector)]).await.map(drop)
}

async fn attributes_can_be_tried(page: Page) -> Outcome {
    page.visit("/embed/guide.html").await?;
    says(&page, "#tried", "Bound token of Pod demo-0").await?;
    let code = "document.querySelector('#try-code').textContent";
    let plain = r#"<sa-token-decoder example="bound-pod-extended"></sa-token-decoder>"#;
    assert_eq!(look(&page, code).await?, json!(plain));

    choose(&page, "[name=example]", "value = 'created-token'").await?;
    choose(&page, "[name=zone]", "value = 'utc'").await?;
    choose(&page, "[name=theme]", "value = 'dark'").await?;
    choose(&page, "[name=heading-level]", "value = '4'").await?;
    choose(&page, "[name=now]", "value = '2030-01-01T00:00:00Z'").await?;
    choose(&page, "[value=readonly]", "checked = true").await?;
    choose(&page, "[value=rows]", "checked = true").await?;
    choose(&page, "[value=timeline]", "checked = true").await?;
    says(&page, "#tried", "Bound token, tied only to its ServiceAccount").await?;
    let clock = "return document.querySelector('#tried').shadowRoot
        .querySelector('.clock-note strong')?.textContent === '2030-01-01 00:00:00 UTC';";
    page.wait_until("the clock is set", clock).await?;
    let written = concat!(
        r#"<sa-token-decoder example="created-token" now="2030-01-01T00:00:00Z" mode="readonly" "#,
        r#"hide="rows timeline" theme="dark" zone="utc" heading-level="4"></sa-token-decoder>"#
    );
    assert_eq!(look(&page, code).await?, json!(written));
    let inside = "const inside = document.querySelector('#tried').shadowRoot;
        const shown = (name) => inside.querySelector(name)?.checkVisibility() ?? null;
        return [shown('.field'), shown('.rows'), shown('#timeline'), shown('#claims'),
            inside.querySelector('#headline').ariaLevel];";
    let expected = json!([false, false, false, true, "4"]);
    assert_eq!(page.script(inside, vec![]).await?, expected);
    nothing_is_wrong(&page).await
}

async fn a_theme_is_that_of_all_that_is_in_it(page: Page) -> Outcome {
    // The first one is chosen before anything else is there.
    page.visit("/embed/guide.html").await?;
    page.wait_for(".theme-choice").await?;
    press(&page, "Dark").await?;
    come_to_life(&page).await?;
    all_wears(&page, "rgb(19, 21, 24)").await?;
    press(&page, "Light").await?;
    all_wears(&page, "rgb(247, 246, 242)").await?;
    let pressed = "Array.from(document.querySelectorAll('.theme-choice button'),
        (button) => button.getAttribute('aria-pressed'))";
    assert_eq!(look(&page, pressed).await?, json!(["false", "true", "false"]));
    nothing_is_wrong(&page).await
}

/// The page, an element and the frame have this ground.
async fn all_wears(page: &Page, paper: &str) -> Outcome {
    let papers = "[document.documentElement, document.querySelector('#told').shadowRoot
        .querySelector('.sa-token')].map((one) => getComputedStyle(one).backgroundColor)";
    assert_eq!(look(page, papers).await?, json!([paper, paper]));
    page.driver.find(By::Css("#framed")).await?.enter_frame().await?;
    let worn = "return getComputedStyle(document.documentElement).backgroundColor";
    page.wait_until(paper, &format!("{worn} === {};", json!(paper))).await?;
    page.driver.enter_default_frame().await
}

async fn code_is_copied_as_it_stands(page: Page) -> Outcome {
    page.visit("/embed/guide.html").await?;
    page.wait_for("#plain-html ~ .code .copy-code").await?.click().await?;
    let is_copied = "return 'copied' in document.documentElement.dataset;";
    page.wait_until("it is copied", is_copied).await?;
    let line = "<script type=\"module\" src=\"/embed/sa-token-decoder.mjs\"></script>\n";
    let copied = look(&page, "document.documentElement.dataset.copied").await?;
    assert_eq!(copied, json!(line));
    let said = "document.querySelector('#said').textContent === 'Copied'";
    page.wait_until("it says so", &format!("return {said};")).await?;
    nothing_is_wrong(&page).await
}

async fn page_opened_from_disk_says_what_is_missing(page: Page) -> Outcome {
    let file = e2e::shipped("embed/guide.html");
    page.driver.goto(format!("file://{}", file.display())).await?;
    page.wait_for("#not-live").await?;
    let fallback = "document.querySelector('sa-token-decoder > p').checkVisibility()";
    assert_eq!(look(&page, fallback).await?, json!(true));
    Ok(())
}

async fn axe_finds_nothing_in_the_light_guide(page: Page) -> Outcome {
    axe_finds_nothing(&page).await
}

async fn axe_finds_nothing_in_the_dark_guide(page: Page) -> Outcome {
    axe_finds_nothing(&page).await
}

async fn axe_finds_nothing(page: &Page) -> Outcome {
    open(page).await?;
    let found = violations(page).await?;
    assert_eq!(found, Value::Array(Vec::new()), "{found:#}");
    Ok(())
}

async fn it_fits_a_narrow_screen(page: Page) -> Outcome {
    page.visit("/narrow.html").await?;
    page.driver.enter_frame(0).await?;
    for (element, headline) in HEADLINES {
        says(&page, element, headline).await?;
    }
    page.script(UNFOLD, Vec::new()).await?;
    let too_wide = page.script(TOO_WIDE, Vec::new()).await?;
    assert_eq!(too_wide, Value::Null, "these reach past the edge");
    Ok(())
}
