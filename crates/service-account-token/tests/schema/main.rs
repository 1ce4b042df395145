//! What is generated from the types of the report, of the comparison, of the verification and of the verdicts:
//! their JSON Schemas, the tables of `docs/report.md`, `docs/comparison.md`, `docs/verification.md` and
//! `docs/verdicts.md`, `docs/report-codes.md` and the types of the npm package.
//!
//! `UPDATE_DOCS=1 cargo test -p service-account-token --test schema` writes them. It refuses to take
//! away a member or a value, which would be version 2.

#![allow(clippy::unwrap_used, clippy::indexing_slicing, reason = "a test may fail")]

mod markdown;
mod typescript;

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use schemars::JsonSchema;
use schemars::generate::SchemaSettings;
use serde_json::Value;
use service_account_token::report::{Comparison, Report, VERSION, Verdict, Verification};

/// The codes that `docs/report-codes.md` lists, by the member of the report that has them.
const CODES: [(&str, &str); 4] = [
    ("EvidenceCode", "evidence[].code"),
    ("OtherTokenCode", "identified_as.code"),
    ("PartyCode", "variant.parties[].code"),
    ("PlatformCode", "variant.platforms[].name"),
];

/// The JSON Schema of the report or of the comparison.
struct Schema {
    /// The name of the whole.
    root: &'static str,
    json: Value,
}

/// What a type is.
enum Shape<'a> {
    /// An object with these members.
    Object(Vec<(&'a str, &'a Value)>),
    /// One of these texts, each with its meaning.
    Text(Vec<(&'a str, &'a str)>),
    /// Anything else.
    Other,
}

impl Schema {
    fn report() -> Self {
        Self::of::<Report>("Report")
    }

    fn comparison() -> Self {
        Self::of::<Comparison>("Comparison")
    }

    fn verification() -> Self {
        Self::of::<Verification>("Verification")
    }

    fn verdict() -> Self {
        Self::of::<Verdict>("Verdict")
    }

    fn of<T: JsonSchema>(root: &'static str) -> Self {
        let generator = SchemaSettings::draft2020_12().for_serialize().into_generator();
        let json = serde_json::to_value(generator.into_root_schema_for::<T>()).unwrap();
        Self { root, json }
    }

    /// Returns the schema of a type.
    fn get(&self, name: &str) -> &Value {
        if name == self.root { &self.json } else { self.json["$defs"].get(name).expect(name) }
    }

    /// Returns the names of all types, from the whole down.
    fn names(&self) -> Vec<String> {
        let mut names = vec![self.root.to_owned()];
        let mut at = 0;
        while let Some(name) = names.get(at) {
            let mut found = Vec::new();
            match self.shape(name) {
                Shape::Object(members) => {
                    members.iter().for_each(|(_, member)| references(member, &mut found));
                }
                _ => references(self.get(name), &mut found),
            }
            for name in found {
                if !names.contains(&name) {
                    names.push(name);
                }
            }
            at += 1;
        }
        names
    }

    fn shape(&self, name: &str) -> Shape<'_> {
        let schema = self.get(name);
        if let Some(required) = schema["required"].as_array() {
            let names = required.iter().map(|name| name.as_str().unwrap());
            return Shape::Object(names.map(|name| (name, &schema["properties"][name])).collect());
        }
        let texts: Vec<_> = alternatives(schema)
            .filter_map(|one| Some((one["const"].as_str()?, description(one))))
            .collect();
        if texts.is_empty() { Shape::Other } else { Shape::Text(texts) }
    }
}

fn alternatives(schema: &Value) -> impl Iterator<Item = &Value> {
    ["oneOf", "anyOf"].iter().filter_map(|key| schema[*key].as_array()).flatten()
}

fn description(schema: &Value) -> &str {
    schema["description"].as_str().unwrap_or_default()
}

fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Returns the name of the type that a schema refers to.
fn reference(schema: &Value) -> Option<&str> {
    schema["$ref"].as_str()?.strip_prefix("#/$defs/")
}

fn references(schema: &Value, found: &mut Vec<String>) {
    found.extend(reference(schema).map(str::to_owned));
    for inner in [&schema["items"], &schema["additionalProperties"]] {
        if inner.is_object() {
            references(inner, found);
        }
    }
    alternatives(schema).for_each(|one| references(one, found));
}

/// Returns each member and each value of a schema, as `Type.name`.
fn promises(schema: &Schema) -> BTreeSet<String> {
    let mut all = BTreeSet::new();
    for name in schema.names() {
        let inner: Vec<_> = match schema.shape(&name) {
            Shape::Object(members) => members.into_iter().map(|(member, _)| member).collect(),
            Shape::Text(texts) => texts.into_iter().map(|(text, _)| text).collect(),
            Shape::Other => Vec::new(),
        };
        all.extend(inner.into_iter().map(|inner| format!("{name}.{inner}")));
    }
    all
}

