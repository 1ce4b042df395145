//! What a button copies does nothing by itself where it is pasted.

use base64::Engine as _;
use base64::prelude::BASE64_URL_SAFE_NO_PAD as BASE64URL;
use e2e::{Outcome, Page};
use serde_json::{Value, json};

use crate::workbench::{ask, open, press, workbench};

in_every_engine!(no_button_copies_a_character_that_acts: workbench());

/// Sets a title, runs a line, runs another one, comes back to the beginning, turns the direction.
const NAME: &str = "a\u{1b}]0;x\u{7}\nreboot\r\u{9b}31m\0\u{202e}\u{2028}\u{7f}\t\"b\\";

fn token() -> String {
    let payload = json!({
        "iss": NAME,
        NAME: NAME,
        "aud": [NAME],
        "sub": format!("system:serviceaccount:{NAME}:{NAME}"),
        "exp": 1_700_003_600,
        "iat": 1_700_000_000,
        "kubernetes.io": {
            "namespace": NAME,
            "pod": { "name": NAME, "uid": NAME },
            "serviceaccount": { "name": NAME, "uid": NAME },
        },
    });
    let payload = serde_json::to_string_pretty(&payload).expect("it is JSON");
    // As JSON may be written too, with nothing escaped that need not be.
    let payload = payload.replace("\\u007f", "\u{7f}");
    let [header, payload] =
        [r#"{"alg":"RS256","kid":"\u001b[2J\n"}"#, &payload].map(|part| BASE64URL.encode(part));
    format!("{header}.{payload}.c2lnbmF0dXJl")
}

fn acts(character: char) -> bool {
    character.is_control()
        || matches!(character, '\u{61c}' | '\u{200e}' | '\u{200f}' | '\u{2028}'..='\u{202e}'
            | '\u{2066}'..='\u{2069}')
}

async fn no_button_copies_a_character_that_acts(page: Page) -> Outcome {
    open(&page).await?;
    page.paste(&token()).await?;
    page.article().await?;
    let count = page
        .async_script(
            "for (const one of document.querySelectorAll('details')) one.open = true;
             const rendered = () => new Promise((done) => setTimeout(done));
             const name = (button) => button.ariaLabel ?? button.textContent;
             const names = [];
             const use = (button) => {
                 names.push(name(button));
                 button.click();
             };
             const buttons = Array.from(
                 document.querySelectorAll('.result button:not([popovertarget], .link)'));
             const fits = (one) => name(one).startsWith('Copy') && !one.ariaExpanded;
             for (const button of buttons.filter(fits)) use(button);
             for (const menu of buttons.filter((one) => one.matches('.claim-copy > button'))) {
                 const choices = () => menu.parentElement.querySelectorAll('.claim-choices button');
                 let at = 0;
                 do {
                     menu.click();
                     await rendered();
                     use(choices()[at]);
                     at += 1;
                     const more = at < choices().length;
                     await rendered();
                     if (!more) break;
                 } while (true);
             }
             return names;",
        )
        .await?;
    let names: Vec<String> = serde_json::from_value(count)?;
    let copied = ask(&page, "copied", Value::Null).await?;
    let copied: Vec<String> = serde_json::from_value(copied)?;
    assert_eq!(copied.len(), names.len(), "{names:?}");
    assert!(copied.len() > 20, "{names:?}");
    for (name, text) in names.iter().zip(&copied) {
        let lines = name.contains("Markdown");
        let acting = text.chars().find(|one| acts(*one) && !(lines && *one == '\n'));
        assert_eq!(acting, None, "{name}: {text:?}");
    }
    // A value can be read back as it was, and the page says what was done.
    let at = names.iter().position(|name| name == "Copy iss as Value").expect("it is there");
    let issuer = copied.get(at).map(|text| serde_json::from_str::<String>(text));
    assert_eq!(issuer.expect("it was copied")?, NAME);
    copy_value(&page, "iss").await?;
    page.wait_until(
        "it is said",
        "return document.querySelector('[role=status]').textContent
             === 'Copied with control characters escaped'",
    )
    .await?;
    copy_value(&page, "exp").await?;
    let said = "return document.querySelector('[role=status]').textContent === 'Copied'";
    page.wait_until("and only then", said).await
}

async fn copy_value(page: &Page, name: &str) -> Outcome {
    press(page, &format!("Copy {name}")).await?;
    page.wait_for(".claim-choices").await?;
    press(page, &format!("Copy {name} as Value")).await
}
