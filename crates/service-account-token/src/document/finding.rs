//! What is found in documents, whether a token is in them or not.

use std::ops::Range;

use super::fault::{Notation, Reason};

/// Something found in a document. Ranges are bytes of the paste.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Finding {
    /// The document cannot be read on here.
    Syntax { notation: Notation, reason: Reason, range: Range<usize> },
    /// The values from here on are not read: there are too many, or they are nested too deep.
    LeftOut { range: Range<usize> },
    /// A Secret for a token, without one. `stored`: the API server has the Secret.
    EmptySecretToken { name: Option<String>, stored: bool, range: Range<usize> },
    /// `kubectl config view` hid the token of a user.
    KubeconfigRedacted { user: Option<String>, range: Range<usize> },
    /// A user of a kubeconfig with a credential that is no token.
    KubeconfigUser { user: Option<String>, credential: UserCredential, range: Range<usize> },
    /// An audit event that names a token by its id.
    AuditEvent { id: String, was_issued: bool, range: Range<usize> },
    /// What a credential plugin printed: a client certificate, and no token.
    PluginCertificate { range: Range<usize> },
    /// A volume for which the kubelet gets a token.
    ProjectedVolume(ProjectedToken),
    /// A CSI driver for which the kubelet gets a token (kubernetes/api storage/v1 types.go
    /// `TokenRequest`). It has no file.
    CsiTokenRequest(ProjectedToken),
}

/// How a user of a kubeconfig without a token logs in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum UserCredential {
    /// A file has the token.
    TokenFile,
    /// A file has the token, and the token in the kubeconfig is used only where that file cannot be
    /// read (client-go tools/clientcmd/api/types.go `AuthInfo`).
    TokenFileFirst,
    /// A program gets the token; its name, if it has a plain one.
    Exec { command: Option<String> },
    /// A plug-in of older clients gets the token.
    AuthProvider,
    /// A client certificate.
    Certificate,
    /// A user name and a password.
    Password,
}

/// The recipient that a token is requested for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum RequestedAudience {
    /// The request names none, so it is for the API server.
    ApiServer,
    Named(String),
    /// It names one that is too long, or too like a credential, to repeat.
    NotRepeated,
}

/// The source of a projected volume that asks for a token.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct ProjectedToken {
    pub(crate) audience: RequestedAudience,
    /// How long the token shall be good, in seconds, if it says so.
    pub(crate) expiration_seconds: Option<i64>,
    /// The name of the file.
    pub(crate) path: Option<String>,
    pub(crate) range: Range<usize>,
}

impl Finding {
    /// Returns the bytes of the paste that it points at.
    pub(crate) fn range(&self) -> &Range<usize> {
        match self {
            Self::Syntax { range, .. }
            | Self::LeftOut { range }
            | Self::EmptySecretToken { range, .. }
            | Self::KubeconfigRedacted { range, .. }
            | Self::KubeconfigUser { range, .. }
            | Self::AuditEvent { range, .. }
            | Self::PluginCertificate { range }
            | Self::ProjectedVolume(ProjectedToken { range, .. })
            | Self::CsiTokenRequest(ProjectedToken { range, .. }) => range,
        }
    }

    /// Returns the first byte and the end of a token that kubectl redacted.
    pub(super) fn redacted(&self) -> Option<(usize, usize)> {
        match self {
            Self::KubeconfigRedacted { range, .. } => Some((range.start, range.end)),
            _ => None,
        }
    }

    /// Returns true if it says why there is no token in the document.
    pub(super) fn explains_lack(&self) -> bool {
        !matches!(self, Self::Syntax { .. } | Self::LeftOut { .. })
    }
}
