//! What the article says about a token.

use sa_token_decoder::components::nothing_found::NothingFound;
use sa_token_decoder::components::token_article::TokenArticle;
use sa_token_decoder::state::{ShownValue, State};
use service_account_token::report::{
    Certainty, Finding, Location, Occasion, PartName, Severity, TimeStatus, Times, Token, Withheld,
    WithheldReason,
};
use wasm_bindgen_test::wasm_bindgen_test;
use yew::prelude::*;

use crate::mounted::{Mounted, View, document, mount_html};
use crate::sample;

async fn article(token: Token, around: Vec<Finding>) -> Mounted<View> {
    mount_html(article_of(&sample::page(vec![token], around))).await
}

fn article_of(State { document, view, preferences, .. }: &State) -> Html {
    html! { <TokenArticle {document} {view} clock={preferences.clock} /> }
}

async fn sample_article() -> Mounted<View> {
    article(sample::token(), sample::report().findings).await
}

#[wasm_bindgen_test]
async fn article_is_marked_with_kind_and_binding() {
    let page = sample_article().await;
    let bound = page.one("article");
    assert_eq!(bound.get_attribute("data-kind").as_deref(), Some("bound"));
    assert_eq!(bound.get_attribute("data-bound-to").as_deref(), Some("pod"));
    assert_eq!(page.text_of("h2"), "Bound token of Pod busybox");

    let legacy = article(sample::other_token(), Vec::new()).await;
    assert_eq!(legacy.one("article").get_attribute("data-kind").as_deref(), Some("legacy"));
    assert_eq!(legacy.one("article").get_attribute("data-bound-to"), None);
}

#[wasm_bindgen_test]
async fn rows_say_their_state_in_words() {
    let page = sample_article().await;
    assert_eq!(
        page.texts_of(".row"),
        [
            "Kindbound to Pod busybox (as usual)Because.",
            "Timeexpired 3 years ago (a problem)Because.",
            "Audiencenot the API server (worth a look)Because.",
            "Structureas the API server writes it (as usual)Because.",
            "Signaturenot checked (unknown)Because.Check it with public keys",
        ]
    );
    assert_eq!(page.count(".row[data-row='time'][data-state='problem'] svg[aria-hidden]"), 1);
}

#[wasm_bindgen_test]
async fn claims_keep_their_order_with_duplicates() {
    let page = sample_article().await;
    assert_eq!(
        page.texts_of("#claims .claim dt code"),
        ["sub", "exp", "kubernetes.io", "a", "[0]", "[1]", "sub"]
    );
    assert_eq!(page.texts_of("#header .claim dt code"), ["alg"]);
}

