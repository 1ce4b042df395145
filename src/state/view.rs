//! How one document is looked at: which token, what is unfolded, shown, pinned and announced.

use service_account_token::report::{PartName, Span};
use yew::AttrValue;

use super::shown_value::ShownValue;
use crate::copied_text::CopiedText;
use crate::text;

/// How a document is looked at.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct View {
    /// The position of the token that is shown.
    pub chosen: usize,
    /// The position of the token that it is compared with.
    pub compared: Option<usize>,
    /// Counts the articles. The article of another token is a new element, with nothing unfolded.
    pub article: usize,
    /// Counts the tokens that were shown. Elements with the characters of a token are made anew with
    /// each, so that no highlight is left in them.
    pub revision: usize,
    /// The text area is folded to one line, with the token view in its place.
    pub folded: bool,
    /// Counts how often the page itself changed the text in the text area, which is a new element each time: a
    /// browser's undo would otherwise join what was there before to what is there now.
    pub text_area: usize,
    /// The signature is shown.
    pub signature_shown: bool,
    /// The withheld values that are shown.
    pub shown_values: Vec<ShownValue>,
    /// Every claim is shown with its explanation.
    pub explain_all: bool,
    /// What to select in the text area.
    pub selection: Option<Selection>,
    /// The id of the member that stays highlighted wherever the pointer goes.
    pub pinned: Option<String>,
    /// The member to bring into view.
    pub revealed: Option<Revealed>,
    /// Why the last action failed, until the next one.
    pub problem: Option<&'static str>,
    /// What was copied last.
    pub copied: Option<Copied>,
    /// Something that could be dropped is over the page.
    pub dragged_over: bool,
    /// What assistive technology was told last.
    pub announcement: Announcement,
}

impl View {
    /// Returns the value of a withheld member of the shown token if it is shown.
    pub fn shown_value(&self, part: PartName, member: usize) -> Option<&AttrValue> {
        let shown = self.shown_values.iter().find(|one| (one.part, one.member) == (part, member));
        shown.map(|one| &one.value)
    }

    /// Drops the view of the token shown so far.
    pub(super) fn leave_token(&mut self) {
        self.signature_shown = false;
        self.shown_values.clear();
        self.pinned = None;
        self.revealed = None;
        self.revision += 1;
    }

    /// Tells assistive technology a sentence, without the backquotes of quotations.
    pub(super) fn announce(&mut self, sentence: impl Into<AttrValue>) {
        let text = AttrValue::from(sentence.into().replace('`', ""));
        self.announcement = Announcement { text, count: self.announcement.count + 1 };
    }

    /// Says why an action failed.
    pub(super) fn report_problem(&mut self, problem: &'static str) {
        self.problem = Some(problem);
        self.announce(problem);
    }

    /// Folds the field, or unfolds it.
    pub(super) fn fold(&mut self, folded: bool) {
        self.folded = folded;
        self.text_area += 1;
        self.selection = None;
    }

    /// Keeps a member highlighted, or none.
    pub(super) fn pin(&mut self, id: Option<String>) {
        if id.is_some() {
            self.announce(text::PINNED);
        }
        self.pinned = id;
    }

    /// Pins a member and brings it into view, or releases the one that is pinned.
    pub(super) fn reveal(&mut self, id: Option<String>) {
        let count = self.revealed.as_ref().map_or(0, |old| old.count + 1);
        self.pin(id.clone());
        self.revealed = id.map(|id| Revealed { id, count });
    }

    /// Selects bytes of the text, also if they were selected before.
    pub(super) fn select(&mut self, span: Span) {
        let count = self.selection.map_or(0, |old| old.count + 1);
        self.selection = Some(Selection { span, count });
        if self.folded {
            self.folded = false;
            self.text_area += 1;
        }
    }

    /// Notes what a button copied.
    pub(super) fn set_copied(&mut self, label: AttrValue, copied: CopiedText) {
        let count = self.copied.as_ref().map_or(0, |old| old.count + 1);
        self.announce(if copied.is_altered() { text::COPIED_ESCAPED } else { text::COPIED });
        self.copied = Some(Copied { label, text: copied, count });
    }
}

/// Bytes of the text to select in the text area.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Selection {
    /// Bytes of the text.
    pub span: Span,
    /// Tells two requests for the same bytes apart.
    pub count: usize,
}

/// A member to bring into view.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Revealed {
    /// Its id.
    pub id: String,
    /// Tells two requests for the same member apart.
    pub count: usize,
}

/// A sentence for assistive technology.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Announcement {
    /// The sentence.
    pub text: AttrValue,
    /// Tells two announcements of the same sentence apart.
    pub count: usize,
}

/// What was copied last, and by which button.
#[derive(Clone, Debug, PartialEq)]
pub struct Copied {
    /// The button's label.
    pub label: AttrValue,
    /// The text.
    pub text: CopiedText,
    /// Tells two copies of the same text apart.
    pub count: usize,
}
