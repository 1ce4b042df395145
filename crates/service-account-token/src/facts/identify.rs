//! What a token of kind "other" is: things that are pasted as if they were service account tokens.

use super::evidence::{in_header, in_payload};
use super::extent::is_cut;
use super::platforms;
use crate::Reading;
use crate::claims::Shape;
use crate::jose::json::NodeId;
use crate::report::{Certainty, Evidence, Format, IdentifiedAs, PartName};

/// The AKS server application in Microsoft Entra ID.
const AKS_SERVER_APPLICATION: &str = "6dae42f8-4368-4678-94ff-3960e28e3630";

/// Claims of OpenID Connect that only an ID token, or a token of an OpenID provider, has.
const OPENID_CLAIMS: [&str; 8] =
    ["email", "groups", "preferred_username", "azp", "nonce", "at_hash", "c_hash", "auth_time"];

const SAYS_NOTHING: &str = "What could be read of it does not say what it is.";

struct Identified {
    code: &'static str,
    name: &'static str,
    certainty: Certainty,
    because: &'static str,
    place: Option<(PartName, NodeId)>,
}

impl Identified {
    fn new(code: &'static str, name: &'static str, because: &'static str) -> Self {
        Self { code, name, certainty: Certainty::Likely, because, place: None }
    }

    /// Not all of its claims were read, and the others do not say what it is, or only that it is of
    /// a service account.
    fn unread(reading: &Reading<'_>, of_account: bool, because: &'static str) -> Self {
        let jose = reading.jose;
        let (code, name) = match (jose.format, jose.payload.is_damaged()) {
            (Some(Format::JwsTruncated), _) if of_account => {
                ("kubernetes-cut", "a piece of a service account token")
            }
            (Some(Format::JwsTruncated), _) => ("jwt-cut", "a piece of a token"),
            (_, true) if of_account => ("kubernetes-damaged", "a damaged service account token"),
            (_, true) => ("jwt-damaged", "a damaged token"),
            (_, false) => ("unread-payload", "a token whose payload could not be read"),
        };
        let certainty = if of_account { Certainty::Likely } else { Certainty::Unknown };
        Self { code, name, certainty, because, place: None }
    }

    fn at(self, part: PartName, node: Option<NodeId>) -> Self {
        Self { place: node.map(|node| (part, node)), ..self }
    }

    fn certainty(self, certainty: Certainty) -> Self {
        Self { certainty, ..self }
    }
}

pub(super) fn identify(reading: &Reading<'_>) -> (IdentifiedAs, Vec<Evidence>) {
    let found = by_structure(reading)
        .or_else(|| by_shape(reading))
        .or_else(|| by_issuer(reading))
        .or_else(|| by_claims(reading))
        .unwrap_or_else(|| unknown(reading));
    let evidence = match found.place {
        Some((PartName::Header, node)) => {
            in_header(reading, found.code, found.because, found.certainty, Some(node))
        }
        Some((_, node)) => {
            in_payload(reading, found.code, found.because, found.certainty, Some(node))
        }
        None => Evidence {
            code: found.code.into(),
            text: found.because.into(),
            certainty: found.certainty,
            part: None,
            pointer: None,
        },
    };
    let identified_as = IdentifiedAs {
        code: found.code.into(),
        name: found.name.into(),
        certainty: found.certainty,
    };
    (identified_as, vec![evidence])
}

fn by_structure(reading: &Reading<'_>) -> Option<Identified> {
    let jose = reading.jose;
    if jose.format == Some(Format::Jwe) {
        let enc = jose.header.object().and_then(|root| jose.header.member(root, "enc"));
        let because = "It is encrypted, which no service account token is: five parts, or `enc` in the header.";
        return Some(
            Identified::new("jwe", "an encrypted token (JWE)", because)
                .certainty(Certainty::Certain)
                .at(PartName::Header, enc),
        );
    }
    jose.payload.object().is_none().then(|| Identified::unread(reading, false, SAYS_NOTHING))
}

fn by_shape(reading: &Reading<'_>) -> Option<Identified> {
    let claims = reading.claims;
    match claims.shape {
        Shape::Incomplete => {
            let node = claims.kubernetes.as_ref().map(|kubernetes| kubernetes.node);
            let found = if is_cut(&reading.jose.payload) {
                Identified::unread(
                    reading,
                    true,
                    "It has an object `kubernetes.io`, and what names the account could not be read.",
                )
            } else {
                Identified::new(
                    "kubernetes-incomplete",
                    "a token with an incomplete `kubernetes.io` object",
                    "It has an object `kubernetes.io` without `namespace` or without `serviceaccount`, and Kubernetes writes both.",
                )
                .certainty(Certainty::Certain)
            };
            Some(found.at(PartName::Payload, node))
        }
        Shape::SubjectOnly => {
            let node = claims.sub.as_ref().map(|sub| sub.node);
            if is_cut(&reading.jose.payload) {
                let because = "Its `sub` names a service account, and the claims beside it could not be read.";
                return Some(
                    Identified::unread(reading, true, because).at(PartName::Payload, node),
                );
            }
            Some(
                Identified::new(
                    "service-account-look-alike",
                    "a service account look-alike",
                    "Its `sub` names a service account, but it has none of the claims that Kubernetes writes beside it: no Kubernetes component issues such a token.",
                )
                .certainty(Certainty::Certain)
                .at(PartName::Payload, node),
            )
        }
        Shape::Legacy | Shape::Bound | Shape::Both | Shape::Other => None,
    }
}

