//! The wasm compressed, for the files that carry it inside. The browser's own `DecompressionStream` unpacks
//! it: see `www/single/load.mjs` and `www/embed/core-classic.mjs`.

use std::io::Write as _;

use flate2::Compression;
use flate2::write::DeflateEncoder;
use xtask::Result;

/// Returns the bytes as raw DEFLATE, at the best compression.
pub(crate) fn deflated(wasm: &[u8]) -> Result<Vec<u8>> {
    let mut encoder = DeflateEncoder::new(Vec::new(), Compression::best());
    let deflated = encoder.write_all(wasm).and_then(|()| encoder.finish());
    deflated.map_err(|error| format!("cannot compress the wasm: {error}"))
}
