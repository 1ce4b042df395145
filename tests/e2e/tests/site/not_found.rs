//! The page that a server sends in place of a missing file.

use e2e::{Outcome, Page, Setup};
use serde_json::json;
use thirtyfour::By;

in_every_engine!(
    missing_page_links_home: Setup::default(),
    deeply_missing_page_links_home: Setup::default(),
);

const TITLE: &str = "Page not found · Service Account Token Decoder";

async fn missing_page_links_home(page: Page) -> Outcome {
    page.visit("/mistyped").await?;
    assert_eq!(page.driver.title().await?, TITLE);
    // Dressed by the stylesheet, without a script.
    let look = "return [getComputedStyle(document.querySelector('.masthead')).display,
        document.scripts.length];";
    assert_eq!(page.script(look, Vec::new()).await?, json!(["flex", 0]));
    page.driver.find(By::Css(".masthead a")).await?.click().await?;
    page.ready().await?;
    // With the service worker too, which does not keep it.
    page.visit("/mistyped").await?;
    assert_eq!(page.driver.title().await?, TITLE);
    assert_eq!(page.server.requests().iter().filter(|path| *path == "/mistyped").count(), 2);
    Ok(())
}

async fn deeply_missing_page_links_home(page: Page) -> Outcome {
    page.visit("/a/b/mistyped").await?;
    for _ in ["/a/", "/"] {
        assert_eq!(page.driver.title().await?, TITLE);
        page.driver.find(By::LinkText("go one folder up")).await?.click().await?;
    }
    page.ready().await
}
