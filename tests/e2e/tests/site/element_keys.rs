//! The property `keys` of the element `<sa-token-decoder>`.

use e2e::{Outcome, Page};
use serde_json::{Value, json};

use crate::element::{JWKS, deed, heard, hosts, look, open, waits_for};

in_every_engine!(
    keys_of_the_host_check_the_signature: hosts(),
    private_key_of_the_host_is_not_kept: hosts(),
);

/// Waits until the row of the signature has this state.
pub(crate) async fn signature_is(page: &Page, state: &str) -> Outcome {
    let row = format!("find('[data-row=signature]')?.dataset.state === '{state}'");
    waits_for(page, &format!("the signature is {state}"), &row).await
}

async fn keys_of_the_host_check_the_signature(page: Page) -> Outcome {
    open(&page, "plain").await?;
    signature_is(&page, "unknown").await?;
    let jwks: Value = serde_json::from_str(JWKS)?;
    for keys in [jwks.clone(), json!(JWKS), json!([jwks.pointer("/keys/0"), JWKS])] {
        deed(&page, "setKeys", keys).await?;
        signature_is(&page, "usual").await?;
        let title = look(&page, "find('.keys-title strong').textContent").await?;
        assert_eq!(title, json!("Signed by this key"));
        assert_eq!(deed(&page, "setKeys", json!("")).await?, json!(""));
        signature_is(&page, "unknown").await?;
    }
    assert_eq!(deed(&page, "setKeys", json!(JWKS)).await?, json!(JWKS));
    deed(&page, "remove", Value::Null).await?;
    deed(&page, "putBack", Value::Null).await?;
    page.script("document.querySelector('sa-token-decoder').scrollIntoView();", vec![]).await?;
    signature_is(&page, "usual").await?;
    assert_eq!(deed(&page, "keys", Value::Null).await?, json!(JWKS));
    // Not in an attribute, nor from one.
    let attributes = deed(&page, "attributes", Value::Null).await?;
    assert!(!attributes.to_string().contains("keys"), "{attributes}");
    look(&page, "document.querySelector('sa-token-decoder').setAttribute('keys', '')").await?;
    assert_eq!(deed(&page, "keys", Value::Null).await?, json!(JWKS));
    deed(&page, "clear", Value::Null).await?;
    assert_eq!(deed(&page, "keys", Value::Null).await?, json!(""));
    let heard = heard(&page).await?;
    let is_own = |what: &str| matches!(what, "sa-token-decode" | "sa-token-clear");
    assert!(heard.iter().all(|(what, _)| is_own(what)), "{heard:?}");
    Ok(())
}

async fn private_key_of_the_host_is_not_kept(page: Page) -> Outcome {
    open(&page, "plain").await?;
    // RFC 8037 A.1.
    let key = json!({
        "kty": "OKP", "crv": "Ed25519",
        "d": "nWGxne_9WmC6hEr0kuwsxERJxWl7MmkZcDusAxyuf2A",
        "x": "11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo",
    });
    assert_eq!(deed(&page, "setKeys", key).await?, json!(""));
    waits_for(&page, "the refusal", "find('.keys-faults') !== null").await?;
    let held = look(&page, "find('.app').innerHTML.includes('nWGxne')").await?;
    assert_eq!(held, json!(false));
    Ok(())
}
