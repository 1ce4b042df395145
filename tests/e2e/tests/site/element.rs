//! The element `<sa-token-decoder>` in pages of others, which stand in `tests/e2e/hosts`.

use e2e::{Outcome, Page, Setup, samples};
use serde_json::{Value, json};
use thirtyfour::Key;
use thirtyfour::error::WebDriverError;

use crate::accessibility::violations;
use crate::element_keys::signature_is;

in_every_engine!(
    an_example_is_shown: hosts(),
    nothing_else_is_loaded_until_it_is_scrolled_to: hosts(),
    what_it_shows_outlives_a_move_and_a_removal: hosts(),
    an_element_leaves_nothing_to_the_next_one: hosts(),
    a_strict_policy_stops_nothing: hosts(),
    the_classic_script_needs_nothing_else: hosts(),
    where_wasm_is_forbidden_the_fallback_stays: hosts(),
    after_a_panic_the_fallback_is_shown: hosts(),
    a_host_in_quirks_mode_changes_nothing: hosts(),
    styles_of_the_host_stay_out: hosts(),
    styles_of_the_element_stay_in: hosts(),
    a_host_that_reads_from_right_to_left_changes_nothing: hosts(),
    two_versions_at_once_do_no_harm: hosts(),
    events_tell_of_a_token_and_hold_nothing_of_it: hosts(),
    what_is_typed_is_not_heard_outside: hosts(),
    a_form_around_it_is_not_sent_and_gets_nothing: hosts(),
    what_is_inspected_goes_by_the_attribute_before_anything_is_shown: hosts(),
    an_example_opens_without_the_address: hosts(),
    attributes_change_what_is_shown: hosts(),
    properties_that_were_set_before_count: hosts(),
    the_theme_is_that_of_the_host: hosts(),
    a_code_block_becomes_an_element: hosts(),
    axe_finds_nothing_in_an_element: hosts(),
);

/// Each file of `tests/e2e/hosts` at its address.
macro_rules! host_files {
    ($($name:literal),+ $(,)?) => {
        vec![$((concat!("/hosts/", $name), include_str!(concat!("../../hosts/", $name)))),+]
    };
}

/// A site with the hosts, without the page's own policy.
pub(crate) fn hosts() -> Setup {
    let mut extra = host_files![
        "before.html",
        "before.mjs",
        "blocks.html",
        "classic.html",
        "compact.html",
        "dark.css",
        "dark.html",
        "empty.html",
        "forbidden.html",
        "form.html",
        "host.mjs",
        "lazy.css",
        "lazy.html",
        "looks.html",
        "plain.html",
        "quirks.html",
        "rtl.html",
        "strict.html",
        "styles.css",
        "styles.html",
        "versions.html",
    ];
    extra.push(("/hosts/jwks.json", JWKS));
    Setup { extra, framed: true, ..Setup::default() }
}

/// The keys of the examples.
pub(crate) const JWKS: &str = include_str!("../../../../www/examples/jwks.json");

const MODULE: &str = "/embed/sa-token-decoder.mjs";
const CORE: &str = "/embed/sa-token-core.mjs";
const WASM: &str = "/embed/sa-token-decoder_bg.wasm";
const CLASSIC: &str = "/embed/sa-token-decoder.classic.js";

/// Finds in the shadow of the first element.
const FIND: &str = "const find = (selector) =>
    document.querySelector('sa-token-decoder')?.shadowRoot?.querySelector(selector) ?? null;";

/// Opens a host, scrolls to its element and waits for the headline.
pub(crate) async fn open(page: &Page, host: &str) -> Outcome {
    page.visit(&format!("/hosts/{host}.html")).await?;
    page.script("document.querySelector('sa-token-decoder').scrollIntoView();", vec![]).await?;
    waits_for(page, "an article", "find('article[data-kind]') !== null").await
}

/// Waits until this is true, with `find` at hand.
pub(crate) async fn waits_for(page: &Page, what: &str, condition: &str) -> Outcome {
    page.wait_until(what, &format!("{FIND} return {condition};")).await
}

