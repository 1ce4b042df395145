//! The JOSE header (RFC 7515 §4): `alg`, `kid` and `typ` by their value, the rest from a table.
//!
//! Kubernetes writes `alg` and `kid` and nothing else (kubernetes/kubernetes
//! pkg/serviceaccount/jwt.go); an external signer writes `typ` beside them
//! (pkg/serviceaccount/externaljwt/plugin/plugin.go).

mod algorithm;
mod parameters;

use super::{Explanation, JWT_GO, Member, catalog, table, words};
use crate::facts::KidShape;
use crate::report::{Certainty, Format, Text};

const PLUGIN_GO: &str =
    "kubernetes/kubernetes pkg/serviceaccount/externaljwt/plugin/plugin.go validateJWTHeader";

/// A member of the header.
pub(super) fn explain(member: &Member<'_>) -> Explanation {
    if member.parent().is_some() {
        return nested(member);
    }
    match member.name() {
        "alg" => algorithm::explain(member),
        "kid" => key_id(member),
        "typ" => token_type(member),
        _ => other(member),
    }
}

/// `kid`.
fn key_id(member: &Member<'_>) -> Explanation {
    let title = "Key id";
    let Some(value) = member.string() else {
        return words::ill_typed(member, title, "a string", "RFC 7515 §4.1.4");
    };
    if !member.is_kubernetes() {
        return Explanation::new(
            title,
            "Names the one of the issuer's keys that signed the token: a recipient looks it up in \
             the issuer's list of public keys.",
        )
        .documented("RFC 7515 §4.1.4");
    }
    let looked_up = "Since 1.31 the API server checks the signature only with the key that has \
                     this id in its own list.";
    let shape = KidShape::of(value);
    if shape == KidShape::Empty {
        return Explanation::new(
            title,
            "It is empty, as Kubernetes 1.10 to 1.15 wrote it: it does not say which key signed \
             the token.",
        )
        .certain(JWT_GO);
    }
    if shape == KidShape::Sha256 {
        return Explanation::new(
            title,
            "Names the signing key. It has the form that Kubernetes uses since 1.16: the SHA-256 \
             hash of the public key, in base64url. Tokens with the same key id were signed with \
             the same key, if they are genuine.",
        )
        .from(
            "kubernetes/kubernetes pkg/serviceaccount/jwt.go keyIDFromPublicKey",
            Certainty::Likely,
        );
    }
    if shape == KidShape::Hex40 {
        return Explanation::new(
            title,
            "Names the signing key. Forty hexadecimal digits are no key id of Kubernetes' own \
             form; those of Amazon EKS were seen to look like this.",
        )
        .and(looked_up)
        .from(JWT_GO, Certainty::Seen);
    }
    Explanation::new(
        title,
        "Names the signing key. It is no key id of Kubernetes' own form (43 characters), so most \
         likely an external signer or the platform's own signer made it.",
    )
    .and(looked_up)
    .likely(PLUGIN_GO)
}

/// `typ`.
fn token_type(member: &Member<'_>) -> Explanation {
    let title = "Type";
    let Some(value) = member.string() else {
        return words::ill_typed(member, title, "a string", "RFC 7515 §4.1.9");
    };
    if value.eq_ignore_ascii_case("JWT") {
        return jwt_type(member);
    }
    let media_type = value.to_ascii_lowercase();
    let media_type = media_type.strip_prefix("application/").unwrap_or(&media_type);
    if let Some((source, meaning)) = table::pair(TYPES, media_type) {
        return Explanation::new(title, meaning).documented(source);
    }
    Explanation::new(
        title,
        format!(
            "What kind of object this is, as the issuer names it: {}, which this tool does not \
             know.",
            words::shown(value)
        ),
    )
}

/// Media types without `application/`: where each is defined, and what it says.
const TYPES: &str = "\
at+jwt|RFC 9068 §2.1|An OAuth access token, to be shown to an API and not to be taken for a proof of who somebody is.
dpop+jwt|RFC 9449 §4.2|A DPoP proof: it shows that a client holds a key, and opens nothing alone.
secevent+jwt|RFC 8417 §2.3|A notice of an event, which opens nothing.
logout+jwt|OpenID Connect Back-Channel Logout 1.0 §2.4|A notice that a session has ended, which opens nothing.
jose|RFC 7515 §4.1.9|A JWS or JWE in the compact form.
jose+json|RFC 7515 §4.1.9|A JWS or JWE in the JSON form.";

