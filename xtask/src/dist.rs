//! `cargo xtask dist`: makes everything that is shipped, in `dist/`, from the built page.

mod embed;
pub(crate) mod files;
mod guide;
mod manifest;
mod npm;
mod offline;
mod packed;
mod sbom;
mod settings;
mod single;
mod site;
mod sums;
mod table;
mod twice;
mod withdraw;

use std::path::PathBuf;
use std::process::Command;

use xtask::{Result, project_root};

use crate::page::{self, Page};
use crate::run::{first_line, step};
use crate::tools::Tools;
use crate::versions;
use files::{File, empty_folder, write};
use single::Mode;
use table::Table;

/// The most bytes that the whole tool in one file may have: people send it by mail and carry it on a stick.
/// It was 1,000,000 until the checks of the recipients came.
const SINGLE_FILE_BYTES: usize = 1_250_000;

/// The names in `dist/`.
const SITE: &str = "site";
const EMBED: &str = "embed";
const NPM: &str = "npm";
pub(crate) const SINGLE_FILE: &str = "sa-token-decoder.html";

/// The options of the command.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Options {
    /// Check that another folder gives the same bytes.
    pub(crate) twice: bool,
    /// Renew the tables of `docs/benchmarks.md`.
    pub(crate) renew: bool,
}

/// Builds the page if need be, and makes `dist/` of it.
pub(crate) fn dist(options: Options) -> Result {
    let tools = Tools::for_page()?;
    warn_of_another_rust()?;
    make(&tools, &page::build_with(&tools)?)?;
    if options.renew {
        Table::of(&folder())?.renew()?;
    }
    if options.twice { same_elsewhere() } else { Ok(()) }
}

/// Makes everything again in another folder, and errors if that differs from `dist/`.
pub(crate) fn same_elsewhere() -> Result {
    twice::check(&folder())
}

/// Prints a warning if this is not the Rust release that the project pins, as with `cargo +nightly` or a cargo
/// that rustup did not install. The bytes then differ from those of a release.
fn warn_of_another_rust() -> Result {
    let pinned = versions::rust()?;
    let version = first_line(Command::new("rustc").current_dir(project_root()).arg("--version"));
    let version = version.unwrap_or_default();
    if version.split(' ').nth(1) != Some(&pinned) {
        println!(
            "warning: this is {version}, and releases are made with {pinned}: the bytes differ"
        );
    }
    Ok(())
}

/// The folder of what is shipped.
pub(crate) fn folder() -> PathBuf {
    project_root().join("dist")
}

/// The site as it is shipped.
pub(crate) fn site() -> PathBuf {
    folder().join(SITE)
}

fn make(tools: &Tools, page: &Page) -> Result {
    let out = folder();
    step("dist", "all that is shipped", || {
        empty_folder(&out)?;
        site::make(tools, page, &out.join(SITE))?;
        write(&out, &File::new(SINGLE_FILE, single::make(tools, page, Mode::Alone)?))?;
        embed::make(tools, page, &out.join(EMBED))?;
        write(
            &out.join(EMBED),
            &File::new("embed.html", single::make(tools, page, Mode::Framed)?),
        )?;
        npm::make(page, &out.join(EMBED), &out.join(NPM))?;
        settings::make(&out.join("servers"))?;
        withdraw::make(&out.join("withdraw"))?;
        write(&out, &File::new("sbom.cdx.json", sbom::of_the_page()?))?;
        manifest::make(&out)?;
        sums::make(&out)
    })?;
    let table = Table::of(&out)?;
    println!("\n{}", table.text());
    table.check()?;
    check_single_file(files::read(&out.join(SINGLE_FILE))?.len())
}

fn check_single_file(bytes: usize) -> Result {
    match bytes <= SINGLE_FILE_BYTES {
        true => Ok(()),
        false => Err(format!(
            "{SINGLE_FILE} has {bytes} bytes, more than the {SINGLE_FILE_BYTES} allowed: see what grew"
        )),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn file_one_byte_past_the_limit_is_rejected() {
        assert_eq!(check_single_file(SINGLE_FILE_BYTES), Ok(()));
        let error = check_single_file(SINGLE_FILE_BYTES + 1).unwrap_err();
        assert!(error.contains("1250001 bytes, more than the 1250000 allowed"), "{error}");
    }
}
