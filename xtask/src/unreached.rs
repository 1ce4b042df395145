//! Overwrites with zeros the constants of a wasm module that nothing reads any more once what tells
//! of panics is gone from it: their texts and places, the tables for quoting characters. Zeros weigh
//! nothing.
//!
//! Where a constant begins and ends, only the linker knows: it says so in the module that it writes
//! (`--emit-relocs`), and wasm-bindgen moves none of them in memory. From what is exported or may
//! be called through the table this follows all calls, the addresses that stand in the code, and
//! those that stand in constants. The rest is unreached.
//!
//! An address need not lie in the constant that it is for: of `table[n - 9]` the compiler makes
//! `table - 9`, plus `n`. The linker tells of these as well, and such a constant always stays.
//!
//! The linker's form: <https://github.com/WebAssembly/tool-conventions/blob/main/Linking.md>.

use std::collections::BTreeSet;
use std::ops::Range;

use wasmparser::{
    BinaryReaderError, KnownCustom, Linking, Parser, Payload, RelocationEntry, RelocationType,
    SymbolInfo,
};
use xtask::Result;

use crate::addresses::Code;
use crate::wasm::{Module, Segment, unreadable};

/// An address in the memory of wasm.
const ADDRESS_BYTES: usize = 4;

/// The module with zeros for what is unreached. `is_stopped` says of which functions the code is
/// gone: what only they are given is not reached either. `linked` is the module as the linker wrote
/// it.
pub(crate) fn cleared(
    bytes: &[u8],
    linked: &[u8],
    is_stopped: impl Fn(&[u8]) -> bool,
) -> Result<Vec<u8>> {
    let mut module = Module::read(bytes)?;
    let constants = Constants::read(linked).map_err(unreadable)?;
    if constants.list.is_empty() {
        return Err(
            "the linker told of no constants: see rustc_flags in xtask/src/page.rs".to_owned()
        );
    }
    let stopped: Vec<bool> = module.functions.iter().map(|code| is_stopped(code)).collect();
    let addresses = Code::read(bytes, &stopped).map_err(unreadable)?.addresses();
    let segments = module.segments.clone();
    let data = module.data()?;
    let reached = constants.reached(addresses, |range| memory(&segments, data, range));
    for range in constants.unreached(&reached) {
        if let Some(place) = place_of(&segments, &range) {
            data.get_mut(place).unwrap_or_default().fill(0);
        }
    }
    Ok(module.written())
}

fn place_of(segments: &[Segment], range: &Range<usize>) -> Option<Range<usize>> {
    segments.iter().find_map(|segment| segment.place_of(range.start, range.len()))
}

fn memory<'a>(segments: &[Segment], data: &'a [u8], range: &Range<usize>) -> &'a [u8] {
    place_of(segments, range).and_then(|place| data.get(place)).unwrap_or_default()
}

/// A stretch of memory that the linker filled in one go.
#[derive(Debug)]
struct Constant {
    range: Range<usize>,
    /// Its address is written in a form that need not lie in it.
    stays: bool,
}

/// All of them, by address. Several may share bytes.
struct Constants {
    list: Vec<Constant>,
    /// For each how far it or any before it goes.
    furthest: Vec<usize>,
}

