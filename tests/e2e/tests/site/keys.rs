//! The section that checks the signature of a token with keys that the user has.

use e2e::{Outcome, Page, Setup};
use serde_json::{Value, json};
use thirtyfour::Key;

use crate::accessibility::violations;
use crate::keyboard::{press, tab_to};
use crate::layout::{TOO_WIDE, UNFOLD, narrow};

in_every_engine!(
    example_is_signed_by_its_published_key: Setup::default(),
    changed_token_is_told_from_another_clusters_keys: Setup::default(),
    private_key_is_refused_and_in_no_part_of_the_page: Setup::default(),
    keys_are_checked_by_keyboard: Setup::default(),
    keys_fit_a_narrow_screen: narrow(),
    tokens_are_counted_by_the_key_that_signed_them: Setup::default(),
    tokens_that_stop_working_without_the_old_keys_are_told: Setup::default(),
);

const JWKS: &str = include_str!("../../../../www/examples/jwks.json");
const BOUND: &str = include_str!("../../../../www/examples/tokens/bound-pod-extended.txt");
/// Signed with a key of P-256, which is short enough to type.
const LEGACY: &str = include_str!("../../../../www/examples/tokens/legacy-auto.txt");
const EKS: &str = include_str!("../../../../www/examples/tokens/eks-irsa.txt");

/// The key of RFC 8037 A.1, which everyone knows.
const PRIVATE: &str = r#"{"kty":"OKP","crv":"Ed25519","d":"nWGxne_9WmC6hEr0kuwsxERJxWl7MmkZcDusAxyuf2A","x":"11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo"}"#;

/// Pastes a token and unfolds the section.
async fn open_with(page: &Page, token: &str) -> Outcome {
    page.open().await?;
    page.paste(token).await?;
    page.article().await?;
    page.script("document.querySelector('#signature summary').click();", Vec::new()).await?;
    page.wait_for("#keys").await.map(drop)
}

/// Pastes keys as a person does.
async fn paste_keys(page: &Page, keys: &str) -> Outcome {
    paste_into(page, "keys", keys).await
}

async fn paste_into(page: &Page, id: &str, text: &str) -> Outcome {
    let script = "
        const [id, text] = arguments;
        const field = document.getElementById(id);
        const clipboardData = new DataTransfer();
        clipboardData.setData('text/plain', text);
        field.focus();
        const asked = { bubbles: true, cancelable: true, composed: true, clipboardData };
        if (!field.dispatchEvent(new ClipboardEvent('paste', asked))) return;
        field.setRangeText(text, field.textLength, field.textLength, 'end');
        const told = { bubbles: true, composed: true, inputType: 'insertFromPaste' };
        field.dispatchEvent(new InputEvent('input', told));";
    page.script(script, vec![json!(id), json!(text)]).await.map(drop)
}

