//! `cargo xtask test --hosts`: makes a small documentation site with each generator out of
//! `tests/hosts`, with the element of `dist/embed` in it, for the tests to open in browsers.
//!
//! Each site is put together as `docs/embedding.md` says, in `target/hosts/NAME/`.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use xtask::{Result, project_root, target_folder};

use crate::dist;
use crate::dist::files::{all, empty_folder};
use crate::run::{run, step};
use crate::tools::{Tools, ensure_hugo};
use crate::versions;

/// A generator of documentation.
pub(crate) struct Generator {
    /// The folder in `tests/hosts`, and the room of its tests.
    pub(crate) name: &'static str,
    /// Where its sources keep what is served as it is.
    files: &'static str,
    /// What has to be there before; an error where that cannot be had.
    ensure: fn(&Folders) -> Result<Tools>,
    /// The command that builds the site.
    build: fn(&Folders, &Tools) -> Command,
}

/// Where a generator works.
struct Folders {
    /// All that is about it.
    own: PathBuf,
    /// A copy of its sources, with the element.
    source: PathBuf,
    /// The site that it makes.
    site: PathBuf,
}

/// All of them.
pub(crate) const GENERATORS: [Generator; 5] = [
    Generator { name: "mkdocs", files: "docs", ensure: python, build: mkdocs },
    Generator { name: "sphinx", files: "_static", ensure: python, build: sphinx },
    Generator { name: "hugo", files: "static", ensure: hugo_itself, build: hugo },
    Generator { name: "mdbook", files: "src", ensure: |_| Tools::for_mdbook(), build: mdbook },
    Generator { name: "docusaurus", files: "static", ensure: npm, build: docusaurus },
];

/// Where the sites are.
pub(crate) fn folder() -> PathBuf {
    target_folder().join("hosts")
}

impl Generator {
    /// Answers a generator that is ready; an error says what is missing.
    pub(crate) fn ready(&self) -> Result<Ready<'_>> {
        let own = folder().join(self.name);
        let folders = Folders { source: own.join("source"), site: own.join("site"), own };
        fs::create_dir_all(&folders.own)
            .map_err(|error| format!("cannot make {}: {error}", folders.own.display()))?;
        let tools = (self.ensure)(&folders)?;
        Ok(Ready { generator: self, folders, tools })
    }

    /// Its sources as they are kept.
    fn kept(name: &str) -> PathBuf {
        project_root().join("tests/hosts").join(name)
    }
}

/// A generator with all that it needs.
pub(crate) struct Ready<'a> {
    generator: &'a Generator,
    folders: Folders,
    tools: Tools,
}

impl Ready<'_> {
    /// Makes the site anew.
    pub(crate) fn build(&self) -> Result {
        let Self { generator: Generator { name, files, build, .. }, folders, tools } = self;
        step(name, "a small site of its own, with the element in it", || {
            let files = folders.source.join(files);
            empty_folder(&folders.source)?;
            empty_folder(&folders.site)?;
            copy(&Generator::kept(name), &folders.source)?;
            copy(&Generator::kept("shared"), &files)?;
            copy(&dist::folder().join("embed"), &files.join("embed"))?;
            let mut build = build(folders, tools);
            run(build.current_dir(&folders.source), "look at its message above")
        })
    }
}

/// Copies all that is in a folder.
fn copy(from: &Path, to: &Path) -> Result {
    for file in all(from)? {
        let copied = to.join(file.strip_prefix(from).unwrap_or(&file));
        fs::create_dir_all(copied.parent().unwrap_or(to))
            .and_then(|()| fs::copy(&file, &copied))
            .map_err(|error| format!("cannot write {}: {error}", copied.display()))?;
    }
    Ok(())
}

/// A virtual environment with exactly what `requirements.txt` names.
fn python(folders: &Folders) -> Result<Tools> {
    let name = folders.own.file_name().unwrap_or_default().to_string_lossy();
    let wanted = Generator::kept(&name).join("requirements.txt");
    let (home, python) = (folders.own.join("venv"), Tools::default());
    installed(&home, &wanted, || {
        let mut venv = python.command("python3");
        run(venv.args(["-m", "venv"]).arg(&home), "it needs Python 3 with venv")?;
        let mut pip = Command::new(home.join("bin/pip"));
        pip.args(["install", "--quiet", "--disable-pip-version-check", "--no-deps"]);
        run(pip.arg("--requirement").arg(&wanted), "it needs the network")
    })?;
    Ok(Tools::in_folder(home.join("bin")))
}

