//! The checks of the API server, in words.

use crate::facts::ObjectKind;
use crate::facts::acceptance::server::{AudienceBecause, Detail, Fix, Found};
use crate::facts::acceptance::{Check, StepResult};
use crate::text::Text;
use crate::text::calendar::{roughly, utc};
use crate::text::quote::quoted;

/// Returns what is checked, in a few words.
pub(super) fn title(check: Check, detail: &Detail) -> Text {
    if let Detail::Object { kind, .. } = detail {
        let kind = kind.as_str();
        return match check {
            Check::AccountUid | Check::ObjectUid => format!("uid of the {kind}").into(),
            Check::AccountDeletion | Check::ObjectDeletion => {
                format!("{kind} not being deleted").into()
            }
            _ => format!("{kind} exists").into(),
        };
    }
    match check {
        Check::Form => "Form",
        Check::Issuer => "Issuer (`iss`)",
        Check::Algorithm => "Algorithm (`alg`)",
        Check::Key => "Key (`kid`)",
        Check::Signature => "Signature",
        Check::ClaimTypes => "Types of the claims",
        Check::Audience => "Audience (`aud`)",
        Check::NotBefore => "Not before (`nbf`)",
        Check::Expiry => "Expiry (`exp`)",
        Check::IssuedAt => "Issue time (`iat`)",
        Check::WarnAfter => "Extended lifetime (`warnafter`)",
        Check::RequiredClaims => "Required claims",
        Check::Subject => "Subject (`sub`)",
        Check::NodeBinding => "Binding to a Node",
        Check::SecretToken => "Token in the Secret",
        Check::InvalidSince => "Label `legacy-token-invalid-since`",
        _ => "Look-up of the Secret",
    }
    .into()
}

/// Returns what decides a check, or what has to be known.
pub(super) fn text(check: Check, detail: &Detail, result: StepResult) -> Text {
    match detail {
        Detail::Object { kind, name, found } => object(*kind, name.as_deref(), *found, result),
        Detail::Time { .. }
        | Detail::WithinLeeway { .. }
        | Detail::NoClock { .. }
        | Detail::TimeMissing
        | Detail::ExpiryMissing
        | Detail::TimeUnreadable
        | Detail::IssuedAtIgnored
        | Detail::LegacyTimes { .. }
        | Detail::Stale { .. }
        | Detail::NotStale { .. } => time(check, detail, result).into(),
        Detail::AudienceFits { .. }
        | Detail::NoAudience
        | Detail::NoAudienceElsewhere
        | Detail::AudienceForeign { .. }
        | Detail::AudienceToAsk => audience(detail, result),
        Detail::IssuerOfLegacy
        | Detail::IssuerListed { .. }
        | Detail::IssuerNotListed { .. }
        | Detail::IssuerToAsk { .. }
        | Detail::IssuerMissing
        | Detail::IssuerNotLegacy
        | Detail::IssuerOfBound
        | Detail::NotServiceAccount { .. } => issuer(detail, result),
        Detail::KeyIdIgnored
        | Detail::NoKeyId
        | Detail::KeyGiven
        | Detail::KeyNotGiven
        | Detail::KeyUnderOtherId
        | Detail::KeyToAsk { .. }
        | Detail::Signed
        | Detail::KeyDidNotSign
        | Detail::NotSigned
        | Detail::SignatureToCheck
        | Detail::AlgorithmRefused { .. }
        | Detail::AlgorithmMissing
        | Detail::AlgorithmUnusual { .. }
        | Detail::CriticalParameter
        | Detail::CriticalNotTexts
        | Detail::CriticalAccepted
        | Detail::Unsigned
        | Detail::SignatureLength => signature(detail),
        _ => form_and_claims(detail, result),
    }
}

