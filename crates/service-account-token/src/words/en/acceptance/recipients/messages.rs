//! The messages of the recipients, exactly as they send them. What only the recipient knows is `…`.

use crate::facts::acceptance::recipient::{Message, VaultReason};
use crate::text::Text;
use crate::text::quote::escaped;

/// Returns the message. Backticks mark a quotation and are left out.
pub(crate) fn message(message: &Message) -> Text {
    match message {
        Message::AwsNoProvider { issuer } => {
            format!("No OpenIDConnect provider found in your account for {}", escaped(issuer))
                .into()
        }
        Message::AwsMissingClaim(claim) => format!("Missing a required claim: {claim}").into(),
        Message::AwsExpired { at, now } => format!(
            "Token expired: current date/time {now} must be before the expiration date/time{at}"
        )
        .into(),
        Message::AwsTooOld { issued } => format!("Token too old: {issued}").into(),
        Message::GoogleNoIssuer { issuer } => format!(
            "Specified identity issuer {} not found in the configured identity providers.",
            escaped(issuer)
        )
        .into(),
        Message::GoogleStale { issued } => {
            format!("ID Token issued at {issued} is stale to sign-in.").into()
        }
        Message::EntraKey { issuer } => format!(
            "AADSTS7000272: The certificate with identifier … used to sign the federated \
             credential could not be found in the metadata of identity provider {}…",
            escaped(issuer)
        )
        .into(),
        Message::TeleportJwksMissing(claim) => format!(
            "static_jwks joining requires the use of a service account token with `{claim}`"
        )
        .into(),
        Message::VaultDenied(reason) => vault(*reason).trim_matches('`').into(),
        Message::GoOidcIssuer { expected: Some(expected) } => format!(
            "oidc: id token issued by a different provider, expected \"{}\" …",
            escaped(expected)
        )
        .into(),
        Message::KnativeToken(inner) => {
            format!("failed to verify JWT: could not verify JWT: {}", self::message(inner)).into()
        }
        Message::KnativeSubject { subject } => {
            format!("token is from subject \"{}\", but only \"…\" is allowed", escaped(subject))
                .into()
        }
        Message::JoseClaim(claim) => {
            format!("ERR_JWT_CLAIM_VALIDATION_FAILED: unexpected \"{claim}\" claim value").into()
        }
        other => fixed(other).trim_matches('`').into(),
    }
}

fn fixed(message: &Message) -> &'static str {
    clouds(message).or_else(|| services(message)).or_else(|| libraries(message)).unwrap_or_default()
}

fn clouds(message: &Message) -> Option<&'static str> {
    Some(match message {
        // The two blanks are theirs.
        Message::AwsNoKey => {
            "Couldn't retrieve verification key from your identity provider,  please reference AssumeRoleWithWebIdentity documentation for requirements"
        }
        Message::AwsNotValidated => "The web identity token provided could not be validated",
        Message::AwsAudience => "Incorrect token audience",
        Message::AwsNotAuthorized => "Not authorized to perform sts:AssumeRoleWithWebIdentity",
        Message::PodIdentityUnparsed => "Service account token cannot be parsed: …",
        Message::PodIdentityClaims => "…failed basic claim validations: …",
        Message::GoogleRequest => {
            "Invalid value for \"audience\". This value should be the full resource name of the Identity Provider…"
        }
        // google-auth writes the code before the description.
        Message::GoogleTarget => {
            "Error code invalid_target: The target service indicated by the \"audience\" parameters is invalid. This might either be because the pool or provider is disabled or deleted or because it doesn't exist."
        }
        Message::GoogleCondition => "The given credential is rejected by the attribute condition.",
        Message::GoogleConnect => "Error connecting to the given credential's issuer.",
        Message::GoogleAudience => {
            "The audience in ID Token … does not match the expected audience"
        }
        Message::GoogleMapping => "The size of mapped attribute exceeds the 127 bytes limit.",
        Message::EntraNoRecord => {
            "AADSTS70021: No matching federated identity record found for presented assertion. …"
        }
        Message::EntraIssuer => {
            "AADSTS700211: No matching federated identity record found for presented assertion issuer …"
        }
        Message::EntraAudience => {
            "AADSTS700212: No matching federated identity record found for presented assertion audience …"
        }
        Message::EntraSubject => {
            "AADSTS700213: No matching federated identity record found for presented assertion subject …"
        }
        Message::EntraSubjectCase => {
            "AADSTS7002138: …The subject matches with case-insensitive comparison, but not with case-sensitive comparison."
        }
        Message::AlibabaNoProvider => {
            "AuthenticationFail.NoPermission: No such OIDC Provider registered."
        }
        Message::AlibabaAudience => {
            "AuthenticationFail.OIDCToken.AudienceNotMatch: Invalid audience."
        }
        Message::AlibabaExpired => {
            "AuthenticationFail.OIDCToken.Expired: This JsonWebToken is expired."
        }
        // The blank before the last full stop is theirs.
        Message::AlibabaForm => {
            "AuthenticationFail.OIDCToken.Invalid: The number of Jwt field should be divided into 3 parts with '.' ."
        }
        Message::AlibabaSignature => {
            "AuthenticationFail.OIDCToken.InvalidSignature: OIDC token validate failed: invalid signature."
        }
        Message::EntraExpression => "AADSTS7002131: …",
        Message::EntraEndpoint => "AADSTS90061: Request to External OIDC endpoint failed.",
        Message::EntraTime => {
            "`AADSTS700024: Client assertion is not within its valid time range. …`"
        }
        _ => return None,
    })
}