pub(crate) async fn look(page: &Page, what: &str) -> Outcome<Value> {
    page.script(&format!("{FIND} return {what};"), Vec::new()).await
}

/// What it says of the legacy example.
pub(crate) const LEGACY: &str = "Legacy token from Secret default-token-x7x7x";

pub(crate) async fn headline(page: &Page) -> Outcome<String> {
    let headline = look(page, "find('.subject')?.textContent ?? ''").await?;
    Ok(headline.as_str().unwrap_or_default().to_owned())
}

/// Has the host do something, and answers what came of it.
pub(crate) async fn deed(page: &Page, name: &str, detail: Value) -> Outcome<Value> {
    page.script(
        "const page = document.documentElement;
         page.dataset.deed = arguments[0];
         delete page.dataset.done;
         document.dispatchEvent(new Event('deed'));",
        vec![json!(json!([name, detail]).to_string())],
    )
    .await?;
    page.wait_until(name, "return 'done' in document.documentElement.dataset;").await?;
    let done = page.script("return document.documentElement.dataset.done", vec![]).await?;
    Ok(serde_json::from_str(done.as_str().unwrap_or_default())?)
}

/// What the host has heard.
pub(crate) async fn heard(page: &Page) -> Outcome<Vec<(String, Value)>> {
    let heard = page.script("return document.documentElement.dataset.heard", vec![]).await?;
    Ok(serde_json::from_str(heard.as_str().unwrap_or_default())?)
}

/// What was asked for in the folder of the element.
fn loaded(page: &Page) -> Vec<String> {
    page.server.requests().into_iter().filter(|path| path.starts_with("/embed/")).collect()
}

async fn an_example_is_shown(page: Page) -> Outcome {
    open(&page, "plain").await?;
    assert_eq!(headline(&page).await?, LEGACY);
    let shown = look(
        &page,
        "[find('.rows').checkVisibility(), find('.example-note strong').textContent,
          find('.clock-note'), find('.rows').getAttribute('part'),
          document.querySelector('#fallback').checkVisibility()]",
    );
    let title = "A legacy token, created automatically";
    // A legacy token has no times, which a clock could change.
    assert_eq!(shown.await?, json!([true, title, null, "rows", false]));
    let hidden = look(&page, "['.masthead', '.skip'].map((name) => find(name).checkVisibility())");
    assert_eq!(hidden.await?, json!([false, false]), "they are of the page itself");
    Ok(())
}

async fn nothing_else_is_loaded_until_it_is_scrolled_to(page: Page) -> Outcome {
    page.visit("/hosts/lazy.html").await?;
    let defined = "return document.querySelector('sa-token-decoder').shadowRoot !== null;";
    page.wait_until("the element is defined", defined).await?;
    // As long as a frame or two of the browser's.
    page.async_script(
        "for (let frame = 0; frame < 5; frame += 1) await new Promise(requestAnimationFrame);",
    )
    .await?;
    assert_eq!(loaded(&page), [MODULE]);
    page.script("scrollTo(0, document.documentElement.scrollHeight);", vec![]).await?;
    let all = "return Array.from(document.querySelectorAll('sa-token-decoder'))
        .every(({ shadowRoot }) => shadowRoot.querySelector('article[data-kind]'));";
    // As one grows the next may be out of sight.
    let scroll = "for (const one of document.querySelectorAll('sa-token-decoder')) {
        if (!one.shadowRoot.querySelector('article')) { one.scrollIntoView(); break; } }";
    page.wait_until("all of them", &format!("{scroll} {all}")).await?;
    let mut files = loaded(&page);
    files.sort();
    assert_eq!(files, [CORE, MODULE, WASM], "each once, however many elements there are");
    Ok(())
}

