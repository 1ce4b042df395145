//! The five status rows.

use super::evidence;
use super::findings::sentences;
use super::names::{object, recipients_briefly};
use crate::facts::RowName;
use crate::facts::Seen;
use crate::facts::advice::{
    AudienceRow, Exp, Keys, KindRow, NotForAccount, OwnAudience, Rows, SignatureRow, StructureRow,
    TimeRow,
};
use crate::jose::Format;
use crate::text::Text;
use crate::text::calendar::{counted, roughly, utc};
use crate::text::quote::quoted;
use crate::words::advice;

/// Returns the rows, in their order.
pub(crate) fn rows(rows: &Rows) -> Vec<advice::Row> {
    let row = |name, state, (words, why): (Text, Text)| advice::Row { name, state, words, why };
    vec![
        row(RowName::Kind, rows.kind.state, kind(&rows.kind.says)),
        row(RowName::Time, rows.time.state, time(&rows.time.says)),
        row(RowName::Audience, rows.audience.state, audience(&rows.audience.says)),
        row(RowName::Structure, rows.structure.state, structure(&rows.structure.says)),
        row(RowName::Signature, rows.signature.state, signature(&rows.signature.says)),
    ]
}

/// Why a row is unknown for a token that is cut off or damaged.
const UNSAID: &str = "the readable claims do not say";

const CLAIMS_UNREAD: &str = "the claims could not be read";

fn kind(row: &KindRow) -> (Text, Text) {
    match row {
        KindRow::Unreadable => {
            ("unreadable".into(), "neither the header nor the claims decode".into())
        }
        KindRow::Unsaid => ("unknown".into(), UNSAID.into()),
        KindRow::UnreadClaims => ("unknown".into(), CLAIMS_UNREAD.into()),
        KindRow::NotForAccount(why) => {
            ("not a service account token".into(), not_for_account(*why).into())
        }
        KindRow::Legacy { secret } => {
            let words = match secret {
                Some(name) => format!("legacy, from Secret {}", quoted(name)).into(),
                None => "legacy, from a Secret".into(),
            };
            (words, "claims named `kubernetes.io/serviceaccount/…`".into())
        }
        KindRow::BothShapes => (
            "bound and legacy at once".into(),
            "no Kubernetes component writes both kinds of claims".into(),
        ),
        KindRow::TwoBindings => (
            "bound to several objects".into(),
            "Kubernetes binds a token to one object at most".into(),
        ),
        KindRow::BoundToUnsaid => ("bound, object unknown".into(), UNSAID.into()),
        KindRow::BoundToNoObject => {
            ("bound, object unknown".into(), "what it names is not a JSON object".into())
        }
        KindRow::BoundToNothing => (
            "bound, tied only to its ServiceAccount".into(),
            "`kubernetes.io` names no Pod, Secret or Node".into(),
        ),
        KindRow::Webhook => (
            "for an admission webhook".into(),
            "`kubernetes.io` names a webhook configuration (Kubernetes 1.37, alpha)".into(),
        ),
        KindRow::BoundToIncomplete(bound_to) => (
            format!("bound to {}", object(bound_to)).into(),
            "its name or uid is missing, and the API server checks both".into(),
        ),
        KindRow::BoundTo(bound_to) => {
            (format!("bound to {}", object(bound_to)).into(), "nested `kubernetes.io` claim".into())
        }
    }
}

fn not_for_account(why: NotForAccount) -> &'static str {
    match why {
        NotForAccount::Encrypted => "it is encrypted (JWE); Kubernetes only signs its tokens",
        NotForAccount::Incomplete => {
            "its `kubernetes.io` claim lacks the namespace or the ServiceAccount"
        }
        NotForAccount::SubjectOnly => "only its `sub` names a service account",
        NotForAccount::NoClaims => "it has no `kubernetes.io` claims",
    }
}

