//! The sentences of findings about the header.

use crate::facts::api_server::Answer;
use crate::facts::findings::{HeaderFinding, KeyParameter, SignatureLengths, UnusualKeyId};
use crate::text::calendar::counted;
use crate::text::quote::quoted;

use super::api_server;
use super::sentences::Sentences;

pub(super) fn sentences(finding: &HeaderFinding) -> Sentences {
    match finding {
        HeaderFinding::AlgMissing { node, answer } => {
            alg_missing(node.is_some()).answered(answer.map(api_server::answer))
        }
        HeaderFinding::AlgNone { alg, kubernetes, .. } => alg_none(alg, *kubernetes),
        HeaderFinding::AlgNotKubernetes { alg, verifiable, .. } => {
            alg_not_kubernetes(alg, *verifiable)
        }
        HeaderFinding::Crit { answer, .. } => crit(*answer),
        HeaderFinding::Key { parameter, answer, .. } => {
            key(*parameter).answered(answer.map(api_server::answer))
        }
        HeaderFinding::UnknownParameter { name, .. } => unknown_parameter(name),
        HeaderFinding::UnexpectedType { typ, legacy, .. } => {
            unexpected_type(typ.as_deref(), *legacy)
        }
        HeaderFinding::NestedToken { .. } => nested_token(),
        HeaderFinding::UnusualKeyId { kid, answer } => {
            unusual_key_id(kid).answered(answer.map(api_server::answer))
        }
        HeaderFinding::SignatureLength { alg, bytes, lengths, answer } => {
            signature_length(alg, *bytes, *lengths, *answer)
        }
    }
}

fn alg_missing(present: bool) -> Sentences {
    let message = if present {
        "`alg` in the header is not a string; it must name the signature algorithm."
    } else {
        "The header has no `alg`; it must name the signature algorithm."
    };
    Sentences::new(message).help(
        "Without an algorithm the signature cannot be verified. Copy the token again from its \
         source.",
    )
}

fn alg_none(alg: &str, kubernetes: bool) -> Sentences {
    let alg = quoted(alg);
    Sentences::new(format!("`alg` in the header is {alg}: the token says that it is not signed."))
        .help("Anyone can write such a token.")
        .answered(kubernetes.then(|| api_server::SIGNATURE.into()))
}

fn alg_not_kubernetes(alg: &str, verifiable: bool) -> Sentences {
    let alg = if alg.is_empty() { "empty".to_owned() } else { quoted(alg).to_string() };
    Sentences::new(format!(
        "`alg` in the header is {alg}; Kubernetes signs with RS256, ES256, ES384 or ES512 only."
    ))
    .help("Kubernetes did not issue the token in this form. Find out who did.")
    .answered((!verifiable).then(|| api_server::SIGNATURE.into()))
}

fn crit(answer: Option<Answer>) -> Sentences {
    Sentences::new(
        "The header has `crit`, a list of extensions that recipients must understand or reject the \
         token; Kubernetes uses none.",
    )
    .help(
        "Kubernetes did not issue the token in this form. A server that accepts it must understand \
         these extensions.",
    )
    .answered(answer.map(api_server::answer))
}

fn key(parameter: KeyParameter) -> Sentences {
    let what = match parameter {
        KeyParameter::Jku | KeyParameter::X5u => "the address of a key",
        KeyParameter::Jwk | KeyParameter::X5c => "a key",
    };
    let name = parameter.name();
    Sentences::new(format!(
        "The header has `{name}`, {what}; Kubernetes writes only the key's id there."
    ))
    .help(
        "Never verify the signature with a key that the token itself contains or names: its author \
         chose that key. This tool fetches nothing.",
    )
}

fn unknown_parameter(name: &str) -> Sentences {
    let name = quoted(name);
    Sentences::new(format!(
        "The header has {name}; Kubernetes writes only `alg` and `kid`, and an external signer \
         also `typ`."
    ))
    .help(
        "Another program may have issued the token. Ask its maintainers what the parameter means.",
    )
}

fn unexpected_type(typ: Option<&str>, legacy: bool) -> Sentences {
    let found = typ.map_or_else(|| "not a string".to_owned(), |typ| quoted(typ).to_string());
    let expected = if legacy {
        "Kubernetes has written none into legacy tokens since 1.10"
    } else {
        "Kubernetes writes none, and an external signer must write `JWT`"
    };
    Sentences::new(format!("`typ` in the header is {found}; {expected}."))
        .help("Another program may have issued the token.")
}

fn nested_token() -> Sentences {
    Sentences::new(
        "`cty` in the header says that the payload is itself a token; Kubernetes does not nest \
         tokens.",
    )
    .help("Paste the inner token by itself to read it.")
}

fn unusual_key_id(kid: &UnusualKeyId) -> Sentences {
    let expected = "Kubernetes writes 43 characters there, the SHA-256 of the public key";
    let message = match kid {
        UnusualKeyId::Absent => {
            "The header has no `kid`. Kubernetes has always written one since 1.10 (an empty one up to 1.15).".to_owned()
        }
        UnusualKeyId::NotAString { .. } => {
            format!("`kid` in the header is not a string; {expected}.")
        }
        UnusualKeyId::TooLong { bytes, .. } => format!(
            "`kid` in the header has {bytes} bytes; an external signer may write at most 1024."
        ),
        UnusualKeyId::Other { kid, .. } => {
            format!("`kid` in the header is {}; {expected}.", quoted(kid))
        }
    };
    let help = match kid {
        UnusualKeyId::Absent | UnusualKeyId::NotAString { .. } | UnusualKeyId::TooLong { .. } => {
            "Kubernetes did not issue the token in this form."
        }
        UnusualKeyId::Other { .. } => {
            "Platforms with their own signer use other ids. Compare it with the `kid` values in your \
             cluster's `/openid/v1/jwks`."
        }
    };
    Sentences::new(message).help(help)
}

fn signature_length(
    alg: &str,
    bytes: usize,
    lengths: SignatureLengths,
    answer: Option<Answer>,
) -> Sentences {
    let expected = match lengths {
        SignatureLengths::Rsa => {
            "256 bytes with a key of 2048 bits, 384 with 3072, 512 with 4096".to_owned()
        }
        SignatureLengths::Exactly(bytes) => bytes.to_string(),
        SignatureLengths::EdDsa => "64, or 114 with Ed448".to_owned(),
    };
    let found = counted(bytes as u64, "byte");
    Sentences::new(format!("The signature has {found}; {} has {expected}.", quoted(alg)))
        .help("The token was probably cut off or changed. Copy it again, whole.")
        .answered(answer.map(api_server::answer))
}
