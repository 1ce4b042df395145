//! The server over a plain connection, as nobody but a test speaks to it.

use std::io::{Read as _, Write as _};
use std::net::TcpStream;

use super::*;

fn start(site: Site) -> Server {
    Server::start(site, listen(0).unwrap()).unwrap()
}

fn start_within(site: Site, limits: Limits) -> Server {
    Server::start_within(site, listen(0).unwrap(), limits).unwrap()
}

/// The sources of this crate, and a front page.
fn sources() -> Site {
    let extra = vec![("/index.html", "<!doctype html>hello")];
    Site { dist: "src".into(), beside: vec![("/more", "src".into())], extra, ..Site::default() }
}

fn connect(server: &Server) -> TcpStream {
    TcpStream::connect((Ipv4Addr::LOCALHOST, server.state.port)).unwrap()
}

fn read_all(mut stream: TcpStream) -> String {
    let mut answer = Vec::new();
    stream.read_to_end(&mut answer).unwrap();
    String::from_utf8_lossy(&answer).into_owned()
}

/// Sends the first line of a request and returns the connection.
fn send(server: &Server, first: &str) -> TcpStream {
    send_to(server, first, &format!("127.0.0.1:{}", server.state.port))
}

fn send_to(server: &Server, first: &str, host: &str) -> TcpStream {
    let mut stream = connect(server);
    write!(stream, "{first} HTTP/1.1\r\nHost: {host}\r\nConnection: close\r\n\r\n").unwrap();
    stream
}

/// Asks for a path and returns the whole answer.
fn ask(server: &Server, path: &str) -> String {
    read_all(send(server, &format!("GET {path}")))
}

fn has_header(answer: &str, name: &str, value: &str) -> bool {
    answer.contains(&format!("\r\n{}: {value}\r\n", name.to_ascii_lowercase()))
}

#[test]
fn front_page_comes_with_every_header() {
    let answer = ask(&start(sources()), "/?x=1");
    assert!(answer.starts_with("HTTP/1.1 200"), "{answer}");
    assert!(answer.ends_with("hello"), "{answer}");
    assert!(has_header(&answer, "Content-Type", "text/html; charset=utf-8"), "{answer}");
    for (name, value) in headers::HEADERS {
        assert!(has_header(&answer, name, value), "{name} in {answer}");
    }
}

#[test]
fn folder_beside_the_site_has_its_own_path() {
    let site = Site { dist: "none".into(), ..sources() };
    let found = |path: &str| site.file(path).is_some();
    assert!(found("/more/headers.rs"));
    for path in ["/more", "/more/", "/moreheaders.rs", "/headers.rs", "/more/../lib.rs"] {
        assert!(!found(path), "{path}");
    }
}

#[test]
fn embedded_files_come_without_the_headers_that_keep_others_out() {
    let answer = ask(&start(sources()), "/more/headers.rs");
    assert!(answer.starts_with("HTTP/1.1 200"), "{answer}");
    for (name, value) in headers::HEADERS {
        let keeps_out = headers::KEEP_OTHERS_OUT.contains(&name);
        assert_eq!(has_header(&answer, name, value), !keeps_out, "{name} in {answer}");
    }
}

#[test]
fn nothing_outside_of_the_folder_is_served() {
    let server = start(sources());
    for path in ["/../Cargo.toml", "/%2e%2e/Cargo.toml", "//headers.rs", "/.hidden", "/none"] {
        let answer = ask(&server, path);
        assert!(answer.starts_with("HTTP/1.1 404"), "{path}: {answer}");
    }
}

/// A folder of its own for a test, emptied first.
fn folder(name: &str) -> PathBuf {
    let folder = std::env::temp_dir().join(format!("xtask-server-{}-{name}", std::process::id()));
    let _ = std::fs::remove_dir_all(&folder);
    std::fs::create_dir_all(&folder).unwrap();
    folder
}

