//! The wasm inside a text: compressed, and in characters that need no escape. What unpacks it stands
//! in `www/single/load.mjs` and in embed.rs.

use std::io::Write as _;

use base64::Engine as _;
use base64::prelude::BASE64_STANDARD;
use flate2::Compression;
use flate2::write::DeflateEncoder;
use xtask::Result;

/// Deflated as well as it can be, in base64.
pub(crate) fn packed(wasm: &[u8]) -> Result<String> {
    let mut encoder = DeflateEncoder::new(Vec::new(), Compression::best());
    let packed = encoder.write_all(wasm).and_then(|()| encoder.finish());
    let packed = packed.map_err(|error| format!("cannot compress the wasm: {error}"))?;
    Ok(BASE64_STANDARD.encode(packed))
}
