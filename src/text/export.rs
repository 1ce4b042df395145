//! The words of copies and exports.

use service_account_token::report::JsonType;

pub const COPY: &str = "Copy";
pub const COPY_MARKDOWN: &str = "Copy as Markdown";
pub const EXPORT_JSON: &str = "Export JSON";

// The heads of the tables.
pub const ROWS: [&str; 3] = ["At a glance", "", "Why"];
pub const TIMES: [&str; 3] = ["Times", "", "Relative to now"];
pub const MEMBERS: [&str; 3] = ["Name", "Value", "Meaning"];

/// In the order in which they come in an ordinary token's life.
pub const TIME_NAMES: [&str; 7] = [
    "Issued",
    "Not before",
    "The kubelet replaces it",
    "Stale",
    "Expires",
    "Accepted until",
    "Now, by the page's clock",
];

/// What stands for a value that has members of its own.
pub fn nested(json_type: JsonType) -> &'static str {
    match json_type {
        JsonType::Array => "list",
        _ => "object",
    }
}
