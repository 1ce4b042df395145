//! Header parameters whose meaning does not depend on their value.

/// A header parameter.
pub(super) struct Parameter {
    pub(super) name: &'static str,
    pub(super) title: &'static str,
    pub(super) meaning: &'static str,
    pub(super) source: &'static str,
    /// It belongs to encryption (RFC 7516).
    pub(super) only_jwe: bool,
}

/// The parameter of that exact name.
pub(super) fn find(name: &str) -> Option<&'static Parameter> {
    PARAMETERS.iter().find(|parameter| parameter.name == name)
}

const fn jws(
    name: &'static str,
    title: &'static str,
    source: &'static str,
    meaning: &'static str,
) -> Parameter {
    Parameter { name, title, meaning, source, only_jwe: false }
}

const fn jwe(
    name: &'static str,
    title: &'static str,
    source: &'static str,
    meaning: &'static str,
) -> Parameter {
    Parameter { name, title, meaning, source, only_jwe: true }
}

const PARAMETERS: &[Parameter] = &[
    jws(
        "cty",
        "Content type",
        "RFC 7515 §4.1.10",
        "What the payload is; `JWT` means that it is another token, inside this one.",
    ),
    jws(
        "crit",
        "Critical extensions",
        "RFC 7515 §4.1.11",
        "Parameters that a recipient must understand, or refuse the token.",
    ),
    jws(
        "jwk",
        "Key in the header",
        "RFC 7515 §4.1.3",
        "The public key that the token says it was signed with. A recipient that takes the key \
         from the token itself accepts any forgery.",
    ),
    jws(
        "jku",
        "Address of keys",
        "RFC 7515 §4.1.2",
        "Where the token says its public key can be fetched. A recipient that follows it lets the \
         sender choose the key; this tool never does.",
    ),
    jws(
        "x5u",
        "Address of certificates",
        "RFC 7515 §4.1.5",
        "Where the token says its certificate can be fetched. A recipient that follows it lets the \
         sender choose the key; this tool never does.",
    ),
    jws(
        "x5c",
        "Certificates",
        "RFC 7515 §4.1.6",
        "The certificate of the key that the token says it was signed with, and those that vouch \
         for it. It proves nothing unless the recipient trusts one of them already.",
    ),
    jws(
        "x5t",
        "Certificate thumbprint",
        "RFC 7515 §4.1.7",
        "The SHA-1 hash of the certificate of the key: by it a recipient finds the key in its own \
         list.",
    ),
    jws(
        "x5t#S256",
        "Certificate thumbprint",
        "RFC 7515 §4.1.8",
        "The SHA-256 hash of the certificate of the key: by it a recipient finds the key in its \
         own list.",
    ),
    jws(
        "b64",
        "Encoded payload",
        "RFC 7797 §3",
        "`false` means that the payload stands in the token as it is, without base64url, which a \
         JSON Web Token must not do.",
    ),
    jws(
        "nonce",
        "Nonce",
        "RFC 8555 §6.4",
        "A number that the server gave out for one use, so that a copied request is noticed.",
    ),
    jws(
        "url",
        "Address of the request",
        "RFC 8555 §6.4.1",
        "The address that a signed request is for; it belongs to requests for certificates (ACME).",
    ),
    jws(
        "ppt",
        "Telephone passport",
        "RFC 8225 §8.1",
        "The kind of a signed telephone call's passport.",
    ),
    jws(
        "svt",
        "Signature check",
        "RFC 9321",
        "A token that says how this signature was checked before.",
    ),
    jws(
        "iss",
        "Issuer, repeated",
        "RFC 7519 §5.3",
        "The issuer, repeated outside an encrypted payload. It counts only if it equals the claim.",
    ),
    jws(
        "sub",
        "Subject, repeated",
        "RFC 7519 §5.3",
        "The subject, repeated outside an encrypted payload. It counts only if it equals the claim.",
    ),
    jws(
        "aud",
        "Audience, repeated",
        "RFC 7519 §5.3",
        "The audience, repeated outside an encrypted payload. It counts only if it equals the claim.",
    ),
    jwe(
        "enc",
        "Content encryption",
        "RFC 7516 §4.1.2",
        "The cipher that hides the payload, which only the holder of the right key can read.",
    ),
    jwe(
        "zip",
        "Compression",
        "RFC 7516 §4.1.3",
        "The payload was compressed before it was encrypted; `DEF` is DEFLATE.",
    ),
    jwe(
        "epk",
        "Ephemeral key",
        "RFC 7518 §4.6.1.1",
        "A public key made for this one token: with it and its own private key the recipient works \
         out the key of the payload.",
    ),
    jwe(
        "apu",
        "About the sender",
        "RFC 7518 §4.6.1.2",
        "A name of the sender that goes into the key agreement.",
    ),
    jwe(
        "apv",
        "About the recipient",
        "RFC 7518 §4.6.1.3",
        "A name of the recipient that goes into the key agreement.",
    ),
    jwe(
        "iv",
        "Initialization vector",
        "RFC 7518 §4.7.1.1",
        "A number used once, for wrapping the payload's key.",
    ),
    jwe(
        "tag",
        "Authentication tag",
        "RFC 7518 §4.7.1.2",
        "By it the recipient sees that the wrapped key was not altered.",
    ),
    jwe(
        "p2s",
        "Salt",
        "RFC 7518 §4.8.1.1",
        "A random value that goes into making the key from a password.",
    ),
    jwe(
        "p2c",
        "Rounds",
        "RFC 7518 §4.8.1.2",
        "How often the password is hashed to make the key from it. A very large number is a way to \
         keep a recipient busy.",
    ),
];
