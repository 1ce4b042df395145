//! Header parameters whose meaning does not depend on their value.

use crate::claims::explain::table;

/// A header parameter.
pub(super) struct Parameter {
    pub(super) title: &'static str,
    pub(super) meaning: &'static str,
    pub(super) source: &'static str,
    /// It belongs to encryption (RFC 7516).
    pub(super) only_jwe: bool,
}

/// The parameter of that exact name.
pub(super) fn find(name: &str) -> Option<Parameter> {
    let (title, words) = table::pair(JWS, name).or_else(|| table::pair(JWE, name))?;
    let (source, meaning) = words.split_once('|')?;
    Some(Parameter { title, meaning, source, only_jwe: table::row(JWE, name).is_some() })
}

/// `name|title|source|meaning` of the parameters of every token.
const JWS: &str = "\
cty|Content type|RFC 7515 §4.1.10|What the payload is; `JWT` means that it is another token, inside this one.
crit|Critical extensions|RFC 7515 §4.1.11|Parameters that a recipient must understand, or refuse the token.
jwk|Key in the header|RFC 7515 §4.1.3|The public key that the token says it was signed with. A recipient that takes the key from the token itself accepts any forgery.
jku|Address of keys|RFC 7515 §4.1.2|Where the token says its public key can be fetched. A recipient that follows it lets the sender choose the key; this tool never does.
x5u|Address of certificates|RFC 7515 §4.1.5|Where the token says its certificate can be fetched. A recipient that follows it lets the sender choose the key; this tool never does.
x5c|Certificates|RFC 7515 §4.1.6|The certificate of the key that the token says it was signed with, and those that vouch for it. It proves nothing unless the recipient trusts one of them already.
x5t|Certificate thumbprint|RFC 7515 §4.1.7|The SHA-1 hash of the certificate of the key: by it a recipient finds the key in its own list.
x5t#S256|Certificate thumbprint|RFC 7515 §4.1.8|The SHA-256 hash of the certificate of the key: by it a recipient finds the key in its own list.
b64|Encoded payload|RFC 7797 §3|`false` means that the payload stands in the token as it is, without base64url, which a JSON Web Token must not do.
nonce|Nonce|RFC 8555 §6.4|A number that the server gave out for one use, so that a copied request is noticed.
url|Address of the request|RFC 8555 §6.4.1|The address that a signed request is for; it belongs to requests for certificates (ACME).
ppt|Telephone passport|RFC 8225 §8.1|The kind of a signed telephone call's passport.
svt|Signature check|RFC 9321|A token that says how this signature was checked before.
iss|Issuer, repeated|RFC 7519 §5.3|The issuer, repeated outside an encrypted payload. It counts only if it equals the claim.
sub|Subject, repeated|RFC 7519 §5.3|The subject, repeated outside an encrypted payload. It counts only if it equals the claim.
aud|Audience, repeated|RFC 7519 §5.3|The audience, repeated outside an encrypted payload. It counts only if it equals the claim.";

/// The same of those of encrypted tokens alone.
const JWE: &str = "\
enc|Content encryption|RFC 7516 §4.1.2|The cipher that hides the payload, which only the holder of the right key can read.
zip|Compression|RFC 7516 §4.1.3|The payload was compressed before it was encrypted; `DEF` is DEFLATE.
epk|Ephemeral key|RFC 7518 §4.6.1.1|A public key made for this one token: with it and its own private key the recipient works out the key of the payload.
apu|About the sender|RFC 7518 §4.6.1.2|A name of the sender that goes into the key agreement.
apv|About the recipient|RFC 7518 §4.6.1.3|A name of the recipient that goes into the key agreement.
iv|Initialization vector|RFC 7518 §4.7.1.1|A number used once, for wrapping the payload's key.
tag|Authentication tag|RFC 7518 §4.7.1.2|By it the recipient sees that the wrapped key was not altered.
p2s|Salt|RFC 7518 §4.8.1.1|A random value that goes into making the key from a password.
p2c|Rounds|RFC 7518 §4.8.1.2|How often the password is hashed to make the key from it. A very large number is a way to keep a recipient busy.";
