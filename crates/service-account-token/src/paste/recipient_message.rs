//! Messages of recipients other than the API server, in a text with a token: AWS STS, Google, Entra, Vault
//! and others that a token is exchanged at or shown to.
//!
//! The texts are those that `facts/acceptance/recipients` gives as messages, with the same sources. Upper and
//! lower case count alike.

use memchr::memmem;

/// Who sent a message.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Sender {
    AwsSts,
    EksPodIdentity,
    Alibaba,
    GoogleSts,
    Entra,
    VaultKubernetes,
    VaultJwt,
    Claude,
    Sigstore,
    Envoy,
    IstioCa,
    Linkerd,
    Spire,
    TeleportInCluster,
    TeleportStaticJwks,
    Dapr,
    Knative,
    ArgoCd,
    GoOidc,
    Jose,
    SpringSecurity,
    PyJwt,
    Keycloak,
}

/// What a message is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum About {
    Form,
    RequiredClaims,
    Issuer,
    Subject,
    Audience,
    NotBefore,
    Expiry,
    IssuedAt,
    Age,
    Lifetime,
    Reuse,
    Algorithm,
    /// The keys that the recipient fetches.
    PublicKeys,
    /// The one key that it needs.
    Key,
    Signature,
    Request,
    TrustPolicy,
    Mapping,
    Condition,
    BoundClaims,
    TokenReview,
    PodBinding,
    ObjectUid,
    /// The message does not say: the recipient gives it for several checks, or for all.
    Something,
}

/// A message of a recipient.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct RecipientMessage {
    pub(crate) sender: Sender,
    pub(crate) about: About,
}

type Row = (Sender, About, &'static [&'static str]);

/// The pieces of each message, in their order on one line. Of several messages of one sender, the first one here
/// says the most. A number at the end of a piece is whole.
const CLOUDS: &[Row] = {
    use About::*;
    use Sender::{Alibaba, AwsSts, EksPodIdentity, Entra, GoogleSts};
    &[
        (AwsSts, Issuer, &["no openidconnect provider found in your account for"]),
        (AwsSts, PublicKeys, &["couldn't retrieve verification key from your identity provider"]),
        (AwsSts, Signature, &["web identity token provided could not be validated"]),
        (AwsSts, RequiredClaims, &["missing a required claim: "]),
        (AwsSts, Audience, &["incorrect token audience"]),
        (AwsSts, Expiry, &["token expired: current date/time "]),
        (AwsSts, Expiry, &["expiredtokenexception"]),
        (AwsSts, Age, &["token too old: "]),
        (AwsSts, TrustPolicy, &["not authorized to perform", "sts:assumerolewithwebidentity"]),
        (AwsSts, TrustPolicy, &["accessdenied", "assumerolewithwebidentity"]),
        (AwsSts, Something, &["invalididentitytoken"]),
        (EksPodIdentity, Something, &["failed basic claim validations"]),
        (EksPodIdentity, Form, &["service account token cannot be parsed"]),
        (EksPodIdentity, Expiry, &["expiredtokenexception"]),
        (EksPodIdentity, Something, &["invalidtokenexception"]),
        (GoogleSts, Request, &["full resource name of the identity provider"]),
        (GoogleSts, Request, &["invalid_target", "audience"]),
        (
            GoogleSts,
            Issuer,
            &["identity issuer ", " not found in the configured identity providers"],
        ),
        (GoogleSts, PublicKeys, &["input jwk is not in a ", " json format"]),
        (GoogleSts, PublicKeys, &["error connecting to the given credential's issuer"]),
        (
            GoogleSts,
            Audience,
            &["the audience in id token ", " does not match the expected audience"],
        ),
        (GoogleSts, Age, &["id token issued at ", " is stale to sign-in"]),
        (GoogleSts, Mapping, &["size of mapped attribute exceeds the 127 bytes limit"]),
        (GoogleSts, Condition, &["credential is rejected by the attribute condition"]),
        (Entra, Issuer, &["aadsts700211"]),
        (Entra, Audience, &["aadsts700212"]),
        (Entra, Subject, &["aadsts700213"]),
        (Entra, Subject, &["aadsts7002131"]),
        (Entra, Subject, &["aadsts7002138"]),
        (Entra, Signature, &["aadsts7000272"]),
        (Entra, PublicKeys, &["aadsts90061"]),
        (Entra, Expiry, &["aadsts700024"]),
        (Entra, TrustPolicy, &["aadsts70021"]),
        (Alibaba, Issuer, &["no such oidc provider registered"]),
        (Alibaba, Audience, &["authenticationfail.oidctoken.audiencenotmatch"]),
        (Alibaba, Expiry, &["authenticationfail.oidctoken.expired"]),
        (Alibaba, Signature, &["authenticationfail.oidctoken.invalidsignature"]),
        (Alibaba, Form, &["number of jwt field should be divided into 3 parts"]),
        (Alibaba, Something, &["authenticationfail."]),
    ]
};

