//! The types of the report, of the comparison, of the verification and of the verdicts in TypeScript.

use std::collections::BTreeSet;
use std::fmt::Write;

use serde_json::Value;

use super::{Schema, Shape, alternatives, description, one_line, reference};

/// What follows is generated.
const MARK: &str = "// The types of the report. Generated from the Rust types:\n\
    // UPDATE_DOCS=1 cargo test -p service-account-token --test schema\n";

/// Returns the declarations of the package, with new types behind the mark, each once.
pub(crate) fn declarations(written: &str, schemas: &[Schema]) -> String {
    let own = written.split(MARK).next().unwrap();
    let mut text = format!("{own}{MARK}");
    let mut declared = BTreeSet::new();
    for schema in schemas {
        for name in schema.names() {
            if declared.insert(name.clone()) {
                write_type(&mut text, &name, schema);
            }
        }
    }
    text
}

fn write_type(text: &mut String, name: &str, schema: &Schema) {
    write!(text, "\n/** {} */\n", one_line(description(schema.get(name)))).unwrap();
    match schema.shape(name) {
        Shape::Object(members) => {
            writeln!(text, "export interface {name} {{").unwrap();
            for (name, member) in members {
                writeln!(text, "  /** {} */", one_line(description(member))).unwrap();
                writeln!(text, "  {name}: {};", expression(member)).unwrap();
            }
            text.push_str("}\n");
        }
        _ => {
            let all = expression(schema.get(name)).replace(" | \"", "\n  | \"");
            let all = if all.contains('\n') { format!("\n  | {all}") } else { format!(" {all}") };
            writeln!(text, "export type {name} ={all};").unwrap();
        }
    }
}

/// Returns a type as TypeScript.
fn expression(schema: &Value) -> String {
    if let Some(name) = reference(schema) {
        return name.to_owned();
    }
    if let Some(text) = schema["const"].as_str() {
        return format!("{text:?}");
    }
    let types: Vec<_> = match &schema["type"] {
        Value::String(one) => vec![one.as_str()],
        Value::Array(all) => all.iter().map(|one| one.as_str().unwrap()).collect(),
        _ => return union(schema),
    };
    types.into_iter().map(|one| simple(one, schema)).collect::<Vec<_>>().join(" | ")
}

fn union(schema: &Value) -> String {
    let all: Vec<_> = alternatives(schema).map(expression).collect();
    match all.as_slice() {
        // So that an editor still offers the known codes.
        [code, text] if text == "string" && code.ends_with("Code") => {
            format!("{code} | (string & {{}})")
        }
        _ => all.join(" | "),
    }
}

fn simple(name: &str, schema: &Value) -> String {
    match name {
        "integer" => "number".to_owned(),
        "array" if schema["maxItems"] == 2 => "[start: number, end: number]".to_owned(),
        "array" => match expression(&schema["items"]) {
            item if item.contains(' ') => format!("({item})[]"),
            item => format!("{item}[]"),
        },
        "object" => format!("Record<string, {}>", expression(&schema["additionalProperties"])),
        other => other.to_owned(),
    }
}
