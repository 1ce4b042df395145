//! What the page knows. A reducer changes it; everything else is derived from it.
//!
//! The reducer has no surroundings: the clock, the address and the files come in with the actions,
//! so that every step of the page can be tested without a browser.
//!
//! The reducer returns the very state that it was given if nobody could see a difference, as after most
//! seconds. Then nothing is rendered.

mod action;
mod asking;
mod clock;
mod compare;
mod document;
mod example;
mod files;
mod keys;
mod paste;
mod preferences;
mod reading;
mod shown_value;
mod store;
mod undo;
mod view;

use std::rc::Rc;

use service_account_token::report::Token;
use yew::{AttrValue, Reducible};

pub use self::action::{Action, Event, Opening};
pub use self::asking::{AskedText, Asking, AskingAction};
pub use self::clock::{Clock, ClockTarget};
pub(crate) use self::document::report;
pub use self::document::{Document, Reading, by_severity};
use self::files::joined;
pub use self::keys::{KEYS_LIMIT_BYTES, KeysAction, KeysField, SignatureKeys};
pub use self::paste::{Paste, TEXT_AREA_LIMIT_BYTES};
pub use self::preferences::Preferences;
pub use self::shown_value::ShownValue;
pub use self::store::{Store, Subscription};
pub use self::undo::{UNDO_SECONDS, Undo};
pub use self::view::{Announcement, Copied, Revealed, Selection, View};
use crate::element_ids::ElementIds;
use crate::shared::Shared;
use crate::text;
use crate::theme::Theme;

/// The whole state of the page. Its parts are separate so that two documents can be shown side by side.
#[derive(Clone, Debug, PartialEq)]
pub struct State {
    /// The text and its report.
    pub document: Shared<Document>,
    /// How the document is looked at.
    pub view: Shared<View>,
    /// The keys that check the tokens' signatures.
    pub keys: Shared<SignatureKeys>,
    /// What the user says when asking who would accept a token.
    pub asking: Shared<Asking>,
    /// What holds for the whole page.
    pub preferences: Preferences,
    /// The computer's clock when something last happened, in Unix seconds.
    pub time: i64,
}

impl State {
    /// The page when it opens.
    pub fn new(ids: ElementIds, opening: Opening, now: i64) -> Self {
        let clock = Clock { now, set: false };
        let mut state = Self {
            document: Shared::new(Document::empty(ids, now)),
            view: Shared::default(),
            keys: Shared::default(),
            asking: Shared::default(),
            preferences: Preferences { clock, theme: Theme::System },
            time: now,
        };
        state.open(opening);
        state
    }

    /// Returns the token that is shown.
    pub fn token(&self) -> Option<&Token> {
        self.document.report.tokens.get(self.view.chosen)
    }

    fn headline(&self) -> AttrValue {
        self.document.headline(self.view.chosen)
    }

    /// Replaces the paste. The old one can be brought back.
    fn replace_paste(&mut self, paste: Paste) {
        let document = self.document.make_mut();
        let example = document.example.take();
        document.second_example = None;
        let old = std::mem::replace(&mut document.paste, paste);
        let kept = !old.is_empty() && old != document.paste;
        document.undo = kept.then_some(Undo { paste: old, example, since: self.time });
        self.read();
        let view = self.view.make_mut();
        view.article += 1;
        view.text_area += 1;
        view.folded = !self.document.report.tokens.is_empty();
    }

    /// Reads the paste again and announces what it is, unless that stayed the same.
    fn read(&mut self) {
        let before = self.headline();
        let now = self.preferences.clock.now;
        let document = self.document.make_mut();
        document.reading = None;
        if document.paste.is_long() {
            document.start_reading(now, true);
        } else {
            document.report = Shared::new(document.report_at(now));
        }
        let view = self.view.make_mut();
        view.leave_token();
        view.chosen = 0;
        view.compared = None;
        view.selection = None;
        view.problem = None;
        view.copied = None;
        let headline = document.headline(0);
        if headline != before {
            view.announce(headline);
        }
        self.outdate_keys();
        self.asking.make_mut().leave_token();
    }

