//! The JOSE header.

use super::*;

const A_BOUND_TOKEN: &str = r#"{"kubernetes.io":{"namespace":"a","serviceaccount":{}}}"#;
const A_LEGACY_TOKEN: &str = r#"{"kubernetes.io/serviceaccount/namespace":"a"}"#;
const ANOTHER_TOKEN: &str = "{}";

#[test]
fn kubernetes_algorithms_are_explained() {
    check_header(
        r#"{"alg":"RS256"}"#,
        A_BOUND_TOKEN,
        "/alg",
        "An RSA signature with SHA-256 (RSASSA-PKCS1-v1_5). Kubernetes uses it with every RSA key.",
    );
    check_header(
        r#"{"alg":"RS256"}"#,
        ANOTHER_TOKEN,
        "/alg",
        "An RSA signature with SHA-256 (RSASSA-PKCS1-v1_5).",
    );
    check_header(
        r#"{"alg":"ES256"}"#,
        A_BOUND_TOKEN,
        "/alg",
        "An elliptic-curve signature (ECDSA) on P-256 with SHA-256. Kubernetes uses it with keys \
         of this kind, which are less common than RSA keys.",
    );
    check_header(
        r#"{"alg":"ES512"}"#,
        A_LEGACY_TOKEN,
        "/alg",
        "An elliptic-curve signature (ECDSA) on P-521 with SHA-512. Kubernetes uses it with keys \
         of this kind, which are less common than RSA keys.",
    );
    check_header(
        r#"{"alg":"PS256"}"#,
        A_BOUND_TOKEN,
        "/alg",
        "An RSA signature with SHA-256 (RSASSA-PSS). Kubernetes never signs with it, although its \
         API server can verify it with an RSA key.",
    );
    check_header(
        r#"{"alg":"EdDSA"}"#,
        A_BOUND_TOKEN,
        "/alg",
        "An Edwards-curve signature, usually Ed25519. Kubernetes never signs with it. Its API \
         server can verify it only with a key from an external signer.",
    );
    check_header(
        r#"{"alg":"HS256"}"#,
        A_BOUND_TOKEN,
        "/alg",
        "A shared-secret code, HMAC with SHA-256. Anyone who can verify it can forge it. \
         Kubernetes never signs with it, and its API server never accepts it.",
    );
    check_header(
        r#"{"alg":"none"}"#,
        A_BOUND_TOKEN,
        "/alg",
        "The token says that it is not signed, so anyone could have written it. Kubernetes never \
         signs with it, and its API server never accepts it.",
    );
}

#[test]
fn other_algorithms_are_explained() {
    check_header(
        r#"{"alg":"none"}"#,
        ANOTHER_TOKEN,
        "/alg",
        "The token says that it is not signed, so anyone could have written it.",
    );
    check_header(
        r#"{"alg":"RS384"}"#,
        ANOTHER_TOKEN,
        "/alg",
        "An RSA signature with SHA-384 (RSASSA-PKCS1-v1_5).",
    );
    check_header(
        r#"{"alg":"RSA-OAEP"}"#,
        A_BOUND_TOKEN,
        "/alg",
        "The recipient's RSA key encrypts the payload's key. It belongs to encrypted tokens; this \
         one is not encrypted.",
    );
    check_header(
        r#"{"alg":"rs256"}"#,
        A_BOUND_TOKEN,
        "/alg",
        "`rs256` is not an algorithm. Names are case-sensitive, and `RS256` may be meant. The API \
         server cannot verify it and rejects the token.",
    );
    check_header(
        r#"{"alg":"X"}"#,
        A_BOUND_TOKEN,
        "/alg",
        "`X` is not an algorithm that this tool knows. The API server cannot verify it and rejects \
         the token.",
    );
    check_header(
        r#"{"alg":"X"}"#,
        ANOTHER_TOKEN,
        "/alg",
        "`X` is not an algorithm that this tool knows.",
    );
    check_header(
        r#"{"alg":7}"#,
        A_BOUND_TOKEN,
        "/alg",
        "This is a number; it must be a string. The API server cannot decode such a token and \
         rejects it.",
    );
}

#[test]
fn key_id_is_explained_by_shape() {
    check_header(
        r#"{"kid":"wMU4GOsuqPnFjPar7NaZZTEmNlc2I_W75faEDbLB7dI"}"#,
        A_BOUND_TOKEN,
        "/kid",
        "Names the signing key. It has the form that Kubernetes has used since 1.16: the SHA-256 \
         hash \
         of the public key, in base64url. Genuine tokens with the same key id were signed with the \
         same key.",
    );
    check_header(
        r#"{"kid":""}"#,
        A_BOUND_TOKEN,
        "/kid",
        "Empty, as in Kubernetes 1.10 to 1.15: it does not say which key signed the token.",
    );
    check_header(
        r#"{"kid":"63a691b60123456789abcdef0123456789abcdef"}"#,
        A_BOUND_TOKEN,
        "/kid",
        "Names the signing key. Kubernetes itself does not write 40 hexadecimal digits here; \
         Amazon EKS has been seen to. Since 1.31 the API server verifies the signature only with a \
         key that it lists under this id.",
    );
    check_header(
        r#"{"kid":"key-1"}"#,
        A_BOUND_TOKEN,
        "/kid",
        "Names the signing key. Kubernetes' own key ids have 43 characters, so an external signer \
         or the platform's own signer probably chose this one. Since 1.31 the API server \
         verifies the signature only with a key that it lists under this id.",
    );
    check_header(
        r#"{"kid":"key-1"}"#,
        ANOTHER_TOKEN,
        "/kid",
        "Names the issuer's key that signed the token. Recipients look it up in the issuer's list \
         of public keys.",
    );
    check_header(
        r#"{"kid":null}"#,
        A_BOUND_TOKEN,
        "/kid",
        "This is `null`; it must be a string. Kubernetes omits a member rather than write `null`.",
    );
}

