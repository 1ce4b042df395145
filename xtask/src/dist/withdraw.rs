//! Makes the folder `withdraw/`: the service worker that withdraws the site, and how to use it.

use std::path::Path;

use xtask::weight::{SERVICE_WORKER, brotli, gzip};
use xtask::{Result, project_root};

use super::files::{File, read, write};

/// Makes the folder.
pub(crate) fn make(out: &Path) -> Result {
    let worker = read(&project_root().join("www/withdraw").join(SERVICE_WORKER))?;
    // A server that sends compressed files would send the old worker's otherwise.
    write(out, &File::new(format!("{SERVICE_WORKER}.br"), brotli(&worker)?))?;
    write(out, &File::new(format!("{SERVICE_WORKER}.gz"), gzip(&worker)?))?;
    write(out, &File::new(SERVICE_WORKER, worker))?;
    write(out, &File::new("README.md", include_str!("withdraw.md")))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::dist::files::read_text;

    /// It deletes the caches of the very name that the site's worker gives them.
    #[test]
    fn both_workers_use_the_same_cache_names() {
        let name = "const OURS = `sa-token-decoder ${registration.scope} `;";
        for path in ["www/sw.js", "www/withdraw/sw.js"] {
            let worker = read_text(&project_root().join(path)).unwrap();
            assert!(worker.contains(name), "{path}");
        }
    }
}
