//! Takes out of a wasm module what a panic would say: the functions that begin to tell of one stop
//! at once, as an `unreachable` instruction, and with them goes all that only they called for.
//!
//! The page loses 4 KB, and a panic's text, which may quote what was pasted, is never even made.
//! `boot.mjs` sees the stop as a `WebAssembly.RuntimeError` and shows its message.

use xtask::Result;

use crate::wasm::Module;

/// A function without local variables that stops.
const STOP: &[u8] = b"\0\0\x0b";

/// Beginnings or parts of the names of the functions that tell of a panic.
const TELLERS: [&str; 20] = [
    "core::panicking::",
    "std::panicking::panic",
    "std::panicking::begin_panic",
    "slice_error_fail",
    "slice_index_fail",
    "len_mismatch_fail",
    "option::expect_failed",
    "option::unwrap_failed",
    "result::unwrap_failed",
    "panic_already",
    "panic_access_error",
    "panic_poisoned",
    "raw_vec::handle_error",
    "alloc::handle_alloc_error",
    "capacity_overflow",
    "StringPayload",
    "StrPayload",
    "console_error_panic_hook::hook",
    // What a panic says of a value; nothing else on the page is written in this form.
    "core::fmt::Debug>::fmt",
    "core::fmt::builders::",
];

/// The module without them; an error if there are none, since then they have other names now.
pub(crate) fn silenced(bytes: &[u8]) -> Result<Vec<u8>> {
    let mut module = Module::read(bytes)?;
    let mut silenced = 0;
    for (function, name) in std::iter::zip(&mut module.functions, &module.names) {
        let name = without_hashes(name);
        if TELLERS.iter().any(|teller| name.contains(teller)) {
            *function = STOP;
            silenced += 1;
        }
    }
    match silenced {
        0 => Err("the wasm has no function that panics: see xtask/src/panics.rs".to_owned()),
        _ => Ok(module.written()),
    }
}

/// A name without the hashes of crates: `core[0123456789abcdef]::fmt` is `core::fmt`.
fn without_hashes(name: &str) -> String {
    let mut plain = String::with_capacity(name.len());
    let mut rest = name;
    while let Some((before, after)) = rest.split_once('[') {
        plain.push_str(before);
        let hash = after.split_once(']').filter(|(hash, _)| {
            hash.len() == 16 && hash.bytes().all(|byte| byte.is_ascii_hexdigit())
        });
        rest = match hash {
            Some((_, after)) => after,
            None => {
                plain.push('[');
                after
            }
        };
    }
    plain + rest
}

#[cfg(test)]
mod tests {
    use super::{STOP, silenced, without_hashes};
    use crate::wasm::Module;
    use crate::wasm::tests::module;

    #[test]
    fn only_what_tells_of_a_panic_stops() {
        let plain = module(&[b"abcdef", b"ghijkl"]);
        let mut read = Module::read(&plain).unwrap();
        read.names = ["core[0123456789abcdef]::panicking::panic_fmt", "sa_token::inspect"]
            .map(str::to_owned)
            .to_vec();
        let silent = silenced(&read.written()).unwrap();
        assert_eq!(Module::read(&silent).unwrap().functions, [STOP, b"ghijkl"]);
        assert!(silenced(&plain).unwrap_err().contains("no function that panics"));
    }

    #[test]
    fn a_hash_is_left_out_and_nothing_else() {
        assert_eq!(without_hashes("<[u8] as core[0123456789abcdef]::fmt>"), "<[u8] as core::fmt>");
        assert_eq!(without_hashes("a[0123"), "a[0123");
    }
}
