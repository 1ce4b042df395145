//! A token in the address is gone from it before anything else has loaded, whatever becomes of the page.

use e2e::samples::BOUND;
use e2e::{Article, Outcome, Page, Setup};
use serde_json::json;
use xtask::weight::SERVICE_WORKER;

in_every_engine!(
    a_token_leaves_the_address_while_everything_else_stalls: stalled(&[".wasm", ".js", ".css"]),
    a_token_leaves_the_address_while_the_service_worker_stalls: stalled(&[]),
    a_token_that_comes_while_the_page_loads_is_read: stalled(&[]),
    token_that_arrives_after_loading_is_read: Setup::default(),
    an_example_stays_in_the_address: stalled(&[]),
    a_page_that_cannot_start_keeps_no_token: cannot_start(),
    single_file_that_cannot_start_keeps_no_token: Setup::default(),
);

/// The site without its service worker, and without the files with these endings.
fn stalled(endings: &[&str]) -> Setup {
    let mut stalled: Vec<_> = endings.iter().map(|ending| e2e::loaded_file(ending)).collect();
    stalled.push(format!("/{SERVICE_WORKER}"));
    Setup { stalled, ..Setup::default() }
}

fn cannot_start() -> Setup {
    let extra = vec![(&*e2e::loaded_file(".wasm").leak(), "this is no WebAssembly")];
    Setup { extra, ..Setup::default() }
}

fn token_fragment() -> String {
    format!("#token={}", BOUND.trim())
}

/// Waits until the address of the page is that of the site and nothing more.
async fn address_is_clean(page: &Page) -> Outcome {
    let address = json!(format!("{}/", page.server.address()));
    page.wait_until("the address has no token", &format!("return location.href === {address};"))
        .await
}

/// Waits until the server was asked for each of the stalled files; none of them has come.
async fn all_are_asked_for(page: &Page) {
    let stalled = &page.server.site().stalled;
    while !stalled.iter().all(|path| page.server.requests().contains(path)) {
        tokio::task::yield_now().await;
    }
}

async fn is_loading(page: &Page) -> Outcome {
    let loading = "return document.querySelector('textarea#token').disabled;";
    assert_eq!(page.script(loading, Vec::new()).await?, json!(true), "the page is still loading");
    Ok(())
}

/// Waits until the token is explained, and looks for it where it must not be.
async fn is_explained(page: &Page, steps: u64) -> Outcome {
    page.ready().await?;
    assert_eq!(page.article().await?, Article::new("bound", Some("pod")));
    let left = "return [location.href, history.length, history.state, document.title,
        document.getElementById('app').hash ?? ''];";
    let address = format!("{}/", page.server.address());
    let title = "Service Account Token Decoder";
    assert_eq!(page.script(left, Vec::new()).await?, json!([address, steps, null, title, ""]));
    Ok(())
}

async fn history_length(page: &Page) -> Outcome<u64> {
    let length = page.script("return history.length;", Vec::new()).await?;
    Ok(length.as_u64().unwrap_or_default())
}

async fn a_token_leaves_the_address_while_everything_else_stalls(page: Page) -> Outcome {
    page.visit(&format!("/{}", token_fragment())).await?;
    address_is_clean(&page).await?;
    is_loading(&page).await?;
    let steps = history_length(&page).await?;
    page.server.release();
    is_explained(&page, steps).await
}

async fn a_token_leaves_the_address_while_the_service_worker_stalls(page: Page) -> Outcome {
    page.visit(&format!("/{}", token_fragment())).await?;
    address_is_clean(&page).await?;
    all_are_asked_for(&page).await;
    is_loading(&page).await?;
    let steps = history_length(&page).await?;
    page.server.release();
    is_explained(&page, steps).await
}

async fn a_token_that_comes_while_the_page_loads_is_read(page: Page) -> Outcome {
    page.visit("/").await?;
    address_is_clean(&page).await?;
    all_are_asked_for(&page).await;
    is_loading(&page).await?;
    let steps = history_length(&page).await?;
    page.script("location.hash = arguments[0];", vec![json!(token_fragment())]).await?;
    // The person's own step stays, without its token.
    address_is_clean(&page).await?;
    is_loading(&page).await?;
    page.server.release();
    is_explained(&page, steps + 1).await
}

async fn token_that_arrives_after_loading_is_read(page: Page) -> Outcome {
    page.open().await?;
    let steps = history_length(&page).await?;
    page.script("location.hash = arguments[0];", vec![json!(token_fragment())]).await?;
    address_is_clean(&page).await?;
    is_explained(&page, steps + 1).await
}

async fn an_example_stays_in_the_address(page: Page) -> Outcome {
    page.visit("/#example=legacy-auto").await?;
    page.wait_until("the page is there", "return document.querySelector('textarea') !== null;")
        .await?;
    all_are_asked_for(&page).await;
    page.server.release();
    page.ready().await?;
    assert_eq!(page.article().await?.kind, "legacy");
    let fragment = page.script("return location.hash;", Vec::new()).await?;
    assert_eq!(fragment, json!("#example=legacy-auto"));
    Ok(())
}

/// Everything that a page which failed could still hold a token in.
const LEFT: &str = "return JSON.stringify([
    location.href, history.state, document.title, window.name, document.cookie,
    Object.entries(localStorage), Object.entries(sessionStorage),
    document.documentElement.outerHTML, document.getElementById('app').hash ?? null,
    document.querySelector('textarea').value,
]);";

async fn keeps_no_token(page: &Page) -> Outcome {
    let sentence = page.wait_for("#boot-failed").await?.text().await?;
    assert!(sentence.contains("could not load or run the decoder"), "{sentence}");
    let later = "location.hash = arguments[0];";
    // Nor one that comes later, which nothing explains any more.
    for script in ["", later] {
        page.script(script, vec![json!(token_fragment())]).await?;
        page.wait_until("the address is clean", "return location.hash === '';").await?;
        let left = page.script(LEFT, Vec::new()).await?.to_string();
        for piece in BOUND.split('.').filter_map(|part| part.get(40..60)) {
            assert!(!left.contains(piece), "{piece} of the token is left");
        }
    }
    Ok(())
}

async fn a_page_that_cannot_start_keeps_no_token(page: Page) -> Outcome {
    page.visit(&format!("/{}", token_fragment())).await?;
    keeps_no_token(&page).await
}

async fn single_file_that_cannot_start_keeps_no_token(page: Page) -> Outcome {
    let text = std::fs::read_to_string(e2e::shipped("sa-token-decoder.html")).expect("it was made");
    let broken = text.replacen("id=\"wasm\">", "id=\"wasm\">AAAA", 1);
    let name = format!("sa-token-broken-{}-{}.html", page.engine, std::process::id());
    let file = std::env::temp_dir().join(name);
    std::fs::write(&file, broken).expect("it can be written");
    page.driver.goto(format!("file://{}{}", file.display(), token_fragment())).await?;
    let outcome = keeps_no_token(&page).await;
    std::fs::remove_file(&file).expect("it was written");
    outcome
}
