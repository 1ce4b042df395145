//! What is shared, read again, says the same; and says no name where none was wanted.

use std::collections::BTreeSet;
use std::rc::Rc;

use base64::Engine as _;
use base64::prelude::{BASE64_STANDARD as BASE64, BASE64_URL_SAFE_NO_PAD as BASE64URL};
use proptest::collection::{btree_map, vec};
use proptest::prelude::{
    Just, ProptestConfig, Strategy, any, prop, prop_assert, prop_assert_eq, prop_oneof, proptest,
};
use service_account_token::report::{Format, Kind, Report, Token, Variant};
use service_account_token::{Options, Paste, inspect};

use super::*;
use crate::examples;
use yew::Reducible;

use crate::element_ids::ElementIds;
use crate::shared::Shared;
use crate::state::{Action, ClockTarget, Event, Opening, State};

const NOW: i64 = 1_790_000_000;
const PAGE: &str = "https://decoder.example/tools/";
const BOUND: &str =
    include_str!("../../crates/service-account-token/tests/samples/bound-pod-extended-v1.24.jwt");
const LEGACY: &str = include_str!(
    "../../crates/service-account-token/tests/samples/legacy-auto-generated-v1.20.jwt"
);

fn pasted(text: &str) -> State {
    let mut state = opened(Opening { text: Some(text.to_owned()), ..Opening::default() });
    // As if a worker had read the long ones.
    state.document.make_mut().report = Shared::new(read(text));
    state
}

fn opened(opening: Opening) -> State {
    State::new(ElementIds::FIRST, opening, NOW)
}

fn shown(state: &State) -> Shown<'_> {
    let State { document, view, preferences, .. } = state;
    Shown { document, chosen: view.chosen, clock: preferences.clock }
}

fn read(text: &str) -> Report {
    inspect(text.as_bytes(), &Options::new().now(NOW))
}

/// Each example with each of its tokens, as the page shows it.
fn every_shareable() -> Vec<(&'static str, State)> {
    let mut all = Vec::new();
    for example in examples::all() {
        let state = pasted(&example.text());
        for chosen in 0..state.document.report.tokens.len() {
            let mut state = state.clone();
            state.view.make_mut().chosen = chosen;
            if state.token().is_some_and(is_shareable) {
                all.push((example.name, state));
            }
        }
    }
    assert!(all.len() > 40, "{}", all.len());
    all
}

fn one(report: Report) -> Token {
    assert_eq!(report.tokens.len(), 1, "{report:?}");
    report.tokens.into_iter().next().expect("there is one")
}

fn claims(token: &Token) -> Vec<(&str, Option<&str>, Option<&str>)> {
    let members = token.header.members.iter().chain(&token.payload.members);
    members
        .map(|member| (&*member.pointer, member.text.as_deref(), member.value.as_deref()))
        .collect()
}

fn codes(token: &Token) -> BTreeSet<&str> {
    token.findings.iter().map(|finding| &*finding.code).collect()
}

/// What of a variant no name decides.
fn shape(token: &Token) -> String {
    let shape = |variant: &Variant| {
        let Variant { bound_to, extended, origin, audience, signer, kubernetes, .. } = variant;
        format!("{bound_to:?} {extended} {origin:?} {audience:?} {signer:?} {kubernetes:?}")
    };
    token.variant.as_ref().map(shape).unwrap_or_default()
}

#[test]
fn shared_token_means_the_same_without_its_signature() {
    for (name, state) in every_shareable() {
        let before = state.token().unwrap();
        let shared = token(shown(&state), Disclosure::WithoutSignature).unwrap();
        let after = one(read(&shared));
        assert_eq!(after.kind, before.kind, "{name}");
        assert_eq!(after.times, before.times, "{name}");
        assert_eq!(claims(&after), claims(before), "{name}");
        assert_eq!(shape(&after), shape(before), "{name}");
        assert!(after.signature.status != SignatureStatus::NotChecked, "{name}: {shared}");
        let ends = [".redacted", "."];
        assert!(ends.iter().any(|end| shared.ends_with(end)), "{name}: {shared}");
        if let Some(whole) = Paste::read(state.document.paste.bytes()).secret(state.view.chosen) {
            let signature = whole.expose().split('.').nth(2).unwrap_or_default();
            assert!(signature.get(..16).is_none_or(|piece| !shared.contains(piece)), "{name}");
        }
    }
}

