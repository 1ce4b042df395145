//! `cargo xtask test --hosts`: makes a small documentation site with each generator, and a small
//! application with each framework, out of `tests/hosts`, for the tests to open in browsers. The
//! generators serve the element of `dist/embed` as it is; the frameworks bundle that of `dist/npm`.
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

/// A generator of documentation, or a framework with its bundler.
pub(crate) struct Generator {
    /// The folder in `tests/hosts`, and the room of its tests.
    pub(crate) name: &'static str,
    /// Where its sources keep what is served as it is.
    files: &'static str,
    /// What it gets of the project: from where, and to where, seen from there.
    gets: &'static [[&'static str; 2]],
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
pub(crate) const GENERATORS: [Generator; 7] = [
    Generator { name: "mkdocs", files: "docs", gets: SERVED, ensure: python, build: mkdocs },
    Generator { name: "sphinx", files: "_static", gets: SERVED, ensure: python, build: sphinx },
    Generator { name: "hugo", files: "static", gets: SERVED, ensure: hugo_itself, build: hugo },
    Generator { name: "mdbook", files: "src", gets: SERVED, ensure: mdbook_itself, build: mdbook },
    Generator { name: "docusaurus", files: "static", gets: SERVED, ensure: npm, build: docusaurus },
    Generator { name: "react", files: "public", gets: BUNDLED, ensure: npm, build: vite },
    Generator { name: "vue", files: "public", gets: BUNDLED, ensure: npm, build: vite },
];

/// What is served as it is.
const SERVED: &[[&str; 2]] = &[["dist/embed", "embed"]];

/// What is bundled: samples, and the package, as fresh as `dist/` is since it is no installed one.
const BUNDLED: &[[&str; 2]] = &[
    ["dist/npm", "../node_modules/sa-token-decoder"],
    ["crates/service-account-token/tests/samples", "../samples"],
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
        let Self { generator: Generator { name, files, gets, build, .. }, folders, tools } = self;
        step(name, "a small site of its own, with the element in it", || {
            empty_folder(&folders.source)?;
            empty_folder(&folders.site)?;
            copy(&Generator::kept(name), &folders.source)?;
            let files = folders.source.join(files);
            copy(&Generator::kept("shared"), &files)?;
            for [from, to] in *gets {
                copy(&project_root().join(from), &files.join(to))?;
            }
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

/// Exactly the npm packages of `package-lock.json`, without running a script of theirs.
fn npm(folders: &Folders) -> Result<Tools> {
    let name = folders.own.file_name().unwrap_or_default().to_string_lossy();
    let kept = Generator::kept(&name);
    // Beside the sources, where Node.js looks for them as well.
    let home = folders.own.join("node_modules");
    installed(&home, &kept.join("package-lock.json"), || {
        for file in ["package.json", "package-lock.json"] {
            fs::copy(kept.join(file), folders.own.join(file))
                .map_err(|error| format!("cannot copy {file}: {error}"))?;
        }
        let mut npm = Tools::default().command("npm");
        npm.current_dir(&folders.own).args(["ci", "--ignore-scripts", "--loglevel=error"]);
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

fn mdbook_itself(_: &Folders) -> Result<Tools> {
    Tools::for_mdbook()
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

fn vite(folders: &Folders, tools: &Tools) -> Command {
    let mut vite = tools.command("vite");
    // It warns of a folder outside its own, unless it is told to empty that.
    vite.args(["build", "--logLevel", "warn", "--emptyOutDir", "--outDir"]).arg(&folders.site);
    vite
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn guide_matches_the_test_sites() {
        let read = |path: &str| fs::read_to_string(project_root().join(path)).unwrap();
        let guide = read("docs/embedding.md");
        for (file, lines) in [
            ("mkdocs/mkdocs.yml", "  - path: embed/sa-token-decoder.mjs\n    type: module\n"),
            ("sphinx/conf.py", r#"("embed/sa-token-decoder.mjs", {"type": "module"})]"#),
            ("mdbook/src/index.md", "<script type=\"module\" src=\"embed/sa-token-decoder.mjs\">"),
            ("hugo/content/_index.md", "{{< sa-token example="),
            ("hugo/layouts/shortcodes/sa-token.html", &read(HUGO_SHORTCODE)),
            ("docusaurus/docusaurus.config.js", "{ src: \"/embed/sa-token-decoder.mjs\", type:"),
            ("react/main.jsx", IMPORT),
            ("react/form.jsx", REACT),
            ("vue/main.js", IMPORT),
            ("vue/vite.config.js", "{ isCustomElement: (tag) => tag === \"sa-token-decoder\" }"),
            ("vue/Form.vue", VUE),
        ] {
            assert!(read(&format!("tests/hosts/{file}")).contains(lines), "{file}: {lines}");
            assert!(guide.contains(lines), "docs/embedding.md: {lines}");
        }
    }

    const IMPORT: &str = "import \"sa-token-decoder/element\";";
    const REACT: &str = "value={sample} mode={mode} \
        onsa-token-decode={(event) => setKind(event.detail.kind)}";
    const VUE: &str = ":value.prop=\"sample\" :mode=\"mode\" \
        @sa-token-decode=\"({ detail }) => (kind = detail.kind)\"";
    const HUGO_SHORTCODE: &str = "tests/hosts/hugo/layouts/shortcodes/sa-token.html";
}
