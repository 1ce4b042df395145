//! The grammar of JOSE: the compact and the JSON serialization of a JWS (RFC 7515 §7), and a JWE's
//! header (RFC 7516 §7).
//!
//! Reading never fails: whatever can be read is read, and what is wrong is a finding. A part is
//! kept only if it decodes to text that begins with `{`, so that a signature never is.

mod exposure;
mod finding;
pub(crate) mod json;
mod part;
mod read;
mod serialization;
mod signature;
mod token;
mod truncation;

pub(crate) use exposure::Exposure;
pub(crate) use finding::{Finding, GapReason, Place, Read, TruncatedAt, Truncation};
pub(crate) use read::read;
pub use serialization::{Format, Part, PartName, Signature, SignatureStatus};
pub(crate) use token::{Between, Jose};
