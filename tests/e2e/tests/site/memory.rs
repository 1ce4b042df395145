//! What the wasm's memory holds of what was pasted: no copy once a text was cleared and can no
//! longer be brought back, and none at all of a text that is too large to be read.

use e2e::{Outcome, Page, samples};
use serde_json::{Value, json};
use service_account_token::{MAX_INPUT_BYTES, Options, Paste};

use crate::workbench::{NOW, ask, open, pieces, press, workbench};

in_every_engine!(
    no_copy_is_left_when_a_cleared_text_can_no_longer_be_brought_back: workbench(),
    no_copy_is_left_of_a_cleared_text_after_the_next_paste: workbench(),
    no_copy_is_left_of_what_was_typed_shown_copied_and_shared: workbench(),
    no_copy_is_left_of_a_long_text: workbench(),
    a_text_past_the_limit_is_refused_before_it_is_copied: workbench(),
    a_text_of_fewer_characters_than_bytes_is_measured_in_bytes: workbench(),
    a_file_past_the_limit_is_refused_before_it_is_read: workbench(),
);

/// Which pieces of a token's payload and signature stand in memory. A header is the same in many
/// tokens, and may stand there as a part of the page itself.
async fn copies(page: &Page, token: &str) -> Outcome<Vec<String>> {
    let (_, secret) = token.split_once('.').expect("it has parts");
    Ok(serde_json::from_value(ask(page, "find", json!(pieces(secret))).await?)?)
}

/// Looks until nothing is left, as what holds the last copy may go a moment later.
async fn are_gone(page: &Page, token: &str) -> Outcome {
    let mut left = Vec::new();
    for _ in 0..20 {
        left = copies(page, token).await?;
        if left.is_empty() {
            return Ok(());
        }
    }
    panic!("{} pieces are left, such as {:?}", left.len(), left.first());
}

async fn clear(page: &Page) -> Outcome {
    press(page, "Clear").await?;
    page.wait_for(".welcome").await.map(drop)
}

/// Two minutes go by.
async fn two_minutes(page: &Page) -> Outcome {
    ask(page, "turn", json!(NOW + 120)).await?;
    ask(page, "second", Value::Null).await.map(drop)
}

async fn no_copy_is_left_when_a_cleared_text_can_no_longer_be_brought_back(page: Page) -> Outcome {
    open(&page).await?;
    are_gone(&page, samples::BOUND).await?;
    page.paste(samples::BOUND).await?;
    page.article().await?;
    assert!(!copies(&page, samples::BOUND).await?.is_empty(), "it must be found while it is there");
    clear(&page).await?;
    ask(&page, "turn", json!(NOW + 119)).await?;
    ask(&page, "second", Value::Null).await?;
    assert!(!copies(&page, samples::BOUND).await?.is_empty(), "it can still be brought back");
    press(&page, "Undo").await?;
    page.article().await?;
    ask(&page, "turn", json!(NOW)).await?;
    clear(&page).await?;
    two_minutes(&page).await?;
    are_gone(&page, samples::BOUND).await?;
    page.wait_until(
        "it is no longer offered",
        "return !document.querySelector('.field-foot').textContent.includes('Undo')",
    )
    .await
}

async fn no_copy_is_left_of_a_cleared_text_after_the_next_paste(page: Page) -> Outcome {
    open(&page).await?;
    page.paste(samples::LEGACY_AUTO).await?;
    page.article().await?;
    clear(&page).await?;
    assert!(!copies(&page, samples::LEGACY_AUTO).await?.is_empty(), "it can be brought back");
    page.paste("another text").await?;
    page.wait_for(".nothing-found").await?;
    are_gone(&page, samples::LEGACY_AUTO).await
}

