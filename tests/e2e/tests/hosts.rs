//! The element in a site by each generator of documentation and by each framework, made by
//! `cargo xtask test --hosts` out of `tests/hosts`. Each case shows as a test of its own, such as
//! `hugo::firefox::case`.

use std::path::{Path, PathBuf};

use e2e::{Outcome, Page, Setup};
use serde_json::json;
use thirtyfour::prelude::*;
use xtask::engines::Engine;
use xtask::server::listen;

/// A room for each site with one for each engine in it, with a test for each case.
macro_rules! in_every_engine {
    ($($site:ident)+: $cases:tt) => {
        $(mod $site {
            in_every_engine!(@engine $site chromium Chromium $cases);
            in_every_engine!(@engine $site firefox Firefox $cases);
            in_every_engine!(@engine $site webkit Webkit $cases);
        })+
    };
    (@engine $site:ident $module:ident $engine:ident [$($case:ident,)+]) => {
        mod $module {
            $(#[test]
            fn $case() {
                let test = async |page| crate::$case(page, stringify!($site)).await;
                crate::run(stringify!($site), xtask::engines::Engine::$engine, test);
            })+
        }
    };
}

in_every_engine!(mkdocs sphinx hugo mdbook docusaurus: [
    an_example_is_shown,
    nothing_else_is_loaded_until_it_is_scrolled_to,
    it_works_after_a_link_and_on_the_way_back,
]);

in_every_engine!(react vue: [
    an_example_is_shown,
    nothing_else_is_loaded_until_it_is_scrolled_to,
    it_works_after_a_link_and_on_the_way_back,
    a_token_of_the_state_is_shown_and_told_of,
    a_mode_of_the_state_is_followed,
    the_state_may_take_it_out_and_put_it_back,
    nothing_in_it_gets_into_the_form_or_sends_it,
    after_a_panic_the_fallback_is_shown,
]);

/// What a generator's page loads, one after the other: the element, then what that needs.
const SERVED: [&str; 3] = ["sa-token-decoder.mjs", "sa-token-core.mjs", "sa-token-decoder_bg.wasm"];

/// The same where a bundler names the files: the first one is the application, the element in it.
const BUNDLED: [&str; 3] = ["js", "js", "wasm"];

/// The sites that are bundled.
const FRAMEWORKS: [&str; 2] = ["react", "vue"];

/// What the element of the first page says, and that of the second one.
const HEADLINES: [&str; 2] =
    ["Legacy token from Secret default-token-x7x7x", "Bound token of Pod demo-0"];

/// What it says of the samples in a form.
const LEGACY: &str = "Legacy token from Secret default-token-57llx";
const BOUND: &str = "Bound token of Pod busybox";

/// Those that follow a link without a new document.
const INSTANT: [&str; 4] = ["mkdocs", "docusaurus", "react", "vue"];

/// Runs a test on one of the sites, without our own policy.
fn run(site: &str, engine: Engine, test: impl AsyncFn(Page) -> Outcome) {
    let sites = std::env::var_os("SA_TOKEN_HOSTS").map(PathBuf::from);
    let site = sites.map(|sites| sites.join(site).join("site")).unwrap_or_default();
    assert!(site.join("index.html").is_file(), "no such site: run cargo xtask test --hosts");
    let port = listen(0).and_then(|free| free.local_addr().map_err(|error| error.to_string()));
    let port = port.expect("a port is free").port();
    let extra = sitemap(&site, port);
    let elsewhere = Some(site);
    e2e::run(engine, &Setup { elsewhere, port, extra, framed: true, ..Setup::default() }, test);
}

/// The list of pages as if the site had been made for this port: MkDocs Material follows only the
/// links that are in it without a new document.
fn sitemap(site: &Path, port: u16) -> Vec<(&'static str, &'static str)> {
    let kept = std::fs::read_to_string(site.join("sitemap.xml")).ok();
    let moved = kept.map(|text| text.replace("//127.0.0.1/", &format!("//127.0.0.1:{port}/")));
    moved.map(|text| ("/sitemap.xml", &*text.leak())).into_iter().collect()
}

