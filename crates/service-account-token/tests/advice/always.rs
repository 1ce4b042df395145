//! What holds for the advice about any token.

use service_account_token::report::Occasion;

use crate::{AFTER, FRESH, STALE, every_kind, read, sentences};

#[test]
fn no_sentence_praises_a_token_or_promises_eternity() {
    for text in every_kind() {
        for now in [None, FRESH, STALE, AFTER, Some(2_000_000_000)] {
            let token = read(&text, now);
            for sentence in sentences(&token) {
                let lower = sentence.to_lowercase();
                let mut words = lower.split(|character: char| !character.is_alphabetic());
                assert!(words.all(|word| word != "valid"), "{sentence}");
                assert!(!lower.contains("never expires"), "{sentence}");
                assert!(!sentence.is_empty() && !sentence.contains("  "), "{sentence:?}");
            }
            assert_eq!(token.rows.len(), 5);
        }
    }
}

#[test]
fn few_remedies_for_each_occasion_and_every_deletion_after_a_look_up() {
    for text in every_kind() {
        for now in [None, FRESH, AFTER, Some(2_000_000_000)] {
            let token = read(&text, now);
            for when in [Occasion::Leaked, Occasion::Hygiene, Occasion::Check] {
                let count = token.remedies.iter().filter(|remedy| remedy.when == when).count();
                assert!(count <= 6, "{count} for {when:?} of {}", token.headline);
            }
            assert!(token.remedies.len() <= 11, "{} for {}", token.remedies.len(), token.headline);
            for pair in token.remedies.windows(2) {
                if pair[1].destructive {
                    let looked_up = pair[0].title.starts_with("Compare the ");
                    assert!(looked_up || pair[0].destructive, "{}", pair[0].title);
                    // A forged token is in no Secret.
                    let why = &pair[1].why;
                    let holds = ["If this token is genuine", "If the Secret holds this token"];
                    assert!(holds.iter().any(|holds| why.contains(holds)), "{why}");
                }
            }
            assert!(token.remedies.first().is_none_or(|remedy| !remedy.destructive));
        }
    }
}

#[test]
fn any_clock_will_do() {
    for text in every_kind() {
        for now in [i64::MIN / 2, -1, 0, i64::MAX / 2] {
            assert_eq!(read(&text, Some(now)).rows.len(), 5);
        }
    }
}

#[test]
fn command_that_only_a_shell_understands_says_so() {
    for text in every_kind() {
        for remedy in read(&text, FRESH).remedies {
            let command = remedy.command.unwrap_or_default();
            let needs = remedy.needs.unwrap_or_default();
            let is_manifest = command.starts_with("spec:");
            let is_for_a_shell = !is_manifest && command.contains(['\'', '"', '$', '|', '&', '>']);
            assert_eq!(needs.contains("a POSIX shell"), is_for_a_shell, "{command}: {needs}");
            assert_eq!(command.contains('\n'), is_manifest, "{command}");
        }
    }
}
