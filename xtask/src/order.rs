//! Puts the functions of a wasm module in an order in which like stands beside like, which brotli
//! makes smaller: it costs fewer bits to repeat what stood there a moment ago.
//!
//! The order is written as the functions' names, and wasm-opt sorts by these
//! (`--reorder-functions-by-name`): so nothing here has to touch the code itself.

use xtask::Result;

use crate::wasm::Module;

/// How many bytes in a row are compared: about an instruction with its operand.
const WINDOW_BYTES: usize = 4;

/// Words of 64 bits in what is kept of a function.
const SKETCH_WORDS: usize = 256;

/// Which windows a function has: one bit for each, by its hash.
type Sketch = [u64; SKETCH_WORDS];

/// The module, with names for its functions that sort them by likeness; names that it had are lost.
pub(crate) fn named_by_likeness(bytes: &[u8]) -> Result<Vec<u8>> {
    let mut module = Module::read(bytes)?;
    let sketches: Vec<Sketch> = module.functions.iter().map(|code| sketch(code)).collect();
    for (place, function) in by_likeness(&sketches).into_iter().enumerate() {
        if let Some(name) = module.names.get_mut(function) {
            *name = format!("{place:06}");
        }
    }
    Ok(module.written())
}

/// A way through all functions, from the largest on always to the likest that is left.
fn by_likeness(sketches: &[Sketch]) -> Vec<usize> {
    let sizes: Vec<u32> =
        sketches.iter().map(|sketch| sketch.iter().map(|word| word.count_ones()).sum()).collect();
    let mut left: Vec<usize> = (0..sketches.len()).collect();
    let mut order = Vec::with_capacity(left.len());
    let mut next = (0..left.len()).max_by_key(|at| sizes.get(*at));
    while let Some(at) = next {
        let current = left.swap_remove(at);
        order.push(current);
        // How much of the other stands in this one.
        let likeness = |other: &usize| -> Option<f64> {
            let shared: u32 = std::iter::zip(sketches.get(current)?, sketches.get(*other)?)
                .map(|(one, other)| (one & other).count_ones())
                .sum();
            Some(f64::from(shared) / f64::from(*sizes.get(*other)?.max(&1)))
        };
        let likest = left.iter().map(|other| likeness(other).unwrap_or_default()).enumerate();
        next = likest.max_by(|one, other| one.1.total_cmp(&other.1)).map(|(at, _)| at);
    }
    order
}

fn sketch(code: &[u8]) -> Sketch {
    let mut sketch = [0; SKETCH_WORDS];
    for window in code.windows(WINDOW_BYTES) {
        // FNV-1a: the same on every machine.
        let hash = window.iter().fold(0xcbf2_9ce4_8422_2325_u64, |hash, byte| {
            (hash ^ u64::from(*byte)).wrapping_mul(0x0100_0000_01b3)
        });
        let bit = (hash >> 20) as usize % (SKETCH_WORDS * 64);
        if let Some(word) = sketch.get_mut(bit / 64) {
            *word |= 1 << (bit % 64);
        }
    }
    sketch
}

#[cfg(test)]
mod tests {
    use super::{by_likeness, named_by_likeness, sketch};
    use crate::wasm::Module;
    use crate::wasm::tests::module;

    #[test]
    fn like_functions_stand_side_by_side() {
        let bodies: [&[u8]; 4] =
            [b"abcdefghijklmnopqrst", b"0123456789", b"abcdefghijklm", b"012345678-"];
        assert!(by_likeness(&bodies.map(sketch)).starts_with(&[0, 2]));
        let bodies: [&[u8]; 4] = [b"abcdefghijklmnopqrst", b"0123456789", b"stuv", b"012345678-"];
        assert!(matches!(
            by_likeness(&bodies.map(sketch))[..],
            [0, 1, 3, 2] | [0, 3, 1, 2] | [0, 2, 1, 3] | [0, 2, 3, 1]
        ));
    }

    #[test]
    fn the_names_are_the_places() {
        let named = named_by_likeness(&module(&[b"abcdefgh", b"ghijkl"])).unwrap();
        assert_eq!(Module::read(&named).unwrap().names, ["000000", "000001"]);
    }
}
