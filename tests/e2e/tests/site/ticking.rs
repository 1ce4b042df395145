//! Thousands of times tick only where somebody can see them.

use base64::Engine as _;
use base64::prelude::BASE64_URL_SAFE_NO_PAD as BASE64URL;
use e2e::{Outcome, Page};
use serde_json::{Value, json};

use crate::workbench::{NOW, ask, open, workbench};

in_every_engine!(
    only_times_in_view_tick: workbench(),
    every_time_is_told_anew_before_printing: workbench(),
);

/// A token with this many times, a second apart and the first one 50 seconds ago. The last one, which
/// counts, is so long ago that the page itself has nothing to tell anew in these hours.
fn token(times: i64) -> String {
    let mut all: Vec<i64> = (0..times - 1).map(|at| NOW - 50 - at).collect();
    all.push(1);
    let members: Vec<String> = all.iter().map(|time| format!("\"iat\":{time}")).collect();
    let payload = BASE64URL.encode(format!("{{{}}}", members.join(",")));
    format!("{}.{payload}.c2lnbmF0dXJl", BASE64URL.encode(r#"{"alg":"RS256"}"#))
}

/// What the first and the last time say.
async fn ends(page: &Page) -> Outcome<Value> {
    let script = "const times = document.querySelectorAll('.claims-list .moment-relative');
        return [times[0].textContent, times[times.length - 1].textContent];";
    page.script(script, Vec::new()).await
}

async fn says(page: &Page, selector: &str, words: &str) -> Outcome {
    let script = format!(
        "return document.querySelector({}).textContent === {};",
        json!(format!("{selector} .moment-relative")),
        json!(words)
    );
    page.wait_until(words, &script).await
}

async fn turn(page: &Page, now: i64) -> Outcome {
    ask(page, "turn", json!(now)).await?;
    ask(page, "second", Value::Null).await.map(drop)
}

const FIRST: &str = "#payload-0";

/// The last one that is listed.
const LAST: &str = "#payload-399";

async fn show(page: &Page, selector: &str) -> Outcome {
    let script = "document.querySelector(arguments[0]).scrollIntoView({ block: 'center' });";
    page.script(script, vec![json!(selector)]).await.map(drop)
}

async fn only_times_in_view_tick(page: Page) -> Outcome {
    open(&page).await?;
    page.paste(&token(2000)).await?;
    page.article().await?;
    assert_eq!(ends(&page).await?, json!(["50 seconds ago", "7 minutes ago"]));
    show(&page, FIRST).await?;
    turn(&page, NOW + 3600).await?;
    says(&page, FIRST, "1 hour ago").await?;
    assert_eq!(ends(&page).await?, json!(["1 hour ago", "7 minutes ago"]));
    // It is right as soon as it is seen: no second goes by.
    show(&page, LAST).await?;
    says(&page, LAST, "1 hour ago").await?;
    // And now that one ticks, and the first one no longer.
    turn(&page, NOW + 3 * 3600).await?;
    says(&page, LAST, "3 hours ago").await?;
    assert_eq!(ends(&page).await?, json!(["1 hour ago", "3 hours ago"]));
    show(&page, FIRST).await?;
    says(&page, FIRST, "3 hours ago").await
}

async fn every_time_is_told_anew_before_printing(page: Page) -> Outcome {
    open(&page).await?;
    page.paste(&token(401)).await?;
    page.article().await?;
    ask(&page, "turn", json!(NOW + 3600)).await?;
    page.script("dispatchEvent(new Event('beforeprint'));", Vec::new()).await?;
    says(&page, FIRST, "1 hour ago").await?;
    says(&page, LAST, "1 hour ago").await
}
