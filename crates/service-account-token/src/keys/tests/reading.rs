//! Keys as people have them.

use super::super::public_key::PublicKey;
use super::super::{KeyFaultCode, KeyForm, MAX_KEYS};
use super::*;

/// Returns the type, the form and the Kubernetes kid of each key.
#[track_caller]
fn read(text: &str) -> Vec<(String, KeyForm, String)> {
    let keys = Keys::read(text);
    assert_eq!(faults(&keys), [], "{text}");
    let about = |key: &super::super::Key| {
        (key.key.name(), key.form, key.kubernetes_kid.clone().unwrap_or_default())
    };
    keys.keys.iter().map(about).collect()
}

fn faults(keys: &Keys) -> Vec<KeyFaultCode> {
    keys.faults.iter().map(|fault| fault.code).collect()
}

#[track_caller]
fn check_fault(text: &str, code: KeyFaultCode) {
    let keys = Keys::read(text);
    assert_eq!((keys.len(), faults(&keys)), (0, vec![code]), "{text}");
}

fn body(pem: &str) -> String {
    pem.lines().filter(|line| !line.starts_with("-----")).collect()
}

const RSA_KID: &str = "b9E8JDWjYefFiM0X9V9a098Bd6ZsFyemogCEX016uIw";
const P256_KID: &str = "K9G7DESol8MKeqCZHN442AYv5EHeUNoPRoJTRPYC6Cc";

