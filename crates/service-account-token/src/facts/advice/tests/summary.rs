//! See [`super::super::summary`].

use super::*;
use crate::facts::binding::ObjectKind;

#[track_caller]
fn standing(text: &str, now: Option<i64>) -> Standing {
    match advice(text, now).summary {
        Summary::ServiceAccount(_, standing) => standing,
        other => panic!("{other:?}"),
    }
}

#[track_caller]
fn accepted(text: &str, now: Option<i64>) -> Acceptance {
    match standing(text, now) {
        Standing::Whole(Life::AcceptedUntil(acceptance)) => acceptance,
        other => panic!("{other:?}"),
    }
}

#[test]
fn api_server_accepts_a_token_a_minute_longer() {
    let text = bound(API, HOUR, POD);
    let until = ISSUED + HOUR + 60;
    for (now, is_over) in [(None, false), (Some(until), false), (Some(until + 1), true)] {
        let expected = Acceptance {
            begins: None,
            until,
            is_over,
            replacement: None,
            is_guessed: false,
            also_for: None,
        };
        assert_eq!(accepted(&text, now), expected, "{now:?}");
    }
    assert_eq!(accepted(&text, Some(ISSUED - 1)).begins, Some(ISSUED));
}

#[test]
fn extended_token_is_to_be_replaced_before_warnafter() {
    let before = ISSUED + 3607;
    let at = |now| accepted(&extended(YEAR), now).replacement;
    assert_eq!(at(None), Some(Replacement { before, is_overdue: false, by_kubelet: true }));
    assert_eq!(at(Some(before)), Some(Replacement { before, is_overdue: false, by_kubelet: true }));
    assert_eq!(
        at(Some(before + 1)),
        Some(Replacement { before, is_overdue: true, by_kubelet: true })
    );
    assert_eq!(at(AFTER), None);
}

#[test]
fn token_for_others_ends_by_its_own_claims() {
    let text = bound(r#"["vault"]"#, HOUR, POD);
    for (now, is_past) in [(DURING, false), (Some(ISSUED + HOUR), true)] {
        match standing(&text, now) {
            Standing::Whole(Life::ForOthers { recipients, may_be_own: false, end }) => {
                assert_eq!(recipients.first.len(), 1);
                assert_eq!(end, Some(OwnEnd { begins: None, at: ISSUED + HOUR, is_past }));
            }
            other => panic!("{other:?}"),
        }
    }
}

#[test]
fn part_of_a_token_tells_the_life_of_the_whole() {
    let text = legacy();
    let (parts, _) = text.rsplit_once('.').unwrap();
    let redacted = format!("{parts}.[REDACTED]");
    assert_eq!(standing(&redacted, DURING), Standing::Redacted(Life::WhileSecretExists));
    let cut = &text[..text.len() - 20];
    assert_eq!(standing(cut, DURING), Standing::CutOff(Some(Life::WhileSecretExists)));
    // Of the claims that are missing nothing is known.
    assert_eq!(standing(&text[..360], DURING), Standing::CutOff(None));
    assert_eq!(standing(&unsigned(&text), DURING), Standing::Unsigned);
}

#[test]
fn contradiction_takes_the_place_of_the_life() {
    let claims = claims(API, HOUR, POD);
    let both = r#"{"kubernetes.io/serviceaccount/namespace":"ci","#;
    let account = r#","uid":"8208ff56-0a67-47bb-8175-a198423dacf8""#;
    for (header, payload, expected) in [
        (HEADER, claims.replacen('{', both, 1), Contradiction::BothShapes),
        (HEADER, claims.replace(account, ""), Contradiction::LacksClaims),
        (r#"{"alg":"HS256"}"#, claims.clone(), Contradiction::Algorithm { verifiable: false }),
        (HEADER, claims.replace(POD, &format!("{POD}{SECRET}")), Contradiction::TwoBindings),
        (HEADER, claims.replace(POD, WEBHOOK), Contradiction::WebhookAtApiServer),
        (r#"{"alg":"RS256","crit":["x"]}"#, claims.clone(), Contradiction::Refused),
    ] {
        let found = standing(&token(header, &payload), DURING);
        assert_eq!(found, Standing::Contradicted(expected));
    }
}

#[test]
fn expiry_that_is_no_time_is_told_from_none() {
    let claims = claims(API, HOUR, POD);
    let exp = format!(r#""exp":{},"#, ISSUED + HOUR);
    for (instead, expected) in [
        ("", Life::NoExpiry),
        (r#""exp":null,"#, Life::NoExpiry),
        (r#""exp":1e300,"#, Life::UnreadableExpiry),
        (r#""exp":1700003600123,"#, Life::MisreadTimes { never_begins: false }),
    ] {
        let text = token(HEADER, &claims.replace(&exp, instead));
        assert_eq!(standing(&text, DURING), Standing::Whole(expected), "{instead}");
    }
}

#[test]
fn claims_to_be_name_the_object_and_the_account() {
    match advice(&bound(API, HOUR, POD), DURING).summary {
        Summary::ServiceAccount(claims, _) => assert_eq!(
            claims,
            ClaimsToBe {
                tie: Tie::Pod(named(ObjectKind::Pod, "web")),
                namespace: Some("ci".to_owned()),
                account: named(ObjectKind::ServiceAccount, "robot"),
                breaks_off: false,
            }
        ),
        other => panic!("{other:?}"),
    }
}

#[test]
fn api_server_trusts_others_only_by_configuration() {
    let trust = |header: &str, payload: &str| match advice(&token(header, payload), DURING).summary
    {
        Summary::Other(other) => other.trust,
        other => panic!("{other:?}"),
    };
    let issuer = r#"{"iss":"https://a.test"}"#;
    assert_eq!(trust(HEADER, issuer), Trust::Configured("https://a.test".to_owned()));
    assert_eq!(trust(HEADER, r#"{"iss":"joe"}"#), Trust::NotHttps("joe".to_owned()));
    assert_eq!(trust(HEADER, "{}"), Trust::NoIssuer);
    assert_eq!(trust(r#"{"alg":"HS256"}"#, issuer), Trust::Algorithm("HS256".to_owned()));
    assert_eq!(trust(r#"{"alg":"RS256","crit":["x"]}"#, issuer), Trust::Refused);
}