fn form_and_claims(detail: &Detail, result: StepResult) -> Text {
    match detail {
        Detail::Intact => "Three parts of base64url, with JSON in the first two.".into(),
        Detail::NotCanonical => "Unused bits of base64url are set. The API server encodes the parts again before it verifies, so it accepts that; strict verifiers reject it.".into(),
        Detail::CutOff => "This copy is cut off, and the API server rejects it as it is. The checks below are about the whole token.".into(),
        Detail::SignatureRemoved => "The signature was taken out of this copy, and the API server rejects it as it is. The checks below are about the whole token.".into(),
        Detail::OnlyClaims => "These are only the claims. The checks below are about the token that they come from.".into(),
        Detail::Encrypted => "The token is encrypted. The API server reads only signed ones.".into(),
        Detail::JsonForm => "The token is in the JSON form. The API server reads only the compact one.".into(),
        Detail::Malformed => "The API server cannot decode it, so it does not recognize it as its own.".into(),
        Detail::HeaderUndecodable { parameter } => format!("The API server cannot decode the header parameter {}, so it does not recognize the token as its own.", quoted(parameter)).into(),
        Detail::LinesJoined { is_legacy: false } => "You pasted the token on several lines, and this tool joined them. Inside a bound token, the API server ignores line breaks but not blanks; strict verifiers reject both.".into(),
        Detail::LinesJoined { .. } => "You pasted the token on several lines, and this tool joined them. With line breaks inside, it differs from the token in the Secret, and by default the API server rejects it.".into(),
        Detail::BlanksRemoved => "You pasted the token with blanks inside, and this tool removed them. In a request, the API server reads a token only up to the first blank, and then rejects it.".into(),
        Detail::TypesFit => "All claims have the JSON types that the API server expects.".into(),
        Detail::TimeNotNumber { claim } => format!("{} is not a number.", quoted(claim)).into(),
        Detail::TimeTooLarge { claim } => format!("{} is a number that is too large for the API server to decode.", quoted(claim)).into(),
        Detail::TimeNull { claim } => format!("{} is `null`, and before 1.27 the API server accepts only a number there.", quoted(claim)).into(),
        Detail::DuplicateSkipped { claim } => format!("All claims have the JSON types that the API server expects. {} appears twice in a part that the API server does not read, so it accepts that; strict parsers reject the token.", quoted(claim)).into(),
        Detail::WrongType { claim } => format!("{} does not have the JSON type that the API server expects.", quoted(claim)).into(),
        Detail::Duplicate { claim } => format!("{} appears twice. Some verifiers take the last one; the API server rejects the token.", quoted(claim)).into(),
        Detail::ClaimsThere => "All claims of a legacy token are there.".into(),
        Detail::ClaimMissing => "A claim that every legacy token has is missing or empty.".into(),
        Detail::SubjectFits => "`sub` and the other claims name the same ServiceAccount.".into(),
        Detail::SubjectDiffers if result == StepResult::Unknown => "There is no `sub` here to compare with the other claims.".into(),
        Detail::SubjectDiffers => "`sub` and the other claims do not name the same ServiceAccount.".into(),
        Detail::SubjectNotAName => "`sub` and the other claims agree, but no namespace or ServiceAccount can have such a name.".into(),
        Detail::SubjectIgnored => "The API server takes the account from `kubernetes.io` and does not read `sub`. OpenID verifiers usually take it from `sub`.".into(),
        Detail::LookupOff => "With `--service-account-lookup=false`, the API server looks up no Secret and no ServiceAccount for a legacy token: deleting them does not revoke it.".into(),
        Detail::NodesKnown => "The API server accepts tokens that are bound to a Node.".into(),
        Detail::NodesGated => "Kubernetes 1.29 accepts tokens that are bound to a Node only with a feature gate.".into(),
        Detail::NodesIgnored => "Before 1.29, the API server does not read `node` and looks up no Node.".into(),
        Detail::SecretHasToken => "You say that the Secret contains this token.".into(),
        Detail::SecretHasOther => "You say that the Secret contains another token. The API server compares them byte by byte.".into(),
        Detail::SecretNotCanonical => "The API server compares this token with that of the Secret byte by byte, and Kubernetes never sets unused bits of base64url.".into(),
        Detail::SecretRecreated => "A recreated Secret may contain this token again: Kubernetes issues the same one if the key is an RSA key, and a backup restores it. It must contain exactly this token.".into(),
        Detail::SecretToCompare => "The Secret must contain exactly this token.".into(),
        Detail::NotMarked => "You say that the Secret does not have the label.".into(),
        Detail::Marked => "You say that the Secret has the label `kubernetes.io/legacy-token-invalid-since`.".into(),
        Detail::MarkToAsk => "The Secret must not have the label `kubernetes.io/legacy-token-invalid-since`. By default, Kubernetes sets it on automatic Secrets after a year without use.".into(),
        Detail::MarkIgnored => "Before 1.29, the API server ignores the label `kubernetes.io/legacy-token-invalid-since`, unless 1.28 has the feature gate `LegacyServiceAccountTokenCleanUp` on.".into(),
        _ => Text::default(),
    }
}

