//! Serves the built site as production does: the headers of [`crate::headers`], brotli where the
//! browser takes it, and an ETag for each file. It only listens on this machine.
//!
//! It keeps a log of the requests, which is how the end-to-end tests prove in every engine that a
//! page asks for nothing once it has loaded.
//!
//! One thread and one request a connection: browsers open several connections at once and keep
//! idle ones in reserve, so a server with a fixed number of threads leaves some waiting for ever.

use std::hash::{DefaultHasher, Hash, Hasher};
use std::io::{self, BufRead, BufReader, Read, Write};
use std::net::{Ipv4Addr, TcpListener, TcpStream};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Condvar, Mutex, PoisonError};
use std::thread::JoinHandle;
use std::time::Duration;

use crate::weight::NOT_FOUND;
use crate::{Result, headers};

/// No browser sends a longer head for one of our files.
const HEAD_BYTES_MAXIMUM: u64 = 64 * 1024;

/// A connection that says nothing for so long is closed; browsers open a new one when they need it.
const SILENCE_MAXIMUM: Duration = Duration::from_secs(30);

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
    /// Paths that redirect, as some hosts make them: from and to.
    pub redirects: Vec<(&'static str, &'static str)>,
    /// Changes to files on their way: the path, and bytes of the file with those to send instead.
    pub altered: Vec<(String, &'static str, &'static str)>,
}

/// A running server; it stops when it is dropped.
pub struct Server {
    state: Arc<State>,
    port: u16,
    accepting: Option<JoinHandle<()>>,
}

struct State {
    site: Site,
    log: Mutex<Vec<String>>,
    stopped: AtomicBool,
    /// Whether stalled paths are answered, and what wakes those that wait for it.
    released: (Mutex<bool>, Condvar),
}

/// What of a request matters here.
struct Request {
    method: String,
    path: String,
    accept_encoding: String,
    if_none_match: String,
}

/// What is answered beside the headers that every answer has.
struct Response {
    status: &'static str,
    headers: Vec<(&'static str, String)>,
    body: Vec<u8>,
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
        let port = listener.local_addr().map_err(|error| error.to_string())?.port();
        let (log, stopped, released) = Default::default();
        let state = State { site, log, stopped, released };
        let state = Arc::new(state);
        let accepted = state.clone();
        let accepting = std::thread::spawn(move || {
            for stream in listener.incoming().map_while(io::Result::ok) {
                if accepted.stopped.load(Ordering::Relaxed) {
                    return;
                }
                let state = accepted.clone();
                // A browser that goes away in the middle needs no answer.
                std::thread::spawn(move || state.serve(&stream).ok());
            }
        });
        Ok(Self { state, port, accepting: Some(accepting) })
    }

    /// Where it is: `http://127.0.0.1:8080`, without a slash at the end.
    pub fn address(&self) -> String {
        format!("http://127.0.0.1:{}", self.port)
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
        let (released, waiting) = &self.state.released;
        *released.lock().unwrap_or_else(PoisonError::into_inner) = true;
        waiting.notify_all();
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
        self.state.stopped.store(true, Ordering::Relaxed);
        self.release();
        // Wakes the thread that waits for connections; if that fails, it is not waiting any more.
        let _ = TcpStream::connect((Ipv4Addr::LOCALHOST, self.port));
        // Once it has ended, nobody is on the port.
        let _ = self.accepting.take().map(JoinHandle::join);
    }
}

impl State {
    fn serve(&self, stream: &TcpStream) -> io::Result<()> {
        stream.set_read_timeout(Some(SILENCE_MAXIMUM))?;
        let Some(request) = Request::read(stream)? else { return Ok(()) };
        self.log.lock().unwrap_or_else(PoisonError::into_inner).push(request.path.clone());
        if self.site.stalled.contains(&request.path) {
            let (released, waiting) = &self.released;
            let released = released.lock().unwrap_or_else(PoisonError::into_inner);
            drop(waiting.wait_while(released, |released| !*released));
        }
        let for_others = self.site.framed || self.site.beside(&request.path).is_some();
        let headers = self.site.headers(for_others);
        let answer = self.site.answer(&request).bytes(&headers, request.method == "HEAD");
        let mut stream = stream;
        stream.write_all(&answer)
    }
}

