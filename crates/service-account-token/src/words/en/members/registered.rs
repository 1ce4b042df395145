//! The sentences about `iss`, `sub` and `jti`.

use super::phrases::and_if;
use crate::facts::members::{
    Account, Agreement, Family, IssuerMeaning, KnownSubject, NamedAccount, SubjectMeaning,
    TokenIdMeaning,
};
use crate::kubernetes::{LEGACY_ISSUER, OtherIssuer, Platform};
use crate::text::Text;
use crate::text::quote::quoted;
use crate::words::en::platforms;

/// Returns the meaning of `iss`.
pub(super) fn issuer(meaning: IssuerMeaning<'_>) -> Text {
    match meaning {
        IssuerMeaning::Legacy => {
            "Every legacy token has this `iss`, in every cluster. It is not an address and does \
             not identify the cluster."
                .into()
        }
        IssuerMeaning::NotLegacy(issuer) => format!(
            "{} is not the issuer of legacy tokens, which is always `{LEGACY_ISSUER}`. The API \
             server does not accept this token as a legacy one.",
            quoted(issuer)
        )
        .into(),
        IssuerMeaning::LegacyOnBound => {
            "The issuer of legacy tokens, in a bound token. The API server accepts it only if \
             `--service-account-issuer` is set to it, as in recipes for Kubernetes 1.12 to 1.19."
                .into()
        }
        IssuerMeaning::InCluster => "The API server's address inside its cluster, and its first \
             `--service-account-issuer`. Many clusters use the same address, so it does not \
             identify the cluster."
            .into(),
        IssuerMeaning::ApiServer { issuer, platform, is_address } => {
            api_server(issuer, platform, is_address).into()
        }
        IssuerMeaning::Known(known) => known_issuer(known).into(),
        IssuerMeaning::Unknown(issuer) => format!(
            "The token says that {} issued it. Recipients compare this character by character with \
             the issuers they trust.",
            quoted(issuer)
        )
        .into(),
    }
}

fn api_server(issuer: &str, platform: Option<Platform>, is_address: bool) -> String {
    let mut text = format!(
        "{} is the issuing API server's first `--service-account-issuer`, which recipients compare \
         character by character.",
        quoted(issuer)
    );
    if let Some(platform) = platform {
        text.push_str(&format!(" It has the form used by {}.", platforms::full_name(platform)));
    }
    let keys = "Recipients may fetch the public keys from this address; this tool never does.";
    and_if(text, is_address, keys)
}

fn known_issuer(issuer: OtherIssuer) -> &'static str {
    match issuer {
        OtherIssuer::ArgoCd => {
            "Argo CD: a session of one of its users, or a token of one of its projects, for its \
             own API only."
        }
        OtherIssuer::Entra => {
            "Microsoft Entra ID. The address contains the tenant (the organization)."
        }
        OtherIssuer::GitHubActions => "GitHub Actions: the token was issued for a workflow's job.",
        OtherIssuer::Google => {
            "Google: for a user or a Google Cloud service account, which is not a Kubernetes \
             ServiceAccount."
        }
        OtherIssuer::GoogleWithoutScheme => "Google, in its older spelling.",
    }
}

/// Returns the meaning of `sub`.
pub(super) fn subject(meaning: SubjectMeaning<'_>) -> Text {
    match meaning {
        SubjectMeaning::Account { account, agreement } => same_account(account, agreement).into(),
        SubjectMeaning::OtherAccount { account, other, family } => {
            other_account(account, other, family).into()
        }
        SubjectMeaning::NoAccount { subject, family } => format!(
            "{} does not have the form `system:serviceaccount:NAMESPACE:NAME`, which every service \
             account token has. {}",
            quoted(subject),
            api_server_on_mismatch(family)
        )
        .into(),
        SubjectMeaning::LookAlike { account: Account { namespace, name }, whole } => {
            let text = format!(
                "It has the form of a ServiceAccount's user name: ServiceAccount {} in namespace \
                 {}.",
                quoted(name),
                quoted(namespace)
            );
            let missing = "The claims that Kubernetes adds are missing, so Kubernetes itself did \
                           not issue this token.";
            and_if(text, whole, missing).into()
        }
        SubjectMeaning::Known(known) => known_subject(known).into(),
        SubjectMeaning::Unknown => {
            "The issuer's name for the user or program that the token is about. It is unique only \
             together with `iss`."
                .into()
        }
    }
}

fn same_account(Account { namespace, name }: Account<'_>, agreement: Agreement) -> String {
    let agreement = match agreement {
        Agreement::Full(Family::Legacy) => "It matches the other claims, as it must.",
        Agreement::Full(Family::Bound) => {
            "It matches `kubernetes.io`, as in every token from Kubernetes."
        }
        Agreement::Cut => {
            "The payload is cut off, so some of the claims that it must match are missing."
        }
        Agreement::Incomplete => "The claims that it must match are incomplete.",
    };
    format!(
        "The API server's user name for ServiceAccount {} in namespace {}. {agreement}",
        quoted(name),
        quoted(namespace)
    )
}

fn other_account(account: Account<'_>, other: NamedAccount<'_>, family: Family) -> String {
    let where_else = match family {
        Family::Legacy => "the other claims name",
        Family::Bound => "`kubernetes.io` names",
    };
    let name = other.name.map_or_else(|| "no name".to_owned(), |name| quoted(name).to_string());
    let namespace =
        other.namespace.map_or_else(|| "no namespace".to_owned(), |name| quoted(name).to_string());
    format!(
        "It names ServiceAccount {} in namespace {}, but {where_else} {name} in {namespace}. {}",
        quoted(account.name),
        quoted(account.namespace),
        api_server_on_mismatch(family)
    )
}

fn api_server_on_mismatch(family: Family) -> &'static str {
    match family {
        Family::Legacy => "The API server rejects such a token (`sub claim is invalid`).",
        Family::Bound => {
            "The API server uses `kubernetes.io` and ignores `sub`. Kubernetes always writes the \
             same account in both, so it did not issue the token in this form."
        }
    }
}

fn known_subject(subject: KnownSubject) -> &'static str {
    match subject {
        KnownSubject::ArgoCdProject => "An Argo CD project and a role in it.",
        KnownSubject::GitHubWorkflow => {
            "The repository, and what the workflow runs for: a branch, tag, environment or pull \
             request."
        }
        KnownSubject::GitLabJob => "The project, and the branch or tag that the job runs for.",
        KnownSubject::SpiffeId => "A SPIFFE ID: the trust domain, then the path of the workload.",
    }
}

/// Returns the meaning of `jti`.
pub(super) fn token_id(meaning: TokenIdMeaning<'_>) -> Text {
    match meaning {
        TokenIdMeaning::Audited(id) => format!(
            "A random id of this token. The API server does not store it, but writes it into audit \
             events as {}.",
            quoted(&format!("JTI={id}"))
        )
        .into(),
        TokenIdMeaning::Ignored => {
            "An id of this token. Kubernetes writes none into a legacy token, and the API server \
             ignores it there."
                .into()
        }
        TokenIdMeaning::OtherToken => {
            "An id of this token. A recipient can use it to detect that the token is used twice."
                .into()
        }
    }
}
