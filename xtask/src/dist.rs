//! `cargo xtask dist`: makes all that is shipped, in `dist/`, out of the built page.

mod digest;
mod embed;
pub(crate) mod files;
mod guide;
mod npm;
mod offline;
mod packed;
mod plain;
mod sbom;
mod settings;
mod single;
mod site;
mod sums;
mod twice;

use std::path::{Path, PathBuf};

use xtask::weight::{Weight, brotli, gzip};
use xtask::{Result, project_root};

use crate::page::{self, Page};
use crate::run::step;
use crate::tools::Tools;
use files::{File, empty_folder, write};
use single::Mode;

/// The whole tool in one file may have at most so many bytes: it goes by mail and on a stick.
const SINGLE_FILE_BYTES: usize = 400_000;

/// The names in `dist/`.
const SITE: &str = "site";
const EMBED: &str = "embed";
const NPM: &str = "npm";
const SINGLE_FILE: &str = "sa-token-decoder.html";

/// Builds the page if need be, and makes `dist/` of it; `twice` shows that it is the same elsewhere.
pub(crate) fn dist(twice: bool) -> Result {
    let tools = Tools::for_page()?;
    make(&tools, &page::build_with(&tools)?)?;
    if twice { same_elsewhere() } else { Ok(()) }
}

/// Makes everything once more in another folder; an error if that differs from `dist/`.
pub(crate) fn same_elsewhere() -> Result {
    twice::check(&folder())
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
        write(&out, &File::new("sbom.cdx.json", sbom::of_the_page()?))?;
        sums::make(&out)
    })?;
    println!("\n{}\n", table(&out)?);
    Weight::of(&out.join(SITE))?.check()?;
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

/// What each thing weighs that is shipped.
fn table(out: &Path) -> Result<String> {
    let row = |name: &str, [raw, gzip, brotli]: [usize; 3]| {
        format!("\n{name:<34} {raw:>9} {gzip:>9} {brotli:>9}")
    };
    let mut table = format!("{:<34} {:>9} {:>9} {:>9}", "dist, in bytes", "raw", "gzip", "brotli");
    let site = Weight::of(&out.join(SITE))?;
    let sum = site.0.iter().fold([0; 3], |[raw, gzip, brotli], file| {
        [raw + file.raw, gzip + file.gzip, brotli + file.brotli]
    });
    table += &row("site/, all that / loads", sum);
    for name in [SINGLE_FILE, "embed/embed.html"] {
        let bytes = files::read(&out.join(name))?;
        table += &row(name, [bytes.len(), gzip(&bytes)?.len(), brotli(&bytes)?.len()]);
    }
    Ok(table)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_file_at_the_limit_and_one_byte_past_it() {
        assert_eq!(check_single_file(SINGLE_FILE_BYTES), Ok(()));
        let error = check_single_file(SINGLE_FILE_BYTES + 1).unwrap_err();
        assert!(error.contains("400001 bytes, more than the 400000 allowed"), "{error}");
    }
}
