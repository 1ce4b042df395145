//! Going to a claim, from evidence and by a link, and back.

use e2e::{Outcome, Page, Setup, samples};
use serde_json::{Value, json};

use crate::export::CLIPBOARD;
use crate::workbench::press;

in_every_engine!(
    back_returns_from_a_claim_and_the_address_names_none: Setup::default(),
    address_of_an_example_goes_to_a_claim: Setup::default(),
    step_in_an_example_is_in_the_address: Setup::default(),
    address_of_a_token_names_no_claim: Setup::default(),
    claim_of_an_example_has_a_link: Setup::default(),
    claim_on_a_phone_shows_its_characters: Setup::default(),
);

/// Waits until the claim with this pointer is pinned, or none.
async fn pinned(page: &Page, pointer: Value) -> Outcome {
    let pinned = "(document.querySelector('[data-pinned]')?.dataset.pointer ?? null)";
    let right = format!("return {pinned} === {pointer};");
    page.wait_until(&format!("{pointer} is pinned"), &right).await
}

const GO: &str = "const link = document.querySelector('#evidence .claim-link');
    link.closest('details').open = true;
    link.focus();
    link.click();
    return link.ariaLabel;";

const BACK: &str = "history.back();";

async fn has_focus(page: &Page, selector: &str) -> Outcome {
    let right = format!("return document.activeElement.matches({});", json!(selector));
    page.wait_until(&format!("{selector} has the focus"), &right).await
}

async fn back_returns_from_a_claim_and_the_address_names_none(page: Page) -> Outcome {
    page.open().await?;
    page.paste(samples::BOUND).await?;
    page.article().await?;
    let address = page.script("return location.href;", Vec::new()).await?;
    let named = page.script(GO, Vec::new()).await?;
    assert_eq!(named, json!("Show the claim kubernetes.io"));
    pinned(&page, json!("/kubernetes.io")).await?;
    has_focus(&page, ".claim[data-pinned]").await?;
    let entry = page.script("return [location.href, history.state];", Vec::new()).await?;
    assert_eq!(entry, json!([address, 1]));

    page.script(BACK, Vec::new()).await?;
    pinned(&page, Value::Null).await?;
    has_focus(&page, "#evidence .claim-link").await?;
    page.script("history.forward();", Vec::new()).await?;
    pinned(&page, json!("/kubernetes.io")).await?;
    has_focus(&page, ".claim[data-pinned]").await?;

    // Its steps lead nowhere once another text is there.
    page.paste(samples::LEGACY_AUTO).await?;
    page.wait_for("article[data-kind=legacy]").await?;
    page.script(BACK, Vec::new()).await?;
    page.wait_until("the step is taken", "return history.state === 0;").await?;
    assert_eq!(page.article().await?.kind, "legacy");
    pinned(&page, Value::Null).await
}

const IN_VIEW: &str = "const { top, bottom } =
    document.querySelector('.claim[data-pinned]').getBoundingClientRect();
    return top >= 0 && bottom <= innerHeight;";

async fn address_of_an_example_goes_to_a_claim(page: Page) -> Outcome {
    for (name, pointer) in [
        ("eks-irsa", "/kubernetes.io/pod/uid"),
        ("legacy-auto", "/kubernetes.io~1serviceaccount~1namespace"),
    ] {
        page.open_at(&format!("#example={name}&claim={pointer}")).await?;
        pinned(&page, json!(pointer)).await?;
        has_focus(&page, ".claim[data-pinned][data-explained]").await?;
        page.wait_until("it is in view", IN_VIEW).await?;
    }
    page.open_at("#example=eks-irsa&claim=/no-such").await?;
    page.article().await?;
    pinned(&page, Value::Null).await
}

