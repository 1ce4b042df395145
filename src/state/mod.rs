//! What the page knows. One reducer at the root holds it; everything else is derived from it.
//!
//! The reducer has no surroundings: the clock, the address and the files come in with the actions,
//! so that every step of the page can be tested without a browser.
//!
//! The page renders as a whole, so the reducer gives back the very state that it was given when
//! nobody could see a difference, as after most seconds: then nothing renders.

mod clock;
mod example;
mod paste;
mod reading;
mod theme;
mod uncovered;
mod undo;

use std::rc::Rc;

use service_account_token::report::{Finding, PartName, Report, Severity, Span, Token};
use service_account_token::{Options, inspect};
use yew::{AttrValue, Reducible};

pub use self::clock::{Clock, To};
pub use self::paste::{Paste, TEXT_AREA_LIMIT_BYTES};
pub use self::reading::Reading;
pub use self::theme::Theme;
pub use self::uncovered::Uncovered;
pub use self::undo::{UNDO_SECONDS, Undo};
use crate::copied_text::CopiedText;
use crate::examples::Example;
use crate::relative::relative;
use crate::text;
use crate::timeline;

/// A longer text is not read again each second: it would take more than a few milliseconds.
const EACH_SECOND_LIMIT_BYTES: usize = 8 * 1024;

/// What the decoder says of a text at this time.
pub(crate) fn report(bytes: &[u8], now: i64) -> Report {
    inspect(bytes, &Options { now: Some(now), ..Options::default() })
}

/// True when one of the tokens' own times lies between the two.
fn has_a_time_between(report: &Report, from: i64, to: i64) -> bool {
    report.tokens.iter().any(|token| {
        let times = &token.times;
        [times.not_before, times.warn_after, times.expires_at, times.accepted_until]
            .into_iter()
            .flatten()
            .any(|time| (from..=to).contains(&time))
    })
}

/// True when the distance to one of the token's own times is said in other words at another time.
/// The claims are not asked: each of them ticks by itself, where it is in view.
fn has_another_distance(token: &Token, old: i64, now: i64) -> bool {
    let times = &token.times;
    let issued = [times.issued_at, times.not_before, times.refresh_at];
    let ended = [times.warn_after, times.expires_at, times.accepted_until];
    let mut times = issued.into_iter().chain(ended).flatten();
    times.any(|time| relative(time, old) != relative(time, now))
}

/// Bytes of the text to select in the text area.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Selection {
    /// Bytes of the text.
    pub span: Span,
    /// Tells two requests for the same bytes apart.
    pub turn: usize,
}

/// What is said to somebody who cannot see the page change.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Announcement {
    /// The sentence.
    pub text: AttrValue,
    /// Tells two announcements of the same sentence apart.
    pub turn: usize,
}

/// What was copied last, from the button that says so.
#[derive(Clone, Debug, PartialEq)]
pub struct Copied {
    /// The button's name.
    pub label: AttrValue,
    /// What was copied.
    pub text: CopiedText,
    /// Tells two copies of the same text apart.
    pub turn: usize,
}

/// What came with the address.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Opening {
    /// A text to read.
    pub token: Option<String>,
    /// The name of an example to open.
    pub example: Option<String>,
    /// The length of what was too large to be read, in bytes.
    pub too_large: Option<usize>,
    /// A clock to go by.
    pub now: Option<i64>,
}

