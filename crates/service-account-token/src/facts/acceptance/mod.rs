//! Who would accept a token: the checks of each party in its own order, each passed, failed or unknown
//! from here, with the party's own message.
//!
//! [`walks`] gives one [`Walk`] per party. A party is one module with one function
//! `walk(reading, facts, settings) -> Walk`. What the text of a token does not say comes from the
//! [`Settings`]: without an answer there, a check is unknown and never passed.

mod api_server;
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

/// Returns the walk of each party: first the one that the token's audience names, then the API server,
/// then the others.
pub(crate) fn walks(reading: &Reading<'_>, facts: &Facts, settings: &Settings) -> Vec<Walk> {
    let mut walks = vec![api_server::walk(reading, facts, settings)];
    walks.extend(recipients::WALKS.iter().map(|walk| walk(reading, facts, settings)));
    walks.sort_by_key(|walk| !walk.addressed);
    walks
}
