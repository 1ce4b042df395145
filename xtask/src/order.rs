//! Puts the functions of a wasm module in an order in which like stands beside like, which brotli
//! makes smaller: it costs fewer bits to repeat what stood there a moment ago.
//!
//! The order is written as the functions' names, and wasm-opt sorts by these
//! (`--reorder-functions-by-name`): so nothing here has to touch the code itself.
//!
//! The form of a module: <https://webassembly.github.io/spec/core/binary/modules.html>.

use xtask::Result;

/// The bytes before the first section: the mark of a module and its version.
const PREAMBLE_BYTES: usize = 8;

const CUSTOM_SECTION: u8 = 0;
const IMPORT_SECTION: u8 = 2;
const CODE_SECTION: u8 = 10;

/// Which subsection of the section `name` holds the names of the functions.
const FUNCTION_NAMES: u8 = 1;

/// How many bytes in a row are compared: about an instruction with its operand.
const WINDOW_BYTES: usize = 4;

/// Words of 64 bits in what is kept of a function. Twice as many gained 0.05 %.
const SKETCH_WORDS: usize = 64;

/// Which windows a function has: one bit for each, by its hash.
type Sketch = [u64; SKETCH_WORDS];

/// The module, with names for its functions that sort them by likeness; names that it had are lost.
pub(crate) fn named_by_likeness(module: &[u8]) -> Result<Vec<u8>> {
    let preamble = module.get(..PREAMBLE_BYTES).ok_or("the wasm is cut off")?;
    let mut rest = Reader { bytes: module.get(PREAMBLE_BYTES..).unwrap_or_default() };
    let mut named = preamble.to_vec();
    let (mut imported, mut sketches) = (0, Vec::new());
    while !rest.bytes.is_empty() {
        let id = rest.byte()?;
        let section = rest.sized()?;
        match id {
            IMPORT_SECTION => imported = count_imported_functions(section)?,
            CODE_SECTION => sketches = sketch_all(section)?,
            _ => {}
        }
        if !(id == CUSTOM_SECTION && Reader { bytes: section }.sized()? == b"name") {
            named.push(id);
            write_sized(&mut named, section);
        }
    }
    named.push(CUSTOM_SECTION);
    write_sized(&mut named, &name_section(imported, &by_likeness(&sketches)));
    Ok(named)
}

/// The content of the section `name`: the functions that are defined here, by their places in
/// `order`, and the imported ones, which nothing moves.
fn name_section(imported: usize, order: &[usize]) -> Vec<u8> {
    let mut places = vec![0; order.len()];
    for (place, function) in order.iter().enumerate() {
        if let Some(slot) = places.get_mut(*function) {
            *slot = place;
        }
    }
    let names = (0..imported).map(|index| format!("i{index:06}"));
    let names = names.chain(places.iter().map(|place| format!("p{place:06}")));
    let mut list = Vec::new();
    write_number(&mut list, imported + order.len());
    for (index, name) in names.enumerate() {
        write_number(&mut list, index);
        write_sized(&mut list, name.as_bytes());
    }
    let mut section = Vec::new();
    write_sized(&mut section, b"name");
    section.push(FUNCTION_NAMES);
    write_sized(&mut section, &list);
    section
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
        let likeness = |other: &usize| -> Option<f64> {
            let shared: u32 = std::iter::zip(sketches.get(current)?, sketches.get(*other)?)
                .map(|(one, other)| (one & other).count_ones())
                .sum();
            let both = f64::from(*sizes.get(current)?) * f64::from(*sizes.get(*other)?);
            Some(f64::from(shared) / both.sqrt())
        };
        let likest = left.iter().map(|other| likeness(other).unwrap_or_default()).enumerate();
        next = likest.max_by(|one, other| one.1.total_cmp(&other.1)).map(|(at, _)| at);
    }
    order
}

fn sketch_all(section: &[u8]) -> Result<Vec<Sketch>> {
    let mut functions = Reader { bytes: section };
    (0..functions.number()?).map(|_| functions.sized().map(sketch)).collect()
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

fn count_imported_functions(section: &[u8]) -> Result<usize> {
    let mut imports = Reader { bytes: section };
    let mut functions = 0;
    for _ in 0..imports.number()? {
        imports.sized()?;
        imports.sized()?;
        // Everything else that could be imported is made by the module itself.
        if imports.byte()? != 0 {
            return Err("the wasm imports something that is no function".to_owned());
        }
        imports.number()?;
        functions += 1;
    }
    Ok(functions)
}

/// What is left to read.
struct Reader<'a> {
    bytes: &'a [u8],
}

impl<'a> Reader<'a> {
    fn byte(&mut self) -> Result<u8> {
        let (first, rest) = self.bytes.split_first().ok_or("the wasm is cut off")?;
        self.bytes = rest;
        Ok(*first)
    }

    /// A number in LEB128.
    fn number(&mut self) -> Result<usize> {
        let mut number = 0;
        for shift in (0..35).step_by(7) {
            let byte = self.byte()?;
            number |= usize::from(byte & 0x7f) << shift;
            if byte < 0x80 {
                return Ok(number);
            }
        }
        Err("the wasm has a number that does not end".to_owned())
    }

    /// As many bytes as the number before them says.
    fn sized(&mut self) -> Result<&'a [u8]> {
        let length = self.number()?;
        let (content, rest) = self.bytes.split_at_checked(length).ok_or("the wasm is cut off")?;
        self.bytes = rest;
        Ok(content)
    }
}

fn write_sized(to: &mut Vec<u8>, content: &[u8]) {
    write_number(to, content.len());
    to.extend_from_slice(content);
}

fn write_number(to: &mut Vec<u8>, mut number: usize) {
    while number >= 0x80 {
        to.push((number & 0x7f) as u8 | 0x80);
        number >>= 7;
    }
    to.push(number as u8);
}

#[cfg(test)]
mod tests {
    use super::{by_likeness, named_by_likeness, sketch};

    /// A module that imports a function `a.b` and has functions with these bodies.
    fn module(bodies: &[&[u8]]) -> Vec<u8> {
        let mut code = vec![bodies.len() as u8];
        for body in bodies {
            super::write_sized(&mut code, body);
        }
        let mut module = b"\0asm\x01\0\0\0".to_vec();
        module.extend(b"\x02\x07\x01\x01a\x01b\0\0");
        module.push(10);
        super::write_sized(&mut module, &code);
        module
    }

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
    fn a_module_keeps_all_but_its_names() {
        let plain = module(&[b"abcdefgh", b"ghijkl"]);
        let mut with_names = plain.clone();
        with_names.extend(b"\0\x07\x04name\x01\0");
        let named = named_by_likeness(&plain).unwrap();
        assert!(named.starts_with(&plain));
        assert!(named.ends_with(b"\0\x07i000000\x01\x07p000000\x02\x07p000001"));
        assert_eq!(named_by_likeness(&with_names).unwrap(), named);
    }

    #[test]
    fn what_is_cut_off_is_refused() {
        let plain = module(&[b"abcdef"]);
        for end in [0, 7, 9, 12, plain.len() - 1] {
            assert!(named_by_likeness(&plain[..end]).is_err(), "{end}");
        }
    }
}
