//! What the advice asks about a token, concluded once.

use super::objects::{NameGiven, Object};
use super::recipients::{Checks, Recipients};
use crate::claims::Shape;
use crate::facts::binding::ObjectKind;
use crate::facts::conclusions::Facts;
use crate::facts::extension::WarnAfter;
use crate::facts::findings::{Finding, FindingCode, HeaderFinding};
use crate::facts::other_token::OtherToken;
use crate::facts::reading::Reading;
use crate::facts::seen::Seen;
use crate::facts::variant::Variant;
use crate::facts::vocabulary::AudienceClass;
use crate::facts::vocabulary::Binding;
use crate::facts::vocabulary::BoundTo;
use crate::facts::vocabulary::Kind;
use crate::facts::vocabulary::Times;
use crate::jose::Jose;
use crate::jose::{Format, SignatureStatus};
use crate::kubernetes::algorithms::{Support, support};
use crate::kubernetes::lifetimes::LEEWAY_SECONDS;
use crate::text::json::JsonType;

/// The expiry of a token, as its `exp` says it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Expiry {
    /// A time.
    At(i64),
    /// A time in milliseconds, here in seconds. The API server reads the number as seconds.
    InMilliseconds(i64),
    /// `exp` is not a time that can be shown, or it is that of a legacy token, which the API server
    /// ignores.
    Unreadable,
    /// There is no `exp`, or it is null.
    Missing,
}

/// One token and what is known about it.
#[derive(Clone, Debug)]
pub(super) struct Subject<'a> {
    pub(super) reading: &'a Reading<'a>,
    pub(super) jose: &'a Jose,
    pub(super) facts: &'a Facts,
    pub(super) findings: &'a [Finding],
    pub(super) kind: Kind,
    pub(super) variant: Option<&'a Variant>,
    pub(super) times: &'a Times,
    pub(super) now: Option<i64>,
    pub(super) namespace: Option<&'a str>,
    pub(super) account: Option<&'a str>,
    pub(super) account_uid: Option<&'a str>,
    /// The audiences that are not the API server's.
    pub(super) recipients: Recipients,
    /// How those check the token.
    pub(super) checks: Checks,
    pub(super) expiry: Expiry,
    /// A Pod's volume requested it for 3607 seconds, and the API server extended it.
    pub(super) is_extended: bool,
    /// It lacks what the API server looks up, or has what no Kubernetes component writes.
    pub(super) is_imitation: bool,
    /// Kubernetes does not write such a token, even if somebody accepts it. No advice to delete
    /// anything may come from it.
    pub(super) is_never_written: bool,
    /// Past `exp` and past the leeway.
    pub(super) is_over: bool,
}

impl<'a> Subject<'a> {
    pub(super) fn new(reading: &'a Reading<'a>, facts: &'a Facts, findings: &'a [Finding]) -> Self {
        let variant = facts.variant.as_ref();
        let recipients = match (variant, &reading.claims.aud) {
            (None, Some(aud)) => Recipients::of_other_token(&aud.value),
            _ => Recipients::of_service_account(&facts.recipients),
        };
        let mut subject = Self {
            reading,
            jose: reading.jose,
            facts,
            findings,
            kind: facts.kind,
            variant,
            times: &facts.times,
            now: reading.options.now,
            namespace: facts.account.namespace(),
            account: facts.account.name(),
            account_uid: facts.account.uid(),
            recipients,
            checks: Checks::new(&facts.recipients),
            expiry: expiry(reading, &facts.times),
            is_extended: facts.kind == Kind::Bound && facts.warn_after == WarnAfter::OfExtension,
            is_imitation: false,
            is_never_written: false,
            is_over: false,
        };
        subject.is_imitation = subject.imitates();
        subject.is_never_written = subject.never_written();
        subject.is_over = match (subject.now, subject.expiry) {
            (Some(now), Expiry::At(expires_at)) => now > expires_at.saturating_add(LEEWAY_SECONDS),
            _ => false,
        };
        subject
    }

