//! How a token was wrapped in the paste.

use serde::{Deserialize, Serialize};

/// One way in which a token was wrapped in the paste.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
#[expect(missing_docs, reason = "each is its own name")]
pub enum Encoding {
    Base64,
    Base64url,
    JsonString,
    YamlScalar,
    ShellQuoted,
    Percent,
    BackslashN,
    WrappedLines,
    #[serde(rename = "utf-16")]
    Utf16,
}
