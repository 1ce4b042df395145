//! What the article says about a signature that was checked.

use sa_token_decoder::components::token_article::TokenArticle;
use sa_token_decoder::shared::Shared;
use sa_token_decoder::state::SignatureKeys;
use service_account_token::report::{
    Format, KeyForm, KeySource, Token, Verification, VerificationKey, VerificationStatus,
};
use wasm_bindgen_test::wasm_bindgen_test;
use yew::prelude::*;

use crate::mounted::{Mounted, View, mount_html};
use crate::sample;

async fn article(token: Token, keys: SignatureKeys) -> Mounted<View> {
    let page = sample::page(vec![token], Vec::new());
    let (document, view) = (page.document.clone(), page.view.clone());
    let (keys, clock) = (Shared::new(keys), page.preferences.clock);
    mount_html(html! { <TokenArticle {document} {view} {keys} {clock} /> }).await
}

fn key() -> VerificationKey {
    VerificationKey {
        kid: Some("a\u{202e}b".into()),
        kubernetes_kid: Some("fMk2".into()),
        thumbprint: Some("NzbL".into()),
        key_type: "RSA-2048".into(),
        source: KeySource { form: KeyForm::Jwks, text: 0, start: 0, end: 9 },
    }
}

fn signed() -> Verification {
    Verification {
        version: 1,
        status: VerificationStatus::Signed,
        reason: "signed".into(),
        title: "Signed by this key".into(),
        text: "What it proves.".into(),
        algorithm: Some("RS256".into()),
        key: Some(key()),
        keys: 1,
        faults: Vec::new(),
    }
}

#[wasm_bindgen_test]
async fn row_says_what_the_check_came_to() {
    let keys = SignatureKeys { results: vec![signed()], ..SignatureKeys::default() };
    let page = article(sample::token(), keys).await;
    assert_eq!(
        page.text_of(".row[data-row='signature'][data-state='usual']"),
        "SignatureSigned by this key: a⟨U+202E⟩b (as usual)What it proves.Check it with public keys"
    );
    assert_eq!(page.count(".row[data-state='usual']"), 3, "no other row changes");
}

#[wasm_bindgen_test]
async fn each_key_is_listed_with_its_names() {
    let keys = SignatureKeys { listed: vec![key()], ..SignatureKeys::default() };
    let page = article(sample::token(), keys).await;
    assert_eq!(page.text_of(".keys-read strong"), "RSA-2048");
    assert_eq!(
        page.texts_of(".keys-read dl > div"),
        ["kida⟨U+202E⟩b", "Kubernetes kidfMk2", "ThumbprintNzbL"]
    );
}

#[wasm_bindgen_test]
async fn secret_is_asked_for_only_where_the_algorithm_has_one() {
    let page = article(sample::token(), SignatureKeys::default()).await;
    assert_eq!((page.count("#keys"), page.count("#keys-secret")), (1, 0));
    let mut token = sample::token();
    token.header.members.iter_mut().for_each(|member| member.value = Some("HS256".into()));
    let page = article(token, SignatureKeys::default()).await;
    assert_eq!((page.count("#keys"), page.count("#keys-secret[type=text]")), (1, 1));
}

#[wasm_bindgen_test]
async fn decoded_claims_have_no_signature_to_check() {
    let token = Token { format: Some(Format::Decoded), ..sample::token() };
    let page = article(token, SignatureKeys::default()).await;
    assert_eq!(page.count("#keys, #signature, .section-nav a[href$=signature], .row .link"), 0);
}
