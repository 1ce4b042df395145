//! The page in a sandboxed frame of another page: `embed/embed.html`.

use e2e::{Article, Outcome, Page, Setup, samples};
use serde_json::{Value, json};
use xtask::server::{Server, Site, listen};

in_every_engine!(
    the_frame_is_as_high_as_what_it_shows: host(),
    the_frame_wears_the_theme_that_it_is_told: host(),
    the_frame_hears_only_the_page_around_it: host(),
    no_message_holds_anything_that_was_pasted: host(),
    the_frame_asks_for_nothing_but_itself: host(),
    the_policy_around_the_frame_keeps_it_there: host(),
);

/// As the guide says it: a message counts only if it comes from the frame.
const HTML: &str = r#"<!doctype html>
<html lang="en">
  <head><meta charset="utf-8"><title>A page of documentation</title></head>
  <body>
    <iframe id="tool" title="Service Account Token Decoder" sandbox="allow-scripts"
      width="800" height="100" src="/embed/embed.html#example=bound-pod-extended"></iframe>
    <iframe id="stranger" src="about:blank"></iframe>
    <script type="module" src="/host.mjs"></script>
  </body>
</html>"#;

/// A host with the policy that the guide asks for.
const STRICT: &str = r#"<!doctype html>
<html lang="en">
  <head>
    <meta charset="utf-8">
    <meta http-equiv="Content-Security-Policy" content="default-src 'self'; frame-src 'self'">
    <title>A page of documentation</title>
  </head>
  <body>
    <iframe id="tool" title="Service Account Token Decoder" sandbox="allow-scripts"
      width="800" height="800" src="/embed/embed.html"></iframe>
    <script type="module" src="/strict.mjs"></script>
  </body>
</html>"#;

const STRICT_SCRIPT: &str = "
document.addEventListener('securitypolicyviolation', ({ effectiveDirective }) => {
  document.documentElement.dataset.stopped = effectiveDirective;
});";

const SCRIPT: &str = r#"
const tool = document.getElementById("tool");
const heard = [];
addEventListener("message", ({ source, data }) => {
  if (source !== tool.contentWindow || data?.type !== "sa-token-decoder") return;
  tool.height = data.height;
  heard.push(data);
  document.documentElement.dataset.heard = JSON.stringify(heard);
});
"#;

fn host() -> Setup {
    let extra = vec![
        ("/host.html", HTML),
        ("/host.mjs", SCRIPT),
        ("/strict.html", STRICT),
        ("/strict.mjs", STRICT_SCRIPT),
    ];
    Setup { extra, framed: true, ..Setup::default() }
}

/// Opens the page around, and goes into the frame once that shows its example.
async fn open(page: &Page) -> Outcome {
    page.visit("/host.html").await?;
    let heard = "return 'heard' in document.documentElement.dataset";
    page.wait_until("the frame says how high it is", heard).await?;
    enter(page).await?;
    page.ready().await?;
    page.wait_for(".example-note").await.map(drop)
}

async fn enter(page: &Page) -> Outcome {
    let frame = page.wait_for("#tool").await?;
    frame.enter_frame().await
}

async fn leave(page: &Page) -> Outcome {
    page.driver.enter_default_frame().await
}

/// Sends a message from the page around.
async fn send(page: &Page, message: Value) -> Outcome {
    leave(page).await?;
    let script = "document.getElementById('tool').contentWindow.postMessage(arguments[0], '*')";
    page.script(script, vec![message]).await?;
    enter(page).await
}

const FITS: &str = "
    const { scrollHeight, offsetHeight } = document.documentElement;
    return innerHeight - offsetHeight <= 2 && scrollHeight <= innerHeight && innerHeight > 300;";

async fn the_frame_is_as_high_as_what_it_shows(page: Page) -> Outcome {
    open(&page).await?;
    page.wait_until("the frame is as high as the article", FITS).await?;
    let height = page.script("return innerHeight", Vec::new()).await?.as_i64();
    page.script("document.querySelector('textarea#token').focus()", Vec::new()).await?;
    page.paste("no token at all").await?;
    page.no_article().await?;
    page.wait_until("the frame shrinks with it", FITS).await?;
    let less = page.script("return innerHeight", Vec::new()).await?.as_i64();
    assert!(less < height, "{less:?} is not less than {height:?}");
    Ok(())
}

const SCHEME: &str = "getComputedStyle(document.documentElement).colorScheme";

async fn the_frame_wears_the_theme_that_it_is_told(page: Page) -> Outcome {
    open(&page).await?;
    for (theme, scheme) in [("dark", "dark"), ("light", "light"), ("auto", "light dark")] {
        send(&page, json!({ "type": "sa-token-decoder", "theme": theme })).await?;
        page.wait_until(theme, &format!("return {SCHEME} === '{scheme}'")).await?;
    }
    Ok(())
}