const SERVICES: &[Row] = {
    use About::*;
    use Sender::{Claude, Dapr, Envoy, IstioCa, Keycloak, Linkerd, Sigstore, Spire};
    use Sender::{TeleportInCluster, TeleportStaticJwks, VaultJwt, VaultKubernetes};
    &[
        (VaultJwt, Signature, &["no known key successfully validated the token signature"]),
        (VaultJwt, Audience, &["audience claim found in jwt but no audiences bound to the role"]),
        (
            VaultJwt,
            RequiredClaims,
            &["no issued at (iat), not before (nbf), or expiration time (exp) claims in token"],
        ),
        (VaultJwt, BoundClaims, &["claim ", " does not match any associated bound claim values"]),
        (VaultJwt, Issuer, &["error validating token: ", "invalid issuer (iss) claim"]),
        (VaultJwt, Subject, &["error validating token: ", "invalid subject (sub) claim"]),
        (VaultJwt, Audience, &["error validating token: ", "invalid audience (aud) claim"]),
        (VaultJwt, Expiry, &["error validating token: ", "invalid expiration time (exp) claim"]),
        (VaultJwt, NotBefore, &["error validating token: ", "invalid not before (nbf) claim"]),
        (VaultJwt, IssuedAt, &["error validating token: ", "invalid issued at (iat) claim"]),
        (VaultJwt, Something, &["error validating token: "]),
        (VaultKubernetes, Issuer, &["invalid issuer (iss) claim"]),
        (VaultKubernetes, Audience, &["invalid audience (aud) claim"]),
        (VaultKubernetes, Expiry, &["invalid expiration time (exp) claim"]),
        (VaultKubernetes, NotBefore, &["invalid not before (nbf) claim"]),
        (VaultKubernetes, IssuedAt, &["invalid issued at (iat) claim"]),
        (VaultKubernetes, Request, &["invalid role name "]),
        (VaultKubernetes, Subject, &["service account name not authorized"]),
        (VaultKubernetes, Subject, &["namespace not authorized"]),
        (VaultKubernetes, TokenReview, &["service account unauthorized; this could mean "]),
        (VaultKubernetes, TokenReview, &["service account jwt ", " for audience(s) "]),
        (VaultKubernetes, TokenReview, &["lookup failed: ", "service account "]),
        (VaultKubernetes, TokenReview, &["lookup failed: ", "invalid bearer token"]),
        (VaultKubernetes, Something, &["* permission denied"]),
        (VaultKubernetes, Something, &["\"errors", "\"permission denied"]),
        (Claude, Reuse, &["jti_reused"]),
        (Sigstore, Something, &["there was an error processing the identity token"]),
        (Envoy, Form, &["jwt is not in the form of header.payload.signature"]),
        (Envoy, Algorithm, &["jwt header [alg] is not supported"]),
        (Envoy, Issuer, &["jwt issuer is not configured"]),
        (Envoy, NotBefore, &["jwt not yet "]),
        (Envoy, Expiry, &["jwt is expired"]),
        (Envoy, Audience, &["audiences in jwt are not allowed"]),
        (Envoy, PublicKeys, &["jwks remote fetch is failed"]),
        (Envoy, Key, &["jwks doesn't have key to match kid or alg from jwt"]),
        (Envoy, Signature, &["jwt verification fails"]),
        (IstioCa, Something, &["failed to validate the jwt from cluster "]),
        (Linkerd, Subject, &["not a label: "]),
        (Linkerd, Subject, &["requested identity did not match provided token"]),
        (Spire, Subject, &[" is not an allowed service account"]),
        (Spire, PodBinding, &["fail to get pod name from token review status"]),
        (Spire, ObjectUid, &["pod uid mismatch"]),
        (
            TeleportInCluster,
            PodBinding,
            &["legacy sa tokens are not accepted as kubernetes version "],
        ),
        (TeleportInCluster, TokenReview, &["kubernetes failed to validate token: "]),
        (
            TeleportStaticJwks,
            PodBinding,
            &["requires the use of projected pod bound service account token"],
        ),
        (
            TeleportStaticJwks,
            Lifetime,
            &["use of a service account token with a ttl of less than "],
        ),
        (
            TeleportStaticJwks,
            RequiredClaims,
            &["static_jwks joining requires the use of a service account token with "],
        ),
        (TeleportStaticJwks, Signature, &["validating jwt signature"]),
        (TeleportStaticJwks, Something, &["validating jwt claims"]),
        (Dapr, PodBinding, &["kubernetes.io/pod/name claim is missing from kubernetes token"]),
        (Dapr, Request, &["app-id mismatch. expected: "]),
        (Keycloak, Age, &["token was issued too far in the past to be used now"]),
        (
            Keycloak,
            RequiredClaims,
            &["token expiration is too far in the future and iat claim not present in token"],
        ),
    ]
};

