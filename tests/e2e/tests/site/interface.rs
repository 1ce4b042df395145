//! The JavaScript interface: `import init, { inspect } from "./sa-token-decoder.js"`, as in the npm
//! package.

use e2e::{Outcome, Page, Setup, samples};
use serde_json::{Value, json};
use service_account_token::Options;

in_every_engine!(
    the_report_in_javascript_is_the_native_one: interface_page(),
    without_a_clock_the_system_is_asked: interface_page(),
    init_shows_nothing: interface_page(),
);

const HTML: &str = r#"<!doctype html>
<html lang="en">
  <head><meta charset="utf-8"><title>Interface</title></head>
  <body><div id="app"></div><script type="module" src="./interface.mjs"></script></body>
</html>"#;

/// Answers each `inspect` event, whose detail is the JSON of the arguments, in an attribute: a test
/// reads that in every engine, however its scripts are kept apart from those of the page.
const SCRIPT: &str = r#"
import init, { inspect } from "/npm/sa-token-decoder.js";
await init();
const page = document.documentElement;
document.addEventListener("inspect", () => {
  const [text, options] = JSON.parse(page.dataset.question);
  page.dataset.answer = JSON.stringify(inspect(text, options ?? undefined));
});
page.dataset.ready = "";
"#;

fn interface_page() -> Setup {
    let extra = vec![("/interface.html", HTML), ("/interface.mjs", SCRIPT)];
    Setup { extra, ..Setup::default() }
}

async fn open(page: &Page) -> Outcome {
    page.visit("/interface.html").await?;
    page.wait_until("the module is there", "return 'ready' in document.documentElement.dataset")
        .await
}

async fn inspect(page: &Page, text: &str, options: Value) -> Outcome<Value> {
    let answer = page
        .script(
            "const page = document.documentElement;
             page.dataset.question = arguments[0];
             delete page.dataset.answer;
             document.dispatchEvent(new Event('inspect'));
             return page.dataset.answer ?? 'null';",
            vec![json!(json!([text, options]).to_string())],
        )
        .await?;
    Ok(serde_json::from_str(answer.as_str().unwrap_or_default())?)
}

async fn the_report_in_javascript_is_the_native_one(page: Page) -> Outcome {
    open(&page).await?;
    let (broken, several) = (samples::broken(), samples::several());
    let awkward = "eyJhbGciOiJub25lIiwiX19wcm90b19fIjoxfQ.eyJfX3Byb3RvX18iOnsiYSI6MX19.";
    let texts =
        ["", samples::BOUND, samples::LEGACY_AUTO, &broken, &several, awkward, "é \u{200b} 🔑 x"];
    for text in texts {
        let options = Options::new().now(samples::NOW);
        let native =
            serde_json::to_value(service_account_token::inspect(text.as_bytes(), &options))?;
        let report = inspect(&page, text, json!({ "now": samples::NOW })).await?;
        assert_eq!(report, native, "{text}");
    }
    Ok(())
}

async fn without_a_clock_the_system_is_asked(page: Page) -> Outcome {
    open(&page).await?;
    let report = inspect(&page, samples::BOUND, Value::Null).await?;
    let now = report.get("now").and_then(Value::as_i64);
    assert!(now > Some(samples::NOW), "{now:?} is not the system's clock");
    Ok(())
}

async fn init_shows_nothing(page: Page) -> Outcome {
    open(&page).await?;
    let shown = page.script("return document.getElementById('app').childNodes.length", vec![]);
    assert_eq!(shown.await?, json!(0));
    Ok(())
}
