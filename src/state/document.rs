//! A text, what the decoder says about it, and what could be brought back.

use service_account_token::report::{
    Comparison, Finding, Form, Input, Report, Severity, Token, VERSION,
};
use service_account_token::{Acceptance, Options, inspect};
use yew::AttrValue;

use super::paste::Paste;
use super::undo::Undo;
use crate::element_ids::ElementIds;
use crate::examples::Example;
use crate::heading::Heading;
use crate::shared::{InToken, Shared};
use crate::text;

/// Returns what the decoder says about a text at this time, in Unix seconds.
pub(crate) fn report(bytes: &[u8], now: i64) -> Report {
    inspect(bytes, &Options::new().now(now))
}

/// A long text that a worker is reading.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Reading {
    /// Tells its report from those of texts that were replaced.
    pub number: usize,
    /// The clock that the report uses.
    pub now: i64,
    /// There is no report of this text yet, and the page says so.
    pub first: bool,
}

/// A text and its report.
#[derive(Clone, Debug, PartialEq)]
pub struct Document {
    /// The ids of its elements.
    pub ids: ElementIds,
    /// What was pasted, typed or opened.
    pub paste: Paste,
    /// What the decoder says about it.
    pub report: Shared<Report>,
    /// A long text that a worker is reading.
    pub reading: Option<Reading>,
    /// Counts the texts that were given to a worker.
    pub readings: usize,
    /// The example that the text is.
    pub example: Option<Example>,
    /// The example below it, which it is compared with.
    pub second_example: Option<Example>,
    /// What was cleared or replaced last, while it can be brought back.
    pub undo: Option<Undo>,
}

impl Document {
    /// An empty document, read at this time.
    pub(super) fn empty(ids: ElementIds, now: i64) -> Self {
        Self {
            ids,
            paste: Paste::empty(),
            report: Shared::new(report(&[], now)),
            reading: None,
            readings: 0,
            example: None,
            second_example: None,
            undo: None,
        }
    }

    /// Returns a token of the report, sharing the report.
    pub fn token(&self, index: usize) -> Option<InToken<Token>> {
        InToken::new(&self.report, index)
    }

    /// Returns what the decoder says about the paste at this time.
    pub(super) fn report_at(&self, now: i64) -> Report {
        match self.paste {
            Paste::TooLarge { bytes, .. } => {
                service_account_token::Paste::too_large(bytes).report(&Options::new().now(now))
            }
            _ => report(self.paste.bytes(), now),
        }
    }

    /// Compares two tokens of the report. It reads only these two where that is enough: reading all of
    /// a long text again would take long.
    pub fn comparison(&self, first: usize, second: usize) -> Option<Comparison> {
        use service_account_token::Paste;
        let options = Options::new();
        if let (Some(one), Some(other)) = (self.alone(first), self.alone(second)) {
            return one.compare(0, &other, 0, &options);
        }
        let paste = Paste::read(self.paste.bytes());
        paste.compare(first, &paste, second, &options)
    }

    /// Returns a token of the report to ask who would accept it. Of a long text it reads only that token
    /// where that is enough.
    pub fn acceptance(&self, index: usize) -> Option<Acceptance> {
        match self.paste.is_long().then(|| self.alone(index)).flatten() {
            Some(alone) => alone.acceptance(0),
            None => service_account_token::Paste::read(self.paste.bytes()).acceptance(index),
        }
    }

    /// Returns the text of a token alone, if that gives the same token.
    fn alone(&self, index: usize) -> Option<service_account_token::Paste<'_>> {
        let token = self.report.tokens.get(index)?;
        let bytes = self.paste.bytes().get(token.location.start..token.location.end)?;
        let paste = service_account_token::Paste::read(bytes);
        let is_same = |other: &Token| {
            (&other.header.text, &other.payload.text, other.format)
                == (&token.header.text, &token.payload.text, token.format)
        };
        paste.report(&Options::new()).tokens.first().is_some_and(is_same).then_some(paste)
    }

    /// Returns the line that says what was pasted; empty for an empty paste.
    pub(super) fn headline(&self, chosen: usize) -> AttrValue {
        if self.paste.is_empty() {
            return AttrValue::Static("");
        }
        if self.is_first_reading() {
            return AttrValue::from(text::reading(self.paste.bytes().len()));
        }
        if let Some(token) = self.report.tokens.get(chosen) {
            return match self.report.tokens.len() {
                1 => self.heading(token),
                count => AttrValue::from(text::tokens_found(count)),
            };
        }
        match by_severity(&self.report.findings).next() {
            Some(finding) => AttrValue::from(finding.message.to_string()),
            None => AttrValue::Static(text::NOTHING_FOUND),
        }
    }

    /// Returns the first line of a token's article, at the time of the report.
    pub(super) fn heading(&self, token: &Token) -> AttrValue {
        AttrValue::from(Heading::of(token).words(self.report.now.unwrap_or_default()))
    }

    /// Returns true while the text is read for the first time, so that there is nothing to show.
    pub fn is_first_reading(&self) -> bool {
        self.reading.is_some_and(|reading| reading.first)
    }

    /// Returns true if the paste was read, so that the number of its tokens is known.
    pub fn knows_tokens(&self) -> bool {
        !self.is_first_reading() && !matches!(self.paste, Paste::TooLarge { .. })
    }

    /// Asks for the paste to be read. With `first`, nothing is known about it until then.
    pub(super) fn start_reading(&mut self, now: i64, first: bool) {
        let first = first || self.is_first_reading();
        if first {
            let input = Input { form: Form::Text, bytes: self.paste.bytes().len() };
            let (tokens, findings) = (Vec::new(), Vec::new());
            self.report = Shared::new(Report {
                version: VERSION,
                now: Some(now),
                input,
                tokens,
                findings,
                document: None,
            });
        }
        self.readings += 1;
        self.reading = Some(Reading { number: self.readings, now, first });
    }

    /// Returns false for the report of a text that was replaced.
    pub(super) fn awaits(&self, number: usize) -> bool {
        self.reading.is_some_and(|reading| reading.number == number)
    }

    /// Returns true if one of the tokens' own times lies between the two.
    pub(super) fn has_a_time_between(&self, from: i64, to: i64) -> bool {
        self.report.tokens.iter().any(|token| {
            let times = &token.times;
            [times.not_before, times.warn_after, times.expires_at, times.accepted_until]
                .into_iter()
                .flatten()
                .any(|time| (from..=to).contains(&time))
        })
    }
}

/// Returns the findings by severity, in their own order within each.
pub fn by_severity(findings: &[Finding]) -> impl Iterator<Item = &Finding> {
    let severities = [Severity::Error, Severity::Warning, Severity::Notice];
    severities
        .into_iter()
        .flat_map(|severity| findings.iter().filter(move |finding| finding.severity == severity))
}
