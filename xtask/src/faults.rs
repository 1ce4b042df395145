//! `cargo xtask fuzz`, `mutants`, `coverage` and `deny`: what finds the faults that nobody thought of,
//! in the decoder, in its tests and in what the project depends on.

use std::fs;
use std::process::Command;

use xtask::engines::find_program;
use xtask::{Result, project_root, target_folder};

use crate::run::{run, step};
use crate::tools::Tools;
use crate::versions::WASM_BINDGEN_MANIFEST;

/// The fuzz targets: a whole paste, a token with a carrier around it, the JSON of a part, a document, two
/// tokens side by side, and a text with keys.
pub(crate) const FUZZ_TARGETS: [&str; 6] =
    ["paste", "token", "json", "document", "compare", "keys"];

/// The folder of the fuzz targets, a workspace of its own.
const FUZZ: &str = "crates/service-account-token/fuzz";

/// Its manifest.
pub(crate) const FUZZ_MANIFEST: &str = "crates/service-account-token/fuzz/Cargo.toml";

/// How to fuzz.
#[derive(Clone, Debug)]
pub(crate) struct Fuzz {
    /// For so long each target.
    pub(crate) seconds: u32,
    /// Which; all if empty.
    pub(crate) targets: Vec<String>,
}

/// Fuzzes one target after the other, going on with what earlier runs found worth keeping.
pub(crate) fn fuzz(options: &Fuzz) -> Result {
    let all = FUZZ_TARGETS.map(str::to_owned);
    let targets = if options.targets.is_empty() { &all[..] } else { &options.targets };
    for target in targets {
        let why = format!("{} seconds of texts that nobody thought of", options.seconds);
        let mut command = fuzz_command(target, options.seconds, None)?;
        step(&format!("fuzz target {target}"), &why, || {
            run(&mut command, "what it fell on lies in target/fuzz; make a test of it")
        })?;
    }
    Ok(())
}

/// The command that fuzzes a target. With a seed it starts from the committed texts alone and makes
/// the same choices each time; without one it goes on from where it was.
pub(crate) fn fuzz_command(target: &str, seconds: u32, seed: Option<u32>) -> Result<Command> {
    let out = target_folder().join("fuzz");
    let corpus = out.join(if seed.is_some() { "corpus-of-tests" } else { "corpus" }).join(target);
    let finds = out.join("finds").join(target);
    if seed.is_some() {
        // It may not be there.
        let _ = fs::remove_dir_all(&corpus);
    }
    for folder in [&corpus, &finds] {
        fs::create_dir_all(folder)
            .map_err(|error| format!("cannot make {}: {error}", folder.display()))?;
    }
    let fuzz = project_root().join(FUZZ);
    let mut cargo = Tools::for_faults("cargo-fuzz")?.command("cargo");
    cargo.args(["fuzz", "run", "--sanitizer", "none", "--fuzz-dir", FUZZ]);
    cargo.arg("--target-dir").arg(&out).arg(target);
    cargo.arg(corpus).arg(fuzz.join("seeds").join(target)).arg("--");
    cargo.arg(format!("-dict={}", fuzz.join("tokens.dict").display()));
    cargo.arg(format!("-artifact_prefix={}/", finds.display()));
    // A text that takes longer than so many seconds is a find too.
    cargo.args(["-max_len=4096", "-timeout=20", "-verbosity=0", "-print_final_stats=1"]);
    cargo.arg(format!("-max_total_time={seconds}"));
    cargo.args(seed.map(|seed| format!("-seed={seed}")));
    Ok(cargo)
}

/// Breaks the decoder at one place after the other and tells which of the mutants no test notices.
/// `options` go to cargo-mutants.
pub(crate) fn mutants(options: &[String]) -> Result {
    let mut tools = Tools::for_faults("cargo-mutants")?;
    if find_program("cargo-nextest").is_none() {
        tools = tools.and(Tools::for_faults("cargo-nextest")?);
    }
    let mut cargo = tools.command("cargo");
    cargo.args(["mutants", "--package", "service-account-token", "--output"]).arg(target_folder());
    // A property that holds for a few texts holds for most: many are for `cargo xtask test`.
    cargo.args(options).env("PROPTEST_CASES", "24");
    step("mutants", "a test that notices nothing tests nothing", || {
        run(&mut cargo, "what no test noticed stands in target/mutants.out/missed.txt")
    })
}

/// Tells how much of the decoder its tests run through.
pub(crate) fn coverage() -> Result {
    let mut cargo = Tools::for_faults("cargo-llvm-cov")?.command("cargo");
    cargo.arg("llvm-cov");
    cargo.args(find_program("cargo-nextest").map(|_| "nextest"));
    cargo.args([
        "--package",
        "service-account-token",
        "--ignore-filename-regex",
        "/tests/|/benches/",
    ]);
    step("coverage", "what no test runs through may hold anything", || {
        run(&mut cargo, "look at its message above")
    })
}

/// The commands that check the licences and the sources of all dependencies, and that none is there
/// in two versions without a reason; one for each workspace. Of wasm-bindgen's tools, which nothing
/// is linked with, the versions are their makers' choice. Advisories are not asked for: they take
/// the network.
pub(crate) fn deny_commands() -> Result<[Command; 3]> {
    let tools = Tools::for_faults("cargo-deny")?;
    let all = &["licenses", "bans", "sources"][..];
    let workspaces = [
        ("Cargo.toml", all),
        (FUZZ_MANIFEST, all),
        (WASM_BINDGEN_MANIFEST, &["licenses", "sources"][..]),
    ];
    Ok(workspaces.map(|(manifest, checks)| {
        let mut cargo = tools.command("cargo");
        cargo.args(["deny", "--locked", "--manifest-path", manifest, "check"]);
        // The reasons in deny.toml are for all of them.
        cargo.args(["--hide-inclusion-graph", "--allow", "unmatched-skip"]);
        cargo.args(["--allow", "license-exception-not-encountered"]).args(checks);
        cargo
    }))
}

/// Checks what the project depends on.
pub(crate) fn deny() -> Result {
    let mut commands = deny_commands()?;
    step("dependencies", "their licences, sources and duplicates", || {
        let remedy = "argue for it in deny.toml, or do without it";
        commands.iter_mut().try_for_each(|command| run(command, remedy))
    })
}
