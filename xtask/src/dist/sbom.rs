//! What the page's wasm is made of, as a CycloneDX bill of materials: every crate that is linked,
//! with its version, its licence and the checksum that Cargo.lock holds.
//!
//! It says no time and no place, so that it is the same wherever it is made.

use std::process::Command;

use serde_json::{Value, json};
use xtask::{Result, project_root};

use super::files::read_text;
use crate::run::{first_line, output_of};
use crate::versions::WASM_TARGET;

/// The page's own package.
const PAGE: &str = "sa-token-decoder";

/// The bill as JSON.
pub(crate) fn of_the_page() -> Result<String> {
    let mut tree = Command::new("cargo");
    tree.current_dir(project_root()).args(["tree", "--locked", "--package", PAGE]);
    // Macros run while it is compiled and are not in what is shipped.
    tree.args(["--target", WASM_TARGET, "--edges", "normal,no-proc-macro"]);
    tree.args(["--prefix", "none", "--no-dedupe", "--format", "{p}|{l}"]);
    let tree = output_of(&mut tree)?;
    let lock = read_text(&project_root().join("Cargo.lock"))?;
    let rust = first_line(Command::new("rustc").current_dir(project_root()).arg("--version"));
    let bill = bill(&tree, &lock, &rust.unwrap_or_default())?;
    Ok(format!("{bill:#}\n"))
}

fn bill(tree: &str, lock: &str, rust: &str) -> Result<Value> {
    let mut lines: Vec<_> = tree.lines().collect();
    lines.sort_unstable();
    lines.dedup();
    let (mut page, mut components) = (Value::Null, Vec::new());
    for line in lines {
        let (package, licence) = line.split_once('|').ok_or("cargo tree has another form")?;
        let mut words = package.split(' ');
        let name = words.next().unwrap_or_default();
        let version = words.next().unwrap_or_default().trim_start_matches('v');
        match name == PAGE {
            true => page = component("application", name, version, licence, None),
            false => {
                let checksum = checksum(lock, name, version);
                components.push(component("library", name, version, licence, checksum));
            }
        }
    }
    // `rustc 1.95.0 (…)`: its standard library is in the wasm too.
    let version = rust.split(' ').nth(1).unwrap_or_default();
    components.push(component("library", "std", version, "MIT OR Apache-2.0", None));
    Ok(json!({
        "bomFormat": "CycloneDX",
        "specVersion": "1.5",
        "version": 1,
        "metadata": { "component": page },
        "components": components,
    }))
}

fn component(
    kind: &str,
    name: &str,
    version: &str,
    licence: &str,
    checksum: Option<&str>,
) -> Value {
    // The older way to write a choice of licences.
    let licence = licence.replace(" / ", " OR ").replace('/', " OR ");
    let mut component = json!({
        "type": kind,
        "name": name,
        "version": version,
        "licenses": [{ "expression": licence }],
    });
    if let (Some(members), Some(checksum)) = (component.as_object_mut(), checksum) {
        members.insert("purl".to_owned(), json!(format!("pkg:cargo/{name}@{version}")));
        members.insert("hashes".to_owned(), json!([{ "alg": "SHA-256", "content": checksum }]));
    }
    component
}

/// The checksum of a crate in Cargo.lock; what is the project's own has none.
fn checksum<'a>(lock: &'a str, name: &str, version: &str) -> Option<&'a str> {
    let head = format!("name = \"{name}\"\nversion = \"{version}\"\n");
    let (_, package) = lock.split_once(&head)?;
    let package = package.split("[[package]]").next()?;
    package.split_once("checksum = \"")?.1.split('"').next()
}

#[cfg(test)]
mod tests {
    use super::*;

    const LOCK: &str = "[[package]]\nname = \"a\"\nversion = \"1.0.0\"\nsource = \"x\"\n\
        checksum = \"abc\"\n\n[[package]]\nname = \"own\"\nversion = \"0.1.0\"\n\n\
        [[package]]\nname = \"b\"\nversion = \"2.0.0\"\nchecksum = \"def\"\n";

    #[test]
    fn every_crate_is_in_the_sbom_once() {
        let tree = "sa-token-decoder v0.1.0 (/here)|MIT\nb v2.0.0|MIT/Apache-2.0\na v1.0.0|MIT\n\
            b v2.0.0|MIT/Apache-2.0\nown v0.1.0 (/here/own)|MIT\n";
        let bill = bill(tree, LOCK, "rustc 1.95.0 (0123 2026-01-01)").unwrap();
        let text = bill.to_string();
        assert!(!text.contains("/here"), "{text}");
        assert_eq!(bill["metadata"]["component"]["name"], PAGE);
        let component = |at: usize, member: &str| bill["components"][at][member].clone();
        let names = [0, 1, 2, 3].map(|at| component(at, "name"));
        assert_eq!(names, ["a", "b", "own", "std"]);
        assert_eq!(component(0, "purl"), "pkg:cargo/a@1.0.0");
        assert_eq!(component(1, "hashes")[0]["content"], "def");
        assert_eq!(component(1, "licenses")[0]["expression"], "MIT OR Apache-2.0");
        assert_eq!(component(2, "hashes"), Value::Null);
        assert_eq!(component(3, "version"), "1.95.0");
    }
}
