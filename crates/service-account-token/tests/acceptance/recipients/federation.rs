//! Databricks, Snowflake and IBM Cloud.

use service_account_token::VerdictOptions;
use service_account_token::report::{Decision, StepResult, VerdictOrder};

use super::{but, expecting, fails, fits, public, verdict, with_result};
use crate::made::IAT;
use crate::step;

const ACCOUNT: &str = "0a1b2c3d-0000-4000-8000-000000000001";

#[test]
fn token_fits_a_policy_of_databricks_and_an_identity_of_snowflake() {
    for (party, audience) in [("databricks", ACCOUNT), ("snowflake", "snowflakecomputing.com")] {
        fits(party, &public(audience), &expecting(audience), &["public-keys"]);
        let listed = but(expecting("a"), |own| own.expected_audiences.push(audience.into()));
        fits(party, &public(audience), &listed, &["public-keys"]);
    }
}

#[test]
fn subject_has_to_be_equal() {
    for party in ["databricks", "snowflake"] {
        for subject in ["system:serviceaccount:default:*", "system:serviceaccount:default:Build"] {
            let own = but(expecting("app"), |own| own.expected_subject = Some(subject.into()));
            fails(party, &public("app"), &own, "subject", None);
        }
    }
}

#[test]
fn default_audience_is_said() {
    let text = |party: &str| {
        let verdict = verdict(party, &public("x"), &VerdictOptions::new());
        step(&verdict, "audience").text.to_string()
    };
    assert_eq!(
        text("databricks"),
        "The token is for `x`. Databricks accepts the id of the account, unless its policy lists others. Enter the audiences that it accepts."
    );
    assert_eq!(
        text("snowflake"),
        "The token is for `x`. Snowflake usually accepts `snowflakecomputing.com`. Enter the audiences that it accepts."
    );
}

#[test]
fn nothing_follows_from_the_checks_of_ibm() {
    for options in [expecting("iam"), expecting("iam").now(IAT + 9999), VerdictOptions::new()] {
        let verdict = verdict("ibm-cloud-iam", &public("iam"), &options);
        assert_eq!((verdict.verdict, verdict.order), (Decision::Unknown, VerdictOrder::Unknown));
        assert_eq!(verdict.title, "This tool does not know its checks");
        assert_eq!(
            verdict.text,
            "Most recipients make the checks below. IBM Cloud IAM may make fewer, or others."
        );
    }
    let late = verdict("ibm-cloud-iam", &public("iam"), &expecting("iam").now(IAT + 9999));
    assert_eq!(with_result(&late, StepResult::Failed), ["expiry"]);
    let request = step(&late, "request");
    assert_eq!(
        request.text,
        "The request must have the grant type `urn:ibm:params:oauth:grant-type:cr-token` and name a trusted profile. The token does not show that."
    );
    assert_eq!(
        request.fix.as_deref(),
        Some(
            "Send the token as `cr_token`, with `urn:ibm:params:oauth:grant-type:cr-token` as `grant_type`."
        )
    );
}