/// Scrolls to the element until it says this.
async fn says(page: &Page, headline: &str) -> Outcome {
    let script = format!(
        "const element = document.querySelector('sa-token-decoder');
         if (element?.shadowRoot?.querySelector('article') === null) element.scrollIntoView();
         const headline = element?.shadowRoot?.querySelector('.subject');
         return headline?.textContent === {} && headline.checkVisibility();",
        json!(headline)
    );
    page.wait_until(headline, &script).await
}

/// Nothing was complained of: no error on the console, none of the element's, nothing missing.
async fn nothing_is_wrong(page: &Page) -> Outcome {
    let wrong = page.script("return document.documentElement.dataset.wrong", vec![]).await?;
    assert_eq!(wrong, json!("[]"));
    Ok(())
}

/// What was asked for in the folder of the element, in turn.
fn loaded(page: &Page, site: &str) -> Vec<String> {
    let bundled = FRAMEWORKS.contains(&site);
    let folder = if bundled { "/assets/" } else { "/embed/" };
    let requests = page.server.requests();
    let names = requests.iter().filter_map(|path| path.split_once(folder).map(|(_, name)| name));
    let known = names.map(|name| match name.rsplit_once('.') {
        Some((_, ending)) if bundled => ending,
        _ => name,
    });
    known.map(str::to_owned).collect()
}

async fn an_example_is_shown(page: Page, _: &str) -> Outcome {
    page.visit("/").await?;
    says(&page, HEADLINES[0]).await?;
    let fallback = "return document.querySelector('sa-token-decoder > p')?.checkVisibility()";
    let fallback = page.script(fallback, vec![]).await?;
    assert_ne!(fallback, json!(true), "the fallback is shown beside it");
    nothing_is_wrong(&page).await
}

async fn nothing_else_is_loaded_until_it_is_scrolled_to(page: Page, site: &str) -> Outcome {
    page.visit("/").await?;
    let defined =
        "return (document.querySelector('sa-token-decoder')?.shadowRoot ?? null) !== null;";
    page.wait_until("the element is defined", defined).await?;
    // As long as a frame or two of the browser's.
    page.async_script(
        "for (let frame = 0; frame < 5; frame += 1) await new Promise(requestAnimationFrame);",
    )
    .await?;
    let files = if FRAMEWORKS.contains(&site) { BUNDLED } else { SERVED };
    assert_eq!(loaded(&page, site), files[..1]);
    says(&page, HEADLINES[0]).await?;
    assert_eq!(loaded(&page, site), files, "each once");
    nothing_is_wrong(&page).await
}

async fn it_works_after_a_link_and_on_the_way_back(page: Page, site: &str) -> Outcome {
    page.visit("/").await?;
    says(&page, HEADLINES[0]).await?;
    page.script("document.documentElement.dataset.before = ''; scrollTo(0, 0);", vec![]).await?;
    page.driver.find(By::LinkText("Go on to the other page")).await?.click().await?;
    says(&page, HEADLINES[1]).await?;
    let same = page.script("return 'before' in document.documentElement.dataset", vec![]).await?;
    assert_eq!(same, json!(INSTANT.contains(&site)), "whether the document stayed the same");
    nothing_is_wrong(&page).await?;
    page.driver.back().await?;
    says(&page, HEADLINES[0]).await?;
    nothing_is_wrong(&page).await
}

/// Opens the form of a framework's site.
async fn open_form(page: &Page) -> Outcome {
    page.visit("/?form").await?;
    says(page, LEGACY).await
}

/// Presses a button of the form's own.
async fn press(page: &Page, words: &str) -> Outcome {
    page.driver.find(By::XPath(format!("//button[.='{words}']"))).await?.click().await
}

/// Waits until the form says this in an `output` of its own.
async fn form_says(page: &Page, name: &str, text: &str) -> Outcome {
    let output = format!("document.querySelector('output[name={name}]').textContent");
    page.wait_until(&format!("{name} {text}"), &format!("return {output} === '{text}';")).await
}

