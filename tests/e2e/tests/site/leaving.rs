//! What no Content-Security-Policy stops: a page that was broken on purpose goes to another address,
//! and calls another machine by WebRTC. Two things stand in its way, each only in some browsers: the
//! listener at the end of `boot.mjs`, and the header `Connection-Allowlist`.

use std::net::{IpAddr, Ipv4Addr, UdpSocket};
use std::time::Duration;

use e2e::{Outcome, Page, Setup, samples};
use serde_json::json;
use xtask::engines::Engine;
use xtask::server::{Server, Site, listen};

in_every_engine!(
    the_page_does_not_go_where_nobody_sent_it: broken(true, |script| script),
    the_allowlist_keeps_the_page_on_its_own_server: broken(false, without_the_listener),
    with_neither_it_goes_anywhere: broken(true, without_the_listener),
    reload_and_back_work: Setup::default(),
    allowlist_stops_webrtc: Setup::default(),
    webrtc_works_without_the_allowlist: Setup { framed: true, ..Setup::default() },
);

/// What `broken/leave.mjs` tries.
const WAYS: [&str; 6] = ["assign", "replace", "href", "link", "download", "refresh"];

/// The built page with a script that leaves; `without_headers` is without those of the page alone.
fn broken(without_headers: bool, change: impl Fn(String) -> String) -> Setup {
    let extra = e2e::rebuilt(e2e::loaded_file(".mjs").leak(), |boot| {
        change(boot) + "\n" + include_str!("broken/leave.mjs")
    });
    Setup { extra, framed: without_headers, ..Setup::default() }
}

/// The page's script without what cancels navigations.
pub(crate) fn without_the_listener(script: String) -> String {
    assert_eq!(script.matches("\"navigate\"").count(), 1);
    script.replace("\"navigate\"", "\"never\"")
}

/// What became of a try to leave.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Fate {
    /// The listener canceled it.
    Canceled,
    /// The browser shows an error in place of the page.
    Blocked,
    /// A server was told.
    Arrived,
}

/// Opens the broken page, pastes a token and waits for what becomes of one way to this server.
async fn leave(page: &Page, way: &str, server: &str, told: &Server) -> Outcome<Fate> {
    let before = told.requests().len();
    page.open().await?;
    let script = "Object.assign(document.documentElement.dataset, arguments[0]);";
    page.script(script, vec![json!({ "way": way, "server": server })]).await?;
    page.paste(samples::BOUND).await?;
    for _ in 0..400 {
        let script = "return [document.documentElement.dataset.prevented ?? null,
            document.querySelector('#token') === null];";
        // It may be between two pages.
        let seen = page.script(script, Vec::new()).await.unwrap_or_default();
        // Only now: if another page was there already, its server has been told.
        let arrived = told.requests().split_off(before);
        if arrived.iter().any(|path| path.starts_with("/told/")) {
            return Ok(Fate::Arrived);
        }
        if seen == json!(["true", false]) {
            return Ok(Fate::Canceled);
        }
        if seen == json!([null, true]) {
            return Ok(Fate::Blocked);
        }
        tokio::time::sleep(Duration::from_millis(50)).await;
    }
    panic!("{way}: nothing became of it");
}

fn another_server() -> Server {
    let server = listen(0).and_then(|listener| Server::start(Site::default(), listener));
    server.expect("a second server starts")
}

async fn has_navigation_api(page: &Page) -> Outcome<bool> {
    page.open().await?;
    let script = "return typeof window.navigation?.addEventListener === 'function';";
    Ok(page.script(script, Vec::new()).await? == json!(true))
}

async fn the_page_does_not_go_where_nobody_sent_it(page: Page) -> Outcome {
    let other = another_server();
    let expected = match has_navigation_api(&page).await? {
        true => Fate::Canceled,
        false => Fate::Arrived,
    };
    for way in WAYS {
        assert_eq!(leave(&page, way, &other.address(), &other).await?, expected, "{way}");
        let own = leave(&page, way, &page.server.address(), &page.server).await?;
        assert_eq!(own, expected, "{way}, to its own server");
    }
    Ok(())
}

async fn the_allowlist_keeps_the_page_on_its_own_server(page: Page) -> Outcome {
    let other = another_server();
    let expected = match page.engine {
        Engine::Chromium => Fate::Blocked,
        Engine::Firefox | Engine::Webkit => Fate::Arrived,
    };
    for way in WAYS {
        assert_eq!(leave(&page, way, &other.address(), &other).await?, expected, "{way}");
    }
    let own = leave(&page, "assign", &page.server.address(), &page.server).await?;
    assert_eq!(own, Fate::Arrived, "its own server is on the list");
    Ok(())
}

