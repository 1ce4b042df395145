//! No name out of a hostile token gets into a command.

use crate::{AFTER, FRESH, cut, every_kind, legacy, read};

const HOSTILE: &[&str] = &[
    "$(id)",
    "`id`",
    "a;id",
    "a|id",
    "a&id",
    "a>b",
    "a'b",
    "a\"b",
    "a\\b",
    "a\nb",
    "a b",
    "--all",
    "-n",
    "A",
    "a_b",
    "a..b",
    "a.",
    "../x",
    "\u{202e}a",
    "é",
    "*",
    "~",
    "",
];

/// What this project writes into commands that a shell does not read as plain words.
const OURS: &[&str] = &[
    r#"| grep -o '"kid":"[^"]*"'"#,
    r#"[ -n "$TOKEN" ] && HELD="$("#,
    r#"')" && if [ "$(printf %s "$HELD" | base64 -d)" = "$TOKEN" ]; then echo same; else echo different; fi"#,
    r#""$(date -u +%F)""#,
    "-o jsonpath='{.data.token}",
    r#"jq -c 'select(.user.username == ""#,
    r#"")' audit.log"#,
    r#"--server="$SERVER""#,
    r#"--token="$TOKEN""#,
    r#"| jq -r --arg ns"#,
    BINDINGS,
];

/// The filter that finds the bindings of a ServiceAccount.
const BINDINGS: &str = r#"'.items[] | . as $b | select(any(.subjects[]?; (.kind=="ServiceAccount" and .name==$sa and (.namespace // $b.metadata.namespace)==$ns) or .name=="system:serviceaccount:\($ns):\($sa)" or .name=="system:serviceaccounts:\($ns)" or .name=="system:serviceaccounts" or .name=="system:authenticated")) | "\(.kind) \(.metadata.namespace // "-")/\(.metadata.name) -> \(.roleRef.kind)/\(.roleRef.name)"'"#;

#[test]
fn hostile_names_get_into_no_command() {
    let names = HOSTILE
        .iter()
        .map(|name| (*name).to_owned())
        .chain(["a".repeat(254), format!("{}.{}", "a".repeat(200), "b".repeat(53))]);
    for name in names {
        for text in [
            legacy(&name, "secret", "robot"),
            legacy("ci", &name, "robot"),
            legacy("ci", "secret", &name),
            legacy(&name, &name, &name),
        ] {
            for remedy in read(&text, AFTER).remedies {
                let Some(command) = remedy.command else { continue };
                // `-n` stands in every command, as our own option.
                let is_word = command.split_whitespace().any(|word| word == name);
                assert!(name == "-n" || !is_word, "{command}");
                assert!(!command.contains("-n -n"), "{command}");
                let from_token =
                    OURS.iter().fold(command.into_owned(), |rest, ours| rest.replace(ours, ""));
                let own = |character: char| {
                    character.is_ascii_alphanumeric() || " -./,:=".contains(character)
                };
                assert!(from_token.chars().all(own), "{from_token}");
                assert!(!from_token.contains("--all"), "{from_token}");
            }
        }
    }
}

#[test]
fn where_no_command_is_given_it_is_said_why() {
    let text = legacy("ci", "$(id)", "robot");
    let token = read(&cut(&text, text.len() - 20), AFTER);
    let [remedy] = token.remedies.as_slice() else { panic!("{:?}", token.remedies) };
    assert_eq!(
        (remedy.title.as_ref(), remedy.why.as_ref(), &remedy.command, &remedy.needs),
        (
            "Copy it again, whole",
            "What is missing or wrong cannot be restored. There is no command here because the \
             token has a name that Kubernetes does not allow.",
            &None,
            &None,
        )
    );
}

#[test]
fn no_command_holds_any_part_of_the_token() {
    for text in every_kind() {
        for now in [None, FRESH, AFTER] {
            for remedy in read(&text, now).remedies {
                let command = remedy.command.unwrap_or_default();
                assert!(!command.contains("eyJ"), "{command}");
            }
        }
    }
}