impl Request {
    /// Nothing if the connection was closed without a word, as browsers do with those in reserve.
    fn read(stream: &TcpStream) -> io::Result<Option<Self>> {
        let lines = BufReader::new(stream.take(HEAD_BYTES_MAXIMUM)).lines();
        let lines = lines.take_while(|line| !matches!(line.as_deref(), Ok("")));
        let lines = lines.collect::<io::Result<Vec<String>>>()?;
        let Some((first, headers)) = lines.split_first() else { return Ok(None) };
        let mut words = first.split(' ').map(str::to_owned);
        let (method, address) =
            (words.next().unwrap_or_default(), words.next().unwrap_or_default());
        let value = |wanted: &str| {
            let mut headers = headers.iter().filter_map(|line| line.split_once(':'));
            let found = headers.find(|(name, _)| name.eq_ignore_ascii_case(wanted));
            found.map(|(_, value)| value.trim().to_owned()).unwrap_or_default()
        };
        Ok(Some(Self {
            method,
            path: address.split(['?', '#']).next().unwrap_or_default().to_owned(),
            accept_encoding: value("Accept-Encoding"),
            if_none_match: value("If-None-Match"),
        }))
    }
}

impl Response {
    fn new(status: &'static str, path: &str, body: impl Into<Vec<u8>>) -> Self {
        let headers = vec![
            ("Content-Type", headers::content_type(path).to_owned()),
            ("Cache-Control", headers::cache_control(path).to_owned()),
        ];
        Self { status, headers, body: body.into() }
    }

    /// As it goes over the line, with the headers that every answer has; the answer to HEAD says how
    /// long the body would be.
    fn bytes(self, headers: &[(&str, &str)], without_body: bool) -> Vec<u8> {
        let mut head = format!("HTTP/1.1 {}\r\nConnection: close\r\n", self.status);
        let length = ("Content-Length", self.body.len().to_string());
        for (name, value) in self.headers.iter().chain([&length]) {
            head.push_str(&format!("{name}: {value}\r\n"));
        }
        for (name, value) in headers {
            head.push_str(&format!("{name}: {value}\r\n"));
        }
        head.push_str("\r\n");
        let mut bytes = head.into_bytes();
        if !without_body {
            bytes.extend(self.body);
        }
        bytes
    }
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

    fn answer(&self, request: &Request) -> Response {
        if !matches!(&*request.method, "GET" | "HEAD") {
            return Response::new(
                "405 Method Not Allowed",
                ".txt",
                "Only GET and HEAD are answered.",
            );
        }
        // The page of a folder.
        let index = request.path.ends_with('/').then(|| format!("{}index.html", request.path));
        let path = index.as_deref().unwrap_or(&request.path);
        if let Some((_, text)) = self.extra.iter().find(|(name, _)| *name == path) {
            let text = self.altered(path, text.as_bytes().to_vec());
            return Response::new("200 OK", path, text);
        }
        let asked = &*request.path;
        if let Some((_, to)) = self.redirects.iter().find(|(from, _)| *from == asked) {
            let mut response = Response::new("308 Permanent Redirect", ".txt", "");
            response.headers.push(("Location", (*to).to_owned()));
            return response;
        }
        // A host that redirects `/page.html` to `/page` has the file there.
        let redirected = self.redirects.iter().find(|(_, to)| *to == asked);
        let path = redirected.map_or(path, |(from, _)| from);
        let Some(file) = self.file(path) else { return self.missing() };
        let brotli = brotli_of(&file, &request.accept_encoding);
        let brotli = brotli.filter(|_| !self.altered.iter().any(|(altered, ..)| altered == path));
        let Ok(bytes) = std::fs::read(brotli.as_ref().unwrap_or(&file)) else {
            return self.missing();
        };
        let bytes = self.altered(path, bytes);
        let tag = entity_tag(&bytes);
        if request.if_none_match.contains(&tag) {
            let mut response = Response::new("304 Not Modified", path, "");
            response.headers.push(("ETag", tag));
            return response;
        }
        let mut response = Response::new("200 OK", path, bytes);
        response.headers.extend([("ETag", tag), ("Vary", "Accept-Encoding".to_owned())]);
        if brotli.is_some() {
            response.headers.push(("Content-Encoding", "br".to_owned()));
        }
        response
    }

