//! Commands, as typed parts.
//!
//! What a command holds of a token is hostile text, so it gets in only as one of three types: a
//! [`Name`], a [`TokenId`] or an [`Audience`]. A name is a DNS-1123 name of legal length (RFC 1123
//! §2.1; kubernetes/kubernetes staging/src/k8s.io/apimachinery/pkg/util/validation/validation.go).
//! It consists of `a-z`, `0-9`, `-` and `.` and begins with a letter or a digit, so it cannot end a
//! word, begin an option, or expand. The token itself is never in a command: it is `"$TOKEN"`.

use std::fmt;

use super::subject::Subject;
use crate::facts::binding::ObjectKind;
use crate::kubernetes::names::{all, is_label, is_subdomain, is_uuid};

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

/// The id of a token, its `jti`: a UUID, as Kubernetes writes it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct TokenId(String);

impl TokenId {
    /// Reads a `jti`; none if it is no UUID.
    pub(crate) fn read(text: &str) -> Option<Self> {
        is_uuid(text).then(|| Self(text.to_owned()))
    }
}

impl fmt::Display for TokenId {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.0)
    }
}

/// An audience that is safe between double quotation marks in YAML.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Audience(String);

impl Audience {
    /// The length up to which an audience is shown in a manifest.
    const MAXIMUM_BYTES: usize = 253;

    /// Reads a value of `aud`; none if it holds anything but what URLs and names consist of.
    pub(crate) fn read(text: &str) -> Option<Self> {
        let is_safe = |byte: u8| byte.is_ascii_alphanumeric() || b"-._:/".contains(&byte);
        let fits = !text.is_empty() && text.len() <= Self::MAXIMUM_BYTES && all(text, is_safe);
        fits.then(|| Self(text.to_owned()))
    }
}

impl fmt::Display for Audience {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.0)
    }
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

/// A project token of Argo CD, as its `sub` and `iat` name it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct ArgoCdToken {
    pub(crate) project: Name,
    pub(crate) role: Name,
    pub(crate) issued_at: i64,
}

/// A command for a POSIX shell, or a manifest.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Command {
    /// Lists the ids of the keys that the cluster publishes.
    ListKeyIds,
    /// Prints the discovery document, which names the issuer.
    ReadDiscovery,
    /// Lists the bindings that grant rights to a ServiceAccount, its groups included.
    ListBindings(Place),
    /// Prints the uid of an object.
    PrintUid(ObjectKind, Place),
    /// Compares the token with the one that a Secret holds.
    CompareSecretToken(Place),
    /// Prints the token that a Secret holds.
    PrintTokenOfSecret(Place),
    /// Prints the token that is mounted in a Pod.
    PrintTokenInPod(Place),
    /// Lists the token Secrets of a namespace with the labels that record their last use.
    ListTokenSecrets(Name),
    /// Lists what a ServiceAccount may do.
    ListRights(Place),
    /// Labels a token Secret, so that the API server rejects its token.
    MarkSecretInvalid(Place),
    /// Deletes an object.
    Delete(ObjectKind, Place),
    /// Saves a ServiceAccount, deletes it and creates it again.
    RecreateAccount(Place),
    /// Saves a ServiceAccount and deletes it; the controller creates it again.
    DeleteDefaultAccount(Place),
    /// Searches an audit log for the requests that a token made.
    SearchUseOfToken(TokenId),
    /// Searches an audit log for the requests that a ServiceAccount made.
    SearchUseOfAccount(Place),
    /// Searches an audit log for the request that issued a token.
    SearchIssue(TokenId),
    /// Lists the EKS Pod Identity associations of a ServiceAccount.
    ListPodIdentities(Place),
    /// Deletes a project token of Argo CD.
    DeleteArgoCdToken(ArgoCdToken),
    /// Requests a token for a ServiceAccount.
    CreateToken(Place),
    /// Requests a token that lasts an hour, bound to a Node where one is given.
    CreateHourToken { account: Place, node: Option<Name> },
    /// Creates an empty Secret and requests a token that is bound to it.
    CreateAnchoredToken(Place),
    /// Part of a Pod's manifest: a volume in place of the one that Kubernetes injects.
    MountOwnToken,
    /// Part of a Pod's manifest: a volume with a token for an audience.
    MountTokenFor(Audience),
    /// Counts the uses of extended tokens after `warnafter`.
    CountStaleUses,
    /// Asks the API server who the bearer of the token is.
    WhoAmI,
    /// Creates a TokenReview.
    ReviewToken,
}

/// What a command needs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Requirement {
    /// kubectl and Kubernetes of this minor of 1.
    KubectlAndKubernetes(u8),
    /// Kubernetes of this minor of 1.
    Kubernetes(u8),
    /// The right to read the cluster's published keys.
    ReadKeys,
    /// The right to list bindings in the whole cluster.
    ListBindings,
    /// The right to read the API server's metrics.
    ReadMetrics,
    /// The right to create `tokenreviews`.
    CreateTokenReviews,
    /// The right to impersonate.
    Impersonate,
    /// jq.
    Jq,
    /// The command line of Argo CD.
    ArgoCd,
    /// The command line of AWS.
    Aws,
    /// A POSIX shell.
    PosixShell,
}

