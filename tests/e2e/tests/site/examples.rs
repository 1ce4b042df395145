//! The examples open by their links, from the cards and from the menu, and end with another text.

use e2e::{Article, Outcome, Page, Setup, samples};
use serde_json::{Value, json};
use xtask::engines::Engine;

in_every_engine!(
    every_example_opens_by_its_link: Setup::default(),
    card_opens_its_example_and_back_leaves_it: Setup::default(),
    own_text_leaves_the_example_and_its_time: Setup::default(),
    menu_works_by_keyboard: Setup::default(),
    unknown_example_is_reported: Setup::default(),
);

/// What the page must show of an example.
struct Expected {
    name: String,
    title: String,
    headline: String,
}

fn read(path: &str) -> String {
    std::fs::read_to_string(xtask::project_root().join(path)).expect("it is committed")
}

/// From the definitions, and from the table that the decoder is held to.
fn expected() -> Vec<Expected> {
    let definitions: Value =
        serde_json::from_str(&read("www/examples/examples.json")).expect("it is JSON");
    let table = read("crates/service-account-token/tests/examples/expected.txt");
    let headline = |name: &str| {
        let block = table.split("\n\n").find(|block| block.lines().next() == Some(name));
        let line = |mark: &str| block?.lines().find_map(|line| line.strip_prefix(mark));
        let of_a_token = line("  is").and_then(|line| line.split_once(": ")).map(|line| line.1);
        // What holds no token: the sentence that says what it is.
        let headline = of_a_token.or_else(|| line("  other_credential ")).expect("it is there");
        headline.replace('`', "")
    };
    let text = |example: &Value, member: &str| {
        example.get(member).and_then(Value::as_str).unwrap_or_default().to_owned()
    };
    let examples = definitions.get("examples").and_then(Value::as_array);
    let examples = examples.into_iter().flatten().map(|example| {
        let name = text(example, "name");
        Expected { headline: headline(&name), title: text(example, "title"), name }
    });
    examples.collect()
}

async fn every_example_opens_by_its_link(page: Page) -> Outcome {
    // All in one engine, which takes a while, and every eighth in the others.
    let step = if page.engine == Engine::Chromium { 1 } else { 8 };
    for Expected { name, title, headline } in expected().into_iter().step_by(step) {
        page.visit(&format!("/#example={name}")).await?;
        let shown = "const text = (selector) => document.querySelector(selector)?.textContent;
            return [text('.example-note strong'), text('#headline')]";
        let look = format!(
            "const shown = (() => {{ {shown} }})();
             return JSON.stringify(shown) === JSON.stringify({});",
            json!([title, headline])
        );
        page.wait_until(&format!("{name}: {title}, {headline}"), &look).await?;
        // The clock is that of the example.
        page.wait_for(".clock-note").await?;
        let address = page.driver.current_url().await?;
        assert_eq!(address.fragment(), Some(&*format!("example={name}")));
    }
    Ok(())
}

const CARD: &str = ".examples a[href='#example=bound-pod-extended']";

async fn press(page: &Page, link: &str) -> Outcome {
    page.wait_for(link).await?.click().await
}

async fn address(page: &Page) -> Outcome<Value> {
    page.script("return location.hash", Vec::new()).await
}

async fn card_opens_its_example_and_back_leaves_it(page: Page) -> Outcome {
    page.open().await?;
    press(&page, CARD).await?;
    assert_eq!(page.article().await?, Article::new("bound", Some("pod")));
    assert_eq!(address(&page).await?, json!("#example=bound-pod-extended"));
    let focused = page.script("return document.activeElement.id", Vec::new()).await?;
    assert_eq!(focused, json!("result"));

    page.script("location.hash = '#example=legacy-auto'", Vec::new()).await?;
    page.wait_until(
        "another one",
        "return document.querySelector('.example-note strong').textContent
        === 'A legacy token, created automatically'",
    )
    .await?;
    page.driver.back().await?;
    let title = "return document.querySelector('.example-note strong').textContent
        === 'A Pod’s token, extended to a year'";
    page.wait_until("the first one again", title).await?;
    page.driver.back().await?;
    page.no_article().await?;
    page.wait_for(CARD).await?;
    Ok(())
}

async fn own_text_leaves_the_example_and_its_time(page: Page) -> Outcome {
    page.open().await?;
    press(&page, CARD).await?;
    page.wait_for(".clock-note").await?;
    page.paste(samples::LEGACY_MANUAL).await?;
    let gone = "return document.querySelector('.example-note, .clock-note') === null";
    page.wait_until("no example and no set clock", gone).await?;
    assert_eq!(page.article().await?, Article::new("legacy", None));
    assert_eq!(address(&page).await?, json!(""));
    // The same example can be chosen again.
    page.script("document.querySelector('.menu').open = true", Vec::new()).await?;
    press(&page, ".menu a[href='#example=bound-pod-extended']").await?;
    page.wait_for(".example-note").await?;
    Ok(())
}

async fn menu_works_by_keyboard(page: Page) -> Outcome {
    page.open().await?;
    let summary = page.wait_for(".menu > summary").await?;
    summary.send_keys("\u{e007}").await?;
    let first = page.wait_for(".menu a[href='#example=legacy-auto']").await?;
    first.send_keys("\u{e007}").await?;
    assert_eq!(page.article().await?, Article::new("legacy", None));
    let folded = "return !document.querySelector('.menu').open
        && document.activeElement.id === 'result'";
    page.wait_until("the menu is folded and the answer has the focus", folded).await
}

async fn unknown_example_is_reported(page: Page) -> Outcome {
    page.visit("/#example=no-such-name").await?;
    page.ready().await?;
    let complaint = page.wait_for(".complaint").await?.text().await?;
    let sentence = "The address names an example that does not exist. Choose one under “Examples”.";
    assert_eq!(complaint, sentence);
    assert_eq!(page.driver.find_all(thirtyfour::By::Css("article, .clock-note")).await?.len(), 0);
    page.wait_for(CARD).await?;
    Ok(())
}
