//! The light: pointing at a claim, focusing or choosing it lights its bytes, and the other way round.

use base64::Engine as _;
use base64::prelude::{BASE64_STANDARD, BASE64_URL_SAFE_NO_PAD};
use e2e::{Outcome, Page, Setup, samples};
use serde_json::{Value, json};
use thirtyfour::prelude::*;

in_every_engine!(
    pointing_at_a_claim_highlights_its_bytes_and_back: Setup::default(),
    focused_claim_is_highlighted_and_keys_pin_it: Setup::default(),
    click_pins_until_another_click_or_escape: Setup::default(),
    selecting_text_does_not_pin: Setup::default(),
    wrapped_token_is_highlighted: Setup::default(),
    hidden_characters_are_highlighted_with_their_claim: Setup::default(),
    pointing_rerenders_nothing: Setup::default(),
    highlighted_bytes_scroll_into_view_on_a_phone: Setup::default(),
);

const NAME: &str = "#claims [data-pointer='/kubernetes.io/pod/name']";

/// `{"alg":"none"}` and an issuer with a zero-width space in it.
const HIDDEN: &str = "eyJhbGciOiJub25lIn0.eyJpc3MiOiJh4oCLYiIsIngiOlsxLHsieSI6Mn1dfQ.";

/// Characters of the token, JSON, and names of claims that are lit.
async fn lit(page: &Page) -> Outcome<Value> {
    page.script(
        "return ['.token-view [data-lit]', '.json-text [data-lit]', '.claim[data-lit] dt > code'].map(
             (css) => Array.from(document.querySelectorAll(css), (lit) => lit.textContent).join(''),
         );",
        Vec::new(),
    )
    .await
}

/// Points at the corner of the window, where there is nothing but the page itself.
async fn point_at_nothing(page: &Page) -> Outcome {
    page.driver.action_chain().move_to(1, 1).perform().await
}

async fn point_at(page: &Page, css: &str) -> Outcome {
    // From elsewhere, since a pointer that already lies there does not move.
    point_at_nothing(page).await?;
    let element = page.driver.find(By::Css(css)).await?;
    element.scroll_into_view().await?;
    page.driver.action_chain().move_to_element_center(&element).perform().await
}

async fn open(page: &Page, text: &str) -> Outcome {
    page.open().await?;
    page.paste(text).await?;
    page.article().await.map(drop)
}

