//! Who would accept a token: the checks of each party in its own order, each passed, failed or unknown
//! from here, with the party's own message.
//!
//! [`walks`] gives one [`Walk`] per party. A party is one module with one function
//! `walk(reading, facts, settings) -> Walk`. What the text of a token does not say comes from the
//! [`Settings`]: without an answer there, a check is unknown and never passed.

mod api_server;
mod glob;
pub(crate) mod policy;
mod presented;
pub(crate) mod recipient;
mod recipients;
pub(crate) mod server;
mod settings;
mod vocabulary;
mod walk;

pub use settings::Settings;
pub use vocabulary::{Check, Decision, ObjectState, Order, Party, StepResult};
pub(crate) use walk::{Detail, Fix, Message, Step, Walk};

use super::conclusions::Facts;
use super::reading::Reading;
use crate::paste::Messages;

/// Returns the walk of each party: first the one that the token's audience names, then the API server,
/// then the others. `messages` were pasted with the token.
pub(crate) fn walks(
    reading: &Reading<'_>,
    facts: &Facts,
    settings: &Settings,
    messages: &Messages,
) -> Vec<Walk> {
    let mut api_server = api_server::walk(reading, facts, settings);
    let is_made = |check: &Check| api_server.steps.iter().any(|step| step.check == *check);
    let checks = messages.server.iter().map(|&message| api_server::check_of(message, facts.kind));
    api_server.pasted = checks.flatten().find(is_made);
    let mut walks = vec![api_server];
    walks.extend(
        recipients::walks(reading, facts, settings)
            .into_iter()
            .map(|walk| Walk { pasted: recipients::check_of(&walk, &messages.recipients), ..walk }),
    );
    walks.sort_by_key(|walk| !walk.addressed);
    walks
}
