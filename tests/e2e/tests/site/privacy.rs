//! Nothing that was pasted leaves the page or stays behind.

use e2e::{Outcome, Page, Setup, samples};
use serde_json::{Value, json};
use thirtyfour::WindowHandle;

in_every_engine!(
    whole_session_makes_no_request: Setup::default(),
    every_loaded_file_is_weighed: Setup::default(),
    nothing_is_stored: Setup::default(),
    privacy_page_has_no_script_and_opens_in_a_new_tab: Setup::default(),
);

/// Uses the page for a while: pastes, types, opens what can be opened.
async fn use_the_page(page: &Page) -> Outcome {
    let (broken, several) = (samples::broken(), samples::several());
    let pastes = [samples::BOUND, samples::LEGACY_AUTO, samples::LEGACY_MANUAL, &broken, &several];
    for text in pastes {
        page.paste(text).await?;
        page.article().await?;
        page.script(
            "for (const summary of document.querySelectorAll('article summary')) summary.click();
             for (const button of document.querySelectorAll('article button')) button.click();",
            Vec::new(),
        )
        .await?;
    }
    // One that a worker reads.
    let long = "a line of a log\n".repeat(10_000) + samples::BOUND;
    page.paste(&long).await?;
    page.wait_until(
        "the long text is read",
        "return document.querySelector('.attachment')?.innerText.includes('1 token found') ?? false",
    )
    .await?;
    page.article().await?;
    page.paste("no token at all").await
}

async fn resources(page: &Page) -> Outcome<Value> {
    let script =
        "return performance.getEntriesByType('resource').map((entry) => entry.name).sort();";
    page.script(script, Vec::new()).await
}

async fn whole_session_makes_no_request(page: Page) -> Outcome {
    page.open().await?;
    page.script(
        "document.addEventListener('securitypolicyviolation', (event) => {
             document.documentElement.dataset.stopped = event.effectiveDirective;
         });",
        Vec::new(),
    )
    .await?;
    let (requests, loaded) = (page.server.requests(), resources(&page).await?);
    use_the_page(&page).await?;
    assert_eq!(page.server.requests(), requests, "the server was asked for something");
    assert_eq!(resources(&page).await?, loaded, "the page loaded something");
    for address in loaded.as_array().into_iter().flatten() {
        let address = address.as_str().unwrap_or_default();
        assert!(address.starts_with(&page.server.address()), "{address} is not the page's own");
    }
    let stopped =
        page.script("return document.documentElement.dataset.stopped ?? null", vec![]).await?;
    assert_eq!(stopped, Value::Null, "the policy had to stop something");
    Ok(())
}

async fn every_loaded_file_is_weighed(page: Page) -> Outcome {
    page.open().await?;
    let mut loaded = page.server.requests();
    loaded.iter_mut().for_each(|path| *path = path.trim_start_matches('/').to_owned());
    loaded
        .iter_mut()
        .filter(|path| path.is_empty())
        .for_each(|path| *path = "index.html".to_owned());
    loaded.sort();
    loaded.dedup();
    let weighed = xtask::weight::loaded_files(&page.server.site().dist);
    let mut weighed = weighed.expect("the site is built");
    weighed.sort();
    assert_eq!(loaded, weighed);
    Ok(())
}

async fn nothing_is_stored(page: Page) -> Outcome {
    page.open().await?;
    use_the_page(&page).await?;
    let stored = page
        .async_script(
            "const databases = await window.indexedDB.databases?.() ?? [];
             let files = 0;
             // The browser's own file system (OPFS); not every engine has it here.
             const folder = await navigator.storage?.getDirectory?.().catch(() => {});
             for await (const _ of folder?.keys() ?? []) files += 1;
             const workers = await navigator.serviceWorker?.getRegistrations() ?? [];
             return {
                 local: window.localStorage.length,
                 session: window.sessionStorage.length,
                 databases: databases.length,
                 files,
                 caches: (await window.caches.keys()).length,
                 workers: workers.length,
                 cookies: document.cookie,
                 address: location.search + location.hash,
                 name: window.name,
                 // Going to a claim is a step in the history, whose entry holds a number.
                 state: Number.isInteger(history.state),
             };",
        )
        .await?;
    // The files of the page are kept for visits without a network; offline.rs compares them with the
    // list of the build.
    let nothing = json!({
        "local": 0, "session": 0, "databases": 0, "files": 0, "caches": 1, "workers": 1,
        "cookies": "", "address": "", "name": "", "state": true,
    });
    assert_eq!(stored, nothing);
    assert!(page.driver.get_all_cookies().await?.is_empty());
    Ok(())
}

async fn privacy_page_has_no_script_and_opens_in_a_new_tab(page: Page) -> Outcome {
    page.open().await?;
    page.paste(samples::BOUND).await?;
    page.article().await?;
    let requests = page.server.requests().len();
    let first = page.driver.window().await?;
    page.wait_for(".promise").await?.click().await?;
    page.wait_for("#check a").await?.click().await?;
    let second = another_window(&page).await?;
    assert_eq!(page.article().await?.kind, "bound", "what was pasted stays");
    page.driver.switch_to_window(second).await?;
    page.wait_for("#cannot").await?;
    let about = page
        .script(
            "return [location.pathname, document.scripts.length, window.opener, document.referrer];",
            Vec::new(),
        )
        .await?;
    assert_eq!(about, json!(["/privacy.html", 0, null, ""]));
    let mut asked = page.server.requests().split_off(requests);
    // It is kept with the page's files. Opening another page, some engines look for a newer worker, and
    // for an icon of the site.
    asked.retain(|path| path != "/sw.js" && path != "/favicon.ico");
    assert_eq!(asked, [""; 0]);
    page.driver.close_window().await?;
    page.driver.switch_to_window(first).await
}

/// Waits for the window that was opened.
async fn another_window(page: &Page) -> Outcome<WindowHandle> {
    let own = page.driver.window().await?;
    for _ in 0..200 {
        let windows = page.driver.windows().await?;
        if let Some(other) = windows.into_iter().find(|window| *window != own) {
            return Ok(other);
        }
    }
    panic!("no window was opened");
}
