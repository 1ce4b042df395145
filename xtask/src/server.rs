//! Serves the built site as production does: the headers of [`crate::headers`], brotli where the
//! browser takes it, and an ETag for each file. It only listens on this machine.
//!
//! It keeps a log of the requests, which is how the end-to-end tests prove in every engine that a
//! page asks for nothing once it has loaded.

use std::hash::{DefaultHasher, Hash, Hasher};
use std::io::Cursor;
use std::net::{Ipv4Addr, TcpListener};
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};
use std::thread::JoinHandle;

use tiny_http::{Header, Method, Request, Response};

use crate::{Result, headers};

/// Enough for the few files of the page to go out side by side.
const THREADS: usize = 4;

/// What to serve: a folder, and pages made for a test.
#[derive(Clone, Debug, Default)]
pub struct Site {
    /// The folder of the built site.
    pub dist: PathBuf,
    /// Pages beside it: the path, such as `/test.html`, and its text.
    pub extra: Vec<(&'static str, &'static str)>,
    /// Leave out the policy's header, so that a test may look at the page in a frame. The page is
    /// still under the policy of its own `<meta>`.
    pub framed: bool,
}

/// A running server; it stops when it is dropped.
pub struct Server {
    inner: Arc<tiny_http::Server>,
    site: Arc<Site>,
    port: u16,
    log: Arc<Mutex<Vec<String>>>,
    threads: Vec<JoinHandle<()>>,
}

/// Takes a port of this machine, 0 for any free one.
pub fn listen(port: u16) -> Result<TcpListener> {
    TcpListener::bind((Ipv4Addr::LOCALHOST, port)).map_err(|error| {
        format!(
            "cannot listen on port {port} ({error}): stop what uses it, or choose another: --port {}",
            port.saturating_add(1)
        )
    })
}

impl Server {
    /// Serves `site` on a port that was taken before.
    pub fn start(site: Site, listener: TcpListener) -> Result<Self> {
        let port = listener.local_addr().map_err(|error| error.to_string())?.port();
        let inner =
            tiny_http::Server::from_listener(listener, None).map_err(|error| error.to_string())?;
        let (inner, site) = (Arc::new(inner), Arc::new(site));
        let log = Arc::new(Mutex::new(Vec::new()));
        let threads = (0..THREADS)
            .map(|_| {
                let (inner, site, log) = (inner.clone(), site.clone(), log.clone());
                std::thread::spawn(move || {
                    while let Ok(request) = inner.recv() {
                        let path = path_of(request.url()).to_owned();
                        log.lock().unwrap_or_else(PoisonError::into_inner).push(path);
                        let response = site.answer(&request);
                        // A browser that went away needs no answer.
                        let _ = request.respond(response);
                    }
                })
            })
            .collect();
        Ok(Self { inner, site, port, log, threads })
    }

    /// Where it is: `http://127.0.0.1:8080`, without a slash at the end.
    pub fn address(&self) -> String {
        format!("http://127.0.0.1:{}", self.port)
    }

    /// What it serves.
    pub fn site(&self) -> &Site {
        &self.site
    }

    /// The paths of all requests until now, in order.
    pub fn requests(&self) -> Vec<String> {
        self.log.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }

    /// Serves until the program is stopped.
    pub fn run(mut self) {
        for thread in std::mem::take(&mut self.threads) {
            // A thread ends only with the server.
            let _ = thread.join();
        }
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        for _ in 0..THREADS {
            self.inner.unblock();
        }
    }
}

fn path_of(url: &str) -> &str {
    url.split(['?', '#']).next().unwrap_or(url)
}

