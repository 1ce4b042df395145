//! What makes a check of a recipient pass, in words.

use crate::facts::acceptance::recipient::{Fix, PolicyKind};
use crate::text::Text;
use crate::text::calendar::exactly;
use crate::text::quote::quoted;

/// Returns what to do.
pub(crate) fn fix(fix: &Fix) -> Text {
    match fix {
        Fix::RequestAudience(Some(audience)) => format!(
            "Request a token for the audience {}: with `audience` in the Pod's projected volume, \
             or with `kubectl create token --audience`.",
            quoted(audience)
        )
        .into(),
        Fix::ShorterLifetime { seconds } => format!(
            "Request a token for {} or less: with `expirationSeconds` in a projected volume of \
             your own, or with `kubectl create token --duration`.",
            exactly(*seconds)
        )
        .into(),
        Fix::LongerLifetime { seconds } => format!(
            "Raise `max_jwt_lifetime_seconds` in the federation rule, or request a token for {} or \
             less: with `expirationSeconds` in a projected volume of your own, or with `kubectl \
             create token --duration`.",
            exactly(*seconds)
        )
        .into(),
        Fix::NameGrant { grant } => {
            format!("Send the token as `cr_token`, with `{grant}` as `grant_type`.").into()
        }
        Fix::PastePolicy(kind) => match kind {
            PolicyKind::AwsTrustPolicy => {
                "Paste the role's trust policy, to see which condition fails."
            }
            PolicyKind::GoogleProvider => "Paste the provider, to see what it requires.",
            PolicyKind::EntraCredential => {
                "Paste the federated credential, to see what it requires. A new one takes some \
                 minutes to work."
            }
        }
        .into(),
        other => plain(other).into(),
    }
}

fn plain(fix: &Fix) -> &'static str {
    match fix {
        Fix::RequestAudience(_) => {
            "Request a token for an audience that the recipient accepts: with `audience` in the \
             Pod's projected volume, or with `kubectl create token --audience`."
        }
        Fix::AcceptAudience => {
            "Configure the recipient to accept the token's audience, or request a token for its own."
        }
        Fix::ReadFileAgain => {
            "In a Pod, read the token file again before each use: the kubelet replaces the token \
             before it expires. Elsewhere, request a new token."
        }
        Fix::RequestToken => {
            "Request a token with the TokenRequest API: with a projected volume, or with `kubectl \
             create token`."
        }
        Fix::ShorterToken => "Request a token for fewer audiences: each makes it longer.",
        Fix::ShorterClaim => "Use a shorter issuer, ServiceAccount name or audience.",
        Fix::CorrectSubject => {
            "Correct the subject at the recipient, or run the Pod with the ServiceAccount that it \
             names."
        }
        Fix::LabelName => {
            "Use a ServiceAccount whose name is a DNS label: no dot, at most 63 characters."
        }
        Fix::NameRole => "Name an existing role in the login request.",
        Fix::WaitForKeys => {
            "Wait ten minutes, until Envoy fetches the keys again, or give it the cluster's keys \
             (`kubectl get --raw /openid/v1/jwks`)."
        }
        Fix::LargerKey => "Sign with an RSA key of at least 2048 bits, or with an EC key.",
        Fix::CorrectAppId => {
            "Set the annotation `dapr.io/app-id` of the Pod to the id that the sidecar sends."
        }
        Fix::CorrectPolicy => {
            "Correct the trust policy at that place, or use a token that fits it."
        }
        Fix::ShorterMapping => {
            "Map `google.subject` to something shorter, such as namespace and name alone."
        }
        Fix::AllowAlgorithm => {
            "Allow the token's algorithm at the recipient, or sign with a key of another type."
        }
        Fix::CheckSignature => {
            "Check the signature with the cluster's keys (`kubectl get --raw /openid/v1/jwks`), \
             and give the recipient the same keys."
        }
        Fix::CorrectClock => "Compare the clocks of the cluster and of the recipient.",
        Fix::NameProvider => {
            "Use `//iam.googleapis.com/projects/NUMBER/locations/global/workloadIdentityPools/POOL/providers/PROVIDER` \
             as the audience of the request."
        }
        Fix::EnableProvider => {
            "Enable the provider (`gcloud iam workload-identity-pools providers update-oidc \
             PROVIDER --no-disabled`), or undelete it within 30 days."
        }
        Fix::MapOwnClaim => "Map only claims that the token has, such as `assertion.sub`.",
        Fix::NewTokenEachTime => "Get a new token for each exchange.",
        Fix::NewToken => "Get a new token. If it is bound to an object, that object must exist.",
        Fix::UsePodToken => "Use the token of a Pod: a projected volume binds it to the Pod.",
        Fix::RequestCloud => {
            "Use a cluster of EKS, GKE or AKS, or a Fulcio of your own that trusts this issuer."
        }
        other => issuer_and_keys(other),
    }
}

fn issuer_and_keys(fix: &Fix) -> &'static str {
    match fix {
        Fix::TrustIssuer => {
            "Register the token's issuer with the recipient, character for character."
        }
        Fix::CorrectIssuer => {
            "Copy the token's `iss` to the recipient, character for character. The issuers of AKS \
             end with a slash."
        }
        Fix::PublicIssuer => {
            "Start the API server with a public https URL as `--service-account-issuer`."
        }
        Fix::OpenDiscovery => {
            "Publish the issuer's discovery document and its keys where the recipient can fetch \
             them."
        }
        Fix::OpenDiscoveryToAws => {
            "Publish the issuer's discovery document and its keys on the internet, and answer \
             within five seconds."
        }
        Fix::OpenDiscoveryOrUpload => {
            "Publish the issuer's discovery document and its keys, or upload the keys (`kubectl \
             get --raw /openid/v1/jwks`)."
        }
        Fix::UploadKeys => "Upload the cluster's whole JWKS (`kubectl get --raw /openid/v1/jwks`).",
        _ => "",
    }
}
