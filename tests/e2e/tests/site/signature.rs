//! `verify`, with the cryptography of each engine. Engines differ in what they accept, and must not here.

use std::fs;

use e2e::{Outcome, Page, Setup};
use serde::Deserialize;
use serde_json::{Value, json};
use service_account_token::Paste;

in_every_engine!(
    examples_of_the_rfcs_are_signed_and_changed_ones_are_not: page(),
    examples_of_the_page_are_signed_and_changed_ones_are_not: page(),
    forgeries_that_some_engine_accepts_are_refused: page(),
    each_attack_has_its_own_reason: page(),
    vectors_of_wycheproof_give_their_results: page(),
);

const HTML: &str = r#"<!doctype html>
<html lang="en">
  <head><meta charset="utf-8"><title>Signatures</title></head>
  <body><script type="module" src="./signature.mjs"></script></body>
</html>"#;

/// Answers each `verify` event, whose detail is a list of arguments, in an attribute: see `interface`.
const SCRIPT: &str = r#"
import init, { verify } from "/npm/sa-token-decoder.js";
await init();
const page = document.documentElement;
document.addEventListener("verify", async () => {
  const questions = JSON.parse(page.dataset.question);
  const answers = await Promise.all(questions.map((question) => verify(...question)));
  page.dataset.answer = JSON.stringify(answers);
});
page.dataset.ready = "";
"#;

/// The examples of RFC 7515 A, RFC 8037 A.4 and RFC 7520 §4.
const VECTORS: &str =
    include_str!("../../../../crates/service-account-token/tests/keys/vectors.json");

/// The public keys of the page's examples.
const EXAMPLE_KEYS: &str = include_str!("../../../../www/examples/jwks.json");

/// An example of an RFC.
#[derive(Deserialize)]
struct Vector {
    name: String,
    token: String,
    key: Value,
}

fn page() -> Setup {
    let extra = vec![("/signature.html", HTML), ("/signature.mjs", SCRIPT)];
    Setup { extra, ..Setup::default() }
}

/// Returns what `verify` promises for each list of arguments.
async fn verify(page: &Page, questions: &[Value]) -> Outcome<Vec<Value>> {
    page.visit("/signature.html").await?;
    page.wait_until("the module is there", "return 'ready' in document.documentElement.dataset")
        .await?;
    page.script(
        "document.documentElement.dataset.question = arguments[0];
         document.dispatchEvent(new Event('verify'));",
        vec![json!(json!(questions).to_string())],
    )
    .await?;
    page.wait_until("it answers", "return 'answer' in document.documentElement.dataset").await?;
    let answer = page.script("return document.documentElement.dataset.answer", vec![]).await?;
    Ok(serde_json::from_str(answer.as_str().unwrap_or_default())?)
}

/// Returns the reasons, with the name of each question.
async fn reasons(page: &Page, questions: &[(String, Value)]) -> Outcome<Vec<(String, String)>> {
    let asked: Vec<_> = questions.iter().map(|(_, question)| question.clone()).collect();
    let answers = verify(page, &asked).await?;
    assert_eq!(answers.len(), questions.len());
    let reason = |answer: &Value| {
        answer.get("reason").and_then(Value::as_str).unwrap_or_default().to_owned()
    };
    Ok(questions.iter().zip(&answers).map(|((name, _), one)| (name.clone(), reason(one))).collect())
}

/// Returns a token with one bit changed in the part that has this index.
fn changed(token: &str, part: usize) -> String {
    const ALPHABET: &str = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
    let mut parts: Vec<String> = token.split('.').map(str::to_owned).collect();
    for part in parts.iter_mut().skip(part).take(1) {
        // Not the last character, which has bits that belong to no byte.
        let at = part.len() - 3;
        let value = part.get(at..=at).and_then(|one| ALPHABET.find(one)).expect("it is base64url");
        let other = ALPHABET.get(value ^ 1..=value ^ 1).expect("it has 64 characters");
        part.replace_range(at..=at, other);
    }
    parts.join(".")
}

