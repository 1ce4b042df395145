//! Reading a long text apart from the page, which goes on answering meanwhile.
//!
//! The reducer only says that a text is to be read. [`crate::browser::reader`] has it read, and the
//! report comes back as an action; by then it may be that nobody waits for it any more.

use std::rc::Rc;

use service_account_token::report::{Form, Input, Report, VERSION};
use yew::AttrValue;

use super::{Paste, State};
use crate::text;

/// A long text is being read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Reading {
    /// Tells its report from those that were given up.
    pub turn: usize,
    /// By which clock.
    pub now: i64,
    /// There is no report of this text yet, and the page says so.
    pub first: bool,
}

impl State {
    /// True while there is nothing to show of a text because it is still being read.
    pub fn is_first_reading(&self) -> bool {
        self.reading.is_some_and(|reading| reading.first)
    }

    /// True when the paste was read, so that the number of its tokens is known.
    pub fn knows_tokens(&self) -> bool {
        !self.is_first_reading() && !matches!(self.paste, Paste::TooLarge { .. })
    }

    /// Has the paste read. With `first`, nothing is known of it until then.
    pub(super) fn read_apart(&mut self, first: bool) {
        let first = first || self.is_first_reading();
        if first {
            let input = Input { form: Form::Text, bytes: self.paste.bytes().len() };
            let now = Some(self.clock.now);
            let (tokens, findings) = (Vec::new(), Vec::new());
            self.report = Rc::new(Report { version: VERSION, now, input, tokens, findings });
        }
        self.readings += 1;
        self.reading = Some(Reading { turn: self.readings, now: self.clock.now, first });
    }

    /// False for the report of a text that was given up.
    pub(super) fn awaits(&self, turn: usize) -> bool {
        self.reading.is_some_and(|reading| reading.turn == turn)
    }

    /// Takes what the reading brought: nothing, if the text was too much for the browser.
    pub(super) fn take_report(&mut self, report: Option<Rc<Report>>) {
        let first = self.is_first_reading();
        self.reading = None;
        match report {
            Some(report) => self.report = report,
            None if first => {
                // What was kept before this text stays kept.
                let undo = self.undo.take();
                self.put(Paste::Text(AttrValue::Static("")));
                self.undo = undo;
                self.complaint = Some(text::TEXT_UNREADABLE);
                return self.say(AttrValue::Static(text::TEXT_UNREADABLE));
            }
            // What is known of the text stays true, but for its clock.
            None => {}
        }
        if first {
            self.folded = !self.report.tokens.is_empty();
            self.say(self.headline());
        }
    }
}
