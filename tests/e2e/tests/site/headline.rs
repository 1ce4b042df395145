//! The first line of an article stays one line on an ordinary screen.

use base64::Engine as _;
use base64::prelude::BASE64_URL_SAFE_NO_PAD as BASE64URL;
use e2e::{Outcome, Page, Setup, samples};
use serde_json::{Value, json};

in_every_engine!(
    headline_with_a_name_of_40_characters_is_one_line: Setup::default(),
    headline_with_a_longer_name_wraps: Setup::default(),
);

const UID: &str = "00000000-0000-4000-8000-000000000002";

/// An expired token bound to an object of this kind and name.
fn bound(kind: &str, name: &str) -> String {
    let payload = json!({
        "aud": ["https://kubernetes.default.svc.cluster.local"],
        "exp": samples::NOW + 3600, "iat": samples::NOW, "nbf": samples::NOW,
        "iss": "https://kubernetes.default.svc.cluster.local",
        "jti": "00000000-0000-4000-8000-000000000001",
        "kubernetes.io": {
            "namespace": "example",
            kind: { "name": name, "uid": UID },
            "serviceaccount": { "name": "demo", "uid": UID },
        },
        "sub": "system:serviceaccount:example:demo",
    });
    let header = BASE64URL.encode(r#"{"alg":"RS256","kid":"made-up"}"#);
    format!("{header}.{}.{}", BASE64URL.encode(payload.to_string()), "A".repeat(342))
}

/// How many lines the headline has, and whether it stays inside the page.
const LINES: &str = "
    const headline = document.querySelector('#headline');
    const words = headline.lastElementChild.getBoundingClientRect();
    const lines = Math.round(words.height / parseFloat(getComputedStyle(headline).lineHeight));
    return [lines, words.right <= document.documentElement.clientWidth];";

async fn lines(page: &Page, token: &str, width: u32) -> Outcome<Value> {
    page.driver.set_window_rect(0, 0, width, 900).await?;
    page.open().await?;
    page.paste(token).await?;
    page.article().await?;
    page.script(LINES, Vec::new()).await
}

async fn headline_with_a_name_of_40_characters_is_one_line(page: Page) -> Outcome {
    for (kind, name) in [
        ("pod", "ingress-nginx-controller-7d9c8b6f5-abcde"),
        ("node", "ip-10-0-12-34.eu-central-1.example.inter"),
        ("secret", "builder-dockercfg-x7x7x-abcdefghijklmnop"),
    ] {
        assert_eq!(name.len(), 40);
        assert_eq!(lines(&page, &bound(kind, name), 1280).await?, json!([1, true]), "{kind}");
    }
    Ok(())
}

async fn headline_with_a_longer_name_wraps(page: Page) -> Outcome {
    let name = "a-name-that-goes-on-".repeat(10) + "end";
    let lines = lines(&page, &bound("pod", &name), 1280).await?;
    assert!(lines.get(0).and_then(Value::as_u64) > Some(1), "{lines}");
    assert_eq!(lines.get(1), Some(&json!(true)));
    Ok(())
}
