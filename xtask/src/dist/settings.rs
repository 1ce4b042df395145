//! Settings for web servers, with the headers of [`xtask::headers`] in them.

use std::path::Path;

use xtask::Result;
use xtask::headers::{DIGEST_DIGITS, HEADERS, cache_control};

use super::files::{File, write};

/// Makes the folder.
pub(crate) fn make(out: &Path) -> Result {
    write(out, &File::new("nginx.conf", nginx()))?;
    write(out, &File::new("Caddyfile", caddy()))?;
    write(out, &File::new("README.md", include_str!("servers.md")))
}

/// What a browser may keep for good and what it asks for each time.
fn cached() -> [&'static str; 2] {
    [cache_control(&format!("/page-{}.js", "0".repeat(DIGEST_DIGITS))), cache_control("/")]
}

fn nginx() -> String {
    let [kept, asked] = cached();
    let mut headers = String::new();
    for (name, value) in HEADERS {
        headers += &format!("    add_header {name} \"{value}\" always;\n");
    }
    format!(
        r#"# For the folder conf.d of nginx: serves the folder site/ on port 8080.

map $uri $sa_token_cache {{
    "~-[0-9a-f]{{{DIGEST_DIGITS}}}\.[a-z]+$" "{kept}";
    default "{asked}";
}}

server {{
    listen 8080;
    root /srv/sa-token-decoder/site;
    charset utf-8;
    charset_types text/css text/javascript;

    # A type of an older nginx that is not here would make the browser refuse the file.
    types {{
        text/html html;
        text/css css;
        text/javascript js mjs;
        application/wasm wasm;
        application/json json;
        application/manifest+json webmanifest;
        image/png png;
        image/svg+xml svg;
    }}

    gzip_static on;
    gzip_vary on;
    # With the module ngx_brotli:
    # brotli_static on;

{headers}    # Not with errors: that a file is missing must not be kept for good.
    add_header Cache-Control $sa_token_cache;

    # What only the servers read.
    location ~ /[._] {{
        return 404;
    }}
}}
"#
    )
}

fn caddy() -> String {
    let [kept, asked] = cached();
    let mut headers = String::new();
    for (name, value) in HEADERS {
        headers += &format!("        {name} \"{value}\"\n");
    }
    format!(
        r#"# For Caddy: serves the folder site/ on port 8080.

:8080 {{
    root * /srv/sa-token-decoder/site

    # Only if it is there: that a file is missing must not be kept for good.
    @named {{
        path_regexp -[0-9a-f]{{{DIGEST_DIGITS}}}\.[a-z]+$
        file
    }}
    header @named Cache-Control "{kept}"
    header {{
{headers}        ?Cache-Control "{asked}"
    }}

    # What only the servers read.
    @hidden path /.* /_*
    respond @hidden 404

    file_server {{
        precompressed br gzip
    }}
}}
"#
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_header_stands_in_the_settings_of_both_servers() {
        for (name, value) in HEADERS {
            let header = format!("{name} \"{value}\"");
            assert_eq!(nginx().matches(&header).count(), 1, "{name}");
            assert_eq!(caddy().matches(&header).count(), 1, "{name}");
        }
    }
}
