//! Names of members that say whether a value is public or secret.

/// The claim of bound tokens (kubernetes/kubernetes pkg/serviceaccount/claims.go).
const KUBERNETES: &str = "kubernetes.io";

/// What the claims of legacy tokens begin with (kubernetes/kubernetes pkg/serviceaccount/legacy.go).
const LEGACY: &str = "kubernetes.io/serviceaccount/";

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
];

/// Names of members that hold a credential, in lower case and without `_` and `-`.
const SECRET: &[&str] = &[
    "accesstoken",
    "apikey",
    "authorization",
    "awssecretaccesskey",
    "bearertoken",
    "clientkeydata",
    "clientsecret",
    "credential",
    "idtoken",
    "passphrase",
    "passwd",
    "password",
    "privatekey",
    "pwd",
    "refreshtoken",
    "secret",
    "secretaccesskey",
    "secretkey",
    "sessiontoken",
    "sharedsecret",
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
    /// In a JSON Web Key everybody may know the value.
    pub(super) public_in_key: bool,
    /// In a JSON Web Key only its holder may know the value.
    pub(super) private_in_key: bool,
}

impl Meaning {
    pub(super) fn of(name: &str) -> Self {
        Self {
            public: PUBLIC.contains(&name) || PUBLIC.iter().any(|known| is_damaged(name, known)),
            of_kubernetes: is_of_kubernetes(name),
            secret: is_secret(name),
            public_in_key: PUBLIC_KEY.contains(&name),
            private_in_key: PRIVATE_KEY.contains(&name),
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
    let begin: String = name.chars().take(LEGACY.len()).collect();
    is_damaged(&begin, LEGACY)
}

/// The name is this one but for characters that cannot be read (U+FFFD).
fn is_damaged(name: &str, known: &str) -> bool {
    // The shortest character has one byte, and U+FFFD three.
    name.len() <= 3 * known.len()
        && name.contains('\u{fffd}')
        && name.chars().count() == known.chars().count()
        && name.chars().zip(known.chars()).all(|(c, known)| c == known || c == '\u{fffd}')
}

/// Returns true if values of this name are credentials.
pub(super) fn is_secret(name: &str) -> bool {
    let plain = |c: &char| !matches!(c, '_' | '-' | ' ');
    let name: String = name.chars().filter(plain).flat_map(char::to_lowercase).collect();
    SECRET.contains(&&*name)
}
