//! Reads expressions that a template engine or another tool replaces with a token.

use crate::text::bytes::prefix_len;

use super::mistake::Placeholder;

/// What encloses an expression of a template: ERB, Jinja, Ruby, Puppet, Python, Concourse and others.
const TEMPLATES: [(&str, &str); 9] = [
    ("<%", "%>"),
    ("{%", "%}"),
    ("#{", "}"),
    ("%{", "}"),
    ("%(", ")s"),
    ("((", "))"),
    ("[[", "]]"),
    ("@@", "@@"),
    ("__", "__"),
];

/// Reads an expression of a template.
pub(super) fn read(line: &[u8]) -> Option<(Placeholder, usize)> {
    let is_inner = |byte: &u8| byte.is_ascii_graphic() || *byte == b' ';
    let enclosed = TEMPLATES.iter().find_map(|(open, close)| {
        let inner = line.strip_prefix(open.as_bytes())?;
        let length = until(inner, close.as_bytes())?;
        let inner = inner.get(..length - close.len())?;
        let is_map = inner.windows(2).any(|arrow| arrow == b"=>");
        (!inner.trim_ascii().is_empty() && inner.iter().all(is_inner) && !is_map)
            .then_some(open.len() + length)
    });
    let length = enclosed
        .or_else(|| between_signs(line))
        .or_else(|| dotted_reference(line))
        .or_else(|| stored(line))?;
    Some((Placeholder::TemplateExpression, length))
}

/// Returns the length of `@token@`, as Ant and Maven write it.
fn between_signs(line: &[u8]) -> Option<usize> {
    let inner = line.strip_prefix(b"@")?;
    let length = prefix_len(inner, |byte| byte.is_ascii_alphanumeric() || b"._-".contains(&byte));
    (length > 0 && inner.get(length) == Some(&b'@')).then_some(length + 2)
}

/// Returns the length of a reference to a secret that a tool is to look up in a store.
fn stored(line: &[u8]) -> Option<usize> {
    const STARTS: [&[u8]; 6] =
        [b"vault:", b"ref+", b"op://", b"arn:aws:secretsmanager:", b"<path:", b"<vault:"];
    let start = STARTS.iter().find(|start| line.starts_with(start))?;
    let is_inner =
        |byte: u8| byte.is_ascii_graphic() && !matches!(byte, b'"' | b'\'' | b',' | b'}');
    let length = prefix_len(line, is_inner);
    (length > start.len()).then_some(length)
}

/// Returns the length of `${var.token}` or `$(params.token)`. A variable of a shell has no dot.
fn dotted_reference(line: &[u8]) -> Option<usize> {
    let (inner, close) = match line {
        [b'$', b'{', inner @ ..] => (inner, b'}'),
        [b'$', b'(', inner @ ..] => (inner, b')'),
        _ => return None,
    };
    let name = name_length(inner);
    let is_inner = |byte: u8| byte.is_ascii_alphanumeric() || b"._-[]:/\"".contains(&byte);
    let length = prefix_len(inner, is_inner);
    let parts = match inner.get(name)? {
        b'.' => true,
        b':' => inner.get(name + 1) == Some(&b'/'),
        _ => false,
    };
    (name > 0 && parts && inner.get(length) == Some(&close)).then_some(length + 3)
}

/// Returns the length up to the end of this mark.
pub(super) fn until(line: &[u8], mark: &[u8]) -> Option<usize> {
    Some(line.windows(mark.len()).position(|window| window == mark)? + mark.len())
}

/// Returns the length of the variable name at the start of a text.
pub(super) fn name_length(text: &[u8]) -> usize {
    if text.first().is_some_and(u8::is_ascii_digit) {
        return 0;
    }
    prefix_len(text, |byte| byte.is_ascii_alphanumeric() || byte == b'_')
}
