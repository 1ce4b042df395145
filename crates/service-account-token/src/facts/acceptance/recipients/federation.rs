//! Databricks, Snowflake and IBM Cloud, which exchange the token for one of their own. Neither their answers
//! nor the order of their checks are documented.

use super::context::{Answers, Context, Finding, step};
use super::named;
use super::times::Leeway;
use crate::facts::acceptance::recipient::{Detail, Fix, Usual};
use crate::facts::acceptance::settings::Settings;
use crate::facts::acceptance::vocabulary::{Check, Order, Party, StepResult};
use crate::facts::acceptance::walk::{Step, Walk};
use crate::facts::conclusions::Facts;
use crate::facts::reading::Reading;
use crate::kubernetes;

const DATABRICKS: &str = "databricks/terraform-provider-databricks:docs/resources/service_principal_federation_policy.md";
const SNOWFLAKE: &str =
    "https://docs.snowflake.com/en/sql-reference/sql/alter-user-add-workload-identity";
const SNOWFLAKE_AUDIENCE: Usual = Usual::Default("snowflakecomputing.com");
const IBM: &str = "IBM/go-sdk-core:core/container_authenticator.go";
const IBM_GRANT: &str = "urn:ibm:params:oauth:grant-type:cr-token";

/// Returns the checks of Databricks: a federation policy has an issuer, audiences and a subject.
pub(super) fn databricks(reading: &Reading<'_>, _: &Facts, settings: &Settings) -> Walk {
    let context = Context::new(reading, settings);
    let steps = steps(&context, Usual::AccountId, DATABRICKS);
    // By default, the audience is the account's id, which names nobody.
    Walk::new(Party::Databricks, Order::Unknown, false, steps)
}

/// Returns the checks of Snowflake: a workload identity has `ISSUER`, `SUBJECT` and `OIDC_AUDIENCE_LIST`.
pub(super) fn snowflake(reading: &Reading<'_>, _: &Facts, settings: &Settings) -> Walk {
    let context = Context::new(reading, settings);
    let steps = steps(&context, SNOWFLAKE_AUDIENCE, SNOWFLAKE);
    let addressed = context.is_addressed(&[kubernetes::Party::Snowflake]);
    Walk::new(Party::Snowflake, Order::Unknown, addressed, steps)
}

fn steps(context: &Context<'_>, usual: Usual, source: &'static str) -> Vec<Step> {
    let own = |check: Check, finding: Finding, fix: Fix| -> Step {
        step(check, finding).needs(fix).source(source)
    };
    vec![
        own(Check::Issuer, context.issuer(), Fix::CorrectIssuer),
        own(Check::Subject, context.equal_subject(), Fix::CorrectSubject),
        own(Check::Audience, context.audience(usual), context.audience_fix(usual)),
        own(Check::Expiry, context.expiry(Leeway::NotPublished), Fix::ReadFileAgain),
        own(Check::PublicKeys, context.public_or_uploaded_keys(), Fix::OpenDiscoveryOrUpload),
        own(Check::Signature, context.signature(), Fix::CheckSignature),
    ]
}

/// Returns what is known of IBM Cloud: how the token is sent.
pub(super) fn ibm(reading: &Reading<'_>, _: &Facts, settings: &Settings) -> Walk {
    let context = Context::new(reading, settings);
    let grant = (StepResult::Unknown, Detail::GrantNotHere { grant: IBM_GRANT });
    let fix = Fix::NameGrant { grant: IBM_GRANT };
    let mut steps = vec![step(Check::Request, grant).needs(fix).source(IBM)];
    steps.extend(named::likely_steps(&context, IBM));
    let addressed = context.is_addressed(&[kubernetes::Party::IbmCloudIam]);
    Walk::new(Party::IbmCloudIam, Order::Unknown, addressed, steps).of_unknown_checks()
}
