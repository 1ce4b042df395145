//! The section that asks who would accept a token.

use e2e::{Outcome, Page, Setup};
use serde_json::{Value, json};
use thirtyfour::{By, Key};

use crate::accessibility::violations;
use crate::keyboard::{press, tab_to};
use crate::layout::{TOO_WIDE, UNFOLD, narrow};

in_every_engine!(
    verdict_follows_what_is_known: Setup::default(),
    verdict_follows_the_clock_of_the_timeline: Setup::default(),
    checked_signature_is_known: Setup::default(),
    what_is_known_is_said_by_keyboard: Setup::default(),
    pasted_message_leads_to_its_check: Setup::default(),
    trust_policy_is_read_and_reviewed: Setup::default(),
    nothing_is_asked_until_it_is_unfolded: Setup::default(),
    acceptance_fits_a_narrow_screen: narrow(),
);

const JWKS: &str = include_str!("../../../../www/examples/jwks.json");

/// Opens an example and unfolds the section.
async fn open(page: &Page, example: &str) -> Outcome {
    page.open_at(&format!("#example={example}")).await?;
    page.article().await?;
    page.script("document.querySelector('#acceptance summary').click();", Vec::new()).await?;
    page.wait_for("#acceptance .acceptance-verdict").await.map(drop)
}

/// Chooses a value as a person does.
async fn choose(page: &Page, id: &str, value: &str) -> Outcome {
    let script = "
        const [id, value] = arguments;
        const field = document.getElementById(id);
        field.value = value;
        const type = field.matches('select') ? 'change' : 'input';
        field.dispatchEvent(new Event(type, { bubbles: true, composed: true }));";
    page.script(script, vec![json!(id), json!(value)]).await.map(drop)
}

/// Waits for a verdict and the message of the check that decides it.
async fn comes_to(page: &Page, verdict: &str, message: Option<&str>) -> Outcome {
    page.wait_for(&format!(".acceptance-verdict[data-verdict={verdict}]")).await?;
    let script = "
        const [expected] = arguments;
        const failed = document.querySelector('[data-result=failed] .acceptance-message code');
        return (failed?.textContent.replaceAll('\u{200b}', '') ?? null) === expected;";
    let is_there = page.script(script, vec![json!(message)]).await?;
    assert_eq!(is_there, json!(true), "{message:?}");
    Ok(())
}

async fn verdict_follows_what_is_known(page: Page) -> Outcome {
    open(&page, "bound-pod-extended").await?;
    comes_to(&page, "undecided", None).await?;
    choose(&page, "asked-object", "deleted").await?;
    let gone = "service account token has been invalidated";
    comes_to(&page, "rejects", Some(gone)).await?;
    choose(&page, "asked-release", "22").await?;
    comes_to(&page, "rejects", Some("Token has been invalidated")).await?;
    choose(&page, "asked-api-audiences", "vault").await?;
    let first =
        "return document.querySelector('[data-result=failed]')?.dataset.check === 'audience';";
    page.wait_until("the audience fails first", first).await?;
    let found = violations(&page).await?;
    assert_eq!(found, Value::Array(Vec::new()), "{found:#}");
    // Another token is another object, and its sections are folded.
    page.paste(other()).await?;
    page.wait_for("#acceptance details:not([open])").await?;
    page.script("document.querySelector('#acceptance summary').click();", Vec::new()).await?;
    let own = "return document.querySelector('#asked-party')?.value === 'aws-sts';";
    page.wait_until("the party that the token is for comes first", own).await?;
    choose(&page, "asked-party", "api-server").await?;
    let unknown = "return document.querySelector('#asked-object')?.value === 'unknown';";
    page.wait_until("nothing is said about the other Pod", unknown).await
}

/// The role's policy names another ServiceAccount, and anything of its namespace would do.
async fn trust_policy_is_read_and_reviewed(page: Page) -> Outcome {
    let policy = |condition: &str| {
        let provider = "oidc.eks.eu-central-1.amazonaws.com/id/EXAMPLE000000000000000000EXAMPLE";
        format!(
            r#"{{"Version":"2012-10-17","Statement":[{{"Effect":"Allow",
            "Principal":{{"Federated":"arn:aws:iam::111122223333:oidc-provider/{provider}"}},
            "Action":"sts:AssumeRoleWithWebIdentity","Condition":{{
            "StringEquals":{{"{provider}:aud":"sts.amazonaws.com"}},
            "StringLike":{{"{provider}:sub":"{condition}"}}}}}}]}}"#
        )
    };
    open(&page, "eks-irsa").await?;
    choose(&page, "asked-policy", &policy("system:serviceaccount:example:other")).await?;
    let refused = "Not authorized to perform sts:AssumeRoleWithWebIdentity";
    page.wait_for("[data-result=failed][data-check=trust-policy]").await?;
    comes_to(&page, "rejects", Some(refused)).await?;
    choose(&page, "asked-policy", &policy("*")).await?;
    let passed =
        "return Boolean(document.querySelector('[data-result=passed][data-check=trust-policy]'));";
    page.wait_until("the policy is fulfilled", passed).await?;
    let review = page.wait_for(".acceptance-review [data-check=policy-review]").await?;
    assert!(review.text().await?.contains('*'));
    // No other recipient has one.
    choose(&page, "asked-party", "vault-jwt").await?;
    let is_gone = "return document.querySelector('#asked-policy') === null;";
    page.wait_until("there is no field for a policy", is_gone).await
}

