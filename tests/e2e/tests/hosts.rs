//! The element in a site by each generator of documentation, made by `cargo xtask test --hosts` out
//! of `tests/hosts`. Each case shows as a test of its own, such as `hugo::firefox::case`.

use std::path::{Path, PathBuf};

use e2e::{Outcome, Page, Setup};
use serde_json::json;
use thirtyfour::prelude::*;
use xtask::engines::Engine;
use xtask::server::listen;

/// A room for each generator with one for each engine in it, with a test for each case.
macro_rules! in_every_site {
    ($($generator:ident)+) => {
        $(mod $generator {
            in_every_site!(@engine $generator chromium Chromium);
            in_every_site!(@engine $generator firefox Firefox);
            in_every_site!(@engine $generator webkit Webkit);
        })+
    };
    (@engine $generator:ident $module:ident $engine:ident) => {
        mod $module {
            in_every_site!(@case $generator $engine an_example_is_shown);
            in_every_site!(@case $generator $engine nothing_else_is_loaded_until_it_is_scrolled_to);
            in_every_site!(@case $generator $engine it_works_after_a_link_and_on_the_way_back);
        }
    };
    (@case $generator:ident $engine:ident $case:ident) => {
        #[test]
        fn $case() {
            let test = async |page| crate::$case(page, stringify!($generator)).await;
            crate::run(stringify!($generator), xtask::engines::Engine::$engine, test);
        }
    };
}

in_every_site!(mkdocs sphinx hugo mdbook docusaurus);

const MODULE: &str = "sa-token-decoder.mjs";
const CORE: &str = "sa-token-core.mjs";
const WASM: &str = "sa-token-decoder_bg.wasm";

/// What the element of the first page says, and that of the second one.
const HEADLINES: [&str; 2] = ["Legacy token from a Secret", "Bound token of a Pod"];

/// Those that follow a link without a new document.
const INSTANT: [&str; 2] = ["mkdocs", "docusaurus"];

/// Runs a test on the site of a generator, without our own policy.
fn run(generator: &str, engine: Engine, test: impl AsyncFnOnce(Page) -> Outcome) {
    let sites = std::env::var_os("SA_TOKEN_HOSTS").map(PathBuf::from);
    let site = sites.map(|sites| sites.join(generator).join("site")).unwrap_or_default();
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
         const headline = element?.shadowRoot?.querySelector('#headline');
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

/// What was asked for in the folder of the element, by name.
fn loaded(page: &Page) -> Vec<String> {
    let asked = page.server.requests().into_iter();
    asked.filter_map(|path| path.split_once("/embed/").map(|(_, name)| name.to_owned())).collect()
}

async fn an_example_is_shown(page: Page, _: &str) -> Outcome {
    page.visit("/").await?;
    says(&page, HEADLINES[0]).await?;
    let fallback = "return document.querySelector('sa-token-decoder > p')?.checkVisibility()";
    let fallback = page.script(fallback, vec![]).await?;
    assert_ne!(fallback, json!(true), "the fallback is shown beside it");
    nothing_is_wrong(&page).await
}

async fn nothing_else_is_loaded_until_it_is_scrolled_to(page: Page, _: &str) -> Outcome {
    page.visit("/").await?;
    let defined =
        "return (document.querySelector('sa-token-decoder')?.shadowRoot ?? null) !== null;";
    page.wait_until("the element is defined", defined).await?;
    // As long as a frame or two of the browser's.
    page.async_script(
        "for (let frame = 0; frame < 5; frame += 1) await new Promise(requestAnimationFrame);",
    )
    .await?;
    assert_eq!(loaded(&page), [MODULE]);
    says(&page, HEADLINES[0]).await?;
    let mut files = loaded(&page);
    files.sort();
    assert_eq!(files, [CORE, MODULE, WASM], "each once");
    nothing_is_wrong(&page).await
}

async fn it_works_after_a_link_and_on_the_way_back(page: Page, generator: &str) -> Outcome {
    page.visit("/").await?;
    says(&page, HEADLINES[0]).await?;
    page.script("document.documentElement.dataset.before = ''; scrollTo(0, 0);", vec![]).await?;
    page.driver.find(By::LinkText("Go on to the other page")).await?.click().await?;
    says(&page, HEADLINES[1]).await?;
    let same = page.script("return 'before' in document.documentElement.dataset", vec![]).await?;
    assert_eq!(same, json!(INSTANT.contains(&generator)), "whether the document stayed the same");
    nothing_is_wrong(&page).await?;
    page.driver.back().await?;
    says(&page, HEADLINES[0]).await?;
    nothing_is_wrong(&page).await
}
