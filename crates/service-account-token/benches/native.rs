//! How long one report takes, natively: `cargo bench -p service-account-token --bench native`.

mod support;

use std::hint::black_box;
use std::time::Duration;

use cpu_time::ThreadTime;
use criterion::measurement::{Measurement, ValueFormatter, WallTime};
use criterion::{Criterion, Throughput, criterion_group, criterion_main};
use service_account_token::inspect;

/// Time of the processor, so that what else the machine does costs nothing.
struct ProcessorTime;

impl Measurement for ProcessorTime {
    type Intermediate = ThreadTime;
    type Value = Duration;

    fn start(&self) -> ThreadTime {
        ThreadTime::now()
    }

    fn end(&self, start: ThreadTime) -> Duration {
        start.elapsed()
    }

    fn add(&self, one: &Duration, other: &Duration) -> Duration {
        *one + *other
    }

    fn zero(&self) -> Duration {
        Duration::ZERO
    }

    fn to_f64(&self, time: &Duration) -> f64 {
        time.as_nanos() as f64
    }

    fn formatter(&self) -> &dyn ValueFormatter {
        WallTime.formatter()
    }
}

fn reports(criterion: &mut Criterion<ProcessorTime>) {
    let options = support::options();
    let texts = [
        ("bound token", support::bound().to_owned()),
        ("legacy token", support::legacy().to_owned()),
        ("60 claims", support::sixty_claims()),
        ("log of 1 MB", support::log(1 << 20)),
    ];
    let mut group = criterion.benchmark_group("inspect");
    for (name, text) in &texts {
        group.throughput(Throughput::Bytes(text.len() as u64));
        group.bench_function(*name, |bencher| {
            bencher.iter(|| inspect(black_box(text.as_bytes()), &options));
        });
    }
    group.finish();
}

fn json(criterion: &mut Criterion<ProcessorTime>) {
    let report = inspect(support::bound().as_bytes(), &support::options());
    criterion.bench_function("JSON of a report", |bencher| {
        bencher.iter(|| serde_json::to_string(black_box(&report)));
    });
}

criterion_group! {
    name = benches;
    config = Criterion::default().with_measurement(ProcessorTime);
    targets = reports, json
}
criterion_main!(benches);
