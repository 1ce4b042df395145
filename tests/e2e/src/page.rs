//! The page as a test sees it: opening it, pasting into it, waiting for what it shows.

use std::path::Path;
use std::time::Duration;

use base64::Engine as _;
use base64::prelude::BASE64_STANDARD as BASE64;
use serde_json::{Value, json};
use thirtyfour::error::WebDriverErrorInner;
use thirtyfour::prelude::*;
use xtask::engines::Engine;
use xtask::server::Server;

use crate::{Outcome, Setup, Theme};

/// How long the page may take to show something, on a busy machine.
const WAIT_SECONDS: u32 = 20;

/// The page in a browser.
pub struct Page {
    /// The browser.
    pub driver: WebDriver,
    /// Which it is.
    pub engine: Engine,
    /// The server with its log.
    pub server: Server,
}

/// What an article says about its token.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Article {
    /// `data-kind`.
    pub kind: String,
    /// `data-bound-to`.
    pub bound_to: Option<String>,
}

impl Article {
    /// An article of this kind and binding.
    pub fn new(kind: &str, bound_to: Option<&str>) -> Self {
        Self { kind: kind.to_owned(), bound_to: bound_to.map(str::to_owned) }
    }
}

impl Page {
    /// Sets what can only be set in a running browser.
    pub(crate) async fn prepare(&self, setup: &Setup) -> Outcome {
        self.driver.set_script_timeout(Duration::from_secs(60)).await?;
        match self.engine {
            Engine::Chromium => self.emulate_theme(setup.theme).await,
            // These were told when they started.
            Engine::Firefox | Engine::Webkit => Ok(()),
        }
    }

    /// Makes Chromium believe that the person likes this theme.
    pub async fn emulate_theme(&self, theme: Theme) -> Outcome {
        self.emulate_media("", "prefers-color-scheme", theme.name()).await
    }

    /// Makes Chromium show the page as on this medium, such as `print`, with one feature of it.
    pub async fn emulate_media(&self, medium: &str, feature: &str, value: &str) -> Outcome {
        let feature = json!({ "name": feature, "value": value });
        let media = json!({ "media": medium, "features": [feature] });
        self.driver.cdp().send_raw("Emulation.setEmulatedMedia", media).await.map(drop)
    }

    /// Makes Chromium believe in a finger in place of a mouse.
    pub async fn emulate_finger(&self) -> Outcome {
        let touch = json!({ "enabled": true });
        self.driver.cdp().send_raw("Emulation.setTouchEmulationEnabled", touch).await.map(drop)
    }

    /// Makes Chromium believe in a screen of this size, in CSS pixels.
    pub async fn emulate_screen(&self, width: u32, height: u32, scale: f32) -> Outcome {
        let screen = json!({
            "width": width, "height": height, "deviceScaleFactor": scale, "mobile": false,
        });
        let cdp = self.driver.cdp();
        cdp.send_raw("Emulation.setDeviceMetricsOverride", screen).await?;
        // A phone's scroll bar takes no room, and a picture shows none.
        cdp.send_raw("Emulation.setScrollbarsHidden", json!({ "hidden": true })).await.map(drop)
    }

    /// Makes Chromium's clock stand at this time, in Unix seconds, in every page opened from now on.
    pub async fn stop_the_clock(&self, now: i64) -> Outcome {
        let script = json!({ "source": format!("Date.now = () => {now} * 1000;") });
        let cdp = self.driver.cdp();
        cdp.send_raw("Page.addScriptToEvaluateOnNewDocument", script).await.map(drop)
    }

