//! Writes a value as the serializers of Kubernetes, of editors and of people write it.

use serde_json::Value;

/// Returns the value in each notation and style.
pub(crate) fn every_style(value: &Value) -> Vec<(&'static str, String)> {
    let block = yaml(value);
    let pretty = serde_json::to_string_pretty(value).unwrap();
    let indented: String = block.lines().map(|line| format!("    {line}\n")).collect();
    vec![
        ("compact JSON", value.to_string()),
        ("pretty JSON", pretty.clone()),
        ("JSON indented with tabs", with_tabs(&pretty)),
        ("JSON below a command", format!("$ kubectl get x -o json\n{pretty}\n")),
        ("YAML", block.clone()),
        ("YAML with a marker", format!("---\n{block}")),
        ("YAML with line ends of Windows", block.replace('\n', "\r\n")),
        ("YAML behind a byte order mark", format!("\u{feff}{block}")),
        ("YAML with a comment", format!("# Source: chart/x.yaml\n{block}")),
        ("YAML indented as a whole", indented),
        ("YAML in a fence", format!("Like this:\n```yaml\n{block}```\nThanks!\n")),
        ("YAML below a prompt", format!("root@node:~# cat x\n{block}")),
        ("YAML in flow style", format!("--- {value}\n")),
    ]
}

/// Returns JSON with a tab for each level.
fn with_tabs(pretty: &str) -> String {
    let line = |line: &str| {
        let content = line.trim_start();
        format!("{}{content}\n", "\t".repeat((line.len() - content.len()) / 2))
    };
    pretty.lines().map(line).collect()
}

/// Returns block style as kubectl writes it: lists are not indented.
pub(crate) fn yaml(value: &Value) -> String {
    let mut text = String::new();
    write(value, 0, &mut text);
    text
}

fn write(value: &Value, indent: usize, text: &mut String) {
    let blanks = " ".repeat(indent);
    match value {
        Value::Object(members) if !members.is_empty() => {
            for (name, value) in members {
                text.push_str(&format!("{blanks}{}:", scalar(name)));
                let list = value.is_array();
                nested(value, if list { indent } else { indent + 2 }, text);
            }
        }
        Value::Array(items) if !items.is_empty() => {
            for item in items {
                let mut inner = String::new();
                write(item, indent + 2, &mut inner);
                text.push_str(&format!("{blanks}- {}", inner.trim_start()));
                if !inner.ends_with('\n') {
                    text.push('\n');
                }
            }
        }
        Value::String(content) => text.push_str(&scalar(content)),
        other => text.push_str(&other.to_string()),
    }
}

fn nested(value: &Value, indent: usize, text: &mut String) {
    match value {
        Value::String(content) if content.trim_end().contains('\n') => {
            let blanks = " ".repeat(indent);
            // Where the text itself begins with blanks, the indentation has to be said.
            let indentation = if content.starts_with([' ', '\n']) { "2" } else { "" };
            let keep = if content.ends_with('\n') { "" } else { "-" };
            text.push_str(&format!(" |{indentation}{keep}\n"));
            for line in content.lines() {
                text.push_str(&format!("{blanks}{line}\n"));
            }
        }
        Value::Object(members) if !members.is_empty() => {
            text.push('\n');
            write(value, indent, text);
        }
        Value::Array(items) if !items.is_empty() => {
            text.push('\n');
            write(value, indent, text);
        }
        _ => {
            text.push(' ');
            write(value, 0, text);
            text.push('\n');
        }
    }
}

/// A plain scalar where nothing in it means something in YAML; else one in quotes.
fn scalar(content: &str) -> String {
    let is_plain = |c: char| c.is_ascii_alphanumeric() || "-_./=+".contains(c);
    let first = content.chars().next();
    let plain = content.chars().all(is_plain) && first.is_some_and(|c| c.is_ascii_alphabetic());
    match plain {
        true => content.to_owned(),
        false if content.contains(['\n', '\\']) => Value::from(content).to_string(),
        false => format!("'{}'", content.replace('\'', "''")),
    }
}