async fn what_it_shows_outlives_a_move_and_a_removal(page: Page) -> Outcome {
    open(&page, "plain").await?;
    deed(&page, "move", Value::Null).await?;
    assert_eq!(headline(&page).await?, LEGACY);
    deed(&page, "setValue", json!(samples::BOUND)).await?;
    waits_for(&page, "the other", "find('.subject').textContent.startsWith('Bound')").await?;
    for _ in 0..3 {
        deed(&page, "remove", Value::Null).await?;
        deed(&page, "putBack", Value::Null).await?;
        page.script("document.querySelector('sa-token-decoder').scrollIntoView();", vec![]).await?;
        waits_for(&page, "it is back", "find('article[data-kind]') !== null").await?;
        assert_eq!(headline(&page).await?, "Bound token of Pod busybox");
        assert_eq!(deed(&page, "value", Value::Null).await?, json!(samples::BOUND));
    }
    let pages = page.script("return document.documentElement.dataset.pages", vec![]).await?;
    assert_eq!(pages, json!("1"), "those before are unmounted");
    Ok(())
}

async fn an_element_leaves_nothing_to_the_next_one(page: Page) -> Outcome {
    open(&page, "plain").await?;
    deed(&page, "setValue", json!(samples::BOUND)).await?;
    waits_for(&page, "the other", "find('.subject').textContent.startsWith('Bound')").await?;
    deed(&page, "remove", Value::Null).await?;
    deed(&page, "add", Value::Null).await?;
    page.script("document.querySelector('sa-token-decoder').scrollIntoView();", vec![]).await?;
    waits_for(&page, "an empty one", "find('.welcome') !== null").await?;
    let left = look(
        &page,
        "[find('#token').value, find('.field-foot button')?.textContent ?? null,
          find('.clock-note'), find('.example-note')]",
    );
    assert_eq!(left.await?, json!(["", null, null, null]));
    let pages = page.script("return document.documentElement.dataset.pages", vec![]).await?;
    assert_eq!(pages, json!("1"), "the one before is unmounted");
    Ok(())
}

async fn a_strict_policy_stops_nothing(page: Page) -> Outcome {
    open(&page, "strict").await?;
    let size = look(&page, "getComputedStyle(find('.row-words')).fontWeight").await?;
    assert_eq!(size, json!("600"), "its styles are there");
    let heard = heard(&page).await?;
    assert!(heard.iter().all(|entry| entry.0 == "sa-token-decode"), "{heard:?}");
    Ok(())
}

async fn the_classic_script_needs_nothing_else(page: Page) -> Outcome {
    open(&page, "classic").await?;
    assert_eq!(headline(&page).await?, LEGACY);
    assert_eq!(loaded(&page), [CLASSIC]);
    let kinds = deed(&page, "inspect", json!(samples::several())).await?;
    assert_eq!(kinds, json!(["legacy", "bound", "legacy"]));
    Ok(())
}

async fn where_wasm_is_forbidden_the_fallback_stays(page: Page) -> Outcome {
    page.visit("/hosts/forbidden.html").await?;
    page.wait_until(
        "the host hears of it",
        "return (document.documentElement.dataset.heard ?? '').includes('sa-token-error');",
    )
    .await?;
    let heard = heard(&page).await?;
    let errors: Vec<_> = heard.iter().filter(|entry| entry.0 == "sa-token-error").collect();
    let expected = ("sa-token-error".to_owned(), json!({ "reason": "wasm-forbidden" }));
    assert_eq!(errors, [&expected]);
    let shown =
        look(&page, "[document.querySelector('#fallback').checkVisibility(), find('.app')]");
    assert_eq!(shown.await?, json!([true, null]));
    assert_eq!(loaded(&page), [MODULE], "nothing is fetched in vain");
    Ok(())
}

/// Takes an element away under the page's feet: see `failures.rs`.
async fn after_a_panic_the_fallback_is_shown(page: Page) -> Outcome {
    open(&page, "plain").await?;
    look(&page, "find('.field-foot').remove()").await?;
    let long = format!("{}{}", " ".repeat(70_000), samples::BOUND);
    deed(&page, "setValue", json!(long)).await?;
    let shown = "document.querySelector('#fallback').checkVisibility() && find('.app') === null";
    waits_for(&page, "the fallback", shown).await?;
    let heard = heard(&page).await?;
    let stopped = ("sa-token-error".to_owned(), json!({ "reason": "stopped" }));
    assert!(heard.contains(&stopped), "{heard:?}");
    deed(&page, "add", Value::Null).await?;
    page.script("document.querySelector('main').remove();", vec![]).await?;
    let sentence = "find('slot')?.textContent.includes('could not be loaded')";
    waits_for(&page, "another one says so too", sentence).await?;
    for secret in ["eyJ", "busybox"] {
        assert!(!format!("{heard:?}").contains(secret), "{secret} in {heard:?}");
    }
    Ok(())
}