impl Site {
    fn answer(&self, request: &Request) -> Response<Cursor<Vec<u8>>> {
        if !matches!(request.method(), Method::Get | Method::Head) {
            return self.plain(405, "Only GET and HEAD are answered here.");
        }
        let path = match path_of(request.url()) {
            "/" => "/index.html",
            path => path,
        };
        if let Some((_, text)) = self.extra.iter().find(|(name, _)| *name == path) {
            return self.with_headers(Response::from_data(*text), headers::content_type(path));
        }
        let Some(file) = self.file(path) else { return self.plain(404, "There is no such file.") };
        let brotli = file_of(&file, value(request, "Accept-Encoding"));
        let Ok(bytes) = std::fs::read(brotli.as_ref().unwrap_or(&file)) else {
            return self.plain(404, "There is no such file.");
        };
        let tag = entity_tag(&bytes);
        if value(request, "If-None-Match").contains(&tag) {
            return self
                .with_headers(Response::from_data([]), headers::content_type(path))
                .with_status_code(304)
                .with_header(header("ETag", &tag));
        }
        let mut response = self
            .with_headers(Response::from_data(bytes), headers::content_type(path))
            .with_header(header("ETag", &tag))
            .with_header(header("Vary", "Accept-Encoding"));
        if brotli.is_some() {
            response.add_header(header("Content-Encoding", "br"));
        }
        response
    }

    fn plain(&self, status: u16, text: &str) -> Response<Cursor<Vec<u8>>> {
        let response = Response::from_data(text);
        self.with_headers(response, headers::content_type(".txt")).with_status_code(status)
    }

    fn with_headers(
        &self,
        mut response: Response<Cursor<Vec<u8>>>,
        content_type: &str,
    ) -> Response<Cursor<Vec<u8>>> {
        response.add_header(header("Content-Type", content_type));
        for (name, value) in headers::HEADERS {
            if !(self.framed && name == "Content-Security-Policy") {
                response.add_header(header(name, value));
            }
        }
        response.with_chunked_threshold(usize::MAX)
    }

    /// The file of a path; nothing outside of the folder and no hidden file.
    fn file(&self, path: &str) -> Option<PathBuf> {
        let names = path.strip_prefix('/')?;
        let plain_name = |name: &str| !name.is_empty() && !name.starts_with('.');
        if names.contains('\\') || !names.split('/').all(plain_name) {
            return None;
        }
        let file = self.dist.join(names);
        file.is_file().then_some(file)
    }
}

/// The compressed file beside `file`, if the browser takes it and it is not an older build's.
fn file_of(file: &Path, accepted: &str) -> Option<PathBuf> {
    let takes_brotli = accepted.split(',').any(|coding| coding.trim() == "br");
    let compressed = PathBuf::from(format!("{}.br", file.display()));
    let age = |path: &Path| path.metadata().and_then(|data| data.modified()).ok();
    (takes_brotli && age(&compressed)? >= age(file)?).then_some(compressed)
}

fn value<'a>(request: &'a Request, name: &'static str) -> &'a str {
    let found = request.headers().iter().find(|header| header.field.equiv(name));
    found.map_or("", |header| header.value.as_str())
}

fn entity_tag(bytes: &[u8]) -> String {
    let mut hasher = DefaultHasher::new();
    bytes.hash(&mut hasher);
    format!("\"{:016x}\"", hasher.finish())
}

fn header(name: &str, value: &str) -> Header {
    Header::from_bytes(name, value).expect("our own headers are ASCII")
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::io::{Read, Write};

    fn get(lines: &str) -> String {
        let listener = listen(0).unwrap();
        let extra = vec![("/index.html", "<!doctype html>hello")];
        let server =
            Server::start(Site { dist: "src".into(), extra, framed: false }, listener).unwrap();
        let mut stream = std::net::TcpStream::connect((Ipv4Addr::LOCALHOST, server.port)).unwrap();
        write!(stream, "{lines} HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n").unwrap();
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
    fn err_nothing_outside_of_the_folder_is_served() {
        for path in ["/../Cargo.toml", "/%2e%2e/Cargo.toml", "//headers.rs", "/.hidden", "/none"] {
            let answer = get(&format!("GET {path}"));
            assert!(answer.starts_with("HTTP/1.1 404"), "{path}: {answer}");
        }
    }

    #[test]
    fn err_only_reading_is_answered() {
        assert!(get("POST /").starts_with("HTTP/1.1 405"));
    }
}
