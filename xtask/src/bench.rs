//! `cargo xtask bench`: what the decoder and the page cost in time and memory, as tables. It is never a test,
//! since a busy machine is no fault of the code.

use std::fs;
use std::path::{Path, PathBuf};

use serde_json::Value;
use xtask::engines::Engine;
use xtask::{Result, project_root, target_folder, weight};

use crate::run::{output_of, run, step};
use crate::shrink::{FEATURES, PASSES};
use crate::tools::Tools;
use crate::versions::WASM_TARGET;
use crate::{benchmarks, dist, page};

/// The options of the command.
#[derive(Clone, Debug)]
pub(crate) struct Options {
    /// The tables to measure, by their names; all if empty.
    pub(crate) tables: Vec<String>,
    /// Rounds on the slow network.
    pub(crate) rounds: usize,
    /// Renew these tables in `docs/benchmarks.md`.
    pub(crate) renew: bool,
}

impl Default for Options {
    fn default() -> Self {
        Self { tables: Vec::new(), rounds: 9, renew: false }
    }
}

/// Measures one table and returns it as Markdown.
type Measure = fn(&Bench) -> Result<String>;

/// The tables by name, in the order of the document.
const TABLES: [(&str, Measure); 7] = [
    ("slow", Bench::slow),
    ("input", Bench::input),
    ("compare", Bench::compare),
    ("native", Bench::native),
    ("opening", Bench::opening),
    ("long", Bench::long),
    ("linear", Bench::linear),
];

/// The decoders of npm that ours is measured beside, and the folder of each that browsers load.
const PACKAGES: [(&str, &str); 2] =
    [("jose", "jose/dist/webapi"), ("jwt-decode", "jwt-decode/build/esm")];

/// Measures, prints the tables, and renews them in the document if that is asked for.
pub(crate) fn bench(options: &Options) -> Result {
    let unknown = options.tables.iter().find(|name| TABLES.iter().all(|(known, _)| known != name));
    if let Some(name) = unknown {
        let names = TABLES.map(|(name, _)| name).join(", ");
        return Err(format!("there is no table called {name}: give some of {names}"));
    }
    let bench = Bench::prepare(options.rounds)?;
    let is_asked =
        |name: &str| options.tables.is_empty() || options.tables.iter().any(|one| one == name);
    for (name, measure) in TABLES.into_iter().filter(|(name, _)| is_asked(name)) {
        let table = measure(&bench)?;
        let table = format!("{table}\n{}", machine());
        println!("\n{table}");
        if options.renew {
            benchmarks::renew(&format!("bench {name}"), &table)?;
        }
    }
    Ok(())
}

struct Bench {
    tools: Tools,
    /// The built page, with more files beside it.
    site: PathBuf,
    rounds: usize,
}

impl Bench {
    /// Builds what is measured: the page, all that is shipped, the decoder alone, and a bare Yew page.
    fn prepare(rounds: usize) -> Result<Self> {
        dist::dist(dist::Options::default())?;
        let tools = Engine::ALL.into_iter().try_fold(Tools::for_page()?, |tools, engine| {
            Ok::<_, String>(tools.and(Tools::for_engine(engine)?))
        })?;
        let folder = project_root().join("target/bench");
        let site = folder.join("site");
        step("bench: pages", "the decoder alone, npm's decoders and a bare Yew page", || {
            copy_folder(&page::dist(), &site)?;
            for (name, folder) in PACKAGES {
                copy_folder(&project_root().join("node_modules").join(folder), &site.join(name))?;
            }
            example(&tools, "bench", &site.join("alone"))?;
            bare_page(&tools, &folder.join("bare"))?;
            single_page(&folder.join("single"))
        })?;
        Ok(Self { tools, site, rounds })
    }

