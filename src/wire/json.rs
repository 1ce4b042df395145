//! The report as JSON, in the form of `docs/report.md`: made of its bytes, each value of which says
//! what it is.
//!
//! It is the very text that serde would write, with less code and in less time.

use sa_token::report::Report;

use super::{FIELDS, NAMES, Source, tag, to_bytes};

/// The whole report as JSON.
pub fn json(report: &Report) -> String {
    let bytes = to_bytes(report);
    let mut json = Vec::new();
    put(&mut Source { rest: &bytes, failed: false }, &mut json);
    String::from_utf8(json).unwrap_or_default()
}

/// One value, with all that it holds.
fn put(from: &mut Source<'_>, to: &mut Vec<u8>) {
    match from.byte() {
        tag::NULL => to.extend_from_slice(b"null"),
        tag::FALSE => to.extend_from_slice(b"false"),
        tag::TRUE => to.extend_from_slice(b"true"),
        tag::NUMBER => to.extend_from_slice(from.number().to_string().as_bytes()),
        tag::TEXT => put_text(from.text(), to),
        tag::LIST => {
            to.push(b'[');
            for _ in 0..from.number() {
                put(from, to);
                to.push(b',');
            }
            close(b']', to);
        }
        tag::MAP => {
            to.push(b'{');
            for _ in 0..from.number() {
                put(from, to);
                put_member(from, to);
            }
            close(b'}', to);
        }
        tag if tag < tag::ENUM => {
            to.push(b'{');
            for name in words(FIELDS, tag - tag::STRUCT) {
                put_text(name.as_bytes(), to);
                put_member(from, to);
            }
            close(b'}', to);
        }
        tag => {
            let name = words(NAMES, tag - tag::ENUM).nth(from.number() as usize);
            to.push(b'"');
            put_name(name.unwrap_or_default(), to);
            to.push(b'"');
        }
    }
}

/// The value of a member whose name stands there.
fn put_member(from: &mut Source<'_>, to: &mut Vec<u8>) {
    to.push(b':');
    put(from, to);
    to.push(b',');
}

/// The end of a list, whose last value has a comma too many. No value ends with a comma.
fn close(end: u8, to: &mut Vec<u8>) {
    to.pop_if(|last| *last == b',');
    to.push(end);
}

/// The words in one of the lines.
fn words(lines: &[&'static str], line: u8) -> std::str::Split<'static, char> {
    lines.get(usize::from(line)).copied().unwrap_or_default().split(' ')
}

/// A name of the program, in kebab case.
fn put_name(name: &str, to: &mut Vec<u8>) {
    for (at, byte) in name.bytes().enumerate() {
        if byte.is_ascii_uppercase() && at > 0 {
            to.push(b'-');
        }
        to.push(byte.to_ascii_lowercase());
    }
}

/// A text in quotes, copied in runs that need no escape.
fn put_text(text: &[u8], to: &mut Vec<u8>) {
    let mut from = Source { rest: text, failed: false };
    to.push(b'"');
    loop {
        let run = from.rest.iter().position(|byte| *byte < b' ' || matches!(byte, b'"' | b'\\'));
        to.extend_from_slice(from.bytes(run.unwrap_or(from.rest.len())));
        if run.is_none() {
            break;
        }
        put_escape(from.byte(), to);
    }
    to.push(b'"');
}

fn put_escape(byte: u8, to: &mut Vec<u8>) {
    let short = match byte {
        b'"' | b'\\' => byte,
        8 => b'b',
        b'\t' => b't',
        b'\n' => b'n',
        12 => b'f',
        b'\r' => b'r',
        _ => b'u',
    };
    to.extend_from_slice(&[b'\\', short]);
    if short == b'u' {
        let low = byte % 16;
        let low = if low < 10 { b'0' + low } else { b'a' - 10 + low };
        to.extend_from_slice(&[b'0', b'0', b'0' + byte / 16, low]);
    }
}

// Natively only: serde's way is not built for the browser.
#[cfg(all(test, not(target_arch = "wasm32")))]
mod tests;
