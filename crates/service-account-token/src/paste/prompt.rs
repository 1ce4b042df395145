//! Recognizes the prompt of a shell. The file of a token has no final line break, so what a shell
//! prints after `cat` begins right after the token.

use crate::text::bytes::prefix_len;

use super::normalize::FOREIGN;

/// The longest prompt.
pub(super) const MAX_PROMPT: usize = 128;

/// The longest name of a user, a shell or a host at the beginning of a prompt.
const MAX_NAME: usize = 40;

/// The longest path that [`start_in`] takes from the end of a word.
const MAX_PATH: usize = 40;

/// Returns the length of the prompt at the start of a text, up to the sign that ends it. Only
/// prompts that begin with a character of a token count: no other can be mistaken for part of one.
pub(super) fn length(text: &[u8]) -> Option<usize> {
    let text = text.get(..MAX_PROMPT).unwrap_or(text);
    windows(text).or_else(|| {
        let name = prefix_len(text, is_name);
        let place = match text.get(name..)? {
            [b'/', ..] if name == 0 => prefix_len(text, is_path),
            _ if !(1..=MAX_NAME).contains(&name) => return None,
            [b'@', host, ..] if is_name(*host) => place(text, name),
            [b':', b'/' | b'~', ..] => place(text, name),
            // `bash-4.4$` or `mysql>`. A sign that any text may have needs more than a name before it.
            [sign, ..] if *sign != FOREIGN => name,
            _ => return None,
        };
        let rest = text.get(place..)?;
        let blanks = if place == name { 0 } else { prefix_len(rest, is_blank) };
        let sign = place + blanks;
        ends_prompt(text, sign).then_some(sign + 1)
    })
}

/// Returns where in a word a prompt begins that goes on in what follows the word. Without the length
/// of the token, only a prompt that shows where it begins is recognized.
pub(super) fn start_in(word: &[u8], after: &[u8]) -> Option<usize> {
    let follows = |at: usize| {
        let after = after.get(..MAX_PROMPT).unwrap_or(after);
        let prompt = [word.get(at..).unwrap_or_default(), after].concat();
        length(&prompt).is_some_and(|length| at + length > word.len())
    };
    let slashes = || word.iter().enumerate().filter(|&(_, &byte)| byte == b'/').map(|(at, _)| at);
    // Slashes everywhere belong to the standard alphabet, not to a path.
    let path = slashes().next().filter(|at| word.len() - at <= MAX_PATH);
    let path = path.or_else(|| slashes().next_back()).filter(|&at| follows(at));
    path.or_else(|| {
        let near = word.len().saturating_sub(MAX_PATH);
        let begins = |at: usize| {
            let rest = word.get(at..).unwrap_or_default();
            [&b"bash-"[..], b"sh-", b"zsh-"].iter().any(|shell| {
                rest.strip_prefix(*shell)
                    .and_then(|version| version.first())
                    .is_some_and(u8::is_ascii_digit)
            }) || rest == b"root"
                || rest == b"PS"
        };
        (near..word.len()).find(|&at| begins(at) && follows(at))
    })
}

/// Returns true if the text begins with a prompt in brackets, as `[user@host ~]$`.
pub(super) fn is_bracketed(text: &[u8]) -> bool {
    let line = text.get(..MAX_PROMPT).unwrap_or(text);
    let Some(rest) = line.strip_prefix(b"[") else { return false };
    let Some(close) = rest.iter().position(|&byte| matches!(byte, b']' | b'\n')) else {
        return false;
    };
    rest.iter().take(close).any(|&byte| byte == b'@') && ends_prompt(rest, close + 1)
}

/// Returns the length of a prompt of PowerShell, `PS C:\>`, or of `cmd.exe`, `C:\>`.
fn windows(text: &[u8]) -> Option<usize> {
    let drive = |text: &[u8]| match text {
        [letter, b':', next, ..] if letter.is_ascii_alphabetic() => {
            // Escapes such as the one in `C:\new` are undone by now.
            matches!(next, b'\\' | b'/' | b'>' | b'\n' | b'\r' | b' ' | b'.' | b'_' | b'-')
        }
        _ => false,
    };
    let place = match text {
        [b'P', b'S', b'>', ..] => return Some(3),
        [b'P', b'S', b' ', rest @ ..] if drive(rest) || matches!(rest, [b'/' | b'~', ..]) => 3,
        _ if drive(text) => 0,
        _ => return None,
    };
    let rest = text.get(place..)?;
    let end = rest.iter().position(|byte| matches!(byte, b'>' | b'"' | b'\'' | b'<'))?;
    (rest.get(end) == Some(&b'>')).then_some(place + end + 1)
}

