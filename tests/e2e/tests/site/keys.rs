//! The section that checks the signature of a token with keys that the user has.

use base64::Engine as _;
use base64::prelude::BASE64_STANDARD as BASE64;
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
    dropped_and_opened_key_files_are_read: Setup::default(),
    discovery_document_is_answered_with_the_command: Setup::default(),
    shared_secret_is_said_to_be_none_of_kubernetes: Setup::default(),
    typed_private_key_does_not_come_back_by_undo: Setup::default(),
    page_without_web_crypto_says_where_to_get_it: without_crypto(),
    tokens_that_stop_working_without_the_old_keys_are_told: Setup::default(),
);

const JWKS: &str = include_str!("../../../../www/examples/jwks.json");
const BOUND: &str = include_str!("../../../../www/examples/tokens/bound-pod-extended.txt");
/// Signed with a key of P-256, which is short enough to type.
const LEGACY: &str = include_str!("../../../../www/examples/tokens/legacy-auto.txt");
const EKS: &str = include_str!("../../../../www/examples/tokens/eks-irsa.txt");

/// The key of RFC 8037 A.1, which everyone knows.
const PRIVATE: &str = r#"{"kty":"OKP","crv":"Ed25519","d":"nWGxne_9WmC6hEr0kuwsxERJxWl7MmkZcDusAxyuf2A","x":"11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo"}"#;

/// A token of RFC 7515 A.1, and its secret as a JWK.
const HMAC: &str = "eyJ0eXAiOiJKV1QiLA0KICJhbGciOiJIUzI1NiJ9.eyJpc3MiOiJqb2UiLA0KICJleHAiOjEzMDA4MTkzODAsDQogImh0dHA6Ly9leGFtcGxlLmNvbS9pc19yb290Ijp0cnVlfQ.dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk";
const HMAC_JWK: &str = r#"{"kty":"oct","k":"AyM1SysPpbyDfgZld3umj1qzKObwVMkoqQ-EstJQLr_T-1qS0gZH75aKtMN3Yj0iPS4hcgUuTwjAzZr1Z9CAow"}"#;

/// A secret, and a token that it signed.
const SECRET: &str = "a secret of more than thirty-two bytes";
const HMAC_OF_A_SECRET: &str =
    "eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiJhIn0.LnQe33SEo55ar7XVqKC5h1y_pFFkZErpkWsn7sciuKk";

const WITHOUT_CRYPTO: &str = r#"<!doctype html>
<html lang="en">
  <head><meta charset="utf-8"><title>Without crypto</title></head>
  <body><div id="app"></div><script type="module" src="./without-crypto.mjs"></script></body>
</html>"#;

/// The page as a browser runs it from an unprotected connection, with `?insecure`, or without Web Crypto.
const WITHOUT_CRYPTO_SCRIPT: &str = r#"
import init, { mount } from "/npm/sa-token-decoder.js";
Object.defineProperty(crypto, "subtle", { value: undefined });
const value = location.search !== "?insecure";
Object.defineProperty(globalThis, "isSecureContext", { value });
await init();
mount();
"#;

fn without_crypto() -> Setup {
    let extra = vec![
        ("/without-crypto.html", WITHOUT_CRYPTO),
        ("/without-crypto.mjs", WITHOUT_CRYPTO_SCRIPT),
    ];
    Setup { extra, ..Setup::default() }
}

/// Pastes a token and unfolds the section.
async fn open_with(page: &Page, token: &str) -> Outcome {
    page.open().await?;
    unfold_with(page, token).await
}

