//! Claims of OpenID Connect Core 1.0, of OAuth 2.0's extensions, and of the widespread identity
//! providers that add their own.

use super::{Entry, Table};
use crate::claims::explain::{Explanation, Member, table};

const CORE_5_1: &str = "OpenID Connect Core 1.0 §5.1";

/// Sources of the parts of known claims.
pub(super) const PARTS_SOURCE: &str = "IANA JSON Web Token Claims";

/// Shared by many issuers.
pub(super) const TABLES: &[Table] = &[
    Table { of: "", code: "", source: CORE_5_1, entries: PROFILE },
    Table { of: "", code: "", source: "OpenID Connect Core 1.0 §2", entries: ID_TOKEN },
    Table { of: "", code: "", source: "OpenID Connect Core 1.0 §3.3.2.11", entries: HASHES },
    Table { of: "", code: "", source: "IANA JSON Web Token Claims", entries: OAUTH },
    Table { of: "", code: "", source: "dexidp/dex server/oauth2.go", entries: DEX },
    Table { of: "Keycloak", code: "keycloak", source: "Keycloak documentation", entries: KEYCLOAK },
];

const PROFILE: &str = "\
name|Full name|The person's full name, as it is to be shown.
given_name|Given name|The person's given name or names.
family_name|Family name|The person's family name or names.
preferred_username|Preferred user name|The name by which the person wants to be called. It may change or be given to somebody else, so it is no safe key.
picture|Picture|The address of a picture of the person. This tool never loads it.
email|E-mail address|The person's e-mail address, which need not be unique; `email_verified` says whether it was checked.
locale|Language|The person's language, and often the country.
updated_at|Updated at|When the issuer last changed what it knows of the person.";

const ID_TOKEN: &str = "\
nonce|Nonce|A value that the client sent with its request and finds here again, so that an old token cannot be slipped to it.
auth_time|Signed in at|When the person last proved who they are.
acr|Authentication class|How strongly the person proved who they are, by a name that issuer and client agreed on.
amr|Authentication methods|How the person proved who they are (RFC 8176 names the usual ones).
azp|Authorized party|The client that the token was issued to, which need not be the one that it is for.";

const HASHES: &str = "\
at_hash|Access token hash|The first half of the hash of the access token that was issued with this one: it ties the two together.
c_hash|Code hash|The first half of the hash of the authorization code that this token came with: it ties the two together.";

const OAUTH: &str = "\
scope|Scope|What the bearer may ask for, as names between blanks.
client_id|Client|The OAuth client that the token was issued to.
cnf|Confirmation key|The key that the presenter must prove to hold (RFC 7800): without it the token alone is no use.
sid|Session id|The session at the issuer: its end can be told to others by this id.
groups|Groups|The groups that the subject belongs to, by the names of the issuer.
roles|Roles|The roles that the subject has, by the names of the issuer (RFC 9068).";

const DEX: &str = "\
federated_claims|Federated claims|Where the person signed in before Dex: the connector, and the id of the user there.";

const KEYCLOAK: &str = "\
realm_access|Realm roles|The subject's roles in the whole realm.
typ|Token type|What kind of token it is, such as `Bearer`, `ID` or `Refresh`.";

/// Claims whose meaning depends on their value.
pub(super) fn by_value(member: &Member<'_>) -> Option<Explanation> {
    let name = member.name();
    let source = member.json.source(member.id);
    let explanation = match (name, source, member.string()) {
        ("email_verified", "true", _) | ("email_verified", _, Some("true")) => Explanation::new(
            "E-mail verified",
            "The issuer says that it checked the address in `email`.",
        ),
        ("email_verified", ..) => Explanation::new(
            "E-mail verified",
            "The issuer does not say that it checked the address in `email`: it may be anybody's.",
        ),
        ("acr", _, Some("0")) => Explanation::new(
            "Authentication class",
            "`0`: the person did not prove who they are strongly enough for anything of value.",
        ),
        ("scope", _, Some(value)) if value.split_whitespace().nth(1).is_some() => Explanation::new(
            "Scope",
            format!("What the bearer may ask for: {} names.", value.split_whitespace().count()),
        ),
        _ => return None,
    };
    Some(explanation.documented(if name == "scope" { "RFC 8693 §4.2" } else { CORE_5_1 }))
}

