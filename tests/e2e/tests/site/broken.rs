//! A page that was broken on purpose: its own script tries every way to tell somebody what was put
//! in. Under the policy that the page adds after loading none of it arrives, at its own server
//! neither; without that policy some does, which shows that these tests can fail. The listener that
//! cancels navigations is left out here: the policies have to do by themselves.

use e2e::{Outcome, Page, Setup, samples};
use serde_json::json;
use xtask::headers;
use xtask::server::{Server, Site, listen};

use crate::leaving::without_the_listener;

in_every_engine!(
    what_a_broken_page_tells_reaches_nobody: broken(without_the_listener),
    without_the_second_policy_it_reaches_its_own_server: broken(|script| {
        without_the_listener(script).replace(headers::POLICY_AFTER_LOADING, "")
    }),
    what_a_broken_reader_tells_reaches_nobody: broken_reader(headers::POLICY_AFTER_LOADING),
    without_the_second_policy_the_reader_reaches_its_own_server: broken_reader(""),
);

/// What a worker adds that tells its own server before it reads a long text. It reads on when it knows what
/// became of that.
const TELL: &str = "
if (!globalThis.document) {
  const read = onmessage;
  onmessage = async (event) => {
    await fetch(location.origin + '/told/reader').catch(() => {});
    read(event);
  };
}";

/// The built page, with such a worker and with this policy after loading.
fn broken_reader(policy: &str) -> Setup {
    let [boot, decoder] = [".mjs", ".js"].map(|ending| &*e2e::loaded_file(ending).leak());
    let text = e2e::text_of(boot).replace(headers::POLICY_AFTER_LOADING, policy);
    let extra = e2e::rebuilt_with(vec![(boot, text), (decoder, e2e::text_of(decoder) + TELL)]);
    Setup { extra, ..Setup::default() }
}

/// The built page, with a script that tells everybody.
fn broken(change: impl Fn(String) -> String) -> Setup {
    let extra = e2e::rebuilt(e2e::loaded_file(".mjs").leak(), |boot| {
        change(boot + "\n" + include_str!("broken/tell.mjs"))
    });
    Setup { extra, ..Setup::default() }
}

/// What was told to a server, in order of the alphabet.
fn told(server: &Server) -> Vec<String> {
    let mut told = server.requests();
    told.retain(|path| path.starts_with("/told/"));
    told.iter_mut().for_each(|path| *path = path.trim_start_matches("/told/").to_owned());
    told.sort();
    told.dedup();
    told
}

/// Pastes a token into the broken page, and waits until it tried everything; answers with the
/// parts of the policies that stopped something.
async fn betray(page: &Page, other: &Server) -> Outcome<String> {
    page.open().await?;
    let script = "document.documentElement.dataset.other = arguments[0];";
    page.script(script, vec![json!(other.address())]).await?;
    page.paste(samples::BOUND).await?;
    page.wait_until("it tried", "return 'told' in document.documentElement.dataset").await?;
    assert_eq!(page.article().await?.kind, "bound", "the page itself works on");
    let script = "return [document.documentElement.dataset.told,
        document.documentElement.dataset.stopped ?? ''];";
    let answer = page.script(script, Vec::new()).await?;
    assert_eq!(answer.get(0), Some(&json!("44")), "every way to both servers");
    // A navigation is what no policy stops. When it arrives, so has all that was sent before.
    page.visit("/afterwards").await?;
    let stopped = answer.get(1).and_then(|stopped| stopped.as_str());
    Ok(stopped.unwrap_or_default().to_owned())
}

fn another_server() -> Server {
    let server = listen(0).and_then(|listener| Server::start(Site::default(), listener));
    server.expect("a second server starts")
}

async fn what_a_broken_page_tells_reaches_nobody(page: Page) -> Outcome {
    let other = another_server();
    let stopped = betray(&page, &other).await?;
    assert_eq!(told(&page.server), [""; 0], "its own server was told");
    assert_eq!(other.requests(), [""; 0], "another server was asked");
    assert!(page.server.requests().iter().any(|path| path == "/afterwards"));
    for directive in ["connect-src", "img-src", "style-src-elem", "form-action"] {
        assert!(stopped.split(' ').any(|one| one == directive), "{directive} is not in {stopped}");
    }
    Ok(())
}

/// Has a long text read, and returns what the worker told the page's own server.
async fn told_by_the_reader(page: &Page) -> Outcome<Vec<String>> {
    page.open().await?;
    page.paste(&("a line of a log\n".repeat(10_000) + samples::BOUND)).await?;
    assert_eq!(page.article().await?.kind, "bound", "the worker reads on");
    Ok(told(&page.server))
}

async fn what_a_broken_reader_tells_reaches_nobody(page: Page) -> Outcome {
    assert_eq!(told_by_the_reader(&page).await?, [""; 0]);
    Ok(())
}

async fn without_the_second_policy_the_reader_reaches_its_own_server(page: Page) -> Outcome {
    assert_eq!(told_by_the_reader(&page).await?, ["reader"]);
    Ok(())
}

async fn without_the_second_policy_it_reaches_its_own_server(page: Page) -> Outcome {
    let other = another_server();
    betray(&page, &other).await?;
    let told = told(&page.server);
    for way in ["beacon", "events", "fetch", "image", "request", "script", "style"] {
        assert!(told.iter().any(|one| one == way), "{way} is not in {told:?}");
    }
    assert_eq!(other.requests(), [""; 0], "the first policy keeps others out by itself");
    Ok(())
}
