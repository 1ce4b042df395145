//! Measures the built page in browsers, for `cargo xtask bench`, and prints rows of its tables.
//!
//! `bench compare`: reports beside npm's decoders; `bench keys`: an input event to its result;
//! `bench crowds`: the longest task of the page with many claims or tokens;
//! `bench opening ENGINE`: a navigation to a token explained; `bench long ENGINE`: long files;
//! `bench slow ROUNDS`: first and later visits on a slow network;
//! `bench ticks ENGINE`: the longest stall of the page while thousands of times tick.

mod slow;

use std::time::Duration;

use base64::Engine as _;
use base64::prelude::BASE64_URL_SAFE_NO_PAD as BASE64URL;
use e2e::{Outcome, Page, Setup, samples};
use serde::de::DeserializeOwned;
use serde_json::{Value, json};
use thirtyfour::error::WebDriverError;
use xtask::engines::Engine;

/// How long one long file may take.
const PATIENCE: Duration = Duration::from_secs(300);

const LOADS: usize = 11;
const PRESSES: usize = 60;

/// What a long file is made of, and what that is called.
const PIECES: [(&str, &str); 2] = [
    ("2023-11-14T22:13:20Z INFO server: GET /api/v1/pods 200 from 10.0.0.1\n", "log"),
    ("eyJ", "`eyJ`"),
];
const MEGABYTES: [u32; 3] = [1, 4, 16];

fn main() {
    let mut arguments = std::env::args().skip(1);
    let what = arguments.next().unwrap_or_default();
    let more = arguments.next().unwrap_or_default();
    if what == "slow" {
        return slow::measure(more.parse().unwrap_or(1));
    }
    let engine = Engine::named(&more).unwrap_or(Engine::Chromium);
    let frame = vec![("/bench.html", include_str!("frame.html"))];
    let setup = Setup { extra: frame, framed: what == "opening", ..Setup::default() };
    e2e::run(engine, &setup, async |page| match &*what {
        "compare" => compare(&page).await,
        "opening" => opening(&page).await,
        "keys" => keys(&page).await,
        "crowds" => crowds(&page).await,
        "long" => long(&page).await,
        "ticks" => ticks(&page).await,
        _ => Err(WebDriverError::FatalError("which of the measurements?".to_owned())),
    });
}

/// How many times the hostile token of [`ticks`] holds.
const TIMES: i64 = 2000;

/// Prints the longest stalls of the page's thread with a token of [`TIMES`] times that each read
/// differently every second: as it is pasted, and while it is shown. In the second case its own
/// expiry is near too, so that the answer itself has to be told anew each second.
async fn ticks(page: &Page) -> Outcome {
    for (case, ending) in [("claims", None), ("claims and expiry", Some(45))] {
        page.open().await?;
        let now = page.script("return Math.floor(Date.now() / 1000)", Vec::new()).await?;
        let now = now.as_i64().unwrap_or_default();
        let mut members: Vec<_> =
            (0..TIMES).map(|at| format!("\"nbf\":{}", now - at % 40)).collect();
        members.extend(ending.map(|seconds| format!("\"exp\":{}", now + seconds)));
        let payload = BASE64URL.encode(format!("{{{}}}", members.join(",")));
        let token = format!("eyJhbGciOiJSUzI1NiJ9.{payload}.c2lnbmF0dXJl");
        let stalls: Vec<f64> = measure(page, include_str!("ticks.js"), json!([token])).await?;
        let times: Vec<String> = stalls.iter().map(|time| format!("{time:.0} ms")).collect();
        println!("{case}: {}", times.join(", "));
    }
    Ok(())
}

/// Runs a script that calls back with what it measured.
async fn measure<T: DeserializeOwned>(page: &Page, script: &str, arguments: Value) -> Outcome<T> {
    let arguments = arguments.as_array().cloned().unwrap_or_default();
    let answer = page.driver.execute_async(script, arguments).await?.json().clone();
    serde_json::from_value(answer.clone())
        .map_err(|_| WebDriverError::FatalError(answer.to_string()))
}

async fn compare(page: &Page) -> Outcome {
    page.visit("/bench.html").await?;
    let arguments = json!([samples::BOUND.trim_end(), samples::NOW]);
    let times: Value = measure(page, include_str!("compare.js"), arguments).await?;
    let of = |name: &str| -> Vec<f64> {
        let times = times.get(name).and_then(Value::as_array).into_iter().flatten();
        times.filter_map(Value::as_f64).collect()
    };
    let (jose, jwt_decode) = (of("jose"), of("jwtDecode"));
    for (name, words) in [
        ("inside", "the whole report, inside wasm"),
        ("object", "the whole report, as a JavaScript object"),
        ("jose", "jose, header and payload"),
        ("jwtDecode", "jwt-decode, header and payload"),
    ] {
        let times = of(name);
        let ratio = |other: &[f64]| {
            Spread::of(times.iter().zip(other).map(|(time, other)| time / other).collect())
        };
        let (to_jose, to_jwt_decode) = (ratio(&jose).middle, ratio(&jwt_decode).middle);
        let Spread { low, middle, high } = Spread::of(times.clone());
        println!(
            "| {words} | {to_jose:.2} | {to_jwt_decode:.2} | {middle:.1} µs | {low:.1} to {high:.1} µs |"
        );
    }
    Ok(())
}

