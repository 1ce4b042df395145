//! Commands, as typed parts.
//!
//! The names in a command come from hostile text, so there is one way in: [`Name`], which only a
//! DNS-1123 name of legal length becomes (RFC 1123 §2.1; kubernetes/kubernetes
//! staging/src/k8s.io/apimachinery/pkg/util/validation/validation.go). Such a name has nothing
//! but `a-z`, `0-9`, `-` and `.`, and begins with a letter or a digit: it cannot end a word, begin
//! an option, or expand. The token itself is never in a command: it is `"$TOKEN"`.

use std::fmt;

use super::subject::Subject;
use crate::facts::binding::ObjectKind;
use crate::kubernetes::names::{is_label, is_subdomain};

/// A name that is safe in a command.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Name(String);

/// Why there is no command.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum NoCommand {
    /// The token does not give a name that the command needs.
    NameMissing,
    /// Kubernetes has no object of such a name.
    NameNotDns,
}

impl Name {
    /// Reads the name of a namespace.
    pub(crate) fn label(text: Option<&str>) -> Result<Self, NoCommand> {
        Self::read(text, is_label)
    }

    /// Reads the name of a ServiceAccount, Secret, Pod or Node.
    pub(crate) fn subdomain(text: Option<&str>) -> Result<Self, NoCommand> {
        Self::read(text, is_subdomain)
    }

    fn read(text: Option<&str>, is_legal: fn(&str) -> bool) -> Result<Self, NoCommand> {
        match text {
            None | Some("") => Err(NoCommand::NameMissing),
            Some(text) if is_legal(text) => Ok(Self(text.to_owned())),
            Some(_) => Err(NoCommand::NameNotDns),
        }
    }
}

impl fmt::Display for Name {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.0)
    }
}

/// A namespace and the name of something in it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Place {
    pub(crate) namespace: Name,
    pub(crate) name: Name,
}

impl Place {
    /// Returns the place of the ServiceAccount.
    pub(super) fn account(subject: &Subject<'_>) -> Result<Self, NoCommand> {
        Self::new(subject, subject.account)
    }

    /// Returns the place of the object that the token is bound to, or of its Secret.
    pub(super) fn object(subject: &Subject<'_>) -> Result<Self, NoCommand> {
        Self::new(subject, subject.object_name())
    }

    fn new(subject: &Subject<'_>, name: Option<&str>) -> Result<Self, NoCommand> {
        Ok(Self { namespace: Name::label(subject.namespace)?, name: Name::subdomain(name)? })
    }
}

/// A command for a POSIX shell.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Command {
    /// Prints the uid of an object.
    PrintUid(ObjectKind, Place),
    /// Prints the uid of the ServiceAccount that a token Secret is for.
    PrintAccountUidOfSecret(Place),
    /// Prints the token that a Secret holds.
    PrintTokenOfSecret(Place),
    /// Prints the token that is mounted in a Pod.
    PrintTokenInPod(Place),
    /// Lists a token Secret with the labels that record its last use.
    ListUseOfSecret(Place),
    /// Lists every token Secret of the cluster with the labels that record its last use.
    ListTokenSecrets,
    /// Lists what a ServiceAccount may do.
    ListRights(Place),
    /// Deletes an object.
    Delete(ObjectKind, Place),
    /// Deletes a ServiceAccount and creates it again.
    RecreateAccount(Place),
    /// Requests a token for a ServiceAccount.
    CreateToken(Place),
    /// Requests a token that lasts an hour, bound to an object where one is given.
    CreateHourToken { account: Place, bound_to: Option<(ObjectKind, Name)> },
    /// Creates an empty Secret and requests a token that is bound to it.
    CreateAnchoredToken(Place),
    /// Asks the API server who the bearer of the token is.
    WhoAmI,
    /// Creates a TokenReview.
    ReviewToken,
}

impl Command {
    /// Whether a POSIX shell has to read it: it has quotes, a variable, a pipe or `&&`.
    pub(crate) fn needs_shell(&self) -> bool {
        match self {
            Self::PrintUid(..)
            | Self::PrintAccountUidOfSecret(_)
            | Self::PrintTokenOfSecret(_)
            | Self::RecreateAccount(_)
            | Self::CreateAnchoredToken(_)
            | Self::WhoAmI
            | Self::ReviewToken => true,
            Self::PrintTokenInPod(_)
            | Self::ListUseOfSecret(_)
            | Self::ListTokenSecrets
            | Self::ListRights(_)
            | Self::Delete(..)
            | Self::CreateToken(_)
            | Self::CreateHourToken { .. } => false,
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
        assert_eq!(Name::label(None), Err(NoCommand::NameMissing));
        assert_eq!(Name::label(Some("")), Err(NoCommand::NameMissing));
        assert_eq!(Name::label(Some("A")), Err(NoCommand::NameNotDns));
    }
}
