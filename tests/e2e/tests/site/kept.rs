//! The service worker keeps and serves nothing but what the build made, whatever is put in its place by
//! the server or by other pages of the same origin.

use std::collections::BTreeMap;

use e2e::samples::BOUND;
use e2e::{Article, Outcome, Page, Setup};
use serde_json::{Value, json};
use xtask::engines::Engine;
use xtask::headers;
use xtask::server::Site;

use crate::offline::{self, changed_site, with_another_server, without_its_server};

in_every_engine!(
    a_changed_copy_is_never_served_and_is_replaced: neighbor(),
    a_deleted_copy_is_replaced: neighbor(),
    changed_headers_are_never_served: neighbor(),
    a_kept_page_has_every_header: neighbor(),
    without_a_server_a_changed_copy_is_not_served: neighbor(),
    with_a_newer_server_a_changed_copy_gives_way_to_the_newer_version: neighbor(),
    another_page_in_place_of_a_file_is_not_kept: another_page(),
    a_missing_file_is_not_kept: missing(),
    a_redirected_file_is_kept_and_opens: redirecting(),
);

/// A page of somebody else on the same origin.
const NEIGHBOR: &str =
    "<!doctype html><html lang=\"en\"><title>A neighbor</title><p>Another page.</p></html>";

fn neighbor() -> Setup {
    Setup { extra: vec![("/neighbor.html", NEIGHBOR)], ..Setup::default() }
}

/// The server has some page, with status 200, where the page about privacy should be.
fn another_page() -> Setup {
    Setup { extra: vec![("/privacy.html", NEIGHBOR)], ..Setup::default() }
}

/// The server sends its page for missing files instead of the manifest.
fn missing() -> Setup {
    let redirects = vec![("/manifest.webmanifest", "/no-such-file")];
    Setup { redirects, extra: vec![("/no-such-file", NEIGHBOR)], ..Setup::default() }
}

/// As Cloudflare Pages does.
fn redirecting() -> Setup {
    let redirects = vec![("/privacy.html", "/privacy"), ("/index.html", "/")];
    Setup { redirects, ..Setup::default() }
}

/// Puts an answer of one's own in place of every kept one; `body` and `headers` are expressions.
fn poison(body: &str, headers: &str, status: u16) -> String {
    format!(
        "let changed = 0;
         for (const name of await caches.keys()) {{
             const cache = await caches.open(name);
             for (const request of await cache.keys()) {{
                 const kept = await cache.match(request);
                 const answer = new Response({body}, {{ status: {status}, headers: {headers} }});
                 await cache.put(request, answer);
                 changed += 1;
             }}
         }}
         return changed;"
    )
}

const POISON: &str = "'<!doctype html><title>Poisoned</title><p>Paste your token here.'";

/// Visits the page so that its files are kept, and then has a neighbor do this to them.
async fn attacked(page: &Page, script: &str) -> Outcome {
    page.open().await?;
    // On a busy machine the page may have given up waiting for that.
    page.async_script("await navigator.serviceWorker.ready;").await?;
    page.visit("/neighbor.html").await?;
    let changed = page.async_script(script).await?;
    assert_eq!(changed, json!(offline::site_files().len()), "every file was kept, and was changed");
    Ok(())
}

/// The page works, and is what the build made.
async fn is_genuine(page: &Page) -> Outcome {
    assert_eq!(page.driver.title().await?, "Service Account Token Decoder");
    page.paste(BOUND).await?;
    assert_eq!(page.article().await?, Article::new("bound", Some("pod")));
    Ok(())
}

/// What is kept of the page itself.
const KEPT_PAGE: &str = "
    const [name] = await caches.keys();
    const kept = await (await caches.open(name)).match(new URL('./', document.baseURI));
    return kept ? await kept.text() : null;";

async fn kept_page_is_genuine(page: &Page) -> Outcome {
    let index = std::fs::read_to_string(e2e::site_folder().join("index.html"));
    let kept = page.async_script(KEPT_PAGE).await?;
    assert_eq!(kept, json!(index.expect("the site is built")));
    Ok(())
}

async fn a_changed_copy_is_never_served_and_is_replaced(page: Page) -> Outcome {
    attacked(&page, &poison(POISON, "{ 'Content-Type': 'text/html' }", 200)).await?;
    page.open().await?;
    is_genuine(&page).await?;
    kept_page_is_genuine(&page).await?;
    // What the page itself does not load is checked when it is asked for.
    page.visit("/privacy.html").await?;
    assert_eq!(page.driver.title().await?, "Privacy · Service Account Token Decoder");
    let (page, address) = without_its_server(page);
    page.driver.goto(&address).await?;
    page.ready().await?;
    is_genuine(&page).await
}

async fn a_deleted_copy_is_replaced(page: Page) -> Outcome {
    let script = "let changed = 0;
        for (const name of await caches.keys()) {
            changed += (await (await caches.open(name)).keys()).length;
            await caches.delete(name);
        }
        return changed;";
    attacked(&page, script).await?;
    page.open().await?;
    is_genuine(&page).await?;
    kept_page_is_genuine(&page).await
}

/// The right bytes, with headers that lead elsewhere, drop the policy, or make a page of a script.
async fn changed_headers_are_never_served(page: Page) -> Outcome {
    let headers = "{ 'Content-Type': 'text/plain', 'Refresh': '0;url=/neighbor.html',
        'Content-Security-Policy': 'sandbox', 'Link': '</neighbor.css>; rel=stylesheet' }";
    attacked(&page, &poison("await kept.arrayBuffer()", headers, 404)).await?;
    page.open().await?;
    is_genuine(&page).await?;
    let seen = page.server.requests();
    assert!(!seen.iter().any(|path| path == "/neighbor.css"), "{seen:?}");
    Ok(())
}

