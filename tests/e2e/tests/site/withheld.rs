//! A value that the report withholds is covered wherever the page could show it, until it is asked
//! for.

use base64::Engine as _;
use base64::prelude::BASE64_URL_SAFE_NO_PAD as BASE64URL;
use e2e::{Outcome, Page, Setup, samples};
use serde_json::json;
use service_account_token::report::Span;
use service_account_token::{Options, inspect};

use crate::workbench::{pieces, press};

in_every_engine!(
    withheld_value_is_hidden_until_requested: Setup::default(),
    another_text_hides_it_again: Setup::default(),
    withheld_text_outside_values_is_hidden: Setup::default(),
);

/// A token that carries another one in a claim.
fn carrying() -> String {
    let payload =
        json!({ "iss": "https://example.test", "carried": samples::BOUND.trim(), "n": 1 });
    let [header, payload] =
        [r#"{"alg":"RS256"}"#, &payload.to_string()].map(|part| BASE64URL.encode(part));
    format!("{header}.{payload}.c2lnbmF0dXJl")
}

/// Pieces of the carried signature, and of the characters of the payload that hold it.
fn secrets() -> [Vec<String>; 2] {
    let token = carrying();
    let report = inspect(token.as_bytes(), &Options::new());
    let members = &report.tokens.first().expect("it is one").payload.members;
    let member = members.iter().find(|member| member.pointer == "/carried").expect("it is there");
    assert!(member.withheld.is_some() && member.value.is_none());
    let Span { start, end } = *member.ranges.first().expect("it stands somewhere");
    let (_, signature) = samples::BOUND.rsplit_once('.').expect("it is signed");
    [pieces(signature), pieces(token.get(start..end).expect("it is in the token"))]
}

/// How many of these stand in the page.
async fn shown(page: &Page) -> Outcome<[usize; 2]> {
    let script = "return arguments[0].filter(
        (piece) => document.documentElement.outerHTML.includes(piece)).length;";
    let mut counts = [0; 2];
    for (count, pieces) in counts.iter_mut().zip(secrets()) {
        let found = page.script(script, vec![json!(pieces)]).await?;
        *count = found.as_u64().map_or(0, |found| found as usize);
    }
    Ok(counts)
}

async fn open(page: &Page) -> Outcome {
    page.open().await?;
    page.paste(&carrying()).await?;
    page.article().await.map(drop)
}

async fn withheld_value_is_hidden_until_requested(page: Page) -> Outcome {
    open(&page).await?;
    page.script("for (const one of document.querySelectorAll('details')) one.open = true;", vec![])
        .await?;
    // Its bytes, and those of the claims beside it.
    for claim in 0..3 {
        let pin = format!("document.querySelector('#payload-{claim}').click();");
        page.script(&pin, Vec::new()).await?;
        page.wait_for(&format!("#payload-{claim}[data-pinned]")).await?;
        page.script(
            "for (const one of document.querySelectorAll('.bytes')) one.open = true;",
            vec![],
        )
        .await?;
        assert_eq!(shown(&page).await?, [0, 0]);
    }
    press(&page, "Show: carried").await?;
    page.wait_for(".claim-withheld code").await?;
    let value =
        page.script("return document.querySelector('.claim-withheld code').textContent", vec![]);
    assert_eq!(value.await?, json!(samples::BOUND.trim()));
    let all = secrets().map(|pieces| pieces.len());
    assert_eq!(shown(&page).await?, all);
    press(&page, "Hide: carried").await?;
    page.wait_for(".claim-withheld .covered").await?;
    assert_eq!(shown(&page).await?, [0, 0]);
    Ok(())
}

async fn another_text_hides_it_again(page: Page) -> Outcome {
    open(&page).await?;
    press(&page, "Show: carried").await?;
    page.wait_for(".claim-withheld code").await?;
    page.paste(samples::LEGACY_AUTO).await?;
    page.wait_until("it is gone", "return !document.querySelector('.claim-withheld')").await?;
    page.paste(&carrying()).await?;
    page.wait_for(".claim-withheld .covered").await?;
    assert_eq!(shown(&page).await?, [0, 0]);
    Ok(())
}

/// A name that is a token, and a password that breaks off.
async fn withheld_text_outside_values_is_hidden(page: Page) -> Outcome {
    let name = format!(r#"{{"iss":"a","{}":1,"b":2}}"#, samples::BOUND.trim());
    let broken = String::from(r#"{"iss":"a","password":"correct-horse-battery-staple-and-so-on"#);
    for payload in [name, broken] {
        page.open().await?;
        let characters = BASE64URL.encode(&payload);
        page.paste(&format!("eyJhbGciOiJSUzI1NiJ9.{characters}.c2lnbmF0dXJl")).await?;
        page.article().await?;
        // From behind the first claim on.
        let hidden = characters.get(20..).map(pieces).unwrap_or_default();
        let script = "return arguments[0].filter(
            (piece) => document.documentElement.outerHTML.includes(piece));";
        let found = page.script(script, vec![json!(hidden)]).await?;
        assert!(!hidden.is_empty());
        assert_eq!(found, json!([]));
        page.wait_for("[data-part=payload] .covered").await?;
    }
    Ok(())
}
