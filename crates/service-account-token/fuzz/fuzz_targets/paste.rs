//! A whole paste: any bytes.

#![no_main]

#[path = "../../tests/promises/mod.rs"]
mod promises;

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| {
    promises::hold(bytes, Some(1_700_000_000));
});
