//! A token in pieces is one token, and every byte maps back to the paste: string literals of source
//! code, lines with a shared mark, colors.

use service_account_token::Paste;
use service_account_token::report::{Encoding, Span};

use crate::support::*;
use crate::wrapped;

const WIDTHS: [usize; 7] = [40, 64, 65, 76, 80, 120, 200];

/// Tokens of keys of different sizes, and one whose `alg` says nothing about its length.
fn tokens() -> Vec<String> {
    let signed = |alg: &str, bytes| {
        let header = HEADER.replace("RS256", alg);
        format!("{}.{}.{}", base64url(header), base64url(PAYLOAD), signature(bytes))
    };
    vec![signed("RS256", 256), signed("RS256", 512), signed("ES256", 64), signed("XX999", 256)]
}

fn lines(text: &str, width: usize) -> Vec<String> {
    wrapped(text, width, "\n").lines().map(str::to_owned).collect()
}

/// Asserts that the text holds only this token, and that each byte maps to the byte it came from.
#[track_caller]
fn holds(text: &str, token: &str, encoding: &[Encoding]) {
    let paste = Paste::read(text.as_bytes());
    let secret = paste.secret(0).map(|secret| secret.expose().to_owned());
    assert_eq!(secret.as_deref(), Some(token), "{text}");
    let report = report(text);
    assert_eq!(report.tokens.len(), 1, "{text}");
    let found = &report.tokens[0];
    assert_eq!(found.location.encoding, encoding, "{text}");
    let there = |spans: &[Span]| spans.iter().map(|span| &text[span.range()]).collect::<String>();
    let parts: Vec<_> = found.parts.iter().map(|part| there(&part.ranges)).collect();
    assert_eq!(parts.join("."), token, "{text}");
}

