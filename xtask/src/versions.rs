//! The one place that knows the versions of the tools.
//!
//! Some are written elsewhere because another program reads them there: Rust's in
//! `rust-toolchain.toml`, wasm-bindgen's in `Cargo.lock` (the tool must be exactly the version of
//! the crate) and those of the npm packages in `package.json`.

use xtask::{Result, project_root};

use crate::digest;

/// Builds the page. 0.22 needs a newer Rust than the project asks for.
pub(crate) const TRUNK: &str = "0.21.14";

/// Drives Firefox.
pub(crate) const GECKODRIVER: &str = "0.37.1";

/// Feeds the decoder with texts that nobody thought of.
pub(crate) const CARGO_FUZZ: &str = "0.13.2";

/// Breaks the decoder here and there, to see whether a test notices.
pub(crate) const CARGO_MUTANTS: &str = "27.1.0";

/// Runs the tests of a mutant.
pub(crate) const CARGO_NEXTEST: &str = "0.9.143";

/// Tells which lines no test runs.
pub(crate) const CARGO_LLVM_COV: &str = "0.9.1";

/// Checks licences, sources and duplicates of what the project depends on.
pub(crate) const CARGO_DENY: &str = "0.20.2";

/// Builds one of the sites that the element is tried in.
pub(crate) const MDBOOK: &str = "0.5.4";

/// Builds another one: the release of Debian 12, or any newer one.
pub(crate) const HUGO_MINIMUM: &str = "0.111";

/// The oldest Node.js major version that runs the npm packages.
pub(crate) const NODE_MAJOR_MINIMUM: u32 = 18;

/// What the page is compiled to.
pub(crate) const WASM_TARGET: &str = "wasm32-unknown-unknown";

/// The folder with wasm-bindgen's tools: a manifest, a lock file, and nothing but calls.
pub(crate) const WASM_BINDGEN_TOOLS: &str = "xtask/wasm-bindgen";

/// The manifest of wasm-bindgen's tools.
pub(crate) const WASM_BINDGEN_MANIFEST: &str = "xtask/wasm-bindgen/Cargo.toml";

/// Digits of the digest in the version of wasm-bindgen's tools: enough to tell lock files apart.
const LOCK_DIGITS: usize = 8;

/// The version of wasm-bindgen's tools and a digest of their lock file, as `0.2.130-01234567`.
pub(crate) fn wasm_bindgen_tools() -> Result<String> {
    let lock = read(&format!("{WASM_BINDGEN_TOOLS}/Cargo.lock"))?;
    let version = locked(&lock, "wasm-bindgen-cli")
        .ok_or("xtask/wasm-bindgen/Cargo.lock names no wasm-bindgen-cli: git checkout it")?;
    let digest: String = digest::hexadecimal(lock.as_bytes()).chars().take(LOCK_DIGITS).collect();
    Ok(format!("{version}-{digest}"))
}

/// The release of Rust in `rust-toolchain.toml`.
pub(crate) fn rust() -> Result<String> {
    let toolchain = read("rust-toolchain.toml")?;
    value_of(&toolchain, "channel")
        .ok_or_else(|| "rust-toolchain.toml names no channel: git checkout it".to_owned())
}

fn read(path: &str) -> Result<String> {
    std::fs::read_to_string(project_root().join(path))
        .map_err(|error| format!("cannot read {path} ({error}): git checkout {path}"))
}

/// The text that a line of TOML gives to a name: `1.95.0` for `channel` in `channel = "1.95.0"`.
fn value_of(toml: &str, name: &str) -> Option<String> {
    let start = format!("{name} = \"");
    let value = toml.lines().find_map(|line| line.strip_prefix(&start))?;
    value.split('"').next().map(str::to_owned)
}

fn locked(lock: &str, name: &str) -> Option<String> {
    let after = lock.split(&format!("\nname = \"{name}\"\nversion = \"")).nth(1)?;
    after.split('"').next().map(str::to_owned)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ok_the_lock_file_names_wasm_bindgen_once() {
        let lock = "[[package]]\nname = \"wasm-bindgen-futures\"\nversion = \"0.4.0\"\n\
                    [[package]]\nname = \"wasm-bindgen\"\nversion = \"0.2.130\"\n";
        assert_eq!(locked(lock, "wasm-bindgen").as_deref(), Some("0.2.130"));
    }

    #[test]
    fn wasm_bindgen_tools_match_the_pages_version() {
        let page = locked(&read("Cargo.lock").unwrap(), "wasm-bindgen").unwrap();
        let tools = wasm_bindgen_tools().unwrap();
        assert_eq!(tools.rsplit_once('-').unwrap().0, page, "cargo update it in both");
        let exact = format!("version = \"={page}\"");
        assert!(read(WASM_BINDGEN_MANIFEST).unwrap().contains(&exact), "{exact}");
    }

    #[test]
    fn rust_toolchain_is_pinned_and_complete() {
        let release = rust().unwrap();
        let numbers: Vec<_> = release.split('.').map(str::parse::<u32>).collect();
        assert!(matches!(*numbers, [Ok(_), Ok(_), Ok(_)]), "{release} is no single release");
        let needed = value_of(&read("Cargo.toml").unwrap(), "rust-version").unwrap();
        assert!(release.starts_with(&format!("{needed}.")), "Cargo.toml asks for {needed}");
        let toolchain = read("rust-toolchain.toml").unwrap();
        for part in ["clippy", "rustfmt", WASM_TARGET] {
            assert!(toolchain.contains(&format!("\"{part}\"")), "{part}");
        }
    }

    /// The folders with npm packages.
    const NPM: [&str; 4] = [".", "tests/hosts/docusaurus", "tests/hosts/react", "tests/hosts/vue"];

    #[test]
    fn npm_packages_are_pinned_by_digest_and_name_no_host() {
        for folder in NPM {
            let lock = read(&format!("{folder}/package-lock.json")).unwrap();
            let lock: serde_json::Value = serde_json::from_str(&lock).unwrap();
            let mut packages = lock["packages"].as_object().unwrap().clone();
            // The folder itself, with the versions that it asks for.
            let asked = packages.remove("").unwrap();
            for kind in ["dependencies", "devDependencies"] {
                for (name, version) in asked[kind].as_object().into_iter().flatten() {
                    let installed = &packages[&format!("node_modules/{name}")]["version"];
                    assert_eq!(version, installed, "{folder}: {name}");
                }
            }
            assert!(!packages.is_empty(), "{folder}");
            for (name, package) in packages {
                let digest = package["integrity"].as_str().unwrap_or_default();
                assert!(digest.starts_with("sha512-"), "{folder}: {name} has no digest");
                assert!(package["resolved"].is_null(), "{folder}: {name} says where it came from");
            }
        }
    }

    #[test]
    fn npm_runs_no_script_of_a_package() {
        let settings = read(".npmrc").unwrap();
        assert!(settings.lines().any(|line| line == "ignore-scripts=true"), "{settings}");
    }
}
