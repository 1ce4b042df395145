//! What the page weighs: every file that `/` loads, raw, gzipped and as brotli.

use std::fmt;
use std::io::Write;
use std::path::Path;

use brotli::enc::BrotliEncoderParams;

use crate::Result;

/// More is an error. It costs about three and a half seconds at 1.6 Mbit/s, once: the page is kept offline after its
/// first visit. The aim is 320 KiB. Documents with their YAML parser and what they must cover, the comparison,
/// signatures, the checks of some forty recipients and their trust policies in words, the claims as rows and everything else that
/// people paste took the page beyond it, and a tighter limit was once paid for with code that nobody wants to
/// maintain.
pub const GATE_BYTES: usize = 704 * 1024;

/// More is an error for what the first paint needs: the page and its stylesheet.
pub const FIRST_PAINT_BYTES: usize = 15 * 1024;

/// One file that the page loads.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FileWeight {
    /// Its name in the built site.
    pub name: String,
    /// Bytes as built.
    pub raw: usize,
    /// Bytes gzipped, best compression.
    pub gzip: usize,
    /// Bytes as brotli, best compression: what a browser gets.
    pub brotli: usize,
}

/// All files that the page loads; prints as a table.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Weight(pub Vec<FileWeight>);

impl Weight {
    /// Weighs the built site in `dist`.
    pub fn of(dist: &Path) -> Result<Self> {
        loaded_files(dist)?
            .into_iter()
            .map(|name| {
                let bytes = read(dist, &name)?;
                let (gzip, brotli) = (gzip(&bytes)?.len(), brotli(&bytes)?.len());
                Ok(FileWeight { name, raw: bytes.len(), gzip, brotli })
            })
            .collect::<Result<Vec<_>>>()
            .map(Self)
    }

    /// The sum of the brotli sizes in bytes, which is what the gate looks at.
    pub fn brotli_total(&self) -> usize {
        self.0.iter().map(|file| file.brotli).sum()
    }

    /// The Brotli sizes in bytes of what the first paint needs.
    fn first_paint(&self) -> usize {
        let needed = |name: &str| name == "index.html" || name.ends_with(".css");
        self.0.iter().filter(|file| needed(&file.name)).map(|file| file.brotli).sum()
    }

    /// An error if the page is too heavy.
    pub fn check(&self) -> Result {
        let first_paint = self.first_paint();
        if first_paint > FIRST_PAINT_BYTES {
            return Err(format!(
                "the first paint needs {} as Brotli, more than the {} allowed: see index.html and the sheet",
                kib(first_paint),
                kib(FIRST_PAINT_BYTES),
            ));
        }
        let total = self.brotli_total();
        if total > GATE_BYTES {
            return Err(format!(
                "the page weighs {} as brotli, more than the {} allowed: see which of its files grew",
                kib(total),
                kib(GATE_BYTES),
            ));
        }
        Ok(())
    }
}

impl fmt::Display for Weight {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let total = |size: fn(&FileWeight) -> usize| self.0.iter().map(size).sum::<usize>();
        writeln!(f, "{:<28} {:>9} {:>9} {:>9}", "what / loads, in bytes", "raw", "gzip", "brotli")?;
        for file in &self.0 {
            writeln!(f, "{:<28} {:>9} {:>9} {:>9}", file.name, file.raw, file.gzip, file.brotli)?;
        }
        let sums = (total(|file| file.raw), total(|file| file.gzip), self.brotli_total());
        writeln!(f, "{:<28} {:>9} {:>9} {:>9}", "all", sums.0, sums.1, sums.2)?;
        let verdict = match sums.2 {
            total if total > GATE_BYTES => "TOO HEAVY",
            _ => "within the limit",
        };
        writeln!(f, "{} as brotli: {verdict} (limit {})", kib(sums.2), kib(GATE_BYTES))?;
        let (first, limit) = (kib(self.first_paint()), kib(FIRST_PAINT_BYTES));
        write!(f, "{first} of it for the first paint (limit {limit})")
    }
}

/// What keeps the files of the page for visits without a network.
pub const SERVICE_WORKER: &str = "sw.js";

/// The page that tells of privacy, which is kept with them.
pub const PRIVACY: &str = "privacy.html";

/// The page that a server sends, with status 404, in place of a file that is missing.
pub const NOT_FOUND: &str = "404.html";

