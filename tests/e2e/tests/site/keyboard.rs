//! Everything works by keyboard alone: Tab reaches it, Enter and the arrows use it, and afterwards the focus is
//! on something that is still there.

use e2e::{Outcome, Page, Setup, samples};
use serde_json::{Value, json};
use thirtyfour::Key;

use crate::export::CLIPBOARD;

in_every_engine!(
    examples_and_sections_are_reached_by_keys: Setup::default(),
    claims_are_explained_copied_and_pinned_by_keys: Setup::default(),
    json_is_folded_and_copied_by_keys: Setup::default(),
    clock_and_menus_work_by_keys: Setup::default(),
    steps_and_evidence_lead_somewhere_by_keys: Setup::default(),
    tokens_are_chosen_by_keys: Setup::default(),
    tokens_are_compared_by_keys: Setup::default(),
    findings_and_covers_work_by_keys: Setup::default(),
);

/// How often Tab is pressed to reach something.
const REACH: usize = 90;

/// Presses a key and nothing else: a field for files would take it for the name of one from an element's own
/// `send_keys`.
async fn strike(page: &Page, key: Key) -> Outcome {
    page.driver.action_chain().send_keys(key).perform().await
}

/// Presses a key where the focus is, and lets the page render: the focus must be on something again. The
/// page may let the browser draw before it moves the focus off what it removed.
pub(crate) async fn press(page: &Page, key: Key) -> Outcome {
    strike(page, key).await?;
    page.async_script("await new Promise((done) => setTimeout(() => setTimeout(done)));").await?;
    let focused = "return document.activeElement !== document.body;";
    page.wait_until("the focus is not on the body", focused).await
}

/// Presses Tab until the focus is on an element that a selector fits.
pub(crate) async fn tab_to(page: &Page, css: &str) -> Outcome {
    let mut passed = Vec::new();
    for _ in 0..REACH {
        strike(page, Key::Tab).await?;
        if is_on(page, css).await? {
            return Ok(());
        }
        passed.push(focused(page).await?);
    }
    panic!("Tab does not reach {css}: {passed:#?}");
}

async fn is_on(page: &Page, css: &str) -> Outcome<bool> {
    let fits = "return document.activeElement.matches(arguments[0]);";
    Ok(page.script(fits, vec![json!(css)]).await? == json!(true))
}

async fn focused(page: &Page) -> Outcome<Value> {
    let focused = "return document.activeElement.outerHTML.slice(0, 80);";
    page.script(focused, Vec::new()).await
}

/// Waits until the focus is on an element that a selector fits.
async fn reached(page: &Page, css: &str) -> Outcome {
    let fits = format!("return document.activeElement.matches({});", json!(css));
    page.wait_until(&format!("the focus is on {css}"), &fits).await
}

async fn is_true(page: &Page, what: &str) -> Outcome {
    page.wait_until(what, &format!("return {what};")).await
}

/// Opens an example, with the focus at the top of the page, as after a click there.
async fn open(page: &Page, address: &str) -> Outcome {
    page.open_at(address).await?;
    page.wait_for("#headline").await?;
    page.script(CLIPBOARD, Vec::new()).await?;
    page.script("document.querySelector('.skip').focus();", Vec::new()).await.map(drop)
}

async fn examples_and_sections_are_reached_by_keys(page: Page) -> Outcome {
    page.open().await?;
    page.script("document.querySelector('.skip').focus();", Vec::new()).await?;
    tab_to(&page, ".promise").await?;
    press(&page, Key::Enter).await?;
    page.wait_for("#check").await?;
    tab_to(&page, "#check a").await?;
    press(&page, Key::Escape).await?;
    reached(&page, ".promise").await?;
    tab_to(&page, ".theme").await?;
    press(&page, Key::Enter).await?;
    reached(&page, ".theme").await?;
    // From the empty page, which the example replaces, to the result.
    tab_to(&page, ".examples a[href='#example=eks-irsa']").await?;
    press(&page, Key::Enter).await?;
    page.article().await?;
    reached(&page, "#result").await?;
    for name in ["claims", "json", "identity", "evidence", "remedies", "ends", "acceptance"] {
        page.script("document.querySelector('#headline').scrollIntoView();", Vec::new()).await?;
        page.script("document.querySelector('#result').focus();", Vec::new()).await?;
        tab_to(&page, &format!(".section-nav a[href$='{name}']")).await?;
        press(&page, Key::Enter).await?;
        reached(&page, &format!("#{name}")).await?;
    }
    page.script("document.querySelector('#result').focus();", Vec::new()).await?;
    tab_to(&page, ".unfold-all").await?;
    for folded in [0, 1] {
        press(&page, Key::Enter).await?;
        reached(&page, ".unfold-all").await?;
        let folds = "document.querySelectorAll('article details:not([open], .exports *)').length";
        is_true(&page, &format!("({folds} > 0) === ({folded} > 0)")).await?;
    }
    Ok(())
}

