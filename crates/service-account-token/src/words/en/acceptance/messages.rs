//! The messages of the API server, exactly as it logs them. What only the cluster knows is `…`.

use crate::facts::ObjectKind;
use crate::facts::acceptance::server::{Answer, Message, Release};
use crate::text::Text;
use crate::text::quote::escaped;

/// Returns the message of a release.
pub(super) fn api_server(message: &Message) -> Text {
    let Message { answer, release } = message;
    let is_old = *release < Release::LOWER_CASE;
    match answer {
        Answer::NotMine => "invalid bearer token".into(),
        Answer::NoKeys => "invalid signature, no keys found".into(),
        Answer::Signature => {
            format!("{}: error in cryptographic primitive", library(*release)).into()
        }
        Answer::NotANumericDate => {
            format!("{}/jwt: expected number value to unmarshal NumericDate", library(*release))
                .into()
        }
        Answer::NotAnAudience => format!(
            "{}/jwt: expected string or array value to unmarshal to Audience",
            library(*release)
        )
        .into(),
        Answer::CannotUnmarshal => "json: cannot unmarshal …".into(),
        Answer::Duplicate(name) => {
            format!("json: duplicate key '{}' in object", escaped(name)).into()
        }
        Answer::Audience { token, target } => format!(
            "token audiences {} is invalid for the target audiences {}",
            list(token),
            list(target)
        )
        .into(),
        Answer::NotYet if is_old => "Token could not be validated.".into(),
        // Its own word, which this tool never uses of a token.
        Answer::NotYet => ["service account token is not", "valid", "yet"].join(" ").into(),
        Answer::Expired if is_old => "Token has expired.".into(),
        Answer::Expired => "service account token has expired".into(),
        Answer::IssuedInFuture => "service account token is issued in the future".into(),
        Answer::ClaimMissing(claim) => format!("{claim} claim is missing").into(),
        Answer::SubjectInvalid => "sub claim is invalid".into(),
        Answer::AccountNotFound(name) => {
            format!("serviceaccounts \"{}\" not found", escaped(name)).into()
        }
        Answer::AccountNameEmpty => "resource name may not be empty".into(),
        Answer::AccountUid { uid, is_legacy } => {
            let account = account(is_old || *is_legacy);
            format!("{account} UID (…) does not match claim ({})", escaped(uid)).into()
        }
        Answer::AccountDeleted { namespace, name, is_legacy } => {
            let account = account(is_old || *is_legacy);
            format!("{account} {}/{} has been deleted", escaped(namespace), escaped(name)).into()
        }
        Answer::Invalidated { is_legacy } if is_old || *is_legacy => {
            "Token has been invalidated".into()
        }
        Answer::Invalidated { .. } => "service account token has been invalidated".into(),
        Answer::ObjectUid(kind, uid) => object_uid(*kind, uid, is_old),
        Answer::NodeGate => "token is bound to a Node object but the ServiceAccountTokenNodeBindingValidation feature gate is disabled".into(),
        Answer::OtherToken => "Token does not match server's copy".into(),
        Answer::Marked { namespace, secret, account } => {
            let [namespace, secret, account] = [namespace, secret, account].map(|text| escaped(text));
            format!("the token in secret {namespace}/{secret} for service account {namespace}/{account} has been marked invalid. Use tokens from the TokenRequest API or manually created secret-based tokens, or remove the 'kubernetes.io/legacy-token-invalid-since' label from the secret to temporarily allow use of this token").into()
        }
    }
}

/// The JOSE library, as its errors begin.
fn library(release: Release) -> &'static str {
    if release >= Release::GO_JOSE { "go-jose/go-jose" } else { "square/go-jose" }
}

/// The ServiceAccount, as the validator writes it: that of legacy tokens never changed.
fn account(is_capital: bool) -> &'static str {
    if is_capital { "ServiceAccount" } else { "service account" }
}

fn object_uid(kind: ObjectKind, uid: &str, is_old: bool) -> Text {
    let uid = escaped(uid);
    let kind = kind.as_str();
    if is_old {
        return format!("{kind} UID (…) does not match claim ({uid})").into();
    }
    let kind = kind.to_ascii_lowercase();
    format!("{kind} UID (…) does not match service account {kind} ref claim ({uid})").into()
}

/// As Go's `%q` writes a list of strings. An empty one is not known.
fn list(values: &[String]) -> String {
    if values.is_empty() {
        return "[…]".to_owned();
    }
    let quoted: Vec<_> = values.iter().map(|value| format!("\"{}\"", escaped(value))).collect();
    format!("[{}]", quoted.join(" "))
}
