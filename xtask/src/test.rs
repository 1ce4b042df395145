//! `cargo xtask test`: runs every check of the project, one stage after the other, and goes on when one
//! fails. It ends with a table of the stages and the line `N passed, N failed`.

use std::process::Command;
use std::time::Duration;

use xtask::engines::{Engine, find_program};
use xtask::{Result, project_root};

use crate::counts::Counts;
use crate::run::{run_and_keep, timed};
use crate::tools::{Tools, ensure_lints};
use crate::{dist, examples, faults, hosts, page, versions};

/// The options of the command.
#[derive(Clone, Debug, Default)]
pub(crate) struct Options {
    /// The engines of the end-to-end tests; all if empty.
    pub(crate) engines: Vec<Engine>,
    /// Only lints and native tests.
    pub(crate) fast: bool,
    /// Only the element in sites built by other tools.
    pub(crate) hosts: bool,
}

/// How long each fuzz target runs: enough for all seeds and some thousand texts derived from them.
const FUZZ_SECONDS: u32 = 15;

/// The same for every run, so that a second one tries the same texts.
const FUZZ_SEED: u32 = 1;

/// The result of a stage.
struct Stage {
    name: String,
    time: Duration,
    counts: Counts,
}

/// The stages that ran.
#[derive(Default)]
struct Run {
    stages: Vec<Stage>,
}

/// Runs all stages and returns whether all of them passed.
pub(crate) fn test(options: &Options) -> Result<bool> {
    let mut run = Run::default();
    let engines = if options.engines.is_empty() { &Engine::ALL[..] } else { &options.engines };
    if options.hosts {
        run.hosts(engines);
        return Ok(run.summary());
    }
    if !options.fast {
        run.stage("the page's tools", || Tools::for_page().map(|_| Counts::one(true)));
    }
    run.lints();
    run.native();
    if !options.fast {
        run.tests("examples in npm jose", examples::check);
        run.cross_checks();
        run.dependencies();
        run.fuzzing();
        run.components();
        run.page();
        run.npm_package();
        run.release();
        run.web_servers();
        if options.engines.is_empty() {
            run.stage("dist, in another folder", || {
                dist::same_elsewhere().map(|()| Counts::one(true))
            });
        }
        for engine in engines {
            run.end_to_end(*engine);
        }
    }
    Ok(run.summary())
}

impl Run {
    fn lints(&mut self) {
        self.stage("lint tools", || ensure_lints().map(|()| Counts::one(true)));
        self.check("rustfmt", || cargo(&["fmt", "--all", "--check"]));
        for (name, manifest) in [
            ("rustfmt, fuzz targets", faults::FUZZ_MANIFEST),
            ("rustfmt, wasm-bindgen", versions::WASM_BINDGEN_MANIFEST),
        ] {
            self.check(name, || cargo(&["fmt", "--manifest-path", manifest, "--check"]));
        }
        self.check("clippy, native", || {
            cargo(&["clippy", "--workspace", "--all-targets", "--", "--deny", "warnings"])
        });
        self.check("clippy, wasm", || {
            let page = ["clippy", "--package", "sa-token-decoder", "--all-targets"];
            let strict = ["--target", versions::WASM_TARGET, "--", "--deny", "warnings"];
            cargo(&[&page[..], &strict].concat())
        });
        self.check("documentation", || {
            let mut doc = cargo(&["doc", "--workspace", "--no-deps", "--document-private-items"]);
            // Links into private rooms work, since these are documented too.
            let flags = "--deny warnings --allow rustdoc::private_intra_doc_links";
            doc.env("RUSTDOCFLAGS", flags);
            doc
        });
    }

    fn native(&mut self) {
        self.tests("native tests", || {
            Ok(cargo(&["test", "--no-fail-fast", "--workspace", "--exclude", "e2e"]))
        });
    }

    /// The decoder beside npm jose and JavaScript's own JSON.
    fn cross_checks(&mut self) {
        self.tests("cross checks", || {
            let mut node = Tools::for_scripts()?.command("node");
            node.arg("tests/cross/main.mjs");
            Ok(node)
        });
    }

    fn dependencies(&mut self) {
        self.stage("dependencies", || {
            let mut passed = true;
            for command in &mut faults::deny_commands()? {
                passed &= run_and_keep(command)?.0;
            }
            Ok(Counts::one(passed))
        });
    }

    /// Short, and the same each time: `cargo xtask fuzz` is for looking further.
    fn fuzzing(&mut self) {
        for target in faults::FUZZ_TARGETS {
            self.stage(&format!("fuzz target {target}"), || {
                let mut fuzz = faults::fuzz_command(target, FUZZ_SECONDS, Some(FUZZ_SEED))?;
                Ok(Counts::one(run_and_keep(&mut fuzz)?.0))
            });
        }
    }

    fn components(&mut self) {
        self.tests("components in Chromium", || {
            let mut test = Tools::for_components()?.command("cargo");
            test.args([
                "test",
                "--package",
                "sa-token-decoder",
                "--no-fail-fast",
                "--lib",
                "--tests",
            ]);
            test.args(["--target", versions::WASM_TARGET]);
            if let Some(driver) = find_program("chromedriver") {
                test.env("CHROMEDRIVER", driver);
            }
            Ok(test)
        });
    }

