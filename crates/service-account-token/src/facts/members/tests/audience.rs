//! `aud`.

use super::*;

#[track_caller]
fn check_aud(payload: &str, expected: AudienceMeaning<'_>, source: Source, certainty: Certainty) {
    check(payload, "/aud", Meaning::Audience(expected), source, certainty);
}

fn strings(values: &[&str]) -> Vec<String> {
    values.iter().map(|&value| value.to_owned()).collect()
}

#[test]
fn bound_token_for_the_api_server() {
    let audiences = strings(&["https://issuer.test"]);
    let of = |class, is_string| AudienceMeaning::Bound {
        audiences: &audiences,
        class,
        cut: false,
        is_string,
    };
    let issuer = BoundAudience::IssuersApiServer;
    check_aud(
        &bound(r#""aud":["https://issuer.test"]"#),
        of(issuer, false),
        Source::JwtGo,
        Certainty::Likely,
    );
    check_aud(
        &bound(r#""aud":"https://issuer.test""#),
        of(issuer, true),
        Source::JwtGo,
        Certainty::Likely,
    );
    let options = Options { api_audiences: audiences.clone(), ..Options::default() };
    of_token(&options, "{}", &bound(r#""aud":["https://issuer.test"]"#), |_, payload| {
        let fact = find(payload, "/aud");
        assert_eq!(fact.meaning, Meaning::Audience(of(BoundAudience::GivenApiServer, false)));
        assert_eq!(fact.certainty, Certainty::Certain);
        let fact = find(payload, "/aud/0");
        assert_eq!(fact.meaning, Meaning::Recipient(RecipientMeaning::GivenApiServer));
        assert_eq!(fact.certainty, Certainty::Certain);
    });
}

#[test]
fn bound_token_for_others() {
    let audiences = strings(&["something"]);
    check_aud(
        &bound(r#""aud":["something"]"#),
        AudienceMeaning::Bound {
            audiences: &audiences,
            class: BoundAudience::Foreign(None),
            cut: false,
            is_string: false,
        },
        Source::JwtGo,
        Certainty::Likely,
    );
    claim(&bound(r#""aud":["vault"]"#), "/aud/0", |fact| {
        assert_eq!(fact.role, Role::Recipient(1));
        let Meaning::Recipient(RecipientMeaning::Known(party)) = fact.meaning else {
            panic!("{fact:?}");
        };
        assert_eq!(party.party, crate::kubernetes::Party::Vault);
        assert_eq!(fact.certainty, Certainty::Likely);
    });
    let mixed = strings(&["https://issuer.test", "vault"]);
    check_aud(
        &bound(r#""aud":["https://issuer.test","vault"]"#),
        AudienceMeaning::Bound {
            audiences: &mixed,
            class: BoundAudience::Mixed,
            cut: false,
            is_string: false,
        },
        Source::TokenReviewGo,
        Certainty::Likely,
    );
}

#[test]
fn audience_that_breaks_off() {
    let payload = r#"{"kubernetes.io":{"namespace":"a","serviceaccount":{}},"aud":["vault","#;
    claim(payload, "/aud", |fact| {
        let Meaning::Audience(AudienceMeaning::Bound { cut, .. }) = fact.meaning else {
            panic!("{fact:?}");
        };
        assert!(cut);
    });
}

#[test]
fn audience_of_other_tokens() {
    let vault = strings(&["vault"]);
    let rfc = Source::Rfc(7519, "4.1.3");
    check_aud(
        &legacy(r#""aud":["vault"]"#),
        AudienceMeaning::Legacy(&vault),
        Source::JwtGo,
        Certainty::Certain,
    );
    check_aud(
        r#"{"aud":"vault"}"#,
        AudienceMeaning::OtherToken(&vault),
        rfc,
        Certainty::Documented,
    );
    check_aud(
        r#"{"aud":[7]}"#,
        AudienceMeaning::Nobody { kubernetes: false },
        rfc,
        Certainty::Documented,
    );
    check_aud(
        &bound(r#""aud":[]"#),
        AudienceMeaning::Nobody { kubernetes: true },
        Source::JwtGo,
        Certainty::Likely,
    );
    check(
        r#"{"aud":["vault"]}"#,
        "/aud/0",
        Meaning::Recipient(RecipientMeaning::OtherToken),
        rfc,
        Certainty::Documented,
    );
}
