//! What the project's commands and its end-to-end tests share: the headers that the page is served
//! with, the server that sends them, the list of files that the page loads, and the browsers.

pub mod engines;
pub mod headers;
pub mod server;
pub mod weight;

/// One clear line for whoever ran the command, with the remedy in it.
pub type Result<T = ()> = std::result::Result<T, String>;

/// The folder of the whole project, where the commands work.
pub fn project_root() -> &'static std::path::Path {
    let xtask = std::path::Path::new(env!("CARGO_MANIFEST_DIR"));
    xtask.parent().unwrap_or(xtask)
}

/// The folder in which cargo builds.
pub fn target_folder() -> std::path::PathBuf {
    std::env::var_os("CARGO_TARGET_DIR")
        .map_or_else(|| project_root().join("target"), std::path::PathBuf::from)
}
