//! Classifies member names: is the value public or secret?

use crate::kubernetes::claim_names::{KUBERNETES, LEGACY_PREFIX};

/// Names of values that identify a person, a program, a key, a commit or a session, or prove that
/// something is unchanged. Many look random, but none of them is a credential.
const PUBLIC: &[&str] = &[
    // RFC 7519, RFC 7515 and RFC 7516.
    "iss",
    "sub",
    "aud",
    "exp",
    "nbf",
    "iat",
    "jti",
    "alg",
    "enc",
    "zip",
    "typ",
    "cty",
    "crit",
    "kid",
    "x5t",
    "x5t#S256",
    "jku",
    "x5u",
    "url",
    "nonce",
    "iv",
    "tag",
    "apu",
    "apv",
    "p2s",
    // OpenID Connect and OAuth.
    "azp",
    "client_id",
    "cid",
    "at_hash",
    "c_hash",
    "s_hash",
    "sid",
    "session_state",
    "jkt",
    "name",
    "given_name",
    "family_name",
    "preferred_username",
    "picture",
    "email",
    "locale",
    "acr",
    "amr",
    "scope",
    "groups",
    "roles",
    "connector_id",
    "user_id",
    "username",
    "uid",
    "origin_jti",
    "ath",
    "eat_nonce",
    "txn",
    "_sd",
    "login_hint",
    "org_id",
    "owner_id",
    "device_id",
    "device_key",
    "trace_id",
    "thumbprint",
    "fingerprint",
    // Microsoft Entra and Google.
    "oid",
    "tid",
    "appid",
    "upn",
    "uti",
    "rh",
    "aio",
    "puid",
    "xms_mirid",
    "xms_cc",
    "xms_ftd",
    "scp",
    "ver",
    "hd",
    "project_id",
    "project_number",
    "instance_id",
    "instance_name",
    // Continuous integration.
    "sha",
    "workflow",
    "workflow_ref",
    "workflow_sha",
    "job_workflow_ref",
    "job_workflow_sha",
    "ref",
    "repository",
    "repository_id",
    "repository_owner",
    "actor",
    "environment",
    "namespace_id",
    "namespace_path",
    "project_path",
    "pipeline_id",
    "job_id",
    "user_login",
    "user_email",
    "ci_config_sha",
    "ci_config_ref_uri",
    "build_commit",
    "commit",
    "commit_sha",
    "git_commit",
    "revision",
    "machine_version",
    "image_digest",
    "image_id",
];

/// Endings of the names of members that hold credentials, in lower case and without `_` and `-`.
const SECRET: &[&str] = &[
    "accesskey",
    "apikey",
    "authorization",
    "clientkeydata",
    "connectionstring",
    "credential",
    "passcode",
    "passphrase",
    "passwd",
    "password",
    "privatekey",
    "pwd",
    "secret",
    "secretaccesskey",
    "secretkey",
    "sig",
    "signature",
    "token",
];

/// Public members of a JSON Web Key (RFC 7517 §4, RFC 7518 §6).
const PUBLIC_KEY: &[&str] = &["kty", "use", "key_ops", "crv", "x", "y", "n", "e"];

/// Private members of a JSON Web Key (RFC 7518 §6.2.2, §6.3.2, §6.4).
const PRIVATE_KEY: &[&str] = &["d", "p", "q", "dp", "dq", "qi", "r", "t", "oth", "k"];

/// What a name says about the value. Computed once per name, because an array may hold as many
/// values as its name has characters.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Meaning {
    /// The value may look random but is public.
    pub(super) public: bool,
    /// Kubernetes writes this claim and everything in it.
    pub(super) of_kubernetes: bool,
    /// The value is a credential.
    pub(super) secret: bool,
    /// The value is a credential, regardless of its form and content.
    pub(super) certain: bool,
    /// In a JSON Web Key, the value is public.
    pub(super) public_in_key: bool,
    /// In a JSON Web Key, only the key's holder may know the value.
    pub(super) private_in_key: bool,
    /// Prefixes that the value may have, including the dot.
    pub(super) prefixes: &'static [&'static str],
}

