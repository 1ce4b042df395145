//! The path to a claim, in the languages of the tools that read one: jq and JSONPath (RFC 9535).
//!
//! The issuer of a token chooses the names. So every name that is no plain word stands in quotation
//! marks, in which nothing ends the string, and no hidden character is left in it.

use service_account_token::report::Member;

use crate::copied_text::push_escaped;
use crate::members::{is_nested, last_key};

/// A step of a path.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Key<'a> {
    /// A name in an object.
    Name(&'a str),
    /// A place in a list.
    Index(&'a str),
}

/// Returns the path to a member, from the outermost value on.
pub fn keys(members: &[Member], position: usize) -> Vec<Key<'_>> {
    let mut keys = Vec::new();
    let Some(last) = members.get(position) else { return keys };
    let before = members.get(..=position).unwrap_or_default();
    // The parents stand before a member, the innermost last.
    for member in before.iter().rev() {
        let is_around = is_nested(member.json_type) && member.end >= last.end;
        if std::ptr::eq(member, last) || is_around {
            keys.push(match &member.name {
                Some(name) => Key::Name(name),
                None => Key::Index(last_key(member)),
            });
        }
    }
    keys.reverse();
    keys
}

/// Returns the path for jq: `.["kubernetes.io"].pod.uid`.
pub fn jq(keys: &[Key<'_>]) -> String {
    let mut path = String::new();
    for key in keys {
        match key {
            Key::Name(name) if is_word(name) => path.extend([".", name]),
            Key::Name(name) => {
                // jq wants a dot before the first bracket, and allows none between two.
                path.push_str(if path.is_empty() { ".[" } else { "[" });
                push_quoted(&mut path, name, '"');
                path.push(']');
            }
            Key::Index(index) if path.is_empty() => path.extend([".[", index, "]"]),
            Key::Index(index) => path.extend(["[", index, "]"]),
        }
    }
    path
}

/// Returns the path as JSONPath: `$['kubernetes.io'].pod.uid`.
pub fn json_path(keys: &[Key<'_>]) -> String {
    let mut path = String::from("$");
    for key in keys {
        match key {
            Key::Name(name) if is_word(name) => path.extend([".", name]),
            Key::Name(name) => {
                path.push('[');
                push_quoted(&mut path, name, '\'');
                path.push(']');
            }
            Key::Index(index) => path.extend(["[", index, "]"]),
        }
    }
    path
}

/// Returns true for a name that both languages take without quotation marks.
fn is_word(name: &str) -> bool {
    let begins = name.starts_with(|first: char| first.is_ascii_alphabetic() || first == '_');
    begins && name.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'_')
}

fn push_quoted(out: &mut String, name: &str, mark: char) {
    out.push(mark);
    for character in name.chars() {
        if character == mark || character == '\\' {
            out.push('\\');
        }
        push_escaped(out, character);
    }
    out.push(mark);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(path: &[Key<'_>], in_jq: &str, in_json_path: &str) {
        assert_eq!((&*jq(path), &*json_path(path)), (in_jq, in_json_path));
    }

    #[test]
    fn ordinary_claims() {
        check(&[Key::Name("iss")], ".iss", "$.iss");
        check(&[Key::Name("aud"), Key::Index("0")], ".aud[0]", "$.aud[0]");
        check(
            &[Key::Name("kubernetes.io"), Key::Name("pod"), Key::Name("uid")],
            r#".["kubernetes.io"].pod.uid"#,
            "$['kubernetes.io'].pod.uid",
        );
        check(
            &[Key::Name("a"), Key::Name("b/c"), Key::Name("d")],
            r#".a["b/c"].d"#,
            "$.a['b/c'].d",
        );
        check(&[Key::Index("0"), Key::Index("1")], ".[0][1]", "$[0][1]");
    }

    #[test]
    fn name_that_is_no_word_is_quoted() {
        for name in ["", "0", "1a", "a-b", "é", "a b", "*", "..", "$", "@", "?"] {
            let key = [Key::Name(name)];
            check(&key, &format!(".[\"{name}\"]"), &format!("$['{name}']"));
        }
    }

    #[test]
    fn hostile_name_does_not_leave_its_quotation_marks() {
        check(
            &[Key::Name(r#""] | env | .["a"#)],
            r#".["\"] | env | .[\"a"]"#,
            r#"$['"] | env | .["a']"#,
        );
        check(&[Key::Name(r"\(env)")], r#".["\\(env)"]"#, r"$['\\(env)']");
        check(&[Key::Name(r"'] , $..['a\")], r#".["'] , $..['a\\"]"#, r"$['\'] , $..[\'a\\']");
        check(
            &[Key::Name("a\n\u{1b}\u{202e}b\u{e0041}")],
            r#".["a\u000a\u001b\u202eb\udb40\udc41"]"#,
            r"$['a\u000a\u001b\u202eb\udb40\udc41']",
        );
    }

    #[test]
    #[cfg(not(target_arch = "wasm32"))]
    fn every_name_can_be_read_back_from_the_path() {
        for character in '\0'..=char::MAX {
            let name = format!("-{character}\\");
            let path = jq(&[Key::Name(&name)]);
            let quoted = path.strip_prefix(".[").and_then(|path| path.strip_suffix(']'));
            assert_eq!(serde_json::from_str::<String>(quoted.unwrap()).unwrap(), name);
            let path = json_path(&[Key::Name(&name)]);
            assert!(!path.chars().any(crate::visible::is_hidden), "{path:?}");
        }
    }

    #[test]
    fn keys_lead_from_the_outermost_value_to_the_member() {
        use base64::prelude::{BASE64_URL_SAFE_NO_PAD, Engine as _};
        let claims = BASE64_URL_SAFE_NO_PAD.encode(r#"{"iss":"a","0":{"b":[[],{"c":1}]},"d":2}"#);
        let token = format!("eyJhbGciOiJub25lIn0.{claims}.");
        let report = service_account_token::inspect(token.as_bytes(), &Default::default());
        let members = &report.tokens[0].payload.members;
        let paths: Vec<String> = (0..members.len()).map(|at| jq(&keys(members, at))).collect();
        assert_eq!(
            paths,
            [
                ".iss",
                r#".["0"]"#,
                r#".["0"].b"#,
                r#".["0"].b[0]"#,
                r#".["0"].b[1]"#,
                r#".["0"].b[1].c"#,
                ".d"
            ]
        );
    }
}