async fn a_kept_page_has_every_header(page: Page) -> Outcome {
    page.open().await?;
    page.async_script("await navigator.serviceWorker.ready;").await?;
    page.visit("/neighbor.html").await?;
    let asked = || page.server.requests().iter().filter(|path| *path == "/").count();
    let before = asked();
    let answer = page.async_script("return [...(await fetch('/')).headers];").await?;
    assert_eq!(asked(), before, "the kept page is what answered");
    let answer: Vec<(String, String)> = serde_json::from_value(answer)?;
    let answer: BTreeMap<_, _> = answer.into_iter().collect();
    let expected = headers::HEADERS.iter().chain(&[("Content-Type", "text/html; charset=utf-8")]);
    let expected: BTreeMap<_, _> =
        expected.map(|(name, value)| (name.to_lowercase(), (*value).to_owned())).collect();
    assert_eq!(answer, expected);
    Ok(())
}

/// The title and the text of what a navigation brought, if anything.
async fn shown(page: &Page, address: &str) -> Outcome<String> {
    // A driver may call a page of the browser's own an error.
    let _ = page.driver.goto(address).await;
    let shown =
        page.script("return document.title + '\\n' + document.body?.innerText;", Vec::new());
    Ok(shown.await?.as_str().unwrap_or_default().to_owned())
}

async fn without_a_server_a_changed_copy_is_not_served(page: Page) -> Outcome {
    attacked(&page, &poison(POISON, "{ 'Content-Type': 'text/html' }", 200)).await?;
    let (page, address) = without_its_server(page);
    let instead = shown(&page, &address).await?;
    assert!(!instead.contains("Poisoned") && !instead.contains("Paste"), "{instead}");
    assert!(!instead.contains("Service Account Token Decoder"), "{instead}");
    let site = Site { dist: e2e::site_folder(), ..Site::default() };
    let (page, address) = with_another_server(page, site);
    page.driver.goto(&address).await?;
    page.ready().await?;
    is_genuine(&page).await
}

async fn with_a_newer_server_a_changed_copy_gives_way_to_the_newer_version(page: Page) -> Outcome {
    attacked(&page, &poison(POISON, "{ 'Content-Type': 'text/html' }", 200)).await?;
    let older = page.async_script("return (await caches.keys())[0];").await?;
    let (page, address) = with_another_server(page, changed_site());
    let sentence = "\nThe stored copy of this page was changed or removed, and the server does not have \
        that version, so nothing was loaded. Reload in a few seconds to open the current version.";
    let first = shown(&page, &address).await?;
    // WebKit may look for a newer version by itself before the visit. Chromium may still have the
    // right bytes of this version in its own cache, and then they are shown.
    let is_newer = page.engine == Engine::Webkit && first.starts_with("Newer: ");
    let is_genuine = first.starts_with("Service Account Token Decoder\n");
    assert!(is_newer || is_genuine || first == sentence, "{first}");
    // The newer version drops what the older one kept.
    let dropped = format!(
        "caches.keys().then((names) => {{ window.names = names; }});
         return window.names?.length === 1 && window.names[0] !== {older};"
    );
    page.wait_until("the newer version is there", &dropped).await?;
    page.driver.goto(&address).await?;
    assert_eq!(page.driver.title().await?, "Newer: Service Account Token Decoder");
    page.ready().await?;
    page.paste(BOUND).await?;
    assert_eq!(page.article().await?, Article::new("bound", Some("pod")));
    Ok(())
}

/// The page works, and its files were asked for and not kept.
async fn nothing_is_kept(page: &Page, path: &str) -> Outcome {
    page.open().await?;
    assert!(page.server.requests().iter().any(|asked| asked == path), "{path} was not asked for");
    let kept = "const all = () => navigator.serviceWorker.getRegistrations();
        while ((await all()).some(({ installing }) => installing)) {
            await new Promise((resolve) => setTimeout(resolve, 50));
        }
        const active = (await all()).filter((registration) => registration.active);
        return [(await caches.keys()).length, active.length];";
    assert_eq!(page.async_script(kept).await?, json!([0, 0]));
    page.paste(BOUND).await?;
    assert_eq!(page.article().await?, Article::new("bound", Some("pod")));
    Ok(())
}

async fn another_page_in_place_of_a_file_is_not_kept(page: Page) -> Outcome {
    nothing_is_kept(&page, "/privacy.html").await
}

async fn a_missing_file_is_not_kept(page: Page) -> Outcome {
    nothing_is_kept(&page, "/manifest.webmanifest").await
}

async fn a_redirected_file_is_kept_and_opens(page: Page) -> Outcome {
    page.open().await?;
    page.async_script("await navigator.serviceWorker.ready;").await?;
    let (page, address) = without_its_server(page);
    page.driver.goto(format!("{address}/privacy.html")).await?;
    assert_eq!(page.driver.title().await?, "Privacy · Service Account Token Decoder");
    page.driver.goto(format!("{address}/index.html")).await?;
    page.ready().await?;
    let redirected = "return performance.getEntriesByType('navigation')[0].redirectCount;";
    assert_eq!(page.script(redirected, Vec::new()).await?, Value::from(0));
    is_genuine(&page).await
}
