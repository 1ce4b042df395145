//! The page is under its policy, and under the tighter one once it has loaded.

use e2e::{Outcome, Page, Setup};
use serde_json::json;
use xtask::engines::Engine;
use xtask::headers;

use crate::single_file::{Changed, file};

in_every_engine!(
    page_has_both_policies: Setup::default(),
    page_cannot_reach_even_its_own_server: Setup::default(),
    no_other_script_runs: Setup::default(),
    no_other_worker_runs: Setup::default(),
    only_the_encoding_precedes_the_policy: Setup::default(),
    script_before_the_policy_runs: Setup::default(),
    unused_features_are_disabled: Setup::default(),
);

async fn page_has_both_policies(page: Page) -> Outcome {
    page.open().await?;
    let policies = page
        .script(
            "return Array.from(
                 document.head.querySelectorAll('meta[http-equiv=Content-Security-Policy]'),
                 (meta) => meta.content,
             );",
            Vec::new(),
        )
        .await?;
    assert_eq!(policies, json!([headers::POLICY, headers::POLICY_AFTER_LOADING]));
    Ok(())
}

async fn page_cannot_reach_even_its_own_server(page: Page) -> Outcome {
    page.open().await?;
    let before = page.server.requests();
    let answer = page
        .async_script(
            "const stopped = new Set();
             document.addEventListener('securitypolicyviolation', (event) => {
                 stopped.add(event.effectiveDirective);
             });
             const fetched = await window.fetch('/').then(() => 'reached', () => 'stopped');
             const image = await new Promise((resolve) => {
                 const image = document.createElement('img');
                 image.onload = () => resolve('reached');
                 image.onerror = () => resolve('stopped');
                 image.src = '/picture.png';
             });
             navigator.sendBeacon?.('/');
             return [fetched, image, Array.from(stopped).sort()];",
        )
        .await?;
    assert_eq!(answer, json!(["stopped", "stopped", ["connect-src", "img-src"]]));
    assert_eq!(page.server.requests(), before);
    Ok(())
}

async fn no_other_script_runs(page: Page) -> Outcome {
    page.open().await?;
    let before = page.server.requests();
    let answer = page
        .async_script(
            "const attempt = (fill) => new Promise((resolve) => {
                 const script = document.createElement('script');
                 script.onload = () => resolve('ran');
                 script.onerror = () => resolve('stopped');
                 document.addEventListener('securitypolicyviolation', () => resolve('stopped'));
                 try {
                     fill(script);
                     document.head.append(script);
                 } catch {
                     resolve('stopped');
                 }
             });
             const inline = await attempt((script) => {
                 script.text = 'document.documentElement.dataset.ran = 1';
             });
             const { src } = document.querySelector('script[data-js]');
             const own = await attempt((script) => { script.src = src; });
             return [inline, own, document.documentElement.dataset.ran ?? null];",
        )
        .await?;
    assert_eq!(answer, json!(["stopped", "stopped", null]));
    assert_eq!(page.server.requests(), before);
    Ok(())
}

async fn no_other_worker_runs(page: Page) -> Outcome {
    page.open().await?;
    let before = page.server.requests();
    // Its own text, and a name of the policy's.
    let answer = page
        .async_script(
            "const stopped = [];
             const blob = new Blob(['postMessage(1)'], { type: 'text/javascript' });
             const { src } = document.querySelector('script[data-js]');
             for (const address of [URL.createObjectURL(blob), src]) {
                 try {
                     const worker = new Worker(address);
                     stopped.push(await new Promise((resolve) => {
                         worker.onmessage = () => resolve('ran');
                         worker.onerror = () => resolve('stopped');
                     }));
                 } catch {
                     stopped.push('stopped');
                 }
             }
             try {
                 trustedTypes.createPolicy('sa-token', {});
                 stopped.push('made');
             } catch {
                 stopped.push('stopped');
             }
             return [typeof globalThis.trustedTypes, ...stopped];",
        )
        .await?;
    assert_eq!(page.server.requests(), before);
    if answer.get(0) == Some(&json!("object")) {
        assert_eq!(answer, json!(["object", "stopped", "stopped", "stopped"]));
    } else {
        assert_eq!(answer.get(2), Some(&json!("stopped")), "{answer}");
    }
    Ok(())
}

async fn only_the_encoding_precedes_the_policy(page: Page) -> Outcome {
    let before = "const elements = Array.from(document.head.children);
        const policy = elements.findIndex(({ httpEquiv }) => httpEquiv === 'Content-Security-Policy');
        return elements.slice(0, policy).map(({ outerHTML }) => outerHTML);";
    page.open().await?;
    assert_eq!(page.script(before, Vec::new()).await?, json!([r#"<meta charset="utf-8">"#]));
    page.open_file(&file(), "").await?;
    assert_eq!(page.script(before, Vec::new()).await?, json!([r#"<meta charset="utf-8">"#]));
    Ok(())
}

/// What no policy inside a file can prevent: it says so in `privacy.html` of the single file.
async fn script_before_the_policy_runs(page: Page) -> Outcome {
    let changed = Changed::new(&page, "before", |text| {
        let script = "<script>document.documentElement.dataset.ran = 'a script';</script>";
        text.replacen("<head>", &format!("<head>{script}"), 1)
    });
    page.open_file(changed.path(), "").await?;
    let ran = "return document.documentElement.dataset.ran ?? null;";
    assert_eq!(page.script(ran, Vec::new()).await?, json!("a script"));
    Ok(())
}

/// Chromium alone tells a page which features are open to it.
async fn unused_features_are_disabled(page: Page) -> Outcome {
    page.open().await?;
    let open = "return document.featurePolicy?.allowedFeatures() ?? null;";
    let open = page.script(open, Vec::new()).await?;
    let Some(open) = open.as_array() else {
        assert_ne!(page.engine, Engine::Chromium, "it tells nothing any more");
        return Ok(());
    };
    let features = headers::PERMISSIONS_POLICY.split(", ").filter_map(|one| one.split_once('='));
    for (feature, list) in features.filter(|(_, list)| *list == "()") {
        assert!(!open.contains(&json!(feature)), "{feature}={list} is open: {open:?}");
    }
    for feature in ["clipboard-read", "clipboard-write"] {
        assert!(open.contains(&json!(feature)), "{feature} is closed: {open:?}");
    }
    Ok(())
}
