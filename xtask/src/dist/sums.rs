//! `SHA256SUMS`: the digest of every file of `dist/`, for `sha256sum --check`.

use std::path::Path;

use xtask::Result;

use super::files::{File, all, read, write};
use crate::digest::hexadecimal;

/// The file's name.
pub(crate) const NAME: &str = "SHA256SUMS";

/// Writes it; every other file has to be there already.
pub(crate) fn make(out: &Path) -> Result {
    let mut lines = String::new();
    for path in all(out)? {
        let name = path.strip_prefix(out).unwrap_or(&path).display();
        lines += &format!("{}  {name}\n", hexadecimal(&read(&path)?));
    }
    write(out, &File::new(NAME, lines))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::dist::files::{empty_folder, read_text};

    #[test]
    fn every_file_has_a_line_in_order() {
        let folder = std::env::temp_dir().join(format!("sa-token-sums-{}", std::process::id()));
        empty_folder(&folder).unwrap();
        write(&folder.join("b"), &File::new("c", "abc")).unwrap();
        write(&folder, &File::new("a", "")).unwrap();
        make(&folder).unwrap();
        let lines = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855  a\n\
            ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad  b/c\n";
        assert_eq!(read_text(&folder.join(NAME)), Ok(lines.to_owned()));
        std::fs::remove_dir_all(&folder).unwrap();
    }
}
