//! A page that cannot work says so in plain words.

use e2e::{Outcome, Page, Setup, samples};

in_every_engine!(a_page_without_its_decoder_says_so: broken_decoder());

fn broken_decoder() -> Setup {
    let extra = vec![("/sa-token-decoder_bg.wasm", "this is no WebAssembly")];
    Setup { extra, ..Setup::default() }
}

async fn a_page_without_its_decoder_says_so(page: Page) -> Outcome {
    page.visit(&format!("/#token={}", samples::BOUND.trim())).await?;
    let sentence = page.wait_for("#boot-failed").await?.text().await?;
    assert!(sentence.contains("could not load or run its decoder"), "{sentence}");
    let address = page.driver.current_url().await?;
    assert_eq!(address.fragment(), None, "the token stayed in the address");
    let shown = page.script("return document.body.innerText", Vec::new()).await?.to_string();
    assert!(!shown.contains("eyJ"), "the page shows a part of the token: {shown}");
    Ok(())
}
