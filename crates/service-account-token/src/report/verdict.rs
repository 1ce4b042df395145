//! Who would accept a token: plain data, like the report.

use serde::{Deserialize, Serialize};

use crate::facts::acceptance::{Check, Decision, Order, Party, Step, StepResult, Walk};
use crate::text::Text;
use crate::text::code::Open;
use crate::words::commands;
use crate::words::en::acceptance;
use crate::words::en::remedies::needs;

/// One of what `verdicts` returns: the checks that a party makes, and what follows from them.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Verdict {
    /// A stable code for programs.
    pub party: Open<Party>,
    /// Its name, as the subject of a sentence.
    pub name: Text,
    /// Whether an audience of the token names it.
    pub addressed: bool,
    /// What follows from all checks.
    pub verdict: Decision,
    /// A few words.
    pub title: Text,
    /// What follows, in one or more sentences.
    pub text: Text,
    /// Whether the steps are in the party's order.
    pub order: Order,
    /// The checks.
    pub steps: Vec<VerdictStep>,
    /// The check whose message is in the text with the token; null if there is no such message. If the party
    /// gives the message for several checks: the first one that fails, or else the first unknown one.
    pub pasted: Option<Open<Check>>,
    /// The commands that ask the party itself.
    pub commands: Vec<VerdictCommand>,
}

/// One check of a party.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct VerdictStep {
    /// A stable code for programs.
    pub check: Open<Check>,
    /// What is checked, in a few words.
    pub title: Text,
    /// What came of it.
    pub result: StepResult,
    /// Whether the party gets this far: false behind the first check that fails in a known order.
    pub reached: bool,
    /// What decides it, or what has to be known to decide it.
    pub text: Text,
    /// What the party answers or logs if the check fails, with `…` for what only it knows. Null if it
    /// passes, or if the message is not known.
    pub message: Option<Text>,
    /// What to do if it fails; null if it passes.
    pub fix: Option<Text>,
    /// The source that says so: a URL, or a repository and the path of a file.
    pub source: Text,
    /// The command that answers an unknown check, if there is one.
    pub command: Option<VerdictCommand>,
}

/// A command for a POSIX shell. The token itself is never in it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct VerdictCommand {
    /// The command.
    pub command: Text,
    /// What it needs, such as `kubectl and Kubernetes 1.28`; null if nothing special.
    pub needs: Option<Text>,
}

/// Returns the verdicts in words.
pub(crate) fn verdicts(walks: &[Walk]) -> Vec<Verdict> {
    walks.iter().map(verdict).collect()
}

fn verdict(walk: &Walk) -> Verdict {
    let words = acceptance::walk(walk);
    let commands = walk.commands.iter().map(|command| VerdictCommand {
        command: commands::command(command),
        needs: needs(&command.needs()),
    });
    Verdict {
        party: walk.party.into(),
        name: words.name.into(),
        addressed: walk.addressed,
        verdict: walk.decision,
        title: words.title,
        text: words.text,
        order: walk.order,
        steps: walk.steps.iter().map(|one| step(walk.party, one)).collect(),
        pasted: walk.pasted.map(Open::from),
        commands: commands.collect(),
    }
}

fn step(party: Party, step: &Step) -> VerdictStep {
    let words = acceptance::step(party, step);
    VerdictStep {
        check: step.check.into(),
        title: words.title,
        result: step.result,
        reached: step.reached,
        text: words.text,
        message: words.message,
        fix: words.fix,
        source: step.source.into(),
        command: words.command.map(|command| VerdictCommand { command, needs: words.needs }),
    }
}
