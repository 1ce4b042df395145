//! `SHA256SUMS`: the digest of every file of `dist/`, for `sha256sum --check`.

use std::path::Path;

use xtask::Result;

use super::digest::hexadecimal;
use super::files::{File, all, read, write};

const NAME: &str = "SHA256SUMS";

/// Writes it; every other file has to be there already.
pub(crate) fn make(out: &Path) -> Result {
    let mut lines = String::new();
    for path in all(out)? {
        let name = path.strip_prefix(out).unwrap_or(&path).display();
        lines += &format!("{}  {name}\n", hexadecimal(&read(&path)?));
    }
    write(out, &File::new(NAME, lines))
}
