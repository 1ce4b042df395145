//! The JOSE header.

use super::*;

const A_BOUND_TOKEN: &str = r#"{"kubernetes.io":{"namespace":"a","serviceaccount":{}}}"#;
const A_LEGACY_TOKEN: &str = r#"{"kubernetes.io/serviceaccount/namespace":"a"}"#;
const ANOTHER_TOKEN: &str = "{}";

#[test]
fn algorithms_that_kubernetes_knows() {
    check_header(
        r#"{"alg":"RS256"}"#,
        A_BOUND_TOKEN,
        "/alg",
        "Names an RSA signature over SHA-256 (RSASSA-PKCS1-v1_5). Kubernetes uses it with \
         every RSA key.",
    );
    check_header(
        r#"{"alg":"RS256"}"#,
        ANOTHER_TOKEN,
        "/alg",
        "Names an RSA signature over SHA-256 (RSASSA-PKCS1-v1_5).",
    );
    check_header(
        r#"{"alg":"ES256"}"#,
        A_BOUND_TOKEN,
        "/alg",
        "Names an elliptic-curve signature on P-256 over SHA-256 (ECDSA). Kubernetes uses \
         it if its key is of this kind, which is less common than RSA.",
    );
    check_header(
        r#"{"alg":"ES512"}"#,
        A_LEGACY_TOKEN,
        "/alg",
        "Names an elliptic-curve signature on P-521 over SHA-512 (ECDSA). Kubernetes uses \
         it if its key is of this kind, which is less common than RSA.",
    );
    check_header(
        r#"{"alg":"PS256"}"#,
        A_BOUND_TOKEN,
        "/alg",
        "Names an RSA signature over SHA-256 (RSASSA-PSS). Kubernetes never signs with it, \
         though its API server could check it with an RSA key.",
    );
    check_header(
        r#"{"alg":"EdDSA"}"#,
        A_BOUND_TOKEN,
        "/alg",
        "Names an Edwards-curve signature, most often Ed25519. Kubernetes never signs with \
         it; its API server could check it only with a key that an external signer \
         publishes.",
    );
    check_header(
        r#"{"alg":"HS256"}"#,
        A_BOUND_TOKEN,
        "/alg",
        "Names a shared-secret seal over SHA-256 (HMAC): whoever can check it can \
         forge it. Kubernetes never writes it, and its API server never accepts it.",
    );
    check_header(
        r#"{"alg":"none"}"#,
        A_BOUND_TOKEN,
        "/alg",
        "The token says that it is not signed: anybody could have written it. Kubernetes \
         never writes it, and its API server never accepts it.",
    );
}

#[test]
fn algorithms_that_kubernetes_does_not_know() {
    check_header(
        r#"{"alg":"none"}"#,
        ANOTHER_TOKEN,
        "/alg",
        "The token says that it is not signed: anybody could have written it.",
    );
    check_header(
        r#"{"alg":"RS384"}"#,
        ANOTHER_TOKEN,
        "/alg",
        "Names an RSA signature over SHA-384 (RSASSA-PKCS1-v1_5).",
    );
    check_header(
        r#"{"alg":"RSA-OAEP"}"#,
        A_BOUND_TOKEN,
        "/alg",
        "The payload's key is encrypted with the recipient's RSA key. That belongs to an \
         encrypted token, which this is not.",
    );
    check_header(
        r#"{"alg":"rs256"}"#,
        A_BOUND_TOKEN,
        "/alg",
        "`rs256` is no algorithm: capitals count, and `RS256` may have been meant. The API \
         server cannot check it and refuses the token.",
    );
    check_header(
        r#"{"alg":"X"}"#,
        A_BOUND_TOKEN,
        "/alg",
        "`X` is no algorithm that this tool knows. The API server cannot check it and \
         refuses the token.",
    );
    check_header(
        r#"{"alg":"X"}"#,
        ANOTHER_TOKEN,
        "/alg",
        "`X` is no algorithm that this tool knows.",
    );
    check_header(
        r#"{"alg":7}"#,
        A_BOUND_TOKEN,
        "/alg",
        "A number stands here, where a string belongs: the API server cannot decode such a \
         token and refuses it.",
    );
}

#[test]
fn the_key_id_by_its_value() {
    check_header(
        r#"{"kid":"wMU4GOsuqPnFjPar7NaZZTEmNlc2I_W75faEDbLB7dI"}"#,
        A_BOUND_TOKEN,
        "/kid",
        "Names the signing key. It has the form that Kubernetes uses since 1.16: the \
         SHA-256 hash of the public key, in base64url. Tokens with the same key id were \
         signed with the same key, if they are genuine.",
    );
    check_header(
        r#"{"kid":""}"#,
        A_BOUND_TOKEN,
        "/kid",
        "It is empty, as Kubernetes 1.10 to 1.15 wrote it: it does not say which key signed \
         the token.",
    );
    check_header(
        r#"{"kid":"63a691b60123456789abcdef0123456789abcdef"}"#,
        A_BOUND_TOKEN,
        "/kid",
        "Names the signing key. Forty hexadecimal digits are no key id of Kubernetes' own \
         form; those of Amazon EKS were seen to look like this. Since 1.31 the API server \
         checks the signature only with the key that has this id in its own list.",
    );
    check_header(
        r#"{"kid":"key-1"}"#,
        A_BOUND_TOKEN,
        "/kid",
        "Names the signing key. It is no key id of Kubernetes' own form (43 characters), so \
         most likely an external signer or the platform's own signer made it. Since 1.31 \
         the API server checks the signature only with the key that has this id in its own \
         list.",
    );
    check_header(
        r#"{"kid":"key-1"}"#,
        ANOTHER_TOKEN,
        "/kid",
        "Names the one of the issuer's keys that signed the token: a recipient looks it up \
         in the issuer's list of public keys.",
    );
    check_header(
        r#"{"kid":null}"#,
        A_BOUND_TOKEN,
        "/kid",
        "`null` stands here, where a string belongs. Kubernetes leaves a member out rather \
         than write `null`.",
    );
}

