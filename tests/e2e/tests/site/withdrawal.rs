//! A site is withdrawn by another service worker in place of its own: `dist/withdraw/sw.js`.

use e2e::{Outcome, Page, Setup};
use serde_json::json;
use xtask::server::Site;
use xtask::weight::SERVICE_WORKER;

use crate::offline::with_another_server;

in_every_engine!(
    withdrawn_site_keeps_nothing_and_loads_from_the_server: Setup::default(),
);

/// The worker that withdraws the site.
fn withdrawing() -> &'static str {
    let file = e2e::shipped("withdraw").join(SERVICE_WORKER);
    std::fs::read_to_string(file).expect("it was made").leak()
}

/// Caches of this site, and of another one on the same origin, and registrations.
const LEFT: &str = "
    const names = await caches.keys();
    const others = names.filter((name) => name === 'of somebody else').length;
    const registrations = await navigator.serviceWorker.getRegistrations();
    return [names.length - others, others, registrations.length];";

/// Waits until this is what is left.
async fn is_left(page: &Page, what: [u32; 3]) -> Outcome {
    let look = format!(
        "window.left ??= '';
         (async () => {{ {LEFT} }})().then((left) => {{ window.left = left.join(' '); }});
         return window.left === '{} {} {}';",
        what[0], what[1], what[2]
    );
    page.wait_until(&format!("{what:?} is left"), &look).await
}

async fn withdrawn_site_keeps_nothing_and_loads_from_the_server(page: Page) -> Outcome {
    page.open().await?;
    page.async_script("await navigator.serviceWorker.ready;").await?;
    page.async_script("await caches.open('of somebody else');").await?;
    is_left(&page, [1, 1, 1]).await?;

    // The site is still there, so that the next visit could be from the copy or from the server.
    let mut withdrawn = crate::offline::changed_site();
    withdrawn.extra.retain(|(path, _)| *path != "/sw.js");
    withdrawn.extra.push(("/sw.js", withdrawing()));
    let (page, address) = with_another_server(page, withdrawn.clone());
    // The visit that fetches it; what was kept answers once more.
    page.driver.goto(&address).await?;
    page.ready().await?;
    assert_eq!(page.driver.title().await?, "Service Account Token Decoder");
    is_left(&page, [0, 1, 0]).await?;

    // Every visit from then on comes from the server.
    for _ in 0..2 {
        let before = page.server.requests().iter().filter(|path| *path == "/").count();
        page.driver.goto("about:blank").await?;
        page.driver.goto(&address).await?;
        page.ready().await?;
        assert_eq!(page.driver.title().await?, "Newer: Service Account Token Decoder");
        assert_eq!(page.server.requests().iter().filter(|path| *path == "/").count(), before + 1);
        is_left(&page, [0, 1, 0]).await?;
    }
    // Or does not come.
    let gone = Site { extra: vec![("/sw.js", withdrawing())], ..Site::default() };
    let (page, address) = with_another_server(page, gone);
    page.driver.goto(&address).await?;
    let text = page.script("return document.body.innerText", Vec::new()).await?;
    assert_eq!(text, json!("There is no such file."));
    Ok(())
}