fn services(message: &Message) -> Option<&'static str> {
    Some(match message {
        Message::VaultRole => "invalid role name \"…\"",
        Message::VaultNoKey => {
            "error validating token: …no known key successfully validated the token signature"
        }
        Message::VaultAudienceUnbound => {
            "audience claim found in JWT but no audiences bound to the role"
        }
        Message::VaultNoTimes => {
            "no issued at (iat), not before (nbf), or expiration time (exp) claims in token"
        }
        Message::VaultBoundClaim => "claim \"…\" does not match any associated bound claim values",
        Message::VaultInvalid => "error validating token: …",
        Message::ClaudeFailed => "Authentication failed",
        Message::ClaudeReused => "Authentication failed (Console: jti_reused)",
        Message::FulcioError => "There was an error processing the identity token",
        Message::EnvoyForm => {
            "Jwt is not in the form of Header.Payload.Signature with two dots and 3 sections"
        }
        Message::EnvoyAlgorithm => "Jwt header [alg] is not supported",
        Message::EnvoyIssuer => "Jwt issuer is not configured",
        Message::EnvoyNotYet => "`Jwt not yet valid`",
        Message::EnvoyExpired => "Jwt is expired",
        Message::EnvoyAudience => "Audiences in Jwt are not allowed",
        Message::EnvoyFetch => "Jwks remote fetch is failed",
        Message::EnvoyNoKey => "Jwks doesn't have key to match kid or alg from Jwt",
        Message::EnvoySignature => "Jwt verification fails",
        Message::ArgoCdAudience => {
            "token has an audience claim, but no allowed audiences are configured"
        }
        Message::KeycloakNoIssueTime => {
            "Token expiration is too far in the future and iat claim not present in token"
        }
        Message::KeycloakNoExpiry => "Token exp claim is required",
        Message::KeycloakInactive => "Token is not active",
        Message::KeycloakIssuedInFuture => "Token was issued in the future",
        Message::KeycloakTooOld => "Token was issued too far in the past to be used now",
        Message::LinkerdLabel => "Not a label: …",
        Message::LinkerdIdentity => {
            "requested identity did not match provided token: requested=…; found=…"
        }
        Message::IstioCaFailed => "failed to validate the JWT from cluster \"…\": …",
        Message::TeleportReview => "kubernetes failed to validate token: …",
        Message::TeleportUnbound => {
            "legacy SA tokens are not accepted as kubernetes version … supports bound tokens"
        }
        Message::TeleportSignature => "validating jwt signature…",
        Message::TeleportClaims => "validating jwt claims…",
        Message::TeleportJwksUnbound => {
            "static_jwks joining requires the use of projected pod bound service account token"
        }
        Message::TeleportJwksLifetime => {
            "static_jwks joining requires the use of a service account token with a TTL of less than 30m0s"
        }
        Message::SpireAccount => "… is not an allowed service account…",
        Message::SpireNoPod => "fail to get pod name from token review status…",
        Message::SpirePodUid => "pod UID mismatch…",
        Message::DaprAppId => "app-id mismatch. expected: …, received: …",
        Message::DaprNoPod => "kubernetes.io/pod/name claim is missing from Kubernetes token",
        _ => return None,
    })
}

fn libraries(message: &Message) -> Option<&'static str> {
    Some(match message {
        Message::GoOidcIssuer { .. } => "oidc: id token issued by a different provider, expected …",
        Message::GoOidcAudience => "oidc: expected audience …",
        Message::GoOidcExpired => "oidc: token is expired (Token Expiry: …)",
        Message::GoOidcNotYet => "oidc: current time … before the nbf (not before) time: …",
        Message::GoOidcSignature => "failed to verify signature: …",
        Message::JoseAlgorithm => "ERR_JOSE_ALG_NOT_ALLOWED",
        Message::JoseNoKey => "ERR_JWKS_NO_MATCHING_KEY",
        Message::JoseSignature => "ERR_JWS_SIGNATURE_VERIFICATION_FAILED",
        Message::JoseExpired => "ERR_JWT_EXPIRED",
        Message::SpringDecode => "An error occurred while attempting to decode the Jwt: …",
        Message::SpringExpired => "Jwt expired at …",
        Message::SpringIssuer => "`The iss claim is not valid`",
        Message::PyJwtSignature => "Signature verification failed",
        Message::PyJwtExpired => "Signature has expired",
        Message::PyJwtAudience => "Audience doesn't match",
        Message::PyJwtAudienceNotPassed => "Invalid audience",
        _ => return None,
    })
}

/// Vault's answer, and the reason in its debug log.
fn vault(reason: VaultReason) -> &'static str {
    match reason {
        VaultReason::Issuer => "permission denied (debug log: invalid issuer (iss) claim)",
        VaultReason::Audience => "permission denied (debug log: invalid audience (aud) claim: …)",
        VaultReason::Expired => {
            "permission denied (debug log: invalid expiration time (exp) claim: token is expired)"
        }
        VaultReason::AccountName => {
            "permission denied (debug log: service account name not authorized)"
        }
        VaultReason::Namespace => "permission denied (debug log: namespace not authorized)",
        VaultReason::Lookup => "permission denied (debug log: lookup failed: …)",
        VaultReason::NotYet | VaultReason::Other => "permission denied",
    }
}