impl Meaning {
    pub(super) fn of(name: &str) -> Self {
        Self {
            public: is_public(name),
            of_kubernetes: is_of_kubernetes(name),
            secret: is_secret(name),
            certain: is_certain(name),
            public_in_key: is_public_key_member(name),
            private_in_key: is_private_key_member(name),
            prefixes: PREFIXES
                .iter()
                .find(|(known, _)| *known == name)
                .map_or(&[], |found| found.1),
        }
    }
}

/// Returns true if the name says that the value may look random and is public.
pub(crate) fn is_public(name: &str) -> bool {
    PUBLIC.contains(&name) || PUBLIC.iter().any(|known| is_damaged(name, known))
}

/// Returns true for a claim that Kubernetes writes, or a name below it.
fn is_of_kubernetes(name: &str) -> bool {
    let (begin, rest) = name.split_at_checked(KUBERNETES.len()).unwrap_or((name, ""));
    let is_known = begin == KUBERNETES || is_damaged(name, KUBERNETES);
    is_known && (rest.is_empty() || rest.starts_with('/')) || is_damaged_legacy(name)
}

/// Returns true for a legacy claim whose name has unreadable characters.
fn is_damaged_legacy(name: &str) -> bool {
    let begin: String = name.chars().take(LEGACY_PREFIX.len()).collect();
    is_damaged(&begin, LEGACY_PREFIX)
}

/// Returns true if the name matches the known one except for unreadable characters (U+FFFD).
fn is_damaged(name: &str, known: &str) -> bool {
    // The shortest character has one byte, and U+FFFD three.
    name.len() <= 3 * known.len()
        && name.contains('\u{fffd}')
        && name.chars().count() == known.chars().count()
        && name.chars().zip(known.chars()).all(|(c, known)| c == known || c == '\u{fffd}')
}

/// Names that mean nothing else: the value is a credential even if it looks like a word.
const CERTAIN: &[&str] = &[
    "apikey",
    "clientkeydata",
    "clientsecret",
    "passphrase",
    "passwd",
    "password",
    "privatekey",
    "refreshtoken",
    "accesstoken",
    "idtoken",
    "secretaccesskey",
];

/// Prefixes before a dot in the values of documented claims: `jti` of Okta, `rh` and `login_hint`
/// of Entra. What follows such a dot is not a signature.
const PREFIXES: &[(&str, &[&str])] =
    &[("jti", &["AT.", "ID."]), ("rh", &["0.", "1."]), ("login_hint", &["O."])];

/// The longest name of a credential. Only this much of a longer name's end is compared.
const LONGEST_NAME: usize = 40;

/// Returns true if the name says that the value is a credential.
pub(crate) fn is_secret(name: &str) -> bool {
    ends_in(name, SECRET)
}

/// Returns true if the name says that the value is a credential, regardless of its form.
pub(crate) fn is_certain(name: &str) -> bool {
    ends_in(name, CERTAIN)
}

fn ends_in(name: &str, known: &[&str]) -> bool {
    let plain = |c: &char| !matches!(c, '_' | '-' | ' ' | '.');
    let last = name.chars().rev().filter(plain).take(LONGEST_NAME).map(|c| c.to_ascii_lowercase());
    let name: String = last.collect::<Vec<_>>().into_iter().rev().collect();
    known.iter().any(|known| name.trim_end_matches('s').ends_with(known.trim_end_matches('s')))
}

/// Returns true for a member of a JSON Web Key that everyone may know.
pub(crate) fn is_public_key_member(name: &str) -> bool {
    PUBLIC_KEY.contains(&name)
}

/// Returns true for a member of a JSON Web Key that only the key's holder may know.
pub(crate) fn is_private_key_member(name: &str) -> bool {
    PRIVATE_KEY.contains(&name)
}
