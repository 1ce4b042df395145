//! The handle of the npm package's `mount`: several decoders on one page, and what is left of them.

use e2e::{Outcome, Page, Setup, samples};
use serde_json::{Value, json};

in_every_engine!(two_decoders_on_one_page_stay_apart_and_leave_nothing: two_decoders());

fn two_decoders() -> Setup {
    let html = format!(
        r#"<!doctype html>
<html lang="en" data-bound="{}" data-legacy="{}">
  <head><meta charset="utf-8"><title>Two decoders</title></head>
  <body>
    <div id="left"></div><div id="right"></div>
    <script type="module" src="./handle.mjs"></script>
  </body>
</html>"#,
        samples::BOUND.trim(),
        samples::LEGACY_AUTO.trim(),
    );
    let script = include_str!("handle/page.mjs");
    let extra = vec![("/handle.html", &*html.leak()), ("/handle.mjs", script)];
    Setup { extra, ..Setup::default() }
}

async fn two_decoders_on_one_page_stay_apart_and_leave_nothing(page: Page) -> Outcome {
    page.visit("/handle.html").await?;
    let answered = "return 'answer' in document.documentElement.dataset";
    page.wait_until("the page has tried it", answered).await?;
    let answer = page.script("return document.documentElement.dataset.answer", vec![]).await?;
    let answer: Value = serde_json::from_str(answer.as_str().unwrap_or_default())?;
    let seen = |name: &str| answer.get(name).cloned().unwrap_or_else(|| answer.clone());
    assert_eq!(seen("shown"), json!([true, samples::NOW, null]));
    assert_eq!(seen("mixedUp"), json!([]), "ids are those of one decoder");
    assert_eq!(seen("kinds"), json!(["bound", "legacy"]));
    assert_eq!(seen("pointed"), json!([["iss"], []]));
    assert_eq!(seen("pinned"), json!([[], ["sub"]]));
    assert_eq!(seen("example"), json!([null, "bound-pod-hour"]));
    assert_eq!(seen("kept"), json!(true));
    let read = json!([[["bound", 1]], [["legacy", 1], ["bound", 1]]]);
    assert_eq!(seen("read"), read);
    assert_eq!(seen("again"), json!(["", []]));
    for name in ["left", "leftAgain"] {
        let [before, after] = [0, 1].map(|index| seen(name).get(index).cloned());
        assert!(before.is_some());
        assert_eq!(after, before, "{name}");
    }
    Ok(())
}