async fn opening(page: &Page) -> Outcome {
    page.visit("/bench.html").await?;
    let arguments = json!(["#example=bound-pod-extended", LOADS]);
    let loads: Vec<Value> = measure(page, include_str!("opening.js"), arguments).await?;
    let of = |name: &str| Spread::of(numbers(&loads, name));
    let (paint, wasm, explained) = (of("paint"), of("wasm"), of("explained"));
    println!(
        "| {} | {:.0} ms | {:.0} ms | {:.0} ms | {:.0} to {:.0} ms |",
        page.engine, paint.middle, wasm.middle, explained.middle, explained.low, explained.high,
    );
    Ok(())
}

async fn keys(page: &Page) -> Outcome {
    page.open().await?;
    let texts = [two_kilobytes("default"), two_kilobytes("another")];
    for slower in SLOWER {
        slow_down(page, slower).await?;
        let all: Vec<Value> =
            measure(page, include_str!("keys.js"), json!([texts, PRESSES])).await?;
        let names = [("shown", "the result is in the page"), ("painted", "a frame shows it")];
        for (name, words) in names {
            let Spread { low, middle, high } = Spread::of(numbers(&all, name));
            println!("| {words} | {slower} | {middle:.1} ms | {low:.1} to {high:.1} ms |");
        }
    }
    Ok(())
}

/// How many times slower the processor is that a measurement is made on.
const SLOWER: [u32; 2] = [1, 4];

/// Makes Chromium believe in a slower processor.
async fn slow_down(page: &Page, times: u32) -> Outcome {
    let rate = json!({ "rate": times });
    page.driver.cdp().send_raw("Emulation.setCPUThrottlingRate", rate).await.map(drop)
}

/// How often a crowd is pasted.
const CROWDS: usize = 11;

/// Prints the longest task of the page while a token of 60 claims, and 50 tokens, are pasted and shown.
async fn crowds(page: &Page) -> Outcome {
    let accounts = (0..50).map(|at| two_kilobytes(&format!("account-{at}")));
    let tokens: Vec<String> = accounts.collect();
    for (words, text) in
        [("a token of 60 claims", sixty_claims()), ("50 tokens", tokens.join("\n"))]
    {
        for slower in SLOWER {
            let mut longest: Vec<f64> = Vec::new();
            for _ in 0..CROWDS {
                slow_down(page, 1).await?;
                page.open().await?;
                slow_down(page, slower).await?;
                longest.push(measure(page, include_str!("crowds.js"), json!([text])).await?);
            }
            let Spread { low, middle, high } = Spread::of(longest);
            println!("| {words} | {slower} | {middle:.0} ms | {low:.0} to {high:.0} ms |");
        }
    }
    slow_down(page, 1).await
}

/// A token of 60 claims, which the page knows nothing of.
fn sixty_claims() -> String {
    let claims: serde_json::Map<_, _> =
        (0..60).map(|at| (format!("claim{at}"), json!(format!("value {at}")))).collect();
    let payload = BASE64URL.encode(Value::Object(claims).to_string());
    format!("{}.{payload}.{}", BASE64URL.encode(r#"{"alg":"RS256"}"#), "A".repeat(342))
}

async fn long(page: &Page) -> Outcome {
    page.driver.set_script_timeout(PATIENCE).await?;
    for (piece, words) in PIECES {
        let mut cells = String::new();
        for megabytes in MEGABYTES {
            page.open().await?;
            let arguments = json!([piece, megabytes]);
            let cost: Value = measure(page, include_str!("long.js"), arguments).await?;
            let of = |name: &str| cost.get(name).and_then(Value::as_f64).unwrap_or(f64::NAN);
            cells += &format!(" {:.0} of {:.0} ms |", of("longest"), of("whole"));
        }
        println!("| {} | {words} |{cells}", page.engine);
    }
    Ok(())
}

fn numbers(all: &[Value], name: &str) -> Vec<f64> {
    all.iter().filter_map(|one| one.get(name)?.as_f64()).collect()
}

/// A token of 2 KB of a service account.
fn two_kilobytes(account: &str) -> String {
    let payload = json!({
        "iss": "https://kubernetes.default.svc.cluster.local",
        "aud": ["https://kubernetes.default.svc.cluster.local"],
        "iat": samples::NOW, "nbf": samples::NOW, "exp": samples::NOW + 3607,
        "sub": format!("system:serviceaccount:bench:{account}"),
        "kubernetes.io": {
            "namespace": "bench",
            "serviceaccount": { "name": account, "uid": "00000000-0000-4000-8000-000000000000" },
        },
        "note": "x".repeat(700),
    });
    let header = BASE64URL.encode(r#"{"alg":"RS256","kid":"bench"}"#);
    format!("{header}.{}.{}", BASE64URL.encode(payload.to_string()), "A".repeat(342))
}

/// The middle of some measurements, and where the tenth and the ninetieth of a hundred stand.
struct Spread {
    low: f64,
    middle: f64,
    high: f64,
}

impl Spread {
    fn of(mut numbers: Vec<f64>) -> Self {
        numbers.sort_by(f64::total_cmp);
        let at = |percent: usize| {
            let index = (numbers.len().saturating_sub(1) * percent).div_ceil(100);
            numbers.get(index).copied().unwrap_or(f64::NAN)
        };
        Self { low: at(10), middle: at(50), high: at(90) }
    }
}
