//! How a token was wrapped in the paste.

use crate::text::code::text_enum;

text_enum! {
    /// One layer in which a token is wrapped in the paste.
    #[non_exhaustive]
    pub enum Encoding {
        /// In base64.
        Base64 = "base64",
        /// In base64url.
        Base64url = "base64url",
        /// In a string of JSON, below another layer.
        JsonString = "json-string",
        /// In a scalar of YAML, below another layer.
        YamlScalar = "yaml-scalar",
        /// Quoted for a shell. Reserved: nothing produces it yet.
        ShellQuoted = "shell-quoted",
        /// Percent-encoded.
        Percent = "percent",
        /// With line breaks written as `\n`.
        BackslashN = "backslash-n",
        /// On several lines.
        WrappedLines = "wrapped-lines",
        /// In several string literals of source code.
        Concatenated = "concatenated",
        /// On several lines that all have the same mark: `> `, the `+` of a diff, a border, a number.
        QuotedLines = "quoted-lines",
        /// With the color codes of a terminal, or with HTML elements, around its pieces.
        Colored = "colored",
        /// In UTF-16.
        Utf16 = "utf-16",
    }
}
