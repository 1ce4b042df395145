//! Issuers of tokens that people paste as if they were service account tokens.

/// An issuer that is no cluster.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum OtherIssuer {
    ArgoCd,
    Entra,
    GitHubActions,
    Google,
    /// Google's older spelling, without `https://`.
    GoogleWithoutScheme,
}

impl OtherIssuer {
    /// Returns the issuer that writes this `iss`.
    pub(crate) fn of(issuer: &str) -> Option<Self> {
        Some(match issuer {
            "https://token.actions.githubusercontent.com" => Self::GitHubActions,
            "https://accounts.google.com" => Self::Google,
            "accounts.google.com" => Self::GoogleWithoutScheme,
            "argocd" => Self::ArgoCd,
            _ if issuer.starts_with("https://sts.windows.net/")
                || issuer.starts_with("https://login.microsoftonline.com/") =>
            {
                Self::Entra
            }
            _ => return None,
        })
    }
}
