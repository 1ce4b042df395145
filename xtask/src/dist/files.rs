//! Reading and writing the files of `dist/`.

use std::fs;
use std::path::{Path, PathBuf};

use xtask::Result;

/// A file to be shipped.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct File {
    /// Its name in its folder.
    pub(crate) name: String,
    /// What is in it.
    pub(crate) bytes: Vec<u8>,
}

impl File {
    /// A file of this name.
    pub(crate) fn new(name: impl Into<String>, bytes: impl Into<Vec<u8>>) -> Self {
        Self { name: name.into(), bytes: bytes.into() }
    }
}

/// Reads a file.
pub(crate) fn read(path: &Path) -> Result<Vec<u8>> {
    fs::read(path).map_err(|error| format!("cannot read {}: {error}", path.display()))
}

/// Reads a text.
pub(crate) fn read_text(path: &Path) -> Result<String> {
    fs::read_to_string(path).map_err(|error| format!("cannot read {}: {error}", path.display()))
}

/// Writes a file into a folder, which is made if it is not there.
pub(crate) fn write(folder: &Path, file: &File) -> Result {
    let path = folder.join(&file.name);
    fs::create_dir_all(folder)
        .and_then(|()| fs::write(&path, &file.bytes))
        .map_err(|error| format!("cannot write {}: {error}", path.display()))
}

/// Makes a folder that has nothing in it.
pub(crate) fn empty_folder(folder: &Path) -> Result {
    if folder.is_dir() {
        fs::remove_dir_all(folder)
            .map_err(|error| format!("cannot empty {}: {error}", folder.display()))?;
    }
    fs::create_dir_all(folder).map_err(|error| format!("cannot make {}: {error}", folder.display()))
}

/// Every file in a folder and in those inside it, in the order of their paths.
pub(crate) fn all(folder: &Path) -> Result<Vec<PathBuf>> {
    let unreadable = |error| format!("cannot read {}: {error}", folder.display());
    let mut files = Vec::new();
    for entry in fs::read_dir(folder).map_err(unreadable)? {
        let path = entry.map_err(unreadable)?.path();
        match path.is_dir() {
            true => files.extend(all(&path)?),
            false => files.push(path),
        }
    }
    files.sort();
    Ok(files)
}
