//! Tests of the keys in the state: what is kept of a text, and what is not.

use std::rc::Rc;

use service_account_token::Paste;
use service_account_token::report::VerificationStatus;
use service_account_token::verification;
use yew::Reducible;

use super::KeysField::{Current, New};
use super::*;
use crate::element_ids::ElementIds;
use crate::state::{Action, Event, Opening};

const NOW: i64 = 1_790_000_000;
const JWKS: &str = include_str!("../../../www/examples/jwks.json");
/// The private key of RFC 8037 A.1 is public knowledge.
const PRIVATE: &str = r#"{"kty":"OKP","crv":"Ed25519","d":"nWGxne_9WmC6hEr0kuwsxERJxWl7MmkZcDusAxyuf2A","x":"11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo"}"#;

fn start() -> Rc<State> {
    Rc::new(State::new(ElementIds::FIRST, Opening::default(), NOW))
}

fn after(state: &Rc<State>, action: Action) -> Rc<State> {
    Rc::clone(state).reduce(Event { now: NOW, action })
}

fn added(state: &Rc<State>, text: &str) -> Rc<State> {
    after(state, Action::Keys(KeysAction::Added(Current, text.to_owned())))
}

#[test]
fn keys_that_are_added_go_below_those_that_are_there() {
    let state = added(&start(), JWKS);
    assert_eq!(state.keys.listed.len(), 9);
    let jwk = r#"{"kty":"OKP","crv":"Ed25519","x":"11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo"}"#;
    let state = added(&state, jwk);
    assert_eq!(state.keys.listed.len(), 10);
    assert!(state.keys.text.ends_with(jwk));
    let state = after(&state, Action::Keys(KeysAction::Edited(Current, jwk.to_owned())));
    assert_eq!(state.keys.listed.len(), 1);
}

#[test]
fn nothing_of_a_text_with_a_private_key_is_kept() {
    for before in [start(), added(&start(), JWKS)] {
        for text in [PRIVATE.to_owned(), format!("{JWKS}\n{PRIVATE}"), BASE64.encode(PRIVATE)] {
            let state = added(&before, &text);
            assert!(state.keys.refused && state.keys.is_empty());
            assert_eq!(state.keys.text, "");
            assert!(state.keys.text_area > before.keys.text_area, "a new element, without undo");
            assert!(state.view.announcement.text.starts_with("This is a private key,"));
            assert!(!format!("{state:?}").contains("nWGxne"));
            assert_eq!(state.keys.faults.len(), 1);
        }
    }
}

#[test]
fn private_key_typed_as_the_secret_is_refused_too() {
    let state = after(&start(), Action::Keys(KeysAction::SecretEdited(PRIVATE.to_owned())));
    assert!(state.keys.refused && state.keys.is_empty());
    assert_eq!(state.keys.secret, "");
}

#[test]
fn another_text_keeps_the_keys_but_not_the_secret_and_clearing_drops_both() {
    let state = added(&start(), JWKS);
    let state = after(&state, Action::Keys(KeysAction::SecretEdited("s".repeat(32))));
    assert_eq!(state.keys.listed.len(), 10);
    let check = state.keys.check;
    let state = after(&state, Action::Pasted("hello".to_owned()));
    assert_eq!((state.keys.listed.len(), &*state.keys.secret), (9, ""));
    assert!(state.keys.check > check, "its signatures are checked anew");
    let state = after(&state, Action::Clear);
    assert_eq!((state.keys.listed.len(), &*state.keys.text), (0, ""));
}

#[test]
fn only_the_result_for_the_shown_text_and_keys_is_taken() {
    let state = added(&start(), JWKS);
    let results =
        vec![verification(&Paste::read(b"").plan(0, &Keys::default()), &Keys::default(), &[])];
    let checked = |number| Action::Keys(KeysAction::Checked { number, results: results.clone() });
    let late = after(&state, checked(state.keys.check - 1));
    assert!(Rc::ptr_eq(&state, &late));
    let taken = after(&state, checked(state.keys.check));
    assert_eq!(
        taken.keys.results.first().map(|one| one.status),
        Some(VerificationStatus::NotCheckable)
    );
    assert!(taken.view.announcement.text.ends_with("The text contains no token."));
    let other = after(&taken, Action::Pasted("other".to_owned()));
    assert!(other.keys.results.is_empty(), "another text was not checked yet");
}

#[test]
fn too_long_a_text_is_not_taken() {
    let state = added(&start(), JWKS);
    let state = added(&state, &" ".repeat(KEYS_LIMIT_BYTES + 1));
    assert_eq!(state.view.problem, Some(words::TOO_LONG));
    assert_eq!(state.keys.text, JWKS);
}

#[test]
fn files_are_read_whether_they_are_text_or_der() {
    let der =
        BASE64.decode("MCowBQYDK2VwAyEA11qYAYKxCrfVS/7TyWQHOg7hcvPapiMlrwIaaPcHURo=").unwrap();
    let utf16: Vec<u8> =
        "\u{feff}".encode_utf16().chain(JWKS.encode_utf16()).flat_map(u16::to_le_bytes).collect();
    let files = [JWKS.as_bytes(), &der, &der, &utf16];
    for (count, expected) in [(1, 9), (2, 10), (3, 11), (4, 20)] {
        let files = files.iter().take(count).map(|bytes| (String::from("a"), bytes.to_vec()));
        let state = after(&start(), Action::Keys(KeysAction::of_files(New, files.collect())));
        assert_eq!((state.keys.listed.len(), state.keys.faults.len()), (expected, 0));
    }
}

#[test]
fn new_keys_are_apart_from_the_current_ones() {
    let jwk = r#"{"kty":"OKP","crv":"Ed25519","x":"11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo"}"#;
    let state = added(&start(), JWKS);
    let state = after(&state, Action::Keys(KeysAction::Added(New, jwk.to_owned())));
    assert_eq!((&*state.keys.text, &*state.keys.new_text), (JWKS, jwk));
    let sources: Vec<_> = state.keys.listed.iter().map(|key| key.source.text).collect();
    assert_eq!(sources, [0, 0, 0, 0, 0, 0, 0, 0, 0, 1]);
    let state = after(&state, Action::Keys(KeysAction::Edited(New, String::new())));
    assert_eq!(state.keys.listed.len(), 9);
    let state = after(&state, Action::Keys(KeysAction::Added(New, jwk.to_owned())));
    let state = after(&state, Action::Keys(KeysAction::Clear));
    assert!(state.keys.is_blank() && state.keys.listed.is_empty());
}

#[test]
fn private_key_in_one_field_empties_all() {
    let secret = || Action::Keys(KeysAction::SecretEdited("s".repeat(32)));
    for field in [Current, New] {
        let state = after(
            &after(&added(&start(), JWKS), secret()),
            Action::Keys(KeysAction::Added(New, JWKS.to_owned())),
        );
        let state = after(&state, Action::Keys(KeysAction::Added(field, PRIVATE.to_owned())));
        assert!(state.keys.refused && state.keys.is_blank() && state.keys.is_empty(), "{field:?}");
        assert!(!format!("{state:?}").contains("nWGxne"));
    }
}