/// The files that opening `/` fetches: the page itself and each file of our own that it names.
/// An end-to-end test compares this with what browsers asked for.
pub fn loaded_files(dist: &Path) -> Result<Vec<String>> {
    let page = String::from_utf8_lossy(&read(dist, "index.html")?).into_owned();
    let mut files = vec!["index.html".to_owned()];
    for attribute in ["href=\"", "src=\"", "data-js=\"", "data-wasm=\""] {
        for after in page.split(attribute).skip(1) {
            let address = after.split('"').next().unwrap_or_default();
            let name = address.strip_prefix("./").unwrap_or(address);
            if dist.join(name).is_file() && !files.iter().any(|file| file == name) {
                files.push(name.to_owned());
            }
        }
    }
    // The page has the browser fetch them (boot.mjs), where there is something that keeps them.
    if dist.join(SERVICE_WORKER).is_file() {
        files.extend([SERVICE_WORKER, PRIVACY].map(str::to_owned));
    }
    Ok(files)
}

/// Writes `NAME.br` beside each file of the built site, for the server to send.
pub fn compress(dist: &Path) -> Result {
    for entry in std::fs::read_dir(dist).map_err(|error| not_built(dist, &error))? {
        let path = entry.map_err(|error| error.to_string())?.path();
        let name = path.file_name().and_then(|name| name.to_str()).unwrap_or_default();
        if path.is_file() && !name.ends_with(".br") {
            let compressed = brotli(&read(dist, name)?)?;
            std::fs::write(dist.join(format!("{name}.br")), compressed)
                .map_err(|error| format!("cannot write {name}.br: {error}"))?;
        }
    }
    Ok(())
}

fn read(dist: &Path, name: &str) -> Result<Vec<u8>> {
    std::fs::read(dist.join(name)).map_err(|error| not_built(&dist.join(name), &error))
}

fn not_built(path: &Path, error: &std::io::Error) -> String {
    format!("cannot read {} ({error}): build the page first, cargo xtask size", path.display())
}

/// Gzipped, best compression.
pub fn gzip(bytes: &[u8]) -> Result<Vec<u8>> {
    let mut encoder = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::best());
    encoder
        .write_all(bytes)
        .and_then(|()| encoder.finish())
        .map_err(|error| format!("gzip failed: {error}"))
}

/// As brotli, best compression.
pub fn brotli(bytes: &[u8]) -> Result<Vec<u8>> {
    let parameters = BrotliEncoderParams { quality: 11, ..Default::default() };
    let mut compressed = Vec::new();
    brotli::BrotliCompress(&mut &*bytes, &mut compressed, &parameters)
        .map_err(|error| format!("brotli failed: {error}"))?;
    Ok(compressed)
}

fn kib(bytes: usize) -> String {
    format!("{:.1} KiB", bytes as f64 / 1024.0)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn weight(brotli: usize) -> Weight {
        Weight(vec![FileWeight { name: "a".into(), raw: 1, gzip: 1, brotli }])
    }

    #[test]
    fn ok_at_the_limit() {
        assert_eq!(weight(GATE_BYTES).check(), Ok(()));
    }

    #[test]
    fn err_one_byte_past_the_limit() {
        let error = weight(GATE_BYTES + 1).check().unwrap_err();
        assert!(error.contains("more than the 704.0 KiB allowed"), "{error}");
        assert!(weight(GATE_BYTES + 1).to_string().contains("TOO HEAVY"));
    }

    #[test]
    fn first_paint_has_a_limit_of_its_own() {
        let file = |name: &str, brotli| FileWeight { name: name.into(), raw: 1, gzip: 1, brotli };
        let weight = |sheet| {
            Weight(vec![
                file("index.html", 1024),
                file("page.css", sheet),
                file("page.wasm", 99_999),
            ])
        };
        assert_eq!(weight(14 * 1024).check(), Ok(()));
        let error = weight(14 * 1024 + 1).check().unwrap_err();
        assert!(error.contains("more than the 15.0 KiB allowed"), "{error}");
    }

    #[test]
    fn ok_brotli_can_be_read_back() {
        let text = b"a token, a token, a token".repeat(20);
        let mut read_back = Vec::new();
        let mut compressed = &*brotli(&text).unwrap();
        brotli::BrotliDecompress(&mut compressed, &mut read_back).unwrap();
        assert_eq!(read_back, text);
    }
}
