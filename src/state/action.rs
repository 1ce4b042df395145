//! What the user can do, and what can happen to the page.

use service_account_token::report::{PartName, Report, Span};
use yew::AttrValue;

use super::asking::AskingAction;
use super::clock::ClockTarget;
use super::keys::KeysAction;
use crate::copied_text::CopiedText;
use crate::shared::Shared;
use crate::theme::Theme;

/// What to open, from the address or from the host of an embedded page.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Opening {
    /// A text to read.
    pub text: Option<String>,
    /// The name of an example.
    pub example: Option<String>,
    /// The pointer of a claim of the example to go to.
    pub claim: Option<String>,
    /// The name of an example to compare the other one with.
    pub compare: Option<String>,
    /// The length of a text that is too large to be read, in bytes.
    pub too_large: Option<usize>,
    /// The time to set the clock to, in Unix seconds.
    pub now: Option<i64>,
}

/// What the user did, or what happened.
#[derive(Clone, Debug, PartialEq)]
pub enum Action {
    /// The text was edited with the keyboard.
    Typed(String),
    /// A whole text was pasted or dropped.
    Pasted(String),
    /// Files were opened or dropped: the name and the content of each.
    Opened(Vec<(String, Vec<u8>)>),
    /// A text or a file is too large to be read. Its content was left where it is.
    TooLarge {
        /// The name to show for it.
        name: AttrValue,
        /// Its length.
        bytes: usize,
    },
    /// Open what the address or the host says.
    Open(Opening),
    /// Remove the text.
    Clear,
    /// Bring back what was cleared or replaced.
    Undo,
    /// Show another token.
    Choose(usize),
    /// Compare the shown token with this one of the text, or stop comparing.
    Compare(Option<usize>),
    /// Add another token below the text, and compare the shown one with it.
    CompareWith(String),
    /// Fold the field into the token view, or unfold it to edit the text.
    Fold(bool),
    /// Show or cover the signature.
    ShowSignature(bool),
    /// Show or cover a value that the report withholds.
    ShowValue {
        /// Header or payload.
        part: PartName,
        /// Its position among the members of that part.
        member: usize,
        /// Show it instead of covering it.
        shown: bool,
    },
    /// Show every claim with its explanation, or without it.
    ExplainAll(bool),
    /// Select bytes of the text.
    Select(Span),
    /// Keep the member with this id highlighted, or release the one that is.
    Pin(Option<String>),
    /// Go to a member: a step in the history of the page.
    GoTo {
        /// Header or payload.
        part: PartName,
        /// Its position among the members of that part.
        member: usize,
    },
    /// Show the member with this id as [`GoTo`](Self::GoTo) does, or none, without a step.
    ReturnTo(Option<String>),
    /// Something was dragged over the page, or away from it.
    DragOver(bool),
    /// A button copied its text.
    Copied {
        /// The button's label.
        label: AttrValue,
        /// The text.
        text: CopiedText,
    },
    /// A worker has read a long text, or could not.
    Read {
        /// The number of its [`Reading`](super::Reading).
        number: usize,
        /// What the decoder says about it.
        report: Option<Shared<Report>>,
    },
    /// Something about the keys that check signatures.
    Keys(KeysAction),
    /// What the user says when asking who would accept a token.
    Asking(AskingAction),
    /// A second passed.
    Tick,
    /// Set the clock.
    SetClock(ClockTarget),
    /// Use the computer's clock again.
    UseRealClock,
    /// Change the theme.
    SetTheme(Theme),
    /// Say why an action failed.
    ReportProblem(&'static str),
}

impl Action {
    /// Returns true for an action that replaces the text by one of the user's own.
    pub fn replaces_the_text(&self) -> bool {
        matches!(
            self,
            Self::Typed(_)
                | Self::Pasted(_)
                | Self::Opened(_)
                | Self::CompareWith(_)
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
