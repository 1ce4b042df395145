//! The field folds once a token was read, and holds nothing of it then.

use e2e::{Outcome, Page, Setup, samples};
use serde_json::json;
use thirtyfour::prelude::*;
use xtask::engines::Engine;

use crate::workbench::{pieces, press};

in_every_engine!(
    folded_field_contains_nothing_of_the_token: Setup::default(),
    finishing_another_edit_empties_the_field_again: Setup::default(),
    text_typed_into_the_folded_field_can_be_undone: Setup::default(),
    keyboard_undo_restores_no_token_in_the_folded_field: Setup::default(),
    keyboard_undo_never_joins_two_tokens: Setup::default(),
    focus_never_falls_to_the_body: Setup::default(),
);

fn signature() -> Vec<String> {
    let (_, signature) = samples::BOUND.rsplit_once('.').expect("it is signed");
    pieces(signature)
}

async fn value(page: &Page) -> Outcome<String> {
    let value = page.script("return document.querySelector('#token').value", vec![]).await?;
    Ok(value.as_str().unwrap_or_default().to_owned())
}

/// Where pieces of the signature stand: in the markup, in a field, in what can be found by
/// find-in-page, and in what assistive technology is told.
async fn places(page: &Page) -> Outcome<Vec<String>> {
    let places = page
        .script(
            "const [pieces] = arguments;
             const fields = Array.from(document.querySelectorAll('textarea, input'));
             const texts = {
                 markup: document.documentElement.outerHTML,
                 text: document.documentElement.textContent,
                 field: fields.map((field) => field.value + field.defaultValue).join(' '),
             };
             const holds = (text) => pieces.some((piece) => text.includes(piece));
             const places = Object.keys(texts).filter((name) => holds(texts[name]));
             getSelection().removeAllRanges();
             if (pieces.some((piece) => find(piece))) places.push('find');
             return places;",
            vec![json!(signature())],
        )
        .await?;
    let mut places: Vec<String> = serde_json::from_value(places)?;
    if page.engine == Engine::Chromium {
        let tools = page.driver.cdp();
        tools.send_raw("Accessibility.enable", json!({})).await?;
        let tree = tools.send_raw("Accessibility.getFullAXTree", json!({})).await?.to_string();
        assert!(tree.contains("Signature"), "the tree is there");
        if signature().iter().any(|piece| tree.contains(piece)) {
            places.push(String::from("accessibility"));
        }
    }
    Ok(places)
}

async fn folded_field_contains_nothing_of_the_token(page: Page) -> Outcome {
    page.open().await?;
    page.paste(samples::BOUND).await?;
    page.article().await?;
    assert_eq!(places(&page).await?, [""; 0]);
    assert_eq!(value(&page).await?, "");
    // It can be seen that these find it.
    press(&page, "Show: ").await?;
    page.wait_for("[data-part=signature] code").await?;
    let shown = places(&page).await?;
    for place in ["markup", "text"] {
        assert!(shown.iter().any(|one| one == place), "{place} is not in {shown:?}");
    }
    Ok(())
}

async fn finishing_another_edit_empties_the_field_again(page: Page) -> Outcome {
    page.open().await?;
    page.paste(samples::BOUND).await?;
    page.article().await?;
    for _ in 0..2 {
        press(&page, "Edit").await?;
        page.wait_for(".field-area:not([data-folded])").await?;
        assert_eq!(value(&page).await?, samples::BOUND);
        let field = "const field = document.activeElement;
            return [field.id, field.labels[0].textContent];";
        assert_eq!(page.script(field, vec![]).await?, json!(["token", "Token"]));
        assert!(places(&page).await?.iter().any(|place| place == "field"));
        press(&page, "Done").await?;
        page.wait_for(".field-area[data-folded]").await?;
        assert_eq!(places(&page).await?, [""; 0]);
        assert_eq!(value(&page).await?, "");
    }
    // What was typed in between is kept.
    press(&page, "Edit").await?;
    page.type_text(" mine").await?;
    press(&page, "Done").await?;
    page.wait_for(".field-area[data-folded]").await?;
    assert_eq!(places(&page).await?, [""; 0]);
    press(&page, "Edit").await?;
    page.wait_for(".field-area:not([data-folded])").await?;
    assert!(value(&page).await?.contains("mine"));
    Ok(())
}

