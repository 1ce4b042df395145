//! Where in documents a token is, in the notation of jq.

use crate::document::{Key, Step};
use crate::text::Text;

/// Returns the way to a token, such as `.data.config → .users[0].user.token`.
pub(crate) fn display(steps: &[Step]) -> Text {
    let steps: Vec<_> = steps.iter().map(|step| path(&step.path)).collect();
    steps.join(" → ").into()
}

fn path(keys: &[Key]) -> String {
    let mut path = String::new();
    for key in keys {
        match key {
            Key::Index(index) if path.is_empty() => path.push_str(&format!(".[{index}]")),
            Key::Index(index) => path.push_str(&format!("[{index}]")),
            Key::Name(name) if is_plain(name) => {
                path.push('.');
                path.push_str(name);
            }
            Key::Name(name) => {
                let name = serde_json::Value::from(name.as_str());
                path.push_str(if path.is_empty() { ".[" } else { "[" });
                path.push_str(&name.to_string());
                path.push(']');
            }
        }
    }
    if path.is_empty() { ".".to_owned() } else { path }
}

/// Returns true for a name that jq takes without quotes.
fn is_plain(name: &str) -> bool {
    name.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'_')
        && !name.starts_with(|c: char| c.is_ascii_digit())
        && !name.is_empty()
}