async fn with_neither_it_goes_anywhere(page: Page) -> Outcome {
    let other = another_server();
    for way in WAYS {
        let fate = leave(&page, way, &other.address(), &other).await?;
        assert_eq!(fate, Fate::Arrived, "{way}");
    }
    Ok(())
}

async fn reload_and_back_work(page: Page) -> Outcome {
    page.open_at("#example=legacy-auto").await?;
    page.article().await?;
    page.driver.refresh().await?;
    page.ready().await?;
    assert_eq!(page.article().await?.kind, "legacy");
    page.visit("/privacy.html").await?;
    page.wait_for("#cannot").await?;
    page.driver.back().await?;
    page.ready().await?;
    assert_eq!(page.article().await?.kind, "legacy");
    // Examples are links within the page.
    page.wait_for(".menu-button").await?.click().await?;
    page.wait_for(".menu a[href^='#example=bound']").await?.click().await?;
    page.wait_until(
        "the other example",
        "return document.querySelector('article[data-kind]')?.dataset.kind === 'bound';",
    )
    .await?;
    page.driver.back().await?;
    page.wait_until(
        "the first one again",
        "return document.querySelector('article[data-kind]')?.dataset.kind === 'legacy';",
    )
    .await?;
    page.driver.forward().await?;
    page.wait_until(
        "the other one again",
        "return document.querySelector('article[data-kind]')?.dataset.kind === 'bound';",
    )
    .await
}

/// Has the page ask a STUN server on this machine for its address; answers whether the server heard of
/// it, or nothing where the browser has no WebRTC.
async fn calls(page: &Page) -> Outcome<Option<bool>> {
    page.open().await?;
    let script = "return typeof window.RTCPeerConnection === 'function';";
    if page.script(script, Vec::new()).await? == json!(false) {
        return Ok(None);
    }
    let socket = UdpSocket::bind((Ipv4Addr::UNSPECIFIED, 0)).expect("a port is free");
    socket.set_nonblocking(true).expect("it can be asked without waiting");
    let port = socket.local_addr().expect("it has a port").port();
    page.script(
        &format!(
            "const {{ dataset }} = document.documentElement;
             const iceServers = [{{ urls: 'stun:{}:{port}' }}];
             const connection = new window.RTCPeerConnection({{ iceServers }});
             connection.createDataChannel('told');
             connection.onicegatheringstatechange = () => {{
                 dataset.gathering = connection.iceGatheringState;
             }};
             connection.createOffer().then((offer) => connection.setLocalDescription(offer));",
            own_address()
        ),
        Vec::new(),
    )
    .await?;
    let mut bytes = [0; 64];
    for _ in 0..1200 {
        let is_over = "return document.documentElement.dataset.gathering === 'complete';";
        let is_over = page.script(is_over, Vec::new()).await? == json!(true);
        if socket.recv(&mut bytes).is_ok() {
            return Ok(Some(true));
        }
        if is_over {
            return Ok(Some(false));
        }
        tokio::time::sleep(Duration::from_millis(50)).await;
    }
    panic!("nothing became of it");
}

/// This machine's address in its network. A browser may call no one on the loopback address.
fn own_address() -> IpAddr {
    let socket = UdpSocket::bind((Ipv4Addr::UNSPECIFIED, 0)).expect("a port is free");
    // Nothing is sent: this only chooses the way. The address is one kept for documentation.
    let chosen =
        socket.connect((Ipv4Addr::new(203, 0, 113, 1), 9)).and_then(|()| socket.local_addr());
    chosen.map_or(IpAddr::V4(Ipv4Addr::LOCALHOST), |address| address.ip())
}

async fn allowlist_stops_webrtc(page: Page) -> Outcome {
    let expected = match page.engine {
        Engine::Chromium => Some(false),
        // It knows no allowlist.
        Engine::Firefox => Some(true),
        Engine::Webkit => None,
    };
    assert_eq!(calls(&page).await?, expected);
    Ok(())
}

async fn webrtc_works_without_the_allowlist(page: Page) -> Outcome {
    let expected = match page.engine {
        Engine::Chromium | Engine::Firefox => Some(true),
        Engine::Webkit => None,
    };
    assert_eq!(calls(&page).await?, expected);
    Ok(())
}