fn time(row: &TimeRow) -> (Text, Text) {
    match *row {
        TimeRow::Expired { exp, ago, accepted_until } => expired(exp, ago, accepted_until),
        TimeRow::NotYetActive { exp, not_before, ahead } => (
            format!("becomes active in {}", roughly(ahead)).into(),
            format!("{}, {}", claim("nbf", not_before), self::exp(exp)).into(),
        ),
        TimeRow::Overdue { exp, warn_after, ago, left } => (
            format!("refresh was due {} ago, expires in {}", roughly(ago), roughly(left)).into(),
            format!("{}, {}", claim("warnafter", warn_after), self::exp(exp)).into(),
        ),
        TimeRow::Due { exp, warn_after, ahead, left } => due(exp, warn_after, ahead, left),
        TimeRow::Active { exp, left, odd_warn_after } => {
            if exp.in_milliseconds {
                return ("in milliseconds".into(), self::exp(exp).into());
            }
            let odd = match odd_warn_after {
                true => "; its `warnafter` is not that of an extension",
                false => "",
            };
            (
                format!("expires in {}", roughly(left)).into(),
                format!("{}{odd}", self::exp(exp)).into(),
            )
        }
        TimeRow::NoClock { expires_at, warn_after } => no_clock(expires_at, warn_after),
        TimeRow::ClaimsUnread => ("unknown".into(), CLAIMS_UNREAD.into()),
        TimeRow::ExpUnreadable => {
            ("unknown".into(), "`exp` is not a time that can be shown".into())
        }
        TimeRow::Unsaid => ("unknown".into(), UNSAID.into()),
        TimeRow::BoundWithoutExp => {
            ("no expiry".into(), "`exp` is missing, and every bound token has one".into())
        }
        TimeRow::NoExp => {
            ("no expiry".into(), "`exp` is missing; RFC 7519 makes it optional".into())
        }
        TimeRow::LegacyExpIgnored => legacy_time("the API server ignores times in a legacy token"),
        TimeRow::Legacy => legacy_time("legacy tokens have no times"),
    }
}

fn expired(exp: Exp, ago: i64, accepted_until: Option<i64>) -> (Text, Text) {
    let words = match ago {
        0 => "expired just now".into(),
        ago => format!("expired {} ago", roughly(ago)).into(),
    };
    let end = self::exp(exp);
    let why = match accepted_until {
        Some(until) => {
            format!("{end}; its cluster's API server may accept it until {}", utc(until))
        }
        None => end,
    };
    (words, why.into())
}

fn due(exp: Exp, warn_after: i64, ahead: i64, left: i64) -> (Text, Text) {
    let due = match ahead {
        0 => "now".to_owned(),
        ahead => format!("within {}", roughly(ahead)),
    };
    (
        format!("refresh due {due}, expires in {}", roughly(left)).into(),
        format!("{}, {}", claim("warnafter", warn_after), self::exp(exp)).into(),
    )
}

fn no_clock(expires_at: i64, warn_after: Option<i64>) -> (Text, Text) {
    let words = match warn_after {
        Some(warn_after) => {
            format!("refresh due by {}, expires {}", utc(warn_after), utc(expires_at))
        }
        None => format!("expires {}", utc(expires_at)),
    };
    (words.into(), "there is no clock to compare it with".into())
}

fn legacy_time(why: &'static str) -> (Text, Text) {
    ("no expiry of its own".into(), why.into())
}

/// Names a time with its claim: "`exp` 2023-08-19 11:49:01 UTC".
fn claim(name: &str, seconds: i64) -> String {
    format!("`{name}` {}", utc(seconds))
}

fn exp(exp: Exp) -> String {
    let unit = match exp.in_milliseconds {
        true => {
            " if read as milliseconds; servers read it as seconds: tens of thousands of years ahead"
        }
        false => "",
    };
    format!("{}{unit}", claim("exp", exp.at))
}

fn audience(row: &AudienceRow) -> (Text, Text) {
    match row {
        AudienceRow::ClaimsUnread => ("unknown".into(), CLAIMS_UNREAD.into()),
        AudienceRow::Unsaid => ("unknown".into(), UNSAID.into()),
        AudienceRow::None => ("none".into(), "`aud` is missing or empty".into()),
        AudienceRow::LegacyNone => (
            "none".into(),
            "the API server treats legacy tokens as meant for itself; most other verifiers, such \
             as a cloud's STS, reject them"
                .into(),
        ),
        AudienceRow::BoundNone => {
            ("none".into(), "`aud` is missing or empty, and every bound token has one".into())
        }
        AudienceRow::Claimed(recipients) => {
            (recipients_briefly(recipients), "from `aud`; other recipients should reject it".into())
        }
        AudienceRow::ApiServer(own) => ("the API server".into(), own_audience(*own).into()),
        AudienceRow::Webhooks => {
            ("admission webhooks".into(), "the API server rejects webhook tokens".into())
        }
        AudienceRow::Webhook(recipients) => {
            (recipients_briefly(recipients), "the API server rejects webhook tokens".into())
        }
        AudienceRow::Foreign(recipients) => (
            recipients_briefly(recipients),
            match recipients.is_one() {
                true => "the API server rejects it, unless its `--api-audiences` lists this".into(),
                false => {
                    "the API server rejects it, unless its `--api-audiences` lists one of these"
                        .into()
                }
            },
        ),
        AudienceRow::Unrecognized(recipients) => (
            recipients_briefly(recipients),
            "perhaps the API server's own (`--api-audiences`); if not, it rejects the token".into(),
        ),
        AudienceRow::Mixed => {
            ("the API server and others".into(), "each recipient can use it at the others".into())
        }
    }
}