impl Constants {
    fn read(linked: &[u8]) -> std::result::Result<Self, BinaryReaderError> {
        let mut symbols = Vec::new();
        let mut relocations: Vec<RelocationEntry> = Vec::new();
        let segments = Module::read(linked).map(|module| module.segments).unwrap_or_default();
        for payload in Parser::new(0).parse_all(linked) {
            let Payload::CustomSection(custom) = payload? else { continue };
            match custom.as_known() {
                KnownCustom::Linking(section) => {
                    for subsection in section.subsections() {
                        let Linking::SymbolTable(table) = subsection? else { continue };
                        symbols = table.into_iter().collect::<std::result::Result<_, _>>()?;
                    }
                }
                KnownCustom::Reloc(section) => {
                    for entry in section.entries() {
                        relocations.push(entry?);
                    }
                }
                _ => {}
            }
        }
        let mut constants: Vec<_> = symbols
            .iter()
            .map(|symbol| {
                let SymbolInfo::Data { symbol: Some(symbol), .. } = symbol else { return None };
                let start = segments.get(symbol.index as usize)?.address + symbol.offset as usize;
                Some(Constant { range: start..start + symbol.size as usize, stays: false })
            })
            .collect();
        for entry in relocations.iter().filter(|entry| is_address(entry.ty)) {
            if let Some(Some(constant)) = constants.get_mut(entry.index as usize) {
                let within = usize::try_from(entry.addend)
                    .is_ok_and(|addend| addend == 0 || addend < constant.range.len());
                constant.stays |= !within;
            }
        }
        let mut constants: Vec<_> = constants.into_iter().flatten().collect();
        constants.sort_by_key(|constant| constant.range.start);
        let furthest = constants.iter().scan(0, |end, constant| {
            *end = constant.range.end.max(*end);
            Some(*end)
        });
        Ok(Self { furthest: furthest.collect(), list: constants })
    }

    /// Which of them are reached from these addresses, directly or through each other.
    fn reached<'a>(
        &self,
        addresses: BTreeSet<usize>,
        memory: impl Fn(&Range<usize>) -> &'a [u8],
    ) -> Vec<bool> {
        let mut reached = vec![false; self.list.len()];
        let stay = self.list.iter().enumerate().filter(|(_, constant)| constant.stays);
        let mut next: Vec<usize> = stay.map(|(index, _)| index).collect();
        next.extend(addresses.into_iter().flat_map(|address| self.at(address)));
        while let Some(index) = next.pop() {
            let (Some(constant), Some(seen)) = (self.list.get(index), reached.get_mut(index))
            else {
                continue;
            };
            if std::mem::replace(seen, true) {
                continue;
            }
            let skipped = constant.range.start.wrapping_neg() % ADDRESS_BYTES;
            let (words, _) = memory(&constant.range).get(skipped..).unwrap_or_default().as_chunks();
            next.extend(words.iter().flat_map(|word| self.at(u32::from_le_bytes(*word) as usize)));
        }
        reached
    }

    /// Those in which this address lies.
    fn at(&self, address: usize) -> impl Iterator<Item = usize> {
        let end = self.list.partition_point(|constant| constant.range.start <= address);
        let reaches =
            move |index: &usize| self.furthest.get(*index).is_some_and(|end| address < *end);
        (0..end).rev().take_while(reaches).filter(move |index| {
            self.list.get(*index).is_some_and(|constant| constant.range.contains(&address))
        })
    }

    /// The bytes of those that are not reached, without the bytes of those that are.
    fn unreached(&self, reached: &[bool]) -> Vec<Range<usize>> {
        let kept: BTreeSet<usize> = std::iter::zip(&self.list, reached)
            .filter(|(_, reached)| **reached)
            .flat_map(|(constant, _)| constant.range.clone())
            .collect();
        std::iter::zip(&self.list, reached)
            .filter(|(constant, reached)| {
                !**reached && !constant.range.clone().any(|address| kept.contains(&address))
            })
            .map(|(constant, _)| constant.range.clone())
            .collect()
    }
}

fn is_address(kind: RelocationType) -> bool {
    use RelocationType::{MemoryAddrI32, MemoryAddrLeb, MemoryAddrSleb};
    matches!(kind, MemoryAddrI32 | MemoryAddrLeb | MemoryAddrSleb)
}

#[cfg(test)]
mod tests {
    use wasm_encoder::{
        CodeSection, ConstExpr, CustomSection, DataSection, DataSymbolDefinition, ExportKind,
        ExportSection, FunctionSection, LinkingSection, Module, SymbolTable, TypeSection, ValType,
    };

