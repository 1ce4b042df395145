//! The sentences of the five status rows.

use std::fmt::Write;

use super::*;

/// Rows of which a test changes one.
fn calm() -> Rows {
    fn row<T>(says: T) -> TypedRow<T> {
        TypedRow { state: RowState::Usual, says }
    }
    Rows {
        kind: row(KindRow::Unreadable),
        time: row(TimeRow::Unsaid),
        audience: row(AudienceRow::Unsaid),
        structure: row(StructureRow::Unreadable),
        signature: row(SignatureRow::None),
    }
}

fn row(text: &mut String, rows: &Rows, index: usize) {
    let Row { words, why, .. } = super::super::rows::rows(rows).swap_remove(index);
    writeln!(text, "{words} | {why}").unwrap();
}

pub(super) fn kind_rows(text: &mut String) {
    let pod = || object(ObjectKind::Pod);
    for says in [
        KindRow::Unreadable,
        KindRow::Unsaid,
        KindRow::UnreadClaims,
        KindRow::NotForAccount(NotForAccount::Encrypted),
        KindRow::NotForAccount(NotForAccount::Incomplete),
        KindRow::NotForAccount(NotForAccount::SubjectOnly),
        KindRow::NotForAccount(NotForAccount::NoClaims),
        KindRow::Legacy { secret: None },
        KindRow::Legacy { secret: Some("web".to_owned()) },
        KindRow::BothShapes,
        KindRow::TwoBindings,
        KindRow::BoundToUnsaid,
        KindRow::BoundToNoObject,
        KindRow::BoundToNothing,
        KindRow::Webhook,
        KindRow::BoundToIncomplete(pod()),
        KindRow::BoundTo(pod()),
    ] {
        let mut rows = calm();
        rows.kind.says = says;
        row(text, &rows, 0);
    }
}

pub(super) fn time_rows(text: &mut String) {
    let exp = Exp { at: AT, in_milliseconds: false };
    let (warn_after, left) = (AT, 7200);
    for says in [
        TimeRow::Expired { exp, ago: 0, accepted_until: Some(AT) },
        TimeRow::Expired { exp, ago: 60, accepted_until: None },
        TimeRow::NotYetActive { exp, not_before: AT, ahead: 60 },
        TimeRow::Overdue { exp, warn_after, ago: 60, left },
        TimeRow::Due { exp, warn_after, ahead: 0, left },
        TimeRow::Due { exp, warn_after, ahead: 60, left },
        TimeRow::Active { exp, left, odd_warn_after: true },
        TimeRow::Active { exp: Exp { in_milliseconds: true, ..exp }, left, odd_warn_after: false },
        TimeRow::NoClock { expires_at: AT, warn_after: None },
        TimeRow::NoClock { expires_at: AT, warn_after: Some(AT) },
        TimeRow::LegacyExpIgnored,
        TimeRow::Legacy,
        TimeRow::ClaimsUnread,
        TimeRow::ExpUnreadable,
        TimeRow::Unsaid,
        TimeRow::BoundWithoutExp,
        TimeRow::NoExp,
    ] {
        let mut rows = calm();
        rows.time.says = says;
        row(text, &rows, 1);
    }
}

pub(super) fn audience_rows(text: &mut String) {
    for says in [
        AudienceRow::ClaimsUnread,
        AudienceRow::Unsaid,
        AudienceRow::None,
        AudienceRow::LegacyNone,
        AudienceRow::BoundNone,
        AudienceRow::Claimed(recipients()),
        AudienceRow::ApiServer(OwnAudience::OfWebhookToken),
        AudienceRow::ApiServer(OwnAudience::OfLegacyToken),
        AudienceRow::ApiServer(OwnAudience::Issuer),
        AudienceRow::ApiServer(OwnAudience::Given),
        AudienceRow::ApiServer(OwnAudience::Extended),
        AudienceRow::ApiServer(OwnAudience::Usual),
        AudienceRow::Webhooks,
        AudienceRow::Webhook(recipients()),
        AudienceRow::Foreign(recipients()),
        AudienceRow::Unrecognized(recipients()),
        AudienceRow::Mixed,
    ] {
        let mut rows = calm();
        rows.audience.says = says;
        row(text, &rows, 2);
    }
}

pub(super) fn structure_and_signature_rows(text: &mut String) {
    let first = || crate::jose::Finding::Redacted.into();
    for says in [
        StructureRow::CutOff(None),
        StructureRow::CutOff(Some(first())),
        StructureRow::Errors { count: 2, first: first() },
        StructureRow::Warnings { count: 1, first: first() },
        StructureRow::Unreadable,
        StructureRow::NoReleaseFits,
        StructureRow::AsKubernetesWrites,
        StructureRow::AsApiServerWrites,
        StructureRow::Decoded,
        StructureRow::LeftOut(first()),
        StructureRow::Misused(first()),
        StructureRow::Noticed(first()),
        StructureRow::WellFormed(None),
        StructureRow::WellFormed(Some(Format::JwsJson)),
        StructureRow::WellFormed(Some(Format::Jwe)),
        StructureRow::WellFormed(Some(Format::JwsRedacted)),
        StructureRow::WellFormed(Some(Format::Unsecured)),
    ] {
        let mut rows = calm();
        rows.structure.says = says;
        row(text, &rows, 3);
    }
    let hint = || Some("RSA-2048".into());
    let (cluster, legacy, issuer) = (Keys::Cluster, Keys::OfLegacyToken, Keys::Issuer);
    for says in [
        SignatureRow::TokenUnread,
        SignatureRow::Encrypted,
        SignatureRow::Decoded,
        SignatureRow::Redacted,
        SignatureRow::BreaksOff,
        SignatureRow::None,
        SignatureRow::CutOff { bytes: 9 },
        SignatureRow::WrongLength(first()),
        SignatureRow::NotChecked { bytes: Some(256), key_hint: hint(), keys: cluster },
        SignatureRow::NotChecked { bytes: Some(256), key_hint: hint(), keys: legacy },
        SignatureRow::NotChecked { bytes: Some(9), key_hint: None, keys: issuer },
        SignatureRow::NotChecked { bytes: None, key_hint: None, keys: issuer },
    ] {
        let mut rows = calm();
        rows.signature.says = says;
        row(text, &rows, 4);
    }
}
