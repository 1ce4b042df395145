//! A page that cannot work says so in plain words.

use e2e::{Outcome, Page, Setup, samples};

in_every_engine!(
    a_page_without_its_decoder_says_so: broken_decoder(),
    panic_shows_a_message_and_nothing_pasted: Setup::default(),
);

fn broken_decoder() -> Setup {
    let extra = vec![(&*e2e::loaded_file(".wasm").leak(), "this is no WebAssembly")];
    Setup { extra, ..Setup::default() }
}

async fn a_page_without_its_decoder_says_so(page: Page) -> Outcome {
    page.visit(&format!("/#token={}", samples::BOUND.trim())).await?;
    let sentence = page.wait_for("#boot-failed").await?.text().await?;
    assert!(sentence.contains("could not load or run the decoder"), "{sentence}");
    let address = page.driver.current_url().await?;
    assert_eq!(address.fragment(), None, "the token stayed in the address");
    let shown = page.script("return document.body.innerText", Vec::new()).await?.to_string();
    assert!(!shown.contains("eyJ"), "the page shows a part of the token: {shown}");
    Ok(())
}

/// Takes an element away under the page's feet, as an extension may do that rewrites pages: what
/// tells of a long text has to be put before it, and the page cannot go on.
async fn panic_shows_a_message_and_nothing_pasted(page: Page) -> Outcome {
    page.open().await?;
    page.paste(samples::BOUND).await?;
    page.article().await?;
    page.script(
        "window.said = [];
         for (const name of ['log', 'info', 'warn', 'error', 'debug']) {
             console[name] = (...words) => window.said.push(words.join(' '));
         }
         document.querySelector('.field-foot').remove();",
        Vec::new(),
    )
    .await?;
    page.paste(&format!("{}{}", " ".repeat(70_000), samples::BOUND)).await?;
    let sentence = page.wait_for("#boot-failed").await?.text().await?;
    assert!(sentence.starts_with("Something went wrong"), "{sentence}");
    page.wait_until("the page is gone", "return !document.querySelector('#app').checkVisibility()")
        .await?;
    let said = page.script("return window.said", Vec::new()).await?.to_string();
    let shown = page.script("return document.body.innerText", Vec::new()).await?.to_string();
    for text in [said, shown] {
        assert!(!text.contains("eyJ") && !text.contains("busybox"), "a part of it shows: {text}");
    }
    Ok(())
}
