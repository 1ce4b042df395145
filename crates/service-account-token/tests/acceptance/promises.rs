//! What holds for every verdict.

use service_account_token::report::{StepResult, Verdict};

use crate::{
    VerdictOptions, api_server, injected, json, legacy, settings, stock, unbound, verdicts, with,
};

fn every() -> Vec<Verdict> {
    let mut all = Vec::new();
    for payload in [unbound(), injected(), legacy(), with(unbound(), &[("/aud", json!(["vault"]))])]
    {
        for options in [VerdictOptions::new(), settings(22), settings(37)] {
            all.extend(verdicts(stock(&payload).as_bytes(), &options));
        }
    }
    all
}

#[test]
fn every_step_has_words_and_a_source() {
    for verdict in every() {
        assert!(!verdict.title.is_empty() && !verdict.text.is_empty());
        for step in &verdict.steps {
            assert!(!step.title.is_empty(), "{}", step.check);
            assert!(!step.text.is_empty(), "{}", step.check);
            assert!(!step.source.is_empty(), "{}", step.check);
            let passes = matches!(step.result, StepResult::Passed | StepResult::NotChecked);
            assert!(!passes || step.message.is_none() && step.fix.is_none(), "{}", step.check);
        }
    }
}

#[test]
fn verdicts_can_be_read_back_from_their_json() {
    for verdict in every() {
        let json = serde_json::to_string(&verdict).unwrap();
        assert_eq!(serde_json::from_str::<Verdict>(&json).unwrap(), verdict);
    }
}

#[test]
fn no_verdict_contains_the_signature() {
    let text = stock(&injected());
    let signature = text.rsplit('.').next().unwrap();
    let json = serde_json::to_string(&api_server(&text, &settings(37))).unwrap();
    assert!(!json.contains(&signature[..16]));
}

#[test]
fn party_that_the_audience_names_comes_first() {
    let all = verdicts(stock(&injected()).as_bytes(), &settings(37));
    assert_eq!(all[0].party, "api-server");
    assert!(all[0].addressed);
}