/// How the element looks, as far as a host could change it.
async fn looks(page: &Page) -> Outcome<Value> {
    look(
        page,
        "['.row-words', '.summary', '#headline', '.button', 'code', 'textarea'].map((name) => {
             const style = getComputedStyle(find(name));
             return [name, style.color, style.fontSize, style.fontFamily, style.fontStyle,
                 style.lineHeight, style.letterSpacing, style.textTransform, style.whiteSpace,
                 style.textAlign, style.direction, style.backgroundColor];
         })",
    )
    .await
}

async fn a_host_in_quirks_mode_changes_nothing(page: Page) -> Outcome {
    open(&page, "plain").await?;
    let usual = looks(&page).await?;
    open(&page, "quirks").await?;
    assert_eq!(page.script("return document.compatMode", vec![]).await?, json!("BackCompat"));
    assert_eq!(looks(&page).await?, usual);
    Ok(())
}

async fn styles_of_the_host_stay_out(page: Page) -> Outcome {
    open(&page, "plain").await?;
    let usual = looks(&page).await?;
    open(&page, "styles").await?;
    let red = "getComputedStyle(document.querySelector('h1')).color";
    assert_eq!(look(&page, red).await?, json!("rgb(255, 0, 0)"), "the host's styles are there");
    assert_eq!(looks(&page).await?, usual);
    Ok(())
}

async fn styles_of_the_element_stay_in(page: Page) -> Outcome {
    let host = "['html', 'body', 'h1', 'main'].map((name) => {
        const style = getComputedStyle(document.querySelector(name));
        return [style.margin, style.font, style.color, style.backgroundColor, style.display,
            style.getPropertyValue('--ink')];
    })";
    page.visit("/hosts/lazy.html").await?;
    let before = look(&page, host).await?;
    page.script("document.querySelector('sa-token-decoder').scrollIntoView();", vec![]).await?;
    waits_for(&page, "an article", "find('article[data-kind]') !== null").await?;
    assert_eq!(look(&page, host).await?, before);
    Ok(())
}

async fn a_host_that_reads_from_right_to_left_changes_nothing(page: Page) -> Outcome {
    open(&page, "plain").await?;
    let usual = looks(&page).await?;
    open(&page, "rtl").await?;
    assert_eq!(looks(&page).await?, usual);
    let sideways = "document.documentElement.scrollWidth > document.documentElement.clientWidth";
    assert_eq!(look(&page, sideways).await?, json!(false), "it scrolls sideways");
    Ok(())
}

async fn two_versions_at_once_do_no_harm(page: Page) -> Outcome {
    open(&page, "versions").await?;
    let second = "const [, second] = document.querySelectorAll('sa-token-decoder');
        second.scrollIntoView();
        return second.shadowRoot.querySelector('.subject')?.textContent === 'Bound token of Pod demo-0';";
    page.wait_until("the second element", second).await?;
    let heard = heard(&page).await?;
    assert!(heard.iter().all(|entry| entry.0 == "sa-token-decode"), "{heard:?}");
    assert!(loaded(&page).iter().any(|path| path == CLASSIC), "both were there");
    Ok(())
}