async fn claims_are_explained_copied_and_pinned_by_keys(page: Page) -> Outcome {
    open(&page, "#example=eks-irsa").await?;
    tab_to(&page, ".claims-filter input").await?;
    page.driver.active_element().await?.send_keys("exp").await?;
    is_true(&page, "document.querySelector('.claims-kept').textContent !== ''").await?;
    reached(&page, ".claims-filter input").await?;
    for _ in 0..3 {
        press(&page, Key::Backspace).await?;
    }
    tab_to(&page, ".explain-all").await?;
    for _ in 0..2 {
        press(&page, Key::Enter).await?;
        reached(&page, ".explain-all").await?;
    }
    tab_to(&page, "#claims .explain").await?;
    for open in ["true", "false"] {
        press(&page, Key::Enter).await?;
        reached(&page, &format!("#claims .explain[aria-expanded={open}]")).await?;
    }
    tab_to(&page, "#claims .copy-button").await?;
    press(&page, Key::Enter).await?;
    reached(&page, "#claims .claim-choices button:first-child").await?;
    press(&page, Key::Escape).await?;
    reached(&page, "#claims .copy-button[aria-expanded=false]").await?;
    press(&page, Key::Enter).await?;
    reached(&page, "#claims .claim-choices button").await?;
    tab_to(&page, "#claims .claim-choices button:last-child").await?;
    press(&page, Key::Enter).await?;
    reached(&page, "#claims .copy-button[aria-expanded=false]").await?;
    is_true(&page, "window.copied.includes('&claim=/')").await?;
    press(&page, Key::Down).await?;
    reached(&page, ".claim").await?;
    press(&page, Key::Enter).await?;
    is_true(&page, "document.activeElement.matches('.claim[data-pinned]')").await?;
    press(&page, Key::Escape).await?;
    is_true(&page, "document.querySelector('[data-pinned]') === null").await?;
    reached(&page, ".claim").await
}

async fn json_is_folded_and_copied_by_keys(page: Page) -> Outcome {
    open(&page, "#example=legacy-auto").await?;
    tab_to(&page, "#json .copy-button").await?;
    press(&page, Key::Enter).await?;
    is_true(&page, "window.copied.startsWith('{')").await?;
    reached(&page, "#json .copy-button").await?;
    tab_to(&page, "#json-payload summary").await?;
    for open in ["", "[open]"] {
        press(&page, Key::Enter).await?;
        reached(&page, &format!("#json-payload .json-fold{open} > summary")).await?;
    }
    tab_to(&page, "#json .link").await?;
    for shown in ["raw-payload", "json-payload"] {
        press(&page, Key::Enter).await?;
        page.wait_for(&format!("#{shown}")).await?;
        reached(&page, "#json .link").await?;
    }
    Ok(())
}

async fn clock_and_menus_work_by_keys(page: Page) -> Outcome {
    open(&page, "#example=bound-pod-extended").await?;
    for (button, menu) in [(".copy-open", "#copy-menu"), (".share", "#share-menu")] {
        tab_to(&page, button).await?;
        press(&page, Key::Enter).await?;
        page.wait_for(menu).await?;
        tab_to(&page, &format!("{menu} .export .button")).await?;
        page.script("window.copied = null;", Vec::new()).await?;
        press(&page, Key::Enter).await?;
        is_true(&page, "window.copied !== null").await?;
        press(&page, Key::Escape).await?;
        reached(&page, button).await?;
        is_true(&page, "document.querySelector(':popover-open') === null").await?;
    }
    tab_to(&page, ".row summary").await?;
    press(&page, Key::Enter).await?;
    reached(&page, ".row details[open] > summary").await?;
    tab_to(&page, ".timeline-slider").await?;
    let phase = "return document.querySelector('.timeline-here').textContent;";
    let fresh = page.script(phase, Vec::new()).await?;
    press(&page, Key::End).await?;
    reached(&page, ".timeline-slider").await?;
    assert_ne!(page.script(phase, Vec::new()).await?, fresh);
    tab_to(&page, ".timeline-marks .link").await?;
    press(&page, Key::Enter).await?;
    reached(&page, ".timeline-marks .link").await?;
    page.script("document.querySelector('.skip').focus();", Vec::new()).await?;
    tab_to(&page, ".clock-note button").await?;
    press(&page, Key::Enter).await?;
    is_true(&page, "document.querySelector('.clock-note') === null").await?;
    reached(&page, ".timeline-slider").await
}