#[test]
fn redacting_names_keeps_kind_times_shape_and_findings() {
    for (name, state) in every_shareable() {
        let before = state.token().unwrap();
        let with_names = one(read(&token(shown(&state), Disclosure::WithoutSignature).unwrap()));
        let after = one(read(&token(shown(&state), Disclosure::WithoutNames).unwrap()));
        assert_eq!(after.kind, before.kind, "{name}");
        assert_eq!(after.times, before.times, "{name}");
        assert_eq!(shape(&after), shape(before), "{name}");
        let pointers = |token: &Token| -> Vec<String> {
            let members = token.header.members.iter().chain(&token.payload.members);
            members.map(|member| format!("{} {:?}", member.pointer, member.json_type)).collect()
        };
        assert_eq!(pointers(&after), pointers(before), "{name}");
        let new: Vec<_> = codes(&after).difference(&codes(&with_names)).copied().collect();
        assert!(new.is_empty(), "{name}: {new:?} {:?}", after.payload.text);
    }
}

/// Every encoding in which a name could stand in a text: as it is, and base64 of each alignment.
fn spellings(name: &str) -> Vec<String> {
    let mut all = vec![name.to_owned()];
    for before in 0..3 {
        let shifted = [&vec![b'x'; before], name.as_bytes()].concat();
        for encoded in [BASE64.encode(&shifted), BASE64URL.encode(&shifted)] {
            // Without the characters that hold bits of what stands around it.
            let from = if before == 0 { 0 } else { before + 1 };
            let to = shifted.len() / 3 * 4;
            all.extend(encoded.get(from..to).filter(|it| it.len() > 3).map(str::to_owned));
        }
    }
    all
}

#[test]
fn link_without_names_has_no_name() {
    for (name, state) in every_shareable() {
        let before = state.token().unwrap();
        let link = link(shown(&state), Disclosure::WithoutNames, PAGE).unwrap();
        let after = one(read(&link));
        let kept = format!(
            "{link} {} {}",
            after.header.text.as_deref().unwrap(),
            after.payload.text.as_deref().unwrap()
        );
        let payload = before.payload.members.iter().filter(|member| member.time.is_none());
        let header = before.header.members.iter();
        let header = header.filter(|it| !["/alg", "/typ", "/cty"].contains(&&*it.pointer));
        for value in payload.chain(header).filter_map(|member| member.value.as_deref()) {
            if value.len() < 3 || PUBLIC.split(' ').any(|public| public == value) {
                continue;
            }
            // Pieces too, such as the namespace in `sub`, but for what says nothing.
            for piece in [value].into_iter().chain(value.split([':', '/', ' '])) {
                let plain = ["system", "serviceaccount", "https", "http", "api", "example", "id"];
                let public = PUBLIC.split([' ', '/', ':']).any(|public| public.contains(piece));
                let zeros = piece.bytes().all(|byte| b"0-".contains(&byte));
                if piece.len() < 4 || public || zeros || plain.contains(&piece) {
                    continue;
                }
                // The name of a claim stays, whatever stands in its value; and three characters
                // of base64 less may be those of another word.
                let begins: String = piece.chars().take(piece.chars().count() - 2).collect();
                let is_claim = claims(&after).iter().any(|(pointer, ..)| pointer.contains(&begins));
                for spelling in spellings(piece) {
                    assert!(
                        is_claim || !kept.contains(&spelling),
                        "{name}: {piece:?} stands in {kept} as {spelling}"
                    );
                }
            }
        }
    }
}

