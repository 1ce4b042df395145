//! Alibaba Cloud STS.

use serde_json::{Value, json};
use service_account_token::VerdictOptions;
use service_account_token::report::StepResult;

use super::{but, expecting, fails, fits, public, verdict, with_result};
use crate::made::{IAT, legacy, with};
use crate::step;

const AUDIENCE: &str = "sts.aliyuncs.com";
const HOUR: i64 = 3600;

/// A token that lives for 30 days.
fn long() -> Value {
    with(public(AUDIENCE), &[("/exp", json!(IAT + 720 * HOUR))])
}

/// So many seconds after the token was issued, at a provider with this limit.
fn at(seconds: i64, limit: Option<u32>) -> VerdictOptions {
    but(expecting(AUDIENCE).now(IAT + seconds), |own| own.issuance_limit = limit)
}

#[test]
fn token_that_fits_leaves_only_the_publication_of_the_keys_open() {
    fits("alibaba-rrsa", &public(AUDIENCE), &expecting(AUDIENCE), &["public-keys"]);
    let stars = but(expecting(AUDIENCE), |own| {
        own.expected_subject = Some("system:serviceaccount:default:*".into());
    });
    fits("alibaba-rrsa", &public(AUDIENCE), &stars, &["public-keys"]);
}

#[test]
fn limit_is_compared_with_the_time_since_the_issue() {
    for hours in [1, 12, 168] {
        let most = i64::from(hours) * HOUR;
        fits("alibaba-rrsa", &long(), &at(most, Some(hours)), &["public-keys"]);
        fails("alibaba-rrsa", &long(), &at(most + 1, Some(hours)), "age", None);
    }
    let verdict = verdict("alibaba-rrsa", &long(), &at(13 * HOUR, Some(12)));
    assert_eq!(
        step(&verdict, "age").text,
        "The token is 13 hours old. Alibaba Cloud accepts it for at most 12 hours after `iat`."
    );
}

#[test]
fn limit_that_is_not_known_lies_within_its_bounds() {
    // Numbers out of bounds say nothing.
    for limit in [None, Some(0), Some(169), Some(u32::MAX)] {
        fits("alibaba-rrsa", &long(), &at(HOUR, limit), &["public-keys"]);
        fits("alibaba-rrsa", &long(), &at(HOUR + 1, limit), &["public-keys", "age"]);
        fits("alibaba-rrsa", &long(), &at(168 * HOUR, limit), &["public-keys", "age"]);
        fails("alibaba-rrsa", &long(), &at(168 * HOUR + 1, limit), "age", None);
    }
    let text = |seconds| {
        let verdict = verdict("alibaba-rrsa", &long(), &at(seconds, None));
        step(&verdict, "age").text.to_string()
    };
    assert_eq!(
        text(10),
        "The token is 10 seconds old. Alibaba Cloud accepts it for at least 1 hour after `iat`."
    );
    assert_eq!(
        text(2 * HOUR),
        "The token is 2 hours old. Alibaba Cloud accepts it for 1 hour to 7 days after `iat`, depending on the provider's `IssuanceLimitTime`. Enter that."
    );
}

#[test]
fn legacy_token_has_no_age() {
    let verdict = verdict("alibaba-rrsa", &legacy(), &expecting(AUDIENCE));
    let failed = with_result(&verdict, StepResult::Failed);
    assert_eq!(failed, ["issuer", "audience", "expiry", "public-keys"]);
    assert!(verdict.steps.iter().all(|step| step.check != "age"));
}