fn issuer(detail: &Detail, result: StepResult) -> Text {
    match detail {
        Detail::IssuerOfLegacy => "Every API server accepts this issuer of legacy tokens. Most OpenID verifiers reject it, because it is not a URL.".into(),
        Detail::IssuerListed { issuer } => format!("{} is one of the issuers that you entered.", quoted(issuer)).into(),
        Detail::IssuerNotListed { issuer } => format!("{} is not one of the issuers that you entered, so the API server leaves the token to its other authenticators, such as OpenID Connect.", quoted(issuer)).into(),
        Detail::IssuerToAsk { issuer } => format!("The API server's `--service-account-issuer` must list {}. It does in the cluster that issued the token, unless its configuration changed since.", quoted(issuer)).into(),
        Detail::IssuerMissing if result == StepResult::Unknown => "`iss` cannot be read in this copy.".into(),
        Detail::IssuerMissing => "The token has no `iss` that is a string, so the API server does not recognize it as its own.".into(),
        Detail::IssuerOfBound => "A legacy token has the `iss` `kubernetes/serviceaccount`. With this `iss`, the API server reads the token as a bound one and finds no ServiceAccount in it.".into(),
        Detail::IssuerNotLegacy => "A legacy token has the `iss` `kubernetes/serviceaccount`, and this one has another.".into(),
        _ => "It does not have the claims of a service account token.".into(),
    }
}

fn signature(detail: &Detail) -> Text {
    match detail {
        Detail::KeyIdIgnored => "Before 1.31, the API server ignores `kid` and tries all its keys.".into(),
        Detail::NoKeyId => "Without a `kid`, the API server tries all its keys.".into(),
        Detail::KeyGiven => "One of the keys that you gave has this `kid`.".into(),
        Detail::KeyNotGiven => "None of the keys that you gave has this `kid`. The API server rejects the token unless it lists a key under this `kid`.".into(),
        Detail::KeyUnderOtherId => "A key that you gave signed this token, but its own `kid` is another. The API server must list it under the token's `kid`.".into(),
        Detail::KeyToAsk { key_id } => format!("The API server must have a key with the id {}. Paste its public keys under \"Signature\" to check that here.", quoted(key_id)).into(),
        Detail::Signed => "One of the keys that you gave signed this token.".into(),
        Detail::KeyDidNotSign => "You gave a key with this `kid`, and it did not sign this token: the token was changed or cut, or its `kid` was copied.".into(),
        Detail::NotSigned => "None of the keys that you gave signed this token: it was changed or cut, or the API server's keys are others.".into(),
        Detail::SignatureToCheck => "The signature is not verified yet. Paste the public keys of the API server under \"Signature\".".into(),
        Detail::AlgorithmRefused { algorithm } => format!("No key of an API server verifies {}.", quoted(algorithm)).into(),
        Detail::AlgorithmMissing => "The header has no `alg`.".into(),
        Detail::AlgorithmUnusual { algorithm } => format!("Kubernetes does not sign with {}. The API server verifies it if it has a key of the right type; verifiers with a list of algorithms may reject it.", quoted(algorithm)).into(),
        Detail::CriticalParameter => "The header demands an extension (`crit`), and the API server knows none that a JWT may use.".into(),
        Detail::CriticalNotTexts => "`crit` in the header is not a list of strings, and the API server cannot decode it.".into(),
        Detail::CriticalAccepted => "`crit` in the header is empty or names only `b64`. The API server accepts that; strict verifiers reject it.".into(),
        Detail::Unsigned => "The signature is empty.".into(),
        _ => "No key for its algorithm makes a signature of this length.".into(),
    }
}