async fn examples_of_the_rfcs_are_signed_and_changed_ones_are_not(page: Page) -> Outcome {
    let vectors: Vec<Vector> = serde_json::from_str(VECTORS)?;
    assert_eq!(vectors.len(), 9);
    let mut questions = Vec::new();
    for Vector { name, token, key } in &vectors {
        questions.push((format!("{name} whole"), json!([token, key, {}])));
        for part in 0..3 {
            let question = json!([changed(token, part), key, {}]);
            questions.push((format!("{name} changed {part}"), question));
        }
    }
    for (name, reason) in reasons(&page, &questions).await? {
        assert_eq!(reason == "signed", name.ends_with("whole"), "{name}: {reason}");
        let is_bad = matches!(reason.as_str(), "does_not_match" | "none_matches");
        // A changed header may name another key, or be no JSON any more.
        assert!(is_bad || name.ends_with("whole") || name.ends_with('0'), "{name}: {reason}");
    }
    Ok(())
}

/// Returns why the token of an example does not verify, if it does not.
fn exempt(name: &str) -> Option<&'static str> {
    match name {
        "argocd-session" => Some("algorithm_not_of_key"),
        "cut-off" => Some("cut_off"),
        "decoded-claims" => Some("decoded_claims"),
        "encrypted" => Some("encrypted"),
        "redacted" => Some("signature_left_out"),
        "signature-cut" => Some("signature_length"),
        "unsigned" => Some("unsecured"),
        _ => None,
    }
}

async fn examples_of_the_page_are_signed_and_changed_ones_are_not(page: Page) -> Outcome {
    let mut questions = Vec::new();
    let mut expected = Vec::new();
    for file in fs::read_dir(xtask::project_root().join("www/examples/tokens"))? {
        let path = file?.path();
        let name = path.file_stem().and_then(|name| name.to_str()).expect("it has a name");
        let text = fs::read_to_string(&path)?;
        let paste = Paste::read(text.as_bytes());
        for index in 0..paste.tokens().len() {
            let question = json!([text, EXAMPLE_KEYS, { "index": index }]);
            questions.push((format!("{name} {index}"), question));
            expected.push(exempt(name).unwrap_or("signed"));
            let token = paste.secret(index).filter(|_| exempt(name).is_none());
            let Some(token) = token else { continue };
            for part in 0..3 {
                let token = changed(token.expose(), part);
                questions.push((
                    format!("{name} {index}, changed {part}"),
                    json!([token, EXAMPLE_KEYS, {}]),
                ));
                // A changed header may name another key, or be no JSON any more.
                expected.push(if part == 0 { "" } else { "bad" });
            }
        }
    }
    let reasons = reasons(&page, &questions).await?;
    assert!(reasons.iter().filter(|(_, reason)| reason == "signed").count() > 50, "{reasons:?}");
    for ((name, reason), expected) in reasons.iter().zip(expected) {
        match expected {
            "" => assert!(!reason.starts_with("signed"), "{name}: {reason}"),
            "bad" => {
                let is_bad = matches!(reason.as_str(), "does_not_match" | "none_matches");
                assert!(is_bad, "{name}: {reason}");
            }
            expected => assert_eq!(reason, expected, "{name}"),
        }
    }
    Ok(())
}

/// Made-up tokens and keys. Some of them verify, so that the others fail for their own reason alone.
const ATTACKS: &str = include_str!("signature/attacks.json");

/// A token, the keys for it, and the reason that is due.
#[derive(Deserialize)]
struct Attack {
    name: String,
    token: String,
    keys: Value,
    secret: Option<String>,
    reason: String,
}

async fn each_attack_has_its_own_reason(page: Page) -> Outcome {
    let attacks: Vec<Attack> = serde_json::from_str(ATTACKS)?;
    let questions: Vec<_> = attacks
        .iter()
        .map(|Attack { name, token, keys, secret, .. }| {
            (name.clone(), json!([token, keys, { "secret": secret }]))
        })
        .collect();
    let told = reasons(&page, &questions).await?;
    let expected: Vec<_> =
        attacks.iter().map(|one| (one.name.clone(), one.reason.clone())).collect();
    assert_eq!(told, expected);
    Ok(())
}

