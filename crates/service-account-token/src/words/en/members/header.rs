//! The sentences about header parameters.

use super::catalog;
use super::phrases::and_if;
use crate::claims::catalog::{MediaType, Parameter};
use crate::facts::KidShape;
use crate::facts::members::{
    AlgorithmMeaning, Family, HeaderMeaning, KeyIdMeaning, KeyManagement, KubernetesUse,
    TypeMeaning,
};
use crate::kubernetes::algorithms::Algorithm;
use crate::text::Text;
use crate::text::quote::quoted;

/// Returns the meaning of a member of the header.
pub(super) fn header(meaning: HeaderMeaning<'_>) -> Text {
    match meaning {
        HeaderMeaning::Algorithm(meaning) => algorithm(meaning),
        HeaderMeaning::KeyId(meaning) => key_id(meaning).into(),
        HeaderMeaning::Type(meaning) => token_type(meaning),
        HeaderMeaning::Parameter { parameter, misplaced, kubernetes } => {
            self::parameter(parameter, misplaced, kubernetes).into()
        }
        HeaderMeaning::OtherCapitals(known) => {
            format!("Not `{known}`: names are case-sensitive, and recipients ignore this one.")
                .into()
        }
        HeaderMeaning::Unknown { kubernetes } => {
            let text = "Unknown to this tool. Recipients ignore parameters they do not know, \
                        unless `crit` names them.";
            and_if(text.to_owned(), kubernetes, NOT_KUBERNETES).into()
        }
        HeaderMeaning::Key(member) => catalog::key_meaning(member).into(),
        HeaderMeaning::CriticalExtension(name) => format!(
            "A recipient that does not understand the parameter {} must reject the token.",
            quoted(name)
        )
        .into(),
        HeaderMeaning::Certificate(1) => {
            "The certificate of the key that the token says signed it, in base64, not base64url."
                .into()
        }
        HeaderMeaning::Certificate(_) => "It certifies the certificate before it.".into(),
        HeaderMeaning::NoParameter => {
            "The header is a list, not an object, so this is not a parameter.".into()
        }
        HeaderMeaning::Nested(parent) => {
            let parent =
                parent.map_or_else(|| "a list".to_owned(), |name| quoted(name).to_string());
            format!("Part of {parent}. The token's issuer decides what it means.").into()
        }
    }
}

const NOT_KUBERNETES: &str = "Kubernetes never writes it.";

fn algorithm(meaning: AlgorithmMeaning<'_>) -> Text {
    match meaning {
        AlgorithmMeaning::Signature { algorithm, kubernetes: None } => signature(algorithm).into(),
        AlgorithmMeaning::Signature { algorithm, kubernetes: Some(kubernetes) } => {
            format!("{} {}", signature(algorithm), kubernetes_use(kubernetes)).into()
        }
        AlgorithmMeaning::KeyManagement { method, misplaced } => {
            let outside = "It belongs to encrypted tokens; this one is not encrypted.";
            and_if(key_management(method).to_owned(), misplaced, outside).into()
        }
        AlgorithmMeaning::Unknown { name, meant, rejected } => {
            let name = quoted(name);
            let text = match meant {
                Some(meant) => format!(
                    "{name} is not an algorithm. Names are case-sensitive, and `{}` may be meant.",
                    meant.name()
                ),
                None => format!("{name} is not an algorithm that this tool knows."),
            };
            let refused = "The API server cannot verify it and rejects the token.";
            and_if(text, rejected, refused).into()
        }
    }
}

