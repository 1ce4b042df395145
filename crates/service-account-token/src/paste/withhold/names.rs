//! Names of members that say whether a value is public or secret.

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

/// How the name of a member ends that holds a credential, in lower case and without `_` and `-`.
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

/// Members of a JSON Web Key that are public (RFC 7517 §4, RFC 7518 §6).
const PUBLIC_KEY: &[&str] = &["kty", "use", "key_ops", "crv", "x", "y", "n", "e"];

/// Members of a JSON Web Key that are private (RFC 7518 §6.2.2, §6.3.2, §6.4).
const PRIVATE_KEY: &[&str] = &["d", "p", "q", "dp", "dq", "qi", "r", "t", "oth", "k"];

/// What a name says of the value. Read once: an array may hold as many values as its name has
/// characters.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Meaning {
    /// The value may look random and is public.
    pub(super) public: bool,
    /// Kubernetes writes such a claim, and all that is in it.
    pub(super) of_kubernetes: bool,
    /// The value is a credential.
    pub(super) secret: bool,
    /// The value is a credential, whatever it looks like and holds.
    pub(super) certain: bool,
    /// In a JSON Web Key everybody may know the value.
    pub(super) public_in_key: bool,
    /// In a JSON Web Key only its holder may know the value.
    pub(super) private_in_key: bool,
    /// What the value may begin with, dot included.
    pub(super) prefixes: &'static [&'static str],
}

impl Meaning {
    pub(super) fn of(name: &str) -> Self {
        Self {
            public: PUBLIC.contains(&name) || PUBLIC.iter().any(|known| is_damaged(name, known)),
            of_kubernetes: is_of_kubernetes(name),
            secret: is_secret(name),
            certain: is_certain(name),
            public_in_key: PUBLIC_KEY.contains(&name),
            private_in_key: is_private_key_member(name),
            prefixes: PREFIXES
                .iter()
                .find(|(known, _)| *known == name)
                .map_or(&[], |found| found.1),
        }
    }
}

/// A claim that Kubernetes writes, or something below it.
fn is_of_kubernetes(name: &str) -> bool {
    let (begin, rest) = name.split_at_checked(KUBERNETES.len()).unwrap_or((name, ""));
    let is_known = begin == KUBERNETES || is_damaged(name, KUBERNETES);
    is_known && (rest.is_empty() || rest.starts_with('/')) || is_damaged_legacy(name)
}

/// A legacy claim some character of whose name cannot be read.
fn is_damaged_legacy(name: &str) -> bool {
    let begin: String = name.chars().take(LEGACY_PREFIX.len()).collect();
    is_damaged(&begin, LEGACY_PREFIX)
}

/// The name is this one but for characters that cannot be read (U+FFFD).
fn is_damaged(name: &str, known: &str) -> bool {
    // The shortest character has one byte, and U+FFFD three.
    name.len() <= 3 * known.len()
        && name.contains('\u{fffd}')
        && name.chars().count() == known.chars().count()
        && name.chars().zip(known.chars()).all(|(c, known)| c == known || c == '\u{fffd}')
}

/// Names that say nothing else: what follows one is a credential even if it looks like a word.
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

/// What values of documented claims begin with before a dot, which therefore begins no signature:
/// `jti` of Okta, `rh` and `login_hint` of Entra.
const PREFIXES: &[(&str, &[&str])] =
    &[("jti", &["AT.", "ID."]), ("rh", &["0.", "1."]), ("login_hint", &["O."])];

/// No name of a credential is longer; a longer one is looked at from its end.
const LONGEST_NAME: usize = 40;

/// Its name says that a value is a credential.
pub(super) fn is_secret(name: &str) -> bool {
    ends_in(name, SECRET)
}

/// Its name says that a value is a credential, whatever it looks like.
pub(super) fn is_certain(name: &str) -> bool {
    ends_in(name, CERTAIN)
}

fn ends_in(name: &str, known: &[&str]) -> bool {
    let plain = |c: &char| !matches!(c, '_' | '-' | ' ' | '.');
    let last = name.chars().rev().filter(plain).take(LONGEST_NAME).map(|c| c.to_ascii_lowercase());
    let name: String = last.collect::<Vec<_>>().into_iter().rev().collect();
    known.iter().any(|known| name.trim_end_matches('s').ends_with(known.trim_end_matches('s')))
}

/// A member of a JSON Web Key that only its holder may know.
pub(super) fn is_private_key_member(name: &str) -> bool {
    PRIVATE_KEY.contains(&name)
}
