//! The token as advice sees it: the few things that every sentence asks for, gathered once.

use crate::Reading;
use crate::claims::{Claim, Shape};
use crate::facts::Facts;
use crate::facts::findings::{Code, Finding};
use crate::facts::{Evidence, Identified, NamedParty, Variant};
use crate::jose::Jose;
use crate::kubernetes::Party;
use crate::report::{
    AudienceClass, Binding, BoundTo, Certainty, Format, JsonType, Kind, SignatureStatus, Text,
    Times,
};
use crate::search::split_once;
use crate::words::en::parties;
use crate::words::quote::{in_words, quoted};

/// The API server accepts a token for so long past its `exp`, since clocks differ
/// (`jwt.DefaultLeeway` of go-jose).
pub(super) const LEEWAY_SECONDS: i64 = 60;

/// The stock extension (`ExpirationExtensionSeconds` in kubernetes/kubernetes
/// pkg/serviceaccount/claims.go).
pub(super) const EXTENSION_SECONDS: i64 = 365 * 24 * 3600;

/// One token and what is known of it.
#[derive(Clone, Copy, Debug)]
pub(super) struct Subject<'a> {
    pub(super) reading: &'a Reading<'a>,
    pub(super) jose: &'a Jose,
    pub(super) kind: Kind,
    pub(super) variant: Option<&'a Variant>,
    pub(super) identified_as: Option<&'a Identified>,
    pub(super) binding: Option<&'a Binding>,
    pub(super) times: &'a Times,
    /// No API server accepts it as it stands. A foreign audience, its end and a cut are no refusal.
    pub(super) refused: bool,
    pub(super) now: Option<i64>,
    pub(super) findings: &'a [Finding],
    pub(super) evidence: &'a [Evidence],
    pub(super) namespace: Option<&'a str>,
    pub(super) account: Option<&'a str>,
    pub(super) account_uid: Option<&'a str>,
}

