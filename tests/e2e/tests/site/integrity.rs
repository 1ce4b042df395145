//! A site of which one file was altered on the server does not start.

use e2e::samples::BOUND;
use e2e::{Files, Outcome, Page, Setup};
use serde_json::json;

in_every_engine!(
    a_site_with_altered_wasm_does_not_start: altered(".wasm", WASM),
    a_site_with_an_altered_glue_does_not_start: altered(".js", GLUE),
    a_site_with_an_altered_stylesheet_does_not_start: altered(".css", STYLE),
    a_site_with_an_altered_script_does_not_start: altered(".mjs", SCRIPT),
    altered_glue_never_runs: Setup { altered: vec![(e2e::loaded_file(".js"), "export", MARKED)], ..Setup::default() },
    with_new_digests_an_altered_script_starts: consistent(".mjs", SCRIPT),
    with_new_digests_an_altered_glue_starts: consistent(".js", GLUE),
    with_new_digests_an_altered_stylesheet_starts: consistent(".css", STYLE),
    without_digests_altered_wasm_starts: without_digests(),
);

/// One byte of each file that changes nothing for a page that does not look: a letter in a sentence,
/// a line end, the size of a margin, a letter in a message.
const WASM: [&str; 2] = ["What the token says", "what the token says"];
const GLUE: [&str; 2] = ["export", "\texport"];
const STYLE: [&str; 2] = ["{", " {"];
const SCRIPT: [&str; 2] = ["No other script address", "no other script address"];

/// What altered glue would do at once.
const MARKED: &str = "document.documentElement.dataset.ran = 1;export";

fn altered(ending: &str, [from, to]: [&'static str; 2]) -> Setup {
    Setup { altered: vec![(e2e::loaded_file(ending), from, to)], ..Setup::default() }
}

/// As if it had been built so.
fn consistent(ending: &str, [from, to]: [&str; 2]) -> Setup {
    let extra = e2e::rebuilt(e2e::loaded_file(ending).leak(), |text| {
        assert!(text.contains(from), "{ending} has no {from}");
        text.replacen(from, to, 1)
    });
    Setup { extra, ..Setup::default() }
}

fn without_digests() -> Setup {
    let extra: Files = e2e::rebuilt("/index.html", |page| {
        page.replace("data-wasm-integrity=", "data-none=").replace(" integrity=", " data-none=")
    });
    Setup { extra, ..altered(".wasm", WASM) }
}

/// Opens the page with a token and waits until it has failed, and looks that nothing of it shows.
async fn does_not_start(page: &Page) -> Outcome {
    page.visit(&format!("/#token={}", BOUND.trim())).await?;
    page.wait_for("#boot-failed").await?;
    let state = "return [document.querySelector('#app').checkVisibility(), location.hash,
        document.querySelectorAll('article').length,
        (await caches.keys()).length];";
    let state = page.async_script(state).await?;
    assert_eq!(state, json!([false, "", 0, 0]), "nothing shows, nothing is kept");
    let html = page.script("return document.documentElement.outerHTML;", Vec::new()).await?;
    assert!(!html.to_string().contains("eyJ"), "the page holds a part of the token");
    Ok(())
}

async fn starts(page: &Page) -> Outcome {
    page.open_at(&format!("#token={}", BOUND.trim())).await?;
    assert_eq!(page.article().await?.kind, "bound");
    Ok(())
}

async fn a_site_with_altered_wasm_does_not_start(page: Page) -> Outcome {
    does_not_start(&page).await
}

async fn a_site_with_an_altered_glue_does_not_start(page: Page) -> Outcome {
    does_not_start(&page).await
}

async fn a_site_with_an_altered_stylesheet_does_not_start(page: Page) -> Outcome {
    does_not_start(&page).await
}

/// Without its first script nothing can take the token out of the address, and nothing reads it.
async fn a_site_with_an_altered_script_does_not_start(page: Page) -> Outcome {
    page.visit(&format!("/#token={}", BOUND.trim())).await?;
    page.wait_until("all has loaded", "return document.readyState === 'complete';").await?;
    let state = "return [document.querySelector('textarea').disabled, location.hash.length > 7,
        document.querySelectorAll('article').length,
        (await navigator.serviceWorker.getRegistrations()).length];";
    assert_eq!(page.async_script(state).await?, json!([true, true, 0, 0]));
    let html = page.script("return document.documentElement.outerHTML;", Vec::new()).await?;
    assert!(!html.to_string().contains("eyJ"), "the page holds a part of the token");
    Ok(())
}

async fn altered_glue_never_runs(page: Page) -> Outcome {
    does_not_start(&page).await?;
    let ran = "return document.documentElement.dataset.ran ?? null;";
    assert_eq!(page.script(ran, Vec::new()).await?, json!(null));
    Ok(())
}

async fn with_new_digests_an_altered_script_starts(page: Page) -> Outcome {
    starts(&page).await
}

async fn with_new_digests_an_altered_glue_starts(page: Page) -> Outcome {
    starts(&page).await
}

async fn with_new_digests_an_altered_stylesheet_starts(page: Page) -> Outcome {
    starts(&page).await
}

async fn without_digests_altered_wasm_starts(page: Page) -> Outcome {
    starts(&page).await
}
