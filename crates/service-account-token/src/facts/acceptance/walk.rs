//! The checks of one party, in order.

use super::vocabulary::{Check, Decision, Order, Party, StepResult};
use super::{recipient, server};
use crate::facts::advice::{Command, NoCommand};

/// One check of a party.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Step {
    pub(crate) check: Check,
    pub(crate) result: StepResult,
    /// False if the party does not get this far, because an earlier check fails.
    pub(crate) reached: bool,
    /// What decides it, or what has to be known to decide it.
    pub(crate) detail: Detail,
    /// What the party answers if the check fails; none where it passes or where the text is unknown.
    pub(crate) message: Option<Message>,
    /// What to do if it fails.
    pub(crate) fix: Option<Fix>,
    /// Where the check is documented or implemented.
    pub(crate) source: &'static str,
    /// The command that answers an unknown check.
    pub(crate) command: Option<Result<Command, NoCommand>>,
}

/// What decides a check: typed values, from which `words` makes a sentence.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Detail {
    /// Of the API server.
    ApiServer(server::Detail),
    /// Of a recipient.
    Recipient(recipient::Detail),
}

/// A message of a party.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Message {
    /// Of the API server.
    ApiServer(server::Message),
    /// Of a recipient.
    Recipient(recipient::Message),
}

/// What makes a check pass.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Fix {
    /// Of the API server.
    ApiServer(server::Fix),
    /// Of a recipient.
    Recipient(recipient::Fix),
}

/// All checks of a party.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Walk {
    pub(crate) party: Party,
    pub(crate) decision: Decision,
    pub(crate) order: Order,
    /// An audience of the token names this party.
    pub(crate) addressed: bool,
    pub(crate) steps: Vec<Step>,
    /// The check whose message was pasted with the token.
    pub(crate) pasted: Option<Check>,
    /// The commands that ask the party itself.
    pub(crate) commands: Vec<Command>,
}

impl Step {
    /// Returns a check that the party reaches, without a message, a fix or a command.
    pub(crate) fn new(check: Check, result: StepResult, detail: Detail) -> Self {
        let (message, fix, command) = (None, None, None);
        Self { check, result, reached: true, detail, message, fix, source: "", command }
    }

    /// Adds the message of a check that does not pass.
    pub(crate) fn message(self, message: Message) -> Self {
        let message = self.may_fail().then_some(message);
        Self { message, ..self }
    }

    /// Adds what to do about a check that does not pass.
    pub(crate) fn fix(self, fix: Fix) -> Self {
        let fix = self.may_fail().then_some(fix);
        Self { fix, ..self }
    }

    /// Adds where the check is documented or implemented.
    pub(crate) fn source(self, source: &'static str) -> Self {
        Self { source, ..self }
    }

    /// Adds the command that answers an unknown check.
    pub(crate) fn command(self, command: Result<Command, NoCommand>) -> Self {
        let command = (self.result == StepResult::Unknown).then_some(command);
        Self { command, ..self }
    }

    fn may_fail(&self) -> bool {
        matches!(self.result, StepResult::Failed | StepResult::Unknown)
    }
}

impl Walk {
    /// Returns the walk of a party through these checks, and what follows from them.
    pub(crate) fn new(party: Party, order: Order, addressed: bool, mut steps: Vec<Step>) -> Self {
        let has = |result| steps.iter().any(|step: &Step| step.result == result);
        let decision = match (has(StepResult::Failed), has(StepResult::Unknown)) {
            (true, _) => Decision::Rejects,
            (false, true) => Decision::Undecided,
            (false, false) => Decision::Passes,
        };
        if order == Order::Known {
            let first = steps.iter().position(|step| step.result == StepResult::Failed);
            for step in steps.iter_mut().skip(first.map_or(usize::MAX, |first| first + 1)) {
                step.reached = false;
            }
        }
        Self { party, decision, order, addressed, steps, pasted: None, commands: Vec::new() }
    }

    /// Returns the walk of a party whose checks are not known: nothing follows from these.
    pub(crate) fn of_unknown_checks(self) -> Self {
        Self { decision: Decision::Unknown, ..self }
    }
}
