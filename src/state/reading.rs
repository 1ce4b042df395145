//! Reading a long text in a worker, while the page stays responsive.
//!
//! The reducer only says that a text is to be read. [`crate::browser::reader`] has it read, and the
//! report comes back as an action. By then the text may have been replaced.

use service_account_token::report::Report;

use super::State;
use super::paste::Paste;
use crate::shared::Shared;
use crate::text;

impl State {
    /// Takes the report of a worker, or `None` if the browser could not read the text.
    pub(super) fn take_report(&mut self, report: Option<Shared<Report>>) {
        let first = self.document.is_first_reading();
        let document = self.document.make_mut();
        document.reading = None;
        match report {
            Some(report) => document.report = report,
            None if first => {
                // What could be brought back before this text still can.
                let undo = document.undo.take();
                self.replace_paste(Paste::empty());
                self.document.make_mut().undo = undo;
                return self.view.make_mut().report_problem(text::TEXT_UNREADABLE);
            }
            // The report that is there stays true, except for its clock.
            None => {}
        }
        if first {
            self.outdate_keys();
            let headline = self.headline();
            let view = self.view.make_mut();
            view.folded = !self.document.report.tokens.is_empty();
            view.text_area += 1;
            view.announce(headline);
        }
    }
}
