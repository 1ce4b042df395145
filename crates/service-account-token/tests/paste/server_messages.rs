//! Messages of the API server and its clients in a text without a token.

use crate::placeholders::covers;
use crate::{codes, finding, says};

const CODE: &str = "server_message";

const EXPIRED: &str = "The API server rejected a service account token because it has expired.";
const UNAUTHORIZED: &str = "A server rejected the credentials of the request (401).";
const CERTIFICATE: &str = "A TLS certificate was rejected. This message is not about a token.";
const UNKNOWN_KIND: &str =
    "A program does not know this kind in this API version. This message is not about a token.";

/// Each text, and what it means.
const MESSAGES: &[(&str, &str)] = &[
    ("service account token has expired", EXPIRED),
    (
        "E0101 00:00:00.000000       1 authentication.go:73] \"Unable to authenticate the request\" \
         err=\"[invalid bearer token, service account token has expired]\"",
        EXPIRED,
    ),
    ("Token has expired.", EXPIRED),
    ("[invalid bearer token, Token has expired.]", EXPIRED),
    (
        "\n  Token could not be validated.\n",
        "The API server rejected a service account token because its `nbf` is in the future.",
    ),
    (
        "service account token is not valid yet",
        "The API server rejected a service account token because its `nbf` is in the future.",
    ),
    (
        "service account token is issued in the future",
        "The API server rejected a service account token because its `iat` is in the future.",
    ),
    (
        "[invalid bearer token, service account token has been invalidated]",
        "The API server rejected a bound token because the object that it is bound to is gone.",
    ),
    (
        "Token has been invalidated",
        "The API server rejected a legacy token because its Secret is gone.",
    ),
    (
        "the token in secret a/b for service account a/c has been marked invalid. Use tokens from \
         the TokenRequest API",
        "The API server rejected a legacy token because its Secret is marked invalid.",
    ),
    (
        "Token does not match server's copy",
        "The API server rejected a legacy token because its Secret now contains another one.",
    ),
    (
        "service account default/demo has been deleted",
        "The API server rejected a token because its ServiceAccount was deleted.",
    ),
    (
        "ServiceAccount default/demo has been deleted",
        "The API server rejected a token because its ServiceAccount was deleted.",
    ),
    (
        "service account UID (0a) does not match claim (0b)",
        "The API server rejected a token because its ServiceAccount was deleted and created again.",
    ),
    (
        "pod UID (0a) does not match service account pod ref claim (0b)",
        "The API server rejected a bound token because its Pod, Secret or Node was deleted and \
         created again.",
    ),
    (
        "error: failed to create token: serviceaccounts \"demo\" not found",
        "The API server found no ServiceAccount of this name.",
    ),
    (
        "token audiences [\"vault\"] is invalid for the target audiences [\"https://a\"]",
        "The API server rejected a token that was issued for another audience.",
    ),
    (
        "token issuer \"https://a\" is invalid",
        "The API server rejected a token because of its `iss`.",
    ),
    (
        "secretName claim is missing",
        "The API server rejected a legacy token because a claim is missing.",
    ),
    (
        "[invalid bearer token, sub claim is missing]",
        "The API server rejected a legacy token because a claim is missing.",
    ),
    (
        "\"sub claim is invalid\"",
        "The API server rejected a legacy token because its `sub` names another ServiceAccount than \
         its other claims.",
    ),
    (
        "token is bound to a Node object but the ServiceAccountTokenNodeBindingValidation feature \
         gate is disabled",
        "The API server rejected a token because it is bound to a Node.",
    ),
    (
        "go-jose/go-jose/jwt: expected number value to unmarshal NumericDate",
        "The API server rejected a token because a time in it is not a number.",
    ),
    (
        "square/go-jose/jwt: expected string or array value to unmarshal to Audience",
        "The API server rejected a token because its `aud` is neither a string nor a list of strings.",
    ),
    (
        "json: duplicate key 'exp' in object",
        "The API server rejected a token because a claim appears twice in it.",
    ),
    (
        "err=\"[invalid bearer token, json: cannot unmarshal number into Go value of type string]\"",
        "The API server rejected a token because a claim has the wrong JSON type.",
    ),
    (
        "{\"annotations\":{\"authentication.k8s.io/stale-token\":\"subject: a, seconds after warning \
         threshold: 7\"}}",
        "The API server accepted a token past its `warnafter`, and recorded it as stale.",
    ),
    (
        "Warning: Use tokens from the TokenRequest API or manually created secret-based tokens \
         instead of auto-generated secret-based tokens.",
        "The API server accepted a legacy token from an automatic Secret, and advised against using it.",
    ),
    (
        "error: the selfsubjectreviews API is not enabled in the cluster or you do not have \
         permission to call it",
        "The API server answered 403 to `kubectl auth whoami`.",
    ),
    ("invalid signature, no keys found", "The API server has no key with the token's `kid`."),
    (
        "square/go-jose: error in cryptographic primitive",
        "The API server could not verify the token's signature.",
    ),
    (
        "pods is forbidden: User \"system:anonymous\" cannot list resource \"pods\"",
        "The API server saw no token in the request, so the request was anonymous.",
    ),
    (
        "{\"message\":\"pods is forbidden: User \\\"system:serviceaccount:a:b\\\" cannot list\"}",
        "The API server accepted the token, and its account may not do this.",
    ),
    (
        "the provided Authorization header contains extra space before the bearer token, and is \
         ignored",
        "The API server ignored the token because of a second space after `Bearer`.",
    ),
    ("tls: failed: x509: certificate signed by unknown authority", CERTIFICATE),
    ("x509: certificate has expired or is not yet valid", CERTIFICATE),
    ("no kind \"ExecCredential\" is registered for version \"a/v1\" in scheme \"b\"", UNKNOWN_KIND),
    ("error: no matches for kind \"Deployment\" in version \"a/v1\"", UNKNOWN_KIND),
    (
        "error: You must be logged in to the server (the server has asked for the client to \
         provide credentials)",
        "A server rejected the request with 401, without a Kubernetes answer.",
    ),
    ("err=\"invalid bearer token\"", "The API server did not recognize the token."),
    ("error: You must be logged in to the server (Unauthorized)", UNAUTHORIZED),
    ("HTTP/2 401 Unauthorized", UNAUTHORIZED),
    ("{\"kind\":\"Status\",\"reason\":\"Unauthorized\",\"code\":401}", UNAUTHORIZED),
    (" Unauthorized\n", UNAUTHORIZED),
];