async fn events_tell_of_a_token_and_hold_nothing_of_it(page: Page) -> Outcome {
    page.visit("/hosts/empty.html").await?;
    waits_for(&page, "the field", "find('#token') !== null").await?;
    deed(&page, "setValue", json!(samples::BOUND)).await?;
    waits_for(&page, "an article", "find('article[data-kind]') !== null").await?;
    assert_eq!(deed(&page, "value", Value::Null).await?, json!(samples::BOUND));
    assert_eq!(deed(&page, "attributes", Value::Null).await?, json!([]));
    deed(&page, "clear", Value::Null).await?;
    waits_for(&page, "nothing", "find('.welcome') !== null").await?;
    let heard = heard(&page).await?;
    let [(decoded, told), (cleared, nothing)] = &heard[..] else { panic!("{heard:?}") };
    assert_eq!((&**decoded, &**cleared), ("sa-token-decode", "sa-token-clear"));
    assert_eq!(nothing, &json!({}));
    let told_of = |pointer| told.pointer(pointer).cloned().unwrap_or_default();
    let expected = [json!("bound"), json!(1), json!(samples::BOUND_ISSUED_AT)];
    assert_eq!(["/kind", "/count", "/times/issued_at"].map(told_of), expected);
    let told = told.to_string();
    for secret in ["eyJ", "busybox", "default", "system:serviceaccount"] {
        assert!(!told.contains(secret), "{secret} in {told}");
    }
    Ok(())
}

async fn what_is_typed_is_not_heard_outside(page: Page) -> Outcome {
    page.visit("/hosts/empty.html").await?;
    waits_for(&page, "the field", "find('#token') !== null").await?;
    deed(&page, "focus", Value::Null).await?;
    assert_eq!(look(&page, "find('#token:focus') !== null").await?, json!(true));
    page.driver.action_chain().send_keys("say").perform().await?;
    waits_for(&page, "it is read", "find('.nothing-found') !== null").await?;
    page.script(
        &format!(
            "{FIND}
             const clipboardData = new DataTransfer();
             clipboardData.setData('text/plain', arguments[0]);
             const asked = {{ bubbles: true, cancelable: true, composed: true, clipboardData }};
             find('#token').dispatchEvent(new ClipboardEvent('paste', asked));"
        ),
        vec![json!(samples::BOUND)],
    )
    .await?;
    let heard = heard(&page).await?;
    assert!(heard.iter().all(|entry| entry.0 == "sa-token-decode"), "{heard:?}");
    Ok(())
}

async fn a_form_around_it_is_not_sent_and_gets_nothing(page: Page) -> Outcome {
    open(&page, "form").await?;
    // All but the one that would ask the person for a file.
    let press = "Array.from(find('.app').querySelectorAll('button'))
        .filter((button) => button.checkVisibility()).map((button) => button.click()).length";
    let pressed = look(&page, press).await?;
    assert!(pressed.as_i64() > Some(10), "{pressed}");
    deed(&page, "setValue", json!(samples::BOUND)).await?;
    waits_for(&page, "the other", "find('.subject')?.textContent.startsWith('Bound')").await?;
    deed(&page, "focus", Value::Null).await?;
    page.driver.action_chain().send_keys(Key::Enter + "").perform().await?;
    let sent = async || {
        let heard = heard(&page).await?;
        let sent = heard.into_iter().filter(|(what, _)| what == "submit").map(|(_, data)| data);
        Ok::<_, WebDriverError>(sent.collect::<Vec<_>>())
    };
    assert_eq!(sent().await?, [Value::Null; 0]);
    look(&page, "document.querySelector('form > button').click()").await?;
    assert_eq!(sent().await?, [json!([["other", "kept"]])], "only what is the form's own");
    Ok(())
}

async fn what_is_inspected_goes_by_the_attribute_before_anything_is_shown(page: Page) -> Outcome {
    page.visit("/hosts/lazy.html").await?;
    let defined = "document.querySelector('sa-token-decoder').shadowRoot !== null";
    waits_for(&page, "the element is defined", defined).await?;
    for (now, status) in [("1660909999", "active"), ("2030-01-01T00:00:00Z", "expired")] {
        let set = "document.querySelector('sa-token-decoder').setAttribute('now', arguments[0]);";
        page.script(set, vec![json!(now)]).await?;
        assert_eq!(deed(&page, "status", json!(samples::BOUND)).await?, json!(status), "{now}");
    }
    assert_eq!(look(&page, "find('.app')").await?, Value::Null, "nothing is shown yet");
    Ok(())
}

