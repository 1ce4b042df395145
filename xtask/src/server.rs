//! Serves the built site as production does: with the headers of [`crate::headers`], and compressed where
//! the browser accepts that.
//!
//! It listens on this machine only. A page of another site that has its name resolve to this machine gets
//! nothing, since the `Host` header must name this machine too. No symbolic link leads out of the folders
//! that are served, and connections and requests are limited.
//!
//! It keeps a log of the requests. The end-to-end tests prove by it, in every engine, that a page asks for
//! nothing once it has loaded.

use std::net::{Ipv4Addr, TcpListener};
use std::path::PathBuf;
use std::sync::{Arc, Mutex, PoisonError};
use std::thread::JoinHandle;
use std::time::Duration;

use axum::Router;
use axum::body::Body;
use axum::extract::{Request, State};
use axum::http::header::{CACHE_CONTROL, CONTENT_LENGTH, CONTENT_TYPE, HOST, LOCATION, VARY};
use axum::http::{HeaderMap, HeaderName, HeaderValue, StatusCode};
use axum::middleware::{self, Next};
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use hyper::server::conn::http1;
use hyper_util::rt::{TokioIo, TokioTimer};
use hyper_util::service::TowerToHyperService;
use tokio::sync::{Semaphore, oneshot, watch};
use tower_http::services::ServeFile;
use tower_http::timeout::TimeoutLayer;

use crate::weight::NOT_FOUND;
use crate::{Result, headers};

/// What to serve: a folder, and pages made for a test.
#[derive(Clone, Debug, Default)]
pub struct Site {
    /// The folder of the built site.
    pub dist: PathBuf,
    /// Other folders that are served beside it, without the headers that keep other pages out: the
    /// path of each, such as `/embed`, and where it is.
    pub beside: Vec<(&'static str, PathBuf)>,
    /// Pages beside it or instead of some: the path, such as `/test.html`, and its text.
    pub extra: Vec<(&'static str, &'static str)>,
    /// Leave out the headers that keep other pages out, so that a test may look at the page in a
    /// frame. The page is still under the policy of its own `<meta>`.
    pub framed: bool,
    /// Paths that get no answer until [`Server::release`].
    pub stalled: Vec<String>,
    /// Paths whose first answer breaks off.
    pub broken: Vec<&'static str>,
    /// Paths that redirect, as some hosts make them: from and to.
    pub redirects: Vec<(&'static str, &'static str)>,
    /// Changes to files on their way: the path, and bytes of the file with those to send instead.
    pub altered: Vec<(String, &'static str, &'static str)>,
}

/// How much of this machine a server takes.
#[derive(Clone, Copy, Debug)]
struct Limits {
    /// Connections at a time; a further one waits until one of them ends. Browsers open several at once and
    /// keep idle ones in reserve, and the tests have one browser each.
    connections: usize,
    /// How long the head of a request may take, and how long a connection may be idle before it.
    head: Duration,
    /// How long an answer may take. The tests hold some back, for less than this.
    answer: Duration,
}

impl Default for Limits {
    fn default() -> Self {
        let [head, answer] = [30, 120].map(Duration::from_secs);
        Self { connections: 128, head, answer }
    }
}

/// A running server; it stops when it is dropped.
pub struct Server {
    state: Arc<Served>,
    stop: Option<oneshot::Sender<()>>,
    serving: Option<JoinHandle<()>>,
}

/// What all connections share.
struct Served {
    site: Site,
    port: u16,
    log: Mutex<Vec<String>>,
    /// Whether stalled paths are answered.
    released: watch::Sender<bool>,
}

/// Takes a port of this machine, 0 for any free one.
pub fn listen(port: u16) -> Result<TcpListener> {
    TcpListener::bind((Ipv4Addr::LOCALHOST, port)).map_err(|error| {
        let other = port.saturating_add(1);
        format!("cannot listen on port {port} ({error}): stop what uses it, or give another: --port {other}")
    })
}

impl Server {
    /// Serves `site` on a port that was taken before.
    pub fn start(site: Site, listener: TcpListener) -> Result<Self> {
        Self::start_within(site, listener, Limits::default())
            .map_err(|error| format!("cannot start the server: {error}"))
    }

