//! Decoded claims are explained as a token's are, and never pass for the token.

use e2e::{Article, Outcome, Page, Setup};
use serde_json::json;

in_every_engine!(
    decoded_payload_is_explained_and_not_shared: Setup::default(),
);

/// The claims of a Pod's token, as `jq` prints them.
const PAYLOAD: &str = r#"{
  "aud": ["https://kubernetes.default.svc"],
  "exp": 1791536000,
  "iat": 1760000000,
  "iss": "https://kubernetes.default.svc",
  "kubernetes.io": {
    "namespace": "shop",
    "pod": { "name": "web-0", "uid": "00000002-1111-4222-8333-000000000002" },
    "serviceaccount": { "name": "web", "uid": "00000001-1111-4222-8333-000000000001" },
    "warnafter": 1760003607
  },
  "nbf": 1760000000,
  "sub": "system:serviceaccount:shop:web"
}"#;

async fn decoded_payload_is_explained_and_not_shared(page: Page) -> Outcome {
    page.open().await?;
    page.paste(PAYLOAD).await?;
    assert_eq!(page.article().await?, Article::new("bound", Some("pod")));
    let script = "
        const view = document.querySelector('.token-view');
        const json = view.querySelector('[data-part=payload] .part-json').textContent;
        return [view.querySelectorAll('.part').length, json.includes('serviceaccount:shop:web'),
            json.includes('eyJ'), document.querySelector('.share') !== null];";
    let shown = page.script(script, Vec::new()).await?;
    assert_eq!(shown, json!([1, true, false, false]), "one part, its JSON, no base64, no sharing");
    Ok(())
}
