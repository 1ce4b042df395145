//! Every enumeration of the report: as text, back from text, and a code of a later release.

#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::string_slice,
    reason = "a test may fail"
)]

mod support;

use std::fmt::{Debug, Display};
use std::str::FromStr;

use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::{Value, json};
use service_account_token::Category;
use service_account_token::report::{
    AudienceClass, BoundTo, Certainty, Encoding, EvidenceCode, FindingCode, Form, Format, JsonType,
    Kind, Occasion, Open, Origin, OtherTokenCode, PartName, PartyCode, PlatformCode, Report,
    RowName, RowState, Severity, SignatureStatus, Signer, TimeStatus, WithheldReason,
};
use support::*;

#[track_caller]
fn check<T>(all: &[T])
where
    T: AsRef<str> + Copy + Debug + Display + DeserializeOwned + PartialEq + Serialize,
    T: FromStr<Err: Debug + PartialEq>,
{
    for &value in all {
        let text = value.as_ref();
        assert_eq!(value.to_string(), text);
        assert_eq!(text.parse(), Ok(value));
        assert_eq!(serde_json::to_value(value).unwrap(), json!(text));
        assert_eq!(serde_json::from_value::<T>(json!(text)).unwrap(), value);
    }
    assert!("of-a-later-release".parse::<T>().is_err());
    assert!(serde_json::from_value::<T>(json!("of-a-later-release")).is_err());
}

#[test]
fn each_value_is_read_back_from_its_text() {
    check(AudienceClass::ALL);
    check(BoundTo::ALL);
    check(Category::ALL);
    check(Certainty::ALL);
    check(Encoding::ALL);
    check(EvidenceCode::ALL);
    check(FindingCode::ALL);
    check(Form::ALL);
    check(Format::ALL);
    check(JsonType::ALL);
    check(Kind::ALL);
    check(Occasion::ALL);
    check(Origin::ALL);
    check(OtherTokenCode::ALL);
    check(PartName::ALL);
    check(PartyCode::ALL);
    check(PlatformCode::ALL);
    check(RowName::ALL);
    check(RowState::ALL);
    check(Severity::ALL);
    check(SignatureStatus::ALL);
    check(Signer::ALL);
    check(TimeStatus::ALL);
    check(WithheldReason::ALL);
}

#[test]
fn evidence_of_another_token_has_the_code_of_that_token() {
    for &token in OtherTokenCode::ALL {
        let evidence = EvidenceCode::OtherToken(token);
        assert_eq!(evidence.as_str(), token.as_str());
        assert_eq!(token.as_str().parse(), Ok(evidence));
    }
    let token = only("eyJhbGciOiJub25lIn0.e30.");
    assert_eq!(token.evidence[0].code, "jwt");
    let known = token.evidence[0].code.known();
    assert_eq!(known, Some(EvidenceCode::OtherToken(OtherTokenCode::Unknown)));
}

#[test]
fn code_of_a_later_release_is_kept() {
    let mut json = serde_json::to_value(report(BOUND)).unwrap();
    let later = Value::from("of-a-later-release");
    for place in [
        "/tokens/0/evidence/0/code",
        "/tokens/0/variant/platforms/0/name",
        "/tokens/0/findings/0/code",
    ] {
        *json.pointer_mut(place).expect(place) = later.clone();
    }
    let report: Report = serde_json::from_value(json.clone()).unwrap();
    let code = &report.tokens[0].findings[0].code;
    assert_eq!((code.as_str(), code.known()), ("of-a-later-release", None));
    assert_eq!(report.tokens[0].evidence[0].code, Open::Unknown("of-a-later-release".into()));
    assert_eq!(serde_json::to_value(report).unwrap(), json);
}
