//! The examples open by their links, from the cards and from the menu, and end with another text.

use e2e::{Article, Outcome, Page, Setup, samples};
use serde_json::{Value, json};
use thirtyfour::Key;
use xtask::engines::Engine;

in_every_engine!(
    every_example_opens_by_its_link: Setup::default(),
    card_opens_its_example_and_back_leaves_it: Setup::default(),
    own_text_leaves_the_example_and_its_time: Setup::default(),
    menu_works_by_keyboard: Setup::default(),
    click_outside_closes_the_menu_and_keeps_the_focus: Setup::default(),
    example_is_chosen_without_scrolling: Setup::default(),
    unknown_example_is_reported: Setup::default(),
);

/// What the page must show of an example.
struct Expected {
    name: String,
    title: String,
    shown: String,
}

fn read(path: &str) -> String {
    std::fs::read_to_string(xtask::project_root().join(path)).expect("it is committed")
}

/// From the definitions, and from the table that the decoder is held to: the kind of the token, or the
/// sentence that stands in its place.
fn expected() -> Vec<Expected> {
    let definitions: Value =
        serde_json::from_str(&read("www/examples/examples.json")).expect("it is JSON");
    let table = read("crates/service-account-token/tests/examples/expected.txt");
    let shown = |name: &str| {
        let block = table.split("\n\n").find(|block| block.lines().next() == Some(name));
        let line = |mark: &str| block?.lines().find_map(|line| line.strip_prefix(mark));
        let of_a_token =
            line("  is ").and_then(|line| line.split_once(": ")).map(|line| line.0.trim());
        // What holds no token: the sentence that says what it is.
        let shown = of_a_token.or_else(|| line("  other_credential ")).expect("it is there");
        shown.replace('`', "")
    };
    let text = |example: &Value, member: &str| {
        example.get(member).and_then(Value::as_str).unwrap_or_default().to_owned()
    };
    let examples = definitions.get("examples").and_then(Value::as_array);
    let examples = examples.into_iter().flatten().map(|example| {
        let name = text(example, "name");
        Expected { shown: shown(&name), title: text(example, "title"), name }
    });
    examples.collect()
}

async fn every_example_opens_by_its_link(page: Page) -> Outcome {
    // All in one engine, which takes a while, and every eighth in the others.
    let step = if page.engine == Engine::Chromium { 1 } else { 8 };
    for Expected { name, title, shown } in expected().into_iter().step_by(step) {
        page.visit(&format!("/#example={name}")).await?;
        let look = "const text = (selector) => document.querySelector(selector)?.textContent;
            return [text('.example-note strong'),
                document.querySelector('article')?.dataset.kind ?? text('#headline')]";
        let look = format!(
            "const shown = (() => {{ {look} }})();
             return JSON.stringify(shown) === JSON.stringify({});",
            json!([title, shown])
        );
        page.wait_until(&format!("{name}: {title}, {shown}"), &look).await?;
        // The clock is that of the example, which says so if it matters.
        let noted = "return (document.querySelector('.timeline-slider') !== null)
            === (document.querySelector('.clock-note') !== null)
            || document.querySelector('article') === null;";
        page.wait_until("the clock of the example", noted).await?;
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
        === \"A Pod's token, extended to a year\"";
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
    press(&page, MENU_BUTTON).await?;
    press(&page, ".menu a[href='#example=bound-pod-extended']").await?;
    page.wait_for(".example-note").await?;
    Ok(())
}

/// The menu of all examples, and what opens it.
const MENU: &str = "#examples";
const MENU_BUTTON: &str = ".menu-button";

async fn focused(page: &Page) -> Outcome<Value> {
    let script = "const { activeElement } = document;
        return activeElement.getAttribute('href') ?? activeElement.className;";
    page.script(script, Vec::new()).await
}

async fn send(page: &Page, key: Key) -> Outcome {
    page.driver.active_element().await?.send_keys("" + key).await
}

async fn menu_is(page: &Page, state: &str) -> Outcome {
    let is = format!("return document.querySelector('{MENU}').matches('{state}')");
    page.wait_until(&format!("the menu is {state}"), &is).await
}

async fn menu_works_by_keyboard(page: Page) -> Outcome {
    page.open().await?;
    let button = page.wait_for(MENU_BUTTON).await?;
    button.send_keys("" + Key::Enter).await?;
    menu_is(&page, ":popover-open").await?;
    send(&page, Key::Escape).await?;
    menu_is(&page, ":not(:popover-open)").await?;
    assert_eq!(focused(&page).await?, json!("menu-button"));

    button.send_keys("" + Key::Enter).await?;
    let search = page.wait_for(".examples-search").await?;
    search.send_keys("legacy auto").await?;
    let found = "return document.querySelectorAll('#examples a').length === 1";
    page.wait_until("one is left", found).await?;
    search.send_keys("" + Key::Down).await?;
    assert_eq!(focused(&page).await?, json!("#example=legacy-auto"));
    send(&page, Key::Enter).await?;
    assert_eq!(page.article().await?, Article::new("legacy", None));
    menu_is(&page, ":not(:popover-open)").await?;
    assert_eq!(focused(&page).await?, json!("menu-button"));
    // It opens with every example again, and the arrows go from one to the next.
    button.send_keys("" + Key::Enter).await?;
    let all = "return document.querySelectorAll('#examples a').length > 40";
    page.wait_until("all are there", all).await?;
    page.script("document.querySelector('#examples a').focus()", Vec::new()).await?;
    for (key, reached) in [
        (Key::Down, "legacy-manual"),
        (Key::Up, "legacy-auto"),
        (Key::End, "legacy-with-expiry"),
        (Key::Down, "legacy-with-expiry"),
        (Key::Home, "legacy-auto"),
    ] {
        send(&page, key).await?;
        assert_eq!(focused(&page).await?, json!(format!("#example={reached}")));
    }
    Ok(())
}

async fn click_outside_closes_the_menu_and_keeps_the_focus(page: Page) -> Outcome {
    page.open().await?;
    press(&page, MENU_BUTTON).await?;
    menu_is(&page, ":popover-open").await?;
    // Another menu replaces it.
    press(&page, ".promise").await?;
    menu_is(&page, ":not(:popover-open)").await?;
    page.wait_for("#check").await?;
    page.wait_for(".masthead h1").await?.click().await?;
    let closed = "return !document.querySelector('#check').matches(':popover-open')
        && document.activeElement.className === 'promise'";
    page.wait_until("it is closed and its button has the focus", closed).await
}

async fn example_is_chosen_without_scrolling(page: Page) -> Outcome {
    page.open().await?;
    press(&page, CARD).await?;
    page.article().await?;
    assert_eq!(page.script("return scrollY", Vec::new()).await?, json!(0));
    press(&page, MENU_BUTTON).await?;
    press(&page, ".menu a[href='#example=legacy-auto']").await?;
    page.wait_until(
        "the other one",
        "return document.querySelector('article[data-kind]')?.dataset.kind === 'legacy'",
    )
    .await?;
    assert_eq!(page.script("return scrollY", Vec::new()).await?, json!(0));
    Ok(())
}

async fn unknown_example_is_reported(page: Page) -> Outcome {
    page.visit("/#example=no-such-name").await?;
    page.ready().await?;
    let complaint = page.wait_for(".complaint").await?.text().await?;
    let sentence = "There is no example with this name. Choose another one.";
    assert_eq!(complaint, sentence);
    assert_eq!(page.driver.find_all(thirtyfour::By::Css("article, .clock-note")).await?.len(), 0);
    page.wait_for(CARD).await?;
    Ok(())
}
