//! A page that another one opened, or that stands in a frame, says so before it takes any input.

use e2e::{Outcome, Page, Setup, Theme};
use serde_json::{Value, json};
use thirtyfour::prelude::*;
use xtask::server::{Server, Site, listen};

use crate::accessibility::violations;

in_every_engine!(
    a_page_that_another_one_opened_says_so: without_headers(Theme::Light),
    a_page_in_a_frame_says_so: without_headers(Theme::Dark),
    a_new_tab_has_nobody_around_it: without_headers(Theme::Light),
    headers_cut_off_other_hosts: Setup::default(),
    the_page_for_frames_says_nothing_of_them: without_headers(Theme::Light),
);

/// Opens a page when its button is pressed, and says whether it can still reach it.
const OPENER: &str = r#"<!doctype html>
<html lang="en">
  <head><meta charset="utf-8"><title>Another page</title></head>
  <body><button>Open</button><script src="/opener.js"></script></body>
</html>"#;

const OPENER_SCRIPT: &str = r#"
let opened;
document.querySelector("button").onclick = () => {
  opened = open(new URLSearchParams(location.search).get("page"));
};
document.addEventListener("reach", () => {
  document.documentElement.dataset.reaches = opened !== null && !opened.closed;
});"#;

/// As narrow as a phone.
const FRAME: &str = r#"<!doctype html>
<html lang="en">
  <head><meta charset="utf-8"><title>Another page</title></head>
  <body><iframe src="/" title="The page" width="320" height="2000"></iframe></body>
</html>"#;

const EMBEDDED: &str = r#"<!doctype html>
<html lang="en">
  <head><meta charset="utf-8"><title>Another page</title></head>
  <body><iframe src="/embed/embed.html" sandbox="allow-scripts" title="The page" width="320" height="2000"></iframe></body>
</html>"#;

fn pages() -> Vec<(&'static str, &'static str)> {
    vec![
        ("/opener.html", OPENER),
        ("/opener.js", OPENER_SCRIPT),
        ("/frame.html", FRAME),
        ("/embedded.html", EMBEDDED),
    ]
}

/// As on a host that sends no headers.
fn without_headers(theme: Theme) -> Setup {
    Setup { theme, extra: pages(), framed: true, ..Setup::default() }
}

/// Has a page of this server open the decoder, and goes into the new window.
async fn open_from(page: &Page, server: &str) -> Outcome<WindowHandle> {
    let address = page.server.address();
    page.driver.goto(format!("{server}/opener.html?page={address}/")).await?;
    page.driver.find(By::Css("button")).await?.click().await?;
    go_to_another_window(page).await
}

/// Goes into the window that was opened, and answers with the one before.
async fn go_to_another_window(page: &Page) -> Outcome<WindowHandle> {
    let own = page.driver.window().await?;
    for _ in 0..200 {
        let windows = page.driver.windows().await?;
        if let Some(other) = windows.into_iter().find(|window| *window != own) {
            page.driver.switch_to_window(other).await?;
            return Ok(own);
        }
    }
    panic!("no window was opened");
}

/// The page waits for its button, says this, and works once it is pressed.
async fn warns(page: &Page, words: &str) -> Outcome {
    let sentence = page.wait_for("#others").await?.text().await?;
    assert!(sentence.contains(words), "{sentence}");
    let closed = "const field = document.querySelector('textarea#token');
        return [field.disabled, document.querySelectorAll('#others p[hidden]').length];";
    assert_eq!(page.script(closed, Vec::new()).await?, json!([true, 1]));
    let found = violations(page).await?;
    assert_eq!(found, Value::Array(Vec::new()), "{found:#}");
    page.wait_for("#others button").await?.click().await?;
    page.ready().await?;
    let after = "return [document.querySelector('#others').checkVisibility(),
        document.activeElement?.id];";
    page.wait_until("the field has the focus", "return document.activeElement?.id === 'token'")
        .await?;
    assert_eq!(page.script(after, Vec::new()).await?, json!([false, "token"]));
    page.paste(e2e::samples::LEGACY_AUTO).await?;
    assert_eq!(page.article().await?.kind, "legacy");
    Ok(())
}

async fn a_page_that_another_one_opened_says_so(page: Page) -> Outcome {
    let first = open_from(&page, &page.server.address()).await?;
    warns(&page, "Another page opened this one.").await?;
    page.driver.close_window().await?;
    page.driver.switch_to_window(first).await
}

async fn a_page_in_a_frame_says_so(page: Page) -> Outcome {
    page.visit("/frame.html").await?;
    page.driver.enter_frame(0).await?;
    warns(&page, "This page is inside another page.").await
}

async fn a_new_tab_has_nobody_around_it(page: Page) -> Outcome {
    page.visit("/frame.html").await?;
    page.driver.enter_frame(0).await?;
    page.wait_for("#others a").await?.click().await?;
    let first = go_to_another_window(&page).await?;
    page.ready().await?;
    let alone =
        "return [location.href, opener, document.querySelector('#others').checkVisibility()];";
    let address = format!("{}/", page.server.address());
    assert_eq!(page.script(alone, Vec::new()).await?, json!([address, null, false]));
    page.driver.close_window().await?;
    page.driver.switch_to_window(first).await
}

async fn headers_cut_off_other_hosts(page: Page) -> Outcome {
    let site = Site { extra: pages(), framed: true, ..Site::default() };
    let other = listen(0).and_then(|listener| Server::start(site, listener));
    let other = other.expect("a second server starts");
    let first = open_from(&page, &other.address()).await?;
    page.ready().await?;
    let alone = "return [opener, document.querySelector('#others').checkVisibility()];";
    assert_eq!(page.script(alone, Vec::new()).await?, json!([null, false]));
    let decoder = page.driver.window().await?;
    page.driver.switch_to_window(first.clone()).await?;
    let reaches = "document.dispatchEvent(new Event('reach'));
        return document.documentElement.dataset.reaches;";
    assert_eq!(page.script(reaches, Vec::new()).await?, json!("false"), "its opener reaches it");
    page.driver.switch_to_window(decoder).await?;
    page.driver.close_window().await?;
    page.driver.switch_to_window(first).await
}

async fn the_page_for_frames_says_nothing_of_them(page: Page) -> Outcome {
    page.visit("/embedded.html").await?;
    page.driver.enter_frame(0).await?;
    page.ready().await?;
    let warning = page.script("return document.querySelector('#others')", Vec::new()).await?;
    assert_eq!(warning, Value::Null);
    Ok(())
}
