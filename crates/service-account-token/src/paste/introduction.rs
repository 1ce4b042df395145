//! Reads what introduces a value: an `Authorization` header, an option, a key, or the name of a
//! variable.

/// How far back to look. Longer names are not names, and a line may hold very many values.
const LOOK_BACK: usize = 128;

/// What introduces a value.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Introduction<'t> {
    /// An `Authorization` header.
    Authorization(Scheme<'t>),
    /// `Bearer`, `token:`, `TOKEN=`, `--token` and the like; as written, with its dashes.
    Name(&'t [u8]),
}

/// What an `Authorization` header has before its token.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Scheme<'t> {
    /// The first word; empty if there is none.
    pub(super) word: &'t [u8],
    /// A second word; empty if there is none.
    pub(super) second: &'t [u8],
    /// What is between the last word and the token.
    pub(super) gap: &'t [u8],
}

/// Returns what introduces the value after this text, if anything does.
pub(super) fn introduction(before: &[u8]) -> Option<Introduction<'_>> {
    let line = tail(before);
    if let Some((name, _)) = named(line) {
        if is_authorization(name) {
            let scheme = Scheme { word: b"", second: b"", gap: b"" };
            return Some(Introduction::Authorization(scheme));
        }
        // `Authorization: Bearer:` has two names.
        if name.eq_ignore_ascii_case(b"bearer")
            && let Some(scheme) = scheme(line)
        {
            return Some(Introduction::Authorization(scheme));
        }
        return Some(Introduction::Name(name));
    }
    if let Some(scheme) = scheme(line) {
        return Some(Introduction::Authorization(scheme));
    }
    let (word, gap) = last_word(line);
    let is_name = word.eq_ignore_ascii_case(b"bearer") || word.starts_with(b"-");
    (is_name && gap.contains(&b' ')).then_some(Introduction::Name(word))
}

/// Returns true if an `Authorization` header goes on after this text.
pub(super) fn is_header_value(before: &[u8]) -> bool {
    matches!(introduction(before), Some(Introduction::Authorization(_)))
}

/// Returns true if a token is expected after this text.
pub(super) fn expects_token(before: &[u8]) -> bool {
    introduction(before).is_some_and(|introduction| match introduction {
        Introduction::Authorization(_) => true,
        Introduction::Name(name) => is_token_name(name),
    })
}

/// Returns true for the name of an option, a key or a variable whose value is a token.
pub(super) fn is_token_name(name: &[u8]) -> bool {
    let name: String = name
        .iter()
        .filter(|byte| byte.is_ascii_alphanumeric())
        .map(|&byte| char::from(byte.to_ascii_lowercase()))
        .collect();
    ["token", "jwt", "bearer", "apikey"].iter().any(|end| name.ends_with(end))
}

/// Returns the end of the last line of a text.
fn tail(before: &[u8]) -> &[u8] {
    let from = before.len().saturating_sub(LOOK_BACK);
    let tail = before.get(from..).unwrap_or_default();
    tail.rsplit(|&byte| matches!(byte, b'\n' | b'\r')).next().unwrap_or_default()
}

/// Returns the scheme of an `Authorization` header at the end of a line.
fn scheme(line: &[u8]) -> Option<Scheme<'_>> {
    let (word, gap) = last_word(line);
    if word.is_empty() {
        return None;
    }
    let before = line.get(..line.len() - word.len() - gap.len())?;
    if named(before).is_some_and(|(name, _)| is_authorization(name)) {
        return Some(Scheme { word, second: b"", gap });
    }
    let (first, between) = last_word(before);
    let before = before.get(..before.len() - first.len() - between.len())?;
    let two = !first.is_empty()
        && between.iter().all(|&byte| byte == b' ')
        && named(before).is_some_and(|(name, _)| is_authorization(name));
    two.then_some(Scheme { word: first, second: word, gap })
}

fn is_authorization(name: &[u8]) -> bool {
    name.eq_ignore_ascii_case(b"authorization")
}

/// Returns the last word of a line, and what follows it.
fn last_word(line: &[u8]) -> (&[u8], &[u8]) {
    // The last two are the bytes of a no-break space.
    let is_gap =
        |&byte: &u8| is_quote(byte) || matches!(byte, b' ' | b'\t' | b':' | b'=' | 0xc2 | 0xa0);
    let end = line.iter().rposition(|byte| !is_gap(byte)).map_or(0, |at| at + 1);
    let (head, gap) = line.split_at(end);
    let is_word = |&byte: &u8| byte.is_ascii_alphanumeric() || byte == b'-';
    let start = head.iter().rposition(|byte| !is_word(byte)).map_or(0, |at| at + 1);
    (head.get(start..).unwrap_or_default(), gap)
}