/// Before, between and after the pieces of a token.
type Code = (&'static str, &'static str, &'static str);

const SOURCE_CODE: [Code; 33] = [
    ("token := \"", "\" +\n\t\t\"", "\""),
    ("const FirstPartyJwt = \"", "\" + // header\n\t\t\"", "\"\n)"),
    ("String token = \"", "\"\n        + \"", "\";"),
    ("String token = \"", "\"+\"", "\";"),
    ("var token = '", "' + '", "';"),
    ("var token = '", "' +\r\n  '", "';\r\n"),
    ("const token = `", "` +\n  `", "`;"),
    ("var token = @\"", "\" +\n    @\"", "\";"),
    ("var token = $\"", "\"\n    + $\"", "\";"),
    ("token = (\"", "\"\n         \"", "\")"),
    ("token = ('", "'\n         '", "')"),
    ("token = \"", "\" \\\n  \"", "\""),
    ("token = f\"", "\" \\\n  f\"", "\""),
    ("token = b'", "' + b'", "'"),
    ("$token = '", "' .\n  '", "';"),
    ("local token = \"", "\" ..\n  \"", "\""),
    ("token = \"", "\" & _\n  \"", "\""),
    ("token := '", "' ||\n  '", "';"),
    ("token = \"", "\" <>\n  \"", "\""),
    ("const char *token = \"", "\"\n  \"", "\";"),
    ("token = \"", "\";\ntoken += \"", "\";\n"),
    ("$token = '", "';\n$token .= '", "';\n"),
    ("TOKEN=\"", "\"\nTOKEN+=\"", "\"\n"),
    ("TOKEN='", "''", "'"),
    ("TOKEN=\"", "\"'", "\""),
    ("+\ttoken = \"", "\" +\n+\t\t\"", "\""),
    ("token = '", "' <<\n  '", "'\n"),
    ("out << \"", "\"\n    << \"", "\";\n"),
    ("$t = \"", "\"\r\n$t += \"", "\"\r\n"),
    ("sb.append(\"", "\");\nsb.append(\"", "\");\n"),
    ("new StringBuilder()\n  .append(\"", "\")\n  .append(\"", "\")\n"),
    ("b.WriteString(\"", "\")\n\tb.WriteString(\"", "\")\n"),
    ("t.push_str(\"", "\");\n    t.push_str(\"", "\");\n"),
];

#[test]
fn token_in_string_literals_is_one() {
    for token in tokens() {
        for width in WIDTHS {
            for (before, between, after) in SOURCE_CODE {
                let text = format!("{before}{}{after}", lines(&token, width).join(between));
                let escaped = between.contains('\\');
                let encoding: &[_] = match escaped {
                    true => &[Encoding::BackslashN, Encoding::Concatenated],
                    false => &[Encoding::Concatenated],
                };
                holds(&text, &token, encoding);
            }
        }
    }
}

#[test]
fn token_in_a_list_of_literals_is_one_if_its_signature_shows_it() {
    for token in &tokens()[..3] {
        for (before, between, after) in [
            ("[\"", "\", \"", "\"].join('')"),
            ("concat!(\"", "\",\n  \"", "\")"),
            ("join(\"\", ['", "',\n'", "'])"),
        ] {
            let text = format!("{before}{}{after}", lines(token, 80).join(between));
            holds(&text, token, &[Encoding::Concatenated]);
        }
    }
}

/// The parts of a token are often kept apart.
#[test]
fn token_whose_parts_are_literals_is_one() {
    for token in tokens() {
        for (before, between, after) in SOURCE_CODE {
            for dot in [format!(".{between}"), format!("{between}.")] {
                let text = format!("{before}{}{after}", token.replace('.', &dot));
                assert_eq!(
                    Paste::read(text.as_bytes()).secret(0).unwrap().expose(),
                    token,
                    "{text}"
                );
            }
        }
    }
}

/// The text before and after each line, and after the last one.
const MARKS: [Code; 22] = [
    ("> ", "", ""),
    (">", "", ""),
    ("> > ", "", "> > Thanks"),
    (">> ", "", ">> -- "),
    ("+", "", "+next: line"),
    ("-", "", "-next: line"),
    ("+    ", "", "+ more"),
    ("# ", "", "# more words"),
    ("// ", "", ""),
    ("  // ", "", "code();"),
    (" * ", "", " */"),
    ("; ", "", ""),
    ("-- ", "", ""),
    ("| ", "", ""),
    ("│ ", "", ""),
    ("│ ", " │", "╰──────╯"),
    ("| ", " |", "+------+"),
    ("║", "║", ""),
    ("┃   ", "   ┃", ""),
    ("", " |", ""),
    ("", " │", ""),
    ("\t> ", "", ""),
];

#[test]
fn token_in_marked_lines_is_one() {
    for token in tokens() {
        for width in WIDTHS {
            for (before, after, last) in MARKS {
                for name in ["", "token: "] {
                    let mut text = String::new();
                    for (index, line) in lines(&token, width).iter().enumerate() {
                        let name = if index == 0 { name } else { "" };
                        text.push_str(&format!("{before}{name}{line}{after}\n"));
                    }
                    holds(&format!("{text}{last}\n"), &token, &[Encoding::QuotedLines]);
                }
            }
        }
    }
}

#[test]
fn token_in_numbered_lines_is_one() {
    for token in tokens() {
        for width in WIDTHS {
            for after in [": ", ":", "\t", " | ", " │ ", ") ", ". ", "  "] {
                for first in [1, 8, 99] {
                    let mut text = format!("{}{after}apiVersion: v1\n", first - 1);
                    let lines = lines(&token, width);
                    for (number, line) in (first..).zip(&lines) {
                        text.push_str(&format!("{number:>4}{after}{line}\n"));
                    }
                    text.push_str(&format!("{}{after}kind: Secret\n", first + lines.len()));
                    holds(&text, &token, &[Encoding::QuotedLines]);
                }
            }
        }
    }
}

#[test]
fn token_in_continued_lines_is_one() {
    for token in tokens() {
        for width in WIDTHS {
            for (sign, encoding) in
                [("^", vec![]), ("`", vec![]), ("\\", vec![Encoding::BackslashN])]
            {
                for line_break in ["\n", "\r\n", "\n  "] {
                    let between = format!("{sign}{line_break}");
                    let encoding = [encoding.clone(), vec![Encoding::WrappedLines]].concat();
                    let text = format!("kubectl --token={}", lines(&token, width).join(&between));
                    holds(&text, &token, &encoding);
                }
            }
        }
    }
    let token = usual();
    let shell = format!("$ TOKEN='{}'", lines(&token, 80).join("\\\n> "));
    holds(&shell, &token, &[Encoding::BackslashN, Encoding::QuotedLines]);
}

#[test]
fn colored_token_is_one() {
    for token in tokens() {
        let (header, rest) = token.split_once('.').unwrap();
        let (payload, signature) = rest.split_once('.').unwrap();
        for (on, off) in [
            ("\u{1b}[31m", "\u{1b}[0m"),
            ("\u{1b}[1;38;5;208m", "\u{1b}[m"),
            ("\u{1b}[01;31m\u{1b}[K", "\u{1b}[m\u{1b}[K"),
            ("^[[31m", "^[[0m"),
            ("[31m", "[0m"),
            (r"\u001b[31m", r"\u001b[0m"),
            (r"\x1b[31m", r"\x1b[0m"),
            (r"\033[31m", r"\033[0m"),
            ("<span class=\"header\">", "</span>"),
            ("<b>", "</b>"),
            ("<font color=\"red\">", "</font>"),
        ] {
            for text in [
                format!("{on}{header}{off}.{on}{payload}{off}.{on}{signature}{off}"),
                format!("{on}{header}{off}{on}.{off}{payload}{on}.{signature}{off}"),
                format!("token: {on}{}{off}\n", lines(&token, 80).join(&format!("{off}{on}"))),
            ] {
                holds(&text, &token, &[Encoding::Colored]);
            }
            holds(&format!("{on}token{off}: {on}{token}{off}\n"), &token, &[]);
        }
        for line_break in ["<br>", "<br/>", "<BR />\n"] {
            let text = format!("<p>{}</p>", lines(&token, 76).join(line_break));
            holds(&text, &token, &[Encoding::Colored, Encoding::WrappedLines]);
        }
    }
}
