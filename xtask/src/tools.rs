//! Installs missing tools, each in the version of [`crate::versions`], and finds them.
//!
//! Cargo builds its tools from lock files into a cache of their own
//! (`sa-token-decoder/tools/NAME-VERSION` in the user's cache folder), so they neither change nor depend on
//! anything else that is installed. npm installs from a lock file too, and runs no script of a package.
//! Browsers come from Debian: see [`crate::apt`].

use std::path::{Path, PathBuf};
use std::process::Command;

use xtask::engines::{Engine, find_mini_browser, find_program};
use xtask::{Result, project_root};

use crate::apt::{ensure_packages, unpack_packages};
use crate::run::{first_line, run, step};
use crate::versions;

/// Web servers, each a Debian package of the same name, with the argument that prints the version.
const WEB_SERVERS: [(&str, &str); 2] = [("nginx", "-v"), ("caddy", "version")];

/// Folders of tools to search before the PATH.
#[derive(Clone, Debug, Default)]
pub(crate) struct Tools {
    folders: Vec<PathBuf>,
}

/// A tool that cargo builds, always from a lock file, its own or ours. A debug build takes half the time and
/// is fast enough.
struct CargoTool {
    name: &'static str,
    /// Part of its folder's name, so a new version is built again.
    version: String,
    why: &'static str,
    source: Source,
    default_features: bool,
}

/// Where a tool's sources are.
enum Source {
    /// In the registry, under the tool's name and version.
    Registry,
    /// In this folder of the project.
    Project(&'static str),
}

impl Tools {
    /// What building the page needs. The first time, its tools are compiled at once, and the page's own
    /// crates beside them: each alone would leave a core idle much of the time.
    pub(crate) fn for_page() -> Result<Self> {
        ensure_target()?;
        let programs = npm_packages()?;
        let [wasm_bindgen, trunk] = [wasm_bindgen()?, trunk()];
        let is_first_time = !(wasm_bindgen.programs()?.is_dir() && trunk.programs()?.is_dir());
        let [wasm_bindgen, trunk] = std::thread::scope(|scope| {
            let installing = [&wasm_bindgen, &trunk].map(|tool| scope.spawn(|| tool.ensure()));
            if is_first_time {
                step("the page's crates", "compiled beside its tools", crate::compile::compile)?;
            }
            let lost = |_| Err("installing a tool broke off: run it again".to_owned());
            let [wasm_bindgen, trunk] = installing.map(|tool| tool.join().unwrap_or_else(lost));
            Ok::<_, String>([wasm_bindgen?, trunk?])
        })?;
        Ok(Self { folders: vec![wasm_bindgen, trunk, programs] })
    }

    /// What component tests in Chromium need, without building the page.
    pub(crate) fn for_components() -> Result<Self> {
        ensure_target()?;
        let mut tools = Self::default();
        tools.add(&wasm_bindgen()?)?;
        ensure_browser(Engine::Chromium)?;
        Ok(tools)
    }

    /// What tests in an engine need.
    pub(crate) fn for_engine(engine: Engine) -> Result<Self> {
        let mut tools = Self::default();
        ensure_browser(engine)?;
        if engine == Engine::Firefox {
            tools.add(&CargoTool {
                name: "geckodriver",
                version: versions::GECKODRIVER.to_owned(),
                why: "it drives Firefox, and Debian has none (about 2 minutes, once)",
                source: Source::Registry,
                default_features: true,
            })?;
        }
        // The accessibility checker that is put into the page.
        npm_packages()?;
        Ok(tools)
    }

    /// What the scripts need that Node.js runs.
    pub(crate) fn for_scripts() -> Result<Self> {
        npm_packages().map(|programs| Self { folders: vec![programs] })
    }

    /// What builds a book from Markdown.
    pub(crate) fn for_mdbook() -> Result<Self> {
        let mut tools = Self::default();
        tools.add(&CargoTool {
            name: "mdbook",
            version: versions::MDBOOK.to_owned(),
            why: "it makes one of the sites that the element is tried in (once)",
            source: Source::Registry,
            default_features: false,
        })?;
        Ok(tools)
    }

    /// The web servers that the shipped settings are tested in, from Debian. They are unpacked into the cache,
    /// since installing them would start them on this machine.
    pub(crate) fn for_web_servers() -> Result<Self> {
        let root = cache()?.join("tools/web-servers");
        // Where Debian has nginx is not on everybody's PATH.
        let folders = vec![root.join("usr/sbin"), root.join("usr/bin"), "/usr/sbin".into()];
        let tools = Self { folders };
        let missing = || -> Vec<&str> {
            let servers = WEB_SERVERS.into_iter();
            let missing =
                servers.filter(|(name, say)| first_line(tools.command(name).arg(say)).is_none());
            missing.map(|(name, _)| name).collect()
        };
        let unpacked = missing();
        if !unpacked.is_empty() {
            let why = "the settings for web servers are tried in them";
            unpack_packages(&unpacked, why, &root, &by_hand(&unpacked))?;
        }
        let missing = missing();
        match missing.is_empty() {
            true => Ok(tools),
            false => Err(by_hand(&missing)),
        }
    }