/// What somebody did, or what happened.
#[derive(Clone, Debug, PartialEq)]
pub enum Action {
    /// The text was changed by keys.
    Typed(String),
    /// A whole text came: pasted or dropped.
    Pasted(String),
    /// A file was opened or dropped.
    Opened {
        /// Its name.
        name: String,
        /// What it holds.
        bytes: Vec<u8>,
    },
    /// A text or a file came that is too large to be read, and was left where it is.
    TooLarge {
        /// What it is called.
        name: AttrValue,
        /// Its length.
        bytes: usize,
    },
    /// The address changed.
    Visited(Opening),
    /// Take everything away.
    Clear,
    /// Put back what was cleared or replaced.
    Undo,
    /// Show another token.
    Choose(usize),
    /// Fold the field into the token view, or open it to edit.
    Fold(bool),
    /// Uncover the signature, or cover it.
    ShowSignature(bool),
    /// Uncover a value that the report withholds, or cover it.
    ShowValue {
        /// Header or payload.
        part: PartName,
        /// Its position among the members of that part.
        member: usize,
        /// To be seen, or not.
        shown: bool,
    },
    /// Select bytes of the text.
    Select(Span),
    /// Keep a member lit, by its name in the page, or release the one that is.
    Pin(Option<String>),
    /// Something is dragged over the page, or no longer.
    Hover(bool),
    /// A button copied its text.
    Copied {
        /// The button's name.
        label: AttrValue,
        /// The text.
        text: CopiedText,
    },
    /// A long text was read, or could not be.
    Read {
        /// The turn of its [`Reading`].
        turn: usize,
        /// What the decoder says of it.
        report: Option<Rc<Report>>,
    },
    /// A second went by.
    Tick,
    /// Go by another time.
    SetClock(To),
    /// Go by the computer's clock again.
    UseRealClock,
    /// Show the page in another theme.
    Wear(Theme),
    /// Say, under the field too, why something could not be done.
    Complain(&'static str),
}

impl Action {
    /// True for what puts a text of somebody's own in the place of another.
    pub fn replaces_the_text(&self) -> bool {
        matches!(
            self,
            Self::Typed(_)
                | Self::Pasted(_)
                | Self::Opened { .. }
                | Self::TooLarge { .. }
                | Self::Clear
                | Self::Undo
        )
    }
}

/// What happened, and when.
#[derive(Clone, Debug, PartialEq)]
pub struct Event {
    /// The computer's clock, in Unix seconds.
    pub now: i64,
    /// What happened.
    pub action: Action,
}

/// All that the page knows.
#[derive(Clone, Debug, PartialEq)]
pub struct State {
    /// What was put in.
    pub paste: Paste,
    /// What the decoder says of it.
    pub report: Rc<Report>,
    /// A long text that is being read apart from the page.
    pub reading: Option<Reading>,
    /// Counts those.
    pub readings: usize,
    /// Which of the tokens is shown.
    pub chosen: usize,
    /// Counts the articles: another token's begins afresh, with nothing opened in it.
    pub article: usize,
    /// The clock.
    pub clock: Clock,
    /// The text area is folded to one line, with the token view in its place.
    pub folded: bool,
    /// The signature is uncovered.
    pub signature_shown: bool,
    /// The withheld values that are uncovered.
    pub uncovered: Vec<Uncovered>,
    /// The example that the text is.
    pub example: Option<Example>,
    /// What was cleared or replaced last, while it can be brought back.
    pub undo: Option<Undo>,
    /// The computer's clock when something last happened, in Unix seconds.
    pub time: i64,
    /// What to select in the text area.
    pub selection: Option<Selection>,
    /// The name in the page of the member that stays lit, wherever the pointer goes.
    pub pinned: Option<String>,
    /// Counts the tokens that were shown: no light falls from one onto the next.
    pub turn: usize,
    /// Why the last thing could not be done, until another is.
    pub complaint: Option<&'static str>,
    /// What was copied last.
    pub copied: Option<Copied>,
    /// Something that could be dropped is over the page.
    pub hovered: bool,
    /// What the page wears, as long as it is open.
    pub theme: Theme,
    /// What was said last.
    pub said: Announcement,
}

impl State {
    /// The page as it opens.
    pub fn new(opening: Opening, now: i64) -> Self {
        let clock = Clock { now, set: false };
        let paste = Paste::Text(AttrValue::Static(""));
        let mut state = Self {
            report: Rc::new(report(paste.bytes(), clock.now)),
            paste,
            reading: None,
            readings: 0,
            chosen: 0,
            article: 0,
            clock,
            folded: false,
            signature_shown: false,
            uncovered: Vec::new(),
            example: None,
            undo: None,
            time: now,
            selection: None,
            pinned: None,
            turn: 0,
            complaint: None,
            copied: None,
            hovered: false,
            theme: Theme::System,
            said: Announcement::default(),
        };
        state.visit(opening);
        state
    }