fn path(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..").join(name)
}

fn read(name: &str) -> String {
    fs::read_to_string(path(name)).unwrap_or_default().replace("\r\n", "\n")
}

/// Compares a file with what it must be, or writes it.
#[track_caller]
fn check(name: &str, expected: &str) {
    if std::env::var_os("UPDATE_DOCS").is_some() {
        nothing_is_taken_away();
        fs::write(path(name), expected).unwrap();
    }
    let how = "UPDATE_DOCS=1 cargo test -p service-account-token --test schema";
    assert!(read(name) == expected, "{name} is out of date: {how}");
}

/// Makes a schema.
type Make = fn() -> Schema;

/// The published schemas.
const SCHEMAS: [(&str, Make); 4] = [
    ("docs/report.schema.json", Schema::report),
    ("docs/comparison.schema.json", Schema::comparison),
    ("docs/verification.schema.json", Schema::verification),
    ("docs/verdict.schema.json", Schema::verdict),
];

#[track_caller]
fn nothing_is_taken_away() {
    for (name, schema) in SCHEMAS {
        let schema = schema();
        let Ok(json) = serde_json::from_str(&read(name)) else { continue };
        let now = promises(&schema);
        let published = promises(&Schema { root: schema.root, json });
        let lost: Vec<_> = published.difference(&now).cloned().collect();
        assert!(lost.is_empty(), "without {lost:?} this is version 2 of {name}");
    }
}

#[test]
fn published_members_and_values_are_kept() {
    assert_eq!(VERSION, 1);
    nothing_is_taken_away();
}

#[test]
fn json_schemas_match_the_types() {
    for (name, schema) in SCHEMAS {
        check(name, &(serde_json::to_string_pretty(&schema().json).unwrap() + "\n"));
    }
}

#[test]
fn tables_match_the_types() {
    let schema = Schema::report();
    let (text, shown) = markdown::report(&read("docs/report.md"), &schema);
    check("docs/report.md", &text);
    let comparison = Schema::comparison();
    let (text, of_comparison) = markdown::report(&read("docs/comparison.md"), &comparison);
    check("docs/comparison.md", &text);
    let codes = CODES.iter().map(|(name, _)| *name).chain(["FindingCode", "PathKey", "Span"]);
    let all: BTreeSet<_> = shown.into_iter().chain(codes.map(str::to_owned)).collect();
    let missing: Vec<_> = schema.names().into_iter().filter(|name| !all.contains(name)).collect();
    assert!(missing.is_empty(), "docs/report.md has no table of {missing:?}");
    let all: BTreeSet<_> = of_comparison.into_iter().chain(all).collect();
    let missing: Vec<_> =
        comparison.names().into_iter().filter(|name| !all.contains(name)).collect();
    assert!(missing.is_empty(), "docs/comparison.md has no table of {missing:?}");
    let verification = Schema::verification();
    let (text, shown) = markdown::report(&read("docs/verification.md"), &verification);
    check("docs/verification.md", &text);
    let missing: Vec<_> =
        verification.names().into_iter().filter(|name| !shown.contains(name)).collect();
    assert!(missing.is_empty(), "docs/verification.md has no table of {missing:?}");
    let verdict = Schema::verdict();
    let (text, shown) = markdown::report(&read("docs/verdicts.md"), &verdict);
    check("docs/verdicts.md", &text);
    let missing: Vec<_> =
        verdict.names().into_iter().filter(|name| !shown.contains(name)).collect();
    assert!(missing.is_empty(), "docs/verdicts.md has no table of {missing:?}");
}

#[test]
fn documented_codes_match_the_types() {
    check("docs/report-codes.md", &markdown::codes(&Schema::report()));
}

#[test]
fn npm_types_match_the_types() {
    let name = "www/npm/sa-token-decoder.d.ts";
    let schemas = SCHEMAS.map(|(_, schema)| schema());
    check(name, &typescript::declarations(&read(name), &schemas));
}

#[test]
fn everything_is_documented() {
    for schema in SCHEMAS.map(|(_, schema)| schema()) {
        schema.names().iter().for_each(|name| is_documented(&schema, name));
    }
}

#[track_caller]
fn is_documented(schema: &Schema, name: &str) {
    assert!(!description(schema.get(name)).is_empty(), "{name}");
    let inner: Vec<_> = match schema.shape(name) {
        Shape::Object(members) => {
            members.into_iter().map(|(member, schema)| (member, description(schema))).collect()
        }
        Shape::Text(texts) => texts,
        Shape::Other => Vec::new(),
    };
    for (inner, about) in inner {
        assert!(about.ends_with('.'), "{name}.{inner}: {about:?}");
    }
}