    /// What is answered in place of a missing file: the site's own page for that, as hosts send it.
    fn missing(&self) -> Response {
        match std::fs::read(self.dist.join(NOT_FOUND)) {
            Ok(page) => Response::new("404 Not Found", NOT_FOUND, page),
            Err(_) => Response::new("404 Not Found", ".txt", "There is no such file."),
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

    /// The file of a path; nothing outside of the folder and no hidden file.
    fn file(&self, path: &str) -> Option<PathBuf> {
        let names = path.strip_prefix('/')?;
        let plain_name = |name: &str| !name.is_empty() && !name.starts_with('.');
        if names.contains('\\') || !names.split('/').all(plain_name) {
            return None;
        }
        let file = self.beside(path).unwrap_or_else(|| self.dist.join(names));
        file.is_file().then_some(file)
    }

    /// Where a path leads to in one of the folders beside the site.
    fn beside(&self, path: &str) -> Option<PathBuf> {
        self.beside.iter().find_map(|(name, folder)| {
            Some(folder.join(path.strip_prefix(name)?.strip_prefix('/')?))
        })
    }
}

/// The compressed file beside `file`, if the browser takes it and it is not an older build's.
fn brotli_of(file: &Path, accepted: &str) -> Option<PathBuf> {
    let takes_brotli = accepted.split(',').any(|coding| coding.trim() == "br");
    let compressed = PathBuf::from(format!("{}.br", file.display()));
    let age = |path: &Path| path.metadata().and_then(|data| data.modified()).ok();
    (takes_brotli && age(&compressed)? >= age(file)?).then_some(compressed)
}

fn entity_tag(bytes: &[u8]) -> String {
    let mut hasher = DefaultHasher::new();
    bytes.hash(&mut hasher);
    format!("\"{:016x}\"", hasher.finish())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn get(lines: &str) -> String {
        let listener = listen(0).unwrap();
        let extra = vec![("/index.html", "<!doctype html>hello")];
        let beside = vec![("/more", "src".into())];
        let site = Site { dist: "src".into(), beside, extra, ..Site::default() };
        let server = Server::start(site, listener).unwrap();
        let mut stream = TcpStream::connect((Ipv4Addr::LOCALHOST, server.port)).unwrap();
        write!(stream, "{lines} HTTP/1.1\r\nHost: a\r\n\r\n").unwrap();
        let mut answer = String::new();
        stream.read_to_string(&mut answer).unwrap();
        answer
    }

    #[test]
    fn ok_the_front_page_comes_with_every_header() {
        let answer = get("GET /?x=1");
        assert!(answer.starts_with("HTTP/1.1 200"), "{answer}");
        assert!(answer.ends_with("hello"), "{answer}");
        assert!(answer.contains("text/html"), "{answer}");
        for (name, value) in headers::HEADERS {
            assert!(answer.contains(&format!("{name}: {value}\r\n")), "{name} in {answer}");
        }
    }

    #[test]
    fn ok_a_file_has_its_tag() {
        let answer = get("GET /headers.rs");
        assert!(answer.contains("ETag: \""), "{answer}");
    }

    #[test]
    fn ok_a_folder_beside_it_is_served_under_its_own_path() {
        let beside = vec![("/more", "src".into())];
        let site = Site { dist: "none".into(), beside, ..Site::default() };
        let asked = |path: &str| site.file(path);
        assert_eq!(asked("/more/headers.rs"), Some("src/headers.rs".into()));
        for path in ["/more", "/more/", "/moreheaders.rs", "/headers.rs", "/more/../lib.rs"] {
            assert_eq!(asked(path), None, "{path}");
        }
    }

    #[test]
    fn ok_what_others_embed_comes_without_what_keeps_them_out() {
        let answer = get("GET /more/headers.rs");
        assert!(answer.starts_with("HTTP/1.1 200"), "{answer}");
        for (name, value) in headers::HEADERS {
            let is_there = answer.contains(&format!("{name}: {value}\r\n"));
            assert_eq!(is_there, !headers::KEEP_OTHERS_OUT.contains(&name), "{name} in {answer}");
        }
    }

    #[test]
    fn err_nothing_outside_of_the_folder_is_served() {
        for path in ["/../Cargo.toml", "/%2e%2e/Cargo.toml", "//headers.rs", "/.hidden", "/none"] {
            let answer = get(&format!("GET {path}"));
            assert!(answer.starts_with("HTTP/1.1 404"), "{path}: {answer}");
        }
    }

    /// Asks a server for a path and returns the whole answer.
    fn ask(server: &Server, path: &str) -> String {
        let mut stream = TcpStream::connect((Ipv4Addr::LOCALHOST, server.port)).unwrap();
        write!(stream, "GET {path} HTTP/1.1\r\n\r\n").unwrap();
        let mut answer = String::new();
        stream.read_to_string(&mut answer).unwrap();
        answer
    }

    #[test]
    fn err_a_missing_file_is_answered_with_the_sites_own_page() {
        let site = Site { dist: crate::project_root().join("www"), ..Site::default() };
        let server = Server::start(site, listen(0).unwrap()).unwrap();
        for path in ["/none", "/a/b/none.html", "/none/"] {
            let answer = ask(&server, path);
            assert!(answer.starts_with("HTTP/1.1 404 Not Found\r\n"), "{answer}");
            assert!(answer.contains("Content-Type: text/html"), "{answer}");
            assert!(answer.contains("Cache-Control: no-cache"), "{answer}");
            assert!(answer.contains("<title>Page not found"), "{answer}");
        }
    }

    #[test]
    fn ok_a_redirected_path_leads_to_the_file() {
        let redirects = vec![("/lib.rs", "/lib")];
        let site = Site { dist: "src".into(), redirects, ..Site::default() };
        let server = Server::start(site, listen(0).unwrap()).unwrap();
        let answer = ask(&server, "/lib.rs");
        assert!(answer.starts_with("HTTP/1.1 308"), "{answer}");
        assert!(answer.contains("Location: /lib\r\n"), "{answer}");
        assert!(ask(&server, "/lib").contains("pub mod server;"));
    }

    #[test]
    fn ok_a_file_is_altered_on_its_way() {
        let altered = vec![("/lib.rs".to_owned(), "pub mod server;", "pub mod Server;")];
        let site = Site { dist: "src".into(), altered, ..Site::default() };
        let server = Server::start(site, listen(0).unwrap()).unwrap();
        let answer = ask(&server, "/lib.rs");
        assert!(answer.contains("pub mod Server;") && !answer.contains("pub mod server;"));
    }

    #[test]
    fn ok_a_stalled_path_is_answered_once_released() {
        let site = Site { dist: "src".into(), stalled: vec!["/lib.rs".into()], ..Site::default() };
        let server = Server::start(site, listen(0).unwrap()).unwrap();
        let mut stream = TcpStream::connect((Ipv4Addr::LOCALHOST, server.port)).unwrap();
        write!(stream, "GET /lib.rs HTTP/1.1\r\n\r\n").unwrap();
        // It was read, and others are answered meanwhile.
        while !server.requests().iter().any(|path| path == "/lib.rs") {
            std::thread::yield_now();
        }
        assert!(ask(&server, "/headers.rs").starts_with("HTTP/1.1 200"));
        stream.set_nonblocking(true).unwrap();
        let error = stream.read(&mut [0]).unwrap_err();
        assert_eq!(error.kind(), io::ErrorKind::WouldBlock);
        stream.set_nonblocking(false).unwrap();
        server.release();
        let mut answer = String::new();
        stream.read_to_string(&mut answer).unwrap();
        assert!(answer.starts_with("HTTP/1.1 200"), "{answer}");
    }

    #[test]
    fn err_only_reading_is_answered() {
        assert!(get("POST /").starts_with("HTTP/1.1 405"));
    }

    #[test]
    fn ok_silent_connections_keep_nobody_waiting() {
        let extra = vec![("/index.html", "hello")];
        let site = Site { extra, ..Site::default() };
        let server = Server::start(site, listen(0).unwrap()).unwrap();
        let connect = || TcpStream::connect((Ipv4Addr::LOCALHOST, server.port)).unwrap();
        let _silent: Vec<_> = (0..50).map(|_| connect()).collect();
        let mut stream = connect();
        write!(stream, "GET / HTTP/1.1\r\n\r\n").unwrap();
        let mut answer = String::new();
        stream.read_to_string(&mut answer).unwrap();
        assert!(answer.ends_with("hello"), "{answer}");
        assert_eq!(server.requests(), ["/"]);
    }

    #[test]
    fn ok_a_file_that_the_browser_has_is_not_sent_again() {
        let answer = get("GET /headers.rs");
        let tag = answer.split("ETag: ").nth(1).unwrap().lines().next().unwrap();
        let again = get(&format!("GET /headers.rs HTTP/1.1\r\nIf-None-Match: {tag}\r\nX: y"));
        assert!(again.starts_with("HTTP/1.1 304") && again.ends_with("\r\n\r\n"), "{again}");
    }
}