fn signature(algorithm: Algorithm) -> &'static str {
    match algorithm {
        Algorithm::Rs256 => "An RSA signature with SHA-256 (RSASSA-PKCS1-v1_5).",
        Algorithm::Rs384 => "An RSA signature with SHA-384 (RSASSA-PKCS1-v1_5).",
        Algorithm::Rs512 => "An RSA signature with SHA-512 (RSASSA-PKCS1-v1_5).",
        Algorithm::Ps256 => "An RSA signature with SHA-256 (RSASSA-PSS).",
        Algorithm::Ps384 => "An RSA signature with SHA-384 (RSASSA-PSS).",
        Algorithm::Ps512 => "An RSA signature with SHA-512 (RSASSA-PSS).",
        Algorithm::Es256 => "An elliptic-curve signature (ECDSA) on P-256 with SHA-256.",
        Algorithm::Es384 => "An elliptic-curve signature (ECDSA) on P-384 with SHA-384.",
        Algorithm::Es512 => "An elliptic-curve signature (ECDSA) on P-521 with SHA-512.",
        Algorithm::Es256K => "An elliptic-curve signature (ECDSA) on secp256k1 with SHA-256.",
        Algorithm::EdDsa => "An Edwards-curve signature, usually Ed25519.",
        Algorithm::Ed25519 => "An Ed25519 signature.",
        Algorithm::Ed448 => "An Ed448 signature.",
        Algorithm::Hs256 => {
            "A shared-secret code, HMAC with SHA-256. Anyone who can verify it can forge it."
        }
        Algorithm::Hs384 => {
            "A shared-secret code, HMAC with SHA-384. Anyone who can verify it can forge it."
        }
        Algorithm::Hs512 => {
            "A shared-secret code, HMAC with SHA-512. Anyone who can verify it can forge it."
        }
        Algorithm::None => "The token says that it is not signed, so anyone could have written it.",
    }
}

fn kubernetes_use(kubernetes: KubernetesUse) -> &'static str {
    match kubernetes {
        KubernetesUse::WithRsaKeys => "Kubernetes uses it with every RSA key.",
        KubernetesUse::WithCurveKeys => {
            "Kubernetes uses it with keys of this kind, which are less common than RSA keys."
        }
        KubernetesUse::VerifiesWithRsaKeys => {
            "Kubernetes never signs with it, although its API server can verify it with an RSA key."
        }
        KubernetesUse::VerifiesExternalKeys => {
            "Kubernetes never signs with it. Its API server can verify it only with a key from an \
             external signer."
        }
        KubernetesUse::Never => {
            "Kubernetes never signs with it, and its API server never accepts it."
        }
    }
}

fn key_management(method: KeyManagement) -> &'static str {
    match method {
        KeyManagement::Direct => "A secret that both sides already have encrypts the payload.",
        KeyManagement::Rsa => "The recipient's RSA key encrypts the payload's key.",
        KeyManagement::Agreement => {
            "Sender and recipient derive the payload's key from their elliptic-curve keys."
        }
        KeyManagement::AgreementWithWrapping => {
            "Sender and recipient derive a key from their elliptic-curve keys; it wraps the \
             payload's key."
        }
        KeyManagement::Wrapping => {
            "A secret that both sides already have wraps the payload's key (AES)."
        }
        KeyManagement::Password => "A key derived from a password wraps the payload's key.",
    }
}

fn key_id(meaning: KeyIdMeaning) -> &'static str {
    match meaning {
        KeyIdMeaning::OtherToken => {
            "Names the issuer's key that signed the token. Recipients look it up in the issuer's \
             list of public keys."
        }
        KeyIdMeaning::Kubernetes(KidShape::Empty) => {
            "Empty, as in Kubernetes 1.10 to 1.15: it does not say which key signed the token."
        }
        KeyIdMeaning::Kubernetes(KidShape::Sha256) => {
            "Names the signing key. It has the form that Kubernetes has used since 1.16: the SHA-256 \
             hash of the public key, in base64url. Genuine tokens with the same key id were signed \
             with the same key."
        }
        KeyIdMeaning::Kubernetes(KidShape::Hex40) => {
            "Names the signing key. Kubernetes itself does not write 40 hexadecimal digits here; \
             Amazon EKS has been seen to. Since 1.31 the API server verifies the signature only \
             with a key that it lists under this id."
        }
        KeyIdMeaning::Kubernetes(KidShape::Other) => {
            "Names the signing key. Kubernetes' own key ids have 43 characters, so an external \
             signer or the platform's own signer probably chose this one. Since 1.31 the API \
             server verifies the signature only with a key that it lists under this id."
        }
    }
}

fn token_type(meaning: TypeMeaning<'_>) -> Text {
    match meaning {
        TypeMeaning::Jwt(Some(Family::Bound)) => {
            "A JSON Web Token. Kubernetes' own signer writes no `typ`; an external signer (since \
             1.32) must, so one probably signed this token."
                .into()
        }
        TypeMeaning::Jwt(Some(Family::Legacy)) => {
            "A JSON Web Token. Among legacy tokens, only those of Kubernetes up to 1.9 have a `typ`; \
             they have no `kid`."
                .into()
        }
        TypeMeaning::Jwt(None) => "A JSON Web Token (JWT).".into(),
        TypeMeaning::MediaType(known) => media_type(known).into(),
        TypeMeaning::Unknown(name) => format!(
            "The issuer's name for this kind of object: {}. This tool does not know it.",
            quoted(name)
        )
        .into(),
    }
}

