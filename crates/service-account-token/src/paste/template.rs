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

/// Reads what a program replaces, and what it wrote in place of a token: directives, references and
/// encrypted values.
pub(super) fn of_program(line: &[u8]) -> Option<(Placeholder, usize)> {
    encrypted_by_ansible(line)
        .map(|length| (Placeholder::EncryptedByAnsible, length))
        .or_else(|| directive(line).map(|length| (Placeholder::FormatDirective, length)))
        .or_else(|| reference(line).map(|length| (Placeholder::TemplateExpression, length)))
        .or_else(|| beginning(line).map(|length| (Placeholder::Beginning, length)))
}

/// Returns the length of the first line of what Ansible Vault encrypted, alone or as a value of YAML.
pub(super) fn encrypted_by_ansible(text: &[u8]) -> Option<usize> {
    let is_one = [&b"!vault"[..], b"$ANSIBLE_VAULT;"].iter().any(|start| text.starts_with(start));
    let line = text.split(|&byte| matches!(byte, b'\n' | b'\r')).next()?;
    is_one.then_some(line.trim_ascii_end().len())
}

/// Returns the length of `%s`, `%v`, `%q` or `{0}`.
fn directive(line: &[u8]) -> Option<usize> {
    let length = match line {
        [b'%', b's' | b'v' | b'q', ..] => 2,
        [b'{', rest @ ..] => {
            let digits = prefix_len(rest, |byte| byte.is_ascii_digit());
            (digits > 0 && digits < 3 && rest.get(digits) == Some(&b'}')).then_some(digits + 2)?
        }
        _ => return None,
    };
    let goes_on =
        line.get(length).is_some_and(|&byte| byte.is_ascii_alphanumeric() || byte == b'%');
    (!goes_on).then_some(length)
}

/// Returns the length of a reference of Terraform (`var.token`), CloudFormation (`!Ref Token`),
/// Grafana (`$__file{…}`) or a database's statement (`:token`).
fn reference(line: &[u8]) -> Option<usize> {
    const TAGS: [&[u8]; 5] = [b"!Ref ", b"!Sub ", b"!GetAtt ", b"!ImportValue ", b"!Join "];
    if TAGS.iter().any(|tag| line.starts_with(tag)) {
        return Some(line.trim_ascii_end().len());
    }
    if [&b"$__file{"[..], b"$__env{", b"$__vault{"].iter().any(|start| line.starts_with(start)) {
        return until(line, b"}");
    }
    if let Some(name) = line.strip_prefix(b":") {
        let length = name_length(name);
        let lower = name.get(..length)?.to_ascii_lowercase();
        return (lower.ends_with(b"token") || lower.ends_with(b"jwt")).then_some(length + 1);
    }
    let start = [&b"var."[..], b"local."].into_iter().find(|start| line.starts_with(start))?;
    let rest = line.get(start.len()..)?;
    let length = prefix_len(rest, |byte| byte.is_ascii_alphanumeric() || b"_.".contains(&byte));
    let called = rest.get(length).is_some_and(|byte| b"([=".contains(byte));
    (name_length(rest) > 0 && !called).then_some(start.len() + length)
}

/// The most characters before a mark that show no more than that a token begins.
const LONGEST_BEGINNING: usize = 5;

/// Returns the length of `eyJh…`: too few characters to read, and a mark.
fn beginning(line: &[u8]) -> Option<usize> {
    if !line.starts_with(b"eyJ") {
        return None;
    }
    let shown = prefix_len(line, |byte| byte.is_ascii_alphanumeric());
    let rest = line.get(shown..)?;
    let mark = [&b"..."[..], "…".as_bytes(), b"***", b"[...]", b"<...>", "[…]".as_bytes()]
        .into_iter()
        .find(|mark| rest.starts_with(mark))?;
    let end = shown + mark.len();
    let more = line.get(end..)?;
    let more = prefix_len(more, |byte| byte.is_ascii_alphanumeric() || b".*_-".contains(&byte));
    (shown <= LONGEST_BEGINNING).then_some(end + more)
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
