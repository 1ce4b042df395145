//! What the API server would answer, in its own words. A client sees only `Unauthorized`; the texts
//! stand in the API server's log and in the `status.error` of a TokenReview. It answers with the
//! first thing it finds: form, then signature and claims' types, then issuer, audience, and last the
//! validator of the kind (kubernetes/kubernetes pkg/serviceaccount/jwt.go AuthenticateToken).

use super::quote::escaped;

/// The token is none of its own: it is left to the other authenticators.
pub(crate) const NOT_MINE: &str =
    "`invalid bearer token`, and nothing more: it does not take the token for one of its own.";

/// No key fits: the wording before and after 1.31, when the key came to be chosen by `kid`.
pub(crate) const SIGNATURE: &str = "`go-jose/go-jose: error in cryptographic primitive` (up to 1.32 with `square/` in place of the first `go-jose/`); since 1.31 `invalid signature, no keys found` where it has no key of that `kid`.";

/// A time that is no number.
pub(crate) const NUMERIC_DATE: &str =
    "Once the signature fits: `expected number value to unmarshal NumericDate`.";

pub(crate) const EXPIRED: &str =
    "`service account token has expired` (up to 1.22 `Token has expired.`).";

pub(crate) const NOT_VALID_YET: &str =
    "`service account token is not valid yet` (up to 1.22 `Token could not be validated.`).";

pub(crate) const ISSUED_IN_FUTURE: &str =
    "`service account token is issued in the future` (since 1.27; before, it did not check).";

pub(crate) const SUBJECT_INVALID: &str = "`sub claim is invalid`.";

/// No audience of the token is one of those asked for. This comes before the check of the times.
pub(crate) fn audiences(token: &[String], target: &[String]) -> String {
    let target = if target.is_empty() { "[…]".to_owned() } else { list(target) };
    format!("`token audiences {} is invalid for the target audiences {target}`.", list(token))
}

/// Two members of one name in an object that the API server decodes.
pub(crate) fn duplicate(name: &str) -> String {
    format!("Once the signature fits: `json: duplicate key '{}' in object`.", escaped(name))
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
