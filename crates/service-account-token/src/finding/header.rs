//! Findings: header.

use super::api_server;
use super::quote::quoted;
use super::{Code, Draft, Spot};
use crate::claims::calendar::counted;
use crate::jose::json::NodeId;
use crate::report::PartName;

fn at(code: Code, node: NodeId, message: String) -> Draft {
    Draft::new(code, message).at(Spot::Member(PartName::Header, node))
}

/// `node` where `alg` is there and no string.
pub(crate) fn alg_missing(node: Option<NodeId>) -> Draft {
    let help = "Without an algorithm no signature can be checked. Copy the token again from where it came.";
    match node {
        Some(node) => at(
            Code::AlgMissing,
            node,
            "`alg` in the header is not a string; it must name the algorithm of the signature."
                .into(),
        ),
        None => Draft::new(
            Code::AlgMissing,
            "The header has no `alg`; it must name the algorithm of the signature.",
        )
        .at(Spot::Part(PartName::Header)),
    }
    .help(help)
}

/// `kubernetes`: the token is one of Kubernetes by its claims.
pub(crate) fn alg_none(node: NodeId, alg: &str, kubernetes: bool) -> Draft {
    let draft = at(
        Code::AlgNone,
        node,
        format!("`alg` in the header is {}: the token says that it is not signed.", quoted(alg)),
    )
    .help("Do not trust anything it says: anybody can write such a token.");
    if kubernetes { draft.api_server(api_server::SIGNATURE) } else { draft }
}

/// `can_verify`: with a key that fits, the API server could check it all the same.
pub(crate) fn alg_not_kubernetes(node: NodeId, alg: &str, can_verify: bool) -> Draft {
    let draft = at(
        Code::AlgNotKubernetes,
        node,
        format!(
            "`alg` in the header is {}; Kubernetes signs with RS256, ES256, ES384 or ES512 only.",
            if alg.is_empty() { "empty".to_owned() } else { quoted(alg).to_string() },
        ),
    )
    .help("Kubernetes did not issue the token as it stands: find out who did.");
    if can_verify { draft } else { draft.api_server(api_server::SIGNATURE) }
}

pub(crate) fn crit_present(node: NodeId, kubernetes: bool) -> Draft {
    let draft = at(
        Code::CritPresent,
        node,
        "The header has `crit`, a list of extensions that a reader must refuse unless it knows them; Kubernetes uses none.".into(),
    )
    .help("Kubernetes did not issue the token as it stands. A server that accepts it should know why.");
    if kubernetes { draft.api_server(api_server::SIGNATURE) } else { draft }
}

/// `jwk`, `jku`, `x5u` or `x5c`.
pub(crate) fn key_in_header(node: NodeId, name: &'static str) -> Draft {
    let what = match name {
        "jku" | "x5u" => "the address of a key",
        _ => "a key",
    };
    at(
        Code::KeyInHeader,
        node,
        format!("The header has `{name}`, {what}; Kubernetes puts only the key's id there."),
    )
    .help("Never check the signature with a key that the token itself brings or names: whoever made the token chose it. Nothing is fetched here.")
}

pub(crate) fn header_member_unknown(node: NodeId, name: &str) -> Draft {
    at(
        Code::HeaderMemberUnknown,
        node,
        format!(
            "The header has {}; Kubernetes writes `alg` and `kid` alone, and an external signer `typ` besides.",
            quoted(name),
        ),
    )
    .help("Another program may have made the token; ask its maker what the parameter means.")
}

/// `typ` in a place or with a value that Kubernetes does not write.
pub(crate) fn typ_unexpected(node: NodeId, typ: Option<&str>, legacy: bool) -> Draft {
    let found = typ.map_or_else(|| "no string".to_owned(), |typ| quoted(typ).to_string());
    let expected = if legacy {
        "Kubernetes has written none into a legacy token since 1.10"
    } else {
        "Kubernetes writes none, and an external signer must write `JWT`"
    };
    at(Code::HeaderMemberUnknown, node, format!("`typ` in the header is {found}; {expected}."))
        .help("Another program may have made the token.")
}

pub(crate) fn nested_jwt(node: NodeId) -> Draft {
    at(
        Code::NestedJwt,
        node,
        "`cty` in the header says that the payload is a token itself; Kubernetes does not nest tokens.".into(),
    )
    .help("Paste the inner token by itself to see what it says.")
}

/// What a `kid` is that Kubernetes does not write.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum UnusualKid<'a> {
    /// The parameter is not there.
    Absent,
    /// It is no string.
    NoString(NodeId),
    /// Longer than the 1024 bytes that an external signer may write.
    TooLong(NodeId, usize),
    /// A string of another form than 43 characters of base64url.
    Other(NodeId, &'a str),
}

pub(crate) fn kid_shape(kid: UnusualKid<'_>) -> Draft {
    let expected = "Kubernetes writes 43 characters there, the SHA-256 of the public key";
    let (node, message) = match kid {
        UnusualKid::Absent => (None, format!("The header has no `kid`; since 1.16 {expected}.")),
        UnusualKid::NoString(node) => {
            (Some(node), format!("`kid` in the header is not a string; {expected}."))
        }
        UnusualKid::TooLong(node, bytes) => (
            Some(node),
            format!(
                "`kid` in the header has {bytes} bytes; an external signer may write 1024 at most."
            ),
        ),
        UnusualKid::Other(node, kid) => {
            (Some(node), format!("`kid` in the header is {}; {expected}.", quoted(kid)))
        }
    };
    let spot = match node {
        Some(node) => Spot::Member(PartName::Header, node),
        None => Spot::Part(PartName::Header),
    };
    Draft::new(Code::KidShape, message).at(spot).help(
        "Platforms with a signer of their own choose other ids. Compare it with the `kid` values of your cluster's `/openid/v1/jwks`.",
    )
}

/// `expected`: the lengths in words.
pub(crate) fn signature_length(
    alg: &str,
    bytes: usize,
    expected: &'static str,
    answer: Option<&'static str>,
) -> Draft {
    let draft = Draft::new(
        Code::SignatureLength,
        format!(
            "The signature has {}; {} has {expected}.",
            counted(bytes as u64, "byte"),
            quoted(alg),
        ),
    )
    .at(Spot::Part(PartName::Signature))
    .help("It is likely cut off or was changed: copy the whole token again.");
    match answer {
        Some(answer) => draft.api_server(answer),
        None => draft,
    }
}