    /// The token that is shown.
    pub fn token(&self) -> Option<&Token> {
        self.report.tokens.get(self.chosen)
    }

    /// Takes a whole new paste; the old one can be brought back.
    fn put(&mut self, paste: Paste) {
        let example = self.example.take();
        let old = std::mem::replace(&mut self.paste, paste);
        let kept = !old.is_empty() && old != self.paste;
        self.undo = kept.then_some(Undo { paste: old, example, since: self.time });
        self.read();
        self.article += 1;
        self.folded = !self.report.tokens.is_empty();
    }

    /// Reads the paste anew and announces what it is, unless that stayed the same.
    fn read(&mut self) {
        let before = self.headline();
        self.reading = None;
        if self.paste.is_long() {
            self.read_apart(true);
        } else {
            self.report = Rc::new(self.report_at(self.clock.now));
        }
        self.chosen = 0;
        self.signature_shown = false;
        self.uncovered.clear();
        self.selection = None;
        self.pinned = None;
        self.turn += 1;
        self.complaint = None;
        self.copied = None;
        let headline = self.headline();
        if headline != before {
            self.say(headline);
        }
    }

    /// What the decoder says of the paste at this time.
    fn report_at(&self, now: i64) -> Report {
        let options = Options { now: Some(now), ..Options::default() };
        match self.paste {
            Paste::TooLarge { bytes, .. } => service_account_token::too_large(bytes, &options),
            _ => inspect(self.paste.bytes(), &options),
        }
    }

    /// Shows another token of the text.
    fn choose(&mut self, index: usize) {
        self.chosen = index;
        self.article += 1;
        self.pinned = None;
        self.turn += 1;
        self.signature_shown = false;
        self.uncovered.clear();
        if let Some(headline) = self.token().map(|token| token.headline.to_string()) {
            self.say(AttrValue::from(headline));
        }
    }

    /// Keeps a member lit, or none.
    fn pin(&mut self, name: Option<String>) {
        if name.is_some() {
            self.say(AttrValue::Static(text::PINNED));
        }
        self.pinned = name;
    }

    /// Goes by another time; false when nothing on the page reads differently for it.
    fn turn_to(&mut self, clock: Clock) -> bool {
        let old = std::mem::replace(&mut self.clock, clock);
        let mut changed = old.set || clock.set;
        let read_at = self.report.now.unwrap_or(old.now);
        let retold =
            self.token().is_some_and(|token| has_another_distance(token, read_at, clock.now));
        // A short text is read again each second, which costs microseconds and keeps every word of
        // the report true; another one only when one of its own times passes, or when one of the
        // shown token is told in other words, such as "in 46 minutes" after "in 47 minutes".
        let again = match self.paste {
            Paste::TooLarge { .. } => false,
            _ if self.paste.bytes().len() <= EACH_SECOND_LIMIT_BYTES => !self.paste.is_empty(),
            // One that is being read is left to its end, unless the clock was set.
            _ if self.reading.is_some() => changed,
            _ => changed || retold || has_a_time_between(&self.report, read_at, clock.now),
        };
        if again && self.paste.is_long() {
            self.read_apart(false);
            changed = true;
        } else if again {
            let report = self.report_at(clock.now);
            // The clock differs each time, and alone changes nothing on the page.
            changed |=
                report.tokens != self.report.tokens || report.findings != self.report.findings;
            self.report = Rc::new(report);
        }
        changed
            || retold
            || self
                .token()
                .is_some_and(|token| timeline::looks_different(&token.times, old.now, clock.now))
    }

    fn complain(&mut self, text: &'static str) {
        self.complaint = Some(text);
        self.say(AttrValue::Static(text));
    }

    fn say(&mut self, text: AttrValue) {
        // The marks around a quotation are for the eye.
        let text = AttrValue::from(text.replace('`', ""));
        self.said = Announcement { text, turn: self.said.turn + 1 };
    }

