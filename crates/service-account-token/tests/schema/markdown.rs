//! Tables for the documents.

use std::fmt::Write;

use serde_json::Value;

use super::{CODES, Schema, Shape, alternatives, description, one_line, reference};

const BEGIN: &str = "<!-- types: ";
const END: &str = "<!-- end of types -->\n";

/// Returns a document with new tables between its marks, and the types that they show.
pub(crate) fn report(document: &str, schema: &Schema) -> (String, Vec<String>) {
    let mut pieces = document.split(BEGIN);
    let mut text = pieces.next().unwrap().to_owned();
    let mut shown = Vec::new();
    for piece in pieces {
        let (names, rest) = piece.split_once(" -->\n").expect("a mark names its types");
        let (_, rest) = rest.split_once(END).expect("each mark has an end");
        writeln!(text, "{BEGIN}{names} -->").unwrap();
        for name in names.split_whitespace() {
            write_type(&mut text, name, schema);
            shown.push(name.to_owned());
        }
        text.push('\n');
        text.push_str(END);
        text.push_str(rest);
    }
    (text, shown)
}

/// Returns the document of the codes.
pub(crate) fn codes(schema: &Schema) -> String {
    let mut text = String::from(
        "# The report's other codes\n\
         \n\
         <!-- Generated from the Rust types:\n     \
         UPDATE_DOCS=1 cargo test -p service-account-token --test schema -->\n\
         \n\
         The meanings of the report's codes other than the [finding codes](finding-codes.md). \
         Within version 1, codes are added, never\nrenamed or removed. [report.md](report.md#token) \
         says where each is used.\n",
    );
    for (name, member) in CODES {
        let about = one_line(description(schema.get(name)));
        write!(text, "\n## {member}\n\n{about}\n").unwrap();
        write_table(&mut text, name, schema);
    }
    text
}

fn write_type(text: &mut String, name: &str, schema: &Schema) {
    let about = one_line(description(schema.get(name)));
    write!(text, "\n**{name}**: {about}\n").unwrap();
    write_table(text, name, schema);
}

fn write_table(text: &mut String, name: &str, schema: &Schema) {
    match schema.shape(name) {
        Shape::Object(members) => {
            text.push_str("\n| member | type | what |\n|---|---|---|\n");
            for (name, member) in members {
                let about = one_line(description(member));
                writeln!(text, "| `{name}` | {} | {about} |", type_name(member)).unwrap();
            }
        }
        Shape::Text(texts) => {
            text.push_str("\n| value | what |\n|---|---|\n");
            for (value, about) in texts {
                writeln!(text, "| `{value}` | {} |", one_line(about)).unwrap();
            }
        }
        Shape::Other => {}
    }
}

/// Returns the type of a member in words.
fn type_name(schema: &Value) -> String {
    if let Some(name) = reference(schema) {
        return named(name);
    }
    let types: Vec<_> = match &schema["type"] {
        Value::String(one) => vec![one.as_str()],
        Value::Array(all) => all.iter().map(|one| one.as_str().unwrap()).collect(),
        // A code of a later release is a text as well.
        _ => return alternatives(schema).map(type_name).collect::<Vec<_>>().join(" or "),
    };
    let words = types.into_iter().map(|one| match one {
        "array" => format!("list of {}", type_name(&schema["items"])),
        "object" => format!("map of {}", type_name(&schema["additionalProperties"])),
        other => other.to_owned(),
    });
    words.collect::<Vec<_>>().join(" or ")
}

/// Returns the name of a type, with a link to its codes if it has a document of its own.
fn named(name: &str) -> String {
    match name {
        "FindingCode" => "[FindingCode](finding-codes.md)".to_owned(),
        _ if CODES.iter().any(|(code, _)| *code == name) => format!("[{name}](report-codes.md)"),
        _ => name.to_owned(),
    }
}
