//! A pasted document: which documents hold the tokens, the path to each, and what the page says of a
//! token from what is around it.

use e2e::{Article, Outcome, Page, Setup, samples};
use serde_json::json;

in_every_engine!(
    secret_tells_where_its_token_is_and_when_it_was_made: Setup::default(),
    kubeconfig_lists_the_token_of_each_user: Setup::default(),
    both_times_of_an_extended_token_request_are_explained: Setup::default(),
    pod_without_a_token_is_explained: Setup::default(),
    kubeconfig_in_a_secret_shows_each_step_to_its_token: Setup::default(),
);

/// A Secret with a legacy token, as kube-controller-manager fills it.
const SECRET: &str =
    include_str!("../../../../crates/service-account-token/tests/samples/secret-explicit.yaml");

const POD: &str = "apiVersion: v1
kind: Pod
metadata:
  name: web-0
spec:
  containers:
  - name: web
    image: registry.example/web
  volumes:
  - name: vault-token
    projected:
      sources:
      - serviceAccountToken:
          audience: vault
          expirationSeconds: 7200
          path: token
";

/// Asserts that a part of the page says this.
async fn says(page: &Page, css: &str, words: &str) -> Outcome {
    let script = "
        const [css, words] = arguments;
        const texts = Array.from(document.querySelectorAll(css), (found) => found.textContent);
        return texts.some((text) => text.replaceAll('\u{200b}', '').includes(words)) ? true : texts;";
    let found = page.script(script, vec![json!(css), json!(words)]).await?;
    assert_eq!(found, json!(true), "{css} does not say: {words}");
    Ok(())
}

/// A kubeconfig with these users, each with a name and what it logs in with.
fn kubeconfig(users: &[(&str, String)]) -> String {
    let mut text = "apiVersion: v1
kind: Config
current-context: dev
clusters:
- name: east
  cluster:
    server: https://192.0.2.1:6443
contexts:
- name: dev
  context:
    cluster: east
    user: ci
users:
"
    .to_owned();
    for (name, login) in users {
        text.push_str(&format!("- name: {name}\n  user:\n    {login}\n"));
    }
    text
}

async fn secret_tells_where_its_token_is_and_when_it_was_made(page: Page) -> Outcome {
    page.open().await?;
    page.paste(SECRET).await?;
    assert_eq!(page.article().await?, Article::new("legacy", None));
    says(&page, ".token-list-count", "1 token in a Secret").await?;
    says(&page, ".token-list-place", ".data.token").await?;
    says(&page, "#origin", "Secret default/explicit-sa-token").await?;
    says(&page, "#findings", "Its Secret was created on 2022-08-19 13:36:42 UTC.").await?;
    says(&page, "#findings", "ca.crt beside the token helps to find its cluster.").await
}

async fn kubeconfig_lists_the_token_of_each_user(page: Page) -> Outcome {
    let token = |token: &str| format!("token: {}", token.trim());
    let text = kubeconfig(&[
        ("ci", token(samples::BOUND)),
        ("old", token(samples::LEGACY_AUTO)),
        ("person", "exec:\n      command: aws".to_owned()),
    ]);
    page.open().await?;
    page.paste(&text).await?;
    assert_eq!(page.article().await?, Article::new("bound", Some("pod")));
    says(&page, ".token-list-count", "2 tokens in a kubeconfig").await?;
    for place in [".users[0].user.token", ".users[1].user.token"] {
        says(&page, ".token-list-place", place).await?;
    }
    let context = "The current context dev uses the token of user ci for the cluster east at https://192.0.2.1:6443.";
    says(&page, "#findings", context).await?;
    says(&page, "#findings", "For user person, kubectl runs aws to get a credential.").await?;
    let second = "document.querySelectorAll('.token-list button')[1].click();";
    page.script(second, Vec::new()).await?;
    page.wait_for("article[data-kind=legacy]").await?;
    says(&page, "#findings", "No context of this kubeconfig names user old.").await
}

async fn both_times_of_an_extended_token_request_are_explained(page: Page) -> Outcome {
    page.open().await?;
    page.paste(&format!(
        "{{\"kind\":\"TokenRequest\",\"apiVersion\":\"authentication.k8s.io/v1\",\"status\":{{\"token\":\"{}\",\"expirationTimestamp\":\"2022-08-19T12:49:08Z\"}}}}",
        samples::BOUND.trim(),
    ))
    .await?;
    assert_eq!(page.article().await?, Article::new("bound", Some("pod")));
    says(&page, ".token-list-place", ".status.token").await?;
    let both = "The document says 2022-08-19 12:49:08 UTC, as requested. The API server extended the token to 2023-08-19 11:49:01 UTC.";
    says(&page, "#findings", both).await
}

async fn pod_without_a_token_is_explained(page: Page) -> Outcome {
    page.open().await?;
    page.paste(POD).await?;
    page.wait_until(
        "the finding",
        "return document.body.textContent.includes('This volume holds no token.');",
    )
    .await?;
    let kubelet = "The kubelet requests one for the audience vault and writes it to the file token. Its lifetime is 2 hours.";
    says(&page, ".nothing-found .subject", kubelet).await?;
    page.no_article().await
}

async fn kubeconfig_in_a_secret_shows_each_step_to_its_token(page: Page) -> Outcome {
    use base64::Engine as _;
    use base64::engine::general_purpose::STANDARD;
    let inside = kubeconfig(&[("ci", format!("token: {}", samples::BOUND.trim()))]);
    let text = format!(
        "apiVersion: v1\nkind: Secret\nmetadata:\n  name: cluster\ndata:\n  kubeconfig: {}\n",
        STANDARD.encode(inside),
    );
    page.open().await?;
    page.paste(&text).await?;
    assert_eq!(page.article().await?, Article::new("bound", Some("pod")));
    says(&page, ".token-list-count", "1 token in a Secret").await?;
    says(&page, ".token-list-place", ".data.kubeconfig → .users[0].user.token").await?;
    says(&page, "#findings", "The current context dev uses the token of user ci").await
}