/// Returns where a host and a directory end that begin at `start`: before the sign that is followed
/// by a blank.
fn place(text: &[u8], start: usize) -> usize {
    let is_inside = |byte: &u8| !matches!(byte, b'\n' | b'\r' | b'"' | b'\'' | b'<');
    let inside = text.iter().skip(start).take_while(|&byte| is_inside(byte)).count();
    (start..start + inside).find(|&at| ends_prompt(text, at)).unwrap_or(start)
}

/// Returns true for the sign that ends a prompt, if a blank or nothing follows it.
fn ends_prompt(text: &[u8], at: usize) -> bool {
    let after = text.get(at + 1);
    let apart = after.is_none_or(u8::is_ascii_whitespace);
    match text.get(at) {
        Some(b'#' | b'$' | b'%' | &FOREIGN) => apart,
        Some(b'>') => true,
        _ => false,
    }
}

fn is_blank(byte: u8) -> bool {
    matches!(byte, b' ' | b'\t')
}

fn is_name(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_' | b'.')
}

fn is_path(byte: u8) -> bool {
    is_name(byte) || matches!(byte, b'/' | b'~')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_prompt_ends_with_its_sign() {
        for prompt in [
            "bash-4.4$",
            "sh-5.1#",
            "/ #",
            "/app #",
            "/app#",
            "/ $",
            "root@web-0:/#",
            "web@host:~$",
            "root@web-0:/var/www (main) #",
            "user@Mac ~ %",
            "user@host ~>",
            "web-0:/app$",
            "Mac:~ me$",
            r"PS C:\>",
            r"PS C:\Users\me>",
            "PS /home/me>",
            "PS>",
            r"C:\>",
            r"C:\Users\me>",
            "mysql>",
            "router#",
        ] {
            for after in ["", " ", " ls -l\n", "\nmore"] {
                let text = format!("{prompt}{after}");
                assert_eq!(length(text.as_bytes()), Some(prompt.len()), "{text:?}");
            }
        }
        assert_eq!(length(b"/app \x80 ls"), Some(6), "any sign that no token has");
    }

    #[test]
    fn other_words_are_no_prompts() {
        for text in [
            "",
            "next",
            "next word",
            "a.b.c",
            "and $5",
            "a#b",
            "/var/run",
            "a@b",
            "a@b c",
            "see: x",
            "C: drive",
            "x$TOKEN",
            "\"a\"",
            "PS a",
        ] {
            assert_eq!(length(text.as_bytes()), None, "{text}");
        }
    }

    #[test]
    fn a_prompt_is_found_at_the_end_of_a_word() {
        for (word, after, start) in [
            ("abcDEF/", " # ", Some(6)),
            ("abcDEF/app", "# ls", Some(6)),
            ("abcDEFbash-4.4", "$ ", Some(6)),
            ("abcDEFsh-5.1", "#", Some(6)),
            ("abcDEFroot", "@web-0:/# ", Some(6)),
            ("abcDEFPS", r" C:\> ", Some(6)),
            ("abcDEF", "@web-0:/# ", None),
            ("abcDEF", " and # more", None),
            ("ab/DEF", " more", None),
            ("abcDEFsh-5.1", "", None),
        ] {
            assert_eq!(start_in(word.as_bytes(), after.as_bytes()), start, "{word}{after}");
        }
    }

    #[test]
    fn a_prompt_in_brackets_is_no_mark() {
        assert!(is_bracketed(b"[user@host ~]$ "));
        assert!(is_bracketed(b"[root@web-0 /]#"));
        for other in ["[redacted]", "[...]", "[a@b", "[user@host] more", "user@host]$"] {
            assert!(!is_bracketed(other.as_bytes()), "{other}");
        }
    }
}