async fn a_token_of_the_state_is_shown_and_told_of(page: Page, _: &str) -> Outcome {
    open_form(&page).await?;
    form_says(&page, "kind", "legacy").await?;
    for (headline, kind) in [(BOUND, "bound"), (LEGACY, "legacy")] {
        press(&page, "Other token").await?;
        says(&page, headline).await?;
        form_says(&page, "kind", kind).await?;
    }
    let written = "return document.documentElement.outerHTML.includes('eyJ');";
    assert_eq!(page.script(written, vec![]).await?, json!(false), "the token is in an attribute");
    nothing_is_wrong(&page).await
}

async fn a_mode_of_the_state_is_followed(page: Page, _: &str) -> Outcome {
    open_form(&page).await?;
    for (mode, shown) in [("full", true), ("compact", false), ("full", true)] {
        let claims =
            "document.querySelector('sa-token-decoder').shadowRoot.querySelector('#claims')";
        let claims = format!("return {claims}.checkVisibility() === {shown};");
        page.wait_until(mode, &claims).await?;
        says(&page, LEGACY).await?;
        press(&page, "Other mode").await?;
    }
    nothing_is_wrong(&page).await
}

async fn the_state_may_take_it_out_and_put_it_back(page: Page, _: &str) -> Outcome {
    open_form(&page).await?;
    for headline in [BOUND, LEGACY, BOUND] {
        press(&page, "Take out or put back").await?;
        let gone = "return document.querySelector('sa-token-decoder') === null;";
        page.wait_until("it is gone", gone).await?;
        press(&page, "Other token").await?;
        press(&page, "Take out or put back").await?;
        says(&page, headline).await?;
    }
    nothing_is_wrong(&page).await
}

async fn nothing_in_it_gets_into_the_form_or_sends_it(page: Page, _: &str) -> Outcome {
    open_form(&page).await?;
    let of_its_own = json!([["title", "A report"]]);
    let held = "return Array.from(new FormData(document.querySelector('form')));";
    assert_eq!(page.script(held, vec![]).await?, of_its_own);
    // From the last one to the first, since these take the token out.
    let pressed = page.script(
        "const { shadowRoot } = document.querySelector('sa-token-decoder');
         const buttons = Array.from(shadowRoot.querySelectorAll('button, summary')).reverse();
         for (const button of buttons) button.click();
         return buttons.map(({ textContent }) => textContent);",
        vec![],
    );
    let pressed = pressed.await?.to_string();
    for button in ["Paste", "Clear"] {
        assert!(pressed.contains(button), "{button} is not in {pressed}");
    }
    let link = "const link = document.querySelector('sa-token-decoder').shadowRoot
            .querySelector('a[href=\"#example=bound-pod-hour\"]');
        link?.click();
        return Boolean(link);";
    page.wait_until("the examples", link).await?;
    says(&page, HEADLINES[1]).await?;
    page.script("document.querySelector('sa-token-decoder').clear();", vec![]).await?;
    let field = "const { shadowRoot } = document.querySelector('sa-token-decoder');
        const field = shadowRoot.querySelector('#token');";
    let empty = format!("{field} field.focus(); return field.value === '';");
    page.wait_until("the field is empty", &empty).await?;
    page.driver.action_chain().send_keys(Key::Enter).perform().await?;
    page.wait_until("a new line", &format!("{field} return field.value === '\\n';")).await?;
    assert_eq!(page.script(held, vec![]).await?, of_its_own);
    form_says(&page, "sent", "0").await?;
    press(&page, "Send").await?;
    form_says(&page, "sent", "1").await?;
    nothing_is_wrong(&page).await
}

async fn after_a_panic_the_fallback_is_shown(page: Page, _: &str) -> Outcome {
    open_form(&page).await?;
    // What the page put there is gone when it comes back to it.
    page.script(
        "const element = document.querySelector('sa-token-decoder');
         element.shadowRoot.querySelector('.field-foot').remove();
         element.value = `${' '.repeat(70_000)}eyJ`;",
        vec![],
    )
    .await?;
    let fallback = "return document.querySelector('sa-token-decoder > p').checkVisibility();";
    page.wait_until("the fallback", fallback).await
}