#[wasm_bindgen_test]
async fn hidden_characters_are_shown_by_their_code_points() {
    let page = sample_article().await;
    assert_eq!(page.text_of("#payload-0 .claim-value"), "sa⟨U+202E⟩nimda⟨U+200B⟩");
    let laid_out = page.text_of("#json-payload");
    assert!(laid_out.starts_with(r#"{"sub": "sa⟨U+202E⟩nimda⟨U+200B⟩","exp": "#), "{laid_out}");
    assert!(!page.text().contains('\u{202e}'));
}

#[wasm_bindgen_test]
async fn json_is_laid_out_and_the_exact_text_is_behind_a_switch() {
    let page = sample_article().await;
    assert_eq!(page.text_of("#json-header"), r#"{"alg": "RS256"}"#);
    assert_eq!(page.count("#json-payload details[open] > summary"), 3);
    assert_eq!(page.texts_of("#json-payload .json-number"), ["1660914000", "1"]);
    page.press("Show the exact text").await;
    assert_eq!(page.text_of("#raw-header"), r#"{"alg":"RS256"}"#);
    assert_eq!(page.count(".json-text"), 0);
    page.press("Show it laid out").await;
    assert_eq!(page.count(".raw-text"), 0);
}

#[wasm_bindgen_test]
async fn nested_values_are_counted_and_indented() {
    let page = sample_article().await;
    assert!(page.text_of("#payload-2 .claim-value").starts_with("object with 1 member"));
    assert!(page.text_of("#payload-3 .claim-value").starts_with("list of 2 items"));
    assert!(page.text_of("#payload-5 .claim-value").starts_with("empty object"));
    let depths = (0..7).map(|claim| {
        page.one(&format!("#payload-{claim}")).get_attribute("data-depth").unwrap_or_default()
    });
    assert_eq!(depths.collect::<String>(), "0001220");
}

#[wasm_bindgen_test]
async fn time_is_read_in_one_line_and_its_number_stays() {
    let page = sample_article().await;
    let time = page.one("#payload-1 time");
    assert_eq!(time.get_attribute("datetime").as_deref(), Some("2022-08-19T13:00:00Z"));
    assert_eq!(
        page.text_of("#payload-1 .moment > :first-child"),
        "2022-08-19 13:00:00 UTC · in 1 hour"
    );
    assert_eq!(page.text_of("#payload-1 .moment-relative"), "in 1 hour");
    assert_eq!(page.text_of("#payload-1 .claim-value > code"), "1660914000");
}

#[wasm_bindgen_test]
async fn local_time_stands_only_where_it_differs_from_utc() {
    let page = sample_article().await;
    let milliseconds = (sample::NOW + 3600) as f64 * 1000.0;
    let minutes = js_sys::Date::new(&milliseconds.into()).get_timezone_offset();
    let local = page.texts_of("#payload-1 .moment-local");
    assert_eq!(local.len(), usize::from(minutes != 0.0));
    assert!(local.iter().all(|local| local.starts_with("2022-08-")), "{local:?}");
}

#[wasm_bindgen_test]
async fn claim_is_explained_on_request_and_all_by_one_switch() {
    let mut state = sample::page(vec![sample::token()], Vec::new());
    let page = mount_html(article_of(&state)).await;
    assert_eq!(page.count("[data-explained]"), 0);
    page.press_named("Explain exp").await;
    assert_eq!(page.texts_of("[data-explained] .claim-meaning"), ["Meaning of /exp.1"]);
    page.press_named("Explain exp").await;
    assert_eq!(page.count("[data-explained]"), 0);

    state.view.make_mut().explain_all = true;
    let page = mount_html(article_of(&state)).await;
    assert_eq!(page.count(".claim:not([data-explained])"), 0);
    page.press_named("Explain exp").await;
    assert_eq!(page.texts_of(".claim:not([data-explained]) dt"), ["exp"]);
}

#[wasm_bindgen_test]
async fn certainty_is_a_mark_with_a_key_and_a_source_is_named_once() {
    let page = sample_article().await;
    assert_eq!(page.texts_of("#claims .mark-key li"), ["documented"]);
    assert_eq!(page.count("#claims .claim [role=img][aria-label=documented]"), 7);
    assert_eq!(page.texts_of("#claims .claims-sources li"), ["RFC 7519"]);
}

#[wasm_bindgen_test]
async fn claim_is_copied_in_the_form_that_its_menu_offers() {
    let page = sample_article().await;
    assert_eq!(page.count(".claim-choices"), 0);
    page.press_named("Copy kubernetes.io.a[0]").await;
    assert_eq!(page.texts_of(".claim-choices button"), ["Value", "JSON", "jq path", "JSONPath"]);
    let focused = document().active_element().unwrap().get_attribute("aria-label");
    assert_eq!(focused.as_deref(), Some("Copy kubernetes.io.a[0] as Value"));
    // Opening another one closes it.
    page.press_named("Copy kubernetes.io").await;
    assert_eq!(page.texts_of(".claim-choices button"), ["JSON", "jq path", "JSONPath"]);
    page.press_named("Copy kubernetes.io").await;
    assert_eq!(page.count(".claim-choices"), 0);
}

#[wasm_bindgen_test]
async fn no_two_controls_of_claims_have_the_same_name() {
    let page = sample_article().await;
    let names = page.names_of("[data-section='claims'] button, [data-section='header'] button");
    let unique: std::collections::BTreeSet<_> = names.iter().collect();
    assert_eq!(unique.len(), names.len(), "{names:?}");
    assert!(names.contains(&"Copy sub (2)".to_owned()), "{names:?}");
}

#[wasm_bindgen_test]
async fn unknown_claims_share_one_sentence() {
    let mut token = sample::token();
    for member in token.payload.members.iter_mut().take(2) {
        (member.meaning, member.certainty) = ("Nobody knows.".into(), Certainty::Unknown);
    }
    let page = article(token, Vec::new()).await;
    assert_eq!(page.texts_of(".claims-shared"), ["sub, exp: Nobody knows."]);
    assert_eq!(page.count("#payload-0 .claim-meaning, #payload-0 .explain"), 0);
    assert_eq!(page.count("#payload-0 [role=img][aria-label=unknown]"), 1);
}

#[wasm_bindgen_test]
async fn long_list_of_claims_can_be_filtered() {
    assert_eq!(sample_article().await.count("input[type=search]"), 0);
    let mut token = sample::token();
    let more = token.payload.members.clone();
    token.payload.members.extend(more);
    let page = article(token, Vec::new()).await;
    page.fill("input[type=search]", "KUBERNETES.IO.A[").await;
    assert_eq!(
        page.texts_of("#claims dt code"),
        ["kubernetes.io", "a", "[0]", "[1]", "kubernetes.io", "a", "[0]", "[1]"]
    );
    assert_eq!(page.text_of(".claims-kept"), "8 of 14 claims");
    page.fill("input[type=search]", "").await;
    assert_eq!((page.count("#claims .claim"), page.text_of(".claims-kept")), (14, String::new()));
}

#[wasm_bindgen_test]
async fn errors_and_what_was_left_out_are_under_the_headline_and_the_rest_by_severity() {
    let page = sample_article().await;
    assert_eq!(
        page.texts_of(".blocking .finding-message"),
        ["Error A grave one.", "Note A note about the text."]
    );
    assert_eq!(
        page.texts_of("#findings .finding-message"),
        ["Warning A warning.", "Note A note about the token."]
    );
    let error = page.text_of(".blocking > :first-child");
    for part in [
        "What to do about it.",
        "The API server answers or logs: Unauthorized",
        "RFC 7519 §4.1.4",
        "and 40 more like it",
    ] {
        assert!(error.contains(part), "{part} in {error}");
    }
}

#[wasm_bindgen_test]
async fn remedies_are_grouped_and_destructive_ones_are_marked() {
    let page = sample_article().await;
    assert_eq!(page.texts_of("#remedies h4"), ["If it leaked", "To find out more"]);
    assert_eq!(
        page.texts_of("#remedies .remedy summary"),
        ["Delete the PodDeletes the Pod, which stops its programs", "Ask the API server"]
    );
    assert_eq!(
        page.texts_of("#remedies .command"),
        ["kubectl delete pod busybox", "kubectl auth whoamiNeeds kubectl 1.27."]
    );
}

#[wasm_bindgen_test]
async fn identity_origin_evidence_and_ends_are_there() {
    let page = sample_article().await;
    let text = page.text();
    for part in [
        "Usernamesystem:serviceaccount:default:busybox-sa",
        "authentication.kubernetes.io/pod-namebusybox",
        "Bound toPod busybox",
        "Nodeworker-1",
        "Platformkubeadm (likely)",
        "Kubernetesusually 1.21 to 1.29, certainly within 1.19 to 1.31",
        "Meant forHashiCorp Vault (likely)",
        "It has a nested kubernetes.io claim. certain",
        "The Pod is deleted",
    ] {
        assert!(text.contains(part), "{part} in {text}");
    }
}

#[wasm_bindgen_test]
async fn empty_sections_are_omitted() {
    let bare = Token {
        remedies: Vec::new(),
        evidence: Vec::new(),
        ends: Vec::new(),
        findings: Vec::new(),
        identity: None,
        variant: None,
        times: Times::default(),
        location: Location { display: None, ..sample::token().location },
        ..sample::token()
    };
    let page = article(bare, Vec::new()).await;
    let kept = ["Claims", "Header", "JSON", "Signature", "Who would accept this token?"];
    assert_eq!(page.texts_of("h3"), kept);
}

#[wasm_bindgen_test]
async fn nothing_of_the_token_is_a_link_or_an_inline_style() {
    let page = sample_article().await;
    assert_eq!(page.count("a:not(.section-nav a), [style], script, iframe, img"), 0);
}

#[wasm_bindgen_test]
async fn text_without_a_token_shows_what_was_found() {
    let other = sample::finding("empty", Severity::Error, "No token in `this` text.");
    let findings =
        [sample::report().findings, vec![Finding { help: Some("Copy one.".into()), ..other }]];
    let State { document, .. } = sample::page(Vec::new(), findings.concat());
    let page = mount_html(html! { <NothingFound {document} /> }).await;
    assert_eq!(page.text_of("h2"), "No token in this text.");
    assert_eq!(page.text_of(".summary"), "Copy one.");
    assert_eq!(page.texts_of(".finding-message"), ["Note A note about the text."]);
    assert_eq!(page.texts_of("h3"), ["Where to get a token", "Examples"], "they stay in sight");
}

#[wasm_bindgen_test]
async fn findings_that_differ_only_in_their_place_are_one_item() {
    let of = |message, at| Finding {
        help: Some("Copy it again.".into()),
        start: Some(at),
        end: Some(at + 1),
        pointer: None,
        ..sample::finding("base64_length", Severity::Error, message)
    };
    let findings = vec![
        of("The header is short.", 0),
        of("The payload is short.", 2),
        of("The signature is short.", 4),
    ];
    let page = article(Token { findings, ..sample::token() }, Vec::new()).await;
    assert_eq!(page.count(".blocking .finding"), 1);
    assert_eq!(
        page.texts_of(".blocking .finding-message"),
        ["Error The header is short.", "The payload is short.", "The signature is short."]
    );
    assert_eq!(page.text_of(".blocking").matches("Copy it again.").count(), 1);
}

#[wasm_bindgen_test]
async fn token_with_nothing_wrong_says_so_before_its_first_step() {
    let mut token = sample::token();
    token.remedies.truncate(1);
    for remedy in &mut token.remedies {
        remedy.when = Occasion::Hygiene;
    }
    token.findings.clear();
    token.rows.clear();
    token.times = Times { status: TimeStatus::Active, ..Times::default() };
    let page = article(token.clone(), Vec::new()).await;
    assert_eq!(page.texts_of(".step b"), ["Optional:"]);
    assert_eq!(page.text_of(".step-fine"), "Nothing to fix");
    token.times = Times { status: TimeStatus::Stale, warn_after: Some(1), ..Times::default() };
    let page = article(token, Vec::new()).await;
    assert_eq!(page.texts_of(".step b"), ["Do this:"]);
    assert_eq!(page.count(".step-fine"), 0);
}

#[wasm_bindgen_test]
async fn checks_are_a_list() {
    let mut token = sample::token();
    token.remedies.truncate(1);
    for remedy in &mut token.remedies {
        remedy.why = "With 401 the log tells why:\n`gone`: it is gone.\n403 is other.".into();
    }
    let page = article(token, Vec::new()).await;
    assert_eq!(page.text_of("#remedies .remedy > p"), "With 401 the log tells why:");
    assert_eq!(page.texts_of(".checks li"), ["gone: it is gone.", "403 is other."]);
}

#[wasm_bindgen_test]
async fn terms_are_explained_where_they_are_used() {
    let words = sample_article().await.texts_of("#evidence .legend dt");
    for word in ["certain", "unknown", "audience", "kubelet", "TokenRequest"] {
        assert!(words.iter().any(|one| one == word), "{word} is not among {words:?}");
    }
}

#[wasm_bindgen_test]
async fn withheld_value_is_covered_and_can_be_shown() {
    let mut token = sample::token();
    let member = token.payload.members.first_mut().unwrap();
    (member.value, member.text) = (None, None);
    member.withheld = Some(Withheld { reason: WithheldReason::Token, characters: 40 });
    let mut state = sample::page(vec![token], Vec::new());
    let page = mount_html(article_of(&state)).await;
    assert_eq!(page.text_of("#payload-0 .claim-value"), "A token, 40 characters, hiddenShow");

    let value = ShownValue { part: PartName::Payload, member: 0, value: "the value".into() };
    state.view.make_mut().shown_values = vec![value];
    let page = mount_html(article_of(&state)).await;
    assert_eq!(page.text_of("#payload-0 .claim-value"), "the valueHide");
}