fn own_audience(own: OwnAudience) -> &'static str {
    match own {
        OwnAudience::OfWebhookToken => "Kubernetes issues no webhook token for it",
        OwnAudience::OfLegacyToken => {
            "legacy tokens have no audience, but the API server honors this one"
        }
        OwnAudience::Issuer => "its default: the same as the issuer",
        OwnAudience::Given => "one of the API audiences that you gave",
        OwnAudience::Extended => "from 1.24 on, only tokens for it are extended",
        OwnAudience::Usual => "a common default; the cluster decides",
    }
}

fn structure(row: &StructureRow) -> (Text, Text) {
    let message = |finding| sentences(finding).message;
    let no_fault = "no errors in encoding, JSON, header or claims";
    match row {
        StructureRow::CutOff(Some(finding)) => ("cut off".into(), message(finding)),
        StructureRow::CutOff(None) => ("cut off".into(), "part of it is missing".into()),
        StructureRow::Errors { count, first } => (counted(*count, "error").into(), message(first)),
        StructureRow::Warnings { count, first } => {
            (format!("readable, with {}", counted(*count, "warning")).into(), message(first))
        }
        StructureRow::Unreadable => {
            ("unreadable".into(), "the header or the claims do not decode to a JSON object".into())
        }
        StructureRow::NoReleaseFits => {
            ("matches no release".into(), evidence::text(&Seen::ReleasesContradict))
        }
        StructureRow::AsKubernetesWrites => ("as Kubernetes writes it".into(), no_fault.into()),
        StructureRow::AsApiServerWrites => ("as the API server writes it".into(), no_fault.into()),
        StructureRow::Decoded => {
            ("decoded claims".into(), "the token itself has three parts, joined by dots".into())
        }
        StructureRow::LeftOut(finding) => {
            ("whole, with other text left out".into(), message(finding))
        }
        StructureRow::Misused(finding) => ("whole, but used wrongly".into(), message(finding)),
        StructureRow::Noticed(finding) => ("well formed".into(), message(finding)),
        StructureRow::WellFormed(format) => ("well formed".into(), serialization(*format).into()),
    }
}

fn serialization(format: Option<Format>) -> &'static str {
    match format {
        Some(Format::JwsJson) => "the JSON serialization of a JWS, which the API server rejects",
        Some(Format::Jwe) => "the five parts of a JWE",
        Some(Format::JwsRedacted) => "three parts, with the signature removed",
        Some(Format::Unsecured) => "an unsecured JWS",
        Some(Format::Jws | Format::JwsTruncated | Format::Decoded) | None => {
            "the header and the claims decode"
        }
    }
}

fn signature(row: &SignatureRow) -> (Text, Text) {
    match row {
        SignatureRow::TokenUnread => ("not checked".into(), "the token could not be read".into()),
        SignatureRow::Encrypted => ("none".into(), "a JWE is encrypted, not signed".into()),
        SignatureRow::Decoded => {
            ("not here".into(), "only the token has one; decoded claims prove nothing".into())
        }
        SignatureRow::Redacted => {
            ("removed".into(), "removed on purpose, so this copy authenticates nowhere".into())
        }
        SignatureRow::BreaksOff => ("missing".into(), "the token is cut off before it".into()),
        SignatureRow::None => {
            ("none".into(), "nothing proves its claims; Kubernetes rejects unsigned tokens".into())
        }
        SignatureRow::CutOff { bytes } => (
            "cut off".into(),
            format!("only its first {} are left", counted(*bytes, "byte")).into(),
        ),
        SignatureRow::WrongLength(finding) => ("wrong length".into(), sentences(finding).message),
        SignatureRow::NotChecked { bytes, key_hint, keys } => {
            ("not checked".into(), unchecked(*bytes, key_hint.as_deref(), *keys))
        }
    }
}

fn unchecked(bytes: Option<usize>, key_hint: Option<&str>, keys: Keys) -> Text {
    let keys = match keys {
        Keys::OfLegacyToken => {
            "only the cluster's keys can verify it (kube-controller-manager signs legacy tokens)"
        }
        Keys::Cluster => "only the cluster's keys can verify it",
        Keys::Issuer => "only the issuer's keys can verify it",
    };
    match (bytes, key_hint) {
        (Some(bytes), Some(hint)) => format!("{bytes} bytes, like {hint}; {keys}").into(),
        (Some(bytes), None) => format!("{bytes} bytes; {keys}").into(),
        (None, _) => keys.into(),
    }
}
