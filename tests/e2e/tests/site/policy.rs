//! The page is under its policy, and under the tighter one once it has loaded.

use e2e::{Outcome, Page, Setup};
use serde_json::json;
use xtask::headers;

in_every_engine!(
    the_page_states_both_policies: Setup::default(),
    the_page_cannot_reach_even_its_own_server: Setup::default(),
    no_other_script_runs: Setup::default(),
    no_other_worker_runs: Setup::default(),
);

async fn the_page_states_both_policies(page: Page) -> Outcome {
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

async fn the_page_cannot_reach_even_its_own_server(page: Page) -> Outcome {
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
