//! A private key that came by mistake: nothing of it stays in the page or in the wasm's memory.

use base64::Engine as _;
use base64::prelude::BASE64_STANDARD as BASE64;
use e2e::{Outcome, Page};
use serde_json::json;

use crate::workbench::{ask, open, pieces, workbench};

in_every_engine!(
    nothing_is_left_of_a_private_key: workbench(),
);

/// Made up for these tests.
macro_rules! sample {
    ($name:literal) => {
        include_str!(concat!(
            "../../../../crates/service-account-token/src/keys/tests/samples/",
            $name
        ))
    };
}

const PRIVATE_KEYS: [(&str, &str); 5] = [
    ("PKCS#8 of RSA", sample!("rsa-private-pkcs8.pem")),
    ("PKCS#1", sample!("rsa-private-pkcs1.pem")),
    ("PKCS#8 of P-256", sample!("p256-private-pkcs8.pem")),
    ("SEC1", sample!("p256-private-sec1.pem")),
    // RFC 7517 A.2.
    (
        "JWK",
        r#"{"kty":"EC","crv":"P-256","x":"MKBCTNIcKUSDii11ySs3526iDZ8AiTo7Tu6KPAqv7D4","y":"4Etl6SRW2YiLUrN5vfvVHuhp7x8PxltmWWlbbM4IFyM","d":"870MB6gfuTJ4HtUnUvYMyJpr5eUZNP4Bk43bVdj3eAE","use":"enc","kid":"1"}"#,
    ),
];

/// A public key that is kept.
const PUBLIC: &str = sample!("rsa-spki.pem");

/// A token with a shared secret, for which the page also asks for one.
const HMAC: &str =
    "eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiJhIn0.LnQe33SEo55ar7XVqKC5h1y_pFFkZErpkWsn7sciuKk";

const WAYS: [&str; 5] = ["paste", "drop", "open", "type", "secret"];

/// What must not be found of a private key: pieces of its text, of the base64 of that, and of its bytes.
struct Traces {
    texts: Vec<String>,
    bytes: Vec<Vec<u8>>,
}

impl Traces {
    fn of(key: &str) -> Self {
        let body: String = key.lines().filter(|line| !line.contains("-----")).collect();
        let bytes = match body.strip_prefix('{') {
            None => BASE64.decode(&body).expect("it is DER"),
            // Of a JWK, the number that is secret.
            Some(_) => {
                let (_, d) = body.split_once(r#""d":""#).expect("it is private");
                let (d, _) = d.split_once('"').expect("it ends");
                base64::prelude::BASE64_URL_SAFE_NO_PAD.decode(d).expect("it is base64url")
            }
        };
        let mut texts = pieces(&body);
        texts.extend(pieces(&BASE64.encode(key)));
        let bytes = bytes.windows(16).step_by(8).map(<[u8]>::to_vec).collect();
        Self { texts, bytes }
    }

    /// Leaves out what the memory holds before the key comes, such as the name of a curve in DER.
    async fn without_what_is_there(self, page: &Page) -> Outcome<Self> {
        let (texts, bytes) = self.found(page).await?;
        let Self { texts: mut all, bytes: mut all_bytes } = self;
        all.retain(|text| !texts.contains(text));
        all_bytes.retain(|one| !bytes.contains(one));
        assert!(all.len() > 10 && !all_bytes.is_empty(), "they are looked for");
        Ok(Self { texts: all, bytes: all_bytes })
    }

    /// Returns the pieces that stand in memory.
    async fn found(&self, page: &Page) -> Outcome<(Vec<String>, Vec<Vec<u8>>)> {
        let texts = serde_json::from_value(ask(page, "find", json!(self.texts)).await?)?;
        let bytes = serde_json::from_value(ask(page, "findBytes", json!(self.bytes)).await?)?;
        Ok((texts, bytes))
    }

    /// Looks until nothing is left, as what holds the last copy may go a moment later.
    async fn are_gone(&self, page: &Page, name: &str) -> Outcome {
        let mut left = (Vec::new(), Vec::new());
        for _ in 0..20 {
            left = self.found(page).await?;
            if left.0.is_empty() && left.1.is_empty() {
                let held = ask(page, "held", json!(self.texts)).await?;
                assert_eq!(held, json!([]), "{name}: the page holds them");
                return Ok(());
            }
        }
        panic!("{name}: {} pieces and {} of bytes are left", left.0.len(), left.1.len());
    }
}

async fn bring(page: &Page, way: &str, text: &str) -> Outcome {
    ask(page, "keys", json!([way, text])).await.map(drop)
}

async fn nothing_is_left_of_a_private_key(page: Page) -> Outcome {
    open(&page).await?;
    page.paste(HMAC).await?;
    page.article().await?;
    page.script("document.querySelector('#signature summary').click();", Vec::new()).await?;
    page.wait_for("#keys-secret").await?;
    // A public key is found while it is there, so the search works.
    bring(&page, "paste", PUBLIC).await?;
    page.wait_for(".keys-read").await?;
    let kept = Traces::of(PUBLIC);
    let (texts, bytes) = kept.found(&page).await?;
    assert!(texts.len() > 20 && bytes.len() > 20, "{} and {}", texts.len(), bytes.len());

    let mut ways = WAYS.iter().cycle();
    for (name, key) in PRIVATE_KEYS {
        let traces = Traces::of(key).without_what_is_there(&page).await?;
        for text in [
            key.to_owned(),
            BASE64.encode(key),
            format!("{PUBLIC}\n{key}"),
            format!("{}\n{PUBLIC}", BASE64.encode(key)),
        ] {
            let way = ways.next().expect("they go round");
            let name = format!("{name} by {way}");
            bring(&page, way, &text).await?;
            page.wait_until(
                "the refusal",
                "return ['keys', 'keys-secret'].every((id) => document.getElementById(id).value === '')
                    && document.querySelector('.keys-faults') !== null;",
            )
            .await?;
            traces.are_gone(&page, &name).await?;
            let listed = "return document.querySelectorAll('.keys-read li').length;";
            assert_eq!(page.script(listed, Vec::new()).await?, json!(0), "{name}");
            // What was told of it goes with the next keys.
            bring(&page, "paste", PUBLIC).await?;
            page.wait_until(
                "the public key",
                "return document.querySelector('.keys-faults') === null
                    && document.querySelector('.keys-read') !== null;",
            )
            .await?;
        }
    }
    Ok(())
}