async fn an_example_opens_without_the_address(page: Page) -> Outcome {
    page.visit("/hosts/empty.html").await?;
    waits_for(&page, "examples", "find('a[href=\"#example=legacy-auto\"]') !== null").await?;
    look(&page, "find('a[href=\"#example=legacy-auto\"]').click()").await?;
    waits_for(&page, "an article", "find('article[data-kind]') !== null").await?;
    assert_eq!(headline(&page).await?, LEGACY);
    let address = page.driver.current_url().await?;
    assert_eq!(address.fragment(), None);
    Ok(())
}

async fn attributes_change_what_is_shown(page: Page) -> Outcome {
    open(&page, "looks").await?;
    let shown = "['#timeline', '#evidence', '.field', '.note', '.moment-local', '#claims', '.rows']
        .map((name) => find(name)?.checkVisibility() ?? false)";
    assert_eq!(look(&page, shown).await?, json!([false, false, false, false, false, true, true]));
    let levels = "['#headline', 'h3', 'h4'].map((name) => find(name).ariaLevel)";
    assert_eq!(look(&page, levels).await?, json!(["3", "4", "5"]));
    let paper = "getComputedStyle(find('.sa-token')).backgroundColor";
    assert_eq!(look(&page, paper).await?, json!("rgb(19, 21, 24)"));

    let change = "const element = document.querySelector('sa-token-decoder');
        for (const [name, value] of Object.entries(arguments[0])) element.setAttribute(name, value);";
    let wanted = json!({
        "mode": "compact", "hide": "", "zone": "both", "theme": "light", "heading-level": "1",
        "example": "created-token", "now": "2030-01-01T00:00:00Z",
    });
    page.script(change, vec![wanted]).await?;
    let other = "find('.subject')?.textContent === 'Bound token, tied only to its ServiceAccount'
        && find('.clock-note strong')?.textContent === '2030-01-01 00:00:00 UTC'";
    waits_for(&page, "the other example", other).await?;
    let shown = "['.field', '.rows', '.note', '#claims', '.token-view']
        .map((name) => find(name)?.checkVisibility() ?? false)";
    assert_eq!(look(&page, shown).await?, json!([true, true, true, false, false]));
    assert_eq!(look(&page, levels).await?, json!(["1", "2", "3"]));
    assert_eq!(look(&page, paper).await?, json!("rgb(247, 246, 242)"));
    Ok(())
}

async fn properties_that_were_set_before_count(page: Page) -> Outcome {
    open(&page, "before").await?;
    assert_eq!(headline(&page).await?, "Bound token of Pod demo-0");
    let shown = look(&page, "[find('.field').checkVisibility(), find('#headline').ariaLevel]");
    assert_eq!(shown.await?, json!([false, "4"]));
    signature_is(&page, "usual").await
}

async fn the_theme_is_that_of_the_host(page: Page) -> Outcome {
    let paper = "getComputedStyle(find('.sa-token')).backgroundColor";
    for (host, colour) in [("plain", "rgb(247, 246, 242)"), ("dark", "rgb(19, 21, 24)")] {
        open(&page, host).await?;
        assert_eq!(look(&page, paper).await?, json!(colour), "{host}");
    }
    Ok(())
}

async fn a_code_block_becomes_an_element(page: Page) -> Outcome {
    page.visit("/hosts/blocks.html").await?;
    waits_for(&page, "an article", "find('article[data-kind]') !== null").await?;
    let shown = "[find('.subject').textContent, find('.clock-note strong').textContent,
        find('.field').checkVisibility(), document.querySelectorAll('sa-token-decoder').length,
        Array.from(document.querySelectorAll('pre'), (block) => block.checkVisibility())]";
    let headline = "Bound token of Pod busybox";
    let clock = "2023-11-14 22:13:20 UTC";
    let expected = json!([headline, clock, false, 1, [true, false]]);
    assert_eq!(look(&page, shown).await?, expected);
    Ok(())
}

async fn axe_finds_nothing_in_an_element(page: Page) -> Outcome {
    for host in ["plain", "dark", "looks", "compact"] {
        open(&page, host).await?;
        let unfold =
            "find('.app').querySelectorAll('details').forEach((one) => { one.open = true; })";
        look(&page, unfold).await?;
        let found = violations(&page).await?;
        assert_eq!(found, Value::Array(Vec::new()), "{host}: {found:#}");
    }
    Ok(())
}