async fn steps_and_evidence_lead_somewhere_by_keys(page: Page) -> Outcome {
    open(&page, "#example=legacy-auto").await?;
    tab_to(&page, ".first-step .step-title").await?;
    press(&page, Key::Enter).await?;
    reached(&page, ".remedy[open] summary").await?;
    tab_to(&page, ".remedy .copy-button").await?;
    press(&page, Key::Enter).await?;
    is_true(&page, "typeof window.copied === 'string'").await?;
    reached(&page, ".remedy .copy-button").await?;
    page.script("document.querySelector('#identity').focus();", Vec::new()).await?;
    tab_to(&page, "#evidence > details > summary").await?;
    press(&page, Key::Enter).await?;
    tab_to(&page, "#evidence .claim-link").await?;
    press(&page, Key::Enter).await?;
    reached(&page, ".claim[data-pinned]").await
}

async fn tokens_are_chosen_by_keys(page: Page) -> Outcome {
    page.open().await?;
    page.paste(&samples::several()).await?;
    page.article().await?;
    page.script("document.querySelector('.field-edit').focus();", Vec::new()).await?;
    tab_to(&page, ".token-list button").await?;
    for (key, at) in
        [(Key::Down, 2), (Key::Down, 3), (Key::Down, 3), (Key::Home, 1), (Key::Down, 2)]
    {
        press(&page, key).await?;
        reached(&page, &format!(".token-list li:nth-child({at}) button")).await?;
    }
    press(&page, Key::Enter).await?;
    is_true(&page, "document.querySelector('article[data-kind]').dataset.kind === 'bound'").await?;
    reached(&page, ".token-list li:nth-child(2) button[aria-current], .token-list button").await?;
    // Tab leaves the list and comes back to the one that is shown.
    press(&page, Key::Tab).await?;
    is_true(&page, "!document.activeElement.closest('.token-list')").await?;
    let back = page.driver.action_chain().key_down(Key::Shift).send_keys(Key::Tab);
    back.key_up(Key::Shift).perform().await?;
    reached(&page, ".token-list li:nth-child(2) button").await
}

async fn tokens_are_compared_by_keys(page: Page) -> Outcome {
    page.open().await?;
    page.paste(&samples::several()).await?;
    page.article().await?;
    page.script("document.querySelector('.token-list button').focus();", Vec::new()).await?;
    tab_to(&page, ".compare summary").await?;
    press(&page, Key::Enter).await?;
    tab_to(&page, ".compare li button").await?;
    press(&page, Key::Enter).await?;
    page.wait_for(".comparison").await?;
    tab_to(&page, ".comparison-equal summary").await?;
    press(&page, Key::Enter).await?;
    reached(&page, ".comparison-equal[open] summary").await?;
    page.script("document.querySelector('#result').focus();", Vec::new()).await?;
    tab_to(&page, ".comparison .link").await?;
    press(&page, Key::Enter).await?;
    page.article().await?;
    is_true(&page, "document.activeElement.matches(':not(body)')").await
}

async fn findings_and_covers_work_by_keys(page: Page) -> Outcome {
    page.open().await?;
    page.paste(&samples::broken()).await?;
    page.article().await?;
    page.script("document.querySelector('.copy-open').focus();", Vec::new()).await?;
    page.script("document.querySelector('#result').focus();", Vec::new()).await?;
    tab_to(&page, ".finding .link").await?;
    press(&page, Key::Enter).await?;
    reached(&page, "textarea#token").await?;
    is_true(&page, "document.activeElement.selectionEnd > document.activeElement.selectionStart")
        .await?;
    page.open().await?;
    page.paste(samples::BOUND).await?;
    page.article().await?;
    tab_to(&page, ".token-view .link").await?;
    for shown in [true, false] {
        press(&page, Key::Enter).await?;
        is_true(
            &page,
            &format!("Boolean(document.querySelector('[data-part=signature] dd')) === {shown}"),
        )
        .await?;
        reached(&page, ".token-view .link").await?;
    }
    Ok(())
}
