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
    Table {
        of: "Okta",
        code: "okta",
        source: "Okta documentation: access token claims",
        entries: OKTA,
    },
    Table {
        of: "Amazon Cognito",
        code: "cognito",
        source: "Amazon Cognito documentation: ID token",
        entries: COGNITO,
    },
    Table { of: "Auth0", code: "auth0", source: "Auth0 documentation", entries: AUTH0 },
];

const PROFILE: &str = "\
name|Full name|The person's full name, as it is to be shown.
given_name|Given name|The person's given name or names.
family_name|Family name|The person's family name or names.
middle_name|Middle name|The person's middle name or names.
nickname|Nickname|A casual name, which need not be the given one.
preferred_username|Preferred user name|The name by which the person wants to be called. It may change or be given to somebody else, so it is no safe key.
profile|Profile page|The address of the person's profile page. This tool never opens it.
picture|Picture|The address of a picture of the person. This tool never loads it.
website|Web site|The address of the person's web page. This tool never opens it.
email|E-mail address|The person's e-mail address, which need not be unique; `email_verified` says whether it was checked.
gender|Gender|The person's gender, as they gave it.
birthdate|Date of birth|The person's date of birth; year 0000 means that it is left out.
zoneinfo|Time zone|The person's time zone, by its name in the tz database.
locale|Language|The person's language, and often the country.
phone_number|Telephone number|The person's telephone number.
address|Postal address|The person's postal address, in parts or as lines of text.
updated_at|Updated at|When the issuer last changed what it knows of the person.";

const ID_TOKEN: &str = "\
nonce|Nonce|A value that the client sent with its request and finds here again, so that an old token cannot be slipped to it.
auth_time|Signed in at|When the person last proved who they are.
acr|Authentication class|How strongly the person proved who they are, by a name that issuer and client agreed on.
amr|Authentication methods|How the person proved who they are (RFC 8176 names the usual ones).
azp|Authorized party|The client that the token was issued to, which need not be the one that it is for.
sub_jwk|Subject's key|The public key of an issuer that speaks for itself.";

const HASHES: &str = "\
at_hash|Access token hash|The first half of the hash of the access token that was issued with this one: it ties the two together.
c_hash|Code hash|The first half of the hash of the authorization code that this token came with: it ties the two together.";

const OAUTH: &str = "\
scope|Scope|What the bearer may ask for, as names between blanks.
client_id|Client|The OAuth client that the token was issued to.
act|Actor|Who acts for the subject, after a token exchange (RFC 8693).
may_act|May act|Who may act for the subject (RFC 8693).
cnf|Confirmation key|The key that the presenter must prove to hold (RFC 7800): without it the token alone is no use.
events|Events|What happened: the token is a notice of it (RFC 8417) and opens nothing.
txn|Transaction|An id of the transaction that the token belongs to (RFC 8417).
toe|Time of event|When the event happened (RFC 8417).
sid|Session id|The session at the issuer: its end can be told to others by this id.
groups|Groups|The groups that the subject belongs to, by the names of the issuer.
roles|Roles|The roles that the subject has, by the names of the issuer (RFC 9068).
entitlements|Entitlements|What the subject is entitled to, by the names of the issuer (RFC 9068).
authorization_details|Authorization details|What exactly the bearer may do, in parts (RFC 9396).
vot|Vector of trust|How far the issuer trusts that the person is who they say (RFC 8485).
vtm|Trustmark|Where the issuer explains its vector of trust (RFC 8485).
vc|Verifiable credential|A verifiable credential, carried in the token.
vp|Verifiable presentation|A verifiable presentation, carried in the token.
jcard|Contact card|The subject's contact card (RFC 7095).
status|Status|Where to look up whether the token was revoked.
vct|Credential type|The type of a credential that can be shown in parts.";

const DEX: &str = "\
federated_claims|Federated claims|Where the person signed in before Dex: the connector, and the id of the user there.";

