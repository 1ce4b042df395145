//! What ends a token: for each thing, when and at which servers.

use super::names::{parties, title};
use crate::facts::advice::{End, Object};
use crate::kubernetes::Party;
use crate::text::Text;
use crate::text::calendar::long;
use crate::text::quote::quoted;
use crate::words::advice;

/// Returns what ends a token, in words.
pub(crate) fn ends(ends: &[End]) -> Vec<advice::End> {
    let mut all = Vec::with_capacity(ends.len());
    for end in ends {
        let (what, text) = words(end);
        all.push(advice::End { what, text, certainty: end.certainty() });
    }
    all
}

/// Returns a few words, and one to three sentences.
fn words(end: &End) -> (Text, Text) {
    match end {
        End::Expiry { at, is_extended } => expiry(*at, *is_extended),
        End::ExpiryAtRecipient { at } => expiry_at_recipient(*at),
        End::ExpiryAtAnybody { at } => expiry_at_anybody(*at),
        End::ExpiryInMilliseconds { at } => expiry_in_milliseconds(*at),
        End::ExpiryUnknown => expiry_unknown(),
        End::PodDeleted(pod) => pod_deleted(pod),
        End::SecretDeleted(secret) => secret_deleted(secret),
        End::NodeDeleted(node) => node_deleted(node),
        End::WebhookDeleted(configuration) => webhook_deleted(configuration),
        End::AccountDeleted(account) => account_deleted(account),
        End::KeyWithdrawn { kid } => key_withdrawn(kid.as_deref()),
        End::IssuerRemoved => issuer_removed(),
        End::DeletionIgnored { by } => deletion_ignored(by),
        End::DeletionMaybeIgnored => deletion_maybe_ignored(),
        End::UnnoticedElsewhere => unnoticed_elsewhere(),
        End::TrustRemoved { by } => trust_removed(by),
        End::ExchangedLivesOn { by } => exchanged_lives_on(by),
        End::LegacySecretDeleted(secret) => legacy_secret_deleted(secret),
        End::SameTokenAgain => same_token_again(),
        End::TokenReplaced => token_replaced(),
        End::LegacyAccountDeleted(account) => legacy_account_deleted(account),
        End::SecretMarkedInvalid { by_hand } => secret_marked_invalid(*by_hand),
        End::AgeIgnored => age_ignored(),
    }
}

fn expiry(at: i64, is_extended: bool) -> (Text, Text) {
    let replaced = match is_extended {
        true => " Issuing a newer token does not revoke this one.",
        false => "",
    };
    let text = format!(
        "`exp` is {}. The API server allows 60 more seconds for clock differences, and may cache a \
         success for another 10.{replaced}",
        long(at)
    );
    ("Its expiry".into(), text.into())
}

fn expiry_at_recipient(at: i64) -> (Text, Text) {
    let text = format!("`exp` is {}. Each recipient decides how much leeway it allows.", long(at));
    ("Its expiry".into(), text.into())
}

fn expiry_at_anybody(at: i64) -> (Text, Text) {
    let text = format!(
        "`exp` is {}. Verifiers should reject it from then on, with a few minutes of leeway at most \
         (RFC 7519 §4.1.4). Only its issuer knows whether something revokes it sooner.",
        long(at)
    );
    ("Its expiry".into(), text.into())
}

fn expiry_in_milliseconds(at: i64) -> (Text, Text) {
    let text = format!(
        "`exp` is in milliseconds and means {}. Servers read it as seconds: tens of thousands of \
         years ahead.",
        long(at)
    );
    ("Its expiry, in milliseconds".into(), text.into())
}

fn expiry_unknown() -> (Text, Text) {
    let text = "No `exp` could be read. Every bound token from Kubernetes has one, but the API \
                server does not require it.";
    ("Its expiry, unknown".into(), text.into())
}

fn pod_deleted(pod: &Object) -> (Text, Text) {
    let text = "The API server rejects the token once the Pod is gone, at most 70 seconds after its \
                deletion time: 60 of leeway, 10 of cache. The deletion time includes the grace \
                period. The kubelet's own API caches for 2 minutes. A completed Pod still counts as \
                existing.";
    (deleted(pod), text.into())
}

fn secret_deleted(secret: &Object) -> (Text, Text) {
    let text = "The API server rejects the token once the Secret is gone, at most 70 seconds after \
                its deletion time: 60 of leeway, 10 of cache. A new Secret of the same name has \
                another uid and does not revive the token.";
    (deleted(secret), text.into())
}

fn node_deleted(node: &Object) -> (Text, Text) {
    let text = "The API server rejects the token once the Node is gone, at most 70 seconds after its \
                deletion time: 60 of leeway, 10 of cache. A Node that registers again has another \
                uid and does not revive the token.";
    (deleted(node), text.into())
}

fn webhook_deleted(configuration: &Object) -> (Text, Text) {
    let text =
        "A TokenReview rejects the token once no webhook configuration has that name and uid.";
    (deleted(configuration), text.into())
}

