//! Two tokens are compared: two examples by a link, and two that were pasted, together or one after the
//! other.

use e2e::{Article, Outcome, Page, Setup, samples};
use serde_json::{Value, json};

use crate::accessibility::violations;
use crate::layout::{TOO_WIDE, UNFOLD};

in_every_engine!(
    link_compares_two_examples: Setup::default(),
    two_pasted_tokens_are_compared: Setup::default(),
    token_is_added_and_compared: Setup::default(),
);

/// What the comparison says: its relations, and the members that are not folded away.
const SHOWN: &str = "
    const codes = Array.from(document.querySelectorAll('.comparison [data-code]'));
    const members = Array.from(document.querySelectorAll('.comparison-members > dl > .compared'));
    return [codes.map((one) => one.dataset.code), members.map((one) => one.dataset.pointer)];";

async fn shown(page: &Page) -> Outcome<Value> {
    page.wait_for(".comparison").await?;
    page.script(SHOWN, Vec::new()).await
}

async fn link_compares_two_examples(page: Page) -> Outcome {
    page.visit("/#example=bound-pod-extended&compare=bound-pod-hour").await?;
    let expected = json!([
        ["same_account", "same_object", "issuer_changed", "other_audiences", "extended_only"],
        ["/alg", "/kid", "/iss", "/aud", "/kubernetes.io/warnafter", "/exp", "/jti"],
    ]);
    assert_eq!(shown(&page).await?, expected);
    let address = page.driver.current_url().await?;
    assert_eq!(address.fragment(), Some("example=bound-pod-extended&compare=bound-pod-hour"));

    page.script(UNFOLD, Vec::new()).await?;
    let found = violations(&page).await?;
    assert_eq!(found, Value::Array(Vec::new()), "{found:#}");
    assert_eq!(page.script(TOO_WIDE, Vec::new()).await?, Value::Null);

    page.wait_for(".comparison .link").await?.click().await?;
    assert_eq!(page.article().await?, Article::new("bound", Some("pod")));
    Ok(())
}

async fn two_pasted_tokens_are_compared(page: Page) -> Outcome {
    page.open().await?;
    page.paste(&format!("{}\n\n{}", samples::LEGACY_MANUAL, samples::BOUND)).await?;
    assert_eq!(page.article().await?, Article::new("legacy", None));
    page.wait_for(".compare .button").await?.click().await?;
    let found = shown(&page).await?;
    assert_eq!(found.pointer("/0/0"), Some(&json!("legacy_and_bound")));
    // Choosing the other token closes the comparison.
    page.wait_for(".token-list li:last-child button").await?.click().await?;
    assert_eq!(page.article().await?, Article::new("bound", Some("pod")));
    Ok(())
}

async fn token_is_added_and_compared(page: Page) -> Outcome {
    page.open().await?;
    page.paste(samples::BOUND).await?;
    page.article().await?;
    page.wait_for(".compare summary").await?.click().await?;
    page.wait_for(".compare textarea").await?;
    let paste = "
        const [text] = arguments;
        const field = document.querySelector('.compare textarea');
        const clipboardData = new DataTransfer();
        clipboardData.setData('text/plain', text);
        const asked = { bubbles: true, cancelable: true, composed: true, clipboardData };
        if (!field.dispatchEvent(new ClipboardEvent('paste', asked))) return;
        field.value = text;
        const told = { bubbles: true, composed: true, inputType: 'insertFromPaste' };
        field.dispatchEvent(new InputEvent('input', told));";
    page.script(paste, vec![json!("nothing to see")]).await?;
    page.wait_for(".complaint").await?;
    page.script(paste, vec![json!(samples::BOUND)]).await?;
    let found = shown(&page).await?;
    assert_eq!(found, json!([["same_token"], []]));
    Ok(())
}
