//! A WebAssembly module as far as the commands need it: its sections, its functions and their names.
//!
//! The form: <https://webassembly.github.io/spec/core/binary/modules.html>.

use std::borrow::Cow;
use std::ops::Range;

use xtask::Result;

/// The bytes before the first section: the mark of a module and its version.
const PREAMBLE_BYTES: usize = 8;

const CUSTOM_SECTION: u8 = 0;
const IMPORT_SECTION: u8 = 2;
const CODE_SECTION: u8 = 10;
const DATA_SECTION: u8 = 11;

/// What says where a segment of data begins: `i32.const ADDRESS`, `end`.
const I32_CONST: u8 = 0x41;
const END: u8 = 0x0b;

/// Which subsection of the section `name` holds the names of the functions.
const FUNCTION_NAMES: u8 = 1;

/// A stretch of data that is in memory from the start.
pub(crate) struct Segment {
    /// Where it begins in memory.
    pub(crate) address: usize,
    /// Where it stands in the section.
    pub(crate) place: Range<usize>,
}

impl Segment {
    /// Where in the section that stretch of memory stands, if it is in this segment.
    pub(crate) fn place_of(&self, address: usize, length: usize) -> Option<Range<usize>> {
        let start = self.place.start.checked_add(address.checked_sub(self.address)?)?;
        let end = start.checked_add(length)?;
        (end <= self.place.end).then_some(start..end)
    }
}

/// A module taken apart.
pub(crate) struct Module<'a> {
    preamble: &'a [u8],
    /// Every section but the one with the names.
    sections: Vec<(u8, Cow<'a, [u8]>)>,
    /// How many functions are imported; they are numbered before those that are defined.
    imported: usize,
    /// The code of each function that is defined.
    pub(crate) functions: Vec<&'a [u8]>,
    /// The name of each function that is defined; empty if it has none.
    pub(crate) names: Vec<String>,
}

impl<'a> Module<'a> {
    /// Takes a module apart.
    pub(crate) fn read(bytes: &'a [u8]) -> Result<Self> {
        let (preamble, sections) =
            bytes.split_at_checked(PREAMBLE_BYTES).ok_or("the wasm is cut off")?;
        let mut rest = Reader { bytes: sections };
        let (sections, functions) = (Vec::new(), Vec::new());
        let mut module = Self { preamble, sections, imported: 0, functions, names: Vec::new() };
        let mut names = None;
        while !rest.bytes.is_empty() {
            let id = rest.byte()?;
            let content = rest.sized()?;
            let mut section = Reader { bytes: content };
            match id {
                CUSTOM_SECTION if section.sized()? == b"name" => {
                    names = Some(section);
                    continue;
                }
                IMPORT_SECTION => module.imported = count_imported_functions(section)?,
                CODE_SECTION => {
                    module.functions =
                        (0..section.number()?).map(|_| section.sized()).collect::<Result<_>>()?;
                }
                _ => {}
            }
            module.sections.push((id, Cow::Borrowed(content)));
        }
        module.names = vec![String::new(); module.functions.len()];
        if let Some(names) = names {
            module.read_names(names)?;
        }
        Ok(module)
    }

    /// The section with the data, and what of it comes where in memory.
    pub(crate) fn data(&mut self) -> Result<(Vec<Segment>, &mut Vec<u8>)> {
        let section = self.sections.iter_mut().find(|(id, _)| *id == DATA_SECTION);
        let (_, content) = section.ok_or("the wasm has no data")?;
        let mut rest = Reader { bytes: content };
        let mut segments = Vec::new();
        for _ in 0..rest.number()? {
            if (rest.number()?, rest.byte()?) != (0, I32_CONST) {
                return Err("the wasm has data of no fixed place".to_owned());
            }
            let address = rest.number()?;
            if rest.byte()? != END {
                return Err("the wasm computes where its data is".to_owned());
            }
            let length = rest.sized()?.len();
            let end = content.len() - rest.bytes.len();
            segments.push(Segment { address, place: end - length..end });
        }
        Ok((segments, content.to_mut()))
    }

    fn read_names(&mut self, mut section: Reader<'_>) -> Result {
        while !section.bytes.is_empty() {
            let id = section.byte()?;
            let mut list = Reader { bytes: section.sized()? };
            if id != FUNCTION_NAMES {
                continue;
            }
            for _ in 0..list.number()? {
                let index = list.number()?;
                let name = String::from_utf8_lossy(list.sized()?).into_owned();
                let defined = index.checked_sub(self.imported);
                if let Some(slot) = defined.and_then(|index| self.names.get_mut(index)) {
                    *slot = name;
                }
            }
        }
        Ok(())
    }

    /// The module in bytes again, with these functions and names.
    pub(crate) fn written(&self) -> Vec<u8> {
        let mut bytes = self.preamble.to_vec();
        for (id, content) in &self.sections {
            bytes.push(*id);
            if *id == CODE_SECTION {
                let mut code = Vec::new();
                write_number(&mut code, self.functions.len());
                self.functions.iter().for_each(|function| write_sized(&mut code, function));
                write_sized(&mut bytes, &code);
            } else {
                write_sized(&mut bytes, content);
            }
        }
        bytes.push(CUSTOM_SECTION);
        write_sized(&mut bytes, &self.name_section());
        bytes
    }

    fn name_section(&self) -> Vec<u8> {
        let mut list = Vec::new();
        write_number(&mut list, self.names.len());
        for (index, name) in self.names.iter().enumerate() {
            write_number(&mut list, self.imported + index);
            write_sized(&mut list, name.as_bytes());
        }
        let mut section = Vec::new();
        write_sized(&mut section, b"name");
        section.push(FUNCTION_NAMES);
        write_sized(&mut section, &list);
        section
    }
}

fn count_imported_functions(mut imports: Reader<'_>) -> Result<usize> {
    let count = imports.number()?;
    for _ in 0..count {
        imports.sized()?;
        imports.sized()?;
        // Memory, tables and globals are the module's own.
        if imports.byte()? != 0 {
            return Err("the wasm imports something that is no function".to_owned());
        }
        imports.number()?;
    }
    Ok(count)
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
pub(crate) mod tests {
    use super::{CODE_SECTION, Module, write_sized};

    /// A module that imports a function `a.b` and has functions with these bodies.
    pub(crate) fn module(bodies: &[&[u8]]) -> Vec<u8> {
        let mut code = vec![bodies.len() as u8];
        bodies.iter().for_each(|body| write_sized(&mut code, body));
        let mut module = b"\0asm\x01\0\0\0\x02\x07\x01\x01a\x01b\0\0".to_vec();
        module.push(CODE_SECTION);
        write_sized(&mut module, &code);
        module
    }

    #[test]
    fn a_module_keeps_what_it_has_and_its_names() {
        let plain = module(&[b"abcdef", b"ghijkl"]);
        let mut with_names = plain.clone();
        with_names.extend(b"\0\x10\x04name\x01\x09\x02\x01\x02me\x02\x02us");
        let read = Module::read(&with_names).unwrap();
        assert_eq!(read.functions, [b"abcdef", b"ghijkl"]);
        assert_eq!(read.names, ["me", "us"]);
        assert_eq!(read.written(), with_names);
        assert_eq!(Module::read(&plain).unwrap().names, ["", ""]);
    }

    #[test]
    fn what_is_cut_off_is_refused() {
        let plain = module(&[b"abcdef"]);
        for end in [0, 7, 9, 12, plain.len() - 1] {
            assert!(Module::read(&plain[..end]).is_err(), "{end}");
        }
    }
}
