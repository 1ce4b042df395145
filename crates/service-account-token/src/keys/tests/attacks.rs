//! Attacks that are refused before any cryptography, each with its own reason.

use super::*;

#[test]
fn unsecured_tokens_are_refused_in_every_spelling() {
    for alg in ["none", "None", "NONE", "nOnE", " none", "none\\t", "n\\u006fne"] {
        let header = format!(r#"{{"alg":"{alg}"}}"#);
        for length in [0, 64] {
            assert_eq!(settled(&token(&header, length), P256), Reason::Unsecured, "{alg}");
        }
    }
    // RFC 7515 A.5.
    let payload = vector("rfc7515-a2").0.split('.').nth(1).unwrap().to_owned();
    assert_eq!(settled(&format!("eyJhbGciOiJub25lIn0.{payload}."), P256), Reason::Unsecured);
}

#[test]
fn signature_may_not_be_taken_away() {
    assert_eq!(settled("eyJhbGciOiJFUzI1NiJ9.e30.", P256), Reason::SignatureEmpty);
    assert_eq!(settled("eyJhbGciOiJFUzI1NiJ9.e30", P256), Reason::CutOff);
    assert_eq!(settled("eyJhbGciOiJFUzI1NiJ9", P256), Reason::CutOff);
}

#[test]
fn public_key_is_no_secret() {
    let hs256 = token(r#"{"alg":"HS256"}"#, 32);
    for keys in [RSA, P256, ED25519, P256_CERTIFICATE] {
        assert_eq!(settled(&hs256, keys), Reason::AlgorithmNotOfKey);
        let named = Keys::read(keys).keys[0].kubernetes_kid.clone().unwrap();
        let named = token(&format!(r#"{{"alg":"HS256","kid":"{named}"}}"#), 32);
        assert_eq!(settled(&named, keys), Reason::AlgorithmNotOfKey);
    }
    // Not even if somebody says that it is.
    let der = Keys::read(RSA).keys[0].key.spki().unwrap();
    for secret in [RSA.as_bytes(), RSA_PKCS1.as_bytes(), P256_JWK.as_bytes(), &der] {
        let jwk = format!(r#"{{"kty":"oct","k":"{}"}}"#, base64url(secret));
        assert_eq!(settled(&hs256, &jwk), Reason::SecretIsKey);
        let mut keys = Keys::default();
        keys.add_secret(secret);
        assert_eq!(Plan::of(&hs256, &keys).conclude(&keys, &[]).reason, Reason::SecretIsKey);
    }
}

#[test]
fn secret_is_at_least_as_long_as_the_hash() {
    for (length, checks) in [(0, 0), (31, 0), (32, 1), (100, 1)] {
        let mut keys = Keys::default();
        keys.add_secret(&vec![b'!'; length]);
        let plan = Plan::of(&token(r#"{"alg":"HS256"}"#, 32), &keys);
        assert_eq!(plan.checks().len(), checks, "{length}");
        let reason = plan.conclude(&keys, &[Outcome::Verified]).reason;
        let expected = if checks == 0 { Reason::SecretTooShort } else { Reason::Signed };
        assert_eq!(reason, expected, "{length}");
    }
}

#[test]
fn key_in_the_header_is_never_used() {
    for member in [
        format!(r#""jwk":{P256_JWK}"#),
        r#""jku":"https://evil.test/jwks""#.to_owned(),
        r#""x5u":"https://evil.test/x5u""#.to_owned(),
        r#""x5c":["MIIB"]"#.to_owned(),
    ] {
        let token = token(&format!(r#"{{"alg":"ES256",{member}}}"#), 64);
        assert_eq!(settled(&token, ""), Reason::NoKeys, "{member}");
        assert_eq!(settled(&token, P384), Reason::NoKeyForAlgorithm, "{member}");
    }
}

#[test]
fn algorithm_is_bound_to_the_key() {
    for (alg, length) in
        [("ES256", 64), ("ES384", 96), ("ES512", 132), ("RS256", 256), ("PS512", 256)]
    {
        for (keys, own) in
            [(P256, "ES256"), (P384, "ES384"), (RSA, "RS256 PS512"), (ED25519, "EdDSA")]
        {
            let token = token(&format!(r#"{{"alg":"{alg}"}}"#), length);
            let reason = verify(&token, keys, Outcome::Verified);
            let expected =
                if own.contains(alg) { Reason::Signed } else { Reason::NoKeyForAlgorithm };
            assert_eq!(reason, expected, "{alg} {keys}");
        }
    }
    let kid = Keys::read(P384).keys[0].kubernetes_kid.clone().unwrap();
    let token = token(&format!(r#"{{"alg":"ES256","kid":"{kid}"}}"#), 64);
    assert_eq!(settled(&token, P384), Reason::AlgorithmNotOfKey);
}

#[test]
fn jwk_is_used_only_for_what_it_says() {
    let es256 = token(r#"{"alg":"ES256"}"#, 64);
    let with = |members: &str| P256_JWK.replacen('{', &format!("{{{members},"), 1);
    for (members, reason) in [
        (r#""alg":"ES384""#, Reason::AlgorithmNotOfJwk),
        (r#""alg":"es256""#, Reason::AlgorithmNotOfJwk),
        (r#""use":"enc""#, Reason::KeyUse),
        (r#""key_ops":["sign"]"#, Reason::KeyOperations),
        (r#""key_ops":[]"#, Reason::KeyOperations),
        (r#""alg":"ES256","use":"sig","key_ops":["sign","verify"]"#, Reason::Signed),
    ] {
        assert_eq!(verify(&es256, &with(members), Outcome::Verified), reason, "{members}");
    }
}

#[test]
fn weak_keys_are_refused() {
    let ed25519 =
        |x: [u8; 32]| format!(r#"{{"kty":"OKP","crv":"Ed25519","x":"{}"}}"#, base64url(x));
    let point = |x: &str| P256_JWK.replace("f83OJ3D2xF1Bg8vub9tLe1gHMzV76e8Tus9uPHvRVEU", x);
    let rsa = |bytes: usize, last: u8, exponent: &str| {
        let mut modulus = vec![0xff; bytes];
        *modulus.last_mut().unwrap() = last;
        format!(r#"{{"kty":"RSA","n":"{}","e":"{exponent}"}}"#, base64url(modulus))
    };
    let mut one = [0; 32];
    one[0] = 1;
    let signature = base64url([[7; 32], [0; 32]].concat());
    let eddsa = format!("{}.e30.{signature}", base64url(r#"{"alg":"EdDSA"}"#));
    let (es256, rs256) =
        (token(r#"{"alg":"ES256"}"#, 64), |length| token(r#"{"alg":"RS256"}"#, length));
    for (token, key, reason) in [
        (&rs256(128), RSA_1024, Reason::RsaKeyTooShort),
        (&rs256(255), &rsa(255, 0xff, "AQAB"), Reason::RsaKeyTooShort),
        (&rs256(256), &rsa(256, 0xff, "AQAB"), Reason::Signed),
        (&rs256(2049), &rsa(2049, 0xff, "AQAB"), Reason::RsaKeyTooLong),
        (&rs256(256), &rsa(256, 0xfe, "AQAB"), Reason::RsaKeyNumbers),
        (&rs256(256), &rsa(256, 0xff, "AQ"), Reason::RsaKeyNumbers),
        (&rs256(256), &rsa(256, 0xff, "Ag"), Reason::RsaKeyNumbers),
        (&rs256(256), &rsa(256, 0xff, "Aw"), Reason::Signed),
        (&es256, &point("f83OJ3D2xF1Bg8vub9tLe1gHMzV76e8Tus9uPHvRVEQ"), Reason::PointNotOnCurve),
        (&es256, &point(&base64url([0; 32])), Reason::PointNotOnCurve),
        (&es256, &point(&base64url([0xff; 32])), Reason::PointNotOnCurve),
        (&eddsa, &ed25519([0; 32]), Reason::PointOfSmallOrder),
        (&eddsa, &ed25519(one), Reason::PointOfSmallOrder),
        (&eddsa, &ed25519([0xff; 32]), Reason::PointNotOnCurve),
        (&eddsa, ED25519, Reason::Signed),
    ] {
        assert_eq!(verify(token, key, Outcome::Verified), reason, "{key}");
    }
    // P-384 and P-521 are on their curves.
    assert_eq!(verify(&token(r#"{"alg":"ES384"}"#, 96), P384, Outcome::Verified), Reason::Signed);
}

#[test]
fn signature_has_the_form_of_its_algorithm() {
    let sign = |alg: &str, signature: &[u8]| {
        format!("{}.e30.{}", base64url(format!(r#"{{"alg":"{alg}"}}"#)), base64url(signature))
    };
    let der = [&[0x30, 0x44, 2, 0x20][..], &[7; 32], &[2, 0x20], &[7; 32]].concat();
    let half = [7; 32];
    let order = "edd3f55c1a631258d69cf7a2def9de1400000000000000000000000000000010";
    let order: Vec<u8> =
        (0..32).map(|at| u8::from_str_radix(&order[at * 2..at * 2 + 2], 16).unwrap()).collect();
    for (token, keys, reason) in [
        (sign("ES256", &der), P256, Reason::SignatureDer),
        (sign("ES256", &[7; 63]), P256, Reason::SignatureLength),
        (sign("ES256", &[7; 65]), P256, Reason::SignatureLength),
        (sign("ES256", &[7; 96]), P384, Reason::SignatureLength),
        (sign("ES256", &[[0; 32], half].concat()), P256, Reason::SignatureZero),
        (sign("ES256", &[half, [0; 32]].concat()), P256, Reason::SignatureZero),
        (sign("EdDSA", &[7; 63]), ED25519, Reason::SignatureLength),
        (sign("EdDSA", &[half.as_slice(), &order].concat()), ED25519, Reason::SignatureTooLarge),
        (sign("RS256", &[7; 255]), RSA, Reason::SignatureLength),
        (sign("RS256", &[7; 257]), RSA, Reason::SignatureLength),
        (sign("HS256", &[7; 31]), SECRET_JWK, Reason::SignatureLength),
        (sign("ES256K", &[7; 64]), SECP256K1, Reason::UnknownAlgorithm),
        (sign("ML-DSA-44", &[7; 64]), P256, Reason::UnknownAlgorithm),
        (sign("rs256", &[7; 256]), RSA, Reason::UnknownAlgorithm),
    ] {
        assert_eq!(settled(&token, keys), reason, "{token}");
    }
}

#[test]
fn cut_or_lengthened_signature_has_the_wrong_length() {
    let (token, key) = vector("rfc7515-a3");
    let start = token.rfind('.').unwrap() + 1;
    for end in start + 1..token.len() {
        assert_eq!(settled(&token[..end], &key), Reason::SignatureLength, "{end}");
    }
    for more in ["A", "AA", "AAA", "AAAA"] {
        assert_eq!(settled(&format!("{token}{more}"), &key), Reason::SignatureLength, "{more}");
    }
}

#[test]
fn base64url_is_strict() {
    let (token, key) = vector("rfc7515-a3");
    let [header, payload, signature] = token.split('.').collect::<Vec<_>>()[..] else { panic!() };
    // The last character has four bits that belong to no byte.
    let stray = |part: &str| format!("{}R", &part[..part.len() - 1]);
    for token in [
        format!("{token}="),
        format!("{token}=="),
        format!("{header}=.{payload}.{signature}"),
        format!("{header}.{payload}==.{signature}"),
        format!("{header}.{payload}.{}", stray(signature)),
        format!("{header}.{payload}.{}", signature.replace('-', "+")),
        format!("{header}.{payload}\n.{signature}"),
        format!("{header}.{payload}.{signature} "),
    ] {
        assert_eq!(settled(&token, &key), Reason::NotBase64url, "{token}");
    }
}

#[test]
fn header_is_read_without_doubt() {
    for (header, reason) in [
        (r#"{"alg":"ES256","alg":"ES256"}"#, Reason::DuplicateParameter),
        (r#"{"alg":"ES256","kid":"a","\u006bid":"b"}"#, Reason::DuplicateParameter),
        (r#"{"alg":"ES256""#, Reason::HeaderUnreadable),
        (r#"["ES256"]"#, Reason::HeaderUnreadable),
        (r#"{"alg":"ES256","kid":1}"#, Reason::HeaderUnreadable),
        (r#"{"alg":"ES256","kid":"\ud800"}"#, Reason::HeaderUnreadable),
        (r#"{"kid":"a"}"#, Reason::AlgorithmMissing),
        (r#"{"alg":256}"#, Reason::AlgorithmMissing),
        (r#"{"ALG":"ES256"}"#, Reason::AlgorithmMissing),
        (r#"{"alg":"ES256","crit":[]}"#, Reason::CriticalParameter),
        (r#"{"alg":"ES256","crit":["exp"],"exp":1}"#, Reason::CriticalParameter),
        (r#"{"alg":"ES256","crit":["b64"],"b64":false}"#, Reason::UnencodedPayload),
        (r#"{"alg":"ES256","b64":true}"#, Reason::UnencodedPayload),
    ] {
        assert_eq!(settled(&token(header, 64), P256), reason, "{header}");
    }
    let not_utf8 =
        format!("{}.e30.{}", base64url(b"{\"alg\":\"ES256\",\"a\":\"\xff\"}"), base64url([7; 64]));
    assert_eq!(settled(&not_utf8, P256), Reason::HeaderUnreadable);
}

#[test]
fn token_of_other_parts_is_no_jws() {
    let jwe = format!("{}.AA.AA.AA.AA", base64url(r#"{"alg":"dir","enc":"A128GCM"}"#));
    assert_eq!(settled(&jwe, P256), Reason::Encrypted);
    let four = format!("{}.AA", token(r#"{"alg":"ES256"}"#, 64));
    assert_eq!(settled(&four, P256), Reason::PartCount);
}

#[test]
fn kid_is_only_compared() {
    for kid in ["../../etc/passwd", "' OR 1=1 --", "https://evil.test/key", "\\\"", "\\u0000"] {
        let token = token(&format!(r#"{{"alg":"ES256","kid":"{kid}"}}"#), 64);
        assert_eq!(verify(&token, P256, Outcome::NotVerified), Reason::UnknownKid, "{kid}");
    }
}