    /// A PNG of what Chromium's screen shows, or of the whole page from top to end.
    pub async fn picture(&self, whole: bool) -> Outcome<Vec<u8>> {
        if !whole {
            return self.driver.screenshot_as_png().await;
        }
        let tools = self.driver.cdp();
        let size = "return [document.documentElement.scrollWidth,
            document.documentElement.scrollHeight];";
        let size = self.script(size, Vec::new()).await?;
        let clip =
            json!({ "x": 0, "y": 0, "width": size.get(0), "height": size.get(1), "scale": 1 });
        let what = json!({ "format": "png", "captureBeyondViewport": true, "clip": clip });
        let answer = tools.send_raw("Page.captureScreenshot", what).await?;
        let base64 = answer.get("data").and_then(Value::as_str).unwrap_or_default();
        BASE64.decode(base64).map_err(|error| WebDriverError::ParseError(error.to_string()))
    }

    /// Opens a path of the site, such as `/`.
    pub async fn visit(&self, path: &str) -> Outcome {
        let address = format!("{}{path}", self.server.address());
        match self.driver.goto(&address).await {
            // With another browser beside it, WebKit's driver has twice missed in thousands of visits
            // that a page had loaded.
            Err(error) if self.missed_the_load(&error) => {
                eprintln!("webkit missed that {path} had loaded; it is opened again");
                self.driver.goto(address).await
            }
            outcome => outcome,
        }
    }

    fn missed_the_load(&self, error: &WebDriverError) -> bool {
        self.engine == Engine::Webkit
            && matches!(error.as_inner(), WebDriverErrorInner::WebDriverTimeout(_))
    }

    /// Opens the page and waits until somebody could type.
    pub async fn open(&self) -> Outcome {
        self.open_at("").await
    }

    /// Opens the page with this after the `/` of its address, and waits likewise.
    pub async fn open_at(&self, address: &str) -> Outcome {
        // By way of an empty page, so that the same address is loaded anew.
        self.driver.goto("about:blank").await?;
        self.visit(&format!("/{address}")).await?;
        self.ready().await
    }

    /// Opens the tool in one file from the disk, with this after its name, and waits likewise.
    pub async fn open_file(&self, file: &Path, fragment: &str) -> Outcome {
        self.driver.goto("about:blank").await?;
        self.driver.goto(format!("file://{}{fragment}", file.display())).await?;
        self.ready().await
    }

    /// Waits until somebody could type and the policy is tightened, and until the service worker of a first
    /// visit has kept the page's files, which the page itself does not wait for.
    pub async fn ready(&self) -> Outcome {
        self.takes_input().await?;
        self.settled().await
    }

    /// Waits until somebody could type and the policy is tightened.
    pub async fn takes_input(&self) -> Outcome {
        self.wait_until(
            "the field takes input",
            "const field = document.querySelector('textarea#token');
             const policies = document.querySelectorAll('head meta[http-equiv]');
             return field !== null && !field.disabled && !field.readOnly && policies.length === 2;",
        )
        .await
    }

    /// Waits until no service worker is being installed.
    pub async fn settled(&self) -> Outcome {
        self.wait_until(
            "no service worker is being installed",
            "const isSettled = ({ installing, waiting }) => !installing && !waiting;
             // A sandboxed frame may not even ask for the workers.
             const all = async () => (await navigator.serviceWorker.getRegistrations()).every(isSettled);
             all().catch(() => true).then((isSettled) => { window.isSettled = isSettled; });
             return window.isSettled ?? false;",
        )
        .await
    }

    /// Pastes as a person does: the field hears of a paste, and if it does not take that over
    /// itself, the text replaces what was in it.
    pub async fn paste(&self, text: &str) -> Outcome {
        self.script(
            "const [text] = arguments;
             const field = document.querySelector('textarea#token');
             const clipboardData = new DataTransfer();
             clipboardData.setData('text/plain', text);
             field.focus();
             const asked = { bubbles: true, cancelable: true, composed: true, clipboardData };
             if (!field.dispatchEvent(new ClipboardEvent('paste', asked))) return;
             field.value = text;
             const told = { bubbles: true, composed: true, inputType: 'insertFromPaste' };
             field.dispatchEvent(new InputEvent('input', told));",
            vec![json!(text)],
        )
        .await
        .map(drop)
    }

    /// Types into the field, key by key.
    pub async fn type_text(&self, text: &str) -> Outcome {
        self.driver.find(By::Css("textarea#token")).await?.send_keys(text).await
    }

    /// Waits until there is something to see that fits a CSS selector.
    pub async fn wait_for(&self, css: &str) -> Outcome<WebElement> {
        let look = format!(
            "const found = document.querySelector({});
             return found !== null && found.checkVisibility();",
            json!(css)
        );
        self.wait_until(css, &look).await?;
        self.driver.find(By::Css(css)).await
    }

    /// Waits until a script returns true; `what` is named if it never does.
    pub async fn wait_until(&self, what: &str, script: &str) -> Outcome {
        for _ in 0..WAIT_SECONDS * 20 {
            match self.script(script, Vec::new()).await {
                Ok(Value::Bool(true)) => return Ok(()),
                Ok(_) => {}
                // WebKit's driver says so when another page comes while it looks.
                Err(error) if matches!(error.as_inner(), WebDriverErrorInner::NoSuchFrame(_)) => {}
                Err(error) => return Err(error),
            }
            tokio::time::sleep(Duration::from_millis(50)).await;
        }
        let page = self.script("return document.body.innerText.slice(0, 2000)", Vec::new()).await?;
        let message = format!("waited {WAIT_SECONDS} s for: {what}\nthe page says: {page}");
        Err(WebDriverError::Timeout(message))
    }

    /// Waits for the article of a token, and reads what it says.
    pub async fn article(&self) -> Outcome<Article> {
        self.wait_for("article[data-kind]").await?;
        let article = self
            .script(
                "const { kind, boundTo } = document.querySelector('article[data-kind]').dataset;
                 return [kind, boundTo ?? null];",
                Vec::new(),
            )
            .await?;
        let (kind, bound_to) = serde_json::from_value(article)?;
        self.effects_ran().await?;
        Ok(Article { kind, bound_to })
    }

    /// Waits until the effects of a long rendering have run: Yew leaves them to a task of their own, and
    /// handles the next event after them.
    async fn effects_ran(&self) -> Outcome {
        let script = "const [done] = arguments; setTimeout(() => setTimeout(done));";
        self.driver.execute_async(script, Vec::new()).await.map(drop)
    }

    /// Waits until there is no article.
    pub async fn no_article(&self) -> Outcome {
        self.wait_until("no article", "return document.querySelector('article') === null;").await
    }

    /// Runs a script in the page, with `arguments`, and gives what it returns.
    pub async fn script(&self, script: &str, arguments: Vec<Value>) -> Outcome<Value> {
        Ok(self.driver.execute(script, arguments).await?.json().clone())
    }

    /// Runs the body of an async function in the page, and gives what it returns.
    pub async fn async_script(&self, script: &str) -> Outcome<Value> {
        let script = format!(
            "const done = arguments[arguments.length - 1];
             (async () => {{ {script} }})().then(done, (error) => done('failed: ' + error));"
        );
        Ok(self.driver.execute_async(script, Vec::new()).await?.json().clone())
    }
}
