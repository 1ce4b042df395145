//! The slow network: from a navigation to what a page is for, in a Chromium that is throttled as a phone on
//! a slow line is.

use std::cell::RefCell;
use std::path::PathBuf;

use e2e::{Outcome, Page, Setup};
use serde_json::{Value, json};
use thirtyfour::error::WebDriverError;
use xtask::engines::Engine;

use crate::Spread;

/// What the network takes, as the developer tools have it: milliseconds before an answer, and bits a second
/// in both directions.
const LATENCY: u32 = 150;
const DOWNLOAD: u32 = 1_600_000;
const UPLOAD: u32 = 750_000;

/// How many times slower the processor is.
const SLOWER: u32 = 4;

/// Visits of each page: with nothing kept, with what the first one kept, and once more.
const VISITS: usize = 3;

/// Notes when there is something to see that shows that the page is ready.
const NOTE: &str = "
    new MutationObserver((_, observer) => {
        if (!document.querySelector('#headline')) return;
        window.readyAfter = performance.now();
        observer.disconnect();
    }).observe(document, { subtree: true, childList: true });";

/// A page to measure.
struct Subject {
    name: &'static str,
    /// The folder that is served, and nothing for the site itself.
    folder: Option<PathBuf>,
    /// What stands after the address of the server.
    address: &'static str,
}

/// Milliseconds of one visit.
#[derive(Clone, Copy)]
struct Visit {
    paint: f64,
    ready: f64,
}

/// Measures so many rounds, in which every page has its turn, and prints the rows of a table. Each round has
/// a browser and a server of its own, so that nothing is kept before its first visit.
pub(crate) fn measure(rounds: usize) {
    let built = |name: &str| Some(xtask::project_root().join("target/bench").join(name));
    let example = "/#example=bound-pod-extended";
    let subjects = [
        Subject { name: "the site", folder: None, address: example },
        Subject { name: "the single file", folder: built("single"), address: example },
        Subject { name: "a bare Yew page", folder: built("bare"), address: "/" },
    ];
    let mut all: [Vec<Vec<Visit>>; 3] = Default::default();
    for round in 1..=rounds {
        for (subject, measured) in subjects.iter().zip(&mut all) {
            measured.push(visits(subject));
        }
        eprintln!("  round {round} of {rounds}");
    }
    for (subject, measured) in subjects.iter().zip(&all) {
        let cell = |visit: usize, time: fn(&Visit) -> f64| {
            let times = measured.iter().filter_map(|visits| visits.get(visit)).map(time);
            let Spread { low, middle, high } = Spread::of(times.collect());
            let seconds = |milliseconds: f64| milliseconds / 1000.0;
            format!("{:.2} s ({:.2} to {:.2})", seconds(middle), seconds(low), seconds(high))
        };
        let ready: Vec<String> =
            (0..VISITS).map(|visit| cell(visit, |visit| visit.ready)).collect();
        let paint = cell(0, |visit| visit.paint);
        println!("| {} | {paint} | {} |", subject.name, ready.join(" | "));
    }
}

/// Visits a page in a fresh browser.
fn visits(subject: &Subject) -> Vec<Visit> {
    // The single file has a policy in itself, and that of the site would forbid its inline script.
    let framed = subject.folder.is_some();
    let setup = Setup { elsewhere: subject.folder.clone(), framed, ..Setup::default() };
    let visits = RefCell::new(Vec::new());
    e2e::run(Engine::Chromium, &setup, async |page| {
        throttle(&page).await?;
        for _ in 0..VISITS {
            let visit = visit(&page, subject.address).await?;
            visits.borrow_mut().push(visit);
            // The next visit comes when the first one's files are kept.
            page.settled().await?;
            page.driver.goto("about:blank").await?;
        }
        Ok(())
    });
    visits.into_inner()
}

async fn throttle(page: &Page) -> Outcome {
    let cdp = page.driver.cdp();
    let network = json!({
        "offline": false, "latency": LATENCY,
        "downloadThroughput": DOWNLOAD / 8, "uploadThroughput": UPLOAD / 8,
    });
    cdp.send_raw("Network.enable", json!({})).await?;
    cdp.send_raw("Network.emulateNetworkConditions", network).await?;
    cdp.send_raw("Emulation.setCPUThrottlingRate", json!({ "rate": SLOWER })).await?;
    cdp.send_raw("Page.addScriptToEvaluateOnNewDocument", json!({ "source": NOTE })).await?;
    Ok(())
}

async fn visit(page: &Page, address: &str) -> Outcome<Visit> {
    page.visit(address).await?;
    let paint = "performance.getEntriesByName('first-contentful-paint')[0]?.startTime";
    let is_there = format!("return window.readyAfter !== undefined && {paint} !== undefined;");
    page.wait_until("it is ready and painted", &is_there).await?;
    let times = page.script(&format!("return [{paint}, window.readyAfter];"), Vec::new()).await?;
    match (times.get(0).and_then(Value::as_f64), times.get(1).and_then(Value::as_f64)) {
        (Some(paint), Some(ready)) => Ok(Visit { paint, ready }),
        _ => Err(WebDriverError::FatalError(times.to_string())),
    }
}
