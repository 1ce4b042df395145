//! What the user says when asking who would accept a token.

use std::collections::BTreeMap;

use service_account_token::report::{ObjectState, VerdictParty, VerificationReason};
use service_account_token::{Keys, VerdictOptions};
use yew::AttrValue;

use super::State;
use crate::text::acceptance as words;

/// A text that the user types.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum AskedText {
    /// The API server's issuers.
    Issuers,
    /// The API server's audiences.
    ApiAudiences,
    /// The audiences of a TokenReview.
    RequestedAudiences,
    /// The issuers that a recipient trusts.
    ExpectedIssuers,
    /// The audiences that a recipient accepts.
    ExpectedAudiences,
    /// The subject that a recipient accepts.
    ExpectedSubject,
    /// The longest lifetime that a recipient accepts, in seconds.
    MaxLifetime,
    /// How many hours after `iat` a recipient accepts a token.
    IssuanceLimit,
    /// The trust policy of a recipient.
    Policy,
}

/// What the user says.
#[derive(Clone, Debug, PartialEq)]
pub enum AskingAction {
    /// To ask about this party.
    Party(VerdictParty),
    /// The API server is of this minor version.
    Release(Option<u8>),
    /// A text was edited.
    Text(AskedText, String),
    /// The state of the ServiceAccount.
    Account(ObjectState),
    /// The state of the object that the token is bound to.
    Object(ObjectState),
    /// Whether the Secret of a legacy token contains it.
    SecretHasToken(Option<bool>),
    /// Whether that Secret is marked.
    MarkedInvalid(Option<bool>),
    /// Whether the API server looks up the objects of legacy tokens.
    LegacyLookup(bool),
}

/// What the user said so far.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Asking {
    /// The party to ask about; by default the one that the token is for.
    pub party: Option<VerdictParty>,
    /// What was typed.
    pub texts: BTreeMap<AskedText, AttrValue>,
    /// Everything else.
    pub options: VerdictOptions,
    /// Counts the tokens that were asked about. The choices are new elements for each: a browser keeps what
    /// was chosen in an old one.
    pub number: usize,
}

impl Asking {
    /// Returns a text as it was typed.
    pub fn text(&self, text: AskedText) -> AttrValue {
        self.texts.get(&text).cloned().unwrap_or_default()
    }

    /// Returns true if a text was typed. It stays for other tokens.
    pub fn has_texts(&self) -> bool {
        self.texts.values().any(|text| !text.is_empty())
    }

    /// Returns what to ask the decoder with.
    pub fn options(&self, now: i64, signature: Option<VerificationReason>) -> VerdictOptions {
        let list = |text| words(&self.text(text));
        let one = |text| Some(self.text(text).trim().to_owned()).filter(|text| !text.is_empty());
        let number = |text| self.text(text).trim().parse().ok();
        let mut options = self.options.clone().now(now);
        options.signature = signature;
        options.issuers = list(AskedText::Issuers);
        options.api_audiences = list(AskedText::ApiAudiences);
        options.requested_audiences = list(AskedText::RequestedAudiences);
        options.expected_issuers = list(AskedText::ExpectedIssuers);
        options.expected_audiences = list(AskedText::ExpectedAudiences);
        options.expected_subject = one(AskedText::ExpectedSubject);
        options.policy = one(AskedText::Policy);
        options.max_lifetime = number(AskedText::MaxLifetime);
        options.issuance_limit = number(AskedText::IssuanceLimit);
        options
    }

    /// Forgets everything that was said.
    pub(super) fn forget(&mut self) {
        // The choices are new elements again.
        *self = Self { number: self.number + 1, ..Self::default() };
    }

    /// Forgets what was said about one token.
    pub(super) fn leave_token(&mut self) {
        let (release, legacy_lookup) = (self.options.release, self.options.legacy_lookup);
        self.party = None;
        self.number += 1;
        self.options = VerdictOptions::default();
        self.options.release = release;
        self.options.legacy_lookup = legacy_lookup;
    }
}

/// Returns the words between commas and blanks: neither is in an issuer or an audience.
fn words(text: &str) -> Vec<String> {
    let words = text.split(|character: char| character == ',' || character.is_whitespace());
    words.filter(|word| !word.is_empty()).map(str::to_owned).collect()
}

impl State {
    /// Applies what the user says.
    pub(super) fn apply_asking(&mut self, action: AskingAction) {
        let asking = self.asking.make_mut();
        match action {
            AskingAction::Party(party) => asking.party = Some(party),
            AskingAction::Release(release) => asking.options.release = release,
            AskingAction::Text(name, text) if Keys::read(&text).has_private_key() => {
                asking.texts.remove(&name);
                self.view.make_mut().report_problem(words::PRIVATE_KEY);
            }
            AskingAction::Text(name, text) => {
                asking.texts.insert(name, AttrValue::from(text));
            }
            AskingAction::Account(state) => asking.options.account = state,
            AskingAction::Object(state) => asking.options.object = state,
            AskingAction::SecretHasToken(has) => asking.options.secret_has_token = has,
            AskingAction::MarkedInvalid(marked) => asking.options.marked_invalid = marked,
            AskingAction::LegacyLookup(lookup) => asking.options.legacy_lookup = lookup,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn clearing_the_text_forgets_everything_that_was_said() {
        let mut asking = Asking::default();
        asking.texts.insert(AskedText::Policy, "{}".into());
        asking.options.release = Some(31);
        asking.forget();
        assert_eq!(asking, Asking { number: 1, ..Asking::default() });
    }

    #[test]
    fn lists_are_typed_with_commas_or_blanks() {
        assert_eq!(words("a, b"), ["a", "b"]);
        assert_eq!(words(" https://a.test\n,b,, "), ["https://a.test", "b"]);
        assert!(words(" , ").is_empty());
    }

    #[test]
    fn typed_texts_become_options() {
        let mut asking = Asking::default();
        asking.texts.insert(AskedText::Issuers, "https://a.test https://b.test".into());
        asking.texts.insert(AskedText::ExpectedSubject, " ".into());
        asking.texts.insert(AskedText::MaxLifetime, " 7200 ".into());
        asking.texts.insert(AskedText::IssuanceLimit, "a day".into());
        let options = asking.options(7, Some(VerificationReason::Signed));
        assert_eq!(options.issuers, ["https://a.test", "https://b.test"]);
        assert_eq!((options.now, options.expected_subject), (Some(7), None));
        assert_eq!((options.max_lifetime, options.issuance_limit), (Some(7200), None));
        assert_eq!(options.signature, Some(VerificationReason::Signed));
    }

    #[test]
    fn another_token_keeps_what_is_known_about_the_server() {
        let mut asking = Asking::default();
        asking.texts.insert(AskedText::ApiAudiences, "api".into());
        asking.options.release = Some(31);
        asking.options.object = ObjectState::Deleted;
        asking.party = Some(VerdictParty::ApiServer);
        asking.leave_token();
        let options = asking.options(7, None);
        assert_eq!((options.release, options.object), (Some(31), ObjectState::Unknown));
        assert_eq!(asking.number, 1);
        assert_eq!((&*options.api_audiences, asking.party), (&["api".to_owned()][..], None));
    }
}