    use super::cleared;
    use crate::panics::STOP;

    /// Where the data begins in memory.
    const START: usize = 16;

    /// The constants, four bytes each, in the order in which they stand in memory.
    const NAMES: [&str; 8] =
        ["read", "pointed at", "told", "in vain", "before", "table", "offset", "nobody's"];

    fn address(name: &str) -> usize {
        START + 4 * NAMES.iter().position(|one| *one == name).unwrap()
    }

    /// A function that uses some of them and calls one whose code is gone; and one that nobody calls.
    const MAIN: [u8; 25] = [
        0, // No local variables.
        0x41, 16, // It reads "read",
        0x41, 0, 0x28, 2, 40, // and what "offset" holds,
        0x36, 2, 0, // and writes it down.
        0x41, 24, 0x1a, // Then "told",
        0x41, 32, 0x1a, // and `table[n - 1]`, where "before" is.
        0x41, 7, 0x41, 26, 0x41, 2, 0x6a, // The sum of two is "in vain":
        0x10, // it is for
    ];
    const NEVER: &[u8] = &[0, 0x41, 44, 0x1a, 0x0b];

    fn code(stop: &[u8]) -> CodeSection {
        let mut code = CodeSection::new();
        code.raw(&[&MAIN[..], &[1, 0x0b]].concat()).raw(stop).raw(NEVER);
        code
    }

    fn module(data: &[u8], stop: &[u8], linking: bool) -> Vec<u8> {
        let mut module = Module::new();
        let mut types = TypeSection::new();
        types.ty().function([], []);
        types.ty().function([ValType::I32, ValType::I32], []);
        let mut functions = FunctionSection::new();
        functions.function(0).function(1).function(0);
        let mut exports = ExportSection::new();
        exports.export("main", ExportKind::Func, 0);
        let mut segments = DataSection::new();
        segments.active(0, &ConstExpr::i32_const(START as i32), data.iter().copied());
        module.section(&types).section(&functions).section(&exports).section(&code(stop));
        module.section(&segments);
        if linking {
            let mut table = SymbolTable::new();
            for (index, name) in NAMES.iter().enumerate() {
                let symbol = DataSymbolDefinition { index: 0, offset: 4 * index as u32, size: 4 };
                table.data(0, name, Some(symbol));
            }
            let mut linking = LinkingSection::new();
            linking.symbol_table(&table);
            module.section(&linking);
            // In section 3 one address: kind 4, at byte 9, of symbol 5, less four.
            let relocations = [3, 1, 4, 9, 5, 0x7c];
            let name = "reloc.CODE".into();
            module.section(&CustomSection { name, data: relocations[..].into() });
        }
        module.finish()
    }

    #[test]
    fn what_nothing_reaches_is_zeros_and_the_rest_stays() {
        let mut data = [1; 4 * NAMES.len()];
        data[..4].copy_from_slice(&(address("pointed at") as u32).to_le_bytes());
        let linked = module(&data, b"\0\x0b", true);
        let built = module(&data, STOP, false);
        let cleared = cleared(&built, &linked, |code| code == STOP).unwrap();
        let read = crate::wasm::Module::read(&cleared).unwrap();
        let place = read.segments.first().unwrap().place.clone();
        let mut read = crate::wasm::Module::read(&cleared).unwrap();
        let left = read.data().unwrap()[place].to_vec();
        let gone: Vec<_> = std::iter::zip(NAMES, left.chunks(4))
            .filter(|(_, bytes)| *bytes == [0; 4])
            .map(|(name, _)| name)
            .collect();
        assert_eq!(gone, ["in vain", "nobody's"]);
    }

    #[test]
    fn without_the_linkers_word_nothing_is_cleared() {
        let plain = module(&[1; 32], STOP, false);
        let error = cleared(&plain, &plain, |_| false).unwrap_err();
        assert!(error.starts_with("the linker told of no constants"), "{error}");
    }
}
