//! The site without a network: what is kept for it, and how a newer version of it comes.

use std::collections::BTreeSet;
use std::fs;
use std::net::TcpStream;

use e2e::samples::BOUND;
use e2e::{Article, Outcome, Page, Setup};
use serde_json::json;
use thirtyfour::By;
use xtask::engines::Engine;
use xtask::server::{Server, Site, listen};
use xtask::weight::{NOT_FOUND, SERVICE_WORKER};

in_every_engine!(
    page_opens_without_a_server: Setup::default(),
    cache_contains_the_list_of_the_build: Setup::default(),
    newer_version_waits_for_the_next_visit_and_says_so: Setup::default(),
    first_visit_takes_input_while_its_files_are_still_being_kept: Setup { stalled: vec!["/privacy.html".into()], ..Setup::default() },
    file_whose_download_broke_off_is_asked_for_again: Setup { broken: vec!["/privacy.html"], ..Setup::default() },
    later_visit_asks_nothing_of_the_service_worker: watched(),
    page_works_without_a_cache: Setup { extra: vec![("/sw.js", "throw 1;")], ..Setup::default() },
);

/// Ends the page's server. The page has another one from then on, which nothing asks.
pub(crate) fn without_its_server(page: Page) -> (Page, String) {
    let Page { driver, engine, server } = page;
    let address = server.address();
    drop(server);
    let host = address.trim_start_matches("http://");
    assert!(TcpStream::connect(host).is_err(), "the server is still there");
    (Page { driver, engine, server: serve(Site::default(), 0) }, address)
}

/// Puts another site in place of the page's, at the same address.
pub(crate) fn with_another_server(page: Page, site: Site) -> (Page, String) {
    let (mut page, address) = without_its_server(page);
    let port = address.rsplit_once(':').and_then(|(_, port)| port.parse().ok());
    page.server = serve(site, port.expect("it has a port"));
    (page, address)
}

fn serve(site: Site, port: u16) -> Server {
    let server = listen(port).and_then(|listener| Server::start(site, listener));
    server.unwrap_or_else(|line| panic!("{line}"))
}

async fn page_opens_without_a_server(page: Page) -> Outcome {
    page.open().await?;
    let (page, address) = without_its_server(page);
    for path in ["/", "/index.html", "/?from=elsewhere#result"] {
        page.driver.goto(format!("{address}{path}")).await?;
        page.ready().await?;
        page.paste(BOUND).await?;
        assert_eq!(page.article().await?, Article::new("bound", Some("pod")), "{path}");
    }
    page.driver.goto(format!("{address}/privacy.html")).await?;
    assert_eq!(page.driver.title().await?, "Privacy · Service Account Token Decoder");
    let dressed = "return getComputedStyle(document.querySelector('.masthead')).display";
    assert_eq!(page.script(dressed, Vec::new()).await?, json!("flex"));
    page.driver.find(By::LinkText("Open the decoder")).await?.click().await?;
    page.ready().await?;
    // A long text, which the worker reads.
    page.paste(&("a line of a log\n".repeat(10_000) + BOUND)).await?;
    page.wait_for(".attachment").await?;
    assert_eq!(page.article().await?, Article::new("bound", Some("pod")));
    Ok(())
}

/// The addresses in all caches, from the folder of the page on.
const KEPT: &str = "
    const folder = new URL('./', document.baseURI).href;
    const addresses = [];
    for (const name of await caches.keys()) {
        for (const { url } of await (await caches.open(name)).keys()) {
            addresses.push(url.replace(folder, ''));
        }
    }
    return addresses.sort();";

/// What the site is made of, but for what keeps it and what only a server reads.
pub(crate) fn site_files() -> BTreeSet<String> {
    let entries = fs::read_dir(e2e::site_folder()).into_iter().flatten().flatten();
    let names = entries.map(|entry| entry.file_name().to_string_lossy().into_owned());
    let for_servers =
        |name: &str| name.starts_with(['.', '_']) || name.ends_with(".br") || name.ends_with(".gz");
    names
        .filter(|name| !for_servers(name) && name != SERVICE_WORKER && name != NOT_FOUND)
        .map(|name| if name == "index.html" { String::new() } else { name })
        .collect()
}

async fn cache_contains_the_list_of_the_build(page: Page) -> Outcome {
    // What an address, a file or a paste brings is not kept, and neither is its name.
    page.open_at(&format!("#token={BOUND}")).await?;
    assert_eq!(page.article().await?.kind, "bound");
    page.open_at("?token=abc").await?;
    page.paste(BOUND).await?;
    page.article().await?;
    let kept: BTreeSet<String> = serde_json::from_value(page.async_script(KEPT).await?)?;
    assert_eq!(kept, site_files());
    Ok(())
}

async fn file_whose_download_broke_off_is_asked_for_again(page: Page) -> Outcome {
    page.open().await?;
    page.async_script("await navigator.serviceWorker.ready;").await?;
    let kept: BTreeSet<String> = serde_json::from_value(page.async_script(KEPT).await?)?;
    assert_eq!(kept, site_files());
    let asked = page.server.requests().iter().filter(|path| *path == "/privacy.html").count();
    assert_eq!(asked, 2);
    Ok(())
}

