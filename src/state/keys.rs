//! The keys that check signatures. They are apart from the document: another text leaves them as they are.
//!
//! A text with a private key is refused as a whole. Nothing of it is kept.

use base64::prelude::{BASE64_STANDARD as BASE64, Engine as _};
use service_account_token::Keys;
use service_account_token::report::{KeyFault, KeyFaultCode, Verification, VerificationKey};
use yew::AttrValue;

use super::State;
use super::files::from_utf16;
use crate::text::keys as words;

/// A longer text is not taken: a cluster has a few keys of a few hundred bytes.
pub const KEYS_LIMIT_BYTES: usize = 256 * 1024;

/// What keeps two texts apart: lines of base64 without a blank one between them are one key.
const BETWEEN: &str = "\n\n";

/// A field for keys.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum KeysField {
    /// The keys that check signatures: in a rotation, the old ones.
    Current,
    /// The keys that are left after a rotation.
    New,
}

/// What the user does with keys, and what came of a check.
#[derive(Clone, Debug, PartialEq)]
pub enum KeysAction {
    /// The text of a field was edited.
    Edited(KeysField, String),
    /// A text with keys was pasted, dropped or opened: it goes below those that are there.
    Added(KeysField, String),
    /// The page around this one gives the current keys.
    Replaced(String),
    /// The secret was edited.
    SecretEdited(String),
    /// Remove all keys and the secret.
    Clear,
    /// The signatures of all tokens were checked.
    Checked {
        /// The [`number`](SignatureKeys::check) of the check.
        number: usize,
        /// What that proves, a token each.
        results: Vec<Verification>,
    },
}

/// The keys, and what the signatures prove with them.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct SignatureKeys {
    /// Their text.
    pub text: AttrValue,
    /// The text of the keys that are left after a rotation.
    pub new_text: AttrValue,
    /// A secret for HMAC.
    pub secret: AttrValue,
    /// The keys in all of them.
    pub keys: Keys,
    /// The same, to show them.
    pub listed: Vec<VerificationKey>,
    /// The parts of the text that gave no key.
    pub faults: Vec<KeyFault>,
    /// The last text had a private key, and was not kept.
    pub refused: bool,
    /// Changes with each text that the page puts into a text area.
    pub text_area: usize,
    /// Tells the check of these keys and this paste from earlier ones.
    pub check: usize,
    /// What the signatures prove, a token each; empty while they are not checked.
    pub results: Vec<Verification>,
}

impl KeysAction {
    /// Adds the keys in files, each of which may be DER.
    pub fn of_files(field: KeysField, files: Vec<(String, Vec<u8>)>) -> Self {
        let text = |(_, bytes): (String, Vec<u8>)| {
            from_utf16(&bytes).unwrap_or_else(|| {
                String::from_utf8(bytes).unwrap_or_else(|error| BASE64.encode(error.as_bytes()))
            })
        };
        let texts: Vec<String> = files.into_iter().map(text).collect();
        Self::Added(field, texts.join(BETWEEN))
    }
}

impl SignatureKeys {
    /// Returns true if there is nothing to check signatures with.
    pub fn is_empty(&self) -> bool {
        self.keys.is_empty()
    }

    /// Asks for the signatures to be checked again.
    pub(super) fn outdate(&mut self) {
        self.check += 1;
        self.results.clear();
    }

    /// Returns the text of a field.
    pub fn text_of(&self, field: KeysField) -> &AttrValue {
        match field {
            KeysField::Current => &self.text,
            KeysField::New => &self.new_text,
        }
    }

    /// Returns true if there is nothing to clear.
    pub fn is_blank(&self) -> bool {
        [&self.text, &self.new_text, &self.secret].iter().all(|text| text.is_empty())
    }

    /// Takes another text in place of the one so far.
    fn replace(&mut self, field: KeysField, text: String) {
        let text = AttrValue::from(text);
        match field {
            KeysField::Current => self.text = text,
            KeysField::New => self.new_text = text,
        }
        self.read();
    }

