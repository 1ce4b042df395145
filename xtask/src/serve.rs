//! `cargo xtask serve`: builds the page, or everything that is shipped, and serves it as production does.

use std::net::TcpListener;
use std::process::{Command, Stdio};

use xtask::Result;
use xtask::server::{Server, Site, listen};

use crate::run::first_line;
use crate::tools::Tools;
use crate::{dist, page};

/// The options of the command.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Options {
    /// The port on this machine.
    pub(crate) port: u16,
    /// Open the page in the user's browser.
    pub(crate) open: bool,
    /// What is served.
    pub(crate) what: What,
}

/// What can be served.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum What {
    /// The built page.
    Page,
    /// The page, rebuilt on each change, quickly and without optimizing it.
    Changing,
    /// Everything that `cargo xtask dist` makes, with the guide to embedding.
    Dist,
}

/// Builds and serves until it is stopped.
pub(crate) fn serve(options: &Options) -> Result {
    // Before the build, so that nobody waits minutes to learn that the port is taken.
    let listener = listen(options.port)?;
    if options.what == What::Dist {
        return serve_dist(options, listener);
    }
    let tools = Tools::for_page()?;
    // Trunk runs beside the server, in the same group of processes: Ctrl+C stops both.
    let trunk = match options.what == What::Changing {
        true => Some(watch(&tools)?),
        false => page::build_with(&tools).map(|_| None)?,
    };
    let server = Server::start(Site { dist: page::dist(), ..Site::default() }, listener)?;
    say_where(&server, options.open);
    let Some(mut trunk) = trunk else { server.run() };
    println!("Each change is built anew; reload the page to see it.");
    let status = trunk.wait().map_err(|error| error.to_string())?;
    Err(format!("trunk watch ended ({status}): look at its message above"))
}

/// Makes everything that is shipped and serves the site, with the embedding files beside it.
fn serve_dist(options: &Options, listener: TcpListener) -> Result {
    dist::dist(dist::Options::default())?;
    let beside = vec![("/embed", dist::folder().join("embed"))];
    let server = Server::start(Site { dist: dist::site(), beside, ..Site::default() }, listener)?;
    println!("The guide to embedding is at {}/embed/guide.html", server.address());
    say_where(&server, options.open);
    server.run()
}

fn say_where(server: &Server, is_to_be_opened: bool) {
    println!("The page is at {} (Ctrl+C stops it)", server.address());
    if is_to_be_opened {
        open(&server.address());
    }
}

fn watch(tools: &Tools) -> Result<std::process::Child> {
    let mut trunk = tools.command("trunk");
    trunk.arg("watch").env_remove("NO_COLOR").stdin(Stdio::null());
    trunk.spawn().map_err(|error| format!("cannot run trunk: {error}"))
}

fn open(address: &str) {
    let opener = if cfg!(target_os = "macos") { "open" } else { "xdg-open" };
    if first_line(Command::new(opener).arg(address)).is_none() {
        println!("{opener} could not open a browser: open the address by hand");
    }
}