async fn step_in_an_example_is_in_the_address(page: Page) -> Outcome {
    page.open_at("#example=eks-irsa&claim=/aud").await?;
    pinned(&page, json!("/aud")).await?;
    let clock = "return document.querySelector('.clock-note strong').textContent;";
    page.driver
        .find(thirtyfour::By::Css("input[type=range]"))
        .await?
        .send_keys(thirtyfour::Key::Home)
        .await?;
    let moved = format!("return (() => {{ {clock} }})() !== '2026-01-01 00:30:00 UTC';");
    page.wait_until("the clock is set", &moved).await?;
    let set = page.script(clock, Vec::new()).await?;
    page.script(GO, Vec::new()).await?;
    pinned(&page, json!("/kubernetes.io")).await?;
    let hash = page.script("return location.hash;", Vec::new()).await?;
    assert_eq!(hash, json!("#example=eks-irsa&claim=/kubernetes.io"));
    page.script(BACK, Vec::new()).await?;
    pinned(&page, json!("/aud")).await?;
    assert_eq!(page.script(clock, Vec::new()).await?, set, "the clock stays as it was set");
    Ok(())
}

async fn address_of_a_token_names_no_claim(page: Page) -> Outcome {
    page.open_at(&format!("#token={}&claim=/exp", samples::BOUND.trim())).await?;
    page.article().await?;
    pinned(&page, Value::Null).await
}

async fn claim_of_an_example_has_a_link(page: Page) -> Outcome {
    page.open_at("#example=eks-irsa").await?;
    page.article().await?;
    page.script(CLIPBOARD, Vec::new()).await?;
    let mut copied = Vec::new();
    press(&page, "Copy kubernetes.io.pod.uid").await?;
    page.wait_for(".claim-choices").await?;
    for form in ["Value", "JSON", "jq path", "JSONPath", "Link to this claim"] {
        press(&page, &format!("Copy kubernetes.io.pod.uid as {form}")).await?;
        page.wait_until("it closes", "return !document.querySelector('.claim-choices');").await?;
        has_focus(&page, "[aria-label='Copy kubernetes.io.pod.uid']").await?;
        copied.push(page.script("return window.copied;", Vec::new()).await?);
        press(&page, "Copy kubernetes.io.pod.uid").await?;
        page.wait_for(".claim-choices").await?;
    }
    let link = format!("{}/#example=eks-irsa&claim=/kubernetes.io/pod/uid", page.server.address());
    let uid = "00000000-0000-4000-8000-000000000002";
    let quoted = format!("\"{uid}\"");
    let [jq, path] = [r#".["kubernetes.io"].pod.uid"#, "$['kubernetes.io'].pod.uid"];
    assert_eq!(copied, [uid, &quoted, jq, path, &link]);
    // Going elsewhere closes it.
    page.script("document.querySelector('textarea#token').focus();", Vec::new()).await?;
    page.wait_until("it closes", "return !document.querySelector('.claim-choices');").await
}

/// There the token is far above the claims.
async fn claim_on_a_phone_shows_its_characters(page: Page) -> Outcome {
    page.driver.set_window_rect(0, 0, 390, 800).await?;
    page.open().await?;
    page.paste(samples::BOUND).await?;
    page.article().await?;
    page.script("document.querySelector('[data-pointer=\"/exp\"]').click();", Vec::new()).await?;
    page.wait_for(".claim[data-pinned] .bytes-open").await?;
    let shown = "return document.querySelector('.bytes-menu').textContent;";
    let shown = page.script(shown, Vec::new()).await?;
    let row = "Njky  36 39 32  692";
    assert!(shown.as_str().is_some_and(|text| text.contains(row)), "{shown}");
    // Its line of the token scrolls there, where an ellipsis would hide what it scrolls to.
    let seen = "const lit = document.querySelector('.token-view [data-lit]');
        const line = lit.closest('dd');
        const [inner, outer] = [lit, line].map((one) => one.getBoundingClientRect());
        return [inner.left >= outer.left && inner.left < outer.right,
            getComputedStyle(line).textOverflow];";
    assert_eq!(page.script(seen, Vec::new()).await?, json!([true, "clip"]));
    Ok(())
}
