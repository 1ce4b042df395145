//! Starts a browser's driver, and for WebKit a virtual screen, and stops both.

use std::io::{BufRead, BufReader};
use std::net::{Ipv4Addr, TcpListener, TcpStream};
use std::path::PathBuf;
use std::process::{Child, Command, Stdio};
use std::time::Duration;

use serde_json::{Value, json};
use thirtyfour::{Capabilities, WebDriver};
use xtask::engines::{Engine, find_mini_browser, find_program};

use crate::{Outcome, Setup};

/// How long a driver may take to answer, on a busy machine.
const START_SECONDS: u32 = 30;

/// The colours that the system asks for.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Theme {
    /// Dark on light.
    #[default]
    Light,
    /// Light on dark.
    Dark,
}

impl Theme {
    /// As CSS calls it.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Light => "light",
            Self::Dark => "dark",
        }
    }
}

/// A running driver of a browser.
pub struct Browser {
    engine: Engine,
    port: u16,
    // Dropped in this order: the driver before its screen.
    _driver: Process,
    _screen: Option<Process>,
}

/// A process that ends when this is dropped. It stays in the group of the tests, so that Ctrl+C
/// ends it too; the browser itself ends with the session.
struct Process(Child);

impl Drop for Process {
    fn drop(&mut self) {
        // Nothing to do if it is gone already.
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

impl Process {
    fn spawn(command: &mut Command) -> Result<Self, String> {
        let name = command.get_program().to_string_lossy().into_owned();
        let child = command.stdin(Stdio::null()).stderr(Stdio::null()).spawn();
        child.map(Self).map_err(|error| format!("cannot run {name}: {error}"))
    }
}

impl Browser {
    /// Starts the driver of an engine.
    pub fn start(engine: Engine, setup: &Setup) -> Result<Self, String> {
        let port = free_port()?;
        std::fs::create_dir_all(downloads())
            .map_err(|error| format!("no folder for what is saved: {error}"))?;
        let (mut driver, screen) = match engine {
            Engine::Chromium => (program("chromedriver")?, None),
            Engine::Firefox => (program("geckodriver")?, None),
            Engine::Webkit => (program("WebKitWebDriver")?, Some(virtual_screen()?)),
        };
        driver.arg(format!("--port={port}")).stdout(Stdio::null());
        if let Some((_, display)) = &screen {
            driver.env("DISPLAY", display).env("GDK_BACKEND", "x11").env("NO_AT_BRIDGE", "1");
            // It saves into the home folder, whatever it is told.
            driver.env("HOME", downloads());
            // WebKitGTK takes the person's theme from that of GTK.
            driver.env(
                "GTK_THEME",
                if setup.theme == Theme::Dark { "Adwaita:dark" } else { "Adwaita" },
            );
        }
        let driver = Process::spawn(&mut driver)?;
        Ok(Self { engine, port, _driver: driver, _screen: screen.map(|(screen, _)| screen) })
    }

    /// Opens a window.
    pub async fn connect(&self, setup: &Setup) -> Outcome<WebDriver> {
        self.answers().await;
        let mut capabilities = capabilities(self.engine, setup);
        if let Some(wanted) = capabilities.as_object_mut().filter(|_| !setup.stalled.is_empty()) {
            // WebKit's driver waits for the whole page unless it waits for nothing.
            let strategy = if self.engine == Engine::Webkit { "none" } else { "eager" };
            wanted.insert("pageLoadStrategy".to_owned(), json!(strategy));
        }
        let capabilities: Capabilities = serde_json::from_value(capabilities)?;
        WebDriver::new(format!("http://127.0.0.1:{}", self.port), capabilities).await
    }

    async fn answers(&self) {
        for _ in 0..START_SECONDS * 20 {
            if TcpStream::connect((Ipv4Addr::LOCALHOST, self.port)).is_ok() {
                return;
            }
            tokio::time::sleep(Duration::from_millis(50)).await;
        }
        panic!("the driver of {} did not start within {START_SECONDS} s", self.engine);
    }
}

fn capabilities(engine: Engine, setup: &Setup) -> Value {
    match engine {
        Engine::Chromium => json!({
            "browserName": "chrome",
            "goog:chromeOptions": {
                "binary": find_program("chromium"),
                "args": [
                    "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic",
                    "--disable-dev-shm-usage", "--no-first-run", "--disable-background-networking",
                    "--disable-component-update", "--disable-sync", "--window-size=1280,900",
                ],
                "prefs": { "download.default_directory": downloads() },
            },
        }),
        Engine::Firefox => json!({
            "browserName": "firefox",
            "moz:firefoxOptions": {
                "binary": find_program("firefox-esr"),
                "args": ["-headless", "--width=1280", "--height=900"],
                "prefs": {
                    "layout.css.prefers-color-scheme.content-override":
                        u8::from(setup.theme == Theme::Light),
                    "browser.download.folderList": 2,
                    "browser.download.dir": downloads(),
                },
            },
        }),
        Engine::Webkit => json!({
            "webkitgtk:browserOptions": {
                "binary": find_mini_browser(),
                "args": ["--automation"],
            },
        }),
    }
}

/// Where a browser saves files: not among the person's own.
fn downloads() -> PathBuf {
    std::env::temp_dir().join("sa-token-e2e")
}

fn free_port() -> Result<u16, String> {
    TcpListener::bind((Ipv4Addr::LOCALHOST, 0))
        .and_then(|listener| listener.local_addr())
        .map(|address| address.port())
        .map_err(|error| format!("no port is free: {error}"))
}

fn program(name: &str) -> Result<Command, String> {
    find_program(name)
        .map(Command::new)
        .ok_or_else(|| format!("{name} is missing: cargo xtask test installs it"))
}

/// A screen without a monitor, and its name for `DISPLAY`; Xvfb itself picks a free one.
fn virtual_screen() -> Result<(Process, String), String> {
    let mut screen = program("Xvfb")?;
    screen.args(["-displayfd", "1", "-screen", "0", "1400x1000x24", "-nolisten", "tcp"]);
    let mut screen = Process::spawn(screen.stdout(Stdio::piped()))?;
    let mut number = String::new();
    let output = screen.0.stdout.take().ok_or("Xvfb says nothing")?;
    BufReader::new(output)
        .read_line(&mut number)
        .map_err(|error| format!("Xvfb did not start: {error}"))?;
    match number.trim() {
        "" => Err("Xvfb did not start".to_owned()),
        number => Ok((screen, format!(":{number}"))),
    }
}
