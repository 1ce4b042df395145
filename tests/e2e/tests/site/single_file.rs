//! The whole tool in one file, opened from the disk.

use std::path::{Path, PathBuf};

use e2e::{Article, Outcome, Page, Setup, samples};
use serde_json::{Value, json};
use xtask::headers::{POLICY_AFTER_LOADING, single_file_policy};

use crate::accessibility::violations;
use crate::export::{WATCH_SAVING, press};
use crate::session;

in_every_engine!(
    single_file_works_like_the_site_without_requests: Setup::default(),
    session_with_every_feature_works_from_disk: Setup::default(),
    single_file_contains_its_privacy_page: Setup::default(),
    token_in_its_address_is_opened_and_removed: Setup::default(),
    single_file_has_its_policy: Setup::default(),
    script_added_to_the_file_does_not_run: Setup::default(),
    truncated_file_says_so: Setup::default(),
);

pub(crate) fn file() -> PathBuf {
    e2e::shipped("sa-token-decoder.html")
}

/// A copy of the file with something changed in it, removed when this is dropped.
pub(crate) struct Changed(PathBuf);

impl Drop for Changed {
    fn drop(&mut self) {
        // Nothing depends on it any more.
        let _ = std::fs::remove_file(&self.0);
    }
}

impl Changed {
    pub(crate) fn new(page: &Page, name: &str, change: impl FnOnce(String) -> String) -> Self {
        let text = std::fs::read_to_string(file()).expect("it was made");
        let name = format!("sa-token-{name}-{}-{}.html", page.engine, std::process::id());
        let copy = std::env::temp_dir().join(name);
        std::fs::write(&copy, change(text)).expect("it can be copied");
        Self(copy)
    }

    pub(crate) fn path(&self) -> &Path {
        &self.0
    }
}

/// Notes what the policy stops and how often a worker is given something to read.
const WATCH: &str = "
    window.seen = { stopped: [], read: 0 };
    document.addEventListener('securitypolicyviolation', (event) => {
        window.seen.stopped.push(event.effectiveDirective);
    });
    const post = Worker.prototype.postMessage;
    Worker.prototype.postMessage = function (...message) {
        window.seen.read += 1;
        post.apply(this, message);
    };";

async fn single_file_works_like_the_site_without_requests(page: Page) -> Outcome {
    page.open_file(&file(), "").await?;
    page.script(WATCH, Vec::new()).await?;
    page.paste(samples::BOUND).await?;
    assert_eq!(page.article().await?, Article::new("bound", Some("pod")));

    page.script(WATCH_SAVING, Vec::new()).await?;
    press(&page, "Export JSON").await?;
    page.wait_until("a text was saved", "return typeof window.saved.text === 'string'").await?;
    let saved = page.script("return JSON.parse(window.saved.text).version", Vec::new()).await?;
    assert_eq!(saved, json!(1));

    page.script("location.hash = '#example=legacy-auto'", Vec::new()).await?;
    page.wait_for(".example-note").await?;
    assert_eq!(page.article().await?.kind, "legacy");

    let long = "a line of a log\n".repeat(10_000) + samples::BOUND;
    page.paste(&long).await?;
    page.wait_until(
        "the long text is read",
        "return document.querySelector('.attachment')?.innerText.includes('1 token found') ?? false",
    )
    .await?;
    assert_eq!(page.article().await?, Article::new("bound", Some("pod")));

    let seen = page.script("return window.seen", Vec::new()).await?;
    assert_eq!(seen, json!({ "stopped": [], "read": 1 }));
    let loaded = "return performance.getEntriesByType('resource').map((entry) => entry.name)
        .filter((name) => !name.startsWith('blob:') && !name.startsWith('data:'));";
    assert_eq!(page.script(loaded, Vec::new()).await?, json!([]));
    assert_eq!(page.server.requests(), Vec::<String>::new());
    Ok(())
}

async fn session_with_every_feature_works_from_disk(page: Page) -> Outcome {
    page.open_file(&file(), "").await?;
    page.script(session::WATCH, Vec::new()).await?;
    session::put_in(&page).await?;
    session::look_around(&page).await?;
    page.script("window.seen.length = 0;", Vec::new()).await?;
    session::take_along(&page).await?;
    assert_eq!(page.server.requests(), Vec::<String>::new());
    Ok(())
}

