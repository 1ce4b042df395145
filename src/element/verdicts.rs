//! `verdicts`: who would accept a token.

use service_account_token::report::{ObjectState, VerificationReason};
use service_account_token::{Paste, VerdictOptions};
use wasm_bindgen::prelude::*;

use super::options::{member, position, seconds, texts};
use super::to_js;
use crate::browser::clock;

/// Returns who would accept a token, as a JavaScript array: the checks of each party, first the one that the
/// token's audience names. Empty if the text has no such token.
///
/// `text` is any text with a token. `options` may contain the `index` of the token among those that `inspect`
/// finds, `now` (Unix seconds; the computer's clock by default), and what you know:
///
/// - about the API server: `release` (`"1.31"`), `issuers`, `apiAudiences`, `requestedAudiences` (each a list
///   of strings) and `legacyLookup` (a boolean);
/// - about the cluster: `account` and `object` (each `"exists"`, `"terminating"`, `"deleted"` or
///   `"recreated"`), `secretHasToken` and `markedInvalid` (booleans);
/// - about the signature: `verification`, which is the result of `verify`;
/// - about a recipient: `expectedIssuers`, `expectedAudiences` (lists of strings), `expectedSubject` and
///   `policy` (strings), `maxLifetimeSeconds` and `issuanceLimitHours` (numbers).
///
/// # Errors
///
/// None that depend on the text or the options: what has another type counts as not known, and an `index` that no
/// token has gives an empty array.
#[wasm_bindgen]
pub fn verdicts(text: &str, options: &JsValue) -> Result<JsValue, JsValue> {
    let index = position(options, "index");
    to_js(&Paste::read(text.as_bytes()).verdicts(index, &settings(options)))
}

fn settings(options: &JsValue) -> VerdictOptions {
    let text = |name: &str| member(options, name).and_then(|value| value.as_string());
    let texts = |name: &str| texts(options, name);
    let flag = |name: &str| member(options, name).and_then(|value| value.as_bool());
    let number = |name: &str| member(options, name)?.as_f64().and_then(whole);
    let state = |name: &str| -> ObjectState {
        text(name).and_then(|state| state.parse().ok()).unwrap_or_default()
    };
    let mut settings =
        VerdictOptions::new().now(seconds(options).unwrap_or_else(clock::now_seconds));
    settings.release = text("release").and_then(|release| minor(&release));
    settings.issuers = texts("issuers");
    settings.api_audiences = texts("apiAudiences");
    settings.requested_audiences = texts("requestedAudiences");
    settings.legacy_lookup = flag("legacyLookup").unwrap_or(true);
    settings.account = state("account");
    settings.object = state("object");
    settings.secret_has_token = flag("secretHasToken");
    settings.marked_invalid = flag("markedInvalid");
    settings.signature = member(options, "verification")
        .and_then(|verification| member(&verification, "reason")?.as_string())
        .and_then(|reason| reason.parse::<VerificationReason>().ok());
    settings.expected_issuers = texts("expectedIssuers");
    settings.expected_audiences = texts("expectedAudiences");
    settings.expected_subject = text("expectedSubject");
    settings.policy = text("policy");
    settings.max_lifetime = number("maxLifetimeSeconds");
    settings.issuance_limit = number("issuanceLimitHours");
    settings
}

/// Returns a number that can be configured: neither a fraction nor out of range.
fn whole(number: f64) -> Option<u32> {
    let is_whole = number.fract() == 0.0 && (0.0..=f64::from(u32::MAX)).contains(&number);
    is_whole.then_some(number as u32)
}

/// Returns the minor version of `1.31`, `v1.31.2` and the like.
fn minor(release: &str) -> Option<u8> {
    let rest = release.trim().trim_start_matches('v').strip_prefix("1.")?;
    rest.split(|character: char| !character.is_ascii_digit()).next()?.parse().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn number_that_nobody_can_configure_is_not_known() {
        for (number, expected) in [
            (0.0, Some(0)),
            (3600.0, Some(3600)),
            (4_294_967_295.0, Some(u32::MAX)),
            (4_294_967_296.0, None),
            (0.5, None),
            (-1.0, None),
            (f64::NAN, None),
            (f64::INFINITY, None),
        ] {
            assert_eq!(whole(number), expected, "{number}");
        }
    }

    #[test]
    fn release_is_the_number_behind_the_first_dot() {
        for (text, expected) in [
            ("1.31", Some(31)),
            ("v1.31.2", Some(31)),
            ("1.27+", Some(27)),
            ("1.31.4-eks-2d5f260", Some(31)),
            ("31", None),
            ("1.", None),
            ("2.1", None),
            ("1.999", None),
        ] {
            assert_eq!(minor(text), expected, "{text}");
        }
    }
}
