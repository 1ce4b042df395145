//! A token that a terminal wrapped is whole at any width, with any key and any prompt after it.

use service_account_token::Paste;

use crate::support::*;
use crate::wrapped;

/// The widths of terminals.
const WIDTHS: std::ops::RangeInclusive<usize> = 40..=200;

/// Algorithms, and the bytes of a signature.
const KEYS: [(&str, usize); 8] = [
    ("RS256", 256),
    ("RS256", 384),
    ("RS256", 512),
    ("ES256", 64),
    ("ES384", 96),
    ("ES512", 132),
    ("EdDSA", 64),
    ("HS256", 32),
];

/// What a shell prints after a file without a final line break.
const PROMPTS: [&str; 27] = [
    "$ ",
    "# ",
    "% ",
    "> ",
    "❯ ",
    "➜  ~ ",
    "%",
    "bash-4.4$ ",
    "bash-5.0# ",
    "sh-5.1#",
    "sh-4.2$ ls -l",
    "/ # ",
    "/ # exit",
    "/ $ ",
    "/app # ",
    "/app# cat /var/run/secrets/kubernetes.io/serviceaccount/token",
    "~ $ ",
    "root@web-0:/# ",
    "root@web-6d5f-abcde:/var/www/html# ls",
    "web@host:~$ ",
    "user@Mac ~ % ",
    "[user@host ~]$ ",
    "[root@web-0 /]# exit",
    "(venv) user@host:~$ ",
    r"PS C:\> ",
    r"PS C:\Users\me> ",
    r"C:\>",
];

/// The usual claims, signed with a key of this kind.
fn signed(alg: &str, bytes: usize) -> String {
    let header = HEADER.replace("RS256", alg);
    format!("{}.{}.{}", base64url(header), base64url(PAYLOAD), signature(bytes))
}

#[track_caller]
fn holds(text: &str, token: &str) {
    let paste = Paste::read(text.as_bytes());
    let secret = paste.secret(0).map(|secret| secret.expose().to_owned());
    assert_eq!(secret.as_deref(), Some(token), "{text}");
    assert_eq!(paste.tokens().len(), 1, "{text}");
}

#[test]
fn token_before_prompt_is_whole_at_any_width() {
    for (alg, bytes) in KEYS {
        let token = signed(alg, bytes);
        for prompt in PROMPTS {
            holds(&format!("{token}{prompt}"), &token);
            for width in WIDTHS {
                holds(&wrapped(&format!("{token}{prompt}"), width, "\n"), &token);
            }
        }
    }
}

#[test]
fn wrapped_token_is_whole_with_any_indentation_and_line_break() {
    for (alg, bytes) in KEYS {
        let token = signed(alg, bytes);
        for width in WIDTHS {
            for (before, line_break) in [
                ("", "\n"),
                ("", "\r\n"),
                ("  ", "\n  "),
                ("\t", "\r\n\t"),
                ("token: ", "\n       "),
                ("data:\n  token: >-\n    ", "\n    "),
            ] {
                let lines = format!("{before}{}", wrapped(&token, width, line_break));
                let after = ["", "\n", ".", ". Thanks", " and more", "\nname: web\n", "\n\nNext"];
                holds(&format!("{lines}{}", after[width % after.len()]), &token);
            }
        }
    }
}

/// As a terminal shows `kubectl describe secret`: the first line is as wide as the others, name and
/// all.
#[test]
fn token_wrapped_with_its_name_is_whole() {
    for (alg, bytes) in KEYS {
        let token = signed(alg, bytes);
        for name in ["token:      ", "TOKEN=", "$ echo ", "  token: \"", "Authorization: Bearer "] {
            for width in WIDTHS {
                let text = wrapped(&format!("{name}{token}"), width, "\n");
                let after = ["", ".", "\"", "\nca.crt:  1066 bytes\n", "\nroot@web-0:/# "];
                holds(&format!("{text}{}", after[width % after.len()]), &token);
            }
        }
    }
}

/// No key size explains such a signature, so only the lines show that they belong together.
#[test]
fn token_with_unusual_signature_is_whole_if_its_lines_have_one_width() {
    for bytes in [320, 300, 448, 1000] {
        let token = signed("RS256", bytes);
        for width in WIDTHS {
            // A last line that is a short word may be one.
            if (1..20).contains(&(token.len() % width)) {
                continue;
            }
            for after in ["", "\n", "\n$ ", "/ # ", "bash-4.4$ ", "root@web-0:/# "] {
                holds(&format!("{}{after}", wrapped(&token, width, "\n")), &token);
            }
        }
    }
}

/// As mail programs and editors show it.
#[test]
fn wrapped_token_is_whole_whatever_ends_each_line() {
    for (alg, bytes) in KEYS {
        let token = signed(alg, bytes);
        for width in [60, 75, 79, 80, 120] {
            for line_break in ["\n\n", "\r\n\r\n", "\n \n", "^M\n", "\n\u{21aa} ", "=\n", "=\r\n"] {
                let lines = wrapped(&token, width, line_break);
                for after in ["", "\n", "\n\nThanks"] {
                    holds(&format!("{lines}{after}"), &token);
                }
            }
        }
    }
}

#[test]
fn line_after_a_blank_line_is_not_joined() {
    let token = usual();
    for (text, expected) in [
        (format!("{}\n\nThanks", &token[..200]), &token[..200]),
        (format!("{}\n\n{}", &token[..200], "A".repeat(40)), &token[..200]),
        (format!("{token}\n\n{}", "A".repeat(40)), &token),
        (format!("{token}==\nnext"), &format!("{token}==")),
    ] {
        let end = only(&text).location.end;
        assert_eq!(&text[..end], expected, "{text}");
    }
}
