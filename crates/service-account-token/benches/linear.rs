//! What hostile texts of 1 to 16 MB cost in time and memory, as a table of ratios:
//! `cargo bench -p service-account-token --bench linear`.

mod support;

use std::hint::black_box;
use std::time::Duration;

use base64::Engine as _;
use base64::prelude::BASE64_STANDARD;
use cpu_time::ThreadTime;
use peak_alloc::PeakAlloc;
use service_account_token::inspect;

#[global_allocator]
static MEMORY: PeakAlloc = PeakAlloc;

const MB: usize = 1 << 20;
const SIZES: [usize; 5] = [MB, 2 * MB, 4 * MB, 8 * MB, 16 * MB];

/// The fastest of so many runs counts.
const RUNS: usize = 3;

/// What a text holds, and how one of so many bytes is made.
type Text = (&'static str, fn(usize) -> String);

const TEXTS: [Text; 21] = [
    ("a log with tokens", support::log),
    ("one token after the other", |bytes| repeat(&format!("{}\n", support::bound()), bytes)),
    ("`eyJhbGciOiJSUzI1NiJ9.`", |bytes| repeat("eyJhbGciOiJSUzI1NiJ9.", bytes)),
    ("`eyJ`", |bytes| repeat("eyJ", bytes)),
    ("`ZXlK`", |bytes| repeat("ZXlK", bytes)),
    ("dots", |bytes| repeat(".", bytes)),
    ("brackets", |bytes| repeat("[", bytes)),
    ("quotes", |bytes| repeat("\"", bytes)),
    ("backslashes", |bytes| repeat("\\", bytes)),
    ("`%65`", |bytes| repeat("%65", bytes)),
    ("`=`", |bytes| repeat("=", bytes)),
    ("blanks", |bytes| repeat(" ", bytes)),
    ("line breaks", |bytes| repeat("\n", bytes)),
    ("one long line", |bytes| repeat("a", bytes)),
    ("zero-width characters", |bytes| repeat("\u{200b}", bytes)),
    ("another script", |bytes| repeat("語", bytes)),
    ("YAML aliases", |bytes| repeat("- &b [*a, *a, *a]\n", bytes)),
    ("a JSON document", |bytes| format!("[{}0]", repeat(r#"{"name":"value","n":1},"#, bytes))),
    ("base64 of a log", |bytes| BASE64_STANDARD.encode(support::log(bytes / 4 * 3))),
    ("a token with many claims", |bytes| {
        support::token(&format!("{{{}\"end\":0}}", repeat("\"member\":\"value\",", bytes / 4 * 3)))
    }),
    ("a token nested deep", |bytes| {
        let depth = bytes / 8 * 3;
        support::token(&format!("{{\"a\":{}{}}}", "[".repeat(depth), "]".repeat(depth)))
    }),
];

fn repeat(piece: &str, bytes: usize) -> String {
    piece.repeat(bytes / piece.len())
}

/// What one report cost.
struct Cost {
    /// Of the processor, so that what else the machine does costs nothing.
    time: Duration,
    /// Bytes held at once at the most, for each byte of the text, which is not counted.
    memory: f64,
}

fn cost(text: &str) -> Cost {
    let options = support::options();
    let mut cost = Cost { time: Duration::MAX, memory: 0.0 };
    for _ in 0..RUNS {
        let before = MEMORY.current_usage();
        MEMORY.reset_peak_usage();
        let start = ThreadTime::now();
        let report = inspect(black_box(text.as_bytes()), &options);
        cost.time = cost.time.min(start.elapsed());
        drop(black_box(report));
        cost.memory = (MEMORY.peak_usage() - before) as f64 / text.len() as f64;
    }
    cost
}

fn main() {
    println!("| 16 MB of | 2:1 | 4:2 | 8:4 | 16:8 | memory, 1 MB | 16 MB | time |");
    println!("|---|--:|--:|--:|--:|--:|--:|--:|");
    for (name, make) in TEXTS {
        let costs = SIZES.map(|bytes| cost(&make(bytes)));
        let ratios = costs.windows(2).map(|pair| match pair {
            [half, whole] => whole.time.as_secs_f64() / half.time.as_secs_f64(),
            _ => f64::NAN,
        });
        let ratios: Vec<_> = ratios.map(|ratio| format!("{ratio:.2}")).collect();
        let [first, .., last] = &costs;
        println!(
            "| {name} | {} | {:.1} | {:.1} | {:.0} ms |",
            ratios.join(" | "),
            first.memory,
            last.memory,
            last.time.as_secs_f64() * 1000.0,
        );
    }
}
