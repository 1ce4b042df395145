//! How long one report takes, natively: `cargo bench -p sa-token --bench native`.

mod support;

use std::hint::black_box;

use criterion::{Criterion, Throughput, criterion_group, criterion_main};
use sa_token::inspect;

fn reports(criterion: &mut Criterion) {
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

fn json(criterion: &mut Criterion) {
    let report = inspect(support::bound().as_bytes(), &support::options());
    criterion.bench_function("JSON of a report", |bencher| {
        bencher.iter(|| serde_json::to_string(black_box(&report)));
    });
}

criterion_group!(benches, reports, json);
criterion_main!(benches);