#[cfg(unix)]
#[test]
fn symbolic_link_leads_only_inside_the_folder() {
    use std::os::unix::fs::symlink;

    let folder = folder("links");
    let (site, secret) = (folder.join("site"), folder.join("secret.txt"));
    std::fs::create_dir(&site).unwrap();
    std::fs::write(&secret, "secret").unwrap();
    std::fs::write(site.join("own.txt"), "own").unwrap();
    for (target, name) in [
        (&secret, "file.txt"),
        (&folder, "folder"),
        (&secret, "own.txt.br"),
        (&site.join("own.txt"), "inside.txt"),
    ] {
        symlink(target, site.join(name)).unwrap();
    }
    let server = start(Site { dist: site, ..Site::default() });
    for path in ["/file.txt", "/folder/secret.txt"] {
        let answer = ask(&server, path);
        assert!(answer.starts_with("HTTP/1.1 404") && !answer.contains("secret"), "{answer}");
    }
    assert!(ask(&server, "/inside.txt").ends_with("own"));
    let mut stream = connect(&server);
    let port = server.state.port;
    let encodings = "Accept-Encoding: br\r\nConnection: close";
    write!(stream, "GET /own.txt HTTP/1.1\r\nHost: localhost:{port}\r\n{encodings}\r\n\r\n")
        .unwrap();
    assert!(read_all(stream).ends_with("own"));
    std::fs::remove_dir_all(folder).unwrap();
}

#[test]
fn only_a_host_of_this_machine_with_this_port_is_answered() {
    let server = start(sources());
    let port = server.state.port;
    for host in ["127.0.0.1", "localhost", "[::1]"] {
        let answer = read_all(send_to(&server, "GET /", &format!("{host}:{port}")));
        assert!(answer.starts_with("HTTP/1.1 200"), "{host}: {answer}");
    }
    let others = [
        "localhost".to_owned(),
        format!("localhost:{}", port ^ 1),
        format!("rebound.example.test:{port}"),
        format!("localhost.example.test:{port}"),
        format!("127.0.0.1.example.test:{port}"),
        String::new(),
    ];
    for host in others {
        let answer = read_all(send_to(&server, "GET /", &host));
        assert!(answer.starts_with("HTTP/1.1 421"), "{host}: {answer}");
        assert!(!answer.contains("hello"), "{host}: {answer}");
    }
}

#[test]
fn connection_past_the_limit_waits_for_another_to_end() {
    let server = start_within(sources(), Limits { connections: 1, ..Limits::default() });
    let host = format!("Host: 127.0.0.1:{}", server.state.port);
    let mut first = connect(&server);
    let mut request = |path: &str| {
        write!(first, "HEAD {path} HTTP/1.1\r\n{host}\r\n\r\n").unwrap();
        let mut end = Vec::new();
        while !end.ends_with(b"\r\n\r\n") {
            let mut byte = [0];
            first.read_exact(&mut byte).unwrap();
            end.extend(byte);
        }
    };
    request("/one");
    let second = send(&server, "GET /two");
    request("/three");
    assert_eq!(server.requests(), ["/one", "/three"]);
    drop(first);
    assert!(read_all(second).starts_with("HTTP/1.1 404"));
    assert_eq!(server.requests(), ["/one", "/three", "/two"]);
}

#[test]
fn connection_that_sends_no_whole_head_is_closed() {
    let head = Duration::from_millis(20);
    let server = start_within(sources(), Limits { head, ..Limits::default() });
    let mut stream = connect(&server);
    write!(stream, "GET / HTTP/1.1\r\nHost: 127").unwrap();
    assert!(!read_all(stream).contains("hello"));
    assert_eq!(server.requests(), [""; 0]);
}

#[test]
fn answer_past_the_limit_is_given_up() {
    let site = Site { stalled: vec!["/lib.rs".into()], ..sources() };
    let answer = Duration::from_millis(20);
    let server = start_within(site, Limits { answer, ..Limits::default() });
    assert!(ask(&server, "/lib.rs").starts_with("HTTP/1.1 503"));
}

#[test]
fn missing_file_is_answered_with_the_sites_own_page() {
    let server = start(Site { dist: crate::project_root().join("www"), ..Site::default() });
    for path in ["/none", "/a/b/none.html", "/none/"] {
        let answer = ask(&server, path);
        assert!(answer.starts_with("HTTP/1.1 404 Not Found\r\n"), "{answer}");
        assert!(has_header(&answer, "Content-Type", "text/html; charset=utf-8"), "{answer}");
        assert!(has_header(&answer, "Cache-Control", "no-cache"), "{answer}");
        assert!(answer.contains("<title>Page not found"), "{answer}");
    }
}

