//! What was pasted, typed or opened: a text, or an attachment that is too long for the text area.

use std::rc::Rc;

use yew::AttrValue;

use crate::text;

/// A longer text becomes an attachment instead of filling the text area. With 1 MB in it, a text area
/// took seconds for each key.
pub const TEXT_AREA_LIMIT_BYTES: usize = 64 * 1024;

/// What was pasted, typed or opened.
#[derive(Clone, Debug, PartialEq)]
pub enum Paste {
    /// A text in the text area.
    Text(AttrValue),
    /// A file, or a text too long for the text area.
    Attachment {
        /// The name of the file, or the name for a long text.
        name: AttrValue,
        /// Its bytes, untouched.
        bytes: Rc<[u8]>,
    },
    /// A text or a file that is too large to be read. Only its length is known.
    TooLarge {
        /// The name of the file, or the name for a long text.
        name: AttrValue,
        /// Its length.
        bytes: usize,
    },
}

impl Paste {
    /// No text.
    pub const fn empty() -> Self {
        Self::Text(AttrValue::Static(""))
    }

    /// Makes a text, or an attachment if it is too long for the text area.
    pub fn from_text(text: String) -> Self {
        if text.len() > TEXT_AREA_LIMIT_BYTES {
            let bytes = Rc::from(text.into_bytes());
            return Self::Attachment { name: AttrValue::Static(text::LONG_TEXT_NAME), bytes };
        }
        Self::Text(AttrValue::from(text))
    }

    /// Makes the text of a file if that fits into the text area, and otherwise an attachment.
    pub fn from_file(name: String, bytes: Vec<u8>) -> Self {
        match String::from_utf8(bytes) {
            // A text area turns every line end into a line feed, and would lose a byte order mark or
            // a NUL, so a file with these stays as it is.
            Ok(text)
                if text.len() <= TEXT_AREA_LIMIT_BYTES && !text.contains(['\0', '\u{feff}']) =>
            {
                Self::Text(AttrValue::from(with_line_feeds(&text)))
            }
            Ok(text) => Self::attachment(name, text.into_bytes()),
            Err(error) => Self::attachment(name, error.into_bytes()),
        }
    }

    fn attachment(name: String, bytes: Vec<u8>) -> Self {
        Self::Attachment { name: AttrValue::from(name), bytes: Rc::from(bytes) }
    }

    /// Returns the bytes that the decoder reads. The report's offsets count them.
    pub fn bytes(&self) -> &[u8] {
        match self {
            Self::Text(text) => text.as_bytes(),
            Self::Attachment { bytes, .. } => bytes,
            Self::TooLarge { .. } => &[],
        }
    }

    /// Returns the name and the length of a text that is kept out of the text area.
    pub fn attached(&self) -> Option<(&AttrValue, usize)> {
        match self {
            Self::Text(_) => None,
            Self::Attachment { name, bytes } => Some((name, bytes.len())),
            Self::TooLarge { name, bytes } => Some((name, *bytes)),
        }
    }

    /// Returns the text for the text area.
    pub fn text(&self) -> AttrValue {
        match self {
            Self::Text(text) => text.clone(),
            Self::Attachment { .. } | Self::TooLarge { .. } => AttrValue::Static(""),
        }
    }

    /// Returns true if reading it may take longer than the page should wait.
    pub fn is_long(&self) -> bool {
        self.bytes().len() > TEXT_AREA_LIMIT_BYTES
    }

    /// Returns true if there is nothing in it.
    pub fn is_empty(&self) -> bool {
        !matches!(self, Self::TooLarge { .. }) && self.bytes().is_empty()
    }
}

/// Returns the text with a line feed for every line end.
fn with_line_feeds(text: &str) -> String {
    let mut after_return = false;
    let mut lines = String::with_capacity(text.len());
    for character in text.chars() {
        match character {
            '\r' => lines.push('\n'),
            '\n' if after_return => {}
            _ => lines.push(character),
        }
        after_return = character == '\r';
    }
    lines
}
