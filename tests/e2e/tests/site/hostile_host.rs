//! What a page of others can do to an element in it: what it cannot, and what `docs/embedding.md` says
//! that it can.

use std::time::Duration;

use e2e::{Outcome, Page, Setup, samples};
use serde_json::{Value, json};
use xtask::engines::Engine;

use crate::element::{LEGACY, deed, headline, heard, open, waits_for};

in_every_engine!(
    what_a_host_gives_every_object_steers_nothing: hosts(),
    a_host_that_freezes_what_is_built_in_changes_nothing: hosts(),
    where_no_listener_can_be_added_the_fallback_is_shown: hosts(),
    an_example_is_one_name_whatever_it_holds: hosts(),
    a_host_hears_keys_and_pastes_if_it_listens_first: hosts(),
    a_fonts_requests_tell_which_characters_are_shown: hosts(),
);

/// Each file of `tests/e2e/hosts` at its address.
macro_rules! host_files {
    ($($name:literal),+ $(,)?) => {
        vec![$((concat!("/hosts/", $name), include_str!(concat!("../../hosts/", $name)))),+]
    };
}

fn hosts() -> Setup {
    let extra = host_files![
        "broken-options.html",
        "broken-options.mjs",
        "frozen.html",
        "frozen.js",
        "host.mjs",
        "listening.css",
        "listening.html",
        "listening.mjs",
        "polluted.html",
        "polluted.js",
        "polluted.mjs",
        "smuggled.html",
    ];
    let samples = json!({ "token": samples::BOUND, "several": samples::several() });
    let samples = format!("globalThis.samples = {samples};");
    let extra = [extra, vec![("/hosts/samples.js", &*samples.leak())]].concat();
    Setup { extra, framed: true, ..Setup::default() }
}

/// The page does it all by itself: what drives the browser could not work in it before it is done.
async fn what_a_host_gives_every_object_steers_nothing(page: Page) -> Outcome {
    page.visit("/hosts/polluted.html").await?;
    for _ in 0..1200 {
        if page.driver.current_url().await?.fragment() == Some("done") {
            break;
        }
        tokio::time::sleep(Duration::from_millis(50)).await;
    }
    let seen = page.script("return document.documentElement.dataset.seen;", Vec::new()).await?;
    let seen: Value = serde_json::from_str(seen.as_str().unwrap_or_default())?;
    let expected = json!({
        // The field is shown, nothing is open, and neither attribute nor text is there.
        "empty": [true, true, "", ""],
        "headline": "Bound token of Pod busybox",
        "status": ["expired"],
        "audiences": ["none", "api-server", "none"],
        "last": { "kind": null, "times": null, "count": 0 },
        "wrong": [],
    });
    assert_eq!(seen, expected);
    Ok(())
}

async fn a_host_that_freezes_what_is_built_in_changes_nothing(page: Page) -> Outcome {
    open(&page, "frozen").await?;
    assert_eq!(headline(&page).await?, LEGACY);
    deed(&page, "setValue", json!(samples::BOUND)).await?;
    waits_for(&page, "the other", "find('.subject').textContent.startsWith('Bound')").await?;
    let heard = heard(&page).await?;
    assert!(heard.iter().all(|entry| entry.0 == "sa-token-decode"), "{heard:?}");
    Ok(())
}

async fn where_no_listener_can_be_added_the_fallback_is_shown(page: Page) -> Outcome {
    page.visit("/hosts/broken-options.html").await?;
    page.script("document.querySelector('sa-token-decoder').scrollIntoView();", vec![]).await?;
    let shown = "document.querySelector('#fallback').checkVisibility() && find('.app') === null
        && document.documentElement.dataset.heard.includes('sa-token-error')";
    waits_for(&page, "the fallback", shown).await?;
    let stopped = ("sa-token-error".to_owned(), json!({ "reason": "stopped" }));
    let heard = heard(&page).await?;
    assert!(heard.contains(&stopped), "{heard:?}");
    Ok(())
}

async fn an_example_is_one_name_whatever_it_holds(page: Page) -> Outcome {
    page.visit("/hosts/smuggled.html").await?;
    waits_for(&page, "an empty element", "find('.welcome') !== null").await?;
    let smuggled = json!("zz&token=eyJhbGciOiJub25lIn0.eyJpc3MiOiJhIn0.&now=1");
    deed(&page, "setValue", json!(samples::BOUND)).await?;
    waits_for(&page, "an article", "find('article[data-kind]') !== null").await?;
    let set = "document.querySelector('sa-token-decoder').setAttribute('example', arguments[0]);";
    page.script(set, vec![smuggled]).await?;
    // An example that is there shows that the one before was heard.
    page.script(set, vec![json!("legacy-auto")]).await?;
    // The note about the example and its article are rendered one after the other.
    let shown = "find('.example-note') !== null && find('article[data-kind=legacy]') !== null";
    waits_for(&page, "the example", shown).await?;
    assert_eq!(headline(&page).await?, LEGACY);
    let read = heard(&page).await?;
    let kinds = read.iter().map(|(_, told)| told.get("kind").cloned().unwrap_or_default());
    let kinds: Vec<Value> = kinds.collect();
    assert_eq!(kinds, [json!("bound"), json!("legacy")], "what was smuggled was read");
    Ok(())
}

async fn a_host_hears_keys_and_pastes_if_it_listens_first(page: Page) -> Outcome {
    page.visit("/hosts/listening.html").await?;
    waits_for(&page, "the field", "find('#token') !== null").await?;
    deed(&page, "focus", Value::Null).await?;
    page.driver.action_chain().send_keys("say").perform().await?;
    deed(&page, "paste", json!(samples::BOUND)).await?;
    let script =
        "const { keys, pasted } = document.documentElement.dataset; return [keys, pasted];";
    assert_eq!(page.script(script, Vec::new()).await?, json!(["say", samples::BOUND]));
    Ok(())
}

async fn a_fonts_requests_tell_which_characters_are_shown(page: Page) -> Outcome {
    page.visit("/hosts/listening.html").await?;
    waits_for(&page, "the field", "find('#token') !== null").await?;
    deed(&page, "setValue", json!(samples::BOUND)).await?;
    waits_for(&page, "an article", "find('article[data-kind]') !== null").await?;
    let asked = "return performance.getEntriesByType('resource')
        .some(({ name }) => name.endsWith('/told/lower-y.woff2'));";
    page.wait_until("the font with the letter is asked for", asked).await?;
    let requests = page.server.requests();
    assert!(requests.iter().any(|path| path == "/told/lower-y.woff2"), "{requests:?}");
    // WebKit asks for a family's other files too, so there less can be told.
    let snowman = requests.iter().any(|path| path == "/told/snowman.woff2");
    assert!(!snowman || page.engine == Engine::Webkit, "there is no snowman: {requests:?}");
    Ok(())
}
