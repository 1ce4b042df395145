//! The decoder alone as a module, for `cargo xtask bench`: what a report costs inside of wasm,
//! without being turned into a JavaScript object. It is built as the page is, and never shipped.

use service_account_token::Options;
use wasm_bindgen::prelude::wasm_bindgen;

/// Reads a text so many times, and says how many tokens there were in all.
#[wasm_bindgen]
pub fn reports(text: &str, now: f64, rounds: u32) -> usize {
    let options = Options::new().now(now as i64);
    (0..rounds)
        .map(|_| service_account_token::inspect(text.as_bytes(), &options).tokens.len())
        .sum()
}