/// Waits until the page says what came of the check, and asserts that the row and the live region say it too.
async fn comes_to(page: &Page, status: &str, title: &str) -> Outcome {
    page.wait_for(&format!(".keys-result[data-status={status}]")).await?;
    let said = "
        const text = (css) => document.querySelector(css).innerText.trim();
        return [text('.keys-title strong'), text('[data-row=signature] .row-words').split(/:|\\s*\\(/)[0],
            document.querySelector('[role=status][aria-live] p').textContent.split('. ')[0]];";
    let said = page.script(said, Vec::new()).await?;
    assert_eq!(said, json!([title, title, title]));
    let says_valid = "return /\\bvalid\\b/i.test(document.querySelector('#signature').innerText);";
    assert_eq!(page.script(says_valid, Vec::new()).await?, json!(false));
    Ok(())
}

async fn example_is_signed_by_its_published_key(page: Page) -> Outcome {
    open_with(&page, BOUND).await?;
    paste_keys(&page, JWKS).await?;
    comes_to(&page, "signed", "Signed by this key").await?;
    let listed = "return document.querySelectorAll('.keys-read li').length;";
    assert_eq!(page.script(listed, Vec::new()).await?, json!(9));
    page.wait_for(".keys-read li[data-signed]").await?;
    let found = violations(&page).await?;
    assert_eq!(found, Value::Array(Vec::new()), "{found:#}");
    // Another text keeps the keys, and its own signature is checked.
    page.paste(EKS).await?;
    let other_key = "
        const row = document.querySelector('[data-row=signature][data-state=usual]');
        return row?.innerText.includes('0123456789abcdef') ?? false;";
    page.wait_until("the other token is signed by its own key", other_key).await
}

/// Returns the token with one character of its signature changed.
fn changed(token: &str) -> String {
    let (rest, signature) = token.trim().rsplit_once('.').expect("it has a signature");
    let first = if signature.starts_with('A') { 'B' } else { 'A' };
    format!("{rest}.{first}{}", signature.get(1..).unwrap_or_default())
}

async fn changed_token_is_told_from_another_clusters_keys(page: Page) -> Outcome {
    open_with(&page, &changed(BOUND)).await?;
    paste_keys(&page, JWKS).await?;
    comes_to(&page, "bad-signature", "The signature does not match").await?;
    page.wait_for("[data-row=signature][data-state=problem]").await?;

    open_with(&page, BOUND).await?;
    paste_keys(&page, &key(3).to_string()).await?;
    comes_to(&page, "no-key", "The key that it names is not among these").await?;
    page.wait_for("[data-row=signature][data-state=unknown]").await?;
    // The key that signed it is added below.
    paste_keys(&page, &format!("\n{}", key(0))).await?;
    comes_to(&page, "signed", "Signed by this key").await
}

async fn private_key_is_refused_and_in_no_part_of_the_page(page: Page) -> Outcome {
    open_with(&page, BOUND).await?;
    paste_keys(&page, JWKS).await?;
    comes_to(&page, "signed", "Signed by this key").await?;
    for keys in [PRIVATE.to_owned(), format!("\n{PRIVATE}")] {
        paste_keys(&page, &keys).await?;
        page.wait_until(
            "the reason",
            "return document.querySelector('.keys-faults')?.innerText.startsWith('This is a private key,') ?? false;",
        )
        .await?;
        let held = "
            const values = Array.from(document.querySelectorAll('input, textarea'), (one) => one.value);
            return [document.documentElement.outerHTML, location.href, document.title,
                JSON.stringify(history.state), ...values, ...Object.values(localStorage),
                ...Object.values(sessionStorage)].some((text) => text?.includes('nWGxne'));";
        assert_eq!(page.script(held, Vec::new()).await?, json!(false));
        let field = "return document.querySelector('#keys').value;";
        assert_eq!(page.script(field, Vec::new()).await?, json!(""));
        let told = "return document.querySelector('[role=status][aria-live] p').textContent;";
        let told = page.script(told, Vec::new()).await?;
        assert!(told.as_str().is_some_and(|told| told.starts_with("This is a private key,")));
        page.wait_for("[data-row=signature][data-state=unknown]").await?;
        paste_keys(&page, JWKS).await?;
        comes_to(&page, "signed", "Signed by this key").await?;
    }
    Ok(())
}

async fn keys_are_checked_by_keyboard(page: Page) -> Outcome {
    page.open().await?;
    page.paste(LEGACY).await?;
    page.article().await?;
    tab_to(&page, "[data-row=signature] summary").await?;
    press(&page, Key::Enter).await?;
    tab_to(&page, "[data-row=signature] .link").await?;
    press(&page, Key::Enter).await?;
    tab_to(&page, "#keys").await?;
    page.driver.action_chain().send_keys(key(1).to_string()).perform().await?;
    comes_to(&page, "signed", "Signed by this key").await?;
    tab_to(&page, ".keys-field button").await?;
    press(&page, Key::Enter).await?;
    let is_empty = "
        const field = document.querySelector('#keys');
        return field.value === '' && document.activeElement === field
            && document.querySelector('.keys-result') === null;";
    page.wait_until("the keys are gone and their field has the focus", is_empty).await
}

async fn keys_fit_a_narrow_screen(page: Page) -> Outcome {
    page.visit("/narrow.html").await?;
    page.driver.enter_frame(0).await?;
    page.wait_for("#others button").await?.click().await?;
    page.ready().await?;
    assert_eq!(page.script("return innerWidth", Vec::new()).await?, json!(320));
    page.paste(BOUND).await?;
    page.article().await?;
    page.script(UNFOLD, Vec::new()).await?;
    paste_keys(
        &page,
        &format!("{JWKS}\n{{\"jwks_uri\":\"https://issuer.example/{}\"}}", "a".repeat(90)),
    )
    .await?;
    comes_to(&page, "signed", "Signed by this key").await?;
    assert_eq!(page.script(TOO_WIDE, Vec::new()).await?, Value::Null, "these reach past the edge");
    page.driver.enter_default_frame().await
}

/// Returns one of the examples' keys. The first signs the bound tokens of their cluster.
fn key(position: usize) -> Value {
    let all: Value = serde_json::from_str(JWKS).expect("it is JSON");
    all.pointer(&format!("/keys/{position}")).expect("there is such a key").clone()
}

async fn tokens_are_counted_by_the_key_that_signed_them(page: Page) -> Outcome {
    open_with(&page, &format!("{BOUND}\n{EKS}\n{}\n", changed(BOUND))).await?;
    let key = key(0);
    let kid = key.pointer("/kid").and_then(Value::as_str).expect("it has a name");
    paste_keys(&page, &key.to_string()).await?;
    comes_to(&page, "signed", "Signed by this key").await?;
    let groups = "return Array.from(document.querySelectorAll('.keys-groups li'),
        (one) => one.textContent.replaceAll('\u{200b}', '').trim());";
    let groups = page.script(groups, Vec::new()).await?;
    let expected = [
        format!("1 signed by {kid}"),
        "1 signed by no key here".to_owned(),
        "1 signature does not match these keys".to_owned(),
    ];
    assert_eq!(groups, json!(expected));
    Ok(())
}

