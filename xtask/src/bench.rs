//! `cargo xtask bench`: what the decoder and the page cost in time and memory, as tables of ratios;
//! never a test, since a machine's mood is no fault of the code.

use std::fs;
use std::path::{Path, PathBuf};

use serde_json::Value;
use xtask::engines::Engine;
use xtask::{Result, project_root};

use crate::run::{output_of, run, step};
use crate::shrink::{FEATURES, PASSES};
use crate::tools::Tools;
use crate::versions::WASM_TARGET;
use crate::{page, readme};

/// The decoders of npm that ours is measured beside, and the folder of each that browsers load.
const PACKAGES: [(&str, &str); 2] =
    [("jose", "jose/dist/webapi"), ("jwt-decode", "jwt-decode/build/esm")];

/// Measures, prints the tables, and with `into_readme` puts them into the README.
pub(crate) fn bench(into_readme: bool) -> Result {
    let page = page::build()?;
    let tools = Engine::ALL.into_iter().try_fold(Tools::for_page()?, |tools, engine| {
        Ok::<_, String>(tools.and(Tools::for_engine(engine)?))
    })?;
    let site = project_root().join("target/bench/site");
    step(
        "bench: the page's files",
        "with the decoder alone and npm's decoders beside them",
        || {
            copy_folder(&page.dist, &site)?;
            for (name, folder) in PACKAGES {
                copy_folder(&project_root().join("node_modules").join(folder), &site.join(name))?;
            }
            decoder_alone(&tools, &site.join("alone"))
        },
    )?;
    let bench = Bench { tools, site };
    let tables = [
        machine(),
        bench.compare()?,
        bench.native()?,
        bench.opening()?,
        bench.keys()?,
        bench.long()?,
        bench.linear()?,
    ];
    let tables = tables.join("\n");
    println!("\n{tables}");
    if into_readme { readme::renew("bench", &tables) } else { Ok(()) }
}

struct Bench {
    tools: Tools,
    /// The built page, with more files beside it.
    site: PathBuf,
}

impl Bench {
    fn compare(&self) -> Result<String> {
        let rows = step("bench: compare", "reports beside npm's decoders, in Chromium", || {
            self.in_browser("compare", None)
        })?;
        Ok(format!(
            "**A report of the sample of 994 characters** beside what npm's decoders take for its header and payload,\n\
             in one Chromium page, in turns; the middle of 60 rounds, and where 8 in 10 of them lie:\n\n\
             | | to jose | to jwt-decode | time | spread |\n|---|--:|--:|--:|--:|\n{rows}"
        ))
    }

    fn native(&self) -> Result<String> {
        step("bench: native", "criterion, without a browser", || {
            let mut cargo = self.tools.command("cargo");
            cargo.args([
                "bench",
                "--quiet",
                "--package",
                "service-account-token",
                "--bench",
                "native",
            ]);
            output_of(cargo.args(["--", "--quiet"]))
        })?;
        let mut rows = String::new();
        for (folder, words) in [
            ("inspect/bound token", "a report of the same token"),
            ("inspect/legacy token", "of a legacy token"),
            ("inspect/60 claims", "of a token with 60 claims"),
            ("inspect/log of 1 MB", "of a log of 1 MB"),
            ("JSON of a report", "a report as JSON"),
        ] {
            let file = project_root().join("target/criterion").join(folder);
            let text = fs::read_to_string(file.join("new/estimates.json"));
            let text = text.map_err(|error| format!("criterion left no result: {error}"))?;
            let estimates = serde_json::from_str::<Value>(&text).unwrap_or_default();
            let microseconds = |pointer: &str| {
                let nanoseconds = estimates.pointer(pointer).and_then(Value::as_f64);
                nanoseconds.unwrap_or(f64::NAN) / 1000.0
            };
            rows += &format!(
                "| {words} | {:.1} µs | {:.1} to {:.1} µs |\n",
                microseconds("/median/point_estimate"),
                microseconds("/median/confidence_interval/lower_bound"),
                microseconds("/median/confidence_interval/upper_bound"),
            );
        }
        Ok(format!(
            "**Natively** (criterion's median of processor time, and where it lies with 95 %):\n\n\
             | | time | |\n|---|--:|--:|\n{rows}"
        ))
    }

    fn opening(&self) -> Result<String> {
        let rows = self.in_each_engine("opening", "from the navigation to a token explained")?;
        Ok(format!(
            "**From the navigation to a token explained** by `#example=bound-pod-extended`, all files asked for anew and mostly\n\
             not changed; the middle of 11 loads. Over loopback the wasm has come before the first paint, which does not\n\
             wait for it:\n\n\
             | | first paint | the wasm has come | explained | spread |\n|---|--:|--:|--:|--:|\n{rows}"
        ))
    }

