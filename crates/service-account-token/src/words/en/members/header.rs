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

/// Says what a member of the header means.
pub(super) fn header(meaning: HeaderMeaning<'_>) -> Text {
    match meaning {
        HeaderMeaning::Algorithm(meaning) => algorithm(meaning),
        HeaderMeaning::KeyId(meaning) => key_id(meaning).into(),
        HeaderMeaning::Type(meaning) => token_type(meaning),
        HeaderMeaning::Parameter { parameter, misplaced, kubernetes } => {
            self::parameter(parameter, misplaced, kubernetes).into()
        }
        HeaderMeaning::OtherCapitals(known) => format!(
            "Not the same as `{known}`: capitals count in the names of header parameters, and a \
             recipient passes over this one."
        )
        .into(),
        HeaderMeaning::Unknown { kubernetes } => {
            let text = "Not known to this tool. A recipient that does not know it either passes \
                        over it, unless `crit` names it.";
            and_if(text.to_owned(), kubernetes, NOT_KUBERNETES).into()
        }
        HeaderMeaning::Key(member) => catalog::key_meaning(member).into(),
        HeaderMeaning::CriticalExtension(name) => format!(
            "A recipient that does not understand the parameter {} must refuse the token.",
            quoted(name)
        )
        .into(),
        HeaderMeaning::Certificate(1) => {
            "The certificate of the key that is said to have signed the token, in base64 and not \
             base64url."
                .into()
        }
        HeaderMeaning::Certificate(_) => "A certificate that vouches for the one before it.".into(),
        HeaderMeaning::NoParameter => {
            "The header is a list and no object, so this is no parameter.".into()
        }
        HeaderMeaning::Nested(parent) => {
            let parent =
                parent.map_or_else(|| "a list".to_owned(), |name| quoted(name).to_string());
            format!("Part of {parent}, whose meaning is up to the issuer of the token.").into()
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
            let outside = "That belongs to an encrypted token, which this is not.";
            and_if(key_management(method).to_owned(), misplaced, outside).into()
        }
        AlgorithmMeaning::Unknown { name, meant, rejected } => {
            let name = quoted(name);
            let text = match meant {
                Some(meant) => format!(
                    "{name} is no algorithm: capitals count, and `{}` may have been meant.",
                    meant.name()
                ),
                None => format!("{name} is no algorithm that this tool knows."),
            };
            let refused = "The API server cannot check it and refuses the token.";
            and_if(text, rejected, refused).into()
        }
    }
}

fn signature(algorithm: Algorithm) -> &'static str {
    match algorithm {
        Algorithm::Rs256 => "Names an RSA signature over SHA-256 (RSASSA-PKCS1-v1_5).",
        Algorithm::Rs384 => "Names an RSA signature over SHA-384 (RSASSA-PKCS1-v1_5).",
        Algorithm::Rs512 => "Names an RSA signature over SHA-512 (RSASSA-PKCS1-v1_5).",
        Algorithm::Ps256 => "Names an RSA signature over SHA-256 (RSASSA-PSS).",
        Algorithm::Ps384 => "Names an RSA signature over SHA-384 (RSASSA-PSS).",
        Algorithm::Ps512 => "Names an RSA signature over SHA-512 (RSASSA-PSS).",
        Algorithm::Es256 => "Names an elliptic-curve signature on P-256 over SHA-256 (ECDSA).",
        Algorithm::Es384 => "Names an elliptic-curve signature on P-384 over SHA-384 (ECDSA).",
        Algorithm::Es512 => "Names an elliptic-curve signature on P-521 over SHA-512 (ECDSA).",
        Algorithm::Es256K => "Names an elliptic-curve signature on secp256k1 over SHA-256 (ECDSA).",
        Algorithm::EdDsa => "Names an Edwards-curve signature, most often Ed25519.",
        Algorithm::Ed25519 => "Names an Ed25519 signature.",
        Algorithm::Ed448 => "Names an Ed448 signature.",
        Algorithm::Hs256 => {
            "Names a shared-secret seal over SHA-256 (HMAC): whoever can check it can forge it."
        }
        Algorithm::Hs384 => {
            "Names a shared-secret seal over SHA-384 (HMAC): whoever can check it can forge it."
        }
        Algorithm::Hs512 => {
            "Names a shared-secret seal over SHA-512 (HMAC): whoever can check it can forge it."
        }
        Algorithm::None => "The token says that it is not signed: anybody could have written it.",
    }
}

