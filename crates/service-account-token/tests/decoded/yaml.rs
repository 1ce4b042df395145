//! Claims that a program printed as YAML.

use super::*;

const BOUND: &str = "aud:
- https://kubernetes.default.svc
exp: 1700003600
iat: 1700000000
iss: https://kubernetes.default.svc
jti: 2f3c1f5e-9b6b-4d4e-8e0a-0d1f6a6b7c8d
kubernetes.io:
  namespace: shop
  pod:
    name: cart-0
    uid: d822ba5f-4290-4bca-94ce-f3bc0dca2e36
  serviceaccount:
    name: cart
    uid: 6f1d3c1e-6a0b-4a57-9d8a-3f1f0f6c1d2e
nbf: 1700000000
sub: system:serviceaccount:shop:cart
";

const FLAT: &str = "iss: https://token.actions.githubusercontent.com\nsub: repo:a/b:ref:refs/heads/main\n\
                    aud: sts.amazonaws.com\nexp: 1700003600\n";

/// The only entry of a text: decoded claims, whose finding says that another notation was rewritten.
#[track_caller]
fn in_yaml(text: &str) -> Token {
    let token = only(text);
    assert_eq!(token.format, Some(Format::Decoded), "{text}");
    assert!(token.parts.is_empty());
    assert_eq!(token.signature.status, SignatureStatus::Absent);
    decoded_not_token(&token);
    token
}

#[test]
fn nested_claims_in_yaml_are_read() {
    let indented: String = BOUND.lines().map(|line| format!("  {line}\n")).collect();
    for text in [
        BOUND.to_owned(),
        BOUND.replace('\n', "\r\n"),
        format!("---\n{BOUND}"),
        format!("$ yq -P claims.json\n{BOUND}"),
        format!("Token claims\n\n{BOUND}\n$ "),
        format!("payload:\n{indented}"),
        format!("header:\n  alg: RS256\npayload:\n{indented}signature: left out\n"),
        BOUND.replace(
            "aud:\n- https://kubernetes.default.svc",
            "aud: [\"https://kubernetes.default.svc\"]",
        ),
        BOUND.replace("iat:", "# when it was issued\niat:"),
    ] {
        let token = in_yaml(&text);
        assert_eq!(token.kind, Kind::Bound, "{text}");
        assert_eq!(token.times.expires_at, Some(1_700_003_600), "{text}");
        assert_eq!(token.payload.members.len(), 16, "{text}");
        assert_eq!(token.identity.as_ref().unwrap().service_account, "cart");
        let codes: Vec<_> = token.findings.iter().map(|finding| finding.code.to_string()).collect();
        assert_eq!(codes, ["decoded_not_token"], "{text}");
    }
}

#[test]
fn flat_claims_in_yaml_are_read() {
    let token = in_yaml(FLAT);
    assert_eq!((token.kind, &*token.identified_as.unwrap().code), (Kind::Other, "github-actions"));
    let legacy: String = serde_json::from_str::<serde_json::Map<_, _>>(&legacy())
        .unwrap()
        .iter()
        .map(|(name, value)| format!("{name}: {}\n", value.as_str().unwrap()))
        .collect();
    assert_eq!(in_yaml(&legacy).kind, Kind::Legacy);
}

#[test]
fn members_of_claims_in_yaml_have_their_ranges() {
    let text = format!("Größe: 1\n\n{BOUND}");
    let token = in_yaml(&text);
    for (pointer, there) in [
        ("/iss", "https://kubernetes.default.svc"),
        ("/exp", "1700003600"),
        ("/aud/0", "https://kubernetes.default.svc"),
        ("/kubernetes.io/pod/name", "cart-0"),
        ("/sub", "system:serviceaccount:shop:cart"),
    ] {
        let member = token.payload.members.iter().find(|found| found.pointer == pointer).unwrap();
        let [range] = member.ranges.as_slice() else { panic!("{pointer}: {:?}", member.ranges) };
        assert_eq!(&text[range.range()], there);
    }
    let span = token.location.start..token.location.end;
    assert_eq!(&text[span], BOUND.trim_end());
}

#[test]
fn values_in_yaml_have_the_types_of_json() {
    let text = format!(
        "{FLAT}a: true\nb: ~\nc: \"1\"\nd: 1.5\ne: 'it''s'\nf: 2023-11-14\ng: 0x1f\nh: no\ni: |\n  x\n  y\n"
    );
    let json = in_yaml(&text).payload.text.unwrap();
    let value: serde_json::Value = serde_json::from_str(&json).unwrap();
    let expected = json!({
        "iss": "https://token.actions.githubusercontent.com", "sub": "repo:a/b:ref:refs/heads/main",
        "aud": "sts.amazonaws.com", "exp": 1_700_003_600, "a": true, "b": null, "c": "1", "d": 1.5,
        "e": "it's", "f": "2023-11-14", "g": "0x1f", "h": "no", "i": "x\ny\n",
    });
    assert_eq!(value, expected);
}

#[test]
fn other_yaml_is_not_a_token() {
    for text in [
        "iss: https://a.test\naud: b\n",
        "jwt:\n  iss: https://a.test\n  aud: b\n  sub: c\n",
        "iss: https://a.test\nsub: c\nexp: never\n",
        "iss: https://a.test\nexp: 1700000000\n",
        "claims:\n- iss: https://a.test\n  sub: b\n",
        "iss: https://a.test,\nsub: user,\nexp: 1700000000,\n",
        "iss: &a https://a.test\nsub: *a\nexp: 1700000000\n",
        "iss: https://a.test\n\nsub: b\nexp: 1700000000\n",
        "iss: \"https://a.test\nsub: b\nexp: 1700000000\n",
    ] {
        assert!(report(text).tokens.is_empty(), "{text}");
    }
}

#[test]
fn many_lines_that_begin_claims_cost_no_more_than_their_length() {
    for line in [
        "iss: a\n",
        " iss: a\n",
        "iss: a\n  iss: b\n",
        "iss: a\n\n",
        "iss: [\n",
        "iss: a\nsub: b\nexp: 1\n",
    ] {
        let report = report(line.repeat(20_000));
        assert!(report.tokens.len() <= MAX_TOKENS);
    }
}

#[test]
fn token_next_to_its_claims_in_yaml_is_the_only_entry() {
    let yaml: String = serde_json::from_str::<serde_json::Map<_, _>>(PAYLOAD)
        .unwrap()
        .iter()
        .map(|(name, value)| format!("{name}: {value}\n"))
        .collect();
    assert_eq!(in_yaml(&yaml).kind, Kind::Bound);
    let token = only(format!("{}\n\n{yaml}", usual()));
    assert_eq!(token.format, Some(Format::Jws));
}

/// Programs in .NET write a line for each audience, which is no YAML.
#[test]
fn block_with_a_name_twice_is_no_claims() {
    let twice = FLAT.replace("aud: ", "aud: a\naud: ");
    assert!(report(&twice).tokens.is_empty());
    let deeper = BOUND.replace("  pod:", "  namespace: bank\n  pod:");
    assert!(report(&deeper).tokens.is_empty());
}