fn by_issuer(reading: &Reading<'_>) -> Option<Identified> {
    let claims = reading.claims;
    let sub = claims.sub.as_ref();
    if sub.is_some_and(|sub| sub.value.starts_with("spiffe://")) {
        return Some(
            Identified::new("spiffe-jwt-svid", "a SPIFFE JWT-SVID", "Its `sub` is a SPIFFE ID.")
                .at(PartName::Payload, sub.map(|sub| sub.node)),
        );
    }
    let issuer = claims.iss.as_ref()?;
    let known = match issuer.value.as_str() {
        "https://token.actions.githubusercontent.com" => Some((
            "github-actions",
            "a GitHub Actions OIDC token",
            "Its `iss` is that of GitHub Actions.",
        )),
        "https://accounts.google.com" => {
            Some(("google-id-token", "a Google ID token", "Its `iss` is that of Google accounts."))
        }
        "argocd" => Some(("argocd", "an Argo CD token", "Its `iss` is `argocd`.")),
        iss if iss.starts_with("https://sts.windows.net/")
            || iss.starts_with("https://login.microsoftonline.com/") =>
        {
            Some((
                "entra",
                "a Microsoft Entra token",
                "Its `iss` is a tenant of Microsoft Entra ID.",
            ))
        }
        _ => None,
    };
    let (code, mut name, because) = known?;
    let for_aks = || {
        claims
            .aud
            .as_ref()
            .is_some_and(|aud| aud.value.iter().any(|aud| aud == AKS_SERVER_APPLICATION))
    };
    if code == "entra" && for_aks() {
        name = "a Microsoft Entra token for AKS";
    }
    Some(Identified::new(code, name, because).at(PartName::Payload, Some(issuer.node)))
}

fn by_claims(reading: &Reading<'_>) -> Option<Identified> {
    let payload = &reading.jose.payload;
    let root = payload.object()?;
    let member = |name: &str| payload.member(root, name);
    if let (Some(path), true) = (member("project_path"), member("ref").is_some()) {
        return Some(
            Identified::new(
                "gitlab-ci",
                "an ID token of GitLab CI",
                "It has `project_path` and `ref`, as GitLab's ID tokens have.",
            )
            .at(PartName::Payload, Some(path)),
        );
    }
    let typ = reading.jose.header_string("typ").map(str::to_ascii_lowercase);
    if matches!(typ.as_deref(), Some("at+jwt" | "application/at+jwt")) {
        let header = &reading.jose.header;
        let node = header.object().and_then(|root| header.member(root, "typ"));
        return Some(
            Identified::new(
                "oauth-access-token",
                "an OAuth access token",
                "Its header says `at+jwt` (RFC 9068 §2.1).",
            )
            .certainty(Certainty::Documented)
            .at(PartName::Header, node),
        );
    }
    if let Some(node) = member("federated_claims") {
        return Some(
            Identified::new(
                "dex-id-token",
                "an OIDC ID token of Dex",
                "It has `federated_claims`, which Dex writes.",
            )
            .at(PartName::Payload, Some(node)),
        );
    }
    // Keycloak puts into the claims what its token is.
    let bearer = member("typ").filter(|&node| payload[node].value.as_deref() == Some("Bearer"));
    if bearer.is_some() {
        return Some(
            Identified::new(
                "oauth-access-token",
                "an OAuth access token",
                "Its claim `typ` is `Bearer`, as in Keycloak's access tokens.",
            )
            .at(PartName::Payload, bearer),
        );
    }
    let issuer = reading.claims.iss.as_ref()?;
    if !issuer.value.starts_with("https://") && !issuer.value.starts_with("http://") {
        return None;
    }
    // One pass, since each look-up by name goes over all members.
    for (node, claim) in payload.children(root) {
        if OPENID_CLAIMS.contains(&claim.name.as_deref().unwrap_or_default()) {
            let found = Identified::new(
                "oidc-id-token",
                "an OIDC ID token",
                "Its `iss` is a URL and it has claims of OpenID Connect about a person's login.",
            );
            return Some(found.at(PartName::Payload, Some(node)));
        }
    }
    None
}

fn unknown(reading: &Reading<'_>) -> Identified {
    if is_cut(&reading.jose.payload) {
        let issuer = reading.claims.iss.as_ref();
        let of_cluster = issuer.filter(|iss| !platforms::platforms(&iss.value, &[]).is_empty());
        return match of_cluster {
            Some(iss) => Identified::unread(reading, true, "Its `iss` is that of a Kubernetes cluster, and the claims of the account could not be read.")
                .at(PartName::Payload, Some(iss.node)),
            None => Identified::unread(reading, false, SAYS_NOTHING),
        };
    }
    Identified::new(
        "jwt",
        "a JSON Web Token of no kind that this tool knows",
        "It has none of the claims that Kubernetes or another known issuer writes.",
    )
    .certainty(Certainty::Unknown)
}