fn kubernetes_use(kubernetes: KubernetesUse) -> &'static str {
    match kubernetes {
        KubernetesUse::WithRsaKeys => "Kubernetes uses it with every RSA key.",
        KubernetesUse::WithCurveKeys => {
            "Kubernetes uses it if its key is of this kind, which is less common than RSA."
        }
        KubernetesUse::VerifiesWithRsaKeys => {
            "Kubernetes never signs with it, though its API server could check it with an RSA key."
        }
        KubernetesUse::VerifiesExternalKeys => {
            "Kubernetes never signs with it; its API server could check it only with a key that an \
             external signer publishes."
        }
        KubernetesUse::Never => "Kubernetes never writes it, and its API server never accepts it.",
    }
}

fn key_management(method: KeyManagement) -> &'static str {
    match method {
        KeyManagement::Direct => {
            "The payload is encrypted with a secret that both sides already have."
        }
        KeyManagement::Rsa => "The payload's key is encrypted with the recipient's RSA key.",
        KeyManagement::Agreement => {
            "Sender and recipient agree on the payload's key by their elliptic-curve keys."
        }
        KeyManagement::AgreementWithWrapping => {
            "Sender and recipient agree by their elliptic-curve keys on a key that wraps the \
             payload's key."
        }
        KeyManagement::Wrapping => {
            "The payload's key is wrapped with a secret that both sides already have (AES)."
        }
        KeyManagement::Password => {
            "The payload's key is wrapped with a key that is made from a password."
        }
    }
}

fn key_id(meaning: KeyIdMeaning) -> &'static str {
    match meaning {
        KeyIdMeaning::OtherToken => {
            "Names the one of the issuer's keys that signed the token: a recipient looks it up in \
             the issuer's list of public keys."
        }
        KeyIdMeaning::Kubernetes(KidShape::Empty) => {
            "It is empty, as Kubernetes 1.10 to 1.15 wrote it: it does not say which key signed \
             the token."
        }
        KeyIdMeaning::Kubernetes(KidShape::Sha256) => {
            "Names the signing key. It has the form that Kubernetes uses since 1.16: the SHA-256 \
             hash of the public key, in base64url. Tokens with the same key id were signed with \
             the same key, if they are genuine."
        }
        KeyIdMeaning::Kubernetes(KidShape::Hex40) => {
            "Names the signing key. Forty hexadecimal digits are no key id of Kubernetes' own \
             form; those of Amazon EKS were seen to look like this. Since 1.31 the API server \
             checks the signature only with the key that has this id in its own list."
        }
        KeyIdMeaning::Kubernetes(KidShape::Other) => {
            "Names the signing key. It is no key id of Kubernetes' own form (43 characters), so \
             most likely an external signer or the platform's own signer made it. Since 1.31 the \
             API server checks the signature only with the key that has this id in its own list."
        }
    }
}

fn token_type(meaning: TypeMeaning<'_>) -> Text {
    match meaning {
        TypeMeaning::Jwt(Some(Family::Bound)) => {
            "A JSON Web Token. Kubernetes' own signer writes no `typ`, but requires it of an \
             external signer (1.32 and later), so most likely one signed this token."
                .into()
        }
        TypeMeaning::Jwt(Some(Family::Legacy)) => {
            "A JSON Web Token. In a legacy token only Kubernetes up to 1.9 wrote `typ`, and no \
             `kid` beside it."
                .into()
        }
        TypeMeaning::Jwt(None) => "A JSON Web Token (JWT).".into(),
        TypeMeaning::MediaType(known) => media_type(known).into(),
        TypeMeaning::Unknown(name) => format!(
            "What kind of object this is, as the issuer names it: {}, which this tool does not \
             know.",
            quoted(name)
        )
        .into(),
    }
}

