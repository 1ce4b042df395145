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

/// Returns a token with one character changed in the part that has this index.
fn changed(token: &str, part: usize) -> String {
    let mut parts: Vec<String> = token.split('.').map(str::to_owned).collect();
    for part in parts.iter_mut().skip(part).take(1) {
        // Not the last character, which has bits that belong to no byte.
        let at = part.len() - 3;
        let other = if part.get(at..=at) == Some("A") { "B" } else { "A" };
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

async fn examples_of_the_page_are_signed_and_changed_ones_are_not(page: Page) -> Outcome {
    let mut questions = Vec::new();
    for file in fs::read_dir(xtask::project_root().join("www/examples/tokens"))? {
        let path = file?.path();
        let text = fs::read_to_string(&path)?;
        let paste = Paste::read(text.as_bytes());
        for index in 0..paste.tokens().len() {
            let name = format!("{} {index}", path.display());
            let question = json!([text, EXAMPLE_KEYS, { "index": index }]);
            questions.push((format!("{name} whole"), question));
            // Without a signature there is nothing to change.
            let Some(token) = paste.secret(index).filter(|_| paste.signing_input(index).is_some())
            else {
                continue;
            };
            for part in 0..3 {
                let question = json!([changed(token.expose(), part), EXAMPLE_KEYS, {}]);
                questions.push((format!("{name} changed {part}"), question));
            }
        }
    }
    let reasons = reasons(&page, &questions).await?;
    let signed = reasons.iter().filter(|(_, reason)| reason == "signed").count();
    assert!(signed > 50, "{reasons:?}");
    for (name, reason) in reasons {
        if name.ends_with("whole") {
            let cannot_be_checked = [
                "decoded_claims",
                "encrypted",
                "cut_off",
                "signature_left_out",
                "signature_length",
                "unsecured",
                "algorithm_not_of_key",
            ];
            let is_exempt = cannot_be_checked.contains(&reason.as_str());
            assert!(reason == "signed" || is_exempt, "{name}: {reason}");
        } else {
            assert!(!reason.starts_with("signed"), "{name}: {reason}");
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
