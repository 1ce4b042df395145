//! The audience. It comes before the times: an expired token for another audience gives this message.

use super::Server;
use crate::facts::acceptance::server::{Answer, AudienceBecause, Detail};
use crate::facts::acceptance::vocabulary::{Check, StepResult};
use crate::facts::acceptance::walk::Step;
use crate::facts::advice::Command;
use crate::facts::cut::is_cut;
use crate::facts::vocabulary::AudienceClass;

impl Server<'_> {
    /// One of the audiences is among those asked for; without any, the API server's count.
    pub(super) fn audience(&self) -> Step {
        let Self { settings, reading, .. } = self;
        let claims = reading.claims;
        let audiences = claims.aud.as_ref().map_or(&[][..], |aud| &aud.value);
        let (own, own_because) = self.own_audiences();
        let requested = &settings.requested_audiences;
        let (target, because) = match requested.is_empty() {
            true => (own.clone(), own_because),
            false => (requested.clone(), AudienceBecause::Requested),
        };
        let (result, detail) = if audiences.is_empty() {
            self.without_audience(&own, own_because)
        } else if let Some(audience) = audiences.iter().find(|&audience| target.contains(audience))
        {
            let audience = audience.clone();
            (StepResult::Passed, Detail::AudienceFits { audience, because })
        } else if because == AudienceBecause::Default && !self.is_foreign_for_sure() {
            (StepResult::Unknown, Detail::AudienceToAsk)
        } else {
            (StepResult::Failed, Detail::AudienceForeign { because })
        };
        // A guess decides no more than an unknown check: it is not quoted.
        let is_guessed = settings.api_audiences.is_empty() && settings.issuers.is_empty();
        let known = |own: Vec<String>| if is_guessed { Vec::new() } else { own };
        let token = if audiences.is_empty() { known(own) } else { audiences.to_vec() };
        let target = if requested.is_empty() { known(target) } else { target };
        let answer = Answer::Audience { token, target };
        self.step(Check::Audience, result, detail, answer).command(Ok(Command::ReviewToken))
    }

    /// Returns the audiences of the API server. By default, they are its issuers, of which the token's is
    /// one if it is genuine.
    fn own_audiences(&self) -> (Vec<String>, AudienceBecause) {
        let Self { settings, reading, .. } = self;
        if !settings.api_audiences.is_empty() {
            return (settings.api_audiences.clone(), AudienceBecause::Given);
        }
        if !settings.issuers.is_empty() {
            return (settings.issuers.clone(), AudienceBecause::Default);
        }
        let issuer = reading.claims.iss.as_ref().map(|iss| iss.value.clone());
        (issuer.into_iter().collect(), AudienceBecause::Default)
    }

    fn without_audience(
        &self,
        own: &[String],
        own_because: AudienceBecause,
    ) -> (StepResult, Detail) {
        let requested = &self.settings.requested_audiences;
        if is_cut(&self.reading.jose.payload) {
            return (StepResult::Unknown, Detail::AudienceToAsk);
        }
        if requested.is_empty() || requested.iter().any(|audience| own.contains(audience)) {
            return (StepResult::Passed, Detail::NoAudience);
        }
        match own_because {
            AudienceBecause::Given => (StepResult::Failed, Detail::NoAudienceElsewhere),
            _ => (StepResult::Unknown, Detail::NoAudienceElsewhere),
        }
    }

    /// Returns true if no API server has one of these audiences, as far as anybody knows.
    fn is_foreign_for_sure(&self) -> bool {
        let variant = self.facts.variant.as_ref();
        variant.is_some_and(|variant| variant.audience == AudienceClass::Foreign)
            && !self.facts.may_be_own_audience
    }
}