const KEYCLOAK: &str = "\
realm_access|Realm roles|The subject's roles in the whole realm.
resource_access|Client roles|The subject's roles for each client.
session_state|Session id|The session at Keycloak, by the older name of `sid`.
allowed-origins|Allowed origins|The web origins from which the client may call.
typ|Token type|What kind of token it is, such as `Bearer`, `ID` or `Refresh`.";

const OKTA: &str = "\
cid|Client|The client that the token was issued to.
uid|User id|The id of the user.
scp|Scopes|What the bearer may ask for.";

const COGNITO: &str = "\
token_use|Token use|What the token is for: `id` or `access`.
cognito:username|User name|The user's name in the user pool.
cognito:groups|Groups|The groups of the user pool that the user belongs to.
cognito:roles|Roles|The IAM roles of those groups.
cognito:preferred_role|Preferred role|The IAM role that is taken first.
origin_jti|Sign-in id|An id of the sign-in, by which all of its tokens can be revoked.";

const AUTH0: &str = "\
gty|Grant type|How the token was asked for.
permissions|Permissions|What the bearer may do at the API.
org_id|Organisation|The organisation that the user signed in to.";

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
        ("phone_number_verified", "true", _) | ("phone_number_verified", _, Some("true")) => {
            Explanation::new(
                "Telephone verified",
                "The issuer says that it checked the number in `phone_number`.",
            )
        }
        ("phone_number_verified", ..) => Explanation::new(
            "Telephone verified",
            "The issuer does not say that it checked the number in `phone_number`.",
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
        ["roles", _] | ["realm_access", "roles", _] | ["resource_access", _, "roles", _] => {
            ("A role that the subject has.", PARTS_SOURCE)
        }
        ["entitlements", _] => ("Something that the subject is entitled to.", PARTS_SOURCE),
        ["scope" | "scp", _] => ("Something that the bearer may ask for.", PARTS_SOURCE),
        ["allowed-origins", _] => {
            ("A web origin from which the client may call.", "Keycloak documentation")
        }
        ["wids", _] => (
            "A role that the person has in the whole tenant, by the id of its template.",
            "Microsoft documentation: access token claims",
        ),
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
face|A face was recognised.
fpt|A fingerprint was recognised.
geo|The place was taken into account.
hwk|A key in hardware was used.
iris retina|An eye was recognised.
kba|Questions were answered.
mca|More than one channel was used, such as the network and the telephone.
mfa|More than one factor was used.
otp|A one-time password was used.
pin|A personal number or pattern was used.
pop|The holding of a key was proved.
pwd|A password was used.
rba|How much proof was asked for depended on the risk.
sc|A smart card was used.
sms|A text message to a known number was used.
swk|A key in software was used.
tel|A call to a known number was used.
user|The person showed that they were there.
vbm|A voice was recognised.
wia|Windows vouched for the person.";

const ADDRESS: &str = "\
formatted|Whole address|The whole address, as it is written on an envelope.
street_address|Street|Street, house number and the like.
locality|Place|City or place.
region|Region|State, province or region.
postal_code|Postal code|The postal code.
country|Country|The country.";

const ACTOR: &str = "\
sub|Actor: subject|Who acts, by the name that the issuer has for it.
iss|Actor: issuer|Who gave the actor that name.
client_id|Actor: client|The OAuth client that acts.
act|Earlier actor|Who acted before, in a chain of exchanges: information only.";

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

const KEYCLOAK_PARTS: &str = "\
roles|Roles|The names of the roles.";

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
        ["address", _] => ADDRESS,
        ["act" | "may_act", .., _] => ACTOR,
        ["cnf", _] => CONFIRMATION,
        ["cnf", "jwk", _] | ["sub_jwk", _] => KEY,
        ["federated_claims", _] => DEX_PARTS,
        ["realm_access", _] | ["resource_access", _, _] => KEYCLOAK_PARTS,
        _ => return None,
    };
    table::pair(entries, name)
}

/// A member of a JSON Web Key (RFC 7517 §4, RFC 7518 §6).
pub(in crate::claims::explain) fn key_member(name: &str) -> Option<Entry> {
    table::pair(KEY, name)
}
