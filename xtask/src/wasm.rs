//! A WebAssembly module as far as the commands need it: its sections, its functions and their names.
//!
//! The form: <https://webassembly.github.io/spec/core/binary/modules.html>. wasmparser reads it and
//! wasm-encoder writes it.

use std::borrow::Cow;
use std::ops::Range;

use wasm_encoder::{CodeSection, NameMap, NameSection, RawSection, SectionId};
use wasmparser::{
    BinaryReaderError, DataKind, KnownCustom, Name, NameSectionReader, Operator, Parser, Payload,
    TypeRef,
};
use xtask::Result;

const CODE_SECTION: u8 = SectionId::Code as u8;
const DATA_SECTION: u8 = SectionId::Data as u8;

/// A stretch of data that is in memory from the start.
#[derive(Clone, Debug)]
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
#[derive(Default)]
pub(crate) struct Module<'a> {
    /// Every section but the custom ones.
    sections: Vec<(u8, Cow<'a, [u8]>)>,
    /// How many functions are imported; they are numbered before those that are defined.
    pub(crate) imported: usize,
    /// The code of each function that is defined.
    pub(crate) functions: Vec<&'a [u8]>,
    /// The name of each function that is defined; empty if it has none.
    pub(crate) names: Vec<String>,
    /// What of the data comes where in memory.
    pub(crate) segments: Vec<Segment>,
}

/// The line to print for what wasmparser says.
pub(crate) fn unreadable(error: BinaryReaderError) -> String {
    format!("the wasm cannot be read: {error}")
}

impl<'a> Module<'a> {
    /// Takes a module apart.
    pub(crate) fn read(bytes: &'a [u8]) -> Result<Self> {
        let mut module = Self::default();
        let mut names = None;
        for payload in Parser::new(0).parse_all(bytes) {
            let payload = payload.map_err(unreadable)?;
            match &payload {
                Payload::CustomSection(custom) => {
                    if let KnownCustom::Name(section) = custom.as_known() {
                        names = Some(section);
                    }
                    continue;
                }
                Payload::CodeSectionEntry(body) => {
                    module.functions.push(slice(bytes, body.range()));
                    continue;
                }
                Payload::ImportSection(imports) => {
                    for import in imports.clone().into_imports() {
                        // Memory, tables and globals are the module's own.
                        if !matches!(import.map_err(unreadable)?.ty, TypeRef::Func(_)) {
                            return Err("the wasm imports something that is no function".to_owned());
                        }
                        module.imported += 1;
                    }
                }
                Payload::DataSection(data) => {
                    module.segments = segments(data.clone())?;
                }
                _ => {}
            }
            if let Some((id, range)) = payload.as_section() {
                module.sections.push((id, Cow::Borrowed(slice(bytes, range))));
            }
        }
        module.names = vec![String::new(); module.functions.len()];
        if let Some(names) = names {
            module.read_names(names).map_err(unreadable)?;
        }
        Ok(module)
    }

    /// The section with the data.
    pub(crate) fn data(&mut self) -> Result<&mut Vec<u8>> {
        let section = self.sections.iter_mut().find(|(id, _)| *id == DATA_SECTION);
        section
            .map(|(_, content)| content.to_mut())
            .ok_or_else(|| "the wasm has no data".to_owned())
    }

    fn read_names(
        &mut self,
        section: NameSectionReader<'_>,
    ) -> std::result::Result<(), BinaryReaderError> {
        for names in section {
            let Name::Function(names) = names? else { continue };
            for naming in names {
                let naming = naming?;
                let defined = (naming.index as usize).checked_sub(self.imported);
                if let Some(slot) = defined.and_then(|index| self.names.get_mut(index)) {
                    naming.name.clone_into(slot);
                }
            }
        }
        Ok(())
    }

    /// The module in bytes again, with these functions and names.
    pub(crate) fn written(&self) -> Vec<u8> {
        let mut module = wasm_encoder::Module::new();
        for (id, content) in &self.sections {
            if *id == CODE_SECTION {
                let mut code = CodeSection::new();
                for function in &self.functions {
                    code.raw(function);
                }
                module.section(&code);
            } else {
                module.section(&RawSection { id: *id, data: content });
            }
        }
        let mut names = NameMap::new();
        for (index, name) in (self.imported as u32..).zip(&self.names) {
            names.append(index, name);
        }
        let mut section = NameSection::new();
        section.functions(&names);
        module.section(&section);
        module.finish()
    }
}

fn segments(section: wasmparser::DataSectionReader<'_>) -> Result<Vec<Segment>> {
    let start = section.range().start;
    let mut segments = Vec::new();
    for segment in section {
        let segment = segment.map_err(unreadable)?;
        let DataKind::Active { offset_expr, .. } = &segment.kind else {
            return Err("the wasm has data of no fixed place".to_owned());
        };
        let Ok(Operator::I32Const { value }) = offset_expr.get_operators_reader().read() else {
            return Err("the wasm computes where its data is".to_owned());
        };
        let end = (segment.range.end - start) as usize;
        let place = end - segment.data.len()..end;
        segments.push(Segment { address: value as usize, place });
    }
    Ok(segments)
}

fn slice(bytes: &[u8], range: Range<u64>) -> &[u8] {
    bytes.get(range.start as usize..range.end as usize).unwrap_or_default()
}

#[cfg(test)]
pub(crate) mod tests {
    use wasm_encoder::{CodeSection, EntityType, FunctionSection, ImportSection};

    use super::Module;

    /// A module that imports a function `a.b` and has functions with these bodies.
    pub(crate) fn module(bodies: &[&[u8]]) -> Vec<u8> {
        let mut imports = ImportSection::new();
        imports.import("a", "b", EntityType::Function(0));
        let (mut functions, mut code) = (FunctionSection::new(), CodeSection::new());
        for body in bodies {
            functions.function(0);
            code.raw(body);
        }
        let mut module = wasm_encoder::Module::new();
        module.section(&imports).section(&functions).section(&code);
        module.finish()
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
