//! Drives the built site in a real browser, as a person would use it.
//!
//! Each test gets a browser of its own and a server of its own with the production headers and a
//! log of what was asked for. `cargo xtask test` makes `dist/` and runs the tests in each engine on what
//! is shipped; `SA_TOKEN_SITE` names another site to test.

mod browser;
mod page;
mod rebuilt;
pub mod samples;
pub mod states;

use std::path::PathBuf;

use thirtyfour::WebDriverRunError;
use thirtyfour::error::{WebDriverError, WebDriverErrorInner, WebDriverResult};
use xtask::engines::Engine;
use xtask::headers::{self, HEADERS};
use xtask::server::{Server, Site, listen};

pub use browser::{Browser, Theme};
pub use page::{Article, Page};
pub use rebuilt::{Files, rebuilt, rebuilt_with, text_of};

/// What a test or a step of it answers; an error ends the test with its message.
pub type Outcome<T = ()> = WebDriverResult<T>;

/// What a test wants of its browser and of its site.
#[derive(Clone, Debug, Default)]
pub struct Setup {
    /// Light or dark.
    pub theme: Theme,
    /// Whether the page may be looked at in a frame.
    pub framed: bool,
    /// Pages beside the built ones, or instead of them.
    pub extra: Vec<(&'static str, &'static str)>,
    /// A folder with another site, instead of all that is shipped.
    pub elsewhere: Option<PathBuf>,
    /// The port of the server; 0 for any free one.
    pub port: u16,
    /// Paths that get no answer until the server releases them. If there are any, opening a page waits
    /// only until its document is read.
    pub stalled: Vec<String>,
    /// Paths whose first answer breaks off.
    pub broken: Vec<&'static str>,
    /// Paths that redirect: from and to.
    pub redirects: Vec<(&'static str, &'static str)>,
    /// Files that are altered on their way: the path, and bytes with those to send instead.
    pub altered: Vec<(String, &'static str, &'static str)>,
}

/// The headers that the server leaves out where a test looks at the page in a frame, as the site's
/// service worker lists them: each with what is there instead.
fn left_out_by_the_worker() -> Vec<(String, &'static str, &'static str)> {
    let worker = format!("/{}", xtask::weight::SERVICE_WORKER);
    let left_out = HEADERS.into_iter().filter(|(name, _)| headers::KEEP_OTHERS_OUT.contains(name));
    left_out
        .map(|(name, value)| {
            let entry: &str = format!("\"{name}\":\"{value}\"").leak();
            (worker.clone(), entry, "\"X-Left-Out\":\"\"")
        })
        .collect()
}

/// Runs a test in a fresh browser, which is closed whatever the test does.
#[track_caller]
pub fn run(engine: Engine, setup: &Setup, test: impl AsyncFn(Page) -> Outcome) {
    let outcome = match attempt(engine, setup, &test) {
        // On a busy machine, WebKit's driver loses an answer about once in a thousand tests. What the page
        // does is checked by assertions, which are no such errors, so a slow page is not tried twice.
        Err(error) if lost_an_answer(engine, &error) => {
            eprintln!("webkit's driver lost an answer ({error}); the test starts again");
            attempt(engine, setup, &test)
        }
        outcome => outcome,
    };
    if let Err(error) = outcome {
        panic!("{engine}: {error}");
    }
}

fn lost_an_answer(engine: Engine, error: &WebDriverRunError) -> bool {
    let timed_out = |error: &WebDriverError| {
        matches!(error.as_inner(), WebDriverErrorInner::WebDriverTimeout(_))
    };
    engine == Engine::Webkit && error.body_error().is_some_and(timed_out)
}

fn attempt(
    engine: Engine,
    setup: &Setup,
    test: &impl AsyncFn(Page) -> Outcome,
) -> Result<(), WebDriverRunError> {
    let server = listen(setup.port).and_then(|listener| Server::start(site(setup), listener));
    let server = server.unwrap_or_else(|line| panic!("{line}"));
    let browser = Browser::start(engine, setup).unwrap_or_else(|line| panic!("{engine}: {line}"));
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build();
    runtime.expect("tokio starts").block_on(async {
        let driver = browser.connect(setup).await.map_err(WebDriverRunError::Body)?;
        driver
            .run_and_quit(async |driver| {
                let page = Page { driver, engine, server };
                page.prepare(setup).await?;
                test(page).await
            })
            .await
    })
}

/// The site that the server offers.
fn site(setup: &Setup) -> Site {
    let mut altered = setup.altered.clone();
    if setup.framed {
        altered.extend(left_out_by_the_worker());
    }
    let mut site = Site {
        extra: setup.extra.clone(),
        framed: setup.framed,
        stalled: setup.stalled.clone(),
        broken: setup.broken.clone(),
        redirects: setup.redirects.clone(),
        altered,
        ..Site::default()
    };
    match setup.elsewhere.clone() {
        Some(dist) => site.dist = dist,
        None => {
            let beside = ["/embed", "/npm"];
            site.beside = beside.map(|path| (path, shipped(path.trim_start_matches('/')))).into();
            site.dist = site_folder();
        }
    }
    site
}

/// The folder of the site.
pub fn site_folder() -> PathBuf {
    let site = std::env::var_os("SA_TOKEN_SITE").map(PathBuf::from);
    let site = site.unwrap_or_else(|| xtask::project_root().join("dist/site"));
    assert!(site.join("index.html").is_file(), "there is no site: run cargo xtask dist");
    site
}

/// The path of a file that the page loads, such as `/boot-0123abcd.mjs`, by how its name ends.
pub fn loaded_file(ending: &str) -> String {
    let files = xtask::weight::loaded_files(&site_folder()).expect("the site is there");
    let file = files.into_iter().find(|file| file.ends_with(ending));
    format!("/{}", file.expect("the page loads it"))
}

/// Something else that is shipped, such as `embed`: it lies beside the site.
pub fn shipped(name: &str) -> PathBuf {
    site_folder().with_file_name(name)
}