    pub(super) fn shape(&self) -> Shape {
        self.reading.claims.shape
    }

    /// What a bound token is bound to; none for every other kind.
    pub(super) fn bound_to(&self) -> Option<BoundTo> {
        self.variant.filter(|_| self.kind == Kind::Bound)?.bound_to
    }

    /// A `warnafter` without the other marks of the extension. Kubernetes does not write one, so
    /// neither when the token is replaced nor who requested its lifetime follows from it.
    pub(super) fn has_odd_warn_after(&self) -> bool {
        self.times.warn_after.is_some() && !self.is_extended
    }

    pub(super) fn audience(&self) -> AudienceClass {
        self.variant.map_or(AudienceClass::None, |variant| variant.audience)
    }

    pub(super) fn audiences(&self) -> &'a [String] {
        self.reading.claims.aud.as_ref().map_or(&[], |aud| &aud.value)
    }

    pub(super) fn is_webhook(&self) -> bool {
        self.bound_to() == Some(BoundTo::Webhook)
    }

    /// The API server rejects it for its audience.
    pub(super) fn is_foreign(&self) -> bool {
        self.audience() == AudienceClass::Foreign || self.is_webhook()
    }

    /// The API server rejects it for its audience, unless the cluster gave the API server that audience.
    pub(super) fn may_be_own_audience(&self) -> bool {
        self.facts.may_be_own_audience
    }

    /// A webhook token for the API server, which Kubernetes does not issue.
    pub(super) fn is_webhook_at_api_server(&self) -> bool {
        self.is_webhook()
            && matches!(self.audience(), AudienceClass::ApiServer | AudienceClass::Mixed)
    }

    pub(super) fn has(&self, code: FindingCode) -> bool {
        self.findings.iter().any(|finding| finding.code() == code)
    }

    /// An algorithm that Kubernetes does not sign with; true if its API server can verify it.
    pub(super) fn odd_algorithm(&self) -> Option<bool> {
        self.findings.iter().find_map(|finding| match finding {
            Finding::Header(HeaderFinding::AlgNotKubernetes { verifiable, .. }) => {
                Some(*verifiable)
            }
            _ => None,
        })
    }

    pub(super) fn is_cut_off(&self) -> bool {
        self.jose.format == Some(Format::JwsTruncated)
    }

    /// Only its decoded claims are here.
    pub(super) fn is_decoded(&self) -> bool {
        self.jose.format == Some(Format::Decoded)
    }

    /// Only a part of it is here, with all of its claims: the API server may accept the whole token.
    pub(super) fn may_be_whole_elsewhere(&self) -> bool {
        let is_part = matches!(
            self.jose.format,
            Some(Format::JwsTruncated | Format::JwsRedacted | Format::Decoded)
        );
        is_part && !self.is_never_written && !self.jose.payload.is_damaged()
    }

    /// What the claims do not say may be in what could not be read.
    pub(super) fn may_say_more(&self) -> bool {
        self.is_cut_off()
            || self.jose.payload.altered
            || self.is_decoded() && self.jose.payload.is_damaged()
    }

    /// What a token of kind `other` is.
    pub(super) fn other_token(&self) -> OtherToken {
        self.facts.identified_as.map_or(OtherToken::Unknown, |identified| identified.token)
    }

    /// The claims that could be read do not say what the token is.
    pub(super) fn is_unread(&self) -> bool {
        self.kind == Kind::Other && self.other_token().is_unread()
    }

    /// Whether the evidence has something like this.
    pub(super) fn saw(&self, is_it: impl Fn(&Seen) -> bool) -> bool {
        self.facts.evidence.iter().any(|evidence| is_it(&evidence.seen))
    }

    /// No server accepts it as it stands, whatever it claims.
    pub(super) fn is_unsigned(&self) -> bool {
        is_unsigned(self.jose)
    }

    /// A character of it is wrong or lost, so that it no longer decodes, or its signature has a length
    /// that its algorithm does not have: it was copied badly.
    pub(super) fn is_damaged_copy(&self) -> bool {
        let signs =
            || self.jose.header_string("alg").is_some_and(|alg| support(alg) == Support::Signs);
        self.jose.format == Some(Format::Jws)
            && self.jose.signature.status != SignatureStatus::Absent
            && self.findings.iter().any(|finding| match finding.code() {
                FindingCode::Base64Character
                | FindingCode::Base64Length
                | FindingCode::Utf8Invalid
                | FindingCode::JsonSyntax => true,
                FindingCode::SignatureLength => signs(),
                _ => false,
            })
    }

    /// The object that it is bound to has no name or no uid, and the API server looks up both.
    pub(super) fn lacks_object(&self) -> bool {
        let lacks = |text: &Option<String>| text.as_ref().is_none_or(String::is_empty);
        self.kind == Kind::Bound
            && self.binding().is_some_and(|object| lacks(&object.name) || lacks(&object.uid))
    }

    pub(super) fn binding(&self) -> Option<&'a Binding> {
        self.facts.binding.as_ref()
    }

    /// The name of the object that it is bound to, or of the Secret that a legacy token is kept in.
    pub(super) fn object_name(&self) -> Option<&'a str> {
        self.binding().and_then(|binding| binding.name.as_deref())
    }

    /// The object that it is bound to, or the Secret that a legacy token is kept in.
    pub(super) fn object(&self) -> Option<Object> {
        Some(self.named(*self.facts.object_kinds.first()?, self.object_name()))
    }

    pub(super) fn account_object(&self) -> Object {
        self.named(ObjectKind::ServiceAccount, self.account)
    }

    fn named(&self, kind: ObjectKind, name: Option<&str>) -> Object {
        Object { kind, name: NameGiven::new(name, self.jose.payload.altered) }
    }

    fn imitates(&self) -> bool {
        let claims = self.reading.claims;
        let is_named =
            self.namespace.is_some() && self.account.is_some() && self.account_uid.is_some();
        match self.kind {
            Kind::Legacy => {
                let secret = claims.legacy.secret_name.as_ref();
                !is_named
                    || claims.sub.is_none()
                    || secret.is_none_or(|secret| secret.value.is_empty())
            }
            Kind::Bound => !is_named || claims.shape == Shape::Both || self.lacks_object(),
            Kind::Other | Kind::Unreadable => false,
        }
    }

    /// Read as seconds, as the API server reads them, its time never comes.
    pub(super) fn begins_in_milliseconds(&self) -> bool {
        let nbf = self.reading.claims.nbf.as_ref();
        self.kind == Kind::Bound && nbf.is_some_and(|nbf| nbf.value.milliseconds)
    }

    fn never_written(&self) -> bool {
        self.is_imitation
            || self.facts.verdict.refused
            || self.begins_in_milliseconds()
            || self.is_webhook_at_api_server()
            // Kubernetes puts no audience into a legacy token.
            || (self.kind == Kind::Legacy && self.is_foreign())
            || self.has(FindingCode::AlgNotKubernetes)
            || self.has(FindingCode::TwoBindings)
    }
}

fn expiry(reading: &Reading<'_>, times: &Times) -> Expiry {
    let is_in_milliseconds = reading.claims.exp.as_ref().is_some_and(|exp| exp.value.milliseconds);
    if let Some(expires_at) = times.expires_at {
        return match is_in_milliseconds {
            true => Expiry::InMilliseconds(expires_at),
            false => Expiry::At(expires_at),
        };
    }
    let payload = &reading.jose.payload;
    let exp = payload.object().and_then(|root| payload.member(root, "exp"));
    match exp {
        Some(node) if payload[node].json_type != JsonType::Null => Expiry::Unreadable,
        _ => Expiry::Missing,
    }
}

/// Returns true if a token has no signature and was never to have one, or only an empty one.
pub(super) fn is_unsigned(jose: &Jose) -> bool {
    jose.format == Some(Format::Unsecured)
        || (jose.format == Some(Format::Jws) && jose.signature.status == SignatureStatus::Absent)
}
