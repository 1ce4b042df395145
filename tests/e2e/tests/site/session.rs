//! A whole working session, with every feature used: nothing goes out, nothing is stored, and
//! nothing is said that was not asked for.

use e2e::{Outcome, Page, Setup, samples};
use serde_json::{Value, json};
use thirtyfour::Key;

in_every_engine!(
    a_session_with_every_feature_leaves_nothing_and_tells_nobody: watched(),
    a_page_that_tells_is_seen: watched(),
);

/// Notes what could send, store or show something.
pub(crate) const WATCH: &str = include_str!("session/watch.js");

/// The page, with a script before its own that notes that.
fn watched() -> Setup {
    let mut extra = e2e::rebuilt("/index.html", |page| {
        let (head, rest) = page.split_once("</title>").expect("it has a title");
        format!("{head}</title><script src=\"/watch.js\"></script>{rest}")
    });
    extra.push(("/watch.js", WATCH));
    Setup { extra, ..Setup::default() }
}

/// Opens the page and forgets what it did to load.
async fn open(page: &Page, address: &str) -> Outcome {
    page.open_at(address).await?;
    page.script("window.seen.length = 0;", Vec::new()).await.map(drop)
}

/// What was noted since the last time: the name of each, with its first words.
async fn seen(page: &Page) -> Outcome<Vec<String>> {
    let script =
        "return window.seen.splice(0).map(([what, ...words]) => [what, ...words].join(' '));";
    let seen = page.script(script, Vec::new()).await?;
    Ok(serde_json::from_value(seen)?)
}

/// Presses every button with these words on it or in its name, one after the other.
async fn press(page: &Page, words: &str) -> Outcome {
    let script = "
        const [words] = arguments;
        const fits = (one) => (one.ariaLabel ?? one.textContent).startsWith(words);
        const buttons = Array.from(document.querySelectorAll('button:not([popovertarget])')).filter(fits);
        for (const button of buttons) button.click();
        return buttons.length;";
    let pressed = page.script(script, vec![json!(words)]).await?;
    assert_ne!(pressed, json!(0), "there is no button called {words}");
    Ok(())
}

/// Each way in: by keys, by the clipboard, by a paste, by a drop, as a file, as an example, and as
/// a long text, which a worker reads.
pub(crate) async fn put_in(page: &Page) -> Outcome {
    page.type_text("eyJhbGciOiJub25lIn0.e30.").await?;
    page.article().await?;
    page.script("window.onClipboard = arguments[0];", vec![json!(samples::LEGACY_AUTO)]).await?;
    press(page, "Paste").await?;
    is_of_kind(page, "legacy").await?;
    page.paste(samples::BOUND).await?;
    is_of_kind(page, "bound").await?;
    page.script(
        "const dataTransfer = new DataTransfer();
         dataTransfer.setData('text/plain', arguments[0]);
         const app = document.querySelector('.app');
         for (const name of ['dragover', 'drop']) {
             app.dispatchEvent(new DragEvent(name, { dataTransfer, bubbles: true, cancelable: true }));
         }",
        vec![json!(samples::github_actions())],
    )
    .await?;
    is_of_kind(page, "other").await?;
    page.script(
        "const chosen = new DataTransfer();
         chosen.items.add(new File([arguments[0]], 'a-file.txt'));
         const input = document.querySelector('input[type=file]');
         input.files = chosen.files;
         input.dispatchEvent(new Event('change', { bubbles: true }));",
        vec![json!(samples::LEGACY_MANUAL)],
    )
    .await?;
    is_of_kind(page, "legacy").await?;
    page.paste(&("a line of a log\n".repeat(10_000) + samples::BOUND)).await?;
    is_of_kind(page, "bound").await?;
    press(page, "Clear").await?;
    page.no_article().await?;
    press(page, "Undo").await?;
    is_of_kind(page, "bound").await?;
    page.paste(&samples::several()).await?;
    is_of_kind(page, "legacy").await?;
    page.paste(samples::BOUND).await?;
    is_of_kind(page, "bound").await
}

async fn is_of_kind(page: &Page, kind: &str) -> Outcome {
    let shown = "return document.querySelector('article[data-kind]')?.dataset.kind";
    page.wait_until(kind, &format!("{shown} === {};", json!(kind))).await
}

/// Each thing to look at: everything that opens, the clock, the pin, the bytes, the theme.
pub(crate) async fn look_around(page: &Page) -> Outcome {
    page.script(
        "for (const folded of document.querySelectorAll('details')) folded.open = true;",
        Vec::new(),
    )
    .await?;
    page.driver.find(thirtyfour::By::Css("input[type=range]")).await?.send_keys(Key::Home).await?;
    press(page, "Use the real time").await?;
    let light = "const claim = document.querySelector('.claim[data-at]');
        claim.dispatchEvent(new PointerEvent('pointerover', { bubbles: true }));
        claim.click();";
    page.script(light, Vec::new()).await?;
    page.wait_for(".claim[data-pinned]").await?;
    page.script(light, Vec::new()).await?;
    press(page, "Show: ").await?;
    press(page, "Hide: ").await?;
    press(page, "Theme: ").await?;
    press(page, "Show the claim").await?;
    press(page, "Edit").await
}