#[test]
fn duplicate_parameters_are_explained() {
    check_header(
        r#"{"alg":"none","alg":"RS256"}"#,
        A_BOUND_TOKEN,
        "/alg",
        "The name appears 2 times here; most parsers use the last value and ignore this one. The \
         API server rejects a token with a duplicate name.",
    );
    check_header(
        r#"{"alg":"none","alg":"RS256"}"#,
        ANOTHER_TOKEN,
        "/alg",
        "The name appears 2 times here; most parsers use the last value and ignore this one.",
    );
}

#[test]
fn type_is_explained() {
    check_header(
        r#"{"typ":"JWT"}"#,
        A_BOUND_TOKEN,
        "/typ",
        "A JSON Web Token. Kubernetes' own signer writes no `typ`; an external signer (since 1.32) \
         must, so one probably signed this token.",
    );
    check_header(
        r#"{"typ":"JWT"}"#,
        A_LEGACY_TOKEN,
        "/typ",
        "A JSON Web Token. Among legacy tokens, only those of Kubernetes up to 1.9 have a `typ`; they have no `kid`.",
    );
    check_header(r#"{"typ":"jwt"}"#, ANOTHER_TOKEN, "/typ", "A JSON Web Token (JWT).");
    check_header(
        r#"{"typ":"at+jwt"}"#,
        ANOTHER_TOKEN,
        "/typ",
        "An OAuth access token. It is meant for an API and does not prove who the user is.",
    );
    check_header(
        r#"{"typ":"application/at+jwt"}"#,
        ANOTHER_TOKEN,
        "/typ",
        "An OAuth access token. It is meant for an API and does not prove who the user is.",
    );
    check_header(
        r#"{"typ":"dpop+jwt"}"#,
        ANOTHER_TOKEN,
        "/typ",
        "A DPoP proof: it shows that the client holds a key. Alone it grants no access.",
    );
    check_header(
        r#"{"typ":"x"}"#,
        ANOTHER_TOKEN,
        "/typ",
        "The issuer's name for this kind of object: `x`. This tool does not know it.",
    );
}

#[test]
fn key_parameters_are_explained() {
    check_header(
        r#"{"cty":"JWT"}"#,
        ANOTHER_TOKEN,
        "/cty",
        "The type of the payload. `JWT` means another token inside this one.",
    );
    check_header(
        r#"{"crit":["exp"]}"#,
        A_BOUND_TOKEN,
        "/crit",
        "Parameters that a recipient must understand; otherwise it must reject the token. The API \
         server understands only the extension `b64`. Kubernetes never writes it.",
    );
    check_header(
        r#"{"crit":["exp"]}"#,
        A_BOUND_TOKEN,
        "/crit/0",
        "A recipient that does not understand the parameter `exp` must reject the token.",
    );
    check_header(
        r#"{"jwk":{"kty":"EC"}}"#,
        A_BOUND_TOKEN,
        "/jwk",
        "The public key that the token says signed it. A recipient that takes the key from the \
         token accepts any forgery. Kubernetes never writes it.",
    );
    check_header(
        r#"{"jwk":{"kty":"EC"}}"#,
        A_BOUND_TOKEN,
        "/jwk/kty",
        "The family of the key, such as RSA or EC.",
    );
    check_header(
        r#"{"jwk":{"d":"x"}}"#,
        A_BOUND_TOKEN,
        "/jwk/d",
        "Part of a secret key. It does not belong in a token: anyone who reads it can use the key.",
    );
    check_header(
        r#"{"jku":"https://x"}"#,
        ANOTHER_TOKEN,
        "/jku",
        "The address that the token gives for its public keys. A recipient that fetches them lets \
         the sender choose the key; this tool never does.",
    );
    check_header(
        r#"{"x5c":["a","b"]}"#,
        ANOTHER_TOKEN,
        "/x5c/0",
        "The certificate of the key that the token says signed it, in base64, not base64url.",
    );
    check_header(
        r#"{"x5c":["a","b"]}"#,
        ANOTHER_TOKEN,
        "/x5c/1",
        "It certifies the certificate before it.",
    );
}

#[test]
fn payload_and_unknown_parameters_are_explained() {
    check_header(
        r#"{"enc":"A256GCM"}"#,
        ANOTHER_TOKEN,
        "/enc",
        "The cipher that encrypts the payload. Only the holder of the right key can read it. It \
         has a meaning only in encrypted tokens; this one is not encrypted.",
    );
    check_header(
        r#"{"b64":false}"#,
        ANOTHER_TOKEN,
        "/b64",
        "`false` means that the payload is not base64url-encoded. JSON Web Tokens must not use \
         that.",
    );
    check_header(
        r#"{"new":{"a":1}}"#,
        A_BOUND_TOKEN,
        "/new",
        "Unknown to this tool. Recipients ignore parameters they do not know, unless `crit` names \
         them. Kubernetes never writes it.",
    );
    check_header(
        r#"{"new":{"a":1}}"#,
        ANOTHER_TOKEN,
        "/new",
        "Unknown to this tool. Recipients ignore parameters they do not know, unless `crit` names \
         them.",
    );
    check_header(
        r#"{"new":{"a":1}}"#,
        ANOTHER_TOKEN,
        "/new/a",
        "Part of `new`. The token's issuer decides what it means.",
    );
    check_header(
        r#"{"Alg":"RS256"}"#,
        ANOTHER_TOKEN,
        "/Alg",
        "Not `alg`: names are case-sensitive, and recipients ignore this one.",
    );
}
