//! Who would accept a token, in words. Nothing here says more than that no check is known to fail.

mod api_server;
mod messages;
mod recipients;

use crate::facts::acceptance::server;
use crate::facts::acceptance::{
    Decision, Detail, Fix, Message, Order, Party, Step, StepResult, Walk,
};
use crate::facts::advice::Trust;
use crate::text::Text;
use crate::words::commands::command;
use crate::words::en::remedies::{needs, no_command};
use crate::words::en::summary::trust as words_of_trust;

/// What a walk amounts to, in words.
pub(crate) struct WalkWords {
    /// Who the party is.
    pub(crate) name: &'static str,
    /// A few words.
    pub(crate) title: Text,
    /// What follows, in one or more sentences.
    pub(crate) text: Text,
}

/// One check, in words.
pub(crate) struct StepWords {
    /// What is checked, in a few words.
    pub(crate) title: Text,
    /// What decides it, or what has to be known.
    pub(crate) text: Text,
    /// The party's message, exactly.
    pub(crate) message: Option<Text>,
    /// What to do.
    pub(crate) fix: Option<Text>,
    /// The command that answers an unknown check.
    pub(crate) command: Option<Text>,
    /// What that command needs.
    pub(crate) needs: Option<Text>,
}

/// Puts a walk into words.
pub(crate) fn walk(walk: &Walk) -> WalkWords {
    let name = party(walk.party);
    WalkWords { name, title: title(walk, name), text: text(walk, name) }
}

/// Puts a check into words.
pub(crate) fn step(party: Party, step: &Step) -> StepWords {
    let (title, text) = match &step.detail {
        Detail::ApiServer(detail) => (
            api_server::title(step.check, detail),
            api_server::text(step.check, detail, step.result),
        ),
        Detail::Recipient(detail) => recipients::words(party, step.check, detail),
    };
    let mut text = text;
    let (command, needs) = match &step.command {
        Some(Ok(typed)) => (Some(command(typed)), needs(&typed.needs())),
        Some(Err(reason)) => {
            text = format!("{text} {}", no_command(*reason)).into();
            (None, None)
        }
        None => (None, None),
    };
    StepWords {
        title,
        text,
        message: step.message.as_ref().map(|message| match message {
            Message::ApiServer(message) => messages::api_server(message),
            Message::Recipient(message) => recipients::message(message),
        }),
        fix: step.fix.as_ref().map(|fix| match fix {
            Fix::ApiServer(fix) => api_server::fix(*fix).into(),
            Fix::Recipient(fix) => recipients::fix(fix),
        }),
        command,
        needs,
    }
}

/// Returns the name of a party, as the subject of a sentence.
fn party(party: Party) -> &'static str {
    match party {
        Party::ApiServer => "The Kubernetes API server",
        _ => recipients::name(party),
    }
}

fn title(walk: &Walk, name: &str) -> Text {
    match walk.decision {
        Decision::Rejects => format!("{name} rejects this token").into(),
        Decision::Undecided => {
            let count = unknown(walk);
            format!("No check fails, and {count} {} unknown", if count == 1 { "is" } else { "are" })
                .into()
        }
        Decision::Passes => "Every check passes, going by what you entered".into(),
        Decision::Unknown if walk.party == Party::ApiServer => "Not a service account token".into(),
        Decision::Unknown => "This tool does not know its checks".into(),
    }
}

fn text(walk: &Walk, name: &str) -> Text {
    let failed = walk.steps.iter().filter(|step| step.result == StepResult::Failed).count();
    let first = walk.steps.iter().position(|step| step.result == StepResult::Failed);
    let before = walk.steps.iter().take(first.unwrap_or_default());
    let is_certain = before.clone().all(|step| step.result != StepResult::Unknown);
    let which = match (walk.order, is_certain) {
        (Order::Unknown, _) if failed > 1 => {
            " This tool does not know the order of its checks: it may answer with any of these messages."
        }
        (Order::Unknown, _) => " This tool does not know the order of its checks.",
        (Order::Known, true) => "",
        (Order::Known, false) => {
            " If an unknown check before the failed one fails too, its message comes instead."
        }
    };
    let is_api_server = walk.party == Party::ApiServer;
    match walk.decision {
        Decision::Rejects if is_api_server => format!(
            "The client gets 401 Unauthorized without a reason. The reason is in the API server's \
             log and in the `status.error` of a TokenReview.{which}"
        )
        .into(),
        Decision::Rejects => format!("One failed check is enough to reject it.{which}").into(),
        Decision::Undecided if is_api_server => {
            "If the API server gets the token and answers 401, one of the unknown checks fails. If \
             it answers 403 to `system:serviceaccount:…`, it accepts the token: the account lacks a \
             permission, or an admission plugin rejected the request."
                .into()
        }
        Decision::Undecided => {
            format!("If it rejects the token, one of the unknown checks fails.{which}").into()
        }
        Decision::Passes if is_api_server => {
            "Only the API server itself can confirm it. If it answers 403 to \
             `system:serviceaccount:…`, it accepts the token: the account lacks a permission, or an \
             admission plugin rejected the request."
                .into()
        }
        Decision::Passes => "Only the recipient itself can confirm it.".into(),
        Decision::Unknown if is_api_server => other_token(walk),
        Decision::Unknown => format!(
            "Most recipients make the checks below. {name} may make fewer, or others."
        )
        .into(),
    }
}

/// An API server may be configured to trust the issuer of another token, unless no public key can verify it.
fn other_token(walk: &Walk) -> Text {
    let trust = walk.steps.iter().find_map(|step| match &step.detail {
        Detail::ApiServer(server::Detail::NotServiceAccount { trust }) => Some(trust),
        _ => None,
    });
    match trust {
        None | Some(Trust::Configured(_)) => {
            "The API server accepts it only if it is configured to trust its issuer (OpenID \
             Connect), or if another authenticator accepts it. The token does not show that."
                .into()
        }
        Some(trust @ Trust::Refused) => words_of_trust(trust),
        Some(trust) => format!(
            "{} Only another authenticator, such as a webhook, may accept it.",
            words_of_trust(trust)
        )
        .into(),
    }
}

fn unknown(walk: &Walk) -> usize {
    walk.steps.iter().filter(|step| step.result == StepResult::Unknown).count()
}