    /// The programs in a folder.
    pub(crate) fn in_folder(programs: PathBuf) -> Self {
        Self { folders: vec![programs] }
    }

    /// One of cargo's tools for fuzzing, mutation testing, coverage or licenses, and what it needs.
    pub(crate) fn for_faults(name: &'static str) -> Result<Self> {
        let (version, why) = match name {
            "cargo-fuzz" => {
                ensure_cpp_compiler()?;
                (versions::CARGO_FUZZ, "it tries texts that nobody thought of")
            }
            "cargo-mutants" => (versions::CARGO_MUTANTS, "it breaks the decoder here and there"),
            "cargo-nextest" => (versions::CARGO_NEXTEST, "it runs each test by itself"),
            "cargo-llvm-cov" => {
                ensure_component("llvm-tools", "it reads what the tests ran through")?;
                (versions::CARGO_LLVM_COV, "it tells which lines no test runs")
            }
            _ => (versions::CARGO_DENY, "it checks the dependencies"),
        };
        let (version, source) = (version.to_owned(), Source::Registry);
        let mut tools = Self::default();
        tools.add(&CargoTool { name, version, why, source, default_features: true })?;
        Ok(tools)
    }

    /// Both sets of tools.
    pub(crate) fn and(mut self, others: Self) -> Self {
        self.folders.extend(others.folders);
        self
    }

    /// A command whose PATH begins with these tools.
    pub(crate) fn command(&self, program: &str) -> Command {
        let path = std::env::var_os("PATH").unwrap_or_default();
        let folders = self.folders.iter().cloned().chain(std::env::split_paths(&path));
        let path = std::env::join_paths(folders).unwrap_or(path);
        let mut command = Command::new(program);
        command.current_dir(project_root()).env("PATH", path);
        command
    }

    fn add(&mut self, tool: &CargoTool) -> Result {
        self.folders.push(tool.ensure()?);
        Ok(())
    }
}

impl CargoTool {
    /// The folder of the tool's programs, whether or not it is installed.
    fn programs(&self) -> Result<PathBuf> {
        let folder = format!("{}-{}", self.name, self.version);
        Ok(cache()?.join("tools").join(folder).join("bin"))
    }

