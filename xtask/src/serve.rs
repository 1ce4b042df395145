//! `cargo xtask serve`: builds the page and serves it as production does.

use std::process::{Command, Stdio};

use xtask::Result;
use xtask::server::{Server, Site, listen};

use crate::page;
use crate::run::first_line;
use crate::tools::Tools;

/// The options of the command.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Options {
    /// The port on this machine.
    pub(crate) port: u16,
    /// Open the page in the person's browser.
    pub(crate) open: bool,
    /// Rebuild on each change, quickly and without making it small.
    pub(crate) dev: bool,
}

/// Builds and serves until it is stopped.
pub(crate) fn serve(options: &Options) -> Result {
    // Before the build: nobody should wait minutes to hear that the port is taken.
    let listener = listen(options.port)?;
    let tools = Tools::for_page()?;
    // Trunk runs beside the server, in the same group of processes: Ctrl+C stops both.
    let trunk = match options.dev {
        true => Some(watch(&tools)?),
        false => page::build_with(&tools).map(|_| None)?,
    };
    let server = Server::start(Site { dist: page::dist(), ..Site::default() }, listener)?;
    println!("The page is at {} (Ctrl+C stops it)", server.address());
    if options.open {
        open(&server.address());
    }
    let Some(mut trunk) = trunk else { server.run() };
    println!("Each change is built anew; reload the page to see it.");
    let status = trunk.wait().map_err(|error| error.to_string())?;
    Err(format!("trunk watch ended ({status}): look at its message above"))
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
