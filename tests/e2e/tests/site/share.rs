//! A token is shared by a link that explains it and cannot log in, and only after a warning whole.

use e2e::{Outcome, Page, Setup, samples};
use serde_json::{Value, json};
use thirtyfour::Key;
use thirtyfour::error::WebDriverError;

in_every_engine!(
    link_explains_the_token_and_contains_no_signature: Setup::default(),
    link_without_names_reads_the_same_and_contains_no_name: Setup::default(),
    a_link_opens_in_every_form: hosts(),
    whole_token_is_shared_only_after_a_warning: Setup::default(),
    example_is_shared_by_name: Setup::default(),
    encrypted_token_is_not_shared: Setup::default(),
    menu_works_by_keyboard: Setup::default(),
);

/// A page of others, with an element and room for a frame.
const HOST: &str = r#"<!doctype html>
<html lang="en">
  <head>
    <meta charset="utf-8">
    <title>A page of others</title>
    <script type="module" src="/embed/sa-token-decoder.mjs"></script>
  </head>
  <body><sa-token-decoder loading="eager"></sa-token-decoder></body>
</html>"#;

fn hosts() -> Setup {
    Setup { extra: vec![("/host.html", HOST)], framed: true, ..Setup::default() }
}

/// Stands in for the clipboard, which a browser without a person refuses, and keeps what it gets.
const CLIPBOARD: &str = "
    const writeText = (text) => { window.copied = text; return Promise.resolve(); };
    Object.defineProperty(navigator, 'clipboard', { value: { writeText }, configurable: true });";

/// Opens the menus and presses a button of them; gives what was copied.
async fn copied(page: &Page, words: &str) -> Outcome<String> {
    page.script(CLIPBOARD, Vec::new()).await?;
    let press = "
        const buttons = Array.from(document.querySelectorAll('#share-menu button'));
        buttons.find((button) => button.textContent === arguments[0]).click();";
    page.script(press, vec![json!(words)]).await?;
    page.wait_until("it was copied", "return typeof window.copied === 'string'").await?;
    page.wait_until("and said", "return document.querySelector('#share-menu .copied') !== null")
        .await?;
    let copied = page.script("return window.copied", Vec::new()).await?;
    Ok(copied.as_str().unwrap_or_default().to_owned())
}

/// What an article says first, and whether the address keeps anything of the token.
async fn shown(page: &Page) -> Outcome<Value> {
    page.article().await?;
    let script = "return [document.querySelector('#headline').textContent,
        location.hash.includes('ey')];";
    page.script(script, Vec::new()).await
}

async fn follow(page: &Page, link: &str) -> Outcome {
    page.driver.goto("about:blank").await?;
    page.driver.goto(link).await?;
    page.ready().await
}

async fn link_explains_the_token_and_contains_no_signature(page: Page) -> Outcome {
    page.open_at("?a=b#now=1660909999").await?;
    page.paste(&format!("Authorization: Bearer {}", samples::BOUND)).await?;
    let before = shown(&page).await?;
    let requests = page.server.requests();
    let link = copied(&page, "Copy link").await?;
    assert_eq!(page.server.requests(), requests);
    let (signed, signature) = samples::BOUND.trim().rsplit_once('.').expect("it is signed");
    let address = page.server.address();
    // Its clock came with the address, and stays until the address brings another.
    assert_eq!(link, format!("{address}/?a=b#token={signed}.redacted&now=1660909999"));
    assert!(!link.contains(signature));
    follow(&page, &link).await?;
    assert_eq!(shown(&page).await?, before);
    let said = page.script("return document.body.innerText", Vec::new()).await?;
    assert!(said.as_str().unwrap_or_default().contains("removed"), "{said}");
    Ok(())
}

async fn link_without_names_reads_the_same_and_contains_no_name(page: Page) -> Outcome {
    page.open_at("#now=1700000600").await?;
    page.paste(&samples::bound_for_an_hour()).await?;
    let before = shown(&page).await?;
    let markdown = copied(&page, "Copy Markdown without names").await?;
    assert!(markdown.starts_with("# Bound token"), "{markdown}");
    assert!(markdown.contains("system:serviceaccount:example:example"), "{markdown}");
    page.script("delete window.copied", Vec::new()).await?;
    let link = copied(&page, "Copy link without names").await?;
    follow(&page, &link).await?;
    assert_eq!(shown(&page).await?, before);
    let all = page.script("return document.body.textContent", Vec::new()).await?;
    for name in ["shop", "checkout", "7f6e5d4c", "5b1c9c8a", "4ZKLmW3r"] {
        assert!(!all.as_str().unwrap_or_default().contains(name), "{name} is on the page");
        assert!(!markdown.contains(name), "{name} is in the Markdown");
    }
    Ok(())
}

