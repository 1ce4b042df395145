//! The words of the section that checks signatures. What a result proves comes with it.

use service_account_token::report::{KeyForm, Verification, VerificationKey, VerificationStatus};

use super::counted;
use crate::state::KeysField;

pub const SIGNATURE: &str = "Signature";
pub const WHAT: &str = "Check which key signed this token. Your browser does it here: nothing is fetched or \
                        sent. For a token of a Kubernetes cluster, this command prints the public keys that \
                        the cluster lists:";
pub const COMMAND: &str = "kubectl get --raw /openid/v1/jwks";
pub const COMMAND_NAME: &str = "Print the public keys";
pub const PLACEHOLDER: &str = "Paste a JWKS, a JWK, a PEM public key or a certificate";
pub const CLEAR: &str = "Clear keys";
pub const CLEARED: &str = "Keys cleared";
pub const SECRET: &str = "HMAC secret";
pub const SECRET_NOTE: &str =
    "This token's algorithm uses a shared secret. Kubernetes never signs with one.";
pub const CHECKING: &str = "Checking…";
pub const ALL_TOKENS: &str = "All tokens in the text";
pub const ROTATION: &str = "Plan a key rotation";
pub const ROTATION_WHAT: &str = "Which tokens stop working when you remove an old key? Paste the old keys above, \
                                 and here the new keys, which stay.";
pub const NEW: &str = "among the new keys";
pub const CHECK: &str = "Check it with public keys";
pub const READ: &str = "Keys read";
pub const TOO_LONG: &str =
    "Keys of more than 256 KiB are not read. Paste only the keys that you need.";
pub const EMPTIED: &str = "The field is empty again, and the page kept none of its text.";

pub const KID: &str = "kid";
pub const KUBERNETES_KID: &str = "Kubernetes kid";
pub const THUMBPRINT: &str = "Thumbprint";
pub const SAME: &str = "the same";
pub const SIGNER: &str = "it signed this token";
pub const NO_KID: &str = "none";

/// Returns the label of a field.
pub const fn field(field: KeysField) -> &'static str {
    match field {
        KeysField::Current => "Public keys",
        KeysField::New => "New public keys",
    }
}

/// Returns the words of the button that opens files of keys.
pub const fn open_file(field: KeysField) -> &'static str {
    match field {
        KeysField::Current => "Open key file",
        KeysField::New => "Open new key file",
    }
}

/// Returns the form in which a key was written.
pub const fn form(form: KeyForm) -> &'static str {
    match form {
        KeyForm::Jwks => "from a JWKS",
        KeyForm::Jwk => "from a JWK",
        KeyForm::Spki | KeyForm::Pkcs1 => "from a public key in PEM or DER",
        KeyForm::Certificate => "from a certificate, which itself is not verified",
        KeyForm::Secret => "the secret",
    }
}

/// Returns what tells a key from the others: a `kid`, or its type for a secret.
pub fn name(key: &VerificationKey) -> &str {
    key.kid.as_ref().or(key.kubernetes_kid.as_ref()).unwrap_or(&key.key_type)
}

/// Returns a result as the words of its row.
pub fn row(result: &Verification) -> String {
    match &result.key {
        Some(key) if result.status == VerificationStatus::Signed => {
            format!("{}: `{}`", result.title, name(key))
        }
        _ => result.title.to_string(),
    }
}

/// Returns what assistive technology is told about a result.
pub fn announcement(result: &Verification) -> String {
    format!("{}. {}", result.title, result.text)
}

/// Returns what assistive technology is told about a private key, with what is wrong with it.
pub fn refused(fault: &str) -> String {
    format!("{fault} {EMPTIED}")
}

/// Returns how many tokens have the same result, before the name of the key if one signed them.
pub fn group(count: usize, status: VerificationStatus) -> String {
    match status {
        VerificationStatus::Signed => format!("{count} signed by"),
        VerificationStatus::NoKey => format!("{count} signed by no key here"),
        VerificationStatus::BadSignature => counted(
            count,
            "signature does not match these keys",
            "signatures do not match these keys",
        ),
        VerificationStatus::NotCheckable | VerificationStatus::Refused => {
            format!("{count} not checked")
        }
    }
}
