//! Claims that a program printed as its language prints a map.

use crate::*;

const GO: &str = "map[aud:[https://kubernetes.default.svc] exp:1.7000036e+09 iat:1.7e+09 \
    iss:https://kubernetes.default.svc kubernetes.io:map[namespace:shop pod:map[name:cart-0 uid:d822ba5f-4290-4bca-94ce-f3bc0dca2e36] \
    serviceaccount:map[name:cart uid:6f1d3c1e-6a0b-4a57-9d8a-3f1f0f6c1d2e]] nbf:1.7e+09 sub:system:serviceaccount:shop:cart]";
const JAVA: &str = "{aud=[https://kubernetes.default.svc], exp=1700003600, iat=1700000000, \
    iss=https://kubernetes.default.svc, kubernetes.io={namespace=shop, pod={name=cart-0, uid=d822ba5f-4290-4bca-94ce-f3bc0dca2e36}, \
    serviceaccount={name=cart, uid=6f1d3c1e-6a0b-4a57-9d8a-3f1f0f6c1d2e}}, nbf=1700000000, sub=system:serviceaccount:shop:cart}";
const PHP: &str = "stdClass Object
(
    [aud] => Array
        (
            [0] => https://kubernetes.default.svc
        )

    [exp] => 1700003600
    [iat] => 1700000000
    [iss] => https://kubernetes.default.svc
    [kubernetes.io] => stdClass Object
        (
            [namespace] => shop
            [pod] => stdClass Object
                (
                    [name] => cart-0
                    [uid] => d822ba5f-4290-4bca-94ce-f3bc0dca2e36
                )

            [serviceaccount] => stdClass Object
                (
                    [name] => cart
                    [uid] => 6f1d3c1e-6a0b-4a57-9d8a-3f1f0f6c1d2e
                )

        )

    [nbf] => 1700000000
    [sub] => system:serviceaccount:shop:cart
)
";

fn claims() -> serde_json::Value {
    json!({
        "aud": ["https://kubernetes.default.svc"], "exp": 1_700_003_600, "iat": 1_700_000_000,
        "iss": "https://kubernetes.default.svc",
        "kubernetes.io": {
            "namespace": "shop",
            "pod": { "name": "cart-0", "uid": "d822ba5f-4290-4bca-94ce-f3bc0dca2e36" },
            "serviceaccount": { "name": "cart", "uid": "6f1d3c1e-6a0b-4a57-9d8a-3f1f0f6c1d2e" },
        },
        "nbf": 1_700_000_000, "sub": "system:serviceaccount:shop:cart",
    })
}

#[track_caller]
fn json_of(text: &str) -> serde_json::Value {
    let token = only(text);
    assert_eq!(token.format, Some(Format::Decoded), "{text}");
    for member in &token.payload.members {
        for span in &member.ranges {
            assert!(text.get(span.range()).is_some(), "{text}");
        }
    }
    serde_json::from_str(&token.payload.text.unwrap()).unwrap()
}

#[test]
fn claims_that_a_program_printed_are_read() {
    let dart = JAVA.replace('=', ": ");
    let c_sharp = JAVA.replace('=', " = ").replace('{', "{ ").replace('}', " }");
    let array = PHP.replace("stdClass Object", "Array");
    for text in [
        GO.to_owned(),
        format!("2023/11/14 22:13:20 claims: {GO}\n"),
        format!("&{{token:map[] claims:{GO} ok:true}}"),
        JAVA.to_owned(),
        format!("header={{alg=RS256, kid=abc}},body={JAVA},signature=left out"),
        format!("INFO o.e.Main - {JAVA}\n"),
        dart.clone(),
        format!("flutter: {dart}"),
        c_sharp,
        PHP.to_owned(),
        format!("php > print_r($claims);\n{PHP}php > "),
        array.replace('\n', "\r\n"),
        format!("Array\n(\n    [0] => 1\n)\n{array}"),
    ] {
        assert_eq!(json_of(&text), claims(), "{text}");
        let token = only(&text);
        assert_eq!(
            (token.kind, token.times.expires_at),
            (Kind::Bound, Some(1_700_003_600)),
            "{text}"
        );
        let codes: Vec<_> = token.findings.iter().map(|finding| finding.code.to_string()).collect();
        assert_eq!(codes, ["decoded_not_token"], "{text}");
    }
}

#[test]
fn members_of_printed_claims_have_their_ranges() {
    for text in [GO, JAVA, PHP] {
        let text = format!("Größe 1\n{text}");
        let token = only(&text);
        for (pointer, there) in [
            ("/iss", "https://kubernetes.default.svc"),
            ("/kubernetes.io/pod/name", "cart-0"),
            ("/sub", "system:serviceaccount:shop:cart"),
        ] {
            let member =
                token.payload.members.iter().find(|found| found.pointer == pointer).unwrap();
            let [range] = member.ranges.as_slice() else {
                panic!("{pointer}: {:?}", member.ranges)
            };
            assert_eq!(&text[range.range()], there);
        }
    }
}

#[test]
fn printed_values_have_the_types_of_json() {
    let text = "map[a:true admin:<nil> exp:1.7e+09 iss:https://a.test name:two words sub:b x:[] y:[1 2] z:]";
    let expected = json!({
        "a": true, "admin": null, "exp": 1_700_000_000, "iss": "https://a.test", "name": "two words",
        "sub": "b", "x": [], "y": [1, 2], "z": "",
    });
    assert_eq!(json_of(text), expected);
}