    /// Replaces the text by what was typed. Typing into the folded field, which shows no text, starts
    /// another text.
    fn type_text(&mut self, text: String) {
        let text_area = self.view.text_area;
        if self.view.folded {
            self.replace_paste(Paste::from_text(text));
        } else {
            let document = self.document.make_mut();
            document.paste = Paste::from_text(text);
            document.example = None;
            document.second_example = None;
            self.read();
        }
        let view = self.view.make_mut();
        view.folded = false;
        // The user changed the text, in this very element.
        view.text_area = text_area;
    }

    /// Shows another token of the text.
    fn choose(&mut self, index: usize) {
        let view = self.view.make_mut();
        view.leave_token();
        self.asking.make_mut().leave_token();
        view.chosen = index;
        view.compared = view.compared.filter(|&compared| compared != index);
        view.article += 1;
        if let Some(token) = self.document.report.tokens.get(index) {
            view.announce(self.document.heading(token));
        }
    }

    /// Applies an action. Returns false if nothing visible changed.
    fn apply(&mut self, action: Action, now: i64) -> bool {
        match action {
            // The folded field shows no text, so there is nothing to delete in it.
            Action::Typed(text) if self.view.folded && text.is_empty() => return false,
            Action::Typed(text) => self.type_text(text),
            Action::Pasted(text) => self.replace_paste(Paste::from_text(text)),
            Action::Opened(files) => {
                let (name, bytes) = joined(files);
                self.replace_paste(Paste::from_file(name, bytes));
            }
            Action::TooLarge { name, bytes } => {
                self.replace_paste(Paste::TooLarge { name, bytes });
            }
            Action::Open(opening) => self.open(opening),
            Action::Clear => {
                self.replace_paste(Paste::empty());
                self.drop_keys();
                self.asking.make_mut().forget();
                self.view.make_mut().announce(text::CLEARED);
            }
            Action::Undo => self.undo(),
            Action::Read { number, .. } if !self.document.awaits(number) => return false,
            Action::Read { report, .. } => self.take_report(report),
            Action::Tick if self.preferences.clock.set => return false,
            Action::Tick => return self.change_clock(Clock { now, set: false }),
            Action::UseRealClock => _ = self.change_clock(Clock { now, set: false }),
            Action::SetClock(target) => self.set_clock(target),
            Action::SetTheme(theme) => {
                self.preferences.theme = theme;
                self.view.make_mut().announce(text::theme::theme(theme));
            }
            Action::Choose(index) => self.choose(index),
            Action::Compare(other) => self.compare(other),
            Action::CompareWith(other) => self.compare_with(&other),
            Action::ShowValue { part, member, shown } => self.show_value(part, member, shown),
            Action::GoTo { part, member } => {
                let id = self.document.ids.member(part, member);
                self.view.make_mut().reveal(Some(id));
            }
            Action::ReturnTo(id) => self.view.make_mut().reveal(id),
            Action::DragOver(over) if self.view.dragged_over == over => return false,
            Action::DragOver(over) => self.view.make_mut().dragged_over = over,
            Action::Fold(folded) => self.view.make_mut().fold(folded),
            Action::ShowSignature(shown) => self.view.make_mut().signature_shown = shown,
            Action::ExplainAll(all) => self.view.make_mut().explain_all = all,
            Action::Keys(action) => return self.apply_keys(action),
            Action::Asking(action) => self.apply_asking(action),
            Action::Select(span) => self.view.make_mut().select(span),
            Action::Pin(id) => self.view.make_mut().pin(id),
            Action::Copied { label, text } => self.view.make_mut().set_copied(label, text),
            Action::ReportProblem(problem) => self.view.make_mut().report_problem(problem),
        }
        true
    }
}

impl Reducible for State {
    type Action = Event;

    fn reduce(self: Rc<Self>, Event { now, action }: Event) -> Rc<Self> {
        let mut state = (*self).clone();
        state.time = now;
        let has_old_undo = state.document.undo.as_ref().is_some_and(|undo| undo.is_over(now));
        if has_old_undo {
            state.document.make_mut().undo = None;
        }
        if !state.preferences.clock.set && action != Action::Tick {
            state.preferences.clock.now = now;
        }
        let changed = state.apply(action, now);
        if !changed && !has_old_undo {
            return self;
        }
        state.leave_example(&self, now);
        Rc::new(state)
    }
}

#[cfg(test)]
mod tests;
