//! The settings for web servers, in the servers themselves: each is started with what is shipped in
//! `servers/` and serves a copy of the site.

use std::fs;
use std::io::{Read, Write};
use std::net::{Ipv4Addr, TcpListener, TcpStream};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::Duration;

use xtask::engines::find_program;
use xtask::headers::{HEADERS, cache_control, content_type};

/// How long a server may take to start, on a busy machine.
const START_SECONDS: u32 = 20;

/// What the settings say of the port and the folder, which a test replaces by its own.
const PORT: &str = "8080";
const ROOT: &str = "/srv/sa-token-decoder/site";

/// What an ACME client puts there to show that a host is its own.
const CHALLENGE: &str = ".well-known/acme-challenge/made-up";

/// A page for what is missing, in case the site brings none.
const NOT_FOUND: &str = "<!doctype html><title>Not found</title>";

/// A running server and its folder; both end with this.
struct Server {
    name: &'static str,
    process: Child,
    folder: PathBuf,
    port: u16,
    /// The encoding that it prefers, and the ending of files in it.
    encoding: [&'static str; 2],
}

impl Drop for Server {
    fn drop(&mut self) {
        // Nothing to do if it is gone already.
        let _ = self.process.kill();
        let _ = self.process.wait();
        let _ = fs::remove_dir_all(&self.folder);
    }
}

/// An answer over HTTP.
struct Answer {
    status: String,
    headers: Vec<(String, String)>,
    body: Vec<u8>,
}

impl Answer {
    /// The values of all headers of this name.
    fn all(&self, name: &str) -> Vec<&str> {
        let same = self.headers.iter().filter(|(other, _)| other.eq_ignore_ascii_case(name));
        same.map(|(_, value)| &**value).collect()
    }
}

impl Server {
    /// Starts nginx as one process that ends with its signal; a second one would outlive the test.
    fn nginx() -> Self {
        let (folder, port) = prepare("nginx");
        let settings = settings("nginx.conf", &folder, port, "listen ");
        let at = |name: &str| folder.join(name).display().to_string();
        let temporary = ["client_body", "proxy", "fastcgi", "uwsgi", "scgi"]
            .map(|name| format!("{name}_temp_path {};\n", at(name)));
        let around = format!(
            "daemon off;\nmaster_process off;\npid {};\nerror_log stderr crit;\nevents {{}}\n\
             http {{\naccess_log off;\n{}{settings}}}\n",
            at("nginx.pid"),
            temporary.concat()
        );
        let file = folder.join("nginx.conf");
        fs::write(&file, around).expect("it can be written");
        let mut command = program("nginx");
        command.arg("-p").arg(&folder).arg("-c").arg(&file).args(["-e", "stderr"]);
        Self::start("nginx", command, folder, port, ["gzip", "gz"])
    }

    fn caddy() -> Self {
        let (folder, port) = prepare("caddy");
        let settings = settings("Caddyfile", &folder, port, "\n:");
        let file = folder.join("Caddyfile");
        // Without the interface by which a running server is changed: its port may be taken.
        let text = format!("{{\n    admin off\n}}\n{settings}");
        fs::write(&file, text).expect("it can be written");
        let mut command = program("caddy");
        command.args(["run", "--adapter", "caddyfile", "--config"]).arg(&file);
        for variable in ["HOME", "XDG_DATA_HOME", "XDG_CONFIG_HOME"] {
            command.env(variable, &folder);
        }
        Self::start("caddy", command, folder, port, ["br", "br"])
    }