async fn text_typed_into_the_folded_field_can_be_undone(page: Page) -> Outcome {
    page.open().await?;
    page.paste(samples::BOUND).await?;
    page.article().await?;
    page.type_text("e").await?;
    page.no_article().await?;
    assert_eq!(value(&page).await?, "e");
    press(&page, "Restore").await?;
    assert_eq!(page.article().await?.kind, "bound");
    assert_eq!(value(&page).await?, "");
    press(&page, "Edit").await?;
    page.wait_for(".field-area:not([data-folded])").await?;
    assert_eq!(value(&page).await?, samples::BOUND);
    Ok(())
}

async fn keyboard_undo_restores_no_token_in_the_folded_field(page: Page) -> Outcome {
    page.open().await?;
    page.paste(samples::BOUND).await?;
    page.article().await?;
    let field = page.driver.find(By::Css("textarea#token")).await?;
    field.send_keys(Key::Control + "z").await?;
    field.send_keys(Key::Control + Key::Shift + "z").await?;
    assert_eq!((value(&page).await?.as_str(), page.article().await?.kind.as_str()), ("", "bound"));
    assert_eq!(places(&page).await?, [""; 0]);
    Ok(())
}

async fn keyboard_undo_never_joins_two_tokens(page: Page) -> Outcome {
    let (bound, legacy) = (samples::BOUND.trim(), samples::LEGACY_MANUAL.trim());
    page.open().await?;
    page.paste(bound).await?;
    page.article().await?;
    press(&page, "Edit").await?;
    page.wait_for(".field-area:not([data-folded])").await?;
    page.type_text(" first").await?;
    page.paste(legacy).await?;
    page.wait_until(
        "the other token",
        "return document.querySelector('article[data-kind]')?.dataset.kind === 'legacy'",
    )
    .await?;
    press(&page, "Edit").await?;
    page.wait_for(".field-area:not([data-folded])").await?;
    page.type_text(" second").await?;
    let texts = [legacy.to_owned(), format!("{legacy} second")];
    for key in ["z", "z", "z", "y", "y", "y"] {
        page.driver.active_element().await?.send_keys(Key::Control + key).await?;
        let value = value(&page).await?;
        // Some engines take the word back letter by letter.
        assert!(value == texts[0] || texts[1].starts_with(&value), "after Ctrl+{key}: {value}");
        assert!(value.starts_with(legacy), "after Ctrl+{key}: {value}");
    }
    Ok(())
}

async fn focus_never_falls_to_the_body(page: Page) -> Outcome {
    let is_focused = async |css: &str| {
        let script = format!("return document.activeElement.matches({});", json!(css));
        page.wait_until(&format!("{css} has the focus"), &script).await
    };
    page.open().await?;
    page.paste(samples::BOUND).await?;
    page.article().await?;
    for (button, reached) in [("Edit", "#token"), ("Done", ".field-edit"), ("Edit", "#token")] {
        let css =
            if button == "Done" { ".field-edit" } else { ".field-area[data-folded] .field-edit" };
        page.wait_for(css).await?.send_keys("" + Key::Enter).await?;
        let script = format!(
            "return document.querySelector('.field-edit').textContent !== {};",
            json!(button)
        );
        page.wait_until(button, &script).await?;
        is_focused(reached).await?;
        if reached == "#token" {
            page.wait_for(".field-area:not([data-folded])").await?;
        }
    }
    page.wait_for(".field-edit").await?.send_keys("" + Key::Enter).await?;
    page.driver.find(By::Css(".timeline-slider")).await?.send_keys(Key::Home).await?;
    page.wait_for(".clock-note button").await?.send_keys("" + Key::Enter).await?;
    page.wait_until("the real time", "return document.querySelector('.clock-note') === null")
        .await?;
    is_focused(".timeline-slider").await?;
    press(&page, "Clear").await?;
    page.no_article().await?;
    is_focused("#token").await?;
    page.wait_for(".field-foot .link").await?.send_keys("" + Key::Enter).await?;
    page.article().await?;
    is_focused("#token").await?;
    Ok(())
}