#[test]
fn one_key_is_the_same_in_every_form() {
    let p256 = |form| vec![("P-256".to_owned(), form, P256_KID.to_owned())];
    let jwks = format!(r#"{{"keys":[{P256_JWK}]}}"#);
    for (text, form) in [
        (P256_JWK, KeyForm::Jwk),
        (&jwks, KeyForm::Jwks),
        (&format!("[{P256_JWK}]"), KeyForm::Jwk),
        (&format!("[{jwks}]"), KeyForm::Jwks),
        (P256, KeyForm::Spki),
        (&body(P256), KeyForm::Spki),
        (&base64(P256), KeyForm::Spki),
        (&base64(base64(P256)), KeyForm::Spki),
        (&base64url(P256), KeyForm::Spki),
        (&base64(P256_JWK), KeyForm::Jwk),
        (&base64(&jwks), KeyForm::Jwks),
        (&P256.replace('\n', "\r\n"), KeyForm::Spki),
        (&P256.replace('\n', "\\n"), KeyForm::Spki),
        (&P256.replace('\n', "\n    "), KeyForm::Spki),
        (&format!("\u{feff}{P256}"), KeyForm::Spki),
        (P256_CERTIFICATE, KeyForm::Certificate),
        (&body(P256_CERTIFICATE), KeyForm::Certificate),
        (&base64(P256_CERTIFICATE), KeyForm::Certificate),
        (&format!(r#"{{"a kid":{:?}}}"#, P256_CERTIFICATE), KeyForm::Certificate),
        (&format!("[{P256:?}]"), KeyForm::Spki),
    ] {
        assert_eq!(read(text), p256(form), "{text}");
    }
    let rsa = |form| vec![("RSA-2048".to_owned(), form, RSA_KID.to_owned())];
    for (text, form) in [
        (RSA, KeyForm::Spki),
        (RSA_PKCS1, KeyForm::Pkcs1),
        (&body(RSA_PKCS1), KeyForm::Pkcs1),
        (&vector("rfc7515-a2").1, KeyForm::Jwk),
    ] {
        assert_eq!(read(text), rsa(form), "{text}");
    }
}

#[test]
fn keys_in_any_mixture_are_all_read_with_their_places() {
    let text = format!("{P256_JWK}\n{RSA}{P256_CERTIFICATE},{ED25519}\n{}\n", body(P384));
    let keys = Keys::read_all([text.as_str(), P256]);
    assert_eq!(faults(&keys), []);
    let names: Vec<_> = keys.keys.iter().map(|key| key.key.name()).collect();
    assert_eq!(names, ["P-256", "RSA-2048", "P-256", "Ed25519", "P-384", "P-256"]);
    let source = &keys.keys[1].source;
    assert_eq!((source.text, &text[source.range.clone()]), (0, RSA.trim_end()));
    assert_eq!(text[keys.keys[0].source.range.clone()], *P256_JWK);
    assert_eq!(text[keys.keys[4].source.range.clone()], body(P384));
    assert_eq!(keys.keys[5].source.text, 1);
}

#[test]
fn base64_between_other_lines_is_read() {
    for text in [
        format!("$ base64 < sa.pub\n{}\n", base64(P256)),
        format!("  sa.pub: {}", base64(P256)),
        format!("export KEY=\"x\"\n\"{}\",", body(P256)),
    ] {
        assert_eq!(Keys::read(&text).keys.len(), 1, "{text}");
    }
    // Padding or a blank line ends a key.
    for text in
        [format!("{}\n{}\n", body(P256), body(RSA)), format!("{}\n\n{}\n", body(RSA), body(RSA))]
    {
        assert_eq!(Keys::read(&text).keys.len(), 2, "{text}");
    }
}

#[test]
fn text_that_is_no_key_is_told() {
    let p256 = body(P256);
    for (text, code) in [
        ("hello", KeyFaultCode::Unrecognized),
        ("eyJhbGciOiJub25lIn0.e30.", KeyFaultCode::Unrecognized),
        (
            "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIBm/RAlphM3+hUG6wWfcO5bIUIaqMLa2ywxcOK1wMWbh",
            KeyFaultCode::Unrecognized,
        ),
        ("{}", KeyFaultCode::NoKey),
        ("[]{}", KeyFaultCode::NoKey),
        (r#"{"keys":[{}]}"#, KeyFaultCode::UnknownKeyType),
        (r#"{"keys":[1]}"#, KeyFaultCode::UnknownKeyType),
        (r#"{"kty":"AKP","alg":"ML-DSA-44","pub":"AA"}"#, KeyFaultCode::UnknownKeyType),
        (r#"{"kty":"RSA","e":"AQAB"}"#, KeyFaultCode::MemberMissing),
        (r#"{"kty":"RSA","n":"AQ==","e":"AQAB"}"#, KeyFaultCode::NotBase64url),
        (r#"{"kty":"RSA","n":"+/+/","e":"AQAB"}"#, KeyFaultCode::NotBase64url),
        (r#"{"kty":"EC","crv":"secp256k1","x":"AA","y":"AA"}"#, KeyFaultCode::UnknownCurve),
        (r#"{"kty":"EC","crv":"P-256","x":"AA","y":"AA"}"#, KeyFaultCode::WrongLength),
        (r#"{"kty":"OKP","crv":"Ed25519","x":"AA"}"#, KeyFaultCode::WrongLength),
        (r#"{"kty":"OKP","crv":"X25519","x":"AA"}"#, KeyFaultCode::UnknownCurve),
        (r#"{"kty":"EC","#, KeyFaultCode::JsonSyntax),
        (
            r#"{"issuer":"https://a.test","jwks_uri":"https://a.test/openid/v1/jwks"}"#,
            KeyFaultCode::DiscoveryDocument,
        ),
        (SECP256K1, KeyFaultCode::UnknownCurve),
        ("-----BEGIN PUBLIC KEY-----\nMFkw", KeyFaultCode::UnfinishedPem),
        ("-----BEGIN PUBLIC KEY-----\nMFkw\n-----END PUBLIC KEY-----", KeyFaultCode::Damaged),
        ("-----BEGIN PUBLIC KEY-----\n*\n-----END PUBLIC KEY-----", KeyFaultCode::Damaged),
        (
            "-----BEGIN CERTIFICATE REQUEST-----\nMFkw\n-----END CERTIFICATE REQUEST-----",
            KeyFaultCode::UnknownPem,
        ),
        (&p256[..p256.len() - 24], KeyFaultCode::Damaged),
        // The prefix of P-256 with a compressed point.
        (
            "MDkwEwYHKoZIzj0CAQYIKoZIzj0DAQcDIgACJ8fs28fKyDJ/DB+pHTMCfyGYJwqDA+A/BB7rbo7/x7k=",
            KeyFaultCode::CompressedPoint,
        ),
    ] {
        check_fault(text, code);
    }
}

#[test]
fn nothing_is_no_fault() {
    for text in ["", " \n", "\u{feff}", "[]"] {
        assert_eq!(Keys::read(text), Keys::default(), "{text:?}");
    }
}

/// Private keys that were made up for these tests, each with its name.
fn private_keys() -> Vec<(&'static str, String)> {
    let pem = [
        ("PKCS#8 of Ed25519, RFC 8410", ED25519_PRIVATE),
        ("PKCS#8 of RSA", include_str!("samples/rsa-private-pkcs8.pem")),
        ("PKCS#1", include_str!("samples/rsa-private-pkcs1.pem")),
        ("PKCS#8 of P-256", include_str!("samples/p256-private-pkcs8.pem")),
        ("SEC1", include_str!("samples/p256-private-sec1.pem")),
        ("encrypted PKCS#8", include_str!("samples/p256-private-encrypted.pem")),
        ("OpenSSH", include_str!("samples/ed25519-private-openssh.pem")),
    ];
    let mut all: Vec<_> = pem.iter().map(|(name, pem)| (*name, (*pem).to_owned())).collect();
    // RFC 8037 A.1.
    let jwk = r#"{"kty":"OKP","crv":"Ed25519","d":"nWGxne_9WmC6hEr0kuwsxERJxWl7MmkZcDusAxyuf2A","x":"11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo"}"#;
    all.push(("JWK", jwk.to_owned()));
    all
}

#[test]
fn private_key_is_refused_in_every_form() {
    for (name, key) in private_keys() {
        let body: String = key.lines().filter(|line| !line.contains("-----")).collect();
        let quoted = serde_json::to_string(&key).unwrap();
        let cut = &key[..key.len() * 2 / 3];
        // The beginning of an encrypted key is of no use to anybody.
        let cut_body = if name.contains("encrypted") { &body } else { &body[..body.len() * 2 / 3] };
        for text in [
            cut_body.to_owned(),
            key.clone(),
            key.replace('\n', "\r\n"),
            key.replace('\n', "\n    "),
            body.clone(),
            cut.to_owned(),
            base64(&key),
            base64url(&key),
            base64(base64(&key)),
            format!("tls.key: {}", base64(&key)),
            // A credentials file of Google.
            format!(r#"{{"type":"service_account","private_key":{quoted}}}"#),
            format!("[{quoted}]"),
            format!(r#"{{"kind":"Secret","data":{{"tls.key":"{}"}}}}"#, base64(&key)),
            format!("{P256}{key}"),
            format!("{key}{P256_JWK}"),
            format!(r#"{{"keys":[{P256_JWK}]}}{}"#, base64(&key)),
            format!("{P256_CERTIFICATE}\n{}", body),
        ] {
            let keys = Keys::read(&text);
            assert!(keys.has_private_key(), "{name}: {text}");
            let token = token(r#"{"alg":"EdDSA"}"#, 64);
            assert_eq!(settled(&token, &text), Reason::PrivateKey, "{name}: {text}");
        }
        assert_eq!(Keys::read(&key).len(), 0, "its public half is not used");
    }
}

#[test]
fn private_key_that_is_damaged_or_hidden_is_refused() {
    let private = P256_JWK.replace('{', r#"{"d":"AA","#);
    let (_, end) = ED25519_PRIVATE.split_once("MC4C").unwrap();
    for text in [
        // Under another label.
        ED25519_PRIVATE.replace("PRIVATE", "PUBLIC"),
        // Without its beginning.
        end.to_owned(),
        "-----BEGIN ANY PRIVATE KEY-----\nMC4C\n-----END ANY PRIVATE KEY-----".to_owned(),
        "---- BEGIN EC PRIVATE KEY-----\nMC4C".to_owned(),
        r#"{"kty":"RSA","n":"AQAB","e":"AQAB","p":"AA"}"#.to_owned(),
        r#"{"kty":"RSA","d":"AA","n":"#.to_owned(),
        "{'kty':'RSA','d':'AA'}".to_owned(),
        format!(r#"{{"keys":[{private},{P256_JWK}]}}"#),
        format!(r#"{{"keys":[{P256_JWK}],"private":{private}}}"#),
        format!(r#"{{"jwk":{private}}}"#),
        format!("[[{private}]]"),
        // Past the last key that is read.
        format!("{}{ED25519_PRIVATE}", ED25519.repeat(MAX_KEYS)),
    ] {
        assert!(Keys::read(&text).has_private_key(), "{text}");
    }
}

#[test]
fn public_key_is_not_taken_for_a_private_one() {
    let named = P256_JWK.replacen('{', r#"{"kid":"d","x5u":"PRIVATE KEY","#, 1);
    for text in [RSA, RSA_PKCS1, P256, P256_CERTIFICATE, ED25519, SECRET_JWK, &named] {
        let keys = Keys::read(text);
        assert!(!keys.has_private_key() && keys.len() == 1, "{text}");
    }
}

#[test]
fn nothing_of_a_private_key_is_in_what_is_told_of_it() {
    for (name, key) in private_keys() {
        for text in [key.clone(), base64(&key), format!("{P256}{key}")] {
            let keys = Keys::read(&text);
            let plan = Plan::of(&token(r#"{"alg":"EdDSA"}"#, 64), &keys);
            let told = serde_json::to_string(&crate::verification(&plan, &keys, &[])).unwrap();
            let told = format!("{told}{keys:?}");
            let body = key.lines().filter(|line| !line.contains("-----")).collect::<String>();
            for piece in body.as_bytes().windows(16) {
                let piece = std::str::from_utf8(piece).unwrap();
                assert!(!told.contains(piece), "{name}: {piece} in {told}");
            }
        }
    }
}

#[test]
fn secret_is_never_printed() {
    let keys = Keys::read(SECRET_JWK);
    let text = format!("{keys:?}");
    assert!(text.contains("Secret(…)") && !text.contains("35, 53, 75"), "{text}");
}

/// RFC 7638 §3.1 and RFC 8037 A.3.
#[test]
fn thumbprints_are_those_of_the_rfcs() {
    let rsa = r#"{"kty":"RSA","e":"AQAB","alg":"RS256","kid":"2011-04-29","n":"0vx7agoebGcQSuuPiLJXZptN9nndrQmbXEps2aiAFbWhM78LhWx4cbbfAAtVT86zwu1RK7aPFFxuhDR1L6tSoc_BJECPebWKRXjBZCiFV4n3oknjhMstn64tZ_2W-5JsGY4Hc5n9yBXArwl93lqt7_RN5w6Cf0h4QyQ5v-65YGjQR0_FDW2QvzqY368QQMicAtaSqzs8KJZgnYb9c7d0zgdAZHzu6qMQvRL5hajrn1n91CbOpbISD08qNLyrdkt-bFTWhAI4vMQFh6WeZu0fM4lFd2NcRwr3XPksINHaQ-G_xBniIqbw0Ls1jF44-csFCur-kEgU8awapJzKnqDKgw"}"#;
    let (_, ed25519) = vector("rfc8037-a4");
    for (key, thumbprint) in [
        (rsa, Some("NzbLsXh8uDCcd-6MNwXF4W_7noWXFZAfHkxZsRGC9Xs")),
        (&ed25519, Some("kPrK_qmxVWaYVA9wwBF6Iuo3vVzz7TxHCTwXBygrS4k")),
        (SECRET_JWK, None),
    ] {
        assert_eq!(Keys::read(key).keys[0].key.thumbprint().as_deref(), thumbprint);
    }
}

#[test]
fn kubernetes_kid_is_the_hash_of_the_spki() {
    let spki = "MFkwEwYHKoZIzj0CAQYIKoZIzj0DAQcDQgAEhELTLxtE7HT/Banz61TaLtxUSmY7UyMIbpEVAkiWFgVYfGGMVBUj6iZrAg41TksF3w/ILi7Qx+/+f/Si3pIqVA==";
    let keys = Keys::read(spki);
    let key = &keys.keys[0];
    assert_eq!(base64(key.key.spki().unwrap()), spki);
    assert_eq!(key.kubernetes_kid.as_deref(), Some("IZTjsv-K0_Go9rvgN80DP-LnW26NrPz7ayVTZ-IUKMM"));
    let thumbprint = key.key.thumbprint();
    assert_eq!(thumbprint.as_deref(), Some("oeIpYahPlUVSOTL_t1yw-B9Wy6FwZyTBc1EwfydwivE"));
    for pem in [RSA, P384, ED25519, RSA_1024] {
        let keys = Keys::read(pem);
        assert_eq!(base64(keys.keys[0].key.spki().unwrap()), body(pem));
    }
}

#[test]
fn rsa_key_without_null_and_with_leading_zeros_is_the_same_key() {
    let PublicKey::Rsa { modulus, exponent } = Keys::read(RSA).keys[0].key.clone() else {
        panic!()
    };
    let jwk = format!(
        r#"{{"kty":"RSA","n":"{}","e":"{}"}}"#,
        base64url([&[0, 0], modulus.as_slice()].concat()),
        base64url([&[0], exponent.as_slice()].concat()),
    );
    assert_eq!(read(&jwk), [("RSA-2048".to_owned(), KeyForm::Jwk, RSA_KID.to_owned())]);
}

#[test]
fn members_of_a_jwk_are_kept() {
    let jwk = P256_JWK.replace(
        "{",
        r#"{"kid":"a/../b'\"","alg":"ES256","use":"sig","key_ops":["verify",1],"x5c":["AA"],"#,
    );
    let keys = Keys::read(&jwk);
    let key = &keys.keys[0];
    assert_eq!(key.kid.as_deref(), Some("a/../b'\""));
    assert_eq!(key.alg.as_deref(), Some("ES256"));
    assert_eq!(key.key_use.as_deref(), Some("sig"));
    assert_eq!(key.key_ops, Some(vec!["verify".to_owned()]));
}

#[test]
fn keys_beyond_the_limit_are_told() {
    for (count, told) in [(MAX_KEYS, false), (MAX_KEYS + 1, true)] {
        let keys = Keys::read(&ED25519.repeat(count));
        assert_eq!(
            (keys.len(), faults(&keys).contains(&KeyFaultCode::TooManyKeys)),
            (MAX_KEYS, told)
        );
        let list = vec![P256_JWK; count].join(",");
        let keys = Keys::read(&format!(r#"{{"keys":[{list}]}}"#));
        assert_eq!(
            (keys.len(), faults(&keys).contains(&KeyFaultCode::TooManyKeys)),
            (MAX_KEYS, told)
        );
    }
}

/// No assertion: they would take hours if the cost grew with the square of their length.
#[test]
fn hostile_texts_are_read() {
    for piece in [
        "{",
        "{\"a\":",
        "[",
        "[{\"kty\":",
        "-----BEGIN ",
        "-----BEGIN A-----",
        "-----BEGIN A-----\n-----END ",
        "a\n",
        "a{",
        "LS0t\n",
        "{}",
        "\\n",
    ] {
        let keys = Keys::read(&piece.repeat(200_000 / piece.len()));
        assert!(keys.is_empty(), "{piece}");
    }
}