    fn start(
        name: &'static str,
        mut command: Command,
        folder: PathBuf,
        port: u16,
        encoding: [&'static str; 2],
    ) -> Self {
        let errors = fs::File::create(folder.join("errors.txt")).expect("it can be made");
        command.current_dir(&folder).stdin(Stdio::null()).stdout(Stdio::null()).stderr(errors);
        let process = command.spawn().expect("it can be started");
        let server = Self { name, process, folder, port, encoding };
        server.wait();
        server
    }

    /// Waits until it takes connections.
    fn wait(&self) {
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build();
        let is_there = runtime.expect("tokio starts").block_on(async {
            for _ in 0..START_SECONDS * 20 {
                if TcpStream::connect((Ipv4Addr::LOCALHOST, self.port)).is_ok() {
                    return true;
                }
                tokio::time::sleep(Duration::from_millis(50)).await;
            }
            false
        });
        let errors = fs::read_to_string(self.folder.join("errors.txt")).unwrap_or_default();
        assert!(is_there, "{} did not start within {START_SECONDS} s: {errors}", self.name);
    }

    fn site(&self) -> PathBuf {
        self.folder.join("site")
    }

    fn get(&self, path: &str, encodings: &str) -> Answer {
        let mut stream =
            TcpStream::connect((Ipv4Addr::LOCALHOST, self.port)).expect("it takes connections");
        let request = format!(
            "GET {path} HTTP/1.1\r\nHost: localhost:{}\r\nAccept-Encoding: {encodings}\r\n\
             Connection: close\r\n\r\n",
            self.port
        );
        stream.write_all(request.as_bytes()).expect("it listens");
        let mut bytes = Vec::new();
        stream.read_to_end(&mut bytes).expect("it answers");
        let end = bytes.windows(4).position(|four| four == b"\r\n\r\n").expect("a head ends");
        let body = bytes.split_off(end + 4);
        let head = String::from_utf8(bytes).expect("a head is text");
        let mut lines = head.lines();
        let first = lines.next().unwrap_or_default();
        let status = first.split(' ').nth(1).unwrap_or_default().to_owned();
        let headers = lines.filter_map(|line| line.split_once(": "));
        let headers = headers.map(|(name, value)| (name.to_owned(), value.to_owned())).collect();
        let mut answer = Answer { status, headers, body };
        if answer.all("Transfer-Encoding") == ["chunked"] {
            answer.body = joined(&answer.body);
        }
        answer
    }

    /// Asserts that a path is answered by this file of the site, in each encoding.
    fn serves(&self, path: &str, file: &str) {
        let name = self.name;
        let plain = fs::read(self.site().join(file)).expect("it is there");
        let answer = self.get(path, "identity");
        assert_eq!(answer.status, "200", "{name}: {path}");
        assert!(answer.body == plain, "{name}: {path} is another file");
        assert_eq!(answer.all("Content-Encoding"), [""; 0], "{name}: {path}");
        self.has_every_header(path, &answer);
        assert_eq!(answer.all("Content-Type"), [content_type(file)], "{name}: {path}");
        assert_eq!(answer.all("Cache-Control"), [cache_control(path)], "{name}: {path}");

        let [encoding, ending] = self.encoding;
        let Ok(packed) = fs::read(self.site().join(format!("{file}.{ending}"))) else { return };
        let answer = self.get(path, "gzip, br");
        assert_eq!(answer.status, "200", "{name}: {path}");
        assert_eq!(answer.all("Content-Encoding"), [encoding], "{name}: {path}");
        assert!(answer.body == packed, "{name}: {path} is not the packed file");
        let varies = answer.all("Vary").concat().to_lowercase();
        assert!(varies.contains("accept-encoding"), "{name}: {path}: {varies}");
        assert_eq!(answer.all("Content-Type"), [content_type(file)], "{name}: {path}");
        self.has_every_header(path, &answer);
    }

    /// Asserts that a path is answered by the page for what is missing.
    fn lacks(&self, path: &str) {
        let name = self.name;
        let answer = self.get(path, "identity");
        assert_eq!(answer.status, "404", "{name}: {path}");
        let page = fs::read(self.site().join("404.html")).expect("it is there");
        assert!(answer.body == page, "{name}: {path} is answered by another page");
        assert_eq!(answer.all("Content-Type"), ["text/html; charset=utf-8"], "{name}: {path}");
        let kept = answer.all("Cache-Control").concat();
        assert!(kept.is_empty() || kept == "no-cache", "{name}: {path} is kept: {kept}");
        self.has_every_header(path, &answer);
    }

    fn has_every_header(&self, path: &str, answer: &Answer) {
        for (header, value) in HEADERS {
            assert_eq!(answer.all(header), [value], "{}: {path}: {header}", self.name);
        }
    }

    fn does_what_the_settings_say(&self) {
        let files = files(&self.site());
        assert!(files.len() > 5, "{files:?}");
        for file in &files {
            self.serves(&format!("/{file}"), file);
        }
        self.serves("/", "index.html");
        for path in ["/missing", "/page-00000000.js", "/missing/page-00000000.css", "/sub/a.js"] {
            self.lacks(path);
        }
        // What only servers read, and what nobody should.
        for path in ["/_headers", "/.nojekyll", "/.git/config", "/sub/.env", "/sub/_headers"] {
            self.lacks(path);
        }
        let answer = self.get(&format!("/{CHALLENGE}"), "identity");
        assert_eq!((&*answer.status, &*answer.body), ("200", &b"made up"[..]), "{}", self.name);
        self.lacks("/.well-known/acme-challenge/other");
    }
}

/// A body that came in chunks: each has its length before it, in hexadecimal, and a line end after it.
fn joined(mut chunks: &[u8]) -> Vec<u8> {
    let mut body = Vec::new();
    loop {
        let end = chunks.windows(2).position(|two| two == b"\r\n").expect("a length ends");
        let (length, rest) = chunks.split_at(end);
        let length = std::str::from_utf8(length).expect("a length is text");
        let length = usize::from_str_radix(length, 16).expect("a length is a number");
        let (chunk, rest) = rest.split_at(2).1.split_at(length);
        if chunk.is_empty() {
            return body;
        }
        body.extend(chunk);
        chunks = rest.split_at(2).1;
    }
}

/// A folder with a copy of the site in it, and a free port.
fn prepare(name: &str) -> (PathBuf, u16) {
    let folder = std::env::temp_dir().join(format!("sa-token-{name}-{}", std::process::id()));
    let site = folder.join("site");
    fs::create_dir_all(&site).expect("it can be made");
    for entry in fs::read_dir(e2e::site_folder()).expect("it is a folder").flatten() {
        fs::copy(entry.path(), site.join(entry.file_name())).expect("it can be copied");
    }
    let mut made = vec![(CHALLENGE, "made up"), (".git/config", "secret"), ("sub/.env", "secret")];
    made.push(("sub/_headers", "secret"));
    if !site.join("404.html").is_file() {
        made.push(("404.html", NOT_FOUND));
    }
    for (path, text) in made {
        let path = site.join(path);
        fs::create_dir_all(path.parent().expect("it is in a folder")).expect("it can be made");
        fs::write(path, text).expect("it can be written");
    }
    let port = TcpListener::bind((Ipv4Addr::LOCALHOST, 0))
        .and_then(|listener| listener.local_addr())
        .expect("a port is free")
        .port();
    (folder, port)
}

/// What is shipped for a server, with the folder and the port of a test. `before` stands in front of
/// the port.
fn settings(name: &str, folder: &Path, port: u16, before: &str) -> String {
    let text = fs::read_to_string(e2e::shipped("servers").join(name)).expect("it was made");
    let listen = format!("{before}{PORT}");
    for (what, replaced) in [("port", &*listen), ("folder", ROOT)] {
        assert_eq!(text.matches(replaced).count(), 1, "{name} names its {what} once");
    }
    let local = match before {
        "listen " => format!("listen 127.0.0.1:{port}"),
        _ => format!("\nhttp://127.0.0.1:{port}, http://localhost:{port}"),
    };
    text.replace(&listen, &local).replace(ROOT, &folder.join("site").display().to_string())
}

fn program(name: &str) -> Command {
    let found = find_program(name).map(Command::new);
    found.unwrap_or_else(|| panic!("{name} is missing: cargo xtask test fetches it from Debian"))
}

/// The files that a browser may ask for.
fn files(site: &Path) -> Vec<String> {
    let entries = fs::read_dir(site).expect("it is a folder").flatten();
    let names = entries.filter(|entry| entry.path().is_file());
    let names = names.map(|entry| entry.file_name().to_string_lossy().into_owned());
    let mut names: Vec<String> = names
        .filter(|name| !name.starts_with(['.', '_']))
        .filter(|name| !name.ends_with(".br") && !name.ends_with(".gz"))
        .collect();
    names.sort();
    names
}

#[test]
fn nginx_serves_the_site_by_its_settings() {
    Server::nginx().does_what_the_settings_say();
}

#[test]
fn caddy_serves_the_site_by_its_settings() {
    Server::caddy().does_what_the_settings_say();
}