/// What was copied, in the order of the buttons, must be what was asked for and nothing else.
pub(crate) async fn take_along(page: &Page) -> Outcome {
    // Going to claims took steps in the history, whose entries hold a number each and no address.
    let told = seen(page).await?;
    let is_step = |one: &String| {
        let number = one.strip_prefix("pushState ").or_else(|| one.strip_prefix("replaceState "));
        let number = number.map(|number| number.trim_end_matches("undefined").trim());
        number.is_some_and(|number| number.parse::<usize>().is_ok())
    };
    assert!(told.iter().all(is_step), "without a word: {told:?}");
    for choice in ["Value", "JSON", "jq path", "JSONPath"] {
        press(page, "Copy iss").await?;
        let choice = format!("[aria-label='Copy iss as {choice}']");
        page.wait_for(&choice).await?;
        let press = "document.querySelector(arguments[0]).click();";
        page.script(press, vec![json!(choice)]).await?;
        let closed = "return document.querySelector('.claim-choices') === null;";
        page.wait_until("the menu is closed", closed).await?;
    }
    assert_eq!(seen(page).await?.len(), 4, "value, JSON and two paths");
    press(page, "Copy").await?;
    let copied = seen(page).await?;
    assert!(copied.iter().all(|one| one.starts_with("writeText ")), "{copied:#?}");
    let buttons = "const fits = (one) => (one.ariaLabel ?? one.textContent).startsWith('Copy');
        const all = Array.from(document.querySelectorAll('button:not(.claim-copy *, [popovertarget])'));
        return all.filter(fits).length;";
    assert_eq!(page.script(buttons, Vec::new()).await?, json!(copied.len()));
    let whole = copied.iter().filter(|one| one.contains("#token=") && !one.contains("redacted"));
    // The texts are cut at 200 characters, before any signature begins.
    assert_eq!(whole.count(), 3, "three links, each asked for: {copied:#?}");
    press(page, "Export JSON").await?;
    assert_eq!(seen(page).await?, ["createObjectURL [object Blob]"]);
    Ok(())
}

async fn a_session_with_every_feature_leaves_nothing_and_tells_nobody(page: Page) -> Outcome {
    open(&page, "").await?;
    let left = left_behind(&page).await?;
    let (requests, loaded) = (page.server.requests(), resources(&page).await?);
    put_in(&page).await?;
    let mut putting_in = seen(&page).await?;
    // The clipboard was read because the button for it was pressed, and a worker reads a long text.
    putting_in.retain(|one| one != "readText" && !one.starts_with("Worker blob:"));
    assert_eq!(putting_in, [""; 0]);
    look_around(&page).await?;
    take_along(&page).await?;
    let mut after = left_behind(&page).await?;
    assert!(after.get("state").is_some_and(Value::is_u64), "a number: {after}");
    let steps = after.get("history").and_then(Value::as_u64).map(|steps| steps + 1);
    for same in ["state", "history"] {
        let before = left.get(same).cloned().unwrap_or_default();
        after.as_object_mut().and_then(|after| after.insert(same.to_owned(), before));
    }
    assert_eq!(after, left);
    // A step in the history of the person's own; of what is pasted then, nothing is added to it.
    page.script("location.hash = '#example=legacy-auto';", Vec::new()).await?;
    page.wait_for(".example-note").await?;
    page.paste(samples::BOUND).await?;
    is_of_kind(&page, "bound").await?;
    // The example was taken out of the address as soon as it was not shown any more.
    let address = format!("{}/", page.server.address());
    assert_eq!(seen(&page).await?, [format!("replaceState null  {address}")]);
    let history = "return [location.href, history.length, history.state];";
    assert_eq!(page.script(history, Vec::new()).await?, json!([address, steps, null]));
    assert_eq!(page.server.requests(), requests, "the server was asked for something");
    assert_eq!(resources(&page).await?, loaded, "the page loaded something");
    assert!(page.driver.get_all_cookies().await?.is_empty());
    Ok(())
}

/// All that could stay behind.
async fn left_behind(page: &Page) -> Outcome<Value> {
    page.async_script(
        "const workers = await navigator.serviceWorker?.getRegistrations() ?? [];
         return {
             local: Object.entries(localStorage),
             session: Object.entries(sessionStorage),
             databases: await indexedDB.databases?.() ?? [],
             caches: await caches.keys(),
             workers: workers.length,
             cookies: document.cookie,
             address: location.href,
             history: history.length,
             state: history.state,
             title: document.title,
             name: window.name,
         };",
    )
    .await
}

async fn resources(page: &Page) -> Outcome<Value> {
    let script =
        "return performance.getEntriesByType('resource').map((entry) => entry.name).sort();";
    page.script(script, Vec::new()).await
}

async fn a_page_that_tells_is_seen(page: Page) -> Outcome {
    open(&page, "").await?;
    page.async_script(
        "localStorage.setItem('a', 'b');
         document.cookie = 'a=b';
         document.title = 'A token';
         console.log('a token');
         postMessage('a token', '*');
         new BroadcastChannel('a').postMessage('a token');
         history.pushState(null, '', '?token');
         await fetch('/').catch(() => {});
         await new Promise((done) => setTimeout(done));",
    )
    .await?;
    let mut seen = seen(&page).await?;
    seen.sort();
    for one in [
        "BroadcastChannel a",
        "console.log a token",
        "cookie a=b",
        "fetch /",
        "message a token",
        "postMessage a token *",
        "pushState null  ?token",
        "setItem a b",
        "stopped connect-src",
        "title A token",
    ] {
        assert!(seen.iter().any(|seen| seen == one), "{one} is not in {seen:#?}");
    }
    Ok(())
}
