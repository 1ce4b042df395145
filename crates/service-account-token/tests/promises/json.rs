//! What serde_json reads of a text, the report says too; what it refuses, the report calls a fault.

use std::collections::BTreeMap;

use serde_json::Value;
use service_account_token::report::{JsonPart, JsonType, Member};

/// Compares a part with what serde_json makes of its text. `fault` tells whether the report calls
/// the text no JSON. Only for a text of which every member is listed.
pub(crate) fn agrees_with_serde_json(json: &JsonPart, fault: bool) {
    let text = json.text.as_deref().unwrap();
    match serde_json::from_str::<Value>(text) {
        Ok(value) => {
            assert!(!fault, "serde_json reads {text}");
            let last: BTreeMap<&str, &Member> =
                json.members.iter().map(|member| (member.pointer.as_str(), member)).collect();
            children_agree("", &value, &last);
        }
        Err(error) => assert!(fault || only_value_refuses(&error), "serde_json: {error}: {text}"),
    }
}

/// What is JSON by RFC 8259 §6–8, and what a `Value` cannot hold: a number beyond a double, a half
/// surrogate pair, 128 levels, a byte order mark.
fn only_value_refuses(error: &serde_json::Error) -> bool {
    let message = error.to_string();
    let kinds = [
        "number out of range",
        "lone leading surrogate",
        "unexpected end of hex escape",
        "recursion limit exceeded",
    ];
    kinds.iter().any(|kind| message.contains(kind))
        || message == "expected value at line 1 column 1"
}

fn children_agree(pointer: &str, value: &Value, members: &BTreeMap<&str, &Member>) {
    match value {
        Value::Object(object) => {
            for (name, child) in object {
                let name = name.replace('~', "~0").replace('/', "~1");
                agrees(&format!("{pointer}/{name}"), child, members);
            }
        }
        Value::Array(array) => {
            for (index, child) in array.iter().enumerate() {
                agrees(&format!("{pointer}/{index}"), child, members);
            }
        }
        _ => {}
    }
}

/// Of duplicates the last one counts, for both.
fn agrees(pointer: &str, value: &Value, members: &BTreeMap<&str, &Member>) {
    let member = members.get(pointer).unwrap_or_else(|| panic!("{pointer} is not listed"));
    let source = member.text.as_deref().unwrap_or_default();
    match (value, member.json_type) {
        (Value::String(_), JsonType::String) if member.withheld.is_some() => {
            assert_eq!((&member.value, &member.text), (&None, &None), "{pointer}");
        }
        (Value::String(string), JsonType::String) => {
            assert_eq!(member.value.as_deref(), Some(string.as_str()), "{pointer}");
        }
        (Value::Number(number), JsonType::Number) => {
            assert_eq!(serde_json::from_str::<serde_json::Number>(source).unwrap(), *number);
        }
        (Value::Bool(bool), JsonType::Boolean) => assert_eq!(source, bool.to_string()),
        (Value::Null, JsonType::Null) => assert_eq!(source, "null"),
        (Value::Object(_), JsonType::Object) | (Value::Array(_), JsonType::Array) => {
            children_agree(pointer, value, members);
        }
        (value, json_type) => panic!("{pointer} is {value}, not {json_type:?}"),
    }
}
