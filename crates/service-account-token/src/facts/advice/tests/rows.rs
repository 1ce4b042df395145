//! See [`super::super::rows`].

use super::*;
use crate::facts::binding::ObjectKind;
use crate::facts::vocabulary::RowState;

fn exp() -> Exp {
    Exp { at: ISSUED + HOUR, in_milliseconds: false }
}

#[test]
fn kind_is_calm_only_for_a_token_bound_to_an_object() {
    let kind = |text: &str| {
        let row = advice(text, DURING).rows.kind;
        (row.state, row.says)
    };
    let web = || named(ObjectKind::Pod, "web");
    let pod = bound(API, HOUR, POD);
    assert_eq!(kind(&pod), (RowState::Usual, KindRow::BoundTo(web())));
    let incomplete = pod_without_uid();
    assert_eq!(kind(&incomplete), (RowState::Problem, KindRow::BoundToIncomplete(web())));
    assert_eq!(kind(&bound(API, HOUR, "")), (RowState::Notable, KindRow::BoundToNothing));
    let no_object = bound(API, HOUR, r#""pod":"web","#);
    assert_eq!(kind(&no_object), (RowState::Unknown, KindRow::BoundToNoObject));
    let secret = Some("robot-token".to_owned());
    assert_eq!(kind(&legacy()), (RowState::Notable, KindRow::Legacy { secret }));
    let other = (RowState::Notable, KindRow::NotForAccount(NotForAccount::NoClaims));
    assert_eq!(kind(&token(HEADER, "{}")), other);
}

fn pod_without_uid() -> String {
    bound(API, HOUR, r#""pod":{"name":"web"},"#)
}

#[test]
fn time_counts_the_seconds_from_the_clock() {
    let time = |now: i64| {
        let row = advice(&bound(API, HOUR, POD), Some(ISSUED + now)).rows.time;
        (row.state, row.says)
    };
    let exp = exp();
    let active = TimeRow::Active { exp, left: HOUR - 1, odd_warn_after: false };
    assert_eq!(time(1), (RowState::Usual, active));
    let early = TimeRow::NotYetActive { exp, not_before: ISSUED, ahead: 5 };
    assert_eq!(time(-5), (RowState::Problem, early));
    let accepted_until = Some(ISSUED + HOUR + 60);
    let graced = TimeRow::Expired { exp, ago: 60, accepted_until };
    assert_eq!(time(HOUR + 60), (RowState::Problem, graced));
    let expired = TimeRow::Expired { exp, ago: 61, accepted_until: None };
    assert_eq!(time(HOUR + 61), (RowState::Problem, expired));
}

#[test]
fn time_of_an_extended_token_has_two_ends() {
    let time = |now| {
        let row = advice(&extended(YEAR), now).rows.time;
        (row.state, row.says)
    };
    let exp = Exp { at: ISSUED + YEAR, in_milliseconds: false };
    let warn_after = ISSUED + 3607;
    let due = TimeRow::Due { exp, warn_after, ahead: 0, left: YEAR - 3607 };
    assert_eq!(time(Some(warn_after)), (RowState::Usual, due));
    let overdue = TimeRow::Overdue { exp, warn_after, ago: 1, left: YEAR - 3608 };
    assert_eq!(time(Some(warn_after + 1)), (RowState::Notable, overdue));
    let no_clock = TimeRow::NoClock { expires_at: exp.at, warn_after: Some(warn_after) };
    assert_eq!(time(None), (RowState::Unknown, no_clock));
}

#[test]
fn audience_tells_why_it_is_the_api_servers() {
    let audience = |text: &str| {
        let row = advice(text, DURING).rows.audience;
        (row.state, row.says)
    };
    let own = |state, own| (state, AudienceRow::ApiServer(own));
    assert_eq!(audience(&bound(API, HOUR, POD)), own(RowState::Usual, OwnAudience::Issuer));
    assert_eq!(audience(&bound(r#"["api"]"#, HOUR, POD)), own(RowState::Usual, OwnAudience::Usual));
    let unusual = bound(r#"["https://a.test"]"#, YEAR, &format!("{POD}{EXTENDED}"));
    assert_eq!(audience(&unusual), own(RowState::Notable, OwnAudience::Extended));
    let webhook = bound(API, 600, WEBHOOK);
    assert_eq!(audience(&webhook), own(RowState::Notable, OwnAudience::OfWebhookToken));
    let webhooks = bound(r#"["https://a.test","https://b.test"]"#, 600, WEBHOOK);
    assert_eq!(audience(&webhooks), (RowState::Notable, AudienceRow::Webhooks));
    assert_eq!(audience(&bound("[]", HOUR, POD)), (RowState::Problem, AudienceRow::BoundNone));
    assert_eq!(audience(&legacy()), (RowState::Usual, AudienceRow::LegacyNone));
}

#[test]
fn structure_counts_the_worst_findings() {
    let structure = |text: &str| advice(text, DURING).rows.structure;
    let whole = bound(API, HOUR, POD);
    assert_eq!(structure(&whole).says, StructureRow::AsApiServerWrites);
    assert_eq!(structure(&legacy()).says, StructureRow::AsKubernetesWrites);
    match structure(&token(HEADER, &claims(r#""api""#, HOUR, POD))) {
        Row { state: RowState::Notable, says: StructureRow::Warnings { count: 1, .. } } => {}
        other => panic!("{other:?}"),
    }
    match structure(&token(r#"{"alg":"none"}"#, &claims(API, HOUR, POD))) {
        Row { state: RowState::Problem, says: StructureRow::Errors { .. } } => {}
        other => panic!("{other:?}"),
    }
    match structure(&whole[..whole.len() - 20]) {
        Row { state: RowState::Problem, says: StructureRow::CutOff(Some(_)) } => {}
        other => panic!("{other:?}"),
    }
}

#[test]
fn structure_is_notable_for_a_token_that_was_cut_out_of_its_text() {
    let structure = |text: &str| advice(text, DURING).rows.structure;
    let whole = bound(API, HOUR, POD);
    let (head, tail) = whole.split_at(60);
    for text in [
        format!("{whole}abcd"),
        format!("{head} {tail}"),
        format!("{whole}bash-4.4$ "),
        format!("{{\"token\":\"{whole}\\n\"}}"),
    ] {
        match structure(&text) {
            Row { state: RowState::Notable, says: StructureRow::LeftOut(_) } => {}
            other => panic!("{text}: {other:?}"),
        }
    }
    for text in [
        format!("Authorization: Bearer Bearer {whole}"),
        format!("Authorization: Bearer  {whole}"),
        format!("Authorization: Basic {whole}"),
    ] {
        match structure(&text) {
            Row { state: RowState::Notable, says: StructureRow::Misused(_) } => {}
            other => panic!("{text}: {other:?}"),
        }
    }
    for text in [format!("Authorization: Bearer {whole}"), format!("{whole} level=info")] {
        let row = structure(&text);
        assert_eq!((row.state, row.says), (RowState::Usual, StructureRow::AsApiServerWrites));
    }
}

#[test]
fn signature_is_never_checked() {
    let signature = |text: &str| {
        let row = advice(text, DURING).rows.signature;
        (row.state, row.says)
    };
    let text = legacy();
    let (parts, _) = text.rsplit_once('.').unwrap();
    match signature(&text) {
        (
            RowState::Unknown,
            SignatureRow::NotChecked { bytes: Some(256), keys: Keys::OfLegacyToken, .. },
        ) => {}
        other => panic!("{other:?}"),
    }
    assert_eq!(signature(&unsigned(&text)), (RowState::Problem, SignatureRow::None));
    let redacted = format!("{parts}.[REDACTED]");
    assert_eq!(signature(&redacted), (RowState::Notable, SignatureRow::Redacted));
    let cut = &text[..parts.len() + 13];
    assert_eq!(signature(cut), (RowState::Problem, SignatureRow::CutOff { bytes: 9 }));
    assert_eq!(signature(parts), (RowState::Problem, SignatureRow::BreaksOff));
}

#[test]
fn audience_that_is_not_known_may_be_the_api_servers() {
    let audience = |aud: &str| advice(&bound(aud, HOUR, POD), DURING).rows.audience.says;
    for aud in [r#"["kubernetes"]"#, r#"["istio-ca"]"#, r#"["vault","x"]"#, r#"["unknown"]"#] {
        assert!(matches!(audience(aud), AudienceRow::Unrecognized(_)), "{aud}");
    }
    for aud in [r#"["vault"]"#, r#"["sts.amazonaws.com"]"#, r#"["https://api.openai.com/v1"]"#] {
        assert!(matches!(audience(aud), AudienceRow::Foreign(_)), "{aud}");
    }
    for aud in
        [r#"["api","istio-ca"]"#, r#"["kubernetes","gardener"]"#, r#"["kubernetes.default.svc"]"#]
    {
        assert_eq!(audience(aud), AudienceRow::ApiServer(OwnAudience::Usual), "{aud}");
    }
    let rke = claims(r#"["unknown"]"#, HOUR, POD).replace("https://kubernetes.default.svc", "rke");
    let says = advice(&token(HEADER, &rke), DURING).rows.audience.says;
    assert_eq!(says, AudienceRow::ApiServer(OwnAudience::Usual));
}
