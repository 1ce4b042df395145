//! What is compared of one token. Damaged and withheld values are left out: they could be anything.

use crate::claims::{Claim, ObjectRef};
use crate::facts::binding::ObjectKind;
use crate::facts::conclusions::Facts;
use crate::facts::cut::is_cut;
use crate::facts::reading::Reading;
use crate::facts::vocabulary::{BoundTo, Kind};
use crate::jose::json::Json;
use crate::jose::{Format, SignatureStatus};

/// One of the two tokens.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Compared<'a> {
    pub(crate) reading: &'a Reading<'a>,
    pub(crate) facts: &'a Facts,
}

/// The name and uid of an object.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Named<'a> {
    pub(super) name: Option<&'a str>,
    pub(super) uid: Option<&'a str>,
}

/// What is compared of one token.
#[derive(Clone, Debug)]
pub(super) struct Profile<'a> {
    pub(super) kind: Kind,
    pub(super) kid: Option<&'a str>,
    pub(super) issuer: Option<&'a str>,
    pub(super) subject: Option<&'a str>,
    pub(super) token_id: Option<&'a str>,
    pub(super) audiences: Option<&'a [String]>,
    pub(super) issued_at: Option<i64>,
    pub(super) lifetime: Option<i64>,
    pub(super) refreshed_after: Option<i64>,
    pub(super) extended: bool,
    pub(super) namespace: Option<&'a str>,
    pub(super) account: Named<'a>,
    /// None if it is unknown what the token is bound to.
    pub(super) binding: Option<Option<(ObjectKind, Named<'a>)>>,
    pub(super) is_decoded: bool,
    /// Some of the header or the claims may be missing.
    pub(super) is_damaged: bool,
    /// The same contents always get the same signature.
    pub(super) is_deterministic: bool,
    /// Its signature is there, and whole.
    pub(super) is_signed: bool,
}

impl<'a> Profile<'a> {
    pub(super) fn of(compared: Compared<'a>) -> Self {
        let Compared { reading, facts } = compared;
        let (jose, claims) = (reading.jose, reading.claims);
        let payload = &jose.payload;
        let is_service_account = matches!(facts.kind, Kind::Legacy | Kind::Bound);
        let is_decoded = jose.format == Some(Format::Decoded);
        let (namespace, account) = account(compared);
        let alg = jose.header_string("alg").unwrap_or_default();
        let is_whole =
            matches!(jose.format, Some(Format::Jws | Format::JwsJson)) && !jose.malformed;
        Self {
            kind: facts.kind,
            kid: header_string(&jose.header, "kid"),
            issuer: known(payload, claims.iss.as_ref()),
            subject: known(payload, claims.sub.as_ref()),
            token_id: known(payload, claims.jti.as_ref()),
            audiences: claims.aud.as_ref().map(|aud| aud.value.as_slice()),
            issued_at: facts.times.issued_at,
            lifetime: facts.times.lifetime_seconds,
            refreshed_after: facts.times.refresh_at.zip(facts.times.issued_at).map(|(a, b)| a - b),
            extended: facts.variant.as_ref().is_some_and(|variant| variant.extended),
            namespace,
            account,
            binding: if is_service_account { binding(compared) } else { None },
            is_decoded,
            is_damaged: jose.format == Some(Format::JwsTruncated)
                || jose.format == Some(Format::Jws) && jose.header.object().is_none()
                || jose.header.is_damaged()
                || jose.format != Some(Format::Jwe) && is_cut(payload),
            is_deterministic: alg.starts_with("RS") || alg.starts_with("HS"),
            is_signed: is_whole && jose.signature.status == SignatureStatus::NotChecked,
        }
    }

    pub(super) fn is_service_account(&self) -> bool {
        matches!(self.kind, Kind::Legacy | Kind::Bound)
    }
}

/// Returns a claim's text unless it is empty, damaged or withheld.
fn known<'a>(json: &Json, claim: Option<&'a Claim<String>>) -> Option<&'a str> {
    let claim = claim.filter(|claim| !json.is_unknown(claim.node))?;
    Some(claim.value.as_str()).filter(|text| !text.is_empty())
}

fn header_string<'a>(header: &'a Json, name: &str) -> Option<&'a str> {
    let node = header.member(header.object()?, name).filter(|&node| !header.is_unknown(node))?;
    header[node].value.as_deref().filter(|text| !text.is_empty())
}

/// Returns the namespace and the account, from where the token's validator reads them.
fn account<'a>(Compared { reading, facts }: Compared<'a>) -> (Option<&'a str>, Named<'a>) {
    let payload = &reading.jose.payload;
    let known = |claim| known(payload, claim);
    match (facts.kind, &reading.claims.kubernetes) {
        (Kind::Legacy, _) => {
            let legacy = &reading.claims.legacy;
            let name = known(legacy.service_account_name.as_ref());
            let uid = known(legacy.service_account_uid.as_ref());
            (known(legacy.namespace.as_ref()), Named { name, uid })
        }
        (Kind::Bound, Some(kubernetes)) => {
            let account = kubernetes.service_account.as_ref();
            let named = account.map(|account| named(payload, account)).unwrap_or_default();
            (known(kubernetes.namespace.as_ref()), named)
        }
        _ => (None, Named::default()),
    }
}

fn binding<'a>(compared: Compared<'a>) -> Option<Option<(ObjectKind, Named<'a>)>> {
    let Compared { reading, facts } = compared;
    let payload = &reading.jose.payload;
    if facts.kind == Kind::Legacy {
        let name = known(payload, reading.claims.legacy.secret_name.as_ref());
        return Some(Some((ObjectKind::Secret, Named { name, uid: None })));
    }
    let bound_to = facts.variant.as_ref()?.bound_to?;
    if bound_to == BoundTo::None {
        return Some(None);
    }
    let kubernetes = reading.claims.kubernetes.as_ref()?;
    let kind = *facts.object_kinds.first()?;
    let object = match kind {
        ObjectKind::Pod => &kubernetes.pod,
        ObjectKind::Secret => &kubernetes.secret,
        ObjectKind::Node => &kubernetes.node_ref,
        ObjectKind::ValidatingWebhookConfiguration => &kubernetes.validating_webhook,
        ObjectKind::MutatingWebhookConfiguration => &kubernetes.mutating_webhook,
        ObjectKind::ServiceAccount => &None,
    };
    Some(Some((kind, named(payload, object.as_ref()?))))
}

fn named<'a>(payload: &Json, object: &'a ObjectRef) -> Named<'a> {
    Named { name: known(payload, object.name.as_ref()), uid: known(payload, object.uid.as_ref()) }
}