#[test]
fn redirected_path_leads_to_the_file() {
    let server = start(Site { redirects: vec![("/lib.rs", "/lib")], ..sources() });
    let answer = ask(&server, "/lib.rs");
    assert!(answer.starts_with("HTTP/1.1 308"), "{answer}");
    assert!(has_header(&answer, "Location", "/lib"), "{answer}");
    assert!(ask(&server, "/lib").contains("pub mod server;"));
}

#[test]
fn file_is_altered_on_its_way() {
    let altered = vec![("/lib.rs".to_owned(), "pub mod server;", "pub mod Server;")];
    let answer = ask(&start(Site { altered, ..sources() }), "/lib.rs");
    assert!(answer.contains("pub mod Server;") && !answer.contains("pub mod server;"));
}

#[test]
fn stalled_path_is_answered_once_released() {
    let server = start(Site { stalled: vec!["/lib.rs".into()], ..sources() });
    let mut stream = send(&server, "GET /lib.rs");
    // It was read, and others are answered meanwhile.
    while !server.requests().iter().any(|path| path == "/lib.rs") {
        std::thread::yield_now();
    }
    assert!(ask(&server, "/headers.rs").starts_with("HTTP/1.1 200"));
    stream.set_nonblocking(true).unwrap();
    assert_eq!(stream.read(&mut [0]).unwrap_err().kind(), std::io::ErrorKind::WouldBlock);
    stream.set_nonblocking(false).unwrap();
    server.release();
    assert!(read_all(stream).starts_with("HTTP/1.1 200"));
}

#[test]
fn only_reading_is_answered_and_every_request_is_logged() {
    let server = start(sources());
    assert!(read_all(send(&server, "POST /told")).starts_with("HTTP/1.1 405"));
    assert_eq!(server.requests(), ["/told"]);
}

#[test]
fn silent_connections_keep_nobody_waiting() {
    let server = start(sources());
    let _silent: Vec<_> = (0..50).map(|_| connect(&server)).collect();
    assert!(ask(&server, "/").ends_with("hello"));
    assert_eq!(server.requests(), ["/"]);
}

#[test]
fn file_that_the_browser_has_is_not_sent_again() {
    let server = start(sources());
    let answer = ask(&server, "/headers.rs");
    let (_, after) = answer.split_once("last-modified: ").unwrap();
    let time = after.lines().next().unwrap();
    let first = format!("GET /headers.rs HTTP/1.1\r\nIf-Modified-Since: {time}\r\nX: y");
    let again = read_all(send(&server, &first));
    assert!(again.starts_with("HTTP/1.1 304") && again.ends_with("\r\n\r\n"), "{again}");
}

#[test]
fn compressed_file_is_sent_to_a_browser_that_accepts_it() {
    let folder = folder("compressed");
    std::fs::write(folder.join("a.txt"), "plain").unwrap();
    std::fs::write(folder.join("a.txt.br"), "compressed").unwrap();
    let server = start(Site { dist: folder.clone(), ..Site::default() });
    assert!(ask(&server, "/a.txt").ends_with("plain"));
    let mut stream = connect(&server);
    let port = server.state.port;
    let rest = "Accept-Encoding: gzip, br\r\nConnection: close\r\n\r\n";
    write!(stream, "GET /a.txt HTTP/1.1\r\nHost: localhost:{port}\r\n{rest}").unwrap();
    let answer = read_all(stream);
    assert!(has_header(&answer, "Content-Encoding", "br"), "{answer}");
    assert!(has_header(&answer, "Content-Type", "text/plain; charset=utf-8"), "{answer}");
    assert!(has_header(&answer, "Vary", "Accept-Encoding"), "{answer}");
    assert!(answer.ends_with("compressed"), "{answer}");
    std::fs::remove_dir_all(folder).unwrap();
}

#[test]
fn port_is_free_once_the_server_is_dropped() {
    let server = start(sources());
    let port = server.state.port;
    ask(&server, "/");
    drop(server);
    assert!(listen(port).is_ok());
}