impl<'a> Subject<'a> {
    pub(super) fn new(reading: &'a Reading<'a>, class: &'a Facts, findings: &'a [Finding]) -> Self {
        let claims = reading.claims;
        let (namespace, account, account_uid) = match class.kind {
            Kind::Legacy => {
                let legacy = &claims.legacy;
                (&legacy.namespace, &legacy.service_account_name, &legacy.service_account_uid)
            }
            Kind::Bound => {
                let kubernetes = claims.kubernetes.as_ref();
                let account = kubernetes.and_then(|inner| inner.service_account.as_ref());
                (
                    kubernetes.map_or(&None, |inner| &inner.namespace),
                    account.map_or(&None, |account| &account.name),
                    account.map_or(&None, |account| &account.uid),
                )
            }
            Kind::Other | Kind::Unreadable => (&None, &None, &None),
        };
        let text = |claim: &'a Option<Claim<String>>| {
            claim.as_ref().map(|claim| claim.value.as_str()).filter(|value| !value.is_empty())
        };
        Self {
            reading,
            jose: reading.jose,
            kind: class.kind,
            variant: class.variant.as_ref(),
            identified_as: class.identified_as.as_ref(),
            binding: class.binding.as_ref(),
            times: &class.times,
            refused: class.verdict.refused,
            now: reading.options.now,
            findings,
            evidence: &class.evidence,
            namespace: text(namespace),
            account: text(account),
            account_uid: text(account_uid),
        }
    }

    /// The object that a bound token is tied to; none for every other kind.
    pub(super) fn bound_to(&self) -> Option<BoundTo> {
        self.variant.filter(|_| self.kind == Kind::Bound)?.bound_to
    }

    /// Asked for 3607 seconds by a Pod's token volume, and lengthened by the API server.
    pub(super) fn is_extended(&self) -> bool {
        self.kind == Kind::Bound && self.reading.claims.is_extended()
    }

    /// A `warnafter` without the other marks of the extension: Kubernetes does not write such a one,
    /// and when the token is to be replaced, or who asked for its lifetime, does not follow.
    pub(super) fn has_odd_warn_after(&self) -> bool {
        self.times.warn_after.is_some() && !self.is_extended()
    }

    pub(super) fn audience(&self) -> AudienceClass {
        self.variant.map_or(AudienceClass::None, |variant| variant.audience)
    }

    /// The API server itself would refuse it for its audience.
    pub(super) fn is_foreign(&self) -> bool {
        self.audience() == AudienceClass::Foreign || self.bound_to() == Some(BoundTo::Webhook)
    }

    /// A webhook token for the API server, which Kubernetes does not make.
    pub(super) fn is_webhook_at_api_server(&self) -> bool {
        self.bound_to() == Some(BoundTo::Webhook)
            && matches!(self.audience(), AudienceClass::ApiServer | AudienceClass::Mixed)
    }

    pub(super) fn audiences(&self) -> &'a [String] {
        self.reading.claims.aud.as_ref().map_or(&[], |aud| aud.value.as_slice())
    }

    pub(super) fn has(&self, code: Code) -> bool {
        self.findings.iter().any(|finding| finding.code() == code)
    }

    pub(super) fn evidence(&self, code: &str) -> Option<&'a Evidence> {
        self.evidence.iter().find(|evidence| evidence.seen.code() == code)
    }

    /// There is an `exp`, whatever its value; null is as good as none.
    pub(super) fn has_exp(&self) -> bool {
        let payload = &self.jose.payload;
        payload
            .object()
            .and_then(|root| payload.member(root, "exp"))
            .is_some_and(|node| payload[node].json_type != JsonType::Null)
    }

    /// `exp` is in milliseconds, which is how it is read here; the API server reads seconds.
    pub(super) fn ends_in_milliseconds(&self) -> bool {
        self.reading.claims.exp.as_ref().is_some_and(|exp| exp.value.milliseconds)
    }

    /// Read as seconds, as the API server reads them, they lie ahead for good.
    fn begins_in_milliseconds(&self) -> bool {
        self.kind == Kind::Bound
            && self.reading.claims.nbf.as_ref().is_some_and(|nbf| nbf.value.milliseconds)
    }

    /// Only a part of it is here, and all its claims are: the whole token may be accepted.
    pub(super) fn may_be_whole_elsewhere(&self) -> bool {
        let parted = matches!(self.jose.format, Some(Format::JwsTruncated | Format::JwsRedacted));
        parted && !self.is_never_written() && !self.jose.payload.is_damaged()
    }

    pub(super) fn is_cut_off(&self) -> bool {
        self.jose.format == Some(Format::JwsTruncated)
    }

    /// What is missing may stand in what could not be read.
    pub(super) fn is_unsaid(&self) -> bool {
        self.is_cut_off() || self.jose.payload.altered
    }

    /// The claims that could be read do not say what the token is.
    pub(super) fn is_unread(&self) -> bool {
        self.identified_as.is_some_and(|identified| identified.token.is_unread())
    }

    /// No server accepts it as it stands, whatever its claims say.
    pub(super) fn is_unsigned(&self) -> bool {
        self.jose.format == Some(Format::Unsecured)
            || (self.jose.format == Some(Format::Jws)
                && self.jose.signature.status == SignatureStatus::Absent)
    }

    /// It lacks what the API server looks up, or holds what no Kubernetes component writes, so that no
    /// API server accepts it. (A claim may also be missing because the token is cut off.)
    pub(super) fn is_imitation(&self) -> bool {
        let claims = self.reading.claims;
        let named =
            self.namespace.is_some() && self.account.is_some() && self.account_uid.is_some();
        match self.kind {
            Kind::Legacy => {
                let secret = claims.legacy.secret_name.as_ref();
                !named
                    || claims.sub.is_none()
                    || secret.is_none_or(|secret| secret.value.is_empty())
            }
            Kind::Bound => !named || claims.shape == Shape::Both || self.lacks_object(),
            Kind::Other | Kind::Unreadable => false,
        }
    }

    /// What it is tied to has no name or no uid, both of which the API server looks up.
    pub(super) fn lacks_object(&self) -> bool {
        let lacks = |text: &Option<String>| text.as_ref().is_none_or(String::is_empty);
        self.kind == Kind::Bound
            && self.binding.is_some_and(|object| lacks(&object.name) || lacks(&object.uid))
    }

    /// Kubernetes does not write such a token, whoever accepts it: no advice to delete anything may
    /// come from it.
    pub(super) fn is_never_written(&self) -> bool {
        self.is_imitation()
            || self.refused
            || self.begins_in_milliseconds()
            || self.is_webhook_at_api_server()
            // Kubernetes puts no audience into a legacy token.
            || (self.kind == Kind::Legacy && self.is_foreign())
            || self.has(Code::AlgNotKubernetes)
            || self.has(Code::TwoBindings)
    }

    /// Past `exp` and past what the API server allows for clocks that differ.
    pub(super) fn is_over(&self) -> bool {
        match (self.now, self.times.expires_at) {
            (Some(now), Some(expires_at)) => {
                now > expires_at.saturating_add(LEEWAY_SECONDS) && !self.ends_in_milliseconds()
            }
            _ => false,
        }
    }

    /// What the token is tied to, such as "Pod `busybox`".
    pub(super) fn object(&self) -> String {
        match self.binding {
            Some(binding) => self.named(&binding.kind, binding.name.as_deref()),
            None if self.kind == Kind::Legacy => self.named("Secret", None),
            None => "its object".to_owned(),
        }
    }

    /// "ServiceAccount `default`".
    pub(super) fn account_named(&self) -> String {
        self.named("ServiceAccount", self.account)
    }

    /// "Pod `busybox`", or "a Pod that it does not name"; of a damaged token that cannot be told.
    fn named(&self, kind: &str, name: Option<&str>) -> String {
        match name.filter(|name| !name.is_empty()) {
            Some(name) => format!("{kind} {}", quoted(name)),
            None if self.jose.payload.altered => {
                format!("a {kind} (its name cannot be read)")
            }
            None => format!("a {kind} that it does not name"),
        }
    }

    /// Who refuses the token once what it is tied to is gone.
    pub(super) fn refuser(&self) -> &'static str {
        if self.is_foreign() { "a TokenReview" } else { "the API server" }
    }

    /// " in namespace `default`", or nothing where none is named.
    pub(super) fn in_namespace(&self) -> String {
        self.namespace.map_or_else(String::new, |name| format!(" in namespace {}", quoted(name)))
    }

    /// Whom the audience names, the API server aside, as a sentence says it: "`vault` (most likely
    /// HashiCorp Vault)".
    pub(super) fn recipients(&self) -> Text {
        self.joined(&|audience, party| {
            let Some(party) = party else { return in_words(audience) };
            // "AWS STS (IAM roles for service accounts)": no brackets within brackets.
            let name = split_once(parties::name(party.party), " (")
                .map_or_else(|| parties::name(party.party), |(name, _)| name);
            let likely = if party.certainty == Certainty::Certain { "" } else { "most likely " };
            format!("{} ({likely}{name})", in_words(audience)).into()
        })
    }

    /// The same in a few words: the party's name, or the value where it names none that is known.
    pub(super) fn recipients_briefly(&self) -> Text {
        self.joined(&|audience, party| match party {
            Some(party) => parties::name(party.party).into(),
            None => in_words(audience),
        })
    }

    /// "a", "a and b", "a, b and 3 more": a list that a sentence can carry.
    fn joined(&self, words: &dyn Fn(&str, Option<&NamedParty>) -> Text) -> Text {
        let others = self.others();
        let of = |&(audience, party): &(&str, Option<&NamedParty>)| words(audience, party);
        match others.as_slice() {
            [] => "nobody".into(),
            [one] => of(one),
            [one, two] => format!("{} and {}", of(one), of(two)).into(),
            [one, two, more @ ..] => {
                format!("{}, {} and {} more", of(one), of(two), more.len()).into()
            }
        }
    }

    /// The one party that the audience names, if it has one value and that is known.
    pub(super) fn only_party(&self) -> Option<&'a NamedParty> {
        match self.others().as_slice() {
            [(_, party)] => *party,
            _ => None,
        }
    }

    /// The audiences but for the API server's, each with the party that it names.
    fn others(&self) -> Vec<(&'a str, Option<&'a NamedParty>)> {
        // The parties stand in the order of the audiences, one for each that names one.
        let mut parties = self.variant.map_or(&[][..], |variant| variant.parties.as_slice());
        let mut others = Vec::new();
        for audience in self.audiences() {
            let party = parties.first().filter(|party| party.audience == *audience);
            if party.is_some() {
                parties = parties.get(1..).unwrap_or_default();
            }
            if party.is_none_or(|party| party.party != Party::ApiServer) {
                others.push((audience.as_str(), party));
            }
        }
        others
    }
}

/// "Pod `busybox`", or "Its Pod", at the beginning of a title.
pub(super) fn titled(kind: &str, name: Option<&str>) -> String {
    match name.filter(|name| !name.is_empty()) {
        Some(name) => format!("{kind} {}", quoted(name)),
        None => format!("Its {kind}"),
    }
}
