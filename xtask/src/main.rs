//! The project's commands: `cargo xtask serve`, `test`, `size`, `dist`, `bench`, `screenshots`,
//! `examples`, `fuzz`, `mutants`, `coverage`, `deny`, `styles` and `scripts`.
//!
//! Each installs what it misses, says each step with its reason and its time, and on failure prints
//! one line with the remedy.

mod apt;
mod bench;
mod benchmarks;
mod compile;
mod counts;
mod digest;
mod dist;
mod examples;
mod faults;
mod hosts;
mod page;
mod replace;
mod run;
mod screenshots;
mod scripts;
mod serve;
mod shrink;
mod styles;
mod test;
mod tools;
mod versions;

use std::process::ExitCode;

use lexopt::prelude::{Long, Short, Value, ValueExt};
use xtask::Result;
use xtask::engines::Engine;

const HELP: &str = "\
Usage: cargo xtask COMMAND

  serve [--port N] [--open] [--dev]       build the page and serve it on http://127.0.0.1:8080
        [--dist]                          --open: in the browser; --dev: rebuild on each change;
                                          --dist: all that is shipped, with the guide to embedding
  test [--engine NAME]... [--fast]        run every test; --engine: only in chromium, firefox or
                                          webkit; --fast: only lints and native tests
  test --hosts [--engine NAME]...         only the element of dist/, in a small site by each of
                                          five documentation generators and of two frameworks,
                                          installed in target/hosts
  size                                    build the page and weigh every file that it loads
  dist [--twice] [--docs]                 make all that is shipped, in dist/: the site, the tool in
                                          one file, what embeds it, the npm package, a manifest and
                                          checksums, the file to sign (see docs/releasing.md);
                                          --twice: show that it is the same made in another folder;
                                          --docs: renew its tables
  screenshots [--docs]                    pictures of the page into screenshots/; --docs: renew
                                          those in docs/
  examples [--fresh]                      make the example tokens from www/examples/examples.json;
                                          --fresh: sign all of them anew
  bench [--rounds N] [--docs] [TABLE]...  measure the decoder and the page: slow, input, compare,
                                          native, opening, long and linear; --rounds: on the slow
                                          network, 9 otherwise; --docs: renew docs/benchmarks.md
  fuzz [--seconds N] [TARGET]...          fuzz the decoder, 60 seconds a target: paste, token, json
  mutants [OPTION]...                     break the decoder here and there to see which test
                                          notices; options go to cargo-mutants
  coverage                                how much of the decoder its tests run through
  deny                                    licences, sources and duplicates of the dependencies
  styles                                  join the stylesheets into target/page.css; Trunk calls it
  scripts                                 bundle the page's scripts; Trunk calls it";

/// A command with its options.
enum Task {
    Help,
    Serve(serve::Options),
    Test(test::Options),
    Size,
    Dist(dist::Options),
    Styles,
    Scripts,
    Screenshots { docs: bool },
    Examples { fresh: bool },
    Bench(bench::Options),
    Fuzz(faults::Fuzz),
    Mutants { options: Vec<String> },
    Coverage,
    Deny,
}

fn main() -> ExitCode {
    let done = parse().and_then(|task| match task {
        Task::Help => {
            println!("{HELP}");
            Ok(true)
        }
        Task::Serve(options) => serve::serve(&options).map(|()| true),
        Task::Test(options) => test::test(&options),
        Task::Size => page::build().and_then(|site| site.weight.check()).map(|()| true),
        Task::Dist(options) => dist::dist(options).map(|()| true),
        Task::Styles => styles::join().map(|()| true),
        Task::Scripts => scripts::of_the_page().map(|()| true),
        Task::Bench(options) => bench::bench(&options).map(|()| true),
        Task::Screenshots { docs } => screenshots::take(docs).map(|()| true),
        Task::Examples { fresh } => examples::make(fresh).map(|()| true),
        Task::Fuzz(options) => faults::fuzz(&options).map(|()| true),
        Task::Mutants { options } => faults::mutants(&options).map(|()| true),
        Task::Coverage => faults::coverage().map(|()| true),
        Task::Deny => faults::deny().map(|()| true),
    });
    match done {
        Ok(true) => ExitCode::SUCCESS,
        Ok(false) => ExitCode::FAILURE,
        Err(line) => {
            eprintln!("error: {line}");
            ExitCode::FAILURE
        }
    }
}

fn parse() -> Result<Task> {
    read_arguments().map_err(|error| format!("{error}\n\n{HELP}"))
}

fn read_arguments() -> std::result::Result<Task, lexopt::Error> {
    let mut arguments = lexopt::Parser::from_env();
    let mut task = match arguments.next()? {
        None | Some(Long("help") | Short('h')) => return Ok(Task::Help),
        Some(Value(name)) => match name.to_str() {
            Some("help") => return Ok(Task::Help),
            Some("serve") => {
                let what = serve::What::Page;
                Task::Serve(serve::Options { port: 8080, open: false, what })
            }
            Some("test") => Task::Test(test::Options::default()),
            Some("size") => Task::Size,
            Some("dist") => Task::Dist(dist::Options::default()),
            Some("styles") => Task::Styles,
            Some("scripts") => Task::Scripts,
            Some("bench") => Task::Bench(bench::Options::default()),
            Some("screenshots") => Task::Screenshots { docs: false },
            Some("examples") => Task::Examples { fresh: false },
            Some("fuzz") => Task::Fuzz(faults::Fuzz { seconds: 60, targets: Vec::new() }),
            Some("mutants") => {
                let rest = arguments.raw_args()?.map(|option| option.string());
                Task::Mutants { options: rest.collect::<std::result::Result<_, _>>()? }
            }
            Some("coverage") => Task::Coverage,
            Some("deny") => Task::Deny,
            _ => return Err(Value(name).unexpected()),
        },
        Some(argument) => return Err(argument.unexpected()),
    };
    while let Some(argument) = arguments.next()? {
        match (&mut task, argument) {
            (_, Long("help") | Short('h')) => return Ok(Task::Help),
            (Task::Serve(options), Long("port")) => options.port = arguments.value()?.parse()?,
            (Task::Serve(options), Long("open")) => options.open = true,
            (Task::Serve(options), Long("dev")) => options.what = serve::What::Changing,
            (Task::Serve(options), Long("dist")) => options.what = serve::What::Dist,
            (Task::Test(options), Long("fast")) => options.fast = true,
            (Task::Test(options), Long("hosts")) => options.hosts = true,
            (Task::Test(options), Long("engine")) => {
                let name = arguments.value()?.string()?;
                let engine = Engine::named(&name)
                    .ok_or("an engine is one of chromium, firefox and webkit")?;
                options.engines.push(engine);
            }
            (Task::Fuzz(options), Long("seconds")) => {
                options.seconds = arguments.value()?.parse()?
            }
            (Task::Fuzz(options), Value(target)) => options.targets.push(target.string()?),
            (Task::Dist(options), Long("twice")) => options.twice = true,
            (Task::Dist(options), Long("docs")) => options.renew = true,
            (Task::Examples { fresh }, Long("fresh")) => *fresh = true,
            (Task::Screenshots { docs }, Long("docs")) => *docs = true,
            (Task::Bench(options), Long("docs")) => options.renew = true,
            (Task::Bench(options), Long("rounds")) => {
                options.rounds = arguments.value()?.parse()?
            }
            (Task::Bench(options), Value(table)) => options.tables.push(table.string()?),
            (_, argument) => return Err(argument.unexpected()),
        }
    }
    Ok(task)
}