/// The npm packages of `package.json`; without a lock file, which would be longer than all else here.
fn npm(folders: &Folders) -> Result<Tools> {
    let name = folders.own.file_name().unwrap_or_default().to_string_lossy();
    let wanted = Generator::kept(&name).join("package.json");
    // Beside the sources, where Node.js looks for them as well.
    let home = folders.own.join("node_modules");
    installed(&home, &wanted, || {
        fs::copy(&wanted, folders.own.join("package.json"))
            .map_err(|error| format!("cannot copy package.json: {error}"))?;
        let mut npm = Tools::default().command("npm");
        npm.current_dir(&folders.own).args(["install", "--no-package-lock", "--loglevel=error"]);
        run(npm.args(["--no-audit", "--no-fund"]), "it needs Node.js with npm, and the network")
    })?;
    Ok(Tools::in_folder(home.join(".bin")))
}

/// Installs into a folder what a list names, unless it was installed from the same list.
fn installed(home: &Path, list: &Path, install: impl FnOnce() -> Result) -> Result {
    let wanted = dist::files::read(list)?;
    let stamp = home.join("installed-from");
    if fs::read(&stamp).is_ok_and(|installed| installed == wanted) {
        return Ok(());
    }
    let name = list.strip_prefix(project_root()).unwrap_or(list).display().to_string();
    step(&name, "what it names is installed for this site alone", || {
        empty_folder(home)?;
        install()?;
        fs::write(&stamp, wanted).map_err(|error| format!("cannot write a stamp: {error}"))
    })
}

/// As Debian has it: a site of ours has to build with old releases too.
fn hugo_itself(_: &Folders) -> Result<Tools> {
    ensure_hugo(versions::HUGO_MINIMUM).map(|()| Tools::default())
}

fn mkdocs(folders: &Folders, tools: &Tools) -> Command {
    let mut mkdocs = tools.command("mkdocs");
    mkdocs.args(["build", "--quiet", "--strict", "--site-dir"]).arg(&folders.site);
    // What it has to say about its future is no part of the output.
    mkdocs.env("NO_MKDOCS_2_WARNING", "1");
    mkdocs
}

fn sphinx(folders: &Folders, tools: &Tools) -> Command {
    let mut sphinx = tools.command("sphinx-build");
    sphinx.args(["-q", "--fail-on-warning"]).args([&folders.source, &folders.site]);
    sphinx
}

fn hugo(folders: &Folders, tools: &Tools) -> Command {
    let mut hugo = tools.command("hugo");
    hugo.args(["--quiet", "--panicOnWarning", "--destination"]).arg(&folders.site);
    hugo
}

fn mdbook(folders: &Folders, tools: &Tools) -> Command {
    let mut mdbook = tools.command("mdbook");
    mdbook.args(["build", "--dest-dir"]).arg(&folders.site);
    mdbook
}

fn docusaurus(folders: &Folders, tools: &Tools) -> Command {
    let mut docusaurus = tools.command("docusaurus");
    docusaurus.args(["build", "--out-dir"]).arg(&folders.site);
    // It would tell its makers of each build.
    docusaurus.env("DOCUSAURUS_NO_TELEMETRY", "1").env("DO_NOT_TRACK", "1");
    docusaurus
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_guide_says_what_the_sites_do() {
        let read = |path: &str| fs::read_to_string(project_root().join(path)).unwrap();
        let guide = read("docs/embedding.md");
        for (file, lines) in [
            ("mkdocs/mkdocs.yml", "  - path: embed/sa-token-decoder.mjs\n    type: module\n"),
            ("sphinx/conf.py", r#"("embed/sa-token-decoder.mjs", {"type": "module"})]"#),
            ("mdbook/src/index.md", "<script type=\"module\" src=\"embed/sa-token-decoder.mjs\">"),
            ("hugo/content/_index.md", "{{< sa-token example="),
            ("hugo/layouts/shortcodes/sa-token.html", &read(HUGO_SHORTCODE)),
            ("docusaurus/docusaurus.config.js", "{ src: \"/embed/sa-token-decoder.mjs\", type:"),
        ] {
            assert!(read(&format!("tests/hosts/{file}")).contains(lines), "{file}: {lines}");
            assert!(guide.contains(lines), "docs/embedding.md: {lines}");
        }
    }

    const HUGO_SHORTCODE: &str = "tests/hosts/hugo/layouts/shortcodes/sa-token.html";
}