const LIBRARIES: &[Row] = {
    use About::*;
    use Sender::{ArgoCd, GoOidc, Jose, Knative, PyJwt, SpringSecurity};
    &[
        (Knative, Subject, &["token is from subject ", ", but only ", " is allowed"]),
        (Knative, Issuer, &["could not verify jwt: oidc: id token issued by a different provider"]),
        (Knative, Audience, &["could not verify jwt: oidc: expected audience "]),
        (Knative, Expiry, &["could not verify jwt: oidc: token is expired"]),
        (Knative, NotBefore, &["could not verify jwt: oidc: current time ", " before the nbf "]),
        (Knative, Signature, &["could not verify jwt: failed to verify signature"]),
        (
            ArgoCd,
            Audience,
            &["token has an audience claim, but no allowed audiences are configured"],
        ),
        (GoOidc, Issuer, &["oidc: id token issued by a different provider"]),
        (GoOidc, Audience, &["oidc: expected audience "]),
        (GoOidc, Expiry, &["oidc: token is expired"]),
        (GoOidc, NotBefore, &["oidc: current time ", " before the nbf "]),
        (GoOidc, Signature, &["failed to verify signature: "]),
        (Jose, Algorithm, &["err_jose_alg_not_allowed"]),
        (Jose, Key, &["err_jwks_no_matching_key"]),
        (Jose, Signature, &["err_jws_signature_verification_failed"]),
        (Jose, Audience, &["unexpected ", "\"aud", " claim value"]),
        (Jose, Issuer, &["unexpected ", "\"iss", " claim value"]),
        (Jose, Expiry, &["err_jwt_expired"]),
        (SpringSecurity, Expiry, &["jwt expired at "]),
        (SpringSecurity, Issuer, &["the iss claim is not "]),
        (SpringSecurity, Something, &["an error occurred while attempting to decode the jwt"]),
        (PyJwt, Expiry, &["signature has expired"]),
        (PyJwt, Signature, &["signature verification failed"]),
        (PyJwt, Audience, &["audience doesn't match"]),
    ]
};

/// Returns the message of each sender that says the most.
pub(super) fn find_all(text: &[u8]) -> Vec<RecipientMessage> {
    let lower = String::from_utf8_lossy(text).to_ascii_lowercase();
    let mut found: Vec<RecipientMessage> = Vec::new();
    for &(sender, about, pieces) in CLOUDS.iter().chain(SERVICES).chain(LIBRARIES) {
        let has_sent = |sender| found.iter().any(|own| own.sender == sender);
        // Knative and the method `jwt` put words of their own around the same text.
        let is_inside = match sender {
            Sender::GoOidc => has_sent(Sender::Knative),
            Sender::VaultKubernetes => has_sent(Sender::VaultJwt),
            _ => false,
        };
        let is_new = !is_inside && !has_sent(sender);
        // Most texts have no piece of it, and this is much faster than going through their lines.
        let is_in = |piece: &&str| memmem::find(lower.as_bytes(), piece.as_bytes()).is_some();
        if is_new && pieces.iter().all(is_in) && lower.lines().any(|line| has(line, pieces)) {
            found.push(RecipientMessage { sender, about });
        }
    }
    found
}

/// Returns true if the line has all pieces in this order.
fn has(line: &str, pieces: &[&str]) -> bool {
    let mut rest = Some(line);
    for piece in pieces {
        rest = rest.and_then(|rest| after(rest, piece));
    }
    rest.is_some()
}

/// Returns what follows a piece in the text.
fn after<'t>(text: &'t str, piece: &str) -> Option<&'t str> {
    let is_number = piece.ends_with(|last: char| last.is_ascii_digit());
    let mut rest = text;
    loop {
        (_, rest) = rest.split_once(piece)?;
        if !is_number || !rest.starts_with(|next: char| next.is_ascii_digit()) {
            return Some(rest);
        }
    }
}