fn audience(detail: &Detail, result: StepResult) -> Text {
    match detail {
        Detail::AudienceFits { audience, because } => {
            let audience = quoted(audience);
            match because {
                AudienceBecause::Requested => format!("The TokenReview asks for {audience}."),
                AudienceBecause::Given => {
                    format!("{audience} is one of the API server's audiences that you entered.")
                }
                AudienceBecause::Default => format!(
                    "{audience} is the issuer. The API server's audiences are its issuers, unless `--api-audiences` is set."
                ),
            }
            .into()
        }
        Detail::NoAudience => "Without `aud`, the API server treats the token as meant for itself. Most OpenID verifiers reject it.".into(),
        Detail::NoAudienceElsewhere if result == StepResult::Unknown => "Without `aud`, the API server treats the token as meant for itself. The TokenReview must ask for one of its audiences.".into(),
        Detail::NoAudienceElsewhere => "Without `aud`, the API server treats the token as meant for itself, and the TokenReview asks for none of its audiences.".into(),
        Detail::AudienceForeign { because: AudienceBecause::Requested } => {
            "The TokenReview asks for none of the token's audiences.".into()
        }
        Detail::AudienceForeign { because: AudienceBecause::Given } => {
            "None of the token's audiences is among those of the API server that you entered.".into()
        }
        Detail::AudienceForeign { .. } => {
            "The token is for another recipient, unless the API server's `--api-audiences` lists one of its audiences.".into()
        }
        _ => "The API server's `--api-audiences` must list an audience of the token. By default, its audiences are its issuers.".into(),
    }
}

fn time(check: Check, detail: &Detail, result: StepResult) -> String {
    let claim = match check {
        Check::NotBefore => "nbf",
        Check::IssuedAt => "iat",
        Check::WarnAfter => "warnafter",
        _ => "exp",
    };
    match detail {
        Detail::Time { at, now } => {
            let distance = roughly(at.saturating_sub(*now));
            let side = if at > now { format!("in {distance}") } else { format!("{distance} ago") };
            let side = if at == now { "now".to_owned() } else { side };
            let leeway = match result {
                StepResult::Failed => ", more than the 60 seconds that the API server allows",
                _ => "",
            };
            format!("`{claim}` is {}: {side}{leeway}.", utc(*at))
        }
        Detail::WithinLeeway { at, .. } => format!(
            "`{claim}` is {}. The API server lets clocks differ by 60 seconds and still accepts it; verifiers without leeway reject it.",
            utc(*at)
        ),
        Detail::NoClock { at } => {
            format!("`{claim}` is {}. No time is set here to compare it with.", utc(*at))
        }
        Detail::ExpiryMissing => {
            "The token has no `exp`. Before 1.27, the API server treats that as expired.".to_owned()
        }
        Detail::TimeMissing if check == Check::NotBefore => {
            "The token has no `nbf`, and the API server does not require it.".to_owned()
        }
        Detail::TimeMissing => format!(
            "The token has no `{claim}`, and the API server does not require it. Many OpenID verifiers do."
        ),
        Detail::TimeUnreadable => format!("This tool cannot read a time in `{claim}`."),
        Detail::IssuedAtIgnored => "Before 1.27, the API server does not check `iat`.".to_owned(),
        Detail::LegacyTimes { has_expiry: true } => "The API server ignores the `exp` of a legacy token; OpenID verifiers do not.".to_owned(),
        Detail::LegacyTimes { .. } => "A legacy token has no `exp`, and the API server requires none. Many OpenID verifiers reject it for that.".to_owned(),
        Detail::Stale { since } => format!(
            "`warnafter` was {}. The API server still accepts the token and records it as stale in its audit log and metrics.",
            utc(*since)
        ),
        Detail::NotStale { at } => {
            format!("The API server does not record the token as stale before {}.", utc(*at))
        }
        _ => String::new(),
    }
}

