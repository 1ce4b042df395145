//! Compares a token with the document that it is in.

use std::collections::BTreeSet;

use crate::claims::{Claim, ObjectRef};
use crate::document::{About, Place, SecretField, Statement};
use crate::facts::findings::{DocumentFinding, Finding};
use crate::facts::reading::Reading;
use crate::facts::vocabulary::Kind;
use crate::text::rfc3339;

/// The API server reads the clock twice when it issues a token, so two times that mean the same may
/// differ by some seconds (kubernetes/kubernetes pkg/registry/core/serviceaccount/storage/token.go).
const CLOCK_SECONDS: i64 = 60;

pub(super) fn documents(reading: &Reading<'_>, kind: Kind, found: &mut Vec<Finding>) {
    let Some(place) = reading.document.place else { return };
    if place.last_applied {
        found.push(DocumentFinding::SecondCopy.into());
    }
    let is_base64 = place.is_base64();
    match place.field {
        Some(SecretField::StringData) if is_base64 && place.steps.len() == 1 => {
            found.push(DocumentFinding::StringDataEncoded.into());
        }
        Some(SecretField::Data) if !is_base64 => {
            found.push(DocumentFinding::DataNotEncoded.into());
        }
        _ => {}
    }
    for statement in &place.statements {
        let finding = match statement.about {
            About::InvalidSince | About::LastUsed | About::Created => {
                is_own_secret(reading, kind, place).then(|| of_secret(statement)).flatten()
            }
            _ => compare(reading, kind, place, statement),
        };
        found.extend(finding.map(Finding::from));
    }
    if let Some(certificate) = &place.certificate {
        found.push(DocumentFinding::ClusterCertificate(certificate.clone()).into());
    }
    if let Some(login) = &place.login {
        found.push(DocumentFinding::KubeconfigContext(login.clone()).into());
    }
}

/// Returns true if nothing says that the Secret around a legacy token is another than its own.
fn is_own_secret(reading: &Reading<'_>, kind: Kind, place: &Place) -> bool {
    kind == Kind::Legacy
        && place
            .statements
            .iter()
            .filter(|said| matches!(said.about, About::Namespace | About::SecretName))
            .all(|said| {
                claimed(reading, kind, said.about).is_none_or(|claimed| claimed == said.texts)
            })
}

/// Returns what the labels and the age of a Secret say about the token that it was made for.
fn of_secret(statement: &Statement) -> Option<DocumentFinding> {
    let (text, range) = (statement.text(), statement.range.clone());
    match statement.about {
        About::InvalidSince => Some(DocumentFinding::MarkedInvalid { since: text.into(), range }),
        About::LastUsed => Some(DocumentFinding::LastUsed { day: text.into(), range }),
        About::Created => Some(DocumentFinding::SecretCreated { at: rfc3339::parse(text)?, range }),
        _ => None,
    }
}

fn compare(
    reading: &Reading<'_>,
    kind: Kind,
    place: &Place,
    statement: &Statement,
) -> Option<DocumentFinding> {
    let (about, range) = (statement.about, statement.range.clone());
    let accepted = statement.text() == "true";
    match about {
        About::Expiration => expiration(reading, place, statement),
        About::Authenticated => {
            let error = place.statements.iter().find(|said| said.about == About::ReviewError);
            let error = error.map(|said| said.text().to_owned());
            Some(DocumentFinding::Reviewed { accepted, error, range })
        }
        _ => {
            let (said, claimed) = (statement.texts.clone(), claimed(reading, kind, about)?);
            // The order of audiences means nothing. A review names those that were asked for.
            let (one, other): (BTreeSet<_>, _) = (said.iter().collect(), claimed.iter().collect());
            let differs = match about {
                About::ReviewedAudiences => !one.is_subset(&other),
                _ => one != other,
            };
            let hides = claimed.iter().any(|text| reading.jose.payload.hides(text));
            (differs && !hides).then_some(DocumentFinding::Mismatch { about, said, claimed, range })
        }
    }
}

/// Returns what the token itself says.
fn claimed(reading: &Reading<'_>, kind: Kind, about: About) -> Option<Vec<String>> {
    let claims = reading.claims;
    let legacy = kind == Kind::Legacy;
    let nested = claims.kubernetes.as_ref();
    let of_account =
        |part: fn(&ObjectRef) -> &Option<Claim<String>>| nested?.service_account.as_ref().map(part);
    let bound = || {
        let nested = nested?;
        let objects = [&nested.pod, &nested.secret, &nested.node_ref];
        let webhooks = [&nested.validating_webhook, &nested.mutating_webhook];
        objects.into_iter().chain(webhooks).flatten().next()
    };
    let claim = match about {
        About::Namespace if legacy => claims.legacy.namespace.as_ref(),
        About::Namespace => nested?.namespace.as_ref(),
        About::AccountName if legacy => claims.legacy.service_account_name.as_ref(),
        About::AccountName => of_account(|account| &account.name)?.as_ref(),
        About::AccountUid if legacy => claims.legacy.service_account_uid.as_ref(),
        About::AccountUid => of_account(|account| &account.uid)?.as_ref(),
        About::SecretName => claims.legacy.secret_name.as_ref(),
        About::BoundName => bound()?.name.as_ref(),
        About::BoundUid => bound()?.uid.as_ref(),
        About::Username => claims.sub.as_ref(),
        About::Audiences | About::ReviewedAudiences => {
            return Some(claims.aud.as_ref()?.value.clone());
        }
        About::Expiration
        | About::Authenticated
        | About::ReviewError
        | About::InvalidSince
        | About::LastUsed
        | About::Created => None,
    }?;
    Some(vec![claim.value.clone()])
}

fn expiration(
    reading: &Reading<'_>,
    place: &Place,
    statement: &Statement,
) -> Option<DocumentFinding> {
    let range = statement.range.clone();
    let said = rfc3339::parse(statement.text())?;
    let exp = reading.claims.exp.as_ref()?.value.seconds?;
    let is_near = |time: i64| (time - said).abs() <= CLOCK_SECONDS;
    if is_near(exp) {
        return None;
    }
    let warn_after = reading.claims.warn_after().and_then(|time| time.value.seconds);
    if exp > said && warn_after.is_some_and(is_near) {
        return Some(DocumentFinding::ExpirationExtended { said, exp, range });
    }
    // A plug-in may tell kubectl to come back earlier.
    let plugin = place.object.as_ref().is_some_and(|object| object.is("ExecCredential"));
    (!plugin || exp < said).then_some(DocumentFinding::ExpirationDiffers { said, exp, range })
}
