//! The keys that verify signatures, as people have them, and what has to be checked with them.
//!
//! [`Keys::read`] finds keys in any text. [`Plan`] decides everything about a signature that needs no
//! cryptography, and says what is left for the caller to compute.

mod der;
mod fault;
mod jwk;
mod jws;
mod key;
mod modular;
mod plan;
mod public_key;
mod read;
mod reason;
mod rotation;
#[cfg(test)]
mod tests;

pub use fault::KeyFaultCode;
pub use key::KeyForm;
pub(crate) use key::{Fault, Key, Source};
pub(crate) use plan::Verdict;
pub use plan::{Check, KeyBytes, Outcome, Parameters, Plan};
pub use public_key::{MAX_RSA_BITS, MIN_RSA_BITS};
pub use read::{Keys, MAX_KEYS};
pub use reason::{VerificationReason, VerificationStatus};
pub use rotation::RotationEffect;
pub(crate) use rotation::{Expiry, RotatedToken, Rotation, RotationGroup};