    /// The folder of the tool's programs, after installing it if need be.
    fn ensure(&self) -> Result<PathBuf> {
        let programs = self.programs()?;
        let root = programs.parent().unwrap_or(&programs);
        // cargo copies the programs last, so an existing folder is complete.
        if !programs.is_dir() {
            let what = format!("{} {}", self.name, self.version);
            step(&what, self.why, || {
                let mut cargo = Command::new("cargo");
                cargo.args(["install", "--quiet", "--locked", "--debug"]);
                match self.source {
                    Source::Registry => cargo.args([self.name, "--version", &self.version]),
                    Source::Project(folder) => cargo.arg("--path").arg(project_root().join(folder)),
                };
                if !self.default_features {
                    cargo.arg("--no-default-features");
                }
                cargo.arg("--root").arg(root);
                // Kept, so that a second try after a failure goes on from there; and a folder for each
                // tool, so that two can be compiled at once.
                cargo.env("CARGO_TARGET_DIR", cache()?.join("target-tools").join(self.name));
                run(&mut cargo, "look at its message above; it needs the network")
            })?;
        }
        Ok(programs)
    }
}

fn trunk() -> CargoTool {
    CargoTool {
        name: "trunk",
        version: versions::TRUNK.to_owned(),
        why: "it puts the page together (some minutes, once)",
        source: Source::Registry,
        default_features: false,
    }
}

fn wasm_bindgen() -> Result<CargoTool> {
    Ok(CargoTool {
        name: "wasm-bindgen-tools",
        version: versions::wasm_bindgen_tools()?,
        why: "it joins the page's Rust to JavaScript (some minutes, once)",
        source: Source::Project(versions::WASM_BINDGEN_TOOLS),
        default_features: true,
    })
}

fn cache() -> Result<PathBuf> {
    let variable = |name| std::env::var_os(name).filter(|value| !value.is_empty());
    let home = || variable("HOME").map(|home| Path::new(&home).join(".cache"));
    variable("XDG_CACHE_HOME")
        .map(PathBuf::from)
        .or_else(home)
        .map(|cache| cache.join("sa-token-decoder"))
        .ok_or_else(|| "there is no place for tools: set HOME or XDG_CACHE_HOME".to_owned())
}

/// Rust's library for WebAssembly.
fn ensure_target() -> Result {
    let target = versions::WASM_TARGET;
    let mut rustc = Command::new("rustc");
    rustc.current_dir(project_root()).args(["--print", "target-libdir", "--target", target]);
    if first_line(&mut rustc).is_some_and(|folder| Path::new(&folder).is_dir()) {
        return Ok(());
    }
    step(&format!("Rust's {target}"), "the page is compiled to it", || {
        let remedy = format!("install Rust by rustup, then: rustup target add {target}");
        run(
            Command::new("rustup").current_dir(project_root()).args(["target", "add", target]),
            &remedy,
        )
    })
}

/// rustfmt and clippy.
pub(crate) fn ensure_lints() -> Result {
    for (component, command) in [("rustfmt", "fmt"), ("clippy", "clippy")] {
        let mut cargo = Command::new("cargo");
        if first_line(cargo.current_dir(project_root()).args([command, "--version"])).is_none() {
            ensure_component(component, "it checks the code")?;
        }
    }
    Ok(())
}

/// A part of the Rust toolchain; rustup does nothing where it is there.
fn ensure_component(component: &str, why: &str) -> Result {
    step(component, why, || {
        let mut rustup = Command::new("rustup");
        rustup.current_dir(project_root()).args(["component", "add", component]);
        run(&mut rustup, &format!("install Rust by rustup, then: rustup component add {component}"))
    })
}

/// libFuzzer is C++.
fn ensure_cpp_compiler() -> Result {
    if std::env::var_os("CXX").is_some() || find_program("c++").is_some() {
        return Ok(());
    }
    let by_hand = "fuzzing needs a C++ compiler: apt-get install g++";
    ensure_packages("g++", "libFuzzer is C++", by_hand)?;
    find_program("c++").map(|_| ()).ok_or_else(|| by_hand.to_owned())
}

/// The folder of the npm packages' programs, after installing them if need be.
fn npm_packages() -> Result<PathBuf> {
    let root = project_root();
    let modules = root.join("node_modules");
    let programs = modules.join(".bin");
    let age = |path: PathBuf| path.metadata().and_then(|data| data.modified()).ok();
    let (installed, wanted) =
        (age(modules.join(".package-lock.json")), age(root.join("package-lock.json")));
    if installed.is_some() && installed >= wanted {
        return Ok(programs);
    }
    let version = first_line(Command::new("node").arg("--version"))
        .ok_or("Node.js is missing: install it, on Debian with apt-get install nodejs npm")?;
    let major = version.trim_start_matches('v').split('.').next().unwrap_or_default();
    if major.parse().is_ok_and(|major: u32| major < versions::NODE_MAJOR_MINIMUM) {
        let minimum = versions::NODE_MAJOR_MINIMUM;
        return Err(format!("Node.js {version} is too old: install {minimum} or newer"));
    }
    step(
        "npm packages",
        "esbuild and wasm-opt make the page small, axe-core and jose check it",
        || {
            let mut npm = Command::new("npm");
            // No package needs its own scripts here, and what one runs could change what is built.
            npm.current_dir(root).args(["ci", "--ignore-scripts", "--loglevel=error"]);
            run(&mut npm, "it needs npm and the network")
        },
    )?;
    Ok(programs)
}

/// The browser of an engine and its driver.
fn ensure_browser(engine: Engine) -> Result {
    let missing = missing_packages(engine);
    if missing.is_empty() {
        return Ok(());
    }
    let packages = missing.join(" ");
    let by_hand = format!("{engine} cannot be tested without it: apt-get install {packages}");
    ensure_packages(&packages, &format!("to test in {engine}"), &by_hand)?;
    match missing_packages(engine).is_empty() {
        true => Ok(()),
        false => Err(by_hand),
    }
}

/// What to do where a web server cannot be had.
fn by_hand(names: &[&str]) -> String {
    let names = names.join(" ");
    format!(
        "the settings for web servers cannot be tried: install {names}, on Debian with \
         apt-get install {names}"
    )
}

/// Hugo, of this release or a newer one.
pub(crate) fn ensure_hugo(minimum: &str) -> Result {
    let by_hand = format!("Hugo {minimum} or newer is needed: apt-get install hugo");
    if find_program("hugo").is_none() {
        ensure_packages(
            "hugo",
            "it makes one of the sites that the element is tried in",
            &by_hand,
        )?;
    }
    let version = first_line(Command::new("hugo").arg("version")).unwrap_or_default();
    match numbers(&version) >= numbers(minimum) {
        true => Ok(()),
        false => Err(by_hand),
    }
}

/// The first two numbers of a version.
fn numbers(version: &str) -> Vec<u32> {
    let words = version.split(|letter: char| !letter.is_ascii_digit());
    words.filter_map(|word| word.parse().ok()).take(2).collect()
}

fn missing_packages(engine: Engine) -> Vec<&'static str> {
    let programs = engine.programs().iter();
    let mut missing: Vec<_> = programs
        .filter(|(program, _)| find_program(program).is_none())
        .map(|(_, package)| *package)
        .collect();
    if engine == Engine::Webkit && missing.is_empty() && find_mini_browser().is_none() {
        missing.push("webkit2gtk-driver");
    }
    missing
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn versions_are_compared_as_numbers() {
        assert_eq!(numbers("hugo v0.111.3+extended linux/amd64"), [0, 111]);
        assert!(numbers("hugo v0.92.2") < numbers("0.111"));
        assert!(numbers("hugo v1.0.0") > numbers("0.111"));
        assert!(numbers("") < numbers("0.111"), "it cannot be run");
    }
}
