//! What to do about a token: if it leaked, to keep the house clean, to find out more. At most about
//! three for each occasion, the most useful first.

mod check;
mod hygiene;
mod leaked;
mod other;

use super::command::{Name, NoName};
use super::subject::Subject;
use crate::report::{BoundTo, Kind, Occasion, Remedy, Text};
use crate::search::any;

/// What to do, the most useful first.
pub(super) fn remedies(subject: &Subject<'_>) -> Vec<Remedy> {
    let mut remedies = Vec::new();
    match subject.kind {
        Kind::Other => other::other(subject, &mut remedies),
        Kind::Unreadable => remedies.push(other::copy_again()),
        Kind::Legacy | Kind::Bound => {
            if subject.is_cut_off() {
                remedies.push(check::copy_whole(subject));
            }
            if subject.is_unsigned() {
                remedies.push(check::unsigned());
                return remedies;
            }
            if subject.is_never_written() {
                // Whoever checks it without asking the cluster may look at less.
                let webhook = subject.bound_to() == Some(BoundTo::Webhook);
                if subject.is_foreign() && !webhook && !subject.is_over() {
                    remedies.push(leaked::recipient(subject));
                }
                if !subject.is_cut_off() {
                    remedies.push(other::ask_who_made_it());
                }
                return remedies;
            }
            leaked::leaked(subject, &mut remedies);
            hygiene::hygiene(subject, &mut remedies);
            check::check(subject, &mut remedies);
        }
    }
    remedies
}

fn remedy(when: Occasion, title: impl Into<Text>, why: impl Into<Text>) -> Remedy {
    Remedy {
        title: title.into(),
        why: why.into(),
        when,
        command: None,
        needs: None,
        destructive: false,
    }
}

impl Remedy {
    /// Adds the command, or the sentence that says why there is none.
    fn run(mut self, command: Result<Text, NoName>) -> Self {
        match command {
            Ok(command) => {
                let is_for_a_shell =
                    any(&command, |byte| matches!(byte, b'\'' | b'"' | b'$' | b'|' | b'&'));
                self.needs = is_for_a_shell.then_some("a POSIX shell".into());
                self.command = Some(command);
            }
            Err(reason) => {
                let why = self.why.to_mut();
                why.push(' ');
                why.push_str(reason.sentence());
            }
        }
        self
    }

    /// What the command needs; said only where there is a command.
    fn needs(mut self, needs: &'static str) -> Self {
        self.needs = match (&self.command, self.needs) {
            (None, _) => None,
            (Some(_), None) => Some(needs.into()),
            (Some(_), Some(shell)) => Some(format!("{needs}, {shell}").into()),
        };
        self
    }

    /// It deletes or breaks something.
    fn destructive(mut self) -> Self {
        self.destructive = true;
        self
    }
}

/// A namespace and the name of something in it, both fit for a command.
#[derive(Clone, Copy, Debug)]
struct Place<'a> {
    namespace: Name<'a>,
    name: Name<'a>,
}

impl<'a> Place<'a> {
    fn new(subject: &Subject<'a>, name: Option<&'a str>) -> Result<Self, NoName> {
        Ok(Self { namespace: Name::label(subject.namespace)?, name: Name::subdomain(name)? })
    }

    /// The ServiceAccount.
    fn account(subject: &Subject<'a>) -> Result<Self, NoName> {
        Self::new(subject, subject.account)
    }

    /// The Pod or the Secret that the token is tied to or comes from.
    fn object(subject: &Subject<'a>) -> Result<Self, NoName> {
        Self::new(subject, subject.binding.and_then(|binding| binding.name.as_deref()))
    }

    /// `kubectl -n NAMESPACE VERB NAME REST`, where only the names are not our own text.
    fn kubectl(self, verb: &str, rest: &str) -> Text {
        format!("kubectl -n {} {verb} {}{rest}", self.namespace, self.name).into()
    }
}

/// A new token that lasts an hour.
fn new_token(subject: &Subject<'_>, rest: &str) -> Result<Text, NoName> {
    Ok(Place::account(subject)?.kubectl("create token", rest))
}