    fn start_within(site: Site, listener: TcpListener, limits: Limits) -> std::io::Result<Self> {
        let port = listener.local_addr()?.port();
        let state = Arc::new(Served {
            site,
            port,
            log: Mutex::default(),
            released: watch::Sender::new(false),
        });
        let router = Router::new()
            .fallback_service(get(answer).with_state(state.clone()))
            .layer(TimeoutLayer::with_status_code(StatusCode::SERVICE_UNAVAILABLE, limits.answer))
            .layer(middleware::from_fn_with_state(state.clone(), check_and_log));
        listener.set_nonblocking(true)?;
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
        let listener = {
            let _inside = runtime.enter();
            tokio::net::TcpListener::from_std(listener)?
        };
        let (stop, stopped) = oneshot::channel();
        let serving = std::thread::spawn(move || {
            runtime.block_on(async {
                tokio::select! {
                    () = accept(listener, router, limits) => {}
                    _ = stopped => {}
                }
            });
        });
        Ok(Self { state, stop: Some(stop), serving: Some(serving) })
    }

    /// Where it is: `http://127.0.0.1:8080`, without a slash at the end.
    pub fn address(&self) -> String {
        format!("http://127.0.0.1:{}", self.state.port)
    }

    /// What it serves.
    pub fn site(&self) -> &Site {
        &self.state.site
    }

    /// The paths of all requests until now, in order.
    pub fn requests(&self) -> Vec<String> {
        self.state.log.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }

    /// Answers the requests for stalled paths, those that wait and those that come.
    pub fn release(&self) {
        self.state.released.send_replace(true);
    }

    /// Serves until the program is stopped.
    pub fn run(self) -> ! {
        loop {
            std::thread::park();
        }
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        // Nobody hears it if serving has ended by itself.
        let _ = self.stop.take().map(|stop| stop.send(()));
        // Once the thread has ended, the port is free and every connection is closed.
        let _ = self.serving.take().map(JoinHandle::join);
    }
}

/// Serves connections, each in a task of its own. axum's own `serve` limits neither their number nor how
/// long a head takes.
async fn accept(listener: tokio::net::TcpListener, router: Router, limits: Limits) {
    let free = Arc::new(Semaphore::new(limits.connections));
    loop {
        let Ok(permit) = free.clone().acquire_owned().await else { return };
        // What failed is one connection; the next may be better.
        let Ok((stream, _)) = listener.accept().await else { continue };
        let connection = http1::Builder::new()
            .timer(TokioTimer::new())
            .header_read_timeout(limits.head)
            .serve_connection(TokioIo::new(stream), TowerToHyperService::new(router.clone()));
        tokio::spawn(async move {
            // A browser that goes away in the middle needs no answer.
            let _ = connection.await;
            drop(permit);
        });
    }
}

/// Logs a request, refuses one that names another host, and puts the headers on the answer.
async fn check_and_log(State(state): State<Arc<Served>>, request: Request, next: Next) -> Response {
    let path = request.uri().path().to_owned();
    state.log.lock().unwrap_or_else(PoisonError::into_inner).push(path.clone());
    let mut response = match is_this_machine(request.headers(), state.port) {
        true => next.run(request).await,
        false => {
            let text = format!("This server is http://127.0.0.1:{}/ only.\n", state.port);
            (StatusCode::MISDIRECTED_REQUEST, text).into_response()
        }
    };
    let for_others = state.site.framed || state.site.beside(&path).is_some();
    for (name, value) in state.site.headers(for_others) {
        if let Ok(name) = HeaderName::try_from(name) {
            response.headers_mut().insert(name, HeaderValue::from_static(value));
        }
    }
    response
}

/// Whether a request is for this server under a name of this machine. A site's name that resolves to this
/// machine would make its pages and ours one origin.
fn is_this_machine(headers: &HeaderMap, port: u16) -> bool {
    let host = headers.get(HOST).and_then(|host| host.to_str().ok()).unwrap_or_default();
    ["127.0.0.1", "localhost", "[::1]"].iter().any(|name| host == format!("{name}:{port}"))
}

/// Answers a request for a file.
async fn answer(State(state): State<Arc<Served>>, request: Request) -> Response {
    let site = &state.site;
    let asked = request.uri().path();
    if site.stalled.iter().any(|path| path == asked) {
        // The sender is in the state, which is here.
        let _ = state.released.subscribe().wait_for(|released| *released).await;
    }
    // The page of a folder.
    let index = asked.ends_with('/').then(|| format!("{asked}index.html"));
    let path = index.as_deref().unwrap_or(asked);
    if let Some((_, text)) = site.extra.iter().find(|(name, _)| *name == path) {
        return file_response(path, site.altered(path, text.as_bytes().to_vec()).into_response());
    }
    if let Some((_, to)) = site.redirects.iter().find(|(from, _)| *from == asked) {
        let redirect = (StatusCode::PERMANENT_REDIRECT, [(LOCATION, *to)]);
        return file_response(".txt", redirect.into_response());
    }
    // A host that redirects `/page.html` to `/page` has the file there.
    let redirected = site.redirects.iter().find(|(_, to)| *to == asked);
    let path = redirected.map_or(path, |(from, _)| from).to_owned();
    if site.broken.contains(&asked) && state.is_first_request(asked) {
        return broken_off();
    }
    site.send(&path, request).await.unwrap_or_else(|| site.missing())
}

impl Served {
    fn is_first_request(&self, path: &str) -> bool {
        let log = self.log.lock().unwrap_or_else(PoisonError::into_inner);
        log.iter().filter(|asked| *asked == path).count() == 1
    }
}

/// An answer that promises more than it brings, so that its connection is closed.
fn broken_off() -> Response {
    ([(CONTENT_LENGTH, "2")], "1").into_response()
}

/// Adds the headers that every file has by its name.
fn file_response(path: &str, mut response: Response) -> Response {
    let headers = response.headers_mut();
    headers.insert(CONTENT_TYPE, HeaderValue::from_static(headers::content_type(path)));
    headers.insert(CACHE_CONTROL, HeaderValue::from_static(headers::cache_control(path)));
    headers.insert(VARY, HeaderValue::from_static("Accept-Encoding"));
    response
}

impl Site {
    /// The headers of every answer, with or without those that keep other pages out. A host that
    /// redirects says so in them: see [`headers::headers_with_redirects`].
    fn headers(&self, for_others: bool) -> Vec<(&'static str, &'static str)> {
        let all = match self.redirects.is_empty() {
            true => headers::HEADERS,
            false => headers::headers_with_redirects(),
        };
        let is_sent = |name: &str| !(for_others && headers::KEEP_OTHERS_OUT.contains(&name));
        all.into_iter().filter(|(name, _)| is_sent(name)).collect()
    }

