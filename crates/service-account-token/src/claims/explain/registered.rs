//! `iss`, `sub` and `jti` (RFC 7519 §4.1).
//!
//! The API server tells legacy from bound tokens by `iss` alone, and takes the identity of a bound
//! one from `kubernetes.io`, of a legacy one from the flat claims, which `sub` must agree with.

use super::{CLAIMS_GO, Explanation, JWT_GO, LEGACY_GO, Member, words};
use crate::claims::{ClaimsSet, SUBJECT_PREFIX};
use crate::kubernetes::LEGACY_ISSUER;

/// Issuers of other tokens that are known to the letter.
const ISSUERS: [(&str, &str, &str); 4] = [
    (
        "https://token.actions.githubusercontent.com",
        "GitHub Actions: the token was made for a job of a workflow.",
        "GitHub documentation: OpenID Connect reference",
    ),
    (
        "https://accounts.google.com",
        "Google: a user, or a service account of Google Cloud, which is something else than one of \
         Kubernetes.",
        "Google documentation: OpenID Connect",
    ),
    (
        "accounts.google.com",
        "Google, in its older spelling.",
        "Google documentation: OpenID Connect",
    ),
    (
        "argocd",
        "Argo CD: a session of its own users or a token of one of its projects, for its own API \
         only.",
        "argoproj/argo-cd util/session/sessionmanager.go",
    ),
];

/// Subjects of other tokens: the token's code, how they begin, what they say, and the source.
const SUBJECTS: [(&str, &str, &str, &str); 3] = [
    (
        "github-actions",
        "repo:",
        "The repository, and what the workflow runs for: a branch, a tag, an environment or a pull \
         request.",
        "GitHub documentation: OpenID Connect reference",
    ),
    (
        "gitlab-ci",
        "project_path:",
        "The project, and the branch or tag for which the job runs.",
        "GitLab documentation: ID token authentication",
    ),
    (
        "argocd",
        "proj:",
        "A project of Argo CD and a role in it.",
        "argoproj/argo-cd util/session/sessionmanager.go",
    ),
];

/// Platforms whose own issuers have a form that no other platform has.
const PLATFORMS: [(&str, &str); 5] = [
    ("eks", "Amazon EKS"),
    ("gke", "Google Kubernetes Engine"),
    ("aks", "Azure Kubernetes Service"),
    ("rosa", "Red Hat OpenShift on AWS"),
    ("kops", "kOps"),
];

/// `iss`.
pub(super) fn issuer(member: &Member<'_>) -> Explanation {
    let title = "Issuer";
    let Some(value) = member.string() else {
        return words::ill_typed(member, title, "a string", "RFC 7519 §4.1.1");
    };
    if member.is_legacy() {
        if value == LEGACY_ISSUER {
            return Explanation::new(
                title,
                "The fixed issuer of every legacy token, the same in all clusters: it is no \
                 address, and does not tell which cluster the token is from.",
            )
            .certain(LEGACY_GO);
        }
        return Explanation::new(
            title,
            format!(
                "{} is not the issuer of legacy tokens, which is always `{LEGACY_ISSUER}`: the API \
                 server does not read this token as a legacy one.",
                words::shown(value)
            ),
        )
        .certain(LEGACY_GO);
    }
    if member.is_bound() {
        return bound_issuer(member, value);
    }
    if let Some((_, meaning, source)) = ISSUERS.iter().find(|(issuer, ..)| *issuer == value) {
        return Explanation::new(title, *meaning).documented(source);
    }
    let entra = ["https://sts.windows.net/", "https://login.microsoftonline.com/"];
    if entra.iter().any(|start| value.starts_with(start)) {
        return Explanation::new(
            title,
            "Microsoft Entra ID, with the tenant (the organisation) in the address.",
        )
        .documented("Microsoft documentation: access token claims");
    }
    Explanation::new(
        title,
        format!(
            "The token says that {} issued it. A recipient compares this to the letter with the \
             issuers that it trusts.",
            words::shown(value)
        ),
    )
    .documented("RFC 7519 §4.1.1")
}

fn bound_issuer(member: &Member<'_>, value: &str) -> Explanation {
    let title = "Issuer";
    if value == LEGACY_ISSUER {
        return Explanation::new(
            title,
            "The issuer of legacy tokens, on a bound one: the API server accepts that only if its \
             `--service-account-issuer` is set so, as in recipes for Kubernetes 1.12 to 1.19.",
        )
        .certain("kubernetes/kubernetes pkg/kubeapiserver/authenticator/config.go");
    }
    if value == "https://kubernetes.default.svc"
        || value.starts_with("https://kubernetes.default.svc.")
    {
        return Explanation::new(
            title,
            "The address of the API server inside its own cluster, which many clusters use alike: \
             it does not tell which cluster the token is from. It is the API server's (first) \
             `--service-account-issuer`.",
        )
        .certain(JWT_GO);
    }
    let explanation = Explanation::new(
        title,
        format!(
            "{} is what the API server that issued the token calls itself (its first \
             `--service-account-issuer`); recipients compare it to the letter.",
            words::shown(value)
        ),
    )
    .certain(JWT_GO);
    let platforms = member.class.variant.as_ref().map(|variant| variant.platforms.as_slice());
    let explanation = match platforms {
        Some([only]) => match PLATFORMS.iter().find(|(code, _)| *code == only.0.code()) {
            Some((_, name)) => explanation.and(&format!("Its form is that of {name}.")),
            None => explanation,
        },
        _ => explanation,
    };
    explanation.and_if(
        value.starts_with("https://"),
        "Services outside the cluster may look for its public keys under this address; this tool \
         never does.",
    )
}