async fn tokens_that_stop_working_without_the_old_keys_are_told(page: Page) -> Outcome {
    open_with(&page, &format!("{BOUND}\n{LEGACY}\n{EKS}\n")).await?;
    page.script("document.querySelector('.keys-rotation summary').click();", Vec::new()).await?;
    let old = json!({ "keys": [key(0), key(1)] });
    paste_keys(&page, &old.to_string()).await?;
    comes_to(&page, "signed", "Signed by this key").await?;
    let title = "return document.querySelector('.keys-rotated strong')?.textContent ?? null;";
    assert_eq!(page.script(title, Vec::new()).await?, Value::Null, "there are no new keys yet");
    paste_into(&page, "keys-new", &key(1).to_string()).await?;
    page.wait_for(".keys-rotated[data-state=notable]").await?;
    let title = page.script(title, Vec::new()).await?;
    assert_eq!(title, json!("1 of 3 tokens stops working without the old keys"));
    let groups = "return Array.from(document.querySelectorAll('.keys-rotated li'), (one) =>
        [one.dataset.effect, one.querySelector('code')?.textContent.replaceAll('\u{200b}', '') ?? null]);";
    let kid = |at: usize| key(at).pointer("/kid").cloned();
    let expected =
        json!([["stops_working", kid(0)], ["unknown", null], ["keeps_working", kid(1)],]);
    assert_eq!(page.script(groups, Vec::new()).await?, expected);
    let found = violations(&page).await?;
    assert_eq!(found, Value::Array(Vec::new()), "{found:#}");
    // The old key stays after all.
    paste_into(&page, "keys-new", &format!("\n{}", key(0))).await?;
    page.wait_for(".keys-rotated[data-state=unknown]").await?;
    // A private key among the new ones empties both fields.
    paste_into(&page, "keys-new", PRIVATE).await?;
    let is_empty =
        "return ['keys', 'keys-new'].every((id) => document.getElementById(id).value === '')
        && document.querySelector('.keys-faults') !== null
        && document.querySelector('.keys-rotated') === null;";
    page.wait_until("both fields are empty", is_empty).await
}
