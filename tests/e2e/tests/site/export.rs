//! The report is taken along, and the theme chosen, without a request and without a trace.

use e2e::{Outcome, Page, Setup, samples};
use serde_json::{Value, json};

in_every_engine!(
    copied_markdown_contains_no_signature: Setup::default(),
    report_is_saved_as_json_without_a_request: Setup::default(),
    share_sheet_gets_only_links_that_cannot_log_in: Setup::default(),
    theme_lasts_as_long_as_the_page: Setup::default(),
);

/// Stands in for the clipboard, which a browser without a person refuses, and keeps what it gets.
pub(crate) const CLIPBOARD: &str = "
    const writeText = (text) => { window.copied = text; return Promise.resolve(); };
    Object.defineProperty(navigator, 'clipboard', { value: { writeText }, configurable: true });";

/// Notes what is saved, under what name and from where, and what the policy stops; nothing is done
/// otherwise than without it.
pub(crate) const WATCH_SAVING: &str = "
    window.saved = {};
    const [make, click] = [URL.createObjectURL, HTMLElement.prototype.click];
    URL.createObjectURL = (blob) => {
        blob.text().then((text) => { window.saved.text = text; });
        return make.call(URL, blob);
    };
    HTMLElement.prototype.click = function () {
        if (this.download) {
            const from = new URL(this.href).protocol;
            Object.assign(window.saved, { name: this.download, from, inPage: this.isConnected });
        }
        click.call(this);
    };
    document.addEventListener('securitypolicyviolation', (event) => {
        window.saved.stopped = event.effectiveDirective;
    });";

pub(crate) async fn press(page: &Page, words: &str) -> Outcome {
    let script = "
        const buttons = Array.from(document.querySelectorAll('button'));
        buttons.find((button) => button.textContent === arguments[0]).click();";
    page.script(script, vec![json!(words)]).await.map(drop)
}

/// Enough of a token's signature to know it by.
fn signature(token: &str) -> String {
    let (_, signature) = token.rsplit_once('.').expect("it is signed");
    signature.chars().take(16).collect()
}

async fn copied_markdown_contains_no_signature(page: Page) -> Outcome {
    page.open().await?;
    page.script(CLIPBOARD, Vec::new()).await?;
    page.paste(&samples::hostile()).await?;
    page.article().await?;
    let before = page.server.requests();
    page.wait_for(".copy-open").await?.click().await?;
    press(&page, "Copy as Markdown").await?;
    page.wait_for(".exports .copied").await?;
    let markdown = page.script("return window.copied", Vec::new()).await?;
    let markdown = markdown.as_str().unwrap_or_default();
    assert!(
        markdown.starts_with("# Bound token of a Pod, for an unrecognized audience\n\n"),
        "{markdown}"
    );
    assert!(markdown.contains("| Now, by the page's clock | 20"), "{markdown}");
    // What the names would be, stands in code spans.
    for span in ["`[click](javascript:x)`", "`@everyone #1 ", "`\"<img src=x onerror=alert(1)>\"`"]
    {
        assert!(markdown.contains(span), "{span} is not in:\n{markdown}");
    }
    assert!(!markdown.contains(&signature(&samples::hostile())), "the signature is in it");
    assert_eq!(page.server.requests(), before);
    Ok(())
}

async fn report_is_saved_as_json_without_a_request(page: Page) -> Outcome {
    page.open().await?;
    page.paste(samples::BOUND).await?;
    page.article().await?;
    page.script(WATCH_SAVING, Vec::new()).await?;
    let before = page.server.requests();
    press(&page, "Export JSON").await?;
    page.wait_until("a text was saved", "return typeof window.saved.text === 'string'").await?;
    let saved = page.script("return window.saved", Vec::new()).await?;
    assert_eq!(saved.get("name"), Some(&json!("token-report.json")));
    assert_eq!(saved.get("from"), Some(&json!("blob:")));
    assert_eq!(saved.get("inPage"), Some(&json!(false)));
    assert_eq!(saved.get("stopped"), None, "the policy had to stop something");
    let text = saved.get("text").and_then(Value::as_str).unwrap_or_default();
    let report: Value = serde_json::from_str(text)?;
    assert_eq!(report.pointer("/version"), Some(&json!(1)));
    assert_eq!(report.pointer("/tokens/0/variant/bound_to"), Some(&json!("pod")));
    assert!(!text.contains(&signature(samples::BOUND)), "the signature is in it");
    assert_eq!(page.server.requests(), before);
    assert_eq!(page.article().await?.kind, "bound", "the page stayed where it was");
    Ok(())
}

/// Stands in for the share sheet of the system.
const SHEET: &str = "
    window.shared = [];
    const share = (data) => { window.shared.push(data); return Promise.resolve(); };
    Object.defineProperty(navigator, 'share', { value: share, configurable: true });";

async fn share_sheet_gets_only_links_that_cannot_log_in(page: Page) -> Outcome {
    page.open().await?;
    page.script(SHEET, Vec::new()).await?;
    page.paste(samples::BOUND).await?;
    page.article().await?;
    for words in ["Send link …", "Send link without names …"] {
        press(&page, words).await?;
    }
    let shared = page.script("return window.shared;", Vec::new()).await?;
    let shared = shared.as_array().cloned().unwrap_or_default();
    assert_eq!(shared.len(), 2);
    for one in shared {
        assert_eq!(one.get("title"), Some(&json!("Service Account Token Decoder")));
        let link = one.get("url").and_then(Value::as_str).unwrap_or_default();
        assert!(link.contains("#token=") && link.ends_with(".redacted"), "{link}");
        assert!(!link.contains(&signature(samples::BOUND)), "the signature is in it");
    }
    Ok(())
}

async fn theme_lasts_as_long_as_the_page(page: Page) -> Outcome {
    page.open().await?;
    let mut seen = Vec::new();
    for _ in 0..4 {
        let theme = page.wait_for("button.theme").await?;
        seen.push(page.script(WORN, Vec::new()).await?);
        theme.click().await?;
    }
    let [light, dark] = ["rgb(247, 246, 242)", "rgb(19, 21, 24)"];
    assert_eq!(
        seen,
        [
            json!(["Theme: system", light, "light dark"]),
            json!(["Theme: light", light, "light"]),
            json!(["Theme: dark", dark, "dark"]),
            json!(["Theme: system", light, "light dark"]),
        ]
    );
    let stored = "return [localStorage.length, sessionStorage.length, document.cookie]";
    assert_eq!(page.script(stored, Vec::new()).await?, json!([0, 0, ""]));
    Ok(())
}

/// The button's name, and what the page wears.
const WORN: &str = "
    const { backgroundColor, colorScheme } = getComputedStyle(document.documentElement);
    return [document.querySelector('button.theme').ariaLabel, backgroundColor, colorScheme];";
