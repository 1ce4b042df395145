//! Settings for web servers, with the headers of [`xtask::headers`] in them.

use std::path::Path;

use xtask::Result;
use xtask::headers::{DIGEST_DIGITS, HEADERS, cache_control, content_type};

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
    # Over TLS, which anything but a test on your own machine needs:
    # listen 443 ssl http2;
    # server_name decoder.example.org;
    # ssl_certificate /etc/ssl/decoder.pem;
    # ssl_certificate_key /etc/ssl/decoder.key;
    # Only once every address of this host works over TLS: browsers remember it for a year.
    # add_header Strict-Transport-Security "max-age=31536000" always;

    root /srv/sa-token-decoder/site;
    charset utf-8;
    charset_types text/css text/javascript;
    server_tokens off;

    # An older nginx lacks some of these types, and browsers refuse a file with the wrong one.
    types {{
        text/html html;
        text/css css;
        text/javascript js mjs;
        text/plain txt;
        application/wasm wasm;
        application/json json;
        application/manifest+json webmanifest;
        image/png png;
        image/svg+xml svg;
    }}
    default_type application/octet-stream;

    gzip_static on;
    gzip_vary on;
    # With the module ngx_brotli:
    # brotli_static on;

{headers}    # Without `always`, so not with errors: no browser should remember that a file is missing.
    add_header Cache-Control $sa_token_cache;

    error_page 404 /404.html;

    # Files for servers only. ACME clients need /.well-known/.
    location ~ /(_|\.(?!well-known/)) {{
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
        r#"# For Caddy: serves the folder site/ on port 8080. With the name of a host in place of :8080, Caddy
# gets a certificate for it and serves over TLS, which anything but a test on your own machine needs.

(sa_token_headers) {{
    header {{
{headers}        # Only once every address of this host works over TLS: browsers remember it for a year.
        # Strict-Transport-Security "max-age=31536000"
    }}
}}

:8080 {{
    root * /srv/sa-token-decoder/site
    import sa_token_headers

    # Only for a file that exists: no browser should remember that one is missing.
    @named {{
        path_regexp -[0-9a-f]{{{DIGEST_DIGITS}}}\.[a-z]+$
        file
    }}
    header @named Cache-Control "{kept}"
    header ?Cache-Control "{asked}"

    # Not every system knows this type.
    @manifest {{
        path *.webmanifest
        file
    }}
    header @manifest Content-Type "{manifest}"

    # Files for servers only. ACME clients need /.well-known/.
    @hidden {{
        path */.* */_*
        not path /.well-known/*
    }}
    error @hidden 404

    file_server {{
        precompressed br gzip
    }}

    handle_errors {{
        import sa_token_headers
        @missing expression `{{http.error.status_code}} == 404`
        rewrite @missing /404.html
        file_server
    }}
}}
"#,
        manifest = content_type(".webmanifest"),
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn settings_of_both_servers_contain_every_header() {
        for (name, value) in HEADERS {
            let header = format!("{name} \"{value}\"");
            assert_eq!(nginx().matches(&header).count(), 1, "{name}");
            assert_eq!(caddy().matches(&header).count(), 1, "{name}");
        }
    }
}
