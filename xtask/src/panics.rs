//! Takes out of a wasm module what a panic would say: the functions that begin to tell of one stop
//! at once, as an `unreachable` instruction, and with them goes all that only they called for. Where
//! in the source it was is overwritten with zeros. What the page never does stops likewise.
//!
//! The page loses 6 KB, and a panic's text, which may quote what was pasted, is never even made.
//! `boot.mjs` sees the stop as a `WebAssembly.RuntimeError` and shows its message.

use std::ops::Range;

use xtask::Result;

use crate::wasm::{Module, Segment};

/// A function without local variables that stops.
pub(crate) const STOP: &[u8] = b"\0\0\x0b";

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

/// Parts of the names of what Yew can do and the page never does: HTML from strings, which the house
/// forbids, portals, and waiting for what is not there yet. Should it come to it after all, the page
/// stops with its message, and the end-to-end tests with it.
const UNUSED: [&str; 3] =
    ["dom_bundle::braw::", "dom_bundle::bportal::", "dom_bundle::bsuspense::"];

/// The module without them; an error if there are none, since then they have other names now.
pub(crate) fn silenced(bytes: &[u8]) -> Result<Vec<u8>> {
    let mut module = Module::read(bytes)?;
    let mut silenced = 0;
    for (function, name) in std::iter::zip(&mut module.functions, &module.names) {
        let name = without_hashes(name);
        if TELLERS.iter().chain(&UNUSED).any(|part| name.contains(part)) {
            *function = STOP;
            silenced += 1;
        }
    }
    if silenced == 0 {
        return Err("the wasm has no function that panics: see xtask/src/panics.rs".to_owned());
    }
    let segments = module.segments.clone();
    let data = module.data()?;
    for gone in places(&segments, data) {
        data.get_mut(gone).unwrap_or_default().fill(0);
    }
    Ok(module.written())
}

/// The size of a `core::panic::Location`: the address and the length of a file's name, line, column.
const LOCATION_BYTES: usize = 16;

/// Where the places in the source and the names of their files stand.
fn places(segments: &[Segment], data: &[u8]) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    for segment in segments {
        let aligned = segment.place.start + segment.address.wrapping_neg() % 4;
        for start in (aligned..segment.place.end).step_by(4) {
            let location = start..start + LOCATION_BYTES;
            let name = data.get(location.clone()).and_then(|it| name_of_file(it, segments));
            if let Some(name) = name
                && data.get(name.clone()).is_some_and(|name| name.ends_with(b".rs"))
            {
                found.extend([location, name]);
            }
        }
    }
    found
}

/// Where the name of a file stands, if these bytes may be a place in the source.
fn name_of_file(location: &[u8], segments: &[Segment]) -> Option<Range<usize>> {
    let (words, []) = location.as_chunks::<4>() else { return None };
    let [address, length, line, column] = words else { return None };
    let number = |word: &[u8; 4]| u32::from_le_bytes(*word) as usize;
    let plausible = number(line) > 0 && number(column) > 0;
    let place = || segments.iter().find_map(|it| it.place_of(number(address), number(length)));
    plausible.then(place).flatten()
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

    /// Where the data of the tests begins in memory, which fits into one byte.
    const ADDRESS: u8 = 32;

    /// A module with two functions, one of which panics, and with this data.
    fn module_with(data: &[u8]) -> Vec<u8> {
        let mut plain = module(&[b"abcdef", b"ghijkl"]);
        let head = [1, 0, 0x41, ADDRESS, 0x0b, data.len() as u8];
        plain.extend([11, (head.len() + data.len()) as u8]);
        plain.extend(head);
        plain.extend(data);
        let mut read = Module::read(&plain).unwrap();
        read.names = ["core[0123456789abcdef]::panicking::panic_fmt", "sa_token::inspect"]
            .map(str::to_owned)
            .to_vec();
        read.written()
    }

    #[test]
    fn only_what_tells_of_a_panic_stops() {
        let silent = silenced(&module_with(b"")).unwrap();
        assert_eq!(Module::read(&silent).unwrap().functions, [STOP, b"ghijkl"]);
        let plain = module(&[b"abcdef", b"ghijkl"]);
        assert!(silenced(&plain).unwrap_err().contains("no function that panics"));
    }

    #[test]
    fn places_in_the_source_are_gone_and_other_texts_stay() {
        let mut data = b"src/a.rs, a text".to_vec();
        // Two places in one file, and one thing that only looks like a place.
        for numbers in [[32, 8, 7, 9], [32, 8, 70, 1], [42, 6, 7, 9]] {
            data.extend(numbers.into_iter().flat_map(u32::to_le_bytes));
        }
        let silent = silenced(&module_with(&data)).unwrap();
        let rest = [&[0; 8][..], b", a text", &[0; 32], &data[48..]].concat();
        assert!(silent.windows(rest.len()).any(|window| window == rest));
        assert!(!silent.windows(3).any(|window| window == b".rs"));
    }

    #[test]
    fn a_hash_is_left_out_and_nothing_else() {
        assert_eq!(without_hashes("<[u8] as core[0123456789abcdef]::fmt>"), "<[u8] as core::fmt>");
        assert_eq!(without_hashes("a[0123"), "a[0123");
    }
}