fn media_type(media_type: MediaType) -> &'static str {
    match media_type {
        MediaType::AccessToken => {
            "An OAuth access token. It is meant for an API and does not prove who the user is."
        }
        MediaType::DpopProof => {
            "A DPoP proof: it shows that the client holds a key. Alone it grants no access."
        }
        MediaType::SecurityEvent => "A report of an event. It grants no access.",
        MediaType::LogoutToken => "A notice that a session ended. It grants no access.",
        MediaType::Jose => "A JWS or JWE in the compact form.",
        MediaType::JoseJson => "A JWS or JWE in the JSON form.",
    }
}

fn parameter(parameter: Parameter, misplaced: bool, kubernetes: bool) -> String {
    let text = parameter_meaning(parameter).to_owned();
    let outside = "It has a meaning only in encrypted tokens; this one is not encrypted.";
    let text = and_if(text, misplaced, outside);
    let critical = kubernetes && parameter == Parameter::Critical;
    let text = and_if(text, critical, "The API server understands only the extension `b64`.");
    and_if(text, kubernetes, NOT_KUBERNETES)
}

fn parameter_meaning(parameter: Parameter) -> &'static str {
    match parameter {
        Parameter::ContentType => {
            "The type of the payload. `JWT` means another token inside this one."
        }
        Parameter::Critical => {
            "Parameters that a recipient must understand; otherwise it must reject the token."
        }
        Parameter::Jwk => {
            "The public key that the token says signed it. A recipient that takes the key from the \
             token accepts any forgery."
        }
        Parameter::Jku => {
            "The address that the token gives for its public keys. A recipient that fetches them \
             lets the sender choose the key; this tool never does."
        }
        Parameter::X5u => {
            "The address that the token gives for its certificates. A recipient that fetches them \
             lets the sender choose the key; this tool never does."
        }
        Parameter::X5c => {
            "The certificate of the key that the token says signed it, with its chain. It proves \
             nothing unless the recipient already trusts one of them."
        }
        Parameter::X5t => {
            "The SHA-1 hash of the signing key's certificate. Recipients use it to find the key in \
             their own list."
        }
        Parameter::X5tS256 => {
            "The SHA-256 hash of the signing key's certificate. Recipients use it to find the key \
             in their own list."
        }
        Parameter::EncodedPayload => {
            "`false` means that the payload is not base64url-encoded. JSON Web Tokens must not use \
             that."
        }
        Parameter::Nonce => {
            "A value that the server issued for one use, to detect replayed requests."
        }
        Parameter::Url => {
            "The address that a signed request is for, as in certificate requests (ACME)."
        }
        Parameter::Ppt => "The type of passport that signs a telephone call (PASSporT).",
        Parameter::Svt => "A token that records an earlier verification of this signature.",
        Parameter::Issuer => "The issuer, not encrypted. It counts only if it equals the claim.",
        Parameter::Subject => "The subject, not encrypted. It counts only if it equals the claim.",
        Parameter::Audience => {
            "The audience, not encrypted. It counts only if it equals the claim."
        }
        Parameter::ContentEncryption => {
            "The cipher that encrypts the payload. Only the holder of the right key can read it."
        }
        Parameter::Compression => {
            "The payload was compressed before it was encrypted; `DEF` is DEFLATE."
        }
        Parameter::EphemeralKey => {
            "A public key generated for this token. The recipient combines it with its own private \
             key to derive the payload's key."
        }
        Parameter::PartyUInfo => "The sender's name, an input to the key agreement.",
        Parameter::PartyVInfo => "The recipient's name, an input to the key agreement.",
        Parameter::InitializationVector => "A number used once, to wrap the payload's key.",
        Parameter::AuthenticationTag => {
            "It shows the recipient whether the wrapped key was altered."
        }
        Parameter::Pbes2Salt => "A random value for deriving the key from the password.",
        Parameter::Pbes2Count => {
            "How many times the password is hashed to derive the key. A very large number can \
             overload a recipient."
        }
    }
}
