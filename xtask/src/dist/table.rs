//! What each thing weighs that is shipped: in the terminal, and in `docs/benchmarks.md`.

use std::path::Path;

use xtask::Result;
use xtask::weight::{Weight, brotli, gzip};

use super::files::read;
use super::{EMBED, SINGLE_FILE, SINGLE_FILE_BYTES, SITE};
use crate::benchmarks;

/// Bytes as they are, gzipped and as brotli.
type Sizes = [usize; 3];

/// What is weighed in `embed/`, and what is to be said of it.
const EMBEDDED: [(&[&str], &str); 5] = [
    (&["sa-token-decoder.mjs"], ", all that a page loads until an element is scrolled to"),
    (&["sa-token-core.mjs", "sa-token-decoder_bg.wasm"], ", loaded then"),
    (&["sa-token-decoder.classic.js"], ", all of it in one script"),
    (&["embed.html"], ""),
    (&["guide.html", "guide.css", "guide.mjs"], ""),
];

/// What each thing weighs.
pub(super) struct Table {
    /// The files that `/` loads.
    site: Weight,
    /// What else is shipped, with what is to be said of it.
    others: Vec<(String, String, Sizes)>,
}

impl Table {
    /// Weighs what is in `dist`.
    pub(super) fn of(dist: &Path) -> Result<Self> {
        let limit = format!("; the limit is {SINGLE_FILE_BYTES} raw");
        let single = sizes(&[dist.join(SINGLE_FILE)])?;
        let mut others = vec![(SINGLE_FILE.to_owned(), limit, single)];
        for (names, words) in EMBEDDED {
            let files: Vec<_> = names.iter().map(|name| dist.join(EMBED).join(name)).collect();
            let names: Vec<_> = names.iter().map(|name| format!("{EMBED}/{name}")).collect();
            others.push((names.join(", "), words.to_owned(), sizes(&files)?));
        }
        Ok(Self { site: Weight::of(&dist.join(SITE))?, others })
    }

    /// An error if all that `/` loads is more than it may be.
    pub(super) fn check(&self) -> Result {
        self.site.check()
    }

    /// All files together that `/` loads.
    fn whole_site(&self) -> Sizes {
        self.site.0.iter().fold([0; 3], |sum, file| add(sum, [file.raw, file.gzip, file.brotli]))
    }

    /// For the terminal.
    pub(super) fn text(&self) -> String {
        let row = |name: &str, sizes: [String; 3]| {
            let [raw, gzip, brotli] = sizes;
            format!("{name:<48} {raw:>9} {gzip:>9} {brotli:>9}\n")
        };
        let mut text = row("dist, in bytes", ["raw", "gzip", "brotli"].map(str::to_owned));
        text += &row("site/, all that / loads", self.whole_site().map(|size| size.to_string()));
        for (name, _, sizes) in &self.others {
            text += &row(name, sizes.map(|size| size.to_string()));
        }
        text
    }

    /// Puts both tables into the document.
    pub(super) fn renew(&self) -> Result {
        let row = |name: &str, words: &str, [raw, gzip, brotli]: Sizes| {
            let name = name.replace(", ", "`, `");
            format!("| `{name}`{words} | {raw} | {gzip} | {brotli} |\n")
        };
        let head = "| bytes | raw | gzip | brotli |\n|---|--:|--:|--:|\n";
        let (mut files, mut things) = (head.to_owned(), head.to_owned());
        for file in &self.site.0 {
            files += &row(&without_digest(&file.name), "", [file.raw, file.gzip, file.brotli]);
        }
        let [raw, gzip, brotli] = self.whole_site();
        let kib = brotli as f64 / 1024.0;
        files += &format!("| **all** | {raw} | {gzip} | **{brotli}** ({kib:.1} KiB) |\n");
        things += &row("site/", ", all that `/` loads", self.whole_site());
        for (name, words, sizes) in &self.others {
            things += &row(name, words, *sizes);
        }
        benchmarks::renew("weight", &files)?;
        benchmarks::renew("dist", &things)
    }
}

fn add(a: Sizes, b: Sizes) -> Sizes {
    let ([a1, a2, a3], [b1, b2, b3]) = (a, b);
    [a1 + b1, a2 + b2, a3 + b3]
}

/// What files weigh together, each compressed by itself.
fn sizes(files: &[impl AsRef<Path>]) -> Result<Sizes> {
    files.iter().try_fold([0; 3], |sum, file| {
        let bytes = read(file.as_ref())?;
        Ok(add(sum, [bytes.len(), gzip(&bytes)?.len(), brotli(&bytes)?.len()]))
    })
}

/// `page-0123abcd.css` as `page.css`: the document is not to change with each build.
fn without_digest(name: &str) -> String {
    match name.split_once('-').zip(name.split_once('.')) {
        Some(((stem, _), (_, ending))) => format!("{stem}.{ending}"),
        None => name.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn file_names_are_stable_across_builds() {
        assert_eq!(without_digest("page-0123abcd.css"), "page.css");
        assert_eq!(without_digest("index.html"), "index.html");
    }
}