async fn a_link_opens_in_every_form(page: Page) -> Outcome {
    page.open_at("#now=1660909999").await?;
    page.paste(samples::BOUND).await?;
    let expected = shown(&page).await?;
    let link = copied(&page, "Copy link").await?;
    let (_, fragment) = link.split_once('#').expect("what is shared stands behind it");

    let file = e2e::shipped("sa-token-decoder.html");
    page.open_file(&file, &format!("#{fragment}")).await?;
    assert_eq!(shown(&page).await?, expected, "in the single file");

    page.visit("/host.html").await?;
    let frame = "const frame = document.createElement('iframe');
        frame.sandbox = 'allow-scripts';
        frame.src = `/embed/embed.html#${arguments[0]}`;
        document.body.append(frame);";
    page.script(frame, vec![json!(fragment)]).await?;
    page.driver.enter_frame(0).await?;
    page.ready().await?;
    assert_eq!(shown(&page).await?, expected, "in a frame");
    page.driver.enter_default_frame().await?;

    // What stands in a link is what the attributes are called.
    let attributes = "const element = document.querySelector('sa-token-decoder');
        for (const [name, value] of new URLSearchParams(arguments[0])) {
            element.setAttribute(name, value);
        }";
    page.script(attributes, vec![json!(fragment)]).await?;
    let headline = format!(
        "return document.querySelector('sa-token-decoder').shadowRoot
            ?.querySelector('#headline')?.textContent === {};",
        expected.get(0).cloned().unwrap_or_default()
    );
    page.wait_until("in an element", &headline).await
}

async fn whole_token_is_shared_only_after_a_warning(page: Page) -> Outcome {
    page.open().await?;
    page.paste(samples::BOUND).await?;
    page.article().await?;
    let seen = "
        const button = Array.from(document.querySelectorAll('#share-menu button'))
            .find((one) => one.textContent === 'Copy link that logs in');
        return [button.checkVisibility(), button.parentElement.parentElement.innerText];";
    let is_seen = async || {
        let answer = page.script(seen, Vec::new()).await?;
        Ok::<_, WebDriverError>(answer.get(0) == Some(&json!(true)))
    };
    assert!(!is_seen().await?, "at first there is no such button");
    page.wait_for(".share").await?.click().await?;
    page.wait_for("#share-menu").await?;
    assert!(!is_seen().await?, "nor behind the first word");
    page.wait_for("#share-menu summary").await?.click().await?;
    assert!(is_seen().await?);
    let around = page.script(seen, Vec::new()).await?;
    let around = around.get(1).and_then(Value::as_str).unwrap_or_default().to_owned();
    assert!(around.starts_with("Careful: anyone with this link can log in"), "{around}");
    let link = copied(&page, "Copy link that logs in").await?;
    assert_eq!(link, format!("{}/#token={}", page.server.address(), samples::BOUND.trim()));
    Ok(())
}

async fn example_is_shared_by_name(page: Page) -> Outcome {
    page.open_at("#example=legacy-auto").await?;
    page.article().await?;
    let link = copied(&page, "Copy link").await?;
    let address = page.server.address();
    assert_eq!(link, format!("{address}/#example=legacy-auto&now=1767225600"));
    Ok(())
}

async fn encrypted_token_is_not_shared(page: Page) -> Outcome {
    page.open().await?;
    page.paste(&samples::encrypted()).await?;
    page.article().await?;
    let script = "return document.querySelectorAll('.share').length";
    assert_eq!(page.script(script, Vec::new()).await?, json!(0));
    Ok(())
}

async fn menu_works_by_keyboard(page: Page) -> Outcome {
    page.open().await?;
    page.paste(samples::BOUND).await?;
    page.article().await?;
    page.script(CLIPBOARD, Vec::new()).await?;
    page.script("document.querySelector('.share').focus();", Vec::new()).await?;
    press(&page, Key::Enter).await?;
    page.wait_until(
        "it opens",
        "return document.querySelector('#share-menu').matches(':popover-open')",
    )
    .await?;
    press(&page, Key::Tab).await?;
    let focused = "return document.activeElement.textContent === 'Copy link'";
    page.wait_until("the first button has the focus", focused).await?;
    press(&page, Key::Enter).await?;
    let said = "return document.querySelector('[role=status]').textContent === 'Copied'";
    page.wait_until("it is said", said).await?;
    press(&page, Key::Escape).await?;
    let closed = "return !document.querySelector('#share-menu').matches(':popover-open')
        && document.activeElement.className === 'button share'";
    page.wait_until("it is closed, and its button has the focus", closed).await
}

async fn press(page: &Page, key: Key) -> Outcome {
    page.driver.active_element().await?.send_keys("" + key).await
}
