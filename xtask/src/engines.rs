//! The three browser engines that the page is tested in: their names, the programs that drive them,
//! and the Debian packages that bring those.

use std::fmt;
use std::path::{Path, PathBuf};

/// A browser engine.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Engine {
    /// Chromium, over chromedriver.
    Chromium,
    /// Firefox, over geckodriver.
    Firefox,
    /// WebKitGTK's MiniBrowser, over WebKitWebDriver, on a virtual screen.
    Webkit,
}

impl Engine {
    /// All three, in the order in which they are tested.
    pub const ALL: [Self; 3] = [Self::Chromium, Self::Firefox, Self::Webkit];

    /// Its name on the command line and in the tests.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Chromium => "chromium",
            Self::Firefox => "firefox",
            Self::Webkit => "webkit",
        }
    }

    /// The engine of that name.
    pub fn named(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|engine| engine.name() == name)
    }

    /// The programs it needs from Debian, each with its package. Firefox's driver is not in Debian
    /// and comes from cargo.
    pub const fn programs(self) -> &'static [(&'static str, &'static str)] {
        match self {
            Self::Chromium => &[("chromium", "chromium"), ("chromedriver", "chromium-driver")],
            Self::Firefox => &[("firefox-esr", "firefox-esr")],
            Self::Webkit => &[("WebKitWebDriver", "webkit2gtk-driver"), ("Xvfb", "xvfb")],
        }
    }
}

impl fmt::Display for Engine {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.name())
    }
}

/// Where a program is, looking through the PATH.
pub fn find_program(name: &str) -> Option<PathBuf> {
    let path = std::env::var_os("PATH")?;
    std::env::split_paths(&path).map(|folder| folder.join(name)).find(|program| program.is_file())
}

/// WebKitGTK's own small browser, which its driver starts. It is on no PATH: it lies in a folder
/// named after the machine's architecture and the library's version.
pub fn find_mini_browser() -> Option<PathBuf> {
    let folders = |path: &Path| {
        let entries = std::fs::read_dir(path).ok();
        entries.into_iter().flatten().flatten().map(|entry| entry.path())
    };
    folders(Path::new("/usr/lib"))
        .flat_map(|architecture| folders(&architecture).collect::<Vec<_>>())
        .filter(|folder| folder.to_string_lossy().contains("webkit"))
        .map(|folder| folder.join("MiniBrowser"))
        .find(|program| program.is_file())
}
