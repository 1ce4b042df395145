//! Checks the signatures of all tokens of a text.

use std::cell::Cell;
use std::rc::Rc;

use service_account_token::report::Verification;
use service_account_token::{Keys, Paste, Plan, verification};
use wasm_bindgen_futures::spawn_local;

use super::web_crypto;

/// A check that goes on until it is dropped.
#[derive(Debug)]
pub struct Checking(Rc<Cell<bool>>);

impl Drop for Checking {
    fn drop(&mut self) {
        self.0.set(true);
    }
}

/// Checks the signature of each token with these keys, and calls back with what that proves, unless the check
/// is dropped before.
pub fn check(
    bytes: &[u8],
    keys: &Keys,
    done: impl FnOnce(Vec<Verification>) + 'static,
) -> Checking {
    let paste = Paste::read(bytes);
    let count = paste.tokens().len();
    let plans: Vec<Plan> = (0..count).map(|token| paste.plan(token, keys)).collect();
    let is_dropped = Rc::new(Cell::new(false));
    let checking = Checking(Rc::clone(&is_dropped));
    let keys = keys.clone();
    spawn_local(async move {
        let mut results = Vec::new();
        for plan in plans {
            let outcomes = web_crypto::run(&plan).await;
            if is_dropped.get() {
                return;
            }
            results.push(verification(&plan, &keys, &outcomes));
        }
        done(results);
    });
    checking
}