fn jwt_type(member: &Member<'_>) -> Explanation {
    let title = "Type";
    if member.is_bound() {
        return Explanation::new(
            title,
            "A JSON Web Token. Kubernetes' own signer writes no `typ`, but requires it of an \
             external signer (1.32 and later), so most likely one signed this token.",
        )
        .likely(PLUGIN_GO);
    }
    if member.is_legacy() {
        return Explanation::new(
            title,
            "A JSON Web Token. In a legacy token only Kubernetes up to 1.9 wrote `typ`, and no \
             `kid` beside it.",
        )
        .certain(JWT_GO);
    }
    Explanation::new(title, "A JSON Web Token (JWT).").documented("RFC 7519 §5.1")
}

fn other(member: &Member<'_>) -> Explanation {
    if member.is_element() {
        return Explanation::new(
            words::element_title(member),
            "The header is a list and no object, so this is no parameter.",
        )
        .documented("RFC 7515 §4");
    }
    let name = member.name();
    if let Some(parameter) = parameters::find(name) {
        let is_jwe = member.reading.jose.format == Some(Format::Jwe);
        let explanation =
            Explanation::new(parameter.title, parameter.meaning).documented(parameter.source);
        return explanation
            .and_if(
                parameter.only_jwe && !is_jwe,
                "It has a meaning only in an encrypted token, which this is not.",
            )
            .and_if(
                name == "crit" && member.is_kubernetes(),
                "The API server understands no extension but `b64`.",
            )
            .and_if(member.is_kubernetes(), "Kubernetes never writes it.");
    }
    let known = ["alg", "kid", "typ"];
    if let Some(known) = known.iter().find(|known| known.eq_ignore_ascii_case(name)) {
        let meaning = format!(
            "Not the same as `{known}`: capitals count in the names of header parameters, and a \
             recipient passes over this one."
        );
        return Explanation::new(words::name_as_title(name), meaning).documented("RFC 7515 §4");
    }
    Explanation::new(
        words::name_as_title(name),
        "Not known to this tool. A recipient that does not know it either passes over it, unless \
         `crit` names it.",
    )
    .and_if(member.is_kubernetes(), "Kubernetes never writes it.")
}

/// Something inside a parameter.
fn nested(member: &Member<'_>) -> Explanation {
    let path = member.path();
    if let ["jwk" | "epk", name] = *path.as_slice()
        && let Some((title, meaning)) = catalog::key_member(name)
    {
        return Explanation::new(title, meaning).documented("RFC 7517 §4");
    }
    if let (["crit", _], true, Some(value)) =
        (path.as_slice(), member.is_element(), member.string())
    {
        return Explanation::new(
            words::element_title(member),
            format!(
                "A recipient that does not understand the parameter {} must refuse the token.",
                words::shown(value)
            ),
        )
        .documented("RFC 7515 §4.1.11");
    }
    if let (["x5c", _], true) = (path.as_slice(), member.is_element()) {
        let meaning = match words::element_number(member) {
            1 => {
                "The certificate of the key that is said to have signed the token, in base64 and \
                 not base64url."
            }
            _ => "A certificate that vouches for the one before it.",
        };
        let title = format!("Certificate {}", words::element_number(member));
        return Explanation::new(title, meaning).documented("RFC 7515 §4.1.6");
    }
    let parent = member.parent().and_then(|parent| parent.name.as_deref());
    let title: Text = if member.is_element() {
        words::element_title(member).into()
    } else {
        words::name_as_title(member.name())
    };
    let meaning = match parent {
        Some(parent) => {
            format!(
                "Part of {}, whose meaning is up to the issuer of the token.",
                words::shown(parent)
            )
        }
        None => "Part of a list, whose meaning is up to the issuer of the token.".to_owned(),
    };
    Explanation::new(title, meaning)
}
