//! What can be pressed or filled in has a name, and no two controls share one unless they do the same.

use e2e::{Outcome, Page, Setup, samples};
use serde_json::{Value, json};

use crate::accessibility::axe;
use crate::export::CLIPBOARD;
use crate::layout::UNFOLD;

in_every_engine!(
    controls_with_one_name_do_the_same: Setup::default(),
    controls_of_open_menus_have_names_of_their_own: Setup::default(),
);

/// Each control in sight that has no name, or the name of another one of its kind; a jump to a claim and a copy
/// button may, if the one leads to the same claim and the other copies the same text.
const SHARED: &str = "
    const rendered = () => new Promise((done) => setTimeout(() => setTimeout(done)));
    const does = {
        '.claim-link': async (one) => {
            const pinned = () => document.querySelector('.claim[data-pinned]')?.id;
            const before = pinned();
            one.click();
            // The page may let the browser draw before it pins another claim.
            for (let turn = 0; turn < 40 && (!pinned() || pinned() === before); turn += 1) await rendered();
            return pinned();
        },
        '.copy-button:not(.claim-copy *)': async (one) => {
            window.copied = null;
            one.click();
            return window.copied;
        },
    };
    const controls = Array.from(
        document.querySelectorAll('button, a[href], input, textarea, select, summary'),
    ).filter((one) => one.checkVisibility() && !one.closest('.skip'));
    axe.setup(document);
    const names = controls.map((one) => axe.commons.text.accessibleText(one).trim());
    axe.teardown();
    const faults = [];
    const done = new Map();
    for (const [at, one] of controls.entries()) {
        if (names[at] === '') faults.push(`without a name: ${one.outerHTML.slice(0, 90)}`);
        const kind = one.localName === 'a' ? 'button' : one.localName;
        const name = `${kind} ${names[at]}`;
        const selector = Object.keys(does).find((selector) => one.matches(selector));
        const what = selector ? await does[selector](one) : one.getAttribute('popovertarget') ?? one;
        if (what == null || (done.has(name) && done.get(name) !== what)) faults.push(name);
        done.set(name, what);
    }
    return [faults, controls.length];";

async fn faults(page: &Page) -> Outcome<Value> {
    page.script(CLIPBOARD, Vec::new()).await?;
    let answer = page.async_script(&format!("{}\n{SHARED}", axe())).await?;
    assert!(answer.get(1).and_then(Value::as_u64) > Some(5), "{answer:#}");
    Ok(answer.get(0).cloned().unwrap_or(answer))
}

async fn controls_with_one_name_do_the_same(page: Page) -> Outcome {
    let (broken, several) = (samples::broken(), samples::several());
    let two = format!("{}\n\n{}", samples::LEGACY_MANUAL, samples::BOUND);
    for (address, text) in [
        ("", ""),
        ("#example=bound-pod-extended", ""),
        ("#example=legacy-auto", ""),
        ("#example=eks-irsa", ""),
        ("#example=decoded-claims", ""),
        ("#example=bound-pod-extended&compare=bound-pod-hour", ""),
        ("", samples::BOUND),
        ("", &broken),
        ("", &two),
        ("", &several),
        ("", "nothing to see here"),
    ] {
        page.open_at(address).await?;
        if !text.is_empty() {
            page.paste(text).await?;
        }
        if !address.is_empty() || !text.is_empty() {
            page.wait_for("#result h2").await?;
        }
        page.script(UNFOLD, Vec::new()).await?;
        let found = faults(&page).await?;
        let text: String = text.chars().take(20).collect();
        assert_eq!(found, json!([]), "{address} {text}: {found:#}");
    }
    Ok(())
}

async fn controls_of_open_menus_have_names_of_their_own(page: Page) -> Outcome {
    page.open_at("#example=eks-irsa").await?;
    page.article().await?;
    page.script(UNFOLD, Vec::new()).await?;
    for button in [".promise", ".menu-button", ".copy-open", ".share", "#claims .copy-button"] {
        page.script("document.querySelector(arguments[0]).click();", vec![json!(button)]).await?;
        page.wait_for(":popover-open, .claim-choices").await?;
        let found = faults(&page).await?;
        assert_eq!(found, json!([]), "{button}: {found:#}");
    }
    Ok(())
}
