//! What the API server of the cluster that issued the token would answer, in its own words.

use crate::facts::api_server::Answer;
use crate::text::Text;
use crate::text::quote::escaped;

/// Returns the words of an answer.
pub(super) fn answer(answer: Answer) -> Text {
    match answer {
        Answer::NotMine => NOT_MINE.into(),
        Answer::BadSignature => SIGNATURE.into(),
        Answer::NotANumericDate => NUMERIC_DATE.into(),
        Answer::NotAnAudience => AUDIENCE_TYPE.into(),
        Answer::CannotUnmarshal => {
            "After the signature, a decoding error: `cannot unmarshal` …".into()
        }
        Answer::CriticalUndecodable => {
            "Before the signature, a decoding error: `cannot unmarshal` …".into()
        }
        Answer::IssuedInFuture => {
            "`service account token is issued in the future` (since 1.27; earlier releases do not \
             check)."
                .into()
        }
        Answer::SubjectInvalid => "`sub claim is invalid`.".into(),
        Answer::ClaimMissing(claim) => format!("`{claim} claim is missing`.").into(),
        Answer::AccountUidMismatch => {
            "`service account UID (…) does not match claim ()` (up to 1.22: `ServiceAccount UID (…) does not match claim ()`).".into()
        }
        Answer::Invalidated => {
            "`service account token has been invalidated` (up to 1.22: `Token has been \
             invalidated`)."
                .into()
        }
        Answer::SecretUidMismatch => {
            "`secret UID (…) does not match service account secret ref claim ()` (up to 1.22: \
             `Secret UID (…) does not match claim ()`)."
                .into()
        }
        Answer::PodUidMismatch => {
            "`pod UID (…) does not match service account pod ref claim ()` (up to 1.22: `Pod UID \
             (…) does not match claim ()`)."
                .into()
        }
        Answer::NodeUidMismatch => {
            "`node UID (…) does not match service account node ref claim ()`.".into()
        }
    }
}

/// It leaves the token to other authenticators.
pub(super) const NOT_MINE: &str =
    "`invalid bearer token` and nothing else: it does not recognize the token as its own.";

/// No key fits: the wording before and after 1.31, when the key came to be chosen by `kid`.
pub(super) const SIGNATURE: &str = "`go-jose/go-jose: error in cryptographic primitive` (up to 1.32 with `square/` instead of the first `go-jose/`). Since 1.31, for a token with a `kid`: `invalid signature, no keys found` if it has no key with that `kid`.";

/// A time that is no number.
pub(super) const NUMERIC_DATE: &str =
    "After the signature: `expected number value to unmarshal NumericDate`.";

/// An `aud` of another type.
const AUDIENCE_TYPE: &str =
    "After the signature: `expected string or array value to unmarshal to Audience`.";

pub(super) const EXPIRED: &str =
    "`service account token has expired` (up to 1.22: `Token has expired.`).";

pub(super) const NOT_VALID_YET: &str =
    "`service account token is not valid yet` (up to 1.22: `Token could not be validated.`).";

/// No audience of the token is one of those asked for. This comes before the check of the times.
pub(super) fn audiences(token: &[String], target: &[String]) -> String {
    let target = if target.is_empty() { "[…]".to_owned() } else { list(target) };
    format!("`token audiences {} is invalid for the target audiences {target}`.", list(token))
}

/// Two members of one name in an object that the API server decodes.
pub(super) fn duplicate(name: &str) -> String {
    format!("After the signature: `json: duplicate key '{}' in object`.", escaped(name))
}

/// As Go's `%q` writes a list of strings.
fn list(values: &[String]) -> String {
    let mut list = "[".to_owned();
    for (index, value) in values.iter().enumerate() {
        if index > 0 {
            list.push(' ');
        }
        if index == 8 {
            list.push('…');
            break;
        }
        list.push_str(&format!("\"{}\"", escaped(value)));
    }
    list.push(']');
    list
}