fn other() -> &'static str {
    include_str!("../../../../www/examples/tokens/eks-irsa.txt")
}

async fn verdict_follows_the_clock_of_the_timeline(page: Page) -> Outcome {
    open(&page, "bound-pod-hour").await?;
    let end = "
        const slider = document.querySelector('.timeline-slider');
        slider.value = slider.max;
        slider.dispatchEvent(new Event('input', { bubbles: true, composed: true }));";
    page.script(end, Vec::new()).await?;
    comes_to(&page, "rejects", Some("service account token has expired")).await?;
    page.script(&end.replace("slider.max", "0"), Vec::new()).await?;
    page.wait_for("[data-result=failed][data-check=not-before]").await.map(drop)
}

async fn checked_signature_is_known(page: Page) -> Outcome {
    open(&page, "bound-pod-extended").await?;
    page.wait_for("[data-result=unknown][data-check=signature]").await?;
    choose(&page, "keys", JWKS).await?;
    let passed = "
        const passes = (check) => document.querySelector(`[data-result=passed][data-check=${check}]`);
        return Boolean(passes('signature') && passes('key'));";
    page.wait_until("the key and the signature pass", passed).await
}

async fn what_is_known_is_said_by_keyboard(page: Page) -> Outcome {
    page.open_at("#example=legacy-auto").await?;
    page.article().await?;
    page.script("document.querySelector('#result').focus();", Vec::new()).await?;
    tab_to(&page, ".section-nav a[href$='acceptance']").await?;
    press(&page, Key::Enter).await?;
    tab_to(&page, "#asked-object").await?;
    page.driver.active_element().await?.send_keys("del").await?;
    comes_to(&page, "rejects", Some("Token has been invalidated")).await?;
    tab_to(&page, "#asked-lookup").await?;
    page.driver.active_element().await?.send_keys("f").await?;
    comes_to(&page, "undecided", None).await
}

async fn pasted_message_leads_to_its_check(page: Page) -> Outcome {
    page.open().await?;
    page.paste(&format!("{}\nerr=\"service account UID (1) does not match claim (2)\"", other()))
        .await?;
    page.article().await?;
    page.wait_for("#acceptance .acceptance-pasted .link").await?.click().await?;
    let is_there = "
        const step = document.querySelector('[data-check=account-uid]');
        return step === document.activeElement && step.querySelector('details').open
            && step.innerText.includes('service account UID');";
    page.wait_until("the focus is on the check that explains it", is_there).await
}

/// What is folded is not asked again each second, nor while the user types.
async fn nothing_is_asked_until_it_is_unfolded(page: Page) -> Outcome {
    let is_empty =
        "return document.querySelector('#acceptance .section-body').childElementCount === 0;";
    page.open_at("#example=bound-pod-extended").await?;
    page.article().await?;
    assert_eq!(page.script(is_empty, Vec::new()).await?, json!(true));
    page.driver.find(By::ClassName("unfold-all")).await?.click().await?;
    page.wait_for("#acceptance .acceptance-verdict").await?;
    // "Expand all" unfolds also what it only now brings.
    let unfolded = "return !document.querySelector('#acceptance details:not([open])');";
    page.wait_until("every check is unfolded", unfolded).await?;
    page.script("document.querySelector('#acceptance summary').click();", Vec::new()).await?;
    page.wait_until("it is empty again", is_empty).await
}

async fn acceptance_fits_a_narrow_screen(page: Page) -> Outcome {
    page.visit("/narrow.html").await?;
    page.driver.enter_frame(0).await?;
    page.wait_for("#others button").await?.click().await?;
    page.ready().await?;
    assert_eq!(page.script("return innerWidth", Vec::new()).await?, json!(320));
    page.paste(other()).await?;
    page.article().await?;
    page.script(UNFOLD, Vec::new()).await?;
    page.wait_for("#acceptance .acceptance-verdict").await?;
    let long = format!("https://{}.example", "a".repeat(90));
    for (party, field) in [("aws-sts", "asked-expected-issuers"), ("api-server", "asked-issuers")] {
        choose(&page, "asked-party", party).await?;
        choose(&page, field, &long).await?;
        page.script(UNFOLD, Vec::new()).await?;
        page.wait_for("[data-result=failed][data-check=issuer]").await?;
        let too_wide = page.script(TOO_WIDE, Vec::new()).await?;
        assert_eq!(too_wide, Value::Null, "{party}: these reach past the edge");
    }
    page.driver.enter_default_frame().await
}