/// What an element of a well known list is.
pub(super) fn element(path: &[&str]) -> Option<(&'static str, &'static str)> {
    Some(match path {
        ["groups", _] => ("A group that the subject belongs to.", PARTS_SOURCE),
        ["roles", _] | ["realm_access", "roles", _] => {
            ("A role that the subject has.", PARTS_SOURCE)
        }
        ["scope" | "scp", _] => ("Something that the bearer may ask for.", PARTS_SOURCE),
        _ => return None,
    })
}

/// An authentication method (RFC 8176 §2).
pub(super) fn method(value: &str) -> &'static str {
    table::row(METHODS, value).unwrap_or(
        "A way in which the person proved who they are, by the issuer's own name for it.",
    )
}

const METHODS: &str = "\
fpt|A fingerprint was recognised.
hwk|A key in hardware was used.
mfa|More than one factor was used.
otp|A one-time password was used.
pop|The holding of a key was proved.
pwd|A password was used.
sc|A smart card was used.
sms|A text message to a known number was used.
swk|A key in software was used.
wia|Windows vouched for the person.";

const CONFIRMATION: &str = "\
jkt|Key thumbprint|The thumbprint of the key with which each request must be signed (RFC 9449).
x5t#S256|Certificate thumbprint|The SHA-256 thumbprint of the client certificate that the connection must use (RFC 8705).
jwk|Public key|The key that the presenter must prove to hold, in full.
jwe|Encrypted key|The key that the presenter must prove to hold, encrypted for the recipient.
jku|Address of keys|Where the key can be looked up. This tool never does.
kid|Key id|Which key it is.";

const DEX_PARTS: &str = "\
connector_id|Connector|The connector of Dex through which the person signed in.
user_id|User there|The id of the user at that connector.";

const KEY: &str = "\
kty|Key type|The family of the key, such as RSA or EC.
use|Use|What the key is for: `sig` to sign, `enc` to encrypt.
key_ops|Key operations|What the key may be used for.
alg|Algorithm|The algorithm that the key is for.
kid|Key id|The key's name.
n|Modulus|The public modulus of an RSA key.
e|Exponent|The public exponent of an RSA key.
crv|Curve|The curve of an elliptic-curve key.
x|x|The public point of an elliptic-curve key, its first coordinate.
y|y|The public point of an elliptic-curve key, its second coordinate.
x5c|Certificates|The certificate of the key, and those that vouch for it.
x5t|Certificate thumbprint|The SHA-1 thumbprint of the key's certificate.
x5t#S256|Certificate thumbprint|The SHA-256 thumbprint of the key's certificate.
x5u|Address of certificates|Where the certificates can be looked up. This tool never does.
d|Private key|Part of a secret key. It has no place in a token: whoever reads it can sign.
p|Private key: first prime|Part of a secret key. It has no place in a token: whoever reads it can sign.
q|Private key: second prime|Part of a secret key. It has no place in a token: whoever reads it can sign.
dp|Private key: first exponent|Part of a secret key. It has no place in a token: whoever reads it can sign.
dq|Private key: second exponent|Part of a secret key. It has no place in a token: whoever reads it can sign.
qi|Private key: coefficient|Part of a secret key. It has no place in a token: whoever reads it can sign.
oth|Private key: other primes|Part of a secret key. It has no place in a token: whoever reads it can sign.
k|Secret key|Part of a secret key. It has no place in a token: whoever reads it can sign.";

/// A part of a well known object, by its path.
pub(super) fn part(path: &[&str], name: &str) -> Option<Entry> {
    let entries = match path {
        ["cnf", _] => CONFIRMATION,
        ["cnf", "jwk", _] => KEY,
        ["federated_claims", _] => DEX_PARTS,
        _ => return None,
    };
    table::pair(entries, name)
}

/// A member of a JSON Web Key (RFC 7517 §4, RFC 7518 §6).
pub(in crate::claims::explain) fn key_member(name: &str) -> Option<Entry> {
    table::pair(KEY, name)
}
