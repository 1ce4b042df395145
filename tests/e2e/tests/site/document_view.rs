//! The document that a token is in: its tokens are marked, they can be chosen there, and everything secret
//! around them is hidden.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use e2e::{Article, Outcome, Page, Setup, samples};
use serde_json::{Value, json};

use crate::accessibility::violations;
use crate::layout::TOO_WIDE;

in_every_engine!(
    document_is_shown_with_its_secrets_hidden: Setup::default(),
    token_in_the_document_can_be_chosen: Setup::default(),
);

/// The lines that are shown, with their numbers.
const LINES: &str = "
    const lines = document.querySelectorAll('.document-text .document-line');
    return Array.from(lines, (line) => line.innerText.replace(/\\s+/g, ' ').trim());";

/// Everything that the page holds, but for the text area.
const TEXT: &str = "
    document.querySelector('textarea')?.remove();
    return document.documentElement.outerHTML;";

async fn document_is_shown_with_its_secrets_hidden(page: Page) -> Outcome {
    page.open().await?;
    let password = STANDARD.encode("correct-horse-battery");
    let (_, signature) = samples::BOUND.trim().rsplit_once('.').expect("it has a signature");
    page.paste(&format!(
        "apiVersion: v1\nkind: Secret\nmetadata:\n  name: demo\nstringData:\n  jwt: {}\ndata:\n  password: {password}\n",
        samples::BOUND.trim(),
    ))
    .await?;
    page.wait_for(".document-text").await?;
    let lines = page.script(LINES, Vec::new()).await?;
    let lines: Vec<&str> =
        lines.as_array().into_iter().flatten().filter_map(Value::as_str).collect();
    assert_eq!(
        lines.get(..5),
        Some(
            &["1 apiVersion: v1", "2 kind: Secret", "3 metadata:", "4 name: demo", "5 stringData:"]
                [..]
        )
    );
    let token = lines.get(5).expect("there is a token");
    assert!(token.starts_with("6 jwt: eyJ") && token.ends_with("signature hidden"), "{token}");
    assert_eq!(lines.get(6..), Some(&["7 data:", "8 password: password hidden"][..]));

    let found = violations(&page).await?;
    assert_eq!(found, Value::Array(Vec::new()), "{found:#}");
    assert_eq!(page.script(TOO_WIDE, Vec::new()).await?, Value::Null);
    let text = page.script(TEXT, Vec::new()).await?;
    let text = text.as_str().expect("it is a text");
    for secret in [&*password, signature] {
        assert!(!text.contains(secret), "the page holds {secret}");
    }
    Ok(())
}

async fn token_in_the_document_can_be_chosen(page: Page) -> Outcome {
    page.open().await?;
    page.paste(&format!(
        "kind: Config\napiVersion: v1\nusers:\n- name: a\n  user:\n    token: {}\n- name: b\n  user:\n    token: {}\n",
        samples::LEGACY_MANUAL.trim(),
        samples::BOUND.trim(),
    ))
    .await?;
    assert_eq!(page.article().await?, Article::new("legacy", None));
    page.wait_for("button.document-token").await?.click().await?;
    assert_eq!(page.article().await?, Article::new("bound", Some("pod")));
    let marked = "return document.querySelector('.document-text mark')?.dataset.kind;";
    assert_eq!(page.script(marked, Vec::new()).await?, json!("bound"));
    Ok(())
}