    fn page(&mut self) {
        let mut weight = None;
        self.stage("page build", || {
            weight = Some(page::build()?.weight);
            Ok(Counts::one(true))
        });
        self.stage("page weight", || {
            let weight = weight.ok_or("there is no page to weigh: see the build above")?;
            weight.check().map(|()| Counts::one(true))
        });
        self.stage("dist", || dist::dist(dist::Options::default()).map(|()| Counts::one(true)));
    }

    /// The npm package, as somebody would use it.
    fn npm_package(&mut self) {
        self.tests("npm package", || {
            let mut node = Tools::for_scripts()?.command("node");
            node.arg("tests/npm/main.mjs");
            Ok(node)
        });
    }

    /// What was made, checked as somebody would who downloaded it.
    fn release(&mut self) {
        self.tests("release", || {
            let mut node = Tools::for_scripts()?.command("node");
            node.arg("tests/release/main.mjs");
            Ok(node)
        });
    }

    /// The settings for web servers, in the servers themselves.
    fn web_servers(&mut self) {
        self.tests("web servers", || {
            let mut test = Tools::for_web_servers()?.command("cargo");
            test.args(["test", "--package", "e2e", "--test", "servers"]);
            test.env("SA_TOKEN_SITE", dist::site()).env("RUST_BACKTRACE", "0");
            Ok(test)
        });
    }

    fn end_to_end(&mut self, engine: Engine) {
        self.tests(&format!("end to end, {engine}"), || {
            let mut test = Tools::for_engine(engine)?.command("cargo");
            test.args(["test", "--package", "e2e", "--test", "site", "--"]);
            // Two at a time: a browser keeps a core busy.
            test.args([&format!("{engine}::"), "--test-threads=2"]);
            // What went wrong in a browser shows in the message, not on the stack of the test.
            test.env("SA_TOKEN_SITE", dist::site()).env("RUST_BACKTRACE", "0");
            Ok(test)
        });
    }

    /// The element in a site by each generator and framework; one that cannot be had is left out, and
    /// said so.
    fn hosts(&mut self, engines: &[Engine]) {
        // The one that was tested otherwise, if there is one.
        if !dist::folder().join("embed").is_dir() {
            self.stage("dist", || dist::dist(dist::Options::default()).map(|()| Counts::one(true)));
        }
        let (mut built, mut left_out) = (Vec::new(), Vec::new());
        for generator in &hosts::GENERATORS {
            match generator.ready() {
                Ok(ready) => {
                    built.push(format!("{}::", generator.name));
                    let name = format!("a site by {}", generator.name);
                    self.stage(&name, || ready.build().map(|()| Counts::one(true)));
                }
                Err(line) => left_out.push(format!("left out: {}: {line}", generator.name)),
            }
        }
        for engine in engines {
            self.tests(&format!("sites in {engine}"), || {
                let mut test = Tools::for_engine(*engine)?.command("cargo");
                test.args(["test", "--package", "e2e", "--test", "hosts", "--"]);
                test.args(built.iter().map(|name| format!("{name}{engine}::")));
                test.arg("--test-threads=2");
                test.env("SA_TOKEN_HOSTS", hosts::folder()).env("RUST_BACKTRACE", "0");
                Ok(test)
            });
        }
        for line in left_out {
            println!("\n{line}");
        }
    }

    /// A stage that only passes or fails.
    fn check(&mut self, name: &str, command: impl FnOnce() -> Command) {
        self.stage(name, || Ok(Counts::one(run_and_keep(&mut command())?.0)));
    }

    /// A stage that runs tests; one that runs none fails.
    fn tests(&mut self, name: &str, command: impl FnOnce() -> Result<Command>) {
        self.stage(name, || {
            let (succeeded, output) = run_and_keep(&mut command()?)?;
            Counts::of(&output, succeeded)
        });
    }

    fn stage(&mut self, name: &str, work: impl FnOnce() -> Result<Counts>) {
        println!("\n── {name}");
        let (done, time) = timed(work);
        let counts = done.unwrap_or_else(|line| {
            println!("error: {line}");
            Counts::one(false)
        });
        self.stages.push(Stage { name: name.to_owned(), time, counts });
    }

    fn summary(&self) -> bool {
        println!("\n{:<26} {:>8} {:>7} {:>7}", "stage", "time", "passed", "failed");
        let (mut all, mut time) = (Counts::default(), Duration::ZERO);
        for Stage { name, time: stage_time, counts } in &self.stages {
            let seconds = stage_time.as_secs_f64();
            println!("{name:<26} {seconds:>6.1} s {:>7} {:>7}", counts.passed, counts.failed);
            all.passed += counts.passed;
            all.failed += counts.failed;
            time += *stage_time;
        }
        println!("{:<26} {:>6.1} s\n", "all", time.as_secs_f64());
        println!("{} passed, {} failed", all.passed, all.failed);
        all.failed == 0
    }
}

fn cargo(arguments: &[&str]) -> Command {
    let mut command = Command::new("cargo");
    command.current_dir(project_root()).args(arguments);
    command
}