    fn keys(&self) -> Result<String> {
        let rows = step("bench: keys", "from a key to its result, in Chromium", || {
            self.in_browser("keys", None)
        })?;
        Ok(format!(
            "**From a key to its result** in a token of 2 KB, in Chromium:\n\n\
             | | time | spread |\n|---|--:|--:|\n{rows}"
        ))
    }

    fn long(&self) -> Result<String> {
        let rows = self.in_each_engine("long", "how long a long file keeps the page busy")?;
        Ok(format!(
            "**A long file**: how long the page does not answer, of how long it takes to show the result:\n\n\
             | | text | 1 MB | 4 MB | 16 MB |\n|---|---|--:|--:|--:|\n{rows}"
        ))
    }

    fn linear(&self) -> Result<String> {
        let rows = step("bench: linear", "hostile texts of 1 to 16 MB, natively", || {
            let mut cargo = self.tools.command("cargo");
            cargo.args([
                "bench",
                "--quiet",
                "--package",
                "service-account-token",
                "--bench",
                "linear",
            ]);
            output_of(&mut cargo)
        })?;
        Ok(format!(
            "**Twice the text, twice the time** (natively): what a text takes, by half of it, from 1 MB to 16; and the memory\n\
             held at once, in bytes for each of the text, beside the text itself:\n\n{rows}"
        ))
    }

    fn in_each_engine(&self, what: &str, why: &str) -> Result<String> {
        step(&format!("bench: {what}"), &format!("{why}, in three engines"), || {
            Engine::ALL.into_iter().map(|engine| self.in_browser(what, Some(engine))).collect()
        })
    }

    fn in_browser(&self, what: &str, engine: Option<Engine>) -> Result<String> {
        let mut cargo = self.tools.command("cargo");
        cargo.args(["run", "--quiet", "--package", "e2e", "--bin", "bench", "--", what]);
        cargo.args(engine.map(Engine::name)).env("SA_TOKEN_SITE", &self.site);
        output_of(&mut cargo)
    }
}

/// What was measured on, for whoever compares.
fn machine() -> String {
    let cpu = fs::read_to_string("/proc/cpuinfo").unwrap_or_default();
    let name = cpu.lines().find_map(|line| line.strip_prefix("model name")?.split_once(": "));
    let name = name.map_or("a machine", |(_, name)| name.trim());
    let cores = std::thread::available_parallelism().map_or(0, usize::from);
    format!(
        "Measured by `cargo xtask bench` on {cores} cores of {name}, shared with other work: the ratios count.\n"
    )
}

/// Builds the decoder as a module of its own, as the page is built.
fn decoder_alone(tools: &Tools, folder: &Path) -> Result {
    let mut cargo = tools.command("cargo");
    cargo.args(["build", "--quiet", "--package", "sa-token-decoder", "--example", "bench"]);
    run(cargo.args(["--profile", "page", "--target", WASM_TARGET]), "look at its message above")?;
    let built = project_root().join("target").join(WASM_TARGET).join("page/examples/bench.wasm");
    let mut bindgen = tools.command("wasm-bindgen");
    bindgen.arg(built).args(["--target", "web", "--no-typescript", "--out-dir"]).arg(folder);
    run(&mut bindgen, "look at its message above")?;
    let file = folder.join("bench_bg.wasm");
    let mut optimize = tools.command("wasm-opt");
    // Without the last passes: nobody loads this over a network.
    optimize.args(FEATURES).args(PASSES).arg(&file).arg("--output").arg(&file);
    run(&mut optimize, "look at its message above")
}

fn copy_folder(from: &Path, to: &Path) -> Result {
    let copy = || -> std::io::Result<Vec<PathBuf>> {
        fs::create_dir_all(to)?;
        let mut folders = Vec::new();
        for entry in fs::read_dir(from)? {
            let entry = entry?;
            if entry.file_type()?.is_dir() {
                folders.push(entry.path());
            } else {
                fs::copy(entry.path(), to.join(entry.file_name()))?;
            }
        }
        Ok(folders)
    };
    let folders = copy().map_err(|error| format!("cannot copy {}: {error}", from.display()))?;
    folders.iter().try_for_each(|folder| {
        copy_folder(folder, &to.join(folder.file_name().unwrap_or_default()))
    })
}