fn account_deleted(account: &Object) -> (Text, Text) {
    let text = "The API server compares the account's uid whenever the token is used. An account \
                recreated under the same name has another uid and does not revive the token.";
    (deleted_or_recreated(account), text.into())
}

fn key_withdrawn(kid: Option<&str>) -> (Text, Text) {
    let what = match kid {
        Some(kid) => format!("Signing key {} removed", quoted(kid)).into(),
        None => "Signing key removed".into(),
    };
    let text = "Once API servers no longer list the key (`--service-account-key-file`, or the \
                external signer's keys), they reject every token that it signed, for every \
                account. Recipients that cache its public key follow later; where it was \
                uploaded, it must be removed too.";
    (what, text.into())
}

fn issuer_removed() -> (Text, Text) {
    let text = "The API server accepts only the issuers in its `--service-account-issuer` flags. A \
                former issuer has to stay there for its tokens to work.";
    ("Issuer removed".into(), text.into())
}

fn deletion_ignored(by: &[Party]) -> (Text, Text) {
    let [verifies, asks] = if by.len() == 1 { ["verifies", "asks"] } else { ["verify", "ask"] };
    let by = parties(by);
    let text = format!(
        "{} {verifies} the token with the cluster's public keys and never {asks} the cluster. No \
         deletion in the cluster revokes the token there.",
        capitalized(&by)
    );
    (format!("Deletion does not end it at {by}").into(), text.into())
}

fn deletion_maybe_ignored() -> (Text, Text) {
    let text = "A recipient may verify the token only with the cluster's public keys. It then \
                does not notice a deletion and accepts the token until `exp`.";
    ("Deletion may not end it".into(), text.into())
}

fn unnoticed_elsewhere() -> (Text, Text) {
    let text = "Services that verify it only with the cluster's public keys do not notice a \
                deletion. They accept it until `exp`, if they accept its audience.";
    ("Elsewhere, deletion does not end it".into(), text.into())
}

fn trust_removed(by: &[Party]) -> (Text, Text) {
    let [rejects, its] =
        if by.len() == 1 { ["It rejects", "its"] } else { ["They reject", "their"] };
    let text = format!(
        "{rejects} the token once you remove {its} trust in this ServiceAccount or this issuer. \
         Credentials already issued for the token keep working until they expire."
    );
    (format!("Trust removed at {}", parties(by)).into(), text.into())
}

fn exchanged_lives_on(by: &[Party]) -> (Text, Text) {
    let asks = if by.len() == 1 { "asks" } else { "ask" };
    let text = format!(
        "{} {asks} the cluster (TokenReview), so a deletion revokes the token there too. \
         Certificates already issued for it and connections already opened with it keep working.",
        capitalized(&parties(by))
    );
    ("What it was exchanged for keeps working".into(), text.into())
}

fn legacy_secret_deleted(secret: &Object) -> (Text, Text) {
    let text = "The API server rejects the token within 10 seconds, the kubelet's own API within 2 \
                minutes: both cache. With `--service-account-lookup=false`, the API server checks \
                neither the Secret nor the ServiceAccount.";
    (deleted(secret), text.into())
}

fn same_token_again() -> (Text, Text) {
    let text = "From the same names, account and RSA key, kube-controller-manager creates the same \
                token again, byte for byte, and it works again. Restoring the Secret from a backup \
                does so too.";
    ("Deleting the Secret may not be final".into(), text.into())
}

fn token_replaced() -> (Text, Text) {
    let text = "The API server compares the token with the copy in its Secret. A different value there \
                revokes the token.";
    ("Another token in the Secret".into(), text.into())
}

fn legacy_account_deleted(account: &Object) -> (Text, Text) {
    let text = "kube-controller-manager then deletes the account's token Secrets, and the account's \
                uid no longer matches the token.";
    (deleted_or_recreated(account), text.into())
}

fn secret_marked_invalid(by_hand: bool) -> (Text, Text) {
    let text = match by_hand {
        true => {
            "The label `kubernetes.io/legacy-token-invalid-since` on the Secret makes the API server \
             reject the token (1.29 and later). Kubernetes' clean-up sets it only on Secrets that \
             the ServiceAccount lists in `secrets`; one created by hand is usually not listed."
        }
        false => {
            "The label `kubernetes.io/legacy-token-invalid-since` on the Secret makes the API server \
             reject the token. Since 1.29, Kubernetes sets it on automatic Secrets that no Pod uses \
             and that were unused for a year (configurable). It deletes them after another year \
             without use."
        }
    };
    ("Its Secret marked invalid".into(), text.into())
}

fn age_ignored() -> (Text, Text) {
    let text = "The API server checks no time in a legacy token.";
    ("Age does not end it".into(), text.into())
}

fn deleted(object: &Object) -> Text {
    format!("{} deleted", title(object)).into()
}

fn deleted_or_recreated(account: &Object) -> Text {
    format!("{} deleted or recreated", title(account)).into()
}

fn capitalized(words: &str) -> String {
    let mut characters = words.chars();
    let first = characters.next().map(|first| first.to_ascii_uppercase());
    first.into_iter().chain(characters).collect()
}