    /// Sends the file of a path, compressed if the build has it so and the browser accepts it.
    async fn send(&self, path: &str, request: Request) -> Option<Response> {
        let file = self.file(path)?;
        if self.altered.iter().any(|(altered, ..)| altered == path) {
            let bytes = std::fs::read(file).ok()?;
            return Some(file_response(path, self.altered(path, bytes).into_response()));
        }
        let mut service = ServeFile::new(file);
        if self.file(&format!("{path}.br")).is_some() {
            service = service.precompressed_br();
        }
        let response = service.try_call(request).await.ok()?;
        Some(file_response(path, response.map(Body::new)))
    }

    /// Returns what is sent in place of a missing file: the site's own page for that, as hosts send it.
    fn missing(&self) -> Response {
        match std::fs::read(self.dist.join(NOT_FOUND)) {
            Ok(page) => file_response(NOT_FOUND, (StatusCode::NOT_FOUND, page).into_response()),
            Err(_) => {
                let text = (StatusCode::NOT_FOUND, "There is no such file.");
                file_response(".txt", text.into_response())
            }
        }
    }

    /// The bytes of a file with the changes that a test wants.
    fn altered(&self, path: &str, mut bytes: Vec<u8>) -> Vec<u8> {
        for (_, from, to) in self.altered.iter().filter(|(altered, ..)| altered == path) {
            let from = from.as_bytes();
            let start = bytes.windows(from.len()).position(|window| window == from);
            if let Some(start) = start {
                bytes.splice(start..start + from.len(), to.bytes());
            }
        }
        bytes
    }

    /// The file of a path. Nothing outside of its folder, wherever a symbolic link leads, and no hidden
    /// file.
    fn file(&self, path: &str) -> Option<PathBuf> {
        let (folder, names) = match self.beside(path) {
            Some(beside) => beside,
            None => (&self.dist, path.strip_prefix('/')?),
        };
        let is_plain = |name: &str| !name.is_empty() && !name.starts_with('.');
        if names.contains('\\') || !names.split('/').all(is_plain) {
            return None;
        }
        let folder = folder.canonicalize().ok()?;
        let file = folder.join(names).canonicalize().ok()?;
        (file.starts_with(&folder) && file.is_file()).then_some(file)
    }

    /// The folder beside the site that a path is in, and the rest of the path.
    fn beside<'a>(&'a self, path: &'a str) -> Option<(&'a PathBuf, &'a str)> {
        self.beside
            .iter()
            .find_map(|(name, folder)| Some((folder, path.strip_prefix(name)?.strip_prefix('/')?)))
    }
}

#[cfg(test)]
mod tests;