/// `sub`.
pub(super) fn subject(member: &Member<'_>) -> Explanation {
    let title = "Subject";
    let Some(value) = member.string() else {
        return words::ill_typed(member, title, "a string", "RFC 7519 §4.1.2");
    };
    let account = value
        .strip_prefix(SUBJECT_PREFIX)
        .and_then(|rest| rest.split_once(':'))
        .filter(|(_, name)| !name.contains(':'));
    if member.is_kubernetes() {
        return kubernetes_subject(member, value, account);
    }
    if let Some((namespace, name)) = account {
        let explanation = Explanation::new(
            title,
            format!(
                "It has the form of the user name of ServiceAccount {} in namespace {}.",
                words::shown(name),
                words::shown(namespace)
            ),
        )
        .certain(CLAIMS_GO);
        return explanation.and_if(
            !member.is_in_cut_text(),
            "The claims that Kubernetes writes beside it are missing, so Kubernetes itself did not \
             issue this token.",
        );
    }
    let other = member.class.identified_as.as_ref().map(|other| other.token.code());
    for (code, start, meaning, source) in SUBJECTS {
        if other == Some(code) && value.starts_with(start) {
            return Explanation::new(title, meaning).documented(source);
        }
    }
    if value.starts_with("spiffe://") {
        return Explanation::new(
            title,
            "A SPIFFE ID: the trust domain, then the path of the workload that the token stands \
             for.",
        )
        .documented("SPIFFE JWT-SVID §3.1");
    }
    Explanation::new(
        title,
        "Whom the token is about, by the name that its issuer has for it. It is unique only \
         together with the issuer.",
    )
    .documented("RFC 7519 §4.1.2")
}

fn kubernetes_subject(
    member: &Member<'_>,
    value: &str,
    account: Option<(&str, &str)>,
) -> Explanation {
    let title = "Subject";
    let (source, where_else) = if member.is_legacy() {
        (LEGACY_GO, "the other claims name")
    } else {
        (CLAIMS_GO, "`kubernetes.io` names")
    };
    let server = if member.is_legacy() {
        "The API server refuses such a token (`sub claim is invalid`)."
    } else {
        "The API server goes by `kubernetes.io` and does not look at `sub`; Kubernetes always \
         writes the same account into both, so this is not its own output."
    };
    let Some((namespace, name)) = account else {
        let meaning = format!(
            "{} is not of the form `system:serviceaccount:NAMESPACE:NAME` that every service \
             account token has. {server}",
            words::shown(value)
        );
        return Explanation::new(title, meaning).certain(source);
    };
    let written = written_account(member);
    if written.0.is_none_or(|other| other == namespace)
        && written.1.is_none_or(|other| other == name)
    {
        let meaning = format!(
            "ServiceAccount {} in namespace {}: the user name that the API server gives to whoever \
             presents the token. {}",
            words::shown(name),
            words::shown(namespace),
            match written {
                (Some(_), Some(_)) if member.is_legacy() =>
                    "It agrees with the other claims, as it must.",
                (Some(_), Some(_)) =>
                    "It agrees with `kubernetes.io`, from which the server takes the identity.",
                _ if member.is_in_cut_text() =>
                    "The payload breaks off, so what it must agree with could not all be read.",
                _ => "The claims that it must agree with are not complete.",
            }
        );
        return Explanation::new(title, meaning).certain(source);
    }
    let meaning = format!(
        "It names ServiceAccount {} in namespace {}, but {where_else} {} in namespace {}. \
         {server}",
        words::shown(name),
        words::shown(namespace),
        written.1.map_or_else(|| "nobody".to_owned(), |name| words::shown(name).to_string()),
        written.0.map_or_else(|| "none".to_owned(), |name| words::shown(name).to_string()),
    );
    Explanation::new(title, meaning).certain(source)
}

/// The namespace and the name of the account in the private claims.
fn written_account<'a>(member: &Member<'a>) -> (Option<&'a str>, Option<&'a str>) {
    let claims: &'a ClaimsSet = member.reading.claims;
    let (namespace, name) = match &claims.kubernetes {
        Some(kubernetes) if member.is_bound() => {
            let account = kubernetes.service_account.as_ref();
            (&kubernetes.namespace, account.and_then(|account| account.name.as_ref()))
        }
        _ => (&claims.legacy.namespace, claims.legacy.service_account_name.as_ref()),
    };
    (namespace.as_ref().map(|claim| claim.value.as_str()), name.map(|claim| claim.value.as_str()))
}

/// `jti`.
pub(super) fn token_id(member: &Member<'_>) -> Explanation {
    let title = "Token id";
    let Some(value) = member.string() else {
        return words::ill_typed(member, title, "a string", "RFC 7519 §4.1.7");
    };
    if member.is_bound() {
        return Explanation::new(
            title,
            format!(
                "A random id of this one token. The API server does not keep it, but its audit \
                 log, where there is one, shows each use of the token as {}: so one can find out \
                 what it was used for.",
                words::shown(&format!("JTI={value}"))
            ),
        )
        .certain(CLAIMS_GO);
    }
    if member.is_legacy() {
        return Explanation::new(
            title,
            "An id of this one token. Kubernetes writes none into a legacy token, and the API \
             server does not look at it there.",
        )
        .certain(LEGACY_GO);
    }
    Explanation::new(
        title,
        "An id of this one token, by which a recipient can notice that it is used a second time.",
    )
    .documented("RFC 7519 §4.1.7")
}