#[test]
fn message_of_the_api_server_is_explained_without_a_token() {
    for &(text, message) in MESSAGES {
        assert_eq!(codes(text), [CODE], "{text}");
        says(text, CODE, message);
        assert!(finding(text, CODE).help.is_some(), "{text}");
    }
}

#[test]
fn message_is_marked_in_the_text() {
    covers(
        "first line\nerr=\"[invalid bearer token, service account token has expired]\"\n",
        CODE,
        "service account token has expired",
    );
    covers(
        "é\nservice account a/b has been deleted now",
        CODE,
        "service account a/b has been deleted",
    );
    covers("\n Unauthorized ", CODE, "Unauthorized");
}

#[test]
fn message_after_a_command_leaves_its_mistake_in_sight() {
    let text = "curl -H 'Authorization: Bearer $TOKEN' https://a\n{\"reason\":\"Unauthorized\"}";
    assert_eq!(codes(text), ["variable_not_expanded", CODE]);
}

#[test]
fn other_words_are_no_message() {
    for text in [
        "unauthorized use of this system is prohibited",
        "the service account was made yesterday, and the Pod has been deleted",
        "service account a/b\nhas been deleted",
        "x509 certificates",
        "no kind words",
        "a token has expired",
        "the sub claim is missing",
        "error: sub claim is invalid for this client",
        "sub claim is missing in the ID token",
        "json: cannot unmarshal string into Go struct field",
        "{\"error\":\"Token has expired.\"}",
    ] {
        assert_eq!(codes(text), ["no_token_found"], "{text}");
    }
}