/// The vectors for JWS of Wycheproof, without the private keys: the id, the result and the token of each.
const WYCHEPROOF: &str = include_str!("signature/wycheproof.json");

#[derive(Deserialize)]
struct Wycheproof {
    groups: Vec<WycheproofGroup>,
}

#[derive(Deserialize)]
struct WycheproofGroup {
    key: Value,
    tests: Vec<(u32, String, String)>,
}

/// The results that differ, as docs/verification.md lists them.
fn differing(id: u32) -> Option<&'static str> {
    match id {
        // The `alg` of the JWK is another one than that of the token.
        346 | 347 | 350 | 351 => Some("algorithm_not_of_jwk"),
        // A part contains a `?`.
        372 | 373 => Some("not_base64url"),
        // The same bytes as 357, which is called valid.
        367 | 370 => Some("signed"),
        _ => None,
    }
}

async fn vectors_of_wycheproof_give_their_results(page: Page) -> Outcome {
    let Wycheproof { groups } = serde_json::from_str(WYCHEPROOF)?;
    let mut questions = Vec::new();
    let mut expected = Vec::new();
    for WycheproofGroup { key, tests } in groups {
        for (id, result, token) in tests {
            questions.push((id.to_string(), json!([token, key, {}])));
            expected.push(differing(id).unwrap_or(if result == "valid" { "signed" } else { "" }));
        }
    }
    assert_eq!(questions.len(), 401);
    for ((id, reason), expected) in reasons(&page, &questions).await?.iter().zip(expected) {
        match expected {
            "" => assert!(!reason.starts_with("signed"), "{id}: {reason}"),
            expected => assert_eq!(reason, expected, "{id}"),
        }
    }
    Ok(())
}

/// Each of them verifies in some engine, or ends its process.
async fn forgeries_that_some_engine_accepts_are_refused(page: Page) -> Outcome {
    // {"alg":"EdDSA"} and {"alg":"ES256"}, each with {}.
    let (eddsa, es256) = ("eyJhbGciOiJFZERTQSJ9.e30", "eyJhbGciOiJFUzI1NiJ9.e30");
    let zeros = "A".repeat(43);
    // R is the neutral point and S is zero: right for every text under a neutral key.
    let neutral = format!("AQ{}", "A".repeat(84));
    let ed25519 = |x: &str| json!({ "kty": "OKP", "crv": "Ed25519", "x": x });
    let one = format!("AQ{}", "A".repeat(41));
    let two = format!("Ag{}", "A".repeat(41));
    let minus_one = "7P_______________________________________38";
    let p256 = json!({
        "kty": "EC", "crv": "P-256",
        "x": "f83OJ3D2xF1Bg8vub9tLe1gHMzV76e8Tus9uPHvRVEU",
        "y": "x_FEzRu9m36HLN_tue659LNpXW6pCyStikYjKIWI5a4",
    });
    let cases = [
        (format!("{eddsa}.{neutral}"), ed25519(&zeros), "point_of_small_order"),
        (format!("{eddsa}.{neutral}"), ed25519(&one), "point_of_small_order"),
        (format!("{eddsa}.{neutral}"), ed25519(minus_one), "point_of_small_order"),
        (format!("{eddsa}.{neutral}"), ed25519(&two), "point_not_on_curve"),
        (format!("{es256}.{}", "A".repeat(86)), p256.clone(), "signature_zero"),
        (format!("{es256}.{}", "Bwc".repeat(28) + "Bw"), p256, "point_not_on_curve"),
    ];
    let questions: Vec<_> = cases
        .iter()
        .map(|(token, key, reason)| ((*reason).to_owned(), json!([token, key, {}])))
        .collect();
    for (expected, reason) in reasons(&page, &questions).await? {
        assert_eq!(reason, expected);
    }
    Ok(())
}