/// Counts the messages that came to the frame, whoever sent them.
const COUNT: &str = "
    document.documentElement.dataset.came = 0;
    addEventListener('message', () => { document.documentElement.dataset.came++; });";

async fn the_frame_hears_only_the_page_around_it(page: Page) -> Outcome {
    open(&page).await?;
    page.script(COUNT, Vec::new()).await?;
    leave(&page).await?;
    page.driver.enter_frame(1).await?;
    let message = json!({ "type": "sa-token-decoder", "theme": "dark" });
    page.script("parent.frames[0].postMessage(arguments[0], '*')", vec![message]).await?;
    // From the page around, but of another kind, another theme, and nothing at all.
    send(&page, json!({ "type": "another", "theme": "dark" })).await?;
    send(&page, json!({ "type": "sa-token-decoder", "theme": "url(x)" })).await?;
    send(&page, Value::Null).await?;
    page.wait_until("all came", "return document.documentElement.dataset.came === '4'").await?;
    let theme = "return document.documentElement.dataset.theme ?? null";
    assert_eq!(page.script(theme, Vec::new()).await?, Value::Null);
    Ok(())
}

async fn no_message_holds_anything_that_was_pasted(page: Page) -> Outcome {
    open(&page).await?;
    page.paste(samples::BOUND).await?;
    page.wait_until(
        "the example is gone",
        "return document.querySelector('.example-note') === null",
    )
    .await?;
    assert_eq!(page.article().await?, Article::new("bound", Some("pod")));
    page.paste("").await?;
    page.no_article().await?;
    page.wait_until("the frame fits", FITS).await?;
    leave(&page).await?;
    let heard = page.script("return document.documentElement.dataset.heard", Vec::new()).await?;
    let heard: Vec<Value> = serde_json::from_str(heard.as_str().unwrap_or_default())?;
    assert!(heard.len() > 1, "{heard:?}");
    for message in heard {
        let height = message.get("height").and_then(Value::as_u64);
        assert!(height.is_some(), "{message}");
        assert_eq!(message, json!({ "type": "sa-token-decoder", "height": height }));
    }
    Ok(())
}

async fn the_frame_asks_for_nothing_but_itself(page: Page) -> Outcome {
    open(&page).await?;
    // A worker works in a frame too.
    page.paste(&("a line of a log\n".repeat(10_000) + samples::LEGACY_AUTO)).await?;
    page.wait_until(
        "the long text is read",
        "return document.querySelector('.attachment')?.innerText.includes('1 token found') ?? false",
    )
    .await?;
    assert_eq!(page.article().await?.kind, "legacy");
    // A sandbox allows no saving: what cannot be done is not offered.
    page.wait_for(".copy-open").await?.click().await?;
    let offered = "return Array.from(document.querySelectorAll('.exports .button'))
        .filter((button) => button.checkVisibility()).map((button) => button.textContent)
        .filter((words) => words === 'Export JSON' || words === 'Copy as Markdown');";
    assert_eq!(page.script(offered, Vec::new()).await?, json!(["Copy as Markdown"]));
    let masthead = "return document.querySelector('.masthead').checkVisibility()";
    assert_eq!(page.script(masthead, Vec::new()).await?, json!(false));
    let requests = page.server.requests();
    let of_the_frame: Vec<_> = requests.iter().filter(|path| path.starts_with("/embed")).collect();
    assert_eq!(of_the_frame, ["/embed/embed.html"]);
    let others =
        requests.iter().filter(|path| !path.starts_with("/embed") && *path != "/favicon.ico");
    assert_eq!(others.collect::<Vec<_>>(), ["/host.html", "/host.mjs"]);
    Ok(())
}

/// In a sandbox no engine tells the page itself of a navigation, so nothing in it can cancel one.
async fn the_policy_around_the_frame_keeps_it_there(page: Page) -> Outcome {
    let other = listen(0).and_then(|listener| Server::start(Site::default(), listener));
    let other = other.expect("a second server starts");
    page.visit("/strict.html").await?;
    enter(&page).await?;
    page.ready().await?;
    let go = "location.assign(arguments[0]);";
    page.script(go, vec![json!(format!("{}/told", other.address()))]).await?;
    leave(&page).await?;
    let stopped = "return document.documentElement.dataset.stopped === 'frame-src';";
    page.wait_until("the policy stops it", stopped).await?;
    assert_eq!(other.requests(), Vec::<String>::new());
    Ok(())
}