/// What is lit for the name of the Pod in the bound sample.
fn busybox() -> Value {
    json!(["iJidXN5Ym94Ii", r#""name": "busybox","#, "name"])
}

async fn pointing_at_a_claim_highlights_its_bytes_and_back(page: Page) -> Outcome {
    open(&page, samples::BOUND).await?;
    let places = [NAME, ".token-view [data-at^='payload-8 ']", ".json-text [data-at='payload-8']"];
    for place in places {
        point_at_nothing(&page).await?;
        assert_eq!(lit(&page).await?, json!(["", "", ""]), "{place}");
        point_at(&page, place).await?;
        assert_eq!(lit(&page).await?, busybox(), "{place}");
    }
    Ok(())
}

async fn focused_claim_is_highlighted_and_keys_pin_it(page: Page) -> Outcome {
    open(&page, samples::BOUND).await?;
    let copy = page.driver.find(By::Css(format!("{NAME} .copy-button"))).await?;
    copy.send_keys("" + Key::Up).await?;
    assert_eq!(lit(&page).await?.get(2), Some(&json!("pod")));
    press(&page, Key::Down).await?;
    assert_eq!(lit(&page).await?, busybox());
    press(&page, Key::Enter).await?;
    pinned(&page, json!("/kubernetes.io/pod/name")).await?;
    press(&page, Key::Down).await?;
    assert_eq!(lit(&page).await?, busybox(), "it is pinned");
    press(&page, Key::Escape).await?;
    pinned(&page, Value::Null).await
}

async fn press(page: &Page, key: Key) -> Outcome {
    page.driver.active_element().await?.send_keys("" + key).await
}

/// Waits until the claim with this pointer is pinned, or none.
async fn pinned(page: &Page, pointer: Value) -> Outcome {
    let pinned = "(document.querySelector('[data-pinned]')?.dataset.pointer ?? null)";
    page.wait_until("the right claim is pinned", &format!("return {pinned} === {pointer};")).await
}

async fn click(page: &Page, css: &str) -> Outcome {
    page.driver.find(By::Css(css)).await?.click().await
}

async fn click_pins_until_another_click_or_escape(page: Page) -> Outcome {
    open(&page, samples::BOUND).await?;
    let exp = "#claims [data-pointer='/exp'] dt";
    click(&page, &format!("{NAME} dt")).await?;
    pinned(&page, json!("/kubernetes.io/pod/name")).await?;
    point_at(&page, exp).await?;
    assert_eq!(lit(&page).await?, busybox(), "it stays lit");
    click(&page, exp).await?;
    pinned(&page, json!("/exp")).await?;
    assert_eq!(lit(&page).await?.get(1), Some(&json!(r#""exp": 1692445741,"#)));
    click(&page, exp).await?;
    pinned(&page, Value::Null).await?;
    assert_eq!(lit(&page).await?, json!(["", "", ""]));
    click(&page, ".json-text [data-at='payload-8']").await?;
    pinned(&page, json!("/kubernetes.io/pod/name")).await?;
    press(&page, Key::Escape).await?;
    pinned(&page, Value::Null).await?;
    assert_eq!(lit(&page).await?, json!(["", "", ""]));
    Ok(())
}

async fn selecting_text_does_not_pin(page: Page) -> Outcome {
    open(&page, samples::BOUND).await?;
    let value = "#claims [data-pointer='/iss'] .claim-value code";
    let value = page.driver.find(By::Css(value)).await?;
    value.scroll_into_view().await?;
    let chain = page.driver.action_chain();
    chain
        .move_to_element_center(&value)
        .click_and_hold()
        .move_by_offset(40, 0)
        .release()
        .perform()
        .await?;
    let selected = page.script("return getSelection().toString().length > 0", Vec::new()).await?;
    assert_eq!(selected, json!(true));
    let pinned = page.script("return document.querySelector('[data-pinned]') !== null", vec![]);
    assert_eq!(pinned.await?, json!(false));
    Ok(())
}

async fn wrapped_token_is_highlighted(page: Page) -> Outcome {
    let token = samples::BOUND.trim();
    let lines: Vec<_> = token.as_bytes().chunks(61).map(String::from_utf8_lossy).collect();
    open(&page, &lines.join("\n    ")).await?;
    point_at(&page, NAME).await?;
    assert_eq!(lit(&page).await?, busybox());

    // As in a Secret, encoded once more: the characters of the paste are others.
    let encoded = BASE64_STANDARD.encode(token);
    open(&page, &encoded).await?;
    point_at(&page, NAME).await?;
    let inner = "iJidXN5Ym94Ii";
    let start = token.find(inner).expect("it is there");
    let outer = encoded.get(start * 4 / 3..((start + inner.len()) * 4).div_ceil(3));
    assert_eq!(lit(&page).await?, json!([outer, r#""name": "busybox","#, "name"]));
    Ok(())
}

async fn hidden_characters_are_highlighted_with_their_claim(page: Page) -> Outcome {
    open(&page, HIDDEN).await?;
    let expected = json!(["iJh4oCLYiI", r#""iss": "a⟨U+200B⟩b","#, "iss"]);
    for place in ["#claims [data-pointer='/iss']", ".json-text .hidden-character"] {
        point_at(&page, place).await?;
        assert_eq!(lit(&page).await?, expected, "{place}");
    }
    Ok(())
}

/// However many claims there are, and whatever the pointer crosses, nothing but the mark of the
/// light changes in the page.
async fn pointing_rerenders_nothing(page: Page) -> Outcome {
    let claims: serde_json::Map<_, _> =
        (0..60).map(|claim| (format!("claim{claim}"), json!(format!("value {claim}")))).collect();
    let payload = BASE64_URL_SAFE_NO_PAD.encode(Value::Object(claims).to_string());
    open(&page, &format!("eyJhbGciOiJub25lIn0.{payload}.")).await?;
    let changed = page
        .async_script(
            "const changed = {};
             const watch = new MutationObserver((changes) => {
                 for (const { type, attributeName } of changes) {
                     const what = attributeName ?? type;
                     // Which section is in view is noticed a moment after the paste.
                     if (what === 'aria-current') continue;
                     changed[what] = (changed[what] ?? 0) + 1;
                 }
             });
             watch.observe(document.querySelector('[role=main]'), {
                 subtree: true, childList: true, attributes: true, characterData: true,
             });
             for (const claim of document.querySelectorAll('#claims .claim')) {
                 claim.dispatchEvent(new MouseEvent('mouseover', { bubbles: true }));
             }
             await new Promise((resolve) => setTimeout(resolve));
             watch.disconnect();
             return changed;",
        )
        .await?;
    // Three places are lit for each claim, and but for the last put out again.
    assert_eq!(changed, json!({ "data-lit": 60 * 3 + 59 * 3 }));
    Ok(())
}

/// There each part of the token has one line, of which the last claims are far to the right.
async fn highlighted_bytes_scroll_into_view_on_a_phone(page: Page) -> Outcome {
    page.driver.set_window_rect(0, 0, 390, 800).await?;
    open(&page, samples::BOUND).await?;
    let in_sight = "const lit = document.querySelector('.token-view [data-lit]');
        if (!lit) return null;
        const [inner, outer] = [lit, lit.closest('dd')].map((it) => it.getBoundingClientRect());
        return inner.left >= outer.left && inner.left < outer.right;";
    for name in ["/sub", "/aud"] {
        let claim = page.driver.find(By::Css(format!("#claims [data-pointer='{name}']"))).await?;
        claim.scroll_into_view().await?;
        claim.click().await?;
        assert_eq!(page.script(in_sight, Vec::new()).await?, json!(true), "{name}");
        let width = page.script("return document.scrollingElement.scrollLeft", Vec::new()).await?;
        assert_eq!(width, json!(0), "the page itself stays");
    }
    Ok(())
}
