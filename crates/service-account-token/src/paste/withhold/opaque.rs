//! Finds text that looks random, as keys and signatures do, and names and addresses do not.
//!
//! In random base64, about every second character differs in class (capital, small letter, digit)
//! from the one before it. In words, even in `CamelCase`, at most every fifth does. The same
//! measure recognizes random hexadecimal digits.

/// The length below which a run could be a word or an abbreviation.
const SHORTEST_RUN: usize = 24;

/// The most characters per change of class in random text. Random base64 and random hexadecimal
/// digits have one change in two or three characters.
const CHARACTERS_A_CHANGE: usize = 5;

/// Returns true if any run of the text looks random.
pub(crate) fn is_opaque(text: &str) -> bool {
    is_opaque_from(text, SHORTEST_RUN)
}

/// Returns true if any run of at least `shortest` characters looks random.
pub(super) fn is_opaque_from(text: &str, shortest: usize) -> bool {
    runs(text, is_base64).any(|run| {
        let run = without_uuids(run);
        run.split(' ').any(|run| is_random(run, shortest))
    })
}

/// Returns the runs of characters that all pass `fits`.
pub(super) fn runs(text: &str, fits: fn(char) -> bool) -> impl Iterator<Item = &str> {
    text.split(move |c| !fits(c)).filter(|run| !run.is_empty())
}

fn is_base64(c: char) -> bool {
    c.is_ascii_alphanumeric() || matches!(c, '+' | '/' | '-' | '_' | '=')
}

/// Returns true if a run looks random, either whole or split at the characters that names and
/// addresses contain too.
fn is_random(run: &str, shortest: usize) -> bool {
    let mixed = |run: &str| {
        let has = |test: fn(&u8) -> bool| run.as_bytes().iter().any(test);
        let letters: String = run.chars().filter(char::is_ascii_alphanumeric).collect();
        run.len() >= shortest
            && has(u8::is_ascii_uppercase)
            && (has(u8::is_ascii_lowercase) || has(u8::is_ascii_digit))
            && changes(&letters) * CHARACTERS_A_CHANGE >= letters.len()
    };
    let one_case = |run: &str| {
        let has = |test: fn(&u8) -> bool| run.as_bytes().iter().any(test);
        let hexadecimal = run.bytes().all(|byte| byte.is_ascii_hexdigit())
            && has(u8::is_ascii_digit)
            && has(u8::is_ascii_alphabetic);
        run.len() >= shortest && (hexadecimal || changes(run) * CHARACTERS_A_CHANGE >= run.len())
    };
    mixed(run) || run.split(['/', '-', '_', '+', '=']).any(|run| mixed(run) || one_case(run))
}

/// Returns how often a character differs in class from the one before it. A capital followed by
/// small letters counts as one word.
fn changes(text: &str) -> usize {
    let class = |byte: u8| match byte {
        b'A'..=b'Z' => 0,
        b'a'..=b'z' => 1,
        _ => 2,
    };
    let mut changes = 0;
    for pair in text.as_bytes().windows(2) {
        if let [one, next] = pair {
            changes +=
                usize::from(class(*one) != class(*next) && (class(*one), class(*next)) != (0, 1));
        }
    }
    changes
}

/// Returns the run with a space for each UUID, because ids are public.
fn without_uuids(run: &str) -> String {
    const LENGTH: usize = 36;
    let mut text = String::with_capacity(run.len());
    let mut rest = run;
    while let Some(first) = rest.chars().next() {
        if rest.get(..LENGTH).is_some_and(is_uuid) {
            text.push(' ');
            rest = rest.get(LENGTH..).unwrap_or_default();
        } else {
            text.push(first);
            rest = rest.get(first.len_utf8()..).unwrap_or_default();
        }
    }
    text
}

fn is_uuid(text: &str) -> bool {
    text.bytes().enumerate().all(|(at, byte)| match at {
        8 | 13 | 18 | 23 => byte == b'-',
        _ => byte.is_ascii_hexdigit(),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn random_text_is_opaque() {
        for text in [
            "wMU4GOsuqPnFjPar7NaZZTEmNlc2I_W75faEDbLB7dI",
            "key: SflKxwRJSMeKKF2QT4fwpMeJf36POk6yJV_adQssw5c",
            "0123456789abcdef0123456789abcdef01234567",
            "9F86D081884C7D659A2FEAA0C55AD015",
            "dXNlcjpwYXNzd29yZDpodW50ZXIy",
            "EXAMPLED539D4633E53DE1B71",
        ] {
            assert!(is_opaque(text), "{text}");
        }
    }

    #[test]
    fn names_words_addresses_and_ids_are_not() {
        for text in [
            "d822ba5f-4290-4bca-94ce-f3bc0dca2e36",
            "urn:uuid:d822ba5f-4290-4bca-94ce-f3bc0dca2e36",
            "https://login.example.com/9188040d-6c67-4c5b-b112-36a304b66dad/v2.0",
            "system:serviceaccount:openshift-image-registry:cluster-image-registry-operator",
            "https://thisnameistoolongforanaccount.blob.core.windows.net/demo/",
            "argocd-manager-long-lived-token",
            "KubernetesServiceAccountTokenRequest",
            "serviceAccountTokenVolumeProjection/WithExpiry",
            "my-app-7d9c6b8f5d-x2x4z",
            "2023-08-19T11:49:01Z",
            "arn:aws:iam::123456789012:role/ReadOnlyAccessForDevelopers",
            "1234567890123456789012345678901234567890",
            "api://AzureADTokenExchange",
            "ROLE_ADMIN,ROLE_USER,ROLE_SERVICE_ACCOUNT_MANAGER",
            "us-east-1a-node-pool-2-of-3-v1-28-5",
        ] {
            assert!(!is_opaque(text), "{text}");
        }
    }

    /// Returns how many of 10,000 keys are not recognized.
    fn missed(encode: fn(&[u8]) -> String) -> usize {
        let mut state = 0x2545_f491_4f6c_dd1d_u64;
        let mut key = || {
            let mut bytes = [0; 32];
            for byte in &mut bytes {
                state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1);
                *byte = state.to_be_bytes()[0];
            }
            bytes
        };
        (0..10_000).filter(|_| !is_opaque(&encode(&key()))).count()
    }

    #[test]
    fn a_random_key_of_256_bits_is_opaque_in_every_encoding() {
        use base64::Engine;
        use base64::engine::general_purpose::{STANDARD, URL_SAFE_NO_PAD};
        assert!(missed(|key| key.iter().map(|byte| format!("{byte:02x}")).collect()) == 0);
        assert!(missed(|key| URL_SAFE_NO_PAD.encode(key)) <= 10, "one in a thousand");
        assert!(missed(|key| STANDARD.encode(key)) <= 10, "one in a thousand");
    }
}
