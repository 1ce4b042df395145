//! Who would accept a token: the checks of each party in its own order, each passed, failed or unknown
//! from here, with the party's own message.
//!
//! [`walks`] gives one [`Walk`] per party. A party is one module with one function
//! `walk(reading, facts, settings) -> Walk`. What the text of a token does not say comes from the
//! [`Settings`]: without an answer there, a check is unknown and never passed.

pub(crate) mod recipient;
mod recipients;
mod settings;
mod vocabulary;
mod walk;

pub use settings::Settings;
pub use vocabulary::{Check, Decision, ObjectState, Order, Party, StepResult};
pub(crate) use walk::{Detail, Fix, Message, Step, Walk};