async fn no_copy_is_left_of_what_was_typed_shown_copied_and_shared(page: Page) -> Outcome {
    open(&page).await?;
    page.paste(samples::BOUND).await?;
    page.article().await?;
    press(&page, "Edit").await?;
    page.type_text("\n# mine").await?;
    press(&page, "Done").await?;
    press(&page, "Show: ").await?;
    page.script("for (const one of document.querySelectorAll('details')) one.open = true;", vec![])
        .await?;
    for (menu, button) in
        [(".copy-open", "Copy as Markdown"), (".button.share", "Copy link that logs in")]
    {
        // Without a pointer, as the open menu may cover the button of the other one.
        page.script("document.querySelector(arguments[0]).click();", vec![json!(menu)]).await?;
        press(&page, button).await?;
        page.wait_for(".exports .copied").await?;
    }
    press(&page, "Copy sub").await?;
    page.wait_for(".claim-choices").await?;
    press(&page, "Copy sub as ").await?;
    page.wait_for(".claim .copied").await?;
    // A claim shows its bytes while it is pinned.
    page.script("document.querySelector('#payload-0').click();", vec![]).await?;
    page.wait_for("[data-pinned]").await?;
    let copied = ask(&page, "copied", Value::Null).await?;
    let shared = copied.get(1).and_then(Value::as_str).unwrap_or_default();
    assert!(shared.contains(samples::BOUND.trim()), "the whole token was shared");
    clear(&page).await?;
    two_minutes(&page).await?;
    are_gone(&page, samples::BOUND).await
}

async fn no_copy_is_left_of_a_long_text(page: Page) -> Outcome {
    open(&page).await?;
    page.paste(&("a line of a log\n".repeat(10_000) + samples::BOUND)).await?;
    page.article().await?;
    assert!(!copies(&page, samples::BOUND).await?.is_empty(), "it must be found while it is there");
    clear(&page).await?;
    two_minutes(&page).await?;
    are_gone(&page, samples::BOUND).await
}

/// What the page says of a text that is too large, and by how much its memory grew.
async fn refused(page: &Page, way: &str, piece: &str, bytes: usize) -> Outcome {
    let before = ask(page, "size", Value::Null).await?.as_u64().expect("it is a number");
    ask(page, way, json!([piece, bytes / piece.len()])).await?;
    page.wait_for(".nothing-found[data-code=input_too_large]").await?;
    let after = ask(page, "size", Value::Null).await?.as_u64().expect("it is a number");
    assert!(after - before < 1 << 20, "{way}: the memory grew by {} bytes", after - before);

    let report = Paste::too_large(bytes).report(&Options::new());
    let finding = report.findings.first().expect("it says why");
    let shown = "return [document.querySelector('#headline').textContent,
        document.querySelector('.summary').textContent,
        document.querySelector('.attachment').textContent];";
    let shown = page.script(shown, Vec::new()).await?;
    assert_eq!(shown.get(0), Some(&json!(finding.message)), "{way}");
    assert_eq!(shown.get(1), Some(&json!(finding.help)), "{way}");
    let chip = shown.get(2).and_then(Value::as_str).unwrap_or_default();
    assert!(!chip.contains("token"), "nobody looked for tokens: {chip}");
    clear(page).await
}

async fn a_text_past_the_limit_is_refused_before_it_is_copied(page: Page) -> Outcome {
    open(&page).await?;
    for way in ["paste", "drop", "clipboard"] {
        refused(&page, way, "x", MAX_INPUT_BYTES + 1).await?;
    }
    // And the page works on.
    page.paste(samples::BOUND).await?;
    page.article().await.map(drop)
}

async fn a_text_of_fewer_characters_than_bytes_is_measured_in_bytes(page: Page) -> Outcome {
    open(&page).await?;
    // A pair of UTF-16 units with four bytes, in pieces that split pairs at every second place.
    refused(&page, "paste", "x🔑", MAX_INPUT_BYTES / 5 * 5 + 5).await
}

async fn a_file_past_the_limit_is_refused_before_it_is_read(page: Page) -> Outcome {
    open(&page).await?;
    let piece = "x".repeat(1 << 16);
    refused(&page, "choose", &piece, MAX_INPUT_BYTES + piece.len()).await
}
