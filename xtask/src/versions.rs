//! The one place that knows the versions of the tools.
//!
//! Two of them stand elsewhere because another program reads them there: wasm-bindgen's in
//! `Cargo.lock` (the tool must be exactly the version of the crate) and those of the npm packages
//! in `package.json`.

use xtask::{Result, project_root};

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

/// The version of wasm-bindgen in `Cargo.lock`.
pub(crate) fn wasm_bindgen() -> Result<String> {
    let lock = project_root().join("Cargo.lock");
    let text = std::fs::read_to_string(&lock)
        .map_err(|error| format!("cannot read Cargo.lock ({error}): git checkout Cargo.lock"))?;
    locked(&text, "wasm-bindgen").ok_or_else(|| {
        "Cargo.lock names no wasm-bindgen: run cargo update --package wasm-bindgen".to_owned()
    })
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
    fn ok_the_projects_own_lock_file() {
        assert!(wasm_bindgen().unwrap().starts_with("0.2."));
    }

    #[test]
    fn ok_npm_packages_are_pinned_and_name_no_host() {
        let read = |name| std::fs::read_to_string(project_root().join(name)).unwrap();
        let manifest: serde_json::Value = serde_json::from_str(&read("package.json")).unwrap();
        for (name, version) in manifest["devDependencies"].as_object().unwrap() {
            let version = version.as_str().unwrap();
            assert!(version.starts_with(|digit: char| digit.is_ascii_digit()), "{name} {version}");
        }
        // Packages say who pays for them; where they came from is left out.
        let funding = "\"url\": \"https://github.com/sponsors/";
        assert!(!read("package-lock.json").replace(funding, "").contains("://"));
    }
}
