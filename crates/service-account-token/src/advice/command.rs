//! Commands for a POSIX shell.
//!
//! The names in a command come from a hostile text, so there is one way in: [`Name`], which only a
//! DNS-1123 name of legal length becomes (RFC 1123 §2.1; kubernetes/kubernetes
//! staging/src/k8s.io/apimachinery/pkg/util/validation/validation.go). Such a name holds nothing
//! but `a-z`, `0-9`, `-` and `.`, and begins with a letter or a digit: it cannot end a word, begin
//! an option, or expand. The token itself is never in a command: it is `"$TOKEN"`.

use std::fmt;

use crate::spelling::{is_label, is_subdomain};

/// A name that may stand in a command.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Name<'a>(&'a str);

/// Why there is no command.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum NoName {
    /// The token does not name it.
    Missing,
    /// Kubernetes has no object of such a name.
    NotDns,
}

impl<'a> Name<'a> {
    /// The name of a namespace.
    pub(super) fn label(text: Option<&'a str>) -> Result<Self, NoName> {
        Self::of(text, is_label)
    }

    /// The name of a ServiceAccount, Secret, Pod or Node.
    pub(super) fn subdomain(text: Option<&'a str>) -> Result<Self, NoName> {
        Self::of(text, is_subdomain)
    }

    fn of(text: Option<&'a str>, is_legal: fn(&str) -> bool) -> Result<Self, NoName> {
        match text {
            None | Some("") => Err(NoName::Missing),
            Some(text) if is_legal(text) => Ok(Self(text)),
            Some(_) => Err(NoName::NotDns),
        }
    }
}

impl fmt::Display for Name<'_> {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(self.0)
    }
}

impl NoName {
    /// The sentence that says why no command is given.
    pub(super) const fn sentence(self) -> &'static str {
        match self {
            Self::Missing => {
                "No command is given, since the token does not name what it would need."
            }
            Self::NotDns => {
                "No command is given, since a name in the token is not one that Kubernetes allows."
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, label: bool, subdomain: bool) {
        assert_eq!(Name::label(Some(text)).is_ok(), label, "{text:?} as a label");
        assert_eq!(Name::subdomain(Some(text)).is_ok(), subdomain, "{text:?} as a subdomain");
    }

    #[test]
    fn only_dns_names_of_legal_length_get_into_a_command() {
        check("default", true, true);
        check("0", true, true);
        check("ip-10-0-0-1.eu-west-1.compute.internal", false, true);
        check(&"a".repeat(63), true, true);
        check(&"a".repeat(64), false, true);
        check(&"a".repeat(253), false, true);
        check(&"a".repeat(254), false, false);
    }

    #[test]
    fn nothing_that_a_shell_reads_gets_into_a_command() {
        for text in [
            "",
            " ",
            "a b",
            "-n",
            "--all",
            "a-",
            "a.",
            ".a",
            "a..b",
            "a;b",
            "$(id)",
            "`id`",
            "a|b",
            "a&b",
            "a>b",
            "a'b",
            "a\"b",
            "a\\b",
            "a\nb",
            "a*",
            "~",
            "a/b",
            "..",
            "A",
            "é",
            "a_b",
            "a\u{202e}b",
            "a=b",
            "#a",
            "!a",
            "{a}",
            "%a",
            "a,b",
            "a:b",
        ] {
            check(text, false, false);
        }
    }

    #[test]
    fn a_missing_name_is_told_from_an_illegal_one() {
        assert_eq!(Name::label(None), Err(NoName::Missing));
        assert_eq!(Name::label(Some("")), Err(NoName::Missing));
        assert_eq!(Name::label(Some("A")), Err(NoName::NotDns));
    }
}