fn object(kind: ObjectKind, name: Option<&str>, found: Found, result: StepResult) -> Text {
    let kind = kind.as_str();
    let named = match name {
        Some(name) => format!("{kind} {}", quoted(name)),
        None => kind.to_owned(),
    };
    match (found, result) {
        (Found::NameMissing, _) => format!("The token does not name a {kind} to look up.").into(),
        (Found::NameImpossible, _) => {
            format!("No {kind} can have the name {}.", quoted(name.unwrap_or_default())).into()
        }
        (Found::NamespaceMissing, _) => {
            format!("The token does not name the namespace of the {named}.").into()
        }
        (Found::NamespaceImpossible, _) => {
            format!("The token names a namespace for the {named}, but no namespace can have such a name.").into()
        }
        (Found::UidMissing, _) => format!("The token does not have the uid of the {kind}.").into(),
        (Found::Exists, _) => format!("You say that the {named} exists.").into(),
        (Found::Gone, _) => format!("You say that the {named} was deleted.").into(),
        (Found::Recreated, _) => {
            format!("You say that the {named} was deleted and created again: the new one has another uid.").into()
        }
        (Found::Terminating { at_once: true }, _) => format!("You say that the {named} is being deleted. The API server rejects legacy tokens as soon as that object has a `deletionTimestamp`, even while it still exists.").into(),
        (Found::Terminating { .. }, _) => format!("You say that the {named} is being deleted. The API server rejects its tokens a minute after its `deletionTimestamp`, even while the object still exists.").into(),
        (Found::ToAsk, _) => format!("Only the cluster knows the state of the {named}.").into(),
    }
}

/// Returns what makes a check pass.
pub(super) fn fix(fix: Fix) -> &'static str {
    match fix {
        Fix::CopyWhole => "Copy the token again, whole and unchanged.",
        Fix::SendCompact => "Send the compact form: three parts with dots between them.",
        Fix::UseOwnToken => {
            "Use a token that this cluster issued. After a change of the issuer, keep the old one as a second `--service-account-issuer` (since 1.22)."
        }
        Fix::AddKey => {
            "Get a new token. If that fails too, add the public key of its signer to `--service-account-key-file` of every API server."
        }
        Fix::NewToken => "Get a new token: `kubectl -n NAMESPACE create token SERVICEACCOUNT`.",
        Fix::AudienceOfApiServer => {
            "For the API server, get a token without `--audience`. To check this one, create a TokenReview with its audience."
        }
        Fix::AudiencesOfReview => {
            "Set `spec.audiences` of the TokenReview to an audience of the token. If the token has none, leave it out."
        }
        Fix::RereadFile => {
            "In a Pod, read the token file again: the kubelet updates it, except in a `subPath` mount. Elsewhere, get a new token."
        }
        Fix::CompareClocks => "Compare the clocks of the API servers, then get a new token.",
        Fix::TokenOfNewAccount => {
            "Recreate the ServiceAccount if it is gone. Restart the Pods that use it, and create new tokens for other clients."
        }
        Fix::TokenOfNewObject => {
            "Get a token that is bound to an object that exists. In a Pod, read its own token file."
        }
        Fix::ReadSecret => "Read the token from the Secret again.",
        Fix::Unmark => {
            "Move to tokens of the TokenRequest API. An administrator can remove the label to allow this one for now; ask why it is there first."
        }
        Fix::UpdateServer => {
            "Update the API server to 1.30 or later, or switch the feature gate `ServiceAccountTokenNodeBindingValidation` on."
        }
    }
}