    /// The one line that tells what was put in.
    fn headline(&self) -> AttrValue {
        if self.paste.is_empty() {
            return AttrValue::Static("");
        }
        if self.is_first_reading() {
            return AttrValue::from(text::reading(self.paste.bytes().len()));
        }
        if let Some(token) = self.token() {
            return match self.report.tokens.len() {
                1 => AttrValue::from(token.headline.to_string()),
                count => AttrValue::from(text::tokens_found(count)),
            };
        }
        match by_severity(&self.report.findings).next() {
            Some(finding) => AttrValue::from(finding.message.to_string()),
            None => AttrValue::Static(text::NOTHING_FOUND),
        }
    }
}

/// Findings by severity, in their own order within each.
pub fn by_severity(findings: &[Finding]) -> impl Iterator<Item = &Finding> {
    let severities = [Severity::Error, Severity::Warning, Severity::Notice];
    severities
        .into_iter()
        .flat_map(|severity| findings.iter().filter(move |finding| finding.severity == severity))
}

impl Reducible for State {
    type Action = Event;

    fn reduce(self: Rc<Self>, Event { now, action }: Event) -> Rc<Self> {
        let mut state = (*self).clone();
        state.time = now;
        let forgot = state.forget_undo();
        if !state.clock.set && action != Action::Tick {
            state.clock.now = now;
        }
        match action {
            // The folded field shows no text, so nothing of one can be taken away there.
            Action::Typed(text) if state.folded && text.is_empty() => return self,
            // What is typed into it is another text, not an edit of this one.
            Action::Typed(text) if state.folded => {
                state.put(Paste::from_text(text));
                state.folded = false;
            }
            Action::Typed(text) => {
                state.paste = Paste::from_text(text);
                state.example = None;
                state.folded = false;
                state.read();
            }
            Action::Pasted(text) => state.put(Paste::from_text(text)),
            Action::Opened { name, bytes } => state.put(Paste::from_file(name, bytes)),
            Action::TooLarge { name, bytes } => state.put(Paste::TooLarge { name, bytes }),
            Action::Visited(opening) => state.visit(opening),
            Action::Clear => {
                state.put(Paste::Text(AttrValue::Static("")));
                state.say(AttrValue::Static(text::CLEARED));
            }
            Action::Undo => state.undo(),
            Action::Choose(index) => state.choose(index),
            Action::Fold(folded) => {
                state.folded = folded;
                state.selection = None;
            }
            Action::ShowSignature(shown) => state.signature_shown = shown,
            Action::ShowValue { part, member, shown } => state.uncover(part, member, shown),
            Action::Select(span) => {
                let turn = state.selection.map_or(0, |old| old.turn + 1);
                state.selection = Some(Selection { span, turn });
                state.folded = false;
            }
            Action::Pin(name) => state.pin(name),
            Action::Hover(hovered) if state.hovered == hovered => return self,
            Action::Hover(hovered) => state.hovered = hovered,
            Action::Copied { label, text } => {
                let turn = state.copied.map_or(0, |old| old.turn + 1);
                let altered = text.is_altered();
                state.copied = Some(Copied { label, text, turn });
                let words = if altered { text::COPIED_ESCAPED } else { text::COPIED };
                state.say(AttrValue::Static(words));
            }
            Action::Read { turn, .. } if !state.awaits(turn) => return self,
            Action::Read { report, .. } => state.take_report(report),
            Action::Tick => {
                let changed = !state.clock.set && state.turn_to(Clock { now, set: false });
                if !changed && !forgot {
                    return self;
                }
            }
            Action::SetClock(to) => state.set_clock(to),
            Action::UseRealClock => _ = state.turn_to(Clock { now, set: false }),
            Action::Complain(text) => state.complain(text),
            Action::Wear(theme) => state.wear(theme),
        }
        state.leave(&self, now);
        Rc::new(state)
    }
}

#[cfg(test)]
mod tests;
