//! What ends a token: for each thing, how soon and who notices.

use super::names::title;
use crate::facts::advice::{End, Object};
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

/// Returns a few words, and one or two sentences.
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
        End::UnnoticedElsewhere => unnoticed_elsewhere(),
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
        true => " That a newer token is put in its place does not end it.",
        false => "",
    };
    let text = format!(
        "`exp` is {}; the API server allows 60 seconds more, since clocks differ, and may remember \
         a success for another 10.{replaced}",
        long(at)
    );
    ("Its expiry".into(), text.into())
}

fn expiry_at_recipient(at: i64) -> (Text, Text) {
    let text = format!(
        "`exp` is {}. How much later its recipient still takes it is for the recipient to decide.",
        long(at)
    );
    ("Its expiry".into(), text.into())
}

fn expiry_at_anybody(at: i64) -> (Text, Text) {
    let text = format!(
        "`exp` is {}; from then on nobody should accept it, some minutes aside for clocks that \
         differ (RFC 7519 §4.1.4). Whether anything ends it sooner is for its issuer to say.",
        long(at)
    );
    ("Its expiry".into(), text.into())
}

fn expiry_in_milliseconds(at: i64) -> (Text, Text) {
    let text = format!(
        "`exp` is in milliseconds, and means {}; read as seconds, as servers read it, it lies tens \
         of thousands of years ahead.",
        long(at)
    );
    ("Its expiry: in milliseconds".into(), text.into())
}

fn expiry_unknown() -> (Text, Text) {
    let text = "No `exp` could be read. Every bound token that Kubernetes issues has one; the API \
                server does not miss it where it is absent.";
    ("Its expiry: unknown".into(), text.into())
}

fn pod_deleted(pod: &Object) -> (Text, Text) {
    let text = "The API server refuses the token once no Pod of that name and uid is there, and at \
                the latest 60 seconds after its deletion time, grace period included; 10 seconds \
                more from its cache, 2 minutes at the kubelet's own API. A Pod that has merely \
                completed does not end it.";
    (deleted(pod), text.into())
}

fn secret_deleted(secret: &Object) -> (Text, Text) {
    let text = "The API server refuses the token once no Secret of that name and uid is there, and \
                at the latest 60 seconds after its deletion time; 10 seconds more from its cache, 2 \
                minutes at the kubelet's own API. Recreated, the Secret has another uid and does \
                not bring the token back.";
    (deleted(secret), text.into())
}

fn node_deleted(node: &Object) -> (Text, Text) {
    let text = "The API server refuses the token once no Node of that name and uid is there, and at \
                the latest 60 seconds after its deletion time; 10 seconds more from its cache. A \
                Node that registers again has another uid and does not bring the token back.";
    (deleted(node), text.into())
}

fn webhook_deleted(configuration: &Object) -> (Text, Text) {
    let text = "A TokenReview refuses the token once no webhook configuration of that name and uid \
                is there.";
    (deleted(configuration), text.into())
}

fn account_deleted(account: &Object) -> (Text, Text) {
    let text = "The API server compares the account's uid at every use, so the token is refused at \
                the latest 60 seconds after the account is deleted, caches aside. An account \
                recreated under the same name has another uid and does not bring the token back.";
    (deleted_or_recreated(account), text.into())
}

fn key_withdrawn(kid: Option<&str>) -> (Text, Text) {
    let what = match kid {
        Some(kid) => format!("Signing key {} withdrawn", quoted(kid)).into(),
        None => "Signing key withdrawn".into(),
    };
    let text = "Once the API servers no longer list the key, they refuse every token that it \
                signed, of every account.";
    (what, text.into())
}

fn issuer_removed() -> (Text, Text) {
    let text = "The API server accepts only issuers given with `--service-account-issuer`; a former \
                one must stay on that list for its tokens to work.";
    ("Issuer taken off the list".into(), text.into())
}

fn unnoticed_elsewhere() -> (Text, Text) {
    let text = "Only the API server and a TokenReview see deletions. Whoever checks the token with \
                the cluster's published keys, as cloud providers do, accepts it until `exp`.";
    ("Not noticed elsewhere".into(), text.into())
}

fn legacy_secret_deleted(secret: &Object) -> (Text, Text) {
    let text = "The API server refuses the token as soon as its Secret is gone or being deleted, \
                but for 10 seconds from its cache and 2 minutes at the kubelet's own API. It does \
                not look if it was started with `--service-account-lookup=false`.";
    (deleted(secret), text.into())
}

fn same_token_again() -> (Text, Text) {
    let text = "With the same name, account and RSA key the controller writes the same token again, \
                byte for byte, and it works again; so does restoring the Secret from a backup, or \
                emptying its `token`.";
    ("Not for good: the same Secret recreated".into(), text.into())
}

fn token_replaced() -> (Text, Text) {
    let text = "The API server compares the token with its Secret's copy, so whatever is written \
                there in its place ends it.";
    ("Another token in the Secret".into(), text.into())
}

fn legacy_account_deleted(account: &Object) -> (Text, Text) {
    let text = "The controller then deletes the account's token Secrets, and the account's uid no \
                longer fits the token.";
    (deleted_or_recreated(account), text.into())
}

fn secret_marked_invalid(by_hand: bool) -> (Text, Text) {
    let text = match by_hand {
        true => {
            "The label `kubernetes.io/legacy-token-invalid-since` on the Secret makes the API \
             server refuse the token (1.28 and later). The clean-up sets it only on Secrets that \
             their ServiceAccount lists, never on others made by hand."
        }
        false => {
            "The label `kubernetes.io/legacy-token-invalid-since` on the Secret makes the API \
             server refuse the token. From 1.29 on the clean-up sets it on automatically made \
             Secrets that no Pod refers to and that were unused for a year, and deletes them after \
             another (the cluster may choose another time); taking the label off works until the \
             next clean-up."
        }
    };
    ("Its Secret marked invalid".into(), text.into())
}

fn age_ignored() -> (Text, Text) {
    let text = "The API server looks at no time in a legacy token, so no date ends it.";
    ("Not its age".into(), text.into())
}

fn deleted(object: &Object) -> Text {
    format!("{} deleted", title(object)).into()
}

fn deleted_or_recreated(account: &Object) -> Text {
    format!("{} deleted or recreated", title(account)).into()
}
