//! What leads the article: the state of a token, then what it is.
//!
//! Both are facts of the report. The report's own headline has no time in it, because a report can be
//! made without a clock.

use service_account_token::report::{
    AudienceClass, BoundTo, Finding, FindingCode, Format, Kind, Open, Row, RowName, RowState,
    SignatureStatus, TimeStatus, Token,
};

use crate::text::heading as words;

/// Why a token cannot be used, or should not be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Standing {
    /// A part of it is missing.
    CutOff,
    /// Characters of it are wrong.
    Damaged,
    /// It has no signature.
    Unsigned,
    /// No API server accepts it.
    Rejected,
    /// It expired at this time, in Unix seconds.
    Expired(i64),
    /// It has not begun.
    NotActive,
    /// It should have been replaced at this time.
    Stale(i64),
}

/// What a token is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Subject<'a> {
    /// A token kept in the Secret of this name.
    OfSecret(&'a str),
    /// A token bound to an object of this name.
    BoundTo(BoundTo, &'a str),
    /// What the headline of the report says.
    Headline(&'a str),
}

/// The first line of an article.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Heading<'a> {
    /// What comes first; `None` for a token that may well work.
    pub standing: Option<Standing>,
    /// What it is.
    pub subject: Subject<'a>,
}

impl<'a> Heading<'a> {
    /// Returns the heading of a token.
    pub fn of(token: &'a Token) -> Self {
        let subject = subject(token);
        let standing = standing(token).filter(|one| !is_said(*one, subject, token.kind));
        Self { standing, subject }
    }

    /// Returns the heading in words at a time in Unix seconds, with names between backquotes.
    pub fn words(&self, now: i64) -> String {
        let subject = words::subject(self.subject);
        match self.standing {
            Some(standing) => words::joined(&words::standing(standing, now), &subject),
            None => subject,
        }
    }
}

/// Returns true if nothing is wrong with a token. That it is meant for others than the API server is as
/// usual as the opposite.
pub fn is_fine(token: &Token) -> bool {
    let is_calm = |row: &Row| {
        row.name == RowName::Audience || matches!(row.state, RowState::Usual | RowState::Unknown)
    };
    standing(token).is_none() && token.rows.iter().all(is_calm)
}

/// Returns true if the headline of the report says it already.
fn is_said(standing: Standing, subject: Subject<'_>, kind: Kind) -> bool {
    let is_headline = matches!(subject, Subject::Headline(_));
    let is_account = matches!(kind, Kind::Legacy | Kind::Bound);
    match standing {
        Standing::CutOff | Standing::Damaged => is_headline,
        Standing::Unsigned => is_headline && is_account,
        _ => false,
    }
}

/// Returns the most serious state that a token is in.
fn standing(token: &Token) -> Option<Standing> {
    if token.format == Some(Format::JwsTruncated) {
        return Some(Standing::CutOff);
    }
    if token.findings.iter().any(is_damage) {
        return Some(Standing::Damaged);
    }
    let is_unsigned = token.format == Some(Format::Unsecured)
        || (token.format == Some(Format::Jws) && token.signature.status == SignatureStatus::Absent);
    if is_unsigned {
        return Some(Standing::Unsigned);
    }
    // A token that is not for a service account need not be for an API server.
    if token.rejected && matches!(token.kind, Kind::Legacy | Kind::Bound) {
        return Some(Standing::Rejected);
    }
    let times = &token.times;
    match times.status {
        TimeStatus::Expired => times.expires_at.map(Standing::Expired),
        TimeStatus::NotYetValid => Some(Standing::NotActive),
        TimeStatus::Stale => times.warn_after.map(Standing::Stale),
        TimeStatus::NoExpiry | TimeStatus::Active | TimeStatus::Unknown => None,
    }
}

/// Returns true for a finding that says that characters of the token are wrong.
fn is_damage(finding: &Finding) -> bool {
    matches!(
        finding.code,
        Open::Known(
            FindingCode::SegmentCount
                | FindingCode::SegmentEmpty
                | FindingCode::Base64Character
                | FindingCode::Base64Length
                | FindingCode::Utf8Invalid
                | FindingCode::JsonSyntax
                | FindingCode::JsonNotObject
                | FindingCode::JsonTrailingText
        )
    )
}

/// Returns what a token is: by the name of its object if that says all, and otherwise by the report's
/// headline.
fn subject(token: &Token) -> Subject<'_> {
    named(token).unwrap_or(Subject::Headline(&token.headline))
}

fn named(token: &Token) -> Option<Subject<'_>> {
    let name = token.binding.as_ref()?.name.as_deref().filter(|name| is_kubernetes_name(name))?;
    let variant = token.variant.as_ref()?;
    let is_plain = token.format != Some(Format::Decoded)
        && matches!(variant.audience, AudienceClass::ApiServer | AudienceClass::None);
    match (token.kind, variant.bound_to) {
        _ if !is_plain => None,
        (Kind::Legacy, _) => Some(Subject::OfSecret(name)),
        (Kind::Bound, Some(bound_to @ (BoundTo::Pod | BoundTo::Secret | BoundTo::Node))) => {
            let is_usual = |row: &_| matches!(row, (RowName::Kind, RowState::Usual));
            let mut rows = token.rows.iter().map(|row| (row.name, row.state));
            rows.any(|row| is_usual(&row)).then_some(Subject::BoundTo(bound_to, name))
        }
        _ => None,
    }
}

/// Returns true for a name that an object can have, which hides and means nothing in a sentence.
fn is_kubernetes_name(name: &str) -> bool {
    let fits =
        |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit() || b"-.".contains(&byte);
    (1..=253).contains(&name.len()) && name.bytes().all(fits)
}

#[cfg(test)]
mod tests;