/// Returns the name at the end of a line that is followed by a `:`, `=` or `,`, and which of them.
///
/// A name before `:` begins its line or its list, which tells a key from a sentence. Only
/// `Authorization` may be followed by a comma, as the first argument of a function.
fn named(line: &[u8]) -> Option<(&[u8], u8)> {
    let is_gap = |&byte: &u8| {
        is_quote(byte)
            || matches!(byte, b' ' | b'\t' | b':' | b'=' | b',' | b'[' | b']' | b'(' | b'{' | b'>')
    };
    let end = line.iter().rposition(|byte| !is_gap(byte)).map_or(0, |at| at + 1);
    let (head, gap) = line.split_at(end);
    let sign = *gap.iter().find(|byte| matches!(byte, b':' | b'=' | b','))?;
    let is_name = |&byte: &u8| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_' | b'.');
    let start = head.iter().rposition(|byte| !is_name(byte)).map_or(0, |at| at + 1);
    let (before, name) = head.split_at(start);
    let in_sentence = before.ends_with(b" ") && {
        let before = before.trim_ascii_end().last();
        before.is_some_and(|byte| byte.is_ascii_alphanumeric() || !byte.is_ascii())
    };
    let fits = match sign {
        _ if name.is_empty() => false,
        b',' => is_authorization(name),
        b':' => !in_sentence || is_authorization(name),
        _ => true,
    };
    fits.then_some((name, sign))
}

/// Returns true for a quote, and for the backslash that escapes one.
fn is_quote(byte: u8) -> bool {
    matches!(byte, b'"' | b'\'' | b'`' | b'\\')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_token_is_expected_after_its_names() {
        for before in [
            "Bearer ",
            "authorization: bearer ",
            "Authorization: ",
            "-H 'Authorization: Token ",
            "req.Header.Set(\"Authorization\", \"",
            "headers[\"Authorization\"] = \"Bearer ",
            "token: ",
            "    token: \"",
            "  - token: ",
            "{\"role\": \"test\", \"jwt\": \"",
            "{\\\"jwt\\\":\\\"",
            "TOKEN=",
            "export KUBE_TOKEN=\"",
            "token = \"",
            "kubectl --token ",
            "kubectl get pods --token=",
            "--oauth2-bearer ",
            "vault write auth/kubernetes/login role=a jwt=",
            "K8S_AUTH_API_KEY=",
            "curl -H \"X-Vault-Token: ",
            "a\ntoken: ",
        ] {
            assert!(expects_token(before.as_bytes()), "{before}");
        }
    }

    #[test]
    fn no_token_is_expected_in_a_sentence_or_after_other_names() {
        for before in [
            "",
            "Bearer",
            "the token ",
            "The token: ",
            "it is mounted as the token: ",
            "tokenFile: ",
            "bearer_token_file: ",
            "--token-file ",
            "path: ",
            "A=",
            "token:\n",
            "(authorization) ",
            "**Token:** ",
        ] {
            assert!(!expects_token(before.as_bytes()), "{before}");
        }
    }

    #[test]
    fn the_scheme_of_a_header_is_read() {
        let read = |before: &'static str| match introduction(before.as_bytes()) {
            Some(Introduction::Authorization(scheme)) => {
                [scheme.word, scheme.second, scheme.gap].map(|text| str::from_utf8(text).unwrap())
            }
            other => panic!("{other:?}"),
        };
        assert_eq!(read("Authorization: "), ["", "", ""]);
        assert_eq!(read("Authorization: Bearer "), ["Bearer", "", " "]);
        assert_eq!(read("Authorization: Bearer"), ["Bearer", "", ""]);
        assert_eq!(read("Authorization: Bearer: "), ["Bearer", "", ": "]);
        assert_eq!(read("Authorization: Bearer Token "), ["Bearer", "Token", " "]);
        assert_eq!(read("{'Authorization': 'JWT "), ["JWT", "", " "]);
        assert_eq!(introduction(b"Proxy-Authorization: Basic "), None);
    }
}