async fn unfold_with(page: &Page, token: &str) -> Outcome {
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

/// Drops files on the first field, or opens them with its button: the bytes of each.
async fn bring_files(page: &Page, way: &str, files: &[&[u8]]) -> Outcome {
    let script = "
        const [way, files] = arguments;
        const dataTransfer = new DataTransfer();
        files.forEach((bytes, at) =>
            dataTransfer.items.add(new File([Uint8Array.from(bytes)], `key-${at}`)));
        const asked = { bubbles: true, cancelable: true, composed: true };
        if (way === 'drop') {
            const field = document.querySelector('.keys-field');
            return field.dispatchEvent(new DragEvent('drop', { ...asked, dataTransfer }));
        }
        const input = document.querySelector('#keys-file');
        input.files = dataTransfer.files;
        input.dispatchEvent(new Event('change', asked));";
    page.script(script, vec![json!(way), json!(files)]).await.map(drop)
}

async fn dropped_and_opened_key_files_are_read(page: Page) -> Outcome {
    // RFC 8037 A.2, as DER.
    let der = BASE64
        .decode("MCowBQYDK2VwAyEA11qYAYKxCrfVS/7TyWQHOg7hcvPapiMlrwIaaPcHURo=")
        .expect("it is base64");
    let jwk = key(0).to_string();
    for way in ["open", "drop"] {
        open_with(&page, BOUND).await?;
        bring_files(&page, way, &[&der, jwk.as_bytes()]).await?;
        comes_to(&page, "signed", "Signed by this key").await?;
        let listed = "return Array.from(document.querySelectorAll('.keys-read strong'), (one) => one.textContent);";
        assert_eq!(page.script(listed, Vec::new()).await?, json!(["Ed25519", "RSA-2048"]), "{way}");
        // The token is still there, and the next files come below.
        bring_files(&page, way, &[key(3).to_string().as_bytes()]).await?;
        let is_below = "return document.querySelectorAll('.keys-read li').length === 3
            && document.querySelectorAll('.keys-faults').length === 0;";
        page.wait_until("the third key", is_below).await?;
        comes_to(&page, "signed", "Signed by this key").await?;
        // A private key among several files.
        bring_files(&page, way, &[jwk.as_bytes(), PRIVATE.as_bytes()]).await?;
        page.wait_until("the refusal", "return document.querySelector('.keys-faults') !== null;")
            .await?;
        let field = "return document.querySelector('#keys').value;";
        assert_eq!(page.script(field, Vec::new()).await?, json!(""), "{way}");
    }
    Ok(())
}

async fn discovery_document_is_answered_with_the_command(page: Page) -> Outcome {
    open_with(&page, BOUND).await?;
    paste_keys(&page, r#"{"issuer":"https://kubernetes.default.svc.cluster.local","jwks_uri":"https://172.18.0.2:6443/openid/v1/jwks","response_types_supported":["id_token"],"subject_types_supported":["public"],"id_token_signing_alg_values_supported":["RS256"]}"#).await?;
    page.wait_for(".keys-faults").await?;
    let faults = "return Array.from(document.querySelectorAll('.keys-faults li'), (one) => one.textContent);";
    let told = "This is the discovery document, which only says where the keys are: at its jwks_uri. For your cluster, run kubectl get --raw /openid/v1/jwks.";
    assert_eq!(page.script(faults, Vec::new()).await?, json!([told]));
    let commands = "return Array.from(document.querySelectorAll('#signature .command code'), (one) => one.textContent);";
    assert_eq!(
        page.script(commands, Vec::new()).await?,
        json!(["kubectl get --raw /openid/v1/jwks"])
    );
    Ok(())
}

async fn shared_secret_is_said_to_be_none_of_kubernetes(page: Page) -> Outcome {
    open_with(&page, HMAC).await?;
    let said = "return document.querySelector('#keys-secret-note').textContent;";
    let said = page.script(said, Vec::new()).await?;
    assert_eq!(
        said,
        json!("This token's algorithm uses a shared secret. Kubernetes never signs with one.")
    );
    paste_keys(&page, HMAC_JWK).await?;
    comes_to(&page, "signed", "Signed by this key").await?;
    let result = "return document.querySelector('.keys-title + p').textContent;";
    let told = "This shared secret signed exactly this header and payload. Anyone who can verify the token can also issue one. Kubernetes never signs with a shared secret.";
    assert_eq!(page.script(result, Vec::new()).await?, json!(told));
    // A typed secret.
    open_with(&page, HMAC_OF_A_SECRET).await?;
    page.wait_for("#keys-secret").await?.send_keys(SECRET).await?;
    comes_to(&page, "signed", "Signed by this key").await?;
    page.wait_for("#keys-secret").await?.send_keys("!").await?;
    comes_to(&page, "bad-signature", "None of these keys signed it").await
}

async fn typed_private_key_does_not_come_back_by_undo(page: Page) -> Outcome {
    open_with(&page, HMAC).await?;
    for id in ["keys", "keys-secret"] {
        let field = page.wait_for(&format!("#{id}")).await?;
        field.click().await?;
        // What came after it would be typed into the new element.
        page.driver.action_chain().send_keys("-----BEGIN PRIVATE KEY").perform().await?;
        let is_empty = format!(
            "return document.getElementById('{id}').value === ''
                && document.querySelector('.keys-faults') !== null;"
        );
        page.wait_until("the refusal", &is_empty).await?;
        page.wait_for(&format!("#{id}")).await?.click().await?;
        let undo = page.driver.action_chain().key_down(Key::Control).send_keys("z");
        undo.key_up(Key::Control).perform().await?;
        assert_eq!(page.script(&is_empty, Vec::new()).await?, json!(true), "{id}");
    }
    Ok(())
}

async fn page_without_web_crypto_says_where_to_get_it(page: Page) -> Outcome {
    for (query, told) in [
        (
            "?insecure",
            "The browser checks signatures only on pages from https, localhost or a file. Open this page from one of these.",
        ),
        ("", "There is no Web Crypto API here. Try another browser."),
    ] {
        page.visit(&format!("/without-crypto.html{query}")).await?;
        page.wait_for("textarea#token").await?;
        unfold_with(&page, BOUND).await?;
        paste_keys(&page, JWKS).await?;
        comes_to(&page, "not-checkable", "The signature cannot be checked here").await?;
        let text = "return document.querySelector('.keys-title + p').textContent;";
        assert_eq!(page.script(text, Vec::new()).await?, json!(told));
        page.wait_for("[data-row=signature][data-state=unknown]").await?;
    }
    Ok(())
}