async fn single_file_contains_its_privacy_page(page: Page) -> Outcome {
    page.open_file(&file(), "").await?;
    page.paste(samples::BOUND).await?;
    page.article().await?;
    page.wait_for(".promise").await?.click().await?;
    page.wait_for("#check a").await?.click().await?;
    let title = page.wait_for("#privacy-title").await?.text().await?;
    assert_eq!(title, "Nothing you paste leaves this file");
    assert_eq!(page.driver.windows().await?.len(), 1, "no other page is opened");
    let found = violations(&page).await?;
    assert_eq!(found, Value::Array(Vec::new()), "{found:#}");
    page.wait_for("#privacy button").await?.click().await?;
    let closed = "return !document.querySelector('#privacy').open;";
    page.wait_until("it is closed", closed).await?;
    assert_eq!(page.article().await?, Article::new("bound", Some("pod")), "all is as before");
    Ok(())
}

async fn token_in_its_address_is_opened_and_removed(page: Page) -> Outcome {
    page.open_file(&file(), &format!("#token={}", samples::BOUND.trim())).await?;
    assert_eq!(page.article().await?, Article::new("bound", Some("pod")));
    let address = page.script("return location.href", Vec::new()).await?;
    assert_eq!(address, json!(format!("file://{}", file().display())));
    Ok(())
}

/// The digests of what the browser itself has as the page's script and style.
const DIGESTS: &str = "
    const digest = async (element) => {
        const bytes = new TextEncoder().encode(document.querySelector(element).textContent);
        const sum = new Uint8Array(await crypto.subtle.digest('SHA-256', bytes));
        return 'sha256-' + btoa(String.fromCharCode(...sum));
    };
    return [await digest('script[type=module]'), await digest('style')];";

async fn single_file_has_its_policy(page: Page) -> Outcome {
    page.open_file(&file(), "").await?;
    let digests = page.async_script(DIGESTS).await?;
    let [script, style]: [String; 2] = serde_json::from_value(digests)?;
    let policies =
        "return Array.from(document.querySelectorAll('meta[http-equiv]'), (meta) => meta.content)";
    assert_eq!(
        page.script(policies, Vec::new()).await?,
        json!([single_file_policy(&script, &style), POLICY_AFTER_LOADING])
    );
    let address = page.server.address();
    let answer = page
        .async_script(&format!(
            "const there = '{address}/', options = {{ mode: 'no-cors' }};
             const fetched = await window.fetch(there, options).then(() => 'reached', () => 'stopped');
             const image = await new Promise((resolve) => {{
                 const image = document.createElement('img');
                 image.onload = () => resolve('reached');
                 image.onerror = () => resolve('stopped');
                 image.src = there + 'picture.png';
             }});
             navigator.sendBeacon?.(there);
             return [fetched, image];"
        ))
        .await?;
    assert_eq!(answer, json!(["stopped", "stopped"]));
    assert_eq!(page.server.requests(), Vec::<String>::new());
    Ok(())
}

/// Before the policy is tightened the first one stands alone, and it is enough.
async fn script_added_to_the_file_does_not_run(page: Page) -> Outcome {
    let added = "<script>document.documentElement.dataset.ran = 'a script';</script>
        <script type=module>document.documentElement.dataset.ran = 'a module';</script>
        <style>:root { --added: 1 }</style>
        <img src=\"data:,\" onerror=\"document.documentElement.dataset.ran = 'a handler'\">";
    let changed = Changed::new(&page, "added", |text| {
        let (before, after) = text.split_once("<div id=\"app\">").expect("it has its place");
        format!("{before}{added}<div id=\"app\">{after}")
    });
    page.open_file(changed.path(), "").await?;
    let ran = "return [document.documentElement.dataset.ran ?? null,
        getComputedStyle(document.documentElement).getPropertyValue('--added')];";
    assert_eq!(page.script(ran, Vec::new()).await?, json!([null, ""]));
    page.paste(samples::BOUND).await?;
    assert_eq!(page.article().await?, Article::new("bound", Some("pod")));
    Ok(())
}

async fn truncated_file_says_so(page: Page) -> Outcome {
    let changed = Changed::new(&page, "cut", |text| {
        let (before, wasm) = text.split_once("id=\"wasm\">").expect("it has its wasm");
        let (wasm, after) = wasm.split_once('<').expect("that ends");
        let half: String = wasm.chars().take(wasm.len() / 8 * 4).collect();
        format!("{before}id=\"wasm\">{half}<{after}")
    });
    page.driver.goto(format!("file://{}", changed.path().display())).await?;
    let sentence = page.wait_for("#boot-failed").await?.text().await?;
    assert!(sentence.contains("could not load or run the decoder"), "{sentence}");
    let shown = page.script("return document.querySelector('#app').checkVisibility()", vec![]);
    assert_eq!(shown.await?, Value::Bool(false));
    Ok(())
}