#[test]
fn bound_token_without_names() {
    let shared = token(shown(&pasted(BOUND)), Disclosure::WithoutNames).unwrap();
    let after = one(read(&shared));
    assert_eq!(
        after.payload.text.as_deref(),
        Some(
            r#"{"aud":["https://kubernetes.default.svc.cluster.local"],"exp":1692445741,"iat":1660909741,"iss":"https://kubernetes.default.svc.cluster.local","kubernetes.io":{"namespace":"example","pod":{"name":"example","uid":"00000000-0000-0000-0000-000000000000"},"serviceaccount":{"name":"example","uid":"00000000-0000-0000-0000-000000000000"},"warnafter":1660913348},"nbf":1660909741,"sub":"system:serviceaccount:example:example"}"#
        )
    );
    assert_eq!(
        after.header.text.as_deref(),
        Some(r#"{"alg":"RS256","kid":"0000000000000000000000000000000000000000000"}"#)
    );
    assert_eq!(after.headline, "Bound token, extended to a year");
    assert_eq!(after.format, Some(Format::JwsRedacted));
}

#[test]
fn legacy_token_without_names() {
    let after = one(read(&token(shown(&pasted(LEGACY)), Disclosure::WithoutNames).unwrap()));
    let payload = after.payload.text.as_deref().unwrap();
    assert!(
        payload.contains(r#""kubernetes.io/serviceaccount/secret.name":"example-token-bcdfg""#)
    );
    assert!(payload.contains(r#""kubernetes.io/serviceaccount/namespace":"example""#));
    assert_eq!(after.kind, Kind::Legacy);
}

fn made(payload: &str) -> String {
    let header = BASE64URL.encode(r#"{"alg":"RS256"}"#);
    format!("{header}.{}.{}", BASE64URL.encode(payload), "A".repeat(342))
}

fn payload_without_names(payload: &str) -> String {
    let shared = token(shown(&pasted(&made(payload))), Disclosure::WithoutNames);
    one(read(&shared.expect("it is shareable"))).payload.text.unwrap_or_default()
}

#[test]
fn unknown_strings_are_redacted_and_truncated_text_is_dropped() {
    for (payload, expected) in [
        (
            r#"{"team":"blue","list":["a",1,{"b":"c"}],"n":null}"#,
            r#"{"team":"…","list":["…",1,{"b":"…"}],"n":null}"#,
        ),
        (r#"{"team":"blue","typ":"Bearer","alg":"x"}"#, r#"{"team":"…","typ":"…","alg":"…"}"#),
        (r#"{"exp":1700000000,"team":"bl"#, r#"{"exp":1700000000"#),
        (r#"{"team":"blue"} and more of blue"#, r#"{"team":"…"} "#),
        (r#"{"sub":"","jti":"a-b"}"#, r#"{"sub":"","jti":"000"}"#),
        (r#"{"a":{},"b":[]}"#, r#"{"a":{},"b":[]}"#),
        (
            r#"{"iss":"https://idp.corp/x","aud":["https://idp.corp/x","payments","api","spiffe://corp/a"]}"#,
            r#"{"iss":"https://issuer.example","aud":["https://issuer.example","audience.example","api","audience.example"]}"#,
        ),
    ] {
        assert_eq!(payload_without_names(payload), expected, "{payload}");
    }
}

#[test]
fn withheld_value_is_not_shared() {
    let text = made(r#"{"password":"correct-horse-battery-staple","sub":"x"}"#);
    let shared =
        token(shown(&pasted(&text)), Disclosure::WithoutSignature).expect("it is shareable");
    let payload = one(read(&shared)).payload.text.unwrap_or_default();
    assert_eq!(payload, r#"{"password":"…","sub":"x"}"#);
    let payload = payload_without_names(r#"{"password":"correct-horse-battery-staple","sub":"x"}"#);
    assert_eq!(payload, r#"{"password":"…","sub":"…"}"#);
}

#[test]
fn no_limit_of_the_decoder_discloses_a_name() {
    let deep = format!(r#"{{"a":{}"blue"{},"b":"blue"}}"#, "[".repeat(600), "]".repeat(600));
    let many = format!(r#"{{"a":[{}"blue"],"b":"blue"}}"#, r#""blue","#.repeat(20_000));
    let wide = format!(r#"{{{}"b":"blue"}}"#, r#""a":{"c":"blue"},"#.repeat(8_000));
    let long = format!(r#"{{"a":[1,{{"{}":"blue"}},2],"b":"blue"}}"#, "c".repeat(600_000));
    for payload in [deep, many, wide, long] {
        assert!(payload.matches("blue").count() > 1);
        let after = payload_without_names(&payload);
        assert!(after.starts_with(r#"{"a":"#), "{after}");
        assert!(!after.contains("blue"), "{}", after.len());
    }
}

#[test]
fn header_parameters_are_kept() {
    let header = r#"{"alg":"RS\"256","typ":"J\u0057T","kid":"a\"b","x5t":"blue"}"#;
    let text = format!("{}.{}.AAAA", BASE64URL.encode(header), BASE64URL.encode("{}"));
    let after = one(read(&token(shown(&pasted(&text)), Disclosure::WithoutNames).unwrap()));
    assert_eq!(
        after.header.text.as_deref(),
        Some(r#"{"alg":"RS\"256","typ":"J\u0057T","kid":"000","x5t":"…"}"#)
    );
}

#[test]
fn contradicting_subject_and_invalid_name_stay_so_without_names() {
    let payload = |namespace: &str, sub: &str| {
        format!(
            r#"{{"aud":["api"],"exp":1700003600,"iat":1700000000,"iss":"api","kubernetes.io":{{"namespace":"{namespace}","serviceaccount":{{"name":"till","uid":"7f6e5d4c-3b2a-4190-8f7e-6d5c4b3a2918"}}}},"nbf":1700000000,"sub":"{sub}"}}"#
        )
    };
    let check = |namespace: &str, sub: &str, expected: &[&str]| {
        let text = made(&payload(namespace, sub));
        let before = one(read(&text));
        let after = one(read(&token(shown(&pasted(&text)), Disclosure::WithoutNames).unwrap()));
        for code in expected {
            assert!(codes(&before).contains(code) && codes(&after).contains(code), "{code}");
        }
        let own = |token: &Token| {
            let mut codes = codes(token);
            codes.retain(|code| ["subject_mismatch", "name_not_dns"].contains(code));
            codes.len()
        };
        assert_eq!((own(&before), own(&after)), (expected.len(), expected.len()));
        assert_eq!(before.times, after.times);
    };
    check("shop", "system:serviceaccount:shop:till", &[]);
    check("shop", "system:serviceaccount:yard:till", &["subject_mismatch"]);
    check("Shop", "system:serviceaccount:Shop:till", &["name_not_dns"]);
}

#[test]
fn only_the_token_itself_is_shared_however_it_was_wrapped() {
    let bare = token(shown(&pasted(BOUND.trim())), Disclosure::WithoutSignature);
    let once = BASE64.encode(BOUND.trim());
    for text in [
        format!("Authorization: Bearer {BOUND}"),
        BASE64.encode(&once),
        format!("apiVersion: v1\nkind: Secret\nmetadata:\n  name: x\ndata:\n  token: {once}\n"),
        format!("2024-01-01T00:00:00Z level=info msg=\"got it\" token={}", BOUND.trim()),
        once,
    ] {
        let state = pasted(&text);
        assert_eq!(token(shown(&state), Disclosure::WithoutSignature), bare, "{text}");
        assert_eq!(
            token(shown(&state), Disclosure::Whole).as_deref(),
            Some(BOUND.trim()),
            "{text}"
        );
    }
}

#[test]
fn link_has_the_address_of_the_page_and_the_set_clock() {
    let state = pasted(BOUND);
    let shared = token(shown(&state), Disclosure::WithoutSignature).unwrap();
    let of = |state: &State, disclosure| link(shown(state), disclosure, PAGE);
    assert_eq!(of(&state, Disclosure::WithoutSignature), Some(format!("{PAGE}#token={shared}")));
    let set = Action::SetClock(ClockTarget::Time(1_660_909_741));
    let state = Rc::new(state).reduce(Event { now: NOW, action: set });
    assert_eq!(
        of(&state, Disclosure::WithoutSignature),
        Some(format!("{PAGE}#token={shared}&now=1660909741"))
    );
    assert_eq!(
        of(&state, Disclosure::Whole),
        Some(format!("{PAGE}#token={}&now=1660909741", BOUND.trim()))
    );
    assert_eq!(of(&pasted(""), Disclosure::Whole), None);
    assert_eq!(of(&pasted("hello"), Disclosure::WithoutNames), None);
}

#[test]
fn example_is_shared_by_name_and_without_names_as_a_token() {
    let example = Some(String::from("legacy-auto"));
    let state = opened(Opening { example, ..Opening::default() });
    assert_eq!(
        link(shown(&state), Disclosure::WithoutSignature, PAGE).as_deref(),
        Some("https://decoder.example/tools/#example=legacy-auto&now=1767225600")
    );
    let without = link(shown(&state), Disclosure::WithoutNames, PAGE).unwrap();
    assert!(without.contains("#token=ey") && without.ends_with(".redacted&now=1767225600"));
}

#[test]
fn encrypted_unreadable_or_decoded_token_is_not_shareable() {
    let header = BASE64URL.encode(r#"{"alg":"RSA-OAEP-256","enc":"A256GCM"}"#);
    let encrypted = format!("{header}.{}.AAAA.AAAA.AAAA", "A".repeat(342));
    let unreadable = format!("{header}.AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA.AAAAAAAA");
    let decoded = r#"{"header":{"alg":"RS256"},"payload":{"iss":"https://a.test","sub":"b"}}"#;
    for text in [&*encrypted, &unreadable, decoded] {
        let state = pasted(text);
        assert!(!state.token().is_some_and(is_shareable), "{text}");
        assert_eq!(token(shown(&state), Disclosure::WithoutSignature), None, "{text}");
    }
}

#[test]
fn unsigned_token_is_shared_without_a_redacted_signature() {
    let text = format!("{}.{}.", BASE64URL.encode(r#"{"alg":"none"}"#), BASE64URL.encode("{}"));
    assert_eq!(token(shown(&pasted(&text)), Disclosure::WithoutSignature), Some(text));
}

/// JSON of any shape, with names of claims that are known and others, in which each string says a
/// name.
fn any_claims() -> impl Strategy<Value = serde_json::Value> {
    let leaf = prop_oneof![
        Just(serde_json::Value::Null),
        any::<bool>().prop_map(Into::into),
        any::<u32>().prop_map(Into::into),
        "[ -~é\u{202e}\n]{0,6}".prop_map(|text| format!("{text}{NAME}{text}").into()),
        Just(format!("https://{NAME}/x").into()),
        Just(format!("system:serviceaccount:{NAME}:{NAME}").into()),
    ];
    leaf.prop_recursive(4, 24, 5, |inner| {
        prop_oneof![
            vec(inner.clone(), 0..4).prop_map(Into::into),
            btree_map(prop::sample::select(KEYS), inner, 0..5)
                .prop_map(|map| map.into_iter().map(|(name, it)| (name.to_owned(), it)).collect()),
        ]
    })
}

const NAME: &str = "zq-blue";

const KEYS: &[&str] = &[
    "iss",
    "sub",
    "aud",
    "exp",
    "iat",
    "nbf",
    "jti",
    "kubernetes.io",
    "namespace",
    "serviceaccount",
    "pod",
    "secret",
    "node",
    "name",
    "uid",
    "warnafter",
    "kubernetes.io/serviceaccount/namespace",
    "kubernetes.io/serviceaccount/secret.name",
    "kubernetes.io/serviceaccount/service-account.name",
    "kubernetes.io/serviceaccount/service-account.uid",
    "alg",
    "kid",
    "typ",
    "team",
    "a\"b",
    "",
];

proptest! {
    // A failure prints its texts; they belong into a case of their own.
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn no_name_is_left_whatever_the_claims(claims in btree_map(prop::sample::select(KEYS), any_claims(), 0..8)) {
        let payload = serde_json::to_string(&claims).unwrap();
        let state = pasted(&made(&payload));
        let before = state.token().unwrap();
        let after = one(read(&token(shown(&state), Disclosure::WithoutNames).unwrap()));
        let left = after.payload.text.as_deref().unwrap_or_default();
        prop_assert!(!left.contains("zq") && !left.contains("blue"), "{left}");
        prop_assert!(serde_json::from_str::<serde_json::Value>(left).is_ok(), "{left}");
        prop_assert_eq!(after.kind, before.kind, "{} {}", payload, left);
        let count = |token: &Token| token.payload.members.len();
        prop_assert_eq!(count(&after), count(before));
    }

    #[test]
    fn payload_cut_anywhere_discloses_no_name(at in 1_usize..400) {
        let payload = format!(r#"{{"aud":["{NAME}"],"exp":1,"team":{{"{KEY}":"{NAME}"}},"sub":"{NAME}"}}"#, KEY = "a");
        let cut = payload.get(..at.min(payload.len())).unwrap();
        let left = payload_without_names(cut);
        prop_assert!(!left.contains("zq"), "{left}");
    }
}
