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

/// Says who issued the token.
pub(super) fn issuer(meaning: IssuerMeaning<'_>) -> Text {
    match meaning {
        IssuerMeaning::Legacy => {
            "The fixed issuer of every legacy token, the same in all clusters: it is no address, \
             and does not tell which cluster the token is from."
                .into()
        }
        IssuerMeaning::NotLegacy(issuer) => format!(
            "{} is not the issuer of legacy tokens, which is always `{LEGACY_ISSUER}`: the API \
             server does not read this token as a legacy one.",
            quoted(issuer)
        )
        .into(),
        IssuerMeaning::LegacyOnBound => {
            "The issuer of legacy tokens, on a bound one: the API server accepts that only if its \
             `--service-account-issuer` is set so, as in recipes for Kubernetes 1.12 to 1.19."
                .into()
        }
        IssuerMeaning::InCluster => {
            "The address of the API server inside its own cluster, which many clusters use alike: \
             it does not tell which cluster the token is from. It is the API server's (first) \
             `--service-account-issuer`."
                .into()
        }
        IssuerMeaning::ApiServer { issuer, platform, is_address } => {
            api_server(issuer, platform, is_address).into()
        }
        IssuerMeaning::Known(known) => known_issuer(known).into(),
        IssuerMeaning::Unknown(issuer) => format!(
            "The token says that {} issued it. A recipient compares this to the letter with the \
             issuers that it trusts.",
            quoted(issuer)
        )
        .into(),
    }
}

fn api_server(issuer: &str, platform: Option<Platform>, is_address: bool) -> String {
    let mut text = format!(
        "{} is what the API server that issued the token calls itself (its first \
         `--service-account-issuer`); recipients compare it to the letter.",
        quoted(issuer)
    );
    if let Some(platform) = platform {
        text.push_str(&format!(" Its form is that of {}.", platforms::full_name(platform)));
    }
    let keys = "Services outside the cluster may look for its public keys under this address; this \
                tool never does.";
    and_if(text, is_address, keys)
}

fn known_issuer(issuer: OtherIssuer) -> &'static str {
    match issuer {
        OtherIssuer::ArgoCd => {
            "Argo CD: a session of its own users or a token of one of its projects, for its own \
             API only."
        }
        OtherIssuer::Entra => {
            "Microsoft Entra ID, with the tenant (the organisation) in the address."
        }
        OtherIssuer::GitHubActions => "GitHub Actions: the token was made for a job of a workflow.",
        OtherIssuer::Google => {
            "Google: a user, or a service account of Google Cloud, which is something else than \
             one of Kubernetes."
        }
        OtherIssuer::GoogleWithoutScheme => "Google, in its older spelling.",
    }
}

/// Says whom the token is about.
pub(super) fn subject(meaning: SubjectMeaning<'_>) -> Text {
    match meaning {
        SubjectMeaning::Account { account, agreement } => same_account(account, agreement).into(),
        SubjectMeaning::OtherAccount { account, other, family } => {
            other_account(account, other, family).into()
        }
        SubjectMeaning::NoAccount { subject, family } => format!(
            "{} is not of the form `system:serviceaccount:NAMESPACE:NAME` that every service \
             account token has. {}",
            quoted(subject),
            api_server_on_mismatch(family)
        )
        .into(),
        SubjectMeaning::LookAlike { account: Account { namespace, name }, whole } => {
            let text = format!(
                "It has the form of the user name of ServiceAccount {} in namespace {}.",
                quoted(name),
                quoted(namespace)
            );
            let missing = "The claims that Kubernetes writes beside it are missing, so Kubernetes \
                           itself did not issue this token.";
            and_if(text, whole, missing).into()
        }
        SubjectMeaning::Known(known) => known_subject(known).into(),
        SubjectMeaning::Unknown => {
            "Whom the token is about, by the name that its issuer has for it. It is unique only \
             together with the issuer."
                .into()
        }
    }
}

fn same_account(Account { namespace, name }: Account<'_>, agreement: Agreement) -> String {
    let agreement = match agreement {
        Agreement::Full(Family::Legacy) => "It agrees with the other claims, as it must.",
        Agreement::Full(Family::Bound) => {
            "It agrees with `kubernetes.io`, from which the server takes the identity."
        }
        Agreement::Cut => {
            "The payload breaks off, so what it must agree with could not all be read."
        }
        Agreement::Incomplete => "The claims that it must agree with are not complete.",
    };
    format!(
        "ServiceAccount {} in namespace {}: the user name that the API server gives to whoever \
         presents the token. {agreement}",
        quoted(name),
        quoted(namespace)
    )
}

fn other_account(account: Account<'_>, other: NamedAccount<'_>, family: Family) -> String {
    let where_else = match family {
        Family::Legacy => "the other claims name",
        Family::Bound => "`kubernetes.io` names",
    };
    format!(
        "It names ServiceAccount {} in namespace {}, but {where_else} {} in namespace {}. {}",
        quoted(account.name),
        quoted(account.namespace),
        other.name.map_or_else(|| "nobody".to_owned(), |name| quoted(name).to_string()),
        other.namespace.map_or_else(|| "none".to_owned(), |name| quoted(name).to_string()),
        api_server_on_mismatch(family)
    )
}

fn api_server_on_mismatch(family: Family) -> &'static str {
    match family {
        Family::Legacy => "The API server refuses such a token (`sub claim is invalid`).",
        Family::Bound => {
            "The API server goes by `kubernetes.io` and does not look at `sub`; Kubernetes always \
             writes the same account into both, so this is not its own output."
        }
    }
}

fn known_subject(subject: KnownSubject) -> &'static str {
    match subject {
        KnownSubject::ArgoCdProject => "A project of Argo CD and a role in it.",
        KnownSubject::GitHubWorkflow => {
            "The repository, and what the workflow runs for: a branch, a tag, an environment or a \
             pull request."
        }
        KnownSubject::GitLabJob => "The project, and the branch or tag for which the job runs.",
        KnownSubject::SpiffeId => {
            "A SPIFFE ID: the trust domain, then the path of the workload that the token stands \
             for."
        }
    }
}

/// Says what the id of the token is good for.
pub(super) fn token_id(meaning: TokenIdMeaning<'_>) -> Text {
    match meaning {
        TokenIdMeaning::Audited(id) => format!(
            "A random id of this one token. The API server does not keep it, but its audit log, \
             where there is one, shows each use of the token as {}: so one can find out what it \
             was used for.",
            quoted(&format!("JTI={id}"))
        )
        .into(),
        TokenIdMeaning::Ignored => {
            "An id of this one token. Kubernetes writes none into a legacy token, and the API \
             server does not look at it there."
                .into()
        }
        TokenIdMeaning::OtherToken => {
            "An id of this one token, by which a recipient can notice that it is used a second \
             time."
                .into()
        }
    }
}
