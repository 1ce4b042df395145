//! A property over serializers, encoders and nesting.

use proptest::prelude::*;
use serde_json::json;

use crate::keeps_nothing;
use crate::support::*;

#[derive(Clone, Copy, Debug)]
enum Step {
    Base64,
    Base64url,
    Base64Wrapped,
    JsonString,
    Object,
    Array,
    Percent,
    PercentTwice,
    References,
    FullWidth,
    Bearer,
    User,
    Yaml,
    Pieces,
}

impl Step {
    fn take(self, text: &str) -> String {
        let each = |write: fn(char) -> String| text.chars().map(write).collect();
        match self {
            Self::Base64 => base64(text),
            Self::Base64url => base64url(text),
            Self::Base64Wrapped => {
                let text = base64(text);
                let lines: Vec<_> =
                    text.as_bytes().chunks(76).map(String::from_utf8_lossy).collect();
                lines.join("\n")
            }
            Self::JsonString => json!(text).to_string(),
            Self::Object => json!({ "a": 1, "value": text }).to_string(),
            Self::Array => json!([text, null]).to_string(),
            Self::Percent => text.replace('.', "%2E"),
            Self::PercentTwice => text.replace('.', "%252E"),
            Self::References => text.replace('.', "&#46;"),
            Self::FullWidth => each(|c| if c == '.' { '．'.into() } else { c.into() }),
            Self::Bearer => format!("Bearer {text}"),
            Self::User => format!("somebody:{text}"),
            Self::Yaml => format!("user:\n  token: {text}\n"),
            Self::Pieces => {
                let pieces: Vec<_> = text.chars().collect::<Vec<_>>();
                let pieces: Vec<String> =
                    pieces.chunks(30).map(|piece| piece.iter().collect()).collect();
                pieces.join("\" + \"")
            }
        }
    }

    fn is_layer(self) -> bool {
        matches!(self, Self::Base64 | Self::Base64url | Self::Base64Wrapped)
    }
}

fn steps() -> impl Strategy<Value = Vec<Step>> {
    use Step::*;
    let step = prop::sample::select(vec![
        Base64,
        Base64url,
        Base64Wrapped,
        JsonString,
        Object,
        Array,
        Percent,
        PercentTwice,
        References,
        FullWidth,
        Bearer,
        User,
        Yaml,
        Pieces,
    ]);
    prop::collection::vec(step, 0..5).prop_filter("no more layers than are undone", |steps| {
        steps.iter().filter(|step| step.is_layer()).count() < service_account_token::MAX_LAYERS
    })
}

proptest! {
    #[test]
    fn no_piece_of_an_inner_secret_is_kept(
        steps in steps(),
        random in prop::array::uniform32(any::<u8>()),
        names in prop::collection::vec("[a-z]{1,6}|sub|aud|jti|iss|kid|name", 1..4),
        in_header in any::<bool>(),
        cut in any::<bool>(),
    ) {
        let signature = base64url(random);
        let token_inside = format!(
            "{}.{}.{signature}", base64url(r#"{"alg":"HS256"}"#), base64url(r#"{"iss":"x","n":1}"#)
        );
        let text = steps.iter().fold(token_inside, |text, step| step.take(&text));
        let value = names.iter().fold(json!(text), |value, name| json!({ name: value }));
        let mut written = value.to_string();
        if cut {
            written.pop();
        }
        let paste = if in_header { token(&written, PAYLOAD) } else { token(HEADER, &written) };
        // Through base64 the signature has other characters: those of the last layer are looked for.
        let last = steps.iter().rposition(|step| step.is_layer());
        let secret = match last {
            None => signature.clone(),
            Some(at) => {
                let whole = steps[..=at].iter().fold(
                    format!("{}.{}.{signature}", base64url(r#"{"alg":"HS256"}"#), base64url(r#"{"iss":"x","n":1}"#)),
                    |text, step| step.take(&text),
                );
                whole.lines().map(str::to_owned).max_by_key(String::len).unwrap()
            }
        };
        keeps_nothing(&paste, &secret);
        keeps_nothing(&paste, &signature);
    }
}
