//! Which addresses the code of a wasm module may use, as far as it can run at all: what nothing
//! calls is left out, and so is what is given to a function whose code is gone.

use std::collections::BTreeSet;

use wasmparser::{
    BinaryReaderError, CompositeInnerType, ElementItems, ExternalKind, FunctionBody, Operator,
    Parser, Payload, TypeRef,
};

type Result<T> = std::result::Result<T, BinaryReaderError>;

/// What each function calls and which addresses it may use.
#[derive(Default)]
pub(crate) struct Code {
    functions: Vec<Function>,
    /// What is called from outside or through the table.
    roots: Vec<usize>,
}

#[derive(Default)]
struct Function {
    calls: Vec<usize>,
    addresses: Vec<usize>,
}

/// One step of what stands in a row before a call, as far as it only makes its arguments.
#[derive(Clone, Copy)]
enum Step {
    /// Puts an address or another number there.
    Constant(usize),
    /// Puts something else there.
    Other,
    /// Takes two and puts one there.
    Sum,
}

impl Code {
    /// `stopped` says of each defined function whether its code is gone.
    pub(crate) fn read(bytes: &[u8], stopped: &[bool]) -> Result<Self> {
        let mut code = Self::default();
        // How many arguments the functions of a type take, and the types of all functions.
        let mut arguments = Vec::new();
        let mut types: Vec<u32> = Vec::new();
        let mut imported = 0;
        let mut bodies = Vec::new();
        for payload in Parser::new(0).parse_all(bytes) {
            match payload? {
                Payload::TypeSection(section) => {
                    for group in section {
                        for subtype in group?.into_types() {
                            let CompositeInnerType::Func(function) = subtype.composite_type.inner
                            else {
                                continue;
                            };
                            arguments.push(function.params().len());
                        }
                    }
                }
                Payload::ImportSection(section) => {
                    for import in section.into_imports() {
                        if let TypeRef::Func(index) = import?.ty {
                            types.push(index);
                        }
                    }
                    imported = types.len();
                }
                Payload::FunctionSection(section) => {
                    for index in section {
                        types.push(index?);
                    }
                }
                Payload::ExportSection(section) => {
                    for export in section {
                        let export = export?;
                        if export.kind == ExternalKind::Func {
                            code.roots.push(export.index as usize);
                        }
                    }
                }
                Payload::StartSection { func, .. } => code.roots.push(func as usize),
                Payload::ElementSection(section) => {
                    for element in section {
                        let ElementItems::Functions(functions) = element?.items else { continue };
                        for function in functions {
                            code.roots.push(function? as usize);
                        }
                    }
                }
                Payload::CodeSectionEntry(body) => bodies.push(body),
                _ => {}
            }
        }
        code.functions.resize_with(imported, Function::default);
        // What is given to a function without code is given to nobody.
        let taken_in_vain = |function: u32| {
            let defined = (function as usize).checked_sub(imported)?;
            let stopped = *stopped.get(defined)?;
            let count = *arguments.get(*types.get(function as usize)? as usize)?;
            stopped.then_some(count)
        };
        for body in &bodies {
            code.functions.push(Function::read(body, taken_in_vain)?);
        }
        Ok(code)
    }

    /// Every number in the code that can run which may be an address.
    pub(crate) fn addresses(&self) -> BTreeSet<usize> {
        let mut live = vec![false; self.functions.len()];
        let mut next = self.roots.clone();
        let mut addresses = BTreeSet::new();
        while let Some(index) = next.pop() {
            let (Some(function), Some(seen)) = (self.functions.get(index), live.get_mut(index))
            else {
                continue;
            };
            if !std::mem::replace(seen, true) {
                next.extend(&function.calls);
                addresses.extend(&function.addresses);
            }
        }
        addresses
    }
}

impl Function {
    fn read(body: &FunctionBody<'_>, taken_in_vain: impl Fn(u32) -> Option<usize>) -> Result<Self> {
        let mut function = Self::default();
        let mut steps: Vec<Step> = Vec::new();
        for operator in body.get_operators_reader()? {
            let operator = operator?;
            match operator {
                Operator::I32Const { value } => steps.push(Step::Constant(value as u32 as usize)),
                Operator::LocalGet { .. } | Operator::GlobalGet { .. } => steps.push(Step::Other),
                Operator::I32Add => steps.push(Step::Sum),
                Operator::Call { function_index } => {
                    drop_arguments(&mut steps, taken_in_vain(function_index).unwrap_or_default());
                    function.use_all(&mut steps);
                    function.calls.push(function_index as usize);
                }
                _ => {
                    function.use_all(&mut steps);
                    function.addresses.extend(numbers(&operator));
                }
            }
        }
        Ok(function)
    }

    fn use_all(&mut self, steps: &mut Vec<Step>) {
        self.addresses.extend(steps.drain(..).filter_map(|step| match step {
            Step::Constant(number) => Some(number),
            _ => None,
        }));
    }
}

/// Drops the steps that make the last arguments, as far as they stand in a row.
fn drop_arguments(steps: &mut Vec<Step>, mut wanted: usize) {
    while wanted > 0
        && let Some(step) = steps.pop()
    {
        match step {
            Step::Constant(_) | Step::Other => wanted -= 1,
            Step::Sum => wanted += 1,
        }
    }
}

/// The numbers in any other instruction that may be addresses: two in one of 64 bits, and where a
/// load or a store begins to count.
fn numbers(operator: &Operator<'_>) -> Vec<usize> {
    use Operator as O;
    match operator {
        O::I64Const { value } => vec![*value as u32 as usize, (*value >> 32) as u32 as usize],
        O::I32Load { memarg }
        | O::I64Load { memarg }
        | O::F32Load { memarg }
        | O::F64Load { memarg }
        | O::I32Load8S { memarg }
        | O::I32Load8U { memarg }
        | O::I32Load16S { memarg }
        | O::I32Load16U { memarg }
        | O::I64Load8S { memarg }
        | O::I64Load8U { memarg }
        | O::I64Load16S { memarg }
        | O::I64Load16U { memarg }
        | O::I64Load32S { memarg }
        | O::I64Load32U { memarg }
        | O::I32Store { memarg }
        | O::I64Store { memarg }
        | O::F32Store { memarg }
        | O::F64Store { memarg }
        | O::I32Store8 { memarg }
        | O::I32Store16 { memarg }
        | O::I64Store8 { memarg }
        | O::I64Store16 { memarg }
        | O::I64Store32 { memarg } => vec![memarg.offset as usize],
        _ => Vec::new(),
    }
}