#[test]
fn names_that_look_like_numbers_stay_names() {
    let mut expected = claims();
    expected["aud"][0] = json!("1");
    expected["kubernetes.io"]["namespace"] = json!("2024");
    expected["kubernetes.io"]["pod"]["name"] = json!("1e5");
    expected["kubernetes.io"]["serviceaccount"]["name"] = json!("true");
    expected["sub"] = json!("7");
    for printed in [GO, JAVA, PHP] {
        let printed = printed
            .replace("cart-0", "1e5")
            .replace("system:serviceaccount:shop:cart", "7")
            .replace("shop", "2024")
            .replace("name:cart", "name:true")
            .replace("name=cart", "name=true")
            .replace("[name] => cart", "[name] => true")
            .replacen("https://kubernetes.default.svc", "1", 1);
        assert_eq!(json_of(&printed), expected, "{printed}");
    }
}

#[test]
fn times_that_java_prints_are_read() {
    let printed = |expires: &str, issued: &str| {
        JAVA.replace("1700003600", expires).replace("1700000000", issued)
    };
    for (expires, issued) in [
        ("2023-11-14T23:13:20Z", "2023-11-14T22:13:20Z"),
        ("2023-11-14T23:13:20.999Z", "2023-11-14T22:13:20.001Z"),
        ("Tue Nov 14 23:13:20 UTC 2023", "Tue Nov 14 22:13:20 GMT 2023"),
    ] {
        let text = printed(expires, issued);
        assert_eq!(json_of(&text), claims());
        let token = only(&text);
        assert!(!token.rejected);
        let member = token.payload.members.iter().find(|own| own.pointer == "/exp").unwrap();
        assert_eq!(&text[member.ranges[0].range()], expires);
    }
    // Which zone that is, nobody can tell.
    for other in ["Wed Nov 15 00:13:20 CET 2023", "soon", "2023-11-14", "2023-13-14T23:13:20Z"] {
        assert!(report(printed(other, "1700000000")).tokens.is_empty(), "{other}");
        assert!(report(PHP.replace("1700003600", other)).tokens.is_empty(), "{other}");
    }
    let go = GO.replace("1.7000036e+09", "2023-11-14 23:13:20 +0000 UTC");
    assert!(report(go).tokens.is_empty());
}

#[test]
fn printed_values_in_quotes_are_read_without_them() {
    let text = r#"{sub="b", aud=["a", "c"], iss="https://a.test", exp=1700003600, x="1"}"#;
    let expected = json!({
        "sub": "b", "aud": ["a", "c"], "iss": "https://a.test", "exp": 1_700_003_600, "x": "1",
    });
    assert_eq!(json_of(text), expected);
    let members = only(text).payload.members;
    let issuer = members.iter().find(|own| own.pointer == "/iss").unwrap();
    assert_eq!(&text[issuer.ranges[0].range()], "https://a.test");
}

#[test]
fn signature_beside_printed_claims_is_noticed() {
    let text = format!("header={{alg=RS256}},body={JAVA},signature={}", signature(256));
    let token = only(&text);
    assert!(decoded_not_token(&token).message.contains("The signature is in this text too."));
}

#[test]
fn other_maps_are_not_a_token() {
    for text in [
        "map[iss:https://a.test sub:b]",
        "map[iss:https://a.test sub:b exp:soon]",
        "map[iss:https://a.test sub:b exp:1.7e+09",
        "map[iss:https://a.test sub:b exp:1.7e+09 x:{1}]",
        "map[iss:https://a.test sub:b\nexp:1.7e+09]",
        "map[exp:1.7e+09 iss:https://a.test sub:b sub:c]",
        "{iss=https://a.test, sub=b}",
        "{iss=https://a.test, iss=https://b.test, sub=b, exp=1700000000}",
        "{iss=https://a.test, sub=b, exp=1700000000",
        "{iss=https://a.test; sub=b; exp=1700000000}",
        "[iss=https://a.test, sub=b, exp=1700000000]",
        "Array\n(\n    [iss] => https://a.test\n    [sub] => b\n)\n",
        "Array\n(\n    [iss] => https://a.test\n    [sub] => b\n    [exp] => 1700000000\n",
        "Array\n    [iss] => https://a.test\n    [sub] => b\n    [exp] => 1700000000\n)\n",
    ] {
        assert!(report(text).tokens.is_empty(), "{text}");
    }
}

#[test]
fn token_next_to_its_printed_claims_is_the_only_entry() {
    let whole = token(HEADER, &claims().to_string());
    for printed in [GO, JAVA, PHP] {
        let token = only(format!("{whole}\n{printed}\n"));
        assert_eq!(token.format, Some(Format::Jws));
    }
}

#[test]
fn printed_claims_beyond_the_limit_are_counted() {
    for printed in [GO, JAVA, PHP] {
        let report = report(format!("{printed}\n").repeat(MAX_TOKENS + 1));
        let finding = &report.findings[0];
        assert_eq!((report.tokens.len(), &*finding.code), (MAX_TOKENS, "too_many_tokens"));
        assert!(finding.message.contains("501"), "{}", finding.message);
    }
    let both = report(format!("{GO}\n{JAVA}\n{PHP}\n{{\"log\":\"{GO}\\n\"}}\n"));
    assert_eq!((both.tokens.len(), both.findings.len()), (4, 0));
}

#[test]
fn many_beginnings_of_maps_cost_no_more_than_their_length() {
    for piece in [
        "map[iss:a ",
        "map[iss:map[",
        "{iss=a, ",
        "{iss={",
        "{iss: a, b ",
        "{iss = [",
        "Array\n(\n[iss] => Array\n",
        "Array\n(\n[iss] => a\n",
    ] {
        assert!(report(piece.repeat(20_000)).tokens.is_empty());
    }
}