/// The site as it could be after a change: another title, and so another version.
pub(crate) fn changed_site() -> Site {
    let extra = e2e::rebuilt("/index.html", |page| page.replace("<title>", "<title>Newer: "));
    Site { dist: e2e::site_folder(), extra, ..Site::default() }
}

async fn newer_version_waits_for_the_next_visit_and_says_so(page: Page) -> Outcome {
    page.open().await?;
    // The second visit is the first one that the kept files answer.
    page.open().await?;
    page.paste(BOUND).await?;
    page.article().await?;
    let shown = "return !document.getElementById('updated').hidden";
    assert_eq!(page.script(shown, Vec::new()).await?, json!(false));

    let (page, address) = with_another_server(page, changed_site());
    // Somebody opens it once more; what is kept answers, and what is newer is fetched.
    let first = page.driver.window().await?;
    let second = page.driver.new_tab().await?;
    page.driver.switch_to_window(second.clone()).await?;
    page.driver.goto(&address).await?;
    page.ready().await?;
    // WebKit looks for a newer version by itself, too, some time after a visit. If it did that before
    // this one, this one is the next.
    let title = page.driver.title().await?;
    let is_next = page.engine == Engine::Webkit && title.starts_with("Newer: ");
    assert!(is_next || title == "Service Account Token Decoder", "{title}");
    page.driver.switch_to_window(first.clone()).await?;
    if page.wait_for("#updated").await.is_err() {
        // A browser may have held a connection to the server before, and got nothing by it: what
        // could not be fetched is fetched at the visit after. A note that was lost comes by no visit,
        // since there is nothing newer then.
        page.driver.switch_to_window(second).await?;
        page.driver.goto(&address).await?;
        page.ready().await?;
        page.driver.switch_to_window(first).await?;
    }
    let note = page.wait_for("#updated").await?.text().await?;
    assert_eq!(
        note,
        "A newer version of this page is ready. Your next visit opens it; this one does not change."
    );
    assert_eq!(page.article().await?, Article::new("bound", Some("pod")));
    assert_eq!(page.driver.title().await?, "Service Account Token Decoder");

    let (page, address) = without_its_server(page);
    page.driver.goto("about:blank").await?;
    page.driver.goto(&address).await?;
    page.ready().await?;
    assert_eq!(page.driver.title().await?, "Newer: Service Account Token Decoder");
    let caches = page.async_script("return (await caches.keys()).length").await?;
    assert_eq!(caches, json!(1), "the older files are gone");
    Ok(())
}

async fn first_visit_takes_input_while_its_files_are_still_being_kept(page: Page) -> Outcome {
    page.driver.goto(page.server.address()).await?;
    page.takes_input().await?;
    let installing = "const [registration] = await navigator.serviceWorker.getRegistrations();
        return registration.installing !== null && registration.active === null;";
    assert_eq!(page.async_script(installing).await?, json!(true));
    page.paste(BOUND).await?;
    assert_eq!(page.article().await?, Article::new("bound", Some("pod")));
    page.server.release();
    page.settled().await?;
    let kept: BTreeSet<String> = serde_json::from_value(page.async_script(KEPT).await?)?;
    assert_eq!(kept, site_files());
    Ok(())
}

/// Notes what the page asks of the service worker.
const WATCH: &str = "
    window.asked = [];
    for (const [type, name] of [
        [ServiceWorkerContainer, 'register'],
        [ServiceWorkerRegistration, 'update'],
    ]) {
        const original = type.prototype[name];
        type.prototype[name] = function (...more) {
            window.asked.push(name);
            return original.apply(this, more);
        };
    }";

/// The page with a script before its own that notes that.
fn watched() -> Setup {
    let script = "<script src=\"/watch.js\"></script>";
    let change = |page: String| page.replace("</title>", &format!("</title>{script}"));
    let mut extra = e2e::rebuilt("/index.html", change);
    extra.push(("/watch.js", WATCH));
    Setup { extra, ..Setup::default() }
}

async fn later_visit_asks_nothing_of_the_service_worker(page: Page) -> Outcome {
    for expected in [json!(["register"]), json!([]), json!([])] {
        page.open().await?;
        assert_eq!(page.script("return window.asked;", Vec::new()).await?, expected);
    }
    Ok(())
}

async fn page_works_without_a_cache(page: Page) -> Outcome {
    page.open().await?;
    page.paste(BOUND).await?;
    assert_eq!(page.article().await?, Article::new("bound", Some("pod")));
    Ok(())
}

/// An installed page that is started with a file gets it as Chromium alone hands it over.
#[test]
fn an_installed_page_opens_the_file_it_was_started_with() {
    e2e::run(Engine::Chromium, &Setup::default(), async |page: Page| {
        let launch = format!(
            "const setConsumer = (consumer) => {{
                 const handle = {{ getFile: async () => new File([{}], 'a.jwt') }};
                 consumer({{ files: [] }});
                 consumer({{ files: [handle] }});
             }};
             Object.defineProperty(window, 'launchQueue', {{ value: {{ setConsumer }} }});",
            json!(BOUND)
        );
        let launch = json!({ "source": launch });
        page.driver.cdp().send_raw("Page.addScriptToEvaluateOnNewDocument", launch).await?;
        page.open().await?;
        assert_eq!(page.article().await?, Article::new("bound", Some("pod")));
        Ok(())
    });
}