    /// Reads all texts. If one of them has a private key, none of them is kept.
    fn read(&mut self) {
        let mut keys = Keys::read_all([&*self.text, &*self.new_text]);
        let secret = Keys::read(&self.secret);
        self.faults = KeyFault::all(&keys);
        self.refused = keys.has_private_key() || secret.has_private_key();
        if self.refused {
            // All of it goes: a private key may be in a piece that looks harmless.
            self.faults = KeyFault::all(if keys.has_private_key() { &keys } else { &secret });
            self.faults.retain(|fault| fault.code.known() == Some(KeyFaultCode::PrivateKey));
            keys = Keys::default();
            self.text = AttrValue::Static("");
            self.new_text = AttrValue::Static("");
            self.secret = AttrValue::Static("");
            self.text_area += 1;
        }
        if !self.secret.is_empty() {
            keys.add_secret(self.secret.as_bytes());
        }
        self.listed = VerificationKey::all(&keys);
        self.keys = keys;
        self.outdate();
    }

    /// Returns the text of a field with another one below it.
    fn with(&self, field: KeysField, added: &str) -> String {
        let text = self.text_of(field).trim_end();
        if text.is_empty() { added.to_owned() } else { format!("{text}{BETWEEN}{added}") }
    }
}

impl State {
    /// Applies an action on the keys. Returns false if nothing visible changed.
    pub(super) fn apply_keys(&mut self, action: KeysAction) -> bool {
        match action {
            KeysAction::Edited(_, text)
            | KeysAction::Added(_, text)
            | KeysAction::Replaced(text)
                if text.len() > KEYS_LIMIT_BYTES =>
            {
                self.keys.make_mut().text_area += 1;
                self.view.make_mut().report_problem(words::TOO_LONG);
            }
            KeysAction::Edited(field, text) => self.replace_keys(field, text),
            KeysAction::Added(field, text) => {
                let text = self.keys.with(field, &text);
                self.keys.make_mut().text_area += 1;
                self.replace_keys(field, text);
            }
            KeysAction::Replaced(text) => {
                self.keys.make_mut().text_area += 1;
                self.replace_keys(KeysField::Current, text);
            }
            KeysAction::SecretEdited(secret) => {
                let keys = self.keys.make_mut();
                keys.secret = AttrValue::from(secret);
                keys.read();
                self.announce_faults();
            }
            KeysAction::Clear => {
                self.drop_keys();
                self.view.make_mut().announce(words::CLEARED);
            }
            KeysAction::Checked { number, .. } if number != self.keys.check => return false,
            KeysAction::Checked { results, .. } => self.take_results(results),
        }
        true
    }

    fn replace_keys(&mut self, field: KeysField, text: String) {
        self.keys.make_mut().replace(field, text);
        self.announce_faults();
    }

    /// Announces why there is no key.
    fn announce_faults(&mut self) {
        let keys = &self.keys;
        let Some(fault) = keys.faults.first() else { return };
        let view = self.view.make_mut();
        if keys.refused {
            view.announce(words::refused(&fault.message));
        } else if keys.is_empty() {
            view.announce(fault.message.to_string());
        }
    }

    fn take_results(&mut self, results: Vec<Verification>) {
        if let Some(result) = results.get(self.view.chosen) {
            self.view.make_mut().announce(words::announcement(result));
        }
        self.keys.make_mut().results = results;
    }

    /// Has the signatures of another paste checked. A secret was for the tokens of the one before.
    pub(super) fn outdate_keys(&mut self) {
        if self.keys.is_empty() {
            return;
        }
        let keys = self.keys.make_mut();
        if keys.secret.is_empty() {
            keys.outdate();
        } else {
            keys.secret = AttrValue::Static("");
            keys.read();
        }
    }

    /// Drops the keys with the text: nothing stays that nobody sees.
    pub(super) fn drop_keys(&mut self) {
        let check = self.keys.check + 1;
        let text_area = self.keys.text_area + 1;
        *self.keys.make_mut() = SignatureKeys { check, text_area, ..SignatureKeys::default() };
    }
}

#[cfg(test)]
mod tests;
