//! A long text is read beside the page, which goes on answering.

use e2e::{Article, Outcome, Page, Setup, samples};
use serde_json::json;
use service_account_token::{Options, inspect};

in_every_engine!(
    long_paste_announces_reading_and_then_its_result: Setup::default(),
    page_responds_while_it_reads: Setup::default(),
    text_cleared_while_being_read_stays_cleared: Setup::default(),
    newer_paste_wins: Setup::default(),
    long_file_is_read_like_a_long_paste: Setup::default(),
);

const MB: usize = 1 << 20;
const LINE: &str = "2023-11-14T22:13:20Z INFO server: GET /api/v1/pods 200 from 10.0.0.1\n";

/// Far longer to read than to look at: each of its places could begin a token.
const HOSTILE: &str = "eyJ ZXlK eyJhbGciOiJSUzI1NiJ9 %65%79%4a\n";

/// A log with these texts in it, one of them after each megabyte.
fn log(tokens: &[&str]) -> String {
    let lines = LINE.repeat(MB / LINE.len());
    tokens.iter().map(|token| format!("{lines}Authorization: Bearer {token}\n")).collect()
}

/// Opens a file that holds a piece so often that it is this long, and then a text; made in the page,
/// since a driver would take long to bring it there.
async fn open_long(page: &Page, piece: &str, bytes: usize, end: &str) -> Outcome {
    page.script(
        "const [piece, count, end] = arguments;
         const chosen = new DataTransfer();
         chosen.items.add(new File([piece.repeat(count), end], 'server.log'));
         const input = document.querySelector('input[type=file]');
         input.files = chosen.files;
         input.dispatchEvent(new Event('change', { bubbles: true }));",
        vec![json!(piece), json!(bytes / piece.len()), json!(end)],
    )
    .await
    .map(drop)
}

const READING: &str = ".result [data-reading]";

async fn is_reading(page: &Page) -> Outcome<bool> {
    let script = format!("return document.querySelector({}) !== null", json!(READING));
    Ok(page.script(&script, Vec::new()).await? == json!(true))
}

async fn text_of(page: &Page, css: &str) -> Outcome<String> {
    let script = format!("return document.querySelector({})?.innerText ?? ''", json!(css));
    let text = page.script(&script, Vec::new()).await?;
    Ok(text.as_str().unwrap_or_default().trim().to_owned())
}

async fn long_paste_announces_reading_and_then_its_result(page: Page) -> Outcome {
    page.open().await?;
    page.script(
        "const seen = [];
         const look = () => {
             const words = document.querySelector('#headline')?.textContent;
             if (words !== undefined && seen.at(-1) !== words) seen.push(words);
             document.documentElement.dataset.seen = JSON.stringify(seen);
         };
         const asked = { subtree: true, childList: true, characterData: true };
         new MutationObserver(look).observe(document.querySelector('#result'), asked);",
        Vec::new(),
    )
    .await?;
    let tokens = [samples::LEGACY_AUTO, samples::BOUND, samples::LEGACY_MANUAL];
    let text = log(&tokens);
    page.paste(&text).await?;
    assert_eq!(page.article().await?, Article::new("legacy", None));

    let options = Options::new().now(samples::NOW);
    let report = inspect(text.as_bytes(), &options);
    let seen = page.script("return document.documentElement.dataset.seen", Vec::new()).await?;
    let seen: Vec<String> = serde_json::from_str(seen.as_str().unwrap_or_default())?;
    assert_eq!(seen, ["Reading 3.1 MB …", "Legacy token from Secret default-token-57llx"]);
    let chip = text_of(&page, ".attachment").await?;
    assert!(chip.contains("3.1 MB") && chip.contains("3 tokens found"), "{chip}");

    let listed = page
        .script(
            "return Array.from(
                 document.querySelectorAll('.token-list-headline'),
                 (headline) => headline.innerText.trim(),
             );",
            Vec::new(),
        )
        .await?;
    let headlines: Vec<_> = report.tokens.iter().map(|token| token.headline.clone()).collect();
    assert_eq!(listed, json!(headlines));
    Ok(())
}

async fn page_responds_while_it_reads(page: Page) -> Outcome {
    page.open().await?;
    open_long(&page, HOSTILE, 16 * MB, samples::BOUND).await?;
    page.wait_for(READING).await?;
    let opened = page
        .script(
            "document.querySelector('.promise').click();
             const isOpen = document.querySelector('#check').matches(':popover-open');
             return [isOpen, document.querySelector('.result [data-reading]') !== null];",
            Vec::new(),
        )
        .await?;
    assert_eq!(opened, json!([true, true]));
    assert!(text_of(&page, "[role='status']").await?.starts_with("Reading 16.7 MB"));
    Ok(())
}

async fn text_cleared_while_being_read_stays_cleared(page: Page) -> Outcome {
    page.open().await?;
    open_long(&page, HOSTILE, 16 * MB, samples::BOUND).await?;
    page.wait_for(READING).await?;
    page.script(
        "const buttons = Array.from(document.querySelectorAll('.field-buttons button'));
         buttons.find((button) => button.innerText === 'Clear').click();",
        Vec::new(),
    )
    .await?;
    page.wait_for(".welcome").await?;
    assert!(!is_reading(&page).await?);
    assert_eq!(text_of(&page, "[role='status']").await?, "Cleared");
    // Another long text is read after it, and nothing of the first shows.
    page.paste(&log(&[samples::LEGACY_AUTO])).await?;
    assert_eq!(page.article().await?, Article::new("legacy", None));
    Ok(())
}

async fn newer_paste_wins(page: Page) -> Outcome {
    page.open().await?;
    open_long(&page, HOSTILE, 16 * MB, samples::BOUND).await?;
    page.wait_for(READING).await?;
    page.paste(samples::LEGACY_AUTO).await?;
    assert_eq!(page.article().await?, Article::new("legacy", None));
    open_long(&page, HOSTILE, 16 * MB, samples::BOUND).await?;
    page.wait_for(READING).await?;
    page.paste(&log(&[samples::LEGACY_MANUAL])).await?;
    assert_eq!(page.article().await?, Article::new("legacy", None));
    assert_eq!(text_of(&page, ".attachment strong").await?, "Pasted text");
    Ok(())
}

async fn long_file_is_read_like_a_long_paste(page: Page) -> Outcome {
    page.open().await?;
    open_long(&page, LINE, 4 * MB, samples::BOUND).await?;
    assert_eq!(page.article().await?, Article::new("bound", Some("pod")));
    let chip = text_of(&page, ".attachment").await?;
    assert!(chip.contains("server.log") && chip.contains("1 token found"), "{chip}");
    Ok(())
}