#[test]
fn parameters_that_stand_twice() {
    check_header(
        r#"{"alg":"none","alg":"RS256"}"#,
        A_BOUND_TOKEN,
        "/alg",
        "The name stands 2 times here: most readers take the last one and pass over this \
         value. The API server refuses a token with a name that stands twice.",
    );
    check_header(
        r#"{"alg":"none","alg":"RS256"}"#,
        ANOTHER_TOKEN,
        "/alg",
        "The name stands 2 times here: most readers take the last one and pass over this \
         value.",
    );
}

#[test]
fn the_type_by_its_value() {
    check_header(
        r#"{"typ":"JWT"}"#,
        A_BOUND_TOKEN,
        "/typ",
        "A JSON Web Token. Kubernetes' own signer writes no `typ`, but requires it of an \
         external signer (1.32 and later), so most likely one signed this token.",
    );
    check_header(
        r#"{"typ":"JWT"}"#,
        A_LEGACY_TOKEN,
        "/typ",
        "A JSON Web Token. In a legacy token only Kubernetes up to 1.9 wrote `typ`, and no \
         `kid` beside it.",
    );
    check_header(r#"{"typ":"jwt"}"#, ANOTHER_TOKEN, "/typ", "A JSON Web Token (JWT).");
    check_header(
        r#"{"typ":"at+jwt"}"#,
        ANOTHER_TOKEN,
        "/typ",
        "An OAuth access token, to be shown to an API and not to be taken for a proof of \
         who somebody is.",
    );
    check_header(
        r#"{"typ":"application/at+jwt"}"#,
        ANOTHER_TOKEN,
        "/typ",
        "An OAuth access token, to be shown to an API and not to be taken for a proof of \
         who somebody is.",
    );
    check_header(
        r#"{"typ":"dpop+jwt"}"#,
        ANOTHER_TOKEN,
        "/typ",
        "A DPoP proof: it shows that a client holds a key, and opens nothing alone.",
    );
    check_header(
        r#"{"typ":"x"}"#,
        ANOTHER_TOKEN,
        "/typ",
        "What kind of object this is, as the issuer names it: `x`, which this tool does not \
         know.",
    );
}

#[test]
fn parameters_about_the_key() {
    check_header(
        r#"{"cty":"JWT"}"#,
        ANOTHER_TOKEN,
        "/cty",
        "What the payload is; `JWT` means that it is another token, inside this one.",
    );
    check_header(
        r#"{"crit":["exp"]}"#,
        A_BOUND_TOKEN,
        "/crit",
        "Parameters that a recipient must understand, or refuse the token. The API server \
         understands no extension but `b64`. Kubernetes never writes it.",
    );
    check_header(
        r#"{"crit":["exp"]}"#,
        A_BOUND_TOKEN,
        "/crit/0",
        "A recipient that does not understand the parameter `exp` must refuse the token.",
    );
    check_header(
        r#"{"jwk":{"kty":"EC"}}"#,
        A_BOUND_TOKEN,
        "/jwk",
        "The public key that the token says it was signed with. A recipient that takes the \
         key from the token itself accepts any forgery. Kubernetes never writes it.",
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
        "Part of a secret key. It has no place in a token: whoever reads it can sign.",
    );
    check_header(
        r#"{"jku":"https://x"}"#,
        ANOTHER_TOKEN,
        "/jku",
        "Where the token says its public key can be fetched. A recipient that follows it \
         lets the sender choose the key; this tool never does.",
    );
    check_header(
        r#"{"x5c":["a","b"]}"#,
        ANOTHER_TOKEN,
        "/x5c/0",
        "The certificate of the key that is said to have signed the token, in base64 and \
         not base64url.",
    );
    check_header(
        r#"{"x5c":["a","b"]}"#,
        ANOTHER_TOKEN,
        "/x5c/1",
        "A certificate that vouches for the one before it.",
    );
}

#[test]
fn parameters_about_the_payload_and_unknown_ones() {
    check_header(
        r#"{"enc":"A256GCM"}"#,
        ANOTHER_TOKEN,
        "/enc",
        "The cipher that hides the payload, which only the holder of the right key can \
         read. It has a meaning only in an encrypted token, which this is not.",
    );
    check_header(
        r#"{"b64":false}"#,
        ANOTHER_TOKEN,
        "/b64",
        "`false` means that the payload stands in the token as it is, without base64url, \
         which a JSON Web Token must not do.",
    );
    check_header(
        r#"{"new":{"a":1}}"#,
        A_BOUND_TOKEN,
        "/new",
        "Not known to this tool. A recipient that does not know it either passes over it, \
         unless `crit` names it. Kubernetes never writes it.",
    );
    check_header(
        r#"{"new":{"a":1}}"#,
        ANOTHER_TOKEN,
        "/new",
        "Not known to this tool. A recipient that does not know it either passes over it, \
         unless `crit` names it.",
    );
    check_header(
        r#"{"new":{"a":1}}"#,
        ANOTHER_TOKEN,
        "/new/a",
        "Part of `new`, whose meaning is up to the issuer of the token.",
    );
    check_header(
        r#"{"Alg":"RS256"}"#,
        ANOTHER_TOKEN,
        "/Alg",
        "Not the same as `alg`: capitals count in the names of header parameters, and a \
         recipient passes over this one.",
    );
}