/// `kubectl create token` came with 1.24 (kubernetes/kubernetes#107880).
const CREATE_TOKEN: Requirement = Requirement::KubectlAndKubernetes(24);

impl Command {
    /// Returns what it needs, a shell last.
    pub(crate) fn needs(&self) -> Vec<Requirement> {
        let shell = self.needs_shell().then_some(Requirement::PosixShell);
        self.needs_beside_a_shell().iter().copied().chain(shell).collect()
    }

    const fn needs_beside_a_shell(&self) -> &'static [Requirement] {
        match self {
            Self::ListKeyIds => &[Requirement::Kubernetes(21), Requirement::ReadKeys],
            Self::ReadDiscovery => &[Requirement::Kubernetes(21)],
            Self::ListBindings(_) => &[Requirement::Jq, Requirement::ListBindings],
            Self::ListTokenSecrets(_) => &[Requirement::Kubernetes(27)],
            Self::ListRights(_) => &[Requirement::Impersonate],
            // The label counts from 1.29 (kubernetes/kubernetes#120682).
            Self::MarkSecretInvalid(_) => &[Requirement::Kubernetes(29)],
            // The audit log has the id of a token from 1.30 on by default.
            Self::SearchUseOfToken(_) | Self::SearchIssue(_) => {
                &[Requirement::Kubernetes(30), Requirement::Jq]
            }
            Self::SearchUseOfAccount(_) => &[Requirement::Jq],
            Self::ListPodIdentities(_) => &[Requirement::Aws],
            Self::DeleteArgoCdToken(_) => &[Requirement::ArgoCd],
            // Tokens are bound to a Node since 1.31 by default.
            Self::CreateHourToken { node: Some(_), .. } => &[Requirement::KubectlAndKubernetes(31)],
            Self::CreateToken(_)
            | Self::CreateHourToken { node: None, .. }
            | Self::CreateAnchoredToken(_) => &[CREATE_TOKEN],
            Self::CountStaleUses => &[Requirement::ReadMetrics],
            // kubectl 1.27 asks for APIs that no server serves by default.
            Self::WhoAmI => &[Requirement::KubectlAndKubernetes(28)],
            Self::ReviewToken => &[Requirement::CreateTokenReviews],
            Self::PrintUid(..)
            | Self::CompareSecretToken(_)
            | Self::PrintTokenOfSecret(_)
            | Self::PrintTokenInPod(_)
            | Self::Delete(..)
            | Self::RecreateAccount(_)
            | Self::DeleteDefaultAccount(_)
            | Self::MountOwnToken
            | Self::MountTokenFor(_) => &[],
        }
    }

    /// Whether a POSIX shell has to read it: it has quotes, a variable, a pipe, a redirection or
    /// `&&`.
    const fn needs_shell(&self) -> bool {
        match self {
            Self::ListKeyIds
            | Self::ListBindings(_)
            | Self::PrintUid(..)
            | Self::CompareSecretToken(_)
            | Self::PrintTokenOfSecret(_)
            | Self::MarkSecretInvalid(_)
            | Self::RecreateAccount(_)
            | Self::DeleteDefaultAccount(_)
            | Self::SearchUseOfToken(_)
            | Self::SearchUseOfAccount(_)
            | Self::SearchIssue(_)
            | Self::ListPodIdentities(_)
            | Self::CreateAnchoredToken(_)
            | Self::CountStaleUses
            | Self::WhoAmI
            | Self::ReviewToken => true,
            Self::ReadDiscovery
            | Self::PrintTokenInPod(_)
            | Self::ListTokenSecrets(_)
            | Self::ListRights(_)
            | Self::Delete(..)
            | Self::DeleteArgoCdToken(_)
            | Self::CreateToken(_)
            | Self::CreateHourToken { .. }
            | Self::MountOwnToken
            | Self::MountTokenFor(_) => false,
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

    #[test]
    fn only_a_uuid_is_the_id_of_a_token() {
        assert!(TokenId::read("2f3c1f5e-9b6b-4d4e-8e0a-0d1f6a6b7c8d").is_some());
        for text in ["", "1", "2f3c1f5e-9b6b-4d4e-8e0a-0d1f6a6b7c8d'", "$(id)", "\"", "a b"] {
            assert_eq!(TokenId::read(text), None, "{text:?}");
        }
    }

    #[test]
    fn only_an_audience_of_plain_characters_gets_into_a_manifest() {
        for text in
            ["vault", "sts.amazonaws.com", "api://AzureADTokenExchange", "https://a.test:8443/b"]
        {
            assert!(Audience::read(text).is_some(), "{text:?}");
        }
        let long = "a".repeat(254);
        for text in ["", "a b", "a\"b", "a\\b", "a\nb", "{{x}}", "é", "$(id)", "a#b", long.as_str()]
        {
            assert_eq!(Audience::read(text), None, "{text:?}");
        }
    }
}
