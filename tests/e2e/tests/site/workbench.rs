//! The page with handles to its memory, its clock and its seconds: see `workbench/page.mjs`.

use e2e::{Outcome, Page, Setup};
use serde_json::{Value, json};

const HTML: &str = r#"<!doctype html>
<html lang="en">
  <head>
    <meta charset="utf-8"><title>Workbench</title>
  </head>
  <body><div id="app"></div><script type="module" src="./workbench.mjs"></script></body>
</html>"#;

/// The time at which its clock stands.
pub(crate) const NOW: i64 = 1_700_000_000;

pub(crate) fn workbench() -> Setup {
    let script = include_str!("workbench/page.mjs");
    let extra = vec![("/workbench.html", HTML), ("/workbench.mjs", script)];
    Setup { extra, ..Setup::default() }
}

/// Opens it and waits until somebody could type.
pub(crate) async fn open(page: &Page) -> Outcome {
    page.visit("/workbench.html").await?;
    page.wait_until("the module is there", "return 'ready' in document.documentElement.dataset")
        .await?;
    page.wait_for("textarea#token").await.map(drop)
}

/// Uses one of its handles.
pub(crate) async fn ask(page: &Page, name: &str, value: Value) -> Outcome<Value> {
    let answer = page
        .script(
            "const page = document.documentElement;
             page.dataset.question = arguments[0];
             delete page.dataset.answer;
             document.dispatchEvent(new Event('ask'));
             return page.dataset.answer ?? '\"no answer\"';",
            vec![json!(json!([name, value]).to_string())],
        )
        .await?;
    Ok(serde_json::from_str(answer.as_str().unwrap_or_default())?)
}

/// Presses the button whose name begins so.
pub(crate) async fn press(page: &Page, name: &str) -> Outcome {
    let script = "const name = (one) => one.ariaLabel ?? one.textContent;
        const buttons = Array.from(document.querySelectorAll('button'));
        buttons.find((button) => name(button).startsWith(arguments[0])).click();";
    page.script(script, vec![json!(name)]).await.map(drop)
}

/// Pieces of a text, each of 16 characters: any 24 of the text hold one of them.
pub(crate) fn pieces(text: &str) -> Vec<String> {
    let characters: Vec<char> = text.trim().chars().collect();
    let piece = |piece: &[char]| piece.iter().collect();
    characters.windows(16).step_by(8).map(piece).collect()
}
