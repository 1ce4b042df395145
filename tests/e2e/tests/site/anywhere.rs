//! On the page itself one can begin at once: the empty field has the focus, and a paste anywhere beside a field
//! is read. Inside another page, both belong to that page.

use e2e::{Article, Outcome, Page, Setup, samples};
use serde_json::{Value, json};
use thirtyfour::prelude::*;

in_every_engine!(
    empty_field_has_the_focus: Setup::default(),
    paste_beside_the_field_is_read: Setup::default(),
    paste_into_another_field_stays_there: Setup::default(),
    frame_takes_neither_focus_nor_paste: hosts(),
    element_takes_neither_focus_nor_paste: hosts(),
);

const FRAME: &str = r#"<!doctype html>
<html lang="en">
  <head><meta charset="utf-8"><title>A page of others</title></head>
  <body><iframe src="/" title="The page" width="1200" height="800"></iframe></body>
</html>"#;

const ELEMENT: &str = r#"<!doctype html>
<html lang="en">
  <head>
    <meta charset="utf-8">
    <title>A page of others</title>
    <script type="module" src="/embed/sa-token-decoder.mjs"></script>
  </head>
  <body><sa-token-decoder loading="eager"></sa-token-decoder></body>
</html>"#;

fn hosts() -> Setup {
    let extra = vec![("/frame.html", FRAME), ("/element.html", ELEMENT)];
    Setup { extra, framed: true, ..Setup::default() }
}

/// Presses a key together with Ctrl, where the focus is.
async fn press_with_control(page: &Page, key: char) -> Outcome {
    page.driver
        .action_chain()
        .key_down(Key::Control)
        .send_keys(key)
        .key_up(Key::Control)
        .perform()
        .await
}

/// Puts a text into the clipboard, as somebody does who copies it from another page.
async fn copy(page: &Page, text: &str) -> Outcome {
    let show = "
        const area = document.createElement('textarea');
        area.className = 'elsewhere';
        area.value = arguments[0];
        document.body.append(area);
        area.select();";
    page.script(show, vec![json!(text)]).await?;
    press_with_control(page, 'c').await?;
    page.script("document.querySelector('.elsewhere').remove();", Vec::new()).await.map(drop)
}

/// Pastes what is in the clipboard, by the keys for it, with the focus on what a selector finds.
async fn paste_on(page: &Page, css: &str) -> Outcome {
    let focus = "document.activeElement.blur(); document.querySelector(arguments[0]).focus();";
    page.script(focus, vec![json!(css)]).await?;
    let focused = "return document.activeElement.matches(arguments[0]);";
    assert_eq!(page.script(focused, vec![json!(css)]).await?, json!(true), "{css}");
    press_with_control(page, 'v').await
}

/// Waits until what a paste brings about would be shown.
async fn rendered(page: &Page) -> Outcome {
    let tasks = "await new Promise((done) => setTimeout(() => setTimeout(done)));";
    page.async_script(tasks).await.map(drop)
}

async fn is_of_kind(page: &Page, kind: &str) -> Outcome {
    let shown = format!(
        "return document.querySelector('article[data-kind]')?.dataset.kind === {};",
        json!(kind)
    );
    page.wait_until(kind, &shown).await
}

const FOCUSED: &str = "return document.activeElement.id || document.activeElement.localName;";

async fn empty_field_has_the_focus(page: Page) -> Outcome {
    page.open().await?;
    let focused = "return matchMedia('(pointer: coarse)').matches
        || document.activeElement.id === 'token';";
    page.wait_until("the field has the focus", focused).await?;
    // With a token in the address there is something to read.
    page.open_at(&format!("#token={}", samples::BOUND.trim())).await?;
    page.article().await?;
    assert_eq!(page.script(FOCUSED, Vec::new()).await?, json!("body"));
    Ok(())
}

async fn paste_beside_the_field_is_read(page: Page) -> Outcome {
    page.open().await?;
    // A paste replaces the whole text.
    for (css, text, kind) in [
        ("body", samples::BOUND, "bound"),
        (".menu-button", samples::LEGACY_AUTO, "legacy"),
        ("#claims .claim", samples::BOUND, "bound"),
        ("#result", samples::LEGACY_MANUAL, "legacy"),
    ] {
        copy(&page, text).await?;
        paste_on(&page, css).await?;
        is_of_kind(&page, kind).await?;
    }
    let tokens = "return document.querySelectorAll('.token-list').length;";
    assert_eq!(page.script(tokens, Vec::new()).await?, json!(0));
    Ok(())
}

async fn paste_into_another_field_stays_there(page: Page) -> Outcome {
    page.open_at("#example=eks-irsa").await?;
    page.article().await?;
    copy(&page, "not for the decoder").await?;
    page.wait_for(".menu-button").await?.click().await?;
    page.wait_for(".examples-search").await?;
    for css in [".examples-search", ".claims-filter input"] {
        paste_on(&page, css).await?;
        let value =
            format!("return document.querySelector('{css}').value === 'not for the decoder'");
        page.wait_until(css, &value).await?;
    }
    assert_eq!(page.article().await?, Article::new("bound", Some("pod")));
    Ok(())
}

async fn frame_takes_neither_focus_nor_paste(page: Page) -> Outcome {
    page.visit("/frame.html").await?;
    page.driver.enter_frame(0).await?;
    page.wait_for("#others button").await?.click().await?;
    page.ready().await?;
    copy(&page, samples::BOUND.trim()).await?;
    paste_on(&page, ".theme").await?;
    rendered(&page).await?;
    let shown = "return document.querySelector('article');";
    assert_eq!(page.script(shown, Vec::new()).await?, Value::Null);
    // Its own field takes it.
    paste_on(&page, "textarea#token").await?;
    page.article().await.map(drop)
}

async fn element_takes_neither_focus_nor_paste(page: Page) -> Outcome {
    page.visit("/element.html").await?;
    let field = "document.querySelector('sa-token-decoder').shadowRoot?.querySelector('textarea')";
    page.wait_until("it is there", &format!("return Boolean({field});")).await?;
    assert_eq!(page.script(FOCUSED, Vec::new()).await?, json!("body"));
    copy(&page, samples::BOUND.trim()).await?;
    paste_on(&page, "body").await?;
    rendered(&page).await?;
    let shown = "return document.querySelector('sa-token-decoder').shadowRoot.querySelector('article') !== null;";
    assert_eq!(page.script(shown, Vec::new()).await?, json!(false));
    page.script(&format!("{field}.focus();"), Vec::new()).await?;
    press_with_control(&page, 'v').await?;
    page.wait_until("its own field takes it", shown).await
}
