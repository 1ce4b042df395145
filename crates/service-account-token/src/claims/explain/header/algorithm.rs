//! `alg` (RFC 7515 §4.1.1, RFC 7518 §3.1 and §4.1) by its value.
//!
//! Kubernetes signs with RS256, ES256, ES384 and ES512. Its API server would verify more: with an
//! RSA key every RS and PS algorithm, with an elliptic-curve key every ES one (go-jose
//! asymmetric.go).

use crate::claims::explain::{Explanation, JWT_GO, Member, table, words};
use crate::report::Format;

const GO_JOSE: &str = "go-jose asymmetric.go";

/// `alg`.
pub(super) fn explain(member: &Member<'_>) -> Explanation {
    let title = "Algorithm";
    let Some(value) = member.string() else {
        return words::ill_typed(member, title, "a string", "RFC 7515 §4.1.1");
    };
    if member.reading.jose.format == Some(Format::Jwe)
        && let Some(meaning) = table::row(KEY_MANAGEMENT, value)
    {
        return Explanation::new(title, meaning).documented("RFC 7518 §4.1");
    }
    if let Some((source, meaning)) = table::pair(SIGNATURES, value) {
        let explanation = Explanation::new(title, meaning);
        if member.is_kubernetes() {
            return in_kubernetes(value, explanation);
        }
        return explanation.documented(source);
    }
    if let Some(meaning) = table::row(KEY_MANAGEMENT, value) {
        return Explanation::new(title, meaning)
            .and("That belongs to an encrypted token, which this is not.")
            .documented("RFC 7518 §4.1");
    }
    let same = NAMES.iter().find(|name| name.eq_ignore_ascii_case(value));
    let meaning = match same {
        Some(name) => format!(
            "{} is no algorithm: capitals count, and `{name}` may have been meant.",
            words::shown(value)
        ),
        None => format!("{} is no algorithm that this tool knows.", words::shown(value)),
    };
    let explanation = Explanation::new(title, meaning);
    if member.is_kubernetes() {
        return explanation
            .and("The API server cannot check it and refuses the token.")
            .certain(GO_JOSE);
    }
    explanation
}

/// The names of the signature algorithms that RFC 7518 §3.1 and RFC 8037 register.
const NAMES: [&str; 14] = [
    "RS256", "RS384", "RS512", "PS256", "PS384", "PS512", "ES256", "ES384", "ES512", "HS256",
    "HS384", "HS512", "EdDSA", "none",
];

/// Signature algorithms: where each is defined, and what it is.
const SIGNATURES: &str = "\
RS256|RFC 7518 §3.1|Names an RSA signature over SHA-256 (RSASSA-PKCS1-v1_5).
RS384|RFC 7518 §3.1|Names an RSA signature over SHA-384 (RSASSA-PKCS1-v1_5).
RS512|RFC 7518 §3.1|Names an RSA signature over SHA-512 (RSASSA-PKCS1-v1_5).
PS256|RFC 7518 §3.1|Names an RSA signature over SHA-256 (RSASSA-PSS).
PS384|RFC 7518 §3.1|Names an RSA signature over SHA-384 (RSASSA-PSS).
PS512|RFC 7518 §3.1|Names an RSA signature over SHA-512 (RSASSA-PSS).
ES256|RFC 7518 §3.1|Names an elliptic-curve signature on P-256 over SHA-256 (ECDSA).
ES384|RFC 7518 §3.1|Names an elliptic-curve signature on P-384 over SHA-384 (ECDSA).
ES512|RFC 7518 §3.1|Names an elliptic-curve signature on P-521 over SHA-512 (ECDSA).
ES256K|RFC 8812 §3.2|Names an elliptic-curve signature on secp256k1 over SHA-256 (ECDSA).
EdDSA|RFC 8037 §3.1|Names an Edwards-curve signature, most often Ed25519.
Ed25519|RFC 9864 §2.2|Names an Ed25519 signature.
Ed448|RFC 9864 §2.2|Names an Ed448 signature.
HS256|RFC 7518 §3.1|Names a shared-secret seal over SHA-256 (HMAC): whoever can check it can forge it.
HS384|RFC 7518 §3.1|Names a shared-secret seal over SHA-384 (HMAC): whoever can check it can forge it.
HS512|RFC 7518 §3.1|Names a shared-secret seal over SHA-512 (HMAC): whoever can check it can forge it.
none|RFC 7519 §6|The token says that it is not signed: anybody could have written it.";

/// What Kubernetes does with a signature algorithm that it writes, or could check.
const KUBERNETES: &str = "\
RS256|Kubernetes uses it with every RSA key.
ES256 ES384 ES512|Kubernetes uses it if its key is of this kind, which is less common than RSA.
RS384 RS512 PS256 PS384 PS512|Kubernetes never signs with it, though its API server could check it with an RSA key.
EdDSA|Kubernetes never signs with it; its API server could check it only with a key that an external signer publishes.";

fn in_kubernetes(value: &str, explanation: Explanation) -> Explanation {
    let sentence = table::row(KUBERNETES, value)
        .unwrap_or("Kubernetes never writes it, and its API server never accepts it.");
    let writes = matches!(value, "RS256" | "ES256" | "ES384" | "ES512");
    explanation.and(sentence).certain(if writes { JWT_GO } else { GO_JOSE })
}

/// How the key of an encrypted token reaches its recipient (RFC 7518 §4.1).
const KEY_MANAGEMENT: &str = "\
dir|The payload is encrypted with a secret that both sides already have.
RSA1_5 RSA-OAEP RSA-OAEP-256 RSA-OAEP-384 RSA-OAEP-512|The payload's key is encrypted with the recipient's RSA key.
ECDH-ES|Sender and recipient agree on the payload's key by their elliptic-curve keys.
ECDH-ES+A128KW ECDH-ES+A192KW ECDH-ES+A256KW|Sender and recipient agree by their elliptic-curve keys on a key that wraps the payload's key.
A128KW A192KW A256KW A128GCMKW A192GCMKW A256GCMKW|The payload's key is wrapped with a secret that both sides already have (AES).
PBES2-HS256+A128KW PBES2-HS384+A192KW PBES2-HS512+A256KW|The payload's key is wrapped with a key that is made from a password.";