fn media_type(media_type: MediaType) -> &'static str {
    match media_type {
        MediaType::AccessToken => {
            "An OAuth access token, to be shown to an API and not to be taken for a proof of who \
             somebody is."
        }
        MediaType::DpopProof => {
            "A DPoP proof: it shows that a client holds a key, and opens nothing alone."
        }
        MediaType::SecurityEvent => "A notice of an event, which opens nothing.",
        MediaType::LogoutToken => "A notice that a session has ended, which opens nothing.",
        MediaType::Jose => "A JWS or JWE in the compact form.",
        MediaType::JoseJson => "A JWS or JWE in the JSON form.",
    }
}

fn parameter(parameter: Parameter, misplaced: bool, kubernetes: bool) -> String {
    let text = parameter_meaning(parameter).to_owned();
    let outside = "It has a meaning only in an encrypted token, which this is not.";
    let text = and_if(text, misplaced, outside);
    let critical = kubernetes && parameter == Parameter::Critical;
    let text = and_if(text, critical, "The API server understands no extension but `b64`.");
    and_if(text, kubernetes, NOT_KUBERNETES)
}

fn parameter_meaning(parameter: Parameter) -> &'static str {
    match parameter {
        Parameter::ContentType => {
            "What the payload is; `JWT` means that it is another token, inside this one."
        }
        Parameter::Critical => "Parameters that a recipient must understand, or refuse the token.",
        Parameter::Jwk => {
            "The public key that the token says it was signed with. A recipient that takes the key from the token itself accepts any forgery."
        }
        Parameter::Jku => {
            "Where the token says its public key can be fetched. A recipient that follows it lets the sender choose the key; this tool never does."
        }
        Parameter::X5u => {
            "Where the token says its certificate can be fetched. A recipient that follows it lets the sender choose the key; this tool never does."
        }
        Parameter::X5c => {
            "The certificate of the key that the token says it was signed with, and those that vouch for it. It proves nothing unless the recipient trusts one of them already."
        }
        Parameter::X5t => {
            "The SHA-1 hash of the certificate of the key: by it a recipient finds the key in its own list."
        }
        Parameter::X5tS256 => {
            "The SHA-256 hash of the certificate of the key: by it a recipient finds the key in its own list."
        }
        Parameter::EncodedPayload => {
            "`false` means that the payload stands in the token as it is, without base64url, which a JSON Web Token must not do."
        }
        Parameter::Nonce => {
            "A number that the server gave out for one use, so that a copied request is noticed."
        }
        Parameter::Url => {
            "The address that a signed request is for; it belongs to requests for certificates (ACME)."
        }
        Parameter::Ppt => "The kind of a signed telephone call's passport.",
        Parameter::Svt => "A token that says how this signature was checked before.",
        Parameter::Issuer => {
            "The issuer, repeated outside an encrypted payload. It counts only if it equals the claim."
        }
        Parameter::Subject => {
            "The subject, repeated outside an encrypted payload. It counts only if it equals the claim."
        }
        Parameter::Audience => {
            "The audience, repeated outside an encrypted payload. It counts only if it equals the claim."
        }
        Parameter::ContentEncryption => {
            "The cipher that hides the payload, which only the holder of the right key can read."
        }
        Parameter::Compression => {
            "The payload was compressed before it was encrypted; `DEF` is DEFLATE."
        }
        Parameter::EphemeralKey => {
            "A public key made for this one token: with it and its own private key the recipient works out the key of the payload."
        }
        Parameter::PartyUInfo => "A name of the sender that goes into the key agreement.",
        Parameter::PartyVInfo => "A name of the recipient that goes into the key agreement.",
        Parameter::InitializationVector => "A number used once, for wrapping the payload's key.",
        Parameter::AuthenticationTag => {
            "By it the recipient sees that the wrapped key was not altered."
        }
        Parameter::Pbes2Salt => "A random value that goes into making the key from a password.",
        Parameter::Pbes2Count => {
            "How often the password is hashed to make the key from it. A very large number is a way to keep a recipient busy."
        }
    }
}