    fn slow(&self) -> Result<String> {
        let rounds = self.rounds;
        let why = "first and later visits in a throttled Chromium";
        let rows = step("bench: slow", why, || {
            let mut cargo = self.command("slow");
            cargo.arg(rounds.to_string()).env("SA_TOKEN_SITE", dist::site());
            output_of(&mut cargo)
        })?;
        let of_rounds =
            if rounds == 1 { "one round".to_owned() } else { format!("{rounds} rounds in turns") };
        Ok(format!(
            "**On a slow network**: from the navigation to a decoded token (`#example=bound-pod-extended`), in Chromium at\n\
             1.6 Mbit/s and 150 ms, on a processor that is four times slower. Medians of {of_rounds}, and where 8 in 10\n\
             of them lie. The bare page is ready when its one sentence shows. Each round begins with a new browser:\n\n\
             | | first paint | first visit | second | third |\n|---|--:|--:|--:|--:|\n{rows}"
        ))
    }

    fn input(&self) -> Result<String> {
        let rows = step("bench: input", "from an input event to its result, in Chromium", || {
            self.in_browser("keys", None)
        })?;
        let crowds = step("bench: crowds", "many claims and many tokens, in Chromium", || {
            self.in_browser("crowds", None)
        })?;
        Ok(format!(
            "**From input to result**, when one token of 2 KB replaces another, in Chromium, on a processor that is\n\
             so many times slower. Aim: a frame shows it at once, also on a slow processor:\n\n\
             | | times slower | time | spread |\n|---|--:|--:|--:|\n{rows}\n\
             **The longest task** while these are pasted and shown, in Chromium. Aim: none of 50 ms:\n\n\
             | | times slower | time | spread |\n|---|--:|--:|--:|\n{crowds}"
        ))
    }

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
            let file = target_folder().join("criterion").join(folder);
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
        let mut cargo = self.command(what);
        cargo.args(engine.map(Engine::name)).env("SA_TOKEN_SITE", &self.site);
        output_of(&mut cargo)
    }

    /// A command that measures in a browser.
    fn command(&self, what: &str) -> std::process::Command {
        let mut cargo = self.tools.command("cargo");
        cargo.args(["run", "--quiet", "--package", "e2e", "--bin", "bench", "--", what]);
        cargo
    }
}

/// Returns what was measured on, for whoever compares.
fn machine() -> String {
    let read = |path: &str| fs::read_to_string(path).unwrap_or_default();
    let cpu = read("/proc/cpuinfo");
    let name = cpu.lines().find_map(|line| line.strip_prefix("model name")?.split_once(": "));
    let name = name.map_or("a machine", |(_, name)| name.trim());
    let cores = std::thread::available_parallelism().map_or(0, usize::from);
    let load = read("/proc/loadavg");
    let load = load.split(' ').next().filter(|load| !load.is_empty()).unwrap_or("unknown");
    format!(
        "Measured on {cores} cores of {name}, shared with other work; load {load} at the end.\n"
    )
}

/// Builds an example of the page's crate as the page is built, and returns nothing but its two files.
fn example(tools: &Tools, name: &str, folder: &Path) -> Result {
    let mut cargo = tools.command("cargo");
    cargo.args(["build", "--quiet", "--package", "sa-token-decoder", "--example", name]);
    run(cargo.args(["--profile", "page", "--target", WASM_TARGET]), "look at its message above")?;
    let built = format!("{WASM_TARGET}/page/examples/{name}.wasm");
    let mut bindgen = tools.command("wasm-bindgen");
    bindgen.arg(target_folder().join(built)).args([
        "--target",
        "web",
        "--no-typescript",
        "--out-dir",
    ]);
    run(bindgen.arg(folder), "look at its message above")?;
    let file = folder.join(format!("{name}_bg.wasm"));
    let mut optimize = tools.command("wasm-opt");
    optimize.args(FEATURES).args(PASSES).arg(&file).arg("--output").arg(&file);
    run(&mut optimize, "look at its message above")
}

/// Builds a Yew page that does nothing.
fn bare_page(tools: &Tools, folder: &Path) -> Result {
    example(tools, "bare", folder)?;
    copy_folder(&project_root().join("examples/bare"), folder)?;
    weight::compress(folder)
}

/// Puts the single file where a server finds it as a page.
fn single_page(folder: &Path) -> Result {
    let file = dist::files::read(&dist::folder().join(dist::SINGLE_FILE))?;
    dist::files::write(folder, &dist::files::File::new("index.html", file))?;
    weight::compress(folder)
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
